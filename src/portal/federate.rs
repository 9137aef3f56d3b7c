//! Searching many portals at once: an accumulator that takes answers as they arrive.
//!
//! It never waits: whatever has come is a page already. What a person has seen stays where it is
//! ([`Federation::settle`]); only results below that line are ordered anew when another answer arrives.
//!
//! Every portal is read in pages. Where the order is one that the portals know themselves (the date, the
//! title), a result is shown once no portal can have another one before it ([`Federation::ready`]): a merge of
//! sorted lists, as deep as a person wants to go. Scores of different portals cannot be compared, so the best
//! fit is ordered by a measure of our own over what has come.

mod facets;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::collections::BTreeMap;

pub use self::facets::{MergedFacet, MergedValue, label_of, narrowed, same_value};

use super::words::{standard, stems, title_key, words_of};
use super::{CataloguePage, Dataset, Facet, SearchSort};
use crate::base::note::Problem;
use crate::base::text::natural_key;

/// Results of one portal that are taken.
const PER_PORTAL: u64 = 1_000;
/// So many more results are wanted when more is fetched.
const AT_LEAST: usize = 20;
/// Portals that are asked for more at once.
const MORE_AT_ONCE: usize = 4;

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

/// Answers of several portals to one question.
#[derive(Clone, Debug)]
pub struct Federation {
    words: Vec<Vec<String>>,
    sort: SearchSort,
    portals: Vec<Answered>,
    /// How much of each portal's list is here.
    read: Vec<Read>,
    hits: Vec<Ranked>,
    /// Hits that stay where they are.
    settled: usize,
    facets: Vec<(usize, Vec<Facet>)>,
    /// Where the hit with a key is.
    keys: BTreeMap<String, usize>,
}

/// How much of a portal's list is here.
#[derive(Clone, Debug, Default)]
struct Read {
    taken: u64,
    /// The place of the last one taken, where the list is in the order that was asked for.
    horizon: Option<Sorted>,
    /// Whether there are more to be had.
    more: bool,
    /// Whether the next page has been asked for.
    asked: bool,
    /// Why the next page did not come.
    stopped: Option<Problem>,
}

/// The place that an order which portals know gives to a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sorted {
    /// The best fit: no place of its own.
    Anywhere,
    /// Last changed first.
    Changed(Option<String>),
    /// By title.
    Title(Vec<u8>),
}

impl Sorted {
    fn of(dataset: &Dataset, sort: SearchSort) -> Self {
        match sort {
            SearchSort::Relevance => Self::Anywhere,
            SearchSort::Newest => Self::Changed(dataset.modified.clone()),
            SearchSort::Title => Self::Title(natural_key(&dataset.title)),
        }
    }

    fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            // What has no date comes last.
            (Self::Changed(own), Self::Changed(other)) => other.cmp(own),
            (Self::Title(own), Self::Title(other)) => own.cmp(other),
            _ => Ordering::Equal,
        }
    }
}

/// A hit with what decides its place.
#[derive(Clone, Debug)]
struct Ranked {
    hit: Hit,
    sorted: Sorted,
    score: u32,
    /// Its place in its portal's answer.
    rank: u64,
    keys: Vec<String>,
}

impl Federation {
    /// A question that is put to some portals.
    pub fn new(words: &str, sort: SearchSort, portals: usize) -> Self {
        Self {
            words: words_of(words).iter().map(|word| stems(word)).collect(),
            sort,
            portals: vec![Answered::Waiting; portals],
            read: vec![Read::default(); portals],
            hits: Vec::new(),
            settled: 0,
            facets: Vec::new(),
            keys: BTreeMap::new(),
        }
    }

