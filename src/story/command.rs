//! Carrying out commands, and what each is called in the undo list.

use serde::{Deserialize, Serialize};

use crate::base::note::Problem;
use crate::i18n::{Message, story as words};
use crate::table::ResultTable;

use super::check::{Fault, TABLE_ROWS, check_snapshot, faultless};
use super::together;
use super::{Block, Command, Content, Document, Figure, FigureKind, Id, Origin, Source};

/// Applies a command; the document stays as it was when refused.
///
/// A new part gets the id [`Document::next`] of the document before. The outcome is always valid.
pub fn apply(document: &Document, command: &Command) -> Result<Document, Problem> {
    changed(document, command).and_then(|changed| faultless(&changed).map(|()| changed)).map_err(Fault::of_editing)
}

/// The document with the data a figure was last drawn from, so that the figure outlives its source.
///
/// Nobody chose this, so it is no command and leaves no step in the history. Data over the limits of
/// a document is not kept: the figure then has none rather than an old one.
#[must_use]
pub fn with_snapshot(document: &Document, figure: Id, data: ResultTable) -> Document {
    let mut changed = document.clone();
    let kept = check_snapshot(&data).is_ok().then_some(data);
    set_snapshot(&mut changed, figure, kept);
    if faultless(&changed).is_err() {
        set_snapshot(&mut changed, figure, None);
    }
    changed
}

fn set_snapshot(document: &mut Document, id: Id, snapshot: Option<ResultTable>) {
    if let Some(figure) = document.figures.iter_mut().find(|figure| figure.id == id) {
        figure.snapshot = snapshot;
    }
}

fn changed(document: &Document, command: &Command) -> Result<Document, Fault> {
    if let Command::Replace(other) = command {
        return Ok(Document { next: other.next.max(document.next), ..Document::clone(other) });
    }
    let mut changed = document.clone();
    match command {
        Command::SetTitle(title) => changed.title.clone_from(title),
        Command::AddSource(source) => {
            let id = claim(&mut changed)?;
            changed.sources.push(Source { id, ..Source::clone(source) });
        }
        Command::SetSteps { source, steps } => find_source(&mut changed, *source)?.steps.clone_from(steps),
        Command::FilterAll { source, column, tests } => {
            find_source(&mut changed, *source)?;
            together::filter(&mut changed, *source, column, tests);
        }
        Command::SetOrigin { source, origin } => find_source(&mut changed, *source)?.origin = Origin::clone(origin),
        Command::SetReading { source, column, reading } => {
            let readings = &mut find_source(&mut changed, *source)?.readings;
            match readings.iter_mut().find(|(name, _)| name == column) {
                Some(chosen) => chosen.1 = *reading,
                None => readings.push((column.clone(), *reading)),
            }
        }
        Command::SetRole { source, column, role } => {
            let roles = &mut find_source(&mut changed, *source)?.roles;
            roles.retain(|(name, _)| name != column);
            roles.extend(role.map(|role| (column.clone(), role)));
        }
        Command::SetForm { source, form } => {
            let source = find_source(&mut changed, *source)?;
            source.form.clone_from(form);
            source.roles.clear();
            source.steps.clear();
            source.readings.clear();
        }
        Command::SetExtent { source, extent } => {
            let source = find_source(&mut changed, *source)?;
            let stays = source.extent.keeps_columns() && extent.keeps_columns();
            source.extent.clone_from(extent);
            if !stays {
                source.steps.clear();
                source.readings.clear();
                source.roles.clear();
            }
        }
        Command::RemoveSource(id) => {
            let title = find_source(&mut changed, *id)?.title.clone();
            if changed.figures.iter().any(|figure| figure.source == *id) {
                return Err(Fault::SourceInUse(title));
            }
            changed.sources.retain(|source| source.id != *id);
        }
        Command::AddFigure(figure) => {
            let id = claim(&mut changed)?;
            changed.figures.push(in_bounds(Figure { id, ..Figure::clone(figure) }));
        }
        Command::SetFigure(figure) => {
            let at = changed.figures.iter_mut().find(|each| each.id == figure.id).ok_or(Fault::Gone)?;
            *at = successor(at, figure);
        }
        Command::RemoveFigure(id) => {
            let before = changed.figures.len();
            changed.figures.retain(|figure| figure.id != *id);
            if changed.figures.len() == before {
                return Err(Fault::Gone);
            }
            changed.blocks.retain(|block| block.content != Content::Figure(*id));
        }
        Command::AddBlock { at, content } => {
            let id = claim(&mut changed)?;
            let at = (*at).min(changed.blocks.len());
            changed.blocks.insert(at, Block { id, content: content.clone() });
        }
        Command::SetBlock { id, content } => {
            let at = find_block(&changed, *id)?;
            if let Some(block) = changed.blocks.get_mut(at) {
                block.content.clone_from(content);
            }
        }
        Command::MoveBlock { id, to } => {
            let at = find_block(&changed, *id)?;
            let block = changed.blocks.remove(at);
            let to = (*to).min(changed.blocks.len());
            changed.blocks.insert(to, block);
        }
        Command::RemoveBlock(id) => {
            let at = find_block(&changed, *id)?;
            changed.blocks.remove(at);
        }
        Command::Replace(_) => {}
    }
    Ok(changed)
}

