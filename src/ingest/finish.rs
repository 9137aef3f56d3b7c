//! The end of reading, in slices: counting, deciding, reading again where a guess was wrong.

use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::table::{
    Building, ColumnBuilder, Counts, Field, Frequencies, MarkCounts, Parts, Reading, Role, RoleVerdict, Table,
    TextBuilder, count_shapes, evidence, header_mark, marked_notes, notation_notes, personal_headers, personal_texts,
    reads_sizes, says, strips_point_zero, unread_note,
};

use super::body::below::line;
use super::body::{Body, NOTED_ROWS, chosen, shorten};
use super::infer::{self, Declared, Verdict};
use super::names::{is_closing_total, is_country, is_total, made_up, multiplier};
use super::role::{self, is_above};
use super::sums::{self, Summed};
use super::unfold;

/// What is left to do once all bytes are there, in slices.
#[derive(Debug)]
pub struct Finishing {
    stage: Stage,
    body: Body,
    readings: Vec<(String, Reading)>,
    /// The name or title of the file.
    title: Option<String>,
    verdicts: Vec<Verdict>,
    /// Rows that are known to be totals.
    totals: Vec<u32>,
    /// The figures with marks of every column that has some and is read without them.
    marked: Vec<Option<Box<MarkCounts>>>,
    /// Columns that are read a second time, with their new builders.
    redo: Vec<(usize, ColumnBuilder)>,
}

#[derive(Debug)]
enum Stage {
    Failed(Problem),
    /// Counting the shapes of a text column from an entry of its dictionary on.
    Counting {
        column: usize,
        entry: usize,
        frequencies: Option<Frequencies>,
    },
    Deciding,
    /// Reading columns again from a row on.
    Rereading {
        row: usize,
    },
    Assembling,
    Done,
}

impl Finishing {
    pub(super) fn failed(problem: Problem) -> Self {
        Self { stage: Stage::Failed(problem), ..Self::new(Body::default(), Vec::new()) }
    }

    pub(super) fn new(body: Body, readings: Vec<(String, Reading)>) -> Self {
        Self {
            stage: Stage::Counting { column: 0, entry: 0, frequencies: None },
            body,
            readings,
            title: None,
            verdicts: Vec::new(),
            totals: Vec::new(),
            marked: Vec::new(),
            redo: Vec::new(),
        }
    }

    /// With notes of whoever made the cells.
    #[must_use]
    pub(super) fn with_notes(mut self, mut notes: Vec<Note>) -> Self {
        notes.append(&mut self.body.notes);
        self.body.notes = notes;
        self
    }

    /// With rows that are known to be totals.
    #[must_use]
    pub(super) fn with_totals(self, totals: Vec<u32>) -> Self {
        Self { totals, ..self }
    }

    /// With the name or title of the file.
    #[must_use]
    pub(super) fn titled(self, title: Option<String>) -> Self {
        Self { title, ..self }
    }

    /// Goes on for about this many cells; `None` when there is more to do. Not to be called after it
    /// has answered with something else; it then says that the table is gone.
    pub fn step(&mut self, budget_cells: usize) -> Option<Result<Table, Problem>> {
        let mut budget = budget_cells.max(1);
        loop {
            match std::mem::replace(&mut self.stage, Stage::Done) {
                Stage::Failed(problem) => return Some(Err(problem)),
                Stage::Counting { column, entry, frequencies } => {
                    let Some(builder) = self.body.builders.get_mut(column) else {
                        self.stage = Stage::Deciding;
                        continue;
                    };
                    let frequencies = frequencies.unwrap_or_else(|| {
                        // Counting codes is far cheaper than looking at cells.
                        budget = budget.saturating_sub(builder.len() / 16);
                        Frequencies::of(builder)
                    });
                    let share = budget.max(1);
                    self.stage = match count_shapes(builder, &self.body.arena, &frequencies, entry, share) {
                        Some(next) => {
                            budget = 0;
                            Stage::Counting { column, entry: next, frequencies: Some(frequencies) }
                        }
                        None => Stage::Counting { column: column + 1, entry: 0, frequencies: None },
                    };
                }
                Stage::Deciding => {
                    self.decide();
                    self.stage = if self.redo.is_empty() { Stage::Assembling } else { Stage::Rereading { row: 0 } };
                }
                Stage::Rereading { row } => {
                    let rows = (budget / self.body.names.len().max(1)).max(1);
                    let end = self.body.rows.len().min(row + rows);
                    let mut splitter = self.body.splitter.clone();
                    for row in row..end {
                        let builders = self.redo.iter_mut().map(|(column, builder)| (*column, builder));
                        self.body.source().push(row, &mut splitter, builders);
                    }
                    budget = 0;
                    self.stage =
                        if end == self.body.rows.len() { Stage::Assembling } else { Stage::Rereading { row: end } };
                }
                Stage::Assembling => return Some(Ok(self.assemble())),
                Stage::Done => return Some(Err(Problem::new(ProblemCode::TableGone))),
            }
            if budget == 0 {
                return None;
            }
        }
    }

