//! The part of the measuring hook that draws charts: `__bench.chartTable` takes the outcome of a plan from arrays,
//! `__bench.chart` draws it through the lowering, the picture and the plot that a person's chart goes through,
//! `__bench.propose` times the proposals, and `__bench.rehearsed` is when the small charts of our own are drawn that
//! everybody's page draws while it is idle. `docs/bench.md` says what is measured.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use js_sys::{Array, Float64Array, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::future_to_promise;

use super::lone::{Table, rehearse, show};
use crate::chart::{self, ChartSpec, Relation};
use crate::table::Values;
use crate::ui::state::App;
use crate::web::bench;
use crate::web::clock::now_ms;

/// The tables that were handed in, and what is shown.
#[derive(Default)]
struct State {
    tables: RefCell<Vec<Arc<Table>>>,
    shown: RefCell<Option<Box<dyn std::any::Any>>>,
}

/// Puts the methods beside the others of the hook.
pub fn expose(app: App) {
    let Some(hook) = bench::hook() else { return };
    let method = |name: &str, call: Box<dyn Fn(Array) -> Promise>| bench::method(&hook, name, call);
    let rehearsed = future_to_promise(async move {
        rehearse(app).await;
        Ok(JsValue::from_f64(now_ms()))
    });
    // The object is ours: setting a property of it cannot fail.
    Reflect::set(&hook, &"rehearsed".into(), &rehearsed).ok();
    let state = Rc::new(State::default());
    let owner = Owner::current().unwrap_or_default();
    let of = Rc::clone(&state);
    method(
        "chartTable",
        Box::new(move |given| {
            let table = table_of(&given.get(0));
            let of = Rc::clone(&of);
            future_to_promise(async move {
                let mut tables = of.tables.borrow_mut();
                tables.push(Arc::new(table.ok_or_else(|| JsValue::from(js_sys::Error::new("not a table")))?));
                Ok(JsValue::from(tables.len() as u32 - 1))
            })
        }),
    );
    let of = Rc::clone(&state);
    let beneath = owner.clone();
    method(
        "chart",
        Box::new(move |given| {
            let (room, given) = (given.get(0), given.get(1));
            let number = |name: &str| member(&given, name).and_then(|value| value.as_f64()).unwrap_or_default();
            let table = of.tables.borrow().get(number("table") as usize).cloned();
            // What was shown goes first, as on the page.
            drop(of.shown.take());
            if let Some(table) = table {
                let size = (number("width"), number("stretch"));
                let handle = beneath.with(|| show(app, room.unchecked_into(), table, size));
                *of.shown.borrow_mut() = Some(Box::new(handle));
            }
            future_to_promise(async move {
                // Pictures are painted by an effect, which runs in the next turn.
                leptos::task::tick().await;
                Ok(JsValue::UNDEFINED)
            })
        }),
    );
    method(
        "propose",
        Box::new(move |given| {
            let table = state.tables.borrow().get(given.get(0).as_f64().unwrap_or_default() as usize).cloned();
            let lang = app.prefs.lang.get_untracked();
            future_to_promise(async move {
                let times = Array::new();
                for relation in Relation::ALL {
                    let Some(table) = &table else { break };
                    let began = now_ms();
                    let found = chart::propose(relation, &ChartSpec::default(), &table.fields, &BTreeMap::new(), lang);
                    times.push(&Array::of2(&(now_ms() - began).into(), &(found.len() as u32).into()));
                }
                Ok(times.into())
            })
        }),
    );
}

/// A member of an object from outside.
fn member(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|value| !value.is_undefined())
}

/// A table of three columns: `x` (seconds since 1970 where `dated`), `y` and the names `series`, drawn as `mark`.
fn table_of(given: &JsValue) -> Option<Table> {
    let numbers = |name: &str| Some(member(given, name)?.dyn_into::<Float64Array>().ok()?.to_vec());
    let (x, y) = (numbers("x")?, numbers("y")?);
    let names = member(given, "series")?.dyn_into::<Array>().ok()?;
    let dated = member(given, "dated").is_some_and(|dated| dated.is_truthy());
    let x = if dated {
        Values::Date(x.iter().map(|second| Some((second / 86_400.0) as i32)).collect())
    } else {
        Values::Number(x.into_iter().map(Some).collect())
    };
    let names = Values::Text(names.iter().map(|name| name.as_string()).collect());
    let spec = serde_json::from_str(&member(given, "spec")?.as_string()?).ok()?;
    Some(Table::new(spec, x, y, Some(names)))
}
