//! The quality card of a dataset's metadata: what is there, what is missing, who can mend it.
//!
//! Weights are those of the Metadata Quality Assessment of data.europa.eu (405 points in five dimensions).
//! What cannot be seen from here is "not assessed", which is neither won nor lost: the card says how much
//! could be reached at all. The same checks are grouped by the four principles of Satu Data Indonesia
//! (Perpres 39/2019, article 3) and give the five stars of open data (Tim Berners-Lee, 2010).

pub mod data;
mod names;

use super::freshness::{Freshness, freshness, stated_frequency};
use super::{Dataset, Format, LicenceKind, Resource, describe_licence};
use crate::base::text::fold;

/// All points there are.
pub const ALL_POINTS: u16 = 405;

/// Dimensions of the assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    /// Can it be found?
    Findability,
    /// Can it be fetched?
    Accessibility,
    /// Can programs read it?
    Interoperability,
    /// May and can it be used?
    Reusability,
    /// Is its context told?
    Context,
}

/// Who can mend something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// The office that makes the data (produsen data).
    Producer,
    /// The office that publishes it (walidata).
    Steward,
    /// Whoever runs the portal's servers.
    Operator,
}

/// Principles of Satu Data Indonesia.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Principle {
    /// Standar data: concept, definition, unit.
    Standard,
    /// Metadata.
    Metadata,
    /// Interoperabilitas.
    Interoperability,
    /// Kode referensi and data induk.
    Codes,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    /// Keywords.
    Keywords,
    /// A topic.
    Topic,
    /// The area covered.
    Spatial,
    /// The period covered.
    Temporal,
    /// An address that answers.
    AddressAnswers,
    /// A file to download.
    Download,
    /// A download that answers.
    DownloadAnswers,
    /// A stated format.
    FormatStated,
    /// A stated media type.
    MediaType,
    /// A format that others know by that name.
    FormatKnown,
    /// A format that belongs to nobody.
    NonProprietary,
    /// A format that programs read.
    MachineReadable,
    /// Keeping to DCAT-AP.
    DcatAp,
    /// A licence.
    Licence,
    /// A licence that others know by that name.
    LicenceKnown,
    /// Who may see it.
    AccessRights,
    /// Access rights in agreed words.
    AccessRightsKnown,
    /// Somebody to ask.
    Contact,
    /// A publisher.
    Publisher,
    /// A statement of rights.
    Rights,
    /// The size of the file.
    Size,
    /// When it was published.
    Issued,
    /// When it was changed.
    Modified,
    /// The unit of measurement.
    Unit,
    /// Concept or definition.
    Definition,
    /// How often it is renewed.
    Frequency,
    /// Columns with reference codes.
    ReferenceCodes,
}

/// Every check with its weight, dimension and principle, in the order of the card.
const CHECKS: &[(Check, u16, Dimension, Principle, Who)] = {
    use Check::{
        AccessRights, AccessRightsKnown, AddressAnswers, Contact, DcatAp, Definition, Download, DownloadAnswers,
        FormatKnown, FormatStated, Frequency, Issued, Keywords, Licence, LicenceKnown, MachineReadable, MediaType,
        Modified, NonProprietary, Publisher, ReferenceCodes, Rights, Size, Spatial, Temporal, Topic, Unit,
    };
    use Dimension::{Accessibility, Context, Findability, Interoperability, Reusability};
    use Principle::{Codes, Interoperability as Exchange, Metadata, Standard};
    use Who::{Operator, Producer, Steward};
    &[
        (Keywords, 30, Findability, Metadata, Producer),
        (Topic, 30, Findability, Metadata, Steward),
        (Spatial, 20, Findability, Metadata, Producer),
        (Temporal, 20, Findability, Metadata, Producer),
        (AddressAnswers, 50, Accessibility, Exchange, Operator),
        (Download, 30, Accessibility, Exchange, Steward),
        (DownloadAnswers, 20, Accessibility, Exchange, Operator),
        (FormatStated, 20, Interoperability, Exchange, Steward),
        (MediaType, 10, Interoperability, Exchange, Operator),
        (FormatKnown, 10, Interoperability, Exchange, Steward),
        (NonProprietary, 20, Interoperability, Exchange, Producer),
        (MachineReadable, 20, Interoperability, Exchange, Producer),
        (DcatAp, 30, Interoperability, Exchange, Operator),
        (Licence, 20, Reusability, Metadata, Steward),
        (LicenceKnown, 10, Reusability, Metadata, Steward),
        (AccessRights, 10, Reusability, Metadata, Steward),
        (AccessRightsKnown, 5, Reusability, Metadata, Steward),
        (Contact, 20, Reusability, Metadata, Steward),
        (Publisher, 10, Reusability, Metadata, Steward),
        (Rights, 5, Context, Metadata, Steward),
        (Size, 5, Context, Metadata, Operator),
        (Issued, 5, Context, Metadata, Operator),
        (Modified, 5, Context, Metadata, Operator),
        (Unit, 0, Context, Standard, Producer),
        (Definition, 0, Context, Standard, Producer),
        (Frequency, 0, Context, Metadata, Producer),
        (ReferenceCodes, 0, Interoperability, Codes, Producer),
    ]
};

