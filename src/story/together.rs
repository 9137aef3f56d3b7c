//! One filter for everything that is made of a source: its table and all its figures.

use super::{Document, Id};
use crate::query::{Condition, Step, Test};

/// Replaces the conditions on a column in the steps of a source and of every figure of it.
///
/// Conditions on other columns, and on what is odd about rows, stay. What a figure was last drawn from is forgotten
/// where its steps change, for it answers another question.
pub(super) fn filter(document: &mut Document, source: Id, column: &str, tests: &[Test]) {
    for found in document.sources.iter_mut().filter(|found| found.id == source) {
        put(&mut found.steps, column, tests);
    }
    for figure in document.figures.iter_mut().filter(|figure| figure.source == source) {
        let before = figure.steps.clone();
        put(&mut figure.steps, column, tests);
        if figure.steps != before {
            figure.snapshot = None;
        }
    }
}

/// Steps with the conditions on one column replaced.
fn put(steps: &mut Vec<Step>, column: &str, tests: &[Test]) {
    for step in steps.iter_mut() {
        if let Step::Filter(conditions) = step {
            conditions.retain(|condition| condition.column != column || matches!(condition.test, Test::Odd(_)));
        }
    }
    let conditions: Vec<Condition> =
        tests.iter().map(|test| Condition { column: column.to_owned(), test: test.clone() }).collect();
    match steps.iter_mut().find_map(|step| if let Step::Filter(all) = step { Some(all) } else { None }) {
        Some(all) => all.extend(conditions),
        None => steps.insert(0, Step::Filter(conditions)),
    }
    steps.retain(|step| !matches!(step, Step::Filter(all) if all.is_empty()));
}

#[cfg(test)]
mod tests {
    use super::super::laws::{figure, file_source};
    use super::super::{Command, apply};
    use super::*;
    use crate::query::{Scalar, SortKey};

    fn condition(column: &str, test: Test) -> Condition {
        Condition { column: column.to_owned(), test }
    }

    #[test]
    fn the_table_and_its_figures_follow_and_others_do_not() {
        let year = |from: f64| Test::AtLeast(Scalar::Number(from));
        let town = || condition("kota", Test::Equals(Scalar::Text("Bogor".to_owned())));
        let sort = || Step::Sort(vec![SortKey { column: "nilai".to_owned(), descending: true }]);
        let mut document = Document::default();
        let commands = [
            Command::AddSource(Box::new(file_source("a"))),
            Command::AddSource(Box::new(file_source("b"))),
            Command::AddFigure(Box::new(figure(Id(0)))),
            Command::AddFigure(Box::new(figure(Id(0)))),
            Command::AddFigure(Box::new(figure(Id(1)))),
            Command::SetSteps { source: Id(0), steps: vec![sort()] },
        ];
        for command in &commands {
            document = apply(&document, command).expect("a document");
        }
        let (first, second, other) = (document.figures[0].id, document.figures[1].id, document.figures[2].id);
        let mut own = document.figures[0].clone();
        own.steps = vec![Step::Filter(vec![town(), condition("tahun", year(2000.0))])];
        document = apply(&document, &Command::SetFigure(Box::new(own))).expect("a figure");
        let before = document.figure(other).expect("a figure").steps.clone();

        let command = Command::FilterAll { source: Id(0), column: "tahun".to_owned(), tests: vec![year(2020.0)] };
        let filtered = apply(&document, &command).expect("a filter");
        let year = || condition("tahun", year(2020.0));
        assert_eq!(filtered.sources[0].steps, [Step::Filter(vec![year()]), sort()]);
        assert_eq!(filtered.figure(first).expect("a figure").steps, [Step::Filter(vec![town(), year()])]);
        assert_eq!(filtered.figure(second).expect("a figure").steps.first(), Some(&Step::Filter(vec![year()])));
        assert_eq!(filtered.figure(other).expect("a figure").steps, before);

        let none = Command::FilterAll { source: Id(0), column: "tahun".to_owned(), tests: Vec::new() };
        let open = apply(&filtered, &none).expect("no filter");
        assert_eq!(open.sources[0].steps, [sort()]);
        assert_eq!(open.figure(first).expect("a figure").steps, [Step::Filter(vec![town()])]);
        let gone = Command::FilterAll { source: Id(99), column: "tahun".to_owned(), tests: Vec::new() };
        assert!(apply(&document, &gone).is_err());
    }
}
