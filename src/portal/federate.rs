//! Searching many portals at once: an accumulator that takes answers as they arrive.
//!
//! It never waits: whatever has come is a page already. What a person has seen stays where it is
//! ([`Federation::settle`]); only results below that line are ordered anew when another portal answers.

use std::collections::BTreeMap;

use super::words::{standard, stems, title_key, words_of};
use super::{CataloguePage, Dataset, Facet};
use crate::base::note::Problem;
use crate::base::text::fold;

/// Results of one portal that are taken.
const PER_PORTAL: usize = 1_000;
/// Values per merged facet.
const FACET_VALUES: usize = 100;

/// How far a portal is.
#[derive(Clone, Debug, PartialEq)]
pub enum Answered {
    /// Asked, not yet answered.
    Waiting,
    /// Answered: how many datasets match there in all.
    Came {
        /// All that match.
        total: u64,
        /// The words searched for instead of the ones typed.
        instead: Option<String>,
    },
    /// There is no answer.
    Failed(Problem),
}

/// A result, with every portal that has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The dataset as its first portal tells it.
    pub dataset: Dataset,
    /// The portal that it was first found at, as an index into those asked.
    pub portal: usize,
    /// The same dataset at other portals: portal and identifier there.
    pub also: Vec<(usize, String)>,
}

/// A value of a facet over all portals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedValue {
    /// What to show.
    pub label: String,
    /// How many datasets, over all portals; the same dataset at two portals counts twice.
    pub count: u64,
    /// What to filter by at each portal that has it.
    pub at: Vec<(usize, String)>,
}

/// A facet over all portals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedFacet {
    /// The field.
    pub field: String,
    /// The values, most frequent first.
    pub values: Vec<MergedValue>,
}

/// Answers of several portals to one question.
#[derive(Clone, Debug)]
pub struct Federation {
    words: Vec<Vec<String>>,
    portals: Vec<Answered>,
    hits: Vec<Ranked>,
    /// Hits that stay where they are.
    settled: usize,
    facets: Vec<(usize, Vec<Facet>)>,
    /// Where the hit with a key is.
    keys: BTreeMap<String, usize>,
}

/// A hit with what decides its place.
#[derive(Clone, Debug)]
struct Ranked {
    hit: Hit,
    score: u32,
    /// Its place in its portal's answer.
    rank: usize,
    keys: Vec<String>,
}

impl Federation {
    /// A question that is put to some portals.
    pub fn new(words: &str, portals: usize) -> Self {
        Self {
            words: words_of(words).iter().map(|word| stems(word)).collect(),
            portals: vec![Answered::Waiting; portals],
            hits: Vec::new(),
            settled: 0,
            facets: Vec::new(),
            keys: BTreeMap::new(),
        }
    }

    /// Takes a portal's answer; a second one of the same portal is ignored.
    pub fn answer(&mut self, portal: usize, page: CataloguePage) {
        match self.portals.get_mut(portal) {
            Some(state @ Answered::Waiting) => *state = Answered::Came { total: page.total, instead: page.instead },
            _ => return,
        }
        for (rank, dataset) in page.datasets.into_iter().take(PER_PORTAL).enumerate() {
            self.take(portal, rank, dataset);
        }
        self.facets.push((portal, page.facets));
        self.order();
    }

    /// Takes note that a portal has no answer.
    pub fn failed(&mut self, portal: usize, problem: Problem) {
        if let Some(state @ Answered::Waiting) = self.portals.get_mut(portal) {
            *state = Answered::Failed(problem);
        }
    }

    /// Keeps the first so many results where they are, because they have been seen.
    pub fn settle(&mut self, seen: usize) {
        self.settled = self.settled.max(seen.min(self.hits.len()));
    }

    /// The results in their order.
    pub fn hits(&self) -> impl ExactSizeIterator<Item = &Hit> {
        self.hits.iter().map(|ranked| &ranked.hit)
    }

    /// How far every portal is, in the order in which they were asked.
    pub fn portals(&self) -> &[Answered] {
        &self.portals
    }

    /// Whether no answer is awaited any more.
    pub fn is_complete(&self) -> bool {
        !self.portals.contains(&Answered::Waiting)
    }

    /// All matching datasets of the portals that answered.
    pub fn total(&self) -> u64 {
        let total = |state: &Answered| if let Answered::Came { total, .. } = state { *total } else { 0 };
        self.portals.iter().map(total).fold(0, u64::saturating_add)
    }

