//! Undo and redo.
//!
//! A step holds what differs between the document before and after, not the documents: typing in
//! one block costs that block twice, moving a block costs two numbers. A step fits any number of
//! commands that belong to one act (a figure and its block): push the first document, the last, and
//! the command that names the act.
//!
//! What is no step (a source that was opened, a snapshot that was taken, a file that was attached)
//! may change the document in between: a step takes back only what it changed. The next free number
//! never goes back, because an id names one thing for the life of the document.

use serde::{Deserialize, Serialize};

use crate::i18n::Message;

use super::check::{faultless, json_bytes};
use super::command::{Label, MergeKey};
use super::{Block, Command, Document, Figure, Id, Source};

/// Most steps that can be undone.
pub const STEPS: usize = 200;
/// Most bytes of steps (as JSON) held in memory; the newest step is held whatever its size.
pub const MEMORY_BYTES: usize = 16 * 1024 * 1024;
/// Most bytes of steps (as JSON) that are stored with a document.
pub const STORED_BYTES: usize = 2 * 1024 * 1024;

/// What was done and undone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// Done, oldest first.
    #[serde(default)]
    past: Vec<Step>,
    /// Undone, the one to redo first at the end.
    #[serde(default)]
    future: Vec<Step>,
}

/// One act.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Step {
    label: Label,
    change: Change,
    /// What would fold into it, and in which gesture; forgotten on reload, so that a new visit
    /// starts a new step.
    #[serde(skip)]
    merge: Option<(MergeKey, u64)>,
    /// Its bytes as JSON.
    #[serde(skip)]
    bytes: usize,
}

impl History {
    /// Remembers that `command` turned `before` into `after`.
    ///
    /// Commands of the same kind on the same part fold into one step while `gesture` stays the same
    /// (it grows with each focus, pointer press or dialog). What was undone can no longer be redone.
    pub fn push(&mut self, before: &Document, after: &Document, command: &Command, gesture: u64) {
        let mut change = Change::between(before, after);
        if change.is_nothing() {
            return;
        }
        let merge = command.merge_key().map(|key| (key, gesture));
        if merge.is_some()
            && self.future.is_empty()
            && self.past.last().is_some_and(|last| last.merge == merge)
            && let Some(first) =
                self.past.last().and_then(|last| last.change.clone().undo(before).map(|(first, _)| first))
        {
            self.past.pop();
            change = Change::between(&first, after);
        }
        self.future.clear();
        if !change.is_nothing() {
            self.past.push(Step { label: command.name(), change, merge, bytes: 0 }.weighed());
        }
        self.forget_oldest(MEMORY_BYTES);
    }

    /// The document before the last step, or `None` when there is none.
    ///
    /// A step that does not belong to the document is forgotten with all before it.
    pub fn undo(&mut self, current: &Document) -> Option<Document> {
        let step = self.past.pop()?;
        let Some((document, change)) = valid(step.change.undo(current)) else {
            self.past.clear();
            return None;
        };
        self.future.push(Step { change, merge: None, ..step }.weighed());
        Some(document)
    }

