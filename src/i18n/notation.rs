//! Words for numbers in other notations: sizes, units of time, and what notes say of them.

use super::{Message, messages, notes};
use crate::base::lang::Lang;
use crate::base::note::{Note, NoteCode};
use crate::base::number::format_number;
use crate::base::size::Size;
use crate::base::stretch::TimeUnit;

messages! {
    THOUSAND: "ribu" / "thousands";
    MILLION: "juta" / "millions";
    BILLION: "miliar" / "billions";
    TRILLION: "triliun" / "trillions";
    SECONDS: "detik" / "seconds";
    MINUTES: "menit" / "minutes";
    HOURS: "jam" / "hours";
    DAYS: "hari" / "days";
    WEEKS: "minggu" / "weeks";
    MONTHS: "bulan" / "months";
    YEARS: "tahun" / "years";
}

/// The word for a size that numbers count in.
pub const fn size_name(size: Size) -> Message {
    match size {
        Size::Thousand => THOUSAND,
        Size::Million => MILLION,
        Size::Billion => BILLION,
        Size::Trillion => TRILLION,
    }
}

/// The word for a unit of time.
pub const fn unit_name(unit: TimeUnit) -> Message {
    match unit {
        TimeUnit::Second => SECONDS,
        TimeUnit::Minute => MINUTES,
        TimeUnit::Hour => HOURS,
        TimeUnit::Day => DAYS,
        TimeUnit::Week => WEEKS,
        TimeUnit::Month => MONTHS,
        TimeUnit::Year => YEARS,
    }
}

/// What the sentence of a note needs beside its arguments, which are written for people here.
pub(super) fn words_of(note: &Note, args: &mut [String], lang: Lang) -> Vec<(&'static str, String)> {
    let arg = |at: usize| note.args.get(at).map_or("", String::as_str);
    let unit = |name: &str| {
        TimeUnit::of_name(name).map_or_else(|| name.to_owned(), |unit| unit_name(unit).text(lang).to_owned())
    };
    match note.code {
        NoteCode::SizeWords => {
            if let (Some(ones), Ok(value)) = (args.get_mut(2), arg(2).parse::<f64>()) {
                *ones = format_number(value, 0, lang);
            }
            Vec::new()
        }
        NoteCode::SizeMissing => {
            let size = Size::ALL.into_iter().find(|size| arg(1) == size.power().to_string());
            let how = size.map_or_else(
                || notes::SIZE_AS_WRITTEN.text(lang).to_owned(),
                |size| notes::SIZE_COUNTED_IN.with(lang, &[("size", size_name(size).text(lang))]),
            );
            vec![("how", how)]
        }
        NoteCode::StretchCells => vec![("unit", unit(arg(1)))],
        NoteCode::RoleStretch => vec![("unit", unit(arg(0)))],
        _ => Vec::new(),
    }
}
