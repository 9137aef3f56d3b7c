//! The part of the measuring hook that draws maps: `__bench.map` opens a file and draws its shapes, `__bench.mapStep`
//! moves them, through the worker, the lowering, the picture and the hands that a person's map goes through.
//! `docs/bench.md` says what is measured.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Promise};
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::future_to_promise;

use super::data::{Lowered, Stage};
use super::map_hands::Hands;
use super::plot::Plot;
use super::view;
use crate::base::note::{Problem, ProblemCode};
use crate::engine::protocol::{How, Job, OpenSource, Output};
use crate::map::{self, MapSpec, Mark};
use crate::ui::state::{App, unexpected};
use crate::web::{bench, dom};

/// The map that is shown.
type Shown = Rc<RefCell<Option<Hands>>>;

/// Puts the two methods beside the others of the hook.
pub fn expose(app: App) {
    let Some(hook) = bench::hook() else { return };
    let shown = Shown::default();
    let owner = Owner::current().unwrap_or_default();
    let method = |name: &str, call: Box<dyn Fn(Array) -> Promise>| bench::method(&hook, name, call);
    let of = shown.clone();
    method(
        "map",
        Box::new(move |given| {
            let (of, owner) = (of.clone(), owner.clone());
            let (room, url) = (given.get(0).unchecked_into(), given.get(1).as_string().unwrap_or_default());
            future_to_promise(async move {
                let stage = ready(app, &url).await.map_err(|problem| bench::thrown(&problem))?;
                *of.borrow_mut() = Some(owner.with(|| mount(app, room, stage)));
                leptos::task::tick().await;
                Ok(JsValue::UNDEFINED)
            })
        }),
    );
    method(
        "mapStep",
        Box::new(move |given| {
            let step = given.get(0).as_f64().unwrap_or_default();
            if let Some(hands) = *shown.borrow() {
                go(hands, step);
            }
            future_to_promise(async move {
                leptos::task::tick().await;
                Ok(JsValue::UNDEFINED)
            })
        }),
    );
}

/// Opens a file, runs the plan of a map of its shapes and fetches these.
async fn ready(app: App, url: &str) -> Result<Stage, Problem> {
    let job = Job::Open { source: OpenSource::Url(dom::absolute(url)), how: How::default() };
    let info = match app.engine.ask(job).await? {
        Output::Table(info) => info,
        other => return Err(unexpected(&other)),
    };
    app.outlines.wait_for_list().await;
    let spec = MapSpec { mark: Some(Mark::Shapes), ..MapSpec::default() };
    let mut lowered = map::lower(&spec, &info.fields, &app.outlines.known(), app.prefs.lang.get_untracked())?;
    lowered.own = Some(app.outlines.of_table(app, info.table, None).await?);
    match app.engine.ask(Job::Run { table: info.table, steps: lowered.steps.clone().into() }).await? {
        Output::Result(data) => Ok(Stage::Ready { lowered: Lowered::Map(lowered), data, kept: false }),
        _ => Err(Problem::new(ProblemCode::WorkerStopped)),
    }
}

/// Shows a map that fills an element's width, without the words around it.
fn mount(app: App, room: web_sys::HtmlElement, stage: Stage) -> Hands {
    let stage = RwSignal::new(stage);
    let width = f64::from(room.client_width());
    let picture = view::drawn(app, Memo::new(|_| None), stage, Signal::stored(width));
    let scene = Memo::new(move |_| {
        picture.with(|picture| match picture {
            Some(Ok(drawn)) => drawn.figure.scene.clone(),
            _ => crate::scene::Scene::default(),
        })
    });
    let hands = Hands::new(stage, picture);
    let handle = leptos::mount::mount_to(room, move || {
        provide_context(app);
        view! { <Plot scene hands/> }
    });
    handle.forget();
    hands
}

/// One step: 15 times to the side, from a little closer where there is something to move, then closer.
fn go(hands: Hands, step: f64) {
    let Some(window) = untrack(|| hands.window()) else { return };
    if step < 30.0 {
        if window.view.zoom <= 1.0 {
            hands.zoom(START, None);
        }
        if let Some(window) = untrack(|| hands.window()) {
            hands.show(Some(window.moved(-8.0, 2.0)));
        }
    } else {
        hands.zoom(CLOSER, None);
    }
}

/// A map that is seen as a whole has nowhere to go.
const START: f64 = 1.25;
/// One step closer.
const CLOSER: f64 = 1.02;
