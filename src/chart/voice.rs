//! How a chart speaks: values with their unit, names of what is shown, changes between values.

use super::calendar::part_name;
use super::column::{capital, inline, readable, small, split_unit};
use super::scale::Ticks;
use super::{ChartSpec, Sheet};
use crate::base::date::DatePart;
use crate::base::lang::Lang;
use crate::base::number::{format_number, format_short};
use crate::i18n::chart as words;
use crate::query::Op;

/// From here on there is no short word for a number; no public table holds such values, but a scene
/// must stay in its bounds whatever comes.
const BEYOND_WORDS: f64 = 1e15;

/// The words and number forms of one chart.
#[derive(Clone, Debug)]
pub(crate) struct Voice {
    /// The language.
    pub(crate) lang: Lang,
    /// What stands before and after a value.
    prefix: String,
    suffix: String,
    /// The unit as written, for titles.
    unit: Option<String>,
    /// What the values are: `Rata-rata harga`.
    pub(crate) value_name: String,
    /// What the categories or times are, in the middle of a sentence: `kecamatan`, `bulan`.
    pub(crate) x_name: String,
    /// The same as a heading.
    pub(crate) x_heading: String,
    /// What the series are, in the middle of a sentence.
    pub(crate) series_name: String,
}

impl Voice {
    /// The voice of a lowered spec. `single` says that every category has one row only, so that its
    /// value is not a sum or an average of anything.
    pub(crate) fn new(spec: &ChartSpec, single: bool, lang: Lang) -> Self {
        let op = spec.op.unwrap_or(Op::Rows);
        let unit = spec.unit.as_deref().map(str::trim).filter(|unit| !unit.is_empty());
        let unit = unit.filter(|_| !super::lower::counts(op));
        let (prefix, suffix) = unit.map(around).unwrap_or_default();
        let (x_name, x_heading) = match (&spec.x, spec.x_part) {
            (_, Some(part)) => (part_name(part).text(lang).to_owned(), capital(part_name(part).text(lang))),
            (Some(name), None) => (inline(name), readable(name)),
            (None, None) => (String::new(), String::new()),
        };
        Self {
            lang,
            prefix,
            suffix,
            unit: unit.map(str::to_owned),
            value_name: value_name(op, spec.y.as_deref(), single, lang),
            x_name,
            x_heading,
            series_name: spec.series.as_deref().map(inline).unwrap_or_default(),
        }
    }

    /// The voice of the second column of values.
    pub(crate) fn second(sheet: &Sheet<'_>) -> Self {
        let spec = &sheet.lowered.spec;
        Self::of_column(spec, spec.second.as_deref().unwrap_or_default(), sheet.lang)
    }

    /// The voice of the values of single rows, which are sums or means of nothing.
    pub(crate) fn single(sheet: &Sheet<'_>) -> Self {
        let spec = &sheet.lowered.spec;
        Self::new(&ChartSpec { op: Some(Op::Mean), ..spec.clone() }, true, sheet.lang)
    }

    /// The voice of numbers of rows.
    pub(crate) fn rows(sheet: &Sheet<'_>) -> Self {
        let spec = &sheet.lowered.spec;
        Self::new(&ChartSpec { op: Some(Op::Rows), unit: None, ..spec.clone() }, true, sheet.lang)
    }

    /// The voice of shares.
    pub(crate) fn percent(sheet: &Sheet<'_>) -> Self {
        let spec = ChartSpec { unit: Some("%".to_owned()), op: Some(Op::Mean), ..sheet.lowered.spec.clone() };
        Self::new(&spec, true, sheet.lang)
    }

    /// The voice of another column of values of the same chart, with the unit of its header.
    pub(crate) fn of_column(spec: &ChartSpec, name: &str, lang: Lang) -> Self {
        let unit = split_unit(name).1.map(str::to_owned);
        let op = spec.op.filter(|op| !super::lower::counts(*op)).or(Some(Op::Mean));
        Self::new(&ChartSpec { y: Some(name.to_owned()), op, unit, ..spec.clone() }, true, lang)
    }

