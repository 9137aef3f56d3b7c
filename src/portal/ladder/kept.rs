//! What a device keeps of the ways to portals: what was learned, what the person agreed to, their proxy.

use serde::{Deserialize, Serialize};

use super::route::origin_of;
use super::{By, Memory, ProxyTemplate, Route, Step, Trouble, Want, presumed};

/// Portals that are kept, and bytes that are read back.
const MAX_PORTALS: usize = 200;
const MAX_BYTES: usize = 256 << 10;

/// What is kept of one portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    /// Scheme, host and port.
    origin: String,
    #[serde(default)]
    memory: Memory,
    /// Whether the person agreed to ask it by their proxy.
    #[serde(default)]
    by_proxy: bool,
}

/// Everything that is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The portals, those heard of last at the end.
    #[serde(default)]
    portals: Vec<Known>,
    /// The template of the person's proxy.
    #[serde(default)]
    proxy: Option<String>,
}

/// The origin of whatever a person typed for a portal.
fn origin(address: &str) -> Option<String> {
    origin_of(address).or_else(|| origin_of(&presumed(address)?.address))
}

impl Kept {
    /// Reads what was kept; what other programs wrote there counts for nothing.
    pub fn read(text: &str) -> Self {
        let mut kept: Self = Some(text)
            .filter(|text| text.len() <= MAX_BYTES)
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default();
        kept.portals.retain(|known| origin_of(&known.origin).as_ref() == Some(&known.origin));
        kept.portals.truncate(MAX_PORTALS);
        kept.proxy = kept.proxy.filter(|template| ProxyTemplate::parse(template).is_some());
        kept
    }

    /// What to keep.
    pub fn write(&self) -> String {
        // Lists, texts and numbers: always written.
        serde_json::to_string(self).unwrap_or_default()
    }

    fn known(&self, address: &str) -> Option<&Known> {
        let origin = origin(address)?;
        self.portals.iter().find(|known| known.origin == origin)
    }

    fn change(&mut self, address: &str, with: impl FnOnce(&mut Known)) {
        let Some(origin) = origin(address) else { return };
        let at = self.portals.iter().position(|known| known.origin == origin);
        let mut known = at
            .map_or_else(|| Known { origin, memory: Memory::default(), by_proxy: false }, |at| self.portals.remove(at));
        with(&mut known);
        if self.portals.len() >= MAX_PORTALS {
            // What the person agreed to outlasts what was merely seen.
            let seen = self.portals.iter().position(|known| !known.memory.frame_allowed && !known.by_proxy);
            self.portals.remove(seen.unwrap_or(0));
        }
        self.portals.push(known);
    }

    /// What is known of a portal, by any address of it.
    pub fn memory(&self, address: &str) -> Memory {
        self.known(address).map(|known| known.memory.clone()).unwrap_or_default()
    }

    /// Remembers what came of asking a portal. Only what says something about the way counts: that something is
    /// not there, or that the person stopped, does not.
    pub fn learn(&mut self, address: &str, want: Want, step: Step, trouble: Option<Trouble>, day: i32) {
        let telling = matches!(trouble, None | Some(Trouble::Refused | Trouble::Mixed | Trouble::Down));
        // A frame that is silent now and then is no reason to do without it for a month.
        if telling && (trouble.is_none() || step != Step::Jsonp) {
            self.change(address, |known| known.memory.learn(want, step, trouble, day));
        }
    }

    /// Agrees to the isolated frame for a portal, or takes that back.
    pub fn allow_frame(&mut self, address: &str, allowed: bool) {
        self.change(address, |known| known.memory.frame_allowed = allowed);
    }

    /// The host of the person's proxy.
    pub fn proxy_host(&self) -> Option<String> {
        ProxyTemplate::parse(self.proxy.as_deref()?).map(|template| template.host())
    }

    /// Sets the person's proxy or, with `None`, forgets it; `false` for what is no proper template.
    pub fn set_proxy(&mut self, template: Option<&str>) -> bool {
        let sound = template.is_none_or(|template| ProxyTemplate::parse(template).is_some());
        if sound {
            self.proxy = template.map(|template| template.trim().to_owned());
        }
        if template.is_none() {
            self.portals.iter_mut().for_each(|known| known.by_proxy = false);
        }
        sound
    }

    /// Agrees to ask a portal by the person's proxy, or takes that back.
    pub fn use_proxy(&mut self, address: &str, used: bool) {
        self.change(address, |known| known.by_proxy = used);
    }

    /// By which way a portal is asked: directly, in the frame, or by the person's proxy.
    pub fn way(&self, address: &str, today: i32) -> Step {
        self.known(address).map_or(Step::Direct, |known| self.way_of(known, today))
    }

