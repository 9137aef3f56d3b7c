//! The remarks of a chart: words, lines, ranges and dates, added and changed by pointer or keyboard.

use leptos::html;
use leptos::prelude::*;

use super::FigureEdit;
use super::spec;
use super::tools::{Picture, Tools, spec_of, with_plane};
use crate::chart::{ChartSpec, EventList, Form, Remark, Side};
use crate::i18n::{Message, remarks as t};
use crate::scene::plane::{Along, Coord};
use crate::story::{Figure, FigureKind};
use crate::ui::kit::{Checkbox, Choice, Disclosure, IconButton, IconName, Select};
use crate::ui::state::use_app;

/// Values offered for tying words to.
const MOST_POINTS: usize = 400;
/// How far a key or a press moves words, in CSS pixels.
const STEP_PX: f64 = 8.0;

/// What kind of value an axis takes.
#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Number,
    Day,
    Names(Vec<String>),
}

/// The panel.
#[component]
pub(super) fn Remarks(
    figure: Memo<Option<Figure>>,
    picture: Picture,
    change: Callback<FigureEdit>,
    tools: Tools,
) -> impl IntoView {
    let app = use_app();
    let spec = spec::of_chart(figure);
    let has_axes = Memo::new(move |_| with_plane(picture, |_| Some(())).is_some());
    let in_time =
        Memo::new(move |_| with_plane(picture, |plane| Some(plane.x.in_time() && !plane.lying)) == Some(true));
    let set = move |spec: ChartSpec| {
        app.desk.end_gesture();
        change.run(FigureEdit::Kind(FigureKind::Chart(spec)));
    };
    let add = move |form: Form| {
        let Some(mut spec) = spec_of(figure) else { return };
        let found = with_plane(picture, |plane| {
            let (left, top, right, bottom) = plane.bounds;
            let (across, down) = ((left, right), (top, bottom));
            let (x, y) = if plane.lying { (down, across) } else { (across, down) };
            let at = |along: &Along, (from, to): (f64, f64), share: f64| along.coord_at(from + (to - from) * share);
            Some(match form {
                Form::Range => (at(&plane.x, x, 0.4), at(&plane.x, x, 0.6)),
                _ => (at(&plane.y, y, 0.35).map(rounded), None),
            })
        });
        let Some((at, to)) = found else { return };
        let side = if form == Form::Line { Side::Y } else { Side::X };
        spec.remarks.push(Remark { form, side, at, to, ..Remark::default() });
        tools.writing.set(Some(spec.remarks.len() - 1));
        set(spec);
    };
    let count = Memo::new(move |_| spec.with(|spec| spec.remarks.len()));
    let one_list = move |list: EventList| {
        let checked = Signal::derive(move || spec.with(|spec| spec.events.contains(&list)));
        let on_change = move |on: bool| {
            let mut spec = spec.get_untracked();
            spec.events.retain(|other| *other != list);
            if on {
                spec.events.push(list);
            }
            set(spec);
        };
        view! { <Checkbox label=list.name() checked on_change/> }
    };
    let total = move || {
        let all = spec.with(|spec| spec.remarks.len() + spec.events.len());
        if all > 0 { all.to_string() } else { String::new() }
    };
    let button = move |words: Message, press: Callback<()>| {
        view! {
            <button type="button" class="button small" disabled=move || !has_axes.get() on:click=move |_| press.run(())>
                {move || app.t(words)}
            </button>
        }
    };
    view! {
        <Disclosure title=t::TITLE class="slim remarks" count=total>
            <p class="field-hint">{move || app.t(if has_axes.get() { t::HINT } else { t::NO_AXES })}</p>
            <div class="button-row">
                {button(t::ADD_TEXT, Callback::new(move |()| tools.picking.set(true)))}
                {button(t::ADD_LINE, Callback::new(move |()| add(Form::Line)))}
                {button(t::ADD_RANGE, Callback::new(move |()| add(Form::Range)))}
            </div>
            <Show when=move || in_time.get()>
                <div class="field" role="group" aria-label=move || app.t(t::EVENTS)>
                    <p class="remark-dates">{move || app.t(t::EVENTS)}</p>
                    {EventList::ALL.map(one_list)}
                </div>
            </Show>
            <div>
                <For each=move || 0..count.get() key=|index| *index let:index>
                    <One index spec picture change tools/>
                </For>
            </div>
        </Disclosure>
    }
}

/// A round number near a number.
fn rounded(coord: Coord) -> Coord {
    match coord {
        Coord::Number(value) if value.is_normal() => {
            let step = libm::pow(10.0, libm::floor(libm::log10(value.abs())) - 1.0);
            Coord::Number(libm::round(value / step) * step)
        }
        other => other,
    }
}