    /// The same voice for times of another part.
    pub(crate) fn spoken_in(mut self, part: DatePart) -> Self {
        part_name(part).text(self.lang).clone_into(&mut self.x_name);
        self.x_heading = capital(&self.x_name);
        self
    }

    /// A value with its unit: `Rp 12.500/kg`, `12,3%`, `1.200 orang`.
    pub(crate) fn full(&self, value: f64) -> String {
        self.dress(value, &self.plain(value))
    }

    /// A value without its unit: `12.500`.
    pub(crate) fn plain(&self, value: f64) -> String {
        format_number(value, decimals(value), self.lang)
    }

    /// A short value without its unit: `1,2 jt`.
    pub(crate) fn brief(&self, value: f64) -> String {
        match value.abs() {
            size if size < 10_000.0 => self.plain(value),
            size if size < BEYOND_WORDS => format_short(value, self.lang),
            _ => format!("{value:.1e}"),
        }
    }

    /// A short value with its unit: `Rp 1,2 jt`.
    pub(crate) fn dressed_brief(&self, value: f64) -> String {
        self.dress(value, &self.brief(value))
    }

    /// Puts the unit around a number; a minus stands before the currency.
    fn dress(&self, value: f64, number: &str) -> String {
        match number.strip_prefix('-').filter(|_| value < 0.0 && !self.prefix.is_empty()) {
            Some(rest) => format!("-{}{rest}{}", self.prefix, self.suffix),
            None => format!("{}{number}{}", self.prefix, self.suffix),
        }
    }

    /// Labels of an axis: short where that tells the ticks apart, in full otherwise.
    pub(crate) fn ticks(&self, ticks: &Ticks) -> Vec<String> {
        let exact = |value: &f64| format_number(*value, ticks.decimals, self.lang);
        // Short forms begin at 10,000: an axis that has smaller steps would mix the two.
        if ticks.values.iter().any(|value| value.abs() >= BEYOND_WORDS) {
            return ticks.values.iter().map(|value| self.brief(*value)).collect();
        }
        let small = |value: &f64| *value != 0.0 && value.abs() < 10_000.0;
        let bounded = |value: &f64| value.abs() < 100_000.0;
        if ticks.values.iter().any(small) || ticks.values.iter().all(bounded) {
            return ticks.values.iter().map(exact).collect();
        }
        let short: Vec<String> = ticks.values.iter().map(|value| self.brief(*value)).collect();
        // Two decimals more than an axis needs would show another text for a rounded label.
        let rounded = ticks.values.iter().zip(&short).any(|(value, label)| !says(label, *value, self.lang));
        let mut seen = short.clone();
        seen.sort();
        seen.dedup();
        if rounded || seen.len() < short.len() { ticks.values.iter().map(exact).collect() } else { short }
    }

    /// The title of the value axis: `Rata-rata harga (Rp/kg)`.
    pub(crate) fn axis_title(&self) -> String {
        match &self.unit {
            Some(unit) => format!("{} ({unit})", self.value_name),
            None => self.value_name.clone(),
        }
    }

    /// A difference with its sign.
    pub(crate) fn signed(&self, difference: f64) -> String {
        let said = self.full(difference);
        if difference > 0.0 { format!("+{said}") } else { said }
    }

    /// The accessible name of the chart: `Rata-rata harga per kecamatan`.
    pub(crate) fn title(&self) -> String {
        words::CHART_TITLE.with(self.lang, &[("value", &self.value_name), ("what", &self.x_name)])
    }

