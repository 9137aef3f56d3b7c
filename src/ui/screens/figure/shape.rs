//! The choices of a chart that only some kinds have: a layer over it, scales of panels, steps of colour.

use leptos::prelude::*;

use super::choice::Pick;
use crate::chart::{self, ChartSpec, Choices, Classes, Layer, Mark};
use crate::i18n::layers as t;
use crate::ui::state::use_app;

/// The stretches offered for a mean of the last values.
const STRETCHES: [u32; 4] = [3, 7, 12, 30];

/// The choices that the kind which is drawn has.
#[component]
pub(super) fn Shape(
    /// What was chosen.
    spec: Memo<ChartSpec>,
    /// The same with every gap filled.
    full: Memo<Option<ChartSpec>>,
    columns: Memo<Choices>,
    on_set: Callback<ChartSpec>,
) -> impl IntoView {
    let app = use_app();
    let mark = Memo::new(move |_| full.with(|full| full.as_ref().and_then(|full| full.mark)));
    let layered = Memo::new(move |_| {
        let whole = full.with(|full| full.as_ref().is_some_and(|full| full.series.is_none()));
        whole && mark.get().is_some_and(chart::has_layers)
    });
    let set = move |edit: &dyn Fn(&mut ChartSpec)| {
        let mut next = spec.get_untracked();
        edit(&mut next);
        on_set.run(next);
    };
    // The key of a layer: a number for a mean, else the name of a column behind a mark no name begins with.
    let layers = Signal::derive(move || {
        let mut entries = vec![(String::new(), app.t(t::NO_LAYER).to_owned())];
        entries.extend(STRETCHES.map(|n| (n.to_string(), app.tf(t::ROLLING, &[("n", &n.to_string())]))));
        let y = full.with(|full| full.as_ref().and_then(|full| full.y.clone()));
        let others = columns.get().numbers.into_iter().filter(|name| Some(name) != y.as_ref());
        entries.extend(others.map(|name| (format!("\u{0}{name}"), app.tf(t::COLUMN, &[("name", &name)]))));
        entries
    });
    let layer = Signal::derive(move || {
        spec.with(|spec| match spec.layers.first() {
            None => String::new(),
            Some(Layer::Rolling(count)) => count.to_string(),
            Some(Layer::Column(name)) => format!("\u{0}{name}"),
        })
    });
    let on_layer = Callback::new(move |key: String| {
        let layer = match key.strip_prefix('\u{0}') {
            Some(name) => Some(Layer::Column(name.to_owned())),
            None => key.parse().ok().map(Layer::Rolling),
        };
        set(&|spec| spec.layers = layer.iter().cloned().collect());
    });
    let frees = Signal::derive(move || {
        [("", t::FREE_NO), ("free", t::FREE_YES)].map(|(key, words)| (key.to_owned(), app.t(words).to_owned())).to_vec()
    });
    let classes = Signal::derive(move || {
        [("", t::CLASSES_EQUAL), ("quantile", t::CLASSES_QUANTILE), ("own", t::CLASSES_OWN)]
            .map(|(key, words)| (key.to_owned(), app.t(words).to_owned()))
            .to_vec()
    });
    let class = Memo::new(move |_| {
        spec.with(|spec| match spec.classes {
            None => "",
            Some(Classes::Quantile) => "quantile",
            Some(Classes::Threshold(_)) => "own",
        })
    });
    let on_class = Callback::new(move |key: String| {
        set(&|spec| {
            spec.classes = match key.as_str() {
                "quantile" => Some(Classes::Quantile),
                "own" => Some(Classes::Threshold(Vec::new())),
                _ => None,
            };
        });
    });
    let limits = move || {
        spec.with(|spec| match &spec.classes {
            Some(Classes::Threshold(limits)) => {
                // Typed as people write numbers here: with a comma before decimals in Indonesian.
                let write =
                    |limit: &f64| crate::base::number::format_number(*limit, 6, app.lang()).replace(['.', ' '], "");
                let plain = |limit: &f64| limit.to_string();
                let id = app.lang() == crate::base::lang::Lang::Id;
                limits.iter().map(|limit| if id { write(limit) } else { plain(limit) }).collect::<Vec<_>>().join("; ")
            }
            _ => String::new(),
        })
    };
    let on_limits = move |event: leptos::ev::Event| {
        let id = app.prefs.lang.get_untracked() == crate::base::lang::Lang::Id;
        let number = |text: &str| {
            let text = text.trim();
            // A comma stands before decimals in Indonesian and between thousands in English.
            let plain = match (id, text.contains(',')) {
                (true, true) => text.replace('.', "").replace(',', "."),
                (true, false) => text.to_owned(),
                (false, _) => text.replace(',', ""),
            };
            plain.parse::<f64>().ok().filter(|value| value.is_finite())
        };
        let limits: Vec<f64> = event_target_value(&event).split(';').filter_map(number).collect();
        set(&|spec| spec.classes = Some(Classes::Threshold(limits.clone())));
    };
    view! {
        <Show when=move || layered.get()>
            <Pick id="chart-layer" label=t::LAYER entries=layers chosen=layer on_choose=on_layer/>
        </Show>
        <Show when=move || mark.get() == Some(Mark::Multiples)>
            <Pick id="chart-free" label=t::FREE entries=frees
                chosen=Signal::derive(move || if spec.with(|spec| spec.free) { "free".to_owned() } else { String::new() })
                on_choose=Callback::new(move |key: String| set(&|spec| spec.free = !key.is_empty()))/>
        </Show>
        <Show when=move || mark.get() == Some(Mark::Heat)>
            <Pick id="chart-classes" label=t::CLASSES entries=classes
                chosen=Signal::derive(move || class.get().to_owned()) on_choose=on_class/>
            <Show when=move || class.get() == "own">
                <div class="field">
                    <label for="chart-limits">{move || app.t(t::LIMITS)}</label>
                    <input id="chart-limits" class="input" type="text" inputmode="text" maxlength="120"
                        aria-describedby="chart-limits-hint" prop:value=limits on:change=on_limits/>
                    <p id="chart-limits-hint" class="field-hint">{move || app.t(t::LIMITS_HINT)}</p>
                </div>
            </Show>
        </Show>
    }
}
