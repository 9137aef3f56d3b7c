//! Whether the totals of a table are the sums of its parts.
//!
//! A total may stand below its parts or above them, close a group or the whole table, or add up the
//! totals of groups. Whatever of these fits is taken; what nearly fits is told, for it is a mistake in the
//! source or in how it was read.

use std::ops::Range;

use crate::base::lang::Lang;
use crate::base::note::{Note, NoteCode};
use crate::base::number::format_number;
use crate::table::Numbers;

use super::body::NOTED_ROWS;

/// Tables with totals are made for people.
const MOST_ROWS: usize = 20_000;
/// A sum that is further off than this share is the sum of something else, or a mean.
const NEAR: f64 = 0.1;
/// Mistakes that are told one by one.
const TOLD: usize = 5;

/// A column of numbers.
pub(super) struct Summed<'a> {
    pub(super) name: &'a str,
    pub(super) values: Numbers<'a>,
}

/// What a total could be the sum of.
struct Parts {
    sum: f64,
    count: usize,
}

/// Compares totals with the sums of their parts. `totals` are rows in order; `record` gives the record of a
/// row in the source.
#[inline(never)]
pub(super) fn check(columns: &[Summed<'_>], totals: &[u32], record: impl Fn(usize) -> u64) -> Vec<Note> {
    let rows = columns.first().map_or(0, |column| column.values.len());
    if totals.is_empty() || rows > MOST_ROWS {
        return Vec::new();
    }
    let is_total = |row: usize| totals.binary_search(&(row as u32)).is_ok();
    let (mut agreeing, mut compared) = (0_u64, 0_u64);
    let mut differing: Vec<Note> = Vec::new();
    for &total in totals {
        let total = total as usize;
        let before = (0..total).rev().find(|row| is_total(*row)).map_or(0, |row| row + 1);
        let after = (total + 1..rows).find(|row| is_total(*row)).unwrap_or(rows);
        // A row of means has totals in its name, too: one column that adds up shows that it is a sum.
        let mut adds_up = false;
        let mut near: Vec<(&str, f64, f64)> = Vec::new();
        for column in columns {
            let Some(value) = column.values.present(total) else { continue };
            let parts = |range: Range<usize>, of_totals: bool| {
                let chosen = range.filter(|row| *row != total && is_total(*row) == of_totals);
                let values = chosen.filter_map(|row| column.values.present(row));
                values.fold(Parts { sum: 0.0, count: 0 }, |parts, value| Parts {
                    sum: parts.sum + value,
                    count: parts.count + 1,
                })
            };
            let all = [
                parts(before..total, false),
                parts(0..total, false),
                parts(total + 1..after, false),
                parts(total + 1..rows, false),
                parts(0..total, true),
                parts(total + 1..rows, true),
            ];
            compared += 1;
            let step = resolution(column.values);
            let possible = || all.iter().filter(|parts| parts.count >= 2);
            let fits = |parts: &Parts| {
                (parts.sum - value).abs() <= step * 0.5 * (parts.count as f64 + 1.0) + value.abs() * 1e-9
            };
            if possible().any(fits) {
                agreeing += 1;
                adds_up |= value.abs() > 0.0;
                continue;
            }
            let nearest = possible().min_by(|a, b| (a.sum - value).abs().total_cmp(&(b.sum - value).abs()));
            if let Some(parts) = nearest.filter(|parts| (parts.sum - value).abs() <= value.abs() * NEAR) {
                near.push((column.name, value, parts.sum));
            }
        }
        if adds_up {
            differing.extend(near.into_iter().map(|(name, written, sum)| {
                let text = |value: f64| format_number(value, 6, Lang::Id);
                Note {
                    rows: vec![record(total)],
                    ..Note::once(NoteCode::TotalDiffers, [name.to_owned(), text(written), text(sum)])
                }
            }));
        }
    }
    // A few rates that happen to add up make no table of sums.
    if agreeing * 2 < compared {
        return Vec::new();
    }
    let more = differing.len().saturating_sub(TOLD) as u64;
    differing.truncate(TOLD);
    let mut notes = differing;
    if more > 0 {
        notes.push(Note { count: more, ..Note::once(NoteCode::MoreTotalsDiffer, []) });
    }
    if agreeing > 0 {
        let rows = totals.iter().take(NOTED_ROWS).map(|row| record(*row as usize)).collect();
        notes.push(Note { count: agreeing, rows, ..Note::once(NoteCode::TotalsAgree, []) });
    }
    notes
}

/// The unit to which the values are rounded: 1 where all are whole, 0,1 with one decimal place, and so on.
fn resolution(values: Numbers<'_>) -> f64 {
    let mut step = 1.0;
    for _ in 0..6 {
        let is_multiple = |value: f64| {
            let units = value / step;
            (units - libm::round(units)).abs() <= 1e-6 * (1.0 + units.abs())
        };
        if values.iter().filter(|value| value.is_finite()).all(is_multiple) {
            return step;
        }
        step /= 10.0;
    }
    step
}

#[cfg(test)]
mod tests {
    use super::super::{Options, read_all};
    use super::*;

    fn check(text: &str, expected: &[(NoteCode, u64, &[&str])]) {
        let table = read_all(text.as_bytes(), Options::default()).expect("a table");
        let codes = [NoteCode::TotalDiffers, NoteCode::MoreTotalsDiffer, NoteCode::TotalsAgree];
        let notes = table.notes().iter().filter(|note| codes.contains(&note.code));
        let got: Vec<(NoteCode, u64, Vec<&str>)> =
            notes.map(|note| (note.code, note.count, note.args.iter().map(String::as_str).collect())).collect();
        let want: Vec<(NoteCode, u64, Vec<&str>)> =
            expected.iter().map(|(code, count, args)| (*code, *count, args.to_vec())).collect();
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn sums_that_agree() {
        check(
            "Kota,Pria,Wanita\nBogor,10,11\nDepok,20,19\nBekasi,5,6\nJumlah,35,36\n",
            &[(NoteCode::TotalsAgree, 2, &[])],
        );
        // Rounded to one place, the parts are off by a little.
        check("Kota,Luas\nBogor,118.5\nDepok,200.3\nBekasi,210.4\nJumlah,529.3\n", &[(NoteCode::TotalsAgree, 1, &[])]);
        // Groups, and the sum of the groups.
        check(
            "Kelompok,n\na,1\nb,2\nSub Total,3\nc,4\nd,6\nSub Total,10\nTotal,13\n",
            &[(NoteCode::TotalsAgree, 3, &[])],
        );
    }

    #[test]
    fn sums_that_differ() {
        check(
            "Kota,Pria,Wanita\nBogor,1000,11\nDepok,2000,19\nBekasi,5000,6\nJumlah,8100,36\n",
            &[(NoteCode::TotalDiffers, 1, &["Pria", "8.100", "8.000"]), (NoteCode::TotalsAgree, 1, &[])],
        );
    }

    #[test]
    fn what_is_no_sum_is_not_blamed() {
        check("Kota,IPM\nBogor,70.5\nDepok,81.25\nBekasi,82.5\nRata-rata,78.1\n", &[]);
        check("Kota,n\nBogor,7\nDepok,8\n", &[]);
        let chance = "Provinsi,Januari,Februari,Maret\nAceh,0.1,0.4,-0.2\nRiau,0.2,0.5,0.3\nJambi,0.25,0.1,0.4\nIndonesia,0.18,0.33,0.5\n";
        check(chance, &[]);
    }
}