/// The next free id.
fn claim(document: &mut Document) -> Result<Id, Fault> {
    let id = Id(document.next);
    document.next = document.next.checked_add(1).ok_or(Fault::Invalid("no id is free"))?;
    Ok(id)
}

fn find_source(document: &mut Document, id: Id) -> Result<&mut Source, Fault> {
    document.sources.iter_mut().find(|source| source.id == id).ok_or(Fault::Gone)
}

fn find_block(document: &Document, id: Id) -> Result<usize, Fault> {
    document.blocks.iter().position(|block| block.id == id).ok_or(Fault::Gone)
}

/// A figure with its numbers clamped.
fn in_bounds(mut figure: Figure) -> Figure {
    if let FigureKind::Table { rows, .. } = &mut figure.kind {
        *rows = (*rows).clamp(1, TABLE_ROWS);
    }
    figure
}

/// What becomes of a figure when it is set: its snapshot stays while it draws the same, and goes
/// when it draws something else, because it would show the data of another question.
fn successor(old: &Figure, new: &Figure) -> Figure {
    let mut figure = in_bounds(new.clone());
    let same = figure.draws_as(old);
    if same && figure.snapshot.is_none() {
        figure.snapshot.clone_from(&old.snapshot);
    } else if !same && figure.snapshot == old.snapshot {
        figure.snapshot = None;
    }
    figure
}

/// What a command is called in the undo list, as it is stored with a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// [`Command::SetTitle`].
    SetTitle,
    /// [`Command::AddSource`].
    AddSource,
    /// [`Command::SetSteps`].
    SetSteps,
    /// [`Command::SetOrigin`].
    SetOrigin,
    /// [`Command::SetReading`].
    SetReading,
    /// [`Command::SetRole`].
    SetRole,
    /// [`Command::SetForm`].
    #[serde(alias = "set_sheet")]
    SetForm,
    /// [`Command::SetExtent`].
    SetExtent,
    /// [`Command::RemoveSource`].
    RemoveSource,
    /// [`Command::AddFigure`].
    AddFigure,
    /// [`Command::SetFigure`].
    SetFigure,
    /// [`Command::RemoveFigure`].
    RemoveFigure,
    /// [`Command::AddBlock`].
    AddBlock,
    /// [`Command::SetBlock`].
    SetBlock,
    /// [`Command::MoveBlock`].
    MoveBlock,
    /// [`Command::RemoveBlock`].
    RemoveBlock,
    /// [`Command::Replace`].
    Replace,
}

impl Label {
    /// Its words: a short phrase in lower case that fits behind "Urungkan:".
    pub const fn message(self) -> Message {
        match self {
            Self::SetTitle => words::DID_SET_TITLE,
            Self::AddSource => words::DID_ADD_SOURCE,
            Self::SetSteps => words::DID_SET_STEPS,
            Self::SetOrigin => words::DID_SET_ORIGIN,
            Self::SetReading => words::DID_SET_READING,
            Self::SetRole => words::DID_SET_ROLE,
            Self::SetForm => words::DID_SET_FORM,
            Self::SetExtent => words::DID_SET_EXTENT,
            Self::RemoveSource => words::DID_REMOVE_SOURCE,
            Self::AddFigure => words::DID_ADD_FIGURE,
            Self::SetFigure => words::DID_SET_FIGURE,
            Self::RemoveFigure => words::DID_REMOVE_FIGURE,
            Self::AddBlock => words::DID_ADD_BLOCK,
            Self::SetBlock => words::DID_SET_BLOCK,
            Self::MoveBlock => words::DID_MOVE_BLOCK,
            Self::RemoveBlock => words::DID_REMOVE_BLOCK,
            Self::Replace => words::DID_REPLACE,
        }
    }
}

