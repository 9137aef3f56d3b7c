//! What a column's values are in SQL: the same values that this program would read from the same cells,
//! so that an answer does not depend on who worked it out.
//!
//! Words lose the white space around them and are missing where they say so (`-`, `n/a` …); days lose their
//! time; numbers that are none (`NaN`) are missing. A number is only what the table declares as one: words
//! that look like numbers stay words.

use super::sql::{Expr, Function, Operator, Type};
use super::{Column, Kind};
use crate::base::date;
use crate::base::text::fold;
use crate::query::relation::number_text;
use crate::query::{Condition, Scalar, Test};
use crate::table::{MISSING_MARKERS, Reading, says_missing};

/// White space around words, as [`crate::base::text::trim`] takes it away, in `PostgreSQL`'s regular expressions.
const AROUND: &str = r"[ \t\r\n\v\f\u00a0\u202f\ufeff]";

/// What words lose to be values: the white space around them, and everything where they say that there is no
/// value ([`MISSING_MARKERS`], or nothing but dashes or dots). Of several ways to match, `PostgreSQL` takes the
/// longest.
fn taken_away() -> String {
    let mut pattern = format!("^{AROUND}*(-{{1,16}}|[.]{{1,16}}");
    for marker in MISSING_MARKERS.iter().filter(|marker| says_missing(marker)) {
        pattern.push('|');
        for char in marker.chars() {
            match char {
                '.' => pattern.push_str("[.]"),
                '\\' => pattern.push_str("\\\\"),
                char => pattern.push(char),
            }
        }
    }
    pattern + &format!("){AROUND}*$|^{AROUND}+|{AROUND}+$")
}

/// A column's numbers, exactly as stored.
pub(super) fn number(column: &Column) -> Option<Expr> {
    let plain = Expr::column(&column.name);
    let without = |expr: Expr, word: &str| Expr::NullIf(Box::new(expr), Box::new(Expr::words(word)));
    Some(match column.kind {
        Kind::Whole => plain,
        Kind::Decimal => without(plain, "NaN"),
        Kind::Float => without(without(without(plain, "NaN"), "Infinity"), "-Infinity"),
        Kind::Words | Kind::Truth | Kind::Day | Kind::Moment | Kind::Other => return None,
    })
}

/// A column's numbers as this program has them.
pub(super) fn double(column: &Column) -> Option<Expr> {
    Some(number(column)?.cast(Type::Double))
}

/// A column's days.
pub(super) fn day(column: &Column) -> Option<Expr> {
    matches!(column.kind, Kind::Day | Kind::Moment).then(|| Expr::column(&column.name).cast(Type::Date))
}

/// A column's words.
pub(super) fn words(column: &Column) -> Option<Expr> {
    let plain = Expr::column(&column.name);
    match column.kind {
        Kind::Whole | Kind::Truth => Some(plain.cast(Type::Text)),
        Kind::Words => {
            let arguments = vec![plain, Expr::Pattern(taken_away()), Expr::words(""), Expr::words("gi")];
            Some(Expr::NullIf(Box::new(Expr::Call(Function::RegexpReplace, arguments)), Box::new(Expr::words(""))))
        }
        Kind::Decimal | Kind::Float | Kind::Day | Kind::Moment | Kind::Other => None,
    }
}

/// A column's values under its reading.
pub(super) fn value(column: &Column) -> Option<Expr> {
    match column.reading {
        Reading::Number(_) => double(column),
        Reading::Date(_) => day(column),
        Reading::Text | Reading::Code => words(column),
    }
}

/// Words folded for comparison, as [`fold`] does it for letters with a Latin base.
fn folded(words: Expr) -> Expr {
    let (mut from, mut to) = (String::new(), String::new());
    // The commonest also in upper case: a database may be set up to know ASCII letters only.
    let letters =
        ('\u{c0}'..='\u{ff}').chain('\u{100}'..='\u{21b}').filter(|char| *char < '\u{100}' || char.is_lowercase());
    for char in letters.filter(|char| char.is_alphabetic()) {
        let base = fold(&char.to_string());
        if let (Some(base), None) = (base.chars().next(), base.chars().nth(1))
            && base.is_ascii_alphabetic()
        {
            from.push(char);
            to.push(base);
        }
    }
    // What has no counterpart is taken away.
    from.extend(['\u{300}', '\u{301}', '\u{302}', '\u{303}', '\u{308}']);
    let lower = Expr::call(Function::Lower, words);
    let mut expr = Expr::Call(Function::Translate, vec![lower, Expr::words(from), Expr::words(to)]);
    for (letter, plain) in [("æ", "ae"), ("œ", "oe"), ("ß", "ss")] {
        expr = Expr::Call(Function::Replace, vec![expr, Expr::words(letter), Expr::words(plain)]);
    }
    let pattern = [Expr::Pattern(r"\s+".to_owned()), Expr::words(" "), Expr::words("g")];
    Expr::Call(Function::RegexpReplace, std::iter::once(expr).chain(pattern).collect())
}

/// A condition's value in SQL; `None` where it does not fit the column.
fn scalar(scalar: &Scalar, column: &Column) -> Option<Expr> {
    match (column.reading, scalar) {
        (Reading::Number(_), Scalar::Number(number)) if number.is_finite() => Some(Expr::Number(*number)),
        (Reading::Date(_), Scalar::Text(text)) => {
            let day = date::parse_iso(text).filter(|day| date::iso(*day) == *text)?;
            Some(Expr::words(date::iso(day)).cast(Type::Date))
        }
        (Reading::Text | Reading::Code, Scalar::Text(text)) => Some(Expr::words(text.as_str())),
        (Reading::Text | Reading::Code, Scalar::Number(number)) => Some(Expr::words(number_text(*number))),
        _ => None,
    }
}

/// A condition in SQL; `None` where the portal's database would answer something else.
pub(super) fn condition(condition: &Condition, column: &Column) -> Option<Expr> {
    let is_words = matches!(column.reading, Reading::Text | Reading::Code);
    let value = value(column)?;
    let compared = |operator: Operator, with: &Scalar| {
        // Words stand in natural order here, which a database does not have.
        let orders = !matches!(operator, Operator::Equal | Operator::NotEqual);
        if orders && is_words { None } else { Some(value.clone().with(operator, scalar(with, column)?)) }
    };
    Some(match &condition.test {
        Test::Equals(with) => compared(Operator::Equal, with)?,
        Test::NotEquals(with) => {
            Expr::Any(vec![Expr::IsNull(Box::new(value.clone())), compared(Operator::NotEqual, with)?])
        }
        Test::OneOf(all) => {
            let all: Option<Vec<Expr>> = all.iter().map(|one| scalar(one, column)).collect();
            Expr::In(Box::new(value), all?)
        }
        Test::Above(with) => compared(Operator::Above, with)?,
        Test::AtLeast(with) => compared(Operator::AtLeast, with)?,
        Test::Below(with) => compared(Operator::Below, with)?,
        Test::AtMost(with) => compared(Operator::AtMost, with)?,
        Test::Missing(true) => Expr::IsNull(Box::new(value)),
        Test::Missing(false) => Expr::NotNull(Box::new(value)),
        Test::Contains(part) if is_words => {
            let part = fold(part);
            if part.is_empty() {
                Expr::NotNull(Box::new(value))
            } else {
                let place = Expr::Call(Function::Strpos, vec![folded(value), Expr::words(part)]);
                place.with(Operator::Above, Expr::Number(0.0))
            }
        }
        // How a row was written is not kept by a database.
        Test::Contains(_) | Test::Odd(_) => return None,
    })
}
