//! A figure's way from its spec to its picture: lowered spec, plan, answer, scene. All derived; the
//! document holds only the spec and the last answer.

use std::sync::Arc;

use leptos::prelude::*;

use crate::base::note::{Problem, ProblemCode};
use crate::chart;
use crate::engine::protocol::{Job, Output};
use crate::i18n::map as words;
use crate::map;
use crate::query::{Limit, Op, Step};
use crate::region::{Gazetteer, Level, MatchReport, Split, splits_within};
use crate::scene::face;
use crate::scene::style::Style;
use crate::story::{Figure, FigureKind, Id, Origin};
use crate::table::{Evidence, Field, Reading, ResultTable, TableId, Values};
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
    fn of(figure: &Figure, fields: &[Field], has_shapes: bool, list: &Gazetteer, app: App) -> Result<Self, Problem> {
        match &figure.kind {
            FigureKind::Chart(spec) => chart::lower(spec, fields, app.lang()).map(Self::Chart),
            FigureKind::Map(spec) => map::lower_with_shapes(spec, fields, list, has_shapes, app.lang()).map(Self::Map),
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

    /// What the answer of the plan decides: the level of a map's regions. With a plan that asks for more,
    /// where the answer is about one province and its kabupaten are named too.
    fn settle(
        &mut self,
        figure: &Figure,
        data: &ResultTable,
        fields: &[Field],
        list: &Gazetteer,
        app: App,
    ) -> Option<Self> {
        let (Self::Map(lowered), FigureKind::Map(spec)) = (self, &figure.kind) else { return None };
        let lang = app.prefs.lang.get_untracked();
        map::settle(lowered, data, list, lang);
        map::finer(spec, lowered, data, fields, list, lang).map(Self::Map)
    }

    /// A map of the table's own shapes gets them.
    async fn dress(&mut self, table: TableId, app: App) -> Result<(), Problem> {
        if let Self::Map(lowered) = self
            && map::is_of_rows(&lowered.spec)
        {
            lowered.own = Some(app.outlines.of_table(app, table, lowered.spec.grid).await?);
        }
        Ok(())
    }

    /// Keeps the part and the period of a map that a person looks at while its other choices change.
    fn look_as(&mut self, before: &Stage) {
        let (Self::Map(now), Stage::Ready { lowered: Self::Map(before), .. }) = (self, before) else { return };
        if now.spec.region == before.spec.region
            && now.spec.mark == before.spec.mark
            && now.spec.focus == before.spec.focus
        {
            now.spec.view = now.spec.view.or(before.spec.view);
        }
        now.on_streets = before.on_streets;
        if now.spec.at.is_none() && now.spec.time == before.spec.time {
            now.spec.at.clone_from(&before.spec.at);
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
    let pairs: Vec<(Option<&String>, String)> = match &figure.kind {
        FigureKind::Chart(spec) => [(&spec.x, "x"), (&spec.y, "y"), (&spec.series, "series"), (&spec.second, "second")]
            .map(|(name, role)| (name.as_ref(), role.to_owned()))
            .into_iter()
            .chain(chart::layer_columns(spec).map(|(name, role)| (Some(name), role)))
            .collect(),
        FigureKind::Map(spec) => {
            let mut pairs =
                vec![(spec.region.as_ref(), "region".to_owned()), (spec.value.as_ref(), "value".to_owned())];
            pairs.extend([
                (spec.second.as_ref(), "second".to_owned()),
                (spec.to.as_ref(), "to".to_owned()),
                (spec.time.as_ref(), "time".to_owned()),
                (spec.lat.as_ref(), "lat".to_owned()),
                (spec.lon.as_ref(), "lon".to_owned()),
                (spec.label.as_ref(), "label".to_owned()),
            ]);
            if let Some(map::Per::Thousand(name)) = &spec.per {
                pairs.push((Some(name), "per".to_owned()));
            }
            if let Some(name) = spec.weight.as_ref().filter(|name| *name != map::ALIKE) {
                pairs.push((Some(name), "weight".to_owned()));
            }
            pairs.extend(spec.beside.iter().enumerate().map(|(at, name)| (Some(name), format!("beside{at}"))));
            pairs
        }
        FigureKind::Table { .. } => return Vec::new(),
    };
    pairs
        .into_iter()
        .filter_map(|(name, role)| {
            // Rows taken as they are keep the names of their columns.
            let column = data.column(&role).or_else(|| data.column(name?))?;
            let reading = match column.values {
                Values::Text(_) => Reading::Text,
                Values::Number(_) => Reading::Number(crate::base::number::NumberStyle::Plain),
                Values::Date(_) => Reading::Date(crate::base::date::DateStyle::Iso),
            };
            Some(Field { name: name?.clone(), reading, whole: false, evidence: Evidence::default() })
        })
        .collect()
}

/// Cells of an answer that are kept in the document.
const MOST_KEPT: usize = 60_000;

/// Where a figure stands.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "there is one a figure, never a list of them")]
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
    // Title, description and colours do not change the data.
    let source = Memo::new(move |_| figure.with(|figure| figure.as_ref().map(|figure| figure.source)));
    let what = Memo::new(move |_| {
        figure.with(|figure| {
            figure.as_ref().map(|figure| Figure {
                title: String::new(),
                description: String::new(),
                style: Style::default(),
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
        let list = if matches!(figure.kind, FigureKind::Map(_)) { app.outlines.list() } else { None };
        // A map waits for the list of regions.
        let list = match (list, &figure.kind) {
            (Some(list), _) => list,
            (None, FigureKind::Map(_)) => return,
            (None, _) => Arc::new(Gazetteer::provinces().clone()),
        };
        let status = app.tables.get(id).map(|table| table.status.get());
        let snapshot = figure_snapshot(app, figure.id);
        let now = turn.get_value() + 1;
        turn.set_value(now);
        match status {
            Some(TableStatus::Ready(info)) => match Lowered::of(&figure, &info.fields, info.shapes, &list, app) {
                Ok(mut lowered) => {
                    leptos::task::spawn_local(async move {
                        let run = async |lowered: &Lowered| {
                            let steps = figure.steps.iter().chain(lowered.steps()).cloned().collect::<Vec<_>>();
                            app.engine.ask(Job::Run { table: info.table, steps: steps.into() }).await
                        };
                        let mut answer = run(&lowered).await;
                        if let Ok(Output::Result(data)) = &answer
                            && let Some(finer) = lowered.settle(&figure, data, &info.fields, &list, app)
                        {
                            lowered = finer;
                            answer = run(&lowered).await;
                            if let Ok(Output::Result(data)) = &answer {
                                lowered.settle(&figure, data, &info.fields, &list, app);
                            }
                        }
                        if let Err(problem) = lowered.dress(info.table, app).await {
                            answer = Err(problem);
                        }
                        if turn.try_get_value() != Some(now) {
                            return;
                        }
                        match answer {
                            Ok(Output::Result(data)) => {
                                // A document that is saved and shared has no room for every point of a cloud;
                                // and an answer of before must not stand for this one.
                                let cells: usize = data.columns.iter().map(|column| column.values.len()).sum();
                                let kept = if cells <= MOST_KEPT { data.clone() } else { ResultTable::default() };
                                app.desk.keep_snapshot(figure.id, kept);
                                stage.update(|stage| {
                                    lowered.look_as(stage);
                                    *stage = Stage::Ready { lowered, data, kept: false };
                                });
                            }
                            Ok(other) => stage.set(Stage::Failed(crate::ui::state::unexpected(&other))),
                            Err(problem) => stage.set(Stage::Failed(problem)),
                        }
                    });
                }
                Err(problem) => stage.set(Stage::Failed(problem)),
            },
            Some(TableStatus::Failed(problem)) => {
                stage.set(from_snapshot(app, &figure, &list, snapshot, || missing(app, id, problem)));
            }
            // What waits for the person waits on the table's screen.
            Some(TableStatus::Offered(_)) => {
                let first = || Stage::Failed(Problem::new(ProblemCode::ExtentNeeded));
                stage.set(from_snapshot(app, &figure, &list, snapshot, first));
            }
            Some(TableStatus::Opening { paused: Some((problem, _)), .. }) => {
                stage.set(from_snapshot(app, &figure, &list, snapshot, || Stage::Failed(problem)));
            }
            _ => stage.set(from_snapshot(app, &figure, &list, snapshot, || Stage::Waiting)),
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

fn from_snapshot(
    app: App,
    figure: &Figure,
    list: &Gazetteer,
    snapshot: Option<ResultTable>,
    otherwise: impl FnOnce() -> Stage,
) -> Stage {
    let Some(data) = snapshot else { return otherwise() };
    let fields = fields_of_snapshot(figure, &data);
    match Lowered::of(figure, &fields, false, list, app) {
        // The shapes are not in the document: they are in the table's file.
        Ok(Lowered::Map(lowered)) if map::is_of_rows(&lowered.spec) => otherwise(),
        Ok(mut lowered) => {
            lowered.settle(figure, &data, &[], list, app);
            Stage::Ready { lowered, data, kept: true }
        }
        Err(_) => otherwise(),
    }
}

fn missing(app: App, source: Id, problem: Problem) -> Stage {
    match app.desk.source(source).map(|source| source.origin) {
        Some(Origin::File { name }) if problem.code == ProblemCode::TableGone => Stage::NeedsFile(name),
        _ => Stage::Failed(problem),
    }
}

/// What a ready map's regions matched, and their level; also where nothing can be drawn. Tracked.
pub fn report(app: App, stage: RwSignal<Stage>) -> Option<(Arc<MatchReport>, Level)> {
    let list = app.outlines.list()?;
    stage.with(|stage| match stage {
        // Maps of places match nothing.
        Stage::Ready { lowered: Lowered::Map(lowered), data, .. } if lowered.spec.region.is_some() => {
            let level = lowered.spec.level.unwrap_or(Level::Province).min(list.deepest());
            Some((map::report(lowered, data, &list), level))
        }
        _ => None,
    })
}

/// How a ready map sums up several rows of one region. Tracked.
pub fn map_op(stage: RwSignal<Stage>) -> Option<Op> {
    stage.with(|stage| match stage {
        Stage::Ready { lowered: Lowered::Map(lowered), .. } => lowered.spec.op,
        _ => None,
    })
}

/// The divisions that the years of a ready map go across. Tracked.
pub fn splits(app: App, stage: RwSignal<Stage>) -> Vec<Split> {
    let Some((report, _)) = report(app, stage) else { return Vec::new() };
    let years = stage.with(|stage| match stage {
        Stage::Ready { lowered: Lowered::Map(_), data, .. } => map::years(data, app.lang()),
        _ => None,
    });
    let Some((first, last)) = years else { return Vec::new() };
    splits_within(first, last, |code| report.matched.iter().any(|(_, matched)| matched == code))
}

/// A picture with everything that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// Scene, table twin, sentence, notes; a table has no scene.
    pub figure: chart::Figure,
    /// For maps with outlines: whose they are.
    pub attribution: Option<String>,
    /// Whether the picture itself says so below the map.
    names_outlines: bool,
    /// For maps: the level of their regions.
    pub level: Option<Level>,
    /// Bars stand in for a map whose outlines are not here.
    pub stand_in: bool,
    /// What a map is seen through, where it can be moved.
    pub window: Option<map::Window>,
    /// The periods of a map over time that shows one of them.
    pub periods: Vec<String>,
    /// The outlines that a map was drawn with.
    pub shapes: Option<map::Shared>,
}

impl Drawn {
    /// Whose outlines these are, for files that show the picture too: nothing where it says so itself.
    pub fn unnamed(&self) -> Option<&str> {
        self.attribution.as_deref().filter(|_| !self.names_outlines)
    }
}

/// Draws what is ready, for a file; tracked on language and theme. `None` while outlines that the picture
/// cannot do without are on their way.
pub fn draw(
    app: App,
    lowered: &Lowered,
    data: &ResultTable,
    width_px: f64,
    theme: &crate::scene::Theme,
) -> Option<Result<Drawn, Problem>> {
    draw_taller(app, lowered, data, (width_px, 0.0), theme)
}

/// The same for a picture that shall be higher than by itself: see [`chart::draw_taller`].
pub fn draw_taller(
    app: App,
    lowered: &Lowered,
    data: &ResultTable,
    (width_px, stretch_px): (f64, f64),
    theme: &crate::scene::Theme,
) -> Option<Result<Drawn, Problem>> {
    // No file has streets below a map.
    let without = match lowered {
        Lowered::Map(own) if own.on_streets => {
            let mut own = own.clone();
            own.on_streets = false;
            Some(Lowered::Map(own))
        }
        _ => None,
    };
    draw_on_page(app, without.as_ref().unwrap_or(lowered), data, (width_px, stretch_px), theme)
}

/// The same for the page, where streets may lie below a map.
pub fn draw_on_page(
    app: App,
    lowered: &Lowered,
    data: &ResultTable,
    (width_px, stretch_px): (f64, f64),
    theme: &crate::scene::Theme,
) -> Option<Result<Drawn, Problem>> {
    let drawn = drawn(app, lowered, data, (width_px, stretch_px), theme)?;
    Some(drawn.map(|mut drawn| {
        face::set(&mut drawn.figure.scene, theme.face);
        drawn
    }))
}

/// The same, set in the usual face.
fn drawn(
    app: App,
    lowered: &Lowered,
    data: &ResultTable,
    (width_px, stretch_px): (f64, f64),
    theme: &crate::scene::Theme,
) -> Option<Result<Drawn, Problem>> {
    let lang = app.lang();
    let plain = |figure| Drawn {
        figure,
        attribution: None,
        names_outlines: false,
        level: None,
        stand_in: false,
        window: None,
        periods: Vec::new(),
        shapes: None,
    };
    Some(match lowered {
        Lowered::Chart(lowered) => chart::draw_taller(lowered, data, (width_px, stretch_px), theme, lang).map(plain),
        Lowered::Map(lowered) => {
            let list = app.outlines.list()?;
            if let (true, Some(own)) = (map::is_of_rows(&lowered.spec), &lowered.own) {
                // Lines and points lie on the outlines of the provinces as soon as these are here.
                let below = (!own.has_areas()).then(|| app.outlines.shapes(Level::Province)).flatten();
                let drawn = map::draw_in_window(lowered, data, &list, below.as_deref(), width_px, theme, lang);
                return Some(drawn.map(|(figure, window)| Drawn {
                    names_outlines: below.as_ref().is_some_and(|below| !below.attribution.is_empty()),
                    attribution: below.map(|below| below.attribution.clone()),
                    window,
                    shapes: lowered.own.clone(),
                    ..plain(figure)
                }));
            }
            let level = lowered.spec.level.unwrap_or(Level::Province).min(list.deepest());
            let finer = level != Level::Province;
            // Without their outlines, not yet or not at all, provinces are drawn with tiles and say so.
            let wanted =
                finer || lowered.spec.layer == Some(map::Layer::Shapes) || lowered.spec.per == Some(map::Per::Km2);
            let own = lowered.spec.outlines.as_ref().filter(|_| wanted);
            let is_lost = own.is_some_and(|own| app.outlines.lost(&own.id));
            let shapes = match own {
                Some(own) if !is_lost => app.outlines.own(&own.id),
                _ => wanted.then(|| app.outlines.shapes(level)).flatten(),
            };
            let awaited = own.is_some() && !is_lost;
            if shapes.is_none() && (awaited || finer && !app.outlines.failed(level)) {
                return None;
            }
            let attribution = shapes.as_ref().map(|shapes| match shapes.attribution.as_str() {
                "" if !finer => app.t(words::SHIPPED_OUTLINES).to_owned(),
                named => named.to_owned(),
            });
            let drawn = map::draw_in_window(lowered, data, &list, shapes.as_deref(), width_px, theme, lang);
            // The outlines that every build has are named here, all others below the map that is drawn with them.
            let is_drawn = finer || lowered.spec.layer == Some(map::Layer::Shapes);
            let names_outlines = is_drawn && shapes.as_ref().is_some_and(|shapes| !shapes.attribution.is_empty());
            let stepped = lowered.spec.mark != Some(map::Mark::Multiples);
            drawn.map(|(figure, window)| Drawn {
                attribution,
                names_outlines,
                level: Some(level),
                stand_in: !map::is_map(lowered, &list, shapes.as_deref()),
                window,
                periods: if stepped { map::periods(data, lang) } else { Vec::new() },
                shapes: shapes.map(map::Shared),
                ..plain(figure)
            })
        }
        Lowered::Table(_) => Ok(plain(chart::Figure {
            scene: crate::scene::Scene::default(),
            twin: data.clone(),
            sentence: String::new(),
            notes: Vec::new(),
        })),
    })
}
