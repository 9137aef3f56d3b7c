//! Several tables of one shape as one: the sheets of a workbook, the files of an archive, files that a
//! person gives together. Columns are brought together by their headers.

use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::base::text::fold;
use crate::table::{Reading, Table};

use super::Options;
use super::body::shorten;
use super::rewrite::{Origin, Rewriting};

/// The column that says where a row comes from.
const ORIGIN: &str = "Asal";

/// Tables becoming one, in slices.
#[derive(Debug)]
pub struct Union {
    /// The tables of one shape, each with its name and with its column for every column of the outcome.
    parts: Vec<(String, Table, Vec<Option<usize>>)>,
    names: Vec<String>,
    /// Names of the tables with other columns.
    left_out: Vec<String>,
    part: usize,
    row: usize,
    rewriting: Rewriting,
}

/// Headers that differ in case and spacing alone are one.
fn key(name: &str) -> String {
    fold(name).replace(['_', ' '], "")
}

/// Whether two tables have one shape: at least four in five of the columns of both are the same.
fn is_alike(left: &[String], right: &[String]) -> bool {
    let shared = left.iter().filter(|name| right.contains(name)).count();
    shared * 5 >= left.len().max(right.len()) * 4
}

impl Union {
    /// Brings named tables together: those of the shape that most of them have. At a tie the shape of the
    /// first; the others are left out with a note.
    pub fn new(tables: Vec<(String, Table)>, options: Options) -> Result<Self, Problem> {
        let keys_of = |table: &Table| -> Vec<String> { table.fields().iter().map(|field| key(&field.name)).collect() };
        let shapes: Vec<Vec<String>> = tables.iter().map(|(_, table)| keys_of(table)).collect();
        let alike = |shape: &Vec<String>| shapes.iter().filter(|other| is_alike(shape, other)).count();
        let most = shapes.iter().map(alike).max().unwrap_or(0);
        let model =
            shapes.iter().find(|shape| alike(shape) == most).ok_or_else(|| Problem::new(ProblemCode::NoRows))?;
        let (mut names, mut keys): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        let (mut taken, mut left_out) = (Vec::new(), Vec::new());
        for (name, table) in tables {
            let shape = keys_of(&table);
            if !is_alike(model, &shape) {
                left_out.push(name);
                continue;
            }
            for (key, field) in shape.iter().zip(table.fields()) {
                if !keys.contains(key) {
                    keys.push(key.clone());
                    names.push(field.name.clone());
                }
            }
            taken.push((name, table, shape));
        }
        let parts: Vec<(String, Table, Vec<Option<usize>>)> = taken
            .into_iter()
            .map(|(name, table, shape)| {
                let places = keys.iter().map(|key| shape.iter().position(|own| own == key)).collect();
                (name, table, places)
            })
            .collect();
        let columns = [ORIGIN.to_owned()].into_iter().chain(names.iter().cloned());
        let rewriting = Rewriting::new(columns, options);
        Ok(Self { parts, names, left_out, part: 0, row: 0, rewriting })
    }

    /// Goes on for about this many cells; `None` when there is more to do.
    pub fn step(&mut self, budget_cells: usize) -> Option<Result<Table, Problem>> {
        let Rewriting::Rows(rows) = &mut self.rewriting else { return self.rewriting.step(budget_cells) };
        let Some((name, table, places)) = self.parts.get(self.part) else {
            self.finish();
            return None;
        };
        let end = table.rows().min(self.row.saturating_add((budget_cells / (places.len() + 1)).max(1)));
        for row in self.row..end {
            let cells = table.raw_row(row);
            let own = places.iter().map(|place| place.and_then(|place| cells.get(place)).map_or("", String::as_str));
            let is_total = table.total_rows().binary_search(&(row as u32)).is_ok();
            if let Err(problem) = rows.push(table.source_record(row), is_total, [name.as_str()].into_iter().chain(own))
            {
                self.rewriting = Rewriting::Failed(problem);
                return None;
            }
        }
        self.row = end;
        if end == table.rows() {
            self.part += 1;
            self.row = 0;
        }
        None
    }

