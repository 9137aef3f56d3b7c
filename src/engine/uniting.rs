//! All sheets of a workbook, or all files of an archive, read one after the other and brought together.

use std::collections::VecDeque;

use super::late::{Begun, Finish, Given, Late};
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::ingest::book::{Book, Format, recognise};
use crate::ingest::{Options, Reader};
use crate::table::Table;

/// Most tables that are brought together.
const MOST: usize = 500;

/// A workbook or an archive, of which everything is wanted.
pub(super) struct Several<'a> {
    pub(super) book: Book,
    /// The names of its sheets or files, each different from the others.
    pub(super) names: &'a [String],
    /// Its bytes.
    pub(super) bytes: &'a [u8],
}

/// Tables being read, then brought together.
pub(super) struct Uniting {
    waiting: VecDeque<(String, Box<dyn Finish>)>,
    read: Vec<(String, Table)>,
    /// Names of those that cannot be read.
    failed: Vec<String>,
    /// What is wrong with the others.
    notes: Vec<Note>,
    options: Options,
    late: Late,
    union: Option<Box<dyn Finish>>,
}

impl Uniting {
    /// Begins to read the visible sheets, or the files that are data.
    pub(super) fn new(several: Several<'_>, options: Options, given: Given, late: Late) -> Self {
        let Several { book, names, bytes } = several;
        let plain = Options { readings: Vec::new(), ..options.clone() };
        let (mut tables, mut notes) = (Vec::<(&String, Begun)>::new(), Vec::new());
        let sheets = book.sheets.into_iter().zip(names).filter(|(sheet, _)| !sheet.hidden && !sheet.rows.is_empty());
        for (sheet, name) in sheets.take(MOST) {
            tables.push((name, (late.read_sheet)(sheet, bytes.len() as u64, plain.clone())));
        }
        let files = book.entries.iter().zip(names).filter(|(entry, _)| entry.format.is_data());
        for (entry, name) in files.take(MOST) {
            let options = Options { name: Some(name.clone()), ..plain.clone() };
            let bytes = given.extract(bytes, entry.index, &mut notes);
            let file = bytes.and_then(|bytes| file(&bytes, options, given, late));
            tables.push((name, file));
        }
        let (mut waiting, mut failed) = (VecDeque::new(), Vec::new());
        for (name, table) in tables {
            match table {
                Ok(table) => waiting.push_back((name.clone(), table)),
                Err(_) => failed.push(name.clone()),
            }
        }
        Self { waiting, read: Vec::new(), failed, notes, options, late, union: None }
    }

    /// The notes about those that could not be read, or not well.
    fn tell(&self, table: &mut Table) {
        self.notes.iter().for_each(|note| table.add_note(note.clone()));
        if !self.failed.is_empty() {
            let note = Note::once(NoteCode::NotReadable, [self.failed.join(", ")]);
            table.add_note(Note { count: self.failed.len() as u64, ..note });
        }
    }
}

/// A file of an archive; of a workbook the sheet that would be opened.
fn file(bytes: &[u8], options: Options, given: Given, late: Late) -> Begun {
    let format = recognise(bytes);
    if format == Format::Csv {
        let mut reader = Reader::new(options);
        reader.feed(bytes)?;
        return Ok((late.finish)(reader));
    }
    let none = || Problem::new(ProblemCode::NoRows);
    let mut book = given.reader(format).ok_or_else(none)?(bytes)?;
    let at = given.choose(&book);
    let sheet = book.sheets.get_mut(at).map(std::mem::take).ok_or_else(none)?;
    (late.read_sheet)(sheet, bytes.len() as u64, options)
}

impl Finish for Uniting {
    fn step(&mut self, budget_cells: usize) -> Option<Result<Table, Problem>> {
        if let Some(union) = &mut self.union {
            let mut table = union.step(budget_cells)?;
            if let Ok(table) = &mut table {
                self.tell(table);
            }
            return Some(table);
        }
        if let Some((name, table)) = self.waiting.front_mut() {
            let outcome = table.step(budget_cells)?;
            let name = std::mem::take(name);
            self.waiting.pop_front();
            match outcome {
                Ok(table) => self.read.push((name, table)),
                Err(_) => self.failed.push(name),
            }
            return None;
        }
        let read = std::mem::take(&mut self.read);
        if read.is_empty() {
            return Some(Err(Problem::new(ProblemCode::NoRows)));
        }
        match (self.late.unite)(read, std::mem::take(&mut self.options)) {
            Ok(union) => {
                self.union = Some(union);
                None
            }
            Err(problem) => Some(Err(problem)),
        }
    }
}