    /// The facets over all answers so far.
    pub fn facets(&self) -> Vec<MergedFacet> {
        let mut fields: Vec<&str> = super::ckan::FACET_FIELDS.to_vec();
        for facet in self.facets.iter().flat_map(|(_, facets)| facets) {
            if !fields.contains(&facet.field.as_str()) {
                fields.push(&facet.field);
            }
        }
        let mut merged = Vec::new();
        for field in fields {
            let mut values: BTreeMap<String, MergedValue> = BTreeMap::new();
            for (portal, facets) in &self.facets {
                for value in facets.iter().filter(|facet| facet.field == field).flat_map(|facet| &facet.values) {
                    let entry = values.entry(facet_key(field, &value.label)).or_insert_with(|| MergedValue {
                        label: value.label.clone(),
                        count: 0,
                        at: Vec::new(),
                    });
                    entry.count = entry.count.saturating_add(value.count);
                    entry.at.push((*portal, value.value.clone()));
                }
            }
            let mut values: Vec<MergedValue> = values.into_values().collect();
            values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| fold(&a.label).cmp(&fold(&b.label))));
            values.truncate(FACET_VALUES);
            if !values.is_empty() {
                merged.push(MergedFacet { field: field.to_owned(), values });
            }
        }
        merged
    }

    fn take(&mut self, portal: usize, rank: usize, dataset: Dataset) {
        let keys = keys_of(&dataset);
        // Two datasets of one portal are two, however alike: the portal lists them apart.
        let twin = keys.iter().filter_map(|key| self.keys.get(key).copied()).find(|at| {
            self.hits.get(*at).is_some_and(|other| {
                other.hit.portal != portal && other.hit.also.iter().all(|(other, _)| *other != portal)
            })
        });
        if let Some(other) = twin.and_then(|at| self.hits.get_mut(at)) {
            other.hit.also.push((portal, dataset.id));
            other.rank = other.rank.min(rank);
            return;
        }
        let at = self.hits.len();
        for key in &keys {
            self.keys.entry(key.clone()).or_insert(at);
        }
        let score = self.score(&dataset);
        self.hits.push(Ranked { hit: Hit { dataset, portal, also: Vec::new() }, score, rank, keys });
    }

    /// How well the title and tags fit the words, in a measure that is the same for all portals: their own
    /// scores cannot be compared.
    fn score(&self, dataset: &Dataset) -> u32 {
        if self.words.is_empty() {
            return 0;
        }
        let words = |text: &str| words_of(text).iter().map(|word| standard(word).to_owned()).collect::<Vec<_>>();
        let (title, tags) = (words(&dataset.title), words(&dataset.tags.join(" ")));
        let closeness = |own: &[String], needle: &Vec<String>| {
            let exact = own.iter().any(|word| needle.first() == Some(word));
            let near = || own.iter().any(|word| stems(word).iter().any(|stem| needle.contains(stem)));
            if exact { 4 } else { u32::from(near()) * 2 }
        };
        let one = |needle: &Vec<String>| (2 * closeness(&title, needle)).max(closeness(&tags, needle));
        self.words.iter().map(one).sum()
    }

    /// Orders what has not been seen: the best fit first, then by place in the portals' own answers, then by
    /// the order in which the portals were asked. So two runs with the same answers end in the same order.
    fn order(&mut self) {
        let unseen = self.hits.get_mut(self.settled..).unwrap_or_default();
        unseen.sort_by(|a, b| {
            let place = |ranked: &Ranked| (ranked.rank, ranked.hit.portal);
            b.score
                .cmp(&a.score)
                .then_with(|| place(a).cmp(&place(b)))
                .then_with(|| a.hit.dataset.id.cmp(&b.hit.dataset.id))
        });
        self.keys.clear();
        for (at, ranked) in self.hits.iter().enumerate() {
            for key in &ranked.keys {
                self.keys.entry(key.clone()).or_insert(at);
            }
        }
    }
}

/// What tells that two datasets are one: the identifier that a harvest keeps, a file that both have, or a
/// title and publisher that say the same.
fn keys_of(dataset: &Dataset) -> Vec<String> {
    let mut keys = Vec::new();
    let is_uuid = |text: &str| text.len() == 36 && text.bytes().filter(|byte| *byte == b'-').count() == 4;
    let guid = dataset.extras.iter().find(|(key, _)| key == "guid").map(|(_, value)| value.as_str());
    for id in [Some(dataset.id.as_str()), guid].into_iter().flatten().filter(|id| is_uuid(id)) {
        keys.push(format!("id {}", id.to_ascii_lowercase()));
    }
    for url in dataset.resources.iter().filter_map(|resource| resource.url.as_deref()).take(20) {
        let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
        // The front page of a host is no file.
        if bare.trim_end_matches('/').contains('/') {
            keys.push(format!("file {bare}"));
        }
    }
    let title = title_key(&dataset.title);
    // Short titles ("Data 2023") say the same without being the same.
    if title.split(' ').count() >= 3
        && let Some(publisher) = dataset.publisher.as_deref()
    {
        keys.push(format!("title {title} @ {}", title_key(publisher)));
    }
    keys
}

