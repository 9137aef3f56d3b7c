//! A poster of figures of the project: one to six, under the story's title, above one source line.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::export;
use crate::base::note::Note;
use crate::i18n::{export as words, poster as t};
use crate::scene::poster::{MOST, plot_px, poster};
use crate::scene::svg::{self, Extras};
use crate::scene::{Face, Provenance, Scene, Theme};
use crate::story::{Content, Figure, FigureKind, Id, personal_data_of, source_line_of};
use crate::ui::kit::{Button, ButtonLook, Checkbox, Dialog, IconName};
use crate::ui::screens::figure;
use crate::ui::screens::figure::export::{caption_of, draw_for_export};
use crate::ui::state::{App, use_app};
use crate::web::{download, packs, png, print};

/// Bitmap pixels per CSS pixel of a poster.
const SCALE: f64 = 2.0;

/// A form of the poster.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Png,
    Svg,
    Print,
}

/// Charts and maps of the project, those of the story first and in its order.
fn figures(app: App) -> Vec<Figure> {
    app.desk.document.with(|document| {
        let place = |figure: &Figure| {
            document.blocks.iter().position(|block| block.content == Content::Figure(figure.id)).unwrap_or(usize::MAX)
        };
        let mut all: Vec<Figure> = document
            .figures
            .iter()
            .filter(|figure| !matches!(figure.kind, FigureKind::Table { .. }))
            .cloned()
            .collect();
        all.sort_by_key(place);
        all
    })
}

/// Every source of some figures once, as one line.
fn sources(app: App, figures: &[Figure]) -> String {
    let lang = app.prefs.lang.get_untracked();
    app.desk.document.with_untracked(|document| {
        let mut lines: Vec<String> = Vec::new();
        for source in figures.iter().filter_map(|figure| document.source(figure.source)) {
            let line = source_line_of(source, lang);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines.join(" | ")
    })
}

/// Draws the figures and composes them; `None` where none could be drawn.
async fn compose(app: App, chosen: Vec<Figure>) -> Option<(Scene, Provenance)> {
    let lang = app.prefs.lang.get_untracked();
    let (owner, stages) = export::ready(app, &chosen).await;
    let width_px = plot_px(chosen.len());
    let mut attributions: Vec<String> = Vec::new();
    let panels: Vec<_> = chosen
        .iter()
        .zip(&stages)
        .filter_map(|(figure, stage)| {
            let drawn = stage.with_untracked(|stage| draw_for_export(app, figure, stage, width_px))?;
            attributions.extend(drawn.unnamed().filter(|line| !line.is_empty()).map(str::to_owned));
            let caption = caption_of(app, figure, &drawn);
            Some((drawn.figure.scene, caption))
        })
        .collect();
    drop(owner);
    if panels.is_empty() {
        return None;
    }
    let title = app.desk.document.with_untracked(|document| document.title.clone());
    attributions.sort();
    attributions.dedup();
    let source = [sources(app, &chosen)].into_iter().chain(attributions).collect::<Vec<_>>().join(" · ");
    let scene = poster(&title, &panels, &source, &Theme::LIGHT);
    let title = if title.trim().is_empty() { t::POSTER.text(lang).to_owned() } else { title };
    let provenance = Provenance { title, description: scene.description.clone(), source, ..Provenance::default() };
    Some((scene, provenance))
}

async fn save(app: App, chosen: Vec<Figure>, form: Form) {
    let lang = app.prefs.lang.get_untracked();
    let Some((scene, provenance)) = compose(app, chosen).await else {
        return app.say(words::FAILED.text(lang));
    };
    let name = crate::ui::screens::file_name(&provenance.title, "poster");
    let face = async || Extras {
        font_css: packs::face_css(Face::Inter).await,
        provenance: Some(provenance.clone()),
        letters: None,
    };
    match form {
        Form::Png => match png::file(&scene, SCALE, &provenance, None).await {
            Ok(blob) => download::blob(&format!("{name}.png"), &blob),
            Err(_) => return app.say(words::FAILED.text(lang)),
        },
        Form::Svg => {
            let text = svg::document_with(&scene, &face().await);
            download::text(&format!("{name}.svg"), "image/svg+xml;charset=utf-8", &text);
        }
        Form::Print => {
            let picture = svg::document_with(&scene, &face().await);
            return print::sheet(&[print::Part::Picture(picture, scene.description.clone())]).await;
        }
    }
    app.say(words::SAVED.text(lang));
}

/// The button, and the dialog behind it.
#[component]
pub(super) fn Poster() -> impl IntoView {
    let app = use_app();
    let open = RwSignal::new(false);
    let has_any = Memo::new(move |_| !figures(app).is_empty());
    view! {
        <Show when=move || has_any.get()>
            <div class="share-way">
                <Button label=t::MAKE icon=IconName::Download on_press=move |_| open.set(true)/>
                <p class="soft small">{move || app.t(t::HELP)}</p>
            </div>
        </Show>
        <Dialog open title=t::POSTER><Choices open/></Dialog>
    }
}

/// Which figures, and the forms.
#[component]
fn Choices(open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let all = figures(app);
    let chosen = RwSignal::new(all.iter().take(MOST).map(|figure| figure.id).collect::<Vec<Id>>());
    let busy = RwSignal::new(false);
    let listed = all.clone();
    let list = listed
        .into_iter()
        .map(|figure| {
            let id = figure.id;
            let checked = Signal::derive(move || chosen.with(|chosen| chosen.contains(&id)));
            let change = move |on: bool| {
                chosen.update(|chosen| {
                    chosen.retain(|other| *other != id);
                    if on {
                        chosen.push(id);
                    }
                });
            };
            view! { <Checkbox label=figure::name(app, &figure) checked on_change=change/> }
        })
        .collect_view();
    let disabled = Signal::derive(move || chosen.with(|chosen| chosen.is_empty() || chosen.len() > MOST));
    let press = move |form: Form| {
        // In the order of the story, whatever the order in which they were chosen.
        let figures: Vec<Figure> =
            all.iter().filter(|figure| chosen.with_untracked(|chosen| chosen.contains(&figure.id))).cloned().collect();
        let found: Vec<Note> = app.desk.document.with_untracked(personal_data_of);
        app.hand_out(found, move || {
            let figures = figures.clone();
            busy.set(true);
            spawn_local(async move {
                if form == Form::Print {
                    open.set(false);
                }
                save(app, figures, form).await;
                // Closed meanwhile, the dialog's signals are gone.
                busy.try_set(false);
            });
        });
    };
    let (as_png, as_svg, as_print) = (press.clone(), press.clone(), press);
    view! {
        <div class="stack">
            <fieldset class="stack tight poster-figures">
                <legend class="field-label">{move || app.t(t::WHICH)}</legend>
                {list}
            </fieldset>
            <div class="export-ways">
                <Button label=words::PNG look=ButtonLook::Primary disabled busy on_press=move |_| as_png(Form::Png)/>
                <Button label=words::SVG disabled busy on_press=move |_| as_svg(Form::Svg)/>
                <Button label=words::PRINT disabled busy on_press=move |_| as_print(Form::Print)/>
            </div>
        </div>
    }
}
