//! Finding a CKAN at an address: which root its API hangs on, and what it says of itself.

use std::collections::VecDeque;

use serde_json::Value;

use super::envelope::{self, Fault, FaultKind};
use crate::base::note::{Problem, ProblemCode};
use crate::portal::address::Address;
use crate::portal::ask::{Ask, Fetch, Fetched, Turn};
use crate::portal::{Portal, PortalKind, Recognised, json, plain, recognise};

/// Roots below a host where CKAN is often found.
const USUAL_ROOTS: &[&str] = &["", "/data", "/opendata"];

/// Hosts whose API lives on another one.
const API_HOSTS: &[(&str, &str)] = &[
    ("govdata.de", "ckan.govdata.de"),
    ("www.govdata.de", "ckan.govdata.de"),
    ("opendata.swiss", "ckan.opendata.swiss"),
    ("www.opendata.swiss", "ckan.opendata.swiss"),
];

/// One request of the search for the API.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Probe {
    root: String,
    api: String,
    question: Question,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    /// `status_show`: title, version and extensions.
    Status,
    /// `package_search` without rows, for portals behind a gateway that hides `status_show`.
    Search,
}

/// Looks for the API at the roots it may hang on.
pub(super) struct Connect {
    /// What the person typed, for the message.
    typed: String,
    root: Address,
    probes: VecDeque<Probe>,
    /// Whether any server has answered anything readable.
    answered: bool,
    /// The problem of the `http:` address while its `https:` twin is tried.
    mixed: Option<Problem>,
    /// What the first root's server said, when that tells more than "no portal here".
    telling: Option<Problem>,
}

impl Connect {
    /// Starts at any address of a portal; `None` where the text is no address.
    pub(super) fn new(typed: &str) -> Option<Self> {
        let Recognised::Portal { address, .. } = recognise(typed) else { return None };
        let mut root = Address::parse(&address)?;
        if let Some((_, api_host)) = API_HOSTS.iter().find(|(host, _)| *host == root.host) {
            root.host = (*api_host).to_owned();
        }
        let probes = probes_for(&root);
        Some(Self { typed: typed.trim().to_owned(), root, probes, answered: false, mixed: None, telling: None })
    }

    /// The request to make now.
    fn turn(&mut self) -> Turn<Portal> {
        match self.probes.front() {
            Some(Probe { api, question: Question::Status, .. }) => {
                Turn::Fetch(Fetch::get(format!("{api}/status_show"), 1 << 20))
            }
            Some(Probe { api, question: Question::Search, .. }) => {
                Turn::Fetch(Fetch::get(format!("{api}/package_search?rows=0"), 4 << 20))
            }
            None => Turn::Failed(self.telling.take().unwrap_or_else(|| {
                Problem::new(ProblemCode::NotAPortal).arg(plain::clip(plain::line(&self.typed), 200))
            })),
        }
    }

    /// A readable answer came.
    fn answer(&mut self, probe: &Probe, status: u16, body: &[u8]) -> Turn<Portal> {
        let first = !self.answered;
        self.answered = true;
        let read = match probe.question {
            Question::Status => envelope::read(status, body, |result| self.described(probe, &json::value(result)?)),
            Question::Search => envelope::read(status, body, |result| {
                json::value(result)?.get("count").map(|_| self.portal(probe, None, None, None))
            }),
        };
        let fault = match read {
            Ok(portal) => return Turn::Done(portal),
            Err(fault) => fault,
        };
        // A server that is over its limits must not be asked nine times more.
        if matches!(fault.status, 429 | 503) {
            self.probes.clear();
            self.telling = Some(self.problem(&fault));
        } else if fault.from_api && probe.question == Question::Status {
            // The API is here, only this action is hidden: the other questions are moot.
            self.probes.clear();
            self.probes.push_back(Probe { question: Question::Search, ..probe.clone() });
            self.telling = Some(self.problem(&fault));
        } else if first && matches!(fault.kind, FaultKind::Forbidden | FaultKind::Server) {
            self.telling = Some(self.problem(&fault));
        }
        self.turn()
    }

    fn problem(&self, fault: &Fault) -> Problem {
        match fault.kind {
            FaultKind::Forbidden | FaultKind::Server => fault.problem(&self.root.host, &self.typed),
            _ => fault.describe(Problem::new(ProblemCode::NotAPortal).arg(plain::clip(plain::line(&self.typed), 200))),
        }
    }

    /// No readable answer came.
    fn failure(&mut self, probe: &Probe, problem: Problem) -> Turn<Portal> {
        match problem.code {
            ProblemCode::Cancelled | ProblemCode::Offline => return Turn::Failed(problem),
            // Longer than any status: a page, so not the API. In a frame, whatever is not the API is silent.
            ProblemCode::TooLarge | ProblemCode::FrameSilent => {
                self.answered = true;
                return self.turn();
            }
            ProblemCode::MixedContent if !self.root.secure && self.mixed.is_none() => {
                self.root.secure = true;
                self.probes = probes_for(&self.root);
                self.mixed = Some(problem);
                return self.turn();
            }
            _ => {}
        }
        if self.answered {
            // This path is closed, others on the host were not.
            return self.turn();
        }
        let problem = self.mixed.clone().unwrap_or(problem);
        // A path that is no portal may be refused where the host's own root is open: one more try.
        let origin = self.root.origin();
        if problem.code == ProblemCode::Refused && probe.root != origin {
            self.probes.retain(|probe| probe.root == origin);
            self.probes.truncate(1);
            if !self.probes.is_empty() {
                self.telling = Some(problem);
                return self.turn();
            }
        }
        self.probes.clear();
        Turn::Failed(self.telling.take().unwrap_or(problem))
    }