/// The key under which values of different portals are one: formats by their letters, all else by meaning.
fn facet_key(field: &str, label: &str) -> String {
    if field == "res_format" {
        return label.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    }
    let words = words_of(label);
    let long = |word: &String| super::words::expanded(standard(word)).unwrap_or(standard(word)).to_owned();
    words.iter().map(long).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::note::ProblemCode;
    use crate::portal::{FacetValue, Resource};

    fn dataset(id: &str, title: &str, publisher: &str, url: &str) -> Dataset {
        let resource = Resource { url: Some(url.to_owned()), ..Resource::default() };
        Dataset {
            id: id.to_owned(),
            title: title.to_owned(),
            publisher: Some(publisher.to_owned()),
            resources: vec![resource],
            ..Dataset::default()
        }
    }

    fn page(datasets: Vec<Dataset>) -> CataloguePage {
        CataloguePage { total: datasets.len() as u64, datasets, ..CataloguePage::default() }
    }

    fn ids(federation: &Federation) -> Vec<&str> {
        federation.hits().map(|hit| hit.dataset.id.as_str()).collect()
    }

    #[test]
    fn twins_are_folded_and_nothing_waits() {
        let mut all = Federation::new("penduduk", 3);
        all.answer(
            1,
            page(vec![
                dataset("b1", "Jumlah Penduduk Kab. Bogor 2023", "Disdukcapil", "https://b.id/1.csv"),
                dataset("b2", "Jumlah Penduduk Kab. Bogor 2023", "Disdukcapil", "https://b.id/2.csv"),
            ]),
        );
        assert_eq!(ids(&all), ["b1", "b2"]);
        assert!(!all.is_complete());
        all.answer(
            0,
            page(vec![
                dataset("a1", "Data jumlah penduduk kabupaten Bogor tahun 2023", "disdukcapil", "https://a.id/9.csv"),
                dataset("a2", "Jumlah penduduk Kabupaten Bogor 2022", "Disdukcapil", "https://a.id/8.csv"),
                dataset("a3", "Lain", "X", "http://b.id/2.csv"),
            ]),
        );
        let hits: Vec<_> = all.hits().map(|hit| (hit.dataset.id.as_str(), hit.also.clone())).collect();
        assert_eq!(hits, [("b1", vec![(0, "a1".to_owned())]), ("a2", vec![]), ("b2", vec![(0, "a3".to_owned())]),]);
        all.failed(2, Problem::new(ProblemCode::Unreachable));
        all.answer(2, page(vec![dataset("late", "x", "y", "https://c.id/1.csv")]));
        assert!(all.is_complete() && all.hits().len() == 3);
        assert_eq!(all.total(), 5);
    }

    #[test]
    fn what_was_seen_stays_and_the_rest_does_not_depend_on_arrival() {
        let pages = [
            page(vec![
                dataset("a", "harga", "", "https://a.id/a/1"),
                dataset("b", "harga cabai", "", "https://a.id/a/2"),
            ]),
            page(vec![dataset("c", "cabai harga pasar", "", "https://b.id/a/3")]),
            page(vec![dataset("d", "pasar", "", "https://c.id/a/4")]),
        ];
        let run = |order: [usize; 3]| {
            let mut all = Federation::new("harga cabai", 3);
            for at in order {
                all.answer(at, pages[at].clone());
            }
            ids(&all).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        let expected = run([0, 1, 2]);
        assert_eq!(expected, ["c", "b", "a", "d"]);
        for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            assert_eq!(run(order), expected, "{order:?}");
        }
        let mut all = Federation::new("harga cabai", 3);
        all.answer(2, pages[2].clone());
        all.settle(1);
        all.answer(0, pages[0].clone());
        all.answer(1, pages[1].clone());
        assert_eq!(ids(&all), ["d", "c", "b", "a"]);
        all.settle(99);
        assert_eq!(all.hits().len(), 4);
    }

    #[test]
    fn facets_are_merged_by_what_they_mean() {
        let facet = |field: &str, values: &[(&str, &str, u64)]| Facet {
            field: field.to_owned(),
            values: values
                .iter()
                .map(|(value, label, count)| FacetValue {
                    value: (*value).to_owned(),
                    label: (*label).to_owned(),
                    count: *count,
                })
                .collect(),
        };
        let mut all = Federation::new("", 2);
        let with = |facets: Vec<Facet>| CataloguePage { facets, ..CataloguePage::default() };
        all.answer(
            0,
            with(vec![facet("res_format", &[("CSV", "CSV", 5)]), facet("organization", &[("bgr", "Kab. Bogor", 1)])]),
        );
        all.answer(
            1,
            with(vec![
                facet("res_format", &[(".csv", ".csv", 2), ("XLS", "XLS", 9)]),
                facet("organization", &[("kab-bogor", "Kabupaten Bogor", 4)]),
            ]),
        );
        let seen: Vec<_> = all
            .facets()
            .into_iter()
            .map(|facet| {
                (facet.field, facet.values.into_iter().map(|v| (v.label, v.count, v.at.len())).collect::<Vec<_>>())
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("organization".to_owned(), vec![("Kab. Bogor".to_owned(), 5, 2)]),
                ("res_format".to_owned(), vec![("XLS".to_owned(), 9, 1), ("CSV".to_owned(), 7, 2)]),
            ]
        );
    }
}