    /// Does all that is left.
    pub fn run(mut self) -> Result<Table, Problem> {
        loop {
            if let Some(result) = self.step(usize::MAX) {
                return result;
            }
        }
    }

    #[inline(never)]
    fn decide(&mut self) {
        let titles = self.body.header.titles.iter().map(|(_, text)| line(text));
        self.body.about.lines.extend(titles);
        let lines: Vec<&str> = self.body.about.lines.iter().map(String::as_str).collect();
        let columns: Vec<(&str, &Counts, Option<Declared>)> = self
            .body
            .names
            .iter()
            .zip(&self.body.builders)
            .zip(&self.body.declared)
            .map(|((name, builder), declared)| (name.as_str(), &builder.counts, *declared))
            .collect();
        self.verdicts = infer::decide(&columns, &lines);
        for ((index, name), verdict) in self.body.names.iter().enumerate().zip(&mut self.verdicts) {
            if let Some(reading) = chosen(&self.readings, name) {
                let inferred = std::mem::replace(&mut verdict.reading, reading);
                verdict.ambiguous = false;
                verdict.alternatives.retain(|other| *other != reading);
                if inferred != reading {
                    verdict.alternatives.insert(0, inferred);
                }
            }
            let Some(builder) = self.body.builders.get_mut(index) else { continue };
            if chosen(&self.readings, name).is_some_and(|reading| matches!(reading, Reading::Number(_))) {
                // Who says that they are numbers says that their marks are marks.
                verdict.beside.marks = builder.counts.marked.is_some();
            }
            let settled = builder.counts.settle(verdict.beside.marks);
            verdict.beside.marks &= verdict.reading != Reading::Text;
            verdict.beside.sizes = reads_sizes(&builder.counts, verdict.reading);
            if verdict.beside.sizes {
                builder.counts.settle_sizes();
            }
            self.marked.push(settled.filter(|_| verdict.beside.marks));
            if builder.serves(verdict.reading, verdict.beside) {
                builder.beside = verdict.beside;
            } else {
                let mut redone = ColumnBuilder::new(verdict.reading).without(verdict.beside);
                redone.reserve(self.body.rows.len());
                self.redo.push((index, redone));
            }
        }
    }

