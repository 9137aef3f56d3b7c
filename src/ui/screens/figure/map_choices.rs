//! The choices of a map, and its match report, which comes before the map.

use leptos::prelude::*;

use super::FigureEdit;
use super::chart_choices::{OPS, op_name};
use super::choice::{Entry, Pick};
use super::data::{Drawn, Lowered, Stage};
use crate::base::lang::Lang;
use crate::base::note::Problem;
use crate::i18n::{Message, figure as t};
use crate::map::{Layer, MapSpec, Method};
use crate::query::Op;
use crate::region;
use crate::story::{Figure, FigureKind};
use crate::table::{Field, Reading};
use crate::ui::state::use_app;

/// Key of "count the rows" among the value columns.
const ROWS: &str = "\u{0}rows";

fn spec_of(figure: Option<&Figure>) -> MapSpec {
    match figure.map(|figure| &figure.kind) {
        Some(FigureKind::Map(spec)) => spec.clone(),
        _ => MapSpec::default(),
    }
}

/// The panel.
#[component]
pub(super) fn MapChoices(
    figure: Memo<Option<Figure>>,
    fields: Memo<Option<Vec<Field>>>,
    stage: RwSignal<Stage>,
    change: Callback<FigureEdit>,
) -> impl IntoView {
    let app = use_app();
    let spec = Memo::new(move |_| figure.with(|figure| spec_of(figure.as_ref())));
    let full = Memo::new(move |_| {
        stage.with(|stage| match stage {
            Stage::Ready { lowered: Lowered::Map(lowered), .. } => Some(lowered.spec.clone()),
            _ => None,
        })
    });
    let set = move |edit: &dyn Fn(&mut MapSpec)| {
        let mut spec = spec.get_untracked();
        edit(&mut spec);
        app.desk.end_gesture();
        change.run(FigureEdit::Kind(FigureKind::Map(spec)));
    };
    let automatic = move |now: Option<String>| -> Entry {
        (String::new(), app.tf(t::AUTOMATIC, &[("value", &now.unwrap_or_else(|| "…".to_owned()))]))
    };
    let of_kind = move |numbers: bool| {
        fields.with(|fields| {
            fields
                .iter()
                .flatten()
                .filter(|field| match field.reading {
                    Reading::Number(_) => numbers,
                    Reading::Text | Reading::Code => !numbers,
                    Reading::Date(_) => false,
                })
                .map(|field| (field.name.clone(), field.name.clone()))
                .collect::<Vec<Entry>>()
        })
    };
    let regions = Signal::derive(move || {
        let mut entries = vec![automatic(full.with(|full| full.as_ref().and_then(|full| full.region.clone())))];
        entries.extend(of_kind(false));
        // Codes can have been read as numbers; they are still codes.
        entries.extend(of_kind(true));
        entries
    });
    let values = Signal::derive(move || {
        let now = full.with(|full| {
            full.as_ref().map(|full| full.value.clone().unwrap_or_else(|| app.t(t::COUNT_ROWS).to_owned()))
        });
        let mut entries = vec![automatic(now), (ROWS.to_owned(), app.t(t::COUNT_ROWS).to_owned())];
        entries.extend(of_kind(true));
        entries
    });
    let ops = Signal::derive(move || {
        let now = full.with(|full| full.as_ref().and_then(|full| full.op)).map(|op| app.t(op_name(op)).to_owned());
        let mut entries = vec![automatic(now)];
        entries.extend(OPS.iter().enumerate().map(|(index, op)| (index.to_string(), app.t(op_name(*op)).to_owned())));
        entries
    });
    let layers = Signal::derive(move || {
        vec![
            ("tiles".to_owned(), app.t(t::LAYER_TILES).to_owned()),
            ("shapes".to_owned(), app.t(t::LAYER_SHAPES).to_owned()),
        ]
    });
    let methods = Signal::derive(move || {
        vec![
            ("quantile".to_owned(), app.t(t::METHOD_QUANTILE).to_owned()),
            ("equal".to_owned(), app.t(t::METHOD_EQUAL).to_owned()),
        ]
    });
    let classes =
        Signal::derive(move || (3..=7).map(|count: u8| (count.to_string(), count.to_string())).collect::<Vec<Entry>>());
    let counts_rows = move || full.with(|full| full.as_ref().is_some_and(|full| full.value.is_none()));
    view! {
        <Pick id="map-region" label=t::REGION entries=regions
            chosen=Signal::derive(move || spec.get().region.unwrap_or_default())
            on_choose=Callback::new(move |chosen: String| set(&|spec| spec.region = (!chosen.is_empty()).then(|| chosen.clone())))/>
        <Pick id="map-value" label=t::Y entries=values
            chosen=Signal::derive(move || {
                let spec = spec.get();
                if spec.value.is_none() && spec.op == Some(Op::Rows) { ROWS.to_owned() } else { spec.value.unwrap_or_default() }
            })
            on_choose=Callback::new(move |chosen: String| set(&|spec| {
                let rows = chosen == ROWS;
                spec.value = (!rows && !chosen.is_empty()).then(|| chosen.clone());
                spec.op = rows.then_some(Op::Rows);
            }))/>
        <Show when=move || !counts_rows()>
            <Pick id="map-op" label=t::OP entries=ops
                chosen=Signal::derive(move || spec.get().op.and_then(|op| OPS.iter().position(|other| *other == op)).map(|index| index.to_string()).unwrap_or_default())
                on_choose=Callback::new(move |chosen: String| set(&|spec| {
                    spec.op = chosen.parse::<usize>().ok().and_then(|index| OPS.get(index)).copied();
                }))/>
        </Show>
        <Pick id="map-layer" label=t::LAYER entries=layers
            chosen=Signal::derive(move || match full.get().and_then(|full| full.layer).or(spec.get().layer) {
                Some(Layer::Shapes) => "shapes".to_owned(),
                _ => "tiles".to_owned(),
            })
            on_choose=Callback::new(move |chosen: String| set(&|spec| {
                spec.layer = Some(if chosen == "shapes" { Layer::Shapes } else { Layer::Tiles });
            }))/>
        <Pick id="map-method" label=t::METHOD entries=methods
            chosen=Signal::derive(move || match full.get().and_then(|full| full.method).or(spec.get().method) {
                Some(Method::EqualInterval) => "equal".to_owned(),
                _ => "quantile".to_owned(),
            })
            on_choose=Callback::new(move |chosen: String| set(&|spec| {
                spec.method = Some(if chosen == "equal" { Method::EqualInterval } else { Method::Quantile });
            }))/>
        <Pick id="map-classes" label=t::CLASSES entries=classes
            chosen=Signal::derive(move || full.get().and_then(|full| full.classes).or(spec.get().classes).unwrap_or(5).to_string())
            on_choose=Callback::new(move |chosen: String| set(&|spec| spec.classes = chosen.parse().ok()))/>
        <div class="field">
            <label for="map-unit">{move || app.t(t::UNIT)}</label>
            <input
                id="map-unit"
                class="input"
                type="text"
                maxlength="40"
                placeholder=move || app.t(t::UNIT_HINT)
                prop:value=move || spec.get().unit.unwrap_or_default()
                on:change=move |event| {
                    let unit = event_target_value(&event).trim().to_owned();
                    set(&|spec| spec.unit = (!unit.is_empty()).then(|| unit.clone()));
                }
            />
        </div>
    }
}

