//! The gallery of kinds: every kind of chart from rows to picture, on phone and wide, on light and dark
//! paper, as committed SVG files.
//!
//! Each case reads cells, runs the plan that its spec is lowered to, draws the outcome, and is compared byte
//! for byte with its file in `tests/gallery/`; `UPDATE_GALLERY=1 cargo test --test gallery_kinds` writes them
//! anew. `tests/gallery.rs` writes the page that shows them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod kinds;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jelajah::base::lang::Lang;
use jelajah::chart::{self, Figure, MARKS, Mark, Relation};
use jelajah::scene::frame::MARGIN_PX;
use jelajah::scene::svg::document;
use jelajah::scene::width::text_width;
use jelajah::scene::{Anchor, Caption, Item, Scene, Theme, frame};
use kinds::{CASES, Case};

/// The pictures of a case: a name, a width, a theme.
const VARIANTS: [(&str, f64, &Theme, Lang); 3] = [
    ("phone", 328.0, &Theme::LIGHT, Lang::Id),
    ("wide", 768.0, &Theme::LIGHT, Lang::En),
    ("dark", 328.0, &Theme::DARK, Lang::Id),
];

fn draw(case: &Case, width: f64, theme: &Theme, lang: Lang) -> Figure {
    let (fields, data, lowered) = kinds::outcome(case, lang);
    assert_eq!(lowered.spec.mark, Some(case.mark), "{}: {:?} {fields:?}", case.name, lowered.reasons);
    chart::draw(&lowered, &data, width, theme, lang).unwrap_or_else(|problem| panic!("{}: {problem:?}", case.name))
}

/// On paper, so that dark pictures can be looked at, with the sentence that reads it.
fn on_paper(figure: &Figure, theme: &Theme) -> Scene {
    let caption = Caption { notes: vec![figure.sentence.clone()], ..Caption::default() };
    frame(&figure.scene, &caption, figure.scene.width_px + 2.0 * MARGIN_PX, theme)
}

fn scenes() -> Vec<(String, Scene)> {
    let mut out = Vec::new();
    for case in CASES {
        for (variant, width, theme, lang) in VARIANTS {
            out.push((format!("kind-{}-{variant}", case.name), on_paper(&draw(case, width, theme, lang), theme)));
        }
    }
    out
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gallery")
}

/// What a spec can say beside its kind and columns.
const BESIDE: &str = r#"
## Beside the kind

| Field | What it does | Where |
| --- | --- | --- |
| `scale` | `log`, `symlog`, `sqrt`; named beside the axis. Values that a logarithm has no place for are counted and the scale goes to both sides. | kinds whose marks have no length |
| `layers` | `{"rolling": 3}` the mean of the last values, `{"column": "target"}` another column on the same axis; a line over times, discs over categories. Gaps stay gaps. | lines and columns that are not split |
| `free` | Each panel has a scale of its own, told beside its name. | small multiples |
| `classes` | `"quantile"` or `{"threshold": [10, 50]}` for the steps of colour; equal distances otherwise. | heat map |
| `remarks` | `{"text", "at", "series"}` words with an arrow, `{"form": "line", "side": "y", "at": 900}`, `{"form": "range", "at": "2024-10", "to": "2025-01"}`. Tied to values, kept inside the plot, told in the sentence. | kinds with axes |
| `events` | `"lebaran"`, `"elections"`: dates with their source. | axes of time |
| `hidden` | Series that are not drawn; told in a note. | kinds that are split |
| `window` | Two ends of the stretch that is drawn; told in a note. | times and numbers |
| `highlight` | One category or series in the accent colour, the rest in grey. | most kinds |
| `order` | `"table"` keeps the order of first appearance. | sorted kinds |
"#;

/// The page that says what each kind is for, from the registry.
fn page() -> String {
    let mut page = String::from(
        "# Kinds of charts\n\nWritten by `tests/gallery_kinds.rs` from the registry of `src/chart`. \
         `mark` is the name in a stored spec; every other field of a spec is optional.\n",
    );
    for relation in Relation::ALL {
        let kinds: Vec<_> = MARKS.iter().filter(|kind| kind.relation == relation).collect();
        if kinds.is_empty() {
            continue;
        }
        write!(
            page,
            "\n## {} ({})\n\n| Kind | `mark` | Needs |\n| --- | --- | --- |\n",
            relation.name().en,
            relation.name().id
        )
        .unwrap();
        for kind in kinds {
            let mark = serde_json::to_string(&kind.mark).unwrap();
            let mark = mark.trim_matches('"');
            writeln!(page, "| {} ({}) | `{mark}` | {} |", kind.name.en, kind.name.id, kind.needs.en).unwrap();
        }
    }
    page.push_str(BESIDE);
    page
}

