//! A figure as files of its own: one dialog for pictures in every size, for print, for its numbers and for
//! its settings.

mod files;

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::data::{self, Drawn, Lowered, Stage};
use super::export_joined;
use super::view::source_of;
use crate::base::note::Note;
use crate::geo::Form;
use crate::i18n::{Message, export as t, notes};
use crate::scene::frame::MARGIN_PX;
use crate::scene::sized::{Size, Sized, lay_out};
use crate::scene::svg::Extras;
use crate::scene::{Caption, Provenance, Scene, frame, svg};
use crate::story::{Command, Figure};
use crate::table::{self, ResultTable};
use crate::ui::kit::{Button, ButtonLook, Choice, Dialog, Disclosure, IconName, Segmented, Select, TextArea};
use crate::ui::state::{App, use_app};
use crate::web::{canvas, download, packs, png, print};

/// Most bytes of a card for chats; the picture stays as it is, its colours become fewer.
const CARD_BYTES: usize = 190_000;

/// Draws a ready figure for export, on light paper.
pub fn draw_for_export(app: App, figure: &Figure, stage: &Stage, width_px: f64) -> Option<Drawn> {
    let Stage::Ready { lowered, data, .. } = stage else { return None };
    untrack(|| data::draw(app, lowered, data, width_px, &figure.style.theme(false))).and_then(Result::ok)
}

/// What in a figure's data looks like personal data.
pub fn personal_data(stage: RwSignal<Stage>) -> Vec<Note> {
    stage.with_untracked(|stage| match stage {
        Stage::Ready { data, .. } => table::personal_data(data),
        _ => Vec::new(),
    })
}

/// The words around a drawn figure.
pub fn caption_of(app: App, figure: &Figure, drawn: &Drawn) -> Caption {
    let lang = app.prefs.lang.get_untracked();
    Caption {
        title: figure.title.clone(),
        description: figure.description.clone(),
        notes: drawn.figure.notes.iter().map(|note| notes::sentence(note, lang)).collect(),
        source: untrack(|| source_of(app, figure, drawn.unnamed())),
    }
}

/// Lays a ready figure out for a size; `None` where it cannot be drawn, or is a table and has no picture.
pub fn sized(app: App, figure: &Figure, stage: &Stage, size: Size, dark: bool) -> Option<Sized> {
    let Stage::Ready { lowered, data, .. } = stage else { return None };
    if matches!(lowered, Lowered::Table(_)) {
        return None;
    }
    let theme = &figure.style.theme(dark);
    untrack(|| {
        lay_out(size, theme, &mut |width_px, stretch_px| {
            let drawn = data::draw_taller(app, lowered, data, (width_px, stretch_px), theme)?.ok()?;
            let caption = caption_of(app, figure, &drawn);
            Some((drawn.figure.scene, caption))
        })
    })
}

/// What files of a figure say about its data.
pub fn provenance(app: App, figure: &Figure, scene: &Scene, source: String) -> Provenance {
    let citation = app.desk.source(figure.source).map(|source| source.citation).unwrap_or_default();
    let said = Option::unwrap_or_default;
    Provenance {
        title: scene.title.clone(),
        description: scene.description.clone(),
        publisher: said(citation.publisher),
        source,
        licence: said(citation.licence),
        address: said(citation.url),
        accessed: said(citation.accessed),
    }
}

/// A figure that is ready for files.
pub struct Parcel<'a> {
    /// The page's state.
    pub app: App,
    /// The figure.
    pub figure: &'a Figure,
    /// Its spec with every gap filled.
    pub lowered: &'a Lowered,
    /// The answer of its plan.
    pub data: &'a ResultTable,
    /// Its picture for the web on light paper, with table twin and sentence.
    pub drawn: &'a Drawn,
}

/// A file that is not a picture.
pub struct File {
    /// The end of its name.
    pub ending: &'static str,
    /// Its media type with its charset.
    pub media_type: &'static str,
    /// What is in it.
    pub text: String,
    /// What of the figure could not be said in it.
    pub remark: Option<String>,
}

/// A kind of file that is not a picture; [`files::ALL`] lists them.
pub struct FileKind {
    /// What it is.
    pub label: Message,
    /// Whether a figure has one.
    pub suits: fn(&Lowered) -> bool,
    /// How it is made.
    pub make: Make,
}