/// What matched and what did not, with a way to match by hand.
#[component]
pub(super) fn Report(
    picture: Memo<Option<Result<Drawn, Problem>>>,
    figure: Memo<Option<Figure>>,
    change: Callback<FigureEdit>,
) -> impl IntoView {
    let app = use_app();
    let report = Memo::new(move |_| {
        picture.with(|picture| {
            picture.as_ref().and_then(|picture| picture.as_ref().ok()).and_then(|drawn| drawn.report.clone())
        })
    });
    let accept = move |value: String, code: String| {
        let mut spec = figure.with_untracked(|figure| spec_of(figure.as_ref()));
        spec.aliases.retain(|(known, _)| *known != value);
        spec.aliases.push((value, code));
        app.desk.end_gesture();
        change.run(FigureEdit::Kind(FigureKind::Map(spec)));
    };
    let chooser = move |value: String, candidates: Vec<String>, suggestion: Option<String>, lang: Lang| {
        let all = &region::PROVINCES;
        let offered = suggestion.as_ref().and_then(|name| all.iter().find(|province| province.name == name.as_str()));
        let yes = offered.map(|province| {
            let (value, code) = (value.clone(), province.code.to_owned());
            let name = province.name;
            view! {
                <span class="soft">{t::DID_YOU_MEAN.with(lang, &[("name", name)])}</span>
                <button type="button" class="button small" on:click=move |_| accept(value.clone(), code.clone())>{t::ACCEPT.text(lang)}</button>
            }
        });
        let options = all
            .iter()
            .filter(|province| candidates.is_empty() || candidates.iter().any(|code| code == province.code))
            .map(|province| view! { <option value=province.code>{province.name}</option> })
            .collect_view();
        let label = t::CHOOSE_PROVINCE.with(lang, &[("value", &value)]);
        let written = value.clone();
        view! {
            <li class="report-row">
                <strong class="any-break">{written}</strong>
                {yes}
                <select
                    class="select report-select"
                    aria-label=label
                    on:change=move |event| {
                        let code = event_target_value(&event);
                        if !code.is_empty() {
                            accept(value.clone(), code);
                        }
                    }
                >
                    <option value="">{t::NOT_A_PROVINCE.text(lang)}</option>
                    {options}
                </select>
            </li>
        }
    };
    move || {
        report.get().map(|report| {
            let lang = app.lang();
            let count = |message: Message, number: usize| (number > 0).then(|| message.with(lang, &[("n", &number.to_string())]));
            let complete = report.unmatched.is_empty() && report.ambiguous.is_empty() && report.duplicated.is_empty();
            let mut codes: Vec<&str> = report.matched.iter().map(|(_, code)| code.as_str()).collect();
            codes.sort_unstable();
            codes.dedup();
            let summary = [
                count(t::REPORT_MATCHED, codes.len()),
                count(t::REPORT_UNMATCHED, report.unmatched.len()),
                count(t::REPORT_AMBIGUOUS, report.ambiguous.len()),
                count(t::REPORT_DUPLICATED, report.duplicated.len()),
                count(t::REPORT_TOTALS, report.totals.len()),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ");
            let rows = report
                .unmatched
                .iter()
                .map(|(value, suggestion)| chooser(value.clone(), Vec::new(), suggestion.clone(), lang))
                .chain(report.ambiguous.iter().map(|(value, candidates)| chooser(value.clone(), candidates.clone(), None, lang)))
                .collect_view();
            let doubles = report
                .duplicated
                .iter()
                .map(|(code, values)| {
                    let all = &region::PROVINCES;
                    let name = all.iter().find(|province| province.code == code.as_str()).map_or(code.as_str(), |province| province.name).to_owned();
                    view! { <li class="report-row"><strong>{name}</strong><span class="soft any-break">{values.join(", ")}</span></li> }
                })
                .collect_view();
            view! {
                <details class="report" class:is-complete=complete open=!complete>
                    <summary>
                        <span class="report-title">{t::REPORT.text(lang)}</span>
                        <span class="soft">{summary}</span>
                    </summary>
                    {complete.then(|| view! { <p class="soft">{t::REPORT_ALL.text(lang)}</p> })}
                    <ul class="report-list">{rows}{doubles}</ul>
                </details>
            }
        })
    }
}
