//! The overview of a portal: its datasets by publisher, topic, format, licence and year, how it grew, what
//! programs can read, what is stale. Counted from records, so it says how many it has seen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::freshness::freshness;
use super::local::values_of;
use super::quality::{Evidence, Rating, assess, is_machine_readable};
use super::{Dataset, Facet, LicenceKind, Portal, describe_licence, plain};
use crate::base::lang::Lang;
use crate::base::number;
use crate::base::text::fold;
use crate::i18n::portal as messages;

/// Values of one list.
const MAX_VALUES: usize = 200;
/// Licences of one kind that a catalogue can be narrowed to.
const MAX_LICENCES: usize = 40;

/// How many datasets share a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The value as people read it.
    pub label: String,
    /// By what the portal's catalogue is narrowed to these datasets; `None` where the portal does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// How many.
    pub count: u64,
}

/// Counts of datasets, the largest first, then by name.
pub type Counts = Vec<Count>;

/// How many datasets allow the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LicenceCount {
    /// What they allow.
    pub kind: LicenceKind,
    /// The licences that say so, as the portal identifies them; empty where some have none.
    pub filter: Vec<String>,
    /// How many.
    pub count: u64,
}

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Datasets that were seen.
    pub datasets: u64,
    /// Their resources.
    pub resources: u64,
    /// By publisher; those without one are left out and counted in `without_publisher`.
    pub publishers: Counts,
    /// By topic.
    pub topics: Counts,
    /// By format, each dataset once per format.
    pub formats: Counts,
    /// By what the licence allows, in the order of the enumeration, kinds without datasets left out.
    pub licences: Vec<LicenceCount>,
    /// By the year of the last change, in order.
    pub years: Vec<(u16, u64)>,
    /// How many there were at the end of each month in which some were added, in order: `2026-05`.
    pub growth: Vec<(String, u64)>,
    /// With at least one resource that programs can read.
    pub machine_readable: u64,
    /// Older than promised, or unchanged for two years without a promise.
    pub stale: u64,
    /// Without a publisher.
    pub without_publisher: u64,
    /// Without a licence, or with one that is not known.
    pub without_licence: u64,
    /// Without any resource.
    pub without_resources: u64,
    /// The mean share of the achievable metadata points, in per mille.
    pub metadata_permille: u64,
    /// How many have metadata of each rating, the worst first.
    pub ratings: [u64; 4],
}

/// Counts datasets one by one, so that a catalogue can be added page by page.
#[derive(Clone, Debug, Default)]
pub struct Counter {
    seen: Overview,
    publishers: BTreeMap<String, Count>,
    topics: BTreeMap<String, Count>,
    formats: BTreeMap<String, Count>,
    licences: [(u64, Vec<String>); LICENCES.len()],
    years: BTreeMap<String, Count>,
    months: BTreeMap<String, Count>,
    permille: u64,
    /// By what the portal narrows, by facet and folded label.
    values: BTreeMap<String, Count>,
}

const LICENCES: [LicenceKind; 6] = [
    LicenceKind::Open,
    LicenceKind::Attribution,
    LicenceKind::ShareAlike,
    LicenceKind::NonCommercial,
    LicenceKind::NoDerivatives,
    LicenceKind::Unknown,
];

impl Counter {
    /// Learns by what the portal narrows its catalogue, from the facets beside a page of datasets.
    pub fn learn(&mut self, facets: &[Facet]) {
        for facet in facets {
            for value in &facet.values {
                count(&mut self.values, &keyed(&facet.field, &value.label), Some(&value.value));
            }
        }
    }

    /// Counts a dataset, on a day (days since 1970-01-01).
    pub fn add(&mut self, dataset: &Dataset, today: i32) {
        let seen = &mut self.seen;
        seen.datasets += 1;
        seen.resources += dataset.resources.len() as u64;
        seen.machine_readable += u64::from(dataset.resources.iter().any(is_machine_readable));
        seen.stale += u64::from(freshness(dataset, today).is_stale());
        seen.without_resources += u64::from(dataset.resources.is_empty());
        match &dataset.publisher {
            Some(publisher) => count(&mut self.publishers, publisher, dataset.organization.as_deref()),
            None => seen.without_publisher += 1,
        }
        dataset.groups.iter().for_each(|topic| count(&mut self.topics, topic, None));
        for (format, _) in values_of(dataset, "res_format") {
            count(&mut self.formats, &format, None);
        }
        let kind = dataset.licence.as_ref().map(describe_licence).unwrap_or_default();
        seen.without_licence += u64::from(kind == LicenceKind::Unknown);
        for (known, (sum, ids)) in LICENCES.iter().zip(&mut self.licences).filter(|(known, _)| **known == kind) {
            *sum += 1;
            let id = dataset.licence.as_ref().map(|licence| &licence.id).filter(|id| !id.is_empty());
            // Datasets without a licence cannot be asked for.
            if *known != LicenceKind::Unknown
                && let Some(id) = id.filter(|id| ids.len() < MAX_LICENCES && !ids.contains(id))
            {
                ids.push(id.clone());
            }
        }
        if let Some(year) = dataset.modified.as_deref().and_then(|date| date.get(..4)) {
            count(&mut self.years, year, None);
        }
        if let Some(month) = dataset.created.as_deref().and_then(|date| date.get(..7)) {
            count(&mut self.months, month, None);
        }
        let card = assess(dataset, Evidence::default(), today);
        self.permille += u64::from(card.points) * 1_000 / u64::from(card.achievable.max(1));
        for (rating, sum) in Rating::ALL.iter().zip(&mut self.seen.ratings) {
            *sum += u64::from(*rating == card.rating());
        }
    }