    /// Takes a page of a portal's answer: the first one, or the one after what is here. Any other is ignored.
    pub fn answer(&mut self, portal: usize, page: CataloguePage) {
        let (Some(state), Some(read)) = (self.portals.get_mut(portal), self.read.get_mut(portal)) else { return };
        let first = *state == Answered::Waiting;
        let follows = read.asked && page.start == read.taken;
        if !first && !follows {
            return;
        }
        let came = page.datasets.len() as u64;
        let start = read.taken;
        read.asked = false;
        read.taken += came;
        read.more = came > 0 && read.taken < page.total.min(PER_PORTAL);
        read.horizon = end_of(&page.datasets, self.sort);
        if first {
            *state = Answered::Came { total: page.total, instead: page.instead };
            self.facets.push((portal, page.facets));
        }
        for (rank, dataset) in (start..).zip(page.datasets) {
            self.take(portal, rank, dataset);
        }
        self.order();
    }

    /// Takes note that a portal has no answer. Where it is a further page that does not come, what is here
    /// stays, and nothing is held back for the rest.
    pub fn failed(&mut self, portal: usize, problem: Problem) {
        let (Some(state), Some(read)) = (self.portals.get_mut(portal), self.read.get_mut(portal)) else { return };
        if *state == Answered::Waiting {
            *state = Answered::Failed(problem);
        } else if read.asked {
            read.asked = false;
            read.more = false;
            read.stopped = Some(problem);
        }
    }

    /// Awaits a portal again that had no answer; `false` where its first answer is here or awaited. One whose
    /// next page did not come is asked for it again by [`Federation::more`].
    pub fn again(&mut self, portal: usize) -> bool {
        if let Some(read) = self.read.get_mut(portal)
            && read.stopped.take().is_some()
        {
            read.more = true;
        }
        match self.portals.get_mut(portal) {
            Some(state @ Answered::Failed(_)) => {
                *state = Answered::Waiting;
                true
            }
            _ => false,
        }
    }

    /// Awaits no further page any more.
    pub fn call_off(&mut self) {
        for read in &mut self.read {
            read.asked = false;
        }
    }

    /// How much of a portal's list is here, and why there is no more of it where that is so.
    pub fn read(&self, portal: usize) -> (u64, Option<&Problem>) {
        self.read.get(portal).map_or((0, None), |read| (read.taken, read.stopped.as_ref()))
    }

    /// Keeps the first so many results where they are, because they have been seen.
    pub fn settle(&mut self, seen: usize) {
        self.settled = self.settled.max(seen.min(self.hits.len()));
    }

    /// How many results stay where they are.
    pub fn settled(&self) -> usize {
        self.settled
    }

    /// The results in their order.
    pub fn hits(&self) -> impl ExactSizeIterator<Item = &Hit> {
        self.hits.iter().map(|ranked| &ranked.hit)
    }

    /// How many of the first results no further page of a portal that answered can come before. What has
    /// been seen counts in any case.
    pub fn ready(&self) -> usize {
        let Some(bound) = self.bounds().into_iter().next().and_then(|(_, horizon)| horizon) else {
            return self.hits.len();
        };
        let beyond = |ranked: &Ranked| ranked.sorted.order(&bound) == Ordering::Greater;
        let free = self.hits.get(self.settled..).unwrap_or_default();
        self.settled + free.iter().position(beyond).unwrap_or(free.len())
    }

    /// The further pages to ask for so that there are more results, as (portal, first result); none while some
    /// are on their way or where all there is has come. They count as asked from here on.
    pub fn more(&mut self) -> Vec<(usize, u64)> {
        if self.read.iter().any(|read| read.asked) {
            return Vec::new();
        }
        let own = self.sort == SearchSort::Relevance;
        // Those that hold back the next results; where the order is our own, every portal may have the best one.
        let reach = self.hits.get(self.ready() + AT_LEAST).or(self.hits.last()).map(|ranked| ranked.sorted.clone());
        let holds = |horizon: &Option<Sorted>| match (horizon, &reach) {
            (Some(horizon), Some(reach)) => own || horizon.order(reach) == Ordering::Less,
            _ => true,
        };
        let limit = if own { usize::MAX } else { MORE_AT_ONCE };
        let bounds = self.bounds();
        let next = bounds.into_iter().enumerate().filter(|(at, (_, horizon))| *at == 0 || holds(horizon)).take(limit);
        let mut pages = Vec::new();
        for (_, (portal, _)) in next {
            if let Some(read) = self.read.get_mut(portal) {
                read.asked = true;
                pages.push((portal, read.taken));
            }
        }
        pages
    }