    /// The portal that a `status_show` describes, if it is one.
    fn described(&self, probe: &Probe, status: &Value) -> Option<Portal> {
        let fields = status.as_object()?;
        if !["site_title", "ckan_version", "site_url", "extensions"].iter().any(|key| fields.contains_key(*key)) {
            return None;
        }
        let text = |key: &str| {
            let text =
                fields.get(key).map(|value| plain::line(&super::record::language_text(value))).unwrap_or_default();
            (!text.is_empty()).then_some(text)
        };
        let extensions = fields.get("extensions").and_then(Value::as_array);
        let datastore = extensions.map(|all| all.iter().any(|name| name.as_str() == Some("datastore")));
        Some(self.portal(probe, text("site_title"), text("ckan_version"), datastore))
    }

    fn portal(&self, probe: &Probe, title: Option<String>, version: Option<String>, datastore: Option<bool>) -> Portal {
        Portal {
            address: probe.root.clone(),
            api: probe.api.clone(),
            title: title.unwrap_or_else(|| self.root.host.clone()),
            kind: PortalKind::Ckan,
            version,
            datastore,
        }
    }
}

impl Ask for Connect {
    type Answer = Portal;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<Portal> {
        let Some(fetched) = fetched else { return self.turn() };
        let Some(probe) = self.probes.pop_front() else { return self.turn() };
        match fetched {
            Fetched::Answer { status, body } => self.answer(&probe, status, body),
            Fetched::Failed(problem) => self.failure(&probe, problem),
        }
    }
}

