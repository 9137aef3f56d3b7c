//! The table twin of a figure in the exported file.

use crate::base::date::format_short;
use crate::base::lang::Lang;
use crate::base::number::format_number;
use crate::base::text::fold;
use crate::i18n::story as words;
use crate::table::{ResultColumn, ResultTable, Values};

use super::Page;

/// Most rows that are written out; the document in the file holds all of them.
const ROWS: usize = 2_000;
/// Decimal places of numbers; fewer where the number has fewer.
const DECIMALS: usize = 6;

impl Page {
    /// The table with a name for readers who do not see it.
    pub(super) fn table(&mut self, table: &ResultTable, title: &str) {
        let lang = self.lang;
        let rows = table.rows();
        let title = if title.trim().is_empty() { words::FIGURE.text(lang) } else { title };
        let name = words::TABLE_REGION.with(lang, &[("title", title)]);
        self.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").attribute(&name);
        self.raw("\">\n<table>\n<thead><tr>");
        for column in &table.columns {
            self.raw("<th scope=\"col\"").raw(class(&column.values)).raw(">").text(&column.name).raw("</th>");
        }
        self.raw("</tr></thead>\n<tbody>\n");
        let years: Vec<bool> = table.columns.iter().map(holds_years).collect();
        for row in 0..rows.min(ROWS) {
            self.raw("<tr>");
            for (column, years) in table.columns.iter().zip(&years) {
                self.cell(&column.values, row, *years);
            }
            self.raw("</tr>\n");
        }
        if rows > ROWS {
            let more = format_number((rows - ROWS) as f64, 0, lang);
            self.raw("<tr><td class=\"more\" colspan=\"").raw(&table.columns.len().to_string()).raw("\">");
            self.text(&words::MORE_ROWS.with(lang, &[("n", &more)])).raw("</td></tr>\n");
        }
        self.raw("</tbody>\n</table>\n</div>\n");
    }

    fn cell(&mut self, values: &Values, row: usize, years: bool) {
        let lang = self.lang;
        match said(values, row, years, lang) {
            Some(text) => self.raw("<td").raw(class(values)).raw(">").text(&text).raw("</td>"),
            None => self
                .raw("<td class=\"missing\"><span aria-label=\"")
                .attribute(words::NO_VALUE.text(lang))
                .raw("\" role=\"img\">–</span></td>"),
        };
    }
}

const fn class(values: &Values) -> &'static str {
    match values {
        Values::Number(_) => " class=\"number\"",
        Values::Text(_) | Values::Date(_) => "",
    }
}

/// A value as people read it, or `None` when it is missing.
fn said(values: &Values, row: usize, years: bool, lang: Lang) -> Option<String> {
    match values {
        Values::Text(values) => values.get(row)?.clone(),
        Values::Number(values) => values.get(row)?.map(|value| number(value, years, lang)),
        Values::Date(values) => values.get(row)?.map(|days| format_short(days, lang)),
    }
}

fn number(value: f64, year: bool, lang: Lang) -> String {
    if year {
        return format!("{value:.0}");
    }
    // A very small share must not read as nothing.
    let decimals = if value != 0.0 && value.abs() < 0.001 { 2 * DECIMALS } else { DECIMALS };
    format_number(value, decimals, lang)
}

/// Whether a column holds years, which carry no thousands mark.
fn holds_years(column: &ResultColumn) -> bool {
    let Values::Number(values) = &column.values else { return false };
    let name = fold(&column.name);
    let named = name.split(|c: char| !c.is_alphanumeric()).any(|word| ["tahun", "thn", "year"].contains(&word));
    named && values.iter().flatten().all(|value| value.fract() == 0.0 && (1_000.0..3_000.0).contains(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_not_amounts() {
        let column = |name: &str, numbers: &[f64]| ResultColumn {
            name: name.into(),
            values: Values::Number(numbers.iter().copied().map(Some).collect()),
        };
        let cases = [
            ("Tahun", vec![2019.0, 2024.0], true),
            ("tahun_data", vec![2024.0], true),
            ("Tahunan", vec![2024.0], false),
            ("tahun", vec![2024.5], false),
            ("tahun", vec![12.0], false),
            ("harga", vec![2024.0], false),
        ];
        for (name, numbers, expected) in cases {
            assert_eq!(holds_years(&column(name, &numbers)), expected, "{name}");
        }
        assert_eq!(number(2024.0, true, Lang::Id), "2024");
    }
}