    /// The document after the step undone last, or `None` when there is none.
    ///
    /// A step that does not belong to the document is forgotten with all after it.
    pub fn redo(&mut self, current: &Document) -> Option<Document> {
        let step = self.future.pop()?;
        let Some((document, change)) = valid(step.change.redo(current)) else {
            self.future.clear();
            return None;
        };
        self.past.push(Step { change, merge: None, ..step }.weighed());
        Some(document)
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a step to redo.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// What [`undo`](Self::undo) would take back.
    pub fn undo_label(&self) -> Option<Message> {
        self.past.last().map(|step| step.label.message())
    }

    /// What [`redo`](Self::redo) would do again.
    pub fn redo_label(&self) -> Option<Message> {
        self.future.last().map(|step| step.label.message())
    }

    /// What was done, newest first.
    pub fn done(&self) -> impl Iterator<Item = Message> {
        self.past.iter().rev().map(|step| step.label.message())
    }

    /// How much of it is stored: the newest steps that fit [`STORED_BYTES`] together.
    #[must_use]
    pub fn for_storage(&self) -> Self {
        let mut kept = self.clone();
        let undone: usize = kept.future.iter().map(|step| step.bytes).sum();
        if undone > STORED_BYTES / 2 {
            kept.future.clear();
        }
        let undone: usize = kept.future.iter().map(|step| step.bytes).sum();
        while !kept.past.is_empty() && kept.past_bytes() + undone > STORED_BYTES {
            kept.past.remove(0);
        }
        for step in kept.past.iter_mut().chain(&mut kept.future) {
            step.merge = None;
        }
        kept
    }

    /// A history that was read back: weighed anew and within the bounds.
    pub(super) fn restored(mut self) -> Self {
        self.past = self.past.into_iter().map(Step::weighed).collect();
        let surplus = self.future.len().saturating_sub(STEPS);
        self.future = self.future.into_iter().skip(surplus).map(Step::weighed).collect();
        self.forget_oldest(MEMORY_BYTES);
        self
    }

    fn past_bytes(&self) -> usize {
        self.past.iter().map(|step| step.bytes).sum()
    }

    fn forget_oldest(&mut self, limit: usize) {
        let surplus = self.past.len().saturating_sub(STEPS);
        self.past.drain(..surplus);
        while self.past.len() > 1 && self.past_bytes() > limit {
            self.past.remove(0);
        }
    }
}

/// A step's outcome, when it fits and makes a valid document.
fn valid(outcome: Option<(Document, Change)>) -> Option<(Document, Change)> {
    outcome.filter(|(document, _)| faultless(document).is_ok())
}

impl Step {
    fn weighed(mut self) -> Self {
        self.bytes = json_bytes(&self, usize::MAX).unwrap_or(usize::MAX / STEPS / 4);
        self
    }
}

/// What differs between two documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Change {
    /// The titles, when they differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<(String, String)>,
    /// The next free number is at least this on both sides.
    next: u32,
    #[serde(default, skip_serializing_if = "ListChange::is_nothing")]
    sources: ListChange<Source>,
    #[serde(default, skip_serializing_if = "ListChange::is_nothing")]
    figures: ListChange<Figure>,
    #[serde(default, skip_serializing_if = "ListChange::is_nothing")]
    blocks: ListChange<Block>,
}

impl Change {
    fn between(before: &Document, after: &Document) -> Self {
        Self {
            title: (before.title != after.title).then(|| (before.title.clone(), after.title.clone())),
            next: before.next.max(after.next),
            sources: ListChange::between(&before.sources, &after.sources),
            figures: ListChange::between(&before.figures, &after.figures),
            blocks: ListChange::between(&before.blocks, &after.blocks),
        }
    }

    fn is_nothing(&self) -> bool {
        self.title.is_none() && self.sources.is_nothing() && self.figures.is_nothing() && self.blocks.is_nothing()
    }

    /// The document before, and the change that leads back to exactly `after` with all that was
    /// changed since. `None` when the change does not belong to `after`.
    fn undo(self, after: &Document) -> Option<(Document, Self)> {
        let (sources, taken_sources) = self.sources.undo(&after.sources)?;
        let (figures, taken_figures) = self.figures.undo(&after.figures)?;
        let (blocks, taken_blocks) = self.blocks.undo(&after.blocks)?;
        let next = self.next.max(after.next);
        let title = self.title.as_ref().map_or(&after.title, |(before, _)| before).clone();
        let change = Self {
            title: self.title.map(|(before, _)| (before, after.title.clone())),
            next,
            sources: taken_sources,
            figures: taken_figures,
            blocks: taken_blocks,
        };
        Some((Document { title, sources, figures, blocks, next }, change))
    }

    /// The document after, and the change that leads back to exactly `before`.
    fn redo(self, before: &Document) -> Option<(Document, Self)> {
        let (after, change) = self.turned().undo(before)?;
        Some((after, change.turned()))
    }

    fn turned(self) -> Self {
        Self {
            title: self.title.map(|(before, after)| (after, before)),
            next: self.next,
            sources: self.sources.turned(),
            figures: self.figures.turned(),
            blocks: self.blocks.turned(),
        }
    }
}

/// What differs between two lists.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ListChange<T> {
    /// Nothing.
    #[default]
    Same,
    /// The items from `at` on: those `before` became those `after`.
    Splice { at: usize, before: Vec<T>, after: Vec<T> },
    /// One item went from one place to another.
    Move { from: usize, to: usize },
}

/// A part of a document: what it is called, and how a step is taken back from it.
trait Part: Clone + PartialEq {
    fn id(&self) -> Id;

    /// The part before a step that made `before` into `after`, when it is `now` by now: only what
    /// the step changed goes back.
    fn taken_back(before: &Self, after: &Self, now: &Self) -> Self;

    /// Leaves out of both sides of a step what is large and not changed by it.
    fn slim(_before: &mut Self, _after: &mut Self) {}
}

/// One field of [`Part::taken_back`].
fn back<T: Clone + PartialEq>(before: &T, after: &T, now: &T) -> T {
    if before == after { now.clone() } else { before.clone() }
}

