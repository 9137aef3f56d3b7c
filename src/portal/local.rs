//! Searching a catalogue that is here as a whole, the way a portal would: words against title, tags,
//! topics and text; facets that narrow; an order without ties, so that paging neither repeats nor skips.

use std::collections::BTreeMap;

use super::words::{errors_allowed, expanded, standard, stems, words_of};
use super::{CataloguePage, Dataset, Facet, FacetValue, SearchQuery, SearchSort};
use crate::base::note::Note;
use crate::base::text::{fold, natural_key};

/// Words of one dataset that are looked at.
const WORDS_PER_DATASET: usize = 2_000;
/// Words of a question that are looked at.
const WORDS_PER_QUESTION: usize = 32;
/// Values per facet.
const FACET_VALUES: usize = 50;

/// A catalogue that is here as a whole.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Its title, where it says one.
    pub title: String,
    /// What was odd while it was read.
    pub notes: Vec<Note>,
    datasets: Vec<Dataset>,
    /// Every word with the datasets that have it and the weight of the field it stands in, sorted.
    index: Vec<(String, Vec<(u32, u8)>)>,
}

impl Catalogue {
    /// A catalogue of datasets in the order they were published in.
    pub fn new(title: String, datasets: Vec<Dataset>, notes: Vec<Note>) -> Self {
        let mut words: BTreeMap<String, BTreeMap<u32, u8>> = BTreeMap::new();
        for (place, dataset) in (0..).zip(&datasets) {
            let mut left = WORDS_PER_DATASET;
            // CKAN's own weights: name and title 4, tags and groups 2, everything else 1.
            let fields = [(4, dataset.title.as_str()), (4, dataset.id.as_str())]
                .into_iter()
                .chain(dataset.tags.iter().chain(&dataset.groups).map(|text| (2, text.as_str())))
                .chain(dataset.publisher.iter().map(|text| (1, text.as_str())))
                .chain([(1, dataset.notes.as_str())])
                .chain(dataset.extras.iter().map(|(_, value)| (1, value.as_str())))
                .chain(dataset.resources.iter().map(|resource| (1, resource.name.as_str())));
            for (weight, text) in fields {
                for word in words_of(head(text)).iter().take(left) {
                    left -= 1;
                    let word = standard(word);
                    let long = expanded(word).into_iter().flat_map(|long| long.split(' '));
                    for word in long.chain([word]) {
                        let best = words.entry(word.to_owned()).or_default().entry(place).or_default();
                        *best = weight.max(*best);
                    }
                }
            }
        }
        let index = words.into_iter().map(|(word, places)| (word, places.into_iter().collect())).collect();
        Self { title, notes, datasets, index }
    }

    /// All datasets.
    pub fn datasets(&self) -> &[Dataset] {
        &self.datasets
    }

    /// A dataset by its identifier.
    pub fn get(&self, id: &str) -> Option<&Dataset> {
        self.datasets.iter().find(|dataset| dataset.id == id)
    }

