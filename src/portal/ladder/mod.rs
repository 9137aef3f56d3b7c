//! The capability ladder: what to try next at a portal, given what has failed there. A pure state machine
//! that is told the day.
//!
//! The order is fixed: ask directly, rows where only files are closed, the portal's own proxy, an isolated
//! frame, the person's hand, the person's proxy, a letter to the operator. What is learned is remembered per
//! portal for a month.

mod kept;
mod letter;
mod route;
mod ways;

use serde::{Deserialize, Serialize};

pub use kept::Kept;
pub use letter::{Letter, Unreadable, Wish, letter, table_letter};
pub use route::{By, Go, Route, Routes, origin_of};
pub use ways::{ProxyTemplate, jsonp_url, presumed, resource_proxy};

use super::{Portal, PortalKind, Resource};
use crate::base::note::{Problem, ProblemCode};
use crate::i18n::{Message, portal as messages};

/// Days after which what was learned is tried again.
pub const REMEMBERED_DAYS: i32 = 30;
/// Lessons kept per portal.
const MAX_LESSONS: usize = 32;

/// What is wanted of a portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Want {
    /// Its catalogue: search, dataset pages.
    Catalogue,
    /// Rows that it keeps in a database.
    Rows,
    /// A file.
    File,
}

/// A rung of the ladder, from the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// An ordinary request.
    Direct,
    /// The rows of a file that itself is closed.
    DataStore,
    /// The portal's own proxy for a resource of another host.
    ResourceProxy,
    /// JSONP in an isolated frame.
    Jsonp,
    /// The person opens the link and drops the file here.
    DropFile,
    /// A proxy that the person has named.
    OwnProxy,
    /// A letter to the operator.
    Letter,
}

impl Step {
    /// All rungs, from the lowest.
    pub const ALL: [Self; 7] =
        [Self::Direct, Self::DataStore, Self::ResourceProxy, Self::Jsonp, Self::DropFile, Self::OwnProxy, Self::Letter];

    /// What it is, in plain words.
    pub const fn message(self) -> Message {
        match self {
            Self::Direct => messages::STEP_DIRECT,
            Self::DataStore => messages::STEP_DATA_STORE,
            Self::ResourceProxy => messages::STEP_RESOURCE_PROXY,
            Self::Jsonp => messages::STEP_JSONP,
            Self::DropFile => messages::STEP_DROP_FILE,
            Self::OwnProxy => messages::STEP_OWN_PROXY,
            Self::Letter => messages::STEP_LETTER,
        }
    }
}

/// Who takes a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It can be tried without asking.
    Now,
    /// The person has to agree first.
    AskFirst,
    /// The person has to do it.
    ByHand,
}

/// Why a step did not lead anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// The server answers, but not to other pages.
    Refused,
    /// Nothing answers.
    Down,
    /// An `http:` address asked from an `https:` page.
    Mixed,
    /// It wants an account, or keeps strangers out.
    Forbidden,
    /// It is not there in this way.
    Missing,
    /// Anything else: another way may do.
    Other,
    /// The person is offline or has cancelled: no other way helps.
    Stopped,
}

impl Trouble {
    /// What kind of trouble a problem is.
    pub const fn of(problem: &Problem) -> Self {
        match problem.code {
            ProblemCode::Refused => Self::Refused,
            ProblemCode::Unreachable | ProblemCode::Timeout | ProblemCode::BrokenOff => Self::Down,
            ProblemCode::MixedContent => Self::Mixed,
            ProblemCode::Forbidden => Self::Forbidden,
            ProblemCode::NotFound | ProblemCode::NoDataStore | ProblemCode::FrameSilent => Self::Missing,
            ProblemCode::Offline | ProblemCode::Cancelled => Self::Stopped,
            _ => Self::Other,
        }
    }
}

