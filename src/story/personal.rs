//! Personal data in a story, told before it is handed on.

use crate::base::note::Note;
use crate::query::{Condition, Scalar, Step, Test};
use crate::table::{ResultColumn, ResultTable, Values, personal_data};

use super::{Document, FigureKind};

/// What in a story looks like personal data: the data of its figures, and the values that it filters by.
pub fn personal_data_of(document: &Document) -> Vec<Note> {
    let mut found: Vec<Note> = Vec::new();
    let mut add = |notes: Vec<Note>| {
        for note in notes {
            match found.iter_mut().find(|known| known.code == note.code && known.args == note.args) {
                Some(known) => known.count = known.count.max(note.count),
                None => found.push(note),
            }
        }
    };
    for figure in &document.figures {
        if let Some(snapshot) = &figure.snapshot {
            let mut notes = personal_data(snapshot);
            for note in &mut notes {
                name_columns(note, &figure.kind);
            }
            add(notes);
        }
        add(personal_data(&filtered_by(&figure.steps)));
    }
    for source in &document.sources {
        add(personal_data(&filtered_by(&source.steps)));
    }
    found
}

/// A chart's data has columns by what they do in it; people know them by their headers.
fn name_columns(note: &mut Note, kind: &FigureKind) {
    let FigureKind::Chart(spec) = kind else { return };
    for column in &mut note.args {
        let header = match column.as_str() {
            "x" => &spec.x,
            "series" => &spec.series,
            _ => &None,
        };
        if let Some(header) = header {
            column.clone_from(header);
        }
    }
}

/// The texts that steps filter by, as a table.
fn filtered_by(steps: &[Step]) -> ResultTable {
    let conditions =
        steps.iter().flat_map(|step| if let Step::Filter(conditions) = step { conditions.as_slice() } else { &[] });
    let columns = conditions.map(|Condition { column, test }| {
        let scalars: &[Scalar] = match test {
            Test::Equals(scalar) | Test::NotEquals(scalar) => std::slice::from_ref(scalar),
            Test::OneOf(scalars) => scalars,
            _ => &[],
        };
        let text = |scalar: &Scalar| match scalar {
            Scalar::Text(text) => Some(text.clone()),
            Scalar::Number(_) => None,
        };
        ResultColumn { name: column.clone(), values: Values::Text(scalars.iter().map(text).collect()) }
    });
    ResultTable { columns: columns.collect() }
}

#[cfg(test)]
mod tests {
    use super::super::laws::file_source;
    use super::super::{Figure, Id};
    use super::*;
    use crate::base::note::NoteCode;
    use crate::chart::ChartSpec;

    #[test]
    fn figures_and_filters_are_looked_at() {
        let nik = |text: &str| Values::Text(vec![Some(text.to_owned())]);
        let snapshot =
            ResultTable { columns: vec![ResultColumn { name: "x".into(), values: nik("3273014107900001") }] };
        let spec = ChartSpec { x: Some("NIK".into()), ..ChartSpec::default() };
        let test = Test::OneOf(vec![Scalar::Text("budi@contoh.id".into())]);
        let steps = vec![Step::Filter(vec![Condition { column: "surel".into(), test }])];
        let figure = Figure {
            id: Id(1),
            source: Id(0),
            steps,
            kind: FigureKind::Chart(spec),
            title: String::new(),
            description: String::new(),
            style: crate::scene::style::Style::default(),
            snapshot: Some(snapshot),
        };
        let mut document = Document { sources: vec![file_source("a")], next: 2, ..Document::default() };
        assert_eq!(personal_data_of(&document), []);
        document.figures.push(figure);
        let found: Vec<(NoteCode, String)> =
            personal_data_of(&document).into_iter().map(|note| (note.code, note.args[0].clone())).collect();
        assert_eq!(
            found,
            [(NoteCode::PersonalNumber, "NIK".to_owned()), (NoteCode::PersonalEmail, "surel".to_owned())]
        );
    }
}
