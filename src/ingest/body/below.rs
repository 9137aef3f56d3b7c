//! What stands between and below the rows of a table: headers that a printed table repeats, a second
//! table, sources and remarks. Nothing of it is data, and all of it is told.

use crate::base::note::{Note, NoteCode};
use crate::base::text::{fold, trim, trim_bytes};
use crate::table::{Shape, Splitter};

use super::{Body, NOTED_ROWS, Tally, shorten};
use crate::ingest::names::{is_footer, is_total};

/// How many rows at the end are looked at for sources and remarks.
const MOST_FOOTERS: usize = 60;

/// A second table below the first: it is not read, but it is told.
#[derive(Debug)]
pub(super) struct Second {
    /// The 1-based record of its header.
    pub(super) first: u64,
    /// Its records, blank ones not counted.
    pub(super) count: u64,
    /// The remarks that the file ends with: their records and texts.
    pub(super) remarks: Vec<(u64, String)>,
}

impl Second {
    pub(super) fn add(&mut self, number: u64, text: &str, splitter: &Splitter) {
        self.count += 1;
        let mut cells = splitter.fields.iter().map(|span| span.text(text)).filter(|cell| !trim(cell).is_empty());
        match (cells.next(), cells.next()) {
            (Some(cell), None) if Shape::of_cell(trim(&cell).as_bytes()).is_words() => {
                if self.remarks.len() < MOST_FOOTERS {
                    self.remarks.push((number, trim(&cell).to_owned()));
                }
            }
            _ => self.remarks.clear(),
        }
    }
}

/// As much of a line beside the table as may explain its marks.
pub(in crate::ingest) fn line(text: &str) -> String {
    const LONGEST: usize = 300;
    text.chars().take(LONGEST).collect()
}

impl Body {
    /// Whether the record begins as the header does.
    #[inline]
    pub(super) fn is_header_again(&self, text: &str) -> bool {
        self.label.as_ref().is_some_and(|(column, label)| {
            self.splitter.fields.get(*column).is_some_and(|span| match span.plain() {
                Some((start, end)) => {
                    trim_bytes(text.as_bytes().get(start..end).unwrap_or_default()) == label.as_bytes()
                }
                None => trim(&span.text(text)) == label,
            })
        })
    }

    /// Whether the filled cells of the record are mostly the names of their columns.
    pub(super) fn repeats_header(&self, text: &str) -> bool {
        let (mut same, mut filled) = (0, 0);
        for (span, name) in self.splitter.fields.iter().zip(&self.names) {
            let cell = span.text(text);
            let cell = fold(&cell);
            if !cell.is_empty() {
                filled += 1;
                same += usize::from(name.split(" / ").any(|part| fold(part) == cell));
            }
        }
        // One column alone may hold its own name.
        filled >= 2 && same * 3 > filled * 2
    }

    /// Tells of the second table, and of the remarks below it.
    pub(super) fn tell_second(&mut self) {
        let Some(second) = self.second.take() else { return };
        self.notes.push(Note {
            code: NoteCode::SecondTable,
            count: second.count,
            rows: vec![second.first],
            args: Vec::new(),
        });
        if let (Some((first, _)), Some((last, _))) = (second.remarks.first(), second.remarks.last()) {
            self.about.footer = first - 1..*last;
            self.about.lines.extend(second.remarks.iter().map(|(_, text)| line(text)));
            let texts: Vec<&str> = second.remarks.iter().map(|(_, text)| text.as_str()).collect();
            self.notes.push(Note {
                code: NoteCode::FooterRows,
                count: second.remarks.len() as u64,
                rows: second.remarks.iter().take(NOTED_ROWS).map(|(record, _)| *record).collect(),
                args: vec![shorten(&texts.join(" · "))],
            });
        }
    }

    /// Whether one of the first two filled cells of a row says that the row is a total.
    fn is_total_row(&self, row: usize, splitter: &mut Splitter) -> bool {
        let mut cells = self.source().row(row, splitter).cells().filter(|cell| !trim(cell).is_empty());
        let labels: Vec<_> = cells.by_ref().take(2).collect();
        labels.len() == 2 && labels.iter().any(|label| is_total(label))
    }