#[test]
fn the_page_of_the_kinds_is_as_committed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/charts.md");
    if std::env::var_os("UPDATE_GALLERY").is_some() {
        std::fs::write(&path, page()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), page(), "UPDATE_GALLERY=1 writes it anew");
}

#[test]
fn the_kinds_are_drawn_as_committed() {
    let update = std::env::var_os("UPDATE_GALLERY").is_some();
    let mut wrong = Vec::new();
    for (name, scene) in scenes() {
        let (path, drawn) = (folder().join(format!("{name}.svg")), document(&scene));
        if update {
            std::fs::write(&path, drawn).unwrap();
        } else if std::fs::read_to_string(&path).ok().as_deref() != Some(drawn.as_str()) {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "these differ; look at them after UPDATE_GALLERY=1: {wrong:#?}");
}

#[test]
fn every_kind_is_in_the_gallery_and_nothing_else() {
    for kind in MARKS {
        let drawn = CASES.iter().any(|case| case.mark == kind.mark);
        assert!(drawn || matches!(kind.mark, Mark::Bar | Mark::Line), "{:?} has no picture", kind.mark);
    }
    let known: Vec<String> = scenes().into_iter().map(|(name, _)| format!("{name}.svg")).collect();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(known.contains(&name) || !name.starts_with("kind-"), "{name} is drawn by no case");
    }
}

/// The box of a text: left, right, top, bottom.
fn text_box(item: &Item) -> Option<(&str, [f64; 4])> {
    let Item::Text { x, y, text, size_px, weight, anchor, angle, .. } = item else {
        return None;
    };
    let width = text_width(text, *size_px, *weight);
    if *angle < 0.0 {
        return Some((text.as_str(), [x - 0.7 * size_px, x + 0.15 * size_px, y - width, *y]));
    }
    let left = match anchor {
        Anchor::Start => *x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    Some((text.as_str(), [left, left + width, y - 0.7 * size_px, y + 0.15 * size_px]))
}

#[test]
fn texts_stay_inside_and_apart() {
    let mut wrong = Vec::new();
    for (name, scene) in scenes() {
        let boxes: Vec<(&str, [f64; 4])> = scene.items.iter().filter_map(text_box).collect();
        for (index, (text, [left, right, top, bottom])) in boxes.iter().enumerate() {
            if *left < 0.0 || *right > scene.width_px || *top < 0.0 || *bottom > scene.height_px {
                wrong.push(format!("{name}: {text:?} leaves the picture, {left} to {right} of {}", scene.width_px));
            }
            for (other, [other_left, other_right, other_top, other_bottom]) in &boxes[..index] {
                if right > other_left && other_right > left && bottom > other_top && other_bottom > top {
                    wrong.push(format!("{name}: {text:?} over {other:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_picture_is_whole() {
    for case in CASES {
        for (variant, width, theme, lang) in VARIANTS {
            let figure = draw(case, width, theme, lang);
            let about = format!("{} {variant}", case.name);
            assert!(
                !figure.sentence.is_empty() && !figure.sentence.contains(['{', '}']),
                "{about}: {}",
                figure.sentence
            );
            assert!(!figure.scene.title.is_empty() && !figure.scene.title.contains('{'), "{about}");
            assert!(!figure.scene.targets.is_empty(), "{about} has nothing to walk to");
            let rows = figure.twin.rows();
            assert!(rows > 0 && figure.twin.columns.iter().all(|column| column.values.len() == rows), "{about}");
            for target in &figure.scene.targets {
                let (x, y, width, height) = target.bounds;
                assert!(target.row < rows && !target.label.is_empty(), "{about}: {target:?}");
                let inside = x >= -1.0 && y >= -1.0 && x + width <= figure.scene.width_px + 1.0;
                assert!(inside && y + height <= figure.scene.height_px + 1.0, "{about}: {target:?}");
            }
        }
    }
}
