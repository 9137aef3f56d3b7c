//! What a column is about: its role, beside how its cells are written.
//!
//! A reading says how cells become values; a role says what the values are: codes of regions in one
//! of the two official systems, names of a level, money, shares, years. Charts, maps and joins choose
//! by role; the evidence for it is shown to the person like that for the reading.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::base::date;
use crate::base::note::Note;
use crate::base::number::NumberStyle;

use super::Reading;

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Codes of regions in the system of Statistics Indonesia (BPS), of any level or a part of one.
    CodeRegionBps,
    /// Codes of regions in the system of the Ministry of Home Affairs.
    CodeRegionKemendagri,
    /// Names of provinces.
    NameProvince,
    /// Names of regencies and cities.
    NameKabkota,
    /// Names of districts.
    NameKecamatan,
    /// Names of villages.
    NameDesa,
    /// Identifiers of other things: postal codes, KBLI, NIK.
    CodeOther,
    /// Few words that repeat, or the labels of a table's rows.
    Category,
    /// Free text.
    Text,
    /// Whole numbers: counts.
    Integer,
    /// Numbers with fractions: measures, indices, ratios.
    Decimal,
    /// Amounts of rupiah, in any unit.
    Currency,
    /// Shares and rates in per cent.
    Percent,
    /// Years.
    Year,
    /// Months of a year, as numbers or names.
    Month,
    /// Days.
    Date,
    /// Months of a certain year, quarters, semesters, school years.
    Period,
    /// Degrees north.
    Latitude,
    /// Degrees east.
    Longitude,
    /// Yes or no, in whatever words: categories of two.
    Boolean,
    /// Stretches of time, in the unit of the reading or of the header.
    Duration,
    /// Units of measurement of the numbers beside.
    Unit,
    /// Row numbers.
    Id,
    /// Nothing at all.
    Empty,
}

impl Role {
    /// The serialised name, such as `name_kabkota`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CodeRegionBps => "code_region_bps",
            Self::CodeRegionKemendagri => "code_region_kemendagri",
            Self::NameProvince => "name_province",
            Self::NameKabkota => "name_kabkota",
            Self::NameKecamatan => "name_kecamatan",
            Self::NameDesa => "name_desa",
            Self::CodeOther => "code_other",
            Self::Category => "category",
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Currency => "currency",
            Self::Percent => "percent",
            Self::Year => "year",
            Self::Month => "month",
            Self::Date => "date",
            Self::Period => "period",
            Self::Latitude => "latitude",
            Self::Longitude => "longitude",
            Self::Boolean => "boolean",
            Self::Duration => "duration",
            Self::Unit => "unit",
            Self::Id => "id",
            Self::Empty => "empty",
        }
    }

    /// Whether the values are amounts, which may be added, averaged and drawn by size.
    pub const fn is_measure(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal | Self::Currency | Self::Percent | Self::Duration)
    }

    /// Whether a mean of the values tells anything: of amounts, and of yes and no as 1 and 0, whose mean is a share.
    pub const fn averages(self) -> bool {
        self.is_measure() || matches!(self, Self::Boolean)
    }

    /// Whether a sum of the values tells anything. Shares and rates do not add up.
    pub const fn adds_up(self) -> bool {
        self.averages() && !matches!(self, Self::Percent)
    }

    /// Whether the values are written as numbers in some style: amounts and coordinates.
    pub const fn is_number(self) -> bool {
        self.is_measure() || matches!(self, Self::Latitude | Self::Longitude)
    }

    /// Whether the values name or number regions.
    pub const fn is_region(self) -> bool {
        matches!(
            self,
            Self::CodeRegionBps
                | Self::CodeRegionKemendagri
                | Self::NameProvince
                | Self::NameKabkota
                | Self::NameKecamatan
                | Self::NameDesa
        )
    }

    /// Whether the values are points or stretches of time.
    pub const fn is_time(self) -> bool {
        matches!(self, Self::Year | Self::Month | Self::Date | Self::Period)
    }

    /// All of them, in the order of a menu.
    pub const ALL: [Self; 24] = [
        Self::NameProvince,
        Self::NameKabkota,
        Self::NameKecamatan,
        Self::NameDesa,
        Self::CodeRegionBps,
        Self::CodeRegionKemendagri,
        Self::CodeOther,
        Self::Category,
        Self::Boolean,
        Self::Text,
        Self::Unit,
        Self::Integer,
        Self::Decimal,
        Self::Currency,
        Self::Percent,
        Self::Duration,
        Self::Year,
        Self::Month,
        Self::Period,
        Self::Date,
        Self::Latitude,
        Self::Longitude,
        Self::Id,
        Self::Empty,
    ];

    /// Whether a column of this role can be read so.
    pub const fn fits(self, reading: Reading) -> bool {
        match reading {
            // What its cells say leaves little else.
            Reading::Number(NumberStyle::Degrees) => matches!(self, Self::Latitude | Self::Longitude | Self::Decimal),
            Reading::Number(NumberStyle::Stretch(_)) => matches!(self, Self::Duration | Self::Decimal),
            Reading::Number(_) => {
                self.is_measure()
                    || matches!(
                        self,
                        Self::Latitude
                            | Self::Longitude
                            | Self::Id
                            | Self::Year
                            | Self::Month
                            | Self::Period
                            | Self::Category
                            | Self::Boolean
                            | Self::CodeOther
                            | Self::CodeRegionBps
                            | Self::CodeRegionKemendagri
                    )
            }
            Reading::Date(_) => matches!(self, Self::Date | Self::Period),
            Reading::Text | Reading::Code => {
                !self.is_measure() && !matches!(self, Self::Date | Self::Latitude | Self::Longitude)
            }
        }
    }

    /// The role of which nothing is known but the reading.
    pub const fn of_reading(reading: Reading, whole: bool) -> Self {
        match reading {
            Reading::Number(NumberStyle::Stretch(_)) => Self::Duration,
            Reading::Number(_) if whole => Self::Integer,
            Reading::Number(_) => Self::Decimal,
            Reading::Date(_) => Self::Date,
            Reading::Code => Self::CodeOther,
            Reading::Text => Self::Text,
        }
    }

    /// A cell's text in the form in which cells of this role can be compared: months as numbers 1 to
    /// 12, months of a year as `2026-02`; all others as they are.
    pub fn canonical(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Month => match date::month_of(text.as_bytes()) {
                Some(month) => Cow::Owned(month.to_string()),
                None => Cow::Borrowed(text),
            },
            Self::Period => match date::year_month(text.as_bytes()) {
                Some((year, month)) => Cow::Owned(format!("{year:04}-{month:02}")),
                None => Cow::Borrowed(text),
            },
            // Marks of preliminary figures: `2023*`.
            Self::Year => match text.get(..4) {
                Some(year) if text.len() > 4 && year.bytes().all(|byte| byte.is_ascii_digit()) => {
                    let marks = text.get(4..).unwrap_or_default();
                    Cow::Borrowed(if marks.trim_matches(['*', ')', 'r', ' ']).is_empty() { year } else { text })
                }
                _ => Cow::Borrowed(text),
            },
            _ => Cow::Borrowed(text),
        }
    }
}

