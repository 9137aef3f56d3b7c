//! What charts owe to everybody, kind by kind over the cases of the gallery; `docs/accessibility.md` says
//! which of Chartability's critical heuristics each test is for, and every test it names exists.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod kinds;

use std::path::Path;

use jelajah::base::color::contrast;
use jelajah::base::lang::Lang;
use jelajah::chart::{self, Figure};
use jelajah::scene::{Fill, Item, Rgba, Scene, Theme};
use kinds::CASES;

/// Every case on phone and wide, on both papers, in both languages.
fn figures() -> Vec<(String, Figure, Theme)> {
    let mut out = Vec::new();
    for case in CASES {
        for (width, theme, lang) in [(328.0, Theme::LIGHT, Lang::Id), (768.0, Theme::DARK, Lang::En)] {
            let (_, data, lowered) = kinds::outcome(case, lang);
            let figure = chart::draw(&lowered, &data, width, &theme, lang).unwrap();
            out.push((format!("{} at {width}", case.name), figure, theme));
        }
    }
    out
}

fn check(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What lies under a point: the colour of the last filled rectangle there, the paper where none is; `None`
/// within the box of another shape, whose outline decides.
fn under(scene: &Scene, before: usize, (x, y): (f64, f64), paper: Rgba) -> Option<Rgba> {
    for item in scene.items[..before].iter().rev() {
        match item {
            Item::Rect { x: left, y: top, width, height, fill: Some(Fill::Solid(color)), .. }
                if (*left..=left + width).contains(&x) && (*top..=top + height).contains(&y) =>
            {
                return (color.3 == 255).then_some(*color);
            }
            Item::Path { rings, closed: true, fill: Some(_), .. } => {
                let points = || rings.iter().flatten();
                let (left, right) = points().fold((f64::MAX, f64::MIN), |(a, b), p| (a.min(p.0), b.max(p.0)));
                let (top, bottom) = points().fold((f64::MAX, f64::MIN), |(a, b), p| (a.min(p.1), b.max(p.1)));
                if (left..=right).contains(&x) && (top..=bottom).contains(&y) {
                    return None;
                }
            }
            _ => {}
        }
    }
    Some(paper)
}

#[test]
fn texts_have_contrast() {
    let mut wrong = Vec::new();
    for (name, figure, theme) in figures() {
        for (index, item) in figure.scene.items.iter().enumerate() {
            let Item::Text { x, y, text, color, size_px, .. } = item else { continue };
            let Some(ground) = under(&figure.scene, index, (*x, y - 0.35 * size_px), theme.paper) else { continue };
            let ratio = contrast(*color, ground);
            if ratio < 4.5 {
                wrong.push(format!("{name}: {text:?} in {} on {} has {ratio:.2}:1", color.hex(), ground.hex()));
            }
        }
    }
    check(&wrong);
}

#[test]
fn texts_are_not_small() {
    let small = |item: &Item| matches!(item, Item::Text { size_px, .. } if *size_px < 12.0);
    let wrong: Vec<String> = figures()
        .into_iter()
        .filter(|(_, figure, _)| figure.scene.items.iter().any(small))
        .map(|(name, ..)| name)
        .collect();
    check(&wrong);
}

#[test]
fn every_picture_has_a_name_a_description_a_sentence_and_a_table() {
    let mut wrong = Vec::new();
    for (name, figure, _) in figures() {
        let said = [&figure.scene.title, &figure.scene.description, &figure.sentence];
        if said.iter().any(|text| text.trim().is_empty()) {
            wrong.push(format!("{name}: {said:?}"));
        }
        if figure.twin.columns.is_empty() || figure.twin.rows() == 0 {
            wrong.push(format!("{name}: no table"));
        }
    }
    check(&wrong);
}

#[test]
fn every_value_can_be_walked_to_and_is_said() {
    let mut wrong = Vec::new();
    for (name, figure, _) in figures() {
        if figure.scene.targets.is_empty() {
            wrong.push(format!("{name}: nothing to walk to"));
        }
        for target in &figure.scene.targets {
            if target.label.trim().is_empty() || target.row >= figure.twin.rows() {
                wrong.push(format!("{name}: {:?} of row {}", target.label, target.row));
            }
        }
    }
    check(&wrong);
}

#[test]
fn sentences_are_short() {
    let mut wrong = Vec::new();
    for (name, figure, _) in figures() {
        for sentence in figure.sentence.split(['.', ';']).filter(|part| part.split_whitespace().count() > 30) {
            wrong.push(format!("{name}: {sentence}"));
        }
    }
    check(&wrong);
}

#[test]
fn every_test_that_the_page_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/accessibility.md")).unwrap();
    let mut wrong = Vec::new();
    let mut named = 0;
    for line in page.lines().filter(|line| line.starts_with("| ")) {
        // `file`: "name of a test" or `name_of_a_test`.
        let held_by = line.rsplit(" | ").next().unwrap_or_default();
        for part in held_by.split("<br>") {
            let pieces: Vec<&str> = part.split('`').collect();
            let [_, file, _, name, _, ..] = pieces.as_slice() else { continue };
            named += 1;
            let text = std::fs::read_to_string(root.join(file)).unwrap_or_default();
            if !text.contains(name) {
                wrong.push(format!("{file} has no {name}"));
            }
        }
    }
    assert!(named >= 14, "{named} are named");
    check(&wrong);
}
