//! What is near a dataset in its portal: the same data of other years, and datasets of the same office or
//! about the same things.

use super::words::{stems, title_key, words_of};
use super::{Dataset, SearchQuery};
use crate::base::text::fold;

/// Datasets that are asked for.
const ASKED: u64 = 30;
/// Words of a title that are searched for.
const MAX_WORDS: usize = 8;
/// Datasets per list.
const SHOWN: usize = 5;

/// Datasets near another one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Related {
    /// The same data of other years, the latest first.
    pub editions: Vec<Edition>,
    /// Others about the same, the nearest first.
    pub others: Vec<Dataset>,
}

/// The same data of another year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The dataset.
    pub dataset: Dataset,
    /// Whether its year is later.
    pub newer: bool,
}

/// The search that finds what is near a dataset, by the words of its title without years and filling words;
/// `None` where the title has none.
pub fn query(dataset: &Dataset) -> Option<SearchQuery> {
    let words: Vec<String> = words_of(&dataset.title)
        .into_iter()
        .filter(|word| !key_without_years(word).is_empty())
        .take(MAX_WORDS)
        .collect();
    let words = words.join(" ");
    (!words.is_empty()).then(|| SearchQuery { words, rows: ASKED, ..SearchQuery::default() })
}

/// Chooses among what a portal found.
pub fn choose(dataset: &Dataset, found: &[Dataset]) -> Related {
    let key = key_without_years(&dataset.title);
    let year = last_year(&dataset.title);
    let mut related = Related::default();
    let mut others: Vec<(usize, &Dataset)> = Vec::new();
    for other in found.iter().filter(|other| other.id != dataset.id) {
        let theirs = last_year(&other.title);
        if !key.is_empty() && key_without_years(&other.title) == key && theirs != year {
            related.editions.push(Edition { newer: theirs > year, dataset: other.clone() });
        } else {
            let nearness = nearness(dataset, other);
            if nearness >= NEAR {
                others.push((nearness, other));
            }
        }
    }
    related.editions.sort_by(|a, b| {
        let by_year = last_year(&b.dataset.title).cmp(&last_year(&a.dataset.title));
        by_year.then_with(|| a.dataset.id.cmp(&b.dataset.id))
    });
    // Those that are equally near stay in the portal's order.
    others.sort_by_key(|(nearness, _)| std::cmp::Reverse(*nearness));
    related.others = others.into_iter().take(SHOWN).map(|(_, other)| other.clone()).collect();
    related.editions.truncate(SHOWN);
    related
}

/// What is less near than this has nothing to do with it.
const NEAR: usize = 3;

/// How much two datasets have in common: tags and words of the title by two, topics by one, the publisher by one.
fn nearness(one: &Dataset, other: &Dataset) -> usize {
    let shared = |a: &[String], b: &[String]| {
        let theirs: Vec<String> = b.iter().map(|text| fold(text)).collect();
        a.iter().filter(|text| theirs.contains(&fold(text))).count()
    };
    let stem = |title: &str| {
        let mut words: Vec<String> = words_of(title)
            .into_iter()
            .filter(|word| word.len() > 3 && year_of(word).is_none())
            .filter_map(|word| stems(&word).pop())
            .collect();
        words.sort();
        words.dedup();
        words
    };
    let same_office = one.publisher.is_some() && one.publisher == other.publisher;
    2 * shared(&one.tags, &other.tags).min(3)
        + 2 * shared(&stem(&one.title), &stem(&other.title))
        + shared(&one.groups, &other.groups).min(2)
        + usize::from(same_office)
}

fn key_without_years(title: &str) -> String {
    title_key(title).split(' ').filter(|word| year_of(word).is_none()).collect::<Vec<_>>().join(" ")
}

/// The last year that a title names.
fn last_year(title: &str) -> Option<u16> {
    words_of(title).iter().filter_map(|word| year_of(word)).max()
}

fn year_of(word: &str) -> Option<u16> {
    word.parse().ok().filter(|year| word.len() == 4 && (1900..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dataset(id: &str, title: &str, publisher: &str, tags: &[&str]) -> Dataset {
        Dataset {
            id: id.to_owned(),
            title: title.to_owned(),
            publisher: Some(publisher.to_owned()),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..Dataset::default()
        }
    }

    #[test]
    fn other_years_and_neighbours_are_told_apart() {
        let own = dataset("a", "Jumlah Penduduk per Kecamatan Tahun 2023", "Dinas A", &["penduduk"]);
        let found = [
            own.clone(),
            dataset("b", "Jumlah penduduk menurut kecamatan 2021", "Dinas A", &[]),
            dataset("c", "Jumlah Penduduk Kecamatan, 2024", "Dinas A", &[]),
            dataset("d", "Jumlah Penduduk per Kecamatan Tahun 2023", "Dinas B", &["penduduk"]),
            dataset("e", "Kepadatan penduduk per kecamatan", "Dinas B", &["penduduk"]),
            dataset("f", "Daftar pasar", "Dinas A", &["pasar"]),
        ];
        let related = choose(&own, &found);
        let editions: Vec<_> = related.editions.iter().map(|one| (one.dataset.id.as_str(), one.newer)).collect();
        assert_eq!(editions, [("c", true), ("b", false)]);
        let others: Vec<_> = related.others.iter().map(|other| other.id.as_str()).collect();
        assert_eq!(others, ["d", "e"]);
    }

    #[test]
    fn years_are_not_searched_for() {
        let words = |title: &str| query(&dataset("a", title, "", &[])).map(|query| query.words);
        assert_eq!(words("Harga Beras menurut Pasar Tahun 2024"), Some("harga beras pasar".to_owned()));
        assert_eq!(words("2024"), None);
        assert_eq!(words(""), None);
    }

    #[test]
    fn titles_without_words_have_no_editions() {
        let own = dataset("a", "2023", "", &[]);
        let related = choose(&own, &[dataset("b", "2024", "", &[]), dataset("c", "", "", &[])]);
        assert_eq!(related, Related::default());
    }
}