/// How a file that is not a picture is made.
#[derive(Clone, Copy)]
pub enum Make {
    /// From what is on the page.
    Here(fn(&Parcel<'_>) -> Option<File>),
    /// From a map's values and its outlines, which may have to be fetched first.
    Joined(Form),
}

/// The name of a figure's files, without their ending.
fn name_of(figure: &Figure) -> String {
    crate::ui::screens::file_name(&figure.title, "jelajah")
}

/// Offers a file that is not a picture.
fn save_file(app: App, figure: &Figure, stage: RwSignal<Stage>, kind: &FileKind, remark: RwSignal<Option<String>>) {
    let lang = app.prefs.lang.get_untracked();
    let how = match kind.make {
        Make::Here(how) => how,
        Make::Joined(form) => return export_joined::save(app, figure, stage, form),
    };
    let made = stage.with_untracked(|stage| {
        let drawn = draw_for_export(app, figure, stage, Size::Web.width_px().unwrap_or(800.0))?;
        let Stage::Ready { lowered, data, .. } = stage else { return None };
        how(&Parcel { app, figure, lowered, data, drawn: &drawn })
    });
    match made {
        Some(File { ending, media_type, text, remark: said }) => {
            remark.set(said);
            download::text(&format!("{}.{ending}", name_of(figure)), media_type, &text);
            app.say(t::SAVED.text(lang));
        }
        None => app.say(t::FAILED.text(lang)),
    }
}

/// How a picture leaves the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Png,
    Svg,
    Print,
}

/// What a person chose in the dialog.
#[derive(Clone, Copy)]
struct Chosen {
    size: RwSignal<Size>,
    dark: RwSignal<bool>,
    sharpness: RwSignal<u8>,
    /// Words as lines, in SVG.
    outlined: RwSignal<bool>,
}

/// Offers a picture.
async fn save_picture(app: App, figure: Figure, stage: RwSignal<Stage>, chosen: Chosen, way: Way) {
    let lang = app.prefs.lang.get_untracked();
    let say = move |done: bool| app.say(if done { t::SAVED.text(lang) } else { t::FAILED.text(lang) });
    let size = chosen.size.get_untracked();
    if way == Way::Print {
        return print_sheet(app, &figure, stage).await;
    }
    let dark = chosen.dark.get_untracked();
    let Some(Sized { scene, scale }) = stage.with_untracked(|stage| sized(app, &figure, stage, size, dark)) else {
        return say(false);
    };
    let source = stage.with_untracked(|stage| draw_for_export(app, &figure, stage, scene.width_px));
    let source = source.map(|drawn| caption_of(app, &figure, &drawn).source).unwrap_or_default();
    let provenance = provenance(app, &figure, &scene, source);
    let name = name_of(&figure);
    match way {
        Way::Svg => {
            let letters = if chosen.outlined.get_untracked() {
                // A file with text where lines were asked for is not the file that was asked for.
                let Some(letters) = packs::letters(scene.face).await else { return say(false) };
                Some(Arc::new(letters))
            } else {
                None
            };
            // Words that stay text, for a letter that no face of ours has, are set in a face of the system anyway.
            let font_css = if letters.is_some() { None } else { packs::face_css(scene.face).await };
            let extras = Extras { font_css, provenance: Some(provenance), letters };
            let text = svg::document_with(&scene, &extras);
            download::text(&format!("{name}.svg"), "image/svg+xml;charset=utf-8", &text);
            say(true);
        }
        Way::Png | Way::Print => {
            let scale = scale.unwrap_or_else(|| f64::from(chosen.sharpness.get_untracked()));
            let most = (size == Size::Card).then_some(CARD_BYTES);
            let made = png::file(&scene, scale, &provenance, most).await;
            if let Ok(blob) = &made {
                download::blob(&format!("{name}.png"), blob);
            }
            say(made.is_ok());
        }
    }
}

/// Prints the figure with its words and its source, and nothing else.
async fn print_sheet(app: App, figure: &Figure, stage: RwSignal<Stage>) {
    let width_px = Size::Print.width_px().unwrap_or(600.0) - 2.0 * MARGIN_PX;
    let Some(drawn) = stage.with_untracked(|stage| draw_for_export(app, figure, stage, width_px)) else { return };
    let caption = caption_of(app, figure, &drawn);
    // In a frame without words: letters at the edge of a plot may need its margin.
    let scene = &frame(&drawn.figure.scene, &Caption::default(), 0.0, &figure.style.theme(false));
    let title = if caption.title.trim().is_empty() { scene.title.clone() } else { caption.title };
    let extras = Extras { font_css: packs::face_css(scene.face).await, ..Extras::default() };
    let mut parts = vec![
        print::Part::Text("print-title", title),
        print::Part::Text("print-description", caption.description),
        print::Part::Picture(svg::document_with(scene, &extras), scene.description.clone()),
        print::Part::Text("print-sentence", drawn.figure.sentence.clone()),
    ];
    parts.extend(caption.notes.into_iter().map(|note| print::Part::Text("print-note", note)));
    parts.push(print::Part::Text("print-source", caption.source));
    print::sheet(&parts).await;
}

/// The words of a size.
const fn words_of(size: Size) -> Message {
    match size {
        Size::Web => t::SIZE_WEB,
        Size::Phone => t::SIZE_PHONE,
        Size::Print => t::SIZE_PRINT,
        Size::Square => t::SIZE_SQUARE,
        Size::Card => t::SIZE_CARD,
        Size::Wide => t::SIZE_WIDE,
    }
}

/// The button that opens the dialog, and the dialog.
#[component]
pub fn Export(
    /// The figure.
    figure: Memo<Option<Figure>>,
    /// Where it stands.
    stage: RwSignal<Stage>,
    /// Whether there is something to save.
    #[prop(into)]
    ready: Signal<bool>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let chosen = Chosen {
        size: RwSignal::new(Size::Web),
        dark: RwSignal::new(false),
        sharpness: RwSignal::new(2),
        outlined: RwSignal::new(false),
    };
    let disabled = Signal::derive(move || !ready.get());
    view! {
        <Button label=t::EXPORT icon=IconName::Download disabled on_press=move |_| open.set(true)/>
        <Dialog open title=t::TITLE>
            <Choices figure stage chosen open/>
        </Dialog>
    }
}

/// What can be chosen, a preview, and the files.
#[component]
fn Choices(
    figure: Memo<Option<Figure>>,
    stage: RwSignal<Stage>,
    chosen: Chosen,
    open: RwSignal<bool>,
) -> impl IntoView {
    let app = use_app();
    let Chosen { size, dark, sharpness, outlined } = chosen;
    let scene = Memo::new(move |_| {
        app.lang();
        let (size, dark) = (size.get(), dark.get());
        figure
            .with(|figure| stage.with(|stage| sized(app, figure.as_ref()?, stage, size, dark).map(|sized| sized.scene)))
    });
    let has_picture = Memo::new(move |_| scene.with(Option::is_some));
    let preview = NodeRef::<html::Canvas>::new();
    Effect::new(move |_| {
        let Some(preview) = preview.get() else { return };
        app.face.track();
        scene.with(|scene| {
            if let Some(scene) = scene {
                // A preview that cannot be painted leaves the choices.
                canvas::paint_in_face(scene, &preview, 2.0);
            }
        });
    });
    let save = move |way: Way| {
        let Some(figure) = figure.get_untracked() else { return };
        app.hand_out(personal_data(stage), move || {
            // Print needs the page; setting what is set would build the dialog anew.
            if way == Way::Print {
                open.set(false);
            }
            spawn_local(save_picture(app, figure.clone(), stage, chosen, way));
        });
    };
    let sizes = Signal::derive(|| Size::ALL.iter().map(|size| Choice::new(*size, words_of(*size))).collect::<Vec<_>>());
    let papers = vec![Choice::new(false, t::PAPER_LIGHT), Choice::new(true, t::PAPER_DARK)];
    let words = vec![Choice::new(false, t::WORDS_TEXT), Choice::new(true, t::WORDS_LINES)];
    let times = move |n: u8| Choice::new(n, move || app.tf(t::TIMES, &[("n", &n.to_string())]));
    let picture = move || {
        has_picture.get().then(|| {
            let (papers, words) = (papers.clone(), words.clone());
            view! {
                <div class="export-preview">
                    <canvas
                        node_ref=preview
                        role="img"
                        aria-label=move || scene.with(|scene| scene.as_ref().map(|scene| app.tf(t::PREVIEW, &[("title", &scene.title)])))
                    ></canvas>
                </div>
                <Select label=t::SIZE options=sizes value=size on_choose=move |to| size.set(to) id="export-size"/>
                <div class="row export-looks">
                    <Segmented label=t::PAPER options=papers value=dark on_choose=move |to| dark.set(to)/>
                    <Show when=move || size.get().pixels().is_none()>
                        <Segmented label=t::SHARPNESS options=vec![times(1), times(2), times(3)] value=sharpness on_choose=move |to| sharpness.set(to)/>
                    </Show>
                    <Segmented label=t::WORDS options=words value=outlined on_choose=move |to| outlined.set(to)/>
                </div>
                <div class="export-ways">
                    <Button label=t::PNG look=ButtonLook::Primary on_press=move |_| save(Way::Png)/>
                    <Button label=t::SVG on_press=move |_| save(Way::Svg)/>
                    <Button label=t::PRINT on_press=move |_| save(Way::Print)/>
                </div>
                <p class="soft small">{move || app.t(if outlined.get() { t::SVG_LINES_HINT } else { t::SVG_HINT })}</p>
            }
        })
    };
    let remark = RwSignal::new(None::<String>);
    let not_in_vega = move || {
        let lang = app.lang();
        stage.with(|stage| match stage {
            Stage::Ready { lowered, .. } => {
                files::not_in_vega(lowered, lang).map(|kind| app.tf(t::VEGA_NONE, &[("kind", kind)]))
            }
            _ => None,
        })
    };
    // Which kinds there are, not what the figure is like now: a button must not be built anew under a finger.
    let suits = Memo::new(move |before: Option<&Vec<bool>>| {
        stage.with(|stage| match stage {
            Stage::Ready { lowered, .. } => files::ALL.iter().map(|kind| (kind.suits)(lowered)).collect(),
            // Drawn anew, it will be of the same kind.
            _ => before.cloned().unwrap_or_default(),
        })
    });
    let others = move || {
        let suits = suits.get();
        files::ALL
            .iter()
            .zip(suits)
            .filter(|(_, suits)| *suits)
            .map(|(kind, _)| {
                let press = move |_| {
                    let Some(figure) = figure.get_untracked() else { return };
                    app.hand_out(personal_data(stage), move || save_file(app, &figure, stage, kind, remark));
                };
                view! { <li><Button label=kind.label look=ButtonLook::Quiet icon=IconName::Download on_press=press/></li> }
            })
            .collect_view()
    };
    view! {
        <div class="stack export">
            {picture}
            <section class="stack tight" aria-labelledby="export-others">
                <h3 id="export-others" class="export-heading">{move || app.t(t::OTHERS)}</h3>
                <ul class="plain-list export-files">{others}</ul>
                <p class="soft small">{not_in_vega}</p>
                <p class="small" role="status">{remark}</p>
            </section>
            <Disclosure title=t::TAKE class="slim"><Take figure open/></Disclosure>
        </div>
    }
}

/// Settings that are pasted.
#[component]
fn Take(figure: Memo<Option<Figure>>, open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let text = RwSignal::new(String::new());
    let said = RwSignal::new(None::<String>);
    let apply = move |_| {
        let lang = app.prefs.lang.get_untracked();
        let Some(figure) = figure.get_untracked() else { return };
        let read = text.with_untracked(|text| files::take(text, &figure, lang));
        app.desk.end_gesture();
        match read {
            Ok((read, remark)) if app.desk.change(app, Command::SetFigure(Box::new(read.clone()))) => {
                app.say(t::APPLIED.text(lang));
                // With something to read it stays open.
                if remark.is_none() {
                    open.set(false);
                }
                said.set(remark);
            }
            _ => said.set(Some(t::BAD_SPEC.text(lang).to_owned())),
        }
    };
    view! {
        <div class="stack tight">
            <p class="soft small">{move || app.t(t::TAKE_HINT)}</p>
            <TextArea label=t::TAKE_LABEL value=text on_input=move |to| text.set(to) rows=5 id="export-take"/>
            <div><Button label=t::APPLY disabled=Signal::derive(move || text.with(|text| text.trim().is_empty())) on_press=apply/></div>
            <p class="small any-break" role="status">{said}</p>
        </div>
    }
}
