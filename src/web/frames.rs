//! The worker's end of the isolated frames: asks them for answers by JSONP and trusts nothing that comes.
//!
//! A frame belongs to one portal's origin. The page makes it when it is asked to, checks the person's consent,
//! and hands us one end of its port; we say when it is idle or misbehaves, and the page takes it away. What
//! comes through the port is the word of a stranger's script: anything but the text awaited closes the port.
//! Why it is built so is in `docs/adr/0006-jsonp-in-a-frame.md`.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::{Array, Function, JsString, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::base::note::{Problem, ProblemCode};

/// An answer that has not come in this time will not come: JSONP has no other way to fail.
const ANSWER_SECONDS: i32 = 30;
/// A frame that nobody has needed for this long is taken away.
const IDLE_MS: i32 = 20_000;

/// An answer on its way.
pub type Answer = Pin<Box<dyn Future<Output = Result<Vec<u8>, Problem>>>>;

/// What talks to isolated frames.
pub trait Frames {
    /// Asks an address in the frame of its origin; the answer is the JSON text that the callback was given.
    fn ask(
        &self,
        origin: String,
        url: String,
        callback: String,
        max_bytes: u64,
        abort: &web_sys::AbortController,
    ) -> Answer;

    /// Takes a message of the page if it brings the port of a frame; `false` where it is none.
    fn arrived(&self, data: &JsValue) -> bool;
}

/// The one that uses the worker's own scope.
pub fn here() -> Rc<dyn Frames> {
    Rc::new(Own(Rc::new(Shared { frames: RefCell::default(), next: Cell::new(0) })))
}

struct Own(Rc<Shared>);

struct Shared {
    /// A handful: those in use.
    frames: RefCell<Vec<Frame>>,
    /// Numbers for the frames, so that a timer of an older one does nothing to its successor.
    next: Cell<u32>,
}

struct Frame {
    origin: String,
    number: u32,
    /// `None` until the page has made the frame.
    port: Option<web_sys::MessagePort>,
    /// The questions that wait for the port.
    queue: Vec<JsValue>,
    /// Who waits, by callback: they resolve with the answer's text, or with nothing.
    waiting: Vec<(String, Function)>,
    /// Questions called off whose answers may still come.
    stale: Vec<String>,
    /// Counts the questions, so that a timer knows whether the frame was idle all the time.
    asked: u32,
    on_message: Option<Closure<dyn FnMut(web_sys::MessageEvent)>>,
}

fn scope() -> Option<web_sys::DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

fn message(fields: &[(&str, &JsValue)]) -> JsValue {
    let message = Object::new();
    for (key, value) in fields {
        // A new plain object takes any property.
        Reflect::set(&message, &JsValue::from_str(key), value).ok();
    }
    message.into()
}

/// Calls back after some milliseconds.
fn later(ms: i32, callback: impl FnOnce() + 'static) {
    if let Some(scope) = scope() {
        let callback = Closure::once_into_js(callback);
        scope.set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), ms).ok();
    }
}

impl Frames for Own {
    fn ask(
        &self,
        origin: String,
        url: String,
        callback: String,
        max_bytes: u64,
        abort: &web_sys::AbortController,
    ) -> Answer {
        let shared = Rc::clone(&self.0);
        let question = message(&[("url", &JsValue::from_str(&url)), ("callback", &JsValue::from_str(&callback))]);
        let promise = Promise::new(&mut |resolve, _| shared.send(&origin, &callback, question.clone(), resolve));
        // The person may call it off: the frame goes on, and what it says of this question is not awaited.
        let called_off = {
            let (shared, origin, callback) = (Rc::clone(&shared), origin.clone(), callback.clone());
            Closure::<dyn FnMut()>::new(move || shared.call_off(&origin, &callback))
        };
        let signal = abort.signal();
        signal.set_onabort(Some(called_off.as_ref().unchecked_ref()));
        {
            let (shared, origin, callback) = (Rc::clone(&shared), origin.clone(), callback.clone());
            later(ANSWER_SECONDS * 1_000, move || {
                if shared.is_waiting(&origin, &callback) {
                    shared.settle(&origin, &callback, &JsValue::NULL);
                    // Whatever keeps it busy, it is of no use any more.
                    shared.close(&origin, &JsValue::UNDEFINED);
                }
            });
        }
        Box::pin(async move {
            let answer = JsFuture::from(promise).await.unwrap_or(JsValue::UNDEFINED);
            signal.set_onabort(None);
            drop(called_off);
            let host = origin.split_once("://").map_or(origin.as_str(), |(_, host)| host).to_owned();
            if let Some(text) = answer.dyn_ref::<JsString>() {
                // Measured before it is copied: it has at least as many bytes as units.
                if u64::from(text.length()) > max_bytes {
                    shared.close(&origin, &JsValue::UNDEFINED);
                    return Err(Problem::new(ProblemCode::TooLarge).arg(format!("{} MB", max_bytes >> 20)));
                }
                return Ok(String::from(text).into_bytes());
            }
            Err(if answer == JsValue::FALSE {
                Problem::new(ProblemCode::Cancelled)
            } else if answer.is_null() {
                Problem::new(ProblemCode::Timeout).arg(host).arg(ANSWER_SECONDS.to_string()).detail(url)
            } else if answer == JsValue::TRUE {
                Problem::new(ProblemCode::FrameSilent).arg(host).detail(url)
            } else {
                Problem::new(ProblemCode::BadAnswer).arg(host).detail(url)
            })
        })
    }

