//! The directory of portals: the built-in list, the person's own, and finding one in both.
//!
//! The built-in list is the table in `directory.tsv`: public portals with what was last known of
//! them, from a public health check of Indonesian CKAN portals (May 2026) and the portals' own documents.

mod searched;

use serde::{Deserialize, Serialize};

pub use self::searched::{Met, SEARCHED, searched};

use super::address::Address;
use super::words::{expanded, standard, words_of};
use super::{PortalKind, Recognised, plain, recognise};
use crate::base::lang::Lang;
use crate::base::text::natural_key;
use crate::i18n::{Message, portal as messages};

const TABLE: &str = include_str!("directory.tsv");

/// Portals in a person's own list.
const MAX_OWN: usize = 500;
/// Bytes of a list that is imported.
const MAX_IMPORT: usize = 256 << 10;
/// Letters of a title.
const TITLE_CHARS: usize = 120;

/// Whom a portal speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Somebody's own addition.
    Own,
    /// Indonesia, or a ministry.
    National,
    /// A province.
    Province,
    /// A regency or city.
    Local,
    /// Another country, or the world.
    Foreign,
}

impl Level {
    /// All levels, in the order of the list.
    pub const ALL: [Self; 5] = [Self::Own, Self::National, Self::Province, Self::Local, Self::Foreign];

    /// Its name for people.
    pub const fn message(self) -> Message {
        match self {
            Self::Own => messages::LEVEL_OWN,
            Self::National => messages::LEVEL_NATIONAL,
            Self::Province => messages::LEVEL_PROVINCE,
            Self::Local => messages::LEVEL_LOCAL,
            Self::Foreign => messages::LEVEL_FOREIGN,
        }
    }
}

/// What was last known of a portal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// It answered.
    Answering,
    /// It answered, but kept other programs out.
    Guarded,
    /// Nothing is known.
    #[default]
    Unknown,
}

/// A portal of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its address.
    pub address: String,
    /// Its name, in Indonesian where the languages differ.
    pub title: String,
    /// Province, `Indonesia`, or country, in Indonesian; empty for own additions.
    pub region: String,
    /// Name and region in English, where they differ.
    pub english: (Option<String>, Option<String>),
    /// Whom it speaks for.
    pub level: Level,
    /// Its kind, where known.
    pub kind: Option<PortalKind>,
    /// About how many datasets.
    pub datasets: Option<u64>,
    /// Whether rows can be asked for, where known.
    pub rows: bool,
    /// Whether other pages may read it, where known.
    pub cors: Option<bool>,
    /// The month when it was looked at, `2026-05`.
    pub checked: Option<String>,
    /// What was found then.
    pub seen: Seen,
    /// Whether the person has hidden it.
    pub hidden: bool,
}

impl Entry {
    /// Its name in a language.
    pub fn title_in(&self, lang: Lang) -> &str {
        self.english.0.as_deref().filter(|_| lang == Lang::En).unwrap_or(&self.title)
    }

    /// Its region in a language.
    pub fn region_in(&self, lang: Lang) -> &str {
        self.english.1.as_deref().filter(|_| lang == Lang::En).unwrap_or(&self.region)
    }
}

/// The built-in list, in the order of its file.
pub fn built_in() -> Vec<Entry> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(entry).collect()
}

fn entry(line: &str) -> Option<Entry> {
    let mut cells = line.split('\t');
    let mut cell = || cells.next().unwrap_or("");
    let (address, title, region, level, kind) = (cell(), cell(), cell(), cell(), cell());
    let (datasets, rows, cors, checked, state) = (cell(), cell(), cell(), cell(), cell());
    let both = |text: &str| {
        text.split_once('|').map_or_else(|| (text.to_owned(), None), |(id, en)| (id.to_owned(), Some(en.to_owned())))
    };
    let ((title, title_en), (region, region_en)) = (both(title), both(region));
    Some(Entry {
        address: Some(address.to_owned()).filter(|address| !address.is_empty())?,
        title,
        region,
        english: (title_en, region_en),
        level: match level {
            "n" => Level::National,
            "p" => Level::Province,
            "k" => Level::Local,
            _ => Level::Foreign,
        },
        kind: serde_json::from_value(serde_json::Value::from(kind)).ok(),
        datasets: datasets.parse().ok(),
        rows: rows == "1",
        cors: match cors {
            "o" => Some(true),
            "c" => Some(false),
            _ => None,
        },
        checked: Some(checked.to_owned()).filter(|checked| !checked.is_empty()),
        seen: match state {
            "u" => Seen::Answering,
            "g" => Seen::Guarded,
            _ => Seen::Unknown,
        },
        hidden: false,
    })
}

