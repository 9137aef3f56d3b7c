//! What a person decided about regions beyond the report: accepted matches as a file that travels, and provinces
//! put back together for series of years.

use leptos::prelude::*;

use super::FigureEdit;
use super::data::{self, Stage};
use super::spec;
use crate::i18n::outlines as t;
use crate::map::ALIKE;
use crate::query::Op;
use crate::region::{Level, read_aliases, write_aliases};
use crate::story::{Figure, FigureKind};
use crate::table::{Field, Reading};
use crate::ui::kit::{Button, Checkbox, Choice, Select};
use crate::ui::state::use_app;
use crate::web::{download, files};

/// Key of weights that were not chosen.
const UNCHOSEN: &str = "\u{0}none";

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
    fields: Memo<Option<Vec<Field>>>,
    stage: RwSignal<Stage>,
    change: Callback<FigureEdit>,
) -> impl IntoView {
    let app = use_app();
    let spec = spec::of_map(figure);
    let provinces = move || data::report(app, stage).is_some_and(|(_, level)| level == Level::Province);
    let edit = spec::map_editor(spec, change);
    let edit_weight = spec::map_editor(spec, change);
    let numbers = Memo::new(move |_| {
        let value = spec.with(|spec| spec.value.clone());
        let counts = |field: &Field| matches!(field.reading, Reading::Number(_)) && Some(&field.name) != value.as_ref();
        fields.with(|fields| {
            fields.iter().flatten().filter(|field| counts(field)).map(|field| field.name.clone()).collect::<Vec<_>>()
        })
    });
    let set = move |on: bool| edit(&|spec| spec.before_2022 = on);
    let averaged = move || spec.with(|spec| spec.before_2022) && data::map_op(stage) == Some(Op::Mean);
    let weights = Signal::derive(move || {
        let fixed = [(UNCHOSEN, t::WEIGHT_NONE), (ALIKE, t::WEIGHT_ALIKE)];
        let fixed = fixed.into_iter().map(|(key, words)| Choice::new(key.to_owned(), app.t(words).to_owned()));
        fixed.chain(numbers.get().into_iter().map(|name| Choice::new(name.clone(), name))).collect::<Vec<_>>()
    });
    let weight = Signal::derive(move || spec.with(|spec| spec.weight.clone()).unwrap_or_else(|| UNCHOSEN.to_owned()));
    let weigh = move |key: String| edit_weight(&|spec| spec.weight = Some(key.clone()).filter(|key| key != UNCHOSEN));
    view! {
        <Show when=provinces>
            <div class="field">
                <Checkbox label=t::TOGETHER checked=Signal::derive(move || spec.with(|spec| spec.before_2022)) on_change=Callback::new(set)/>
                <p class="field-hint">{move || app.t(t::TOGETHER_HINT)}</p>
            </div>
            <Show when=averaged>
                <Select id="map-weight" label=t::WEIGHT hint=t::WEIGHT_HINT options=weights value=weight on_choose=Callback::new(weigh)/>
            </Show>
            <div>
            </div>
        </Show>
    }
}