    fn arrived(&self, data: &JsValue) -> bool {
        let field = |name: &str| Reflect::get(data, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
        let Some(origin) = field("frame").as_string() else { return false };
        match field("port").dyn_into::<web_sys::MessagePort>() {
            Ok(port) => self.0.connect(&origin, port),
            // The page will not make it: the person has taken the consent back.
            Err(_) => self.0.close(&origin, &JsValue::TRUE),
        }
        true
    }
}

impl Shared {
    /// Sends a question, and asks the page for the frame where there is none.
    fn send(self: &Rc<Self>, origin: &str, callback: &str, question: JsValue, resolve: Function) {
        let mut frames = self.frames.borrow_mut();
        if !frames.iter().any(|frame| frame.origin == origin) {
            self.next.set(self.next.get().wrapping_add(1));
            tell_page(origin, true);
            frames.push(Frame {
                origin: origin.to_owned(),
                number: self.next.get(),
                port: None,
                queue: Vec::new(),
                waiting: Vec::new(),
                stale: Vec::new(),
                asked: 0,
                on_message: None,
            });
        }
        let Some(frame) = frames.iter_mut().find(|frame| frame.origin == origin) else { return };
        frame.asked += 1;
        frame.waiting.push((callback.to_owned(), resolve));
        match &frame.port {
            Some(port) => drop(port.post_message(&question)),
            None => frame.queue.push(question),
        }
    }

    fn connect(self: &Rc<Self>, origin: &str, port: web_sys::MessagePort) {
        let mut frames = self.frames.borrow_mut();
        let Some(frame) = frames.iter_mut().find(|frame| frame.origin == origin) else {
            drop(frames);
            tell_page(origin, false);
            return;
        };
        let on_message = {
            let (this, origin) = (Rc::clone(self), origin.to_owned());
            Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
                this.hear(&origin, &event.data());
            })
        };
        port.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        for question in frame.queue.drain(..) {
            // A question is text; it can always be cloned.
            port.post_message(&question).ok();
        }
        frame.port = Some(port);
        frame.on_message = Some(on_message);
    }

    /// A frame says `[callback, text]`, or `[callback]` where the portal's answer did not call back.
    fn hear(self: &Rc<Self>, origin: &str, data: &JsValue) {
        let said = data.dyn_ref::<Array>().filter(|said| said.length() <= 2);
        let callback = said.and_then(|said| said.get(0).as_string());
        let (Some(said), Some(callback)) = (said, callback) else { return self.close(origin, &JsValue::UNDEFINED) };
        if !self.is_waiting(origin, &callback) {
            let is_stale = self.with(origin, |frame| {
                let place = frame.stale.iter().position(|known| *known == callback);
                place.map(|place| frame.stale.swap_remove(place)).is_some()
            });
            if is_stale != Some(true) {
                self.close(origin, &JsValue::UNDEFINED);
            }
            return;
        }
        let answer = said.get(1);
        if answer.is_string() {
            self.settle(origin, &callback, &answer);
        } else if answer.is_undefined() {
            self.settle(origin, &callback, &JsValue::TRUE);
        } else {
            self.close(origin, &JsValue::UNDEFINED);
        }
    }

    fn with<R>(&self, origin: &str, change: impl FnOnce(&mut Frame) -> R) -> Option<R> {
        self.frames.borrow_mut().iter_mut().find(|frame| frame.origin == origin).map(change)
    }

    fn is_waiting(&self, origin: &str, callback: &str) -> bool {
        self.with(origin, |frame| frame.waiting.iter().any(|(known, _)| known == callback)) == Some(true)
    }

    /// Awaits the answer of a question no more. The frame goes on, as its script cannot be stopped alone.
    fn call_off(self: &Rc<Self>, origin: &str, callback: &str) {
        if self.is_waiting(origin, callback) {
            self.with(origin, |frame| frame.stale.push(callback.to_owned()));
        }
        self.settle(origin, callback, &JsValue::FALSE);
    }

    /// Ends one question.
    fn settle(self: &Rc<Self>, origin: &str, callback: &str, answer: &JsValue) {
        let settled = self.with(origin, |frame| {
            let place = frame.waiting.iter().position(|(known, _)| known == callback)?;
            let (_, resolve) = frame.waiting.swap_remove(place);
            Some((resolve, frame.waiting.is_empty(), frame.number, frame.asked))
        });
        let Some((resolve, idle, number, asked)) = settled.flatten() else { return };
        // A resolver does not throw.
        drop(resolve.call1(&JsValue::NULL, answer));
        if idle {
            let (this, origin) = (Rc::clone(self), origin.to_owned());
            later(IDLE_MS, move || {
                if this.with(&origin, |frame| (frame.number, frame.asked)) == Some((number, asked)) {
                    this.close(&origin, &JsValue::UNDEFINED);
                }
            });
        }
    }

    /// Does without a frame from now on: who waits for it gets this for an answer, and the page takes it away.
    fn close(&self, origin: &str, answer: &JsValue) {
        let place = self.frames.borrow().iter().position(|frame| frame.origin == origin);
        let Some(place) = place else { return };
        let frame = self.frames.borrow_mut().swap_remove(place);
        if let Some(port) = &frame.port {
            port.set_onmessage(None);
            port.close();
        }
        tell_page(origin, false);
        for (_, resolve) in &frame.waiting {
            drop(resolve.call1(&JsValue::NULL, answer));
        }
    }
}

/// Asks the page for a frame, or to take it away.
fn tell_page(origin: &str, wanted: bool) {
    if let Some(scope) = scope() {
        let words = message(&[("frame", &JsValue::from_str(origin)), ("wanted", &JsValue::from_bool(wanted))]);
        scope.post_message(&words).ok();
    }
}
