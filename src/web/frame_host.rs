//! The page's end of the isolated frames: makes one when the worker asks for it and the person has agreed,
//! and takes it away again. What travels between the frame and the worker never passes through the page.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};

use super::dom;
use crate::portal::ladder::origin_of;

/// Where the frame's page lies.
const PAGE: &str = "assets/frame.html";
/// Frames at a time; each is a portal's.
const MAX_FRAMES: usize = 12;

/// The frames that are there.
#[derive(Clone, Default)]
pub struct FrameHost {
    frames: Rc<RefCell<BTreeMap<String, web_sys::HtmlIFrameElement>>>,
    /// The origins for which the person has agreed to a frame.
    allowed: Rc<RefCell<Vec<String>>>,
}

impl FrameHost {
    /// Tells for which origins the person has agreed to a frame; others go away.
    pub fn set_allowed(&self, origins: Vec<String>) {
        let gone: Vec<String> =
            self.frames.borrow().keys().filter(|origin| !origins.contains(origin)).cloned().collect();
        self.allowed.replace(origins);
        for origin in gone {
            self.remove(&origin);
        }
    }

    /// Takes a message of the worker if it is about a frame; `false` where it is not.
    pub fn take(&self, worker: &web_sys::Worker, data: &JsValue) -> bool {
        let field = |name: &str| Reflect::get(data, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
        let Some(origin) = field("frame").as_string() else { return false };
        if !field("wanted").is_truthy() {
            self.remove(&origin);
            return true;
        }
        let answer = Object::new();
        // A new plain object takes any property.
        Reflect::set(&answer, &"frame".into(), &JsValue::from_str(&origin)).ok();
        match self.make(&origin) {
            Some(port) => {
                Reflect::set(&answer, &"port".into(), &port).ok();
                worker.post_message_with_transfer(&answer, &Array::of1(&port)).ok();
            }
            None => {
                worker.post_message(&answer).ok();
            }
        }
        true
    }

    /// Takes all frames away: the worker that used them is gone.
    pub fn clear(&self) {
        for frame in std::mem::take(&mut *self.frames.borrow_mut()).into_values() {
            frame.remove();
        }
    }

    fn remove(&self, origin: &str) {
        if let Some(frame) = self.frames.borrow_mut().remove(origin) {
            frame.remove();
        }
    }

    /// Makes the frame of an origin and gives the worker's end of its port.
    fn make(&self, origin: &str) -> Option<web_sys::MessagePort> {
        let allowed = self.allowed.borrow().iter().any(|known| known == origin);
        // The frame writes the origin into its policy, so nothing but an origin may get there.
        let is_origin = origin_of(origin).is_some_and(|known| known == origin);
        self.remove(origin);
        if !allowed || !is_origin || self.frames.borrow().len() >= MAX_FRAMES {
            return None;
        }
        let document = dom::document()?;
        let frame: web_sys::HtmlIFrameElement = document.create_element("iframe").ok()?.dyn_into().ok()?;
        // Scripts, and nothing else: no origin of its own, no forms, no windows, no way to move the page.
        // Never `allow-same-origin`: with it the frame could take its own walls down.
        for (name, value) in [
            ("sandbox", "allow-scripts"),
            ("credentialless", ""),
            ("referrerpolicy", "no-referrer"),
            ("allow", ""),
            ("hidden", ""),
            ("aria-hidden", "true"),
            ("tabindex", "-1"),
        ] {
            frame.set_attribute(name, value).ok()?;
        }
        frame.set_src(&dom::absolute(PAGE));
        let channel = web_sys::MessageChannel::new().ok()?;
        let (ours, theirs) = (channel.port1(), channel.port2());
        let (target, origin_text) = (frame.clone(), JsValue::from_str(origin));
        // Once: what the frame may load later does not get a port.
        let on_load = Closure::once_into_js(move || {
            if let Some(window) = target.content_window() {
                // An opaque origin has no name, so the message cannot be addressed to it; it holds no secret.
                window.post_message_with_transfer(&origin_text, "*", &Array::of1(&theirs)).ok();
            }
        });
        let options = web_sys::AddEventListenerOptions::new();
        options.set_once(true);
        frame
            .add_event_listener_with_callback_and_add_event_listener_options("load", on_load.unchecked_ref(), &options)
            .ok()?;
        document.body()?.append_child(&frame).ok()?;
        self.frames.borrow_mut().insert(origin.to_owned(), frame);
        Some(ours)
    }
}