/// What came of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is there.
    Met,
    /// It is missing.
    Missed,
    /// It cannot be seen from here.
    NotAssessed,
}

/// One line of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// What was looked at.
    pub check: Check,
    /// What came of it.
    pub outcome: Outcome,
    /// What it weighs.
    pub weight: u16,
    /// Where it belongs in the assessment.
    pub dimension: Dimension,
    /// Where it belongs in Satu Data.
    pub principle: Principle,
    /// Who can mend it.
    pub who: Who,
}

/// What is known beyond the record itself; `None` is not assessed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence<'a> {
    /// Whether an address of it answered.
    pub address_answers: Option<bool>,
    /// Whether a download answered.
    pub download_answers: Option<bool>,
    /// The columns of its table, once it is open.
    pub columns: Option<&'a [String]>,
}

/// The card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QualityCard {
    /// Every check, in the order of the card.
    pub items: Vec<Item>,
    /// Points won.
    pub points: u16,
    /// Points that could be won with what was assessed.
    pub achievable: u16,
    /// Stars of open data, 0 to 4; the fifth cannot be seen from here.
    pub stars: u8,
    /// What the stars would be with an open licence, where only that is missing.
    pub stars_with_licence: u8,
    /// Whether it is as new as it promises.
    pub freshness: Freshness,
}

/// How good the metadata are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// Below 30 % of what could be assessed.
    Poor,
    /// Below 55 %.
    Sufficient,
    /// Below 87 %.
    Good,
    /// From there on.
    Excellent,
}

impl Rating {
    /// All ratings, the worst first.
    pub const ALL: [Self; 4] = [Self::Poor, Self::Sufficient, Self::Good, Self::Excellent];
}

impl QualityCard {
    /// The rating: the bounds of the assessment (120, 220 and 350 of 405 points), as shares of what could be
    /// assessed.
    pub const fn rating(&self) -> Rating {
        let scaled = match self.achievable {
            0 => 0,
            achievable => self.points as u32 * ALL_POINTS as u32 / achievable as u32,
        };
        match scaled {
            0..=120 => Rating::Poor,
            121..=220 => Rating::Sufficient,
            221..=350 => Rating::Good,
            _ => Rating::Excellent,
        }
    }

    /// What is missing, the heaviest first.
    pub fn repairs(&self) -> Vec<Item> {
        let mut missing: Vec<Item> =
            self.items.iter().copied().filter(|item| item.outcome == Outcome::Missed).collect();
        missing.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.check.cmp(&b.check)));
        missing
    }

    /// For each principle of Satu Data: how many of its checks are met, and how many could be assessed.
    pub fn principles(&self) -> [(Principle, usize, usize); 4] {
        by_principle(self.items.iter().map(|item| (item.principle, item.outcome)))
    }

    /// For each dimension: points won, and points that could be won.
    pub fn dimensions(&self) -> [(Dimension, u16, u16); 5] {
        use Dimension::{Accessibility, Context, Findability, Interoperability, Reusability};
        [Findability, Accessibility, Interoperability, Reusability, Context].map(|dimension| {
            let of = |outcome: Outcome| -> u16 {
                self.items
                    .iter()
                    .filter(|item| item.dimension == dimension && item.outcome == outcome)
                    .map(|item| item.weight)
                    .sum()
            };
            (dimension, of(Outcome::Met), of(Outcome::Met) + of(Outcome::Missed))
        })
    }
}