    /// How much a value changed, without direction: `12,3%`, for percentages `1,2 poin persen`.
    pub(crate) fn change(&self, first: f64, last: f64) -> Change {
        if self.suffix == "%" {
            let points = format_number((last - first).abs(), 1, self.lang);
            if points == "0" {
                return Change::Negligible;
            }
            return Change::Said(words::POINTS.with(self.lang, &[("n", &points)]));
        }
        if first <= 0.0 || last < 0.0 {
            return Change::Meaningless;
        }
        let percent = (last / first - 1.0).abs() * 100.0;
        if !percent.is_finite() || percent >= 1000.0 {
            return Change::Meaningless;
        }
        let number = format_number(percent, 1, self.lang);
        if number == "0" { Change::Negligible } else { Change::Said(format!("{number}%")) }
    }

    /// How many times one value is another, with one decimal; `None` where it says nothing.
    pub(crate) fn times(&self, more: f64, less: f64) -> Option<String> {
        let ratio = more / less;
        if !(less > 0.0 && (1.1..1000.0).contains(&ratio)) {
            return None;
        }
        Some(format_number(ratio, usize::from(ratio < 100.0), self.lang))
    }
}

/// A share in per cent, with one decimal below ten.
pub(crate) fn percent(share: f64, lang: Lang) -> String {
    format!("{}%", format_number(share, usize::from(share.abs() < 10.0), lang))
}

/// How much a value changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// A share of the first value says nothing: it is zero, negative or next to nothing.
    Meaningless,
    /// Less than what is said of it.
    Negligible,
    /// The share or the points.
    Said(String),
}

/// Whether a short label tells the exact value: formatting the value with more decimals changes nothing.
fn says(label: &str, value: f64, lang: Lang) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let exact = digits(&format_number(value, 6, lang));
    let shown = digits(label);
    exact.trim_end_matches('0').trim_start_matches('0') == shown.trim_end_matches('0').trim_start_matches('0')
}

/// Decimals that say enough of a value: at least three significant digits, none from 1,000 on.
pub(crate) fn decimals(value: f64) -> usize {
    let size = value.abs();
    if size >= 1000.0 {
        0
    } else if size >= 100.0 {
        1
    } else if size >= 1.0 || size == 0.0 {
        2
    } else {
        (2.0 - libm::floor(libm::log10(size))).clamp(2.0, 12.0) as usize
    }
}

/// What stands before and after a value of a unit.
fn around(unit: &str) -> (String, String) {
    const BEFORE: [&str; 8] = ["Rp", "IDR", "US$", "USD", "$", "€", "EUR", "S$"];
    if unit == "%" || unit.eq_ignore_ascii_case("persen") || unit.eq_ignore_ascii_case("percent") {
        return (String::new(), "%".to_owned());
    }
    for currency in BEFORE {
        let Some(rest) = unit.strip_prefix(currency) else {
            continue;
        };
        let rest = rest.trim_start_matches('.').trim();
        let space = if currency.ends_with(['$', '€']) { "" } else { " " };
        let before = format!("{currency}{space}");
        if rest.is_empty() || rest.starts_with('/') {
            return (before, rest.to_owned());
        }
        // `Rp juta` is "Rp 12 juta"; `Rpx` is no currency.
        if unit[currency.len()..].starts_with([' ', '.']) {
            return (before, format!(" {rest}"));
        }
    }
    (String::new(), format!(" {unit}"))
}

