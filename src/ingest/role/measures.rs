//! What numbers measure: by their unit, their header, the title of the table, their size.

use crate::base::date;
use crate::base::note::{Note, NoteCode};
use crate::base::text::fold;
use crate::table::{Arena, Kind, Reading, Role, RoleVerdict};

use super::truth;
use super::vocabulary::{self, Measure};
use super::{Column, English, Sheet, header_says};

/// Amounts of money in a budget are larger than this, in rupiah.
const LARGE: f64 = 1e6;

impl<'a> Sheet<'a> {
    /// The columns with what they say together.
    #[inline(never)]
    pub(super) fn new(columns: Vec<Column<'a>>, arena: &'a Arena, context: &[String]) -> Self {
        let context: Vec<(Measure, String)> =
            context.iter().filter_map(|text| vocabulary::text_measure(text)).collect();
        let words = || columns.iter().filter(|column| column.reading == Reading::Text);
        let mixed = words().any(|column| column.header.word(vocabulary::MIXED_ROWS).is_some());
        let measures = || {
            let headers = columns.iter().filter_map(|column| column.measure.as_ref());
            headers.chain(&context).map(|(measure, _)| *measure)
        };
        let weighed = measures().any(|measure| matches!(measure, Measure::Amount | Measure::Count | Measure::Percent));
        let foods = |column: &Column<'_>| column.profile.texts.iter().filter(|text| is_food(text)).count() >= 3;
        let prices = !weighed && words().any(foods);
        let is_money = |column: &&Column<'_>| {
            column.is_number()
                && column.measure.as_ref().is_some_and(|(measure, _)| *measure == Measure::Currency)
                && column.profile.median_size() >= LARGE
        };
        let numbers = columns.iter().filter(|column| column.is_number()).count();
        let money = Some(columns.iter().filter(is_money).count())
            .filter(|money| money * 2 >= numbers)
            .and_then(|_| columns.iter().find(is_money))
            .map(|column| column.header.all.join(" "));
        let has = |words: &str| columns.iter().any(|column| column.header.word(words).is_some());
        let english = English {
            city: has("city regency kabupaten kota kabkota municipality"),
            district: has("district districts"),
            subdistrict: has("subdistrict subdistricts"),
        };
        Self { columns, arena, context, mixed, prices, english, money }
    }

    /// The role of a column of numbers. `units` are the columns of units.
    #[inline(never)]
    pub(super) fn number(&self, at: usize, units: &[usize]) -> Option<RoleVerdict> {
        let column = &self.columns[at];
        if !column.is_number() {
            return None;
        }
        if let Some(word) = column.header.word(vocabulary::GROUP)
            && column.measure.is_none()
            && column.profile.whole_share() >= 1.0
            && column.profile.distinct <= 20
            && column.profile.filled > 2 * column.profile.distinct as u32
        {
            return Some(RoleVerdict::new(Role::Category, header_says(word)).or(Role::Integer));
        }
        let (measure, why) = self.measure(at, units).unzip();
        let role = match measure {
            Some(Measure::Percent) => Role::Percent,
            Some(Measure::Currency) => Role::Currency,
            // Means of counts slip in among them: 24.5 days of rain.
            Some(Measure::Count) if column.profile.whole_share() >= 0.75 => Role::Integer,
            // Weather is measured, also where it was rounded.
            Some(Measure::Amount) if column.header.says(vocabulary::WEATHER) => Role::Decimal,
            _ if column.profile.whole_share() >= 1.0 && column.builder.whole && !self.is_one_of_decimals(at) => {
                Role::Integer
            }
            _ => Role::Decimal,
        };
        let mut verdict = RoleVerdict { role, others: Vec::new(), why: why.into_iter().collect() };
        match role {
            Role::Integer => {
                verdict.why.push(Note::once(NoteCode::RoleWhole, []));
                if truth::zero_one(column) {
                    verdict.why.push(Note::once(NoteCode::RoleZeroOne, []));
                    verdict.others.push(Role::Boolean);
                }
                verdict.others.push(Role::Currency);
            }
            Role::Decimal => {
                verdict.why.push(Note::once(NoteCode::RoleFractions, []));
                verdict.others.push(Role::Percent);
            }
            _ => {}
        }
        Some(verdict)
    }

    /// Whether a column whose cells all end in `.0` is one of several of months or years most of which have fractions.
    fn is_one_of_decimals(&self, at: usize) -> bool {
        let spread = |column: &Column<'_>| {
            column.is_number()
                && column.header.leaf.len() == 1
                && column.header.leaf.iter().any(|word| {
                    date::month_of(word.as_bytes()).is_some()
                        || word.parse().is_ok_and(|year| (1900..=2100).contains(&year))
                })
        };
        let column = &self.columns[at];
        if column.profile.filled == 0 || column.counts.point_zero < column.profile.filled || !spread(column) {
            return false;
        }
        let others = || self.columns.iter().enumerate().filter(|(other, column)| *other != at && spread(column));
        let parted = others().filter(|(_, column)| column.profile.whole_share() < 1.0).count();
        parted >= 2 && parted * 2 > others().count()
    }

    /// What a column measures, and the reason.
    #[inline(never)]
    fn measure(&self, at: usize, units: &[usize]) -> Option<(Measure, Note)> {
        let column = &self.columns[at];
        if column.share {
            return Some((Measure::Percent, Note::once(NoteCode::RoleFormat, [])));
        }
        if column.counts.percent * 2 > column.profile.filled {
            return Some((Measure::Percent, column.cells(column.counts.percent)));
        }
        if column.counts.currency * 2 > column.profile.filled {
            return Some((Measure::Currency, column.cells(column.counts.currency)));
        }
        // Prices have their unit beside them; areas and people in the same table have their own.
        let own = column.measure.as_ref().is_some_and(|(measure, word)| {
            *measure != Measure::Currency && !vocabulary::has(vocabulary::ANYTHING, word)
        });
        if let Some((measure, why)) = self.unit_beside(at, units)
            && !(own && measure == Measure::Currency)
        {
            return Some((measure, why));
        }
        // Contracts and assets are counted, too, but hardly in millions.
        let first = column.header.leaf.first().is_some_and(|word| vocabulary::has(vocabulary::MONEY, word));
        if (!own || first)
            && let Some(word) = column.header.word(vocabulary::MONEY)
            && column.header.word("transaksi").is_none_or(|_| column.header.word("jumlah jml banyak").is_none())
            && column.profile.range().is_some_and(|(_, high)| high >= LARGE)
        {
            return Some((Measure::Currency, header_says(word)));
        }
        // A worth of hundreds of millions is one of rupiah, if it is the worth of something.
        if let Some(word) = column.header.word("nilai")
            && !own
            && column.header.leaf.len() > 1
            && !self.mixed
            && units.is_empty()
            && column.profile.range().is_some_and(|(_, high)| high >= 100.0 * LARGE)
        {
            return Some((Measure::Currency, header_says(word)));
        }
        if let Some((measure, word)) = &column.measure
            && is_plausible(column, *measure)
        {
            return Some((*measure, header_says(word)));
        }
        let fractions = column.profile.whole_share() < 0.9;
        let below = |limit: f64| column.profile.range().is_some_and(|(low, high)| low >= 0.0 && high <= limit);
        // Pupils are counted, so fractions of a hundred or so are rates of taking part.
        if let Some(word) = column.header.word(vocabulary::SCHOOL)
            && fractions
            && below(150.0)
        {
            return Some((Measure::Percent, header_says(word)));
        }
        if let Some(word) = column.header.word(vocabulary::PROGRESS)
            && fractions
            && below(200.0)
        {
            return Some((Measure::Percent, header_says(word)));
        }
        // What was to come in and what was spent of a budget is money, too.
        if let Some(word) = column.header.word(vocabulary::PROGRESS).or_else(|| column.header.word("target"))
            && column.profile.range().is_some_and(|(_, high)| high >= LARGE)
            && self.columns.iter().any(|other| matches!(other.measure, Some((Measure::Currency, _))))
        {
            return Some((Measure::Currency, header_says(word)));
        }
        if column.measure.is_some() || self.mixed {
            return None;
        }
        if self.prices && column.profile.median_size() >= 500.0 && column.profile.whole_share() >= 0.9 {
            return Some((Measure::Currency, Note::once(NoteCode::RolePrices, [])));
        }
        // Large numbers without a telling header among columns of money are money: `lainnya`.
        if let Some(name) = &self.money
            && column.profile.range().is_some_and(|(_, high)| high >= LARGE)
        {
            return Some((Measure::Currency, Note::once(NoteCode::RoleNeighbour, [name.clone()])));
        }
        self.context.iter().find_map(|(measure, word)| {
            let fits = match measure {
                Measure::Currency => column.profile.range().is_some_and(|(_, high)| high >= 1_000.0),
                Measure::Percent => column.profile.median_size() <= 200.0 && fractions,
                _ => false,
            };
            fits.then(|| (*measure, Note::once(NoteCode::RoleTitle, [word.clone()])))
        })
    }

    /// What the unit in a column beside says: one column of units is for all numbers, of several the
    /// one right behind its numbers.
    fn unit_beside(&self, at: usize, units: &[usize]) -> Option<(Measure, Note)> {
        let unit = match units {
            [] => return None,
            [only] => *only,
            several => *several.iter().find(|unit| **unit == at + 1)?,
        };
        if !vocabulary::is_unit_of(&self.columns[unit].header, &self.columns[at].header) {
            return None;
        }
        let texts = &self.columns[unit].profile.texts;
        let first = texts.first()?;
        let measure = vocabulary::unit_measure(first)?;
        // Rows of different units have none in common.
        texts
            .iter()
            .all(|text| vocabulary::unit_measure(text) == Some(measure))
            .then(|| (measure, Note::once(NoteCode::RoleUnit, [first.clone()])))
    }
}

/// Whether a text begins with the name of a food whose price is watched.
fn is_food(text: &str) -> bool {
    const FOODS: &[&str] =
        &["beras", "cabai", "bawang", "daging", "telur", "gula", "minyak goreng", "tepung", "kedelai", "jagung"];
    let folded = fold(text);
    FOODS.iter().any(|food| folded.starts_with(food))
}

/// Whether the size of the numbers allows what a header says. Explicit words are believed; "inflasi"
/// or "pengangguran" over thousands are counts.
fn is_plausible(column: &Column<'_>, measure: Measure) -> bool {
    match measure {
        Measure::Percent => {
            column.profile.median_size() <= 500.0 || column.counts.of(Kind::Missing) == column.profile.filled
        }
        _ => true,
    }
}