/// What was learned at a portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// What was wanted.
    pub want: Want,
    /// What was tried.
    pub step: Step,
    /// `None` where it worked.
    #[serde(default)]
    pub trouble: Option<Trouble>,
    /// When, in days since 1970-01-01.
    pub day: i32,
}

/// What is remembered of a portal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// The latest lesson for each want and step.
    #[serde(default)]
    pub lessons: Vec<Lesson>,
    /// Whether the person has agreed to the isolated frame for this portal.
    #[serde(default)]
    pub frame_allowed: bool,
}

impl Memory {
    /// Remembers what came of a step.
    pub fn learn(&mut self, want: Want, step: Step, trouble: Option<Trouble>, day: i32) {
        // Being offline says nothing about the portal.
        if trouble == Some(Trouble::Stopped) {
            return;
        }
        self.lessons.retain(|lesson| (lesson.want, lesson.step) != (want, step));
        self.lessons.push(Lesson { want, step, trouble, day });
        if self.lessons.len() > MAX_LESSONS {
            self.lessons.remove(0);
        }
    }

    /// What is known of a step, while it counts.
    pub fn lesson(&self, want: Want, step: Step, today: i32) -> Option<&Lesson> {
        let fresh = |lesson: &&Lesson| (0..=REMEMBERED_DAYS).contains(&today.saturating_sub(lesson.day));
        self.lessons.iter().rev().filter(|lesson| (lesson.want, lesson.step) == (want, step)).find(fresh)
    }

    /// When something was learned last, in days since 1970-01-01.
    pub fn last_day(&self) -> Option<i32> {
        self.lessons.iter().map(|lesson| lesson.day).max()
    }
}

/// What a step is to be found for.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The portal, where there is one.
    pub portal: Option<&'a Portal>,
    /// The resource, where one is wanted.
    pub resource: Option<&'a Resource>,
    /// What is wanted.
    pub want: Want,
    /// Whether our own page came by `https:`, so that `http:` is out of reach.
    pub secure_page: bool,
    /// Whether the person has named a proxy.
    pub has_proxy: bool,
}

/// A rung that is left to climb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rung {
    /// What to do.
    pub step: Step,
    /// Who does it.
    pub how: How,
}

/// The rungs that are left, in their order, given what has been tried in this attempt and what is
/// remembered. Empty where nothing helps but waiting: the person is offline, or the server is down.
pub fn rungs(situation: &Situation<'_>, tried: &[(Step, Trouble)], memory: &Memory, today: i32) -> Vec<Rung> {
    if tried.iter().any(|(_, trouble)| *trouble == Trouble::Stopped) {
        return Vec::new();
    }
    let left = Step::ALL.into_iter().filter(|step| tried.iter().all(|(other, _)| other != step));
    let mut rungs: Vec<Rung> =
        left.filter_map(|step| Some(Rung { step, how: way(situation, step, tried, memory, today)? })).collect();
    // What worked lately comes first.
    let worked =
        |rung: &Rung| memory.lesson(situation.want, rung.step, today).is_some_and(|lesson| lesson.trouble.is_none());
    if let Some(at) = rungs.iter().position(|rung| rung.how == How::Now && worked(rung)) {
        let rung = rungs.remove(at);
        rungs.insert(0, rung);
    }
    // With nothing left but to write a letter to somebody whose server is down, there is nothing to do.
    let down = tried.iter().any(|(_, trouble)| *trouble == Trouble::Down);
    if down && rungs.iter().all(|rung| matches!(rung.step, Step::Letter | Step::DropFile)) {
        rungs.clear();
    }
    rungs
}

