//! The worker's loop around the [`Engine`]: takes requests, fetches and reads what the engine asks
//! for, gives it time in slices short enough that a cancel gets through, and posts what it says.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::base::note::{Problem, ProblemCode};
use crate::engine::protocol::{Event, PROTOCOL, Request};
use crate::engine::{Books, Effect, Engine, Input, Late, Parquet, Part};
use crate::web::byte_stream::ByteStream;
use crate::web::frames::Frames;

/// How long the worker works before it looks for messages.
const SLICE_MS: f64 = 8.0;
/// About how many cells the engine handles per step: a few milliseconds.
const STEP_CELLS: usize = 100_000;
/// A server that says nothing for this long is given up.
const FIRST_BYTE_SECONDS: u32 = 30;
/// A transfer that stands still for this long is given up.
const SILENCE_SECONDS: u32 = 60;
/// The question whether a server is there at all must not take long.
const PROBE_SECONDS: u32 = 8;

/// Fetches a part of the engine; the error is a technical detail.
pub type Loader<T> = fn() -> Pin<Box<dyn Future<Output = Result<T, String>>>>;

/// Fetches the engine's further parts.
#[derive(Clone, Copy)]
pub struct Loaders {
    /// Portals, the end of reading, questions about tables; with what talks to isolated frames.
    pub late: Loader<(Late, Rc<dyn Frames>)>,
    /// Formats other than delimited text and Parquet.
    pub books: Loader<Books>,
    /// Parquet.
    pub parquet: Loader<Parquet>,
}

/// Starts the loop; the caller returns to the browser, which keeps the worker alive.
pub fn run(loaders: Loaders) {
    console_error_panic_hook::set_once();
    let Ok(scope) = js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() else { return };
    let Ok(channel) = web_sys::MessageChannel::new() else { return };
    let mut engine = Engine::first_part();
    engine.set_today((js_sys::Date::now() / 86_400_000.0) as i32);
    engine.set_epoch(js_sys::Date::now() - scope.performance().map_or(0.0, |clock| clock.now()));
    let this = Rc::new(Loop {
        scope,
        bell: channel.port2(),
        rung: Cell::new(false),
        waiters: RefCell::default(),
        slice_started_ms: Cell::new(0.0),
        engine: RefCell::new(engine),
        loaders,
        asked: RefCell::default(),
        files: RefCell::default(),
        transfers: RefCell::default(),
        last_serial: Cell::new(0),
        frames: RefCell::default(),
        alarm: Cell::new(None),
        on_alarm: RefCell::default(),
    });
    let on_alarm = {
        let this = Rc::clone(&this);
        Closure::<dyn Fn()>::new(move || {
            this.alarm.set(None);
            this.on_bell();
        })
    };
    *this.on_alarm.borrow_mut() = Some(on_alarm.as_ref().unchecked_ref::<Function>().clone());
    on_alarm.forget();
    let on_bell = {
        let this = Rc::clone(&this);
        Closure::<dyn FnMut()>::new(move || this.on_bell())
    };
    let port = channel.port1();
    port.set_onmessage(Some(on_bell.as_ref().unchecked_ref()));
    on_bell.forget();
    let on_message = {
        let this = Rc::clone(&this);
        Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
            this.on_message(&event.data());
        })
    };
    this.scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    this.post(&Event::Ready { protocol: PROTOCOL });
    // Almost every visit needs it, and the sample portal is to work without a network.
    this.want(Part::Late);
}