/// For each principle: how many of some lines are met, and how many could be assessed.
fn by_principle(lines: impl Iterator<Item = (Principle, Outcome)>) -> [(Principle, usize, usize); 4] {
    let mut sums =
        [Principle::Standard, Principle::Metadata, Principle::Interoperability, Principle::Codes].map(|of| (of, 0, 0));
    for (principle, outcome) in lines.filter(|(_, outcome)| *outcome != Outcome::NotAssessed) {
        for (_, met, assessed) in sums.iter_mut().filter(|(of, ..)| *of == principle) {
            *met += usize::from(outcome == Outcome::Met);
            *assessed += 1;
        }
    }
    sums
}

/// Looks at a dataset on a day (days since 1970-01-01).
pub fn assess(dataset: &Dataset, evidence: Evidence<'_>, today: i32) -> QualityCard {
    let item = |&(check, weight, dimension, principle, who): &(Check, u16, Dimension, Principle, Who)| {
        let outcome = match seen(check, dataset, evidence) {
            Some(true) => Outcome::Met,
            Some(false) => Outcome::Missed,
            None => Outcome::NotAssessed,
        };
        Item { check, outcome, weight, dimension, principle, who }
    };
    let items: Vec<Item> = CHECKS.iter().map(item).collect();
    let sum =
        |wanted: &[Outcome]| items.iter().filter(|item| wanted.contains(&item.outcome)).map(|item| item.weight).sum();
    let open = dataset.licence.as_ref().is_some_and(|licence| {
        matches!(describe_licence(licence), LicenceKind::Open | LicenceKind::Attribution | LicenceKind::ShareAlike)
    });
    let form = dataset.resources.iter().map(stars_of).max().unwrap_or(0);
    QualityCard {
        points: sum(&[Outcome::Met]),
        achievable: sum(&[Outcome::Met, Outcome::Missed]),
        stars: if open { form } else { 0 },
        stars_with_licence: form,
        freshness: freshness(dataset, today),
        items,
    }
}

/// The stars that the form of a resource earns: one for being there, two for structure, three for a format
/// that belongs to nobody, four for identifiers of its own (RDF).
fn stars_of(resource: &Resource) -> u8 {
    let linked = ["RDF", "TTL", "JSONLD", "JSON-LD", "N3", "NT", "SPARQL"].contains(&resource.label.as_str());
    match resource.format {
        _ if linked => 4,
        format if is_free(format) => 3,
        // A shapefile or other archive is structured, but what is in it is not known.
        Format::Excel | Format::Zip => 2,
        _ if resource.datastore => 3,
        _ => u8::from(resource.url.is_some()),
    }
}

const fn is_free(format: Format) -> bool {
    matches!(format, Format::Csv | Format::Tsv | Format::Json | Format::GeoJson | Format::Ods | Format::Kml)
}

/// Whether a resource can be read by programs.
pub(crate) const fn is_machine_readable(resource: &Resource) -> bool {
    is_free(resource.format) || matches!(resource.format, Format::Excel) || resource.datastore
}

/// Keys under which a dataset states its unit.
const UNIT_KEYS: &[&str] = &["satuan", "unit", "unitofmeasure", "ukuran", "satuandata"];

/// A value among the other metadata, by its key.
fn extra<'a>(dataset: &'a Dataset, keys: &[&str]) -> Option<&'a str> {
    let is_key = |key: &str| {
        let folded: String = fold(key).chars().filter(|c| c.is_alphanumeric()).collect();
        keys.iter().any(|wanted| folded == *wanted)
    };
    dataset.extras.iter().find(|(key, value)| is_key(key) && says(value)).map(|(_, value)| value.as_str())
}

/// The area that a dataset says it covers, as written.
pub fn area(dataset: &Dataset) -> Option<&str> {
    const KEYS: &[&str] = &[
        "spatial",
        "spatialtext",
        "cakupan",
        "cakupanwilayah",
        "wilayah",
        "geographiccoverage",
        "spatialcoverage",
        "namawilayah",
        "tingkatpenyajian",
    ];
    extra(dataset, KEYS)
}

