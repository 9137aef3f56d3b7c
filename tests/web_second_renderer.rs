//! An SVG of ours looks the same in the browser and in resvg: what opens well in one program opens well in others.
//!
//! Both draw the committed pictures of the gallery, with the shipped face, at two pixels a CSS pixel. They share
//! no code: shapes go through Skia here and tiny-skia there, letters through FreeType and through skrifa.
#![cfg(target_arch = "wasm32")]

mod kinds;

use std::sync::Arc;

use base64::Engine as _;
use jelajah::base::lang::Lang;
use jelajah::chart;
use jelajah::scene::frame::MARGIN_PX;
use jelajah::scene::letters::Letters;
use jelajah::scene::svg::{Extras, document, document_with};
use jelajah::scene::{Caption, Theme, frame};
use kinds::CASES;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{self, FontResolver};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The shipped face; `xtask/fonts/build.py` keeps the name.
const FONT: &[u8] = include_bytes!("../assets/fonts/text-95552eeb.woff2");
/// Pixels in a CSS pixel.
const SCALE: f32 = 2.0;

macro_rules! committed {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("gallery/", $name, ".svg")))),*]
    };
}

/// Every family of marks, maps, dark paper, hatching, rotated and bold words, a whole frame.
const PICTURES: &[(&str, &str)] = committed![
    "frame-640",
    "bar-missing-640",
    "bar-long-328",
    "line-series-640",
    "line-dark-960",
    "kind-area-stacked-wide",
    "kind-box-phone",
    "kind-bubble-wide",
    "kind-bullet-phone",
    "kind-bump-phone",
    "kind-calendar-phone",
    "kind-candles-wide",
    "kind-column-many-wide",
    "kind-donut-phone",
    "kind-dumbbell-phone",
    "kind-heat-wide",
    "kind-histogram-phone",
    "kind-layer-rolling-phone",
    "kind-marimekko-phone",
    "kind-multiples-phone",
    "kind-number-phone",
    "kind-pyramid-phone",
    "kind-remarks-line-wide",
    "kind-ribbon-dark",
    "kind-scatter-groups-wide",
    "kind-sparks-phone",
    "kind-treemap-wide",
    "kind-violin-phone",
    "kind-waffle-phone",
    "kind-waterfall-phone",
    "map-kabkota-province-phone",
    "map-kind-bivariate-phone",
    "map-kind-flows-phone",
    "map-kind-hexbin-phone",
    "map-shapes-desktop",
    "map-tiles-phone",
];

/// Pixels of four bytes (red, green, blue, opacity), row by row, on white.
struct Picture {
    width: usize,
    bytes: Vec<u8>,
}

/// What the browser paints.
const PAINT: &str = r##"return (async () => {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const paint = () => {
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.drawImage(image, 0, 0, width, height);
    return context.getImageData(0, 0, width, height).data;
  };
  // A face in the file may come a moment after the first painting.
  paint();
  await new Promise((done) => setTimeout(() => requestAnimationFrame(done), 30));
  return paint();
})()"##;

async fn in_browser(svg: &str, (width, height): (u32, u32)) -> Picture {
    let face = base64::engine::general_purpose::STANDARD.encode(FONT);
    let style = format!(
        "\n<style>@font-face{{font-family:Inter;font-weight:400 600;src:url(data:font/woff2;base64,{face})}}</style>"
    );
    let at = svg.find('\n').unwrap();
    let svg = format!("{}{style}{}", &svg[..at], &svg[at..]);
    let paint = js_sys::Function::new_with_args("svg, width, height", PAINT);
    let args = js_sys::Array::of3(&svg.into(), &width.into(), &height.into());
    let promise: js_sys::Promise = paint.apply(&JsValue::NULL, &args).expect("the script runs").unchecked_into();
    let data = JsFuture::from(promise).await.expect("the browser draws it");
    Picture { width: width as usize, bytes: data.unchecked_into::<js_sys::Uint8ClampedArray>().to_vec() }
}