/// One remark.
#[component]
fn One(
    index: usize,
    spec: Memo<ChartSpec>,
    picture: Picture,
    change: Callback<FigureEdit>,
    tools: Tools,
) -> impl IntoView {
    let app = use_app();
    let remark = Memo::new(move |_| spec.with(|spec| spec.remarks.get(index).cloned().unwrap_or_default()));
    // Letters and small moves merge into one step to undo.
    let edit = move |edit: &dyn Fn(&mut Remark)| {
        let mut spec = spec.get_untracked();
        if let Some(remark) = spec.remarks.get_mut(index) {
            edit(remark);
        }
        change.run(FigureEdit::Kind(FigureKind::Chart(spec)));
    };
    let choose = move |with: &dyn Fn(&mut Remark)| {
        app.desk.end_gesture();
        edit(with);
        app.desk.end_gesture();
    };
    let remove = move |_| {
        let mut spec = spec.get_untracked();
        if index < spec.remarks.len() {
            spec.remarks.remove(index);
        }
        app.desk.end_gesture();
        change.run(FigureEdit::Kind(FigureKind::Chart(spec)));
    };
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let (Some(field), true) = (input.get(), tools.writing.get() == Some(index)) {
            tools.writing.set(None);
            // The words are put into the field after this.
            request_animation_frame(move || {
                field.focus().ok();
                field.select();
            });
        }
    });
    let form = Memo::new(move |_| remark.with(|remark| remark.form));
    let side = Memo::new(move |_| remark.with(|remark| remark.side));
    let name = move || {
        app.t(match form.get() {
            Form::Text => t::KIND_TEXT,
            Form::Line => t::KIND_LINE,
            Form::Range => t::RANGE,
        })
    };
    // The values that words can be tied to, by their place among the targets.
    let points = Memo::new(move |_| {
        picture.with(|picture| {
            let Some(Ok(drawn)) = picture else { return Vec::new() };
            let scene = &drawn.figure.scene;
            let spots = scene.plane.iter().flat_map(|plane| &plane.spots).take(MOST_POINTS);
            let named = |spot: &crate::scene::plane::Spot| {
                let target = scene.targets.get(spot.target)?;
                let label = match target.label.as_str() {
                    // Not written in advance, as of any picture with very many marks.
                    "" => crate::chart::told(&drawn.figure.twin, target.row, app.lang()),
                    label => label.to_owned(),
                };
                Some((Some(spot.x.clone()), spot.series.clone(), label))
            };
            spots.filter_map(named).filter(|(_, _, label)| !label.is_empty()).collect::<Vec<_>>()
        })
    });
    let point_options = Signal::derive(move || {
        let named = |(at, (_, _, label)): (usize, (Option<Coord>, Option<String>, String))| Choice::new(at, label);
        let mut options: Vec<Choice<usize>> = points.get().into_iter().enumerate().map(named).collect();
        // A value that is not in the picture now, because of a filter or of a closer look.
        options.push(Choice::new(usize::MAX, "–").disabled(true));
        options
    });
    let point = Signal::derive(move || {
        let now = remark.get();
        points.with(|points| {
            points.iter().position(|(at, series, _)| *at == now.at && *series == now.series).unwrap_or(usize::MAX)
        })
    });
    let on_point = Callback::new(move |at: usize| {
        if let Some((at, series, _)) = points.with_untracked(|points| points.get(at).cloned()) {
            choose(&|remark| {
                (remark.at, remark.series, remark.value) = (at.clone(), series.clone(), None);
            });
        }
    });
    let kind = Memo::new(move |_| {
        let side = side.get();
        with_plane(picture, |plane| {
            Some(match if side == Side::X { &plane.x } else { &plane.y } {
                Along::Numbers(_) => Kind::Number,
                along if along.in_time() => Kind::Day,
                Along::Days(_) => Kind::Day,
                Along::Slots(slots) => Kind::Names(slots.iter().map(|slot| slot.name.clone()).collect()),
            })
        })
    });
    let nudge = move |dx: f64, dy: f64| {
        edit(&|remark| {
            let (x, y) = remark.offset.unwrap_or((24.0, -24.0));
            remark.offset = Some((x + dx, y + dy));
        });
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        let step = if event.shift_key() { 4.0 * STEP_PX } else { STEP_PX };
        let (dx, dy) = match event.key().as_str() {
            "ArrowLeft" => (-step, 0.0),
            "ArrowRight" => (step, 0.0),
            "ArrowUp" => (0.0, -step),
            "ArrowDown" => (0.0, step),
            "Backspace" | "Delete" => {
                event.prevent_default();
                choose(&|remark| remark.offset = None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        nudge(dx, dy);
    };
    let id = format!("remark-{index}");
    let sides = vec![Choice::new(Side::X, t::SIDE_X), Choice::new(Side::Y, t::SIDE_Y)];
    view! {
        <div class="remark" role="group" aria-label=name>
            <div class="row apart">
                <strong>{name}</strong>
                <IconButton icon=IconName::Trash label=t::REMOVE on_press=remove/>
            </div>
            <div class="field">
                <label for=id.clone()>{move || app.t(t::TEXT)}</label>
                <input
                    id=id
                    node_ref=input
                    class="input"
                    type="text"
                    maxlength="160"
                    prop:value=move || remark.with(|remark| remark.text.clone())
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        edit(&|remark| remark.text.clone_from(&text));
                    }
                    on:blur=move |_| app.desk.end_gesture()
                />
            </div>
            <Show when=move || form.get() == Form::Text>
                <Select label=t::POINT options=point_options value=point on_choose=on_point/>
                <Checkbox
                    label=t::ARROW
                    checked=Signal::derive(move || remark.with(|remark| !remark.plain))
                    on_change=move |on: bool| choose(&|remark| remark.plain = !on)
                />
            </Show>
            <Show when=move || form.get() != Form::Text>
                <Select label=t::SIDE options=Signal::stored(sides.clone()) value=side
                    on_choose=Callback::new(move |side: Side| choose(&|remark| {
                        (remark.side, remark.at, remark.to) = (side, None, None);
                    }))/>
                {move || {
                    let label = if form.get() == Form::Range { t::FROM } else { t::LINE_AT };
                    kind.get().map(|kind| view! {
                        <Place label kind value=Signal::derive(move || remark.with(|remark| remark.at.clone()))
                            on_set=Callback::new(move |at: Option<Coord>| choose(&|remark| remark.at.clone_from(&at)))/>
                    })
                }}
                <Show when=move || form.get() == Form::Range>
                    {move || kind.get().map(|kind| view! {
                        <Place label=t::TO kind value=Signal::derive(move || remark.with(|remark| remark.to.clone()))
                            on_set=Callback::new(move |to: Option<Coord>| choose(&|remark| remark.to.clone_from(&to)))/>
                    })}
                </Show>
            </Show>
            <div class="field">
                <div class="nudge" role="group" aria-label=move || format!("{}. {}", app.t(t::MOVE), app.t(t::MOVE_HELP)) on:keydown=keys>
                    <span class="soft small">{move || app.t(t::MOVE)}</span>
                    <IconButton icon=IconName::ChevronLeft label=t::LEFT on_press=move |_| nudge(-STEP_PX, 0.0)/>
                    <IconButton icon=IconName::ChevronUp label=t::UP on_press=move |_| nudge(0.0, -STEP_PX)/>
                    <IconButton icon=IconName::ChevronDown label=t::DOWN on_press=move |_| nudge(0.0, STEP_PX)/>
                    <IconButton icon=IconName::ChevronRight label=t::RIGHT on_press=move |_| nudge(STEP_PX, 0.0)/>
                </div>
            </div>
        </div>
    }
}

/// A value on an axis: a number, a day, or one of its names.
#[component]
fn Place(label: Message, kind: Kind, value: Signal<Option<Coord>>, on_set: Callback<Option<Coord>>) -> impl IntoView {
    let app = use_app();
    let id = crate::ui::kit::unique_id("place");
    if let Kind::Names(names) = kind {
        let options: Vec<Choice<Option<Coord>>> = std::iter::once(Choice::new(None, "–"))
            .chain(names.into_iter().map(|name| Choice::new(Some(Coord::Text(name.clone())), name)))
            .collect();
        return view! { <Select label=label options=Signal::stored(options) value=value on_choose=on_set/> }.into_any();
    }
    let number = kind == Kind::Number;
    let shown = move || match value.get() {
        Some(Coord::Number(value)) if number => value.to_string(),
        Some(coord) if !number => coord.day().map(crate::base::date::iso).unwrap_or_default(),
        _ => String::new(),
    };
    let take = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        on_set.run(if number {
            text.trim().parse::<f64>().ok().filter(|value| value.is_finite()).map(Coord::Number)
        } else {
            Some(Coord::Text(text)).filter(|coord| coord.day().is_some())
        });
    };
    view! {
        <div class="field">
            <label for=id.clone()>{move || app.t(label)}</label>
            <input id=id class="input" type=if number { "number" } else { "date" } step="any" prop:value=shown on:change=take/>
        </div>
    }
    .into_any()
}
