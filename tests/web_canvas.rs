//! The canvas shows what the SVG shows, in a real browser.
#![cfg(target_arch = "wasm32")]

use jelajah::scene::svg::document;
use jelajah::scene::{Anchor, Fill, Item, Lettering, Rgba, Scene, Stroke, Theme};
use jelajah::web::canvas::{paint_on_canvas, png};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlCanvasElement;

wasm_bindgen_test_configure!(run_in_browser);

/// Paints the SVG on a canvas as large as the given one and counts: pixels that clearly differ,
/// pixels that are painted at all, pixels.
const COMPARE: &str = r#"return (async () => {
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
  await image.decode();
  const other = document.createElement("canvas");
  other.width = canvas.width; other.height = canvas.height;
  other.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const read = c => c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
  const [a, b] = [read(canvas), read(other)];
  let [differ, painted] = [0, 0];
  for (let i = 0; i < a.length; i += 4) {
    const over = (d, k) => 255 - (255 - d[i + k]) * d[i + 3] / 255;
    if ([0, 1, 2].some(k => Math.abs(over(a, k) - over(b, k)) > 100)) differ += 1;
    if (b[i + 3] > 0) painted += 1;
  }
  return [differ, painted, a.length / 4];
})()"#;

/// Shares of the pixels that differ and that are painted.
async fn compare(scene: &Scene, dpr: f64) -> (f64, f64) {
    let document_ = web_sys::window().unwrap().document().unwrap();
    let canvas: HtmlCanvasElement = document_.create_element("canvas").unwrap().unchecked_into();
    paint_on_canvas(scene, &canvas, dpr).unwrap();
    assert_eq!(f64::from(canvas.width()), (scene.width_px * dpr).round());
    let compare = js_sys::Function::new_with_args("svg, canvas", COMPARE);
    let promise = compare.call2(&JsValue::NULL, &document(scene).into(), &canvas).unwrap();
    let counts: js_sys::Array =
        JsFuture::from(promise.unchecked_into::<js_sys::Promise>()).await.unwrap().unchecked_into();
    let count = |index| counts.get(index).as_f64().unwrap();
    (count(0) / count(2), count(1) / count(2))
}

fn empty() -> Scene {
    Scene { width_px: 200.0, height_px: 120.0, ..Scene::default() }
}

fn square(left: f64, top: f64, side: f64) -> Vec<(f64, f64)> {
    vec![(left, top), (left + side, top), (left + side, top + side), (left, top + side)]
}

const BLUE: Rgba = Rgba(0x2B, 0x3A, 0x8C, 255);
const GREY: Rgba = Rgba(0xC9, 0xC4, 0xB8, 255);

#[wasm_bindgen_test]
async fn shapes_are_the_same_as_in_the_svg() {
    let mut scene = empty();
    scene.push(Item::Rect { x: 4.25, y: 4.5, width: 40.0, height: 20.0, fill: Some(Fill::Solid(BLUE)), stroke: None });
    let hatch = Fill::Hatch(BLUE, GREY);
    scene.push(Item::Rect {
        x: 50.0,
        y: 4.0,
        width: 60.0,
        height: 30.0,
        fill: Some(hatch),
        stroke: Some(Stroke::solid(BLUE, 1.0)),
    });
    let rings = || vec![square(4.0, 40.0, 60.0), square(14.0, 50.0, 40.0), square(24.0, 60.0, 20.0)];
    let stroke = Some(Stroke::solid(GREY, 2.0));
    scene.push(Item::Path { rings: rings(), closed: true, fill: Some(Fill::Solid(BLUE)), stroke });
    let shifted = rings().into_iter().map(|ring| ring.into_iter().map(|(x, y)| (x + 70.0, y)).collect()).collect();
    scene.push(Item::Path { rings: shifted, closed: true, fill: Some(hatch), stroke: None });
    let dashed = Stroke { color: BLUE, width_px: 2.0, dash: Some((6.0, 6.0)) };
    scene.line((120.0, 10.0), (195.0, 30.0), dashed);
    scene.push(Item::Disc {
        x: 170.0,
        y: 70.0,
        radius: 20.5,
        fill: Some(Fill::Solid(GREY)),
        stroke: Some(Stroke::solid(BLUE, 3.0)),
    });
    for dpr in [1.0, 2.0, 2.625] {
        let (differ, painted) = compare(&scene, dpr).await;
        assert!(painted > 0.3, "{painted} painted at {dpr}");
        assert!(differ < 0.004, "{differ} differs at {dpr}");
    }
}

#[wasm_bindgen_test]
async fn texts_stand_where_the_svg_has_them() {
    let mut scene = empty();
    let style = Lettering::new(15.0, Theme::LIGHT.ink);
    scene.text((4.0, 20.0), "Harga beras", style);
    scene.text((196.0, 45.0), "Harga beras", style.anchored(Anchor::End).bold());
    scene.text((100.0, 70.0), "Kecamatan", style.anchored(Anchor::Middle));
    let (x, y, text) = (20.0, 110.0, "naik".to_owned());
    let Lettering { size_px, weight, color, anchor } = style;
    scene.push(Item::Text { x, y, text, size_px, weight, color, anchor, angle: -45.0 });
    for dpr in [1.0, 2.0] {
        let (differ, painted) = compare(&scene, dpr).await;
        assert!(painted > 0.05, "{painted} painted at {dpr}");
        assert!(differ < 0.012, "{differ} differs at {dpr}");
    }
}

#[wasm_bindgen_test]
async fn a_png_is_a_png() {
    let mut scene = empty();
    scene.text((4.0, 20.0), "Harga", Lettering::new(15.0, Theme::LIGHT.ink));
    for scale in [1.0, 3.0, 1e9, f64::NAN] {
        let blob = png(&scene, scale).await.unwrap();
        assert_eq!(blob.type_(), "image/png");
        assert!(blob.size() > 100.0);
    }
}