    /// A page of what matches.
    pub fn search(&self, query: &SearchQuery) -> CataloguePage {
        let scores = self.scores(&query.words);
        let mut hits: Vec<(u32, &Dataset)> = self
            .datasets
            .iter()
            .enumerate()
            .filter_map(|(place, dataset)| {
                let score = scores.as_ref().map_or(Some(0), |scores| scores.get(place).copied().flatten())?;
                fits(dataset, &query.facets).then_some((score, dataset))
            })
            .collect();
        let newest = |a: &Dataset, b: &Dataset| b.modified.cmp(&a.modified).then_with(|| a.id.cmp(&b.id));
        match query.sort {
            SearchSort::Relevance => hits.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| newest(a.1, b.1))),
            SearchSort::Newest => hits.sort_by(|a, b| newest(a.1, b.1)),
            SearchSort::Title => {
                hits.sort_by_cached_key(|(_, dataset)| (natural_key(&dataset.title), dataset.id.clone()));
            }
        }
        let start = usize::try_from(query.start).unwrap_or(usize::MAX);
        let rows = usize::try_from(query.rows).unwrap_or(usize::MAX);
        CataloguePage {
            total: hits.len() as u64,
            start: query.start,
            facets: facets_of(&hits.iter().map(|(_, dataset)| *dataset).collect::<Vec<_>>()),
            datasets: hits.into_iter().skip(start).take(rows).map(|(_, dataset)| dataset.clone()).collect(),
            notes: self.notes.clone(),
            instead: None,
        }
    }

    /// The score of every dataset, `None` for those that do not match; `None` where there are no words.
    fn scores(&self, words: &str) -> Option<Vec<Option<u32>>> {
        let needles: Vec<String> = words_of(words).into_iter().take(WORDS_PER_QUESTION).collect();
        if needles.is_empty() {
            return None;
        }
        let mut sums = vec![(0_u32, 0_usize); self.datasets.len()];
        for needle in &needles {
            let needle = standard(needle);
            let mut best = self.matches(needle);
            if let Some(long) = expanded(needle) {
                // Of a phrase every word has to be there.
                let mut phrase: Option<BTreeMap<u32, u32>> = None;
                for word in long.split(' ') {
                    let found = self.matches(word);
                    phrase = Some(match phrase {
                        None => found,
                        Some(so_far) => so_far
                            .into_iter()
                            .filter_map(|(place, score)| Some((place, score.min(*found.get(&place)?))))
                            .collect(),
                    });
                }
                for (place, score) in phrase.unwrap_or_default() {
                    let entry = best.entry(place).or_default();
                    *entry = score.max(*entry);
                }
            }
            for (place, score) in best {
                if let Some(sum) = sums.get_mut(place as usize) {
                    *sum = (sum.0 + score, sum.1 + 1);
                }
            }
        }
        // As CKAN asks of its search index: all of two words, all but one of five, four fifths of more.
        let needed = match needles.len() {
            n @ 0..=2 => n,
            n @ 3..=5 => n - 1,
            n => (n * 4).div_ceil(5),
        };
        Some(sums.into_iter().map(|(score, matched)| (matched >= needed).then_some(score)).collect())
    }

    /// The datasets that have a word, a longer one that begins so, a related one or, where there is none
    /// of them, one that is nearly written so.
    fn matches(&self, needle: &str) -> BTreeMap<u32, u32> {
        let own = stems(needle);
        let mut best: BTreeMap<u32, u32> = BTreeMap::new();
        let mut take = |places: &[(u32, u8)], closeness: u32| {
            for (place, weight) in places {
                let entry = best.entry(*place).or_default();
                *entry = (closeness * u32::from(*weight)).max(*entry);
            }
        };
        let mut found = false;
        for (word, places) in &self.index {
            let closeness = if word == needle {
                100
            } else if needle.len() >= 3 && word.starts_with(needle) {
                70
            } else if related(&own, word) {
                60
            } else {
                continue;
            };
            found = true;
            take(places, closeness);
        }
        let letters = needle.chars().count();
        let allowed = errors_allowed(letters);
        if !found && allowed > 0 && !needle.bytes().any(|byte| byte.is_ascii_digit()) {
            for (word, places) in &self.index {
                let other = word.chars().count();
                if other.abs_diff(letters) <= allowed && strsim::osa_distance(word, needle) <= allowed {
                    take(places, 40);
                }
            }
        }
        best
    }
}

/// Whether a word of the index shares a stem with the one looked for.
fn related(own: &[String], word: &str) -> bool {
    // A stem is at least four letters of the word itself, but for the one that a prefix may have
    // swallowed, so most words need not be taken apart.
    let near = own.iter().any(|stem| stem.get(1..).is_some_and(|inner| inner.len() >= 3 && word.contains(inner)));
    near && stems(word).iter().any(|stem| own.contains(stem))
}

/// The beginning of a long text.
fn head(text: &str) -> &str {
    text.get(..text.floor_char_boundary(20_000)).unwrap_or(text)
}

/// The values that a dataset has of a facet, as (value, label).
pub(crate) fn values_of(dataset: &Dataset, field: &str) -> Vec<(String, String)> {
    let same = |text: &String| (text.clone(), text.clone());
    match field {
        "organization" => {
            let label = dataset.publisher.clone().or_else(|| dataset.organization.clone());
            dataset.organization.clone().or_else(|| label.clone()).zip(label).into_iter().collect()
        }
        "groups" => dataset.groups.iter().map(same).collect(),
        "tags" => dataset.tags.iter().map(same).collect(),
        "res_format" => {
            let mut formats: Vec<(String, String)> = Vec::new();
            for resource in &dataset.resources {
                let named = (resource.label.clone(), resource.label.clone());
                if !resource.label.is_empty() && !formats.contains(&named) {
                    formats.push(named);
                }
            }
            formats
        }
        "license_id" => dataset.licence.iter().map(|licence| (licence.id.clone(), licence.title.clone())).collect(),
        _ => Vec::new(),
    }
}

/// Whether a dataset has the chosen values: any of the chosen publishers and licences, all others.
fn fits(dataset: &Dataset, facets: &BTreeMap<String, Vec<String>>) -> bool {
    facets.iter().all(|(field, chosen)| {
        let chosen: Vec<&String> = chosen.iter().filter(|value| !value.is_empty()).collect();
        if chosen.is_empty() {
            return true;
        }
        let own = values_of(dataset, field);
        let has = |value: &&String| own.iter().any(|(own, _)| own == *value);
        if matches!(field.as_str(), "organization" | "license_id") {
            chosen.iter().any(has)
        } else {
            chosen.iter().all(has)
        }
    })
}