    fn assemble(&mut self) -> Table {
        let mut body = std::mem::take(&mut self.body);
        for (index, mut redone) in self.redo.drain(..) {
            if let Some(builder) = body.builders.get_mut(index) {
                // The shapes were counted from the first reading, which saw the same cells.
                redone.counts = std::mem::take(&mut builder.counts);
                let before = std::mem::replace(builder, redone);
                // A text says what a number or a day said.
                if body.rows.are_kept() && !matches!(builder.building, Building::Text(_)) {
                    body.first.push((index, before.building));
                }
            }
        }
        for (index, (builder, verdict)) in body.builders.iter_mut().zip(&self.verdicts).enumerate() {
            if verdict.reading == Reading::Code
                && let Some(before) = builder.make_canonical(&body.arena, strips_point_zero(&builder.counts))
                && body.rows.are_kept()
            {
                body.first.push((index, Building::Text(before)));
            }
        }
        let roles = self.roles(&body);
        let titles = body.header.titles.iter().map(|(_, text)| text.as_str());
        let subject = unfold::subject(titles, self.title.as_deref());
        let rows = body.rows.len() as u32;
        let mut fields = Vec::with_capacity(body.names.len());
        let lines: Vec<String> = body.about.lines.clone();
        let mut notes = std::mem::take(&mut body.notes);
        notes.extend(body.structure_notes());
        let columns = body.names.iter().zip(&body.builders).zip(&self.verdicts).zip(roles);
        for (index, (((name, builder), verdict), role)) in columns.enumerate() {
            let raw = |row: u32| body.source().cell(row as usize, index, &mut body.splitter.clone());
            let marked = self.marked.get(index).and_then(Option::as_deref);
            let mut evidence = evidence(&builder.counts, verdict.reading, marked, raw, rows);
            if let Some((cells, first)) = builder.counts.dates_among_numbers() {
                let (rows, args) = (vec![body.rows.record(first as usize)], vec![name.clone(), raw(first)]);
                notes.push(Note { code: NoteCode::DatesAmongNumbers, count: u64::from(cells), rows, args });
            }
            evidence.alternatives.clone_from(&verdict.alternatives);
            evidence.ambiguous = verdict.ambiguous;
            evidence.role = Some(role);
            evidence.marks =
                marked.map(|marked| marked_notes(name, marked, &lines, builder, &body.rows)).unwrap_or_default();
            if matches!(verdict.reading, Reading::Number(_))
                && let Some((_, mark)) = header_mark(name)
            {
                let args = [name.clone(), mark.to_owned(), says(mark, &lines)];
                evidence.marks.push(Note { count: evidence.filled, ..Note::once(NoteCode::MarkedHeader, args) });
            }
            notes.extend(evidence.marks.iter().cloned());
            evidence.notation = notation_notes(name, &builder.counts, verdict.reading);
            notes.extend(evidence.notation.iter().filter(|note| note.code == NoteCode::SizeMissing).cloned());
            let is_told = evidence.notation.iter().any(|note| note.code == NoteCode::SizeMissing);
            if verdict.ambiguous && !is_told {
                let sample = evidence
                    .samples
                    .iter()
                    .find_map(|sample| Some(format!("{} = {}", sample.raw, sample.read.as_ref()?)));
                notes.push(match verdict.reading {
                    Reading::Date(_) => Note::once(NoteCode::AmbiguousDates, [name.clone()]),
                    _ => Note::once(NoteCode::AmbiguousNumbers, [name.clone(), sample.unwrap_or_default()]),
                });
            }
            if builder.unread > 0 {
                notes.push(unread_note(name, builder, &body.rows));
            }
            fields.push(Field {
                name: name.clone(),
                reading: verdict.reading,
                whole: matches!(verdict.reading, Reading::Number(_)) && builder.whole && builder.counts.filled() > 0,
                evidence,
            });
        }
        notes.extend(body.personal());
        body.about.totals = body.totals(&fields, std::mem::take(&mut self.totals));
        body.about.width = body.width;
        body.about.unfold = unfold::find(&fields, subject.as_deref());
        if !body.about.totals.is_empty() {
            notes.push(Note {
                code: NoteCode::TotalRows,
                count: body.about.totals.len() as u64,
                rows: body.about.totals.iter().take(NOTED_ROWS).map(|row| body.rows.record(*row as usize)).collect(),
                args: Vec::new(),
            });
            notes.extend(body.sums());
        }
        Table::assemble(Parts {
            arena: body.arena,
            rows: body.rows,
            fields,
            builders: body.builders,
            first: body.first,
            notes,
            about: body.about,
            delimiter: body.delimiter.unwrap_or(b','),
        })
    }
}