/// The period that a dataset says it covers, as written: all of it or its start, and its end where that stands
/// by itself.
pub fn period(dataset: &Dataset) -> Option<(&str, Option<&str>)> {
    const KEYS: &[&str] = &[
        "temporal",
        "temporalstart",
        "temporalcoverage",
        "temporalcoveragefrom",
        "datasetdate",
        "tahun",
        "periode",
        "periodedata",
        "rentangwaktu",
        "dimensidatasetawal",
        "cakupanwaktu",
    ];
    const ENDS: &[&str] = &["temporalend", "temporalcoverageto", "dimensidatasetakhir"];
    extra(dataset, KEYS).map(|start| (start, extra(dataset, ENDS)))
}

/// Whether a text says something.
fn says(text: &str) -> bool {
    !matches!(
        fold(text).as_str(),
        "" | "-" | "–" | "n/a" | "na" | "null" | "none" | "tidak ada" | "belum ada" | "[]" | "{}"
    )
}

/// Whether something is there; `None` where that cannot be seen.
fn seen(check: Check, dataset: &Dataset, evidence: Evidence<'_>) -> Option<bool> {
    let any = |is: fn(&Resource) -> bool| Some(dataset.resources.iter().any(is));
    match check {
        Check::Keywords => Some(!dataset.tags.is_empty()),
        Check::Topic => Some(!dataset.groups.is_empty()),
        Check::Spatial => Some(area(dataset).is_some()),
        Check::Temporal => Some(period(dataset).is_some()),
        Check::AddressAnswers => evidence.address_answers,
        Check::Download => {
            any(|resource| resource.datastore || (resource.url.is_some() && resource.format != Format::Html))
        }
        Check::DownloadAnswers => evidence.download_answers,
        Check::FormatStated => any(|resource| !resource.label.is_empty()),
        // The record as it is read here does not keep media types, and nothing is checked against DCAT-AP.
        Check::MediaType | Check::DcatAp => None,
        Check::FormatKnown => {
            any(|resource| !resource.label.is_empty() && Format::guess("", "", "", &resource.label) != Format::Other)
        }
        Check::NonProprietary => any(|resource| is_free(resource.format) || resource.datastore),
        Check::MachineReadable => any(is_machine_readable),
        Check::Licence => Some(dataset.licence.is_some()),
        Check::LicenceKnown => {
            Some(dataset.licence.as_ref().is_some_and(|licence| describe_licence(licence) != LicenceKind::Unknown))
        }
        Check::AccessRights => Some(access(dataset).is_some()),
        Check::AccessRightsKnown => Some(access(dataset).is_some_and(|text| {
            let code = fold(text);
            let code = code.rsplit(['/', '#']).next().unwrap_or("").trim();
            ["public", "restricted", "non-public", "non_public", "terbuka", "terbatas", "tertutup", "publik"]
                .contains(&code)
        })),
        Check::Contact => Some(dataset.contact.is_some()),
        Check::Publisher => Some(dataset.publisher.is_some()),
        Check::Rights => Some(extra(dataset, &["rights", "hakcipta", "hak", "copyright", "licenseterms"]).is_some()),
        Check::Size => any(|resource| resource.size.is_some()),
        Check::Issued => Some(dataset.created.is_some()),
        Check::Modified => Some(dataset.modified.is_some()),
        Check::Unit => Some(extra(dataset, UNIT_KEYS).is_some()),
        Check::Definition => Some(
            extra(dataset, &["definisi", "konsep", "konsepdefinisi", "definition", "concept", "methodology", "metodologi"]).is_some()
                // A description of some length tells what is measured; a repetition of the title does not.
                || (dataset.notes.split_whitespace().count() >= 25 && fold(&dataset.notes) != fold(&dataset.title)),
        ),
        Check::Frequency => Some(stated_frequency(dataset).is_some()),
        Check::ReferenceCodes => evidence.columns.map(|columns| {
            columns.iter().any(|column| {
                let folded = fold(column);
                let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
                words.iter().any(|word| matches!(*word, "kode" | "code" | "id" | "npsn" | "kbli" | "kdprov" | "kdkab"))
                    && !matches!(folded.as_str(), "id" | "_id" | "no")
            })
        }),
    }
}