    fn way_of(&self, known: &Known, today: i32) -> Step {
        if known.by_proxy && self.proxy.is_some() {
            return Step::OwnProxy;
        }
        // After a month it is asked directly again: its operator may have opened it.
        let direct = known.memory.lesson(Want::Catalogue, Step::Direct, today);
        let refused = direct.is_some_and(|lesson| lesson.trouble == Some(Trouble::Refused));
        if known.memory.frame_allowed && refused { Step::Jsonp } else { Step::Direct }
    }

    /// The routes for the worker.
    pub fn routes(&self, today: i32) -> Vec<Route> {
        let route = |known: &Known| {
            let by = match self.way_of(known, today) {
                Step::Jsonp => By::Frame,
                Step::OwnProxy => By::Proxy(self.proxy.clone()?),
                _ => return None,
            };
            Some(Route { origin: known.origin.clone(), by })
        };
        self.portals.iter().filter_map(route).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::REMEMBERED_DAYS;
    use super::*;

    const PORTAL: &str = "https://data.x.go.id";

    #[test]
    fn the_frame_is_used_once_refused_and_agreed_to() {
        let mut kept = Kept::default();
        let way = |kept: &Kept, today: i32| kept.way("data.x.go.id/dataset/a", today);
        kept.allow_frame(PORTAL, true);
        assert_eq!(way(&kept, 100), Step::Direct);
        kept.learn(PORTAL, Want::Catalogue, Step::Direct, Some(Trouble::Missing), 100);
        assert_eq!(way(&kept, 100), Step::Direct);
        kept.learn("https://data.x.go.id/dataset", Want::Catalogue, Step::Direct, Some(Trouble::Refused), 100);
        kept.learn(PORTAL, Want::Catalogue, Step::Jsonp, None, 100);
        assert_eq!(way(&kept, 100), Step::Jsonp);
        assert_eq!(kept.routes(100), [Route { origin: PORTAL.to_owned(), by: By::Frame }]);
        // One dataset that is not there does not close the way.
        kept.learn(PORTAL, Want::Catalogue, Step::Jsonp, Some(Trouble::Missing), 101);
        assert_eq!(way(&kept, 101), Step::Jsonp);
        assert_eq!(way(&kept, 100 + REMEMBERED_DAYS + 1), Step::Direct);
        assert_eq!(Kept::read(&kept.write()), kept);
        kept.allow_frame(PORTAL, false);
        assert!(kept.routes(100).is_empty());
    }

    #[test]
    fn a_proxy_is_used_where_it_was_agreed_to() {
        let mut kept = Kept::default();
        assert!(!kept.set_proxy(Some("http://p.id/?u={url}")) && kept.proxy_host().is_none());
        assert!(kept.set_proxy(Some(" https://p.id/?u={url} ")));
        assert_eq!((kept.proxy_host().as_deref(), kept.way(PORTAL, 1)), (Some("p.id"), Step::Direct));
        kept.use_proxy(PORTAL, true);
        assert_eq!(kept.way(PORTAL, 1), Step::OwnProxy);
        let by = By::Proxy("https://p.id/?u={url}".to_owned());
        assert_eq!(kept.routes(1), [Route { origin: PORTAL.to_owned(), by }]);
        assert!(kept.set_proxy(None));
        assert_eq!((kept.routes(1).len(), kept.way(PORTAL, 1)), (0, Step::Direct));
        // A new proxy is not used where an older one was.
        assert!(kept.set_proxy(Some("https://q.id/?u={url}")));
        assert_eq!(kept.way(PORTAL, 1), Step::Direct);
    }

    #[test]
    fn what_is_read_back_is_checked() {
        for text in ["", "[]", "{\"portals\":3}", &"x".repeat(MAX_BYTES + 1)] {
            assert_eq!(Kept::read(text), Kept::default());
        }
        let forged = r#"{"portals":[{"origin":"javascript:x"},{"origin":"https://a.id/x"},{"origin":"https://b.id","by_proxy":true}],"proxy":"http://p.id/{url}"}"#;
        let kept = Kept::read(forged);
        assert_eq!((kept.portals.len(), kept.proxy.as_deref(), kept.routes(1).len()), (1, None, 0));
        let mut many = Kept::default();
        many.allow_frame(PORTAL, true);
        for host in 0..MAX_PORTALS + 50 {
            many.learn(&format!("https://x{host}.id"), Want::Catalogue, Step::Direct, None, 1);
        }
        assert_eq!(many.portals.len(), MAX_PORTALS);
        assert!(many.memory(PORTAL).frame_allowed);
    }
}