/// A role with the reasons for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoleVerdict {
    /// The role.
    pub role: Role,
    /// Roles that the evidence allows as well, best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Role>,
    /// The reasons, strongest first; [`crate::i18n::notes::sentence`] says them in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<Note>,
}

impl RoleVerdict {
    /// A role for one reason.
    #[inline(never)]
    pub fn new(role: Role, why: Note) -> Self {
        Self { role, others: Vec::new(), why: vec![why] }
    }

    /// The role with one more reason.
    #[must_use]
    #[inline(never)]
    pub fn because(mut self, why: Note) -> Self {
        self.why.push(why);
        self
    }

    /// The role with another that is possible, too.
    #[must_use]
    pub fn or(mut self, other: Role) -> Self {
        self.others.push(other);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_become_comparable() {
        for (role, text, want) in [
            (Role::Month, "September", "9"),
            (Role::Month, "peb", "2"),
            (Role::Month, "7", "7"),
            (Role::Period, "Februari 2026", "2026-02"),
            (Role::Period, "202602", "2026-02"),
            (Role::Period, "Jan-24", "2024-01"),
            (Role::Period, "Q1", "Q1"),
            (Role::Period, "2023/2024", "2023/2024"),
            (Role::Period, "2013", "2013"),
            (Role::Year, "2023*", "2023"),
            (Role::Year, "2023/2024", "2023/2024"),
            (Role::Text, "Mei", "Mei"),
        ] {
            assert_eq!(role.canonical(text), want, "{role:?} {text}");
        }
    }

    #[test]
    fn only_amounts_are_summed_up() {
        for (role, averages, adds_up) in [
            (Role::Integer, true, true),
            (Role::Currency, true, true),
            (Role::Percent, true, false),
            (Role::Boolean, true, true),
            (Role::Latitude, false, false),
            (Role::Year, false, false),
            (Role::CodeOther, false, false),
        ] {
            assert_eq!((role.averages(), role.adds_up()), (averages, adds_up), "{role:?}");
        }
    }

    #[test]
    fn names_are_those_of_the_format() {
        for role in [Role::CodeRegionBps, Role::NameKabkota, Role::Latitude, Role::Empty] {
            assert_eq!(serde_json::to_value(role).expect("a role is a word"), role.name());
            assert!(crate::i18n::notes::role_name(role.name()).is_some(), "{role:?} has no words");
        }
    }
}
