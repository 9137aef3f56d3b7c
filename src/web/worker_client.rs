//! The page's end of the worker: starts it when first needed, sends jobs, hands out events.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use futures_channel::oneshot;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};

use super::clock::now_ms;
use super::dom;
use super::frame_host::FrameHost;
use crate::base::note::{Problem, ProblemCode};
use crate::engine::protocol::{Event, How, Job, OpenSource, Output, PROTOCOL, Phase, Request, Told, Work};
use crate::portal::EXERCISES;
use crate::portal::ladder::{By, Route, Step, Trouble};
use crate::table::ResultTable;

/// For how long, in milliseconds, and how often at most the worker reads the exercises.
const WARM_UP: (f64, u32) = (300.0, 5);

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// What it does.
    pub phase: Phase,
    /// Bytes or rows done.
    pub done: u64,
    /// Of how many, where known.
    pub of: Option<u64>,
    /// Rows so far.
    pub rows: u64,
}

/// What a job says before its answer.
#[derive(Clone, Debug, PartialEq)]
pub enum JobUpdate {
    /// How far it is.
    Progress(Progress),
    /// The first rows of a table still being read.
    Preview(ResultTable),
    /// The answer as far as it is known.
    Part(Told),
    /// By which way a resource's table came, and what was tried before.
    Way {
        /// The way; `None` where none led to it.
        used: Option<Step>,
        /// What was tried before, in order.
        tried: Vec<(Step, Trouble)>,
    },
    /// It broke off and waits for the person; what came is kept.
    Paused {
        /// Why.
        problem: Problem,
        /// Rows so far.
        rows: u64,
    },
    /// How the answer was worked out at a portal.
    Worked(Work),
}

/// A job under way.
pub struct Running {
    /// Its number, for [`WorkerClient::cancel`].
    pub id: u32,
    /// Its answer, with the milliseconds the worker needed.
    pub answer: oneshot::Receiver<Result<(Output, f64), Problem>>,
}

struct Waiting {
    answer: oneshot::Sender<Result<(Output, f64), Problem>>,
    update: Box<dyn Fn(JobUpdate)>,
}

/// The worker and the jobs that wait for it. Cheap to clone.
#[derive(Clone, Default)]
pub struct WorkerClient(Rc<Inner>);

#[derive(Default)]
struct Inner {
    worker: RefCell<Option<web_sys::Worker>>,
    /// Messages for a worker that is still loading; it would lose them.
    queue: RefCell<Option<Vec<JsValue>>>,
    waiting: RefCell<BTreeMap<u32, Waiting>>,
    next: Cell<u32>,
    /// What every new worker is told first: the ways that the person agreed to.
    routes: RefCell<Vec<Route>>,
    frames: FrameHost,
    on_stop: RefCell<Option<Box<dyn Fn()>>>,
}

impl WorkerClient {
    /// Calls back when a worker stopped and took its tables with it.
    pub fn on_stop(&self, callback: impl Fn() + 'static) {
        *self.0.on_stop.borrow_mut() = Some(Box::new(callback));
    }

    /// Tells the worker, and every worker after it, by which ways requests go.
    pub fn set_routes(&self, routes: Vec<Route>) {
        let framed = routes.iter().filter(|route| route.by == By::Frame).map(|route| route.origin.clone());
        self.0.frames.set_allowed(framed.collect());
        self.0.routes.replace(routes);
        // A worker that is still loading is told when it is up.
        if self.0.worker.borrow().is_some() && self.0.queue.borrow().is_none() {
            self.send_routes();
        }
    }

    fn send_routes(&self) {
        let id = self.0.next.get() + 1;
        self.0.next.set(id);
        self.send(&Request { id, job: Job::Routes { routes: self.0.routes.borrow().clone().into() } }, None);
    }

    fn be_there(&self) {
        if self.0.worker.borrow().is_none() {
            self.spawn();
        }
    }

    /// Whether an answer is awaited.
    pub fn is_busy(&self) -> bool {
        !self.0.waiting.borrow().is_empty()
    }

    /// Starts the worker and lets it read short tables of our own, until there is work: a browser compiles a
    /// function when it is first called, and well only once it was called often, which would double the time of
    /// the first small file.
    pub async fn warm_up(&self) {
        self.be_there();
        let mut began = None;
        for _ in 0..WARM_UP.1 {
            for address in EXERCISES {
                if self.is_busy() || began.is_some_and(|began| now_ms() - began > WARM_UP.0) {
                    return;
                }
                let open = Job::Open { source: OpenSource::Url(address.to_owned()), how: How::default() };
                // Whatever goes wrong here goes wrong again, and is told, with the first file.
                let Ok(Ok((Output::Table(info), _))) = self.start(open, None, |_| {}).answer.await else { return };
                drop(self.start(Job::Close { table: info.table }, None, |_| {}).answer.await);
                // The time that the worker took to load does not count.
                began = began.or_else(|| Some(now_ms()));
            }
        }
    }