/// The worker.
struct Loop {
    scope: web_sys::DedicatedWorkerGlobalScope,
    /// A message to ourselves comes after the messages that already wait, and without the delay of a timer.
    bell: web_sys::MessagePort,
    /// Whether such a message is under way.
    rung: Cell<bool>,
    /// Transfers that wait for the next turn of the event loop.
    waiters: RefCell<Vec<Function>>,
    slice_started_ms: Cell<f64>,
    engine: RefCell<Engine>,
    loaders: Loaders,
    /// The parts that are here or on their way.
    asked: RefCell<Vec<Part>>,
    /// Files that came with requests and were not read yet.
    files: RefCell<BTreeMap<u32, web_sys::File>>,
    /// Transfers by job; what a replaced or aborted one still brings is dropped.
    transfers: RefCell<BTreeMap<u32, Transfer>>,
    last_serial: Cell<u32>,
    /// What talks to isolated frames, once the later part is here.
    frames: RefCell<Option<Rc<dyn Frames>>>,
    /// The timer that wakes us when a busy host can be asked again, with its time.
    alarm: Cell<Option<(f64, i32)>>,
    on_alarm: RefCell<Option<Function>>,
}

/// A request to make.
struct Wanted {
    url: String,
    max_bytes: u64,
    post: Option<String>,
    /// The first byte wanted.
    from: u64,
}

/// A fetch or file under way.
struct Transfer {
    serial: u32,
    abort: web_sys::AbortController,
}

impl Loop {
    fn now_ms(&self) -> f64 {
        self.scope.performance().map_or_else(js_sys::Date::now, |clock| clock.now())
    }

    fn on_message(self: &Rc<Self>, data: &JsValue) {
        self.slice_started_ms.set(self.now_ms());
        // A port of a frame that was asked for comes outside the protocol: JSON cannot carry it.
        if let Some(frames) = self.frames.borrow().as_ref()
            && frames.arrived(data)
        {
            return;
        }
        let head = Reflect::get(data, &"head".into()).ok().and_then(|head| head.as_string()).unwrap_or_default();
        let request: Request = match serde_json::from_str(&head) {
            Ok(request) => request,
            Err(error) => {
                // A page of another version: the job it waits for fails instead of never answering.
                let id = serde_json::from_str::<serde_json::Value>(&head)
                    .ok()
                    .and_then(|head| head.get("id").and_then(serde_json::Value::as_u64));
                if let Some(id) = id.and_then(|id| u32::try_from(id).ok()) {
                    let problem = Problem::new(ProblemCode::BadDocument).arg("request").detail(error.to_string());
                    self.post(&Event::Failed { id, problem });
                }
                return;
            }
        };
        if let Ok(file) = Reflect::get(data, &"file".into())
            && let Ok(file) = file.dyn_into::<web_sys::File>()
        {
            self.files.borrow_mut().insert(request.id, file);
        }
        self.engine.borrow_mut().start(request, self.now_ms());
        self.work();
    }

    fn on_bell(self: &Rc<Self>) {
        self.rung.set(false);
        self.slice_started_ms.set(self.now_ms());
        for resolve in self.waiters.take() {
            // A resolver does not throw.
            drop(resolve.call0(&JsValue::NULL));
        }
        self.work();
    }

    fn ring(&self) {
        // Without the message nothing would go on; posting to our own port only fails when it is closed.
        if !self.rung.replace(true) && self.bell.post_message(&JsValue::NULL).is_err() {
            self.rung.set(false);
        }
    }

    /// Whether this turn of the event loop has lasted long enough.
    fn is_slice_over(&self) -> bool {
        self.now_ms() - self.slice_started_ms.get() >= SLICE_MS
    }

    /// Works until the slice is over, then asks for the next one.
    fn work(self: &Rc<Self>) {
        loop {
            self.carry_out();
            if !self.engine.borrow().has_work() {
                // A request may be due though no job has anything to do.
                let now_ms = self.now_ms();
                self.engine.borrow_mut().step(0, now_ms);
                break;
            }
            if self.is_slice_over() {
                self.ring();
                break;
            }
            let now_ms = self.now_ms();
            self.engine.borrow_mut().step(STEP_CELLS, now_ms);
        }
        self.carry_out();
        self.set_alarm();
    }

