//! A chart by itself, from the outcome of a plan to its plot and without the words around it; and charts of our own
//! that are drawn while nobody waits: a browser compiles a function roughly when it is first called and well when it
//! has worked for a while, which would more than double the time of the first chart.

use std::sync::Arc;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::data::{self, Drawn, Lowered};
use super::plot::{Plot, theme};
use crate::base::date::{DatePart, DateStyle};
use crate::base::number::NumberStyle;
use crate::chart::{self, ChartSpec, Mark};
use crate::place::At;
use crate::query::Op;
use crate::scene::sight::Sight;
use crate::scene::{Face, Scene};
use crate::table::{Evidence, Field, Reading, ResultColumn, ResultTable, Values};
use crate::ui::state::App;
use crate::web::clock::{idle, now_ms};
use crate::web::{canvas, dom};

/// What a chart is drawn from: the outcome of a plan, and how its columns were read.
pub(super) struct Table {
    pub(super) spec: ChartSpec,
    pub(super) fields: Vec<Field>,
    pub(super) data: ResultTable,
}

impl Table {
    /// Of the columns `x`, `y` and, where there is one, `series`.
    pub(super) fn new(spec: ChartSpec, x: Values, y: Vec<f64>, series: Option<Values>) -> Self {
        let counts = Values::Number(vec![Some(1.0); y.len()]);
        let dated = matches!(x, Values::Date(_));
        let mut columns = vec![("x", x), ("y", Values::Number(y.into_iter().map(Some).collect()))];
        columns.extend(series.map(|series| ("series", series)));
        let fields = columns.iter().map(|(name, values)| Field {
            name: (*name).to_owned(),
            reading: match values {
                Values::Text(_) => Reading::Text,
                Values::Number(_) => Reading::Number(NumberStyle::Plain),
                Values::Date(_) => Reading::Date(DateStyle::Iso),
            },
            whole: false,
            evidence: Evidence::default(),
        });
        let fields = fields.collect();
        columns.push(("rows", counts.clone()));
        if dated {
            columns.push(("present", counts));
        }
        let columns = columns.into_iter().map(|(name, values)| ResultColumn { name: name.to_owned(), values });
        Self { spec, fields, data: ResultTable { columns: columns.collect() } }
    }

    /// Its picture, so many pixels wide and so many higher than by itself; tracked on language and theme.
    fn draw(&self, app: App, size: (f64, f64)) -> Option<Drawn> {
        let lowered = chart::lower(&self.spec, &self.fields, app.lang()).ok()?;
        data::draw_taller(app, &Lowered::Chart(lowered), &self.data, size, theme(app.prefs.dark.get()))?.ok()
    }
}

/// Shows a chart.
pub(super) fn show(
    app: App,
    room: web_sys::HtmlElement,
    table: Arc<Table>,
    size: (f64, f64),
) -> UnmountHandle<impl Mountable> {
    mount_to(room, move || {
        provide_context(app);
        let picture = Memo::new(move |_| table.draw(app, size));
        let scene = Memo::new(move |_| {
            picture.with(|picture| {
                picture.as_ref().map_or_else(Scene::default, |drawn| Sight::Normal.scene(&drawn.figure.scene))
            })
        });
        let tell = Callback::new(move |row: usize| {
            picture.with_untracked(|picture| {
                picture.as_ref().map(|drawn| chart::told(&drawn.figure.twin, row, app.lang())).unwrap_or_default()
            })
        });
        view! { <Plot scene tell/> }
    })
}

/// Charts of the kinds that most figures are, of so many days: lines, points, bars.
fn exercises(days: i32) -> [Table; 3] {
    let spec =
        |mark| ChartSpec { mark: Some(mark), x: Some("x".to_owned()), y: Some("y".to_owned()), ..ChartSpec::default() };
    let of_series = |spec| ChartSpec { series: Some("series".to_owned()), ..spec };
    let series = 60;
    let each = |what: fn(i32, i32) -> f64| -> Vec<f64> {
        (0..series).flat_map(|one| (0..days).map(move |day| what(one, day))).collect()
    };
    let value: fn(i32, i32) -> f64 = |one, day| f64::from(1000 + one * 137 % 90 * 10 + day * 61 % 700);
    let names = || Values::Text((0..series * days).map(|row| Some(format!("Seri {}", row / days + 1))).collect());
    // 2024-01-01 and the days after it.
    let dates = Values::Date((0..series * days).map(|row| Some(19_723 + row % days)).collect());
    let across =
        Values::Number(each(|one, day| f64::from(one * 53 % 97 + day * 29 % 83)).into_iter().map(Some).collect());
    let places = Values::Text((0..12).map(|row| Some(format!("Kabupaten {row}"))).collect());
    [
        Table::new(
            ChartSpec { x_part: Some(DatePart::Day), op: Some(Op::Sum), ..of_series(spec(Mark::Line)) },
            dates,
            each(value),
            Some(names()),
        ),
        Table::new(of_series(spec(Mark::Scatter)), across, each(value), Some(names())),
        Table::new(spec(Mark::Bar), places, (0..12).map(|row| value(row, row)).collect(), None),
    ]
}

/// The size of an exercise.
const SIZE: (f64, f64) = (800.0, 0.0);
/// Days of the exercises, round by round: first what compiles everything, then what makes it work.
const ROUNDS: [i32; 5] = [5, 20, 60, 60, 60];
/// A step that takes longer says that the device is slow or busy: it is left alone then.
const SLOW_MS: f64 = 100.0;

/// Gives back what the canvases in an element hold, which otherwise lies about until the browser looks for rubbish.
fn empty(room: &web_sys::Element) {
    let Ok(canvases) = room.query_selector_all("canvas") else { return };
    let canvases =
        (0..canvases.length()).filter_map(|at| canvases.get(at)?.dyn_into::<web_sys::HtmlCanvasElement>().ok());
    for canvas in canvases {
        canvas.set_width(0);
        canvas.set_height(0);
    }
}

/// Draws the exercises where nobody sees them, in steps between which the browser does what it has to do; not
/// while somebody looks at a figure, which makes up for it, and not while the worker has work.
pub async fn rehearse(app: App) {
    let busy = || {
        let draws = |at: &At| matches!(at, At::Figure { .. } | At::Story | At::Overview { .. });
        app.place.with_untracked(|place| !place.bench && draws(&place.at))
    };
    // A letter that is set in the stand-in would have to be set again.
    canvas::load_face(Face::Inter).await;
    for days in ROUNDS {
        for table in exercises(days) {
            idle().await;
            while app.engine.is_busy() {
                idle().await;
            }
            let begun = now_ms();
            let drawn = untrack(|| table.draw(app, SIZE));
            if busy() || now_ms() - begun > SLOW_MS {
                return;
            }
            idle().await;
            let room = dom::document().and_then(|page| page.create_element("div").ok());
            let (Some(room), Some(drawn)) = (room, drawn) else { return };
            let begun = now_ms();
            let handle = mount_to(room.clone().unchecked_into(), move || {
                provide_context(app);
                view! { <Plot scene=Signal::stored(drawn.figure.scene)/> }
            });
            // Pictures are painted by an effect, which runs in the next turn.
            leptos::task::tick().await;
            let slow = now_ms() - begun > SLOW_MS;
            empty(&room);
            drop(handle);
            if busy() || slow {
                return;
            }
        }
    }
}
