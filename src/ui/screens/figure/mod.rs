//! Grafik and Peta: one figure of the document, its picture at the left, its choices at the right.

mod asides;
pub mod bench_chart;
pub mod bench_map;
mod chart_choices;
mod checks;
mod choice;
pub mod data;
pub mod export;
pub mod export_joined;
mod filters;
pub mod lone;
mod map_choices;
pub mod map_hands;
mod map_histogram;
mod map_kind_choices;
mod matches;
mod outline_choices;
pub mod plot;
mod proposals;
mod rates;
mod remarks;
mod shape;
mod spec;
pub mod streets;
mod style_choices;
mod tools;
mod twin;
pub mod view;

use leptos::prelude::*;

use self::asides::{Faults, Splits};
use self::chart_choices::ChartChoices;
use self::checks::Checks;
use self::data::{Lowered, Stage};
use self::map_choices::{MapChoices, Report};
use self::matches::{Matches, Together};
use self::outline_choices::OutlineChoices;
use self::proposals::Proposals;
use self::rates::RateOffer;
use self::remarks::Remarks;
use self::style_choices::StyleChoices;
use self::tools::{Bar, Tools};
use self::view::FigureView;
use crate::i18n::figure as t;
use crate::place::At;
use crate::query::Step;
use crate::scene::sight::Sight;
use crate::scene::style::Style;
use crate::story::{Command, Content, Figure, FigureKind, Id};
use crate::ui::kit::{Disclosure, Link, ScreenTitle};
use crate::ui::state::{App, TableStatus, use_app};

/// A figure's name in lists: its headline, else what it is and of what.
pub fn name(app: App, figure: &Figure) -> String {
    if !figure.title.trim().is_empty() {
        return figure.title.clone();
    }
    let kind = match figure.kind {
        FigureKind::Chart(_) => t::CHART,
        FigureKind::Map(_) => t::MAP,
        FigureKind::Table { .. } => t::TABLE,
    };
    let source = app.desk.document.with(|document| {
        document.sources.iter().find(|source| source.id == figure.source).map(|source| source.title.clone())
    });
    match source {
        Some(source) => format!("{}: {source}", app.t(kind)),
        None => app.t(kind).to_owned(),
    }
}

/// Grafik and Peta: edits one figure of the document.
#[component]
pub fn FigureScreen(
    /// The figure.
    id: u32,
) -> impl IntoView {
    let app = use_app();
    let id = Id(id);
    let figure = Memo::new(move |_| {
        app.desk.document.with(|document| document.figures.iter().find(|figure| figure.id == id).cloned())
    });
    let exists = Memo::new(move |_| figure.with(Option::is_some));
    move || {
        if !app.desk.loaded.get() {
            return view! { <p class="skeleton block" role="status"><span class="hidden-visually">{app.t(t::DRAWING)}</span></p> }.into_any();
        }
        if exists.get() {
            view! { <Editor id figure/> }.into_any()
        } else {
            view! {
                <div class="empty">
                    <ScreenTitle title=t::GONE/>
                    <Link at=At::Home>{move || app.t(t::GO_HOME)}</Link>
                </div>
            }
            .into_any()
        }
    }
}

