//! The measuring hook, `window.__bench`, there when the address says `?bench=1`.
//!
//! Every method goes through the ordinary worker and the ordinary plan: what is measured is what a
//! person gets. `docs/bench.md` describes the methods; what the engine cannot do yet throws.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect};
use serde_json::{Map, Value, json};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::future_to_promise;

use super::clock::now_ms;
use super::dom;
use super::worker_client::WorkerClient;
use crate::base::date;
use crate::base::note::Problem;
use crate::engine::protocol::{How, Job, OpenSource, Output};
use crate::query::Step;
use crate::table::{Reading, ResultTable, TableId, TableInfo, Values};

/// The tables of the comparison's fixed questions.
#[derive(Default)]
struct State {
    /// The table of prices.
    prices: RefCell<Option<TableInfo>>,
    /// The table of regions.
    regions: Cell<Option<TableId>>,
}

/// A problem as JavaScript throws it.
pub fn thrown(problem: &Problem) -> JsValue {
    js_sys::Error::new(&format!("{:?} {:?} {}", problem.code, problem.args, problem.detail.as_deref().unwrap_or("")))
        .into()
}

fn say(text: &str) -> JsValue {
    js_sys::Error::new(text).into()
}

fn to_js(value: &Value) -> Result<JsValue, JsValue> {
    js_sys::JSON::parse(&value.to_string())
}

/// The methods behind the hook.
#[derive(Clone)]
struct Bench {
    client: WorkerClient,
    state: Rc<State>,
}

impl Bench {
    async fn ask(&self, job: Job) -> Result<Output, JsValue> {
        let running = self.client.start(job, None, |_| {});
        match running.answer.await {
            Ok(Ok((output, _))) => Ok(output),
            Ok(Err(problem)) => Err(thrown(&problem)),
            Err(_) => Err(say("the worker stopped")),
        }
    }

    async fn read(&self, url: &str, readings: Vec<(String, Reading)>) -> Result<TableInfo, JsValue> {
        match self
            .ask(Job::Open { source: OpenSource::Url(dom::absolute(url)), how: How { readings, ..How::default() } })
            .await?
        {
            Output::Table(info) => Ok(info),
            _ => Err(say("not a table")),
        }
    }

    async fn run(&self, table: TableId, steps: Vec<Step>) -> Result<ResultTable, JsValue> {
        match self.ask(Job::Run { table, steps: steps.into() }).await? {
            Output::Result(result) => Ok(result),
            _ => Err(say("not a result")),
        }
    }

    /// Runs a plan, written as JSON, on the table of prices.
    async fn question(&self, steps: Value) -> Result<ResultTable, JsValue> {
        let table =
            self.state.prices.borrow().as_ref().map(|info| info.table).ok_or_else(|| say("nothing is loaded"))?;
        let steps = serde_json::from_value(steps).map_err(|error| say(&error.to_string()))?;
        self.run(table, steps).await
    }

    async fn open(&self, url: &str, options: &JsValue) -> Result<Value, JsValue> {
        let start = now_ms();
        let readings = Reflect::get(options, &"readings".into())
            .ok()
            .filter(|readings| !readings.is_undefined())
            .and_then(|readings| js_sys::JSON::stringify(&readings).ok())
            .and_then(|text| text.as_string())
            .map(|text| serde_json::from_str(&text).map_err(|error| say(&error.to_string())))
            .transpose()?
            .unwrap_or_default();
        let info = self.read(url, readings).await?;
        Ok(json!({
            "table": info.table,
            "rows": info.rows,
            "columns": info.fields.iter().map(|field| json!({ "name": field.name, "reading": field.reading })).collect::<Vec<_>>(),
            "ms": now_ms() - start,
            "notes": info.notes,
        }))
    }