    /// Whether further pages can be asked for, or are on their way.
    pub fn has_more(&self) -> bool {
        self.read.iter().any(|read| read.more || read.asked)
    }

    /// Whether further pages are on their way.
    pub fn is_reading(&self) -> bool {
        self.read.iter().any(|read| read.asked)
    }

    /// How far every portal is, in the order in which they were asked.
    pub fn portals(&self) -> &[Answered] {
        &self.portals
    }

    /// Whether no first answer is awaited any more.
    pub fn is_complete(&self) -> bool {
        !self.portals.contains(&Answered::Waiting)
    }

    /// All matching datasets of the portals that answered.
    pub fn total(&self) -> u64 {
        let total = |state: &Answered| if let Answered::Came { total, .. } = state { *total } else { 0 };
        self.portals.iter().map(total).fold(0, u64::saturating_add)
    }

    /// How many results were folded into another one because they are the same dataset.
    pub fn folded(&self) -> usize {
        self.hits.iter().map(|ranked| ranked.hit.also.len()).sum()
    }

    /// The facets over all answers so far.
    pub fn facets(&self) -> Vec<MergedFacet> {
        facets::merged(&self.facets)
    }

    /// The portals that have more, with where their lists go on: the first place first, lists in another order
    /// than the one asked for last.
    fn bounds(&self) -> Vec<(usize, Option<Sorted>)> {
        let more = self.read.iter().enumerate().filter(|(_, read)| read.more);
        let mut bounds: Vec<(usize, Option<Sorted>)> =
            more.map(|(portal, read)| (portal, read.horizon.clone())).collect();
        bounds.sort_by(|a, b| match (&a.1, &b.1) {
            (Some(own), Some(other)) => own.order(other).then(a.0.cmp(&b.0)),
            (own, other) => own.is_none().cmp(&other.is_none()).then(a.0.cmp(&b.0)),
        });
        bounds
    }

    fn take(&mut self, portal: usize, rank: u64, dataset: Dataset) {
        let keys = keys_of(&dataset);
        let at_portal = |hit: &Hit, id: &str| {
            (hit.portal == portal && hit.dataset.id == id)
                || hit.also.iter().any(|(other, own)| *other == portal && own == id)
        };
        // A list that changed while it was read brings the same one twice.
        if rank > 0 && self.hits.iter().any(|ranked| at_portal(&ranked.hit, &dataset.id)) {
            return;
        }
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
        let sorted = Sorted::of(&dataset, self.sort);
        self.hits.push(Ranked { hit: Hit { dataset, portal, also: Vec::new() }, sorted, score, rank, keys });
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

    /// Orders what has not been seen: by what the person asked for, then the best fit, then by place in the
    /// portals' own answers, then by the order in which the portals were asked. So two runs with the same answers
    /// end in the same order.
    fn order(&mut self) {
        let unseen = self.hits.get_mut(self.settled..).unwrap_or_default();
        unseen.sort_by(|a, b| {
            let place = |ranked: &Ranked| (ranked.rank, ranked.hit.portal);
            a.sorted
                .order(&b.sorted)
                .then_with(|| b.score.cmp(&a.score))
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

/// Where a page ends in the order that was asked for; `None` where it is in another one: some portals know no
/// order but their own, and nothing can be said of what follows.
fn end_of(datasets: &[Dataset], sort: SearchSort) -> Option<Sorted> {
    let places: Vec<Sorted> = datasets.iter().map(|dataset| Sorted::of(dataset, sort)).collect();
    let sorted = places.windows(2).all(|pair| matches!(pair, [a, b] if a.order(b) != Ordering::Greater));
    places.into_iter().next_back().filter(|_| sorted)
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