/// What the values of a chart are called.
fn value_name(op: Op, y: Option<&str>, single: bool, lang: Lang) -> String {
    let Some(name) = y.filter(|_| op != Op::Rows) else {
        return words::VALUE_ROWS.text(lang).to_owned();
    };
    let (bare, within) = (readable(name), small(&readable(name)));
    let starts = |leads: &[&str]| leads.iter().any(|lead| within.starts_with(lead));
    let message = match op {
        _ if single && !super::lower::counts(op) => return bare,
        Op::Sum if starts(&["jumlah", "total", "banyak"]) => return bare,
        Op::Mean if starts(&["rata", "rerata", "average", "mean"]) => return bare,
        Op::Median if starts(&["median"]) => return bare,
        Op::Sum => words::VALUE_SUM,
        Op::Mean => words::VALUE_MEAN,
        Op::Median => words::VALUE_MEDIAN,
        Op::Min => words::VALUE_MIN,
        Op::Max => words::VALUE_MAX,
        Op::Count => words::VALUE_COUNT,
        Op::Distinct => words::VALUE_DISTINCT,
        Op::Rows => words::VALUE_ROWS,
    };
    capital(&message.with(lang, &[("what", &within)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(unit: &str, op: Op) -> Voice {
        let spec = ChartSpec {
            y: Some("harga".to_owned()),
            op: Some(op),
            unit: Some(unit.to_owned()),
            ..ChartSpec::default()
        };
        Voice::new(&spec, false, Lang::Id)
    }

    #[test]
    fn units_stand_where_people_write_them() {
        for (unit, value, expected) in [
            ("Rp", 12_500.0, "Rp 12.500"),
            ("Rp", -12_500.0, "-Rp 12.500"),
            ("Rp/kg", 12_500.0, "Rp 12.500/kg"),
            ("Rp juta", 12.5, "Rp 12,5 juta"),
            ("Rp.", 5.0, "Rp 5"),
            ("%", 12.34, "12,34%"),
            ("persen", 5.0, "5%"),
            ("orang", 1200.0, "1.200 orang"),
            ("orang", -3.0, "-3 orang"),
            ("$", 5.0, "$5"),
            ("", 0.012_345, "0,0123"),
            ("", 999.94, "999,9"),
        ] {
            assert_eq!(voice(unit, Op::Mean).full(value), expected, "{unit} {value}");
        }
        assert_eq!(voice("Rp", Op::Rows).full(5.0), "5", "counts have no currency");
    }

    #[test]
    fn changes_are_said_only_where_they_mean_something() {
        let price = voice("Rp", Op::Mean);
        let said = |words: &str| Change::Said(words.to_owned());
        assert_eq!(price.change(100.0, 112.34), said("12,3%"));
        assert_eq!(price.change(100.0, 50.0), said("50%"));
        assert_eq!(price.change(100.0, 100.01), Change::Negligible);
        assert_eq!(price.change(0.0, 5.0), Change::Meaningless);
        assert_eq!(price.change(-1.0, 5.0), Change::Meaningless);
        assert_eq!(price.change(1.0, 5000.0), Change::Meaningless);
        assert_eq!(voice("%", Op::Mean).change(5.0, 6.25), said("1,3 poin persen"));
        assert_eq!(price.times(12_500.0, 6900.0).as_deref(), Some("1,8"));
        assert_eq!(price.times(1.0, 0.0), None);
        assert_eq!(price.times(1.0, -1.0), None);
        assert_eq!(price.times(1.01, 1.0), None);
    }

    #[test]
    fn values_are_called_by_operation_and_header() {
        for (op, name, single, expected) in [
            (Op::Mean, Some("harga"), false, "Rata-rata harga"),
            (Op::Mean, Some("harga"), true, "Harga"),
            (Op::Sum, Some("jumlah_umkm"), false, "Jumlah UMKM"),
            (Op::Sum, Some("produksi (ton)"), false, "Total produksi"),
            (Op::Max, Some("harga"), false, "Harga tertinggi"),
            (Op::Rows, None, false, "Jumlah baris"),
            (Op::Rows, Some("harga"), true, "Jumlah baris"),
        ] {
            assert_eq!(value_name(op, name, single, Lang::Id), expected);
        }
    }

    #[test]
    fn axis_labels_tell_ticks_apart() {
        let price = voice("Rp", Op::Mean);
        for (low, high, count) in [(0.0, 1.0, 5), (0.0, 50_000.0, 5), (1_000_000.0, 1_000_400.0, 4), (0.0, 3e9, 3)] {
            let mut labels = price.ticks(&Ticks::new(low, high, count));
            let all = labels.len();
            labels.sort();
            labels.dedup();
            assert_eq!(labels.len(), all, "{labels:?}");
        }
    }
}