    async fn plan(&self, table: u32, plan: &JsValue) -> Result<Value, JsValue> {
        let start = now_ms();
        let text = js_sys::JSON::stringify(plan).ok().and_then(|text| text.as_string()).unwrap_or_default();
        let steps: Vec<Step> = serde_json::from_str(&text).map_err(|error| say(&error.to_string()))?;
        let result = self.run(TableId(table), steps).await?;
        let rows = result.rows();
        let columns: Map<String, Value> =
            result.columns.into_iter().map(|column| (column.name, array(column.values))).collect();
        Ok(json!({ "columns": columns, "rows": rows, "ms": now_ms() - start }))
    }

    async fn check(&self) -> Result<Value, JsValue> {
        let result = self
            .question(json!([{ "group": { "measures": [
                { "op": "rows", "as": "rows" },
                { "op": "sum", "column": "harga", "as": "sum_harga" },
                { "op": "count", "column": "stok", "as": "n_stok" },
                { "op": "sum", "column": "stok", "as": "sum_stok" },
                { "op": "min", "column": "date", "as": "min_date" },
                { "op": "max", "column": "date", "as": "max_date" },
            ] } }]))
            .await?;
        let mut answer = first_row(&result);
        let types: Map<String, Value> = self
            .state
            .prices
            .borrow()
            .iter()
            .flat_map(|info| &info.fields)
            .map(|field| (field.name.clone(), json!(field.reading)))
            .collect();
        answer.insert("types".to_owned(), Value::Object(types));
        Ok(Value::Object(answer))
    }

    /// Opens a workbook's first table and proves that its cells were read.
    async fn workbook(&self, url: &str) -> Result<Value, JsValue> {
        let info = self.read(url, Vec::new()).await?;
        let plan = json!([{ "group": { "measures": [
            { "op": "sum", "column": "harga", "as": "sum_harga" },
            { "op": "count", "column": "stok", "as": "n_stok" },
            { "op": "min", "column": "date", "as": "min_date" },
            { "op": "max", "column": "date", "as": "max_date" },
        ] } }]);
        let steps = serde_json::from_value(plan).map_err(|error| say(&error.to_string()))?;
        let result = self.run(info.table, steps).await?;
        self.ask(Job::Close { table: info.table }).await?;
        let mut answer = first_row(&result);
        answer.insert("rows".to_owned(), json!(info.rows));
        answer.insert("cols".to_owned(), json!(info.fields.len()));
        Ok(Value::Object(answer))
    }

    async fn ask_by_name(&self, name: &str) -> Result<Value, JsValue> {
        let mean = json!([{ "op": "rows", "as": "n" }, { "op": "mean", "column": "harga", "as": "mean" }]);
        match name {
            "check" => self.check().await,
            "filter" => {
                let steps = json!([
                    { "filter": [{ "column": "komoditas", "equals": "Beras" }, { "column": "harga", "above": 10000 }] },
                    { "group": { "measures": mean } },
                ]);
                Ok(Value::Object(first_row(&self.question(steps).await?)))
            }
            "group" => {
                let by = json!([{ "column": "kode_kab", "as": "kode" }, { "column": "date", "part": "month", "as": "month" }]);
                Ok(columns(self.question(json!([{ "group": { "by": by, "measures": mean } }])).await?))
            }
            "sort" => {
                let steps =
                    json!([{ "sort": [{ "column": "harga", "descending": true }] }, { "limit": { "rows": 100 } }]);
                Ok(rows(self.question(steps).await?))
            }
            "join" => {
                let regions = self.state.regions.get().ok_or_else(|| say("dim was not called"))?;
                let steps = json!([
                    { "join": { "table": regions, "on": [["kode_kab", "kode_kab"]], "columns": ["provinsi"] } },
                    { "group": { "by": [{ "column": "provinsi", "as": "prov" }], "measures": mean } },
                ]);
                Ok(columns(self.question(steps).await?))
            }
            "pivot" => {
                let steps = json!([{ "pivot": {
                    "by": [{ "column": "date", "part": "month", "as": "month" }],
                    "columns": "komoditas",
                    "measure": { "op": "mean", "column": "harga", "as": "mean" },
                } }]);
                let mut cols = match columns(self.question(steps).await?) {
                    Value::Object(cols) => cols,
                    _ => Map::new(),
                };
                let month = cols.remove("month").unwrap_or(Value::Null);
                Ok(json!({ "month": month, "cols": cols }))
            }
            "distinct" => {
                let steps = json!([{ "group": { "by": [{ "column": "nama_kab", "as": "value" }], "measures": [{ "op": "rows", "as": "n" }] } }]);
                Ok(columns(self.question(steps).await?))
            }
            "contains" => {
                let steps = json!([
                    { "filter": [{ "column": "catatan", "contains": "banjir" }] },
                    { "group": { "measures": [{ "op": "rows", "as": "n" }] } },
                ]);
                Ok(Value::Object(first_row(&self.question(steps).await?)))
            }
            _ => Err(say(&format!("{name} is not there yet"))),
        }
    }
}

