//! A figure as it stands in a story and in the editor: headline, picture, sentence, source, table twin.

use leptos::html;
use leptos::prelude::*;

use super::data::{self, Drawn, Stage};
use super::map_hands::{Hands, MapHands};
use super::plot::Plot;
use super::twin::{Order, Twin};
use crate::base::note::Problem;
use crate::base::number::format_number;
use crate::i18n::{dataset, figure as t, notes};
use crate::map::Mark;
use crate::region::Level;
use crate::scene::sight::Sight;
use crate::story::{Figure, FigureKind, source_line_of};
use crate::table::ResultTable;
use crate::ui::kit::{Disclosure, Notice, ProblemNotice, Tone, follow_width};
use crate::ui::state::{App, use_app};

/// Widest picture on the page, in CSS pixels.
pub const WIDEST_PX: f64 = 960.0;
/// Narrowest picture that is drawn, in CSS pixels.
const NARROWEST_PX: f64 = 280.0;

/// The source line of a figure, with the outlines' source where it shows any.
pub fn source_of(app: App, figure: &Figure, attribution: Option<&str>) -> String {
    let line = app.desk.document.with(|document| {
        document
            .sources
            .iter()
            .find(|source| source.id == figure.source)
            .map(|source| source_line_of(source, app.lang()))
            .unwrap_or_default()
    });
    match attribution {
        Some(attribution) if !attribution.is_empty() => format!("{line} · {attribution}"),
        _ => line,
    }
}

/// The picture of a stage at a width, tracked on language and theme.
pub fn drawn(
    app: App,
    figure: Memo<Option<Figure>>,
    stage: RwSignal<Stage>,
    width_px: Signal<f64>,
) -> Memo<Option<Result<Drawn, Problem>>> {
    let style = Memo::new(move |_| {
        figure.with(|figure| figure.as_ref().map(|figure| figure.style.clone())).unwrap_or_default()
    });
    Memo::new(move |_| {
        let width = width_px.get();
        let dark = app.prefs.dark.get();
        let theme = style.with(|style| style.theme(dark));
        stage.with(|stage| match stage {
            Stage::Ready { lowered, data, .. } => data::draw_on_page(app, lowered, data, (width, 0.0), &theme),
            Stage::Failed(problem) => Some(Err(problem.clone())),
            Stage::Waiting | Stage::NeedsFile(_) => None,
        })
    })
}