/// A person's own changes to the directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyPortals {
    /// Added, renamed or hidden portals, in the order of adding.
    #[serde(default)]
    pub portals: Vec<Mine>,
}

/// One portal of a person's own list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    /// Its address.
    pub address: String,
    /// The name that the person gave it; empty for the built-in one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Whether it is hidden.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}

/// Why a list could not be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportFault {
    /// Larger than any list is.
    TooLarge,
    /// Not a list of portals.
    NotAList,
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Portals that are new or changed.
    pub taken: usize,
    /// Entries that are no portal's address, or too many.
    pub left_out: usize,
}

impl MyPortals {
    /// Adds a portal by any of its addresses, or names it anew; `None` where the text is no portal's address
    /// or the list is full. Gives the address it is kept under.
    pub fn add(&mut self, typed: &str, title: &str) -> Option<String> {
        let address = portal_address(typed)?;
        let title = tidy(title);
        if let Some(mine) = self.find(&address) {
            mine.hidden = false;
            if !title.is_empty() {
                mine.title = title;
            }
        } else if self.portals.len() < MAX_OWN {
            self.portals.push(Mine { address: address.clone(), title, hidden: false });
        } else {
            return None;
        }
        Some(address)
    }

    /// Gives a portal another name; an empty one brings the built-in name back.
    pub fn rename(&mut self, address: &str, title: &str) {
        self.change(address, |mine| mine.title = tidy(title));
    }

    /// Hides a portal, or shows it again.
    pub fn hide(&mut self, address: &str, hidden: bool) {
        self.change(address, |mine| mine.hidden = hidden);
    }

    /// Forgets everything about a portal: an added one is gone, a built-in one is as it was.
    pub fn forget(&mut self, address: &str) {
        self.portals.retain(|mine| !same(&mine.address, address));
    }

    fn change(&mut self, address: &str, with: impl FnOnce(&mut Mine)) {
        if let Some(mine) = self.find(address) {
            with(mine);
        } else if self.portals.len() < MAX_OWN
            && let Some(address) = portal_address(address)
        {
            let mut mine = Mine { address, title: String::new(), hidden: false };
            with(&mut mine);
            self.portals.push(mine);
        }
    }

    fn find(&mut self, address: &str) -> Option<&mut Mine> {
        self.portals.iter_mut().find(|mine| same(&mine.address, address))
    }

    /// The list as a file to share.
    pub fn export(&self) -> String {
        let mut out = String::from("{\n  \"jelajah_portals\": 1,\n  \"portals\": [");
        for (at, mine) in self.portals.iter().enumerate() {
            out.push_str(if at == 0 { "\n    " } else { ",\n    " });
            out.push_str(&serde_json::to_string(mine).unwrap_or_default());
        }
        out.push_str("\n  ]\n}\n");
        out
    }

    /// Takes a shared list in: its entries are added to one's own, and win over them.
    pub fn import(&mut self, bytes: &[u8]) -> Result<Imported, ImportFault> {
        if bytes.len() > MAX_IMPORT {
            return Err(ImportFault::TooLarge);
        }
        let text = String::from_utf8_lossy(bytes);
        let value: serde_json::Value =
            serde_json::from_str(text.trim_start_matches('\u{feff}')).ok().ok_or(ImportFault::NotAList)?;
        let known = value.get("jelajah_portals").and_then(serde_json::Value::as_u64) == Some(1);
        let items = value.get("portals").and_then(serde_json::Value::as_array).filter(|_| known);
        let mut done = Imported::default();
        for item in items.ok_or(ImportFault::NotAList)? {
            let text = |key: &str| item.get(key).and_then(serde_json::Value::as_str).unwrap_or_default();
            let hidden = item.get("hidden").and_then(serde_json::Value::as_bool).unwrap_or(false);
            match self.add(text("address"), text("title")) {
                Some(address) => {
                    self.hide(&address, hidden);
                    done.taken += 1;
                }
                None => done.left_out += 1,
            }
        }
        Ok(done)
    }
}

fn tidy(title: &str) -> String {
    plain::clip(plain::line(title), TITLE_CHARS)
}

/// The root that an address is kept under.
fn portal_address(typed: &str) -> Option<String> {
    match recognise(typed) {
        Recognised::Portal { address, .. } => Address::parse(&address).map(|address| address.text()),
        // A catalogue in one file is a portal too.
        Recognised::FileUrl(url) if [".json", ".jsonld", ".txt"].iter().any(|end| url.ends_with(end)) => Some(url),
        _ => None,
    }
}

