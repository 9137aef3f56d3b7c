//! The overview of a portal: its datasets by publisher, topic, format, licence and year, how it grew, what
//! programs can read, what is stale. Counted from records, so it says how many it has seen.

use std::collections::BTreeMap;

use super::freshness::freshness;
use super::local::values_of;
use super::quality::{Evidence, assess, is_machine_readable};
use super::{CataloguePage, Dataset, Licence, LicenceKind, Portal, describe_licence, plain};
use crate::base::lang::Lang;
use crate::base::number;
use crate::base::text::fold;
use crate::i18n::portal as messages;

/// Values of one list.
const MAX_VALUES: usize = 200;

/// Counts of datasets, the largest first, then by name.
pub type Counts = Vec<(String, u64)>;

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    pub licences: Vec<(LicenceKind, u64)>,
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
}

/// Counts datasets one by one, so that a catalogue can be added page by page.
#[derive(Clone, Debug, Default)]
pub struct Counter {
    seen: Overview,
    publishers: BTreeMap<String, (String, u64)>,
    topics: BTreeMap<String, (String, u64)>,
    formats: BTreeMap<String, (String, u64)>,
    licences: [u64; LICENCES.len()],
    years: BTreeMap<u16, u64>,
    months: BTreeMap<String, u64>,
    permille: u64,
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
    /// Counts a dataset, on a day (days since 1970-01-01).
    pub fn add(&mut self, dataset: &Dataset, today: i32) {
        let seen = &mut self.seen;
        seen.datasets += 1;
        seen.resources += dataset.resources.len() as u64;
        seen.machine_readable += u64::from(dataset.resources.iter().any(is_machine_readable));
        seen.stale += u64::from(freshness(dataset, today).is_stale());
        seen.without_resources += u64::from(dataset.resources.is_empty());
        match &dataset.publisher {
            Some(publisher) => count(&mut self.publishers, publisher),
            None => seen.without_publisher += 1,
        }
        dataset.groups.iter().for_each(|topic| count(&mut self.topics, topic));
        for (format, _) in values_of(dataset, "res_format") {
            count(&mut self.formats, &format);
        }
        let licence = dataset.licence.as_ref().map(describe_licence).unwrap_or_default();
        seen.without_licence += u64::from(licence == LicenceKind::Unknown);
        for (kind, counted) in LICENCES.iter().zip(&mut self.licences) {
            *counted += u64::from(*kind == licence);
        }
        if let Some(year) = dataset.modified.as_deref().and_then(|date| date.get(..4)?.parse().ok()) {
            *self.years.entry(year).or_default() += 1;
        }
        if let Some(month) = dataset.created.as_deref().and_then(|date| date.get(..7)) {
            *self.months.entry(month.to_owned()).or_default() += 1;
        }
        let card = assess(dataset, Evidence::default(), today);
        self.permille += u64::from(card.points) * 1_000 / u64::from(card.achievable.max(1));
    }

    /// What has been counted.
    pub fn overview(&self) -> Overview {
        let sorted = |counts: &BTreeMap<String, (String, u64)>| {
            let mut counts: Vec<(&String, &(String, u64))> = counts.iter().collect();
            counts.sort_by(|a, b| b.1.1.cmp(&a.1.1).then_with(|| a.0.cmp(b.0)));
            counts.into_iter().take(MAX_VALUES).map(|(_, (label, count))| (label.clone(), *count)).collect()
        };
        let mut sum = 0;
        let mut grown = |(month, count): (&String, &u64)| {
            sum += count;
            (month.clone(), sum)
        };
        Overview {
            publishers: sorted(&self.publishers),
            topics: sorted(&self.topics),
            formats: sorted(&self.formats),
            licences: LICENCES.into_iter().zip(self.licences).filter(|(_, count)| *count > 0).collect(),
            years: self.years.iter().map(|(year, count)| (*year, *count)).collect(),
            growth: self.months.iter().map(&mut grown).collect(),
            metadata_permille: self.permille / self.seen.datasets.max(1),
            ..self.seen.clone()
        }
    }
}

/// What the facets of a search tell about all that match, without reading a single record: the larger lists
/// are cut where the portal cuts them. `total` datasets; everything that needs records is 0 or empty.
pub fn from_facets(page: &CataloguePage) -> Overview {
    let of = |field: &'static str| {
        page.facets.iter().filter(move |facet| facet.field == field).flat_map(|facet| &facet.values)
    };
    let counts = |field: &'static str| of(field).map(|value| (value.label.clone(), value.count)).collect::<Counts>();
    let mut licences = [0; LICENCES.len()];
    for value in of("license_id") {
        let licence = Licence { id: value.value.clone(), title: value.label.clone(), url: None };
        let kind = describe_licence(&licence);
        for (known, sum) in LICENCES.iter().zip(&mut licences) {
            *sum += if *known == kind { value.count } else { 0 };
        }
    }
    Overview {
        datasets: page.total,
        publishers: counts("organization"),
        topics: counts("groups"),
        formats: counts("res_format"),
        licences: LICENCES.into_iter().zip(licences).filter(|(_, count)| *count > 0).collect(),
        ..Overview::default()
    }
}

fn count(counts: &mut BTreeMap<String, (String, u64)>, label: &str) {
    let key = fold(label);
    if !key.is_empty() {
        counts.entry(key).or_insert_with(|| (label.to_owned(), 0)).1 += 1;
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
            counts.iter().take(20).map(|(label, count)| format!("- {}: {}", safe(label), share(*count))).collect();
        parts.push(list.join("\n"));
    }
    parts.join("\n\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::date::parse_iso;
    use crate::portal::{Facet, FacetValue, Format, PortalKind, Resource};

    #[test]
    fn facets_tell_what_they_can() {
        let facet = |field: &str, values: &[(&str, u64)]| Facet {
            field: field.to_owned(),
            values: values
                .iter()
                .map(|(value, count)| FacetValue {
                    value: (*value).to_owned(),
                    label: (*value).to_owned(),
                    count: *count,
                })
                .collect(),
        };
        let facets =
            vec![facet("organization", &[("a", 3)]), facet("license_id", &[("cc-by", 2), ("other-at", 1), ("x", 4)])];
        let seen = from_facets(&CataloguePage { total: 9, facets, ..CataloguePage::default() });
        assert_eq!((seen.datasets, seen.publishers), (9, vec![("a".to_owned(), 3)]));
        assert_eq!(seen.licences, [(LicenceKind::Attribution, 3), (LicenceKind::Unknown, 4)]);
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
        assert_eq!(seen.publishers, [("Dinas A".to_owned(), 2), ("B".to_owned(), 1)]);
        assert_eq!(seen.years, [(2019, 1), (2026, 2)]);
        assert_eq!(seen.growth, [("2026-01".to_owned(), 1), ("2026-02".to_owned(), 3)]);
        assert_eq!(seen.licences, [(LicenceKind::Unknown, 4)]);
        assert_eq!((seen.without_publisher, seen.without_resources, seen.without_licence), (1, 1, 4));
        assert_eq!(seen.formats.iter().map(|(_, count)| count).sum::<u64>(), 3);
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