fn access(dataset: &Dataset) -> Option<&str> {
    extra(dataset, &["accesslevel", "accessrights", "accessright", "klasifikasidata", "klasifikasi", "sifatdata"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::Licence;

    const TODAY: i32 = 20_779;

    fn full() -> Dataset {
        let text = |text: &str| Some(text.to_owned());
        let extra = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        Dataset {
            id: "a".to_owned(),
            title: "Harga".to_owned(),
            notes: "kata ".repeat(30),
            publisher: text("Dinas"),
            licence: Some(Licence { id: "cc-by".to_owned(), title: "CC BY".to_owned(), url: None }),
            tags: vec!["harga".to_owned()],
            groups: vec!["Ekonomi".to_owned()],
            created: text("2026-01-01"),
            modified: text("2026-10-01"),
            contact: text("Ani"),
            extras: vec![
                extra("Satuan", "Rupiah"),
                extra("spatial", "Bandung"),
                extra("temporal", "2026"),
                extra("accessLevel", "public"),
                extra("rights", "terbuka"),
                extra("Frekuensi", "Tahunan"),
            ],
            resources: vec![Resource {
                url: text("https://x.id/a.csv"),
                label: "CSV".to_owned(),
                format: Format::Csv,
                size: Some(9),
                ..Resource::default()
            }],
            ..Dataset::default()
        }
    }

    #[test]
    fn the_weights_are_those_of_the_assessment() {
        let of =
            |dimension: Dimension| CHECKS.iter().filter(|line| line.2 == dimension).map(|line| line.1).sum::<u16>();
        assert_eq!(of(Dimension::Findability), 100);
        assert_eq!(of(Dimension::Accessibility), 100);
        assert_eq!(of(Dimension::Interoperability), 110);
        assert_eq!(of(Dimension::Reusability), 75);
        assert_eq!(of(Dimension::Context), 20);
        assert_eq!(CHECKS.iter().map(|line| line.1).sum::<u16>(), ALL_POINTS);
    }

    #[test]
    fn not_assessed_is_not_lost() {
        let card = assess(&full(), Evidence::default(), TODAY);
        // Answers (50 + 20), media type (10) and DCAT-AP (30) cannot be seen.
        assert_eq!((card.points, card.achievable), (295, 295), "{:?}", card.repairs());
        assert_eq!((card.rating(), card.stars, card.freshness), (Rating::Excellent, 3, Freshness::Fresh));
        let columns = ["kode_kabupaten_kota".to_owned(), "jumlah".to_owned()];
        let evidence = Evidence { address_answers: Some(true), download_answers: Some(false), columns: Some(&columns) };
        let card = assess(&full(), evidence, TODAY);
        assert_eq!((card.points, card.achievable), (345, 365));
        assert_eq!(
            card.repairs().iter().map(|item| (item.check, item.who)).collect::<Vec<_>>(),
            [(Check::DownloadAnswers, Who::Operator)]
        );
        let principles = card.principles().map(|(_, met, of)| (met, of));
        assert_eq!(principles, [(2, 2), (15, 15), (6, 7), (1, 1)]);
        assert_eq!(card.dimensions().map(|(_, won, _)| won).iter().sum::<u16>(), card.points);
    }

    #[test]
    fn an_empty_record_says_what_to_do_first() {
        let card = assess(&Dataset::default(), Evidence::default(), TODAY);
        assert_eq!((card.points, card.achievable, card.stars, card.rating()), (0, 295, 0, Rating::Poor));
        let first: Vec<Check> = card.repairs().into_iter().take(3).map(|item| item.check).collect();
        assert_eq!(first, [Check::Keywords, Check::Topic, Check::Download]);
        assert_eq!(card.freshness, Freshness::Unknown);
        // Without an open licence there are no stars, however good the form.
        let closed = Dataset { licence: None, ..full() };
        let card = assess(&closed, Evidence::default(), TODAY);
        assert_eq!((card.stars, card.stars_with_licence), (0, 3));
    }

    #[test]
    fn fillings_count_as_nothing() {
        let extras = vec![("Satuan".to_owned(), "-".to_owned()), ("spatial".to_owned(), "{}".to_owned())];
        let card = assess(&Dataset { extras, ..Dataset::default() }, Evidence::default(), TODAY);
        assert!(card.items.iter().all(|item| item.outcome != Outcome::Met));
        let columns = ["id".to_owned(), "tahun".to_owned()];
        let card = assess(&full(), Evidence { columns: Some(&columns), ..Evidence::default() }, TODAY);
        assert_eq!(card.repairs()[0].check, Check::ReferenceCodes);
    }
}