impl Part for Source {
    fn id(&self) -> Id {
        self.id
    }

    fn taken_back(before: &Self, after: &Self, now: &Self) -> Self {
        Self {
            id: before.id,
            title: back(&before.title, &after.title, &now.title),
            origin: back(&before.origin, &after.origin, &now.origin),
            citation: back(&before.citation, &after.citation, &now.citation),
            steps: back(&before.steps, &after.steps, &now.steps),
            readings: back(&before.readings, &after.readings, &now.readings),
            roles: back(&before.roles, &after.roles, &now.roles),
            form: back(&before.form, &after.form, &now.form),
            extent: back(&before.extent, &after.extent, &now.extent),
        }
    }
}

impl Part for Figure {
    fn id(&self) -> Id {
        self.id
    }

    fn taken_back(before: &Self, after: &Self, now: &Self) -> Self {
        let snapshot = if before.draws_as(after) {
            back(&before.snapshot, &after.snapshot, &now.snapshot)
        } else {
            before.snapshot.clone()
        };
        Self {
            id: before.id,
            source: back(&before.source, &after.source, &now.source),
            steps: back(&before.steps, &after.steps, &now.steps),
            kind: back(&before.kind, &after.kind, &now.kind),
            title: back(&before.title, &after.title, &now.title),
            description: back(&before.description, &after.description, &now.description),
            style: back(&before.style, &after.style, &now.style),
            snapshot,
        }
    }

    fn slim(before: &mut Self, after: &mut Self) {
        if before.draws_as(after) && before.snapshot == after.snapshot {
            before.snapshot = None;
            after.snapshot = None;
        }
    }
}

impl Part for Block {
    fn id(&self) -> Id {
        self.id
    }

    fn taken_back(before: &Self, after: &Self, now: &Self) -> Self {
        Self { id: before.id, content: back(&before.content, &after.content, &now.content) }
    }
}

impl<T: Part> ListChange<T> {
    fn between(before: &[T], after: &[T]) -> Self {
        if before == after {
            return Self::Same;
        }
        let at = before.iter().zip(after).take_while(|(a, b)| a == b).count();
        let (old, new) = (before.get(at..).unwrap_or_default(), after.get(at..).unwrap_or_default());
        let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
        let old = old.get(..old.len() - tail).unwrap_or_default();
        let new = new.get(..new.len() - tail).unwrap_or_default();
        if let (Some((first, rest)), Some((last, init))) = (old.split_first(), new.split_last())
            && first == last
            && rest == init
        {
            return Self::Move { from: at, to: at + rest.len() };
        }
        if let (Some((last, init)), Some((first, rest))) = (old.split_last(), new.split_first())
            && first == last
            && rest == init
        {
            return Self::Move { from: at + rest.len(), to: at };
        }
        Self::spliced(at, old.to_vec(), new.to_vec())
    }

    fn spliced(at: usize, mut before: Vec<T>, mut after: Vec<T>) -> Self {
        for old in &mut before {
            if let Some(new) = after.iter_mut().find(|new| new.id() == old.id()) {
                T::slim(old, new);
            }
        }
        Self::Splice { at, before, after }
    }

    /// The list before, and the change that leads back to exactly `list`.
    fn undo(self, list: &[T]) -> Option<(Vec<T>, Self)> {
        let mut list = list.to_vec();
        match self {
            Self::Same => Some((list, Self::Same)),
            Self::Move { from, to } => {
                if from >= list.len() || to >= list.len() {
                    return None;
                }
                let item = list.remove(to);
                list.insert(from, item);
                Some((list, Self::Move { from, to }))
            }
            Self::Splice { at, before, after } => {
                let end = at.checked_add(after.len())?;
                let now = list.get(at..end)?.to_vec();
                if !now.iter().map(Part::id).eq(after.iter().map(Part::id)) {
                    return None;
                }
                let back = before.iter().map(|old| {
                    let pair = after.iter().zip(&now).find(|(new, _)| new.id() == old.id());
                    pair.map_or_else(|| old.clone(), |(new, now)| T::taken_back(old, new, now))
                });
                let back: Vec<T> = back.collect();
                list.splice(at..end, back.iter().cloned());
                Some((list, Self::spliced(at, back, now)))
            }
        }
    }
}

impl<T> ListChange<T> {
    const fn is_nothing(&self) -> bool {
        matches!(self, Self::Same)
    }