    /// All rows are there: their columns are read as those of a file.
    fn finish(&mut self) {
        let names: Vec<&str> = self.parts.iter().map(|part| part.0.as_str()).collect();
        let note = |code: NoteCode, names: &str, count: usize| Note {
            count: count as u64,
            ..Note::once(code, [shorten(names)])
        };
        let mut notes = vec![note(NoteCode::United, &names.join(", "), names.len())];
        if !self.left_out.is_empty() {
            notes.push(note(NoteCode::OtherShape, &self.left_out.join(", "), self.left_out.len()));
        }
        let origin = Origin {
            bytes: self.parts.iter().map(|part| part.1.bytes()).sum(),
            encoding: self.parts.first().map_or("", |part| part.1.encoding()),
            delimiter: "",
            lines: self.lines(),
        };
        let readings = self.readings();
        self.rewriting.finish(&origin, notes, readings);
    }

    /// What stands above and below the rows of the tables, each line once.
    fn lines(&self) -> Vec<String> {
        const MOST: usize = 200;
        let mut lines: Vec<String> = Vec::new();
        for line in self.parts.iter().flat_map(|(_, table, _)| table.lines()) {
            if lines.len() < MOST && !lines.contains(line) {
                lines.push(line.clone());
            }
        }
        lines
    }

    /// The readings of columns that all tables read in one way, and surely: a workbook's own numbers are
    /// told by their file, which the text of cells does not show.
    fn readings(&self) -> Vec<(String, Reading)> {
        let one = |at: usize| -> Option<Reading> {
            let mut fields = self.parts.iter().filter_map(|(_, table, places)| {
                let field = table.fields().get((*places.get(at)?)?)?;
                (field.evidence.filled > 0).then_some(field)
            });
            let first = fields.next()?;
            let is_same = !first.evidence.ambiguous
                && fields.all(|field| field.reading == first.reading && !field.evidence.ambiguous);
            is_same.then_some(first.reading)
        };
        self.names.iter().enumerate().filter_map(|(at, name)| Some((name.clone(), one(at)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_all;
    use super::*;

    fn united(files: &[(&str, &str)]) -> Table {
        let tables = files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), read_all(text.as_bytes(), Options::default()).expect("a table")));
        let mut union = Union::new(tables.collect(), Options::default()).expect("tables");
        loop {
            if let Some(table) = union.step(3) {
                return table.expect("a table");
            }
        }
    }

    fn lines(table: &Table) -> Vec<String> {
        let names: Vec<&str> = table.fields().iter().map(|field| field.name.as_str()).collect();
        let rows = (0..table.rows()).map(|row| table.raw_row(row).join("|"));
        [names.join("|")].into_iter().chain(rows).collect()
    }

    #[test]
    fn rows_of_one_shape_come_together() {
        let table = united(&[
            ("2022.csv", "Kode,Kota,Nilai\n01,Bogor,\"1.234,5\"\n02,Depok,\"2.000,25\"\n"),
            ("2023.csv", "kode;KOTA;nilai\n01;Bogor;1.500,5\n"),
            ("baca.csv", "Judul,Isi,Lain\na,b,c\n"),
        ]);
        assert_eq!(
            lines(&table),
            [
                "Asal|Kode|Kota|Nilai",
                "2022.csv|01|Bogor|1.234,5",
                "2022.csv|02|Depok|2.000,25",
                "2023.csv|01|Bogor|1.500,5"
            ]
        );
        assert_eq!(table.source_record(2), 2);
        let left: Vec<&Note> = table.notes().iter().filter(|note| note.code == NoteCode::OtherShape).collect();
        assert_eq!(left[0].args, ["baca.csv"]);
    }

    #[test]
    fn columns_may_be_in_another_order_or_missing() {
        let table =
            united(&[("a", "kota,satu,dua,tiga,empat\nBogor,1,2,3,4\n"), ("b", "dua,kota,satu,empat\n6,Depok,5,8\n")]);
        assert_eq!(lines(&table), ["Asal|kota|satu|dua|tiga|empat", "a|Bogor|1|2|3|4", "b|Depok|5|6||8"]);
    }

    #[test]
    fn codes_and_totals_stay_what_they_are() {
        let table = united(&[
            ("a", "kode,kota,n\n0101,Bogor,1\n0102,Depok,2\n,Jumlah,3\n"),
            ("b", "kode,kota,n\n0103,Bekasi,4\n0104,Cimahi,6\n,Jumlah,10\n"),
        ]);
        assert_eq!(table.fields()[1].reading, Reading::Code);
        assert_eq!(table.total_rows(), [2, 5]);
    }
}
