//! The overview of a portal as a report: its charts, the file for the walidata, the counts as CSV.

use super::Id;
use super::html::{self, Piece, RenderedFigure};
use crate::base::date::{Civil, DateStyle};
use crate::base::lang::Lang;
use crate::base::note::Problem;
use crate::base::number::NumberStyle;
use crate::chart::{self, ChartSpec, Figure, Mark, Order};
use crate::i18n::{Message, notes, overview as words};
use crate::portal::overview::{Count, LicenceCount, Overview, report};
use crate::portal::quality::Rating;
use crate::portal::{LicenceKind, Portal};
use crate::query::Op;
use crate::scene::{Theme, svg};
use crate::table::{Evidence, Field, Reading, ResultColumn, ResultTable, Values};

/// Bars of a chart; the rest is folded into one, and all stand in the list.
const MOST_BARS: u32 = 15;
/// Months of a line: a century. Dates before are mistakes.
const MOST_MONTHS: usize = 1_200;
/// Widths of the file's pictures in CSS pixels, and of their second drawing for phones.
const WIDTHS_PX: (f64, f64) = (720.0, 320.0);

/// What is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// Publisher.
    Publisher,
    /// Topic.
    Topic,
    /// Format.
    Format,
    /// What the licence allows.
    Licence,
    /// Year of the last change.
    Year,
    /// Months; how many there were in all.
    Growth,
    /// Rating of the metadata.
    Rating,
}

impl By {
    /// What the part is called.
    pub const fn title(self) -> Message {
        match self {
            Self::Publisher => words::PART_PUBLISHERS,
            Self::Topic => words::PART_TOPICS,
            Self::Format => words::PART_FORMATS,
            Self::Licence => words::PART_LICENCES,
            Self::Year => words::PART_YEARS,
            Self::Growth => words::PART_GROWTH,
            Self::Rating => words::PART_RATINGS,
        }
    }

    /// What needs to be said about its counts, if anything.
    pub const fn about(self) -> Option<Message> {
        Some(match self {
            Self::Topic => words::ABOUT_TOPICS,
            Self::Format => words::ABOUT_FORMATS,
            Self::Growth => words::ABOUT_GROWTH,
            Self::Rating => words::ABOUT_RATINGS,
            Self::Publisher | Self::Licence | Self::Year => return None,
        })
    }

    /// The facet of the catalogue that its values narrow.
    pub const fn facet(self) -> Option<&'static str> {
        Some(match self {
            Self::Publisher => "organization",
            Self::Topic => "groups",
            Self::Format => "res_format",
            Self::Licence => "license_id",
            Self::Year | Self::Growth | Self::Rating => return None,
        })
    }

    /// What one value is called.
    pub const fn what(self) -> Message {
        match self {
            Self::Publisher => words::X_PUBLISHER,
            Self::Topic => words::X_TOPIC,
            Self::Format => words::X_FORMAT,
            Self::Licence => words::X_LICENCE,
            Self::Year => words::X_YEAR,
            Self::Growth => words::X_MONTH,
            Self::Rating => words::X_RATING,
        }
    }

    /// The order of its bars: values that have one of their own keep it.
    const fn order(self) -> Order {
        match self {
            Self::Publisher | Self::Topic | Self::Format => Order::Descending,
            Self::Licence | Self::Year | Self::Growth | Self::Rating => Order::Table,
        }
    }
}

/// A value with its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The value in words.
    pub label: String,
    /// By what the catalogue is narrowed to it: any of these. Empty where it cannot be.
    pub filter: Vec<String>,
    /// How many datasets.
    pub count: u64,
    /// The last day of a month, in days since 1970-01-01.
    day: Option<i32>,
}

/// A part of the report: one chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What is counted by.
    pub by: By,
    /// The counts.
    pub rows: Vec<Row>,
}

/// The parts of an overview that have something to show, in the order of the report.
pub fn parts(overview: &Overview, lang: Lang) -> Vec<Part> {
    let row = |label: String, count: u64| Row { label, filter: Vec::new(), count, day: None };
    let counted =
        |one: &Count| Row { filter: one.filter.iter().cloned().collect(), ..row(one.label.clone(), one.count) };
    let licence = |one: &LicenceCount| Row {
        filter: one.filter.clone(),
        ..row(licence_words(one.kind).text(lang).to_owned(), one.count)
    };
    let years = overview.years.iter().map(|(year, count)| row(year.to_string(), *count));
    let ratings = Rating::ALL.iter().zip(overview.ratings).filter(|(_, count)| *count > 0);
    let all = [
        (By::Publisher, overview.publishers.iter().map(counted).collect::<Vec<_>>()),
        (By::Topic, overview.topics.iter().map(counted).collect()),
        (By::Format, overview.formats.iter().map(counted).collect()),
        (By::Licence, overview.licences.iter().map(licence).collect()),
        (By::Growth, months(&overview.growth)),
        (By::Year, years.collect()),
        (By::Rating, ratings.map(|(rating, count)| row(rating.message().text(lang).to_owned(), count)).collect()),
    ];
    all.into_iter().filter(|(_, rows)| !rows.is_empty()).map(|(by, rows)| Part { by, rows }).collect()
}