/// The requests to make for an address: `status_show` at the given root, the host's usual roots, the
/// unversioned path; then `package_search` at the same places.
fn probes_for(address: &Address) -> VecDeque<Probe> {
    let given = format!("{}{}", address.origin(), address.path);
    let mut roots = vec![given.clone()];
    for path in USUAL_ROOTS {
        let root = format!("{}{path}", address.origin());
        if !roots.contains(&root) {
            roots.push(root);
        }
    }
    let mut places: Vec<(String, String)> =
        roots.into_iter().map(|root| (format!("{root}/api/3/action"), root)).collect();
    places.push((format!("{given}/api/action"), given));
    let mut probes = VecDeque::new();
    for question in [Question::Status, Question::Search] {
        for (api, root) in &places {
            probes.push_back(Probe { root: root.clone(), api: api.clone(), question });
        }
    }
    probes
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATUS: &str = r#"{"success":true,"result":{"site_title":"Portal <b>Data</b>","ckan_version":"2.9.11","extensions":["stats","datastore"]}}"#;
    const COUNT: &str = r#"{"success":true,"result":{"count":12,"results":[]}}"#;

    /// What a server answers to addresses that contain a text: a status and body, or nothing readable.
    type Rule = (&'static str, Result<(u16, &'static str), ProblemCode>);

    /// Plays a server: answers by the first rule whose ending fits, and lists what was asked.
    fn play(typed: &str, rules: &[Rule]) -> (Vec<String>, Result<Portal, Problem>) {
        let mut ask = Connect::new(typed).unwrap();
        let mut asked = Vec::new();
        let mut turn = ask.next(None);
        for _ in 0..30 {
            let fetch = match turn {
                Turn::Fetch(fetch) => fetch,
                Turn::Done(portal) => return (asked, Ok(portal)),
                Turn::Failed(problem) => return (asked, Err(problem)),
            };
            let rule = rules.iter().find(|(part, _)| fetch.url.contains(part)).map(|(_, rule)| rule);
            asked.push(fetch.url);
            turn = ask.next(Some(match rule {
                Some(Ok((status, body))) => Fetched::Answer { status: *status, body: body.as_bytes() },
                Some(Err(code)) => Fetched::Failed(Problem::new(*code).arg("host")),
                None => Fetched::Answer { status: 404, body: b"<html>" },
            }));
        }
        panic!("endless: {asked:?}");
    }

    #[test]
    fn portals_are_found_at_their_roots() {
        let check = |typed: &str, part: &'static str, requests: usize, address: &str, api: &str| {
            let (asked, portal) = play(typed, &[(part, Ok((200, STATUS)))]);
            let portal = portal.unwrap();
            assert_eq!(
                (asked.len(), portal.address.as_str(), portal.api.as_str()),
                (requests, address, api),
                "{asked:?}"
            );
            assert_eq!(
                (portal.title.as_str(), portal.version.as_deref(), portal.datastore),
                ("Portal Data", Some("2.9.11"), Some(true))
            );
        };
        let host = "https://x.go.id";
        check("x.go.id", ".id/api/3/action/status_show", 1, host, "https://x.go.id/api/3/action");
        check("https://x.go.id/en/dataset/a", ".id/api/3/action/status_show", 1, host, "https://x.go.id/api/3/action");
        check(
            "x.go.id",
            "/data/api/3/action/status_show",
            2,
            "https://x.go.id/data",
            "https://x.go.id/data/api/3/action",
        );
        check(
            "x.go.id",
            "/opendata/api/3/action/status_show",
            3,
            "https://x.go.id/opendata",
            "https://x.go.id/opendata/api/3/action",
        );
        check("x.go.id", ".id/api/action/status_show", 4, host, "https://x.go.id/api/action");
        check(
            "fao.org/ckanx/dataset",
            "/ckanx/api/3/action/status_show",
            1,
            "https://fao.org/ckanx",
            "https://fao.org/ckanx/api/3/action",
        );
        check("https://x.go.id/beranda", ".id/api/3/action/status_show", 2, host, "https://x.go.id/api/3/action");
        check(
            "http://127.0.0.1:5000/",
            "status_show",
            1,
            "http://127.0.0.1:5000",
            "http://127.0.0.1:5000/api/3/action",
        );
        check(
            "opendata.swiss",
            "status_show",
            1,
            "https://ckan.opendata.swiss",
            "https://ckan.opendata.swiss/api/3/action",
        );
    }

    #[test]
    fn hidden_status_is_no_obstacle() {
        let (asked, portal) = play("x.go.id", &[("package_search", Ok((200, COUNT)))]);
        let portal = portal.unwrap();
        assert_eq!((portal.title.as_str(), portal.version, portal.datastore), ("x.go.id", None, None));
        assert_eq!(asked.len(), 5);
        // Where the API itself says no, the search follows at once.
        let forbidden = r#"{"success":false,"error":{"__type":"Authorization Error"}}"#;
        for said in [forbidden, r#""Bad request - Action name not known: status_show""#] {
            let rules = [("status_show", Ok((400, said))), ("package_search", Ok((200, COUNT)))];
            let (asked, portal) = play("x.go.id", &rules);
            assert!(portal.is_ok());
            assert_eq!(asked.len(), 2);
        }
    }

    #[test]
    fn failures_end_it_without_hammering() {
        let check = |typed: &str, rules: &[Rule], requests: usize, code: ProblemCode| {
            let (asked, portal) = play(typed, rules);
            assert_eq!((asked.len(), portal.unwrap_err().code), (requests, code), "{asked:?}");
        };
        for code in [
            ProblemCode::Refused,
            ProblemCode::Unreachable,
            ProblemCode::Timeout,
            ProblemCode::Offline,
            ProblemCode::Cancelled,
        ] {
            check("x.go.id", &[("", Err(code))], 1, code);
        }
        check("x.go.id/beranda", &[("", Err(ProblemCode::Unreachable))], 1, ProblemCode::Unreachable);
        check("x.go.id/beranda", &[("", Err(ProblemCode::Refused))], 2, ProblemCode::Refused);
        check("http://x.go.id", &[("", Err(ProblemCode::MixedContent))], 2, ProblemCode::MixedContent);
        let secure_refused = [("http://", Err(ProblemCode::MixedContent)), ("https://", Err(ProblemCode::Unreachable))];
        check("http://x.go.id", &secure_refused, 2, ProblemCode::MixedContent);
        check("x.go.id", &[("", Ok((404, "<html>")))], 8, ProblemCode::NotAPortal);
        check("x.go.id", &[("", Ok((200, "<html>")))], 8, ProblemCode::NotAPortal);
        check("x.go.id", &[("", Ok((200, r#"{"result":{}}"#)))], 8, ProblemCode::NotAPortal);
        check("x.go.id", &[("", Ok((403, "<html>")))], 8, ProblemCode::Forbidden);
        check("x.go.id", &[("", Ok((500, "<html>")))], 8, ProblemCode::HttpStatus);
        check("x.go.id", &[("", Ok((429, "")))], 1, ProblemCode::HttpStatus);
        check("x.go.id", &[("", Err(ProblemCode::TooLarge))], 8, ProblemCode::NotAPortal);
        // Refused below, but open at the root.
        let (asked, portal) =
            play("x.go.id/beranda", &[("/beranda/", Err(ProblemCode::Refused)), ("", Ok((200, STATUS)))]);
        assert_eq!((asked.len(), portal.unwrap().address.as_str()), (2, "https://x.go.id"));
        // The insecure address is tried as a secure one.
        let (asked, portal) =
            play("http://x.go.id", &[("http://", Err(ProblemCode::MixedContent)), ("", Ok((200, STATUS)))]);
        assert_eq!((asked.len(), portal.unwrap().address.as_str()), (2, "https://x.go.id"));
    }

    #[test]
    fn words_are_no_address() {
        for text in ["", "harga cabai", "javascript:alert(1)", "https://u:p@x.id", "https://x.id/a.csv"] {
            assert!(Connect::new(text).is_none(), "{text}");
        }
    }
}
