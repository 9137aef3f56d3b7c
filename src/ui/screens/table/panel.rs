//! A column's panel: summary, filter, order, and the reading proof.

use leptos::prelude::*;

use super::filter::Filter;
use super::{steps as edit, words};
use crate::base::date;
use crate::base::lang::Lang;
use crate::base::note::{NoteCode, Problem};
use crate::base::number::{self, format_number};
use crate::engine::protocol::{Job, Output, Profile};
use crate::i18n::{extent, notes, table as t};
use crate::query::{SortKey, Step};
use crate::story::{Command, Id};
use crate::table::{Evidence, Extent, Field, Reading, Role, RoleVerdict, TableInfo};
use crate::ui::kit::{Button, Choice, Panel, ProblemNotice, Select};
use crate::ui::state::use_app;

/// The panel of the selected column; nothing when none is selected.
#[component]
pub(super) fn ColumnPanel(
    id: Id,
    info: Signal<TableInfo>,
    selected: RwSignal<Option<String>>,
    steps: Memo<Vec<Step>>,
    set_steps: Callback<Vec<Step>>,
) -> impl IntoView {
    let app = use_app();
    let field = Memo::new(move |_| {
        selected.with(|selected| {
            selected
                .as_ref()
                .and_then(|name| info.with(|info| info.fields.iter().find(|field| field.name == *name).cloned()))
        })
    });
    // The panel stays while a reading of its column changes; only another column is another panel.
    let name = Memo::new(move |_| field.with(|field| field.as_ref().map(|field| field.name.clone())));
    let profile = RwSignal::new(None::<Result<Profile, Problem>>);
    // What the filter offers: its own choices must not take the other values away.
    let offered = RwSignal::new((Vec::new(), 0_u64));
    let reading = Memo::new(move |_| field.with(|field| field.as_ref().map(|field| field.reading)));
    // 0 and 1 that stand for no and yes are chosen like words.
    let few = Memo::new(move |_| {
        field.with(|field| {
            field
                .as_ref()
                .is_some_and(|field| matches!(field.reading, Reading::Number(_)) && field.role() == Role::Boolean)
        })
    });
    let table = Memo::new(move |_| info.with(|info| info.table));
    let asked = StoredValue::new(0_u32);
    Effect::new(move |before: Option<Option<String>>| {
        let now = name.get();
        if before.is_some_and(|before| before != now) {
            // Nothing of another column may be seen under this one's name.
            profile.set(None);
            offered.set((Vec::new(), 0));
        }
        let column = now.clone()?;
        let (table, steps) = (table.get(), steps.get());
        reading.track();
        few.track();
        let turn = asked.get_value() + 1;
        asked.set_value(turn);
        leptos::task::spawn_local(async move {
            let ask = async |steps: Vec<Step>| match app
                .engine
                .ask(Job::Profile { table, column: column.clone(), steps: steps.into() })
                .await
            {
                Ok(Output::Profile(profile)) => Ok(profile),
                Ok(other) => Err(crate::ui::state::unexpected(&other)),
                Err(problem) => Err(problem),
            };
            let steps = edit::filters(&steps);
            let others = edit::with_conditions(&steps, &column, Vec::new());
            let around = if others == steps { None } else { ask(others).await.ok() };
            let answer = ask(steps).await;
            if asked.try_get_value() != Some(turn) {
                return;
            }
            if let Some(known) = around.as_ref().or(answer.as_ref().ok()) {
                offered.set(if few.get_untracked() { zero_one(known) } else { (known.top.clone(), known.distinct) });
            }
            profile.set(Some(answer));
        });
        now
    });
    let summary = move || match (profile.get(), field.get()) {
        (Some(Ok(profile)), Some(field)) => view! { <Summary profile field lang=app.lang()/> }.into_any(),
        (Some(Err(problem)), _) => view! { <ProblemNotice problem/> }.into_any(),
        _ => view! { <p class="skeleton-line" aria-hidden="true"></p> }.into_any(),
    };
    let sort_button = move |descending: bool| {
        let message = if descending { t::SORT_DOWN } else { t::SORT_UP };
        let is_on = move || {
            let name = name.get();
            edit::sort_keys(&steps.get())
                .iter()
                .any(|key| Some(&key.column) == name.as_ref() && key.descending == descending)
        };
        view! {
            <button
                type="button"
                class="button"
                aria-pressed=move || is_on().to_string()
                on:click=move |_| {
                    let Some(column) = name.get_untracked() else { return };
                    let key = (!is_on()).then_some(SortKey { column, descending });
                    set_steps.run(edit::with_sort(&steps.get_untracked(), key));
                }
            >
                {move || app.t(message)}
            </button>
        }
    };
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(name.with(Option::is_some)));
    // Closed by its own button or Escape, the panel's column is no longer selected.
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            selected.set(None);
        }
        is
    });
    let filter = move || {
        let column = name.get()?;
        let reading = reading.get()?;
        Some(view! { <Filter column reading few=few.get() top=offered.into() lang=app.lang() steps set_steps/> })
    };
    view! {
        <Panel open title=move || name.get().unwrap_or_default()>
            {summary}
            <div class="button-row">{sort_button(false)} {sort_button(true)}</div>
            {filter}
            {move || field.get().map(|field| view! { <Proof id field lang=app.lang()/> })}
        </Panel>
    }
}