    fn turned(self) -> Self {
        match self {
            Self::Same => Self::Same,
            Self::Move { from, to } => Self::Move { from: to, to: from },
            Self::Splice { at, before, after } => Self::Splice { at, before: after, after: before },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::laws::{figure, file_source, table_of};
    use super::super::{Content, FigureKind, Origin, apply, with_snapshot};
    use super::*;
    use crate::base::lang::Lang;
    use crate::query::Step as QueryStep;

    /// A document with its history, as the page keeps them.
    #[derive(Default)]
    struct Page {
        document: Document,
        history: History,
    }

    impl Page {
        fn run(&mut self, command: &Command, gesture: u64) {
            let after = apply(&self.document, command).unwrap();
            self.history.push(&self.document, &after, command, gesture);
            self.document = after;
        }

        fn undo(&mut self) {
            self.document = self.history.undo(&self.document).unwrap();
        }

        fn redo(&mut self) {
            self.document = self.history.redo(&self.document).unwrap();
        }
    }

    fn text(at: usize, text: &str) -> Command {
        Command::AddBlock { at, content: Content::Text(text.into()) }
    }

    fn set(id: u32, text: &str) -> Command {
        Command::SetBlock { id: Id(id), content: Content::Text(text.into()) }
    }

    #[test]
    fn typing_within_one_gesture_is_one_step() {
        let mut page = Page::default();
        page.run(&text(0, ""), 1);
        for (typed, gesture) in [("H", 2), ("Ha", 2), ("Har", 2), ("Harga", 3)] {
            page.run(&set(0, typed), gesture);
        }
        page.undo();
        assert_eq!(page.document.blocks[0].content, Content::Text("Har".into()));
        page.undo();
        assert_eq!(page.document.blocks[0].content, Content::Text(String::new()));
        assert_eq!(page.history.undo_label().unwrap().text(Lang::Id), "tambah bagian");
        assert_eq!(page.history.redo_label().unwrap().text(Lang::Id), "ubah teks");
        page.redo();
        page.redo();
        assert_eq!(page.document.blocks[0].content, Content::Text("Harga".into()));
        assert!(!page.history.can_redo());
    }

    #[test]
    fn typing_that_was_taken_back_by_hand_leaves_no_step() {
        let mut page = Page::default();
        page.run(&text(0, "a"), 1);
        page.run(&set(0, "ab"), 2);
        page.run(&set(0, "a"), 2);
        assert_eq!(page.history.done().count(), 1);
    }

    #[test]
    fn typing_goes_on_in_a_new_step_after_an_undo() {
        let mut page = Page::default();
        page.run(&text(0, "a"), 1);
        page.run(&set(0, "ab"), 2);
        page.undo();
        page.redo();
        page.run(&set(0, "abc"), 2);
        page.undo();
        assert_eq!(page.document.blocks[0].content, Content::Text("ab".into()));
    }

    #[test]
    fn a_command_that_changes_nothing_leaves_what_was_undone() {
        let mut page = Page::default();
        page.run(&text(0, "a"), 1);
        page.run(&text(1, "b"), 2);
        page.undo();
        page.run(&set(0, "a"), 3);
        assert!(page.history.can_redo());
        page.run(&set(0, "z"), 4);
        assert!(!page.history.can_redo());
    }

    #[test]
    fn one_act_of_two_commands_is_one_step() {
        let mut page = Page::default();
        page.run(&Command::AddSource(Box::new(file_source("Harga"))), 1);
        let before = page.document.clone();
        let add = Command::AddFigure(Box::new(figure(Id(0))));
        let with_figure = apply(&before, &add).unwrap();
        let block = Command::AddBlock { at: 0, content: Content::Figure(Id(before.next)) };
        page.document = apply(&with_figure, &block).unwrap();
        page.history.push(&before, &page.document, &add, 2);
        page.undo();
        assert_eq!(page.document, Document { next: page.document.next, ..before });
    }

    #[test]
    fn snapshots_taken_since_survive_undo_and_redo() {
        let mut page = Page::default();
        page.run(&Command::AddSource(Box::new(file_source("Harga"))), 1);
        page.run(&Command::AddFigure(Box::new(figure(Id(0)))), 2);
        page.document = with_snapshot(&page.document, Id(1), table_of(&[1.0, 2.0]));
        page.run(&Command::SetTitle("Judul".into()), 3);
        let full = page.document.clone();
        page.undo();
        assert_eq!(page.document.figures[0].snapshot, Some(table_of(&[1.0, 2.0])));
        page.undo();
        assert!(page.document.figures.is_empty());
        page.redo();
        page.redo();
        assert_eq!(page.document, full);
    }

    #[test]
    fn moving_a_block_costs_two_numbers() {
        let mut page = Page::default();
        for at in 0..100 {
            page.run(&text(at, &"x".repeat(1_000)), at as u64);
        }
        let before = page.document.clone();
        for (id, to) in [(0, 99), (99, 0), (50, 51), (51, 3)] {
            let blocks = page.document.clone();
            page.run(&Command::MoveBlock { id: Id(id), to }, u64::from(id) + 1_000);
            assert!(page.history.past.last().unwrap().bytes < 120);
            page.undo();
            assert_eq!(page.document, blocks);
            page.redo();
        }
        for _ in 0..4 {
            page.undo();
        }
        assert_eq!(page.document, before);
    }

    #[test]
    fn the_history_is_bounded_in_steps_and_bytes() {
        let mut page = Page::default();
        page.run(&text(0, ""), 0);
        for step in 0..300_u64 {
            let letter = char::from(b'a' + (step % 26) as u8);
            page.run(&set(0, &letter.to_string().repeat(90_000)), step + 1);
        }
        // Each step holds the block twice, about 180 KB.
        let in_memory = page.history.past.len();
        assert!((80..=95).contains(&in_memory), "{in_memory}");
        let stored = page.history.for_storage();
        assert!((10..=11).contains(&stored.past.len()), "{}", stored.past.len());
        assert!(serde_json::to_string(&stored).unwrap().len() <= STORED_BYTES + 1_024);
        for step in 0..300_u64 {
            page.run(&set(0, &step.to_string()), step + 1_000);
        }
        assert_eq!(page.history.past.len(), STEPS);
    }

    #[test]
    fn a_history_of_another_document_is_forgotten() {
        let mut page = Page::default();
        page.run(&text(0, "a"), 1);
        page.run(&set(0, "b"), 2);
        assert_eq!(page.history.undo(&Document::default()), None);
        assert!(!page.history.can_undo() && !page.history.can_redo());
    }

    #[test]
    fn what_is_no_step_survives_undo_and_redo() {
        let mut page = Page::default();
        page.document = apply(&page.document, &Command::AddSource(Box::new(file_source("a")))).unwrap();
        page.run(&text(0, "satu"), 1);
        page.run(&Command::SetSteps { source: Id(0), steps: vec![QueryStep::Sort(vec![])] }, 2);
        // Neither opening a source nor giving one a file is a step.
        let origin = Origin::File { name: "b.csv".into() };
        for quiet in [
            Command::AddSource(Box::new(file_source("b"))),
            Command::SetOrigin { source: Id(0), origin: Box::new(origin.clone()) },
        ] {
            page.document = apply(&page.document, &quiet).unwrap();
        }
        let full = page.document.clone();
        page.undo();
        page.undo();
        assert_eq!((page.document.sources.len(), page.document.blocks.len()), (2, 0));
        assert_eq!((&page.document.sources[0].origin, page.document.sources[0].steps.len()), (&origin, 0));
        // A source opened now gets an id of its own, so what was undone can still be done again.
        page.document = apply(&page.document, &Command::AddSource(Box::new(file_source("c")))).unwrap();
        page.redo();
        page.redo();
        assert_eq!(page.document.blocks, full.blocks);
        assert_eq!(page.document.sources[..2], full.sources);
        assert_eq!(page.document.sources[2].id, Id(3));
    }

    #[test]
    fn renaming_a_figure_does_not_cost_its_data() {
        let mut page = Page::default();
        page.run(&Command::AddSource(Box::new(file_source("Harga"))), 1);
        page.run(&Command::AddFigure(Box::new(figure(Id(0)))), 2);
        page.document = with_snapshot(&page.document, Id(1), table_of(&vec![1.5; 10_000]));
        let renamed = Figure { id: Id(1), title: "Judul".into(), ..figure(Id(0)) };
        page.run(&Command::SetFigure(Box::new(renamed)), 3);
        let full = page.document.clone();
        assert!(page.history.past.last().unwrap().bytes < 2_000);
        page.undo();
        assert_eq!(page.document.figures[0].snapshot, full.figures[0].snapshot);
        assert_eq!(page.document.figures[0].title, "");
        page.redo();
        assert_eq!(page.document, full);
        // Data that the step took away comes back with it.
        let kind = FigureKind::Table { columns: vec![], rows: 3 };
        page.run(&Command::SetFigure(Box::new(Figure { kind, ..full.figures[0].clone() })), 4);
        assert_eq!(page.document.figures[0].snapshot, None);
        page.document = with_snapshot(&page.document, Id(1), table_of(&[9.0]));
        page.undo();
        assert_eq!(page.document, full);
    }
}