/// Whether two addresses are one portal's: the scheme and a final slash do not matter.
pub fn same(a: &str, b: &str) -> bool {
    let bare = |text: &str| {
        let text = text.split_once("://").map_or(text, |(_, rest)| rest);
        text.trim_end_matches('/').to_ascii_lowercase()
    };
    bare(a) == bare(b)
}

/// The whole directory: the person's own portals, then the built-in ones with the person's changes.
pub fn merged(mine: &MyPortals) -> Vec<Entry> {
    let mut entries = built_in();
    let mut own = Vec::new();
    for change in mine.portals.iter().take(MAX_OWN) {
        if let Some(entry) = entries.iter_mut().find(|entry| same(&entry.address, &change.address)) {
            entry.hidden = change.hidden;
            if !change.title.is_empty() {
                entry.title.clone_from(&change.title);
                entry.english.0 = None;
            }
            continue;
        }
        let Some(address) = portal_address(&change.address) else { continue };
        let host = super::address::host_of(&address);
        own.push(Entry {
            title: if change.title.is_empty() { host } else { tidy(&change.title) },
            address,
            region: String::new(),
            english: (None, None),
            level: Level::Own,
            kind: None,
            datasets: None,
            rows: false,
            cors: None,
            checked: None,
            seen: Seen::Unknown,
            hidden: change.hidden,
        });
    }
    own.append(&mut entries);
    own
}

/// What to show of the directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Words of the name, the region or the address.
    pub words: String,
    /// One level only.
    pub level: Option<Level>,
    /// One region only.
    pub region: Option<String>,
    /// Only portals whose rows can be asked for.
    pub with_rows: bool,
    /// Hidden ones too.
    pub with_hidden: bool,
}

