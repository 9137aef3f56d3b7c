//! The addresses of the other ways: JSONP, the portal's own proxy, a proxy that the person names.

use crate::portal::address::{Address, encode, is_internal};
use crate::portal::{Portal, PortalKind, Recognised, Resource, recognise};

/// Actions that may be asked for by JSONP: those that only read.
const ACTIONS: &[&str] = &[
    "status_show",
    "package_search",
    "package_show",
    "organization_list",
    "group_list",
    "datastore_search",
    "datastore_search_sql",
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

/// The action that an address asks for, where it may be asked for in the frame of an origin: it is an action
/// that only reads, of that origin, without a callback of its own.
pub(super) fn jsonp_action(origin: &str, url: &str) -> Option<&'static str> {
    let address = Address::parse(url).filter(|address| address.origin() == origin)?;
    let mut segments = address.path.rsplit('/');
    let action = segments.next()?;
    let action = ACTIONS.iter().find(|known| **known == action)?;
    // `…/api/3/action/NAME`, and without the number as old versions have it.
    let is_action = segments.next() == Some("action")
        && match segments.next() {
            Some("api") => true,
            Some("1" | "2" | "3") => segments.next() == Some("api"),
            _ => false,
        };
    let is_plain = !address.path.split('/').any(|segment| matches!(segment, "." | ".."));
    (is_action && is_plain && address.parameter("callback").is_none()).then_some(*action)
}

/// The address that asks for the same by JSONP; `None` where [`Routes`](super::Routes) would not send it to the
/// frame of this origin, or the callback is no plain name. The whole answer is handed to the client as text
/// with status 200; errors never arrive (CKAN sends them unwrapped), so that they cannot be told apart.
pub fn jsonp_url(origin: &str, url: &str, callback: &str) -> Option<String> {
    let plain = !callback.is_empty()
        && callback.len() <= 40
        && callback.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    jsonp_action(origin, url).filter(|_| plain)?;
    let address = Address::parse(url)?;
    let mark = if address.query.is_some() { '&' } else { '?' };
    Some(format!("{}{mark}callback={callback}", address.text()))
}

/// The address at which a CKAN passes on a resource of another host, where it has that extension; `None` where
/// it would not help: another kind of portal, or a file of the portal's own. CKAN looks at the resource's id
/// alone, so the dataset's name, which a source does not always know, is left open.
pub fn resource_proxy(portal: &Portal, resource: &Resource) -> Option<String> {
    let own = Address::parse(&portal.address)?;
    let file = Address::parse(resource.url.as_deref()?)?;
    if portal.kind != PortalKind::Ckan || resource.id.is_empty() || own.origin() == file.origin() {
        return None;
    }
    let url = format!("{}/dataset/-/resource/{}/proxy", portal.address, encode(&resource.id));
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
        assert_eq!(portal.api, "https://data.x.go.id/api/3/action");
        assert!(presumed("harga cabai").is_none() && presumed("contoh").is_none());
    }

    #[test]
    fn only_reading_actions_go_by_jsonp() {
        let check = |url: &str, callback: &str, expected: Option<&str>| {
            assert_eq!(jsonp_url("https://x.go.id", url, callback).as_deref(), expected, "{url}");
        };
        let search = "https://x.go.id/api/3/action/package_search?q=a";
        check(search, "cb_1", Some("https://x.go.id/api/3/action/package_search?q=a&callback=cb_1"));
        check(
            "https://x.go.id/data/api/action/status_show",
            "cb",
            Some("https://x.go.id/data/api/action/status_show?callback=cb"),
        );
        check(search, "alert(1)//", None);
        check(search, "", None);
        for url in [
            "https://x.go.id/api/3/action/package_search?callback=x",
            "https://x.go.id/api/3/action/package_delete?id=a",
            "https://x.go.id/api/9/action/package_search",
            "https://x.go.id/action/package_search",
            "https://x.go.id/evil.js",
            "https://y.go.id/api/3/action/package_search",
            "https://x.go.id:8443/api/3/action/package_search",
            "http://x.go.id/api/3/action/package_search",
            "https://x.go.id/evil.js?x=/api/3/action/package_search",
            "https://x.go.id/evil.js#/api/3/action/package_search",
            "https://x.go.id/../api/3/action/package_search",
        ] {
            check(url, "cb", None);
        }
    }

    #[test]
    fn a_portal_passes_on_what_lies_elsewhere() {
        let portal = presumed("https://x.go.id/data").unwrap();
        let check = |kind: PortalKind, url: Option<&str>, expected: Option<&str>| {
            let portal = Portal { address: "https://x.go.id/data".to_owned(), kind, ..portal.clone() };
            let resource = Resource { id: "r/1".to_owned(), url: url.map(ToOwned::to_owned), ..Resource::default() };
            assert_eq!(resource_proxy(&portal, &resource).as_deref(), expected, "{url:?}");
        };
        check(
            PortalKind::Ckan,
            Some("http://cdn.id/a.csv"),
            Some("https://x.go.id/data/dataset/-/resource/r%2F1/proxy"),
        );
        check(PortalKind::Ckan, Some("https://x.go.id/a.csv"), None);
        check(PortalKind::Ckan, None, None);
        check(PortalKind::Jakarta, Some("http://cdn.id/a.csv"), None);
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
