//! One filter for everything that is made of a source: its table and all its figures.

use super::{Document, Figure, Id};
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

/// Whether a figure has its conditions on a column in common with its table and every other figure of it: what one
/// filter for all has put there, and nobody has changed in one place since. Not where it is the only one.
pub fn are_together(document: &Document, figure: &Figure, column: &str) -> bool {
    let here = tests(&figure.steps, column);
    let table = document.sources.iter().filter(|source| source.id == figure.source).map(|source| &source.steps);
    let others = document.figures.iter().filter(|other| other.source == figure.source && other.id != figure.id);
    let mut all = table.chain(others.map(|other| &other.steps)).peekable();
    !here.is_empty() && all.peek().is_some() && all.all(|steps| tests(steps, column) == here)
}

/// What is asked of a column.
fn tests<'a>(steps: &'a [Step], column: &str) -> Vec<&'a Test> {
    let filters = steps.iter().filter_map(|step| if let Step::Filter(all) = step { Some(all) } else { None });
    let all = filters.flatten().filter(|condition| condition.column == column);
    all.map(|condition| &condition.test).filter(|test| !matches!(test, Test::Odd(_))).collect()
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

        // What is common to all is one filter; what one figure has, or has otherwise, is its own.
        let of = |document: &Document, id: Id, column: &str| {
            are_together(document, document.figure(id).expect("a figure"), column)
        };
        assert!(of(&filtered, first, "tahun") && of(&filtered, second, "tahun"));
        assert!(!of(&filtered, first, "kota") && !of(&filtered, second, "kota") && !of(&filtered, other, "tahun"));
        let mut alone = filtered.figure(second).expect("a figure").clone();
        alone.steps = Vec::new();
        let parted = apply(&filtered, &Command::SetFigure(Box::new(alone))).expect("a figure");
        assert!(!of(&parted, first, "tahun") && !of(&parted, second, "tahun"));

        let none = Command::FilterAll { source: Id(0), column: "tahun".to_owned(), tests: Vec::new() };
        let open = apply(&filtered, &none).expect("no filter");
        assert_eq!(open.sources[0].steps, [sort()]);
        assert_eq!(open.figure(first).expect("a figure").steps, [Step::Filter(vec![town()])]);
        let gone = Command::FilterAll { source: Id(99), column: "tahun".to_owned(), tests: Vec::new() };
        assert!(apply(&document, &gone).is_err());
    }
}
