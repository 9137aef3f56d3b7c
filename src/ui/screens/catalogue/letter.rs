//! The letter to a portal's operator, ready to be copied or taken along as a text.

use leptos::prelude::*;

use crate::base::lang::Lang;
use crate::i18n::{common, screens as words};
use crate::portal::ladder::{Wish, letter};
use crate::portal::{Portal, host};
use crate::ui::kit::{Button, Choice, Disclosure, IconName, Segmented, TextInput};
use crate::ui::screens::dataset::cite::Copyable;
use crate::ui::screens::file_name;
use crate::ui::state::use_app;
use crate::web::{download, history};

/// The letter, folded.
#[component]
pub(in crate::ui::screens) fn LetterBox(
    /// The portal that refuses.
    portal: Portal,
    /// What it is asked for.
    wish: Wish,
    /// The hosts that closed files lie on.
    #[prop(optional)]
    file_hosts: Vec<String>,
) -> impl IntoView {
    let app = use_app();
    let lang = RwSignal::new(app.prefs.lang.get_untracked());
    let sender = RwSignal::new(String::new());
    let name = file_name(&host(&portal), "surat");
    let portal = StoredValue::new((portal, file_hosts));
    let ready = Memo::new(move |_| {
        let (page, sender) = (history::page_address(), sender.get());
        let letter = portal.with_value(|(portal, hosts)| letter(portal, wish, &page, &sender, hosts, lang.get()));
        (letter.subject, letter.body)
    });
    let text = Signal::derive(move || {
        let (subject, body) = ready.get();
        format!("{}: {subject}\n\n{body}", words::LETTER_SUBJECT.text(lang.get()))
    });
    let languages = vec![Choice::new(Lang::Id, common::INDONESIAN), Choice::new(Lang::En, common::ENGLISH)];
    view! {
        <div class="letter">
            <Disclosure title=words::LETTER>
                <div class="stack">
                    <p class="medium measure">{move || app.t(words::LETTER_TEXT)}</p>
                    <Segmented
                        label=words::LETTER_LANGUAGE
                        options=languages
                        value=lang
                        on_choose=move |chosen| lang.set(chosen)
                    />
                    <TextInput label=words::LETTER_SENDER value=sender on_input=move |text| sender.set(text)/>
                    <Copyable label=words::LETTER_COPY text code=true>
                        <Button class="small" icon=IconName::Download label=words::LETTER_DOWNLOAD on_press=move |_| {
                            download::text(&format!("surat-{name}.txt"), "text/plain;charset=utf-8", &text.get_untracked());
                        }/>
                    </Copyable>
                </div>
            </Disclosure>
        </div>
    }
    .into_any()
}