/// What a kind of licence is called on an axis.
const fn licence_words(kind: LicenceKind) -> Message {
    match kind {
        LicenceKind::Open => words::LICENCE_OPEN,
        LicenceKind::Attribution => words::LICENCE_ATTRIBUTION,
        LicenceKind::ShareAlike => words::LICENCE_SHARE_ALIKE,
        LicenceKind::NonCommercial => words::LICENCE_NON_COMMERCIAL,
        LicenceKind::NoDerivatives => words::LICENCE_NO_DERIVATIVES,
        LicenceKind::Unknown => words::LICENCE_UNKNOWN,
    }
}

/// Every month from the first to the last, those without a new dataset as the one before them.
fn months(growth: &[(String, u64)]) -> Vec<Row> {
    let number = |month: &str| -> Option<i32> {
        let (year, month) = (month.get(..4)?.parse::<i32>().ok()?, month.get(5..7)?.parse::<i32>().ok()?);
        ((1..=12).contains(&month) && (1950..=2150).contains(&year)).then_some(year * 12 + month - 1)
    };
    let known: Vec<(i32, u64)> = growth.iter().filter_map(|(month, sum)| Some((number(month)?, *sum))).collect();
    let (Some((first, _)), Some((last, _))) = (known.first(), known.last()) else { return Vec::new() };
    // A line needs two points.
    if first == last {
        return Vec::new();
    }
    let mut rows = Vec::new();
    let mut known = known.iter().peekable();
    let mut sum = 0;
    for month in (*first..=*last).take(MOST_MONTHS) {
        while let Some((_, count)) = known.next_if(|(at, _)| *at <= month) {
            sum = *count;
        }
        let (year, of_year) = (month / 12, month % 12 + 1);
        let day = Civil { year, month: of_year as u8, day: 1 }.days();
        rows.push(Row { label: format!("{year:04}-{of_year:02}"), filter: Vec::new(), count: sum, day });
    }
    rows
}

impl Part {
    /// The chart, for a width in CSS pixels.
    pub fn figure(&self, width_px: f64, theme: &Theme, lang: Lang) -> Result<Figure, Problem> {
        let (x, y) = (self.by.what().text(lang), words::Y_DATASETS.text(lang));
        let number = Reading::Number(NumberStyle::Plain);
        let is_time = self.by == By::Growth;
        let field =
            |name: &str, reading| Field { name: name.to_owned(), reading, whole: true, evidence: Evidence::default() };
        let fields = [field(x, if is_time { Reading::Date(DateStyle::Iso) } else { Reading::Text }), field(y, number)];
        let spec = ChartSpec {
            mark: Some(if is_time { Mark::Line } else { Mark::Bar }),
            x: Some(x.to_owned()),
            y: Some(y.to_owned()),
            op: Some(Op::Sum),
            order: Some(self.by.order()),
            top: Some(if self.by.order() == Order::Table { chart::MAX_TOP } else { MOST_BARS }),
            ..ChartSpec::default()
        };
        let lowered = chart::lower(&spec, &fields, lang)?;
        let numbers = |of: fn(&Row) -> u64| Values::Number(self.rows.iter().map(|row| Some(of(row) as f64)).collect());
        let values = if is_time {
            Values::Date(self.rows.iter().map(|row| row.day).collect())
        } else {
            Values::Text(self.rows.iter().map(|row| Some(row.label.clone())).collect())
        };
        let column = |name: &str, values| ResultColumn { name: name.to_owned(), values };
        let data = ResultTable {
            columns: vec![
                column("x", values),
                column("y", numbers(|row| row.count)),
                column("rows", numbers(|_| 1)),
                column("present", numbers(|_| 1)),
            ],
        };
        chart::draw(&lowered, &data, width_px, theme, lang)
    }
}

/// The whole report as one HTML file that opens anywhere and runs nothing. `total` datasets are in the portal;
/// `date` is the day of counting in words.
pub fn file(overview: &Overview, portal: &Portal, total: u64, date: &str, lang: Lang) -> String {
    let summary = report(overview, portal, total, date, lang);
    // The title is the page's own, and the lists stand beside their charts.
    let summary = summary.split_once("\n\n").map_or("", |(_, rest)| rest);
    let summary = summary.split("\n\n## ").next().unwrap_or_default();
    let source =
        words::REPORT_SOURCE.with(lang, &[("title", &portal.title), ("address", &portal.address), ("date", date)]);
    let figures: Vec<(RenderedFigure, Option<String>)> = parts(overview, lang)
        .iter()
        .enumerate()
        .filter_map(|(at, part)| {
            let drawn = part.figure(WIDTHS_PX.0, &Theme::LIGHT, lang).ok()?;
            let narrow = part.figure(WIDTHS_PX.1, &Theme::LIGHT, lang).ok().map(|figure| svg::document(&figure.scene));
            let rendered = RenderedFigure {
                id: Id(at as u32),
                svg: svg::document(&drawn.scene),
                title: part.by.title().text(lang).to_owned(),
                description: part.by.about().map(|about| about.text(lang).to_owned()).unwrap_or_default(),
                sentence: drawn.sentence,
                notes: drawn.notes.iter().map(|note| notes::sentence(note, lang)).collect(),
                source_line: source.clone(),
                twin: part.twin(lang),
            };
            Some((rendered, narrow))
        })
        .collect();
    let pieces: Vec<Piece<'_>> = std::iter::once(Piece::Text(summary))
        .chain(figures.iter().map(|(figure, narrow)| Piece::Figure(figure, narrow.as_deref())))
        .collect();
    html::page(&words::OVERVIEW_OF.with(lang, &[("title", &portal.title)]), &pieces, lang)
}