/// How a step could be taken; `None` where it cannot help.
fn way(situation: &Situation<'_>, step: Step, tried: &[(Step, Trouble)], memory: &Memory, today: i32) -> Option<How> {
    let Situation { portal, resource, want, secure_page, has_proxy } = *situation;
    let trouble = |step: Step| tried.iter().find(|(other, _)| *other == step).map(|(_, trouble)| *trouble);
    let remembered = |want: Want, step: Step| memory.lesson(want, step, today).and_then(|lesson| lesson.trouble);
    let direct = trouble(Step::Direct).or_else(|| remembered(want, Step::Direct));
    let ckan = portal.is_some_and(|portal| portal.kind == PortalKind::Ckan);
    let mixed = |url: &str| secure_page && url.starts_with("http://");
    let portal_mixed = portal.is_some_and(|portal| mixed(&portal.api));
    // What refused lately is not asked again; what was down may be up.
    let spared = matches!(remembered(want, step), Some(Trouble::Refused | Trouble::Mixed | Trouble::Missing));
    match step {
        Step::Direct => {
            let url = if want == Want::File {
                resource.and_then(|resource| resource.url.as_deref())
            } else {
                portal.map(|p| p.api.as_str())
            };
            (!spared && !mixed(url?)).then_some(How::Now)
        }
        Step::DataStore => {
            let rows = want == Want::File && resource.is_some_and(|resource| resource.datastore);
            (rows && !spared && !portal_mixed).then_some(How::Now)
        }
        Step::ResourceProxy => {
            // It helps only where the portal itself can be read and the file lies elsewhere.
            let open = remembered(Want::Catalogue, Step::Direct).is_none();
            let elsewhere = portal
                .zip(resource.and_then(|resource| resource.url.as_deref()))
                .is_some_and(|(portal, url)| origin_of(url) != origin_of(&portal.address));
            (want == Want::File && ckan && open && elsewhere && !spared && !portal_mixed).then_some(How::Now)
        }
        Step::Jsonp => {
            let rows = want == Want::File && resource.is_some_and(|resource| resource.datastore);
            let reachable =
                portal.is_some_and(|portal| super::address::Address::parse(&portal.api).is_some()) && !portal_mixed;
            let useful = want != Want::File || rows;
            // The frame sees what any page sees: it is for portals that refuse, not for broken ones.
            let refused =
                direct == Some(Trouble::Refused) || remembered(Want::Catalogue, Step::Direct) == Some(Trouble::Refused);
            if !(ckan && reachable && useful && refused && !spared) {
                return None;
            }
            Some(if memory.frame_allowed { How::Now } else { How::AskFirst })
        }
        Step::DropFile => {
            let linked = resource.is_some_and(|resource| resource.url.is_some());
            (want == Want::File && linked && direct.is_some()).then_some(How::ByHand)
        }
        Step::OwnProxy => direct.is_some().then_some(if has_proxy { How::AskFirst } else { How::ByHand }),
        Step::Letter => {
            let theirs = matches!(direct, Some(Trouble::Refused | Trouble::Mixed | Trouble::Forbidden)) || portal_mixed;
            (portal.is_some() && theirs).then_some(How::ByHand)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::note::Problem;

    fn portal(api: &str) -> Portal {
        Portal {
            address: api.trim_end_matches("/api/3/action").to_owned(),
            api: api.to_owned(),
            title: "x".to_owned(),
            kind: PortalKind::Ckan,
            version: None,
            datastore: Some(true),
        }
    }

    fn climb(situation: &Situation<'_>, tried: &[(Step, Trouble)], memory: &Memory) -> Vec<(Step, How)> {
        rungs(situation, tried, memory, 100).into_iter().map(|rung| (rung.step, rung.how)).collect()
    }

    #[test]
    fn the_rungs_are_climbed_in_order() {
        let portal = portal("https://x.go.id/api/3/action");
        let file = Resource { url: Some("https://y.id/a.csv".to_owned()), datastore: true, ..Resource::default() };
        let catalogue = Situation {
            portal: Some(&portal),
            resource: None,
            want: Want::Catalogue,
            secure_page: true,
            has_proxy: false,
        };
        let wants_file = Situation { resource: Some(&file), want: Want::File, ..catalogue };
        let new = Memory::default();
        assert_eq!(climb(&catalogue, &[], &new), [(Step::Direct, How::Now)]);
        assert_eq!(
            climb(&catalogue, &[(Step::Direct, Trouble::Refused)], &new),
            [(Step::Jsonp, How::AskFirst), (Step::OwnProxy, How::ByHand), (Step::Letter, How::ByHand)]
        );
        assert_eq!(
            climb(&wants_file, &[(Step::Direct, Trouble::Refused)], &new),
            [
                (Step::DataStore, How::Now),
                (Step::ResourceProxy, How::Now),
                (Step::Jsonp, How::AskFirst),
                (Step::DropFile, How::ByHand),
                (Step::OwnProxy, How::ByHand),
                (Step::Letter, How::ByHand),
            ]
        );
        // A server that is down is not asked in other ways; its rows may lie elsewhere.
        assert_eq!(climb(&catalogue, &[(Step::Direct, Trouble::Down)], &new), [(Step::OwnProxy, How::ByHand)]);
        assert_eq!(climb(&wants_file, &[(Step::Direct, Trouble::Down)], &new)[0], (Step::DataStore, How::Now));
        assert!(climb(&wants_file, &[(Step::Direct, Trouble::Stopped)], &new).is_empty());
    }

    #[test]
    fn http_is_out_of_reach_of_a_secure_page() {
        let portal = portal("http://x.go.id/api/3/action");
        let situation = Situation {
            portal: Some(&portal),
            resource: None,
            want: Want::Catalogue,
            secure_page: true,
            has_proxy: true,
        };
        assert_eq!(climb(&situation, &[], &Memory::default()), [(Step::Letter, How::ByHand)]);
        assert_eq!(
            climb(&situation, &[(Step::Direct, Trouble::Mixed)], &Memory::default()),
            [(Step::OwnProxy, How::AskFirst), (Step::Letter, How::ByHand)]
        );
        let local = Situation { secure_page: false, ..situation };
        assert_eq!(climb(&local, &[], &Memory::default()), [(Step::Direct, How::Now)]);
    }

    #[test]
    fn what_was_learned_counts_for_a_month() {
        let portal = portal("https://x.go.id/api/3/action");
        let situation = Situation {
            portal: Some(&portal),
            resource: None,
            want: Want::Catalogue,
            secure_page: true,
            has_proxy: false,
        };
        let mut memory = Memory { frame_allowed: true, ..Memory::default() };
        memory.learn(Want::Catalogue, Step::Direct, Some(Trouble::Stopped), 100);
        assert!(memory.lessons.is_empty());
        memory.learn(Want::Catalogue, Step::Direct, Some(Trouble::Refused), 90);
        memory.learn(Want::Catalogue, Step::Jsonp, None, 90);
        assert_eq!(climb(&situation, &[], &memory)[0], (Step::Jsonp, How::Now));
        assert_eq!(memory.last_day(), Some(90));
        let later = rungs(&situation, &[], &memory, 90 + REMEMBERED_DAYS + 1);
        assert_eq!(later, [Rung { step: Step::Direct, how: How::Now }]);
        // A clock that was set back makes nothing last for ever.
        assert_eq!(rungs(&situation, &[], &memory, 10)[0].step, Step::Direct);
        for day in 0..1_000 {
            memory.learn(Want::File, Step::Direct, None, day);
        }
        assert!(memory.lessons.len() <= MAX_LESSONS);
        let text = serde_json::to_string(&memory).unwrap();
        assert_eq!(serde_json::from_str::<Memory>(&text).unwrap(), memory);
    }

    #[test]
    fn problems_are_told_apart() {
        for (code, trouble) in [
            (ProblemCode::Refused, Trouble::Refused),
            (ProblemCode::Unreachable, Trouble::Down),
            (ProblemCode::MixedContent, Trouble::Mixed),
            (ProblemCode::Offline, Trouble::Stopped),
            (ProblemCode::BadAnswer, Trouble::Other),
        ] {
            assert_eq!(Trouble::of(&Problem::new(code)), trouble);
        }
    }
}