    /// Sees to it that the engine is woken when it wants to be.
    fn set_alarm(&self) {
        let due = self.engine.borrow().wake_at();
        if due == self.alarm.get().map(|(at, _)| at) {
            return;
        }
        if let Some((_, timer)) = self.alarm.take() {
            self.scope.clear_timeout_with_handle(timer);
        }
        if let (Some(at), Some(callback)) = (due, self.on_alarm.borrow().as_ref()) {
            let wait_ms = (at - self.now_ms()).clamp(0.0, 600_000.0) as i32 + 1;
            let timer = self.scope.set_timeout_with_callback_and_timeout_and_arguments_0(callback, wait_ms);
            self.alarm.set(timer.ok().map(|timer| (at, timer)));
        }
    }

    /// Does what the engine wants done outside.
    fn carry_out(self: &Rc<Self>) {
        let effects = self.engine.borrow_mut().take_effects();
        for effect in effects {
            match effect {
                Effect::Post(event) => self.post(&event),
                Effect::Fetch { id, url, max_bytes, post } => {
                    if let Some(transfer) = self.begin(id) {
                        spawn_local(Rc::clone(self).fetch(transfer, Wanted { url, max_bytes, post, from: 0 }));
                    }
                }
                Effect::Continue { id, url, from, max_bytes } => {
                    if let Some(transfer) = self.begin(id) {
                        spawn_local(Rc::clone(self).fetch(transfer, Wanted { url, max_bytes, post: None, from }));
                    }
                }
                Effect::Wait { id, ms } => {
                    if let Some(ticket) = self.begin(id) {
                        spawn_local(Rc::clone(self).wait(ticket, ms));
                    }
                }
                Effect::FetchByFrame { id, origin, url, callback, max_bytes } => {
                    if let (Some(ticket), Some(frames)) = (self.begin(id), self.frames.borrow().clone()) {
                        let this = Rc::clone(self);
                        let answer = frames.ask(origin, url, callback, max_bytes, &ticket.abort);
                        spawn_local(async move {
                            let outcome = answer.await.map(|body| {
                                let head =
                                    Input::Head { status: 200, length: None, content_type: None, retry_after: None };
                                if this.feed(&ticket, head) {
                                    this.feed(&ticket, Input::Chunk(&body));
                                }
                            });
                            this.end(&ticket, outcome);
                        });
                    }
                }
                Effect::ReadFile { id } => {
                    let file = self.files.borrow_mut().remove(&id);
                    if let Some(transfer) = self.begin(id) {
                        spawn_local(Rc::clone(self).read_file(transfer, file));
                    }
                }
                Effect::Need(part) => self.want(part),
                Effect::Abort { id } => {
                    self.files.borrow_mut().remove(&id);
                    if let Some(transfer) = self.transfers.borrow_mut().remove(&id) {
                        transfer.abort.abort();
                    }
                }
            }
        }
    }

    /// Fetches a part of the engine, unless it is here or on its way.
    fn want(self: &Rc<Self>, part: Part) {
        if self.asked.borrow().contains(&part) {
            return;
        }
        self.asked.borrow_mut().push(part);
        let this = Rc::clone(self);
        spawn_local(async move {
            let outcome = match part {
                Part::Late => (this.loaders.late)().await.map(|(late, frames)| {
                    *this.frames.borrow_mut() = Some(frames);
                    let now_ms = this.now_ms();
                    this.engine.borrow_mut().provide_late(late, now_ms);
                }),
                Part::Books => (this.loaders.books)().await.map(|books| this.engine.borrow_mut().provide_books(books)),
                Part::Parquet => {
                    (this.loaders.parquet)().await.map(|parquet| this.engine.borrow_mut().provide_parquet(parquet))
                }
            };
            if let Err(detail) = outcome {
                this.asked.borrow_mut().retain(|asked| *asked != part);
                let problem = if this.is_offline() {
                    Problem::new(ProblemCode::Offline)
                } else {
                    Problem::new(ProblemCode::BrokenOff).arg(this.scope.location().host())
                };
                let now_ms = this.now_ms();
                this.engine.borrow_mut().lacks(part, &problem.detail(detail), now_ms);
            }
            this.carry_out();
            if this.engine.borrow().has_work() {
                this.ring();
            }
        });
    }