    /// What has been counted.
    pub fn overview(&self) -> Overview {
        let sorted = |field: &str, counts: &BTreeMap<String, Count>| {
            let mut counts: Vec<(&String, &Count)> = counts.iter().collect();
            counts.sort_by(|a, b| b.1.count.cmp(&a.1.count).then_with(|| a.0.cmp(b.0)));
            let filter =
                |key: &String, own: &Count| self.values.get(&fold(&keyed(field, key))).unwrap_or(own).filter.clone();
            counts
                .into_iter()
                .take(MAX_VALUES)
                .map(|(key, own)| Count { filter: filter(key, own), ..own.clone() })
                .collect()
        };
        let mut sum = 0;
        let mut grown = |month: &Count| {
            sum += month.count;
            (month.label.clone(), sum)
        };
        let year = |year: &Count| Some((year.label.parse().ok()?, year.count));
        let licence = |(kind, (count, ids)): (LicenceKind, &(u64, Vec<String>))| LicenceCount {
            kind,
            filter: ids.clone(),
            count: *count,
        };
        Overview {
            publishers: sorted("organization", &self.publishers),
            topics: sorted("groups", &self.topics),
            formats: sorted("res_format", &self.formats),
            licences: LICENCES.into_iter().zip(&self.licences).filter(|(_, (n, _))| *n > 0).map(licence).collect(),
            years: self.years.values().filter_map(year).collect(),
            growth: self.months.values().map(&mut grown).collect(),
            metadata_permille: self.permille / self.seen.datasets.max(1),
            ..self.seen.clone()
        }
    }
}

/// A facet and one of its labels as one text.
fn keyed(field: &str, label: &str) -> String {
    format!("{field}/{label}")
}

fn count(counts: &mut BTreeMap<String, Count>, label: &str, filter: Option<&str>) {
    let key = fold(label);
    if !key.is_empty() {
        let new = || Count { label: label.to_owned(), filter: filter.map(str::to_owned), count: 0 };
        counts.entry(key).or_insert_with(new).count += 1;
    }
}

