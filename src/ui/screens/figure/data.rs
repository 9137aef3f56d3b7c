//! A figure's way from its spec to its picture: lowered spec, plan, answer, scene. All derived; the
//! document holds only the spec and the last answer.

use leptos::prelude::*;

use crate::base::note::{Problem, ProblemCode};
use crate::chart;
use crate::engine::protocol::{Job, Output};
use crate::i18n::map as words;
use crate::map;
use crate::query::{Limit, Step};
use crate::region::MatchReport;
use crate::story::{Figure, FigureKind, Id, Origin};
use crate::table::{Evidence, Field, Reading, ResultTable, Values};
use crate::ui::state::{App, TableStatus};

/// A spec with every gap filled.
#[derive(Clone, Debug, PartialEq)]
pub enum Lowered {
    /// A chart.
    Chart(chart::Lowered),
    /// A map.
    Map(map::Lowered),
    /// A table of these steps.
    Table(Vec<Step>),
}

impl Lowered {
    /// Fills the gaps of a figure's spec.
    fn of(figure: &Figure, fields: &[Field], app: App) -> Result<Self, Problem> {
        match &figure.kind {
            FigureKind::Chart(spec) => chart::lower(spec, fields, app.lang()).map(Self::Chart),
            FigureKind::Map(spec) => map::lower(spec, fields, app.lang()).map(Self::Map),
            FigureKind::Table { columns, rows } => {
                let mut steps = Vec::new();
                if !columns.is_empty() {
                    steps.push(Step::Select(columns.clone()));
                }
                steps.push(Step::Limit(Limit { rows: u64::from((*rows).min(100)), offset: 0 }));
                Ok(Self::Table(steps))
            }
        }
    }

    /// The plan that yields the figure's data.
    pub fn steps(&self) -> &[Step] {
        match self {
            Self::Chart(lowered) => &lowered.steps,
            Self::Map(lowered) => &lowered.steps,
            Self::Table(steps) => steps,
        }
    }

    /// Why each derived choice was made.
    pub fn reasons(&self) -> &[String] {
        match self {
            Self::Chart(lowered) => &lowered.reasons,
            Self::Map(lowered) => &lowered.reasons,
            Self::Table(_) => &[],
        }
    }

    /// The figure's kind with every gap filled, to keep it as it looks now.
    pub fn complete(&self, kind: &FigureKind) -> FigureKind {
        match self {
            Self::Chart(lowered) => FigureKind::Chart(lowered.spec.clone()),
            Self::Map(lowered) => FigureKind::Map(lowered.spec.clone()),
            Self::Table(_) => kind.clone(),
        }
    }
}

/// Columns as a stored answer shows them, for a figure whose table is not open: the spec names them,
/// the answer's values tell how they were read.
fn fields_of_snapshot(figure: &Figure, data: &ResultTable) -> Vec<Field> {
    let pairs: Vec<(Option<&String>, &str)> = match &figure.kind {
        FigureKind::Chart(spec) => {
            vec![(spec.x.as_ref(), "x"), (spec.y.as_ref(), "y"), (spec.series.as_ref(), "series")]
        }
        FigureKind::Map(spec) => vec![(spec.region.as_ref(), "region"), (spec.value.as_ref(), "value")],
        FigureKind::Table { .. } => return Vec::new(),
    };
    pairs
        .into_iter()
        .filter_map(|(name, role)| {
            let reading = match data.column(role)?.values {
                Values::Text(_) => Reading::Text,
                Values::Number(_) => Reading::Number(crate::base::number::NumberStyle::Plain),
                Values::Date(_) => Reading::Date(crate::base::date::DateStyle::Iso),
            };
            Some(Field { name: name?.clone(), reading, whole: false, evidence: Evidence::default() })
        })
        .collect()
}

/// Where a figure stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// Its table is being read or its plan runs.
    Waiting,
    /// It cannot be drawn.
    Failed(Problem),
    /// It needs a file that is not here; the file's name.
    NeedsFile(String),
    /// Its data is here.
    Ready {
        /// The spec with every gap filled.
        lowered: Lowered,
        /// The plan's answer.
        data: ResultTable,
        /// The answer is the one kept in the document.
        kept: bool,
    },
}