/// Values as JSON; a date as ISO text, but a month (its first day) as `202401`.
fn array(values: Values) -> Value {
    match values {
        Values::Text(values) => json!(values),
        Values::Number(values) => json!(values),
        Values::Date(values) => json!(values.into_iter().map(|days| days.map(date::iso)).collect::<Vec<_>>()),
    }
}

fn columns(result: ResultTable) -> Value {
    let entries = result.columns.into_iter().map(|column| {
        let values = match column.values {
            // The comparison writes a month as 202401.
            Values::Date(values) if column.name == "month" => {
                let month =
                    |days: i32| date::iso(days).get(..7).and_then(|text| text.replace('-', "").parse::<u32>().ok());
                json!(values.into_iter().map(|days| days.and_then(month)).collect::<Vec<_>>())
            }
            // Codes are kept as text; the comparison's truth has them as numbers.
            Values::Text(values) if column.name == "kode" => {
                json!(values.into_iter().map(|text| text.and_then(|text| text.parse::<u32>().ok())).collect::<Vec<_>>())
            }
            other => array(other),
        };
        (column.name, values)
    });
    Value::Object(entries.collect())
}

fn rows(result: ResultTable) -> Value {
    let count = result.rows();
    let columns: Vec<(String, Value)> =
        result.columns.into_iter().map(|column| (column.name, array(column.values))).collect();
    let row = |index: usize| -> Value {
        Value::Object(
            columns
                .iter()
                .map(|(name, values)| (name.clone(), values.get(index).cloned().unwrap_or(Value::Null)))
                .collect(),
        )
    };
    Value::Array((0..count).map(row).collect())
}

fn first_row(result: &ResultTable) -> Map<String, Value> {
    match rows(result.clone()) {
        Value::Array(rows) => match rows.into_iter().next() {
            Some(Value::Object(row)) => row,
            _ => Map::new(),
        },
        _ => Map::new(),
    }
}

/// Puts a method with up to two arguments onto the hook.
pub fn method(hook: &JsValue, name: &str, call: impl Fn(Array) -> Promise + 'static) {
    let closure = Closure::<dyn Fn(JsValue, JsValue) -> Promise>::new(move |one: JsValue, two: JsValue| {
        call(Array::of2(&one, &two))
    });
    // The object is ours: setting a property of it cannot fail.
    Reflect::set(hook, &name.into(), closure.as_ref()).ok();
    closure.forget();
}

/// The hook, where the address asked for it.
pub fn hook() -> Option<JsValue> {
    dom::window().and_then(|window| Reflect::get(&window, &"__bench".into()).ok()).filter(JsValue::is_object)
}