/// The facets of some datasets, most frequent values first.
pub(crate) fn facets_of(datasets: &[&Dataset]) -> Vec<Facet> {
    let mut facets = Vec::new();
    for field in super::ckan::FACET_FIELDS {
        let mut counts: BTreeMap<String, (String, u64)> = BTreeMap::new();
        for (value, label) in datasets.iter().flat_map(|dataset| values_of(dataset, field)) {
            counts.entry(value).or_insert((label, 0)).1 += 1;
        }
        let mut values: Vec<FacetValue> = counts
            .into_iter()
            .filter(|(value, _)| !value.is_empty())
            .map(|(value, (label, count))| FacetValue { value, label, count })
            .collect();
        values.sort_by(|a, b| {
            b.count.cmp(&a.count).then_with(|| fold(&a.label).cmp(&fold(&b.label))).then_with(|| a.value.cmp(&b.value))
        });
        values.truncate(FACET_VALUES);
        if !values.is_empty() {
            facets.push(Facet { field: field.to_owned(), values });
        }
    }
    facets
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dataset(id: &str, title: &str, publisher: &str, tags: &[&str], modified: &str) -> Dataset {
        Dataset {
            id: id.to_owned(),
            title: title.to_owned(),
            publisher: Some(publisher.to_owned()),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            modified: Some(modified.to_owned()),
            ..Dataset::default()
        }
    }

    fn catalogue() -> Catalogue {
        Catalogue::new(
            String::new(),
            vec![
                dataset(
                    "a",
                    "Jumlah Petani menurut Kecamatan di Kab. Bogor",
                    "Dinas Pertanian",
                    &["tani"],
                    "2024-01-01",
                ),
                dataset("b", "Produksi Padi Provinsi Jawa Barat", "Dinas Pertanian", &["padi", "sawah"], "2023-01-01"),
                dataset("c", "Angka Kemiskinan Sumatera Utara", "BPS", &["miskin"], "2024-01-01"),
                dataset("d", "Rekap COVID: 2020", "Dinas Kesehatan", &["padi"], "2020-12-31"),
            ],
            Vec::new(),
        )
    }

    fn ids(words: &str) -> Vec<String> {
        let query = SearchQuery { words: words.to_owned(), rows: 10, ..SearchQuery::default() };
        catalogue().search(&query).datasets.into_iter().map(|dataset| dataset.id).collect()
    }

    #[test]
    fn words_are_found_as_people_write_them() {
        let check = |words: &str, expected: &[&str]| assert_eq!(ids(words), expected, "{words}");
        check("", &["a", "c", "b", "d"]);
        check("petani", &["a", "b"]);
        check("pertanian bogor", &["a"]);
        check("kabupaten bogor", &["a"]);
        check("jabar", &["b"]);
        check("propinsi jawa barat", &["b"]);
        check("sumut", &["c"]);
        check("sumatra", &["c"]);
        check("miskin", &["c"]);
        check("kecmatan", &["a"]);
        check("kemiskinaan", &["c"]);
        check("padi", &["b", "d"]);
        check("COVID: 2020", &["d"]);
        check("zzzz", &[]);
        check("2021", &[]);
        check("\" OR 1=1 -- *:*", &[]);
    }

    #[test]
    fn facets_narrow_and_pages_never_overlap() {
        let catalogue = catalogue();
        let all = catalogue.search(&SearchQuery { rows: 10, ..SearchQuery::default() });
        let tags = &all.facets.iter().find(|facet| facet.field == "tags").unwrap().values;
        assert_eq!((tags[0].value.as_str(), tags[0].count), ("padi", 2));
        for facet in &all.facets {
            for value in &facet.values {
                let mut query = SearchQuery { rows: 10, ..SearchQuery::default() };
                query.facets.insert(facet.field.clone(), vec![value.value.clone()]);
                assert_eq!(catalogue.search(&query).total, value.count, "{} {}", facet.field, value.value);
            }
        }
        for sort in SearchSort::ALL {
            let page = |start: u64| {
                let page = catalogue.search(&SearchQuery { start, rows: 3, sort, ..SearchQuery::default() });
                page.datasets.into_iter().map(|dataset| dataset.id).collect::<Vec<_>>()
            };
            let mut seen = [page(0), page(3), page(6)].concat();
            seen.sort();
            assert_eq!(seen, ["a", "b", "c", "d"], "{sort:?}");
        }
        assert!(
            catalogue
                .search(&SearchQuery { start: u64::MAX, rows: u64::MAX, ..SearchQuery::default() })
                .datasets
                .is_empty()
        );
    }
}