    /// Whether the table has rows of one number and nothing else above those that it has in a row up to `last`.
    fn has_lone_numbers(&self, last: usize, splitter: &mut Splitter) -> bool {
        let mut is_lone = |row: usize| {
            let raw = self.source().row(row, splitter);
            let mut cells = raw.cells().filter(|cell| !trim(cell).is_empty());
            let words = cells.next().is_none_or(|cell| Shape::of_cell(trim(&cell).as_bytes()).is_words());
            !words && cells.next().is_none()
        };
        let above = (0..=last).rev().take(MOST_FOOTERS).find(|row| !is_lone(*row));
        above.is_none_or(|above| (above.saturating_sub(MOST_FOOTERS)..above).any(is_lone))
    }

    /// Sets sources and remarks below the data aside.
    pub(super) fn set_footer_aside(&mut self) {
        let rows = self.rows.len();
        let mut splitter = self.splitter.clone();
        let (mut footer, mut lone_numbers) = (None, None);
        let mut texts: Vec<String> = Vec::new();
        let mut row = rows;
        // Never a whole table.
        while row > 1 && rows - row < MOST_FOOTERS {
            row -= 1;
            let raw = self.source().row(row, &mut splitter);
            let cells: Vec<String> =
                raw.cells().map(|cell| trim(&cell).to_owned()).filter(|cell| !cell.is_empty()).collect();
            let Some(label) = cells.first() else { break };
            let marked = is_footer(label);
            let few = self.width >= 6 || (marked && self.width >= 3);
            let lone = cells.len() == 1 || (few && cells.len() == 2);
            let words = Shape::of_cell(label.as_bytes()).is_words();
            // A lone number below a table of several columns, away from the labels, is a stray.
            let stray = cells.len() == 1 && self.width >= 3 && trim(&raw.get(0)).is_empty() && !words;
            if stray && !*lone_numbers.get_or_insert_with(|| self.has_lone_numbers(row, &mut splitter)) {
                texts.push(cells.join(" "));
                footer = Some((row, texts.len()));
                continue;
            }
            // In a table of one column every row is alone; there only the words tell.
            if !lone || !(words || marked) || (self.width < 2 && !marked) {
                break;
            }
            texts.push(cells.join(" "));
            // A blank record above parts the remarks from the data, too.
            let gap = row > 0 && self.rows.record(row) > self.rows.record(row - 1) + 1 && self.width > 1;
            // So does a total: a signature follows it.
            let closed = self.width >= 3 && row > 1 && self.is_total_row(row - 1, &mut splitter);
            if marked || gap || closed {
                footer = Some((row, texts.len()));
            }
        }
        let Some((first, count)) = footer else { return };
        texts.truncate(count);
        texts.reverse();
        self.about.lines.extend(texts.iter().map(|text| line(text)));
        let records = self.rows.record(first)..self.rows.record(rows - 1) + 1;
        self.about.footer = records.start - 1..records.end - 1;
        self.notes.push(Note {
            code: NoteCode::FooterRows,
            count: (rows - first) as u64,
            rows: records.clone().take(NOTED_ROWS).collect(),
            args: vec![shorten(&texts.join(" · "))],
        });
        // Remarks are shorter than the table by nature, not by mistake.
        let within = |tally: &mut Tally, short: u64| {
            tally.count = tally.count.saturating_sub(short);
            tally.rows.retain(|record| !records.contains(record));
        };
        let mut short = 0;
        let mut broken = 0;
        for row in (first..rows).rev() {
            let raw = self.source().row(row, &mut splitter);
            short += u64::from(raw.len() < self.width);
            broken += u64::from(raw.breaks());
            let cells: Vec<String> = (0..self.builders.len()).map(|column| raw.get(column).into_owned()).collect();
            for (builder, cell) in self.builders.iter_mut().zip(cells) {
                builder.pop(&cell);
            }
            self.rows.pop();
        }
        within(&mut self.short, short);
        within(&mut self.breaks, broken);
    }
}