/// Puts the hook onto the window, working through this worker.
pub fn expose(client: WorkerClient) {
    let bench = Bench { client, state: Rc::new(State::default()) };
    let Some(window) = dom::window() else { return };
    // `boot.js` put it there with its promise, before anything of ours was loaded.
    let hook = hook().unwrap_or_else(|| Object::new().into());
    let ready = {
        let bench = bench.clone();
        future_to_promise(async move {
            bench.client.warm_up().await;
            bench.ask(Job::Info).await?;
            Ok(JsValue::from_f64(now_ms()))
        })
    };
    match Reflect::get(&hook, &"settle".into()).ok().and_then(|settle| settle.dyn_into::<js_sys::Function>().ok()) {
        // A promise settled with another one follows it.
        Some(settle) => drop(settle.call1(&JsValue::NULL, &ready)),
        None => drop(Reflect::set(&hook, &"ready".into(), &ready)),
    }
    let method = |name: &str, call: Box<dyn Fn(Array) -> Promise>| method(&hook, name, call);
    for name in ["check", "filter", "group", "sort", "join", "pivot", "distinct", "contains"] {
        let bench = bench.clone();
        method(
            name,
            Box::new(move |_| {
                let bench = bench.clone();
                future_to_promise(async move { to_js(&bench.ask_by_name(name).await?) })
            }),
        );
    }
    let of = bench.clone();
    method(
        "init",
        Box::new(move |_| {
            let bench = of.clone();
            future_to_promise(async move {
                bench.client.warm_up().await;
                bench.ask(Job::Info).await?;
                Ok(JsValue::UNDEFINED)
            })
        }),
    );
    let of = bench.clone();
    method(
        "load",
        Box::new(move |arguments| {
            let (bench, url) = (of.clone(), arguments.get(0).as_string().unwrap_or_default());
            future_to_promise(async move {
                let before = bench.state.prices.borrow_mut().take();
                if let Some(before) = before {
                    bench.ask(Job::Close { table: before.table }).await?;
                }
                let info = bench.read(&url, Vec::new()).await?;
                *bench.state.prices.borrow_mut() = Some(info);
                Ok(JsValue::UNDEFINED)
            })
        }),
    );
    let of = bench.clone();
    method(
        "dim",
        Box::new(move |arguments| {
            let (bench, url) = (of.clone(), arguments.get(0).as_string().unwrap_or_default());
            future_to_promise(async move {
                let info = bench.read(&url, Vec::new()).await?;
                bench.state.regions.set(Some(info.table));
                Ok(JsValue::UNDEFINED)
            })
        }),
    );
    let of = bench.clone();
    method(
        "xlsx",
        Box::new(move |arguments| {
            let (bench, url) = (of.clone(), arguments.get(0).as_string().unwrap_or_default());
            future_to_promise(async move { to_js(&bench.workbook(&url).await?) })
        }),
    );
    let of = bench.clone();
    method(
        "open",
        Box::new(move |arguments| {
            let (bench, url, options) =
                (of.clone(), arguments.get(0).as_string().unwrap_or_default(), arguments.get(1));
            future_to_promise(async move { to_js(&bench.open(&url, &options).await?) })
        }),
    );
    let of = bench.clone();
    method(
        "run",
        Box::new(move |arguments| {
            let (bench, table, plan) =
                (of.clone(), arguments.get(0).as_f64().unwrap_or_default() as u32, arguments.get(1));
            future_to_promise(async move { to_js(&bench.plan(table, &plan).await?) })
        }),
    );
    let of = bench.clone();
    method(
        "close",
        Box::new(move |arguments| {
            let (bench, table) = (of.clone(), arguments.get(0).as_f64().unwrap_or_default() as u32);
            future_to_promise(async move {
                bench.ask(Job::Close { table: TableId(table) }).await?;
                Ok(JsValue::UNDEFINED)
            })
        }),
    );
    let of = bench;
    method(
        "info",
        Box::new(move |_| {
            let bench = of.clone();
            future_to_promise(async move {
                match bench.ask(Job::Info).await? {
                    Output::Info { version, memory_bytes, tables } => to_js(&json!({
                        "version": version,
                        "protocol": crate::engine::protocol::PROTOCOL,
                        "worker_memory_bytes": memory_bytes,
                        "tables": tables,
                    })),
                    _ => Err(say("no info")),
                }
            })
        }),
    );
    Reflect::set(&window, &"__bench".into(), &hook).ok();
}