    fn post(&self, event: &Event) {
        let Ok(head) = serde_json::to_string(event) else { return };
        let message = Object::new();
        if Reflect::set(&message, &"head".into(), &JsValue::from_str(&head)).is_ok() {
            // A string can always be cloned.
            drop(self.scope.post_message(&message));
        }
    }

    /// Feeds the engine for a transfer; `false` when the transfer is not wanted any more.
    fn feed(self: &Rc<Self>, ticket: &Ticket, input: Input<'_>) -> bool {
        if !self.is_current(ticket) {
            return false;
        }
        let is_last = matches!(input, Input::End | Input::Failed(_));
        if is_last {
            // Before the engine hears of it: it may begin the next transfer of the same job at once.
            self.transfers.borrow_mut().remove(&ticket.id);
        }
        let now_ms = self.now_ms();
        self.engine.borrow_mut().feed(ticket.id, input, now_ms);
        self.carry_out();
        self.set_alarm();
        if self.engine.borrow().has_work() {
            self.ring();
        }
        !is_last && self.is_current(ticket)
    }

    fn is_current(&self, ticket: &Ticket) -> bool {
        self.transfers.borrow().get(&ticket.id).is_some_and(|transfer| transfer.serial == ticket.serial)
    }

    fn begin(&self, id: u32) -> Option<Ticket> {
        let abort = web_sys::AbortController::new().ok()?;
        let serial = self.last_serial.get().wrapping_add(1);
        self.last_serial.set(serial);
        let older = self.transfers.borrow_mut().insert(id, Transfer { serial, abort: abort.clone() });
        if let Some(older) = older {
            older.abort.abort();
        }
        Some(Ticket { id, serial, abort })
    }

    /// Waits for the next turn of the event loop when this one has lasted long enough: stream reads
    /// resolve without one, and a cancel would never be heard.
    async fn breathe(&self) {
        if self.is_slice_over() {
            let turn = Promise::new(&mut |resolve, _| self.waiters.borrow_mut().push(resolve));
            self.ring();
            drop(JsFuture::from(turn).await);
        }
    }

    async fn fetch(self: Rc<Self>, ticket: Ticket, wanted: Wanted) {
        let outcome = self.transfer(&ticket, &wanted).await;
        self.end(&ticket, outcome);
    }