impl Part {
    /// Every value with its count, as many as there are.
    fn twin(&self, lang: Lang) -> ResultTable {
        let labels = self.rows.iter().map(|row| Some(row.label.clone())).collect();
        let counts = self.rows.iter().map(|row| Some(row.count as f64)).collect();
        let column = |name: Message, values| ResultColumn { name: name.text(lang).to_owned(), values };
        ResultTable {
            columns: vec![
                column(self.by.what(), Values::Text(labels)),
                column(words::LIST_COUNT, Values::Number(counts)),
            ],
        }
    }
}

/// All counts as CSV: part, value, datasets.
pub fn csv(overview: &Overview, lang: Lang) -> String {
    let quoted = |text: &str| {
        if text.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    let mut out =
        [words::CSV_PART, words::CSV_VALUE, words::Y_DATASETS].map(|message| message.text(lang)).join(",") + "\r\n";
    for part in parts(overview, lang) {
        for row in &part.rows {
            let cells = [quoted(part.by.title().text(lang)), quoted(&row.label), row.count.to_string()];
            out.push_str(&cells.join(","));
            out.push_str("\r\n");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::PortalKind;

    fn overview() -> Overview {
        let count = |label: &str, count: u64| Count { label: label.to_owned(), filter: Some("f".to_owned()), count };
        Overview {
            datasets: 30,
            resources: 50,
            publishers: vec![count("Dinas \"A\", Kota", 20), count("Dinas B", 10)],
            topics: vec![count("Ekonomi", 30)],
            formats: (0..40).map(|at| count(&format!("F{at}"), 40 - at)).collect(),
            licences: vec![LicenceCount {
                kind: LicenceKind::Attribution,
                filter: vec!["cc-by".to_owned(), "cc-by-4.0".to_owned()],
                count: 30,
            }],
            years: vec![(2024, 10), (2026, 20)],
            growth: vec![("2024-11".to_owned(), 4), ("2025-02".to_owned(), 30), ("salah".to_owned(), 31)],
            ratings: [1, 0, 20, 9],
            ..Overview::default()
        }
    }

    fn portal() -> Portal {
        Portal {
            address: "https://x.id".to_owned(),
            api: String::new(),
            title: "X <script>".to_owned(),
            kind: PortalKind::Ckan,
            version: None,
            datastore: None,
        }
    }

    #[test]
    fn every_part_is_drawn_in_both_languages() {
        for lang in [Lang::Id, Lang::En] {
            let parts = parts(&overview(), lang);
            assert_eq!(parts.len(), 7);
            for part in parts {
                for width in [320.0, 720.0] {
                    let figure = part.figure(width, &Theme::LIGHT, lang).unwrap();
                    assert!(!figure.scene.items.is_empty() && !figure.sentence.is_empty(), "{:?}", part.by);
                    assert!(!figure.sentence.contains('{'), "{}", figure.sentence);
                }
            }
        }
        assert_eq!(parts(&Overview::default(), Lang::Id), []);
    }

    #[test]
    fn months_without_a_new_dataset_keep_the_count() {
        let rows = months(&overview().growth);
        let told: Vec<_> = rows.iter().map(|row| (row.label.as_str(), row.count)).collect();
        assert_eq!(told, [("2024-11", 4), ("2024-12", 4), ("2025-01", 4), ("2025-02", 30)]);
        assert!(rows.iter().all(|row| row.day.is_some()));
        assert_eq!(months(&[("2025-02".to_owned(), 1)]), []);
    }

    #[test]
    fn the_file_holds_every_part_and_no_script() {
        for lang in [Lang::Id, Lang::En] {
            let file = file(&overview(), &portal(), 60, "22 Nov 2026", lang);
            assert_eq!(file.matches("<figure").count(), 7);
            assert_eq!(file.matches("<svg").count(), 14);
            assert!(!file.contains("<script") && file.contains("X &lt;script&gt;"));
            assert!(file.contains("60") && file.contains("<li>"), "{file}");
            assert!(file.contains("<td>F39</td>"), "what a chart folds stands in its table");
        }
    }

    #[test]
    fn counts_are_written_as_csv() {
        let csv = csv(&overview(), Lang::En);
        assert!(csv.starts_with("part,value,datasets\r\nBy publisher,\"Dinas \"\"A\"\", Kota\",20\r\n"), "{csv}");
        assert_eq!(csv.lines().count(), 1 + 2 + 1 + 40 + 1 + 4 + 2 + 3);
    }
}
