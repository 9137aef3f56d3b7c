//! Text for a label that follows the language and the signals it was made of.

use std::sync::Arc;

use leptos::prelude::*;

use crate::base::lang::Lang;
use crate::i18n::Message;
use crate::ui::state::App;

/// A text that is computed anew whenever what it reads changes. Made from a [`Message`], a `String`,
/// a `&'static str` or a closure.
#[derive(Clone)]
pub struct Words(Arc<dyn Fn() -> String + Send + Sync>);

impl Words {
    /// The text now, tracked.
    pub fn get(&self) -> String {
        (self.0)()
    }

    /// The text as a closure for a view or an attribute.
    pub fn reader(&self) -> impl Fn() -> String + Clone + Send + Sync + use<> {
        let words = self.clone();
        move || words.get()
    }
}

impl Default for Words {
    fn default() -> Self {
        Self(Arc::new(String::new))
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").finish_non_exhaustive()
    }
}

impl From<Message> for Words {
    fn from(message: Message) -> Self {
        let lang = use_context::<App>().map(|app| app.prefs.lang);
        Self(Arc::new(move || message.text(lang.map_or(Lang::Id, |lang| lang.get())).to_owned()))
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self(Arc::new(move || text.clone()))
    }
}

impl From<&'static str> for Words {
    fn from(text: &'static str) -> Self {
        Self(Arc::new(move || text.to_owned()))
    }
}

impl<F, S> From<F> for Words
where
    F: Fn() -> S + Send + Sync + 'static,
    S: Into<String>,
{
    fn from(text: F) -> Self {
        Self(Arc::new(move || text().into()))
    }
}