/// Picture and choices.
#[component]
fn Editor(id: Id, figure: Memo<Option<Figure>>) -> impl IntoView {
    let app = use_app();
    let width_px = RwSignal::new(if app.wide.get_untracked() { 720.0 } else { 328.0 });
    let sight = RwSignal::new(Sight::Normal);
    let stage = data::follow(app, figure);
    let picture = view::drawn(app, figure, stage, width_px.into());
    // What a person sees as the screen's name must not change with every letter of the headline.
    let heading = Memo::new(move |_| {
        figure.with(|figure| figure.as_ref().map(|figure| matches!(figure.kind, FigureKind::Map(_))))
    });
    let sentence = Memo::new(move |_| {
        picture.with(|picture| {
            picture.as_ref().and_then(|picture| picture.as_ref().ok()).map(|drawn| drawn.figure.sentence.clone())
        })
    });
    let change = Callback::new(move |edit: FigureEdit| {
        let Some(mut figure) = figure.get_untracked() else { return };
        match edit {
            FigureEdit::Title(title) => figure.title = title,
            FigureEdit::Description(description) => figure.description = description,
            FigureEdit::Kind(kind) => figure.kind = kind,
            FigureEdit::Steps(steps) => figure.steps = steps,
            FigureEdit::Style(style) => figure.style = style,
        }
        app.desk.change(app, Command::SetFigure(Box::new(figure)));
    });
    let tools = Tools::provide(app, figure, stage, picture, change);
    let fields = Memo::new(move |_| {
        let source = figure.with(|figure| figure.as_ref().map(|figure| figure.source));
        source.and_then(|source| app.tables.get(source)).and_then(|table| match table.status.get() {
            TableStatus::Ready(info) => Some(info.fields),
            _ => None,
        })
    });
    let has_shapes = Memo::new(move |_| {
        let source = figure.with(|figure| figure.as_ref().map(|figure| figure.source));
        source
            .and_then(|source| app.tables.get(source))
            .is_some_and(|table| table.status.with(|status| matches!(status, TableStatus::Ready(info) if info.shapes)))
    });
    let of_rows = Memo::new(move |_| {
        stage.with(|stage| {
            matches!(stage, Stage::Ready { lowered: Lowered::Map(lowered), .. } if crate::map::is_of_rows(&lowered.spec))
        })
    });
    let back = move || {
        figure.with(|figure| figure.as_ref().map(|figure| figure.source)).map(|source| {
            let at = app.desk.source(source).map_or(At::Home, |source| view_of_source(&source));
            view! { <Link at=at>{move || app.t(t::BACK_TO_TABLE)}</Link> }
        })
    };
    let is_chart = Memo::new(move |_| {
        figure.with(|figure| figure.as_ref().map(|figure| matches!(figure.kind, FigureKind::Chart(_))))
    });
    let proposals =
        move || (is_chart.get() == Some(true)).then(|| view! { <Proposals figure fields has_shapes change/> });
    let choices = move || match (is_chart.get(), heading.get()) {
        (Some(true), _) => view! { <ChartChoices figure fields stage change/> }.into_any(),
        (_, Some(true)) => view! {
            <MapChoices figure fields has_shapes stage picture change/>
            <Together figure fields stage change/>
            <Splits stage/>
            // What is drawn from the table itself needs no outlines.
            <Show when=move || !of_rows.get() fallback=move || view! { <Faults figure stage/> }>
                <OutlineChoices figure stage change/>
            </Show>
        }
        .into_any(),
        _ => ().into_any(),
    };
    let colors = move || heading.get().is_some().then(|| view! { <StyleChoices figure picture sight change/> });
    view! {
        <header class="screen-head">
            <div class="crumbs">{back}</div>
            <ScreenTitle title=move || match heading.get() {
                Some(true) => app.t(t::MAP),
                _ => figure.with(|figure| match figure.as_ref().map(|figure| &figure.kind) {
                    Some(FigureKind::Table { .. }) => app.t(t::TABLE),
                    _ => app.t(t::CHART),
                }),
            }/>
        </header>
        <div class="figure-editor">
            <div class="figure-main">
                {move || (heading.get() == Some(true)).then(|| view! { <Report stage figure change/> <Matches figure stage change/> })}
                <FigureView figure stage picture width_px sight/>
                <Show when=move || is_chart.get() == Some(true)><Bar figure stage picture change tools/></Show>
                <Show when=move || heading.get() == Some(true)><RateOffer figure fields picture change/></Show>
                <Checks figure stage picture change/>
                <FigureActions id figure stage picture/>
            </div>
            <section class="figure-choices" aria-label=move || app.t(t::SETTINGS)>
                {proposals}
                <Words figure sentence change/>
                {choices}
                {colors}
                <Show when=move || is_chart.get() == Some(true)><Remarks figure picture change tools/></Show>
                <Reasons stage/>
            </section>
        </div>
    }
}

/// The address of a source's table: the stable one where it has one.
pub fn view_of_source(source: &crate::story::Source) -> At {
    use crate::story::Origin;
    match &source.origin {
        Origin::Resource { portal, dataset, resource } => {
            At::Resource { portal: portal.address.clone(), dataset: dataset.clone(), resource: resource.id.clone() }
        }
        Origin::Url(url) => At::Data { url: url.clone() },
        Origin::File { .. } => At::Source { id: source.id.0 },
    }
}

/// A change of a figure.
#[expect(clippy::large_enum_variant, reason = "an edit is made and handed on, never kept")]
enum FigureEdit {
    Title(String),
    Description(String),
    Kind(FigureKind),
    Steps(Vec<Step>),
    Style(Style),
}