/// How often a column of nothing but 0 and 1 has each, and that there are two.
fn zero_one(profile: &Profile) -> (Vec<(String, u64)>, u64) {
    let ones = profile.sum.map_or(0, |sum| sum.round().max(0.0) as u64);
    let both = [("1", ones), ("0", profile.present.saturating_sub(ones))];
    (both.map(|(text, count)| (text.to_owned(), count)).into(), 2)
}

/// A number or date of a profile, as people read it.
fn value_text(value: f64, reading: Reading, whole: bool, lang: Lang) -> String {
    match reading {
        Reading::Date(_) => date::format_short(value.round() as i32, lang),
        _ => format_number(value, if whole { 1 } else { 3 }, lang),
    }
}

#[component]
fn Summary(profile: Profile, field: Field, lang: Lang) -> impl IntoView {
    let row = |message: crate::i18n::Message, value: String| {
        view! { <div class="fact"><dt>{message.text(lang)}</dt><dd>{value}</dd></div> }
    };
    let is_date = matches!(field.reading, Reading::Date(_));
    let mut facts = vec![
        row(t::PRESENT, words::count(profile.present, lang)),
        row(t::MISSING, words::count(profile.missing, lang)),
        row(t::DISTINCT, words::count(profile.distinct, lang)),
    ];
    if let Some((smallest, largest, mean, median)) = profile.range {
        let text = |value: f64| value_text(value, field.reading, field.whole, lang);
        facts.push(row(if is_date { t::EARLIEST } else { t::SMALLEST }, text(smallest)));
        facts.push(row(if is_date { t::LATEST } else { t::LARGEST }, text(largest)));
        // The mean of years, codes or degrees would be a number without a meaning.
        let role = field.role();
        if role.averages() {
            facts.push(row(t::MEAN, text(mean)));
            facts.push(row(t::MEDIAN, text(median)));
        }
        if let (true, Some(sum)) = (role.adds_up(), profile.sum) {
            facts.push(row(t::SUM, text(sum)));
        }
    }
    let histogram = profile.range.map(|(smallest, largest, _, _)| {
        let label = t::HISTOGRAM.with(lang, &[
            ("from", &value_text(smallest, field.reading, field.whole, lang)),
            ("to", &value_text(largest, field.reading, field.whole, lang)),
        ]);
        let highest = profile.histogram.iter().copied().max().unwrap_or(0).max(1) as f64;
        let bars = profile
            .histogram
            .iter()
            .enumerate()
            .map(|(index, count)| {
                let height = (*count as f64 / highest * 40.0).max(if *count > 0 { 1.0 } else { 0.0 });
                view! { <rect x=index as f64 * 10.0 y=40.0 - height width="9" height=height></rect> }
            })
            .collect_view();
        view! { <svg class="histogram" viewBox="0 0 200 40" preserveAspectRatio="none" role="img" aria-label=label>{bars}</svg> }
    });
    let short_range = profile.range.map(|(smallest, largest, _, _)| {
        let short = |value: f64| {
            if is_date { date::format_short(value.round() as i32, lang) } else { number::format_short(value, lang) }
        };
        view! { <p class="histogram-range"><span>{short(smallest)}</span><span>{short(largest)}</span></p> }
    });
    view! {
        <section class="panel-section">
            <h3>{t::SUMMARY.text(lang)}</h3>
            {histogram}
            {short_range}
            <dl class="facts">{facts}</dl>
        </section>
    }
}

/// What the column is about, with the reasons: what charts and maps go by. The person may know better.
#[component]
fn About(id: Id, column: String, reading: Reading, verdict: RoleVerdict, lang: Lang) -> impl IntoView {
    let app = use_app();
    let name = |role: Role| notes::role_name(role.name()).map_or("", |message| message.text(lang));
    let is_chosen = verdict.why.iter().any(|note| note.code == NoteCode::RoleChosen);
    // First what the reader holds possible, then all else that a column read so can be about.
    let mut roles = vec![verdict.role];
    for role in verdict.others.iter().copied().chain(Role::ALL.into_iter().filter(|role| role.fits(reading))) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let options: Vec<Choice<Role>> = roles.into_iter().map(|role| Choice::new(role, name(role))).collect();
    let set = move |role: Option<Role>| {
        if app.desk.change(app, Command::SetRole { source: id, column: column.clone(), role }) {
            app.say_undo(t::ROLE_DONE.with(lang, &[("column", &column)]));
        }
    };
    let forget = set.clone();
    let why = verdict.why.iter().map(|note| view! { <li>{notes::sentence(note, lang)}</li> }).collect_view();
    view! {
        <Select label=t::ABOUT options=options value=verdict.role on_choose=move |role| set(Some(role))/>
        <ul class="reasons">{why}</ul>
        {is_chosen.then(|| view! { <Button label=t::ROLE_FORGET class="small" on_press=move |_| forget(None)/> })}
    }
}