/// What two commands must share to become one step of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MergeKey {
    Title,
    Steps(Id),
    Figure(Id),
    Text(Id),
    Move(Id),
}

impl Command {
    /// Its name in the undo list.
    pub const fn name(&self) -> Label {
        match self {
            Self::SetTitle(_) => Label::SetTitle,
            Self::AddSource(_) => Label::AddSource,
            Self::SetSteps { .. } | Self::FilterAll { .. } => Label::SetSteps,
            Self::SetOrigin { .. } => Label::SetOrigin,
            Self::SetReading { .. } => Label::SetReading,
            Self::SetRole { .. } => Label::SetRole,
            Self::SetForm { .. } => Label::SetForm,
            Self::SetExtent { .. } => Label::SetExtent,
            Self::RemoveSource(_) => Label::RemoveSource,
            Self::AddFigure(_) => Label::AddFigure,
            Self::SetFigure(_) => Label::SetFigure,
            Self::RemoveFigure(_) => Label::RemoveFigure,
            Self::AddBlock { .. } => Label::AddBlock,
            Self::SetBlock { .. } => Label::SetBlock,
            Self::MoveBlock { .. } => Label::MoveBlock,
            Self::RemoveBlock(_) => Label::RemoveBlock,
            Self::Replace(_) => Label::Replace,
        }
    }

    /// What it is called in the undo list: a short phrase in lower case.
    pub const fn label(&self) -> Message {
        self.name().message()
    }