/// The portals that fit, by level, the largest first, then by name.
pub fn find<'a>(entries: &'a [Entry], choice: &Choice) -> Vec<&'a Entry> {
    let long = |text: &str| -> Vec<String> {
        let words = words_of(text);
        let all = words.iter().map(|word| standard(word));
        all.flat_map(|word| expanded(word).unwrap_or(word).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    let wanted = long(&choice.words);
    let fits = |entry: &&Entry| {
        let own = long(&format!(
            "{} {} {} {} {}",
            entry.title,
            entry.region,
            entry.title_in(Lang::En),
            entry.region_in(Lang::En),
            entry.address
        ));
        (choice.with_hidden || !entry.hidden)
            && choice.level.is_none_or(|level| entry.level == level)
            && choice.region.as_deref().is_none_or(|region| entry.region == region)
            && (!choice.with_rows || entry.rows)
            && wanted.iter().all(|word| {
                own.iter().any(|own| own.starts_with(word.as_str()) || (word.len() > 3 && own.contains(word.as_str())))
            })
    };
    let mut found: Vec<&Entry> = entries.iter().filter(fits).collect();
    found.sort_by_cached_key(|entry| {
        (entry.level, std::cmp::Reverse(entry.datasets.unwrap_or(0)), natural_key(&entry.title), entry.address.clone())
    });
    found
}

/// The regions of some portals with how many each has, by level and then by name.
pub fn regions(entries: &[Entry]) -> Vec<(String, usize)> {
    let mut regions: Vec<(Level, String, usize)> = Vec::new();
    for entry in entries.iter().filter(|entry| !entry.hidden && !entry.region.is_empty()) {
        match regions.iter_mut().find(|(_, region, _)| *region == entry.region) {
            Some((level, _, count)) => {
                *level = entry.level.min(*level);
                *count += 1;
            }
            None => regions.push((entry.level, entry.region.clone(), 1)),
        }
    }
    let group = |level: Level| match level {
        Level::Own | Level::National => 0,
        Level::Province | Level::Local => 1,
        Level::Foreign => 2,
    };
    regions.sort_by_cached_key(|(level, region, _)| (group(*level), natural_key(region)));
    regions.into_iter().map(|(_, region, count)| (region, count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::ALL;

    #[test]
    fn the_built_in_list_is_sound() {
        let all = built_in();
        assert_eq!(all.len(), TABLE.lines().filter(|line| !line.starts_with('#')).count());
        let indonesian = all.iter().filter(|entry| entry.level != Level::Foreign).count();
        assert!(indonesian >= 55 && all.len() - indonesian >= 20, "{indonesian} of {}", all.len());
        for (at, entry) in all.iter().enumerate() {
            assert!(entry.kind.is_some_and(|kind| ALL.has(kind)), "{entry:?}");
            assert!(!entry.title.is_empty() && !entry.region.is_empty(), "{entry:?}");
            assert_eq!(portal_address(&entry.address).as_deref(), Some(entry.address.as_str()), "{entry:?}");
            assert!(ALL.connect(&entry.address).is_ok(), "{entry:?}");
            assert!(all.iter().skip(at + 1).all(|other| !same(&other.address, &entry.address)), "{entry:?}");
            assert!(entry.checked.as_deref().is_none_or(|month| month.len() == 7), "{entry:?}");
        }
    }

    #[test]
    fn portals_are_found_by_name_region_and_level() {
        let all = built_in();
        let check = |choice: Choice, expected: &[&str]| {
            let titles: Vec<&str> = find(&all, &choice).into_iter().map(|entry| entry.title.as_str()).collect();
            assert_eq!(titles, expected, "{choice:?}");
        };
        let words = |words: &str| Choice { words: words.to_owned(), ..Choice::default() };
        check(words("kab. demak"), &["Kabupaten Demak"]);
        check(words("switzerland"), &["Swiss"]);
        check(words("jabar"), &["Provinsi Jawa Barat", "Kota Bandung"]);
        check(
            words("data.go.id"),
            find(&all, &words("data go id")).into_iter().map(|e| e.title.as_str()).collect::<Vec<_>>().as_slice(),
        );
        check(Choice { region: Some("Bali".to_owned()), ..Choice::default() }, &["Kota Denpasar"]);
        check(
            Choice { level: Some(Level::Province), with_rows: true, words: "aceh".to_owned(), ..Choice::default() },
            &["Provinsi Aceh"],
        );
        let local = find(&all, &Choice { level: Some(Level::Local), ..Choice::default() });
        assert_eq!(local[0].title, "Kota Malang");
        let regions = regions(&all);
        assert_eq!(regions[0].0, "Indonesia");
        assert!(regions.contains(&("Jawa Timur".to_owned(), 12)), "{regions:?}");
    }

    #[test]
    fn own_portals_are_added_renamed_hidden_and_shared() {
        let mut mine = MyPortals::default();
        assert_eq!(mine.add("data.x.go.id/dataset/a", "  <b>Data</b> X "), Some("https://data.x.go.id".to_owned()));
        assert_eq!(mine.add("javascript:alert(1)", "x"), None);
        mine.rename("https://data.malangkota.go.id/", "Malang kita");
        mine.hide("data.demakkab.go.id", true);
        let seen = merged(&mine);
        assert_eq!((seen[0].title.as_str(), seen[0].level), ("Data X", Level::Own));
        assert!(seen.iter().any(|entry| entry.title == "Malang kita" && entry.level == Level::Local));
        assert!(find(&seen, &Choice { words: "demak".to_owned(), ..Choice::default() }).is_empty());
        let file = mine.export();
        let mut other = MyPortals::default();
        assert_eq!(other.import(file.as_bytes()), Ok(Imported { taken: 3, left_out: 0 }));
        assert_eq!(other, mine);
        assert_eq!(MyPortals::default().export(), "{\n  \"jelajah_portals\": 1,\n  \"portals\": [\n  ]\n}\n");
        mine.forget("http://data.demakkab.go.id");
        assert!(!find(&merged(&mine), &Choice { words: "demak".to_owned(), ..Choice::default() }).is_empty());
    }

    #[test]
    fn strange_lists_are_bounded() {
        let mut mine = MyPortals::default();
        for (text, expected) in [
            ("", Err(ImportFault::NotAList)),
            ("[]", Err(ImportFault::NotAList)),
            (r#"{"jelajah_portals":2,"portals":[]}"#, Err(ImportFault::NotAList)),
            (
                r#"{"jelajah_portals":1,"portals":[7,{"address":"file:///etc/passwd"},{"address":"https://u:p@x.id"},{"title":"x"}]}"#,
                Ok(Imported { taken: 0, left_out: 4 }),
            ),
        ] {
            assert_eq!(mine.import(text.as_bytes()), expected, "{text}");
        }
        assert_eq!(mine.import(&vec![b' '; MAX_IMPORT + 1]), Err(ImportFault::TooLarge));
        let deep = format!("{{\"jelajah_portals\":1,\"portals\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(mine.import(deep.as_bytes()), Err(ImportFault::NotAList));
        let many: Vec<String> = (0..600)
            .map(|at| format!(r#"{{"address":"https://p{at}.go.id","title":"{}"}}"#, "x".repeat(200)))
            .collect();
        let text = format!(r#"{{"jelajah_portals":1,"portals":[{}]}}"#, many.join(","));
        assert_eq!(mine.import(text.as_bytes()), Ok(Imported { taken: 500, left_out: 100 }));
        assert!(mine.portals.iter().all(|mine| mine.title.chars().count() <= TITLE_CHARS + 1));
    }
}