    /// Lets some time pass; an abort is noticed when it is over.
    async fn wait(self: Rc<Self>, ticket: Ticket, ms: u32) {
        let pause = Promise::new(&mut |resolve, _| {
            let ms = i32::try_from(ms).unwrap_or(i32::MAX);
            drop(self.scope.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms));
        });
        drop(JsFuture::from(pause).await);
        self.feed(&ticket, Input::Waited);
    }

    async fn read_file(self: Rc<Self>, ticket: Ticket, file: Option<web_sys::File>) {
        let outcome = match file {
            None => Err(Problem::new(ProblemCode::NotFound).arg("").detail("the request came without its file")),
            Some(file) => {
                let length = Some(file.size() as u64);
                let name = file.name();
                let unread = move |_| Problem::new(ProblemCode::NotFound).arg(name);
                if self.feed(
                    &ticket,
                    Input::Head { status: 200, length, content_type: Some(file.type_()), retry_after: None },
                ) {
                    self.pour(&ticket, &file.stream(), u64::MAX, None, unread).await
                } else {
                    Ok(())
                }
            }
        };
        self.end(&ticket, outcome);
    }

    fn end(self: &Rc<Self>, ticket: &Ticket, outcome: Result<(), Problem>) {
        self.feed(ticket, outcome.map_or_else(Input::Failed, |()| Input::End));
    }

    /// Fetches and feeds; says why where that fails.
    async fn transfer(self: &Rc<Self>, ticket: &Ticket, wanted: &Wanted) -> Result<(), Problem> {
        let Wanted { url, max_bytes, post, from } = wanted;
        let address = web_sys::Url::new(url)
            .map_err(|error| Problem::new(ProblemCode::BadAddress).arg(url).detail(text_of(&error)))?;
        let host = address.host();
        if address.protocol() == "http:" && self.is_https() && !is_loopback(&address.hostname()) {
            // The browser would refuse without a word; this way the person hears why.
            return Err(Problem::new(ProblemCode::MixedContent).arg(host).detail(url));
        }
        let watch = Watch::new(&self.scope, &ticket.abort);
        watch.arm(FIRST_BYTE_SECONDS);
        let answer = self.request(url, web_sys::RequestMode::Cors, &ticket.abort, post.as_deref(), *from).await;
        let response = match answer {
            Ok(response) => response,
            Err(_) if watch.is_over() => return Err(timeout(&host, FIRST_BYTE_SECONDS, url)),
            Err(error) => return Err(self.why_failed(ticket, url, &host, &error).await),
        };
        watch.arm(SILENCE_SECONDS);
        let header = |name: &str| response.headers().get(name).ok().flatten();
        // The one of them that any page may read comes first.
        if let Some(version) = header("last-modified").or_else(|| header("etag"))
            && !self.feed(ticket, Input::Version(version))
        {
            return Ok(());
        }
        let head = Input::Head {
            status: response.status(),
            length: header("content-length").and_then(|length| length.parse().ok()),
            content_type: header("content-type"),
            retry_after: header("retry-after"),
        };
        if !self.feed(ticket, head) {
            return Ok(());
        }
        let Some(body) = response.body() else { return Ok(()) };
        let broken = |error: &JsValue| {
            if watch.is_over() {
                timeout(&host, SILENCE_SECONDS, url)
            } else if self.is_offline() {
                Problem::new(ProblemCode::Offline)
            } else {
                Problem::new(ProblemCode::BrokenOff).arg(host.clone()).detail(format!("{} {url}", text_of(error)))
            }
        };
        self.pour(ticket, &body, *max_bytes, Some(&watch), |error| broken(&error)).await
    }

    /// Feeds a stream to its end.
    async fn pour(
        self: &Rc<Self>,
        ticket: &Ticket,
        stream: &web_sys::ReadableStream,
        max_bytes: u64,
        watch: Option<&Watch>,
        broken: impl FnOnce(JsValue) -> Problem,
    ) -> Result<(), Problem> {
        let mut stream = match ByteStream::new(stream) {
            Ok(stream) => stream,
            Err(error) => return Err(broken(error)),
        };
        let mut received = 0_u64;
        loop {
            let bytes = match stream.next().await {
                Ok(Some(bytes)) => bytes,
                Ok(None) => return Ok(()),
                Err(error) => return Err(broken(error)),
            };
            received += bytes.len() as u64;
            if received > max_bytes {
                ticket.abort.abort();
                return Err(Problem::new(ProblemCode::TooLarge).arg(format!("{} MB", max_bytes >> 20)));
            }
            if let Some(watch) = watch {
                watch.arm(SILENCE_SECONDS);
            }
            if !self.feed(ticket, Input::Chunk(bytes)) {
                // Nobody wants the rest: the reader lets go of it. One that was aborted has done so already, and
                // would only complain.
                if !ticket.abort.signal().aborted() {
                    stream.cancel();
                }
                return Ok(());
            }
            self.breathe().await;
        }
    }

    /// Makes a GET without anything that would need the server's leave first, or a POST of JSON, before
    /// which the browser asks for it.
    async fn request(
        &self,
        url: &str,
        mode: web_sys::RequestMode,
        abort: &web_sys::AbortController,
        post: Option<&str>,
        from: u64,
    ) -> Result<web_sys::Response, JsValue> {
        let init = web_sys::RequestInit::new();
        match post {
            None => {
                init.set_method("GET");
                if from > 0 {
                    // An open range needs no leave of the server's beforehand.
                    let headers = web_sys::Headers::new()?;
                    headers.set("Range", &format!("bytes={from}-"))?;
                    init.set_headers_headers(&headers);
                }
            }
            Some(body) => {
                init.set_method("POST");
                init.set_body(&JsValue::from_str(body));
                let headers = web_sys::Headers::new()?;
                headers.set("Content-Type", "application/json")?;
                init.set_headers_headers(&headers);
            }
        }
        init.set_mode(mode);
        init.set_credentials(web_sys::RequestCredentials::Omit);
        init.set_referrer_policy(web_sys::ReferrerPolicy::NoReferrer);
        // A part of a file must not come from what the browser kept of another day.
        init.set_cache(if from > 0 { web_sys::RequestCache::NoStore } else { web_sys::RequestCache::Default });
        init.set_signal(Some(&abort.signal()));
        JsFuture::from(self.scope.fetch_with_str_and_init(url, &init)).await?.dyn_into()
    }

    /// Tells a server that refuses to be read by other pages from one that is not there: the browser
    /// reports both alike, but lets a request through whose answer nobody can read.
    async fn why_failed(&self, ticket: &Ticket, url: &str, host: &str, error: &JsValue) -> Problem {
        let detail = format!("{} {url}", text_of(error));
        if self.is_offline() {
            return Problem::new(ProblemCode::Offline).detail(detail);
        }
        if !self.is_current(ticket) {
            return Problem::new(ProblemCode::Cancelled);
        }
        let code = match web_sys::AbortController::new() {
            Err(_) => ProblemCode::Unreachable,
            Ok(abort) => {
                let watch = Watch::new(&self.scope, &abort);
                watch.arm(PROBE_SECONDS);
                let answer = self.request(url, web_sys::RequestMode::NoCors, &abort, None, 0).await;
                abort.abort();
                if answer.is_ok() { ProblemCode::Refused } else { ProblemCode::Unreachable }
            }
        };
        Problem::new(code).arg(host).detail(detail)
    }

    fn is_offline(&self) -> bool {
        !self.scope.navigator().on_line()
    }

    fn is_https(&self) -> bool {
        self.scope.location().protocol() == "https:"
    }
}