impl Finishing {
    /// What every column is about.
    #[inline(never)]
    fn roles(&self, body: &Body) -> Vec<RoleVerdict> {
        let titles = body.header.titles.iter().map(|(_, text)| text.clone());
        let context: Vec<String> = titles.chain(self.title.clone()).collect();
        let subjects = body
            .names
            .iter()
            .zip(&body.builders)
            .zip(&self.verdicts)
            .zip(&body.declared)
            .map(|(((name, builder), verdict), declared)| role::Subject {
                name,
                nameless: made_up(name),
                reading: verdict.reading,
                share: *declared == Some(Declared::Share),
                builder,
            })
            .collect();
        let mut roles = role::decide(subjects, &body.arena, &context);
        let of_all = body.header.titles.iter().find_map(|(_, text)| multiplier(text));
        for ((verdict, name), read) in roles.iter_mut().zip(&body.names).zip(&self.verdicts) {
            // Cells that say it themselves are read to the full number.
            let sized = read.beside.sizes;
            let has_sizes = matches!(verdict.role, Role::Integer | Role::Decimal | Role::Currency);
            if has_sizes
                && !sized
                && let Some((counted_in, ones)) = multiplier(name).or_else(|| of_all.clone())
            {
                verdict.why.push(Note::once(NoteCode::RoleMultiplier, [counted_in, ones.to_owned()]));
            }
        }
        roles
    }
}

impl Body {
    /// The notes about titles, names and records.
    #[inline(never)]
    fn structure_notes(&mut self) -> Vec<Note> {
        let mut notes = Vec::new();
        let header = std::mem::take(&mut self.header);
        let above = header.titles.len() + header.blanks;
        if above > 0 {
            let texts: Vec<&str> = header.titles.iter().map(|(_, text)| text.as_str()).collect();
            notes.push(Note {
                code: NoteCode::TitleRows,
                count: above as u64,
                rows: (1..=header.first as u64).take(NOTED_ROWS).collect(),
                args: vec![shorten(&texts.join(" · "))],
            });
        }
        let added = self.names.get(self.width..).unwrap_or_default();
        let renamed: Vec<String> = header.renamed.iter().chain(added).cloned().collect();
        if !renamed.is_empty() {
            notes.push(Note {
                code: NoteCode::RenamedColumns,
                count: renamed.len() as u64,
                rows: Vec::new(),
                args: vec![shorten(&renamed.join(", "))],
            });
        }
        if let Some(wrapped) = self.wrapped.as_ref().filter(|wrapped| wrapped.lines > 0) {
            notes.push(Note { count: wrapped.lines, ..Note::once(NoteCode::WrappedLines, []) });
        }
        for (tally, code) in [
            (&mut self.short, NoteCode::ShortRows),
            (&mut self.long, NoteCode::LongRows),
            (&mut self.breaks, NoteCode::LineBreaksInCells),
            (&mut self.unclosed, NoteCode::UnclosedQuote),
            (&mut self.repeated, NoteCode::RepeatedHeader),
        ] {
            notes.extend(std::mem::take(tally).note(code));
        }
        notes
    }

    /// Whether the totals are the sums of their parts.
    #[inline(never)]
    fn sums(&self) -> Vec<Note> {
        let numbers: Vec<Summed<'_>> = self
            .names
            .iter()
            .zip(&self.builders)
            .filter_map(|(name, builder)| match &builder.building {
                Building::Number(_, values) => Some(Summed { name, values: values.numbers() }),
                _ => None,
            })
            .collect();
        sums::check(&numbers, &self.about.totals, |row| self.rows.record(row))
    }

    /// Columns that look like personal data of people.
    #[inline(never)]
    fn personal(&self) -> Vec<Note> {
        let mut found = Vec::new();
        for (name, builder) in self.names.iter().zip(&self.builders) {
            let Building::Text(text) = &builder.building else { continue };
            let texts = (0..text.entries()).map(|code| text.entry(&self.arena, code).0);
            found.extend(personal_texts(name, texts));
        }
        found.extend(personal_headers(self.names.iter().map(String::as_str)));
        found
    }

    /// The first or the last row of a column of regions when it alone names the region above them.
    #[inline(never)]
    fn higher_region(&self, text: &TextBuilder, role: Role) -> Option<u32> {
        /// A longer list of regions is no table with a total.
        const MOST: usize = 700;
        let codes = text.codes();
        let label = |row: usize| text.entry(&self.arena, codes.get(row) as usize).0;
        let last = codes.len().checked_sub(1).filter(|last| *last > 0 && *last < MOST)?;
        let row = [0, last].into_iter().find(|row| is_above(label(*row), role))?;
        let above = (0..text.entries()).filter(|code| is_above(text.entry(&self.arena, *code).0, role)).count();
        let once = codes.iter().filter(|code| *code == codes.get(row)).count() == 1;
        (above == 1 && once).then_some(row as u32)
    }

