//! The addresses of the other ways: JSONP, the portal's own proxy, a proxy that the person names.

use crate::portal::address::{Address, encode, is_internal};
use crate::portal::{Portal, PortalKind, Recognised, recognise};

/// Actions that may be asked for by JSONP: those that only read.
const ACTIONS: &[&str] = &[
    "status_show",
    "package_search",
    "package_show",
    "organization_list",
    "group_list",
    "datastore_search",
    "datastore_info",
];

/// The CKAN portal that is presumed at an address which refuses to answer directly, so that the other ways can
/// be tried before it has said anything. Its title is its host.
pub fn presumed(address: &str) -> Option<Portal> {
    let Recognised::Portal { address, .. } = recognise(address) else { return None };
    let root = Address::parse(&address)?;
    Some(Portal {
        api: format!("{address}/api/3/action"),
        title: root.host,
        address,
        kind: PortalKind::Ckan,
        version: None,
        datastore: None,
    })
}

/// The address that asks for the same by JSONP; `None` where it is not an action of this portal that only
/// reads, not `https:`, or the callback is no plain name. The whole answer is handed to the client as text
/// with status 200; errors never arrive (CKAN sends them unwrapped), so a time limit has to stand in.
pub fn jsonp_url(portal: &Portal, url: &str, callback: &str) -> Option<String> {
    let plain = |name: &str| {
        !name.is_empty() && name.len() <= 40 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    let address = Address::parse(url).filter(|address| address.secure)?;
    let action = address.text().strip_prefix(&format!("{}/", portal.api))?.split('?').next()?.to_owned();
    if !ACTIONS.contains(&action.as_str()) || !plain(callback) || address.parameter("callback").is_some() {
        return None;
    }
    let mark = if address.query.is_some() { '&' } else { '?' };
    Some(format!("{}{mark}callback={callback}", address.text()))
}

/// The address at which a CKAN passes on a resource of another host, where it has that extension.
pub fn resource_proxy(portal: &Portal, dataset: &str, resource: &str) -> Option<String> {
    let url = format!("{}/dataset/{}/resource/{}/proxy", portal.address, encode(dataset), encode(resource));
    Address::parse(&url).map(|address| address.text())
}

/// The template of a proxy that the person has named: an `https:` address with `{url}` in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxyTemplate {
    before: String,
    after: String,
}

impl ProxyTemplate {
    /// Reads a template; `None` for anything but one `{url}` in the path or query of a public `https:` address.
    pub fn parse(text: &str) -> Option<Self> {
        let (before, after) = text.trim().split_once("{url}")?;
        let whole = Address::parse(&format!("{before}x{after}"))?;
        let in_path = before.split_once("://").is_some_and(|(_, rest)| rest.contains('/'));
        let sound = whole.secure && in_path && !after.contains(['{', '}', '#']) && !before.contains(['{', '}', '#']);
        (sound && !is_internal(&whole.host)).then(|| Self { before: before.to_owned(), after: after.to_owned() })
    }

    /// The host that sees every address asked for; shown while it is used.
    pub fn host(&self) -> String {
        super::super::address::host_of(&self.before)
    }

    /// The address to fetch instead; `None` for an address that is not of the web.
    pub fn apply(&self, url: &str) -> Option<String> {
        let target = Address::parse(url).filter(|target| !is_internal(&target.host))?.text();
        // In a query the address is encoded; after a bare slash it is written out, as such proxies expect.
        let target = if self.before.contains('?') { encode(&target) } else { target };
        Some(format!("{}{target}{}", self.before, self.after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusing_portal_is_presumed() {
        let portal = presumed("data.x.go.id/dataset/a").unwrap();
        assert!(jsonp_url(&portal, "https://data.x.go.id/api/3/action/status_show", "cb").is_some());
        assert!(presumed("harga cabai").is_none() && presumed("contoh").is_none());
    }

    #[test]
    fn only_reading_actions_go_by_jsonp() {
        let portal = Portal {
            address: "https://x.go.id".to_owned(),
            api: "https://x.go.id/api/3/action".to_owned(),
            title: String::new(),
            kind: PortalKind::Ckan,
            version: None,
            datastore: None,
        };
        let check = |url: &str, callback: &str, expected: Option<&str>| {
            assert_eq!(jsonp_url(&portal, url, callback).as_deref(), expected, "{url}");
        };
        let search = "https://x.go.id/api/3/action/package_search?q=a";
        check(search, "cb_1", Some("https://x.go.id/api/3/action/package_search?q=a&callback=cb_1"));
        check(
            "https://x.go.id/api/3/action/status_show",
            "cb",
            Some("https://x.go.id/api/3/action/status_show?callback=cb"),
        );
        check(search, "alert(1)//", None);
        check("https://x.go.id/api/3/action/package_search?callback=x", "cb", None);
        check("https://x.go.id/api/3/action/package_delete?id=a", "cb", None);
        check("https://y.go.id/api/3/action/package_search", "cb", None);
        check("http://x.go.id/api/3/action/package_search", "cb", None);
        check("https://x.go.id/api/3/action/../../package_search", "cb", None);
        assert_eq!(
            resource_proxy(&portal, "a/b", "r").as_deref(),
            Some("https://x.go.id/dataset/a%2Fb/resource/r/proxy")
        );
    }

    #[test]
    fn proxies_are_https_and_say_their_host() {
        let check = |template: &str, expected: Option<&str>| {
            let got = ProxyTemplate::parse(template).and_then(|proxy| proxy.apply("https://x.id/a b?c=1"));
            assert_eq!(got.as_deref(), expected, "{template}");
        };
        check("https://p.id/?url={url}", Some("https://p.id/?url=https%3A%2F%2Fx.id%2Fa%2520b%3Fc%3D1"));
        check("https://p.id/{url}", Some("https://p.id/https://x.id/a%20b?c=1"));
        for bad in [
            "http://p.id/?url={url}",
            "https://p.id/",
            "https://{url}/",
            "https://p.id{url}",
            "https://u:p@p.id/{url}",
            "https://10.0.0.1/{url}",
            "javascript:{url}",
            "https://p.id/{url}{url}",
        ] {
            check(bad, None);
        }
        assert_eq!(ProxyTemplate::parse("https://p.id/?url={url}").unwrap().host(), "p.id");
        assert!(ProxyTemplate::parse("https://p.id/?url={url}").unwrap().apply("http://192.168.1.1/").is_none());
    }
}
