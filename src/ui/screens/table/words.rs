//! Readings, conditions and sizes in words.

use crate::base::date::{self, DateStyle};
use crate::base::lang::Lang;
use crate::base::number::{self, NumberStyle};
use crate::i18n::{Message, notation, table as words};
use crate::query::{Condition, Scalar, SortKey, Test};
use crate::table::{Oddity, Reading, Role};

/// What a column holds, in its header: what it is about where that says more than its reading.
pub(super) fn kind(reading: Reading, role: Role, lang: Lang) -> String {
    let plain = [Role::Category, Role::Text, Role::CodeOther, Role::Integer, Role::Decimal, Role::Date];
    let told = if plain.contains(&role) { None } else { crate::i18n::notes::role_name(role.name()) };
    let message = told.unwrap_or(match reading {
        Reading::Text => words::KIND_TEXT,
        Reading::Code => words::KIND_CODE,
        Reading::Number(_) => words::KIND_NUMBER,
        Reading::Date(_) => words::KIND_DATE,
    });
    match reading {
        // What it is counted in is the reader's choice, so it is said.
        Reading::Number(NumberStyle::Stretch(unit)) => {
            format!("{} ({})", message.text(lang), notation::unit_name(unit).text(lang))
        }
        _ => message.text(lang).to_owned(),
    }
}

/// The place of a reading among those to choose from.
pub(super) const fn order(reading: Reading) -> u8 {
    match reading {
        Reading::Number(NumberStyle::Plain) => 0,
        Reading::Number(NumberStyle::Id) => 1,
        Reading::Number(NumberStyle::En) => 2,
        Reading::Number(NumberStyle::IdIn(_)) => 3,
        Reading::Number(NumberStyle::EnIn(_)) => 4,
        Reading::Number(NumberStyle::Degrees) => 5,
        // Room for every unit.
        Reading::Number(NumberStyle::Stretch(unit)) => 10 + unit as u8,
        Reading::Date(DateStyle::Iso) => 20,
        Reading::Date(DateStyle::DayFirst) => 21,
        Reading::Date(DateStyle::MonthFirst) => 22,
        Reading::Code => 23,
        Reading::Text => 24,
    }
}

/// What a reading is called where one is chosen.
pub(super) fn reading(reading: Reading, lang: Lang) -> String {
    let message = match reading {
        Reading::Number(NumberStyle::IdIn(size) | NumberStyle::EnIn(size)) => {
            return words::READ_NUMBER_IN.with(lang, &[("size", notation::size_name(size).text(lang))]);
        }
        Reading::Number(NumberStyle::Stretch(unit)) => {
            return words::READ_STRETCH.with(lang, &[("unit", notation::unit_name(unit).text(lang))]);
        }
        Reading::Number(NumberStyle::Degrees) => words::READ_DEGREES,
        Reading::Text => words::READ_TEXT,
        Reading::Code => words::READ_CODE,
        Reading::Number(NumberStyle::Plain) => words::READ_NUMBER_PLAIN,
        Reading::Number(NumberStyle::Id) => words::READ_NUMBER_ID,
        Reading::Number(NumberStyle::En) => words::READ_NUMBER_EN,
        Reading::Date(DateStyle::Iso) => words::READ_DATE_ISO,
        Reading::Date(DateStyle::DayFirst) => words::READ_DATE_DAY,
        Reading::Date(DateStyle::MonthFirst) => words::READ_DATE_MONTH,
    };
    message.text(lang).to_owned()
}

/// What stands between the fields of a text.
pub(super) fn delimiter(written: &str, lang: Lang) -> &str {
    match written {
        "\t" => words::DELIMITER_TAB.text(lang),
        "," => words::DELIMITER_COMMA.text(lang),
        ";" => words::DELIMITER_SEMICOLON.text(lang),
        "|" => words::DELIMITER_PIPE.text(lang),
        other => other,
    }
}

/// A whole number in the person's style.
pub(super) fn count(value: u64, lang: Lang) -> String {
    number::format_number(value as f64, 0, lang)
}

/// Bytes in the person's style: `4,2 MB`.
pub(super) fn bytes(value: u64, lang: Lang) -> String {
    let value = value as f64;
    match value {
        _ if value < 1_000.0 => format!("{} B", number::format_number(value, 0, lang)),
        _ if value < 1_000_000.0 => format!("{} KB", number::format_number(value / 1_000.0, 0, lang)),
        _ => format!("{} MB", number::format_number(value / 1_000_000.0, 1, lang)),
    }
}

/// A value of a condition as people write it.
fn scalar(value: &Scalar, lang: Lang) -> String {
    match value {
        Scalar::Number(value) => number::format_number(*value, 6, lang),
        Scalar::Text(text) => date::parse_iso(text).map_or_else(|| text.clone(), |days| date::format_short(days, lang)),
    }
}

/// Rows that are odd in a certain way.
const fn odd(oddity: Oddity) -> Message {
    match oddity {
        Oddity::Unread => words::ODD_UNREAD,
        Oddity::Marked => words::ODD_MARKED,
        Oddity::NoSize => words::ODD_NO_SIZE,
        Oddity::LineBreak => words::ODD_LINE_BREAK,
        Oddity::Undecoded => words::ODD_UNDECODED,
        Oddity::Short => words::ODD_SHORT,
        Oddity::Long => words::ODD_LONG,
        Oddity::Total => words::ODD_TOTAL,
        Oddity::NoTotal => words::ODD_NO_TOTAL,
    }
}

/// A condition in words, short enough for a chip.
pub(in crate::ui::screens) fn condition(condition: &Condition, lang: Lang) -> String {
    let column = condition.column.as_str();
    let with = |message: Message, value: &str| message.with(lang, &[("column", column), ("value", value)]);
    match &condition.test {
        Test::Equals(value) => with(words::COND_IS, &scalar(value, lang)),
        Test::NotEquals(value) => with(words::COND_NOT, &scalar(value, lang)),
        Test::OneOf(values) => {
            let first = values.first().map(|value| scalar(value, lang)).unwrap_or_default();
            let text = if values.len() > 1 {
                words::AND_MORE.with(lang, &[("first", &first), ("n", &count(values.len() as u64 - 1, lang))])
            } else {
                first
            };
            with(words::COND_IS, &text)
        }
        Test::Contains(text) => with(words::COND_CONTAINS, text),
        Test::Above(value) => with(words::COND_ABOVE, &scalar(value, lang)),
        Test::AtLeast(value) => with(words::COND_AT_LEAST, &scalar(value, lang)),
        Test::Below(value) => with(words::COND_BELOW, &scalar(value, lang)),
        Test::AtMost(value) => with(words::COND_AT_MOST, &scalar(value, lang)),
        Test::Missing(true) => with(words::COND_MISSING, ""),
        Test::Missing(false) => with(words::COND_PRESENT, ""),
        Test::Odd(oddity) => with(odd(*oddity), ""),
    }
}

/// A sort key in words.
pub(super) fn sort(key: &SortKey, lang: Lang) -> String {
    let message = if key.descending { words::SORTED_DOWN } else { words::SORTED_UP };
    message.with(lang, &[("column", &key.column)])
}
