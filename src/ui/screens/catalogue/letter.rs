//! Letters to portals' operators and to publishers, ready to be copied or taken along as a text.

use leptos::prelude::*;

use crate::base::lang::Lang;
use crate::i18n::{Message, common, screens as words};
use crate::portal::ladder::{Letter, Unreadable, Wish, letter, table_letter};
use crate::portal::{Portal, host};
use crate::ui::kit::{Button, Choice, Disclosure, IconName, Segmented, TextInput};
use crate::ui::screens::dataset::cite::Copyable;
use crate::ui::screens::file_name;
use crate::ui::state::use_app;
use crate::web::{download, history};

/// The letter to the operator of a portal that refuses, folded.
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
    let name = file_name(&host(&portal), "surat");
    let write = Callback::new(move |(sender, lang): (String, Lang)| {
        letter(&portal, wish, &history::page_address(), &sender, &file_hosts, lang)
    });
    folded(words::LETTER, words::LETTER_TEXT, name, write)
}

/// The letter to the publisher of a file that only people can read, folded.
#[component]
pub(in crate::ui::screens) fn TableLetterBox(file: Unreadable) -> impl IntoView {
    let name = file_name(&file.name, "tabel");
    let write = Callback::new(move |(sender, lang): (String, Lang)| table_letter(&file, &sender, lang));
    folded(words::LETTER_TABLE, words::LETTER_TABLE_TEXT, name, write)
}

/// A letter with its choices, under a title.
fn folded(title: Message, about: Message, name: String, write: Callback<(String, Lang), Letter>) -> AnyView {
    let app = use_app();
    let lang = RwSignal::new(app.prefs.lang.get_untracked());
    let sender = RwSignal::new(String::new());
    let ready = Memo::new(move |_| {
        let letter = write.run((sender.get(), lang.get()));
        (letter.subject, letter.body)
    });
    let text = Signal::derive(move || {
        let (subject, body) = ready.get();
        format!("{}: {subject}\n\n{body}", words::LETTER_SUBJECT.text(lang.get()))
    });
    let languages = vec![Choice::new(Lang::Id, common::INDONESIAN), Choice::new(Lang::En, common::ENGLISH)];
    view! {
        <div class="letter">
            <Disclosure title>
                <div class="stack">
                    <p class="medium measure">{move || app.t(about)}</p>
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