/// Follows a figure of the document: opens its source, runs its plan whenever spec, steps or readings
/// change, and keeps the answer in the document.
pub fn follow(app: App, figure: Memo<Option<Figure>>) -> RwSignal<Stage> {
    let stage = RwSignal::new(Stage::Waiting);
    // Title and description do not change the data.
    let source = Memo::new(move |_| figure.with(|figure| figure.as_ref().map(|figure| figure.source)));
    let what = Memo::new(move |_| {
        figure.with(|figure| {
            figure.as_ref().map(|figure| Figure {
                title: String::new(),
                description: String::new(),
                snapshot: None,
                ..figure.clone()
            })
        })
    });
    Effect::new(move |_| {
        app.engine.stops.track();
        if let (true, Some(source)) = (app.desk.loaded.get(), source.get()) {
            app.open_source(source);
        }
    });
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let (Some(figure), Some(id)) = (what.get(), source.get()) else { return };
        let status = app.tables.get(id).map(|table| table.status.get());
        let snapshot = figure_snapshot(app, figure.id);
        let now = turn.get_value() + 1;
        turn.set_value(now);
        match status {
            Some(TableStatus::Ready(info)) => match Lowered::of(&figure, &info.fields, app) {
                Ok(lowered) => {
                    let steps = figure.steps.iter().chain(lowered.steps()).cloned().collect::<Vec<_>>();
                    leptos::task::spawn_local(async move {
                        let answer = app.engine.ask(Job::Run { table: info.table, steps: steps.into() }).await;
                        if turn.try_get_value() != Some(now) {
                            return;
                        }
                        match answer {
                            Ok(Output::Result(data)) => {
                                app.desk.keep_snapshot(figure.id, data.clone());
                                stage.set(Stage::Ready { lowered, data, kept: false });
                            }
                            Ok(other) => stage.set(Stage::Failed(crate::ui::state::unexpected(&other))),
                            Err(problem) => stage.set(Stage::Failed(problem)),
                        }
                    });
                }
                Err(problem) => stage.set(Stage::Failed(problem)),
            },
            Some(TableStatus::Failed(problem)) => {
                stage.set(from_snapshot(app, &figure, snapshot, || missing(app, id, problem)));
            }
            _ => stage.set(from_snapshot(app, &figure, snapshot, || Stage::Waiting)),
        }
    });
    stage
}

/// The kept answer, untracked: keeping a new one must not start the plan anew.
fn figure_snapshot(app: App, id: Id) -> Option<ResultTable> {
    app.desk.document.with_untracked(|document| {
        document.figures.iter().find(|figure| figure.id == id).and_then(|figure| figure.snapshot.clone())
    })
}

fn from_snapshot(app: App, figure: &Figure, snapshot: Option<ResultTable>, otherwise: impl FnOnce() -> Stage) -> Stage {
    let Some(data) = snapshot else { return otherwise() };
    match Lowered::of(figure, &fields_of_snapshot(figure, &data), app) {
        Ok(lowered) => Stage::Ready { lowered, data, kept: true },
        Err(_) => otherwise(),
    }
}

fn missing(app: App, source: Id, problem: Problem) -> Stage {
    match app.desk.source(source).map(|source| source.origin) {
        Some(Origin::File { name }) if problem.code == ProblemCode::TableGone => Stage::NeedsFile(name),
        _ => Stage::Failed(problem),
    }
}

/// A picture with everything that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// Scene, table twin, sentence, notes; a table has no scene.
    pub figure: chart::Figure,
    /// For maps: what matched.
    pub report: Option<MatchReport>,
    /// For maps with outlines: whose they are.
    pub attribution: Option<String>,
}

/// Draws what is ready; tracked on language and theme.
pub fn draw(
    app: App,
    lowered: &Lowered,
    data: &ResultTable,
    width_px: f64,
    theme: &crate::scene::Theme,
) -> Result<Drawn, Problem> {
    let lang = app.lang();
    match lowered {
        Lowered::Chart(lowered) => chart::draw(lowered, data, width_px, theme, lang).map(|figure| Drawn {
            figure,
            report: None,
            attribution: None,
        }),
        Lowered::Map(lowered) => {
            // Without the outlines, not yet or not at all, the map is drawn with tiles and says so.
            let shapes = (lowered.spec.layer == Some(map::Layer::Shapes)).then(|| app.outlines.shapes()).flatten();
            let figure = map::draw(lowered, data, shapes.as_deref(), width_px, theme, lang)?;
            let attribution = shapes.map(|shapes| match shapes.attribution.as_str() {
                "" => app.t(words::SHIPPED_OUTLINES).to_owned(),
                named => named.to_owned(),
            });
            Ok(Drawn { figure, report: Some(map::report(lowered, data)), attribution })
        }
        Lowered::Table(_) => Ok(Drawn {
            figure: chart::Figure {
                scene: crate::scene::Scene::default(),
                twin: data.clone(),
                sentence: String::new(),
                notes: Vec::new(),
            },
            report: None,
            attribution: None,
        }),
    }
}
