//! One choice of a spec: a list, with "automatic" first where the spec may leave a gap.

use leptos::prelude::*;

use crate::i18n::Message;
use crate::ui::kit::{Choice, Select};

/// An entry of a list: its key and its words.
pub(super) type Entry = (String, String);

/// A labelled list; the key of the chosen entry is handed on, empty for "automatic".
#[component]
pub(super) fn Pick(
    /// Unique on the screen.
    id: &'static str,
    label: Message,
    #[prop(into)] entries: Signal<Vec<Entry>>,
    #[prop(into)] chosen: Signal<String>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let options = Signal::derive(move || {
        entries.get().into_iter().map(|(key, words)| Choice::new(key, words)).collect::<Vec<_>>()
    });
    view! { <Select id=id label=label options=options value=chosen on_choose=on_choose/> }
}
