//! The colours and the face of a figure, and how others see them.

use leptos::prelude::*;

use super::FigureEdit;
use super::data::Drawn;
use crate::base::color::contrast;
use crate::base::note::Problem;
use crate::base::number::format_number;
use crate::i18n::{Message, style as t};
use crate::scene::sight::{LEAST_DIFFERENCE, Sight, closest};
use crate::scene::style::{LEAST_CONTRAST, MOST_OWN, Palette, Ramp, Style};
use crate::scene::{Face, Rgba};
use crate::story::Figure;
use crate::ui::kit::{Choice, Disclosure, Select, TextInput};
use crate::ui::state::use_app;

const fn palette_words(palette: Palette) -> Message {
    match palette {
        Palette::Newsroom => t::PALETTE_NEWSROOM,
        Palette::OkabeIto => t::PALETTE_OKABE_ITO,
        Palette::Tol => t::PALETTE_TOL,
        Palette::Own => t::PALETTE_OWN,
    }
}

const fn ramp_words(ramp: Ramp) -> Message {
    match ramp {
        Ramp::Indigo => t::RAMP_INDIGO,
        Ramp::Teal => t::RAMP_TEAL,
        Ramp::Rust => t::RAMP_RUST,
        Ramp::Grey => t::RAMP_GREY,
    }
}

const fn sight_words(sight: Sight) -> Message {
    match sight {
        Sight::Normal => t::SIGHT_NORMAL,
        Sight::Protan => t::SIGHT_PROTAN,
        Sight::Deutan => t::SIGHT_DEUTAN,
        Sight::Tritan => t::SIGHT_TRITAN,
        Sight::Grey => t::SIGHT_GREY,
    }
}

/// The colours that a text names, as it was typed where it is none.
fn typed(text: &str) -> Result<Vec<String>, String> {
    let words = text.split([' ', ',', ';']).filter(|word| !word.is_empty()).take(MOST_OWN);
    words.map(|word| Rgba::from_hex(word).map(Rgba::hex).ok_or_else(|| word.to_owned())).collect()
}

/// Choices of colours and of the face.
#[component]
pub(super) fn StyleChoices(
    figure: Memo<Option<Figure>>,
    picture: Memo<Option<Result<Drawn, Problem>>>,
    sight: RwSignal<Sight>,
    change: Callback<FigureEdit>,
) -> impl IntoView {
    let app = use_app();
    let style = Memo::new(move |_| {
        figure.with(|figure| figure.as_ref().map(|figure| figure.style.clone())).unwrap_or_default()
    });
    let put = move |style: Style| {
        app.desk.end_gesture();
        change.run(FigureEdit::Style(style));
    };
    let palettes =
        Signal::derive(|| Palette::ALL.iter().map(|one| Choice::new(*one, palette_words(*one))).collect::<Vec<_>>());
    let ramps = Signal::derive(|| Ramp::ALL.iter().map(|one| Choice::new(*one, ramp_words(*one))).collect::<Vec<_>>());
    let sights =
        Signal::derive(|| Sight::ALL.iter().map(|one| Choice::new(*one, sight_words(*one))).collect::<Vec<_>>());
    let palette = Signal::derive(move || style.with(|style| style.palette));
    let faces =
        Signal::derive(|| Face::ALL.iter().map(|one| Choice::new(*one, || one.name().to_owned())).collect::<Vec<_>>());
    let face = Signal::derive(move || style.with(|style| style.face));
    let ramp = Signal::derive(move || style.with(|style| style.ramp));
    let theme = Memo::new(move |_| {
        let dark = app.prefs.dark.get();
        style.with(|style| style.theme(dark))
    });
    let choose_palette = move |palette: Palette| {
        let mut style = style.get_untracked();
        // Own colours begin with those on show.
        if palette == Palette::Own && style.own.is_empty() {
            style.own = theme.get_untracked().series.iter().take(3).map(|color| color.hex()).collect();
        }
        put(Style { palette, ..style });
    };
    let problem = RwSignal::new(None::<String>);
    let type_own = move |text: String| match typed(&text) {
        Ok(own) => {
            problem.set(None);
            put(Style { own, ..style.get_untracked() });
        }
        Err(word) => problem.set(Some(app.tf(t::BAD_COLOR, &[("text", &word)]))),
    };
    let own = move || {
        (palette.get() == Palette::Own).then(|| {
            let value = Signal::derive(move || style.with(|style| style.own.join(" ")));
            let count = Memo::new(move |_| style.with(|style| style.own.len()));
            let pickers = move || {
                (0..count.get())
                    .map(|index| {
                        let number = (index + 1).to_string();
                        view! {
                            <input
                                type="color"
                                class="color-pick"
                                aria-label=move || app.tf(t::COLOR_N, &[("n", &number)])
                                prop:value=move || style.with(|style| style.own.get(index).cloned().unwrap_or_default())
                                on:change=move |event| {
                                    let mut style = style.get_untracked();
                                    if let Some(slot) = style.own.get_mut(index) {
                                        *slot = event_target_value(&event);
                                        put(style);
                                    }
                                }
                            />
                        }
                    })
                    .collect_view()
            };
            view! {
                <TextInput label=t::OWN value=value on_commit=type_own hint=t::OWN_HINT problem=problem id="figure-own-colors"/>
                <div class="row">{pickers}</div>
            }
        })
    };
    // Colours of one's own may be too pale; those of the palettes never are.
    let pale = move || {
        let theme = theme.get();
        let lang = app.lang();
        style.with(|style| {
            let own = style.own.iter().filter(|_| style.palette == Palette::Own);
            own.filter_map(|text| Some((text, contrast(Rgba::from_hex(text)?, theme.paper))))
                .filter(|(_, ratio)| *ratio < LEAST_CONTRAST)
                .map(|(text, ratio)| {
                    let ratio = format_number(ratio, 1, lang);
                    view! { <p>{app.tf(t::PALE, &[("color", text), ("ratio", &ratio)])}</p> }
                })
                .collect_view()
        })
    };
    let apart = move || {
        let (theme, sight, lang) = (theme.get(), sight.get(), app.lang());
        let found = picture.with(|picture| match picture {
            Some(Ok(drawn)) => closest(&drawn.figure.scene, &theme, sight),
            _ => None,
        });
        let Some(found) = found else { return app.t(t::ONE_COLOR).to_owned() };
        let off = format_number(found.difference, 1, lang);
        let [one, other] = found.colors.map(Rgba::hex);
        let message = if found.difference < LEAST_DIFFERENCE { t::TOO_CLOSE } else { t::APART };
        app.tf(message, &[("delta", &off), ("one", &one), ("other", &other)])
    };
    view! {
        <Disclosure title=t::STYLE class="slim">
            <div class="stack tight style-choices">
                <Select label=t::PALETTE options=palettes value=palette on_choose=choose_palette id="figure-palette"/>
                {own}
                <Select
                    label=t::RAMP
                    options=ramps
                    value=ramp
                    on_choose=move |ramp| put(Style { ramp, ..style.get_untracked() })
                    id="figure-ramp"
                />
                <Select
                    label=t::FACE
                    options=faces
                    value=face
                    on_choose=move |face| put(Style { face, ..style.get_untracked() })
                    hint=t::FACE_HINT
                    id="figure-face"
                />
                <Select label=t::SIGHT options=sights value=sight on_choose=move |to| sight.set(to) hint=t::SIGHT_HINT id="figure-sight"/>
                <div class="small" role="status">{pale}<p class="style-apart">{apart}</p></div>
            </div>
        </Disclosure>
    }
}