    /// Starts a job; `file` travels beside [`Job::Open`] of a file.
    pub fn start(&self, job: Job, file: Option<&web_sys::File>, update: impl Fn(JobUpdate) + 'static) -> Running {
        let id = self.0.next.get() + 1;
        self.0.next.set(id);
        let (sender, answer) = oneshot::channel();
        self.0.waiting.borrow_mut().insert(id, Waiting { answer: sender, update: Box::new(update) });
        self.be_there();
        self.send(&Request { id, job }, file);
        Running { id, answer }
    }

    /// Asks a job to stop; it answers `Cancelled`.
    pub fn cancel(&self, id: u32) {
        let own = self.0.next.get() + 1;
        self.0.next.set(own);
        self.send(&Request { id: own, job: Job::Cancel { id } }, None);
    }

    fn send(&self, request: &Request, file: Option<&web_sys::File>) {
        let Ok(head) = serde_json::to_string(request) else { return };
        let message = js_sys::Object::new();
        js_sys::Reflect::set(&message, &"head".into(), &JsValue::from_str(&head)).ok();
        if let Some(file) = file {
            js_sys::Reflect::set(&message, &"file".into(), file).ok();
        }
        if let Some(queue) = self.0.queue.borrow_mut().as_mut() {
            queue.push(message.into());
            return;
        }
        if let Some(worker) = self.0.worker.borrow().as_ref() {
            worker.post_message(&message).ok();
        }
    }

    fn spawn(&self) {
        let options = web_sys::WorkerOptions::new();
        options.set_type(web_sys::WorkerType::Module);
        let address = dom::absolute(&dom::meta("worker").unwrap_or_else(|| "./worker_loader.js".to_owned()));
        let Ok(worker) = web_sys::Worker::new_with_options(&address, &options) else {
            self.stopped(None);
            return;
        };
        *self.0.queue.borrow_mut() = Some(Vec::new());
        let client = self.clone();
        let on_message = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
            let data = event.data();
            if let Some(worker) = client.0.worker.borrow().as_ref()
                && client.0.frames.take(worker, &data)
            {
                return;
            }
            let head = js_sys::Reflect::get(&data, &"head".into()).ok().and_then(|head| head.as_string());
            match head.as_deref().map(serde_json::from_str::<Event>) {
                Some(Ok(event)) => client.receive(event),
                Some(Err(error)) => client.stopped(Some(&error.to_string())),
                None => {}
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        let client = self.clone();
        let on_error = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            let detail = event.dyn_ref::<web_sys::ErrorEvent>().map(web_sys::ErrorEvent::message);
            client.stopped(detail.as_deref());
        });
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        on_error.forget();
        *self.0.worker.borrow_mut() = Some(worker);
    }

    fn receive(&self, event: Event) {
        match event {
            Event::Ready { protocol } => {
                if protocol != PROTOCOL {
                    self.stopped(Some(&format!("protocol {protocol}, expected {PROTOCOL}")));
                    return;
                }
                let queued = self.0.queue.borrow_mut().take().unwrap_or_default();
                if !self.0.routes.borrow().is_empty() {
                    self.send_routes();
                }
                if let Some(worker) = self.0.worker.borrow().as_ref() {
                    for message in queued {
                        worker.post_message(&message).ok();
                    }
                }
            }
            Event::Progress { id, phase, done, of, rows } => {
                self.update(id, JobUpdate::Progress(Progress { phase, done, of, rows }));
            }
            Event::Preview { id, rows } => self.update(id, JobUpdate::Preview(rows)),
            Event::Part { id, told } => self.update(id, JobUpdate::Part(told)),
            Event::Way { id, used, tried } => self.update(id, JobUpdate::Way { used, tried }),
            Event::Paused { id, problem, rows } => self.update(id, JobUpdate::Paused { problem, rows }),
            Event::Worked { id, work } => self.update(id, JobUpdate::Worked(work)),
            Event::Done { id, output, ms } => self.answer(id, Ok((output, ms))),
            Event::Failed { id, problem } => self.answer(id, Err(problem)),
        }
    }

    fn update(&self, id: u32, update: JobUpdate) {
        if let Some(waiting) = self.0.waiting.borrow().get(&id) {
            (waiting.update)(update);
        }
    }

    fn answer(&self, id: u32, answer: Result<(Output, f64), Problem>) {
        let waiting = self.0.waiting.borrow_mut().remove(&id);
        if let Some(waiting) = waiting {
            // Nobody waits any more when the screen was left; the answer is then of no use.
            waiting.answer.send(answer).ok();
        }
    }

    /// A panic or an out-of-memory kills the worker and not the page: every waiting job hears of it,
    /// and the next job starts a new worker.
    fn stopped(&self, detail: Option<&str>) {
        if let Some(worker) = self.0.worker.borrow_mut().take() {
            worker.terminate();
        }
        self.0.frames.clear();
        *self.0.queue.borrow_mut() = None;
        let waiting = std::mem::take(&mut *self.0.waiting.borrow_mut());
        for (_, waiting) in waiting {
            let mut problem = Problem::new(ProblemCode::WorkerStopped);
            problem.detail = detail.map(str::to_owned);
            waiting.answer.send(Err(problem)).ok();
        }
        if let Some(callback) = self.0.on_stop.borrow().as_ref() {
            callback();
        }
    }
}
