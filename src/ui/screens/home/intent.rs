//! What to do with a text that a person typed into the one field: words, an address, a link.

use crate::place::{At, RESULTS_PER_PAGE};
use crate::portal::{Recognised, SAMPLE_ADDRESS, SearchQuery, recognise};
use crate::ui::screens::catalogue::across;
use crate::ui::state::App;
use crate::web::dom;

/// Address of the sample portal.
pub const SAMPLE: &str = SAMPLE_ADDRESS;

/// Where the last portal is remembered, so that words alone find something.
const LAST_PORTAL: &str = "jelajah.portal";

/// The portal that words are searched in: the one used last, else the sample.
pub fn last_portal() -> String {
    dom::storage()
        .and_then(|storage| storage.get_item(LAST_PORTAL).ok().flatten())
        .filter(|portal| !portal.trim().is_empty())
        .unwrap_or_else(|| SAMPLE.to_owned())
}

/// Remembers a portal that answered.
pub fn remember_portal(address: &str) {
    if let Some(storage) = dom::storage() {
        // A browser without storage searches the sample next time.
        storage.set_item(LAST_PORTAL, address).ok();
    }
}

/// Where it is remembered whether words are searched in many portals at once.
const MANY: &str = "jelajah.many";

/// Whether words are searched in many portals at once.
pub fn searches_many() -> bool {
    dom::storage().and_then(|storage| storage.get_item(MANY).ok().flatten()).is_some()
}

/// Remembers where words are searched.
pub fn search_many(many: bool) {
    if let Some(storage) = dom::storage() {
        // A browser without storage searches one portal next time.
        if many {
            storage.set_item(MANY, "1").ok()
        } else {
            storage.remove_item(MANY).ok()
        };
    }
}

/// The catalogue of a portal, searched for words.
pub fn catalogue(portal: &str, words: &str) -> At {
    let query = SearchQuery { words: words.trim().to_owned(), rows: RESULTS_PER_PAGE, ..SearchQuery::default() };
    At::Catalogue { portal: portal.to_owned(), query }
}

/// Opens or searches a text.
pub fn open(app: App, text: &str) {
    match recognise(text) {
        Recognised::Words(words) if searches_many() => {
            let query =
                SearchQuery { words: words.trim().to_owned(), rows: RESULTS_PER_PAGE, ..SearchQuery::default() };
            app.go(across(None, query));
        }
        Recognised::Words(words) => app.go(catalogue(&last_portal(), &words)),
        Recognised::Portal { address, dataset: Some(dataset), resource: Some(resource) } => {
            app.go(At::Resource { portal: address, dataset, resource });
        }
        Recognised::Portal { address, dataset: Some(dataset), resource: None } => {
            app.go(At::Dataset { portal: address, dataset });
        }
        Recognised::Portal { address, dataset: None, .. } => app.go(catalogue(&address, "")),
        Recognised::FileUrl(url) => app.go(At::Data { url }),
        Recognised::Share(fragment) => {
            // The page opens a story whenever the address's fragment changes to one.
            if let Some(window) = dom::window() {
                window.location().set_hash(&fragment).ok();
            }
        }
    }
}

/// A portal's address as people say it: without scheme.
pub fn short_address(address: &str) -> &str {
    address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
        .unwrap_or(address)
        .trim_end_matches('/')
}
