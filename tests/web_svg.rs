//! The SVG that the browser writes is the committed one, byte for byte: what is drawn here is what the
//! native tests and a reader of the gallery see.
#![cfg(target_arch = "wasm32")]

mod kinds;

use jelajah::base::lang::Lang;
use jelajah::chart;
use jelajah::scene::frame::MARGIN_PX;
use jelajah::scene::svg::document;
use jelajah::scene::{Caption, Theme, frame};
use kinds::CASES;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Cases with their committed pictures on a phone and on dark paper.
macro_rules! committed {
    ($($name:literal),* $(,)?) => {
        &[$((
            $name,
            include_str!(concat!("gallery/kind-", $name, "-phone.svg")),
            include_str!(concat!("gallery/kind-", $name, "-dark.svg")),
        )),*]
    };
}

/// One or more of every family of marks.
const COMMITTED: &[(&str, &str, &str)] = committed![
    "lollipop",
    "dot-log",
    "diverging",
    "bar-grouped",
    "bar-share",
    "pyramid",
    "column-months",
    "column-stacked",
    "waterfall",
    "dumbbell",
    "heat",
    "scatter-groups",
    "bubble",
    "regression",
    "histogram",
    "density",
    "box",
    "violin",
    "strip",
    "area-stacked",
    "slope",
    "bump",
    "ribbon",
    "candles",
    "multiples",
    "sparks",
    "donut",
    "waffle",
    "treemap",
    "marimekko",
    "number",
    "calendar",
];

#[wasm_bindgen_test]
fn the_browser_writes_the_committed_svg() {
    let mut wrong = Vec::new();
    for (name, phone, dark) in COMMITTED {
        let case = CASES.iter().find(|case| case.name == *name).unwrap();
        let (_, data, lowered) = kinds::outcome(case, Lang::Id);
        for (theme, committed) in [(Theme::LIGHT, phone), (Theme::DARK, dark)] {
            let figure = chart::draw(&lowered, &data, 328.0, &theme, Lang::Id).unwrap();
            let caption = Caption { notes: vec![figure.sentence.clone()], ..Caption::default() };
            let scene = frame(&figure.scene, &caption, figure.scene.width_px + 2.0 * MARGIN_PX, &theme);
            if document(&scene) != **committed {
                wrong.push(*name);
            }
        }
    }
    assert!(wrong.is_empty(), "these differ in the browser: {wrong:?}");
}