fn in_resvg(svg: &str, options: &usvg::Options<'_>) -> Picture {
    // A face of all weights is one face to resvg, which takes its weight from this property alone.
    let svg = svg.replace(r#"font-weight="600""#, r#"font-weight="600" font-variation-settings="'wght' 600""#);
    let tree = usvg::Tree::from_str(&svg, options).expect("resvg reads it");
    let size = tree.size().to_int_size().scale_by(SCALE).unwrap();
    let mut pixels = Pixmap::new(size.width(), size.height()).unwrap();
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    Picture { width: size.width() as usize, bytes: pixels.take() }
}

/// How much of the worst part of a picture has no like in the other, as a share of that part's pixels.
///
/// A pixel has its like where the other picture has nearly its colour at the same place or beside it: at an edge
/// two renderers spread a colour over one pixel or the next. What one of them lacks, or sets elsewhere or in
/// another colour, has no like nearby. Parts are squares, so that a single word weighs as much in a large
/// picture as in a small one.
fn unlike(one: &Picture, other: &Picture) -> f64 {
    /// Shades of 255 between which an edge is one or the other.
    const NEAR: u8 = 64;
    /// A side of a part in pixels.
    const PART: usize = 48;
    let rows = one.bytes.len() / 4 / one.width;
    let at = |picture: &Picture, x: usize, y: usize| {
        let index = 4 * (y * picture.width + x);
        [picture.bytes[index], picture.bytes[index + 1], picture.bytes[index + 2]]
    };
    let alone = |from: &Picture, to: &Picture, x: usize, y: usize| {
        let ink = at(from, x, y);
        let like = |x: usize, y: usize| at(to, x, y).iter().zip(ink).all(|(one, other)| one.abs_diff(other) <= NEAR);
        let (left, right) = (x.saturating_sub(1), (x + 1).min(from.width - 1));
        let (top, bottom) = (y.saturating_sub(1), (y + 1).min(rows - 1));
        !like(x, y) && !(top..=bottom).any(|y| (left..=right).any(|x| like(x, y)))
    };
    let mut worst = 0;
    for top in (0..rows).step_by(PART) {
        for left in (0..one.width).step_by(PART) {
            let mut count = 0;
            for y in top..(top + PART).min(rows) {
                for x in left..(left + PART).min(one.width) {
                    count += u32::from(alone(one, other, x, y) || alone(other, one, x, y));
                }
            }
            worst = worst.max(count);
        }
    }
    f64::from(worst) / (PART * PART) as f64
}

/// Width and height.
fn size(picture: &Picture) -> (u32, u32) {
    (picture.width as u32, (picture.bytes.len() / 4 / picture.width) as u32)
}

fn options() -> usvg::Options<'static> {
    let face = wuff::decompress_woff2(FONT).expect("the shipped face opens");
    let mut options = usvg::Options::default();
    options.fontdb_mut().load_font_data(face);
    let only = options.fontdb.faces().next().unwrap().id;
    options.font_resolver = FontResolver { select_font: Box::new(move |_, _| Some(only)), ..FontResolver::default() };
    options
}

/// The most that two renderers differ by in any part of a picture. Their worst is 2 %, where small figures stand
/// close together; a word that is not there makes 7 % and more, as the second test holds.
const MOST: f64 = 0.03;

#[wasm_bindgen_test]
async fn an_svg_looks_the_same_in_another_program() {
    let options = options();
    for (name, svg) in PICTURES {
        let ours = in_resvg(svg, &options);
        let off = unlike(&ours, &in_browser(svg, size(&ours)).await);
        assert!(off <= MOST, "{name}: {off:.3} of a part differ");
    }
}

#[wasm_bindgen_test]
async fn a_word_that_is_missing_is_noticed() {
    let options = options();
    for (name, svg) in PICTURES {
        let from = svg.find("<text").unwrap();
        let to = from + svg[from..].find("</text>").unwrap() + "</text>".len();
        let less = in_resvg(&format!("{}{}", &svg[..from], &svg[to..]), &options);
        let off = unlike(&less, &in_resvg(svg, &options));
        assert!(off > MOST, "{name}: only {off:.3} of a part differ");
    }
}

#[wasm_bindgen_test]
async fn words_as_lines_look_like_words() {
    let letters = Letters::read(include_bytes!("../assets/fonts/letters.json")).map(Arc::new);
    assert!(letters.is_some());
    let options = options();
    for name in ["bar-grouped", "line-log", "waterfall", "sparks", "treemap", "calendar", "pyramid", "remarks-line"] {
        let case = CASES.iter().find(|case| case.name == name).unwrap();
        let (_, data, lowered) = kinds::outcome(case, Lang::Id);
        let figure = chart::draw(&lowered, &data, 480.0, &Theme::LIGHT, Lang::Id).unwrap();
        let caption = Caption {
            title: "Harga “Telur Ayam” naik 4,5%".to_owned(),
            notes: vec![figure.sentence.clone()],
            ..Caption::default()
        };
        let scene = frame(&figure.scene, &caption, figure.scene.width_px + 2.0 * MARGIN_PX, &Theme::LIGHT);
        let words = document(&scene);
        let lines = document_with(&scene, &Extras { letters: letters.clone(), ..Extras::default() });
        assert!(words.contains("<text") && !lines.contains("<text"), "{name}");
        let ours = in_resvg(&lines, &options);
        let drawn = in_browser(&words, size(&ours)).await;
        let again = in_browser(&lines, size(&ours)).await;
        for (by, off) in [("the browser", unlike(&drawn, &again)), ("resvg", unlike(&drawn, &ours))] {
            assert!(off <= MOST, "{name}, its lines drawn by {by}: {off:.3} of a part differ");
        }
    }
}
