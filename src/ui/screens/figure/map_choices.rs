//! The choices of a map, and its match report, which comes before the map.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::FigureEdit;
use super::chart_choices::{OPS, op_name};
use super::choice::{Entry, Pick};
use super::data::{self, Drawn, Lowered, Stage};
use super::map_histogram::Histogram;
use super::map_kind_choices::{MarkChoice, MarkSettings, is_of_regions, mark_of};
use super::spec;
use crate::base::lang::Lang;
use crate::base::note::Problem;
use crate::base::number::{self, NumberStyle, format_number};
use crate::i18n::{Message, figure as t};
use crate::map::{self, Basis, EVERYWHERE, Layer, MapSpec, Method};
use crate::query::Op;
use crate::region::{Gazetteer, Level, PROVINCES, System};
use crate::story::Figure;
use crate::table::{Field, Reading, Values};
use crate::ui::kit::TextInput;
use crate::ui::state::use_app;

/// Key of "count the rows" among the value columns.
const ROWS: &str = "\u{0}rows";

/// Every way to find class limits, in the order of the list.
const METHODS: [(Method, Message); 8] = [
    (Method::Quantile, t::METHOD_QUANTILE),
    (Method::EqualInterval, t::METHOD_EQUAL),
    (Method::Natural, t::METHOD_NATURAL),
    (Method::HeadTail, t::METHOD_HEAD_TAIL),
    (Method::Deviation, t::METHOD_DEVIATION),
    (Method::Pretty, t::METHOD_PRETTY),
    (Method::Unclassed, t::METHOD_UNCLASSED),
    (Method::Manual, t::METHOD_MANUAL),
];

/// Limits as a person types them, apart by semicolons or blanks; `None` where one of them is no number.
fn typed_breaks(text: &str, lang: Lang) -> Option<Vec<f64>> {
    let style = match lang {
        Lang::Id => NumberStyle::Id,
        Lang::En => NumberStyle::En,
    };
    let parts = text.split(|c: char| c == ';' || c.is_whitespace()).filter(|part| !part.is_empty());
    parts.map(|part| number::parse(part, style).or_else(|| number::parse(part, NumberStyle::Plain))).collect()
}

/// Limits as they are typed.
fn shown_breaks(breaks: &[f64], lang: Lang) -> String {
    let texts = breaks.iter().map(|limit| {
        let places = (0..9).find(|places| {
            let unit = libm::pow(10.0, f64::from(*places));
            (limit * unit - (limit * unit).round()).abs() < 1e-6
        });
        format_number(*limit, places.unwrap_or(9) as usize, lang)
    });
    texts.collect::<Vec<_>>().join("; ")
}