    /// The last row when its numbers are the sums of those above, whatever its label says. Where the
    /// rows are of two levels (kelurahan below their kecamatan) every number was added twice.
    #[inline(never)]
    fn closing_sum(&self) -> Option<u32> {
        /// Rounded parts add up to nearly the whole.
        const ROUNDED: f64 = 2e-3;
        const EXACT: f64 = 1e-6;
        /// Equal by chance below this.
        const LARGE: f64 = 1_000.0;
        /// Tables that people close with a sum are read by people.
        const MOST: usize = 20_000;
        let last = self.rows.len().checked_sub(1).filter(|last| (3..MOST).contains(last))?;
        let (mut exact, mut rounded, mut others) = (0, 0, 0);
        for builder in &self.builders {
            let Building::Number(_, values) = &builder.building else { continue };
            let values = values.numbers();
            let value = values.get(last).filter(|value| value.is_finite() && value.abs() > 0.0);
            let Some(value) = value else { continue };
            let (above, sizes) = values
                .iter()
                .take(last)
                .filter(|value| value.is_finite() && value.abs() > 0.0)
                .fold((0.0, 0_usize), |(sum, count), value| (sum + value, count + 1));
            let off = |sum: f64| (sum - value).abs() / value.abs();
            // Small numbers are half the sum of others every day.
            let halved = if value.abs() >= LARGE { off(above / 2.0) } else { 1.0 };
            match off(above).min(halved) {
                _ if sizes < 3 => {}
                off if off <= EXACT && value.abs() >= LARGE / 10.0 => exact += 1,
                off if off <= ROUNDED => rounded += 1,
                _ => others += 1,
            }
        }
        let sums = exact + rounded;
        // One column of rounded numbers may add up by chance.
        (sums > others && (exact > 0 || sums >= 2)).then_some(last as u32)
    }

    /// Rows whose label says that they are totals of others, beside those that are known.
    #[inline(never)]
    fn totals(&self, fields: &[Field], mut totals: Vec<u32>) -> Vec<u32> {
        let mut first_words = true;
        // Where the rows have units of their own, "Jumlah Posyandu" is one of them.
        let mixed = fields.iter().zip(&self.builders).any(|(field, builder)| {
            let units = matches!(&builder.building, Building::Text(text) if text.entries() > 1);
            field.role() == Role::Unit && units
        });
        for (field, builder) in fields.iter().zip(&self.builders) {
            let (Building::Text(text), Reading::Text | Reading::Code) = (&builder.building, field.reading) else {
                continue;
            };
            // A column of categories may have the total among them; only the first one names areas.
            let areas = first_words && field.reading == Reading::Text;
            first_words = first_words && field.reading != Reading::Text;
            let labels: Vec<u32> = (0..text.entries())
                .filter(|code| {
                    let (label, _) = text.entry(&self.arena, *code);
                    // No total has a longer name, and most columns of text have longer texts.
                    label.len() <= 40 && (is_total(label) || (areas && is_country(label)))
                })
                .map(|code| code as u32)
                .collect();
            if let Some(row) = self.higher_region(text, field.role()) {
                totals.push(row);
            }
            if areas
                && !mixed
                && let Some(before) = text.codes().len().checked_sub(1)
                && let last = text.codes().get(before)
                && is_closing_total(text.entry(&self.arena, last as usize).0)
                && !text.codes().iter().take(before).any(|code| code == last)
            {
                totals.push(before as u32);
            }
            if !labels.is_empty() {
                totals.extend(
                    text.codes()
                        .iter()
                        .enumerate()
                        .filter(|(_, code)| labels.contains(code))
                        .map(|(row, _)| row as u32),
                );
            }
        }
        totals.extend(self.closing_sum());
        totals.sort_unstable();
        totals.dedup();
        // A table of nothing but totals has none; nor has one whose only area is the country.
        if totals.len() == self.rows.len() { Vec::new() } else { totals }
    }
}
