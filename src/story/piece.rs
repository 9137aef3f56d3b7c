//! One figure as files of its own: its spec as JSON, which Jelajah reads again, and its numbers as CSV.

use serde::{Deserialize, Serialize};

use crate::base::date;
use crate::base::note::Problem;
use crate::query::Step;
use crate::scene::style::Style;
use crate::table::{ResultTable, Values};

use super::store::bad;
use super::{Figure, FigureKind};

/// What a spec's file calls itself.
const APP: &str = "jelajah-figure";
/// The version that is written.
const VERSION: u64 = 1;
/// Most bytes of a spec that is read.
pub const LARGEST: usize = 256 * 1024;

/// A figure without its data: what is drawn, how, under which words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Stored {
    app: String,
    version: u64,
    #[serde(default)]
    title: String,
    #[serde(default)]
    description: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    steps: Vec<Step>,
    kind: FigureKind,
    #[serde(default, skip_serializing_if = "Style::is_usual")]
    style: Style,
}

/// The spec of a figure as JSON, readable by people.
pub fn write(figure: &Figure) -> String {
    let Figure { title, description, steps, kind, style, .. } = figure.clone();
    let stored = Stored { app: APP.to_owned(), version: VERSION, title, description, steps, kind, style };
    // The types hold nothing that JSON cannot say.
    serde_json::to_string_pretty(&stored).unwrap_or_default()
}

/// The figure with everything that a spec says put in the place of its own; what is drawn from stays. The
/// text is untrusted.
pub fn read(text: &str, figure: &Figure) -> Result<Figure, Problem> {
    if text.len() > LARGEST {
        return Err(bad("too_large"));
    }
    let stored: Stored = serde_json::from_str(text).map_err(|error| bad("damaged").detail(error.to_string()))?;
    if stored.app != APP || stored.version == 0 {
        return Err(bad("foreign"));
    }
    if stored.version > VERSION {
        return Err(bad("invalid").detail(format!("version {}", stored.version)));
    }
    let Stored { title, description, steps, kind, style, .. } = stored;
    Ok(Figure { title, description, steps, kind, style, snapshot: None, ..figure.clone() })
}

/// A table as CSV (RFC 4180, UTF-8): numbers with a point, dates as ISO writes them.
pub fn csv(table: &ResultTable) -> String {
    let quoted = |text: &str| {
        if text.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    let mut out = table.columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(",");
    out.push_str("\r\n");
    for row in 0..table.rows() {
        let cells = table.columns.iter().map(|column| match &column.values {
            Values::Text(values) => values.get(row).cloned().flatten().map(|text| quoted(&text)),
            Values::Number(values) => values.get(row).copied().flatten().map(|value| value.to_string()),
            Values::Date(values) => values.get(row).copied().flatten().map(date::iso),
        });
        out.push_str(&cells.map(Option::unwrap_or_default).collect::<Vec<_>>().join(","));
        out.push_str("\r\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::Id;
    use super::super::laws::figure;
    use super::*;
    use crate::chart::{ChartSpec, Mark};
    use crate::map::MapSpec;
    use crate::table::ResultColumn;

    #[test]
    fn a_spec_comes_back_on_another_figure() {
        let spec = ChartSpec { mark: Some(Mark::Dumbbell), x: Some("kab \"x\"".into()), ..ChartSpec::default() };
        for kind in [
            FigureKind::Chart(spec),
            FigureKind::Map(MapSpec::default()),
            FigureKind::Table { columns: vec!["a".into()], rows: 3 },
        ] {
            let mut mine = figure(Id(4));
            mine.title = "Naik".into();
            mine.kind = kind;
            mine.style.palette = crate::scene::style::Palette::Tol;
            let theirs = Figure { id: Id(9), source: Id(7), ..figure(Id(7)) };
            let read = read(&write(&mine), &theirs).unwrap();
            assert_eq!((read.id, read.source), (Id(9), Id(7)));
            assert_eq!((read.kind, read.style, read.title.as_str()), (mine.kind, mine.style, "Naik"));
        }
    }

    #[test]
    fn what_is_no_spec_is_refused() {
        let long = format!("\"{}\"", "x".repeat(LARGEST));
        for text in [
            "",
            "[]",
            "{\"app\":\"jelajah\",\"version\":1,\"document\":{}}",
            "{\"app\":\"jelajah-figure\",\"version\":0,\"kind\":{\"chart\":{}}}",
            "{\"app\":\"jelajah-figure\",\"version\":2,\"kind\":{\"chart\":{}}}",
            "{\"app\":\"other\",\"version\":1,\"kind\":{\"chart\":{}}}",
            "{\"app\":\"jelajah-figure\",\"version\":1,\"kind\":{\"chart\":{\"mark\":\"no\"}}}",
            &long,
            &"[".repeat(10_000),
        ] {
            assert!(read(text, &figure(Id(1))).is_err(), "{text:.60}");
        }
    }

    #[test]
    fn a_table_is_written_as_csv() {
        let column = |name: &str, values| ResultColumn { name: name.to_owned(), values };
        let table = ResultTable {
            columns: vec![
                column("kota, kab", Values::Text(vec![Some("a \"b\"".into()), None])),
                column("nilai", Values::Number(vec![Some(1234.5), Some(-2.0)])),
                column("hari", Values::Date(vec![Some(0), None])),
            ],
        };
        assert_eq!(csv(&table), "\"kota, kab\",nilai,hari\r\n\"a \"\"b\"\"\",1234.5,1970-01-01\r\n,-2,\r\n");
    }
}