/// Three raw cells, what was understood, the evidence in words, and the other ways to read.
#[component]
fn Proof(id: Id, field: Field, lang: Lang) -> impl IntoView {
    let app = use_app();
    let Evidence { filled, missing, fitting, telling, samples, alternatives, ambiguous, role, marks, notation } =
        field.evidence;
    let about = role.map(|verdict| view! { <About id column=field.name.clone() reading=field.reading verdict lang/> });
    let rows = samples
        .into_iter()
        .map(|sample| {
            let read = match (&sample.read, field.reading) {
                (None, _) => t::PROOF_MISSING.text(lang).to_owned(),
                (Some(read), Reading::Number(_)) => {
                    read.parse::<f64>().map_or_else(|_| read.clone(), |value| format_number(value, 6, lang))
                }
                (Some(read), Reading::Date(_)) => {
                    date::parse_iso(read).map_or_else(|| read.clone(), |days| date::format_long(days, lang))
                }
                (Some(read), _) => read.clone(),
            };
            view! { <tr><td><code>{sample.raw}</code></td><td aria-hidden="true">"→"</td><td>{read}</td></tr> }
        })
        .collect_view();
    let numeric_evidence = !matches!(field.reading, Reading::Text);
    let sentence = [
        numeric_evidence.then(|| {
            t::PROOF_FIT
                .with(lang, &[("fitting", &words::count(fitting, lang)), ("filled", &words::count(filled, lang))])
        }),
        (numeric_evidence && telling > 0).then(|| {
            t::PROOF_TELLING.with(lang, &[("telling", &words::count(telling, lang)), ("n", &telling.to_string())])
        }),
        (missing > 0).then(|| {
            t::PROOF_MISSING_COUNT.with(lang, &[("missing", &words::count(missing, lang)), ("n", &missing.to_string())])
        }),
    ];
    let sentence = sentence.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let marks = marks
        .iter()
        .map(|note| {
            let arg = |at: usize| note.args.get(at).map_or("", String::as_str);
            let (count, n) = (words::count(note.count, lang), note.count.to_string());
            let args = [("count", count.as_str()), ("n", n.as_str()), ("mark", arg(1))];
            let of_header = note.code == NoteCode::MarkedHeader;
            let sentence = if of_header { t::PROOF_MARKED_HEADER } else { t::PROOF_MARKED };
            view! { <li>{sentence.with(lang, &args)}" "{notes::mark_means(arg(1), arg(2), lang)}</li> }
        })
        .collect_view();
    let notation = notation.iter().map(|note| view! { <li>{notes::sentence(note, lang)}</li> }).collect_view();
    // Text and code are always possible: nothing is lost by keeping what is written.
    let mut choices = vec![field.reading];
    for choice in alternatives.into_iter().chain([Reading::Text, Reading::Code]) {
        if !choices.contains(&choice) {
            choices.push(choice);
        }
    }
    // Always in one order: a choice that jumps away under the finger is no choice.
    choices.sort_by_key(|choice| words::order(*choice));
    // At its portal a column is what the portal declares.
    let is_kept = app.desk.source(id).is_some_and(|source| source.extent == Extent::Portal);
    let column = field.name.clone();
    let group = format!("reading-{}", column.len());
    let radios = choices
        .into_iter()
        .map(|choice| {
            let column = column.clone();
            let choose = move |_| {
                // The table follows the document.
                if app.desk.change(app, Command::SetReading { source: id, column: column.clone(), reading: choice }) {
                    app.say_undo(t::REREAD_DONE.with(lang, &[("column", &column)]));
                }
            };
            view! {
                <label class="check">
                    <input type="radio" name=group.clone() prop:checked=choice == field.reading on:change=choose/>
                    <span>{words::reading(choice, lang)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <section class="panel-section">
            <h3>{t::PROOF.text(lang)}</h3>
            {ambiguous.then(|| view! { <p class="notice warn">{t::PROOF_AMBIGUOUS.text(lang)}</p> })}
            <table class="proof">
                <thead>
                    <tr><th scope="col">{t::PROOF_RAW.text(lang)}</th><td></td><th scope="col">{t::PROOF_READ.text(lang)}</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="soft">{sentence}</p>
            <ul class="reasons">{marks}{notation}</ul>
            {about}
            {if is_kept {
                view! { <p class="soft small">{extent::TYPES_KEPT.text(lang)}</p> }.into_any()
            } else {
                view! {
                    <fieldset class="choices">
                        <legend>{t::READ_AS.text(lang)}</legend>
                        {radios}
                    </fieldset>
                }
                .into_any()
            }}
        </section>
    }
}