    /// With which commands of the same gesture it becomes one step, if with any.
    pub(super) const fn merge_key(&self) -> Option<MergeKey> {
        match self {
            Self::SetTitle(_) => Some(MergeKey::Title),
            Self::SetSteps { source, .. } => Some(MergeKey::Steps(*source)),
            Self::SetFigure(figure) => Some(MergeKey::Figure(figure.id)),
            Self::SetBlock { id, content: Content::Text(_) } => Some(MergeKey::Text(*id)),
            Self::MoveBlock { id, .. } => Some(MergeKey::Move(*id)),
            Self::AddSource(_)
            | Self::FilterAll { .. }
            | Self::SetOrigin { .. }
            | Self::SetReading { .. }
            | Self::SetRole { .. }
            | Self::SetForm { .. }
            | Self::SetExtent { .. }
            | Self::RemoveSource(_)
            | Self::AddFigure(_)
            | Self::RemoveFigure(_)
            | Self::AddBlock { .. }
            | Self::SetBlock { .. }
            | Self::RemoveBlock(_)
            | Self::Replace(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::laws::{figure, file_source, table_of};
    use super::*;
    use crate::base::lang::Lang;
    use crate::i18n::problems::{next_step, sentence};

    fn run(commands: &[Command]) -> Result<Document, Problem> {
        commands.iter().try_fold(Document::default(), |document, command| apply(&document, command))
    }

    fn base() -> Vec<Command> {
        vec![
            Command::AddSource(Box::new(file_source("Harga"))),
            Command::AddFigure(Box::new(figure(Id(0)))),
            Command::AddBlock { at: 9, content: Content::Text("satu".into()) },
            Command::AddBlock { at: 0, content: Content::Figure(Id(1)) },
            Command::AddBlock { at: 1, content: Content::Text("dua".into()) },
        ]
    }

    fn order(document: &Document) -> Vec<u32> {
        document.blocks.iter().map(|block| block.id.0).collect()
    }

    #[test]
    fn ids_are_given_in_order_and_places_clamped() {
        let document = run(&base()).unwrap();
        assert_eq!((document.sources[0].id, document.figures[0].id, document.next), (Id(0), Id(1), 5));
        assert_eq!(order(&document), [3, 4, 2]);
        let moved = apply(&document, &Command::MoveBlock { id: Id(3), to: 99 }).unwrap();
        assert_eq!(order(&moved), [4, 2, 3]);
        let moved = apply(&moved, &Command::MoveBlock { id: Id(2), to: 0 }).unwrap();
        assert_eq!(order(&moved), [2, 4, 3]);
    }

    #[test]
    fn removing_a_figure_removes_its_blocks() {
        let document = apply(&run(&base()).unwrap(), &Command::RemoveFigure(Id(1))).unwrap();
        assert_eq!((order(&document), document.figures.len()), (vec![4, 2], 0));
        assert!(apply(&document, &Command::RemoveSource(Id(0))).unwrap().sources.is_empty());
    }

    #[test]
    fn a_reading_is_set_once_per_column() {
        use crate::table::Reading;
        let mut commands = base();
        for reading in [Reading::Text, Reading::Code] {
            commands.push(Command::SetReading { source: Id(0), column: "kode".into(), reading });
        }
        assert_eq!(run(&commands).unwrap().sources[0].readings, [("kode".to_owned(), Reading::Code)]);
    }

    #[test]
    fn another_extent_forgets_what_was_done_with_the_columns() {
        use crate::table::{Extent, Reading};
        let mut commands = base();
        commands.push(Command::SetReading { source: Id(0), column: "kode".into(), reading: Reading::Code });
        commands.push(Command::SetExtent { source: Id(0), extent: Extent::Portal });
        let document = run(&commands).unwrap();
        assert_eq!((&document.sources[0].extent, document.sources[0].readings.len()), (&Extent::Portal, 0));
        let many = Extent::Columns(vec!["x".repeat(100); 10_000]);
        assert!(apply(&document, &Command::SetExtent { source: Id(0), extent: many }).is_err());
    }

    #[test]
    fn what_does_not_fit_is_refused_with_words() {
        let document = run(&base()).unwrap();
        let long = "x".repeat(super::super::check::TEXT_BYTES + 1);
        let cases = [
            (Command::RemoveSource(Id(0)), "Sumber “Harga” masih dipakai oleh gambar di cerita ini."),
            (Command::RemoveSource(Id(7)), "Bagian yang ingin diubah sudah tidak ada di cerita ini."),
            (Command::RemoveBlock(Id(1)), "Bagian yang ingin diubah sudah tidak ada di cerita ini."),
            (
                Command::SetFigure(Box::new(Figure { id: Id(9), ..figure(Id(0)) })),
                "Bagian yang ingin diubah sudah tidak ada di cerita ini.",
            ),
            (Command::AddFigure(Box::new(figure(Id(1)))), "Perubahan ini tidak cocok dengan ceritanya."),
            (
                Command::AddBlock { at: 0, content: Content::Figure(Id(0)) },
                "Perubahan ini tidak cocok dengan ceritanya.",
            ),
            (Command::AddBlock { at: 0, content: Content::Text(long) }, "bukan ini"),
        ];
        for (command, expected) in cases {
            let problem = apply(&document, &command).unwrap_err();
            let said = sentence(&problem, Lang::Id);
            if expected == "bukan ini" {
                assert!(said.starts_with("Teks ini terlalu panjang"), "{said}");
            } else {
                assert_eq!(said, expected, "{command:?}");
            }
            assert!(!next_step(&problem, Lang::Id).is_empty());
        }
    }

    #[test]
    fn a_snapshot_stays_with_its_question_and_goes_with_another() {
        let document = with_snapshot(&run(&base()).unwrap(), Id(1), table_of(&[1.0, 2.0]));
        let mut same = document.figures[0].clone();
        same.title = "Judul lain".into();
        same.snapshot = None;
        let kept = apply(&document, &Command::SetFigure(Box::new(same))).unwrap();
        assert_eq!(kept.figures[0].snapshot, Some(table_of(&[1.0, 2.0])));
        let mut other = document.figures[0].clone();
        other.kind = FigureKind::Table { columns: vec![], rows: 5_000 };
        let dropped = apply(&document, &Command::SetFigure(Box::new(other))).unwrap();
        assert_eq!(dropped.figures[0].snapshot, None);
        assert_eq!(dropped.figures[0].kind, FigureKind::Table { columns: vec![], rows: TABLE_ROWS });
    }

    #[test]
    fn a_snapshot_that_cannot_be_kept_leaves_none() {
        let document = with_snapshot(&run(&base()).unwrap(), Id(1), table_of(&[1.0]));
        for data in [table_of(&[f64::NAN]), table_of(&vec![0.0; super::super::check::SNAPSHOT_ROWS + 1])] {
            assert_eq!(with_snapshot(&document, Id(1), data).figures[0].snapshot, None);
        }
        assert_eq!(with_snapshot(&document, Id(77), table_of(&[1.0])), document);
    }
}
