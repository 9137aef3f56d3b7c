//! The story as one link or one file.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::export;
use super::poster::Poster;
use crate::i18n::{narrative as t, problems};
use crate::story::personal_data_of;
use crate::ui::kit::{Button, ButtonLook, IconName};
use crate::ui::state::use_app;
use crate::web::dom;

/// Link and file.
#[component]
pub(super) fn Share() -> impl IntoView {
    let app = use_app();
    let field = NodeRef::<html::Input>::new();
    // Made when asked for: packing the story after each letter would be work for nothing.
    let link = RwSignal::new(None::<(String, usize, bool)>);
    Effect::new(move |_| {
        app.desk.document.track();
        link.set(None);
    });
    let found = move || app.desk.document.with_untracked(personal_data_of);
    let make_link = move || match app.share_link() {
        Ok((address, incomplete, is_long)) => {
            link.set(Some((address.clone(), incomplete.len(), is_long)));
            spawn_local(async move {
                let lang = app.prefs.lang.get_untracked();
                if dom::copy(&address).await {
                    app.say(t::LINK_COPIED.text(lang));
                } else {
                    app.say(t::LINK_NOT_COPIED.text(lang));
                    if let Some(field) = field.get_untracked() {
                        field.select();
                    }
                }
            });
        }
        Err(problem) => app.say(problems::sentence(&problem, app.prefs.lang.get_untracked())),
    };
    let copy = move |_| app.hand_out(found(), make_link);
    let waiting = RwSignal::new(false);
    let make_file = move || {
        waiting.set(true);
        spawn_local(async move {
            export::save(app).await;
            waiting.set(false);
        });
    };
    let save = move |_| app.hand_out(found(), make_file);
    let remarks = move || {
        link.get().map(|(address, incomplete, is_long)| {
            view! {
                <label class="field">
                    <span class="field-label">{app.t(t::LINK)}</span>
                    <input class="input" type="text" readonly=true node_ref=field prop:value=address/>
                </label>
                {(incomplete > 0).then(|| view! {
                    <p class="notice warn"><span></span><span>{app.tf(t::LINK_INCOMPLETE, &[("n", &incomplete.to_string()), ("it", &incomplete.to_string())])}</span></p>
                })}
                {is_long.then(|| view! { <p class="soft small">{app.t(t::LINK_LONG)}</p> })}
            }
        })
    };
    view! {
        <section class="story-share reading stack no-print" aria-label=move || app.t(t::SHARE)>
            <h2>{move || app.t(t::SHARE)}</h2>
            <div class="share-way">
                <Button label=t::COPY_LINK look=ButtonLook::Primary icon=IconName::Link on_press=copy/>
                <p class="soft small">{move || app.t(t::LINK_HELP)}</p>
            </div>
            {remarks}
            <div class="share-way">
                <Button label=t::HTML icon=IconName::Download busy=waiting on_press=save/>
                <p class="soft small">{move || app.t(t::HTML_HELP)}</p>
            </div>
            <Poster/>
        </section>
    }
}