/// Headline and description.
#[component]
fn Words(figure: Memo<Option<Figure>>, sentence: Memo<Option<String>>, change: Callback<FigureEdit>) -> impl IntoView {
    let app = use_app();
    let title = Memo::new(move |_| {
        figure.with(|figure| figure.as_ref().map(|figure| figure.title.clone()).unwrap_or_default())
    });
    let description = Memo::new(move |_| {
        figure.with(|figure| figure.as_ref().map(|figure| figure.description.clone()).unwrap_or_default())
    });
    let offer = move || sentence.get().is_some_and(|sentence| !sentence.is_empty() && sentence != title.get());
    view! {
        <div class="field">
            <label for="figure-title">{move || app.t(t::HEADLINE)}</label>
            <textarea
                id="figure-title"
                class="input"
                rows="2"
                maxlength="300"
                aria-describedby="figure-title-hint"
                prop:value=title
                on:input=move |event| change.run(FigureEdit::Title(event_target_value(&event).replace('\n', " ")))
                on:blur=move |_| app.desk.end_gesture()
            ></textarea>
            <p id="figure-title-hint" class="field-hint">{move || app.t(t::HEADLINE_HINT)}</p>
            <Show when=offer>
                <button
                    type="button"
                    class="button quiet small"
                    on:click=move |_| {
                        app.desk.end_gesture();
                        if let Some(sentence) = sentence.get_untracked() {
                            change.run(FigureEdit::Title(crate::chart::headline(&sentence)));
                        }
                    }
                >
                    {move || app.t(t::USE_SENTENCE)}
                </button>
            </Show>
        </div>
        <div class="field">
            <label for="figure-description">{move || app.t(t::DESCRIPTION)}</label>
            <input
                id="figure-description"
                class="input"
                type="text"
                maxlength="300"
                aria-describedby="figure-description-hint"
                prop:value=description
                on:input=move |event| change.run(FigureEdit::Description(event_target_value(&event)))
                on:blur=move |_| app.desk.end_gesture()
            />
            <p id="figure-description-hint" class="field-hint">{move || app.t(t::DESCRIPTION_HINT)}</p>
        </div>
    }
}

/// Why the picture is as it is.
#[component]
fn Reasons(stage: RwSignal<Stage>) -> impl IntoView {
    let reasons = Memo::new(move |_| {
        stage.with(|stage| match stage {
            Stage::Ready { lowered, .. } => lowered.reasons().to_vec(),
            _ => Vec::new(),
        })
    });
    view! {
        <Show when=move || !reasons.with(Vec::is_empty)>
            <Disclosure title=t::WHY class="slim">
                <ul class="reasons">{move || reasons.get().into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view()}</ul>
            </Disclosure>
        </Show>
    }
}

/// Story, files, away with it.
#[component]
fn FigureActions(
    id: Id,
    figure: Memo<Option<Figure>>,
    stage: RwSignal<Stage>,
    picture: Memo<Option<Result<data::Drawn, crate::base::note::Problem>>>,
) -> impl IntoView {
    let app = use_app();
    let in_story = Memo::new(move |_| {
        app.desk.document.with(|document| document.blocks.iter().any(|block| block.content == Content::Figure(id)))
    });
    let ready = move || picture.with(|picture| matches!(picture, Some(Ok(_))));
    let add = move |_| {
        app.desk.end_gesture();
        // From now on the figure looks as it looks now, whatever later versions would derive.
        if let (Some(figure), Stage::Ready { lowered, .. }) = (figure.get_untracked(), stage.get_untracked()) {
            let kind = lowered.complete(&figure.kind);
            app.desk.change(app, Command::SetFigure(Box::new(Figure { kind, ..figure })));
        }
        let at = app.desk.document.with_untracked(|document| document.blocks.len());
        if app.desk.change(app, Command::AddBlock { at, content: Content::Figure(id) }) {
            app.say(t::ADDED.text(app.prefs.lang.get_untracked()));
        }
    };
    let remove = move |_| {
        let back = figure
            .with_untracked(|figure| figure.as_ref().and_then(|figure| app.desk.source(figure.source)))
            .map_or(At::Home, |source| view_of_source(&source));
        if app.desk.change(app, Command::RemoveFigure(id)) {
            app.say_undo(t::DELETED.text(app.prefs.lang.get_untracked()));
            app.go(back);
        }
    };
    view! {
        <div class="figure-actions">
            {move || if in_story.get() {
                view! { <Link at=At::Story class="button primary">{move || app.t(t::IN_STORY)}</Link> }.into_any()
            } else {
                view! {
                    <button type="button" class="button primary" disabled=move || !ready() on:click=add>{move || app.t(t::ADD_TO_STORY)}</button>
                }
                .into_any()
            }}
            <export::Export figure stage ready=Signal::derive(ready)/>
            <button type="button" class="button quiet" on:click=remove>{move || app.t(t::DELETE)}</button>
        </div>
    }
}