/// The overview as a report for the walidata, in Markdown. `total` is how many datasets the portal says it
/// has, which may be more than were seen.
pub fn report(overview: &Overview, portal: &Portal, total: u64, date: &str, lang: Lang) -> String {
    let whole = |count: u64| number::format_number(count as f64, 0, lang);
    let share = |count: u64| {
        let permille = count.saturating_mul(1_000).checked_div(overview.datasets).unwrap_or(0);
        format!("{} ({}%)", whole(count), number::format_number(permille as f64 / 10.0, 1, lang))
    };
    let safe = |text: &str| {
        let text = plain::line(text);
        text.chars().flat_map(|c| if "\\`*_[]<>|#".contains(c) { vec!['\\', c] } else { vec![c] }).collect::<String>()
    };
    let mut out = messages::REPORT_TITLE.with(lang, &[("title", &safe(&portal.title))]);
    out.insert_str(0, "# ");
    let seen = [
        ("seen", &*whole(overview.datasets)),
        ("total", &whole(total.max(overview.datasets))),
        ("date", date),
        ("address", &portal.address),
    ];
    out.push_str("\n\n");
    out.push_str(&messages::REPORT_SEEN.with(lang, &seen));
    let lines = [
        (messages::REPORT_MACHINE_READABLE, share(overview.machine_readable)),
        (messages::REPORT_STALE, share(overview.stale)),
        (messages::REPORT_NO_LICENCE, share(overview.without_licence)),
        (messages::REPORT_NO_PUBLISHER, share(overview.without_publisher)),
        (messages::REPORT_NO_FILES, share(overview.without_resources)),
        (
            messages::REPORT_METADATA,
            format!("{}%", number::format_number(overview.metadata_permille as f64 / 10.0, 1, lang)),
        ),
    ];
    let mut parts = vec![out];
    parts.push(lines.map(|(message, value)| format!("- {}: {value}", message.text(lang))).join("\n"));
    let lists = [
        (messages::FACET_ORGANIZATION, &overview.publishers),
        (messages::FACET_GROUPS, &overview.topics),
        (messages::FACET_FORMAT, &overview.formats),
    ];
    for (message, counts) in lists.into_iter().filter(|(_, counts)| !counts.is_empty()) {
        parts.push(format!("## {}", message.text(lang)));
        let list: Vec<String> =
            counts.iter().take(20).map(|one| format!("- {}: {}", safe(&one.label), share(one.count))).collect();
        parts.push(list.join("\n"));
    }
    parts.join("\n\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::date::parse_iso;
    use crate::portal::{FacetValue, Format, Licence, PortalKind, Resource};

    #[test]
    fn the_portal_says_by_what_it_narrows() {
        let facet = |field: &str, value: &str, label: &str| Facet {
            field: field.to_owned(),
            values: vec![FacetValue { value: value.to_owned(), label: label.to_owned(), count: 1 }],
        };
        let mut counter = Counter::default();
        counter.learn(&[facet("groups", "ekonomi-kota", "Ekonomi"), facet("res_format", "csv", "CSV")]);
        let dataset = Dataset {
            publisher: Some("Dinas A".to_owned()),
            organization: Some("dinas-a".to_owned()),
            groups: vec!["EKONOMI".to_owned(), "Lain".to_owned()],
            licence: Some(Licence { id: "cc-by".to_owned(), title: "CC BY".to_owned(), url: None }),
            resources: vec![Resource { label: "CSV".to_owned(), format: Format::Csv, ..Resource::default() }],
            ..Dataset::default()
        };
        counter.add(&dataset, 20_000);
        counter.add(&dataset, 20_000);
        counter.add(&Dataset::default(), 20_000);
        let seen = counter.overview();
        let filters =
            |counts: &Counts| counts.iter().map(|one| one.filter.clone().unwrap_or_default()).collect::<Vec<_>>();
        assert_eq!(filters(&seen.publishers), ["dinas-a"]);
        assert_eq!(filters(&seen.topics), ["ekonomi-kota", ""]);
        assert_eq!(filters(&seen.formats), ["csv"]);
        let licences: Vec<_> = seen.licences.iter().map(|one| (one.kind, one.filter.join(" "), one.count)).collect();
        assert_eq!(
            licences,
            [(LicenceKind::Attribution, "cc-by".to_owned(), 2), (LicenceKind::Unknown, String::new(), 1)]
        );
        assert_eq!(seen.ratings.iter().sum::<u64>(), 3);
        let text = serde_json::to_string(&seen).unwrap();
        assert_eq!(serde_json::from_str::<Overview>(&text).unwrap(), seen);
    }

    #[test]
    fn everything_is_counted_once() {
        let today = parse_iso("2026-11-22").unwrap();
        let mut counter = Counter::default();
        for (at, (publisher, format, modified)) in [
            ("Dinas A", Format::Csv, "2026-01-02"),
            ("DINAS  A", Format::Pdf, "2019-05-05"),
            ("B", Format::Excel, "2026-03-03"),
        ]
        .iter()
        .enumerate()
        {
            counter.add(
                &Dataset {
                    id: at.to_string(),
                    publisher: Some((*publisher).to_owned()),
                    groups: vec!["Topik".to_owned()],
                    created: Some(format!("2026-0{}-01", at.min(1) + 1)),
                    modified: Some((*modified).to_owned()),
                    resources: vec![
                        Resource { label: format!("{format:?}"), format: *format, ..Resource::default() };
                        2
                    ],
                    ..Dataset::default()
                },
                today,
            );
        }
        counter.add(&Dataset::default(), today);
        let seen = counter.overview();
        assert_eq!((seen.datasets, seen.resources, seen.machine_readable, seen.stale), (4, 6, 2, 1));
        let publishers: Vec<_> = seen.publishers.iter().map(|one| (one.label.as_str(), one.count)).collect();
        assert_eq!(publishers, [("Dinas A", 2), ("B", 1)]);
        assert_eq!(seen.years, [(2019, 1), (2026, 2)]);
        assert_eq!(seen.growth, [("2026-01".to_owned(), 1), ("2026-02".to_owned(), 3)]);
        let unknown = LicenceCount { kind: LicenceKind::Unknown, filter: Vec::new(), count: 4 };
        assert_eq!(seen.licences, [unknown]);
        assert_eq!((seen.without_publisher, seen.without_resources, seen.without_licence), (1, 1, 4));
        assert_eq!(seen.formats.iter().map(|one| one.count).sum::<u64>(), 3);
        assert_eq!(Counter::default().overview(), Overview::default());
        let portal = Portal {
            address: "https://x.id".to_owned(),
            api: String::new(),
            title: "X <b>*</b>".to_owned(),
            kind: PortalKind::Ckan,
            version: None,
            datastore: None,
        };
        for lang in [Lang::Id, Lang::En] {
            let text = report(&seen, &portal, 9, "2026-11-22", lang);
            assert!(
                text.starts_with("# ") && text.contains("X \\*") && text.contains("2 (50%)") && !text.contains('{'),
                "{text}"
            );
        }
    }
}