/// The right to feed the engine for a job, until another transfer of the job begins.
struct Ticket {
    id: u32,
    serial: u32,
    abort: web_sys::AbortController,
}

/// Aborts when it is not armed again in time.
struct Watch {
    scope: web_sys::DedicatedWorkerGlobalScope,
    over: Rc<Cell<bool>>,
    on_time: Closure<dyn Fn()>,
    timer: Cell<Option<i32>>,
}

impl Watch {
    fn new(scope: &web_sys::DedicatedWorkerGlobalScope, abort: &web_sys::AbortController) -> Self {
        let over = Rc::new(Cell::new(false));
        let on_time = {
            let (over, abort) = (Rc::clone(&over), abort.clone());
            Closure::<dyn Fn()>::new(move || {
                over.set(true);
                abort.abort();
            })
        };
        Self { scope: scope.clone(), over, on_time, timer: Cell::new(None) }
    }

    fn arm(&self, seconds: u32) {
        self.disarm();
        let callback = self.on_time.as_ref().unchecked_ref();
        let timeout_ms = i32::try_from(seconds.saturating_mul(1_000)).unwrap_or(i32::MAX);
        let timer = self.scope.set_timeout_with_callback_and_timeout_and_arguments_0(callback, timeout_ms);
        self.timer.set(timer.ok());
    }

    fn disarm(&self) {
        if let Some(timer) = self.timer.take() {
            self.scope.clear_timeout_with_handle(timer);
        }
    }

    fn is_over(&self) -> bool {
        self.over.get()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.disarm();
    }
}

fn timeout(host: &str, seconds: u32, url: &str) -> Problem {
    Problem::new(ProblemCode::Timeout).arg(host).arg(seconds.to_string()).detail(url)
}

/// Hosts that browsers trust without encryption.
fn is_loopback(hostname: &str) -> bool {
    matches!(hostname, "localhost" | "127.0.0.1" | "[::1]") || hostname.ends_with(".localhost")
}

fn text_of(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| format!("{error:?}"), |error| String::from(error.to_string()))
}
