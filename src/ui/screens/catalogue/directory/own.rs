//! What this device keeps of portals: the person's own list, and how each portal answered here.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::note::Problem;
use crate::portal::directory::{MyPortals, same};
use crate::portal::ladder::{REMEMBERED_DAYS, Trouble};
use crate::web::{clock, dom};

/// Where the own list is kept, in the form of the file that is shared.
const LIST: &str = "jelajah.portals";
/// Where it is kept how portals answered.
const VISITS: &str = "jelajah.portals.visits";
/// Portals of which that is kept.
const MAX_VISITS: usize = 200;
/// Bytes of it that are read back.
const MAX_VISITS_BYTES: usize = 128 << 10;

/// How a portal answered on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::ui::screens::catalogue) struct Visit {
    /// The portal.
    address: String,
    /// When, in days since 1970-01-01.
    pub(super) day: i32,
    /// What stood in the way; `None` where it was read.
    #[serde(default)]
    pub(in crate::ui::screens::catalogue) trouble: Option<Trouble>,
}

/// What is kept; cheap to copy, the same for every screen of this visit.
#[derive(Clone, Copy)]
pub struct Portals {
    /// The person's own list.
    pub(in crate::ui::screens::catalogue) list: RwSignal<MyPortals>,
    visits: RwSignal<Vec<Visit>>,
}

fn read(key: &str) -> Option<String> {
    dom::storage().and_then(|storage| storage.get_item(key).ok().flatten())
}

fn write(key: &str, value: &str) {
    if let Some(storage) = dom::storage() {
        // A browser without storage keeps the list for this visit.
        storage.set_item(key, value).ok();
    }
}

fn kept_list() -> Option<MyPortals> {
    let mut list = MyPortals::default();
    // What other programs wrote there is checked as a file from anybody is.
    list.import(read(LIST)?.as_bytes()).ok()?;
    Some(list)
}

fn kept_visits() -> Option<Vec<Visit>> {
    let text = read(VISITS).filter(|text| text.len() <= MAX_VISITS_BYTES)?;
    let mut visits: Vec<Visit> = serde_json::from_str(&text).ok()?;
    visits.truncate(MAX_VISITS);
    Some(visits)
}

impl Portals {
    /// Reads what is kept, and gives it to every screen.
    pub fn provide() {
        provide_context(stored());
    }

    /// Changes the own list. Another tab may have changed it meanwhile, so what is stored counts.
    pub(super) fn change<R>(self, with: impl FnOnce(&mut MyPortals) -> R) -> R {
        let mut list = kept_list().unwrap_or_else(|| self.list.get_untracked());
        let result = with(&mut list);
        write(LIST, &list.export());
        self.list.set(list);
        result
    }

    /// Remembers how a portal answered, where that says something about the portal.
    pub fn remember(self, address: &str, problem: Option<&Problem>) {
        let trouble = problem.map(Trouble::of);
        let Some(day) = clock::today().filter(|_| {
            !matches!(trouble, Some(Trouble::Missing | Trouble::Other | Trouble::Stopped))
                && (address.starts_with("https://") || address.starts_with("http://"))
        }) else {
            return;
        };
        let mut visits = kept_visits().unwrap_or_else(|| self.visits.get_untracked());
        visits.retain(|visit| !same(&visit.address, address));
        visits.insert(0, Visit { address: address.to_owned(), day, trouble });
        visits.truncate(MAX_VISITS);
        write(VISITS, &serde_json::to_string(&visits).unwrap_or_default());
        self.visits.set(visits);
    }

    /// How a portal answered here last, while that counts; tracked.
    pub(in crate::ui::screens::catalogue) fn visit(self, address: &str) -> Option<Visit> {
        let today = clock::today()?;
        self.visits.with(|visits| {
            let lately = |visit: &&Visit| (0..=REMEMBERED_DAYS).contains(&today.saturating_sub(visit.day));
            visits.iter().filter(lately).find(|visit| same(&visit.address, address)).cloned()
        })
    }
}

/// What this device keeps of portals, read where no screen is.
pub(in crate::ui::screens::catalogue) fn stored() -> Portals {
    Portals {
        list: RwSignal::new(kept_list().unwrap_or_default()),
        visits: RwSignal::new(kept_visits().unwrap_or_default()),
    }
}

/// What this device keeps of portals.
pub fn use_portals() -> Portals {
    use_context::<Portals>()
        .unwrap_or_else(|| Portals { list: RwSignal::new(MyPortals::default()), visits: RwSignal::new(Vec::new()) })
}
