//! What a person decided about regions beyond the report: accepted matches as a file that travels, and provinces
//! put back together for series of years.

use leptos::prelude::*;

use super::FigureEdit;
use super::data::{self, Stage};
use super::spec;
use crate::i18n::outlines as t;
use crate::region::{Level, read_aliases, write_aliases};
use crate::story::{Figure, FigureKind};
use crate::ui::kit::{Button, Checkbox};
use crate::ui::state::use_app;
use crate::web::{download, files};

/// Largest file of matches that is read, in bytes.
const LARGEST: f64 = 2e6;

/// Accepted matches: to a file, and from one.
#[component]
pub(super) fn Matches(
    figure: Memo<Option<Figure>>,
    stage: RwSignal<Stage>,
    change: Callback<FigureEdit>,
) -> impl IntoView {
    let app = use_app();
    let spec = spec::of_map(figure);
    let accepted = move || spec.with(|spec| spec.aliases.len());
    let is_open = move || {
        accepted() > 0
            || data::report(app, stage)
                .is_some_and(|(report, _)| !report.unmatched.is_empty() || !report.ambiguous.is_empty())
    };
    let save = move |_| {
        let text = spec.with_untracked(|spec| write_aliases(&spec.aliases, &app.outlines.known()));
        download::text(t::MATCHES_FILE.text(app.prefs.lang.get_untracked()), "text/csv;charset=utf-8", &text);
    };
    let said: RwSignal<Option<(usize, usize)>> = RwSignal::new(None);
    let take = move |event: leptos::ev::Event| {
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        leptos::task::spawn_local(async move {
            let text = files::whole_text(&file, LARGEST).await.unwrap_or_default();
            input.set_value("");
            let read = read_aliases(&text, &app.outlines.known());
            said.try_set(Some((read.aliases.len(), read.refused.len())));
            let Some(mut spec) = spec.try_get_untracked() else { return };
            if read.aliases.is_empty() {
                return;
            }
            spec.aliases.retain(|(known, _)| !read.aliases.iter().any(|(written, _)| written == known));
            spec.aliases.extend(read.aliases);
            app.desk.end_gesture();
            change.try_run(FigureEdit::Kind(FigureKind::Map(spec)));
        });
    };
    view! {
        <Show when=is_open>
            <div class="button-row matches">
                <Show when=move || { accepted() > 0 }>
                    <Button label=move || app.tf(t::SAVE_MATCHES, &[("n", &accepted().to_string())]) class="small" on_press=save/>
                </Show>
                <label class="button small pack-file">
                    {move || app.t(t::OPEN_MATCHES)}
                    <input id="matches-file" type="file" class="hidden-visually" accept=".csv,text/csv" on:change=take/>
                </label>
                {move || said.get().map(|(taken, refused)| {
                    let args = [("n", taken.to_string()), ("refused", refused.to_string())];
                    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
                    view! { <span class="small soft" role="status">{app.tf(t::MATCHES_READ, &args)}</span> }
                })}
            </div>
        </Show>
    }
}

/// Whether provinces are put back together.
#[component]
pub(super) fn Together(
    figure: Memo<Option<Figure>>,
    stage: RwSignal<Stage>,
    change: Callback<FigureEdit>,
) -> impl IntoView {
    let app = use_app();
    let spec = spec::of_map(figure);
    let provinces = move || data::report(app, stage).is_some_and(|(_, level)| level == Level::Province);
    let edit = spec::map_editor(spec, change);
    let set = move |on: bool| edit(&|spec| spec.before_2022 = on);
    view! {
        <Show when=provinces>
            <div class="field">
                <Checkbox label=t::TOGETHER checked=Signal::derive(move || spec.with(|spec| spec.before_2022)) on_change=Callback::new(set)/>
                <p class="field-hint">{move || app.t(t::TOGETHER_HINT)}</p>
            </div>
        </Show>
    }
}
