//! What the rules about the data are called, what they found in words, and how each is mended.

use super::{DataCheck, DataItem};
use crate::base::date;
use crate::base::lang::Lang;
use crate::base::number::format_number;
use crate::i18n::{Message, quality as messages};

/// What a rule is called, what it says when points are lost, and how that is mended.
type Words = (Message, Message, Message);

impl DataCheck {
    /// What is looked at.
    pub const fn message(self) -> Message {
        self.messages().0
    }

    /// What a reader can do here until then, where there is something.
    pub const fn meanwhile(self) -> Option<Message> {
        Some(match self {
            Self::Typed => messages::NOW_TYPED,
            Self::Dates => messages::NOW_DATES,
            Self::Numbers => messages::NOW_NUMBERS,
            Self::Totals => messages::NOW_TOTALS,
            Self::Codes => messages::NOW_CODES,
            _ => return None,
        })
    }

    const fn messages(self) -> Words {
        match self {
            Self::Filled => (messages::FILLED, messages::FOUND_FILLED, messages::MEND_FILLED),
            Self::Typed => (messages::TYPED, messages::FOUND_TYPED, messages::MEND_TYPED),
            Self::Headers => (messages::HEADERS, messages::FOUND_HEADERS, messages::MEND_HEADERS),
            Self::Units => (messages::UNITS, messages::FOUND_UNITS, messages::MEND_UNITS),
            Self::Codes => (messages::CODES, messages::FOUND_CODES, messages::MEND_CODES),
            Self::Dates => (messages::DATES, messages::FOUND_DATES, messages::MEND_DATES),
            Self::Numbers => (messages::NUMBERS, messages::FOUND_NUMBERS, messages::MEND_NUMBERS),
            Self::Duplicates => (messages::DUPLICATES, messages::FOUND_DUPLICATES, messages::MEND_DUPLICATES),
            Self::OneTable => (messages::ONE_TABLE, messages::FOUND_ONE_TABLE, messages::MEND_ONE_TABLE),
            Self::Totals => (messages::TOTALS, messages::FOUND_TOTALS, messages::MEND_TOTALS),
            Self::Records => (messages::RECORDS, messages::FOUND_RECORDS, messages::MEND_RECORDS),
            Self::Encoding => (messages::ENCODING, messages::FOUND_ENCODING, messages::MEND_ENCODING),
            Self::MachineReadable => (messages::MACHINE, messages::FOUND_MACHINE, messages::MEND_MACHINE),
            Self::TrueLabel => (messages::LABEL, messages::FOUND_LABEL, messages::MEND_LABEL),
            Self::UpToDate => (messages::UP_TO_DATE, messages::FOUND_UP_TO_DATE, messages::MEND_UP_TO_DATE),
        }
    }
}

impl DataItem {
    /// How to mend it.
    pub fn repair(&self) -> Message {
        match self.check {
            DataCheck::Codes if !self.lacks_codes() => messages::MEND_WRONG_CODES,
            check => check.messages().2,
        }
    }

    /// Whether regions are named without a code.
    fn lacks_codes(&self) -> bool {
        self.found.iter().all(|(_, value)| value == "0")
    }

    /// What was found, where points were lost.
    pub fn sentence(&self, lang: Lang) -> String {
        let named_only = self.check == DataCheck::Codes && self.lacks_codes();
        let message = if named_only { messages::FOUND_NO_CODES } else { self.check.messages().1 };
        let written: Vec<(&str, String)> = self
            .found
            .iter()
            .map(|(key, value)| {
                let text = match (*key, value.parse::<u64>(), date::parse_iso(value)) {
                    ("n" | "all", Ok(number), _) => format_number(number as f64, 0, lang),
                    ("date", _, Some(day)) => date::format_short(day, lang),
                    _ => value.clone(),
                };
                (*key, text)
            })
            .collect();
        let args: Vec<(&str, &str)> = written.iter().map(|(key, value)| (*key, value.as_str())).collect();
        message.with(lang, &args)
    }
}