/// The figure with everything that belongs to it; `stage` and `picture` come from [`data::follow`] and
/// [`drawn`], so that an editor around it can use them too.
#[component]
pub fn FigureView(
    /// The figure.
    figure: Memo<Option<Figure>>,
    /// Where it stands.
    stage: RwSignal<Stage>,
    /// Its picture.
    picture: Memo<Option<Result<Drawn, Problem>>>,
    /// Set to the width that is available, in CSS pixels.
    width_px: RwSignal<f64>,
    /// As whom to show it.
    #[prop(optional, into)]
    sight: Signal<Sight>,
) -> impl IntoView {
    let app = use_app();
    let frame = NodeRef::<html::Figure>::new();
    follow_width(frame, width_px, |width| {
        (width - 2.0 * f64::from(FRAME_PADDING_PX)).clamp(NARROWEST_PX, WIDEST_PX).round()
    });

    let is_table = Memo::new(move |_| {
        figure.with(|figure| figure.as_ref().is_some_and(|figure| matches!(figure.kind, FigureKind::Table { .. })))
    });
    let scene = Memo::new(move |_| {
        picture.with(|picture| {
            picture
                .as_ref()
                .and_then(|picture| picture.as_ref().ok())
                .map(|drawn| sight.get().scene(&drawn.figure.scene))
                .unwrap_or_default()
        })
    });
    // What stands here, not how it looks: a picture that changes must not be built anew.
    let body = Memo::new(move |_| {
        let waits = stage.with(|stage| match stage {
            Stage::NeedsFile(name) => Some(name.clone()),
            _ => None,
        });
        waits.map_or_else(
            || {
                picture.with(|picture| match picture {
                    None => Body::Waiting,
                    Some(Err(problem)) => Body::Failed(problem.clone()),
                    Some(Ok(drawn)) if is_table.get() => Body::Table(drawn.figure.twin.clone()),
                    Some(Ok(_)) => Body::Picture,
                })
            },
            Body::NeedsFile,
        )
    });
    let hands = Hands::new(stage, picture);
    let order = RwSignal::new(Order::None);
    // Regions with one value each have a rank among each other.
    let ranked = move || {
        stage.with_untracked(|stage| match stage {
            Stage::Ready { lowered: data::Lowered::Map(lowered), .. } => {
                matches!(lowered.spec.mark, Some(Mark::Choropleth | Mark::Symbols | Mark::Dots))
            }
            _ => false,
        })
    };
    let body = move || match body.get() {
        Body::NeedsFile(name) => {
            let at =
                figure.with(|figure| figure.as_ref().map(|figure| crate::place::At::Source { id: figure.source.0 }));
            view! {
                <div class="notice warn"><div>
                    <p>{move || app.tf(t::NEEDS_FILE, &[("name", &name)])}</p>
                    {at.map(|at| view! { <crate::ui::kit::Link at=at>{move || app.t(t::BACK_TO_TABLE)}</crate::ui::kit::Link> })}
                </div></div>
            }
            .into_any()
        }
        Body::Failed(problem) => view! { <ProblemNotice problem/> }.into_any(),
        Body::Table(table) => view! { <Twin table lang=app.lang() order/> }.into_any(),
        Body::Picture => {
            let tell = Callback::new(move |row: usize| {
                picture.with_untracked(|picture| match picture {
                    Some(Ok(drawn)) => crate::chart::told(&drawn.figure.twin, row, app.lang()),
                    _ => String::new(),
                })
            });
            view! {
                <Plot scene tell hands/>
                <MapHands hands/>
            }
            .into_any()
        }
        Body::Waiting => view! {
            <p class="figure-waiting" role="status">
                <span class="skeleton block"></span>
                <span class="hidden-visually">{move || app.t(t::DRAWING)}</span>
            </p>
        }
        .into_any(),
    };
    // The parts below change with the picture but must not rebuild it.
    let of_picture =
        move |wanted: fn(&Drawn) -> bool| picture.with(|picture| matches!(picture, Some(Ok(drawn)) if wanted(drawn)));
    let has = Memo::new(move |_| of_picture(|_| true));
    let sentence = move || {
        picture.with(|picture| {
            picture
                .as_ref()
                .and_then(|picture| picture.as_ref().ok())
                .map(|drawn| drawn.figure.sentence.clone())
                .unwrap_or_default()
        })
    };
    let remarks = move || {
        let lang = app.lang();
        picture.with(|picture| {
            picture.as_ref().and_then(|picture| picture.as_ref().ok()).map(|drawn| {
                drawn.figure.notes.iter().map(|note| view! { <p>{notes::sentence(note, lang)}</p> }).collect_view()
            })
        })
    };
    let kept = move || stage.with(|stage| matches!(stage, Stage::Ready { kept: true, .. }));
    // What is drawn from a part of the data says so.
    let part = move || {
        let id = figure.with(|figure| figure.as_ref().map(|figure| figure.source));
        let rows = app.desk.document.with(|document| document.source(id?)?.extent.first_rows())?;
        let rows = format_number(rows as f64, 0, app.lang());
        Some(view! { <p>{app.tf(dataset::PART, &[("n", &rows)])}</p> })
    };
    let source = move || {
        let attribution = picture.with(|picture| {
            picture.as_ref().and_then(|picture| picture.as_ref().ok()).and_then(|drawn| drawn.attribution.clone())
        });
        figure.with(|figure| figure.as_ref().map(|figure| source_of(app, figure, attribution.as_deref())))
    };
    // Moving a map changes its picture, not its numbers: the table stays as it is, and open.
    let numbers = Memo::new(move |_| {
        picture.with(|picture| match picture {
            Some(Ok(drawn)) => Some((drawn.figure.twin.clone(), ranked())),
            _ => None,
        })
    });
    // Hundreds of rows are built only when somebody wants to see them: with every step of a slider, they would take
    // longer than the map.
    let unfolded = RwSignal::new(false);
    let table = move || {
        let wanted = if unfolded.get() { numbers.get() } else { None };
        wanted.map(|(table, ranked)| view! { <Twin table lang=app.lang() order ranked/> })
    };
    let twin = move || {
        (has.get() && !is_table.get())
            .then(|| view! { <Disclosure title=t::TWIN class="slim" stands_open=unfolded>{table}</Disclosure> })
    };
    view! {
        <figure class="figure" node_ref=frame>
            <figcaption class="figure-head">
                <Show when=move || figure.with(|figure| figure.as_ref().is_some_and(|figure| !figure.title.is_empty()))>
                    <p class="figure-title">{move || figure.with(|figure| figure.as_ref().map(|figure| figure.title.clone()))}</p>
                </Show>
                <Show when=move || figure.with(|figure| figure.as_ref().is_some_and(|figure| !figure.description.is_empty()))>
                    <p class="figure-description">{move || figure.with(|figure| figure.as_ref().map(|figure| figure.description.clone()))}</p>
                </Show>
            </figcaption>
            <Show when=move || of_picture(|drawn| drawn.stand_in)><NoOutlines/></Show>
            {body}
            <Show when=move || !sentence().is_empty()>
                <p class="figure-sentence">{sentence}</p>
            </Show>
            <div class="figure-notes">
                {remarks}
                {part}
                <Show when=kept><p>{move || app.t(t::OLD_DATA)}</p></Show>
                <Show when=move || app.outlines.failed(Level::Province) && of_picture(|drawn| drawn.level == Some(Level::Province))>
                    <p>{move || app.t(t::SHAPES_FAILED)}</p>
                </Show>
            </div>

            <p class="source-line">{source}</p>
            {twin}
        </figure>
    }
}

/// What stands at a picture's place.
#[derive(Clone, PartialEq)]
enum Body {
    NeedsFile(String),
    Failed(Problem),
    Table(ResultTable),
    Picture,
    Waiting,
}

/// Why bars stand where a map of kabupaten and kota was wanted, and how to get one.
#[component]
fn NoOutlines() -> impl IntoView {
    let app = use_app();
    view! {
        <Notice title=t::NO_OUTLINES tone=Tone::Info>
            <p>{move || app.t(t::NO_OUTLINES_NEXT)}</p>
        </Notice>
    }
}

/// Space between the figure's edge and its picture; the sheet has the same number.
const FRAME_PADDING_PX: u32 = 16;
