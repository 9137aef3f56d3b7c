//! By which way the requests to a host go, as the person has agreed to it.

use serde::{Deserialize, Serialize};

use super::ProxyTemplate;
use super::ways::jsonp_action;
use crate::base::note::ProblemCode;
use crate::portal::address::Address;
use crate::portal::ask::KEY_ORIGIN;

/// Routes that are kept; more than a person ever agrees to.
const MAX_ROUTES: usize = 500;

/// The way for all requests to one origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// Scheme, host and port: `https://data.example.go.id`.
    pub origin: String,
    /// The way.
    pub by: By,
}

/// A way other than an ordinary request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// JSONP in an isolated frame.
    Frame,
    /// The person's own proxy, by its template.
    Proxy(String),
}

/// What is to be done with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Go {
    /// It is made as it is.
    Straight,
    /// It is made in the frame of this origin.
    Frame(String),
    /// This address is fetched instead.
    Instead(String),
    /// The way that was agreed to does not lead there, and no other one is tried without being asked.
    Nowhere(ProblemCode),
}

/// The scheme, host and port of a web address; `None` where it is none.
pub fn origin_of(address: &str) -> Option<String> {
    Address::parse(address).map(|address| address.origin())
}

/// All routes.
#[derive(Clone, Debug, Default)]
pub struct Routes(Vec<(String, Way)>);

#[derive(Clone, Debug)]
enum Way {
    Frame,
    Proxy(ProxyTemplate),
}

impl Routes {
    /// Reads routes; what is no origin or no proper template is left out.
    pub fn new(routes: Vec<Route>) -> Self {
        let read = |route: Route| {
            let origin = origin_of(&route.origin).filter(|origin| *origin == route.origin)?;
            let way = match route.by {
                By::Frame => Way::Frame,
                By::Proxy(template) => Way::Proxy(ProxyTemplate::parse(&template)?),
            };
            Some((origin, way))
        };
        Self(routes.into_iter().take(MAX_ROUTES).filter_map(read).collect())
    }

    /// The way of a request. A person's key never leaves by a proxy, and only reading goes by another way.
    pub fn of(&self, url: &str, post: bool) -> Go {
        if self.0.is_empty() || url.starts_with(KEY_ORIGIN) {
            return Go::Straight;
        }
        let Some(origin) = origin_of(url) else { return Go::Straight };
        let Some((_, way)) = self.0.iter().find(|(known, _)| *known == origin) else { return Go::Straight };
        match way {
            Way::Frame if !post && jsonp_action(&origin, url).is_some() => Go::Frame(origin),
            // A file cannot come by the frame; it is asked for as ever.
            Way::Frame if !is_api(url) => Go::Straight,
            Way::Proxy(template) if !post => template.apply(url).map_or(Go::Nowhere(ProblemCode::Refused), Go::Instead),
            Way::Frame => Go::Nowhere(ProblemCode::FrameSilent),
            Way::Proxy(_) => Go::Nowhere(ProblemCode::Refused),
        }
    }
}

/// Whether an address looks like a question to a portal rather than a file.
fn is_api(url: &str) -> bool {
    Address::parse(url).is_some_and(|address| address.path.contains("/api/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_go_by_the_way_agreed_to() {
        let route = |origin: &str, by: By| Route { origin: origin.to_owned(), by };
        let routes = Routes::new(vec![
            route("https://a.id", By::Frame),
            route("http://127.0.0.1:81", By::Frame),
            route("https://b.id", By::Proxy("https://p.id/?url={url}".to_owned())),
            route("https://webapi.bps.go.id", By::Proxy("https://p.id/?url={url}".to_owned())),
            route("https://c.id/path", By::Frame),
            route("https://d.id", By::Proxy("http://p.id/?url={url}".to_owned())),
        ]);
        let check = |url: &str, post: bool, expected: Go| assert_eq!(routes.of(url, post), expected, "{url}");
        check("https://a.id/api/3/action/package_search?q=x", false, Go::Frame("https://a.id".to_owned()));
        check("https://a.id/data/api/action/status_show", false, Go::Frame("https://a.id".to_owned()));
        check("http://127.0.0.1:81/api/3/action/status_show", false, Go::Frame("http://127.0.0.1:81".to_owned()));
        check("http://127.0.0.1/api/3/action/status_show", false, Go::Straight);
        check("http://a.id/api/3/action/status_show", false, Go::Straight);
        check("https://a.id/api/3/action/datastore_search", true, Go::Nowhere(ProblemCode::FrameSilent));
        check("https://a.id/api/3/action/package_delete?id=x", false, Go::Nowhere(ProblemCode::FrameSilent));
        check("https://a.id/files/a.csv", false, Go::Straight);
        check("https://b.id/a.csv", false, Go::Instead("https://p.id/?url=https%3A%2F%2Fb.id%2Fa.csv".to_owned()));
        check("https://b.id/api/3/action/x", true, Go::Nowhere(ProblemCode::Refused));
        check("https://webapi.bps.go.id/v1/api/list/key/abc", false, Go::Straight);
        check("https://c.id/api/3/action/status_show", false, Go::Straight);
        check("https://d.id/a.csv", false, Go::Straight);
        check("contoh:api/3/action/status_show", false, Go::Straight);
    }

    #[test]
    fn routes_travel_as_json() {
        let routes = vec![
            Route { origin: "https://a.id".to_owned(), by: By::Frame },
            Route { origin: "https://b.id".to_owned(), by: By::Proxy("https://p.id/{url}".to_owned()) },
        ];
        let text = serde_json::to_string(&routes).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Route>>(&text).unwrap(), routes);
    }
}