/// The panel.
#[component]
pub(super) fn MapChoices(
    figure: Memo<Option<Figure>>,
    fields: Memo<Option<Vec<Field>>>,
    has_shapes: Memo<bool>,
    stage: RwSignal<Stage>,
    picture: Memo<Option<Result<Drawn, Problem>>>,
    change: Callback<FigureEdit>,
) -> impl IntoView {
    let app = use_app();
    let spec = spec::of_map(figure);
    // Which period and which part of the map is looked at is chosen elsewhere, with every move of a finger: that must
    // not build all choices anew.
    let full = Memo::new(move |_| {
        stage.with(|stage| match stage {
            Stage::Ready { lowered: Lowered::Map(lowered), .. } => {
                Some(MapSpec { at: None, view: None, ..lowered.spec.clone() })
            }
            _ => None,
        })
    });
    let set = spec::map_editor(spec, change);
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
    let level = Memo::new(move |_| {
        spec.with(|spec| spec.level).or_else(|| full.with(|full| full.as_ref()?.level)).unwrap_or(Level::Province)
    });
    let finer = move || level.get() == Level::Kabkota;
    let layers = Signal::derive(move || {
        let tiles = if finer() { "grid" } else { "tiles" };
        vec![
            (tiles.to_owned(), app.t(t::LAYER_TILES).to_owned()),
            ("shapes".to_owned(), app.t(t::LAYER_SHAPES).to_owned()),
        ]
    });
    let methods = Signal::derive(move || {
        METHODS
            .iter()
            .enumerate()
            .map(|(index, (_, name))| (index.to_string(), app.t(*name).to_owned()))
            .collect::<Vec<Entry>>()
    });
    let method = Memo::new(move |_| {
        spec.with(|spec| spec.method).or_else(|| full.with(|full| full.as_ref()?.method)).unwrap_or(Method::Quantile)
    });
    let levels = Signal::derive(move || {
        let name = |level: Level| app.t(if level == Level::Kabkota { t::LEVEL_KABKOTA } else { t::LEVEL_PROVINCE });
        vec![
            automatic(full.with(|full| full.as_ref()?.level).map(|level| name(level).to_owned())),
            ("province".to_owned(), name(Level::Province).to_owned()),
            ("kabkota".to_owned(), name(Level::Kabkota).to_owned()),
        ]
    });
    // Only provinces that the data speaks of; the map of another would be hatched all over.
    let known = Memo::new(move |_| -> BTreeSet<String> {
        let report = data::report(app, stage).map(|(report, _)| report).unwrap_or_default();
        report.matched.iter().filter_map(|(_, code)| code.split('.').next()).map(str::to_owned).collect()
    });
    let places = Signal::derive(move || {
        let mut entries: Vec<Entry> = vec![
            (String::new(), app.t(t::FOCUS_DATA).to_owned()),
            (EVERYWHERE.to_owned(), app.t(t::FOCUS_ALL).to_owned()),
        ];
        let chosen = spec.with(|spec| spec.focus.clone());
        known.with(|known| {
            entries.extend(
                PROVINCES
                    .iter()
                    .filter(|province| known.contains(province.code) || chosen.as_deref() == Some(province.code))
                    .map(|province| (province.code.to_owned(), province.name.to_owned())),
            );
        });
        entries
    });
    let bad_breaks = RwSignal::new(false);
    let breaks = Signal::derive(move || spec.with(|spec| shown_breaks(&spec.breaks, app.lang())));
    let limits_problem = Signal::derive(move || bad_breaks.get().then(|| app.t(t::BAD_BREAKS).to_owned()));
    let commit_breaks = move |text: String| {
        let typed = typed_breaks(&text, app.prefs.lang.get_untracked());
        bad_breaks.set(typed.is_none());
        if let Some(typed) = typed {
            set(&|spec| spec.breaks.clone_from(&typed));
        }
    };
    let seen = Memo::new(move |_| {
        picture
            .with(|picture| match picture {
                Some(Ok(drawn)) => drawn.figure.twin.columns.iter().find_map(|column| match &column.values {
                    Values::Number(values) => Some(values.iter().copied().flatten().collect::<Vec<f64>>()),
                    Values::Text(_) | Values::Date(_) => None,
                }),
                _ => None,
            })
            .unwrap_or_default()
    });
    let typed = Memo::new(move |_| spec.with(|spec| spec.breaks.clone()));
    // Limits to start typing from: those that the map has now.
    let start_breaks = move || -> Vec<f64> {
        let count = full.with_untracked(|full| full.as_ref().and_then(|full| full.classes)).unwrap_or(5);
        map::class_breaks(&seen.get_untracked(), count, method.get_untracked())
    };
    let classes =
        Signal::derive(move || (3..=7).map(|count: u8| (count.to_string(), count.to_string())).collect::<Vec<Entry>>());
    let counts_rows = move || full.with(|full| full.as_ref().is_some_and(|full| full.value.is_none()));
    let mark = mark_of(full);
    let of_regions = Memo::new(move |_| is_of_regions(mark.get()));
    let has_classes = Memo::new(move |_| map::kind(mark.get()).classed);
    let on_tiles = Memo::new(move |_| map::kind(mark.get()).on_tiles);
    view! {
        <MarkChoice spec full fields has_shapes change/>
        <Show when=move || of_regions.get()>
        <Pick id="map-region" label=t::REGION entries=regions
            chosen=Signal::derive(move || spec.get().region.unwrap_or_default())
            on_choose=Callback::new(move |chosen: String| set(&|spec| spec.region = (!chosen.is_empty()).then(|| chosen.clone())))/>
        </Show>
        <Show when=move || map::kind(mark.get()).basis != Basis::Rows>
        <Pick id="map-level" label=t::LEVEL entries=levels
            chosen=Signal::derive(move || match spec.get().level {
                Some(Level::Province) => "province".to_owned(),
                Some(Level::Kabkota | Level::Kecamatan) => "kabkota".to_owned(),
                None => String::new(),
            })
            on_choose=Callback::new(move |chosen: String| set(&|spec| spec.level = match chosen.as_str() {
                "province" => Some(Level::Province),
                "kabkota" => Some(Level::Kabkota),
                _ => None,
            }))/>
        </Show>
        <Show when=move || finer() && of_regions.get()>
            <Pick id="map-focus" label=t::FOCUS entries=places
                chosen=Signal::derive(move || spec.get().focus.unwrap_or_default())
                on_choose=Callback::new(move |chosen: String| set(&|spec| spec.focus = (!chosen.is_empty()).then(|| chosen.clone())))/>
        </Show>
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
        <Show when=move || !counts_rows() && map::kind(mark.get()).basis != Basis::Rows>
            <Pick id="map-op" label=t::OP entries=ops
                chosen=Signal::derive(move || spec.get().op.and_then(|op| OPS.iter().position(|other| *other == op)).map(|index| index.to_string()).unwrap_or_default())
                on_choose=Callback::new(move |chosen: String| set(&|spec| {
                    spec.op = chosen.parse::<usize>().ok().and_then(|index| OPS.get(index)).copied();
                }))/>
        </Show>
        <MarkSettings spec full fields stage picture change/>
        <Show when=move || on_tiles.get()>
            <Pick id="map-layer" label=t::LAYER entries=layers
                chosen=Signal::derive(move || match full.get().and_then(|full| full.layer).or(spec.get().layer) {
                    Some(Layer::Grid) if finer() => "grid".to_owned(),
                    Some(Layer::Shapes) => "shapes".to_owned(),
                    _ if finer() => "shapes".to_owned(),
                    _ => "tiles".to_owned(),
                })
                on_choose=Callback::new(move |chosen: String| set(&|spec| {
                    spec.layer = Some(match chosen.as_str() {
                        "shapes" => Layer::Shapes,
                        "grid" => Layer::Grid,
                        _ => Layer::Tiles,
                    });
                }))/>
        </Show>
        <Show when=move || has_classes.get()>
        <Pick id="map-method" label=t::METHOD entries=methods
            chosen=Signal::derive(move || METHODS.iter().position(|(other, _)| *other == method.get()).unwrap_or(0).to_string())
            on_choose=Callback::new(move |chosen: String| {
                let chosen = chosen.parse::<usize>().ok().and_then(|index| METHODS.get(index)).map(|(method, _)| *method);
                let start = if chosen == Some(Method::Manual) { start_breaks() } else { Vec::new() };
                set(&|spec| {
                    spec.method = chosen;
                    if spec.breaks.is_empty() {
                        spec.breaks.clone_from(&start);
                    }
                });
            })/>
        </Show>
        <Show when=move || has_classes.get() && method.get() == Method::Manual>
            <Histogram values=seen breaks=typed on_change=Callback::new(move |limits: Vec<f64>| {
                bad_breaks.set(false);
                set(&|spec| spec.breaks.clone_from(&limits));
            })/>
            <TextInput id="map-breaks" label=t::BREAKS value=breaks hint=t::BREAKS_HINT problem=limits_problem
                on_commit=Callback::new(commit_breaks)/>
        </Show>
        <Show when=move || has_classes.get() && !matches!(method.get(), Method::Manual | Method::Unclassed)>
            <Pick id="map-classes" label=t::CLASSES entries=classes
            chosen=Signal::derive(move || full.get().and_then(|full| full.classes).or(spec.get().classes).unwrap_or(5).to_string())
            on_choose=Callback::new(move |chosen: String| set(&|spec| spec.classes = chosen.parse().ok()))/>
        </Show>
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
    stage: RwSignal<Stage>,
    figure: Memo<Option<Figure>>,
    change: Callback<FigureEdit>,
) -> impl IntoView {
    let app = use_app();
    let report = Memo::new(move |_| data::report(app, stage));
    let edit = spec::map_editor(spec::of_map(figure), change);
    let accept = move |value: String, code: String| {
        edit(&|spec| {
            spec.aliases.retain(|(known, _)| *known != value);
            spec.aliases.push((value.clone(), code.clone()));
        });
    };
    let chooser = move |open: Open, (list, level): (&Gazetteer, Level), lang: Lang| {
        let Open { value, candidates, suggestion, why } = open;
        let at_level = list.regions().iter().filter(|region| region.kind.level() == level);
        let offered = suggestion.as_ref().and_then(|name| at_level.clone().find(|region| region.title() == *name));
        let yes = offered.map(|region| {
            let (value, code, name) = (value.clone(), region.code.clone(), region.title());
            view! {
                <span class="soft">{t::DID_YOU_MEAN.with(lang, &[("name", &name)])}</span>
                <button type="button" class="button small" on:click=move |_| accept(value.clone(), code.clone())>{t::ACCEPT.text(lang)}</button>
            }
        });
        let choose = if level == Level::Province { t::CHOOSE_PROVINCE } else { t::CHOOSE_KABKOTA };
        let label = choose.with(lang, &[("value", &value)]);
        let written = value.clone();
        let control = if candidates.is_empty() && level == Level::Kabkota {
            // 514 choices are typed, not scrolled through.
            let names: Vec<(String, String)> = at_level.map(|region| (region.title(), region.code.clone())).collect();
            view! {
                <input class="input report-select" type="text" list=REGION_LIST aria-label=label placeholder=t::TYPE_NAME.text(lang)
                    on:change=move |event| {
                        let typed = event_target_value(&event);
                        if let Some((_, code)) = names.iter().find(|(name, _)| name.eq_ignore_ascii_case(typed.trim())) {
                            accept(value.clone(), code.clone());
                        }
                    }/>
            }
            .into_any()
        } else {
            let options = at_level
                .filter(|region| candidates.is_empty() || candidates.contains(&region.code))
                .map(|region| {
                    let around =
                        region.parent.and_then(|at| list.region(at)).map(|around| format!(" ({})", around.name));
                    let name = format!("{}{}", region.title(), around.unwrap_or_default());
                    view! { <option value=region.code.clone()>{name}</option> }
                })
                .collect_view();
            let none = match level {
                _ if !candidates.is_empty() => t::CHOOSE_ONE,
                Level::Province => t::NOT_A_PROVINCE,
                Level::Kabkota | Level::Kecamatan => t::NOT_A_KABKOTA,
            };
            view! {
                <select class="select report-select" aria-label=label
                    on:change=move |event| {
                        let code = event_target_value(&event);
                        if !code.is_empty() {
                            accept(value.clone(), code);
                        }
                    }>
                    <option value="">{none.text(lang)}</option>
                    {options}
                </select>
            }
            .into_any()
        };
        view! {
            <li class="report-row">
                <strong class="any-break">{written}</strong>
                {why.map(|why| view! { <span class="soft report-why">{why}</span> })}
                {yes}
                {control}
            </li>
        }
    };
    move || {
        let ((report, level), list) = (report.get()?, app.outlines.list()?);
        let lang = app.lang();
        let finer = level == Level::Kabkota;
        let of = |provinces: Message, kabkota: Message| if finer { kabkota } else { provinces };
        let count =
            |message: Message, number: usize| (number > 0).then(|| message.with(lang, &[("n", &number.to_string())]));
        let complete = report.unmatched.is_empty() && report.ambiguous.is_empty() && report.duplicated.is_empty();
        let summary = [
            count(of(t::REPORT_MATCHED, t::REPORT_MATCHED_KABKOTA), report.regions()),
            count(t::REPORT_UNMATCHED, report.unmatched.len()),
            count(of(t::REPORT_AMBIGUOUS, t::REPORT_AMBIGUOUS_KABKOTA), report.ambiguous.len()),
            count(of(t::REPORT_DUPLICATED, t::REPORT_DUPLICATED_KABKOTA), report.duplicated.len()),
            count(t::REPORT_TOTALS, report.totals.len()),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
        let why = |value: &String| report.why_of(value).map(|why| map::why(why, lang));
        let open: Vec<Open> = report
            .ambiguous
            .iter()
            .map(|(value, candidates)| Open {
                value: value.clone(),
                candidates: candidates.clone(),
                suggestion: None,
                why: why(value),
            })
            .chain(report.unmatched.iter().map(|(value, suggestion)| Open {
                value: value.clone(),
                candidates: Vec::new(),
                suggestion: suggestion.clone(),
                why: why(value),
            }))
            .collect();
        let more = count(t::REPORT_MORE, open.len().saturating_sub(MOST_OPEN));
        let rows = open.into_iter().take(MOST_OPEN).map(|open| chooser(open, (&list, level), lang)).collect_view();
        let more_doubles = count(t::REPORT_MORE, report.duplicated.len().saturating_sub(MOST_OPEN));
        let doubles = report
            .duplicated
            .iter()
            .take(MOST_OPEN)
            .map(|(code, values)| {
                let name = list.by_code(code, System::Kemendagri).map_or_else(|| code.clone(), crate::region::Region::title);
                view! { <li class="report-row"><strong>{name}</strong><span class="soft any-break">{values.join(", ")}</span></li> }
            })
            .collect_view();
        let names = (finer && !report.unmatched.is_empty()).then(|| {
            let options = list
                .regions()
                .iter()
                .filter(|region| region.kind.level() == level)
                .map(|region| view! { <option value=region.title()></option> })
                .collect_view();
            view! { <datalist id=REGION_LIST>{options}</datalist> }
        });
        Some(view! {
            <details class="report" class:is-complete=complete open=!complete>
                <summary>
                    <span class="report-title">{of(t::REPORT, t::REPORT_KABKOTA).text(lang)}</span>
                    <span class="soft">{summary}</span>
                </summary>
                {complete.then(|| view! { <p class="soft">{of(t::REPORT_ALL, t::REPORT_ALL_KABKOTA).text(lang)}</p> })}
                <ul class="report-list">{rows}</ul>
                {more.map(|more| view! { <p class="soft">{more}</p> })}
                <ul class="report-list">{doubles}</ul>
                {more_doubles.map(|more| view! { <p class="soft">{more}</p> })}
                {names}
            </details>
        })
    }
}

/// A value that is not matched yet.
struct Open {
    value: String,
    /// Codes of what it can be; empty for anything.
    candidates: Vec<String>,
    /// The name that is near.
    suggestion: Option<String>,
    why: Option<&'static str>,
}

/// Most open values, and most doubles, that are listed.
const MOST_OPEN: usize = 25;
/// Id of the list of names to type from.
const REGION_LIST: &str = "report-regions";
