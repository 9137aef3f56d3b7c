//! Scenes on a canvas: plotters' canvas backend paints what it can exactly, the context itself the
//! rest (text on its baseline in weight 600, areas with holes).
//!
//! The context is scaled so that plotters' whole numbers are eighths of a CSS pixel: lines and
//! letters lie where the SVG has them, on any screen.

use js_sys::{Array, Function, Promise, Reflect, Uint8ClampedArray, Uint32Array};
use plotters_backend::DrawingErrorKind;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, CanvasWindingRule, HtmlCanvasElement, ImageData};

use crate::base::note::{Problem, ProblemCode};
use crate::scene::hatch::{STROKE_PX, segments};
use crate::scene::paint::paint_item;
use crate::scene::{Anchor, Face, Fill, Item, Rgba, Scene, Stroke, Weight, specks};

/// The property of a canvas that counts what was painted on it.
const TURN: &str = "jelajahTurn";
/// Backend units in a CSS pixel.
const GRID: f64 = 8.0;
/// The shipped face, its fallback with the same widths, then what systems have.
const FAMILY: &str = "Inter, 'Inter Fallback', system-ui, sans-serif";
/// Bitmaps beyond this many pixels are refused by phones.
const MAX_PIXELS: f64 = 16_000_000.0;

/// Paints a scene on a canvas, sharp on a screen with `dpr` device pixels in a CSS pixel; sets the
/// canvas's bitmap and its size on the page. Text is set in the shipped face only once the page has
/// loaded it: see [`load_face`].
pub fn paint_on_canvas(scene: &Scene, canvas: &HtmlCanvasElement, dpr: f64) -> Result<(), Problem> {
    for (name, size) in [("width", scene.width_px), ("height", scene.height_px)] {
        // Through the object model, which a strict policy allows where it forbids style attributes.
        canvas.style().set_property(name, &format!("{size}px")).map_err(|error| refused(&error))?;
    }
    paint_bitmap(scene, canvas, dpr)
}

/// Paints a scene on a canvas of the page; once more when its face has come, if that is not the usual one, unless
/// another picture was painted there meanwhile. A canvas that cannot be painted stays empty.
pub fn paint_in_face(scene: &Scene, canvas: &HtmlCanvasElement, dpr: f64) {
    paint_on_canvas(scene, canvas, dpr).ok();
    let turn = Reflect::get(canvas, &TURN.into()).ok().and_then(|turn| turn.as_f64()).unwrap_or_default() + 1.0;
    // The element is the page's own: setting a property of it cannot fail.
    Reflect::set(canvas, &TURN.into(), &turn.into()).ok();
    if scene.face.is_usual() {
        return;
    }
    let (scene, canvas) = (scene.clone(), canvas.clone());
    wasm_bindgen_futures::spawn_local(async move {
        load_face(scene.face).await;
        if Reflect::get(&canvas, &TURN.into()).is_ok_and(|now| now == turn) {
            paint_on_canvas(&scene, &canvas, dpr).ok();
        }
    });
}

/// A scene as PNG file, `scale` pixels in a CSS pixel, painted on a canvas that is never shown.
pub async fn png(scene: &Scene, scale: f64) -> Result<Blob, Problem> {
    png_of(&bitmap(scene, scale).await?).await
}

/// A scene on a canvas that is never shown, `scale` pixels in a CSS pixel.
pub(super) async fn bitmap(scene: &Scene, scale: f64) -> Result<HtmlCanvasElement, Problem> {
    load_face(Face::Inter).await;
    if !scene.face.is_usual() {
        load_face(scene.face).await;
    }
    let document = web_sys::window().and_then(|window| window.document());
    let created = document.ok_or(JsValue::NULL).and_then(|document| document.create_element("canvas"));
    let canvas: HtmlCanvasElement = created.map_err(|error| refused(&error))?.unchecked_into();
    paint_bitmap(scene, &canvas, scale)?;
    Ok(canvas)
}

/// What is on a canvas as PNG file.
pub(super) async fn png_of(canvas: &HtmlCanvasElement) -> Result<Blob, Problem> {
    let made = Promise::new(&mut |resolve: Function, _reject: Function| {
        let give = resolve.clone();
        let done = Closure::once_into_js(move |blob: JsValue| {
            // Resolving cannot throw.
            let _given = give.call1(&JsValue::NULL, &blob);
        });
        if canvas.to_blob_with_type(done.unchecked_ref(), "image/png").is_err() {
            let _given = resolve.call1(&JsValue::NULL, &JsValue::NULL);
        }
    });
    let blob = JsFuture::from(made).await.map_err(|error| refused(&error))?;
    blob.dyn_into().map_err(|nothing| refused(&nothing))
}

/// Waits until the page has a shipped face in both weights; where that fails, pictures are set in
/// the fallback, which is as wide.
pub async fn load_face(face: Face) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let Ok(fonts) = Reflect::get(&document, &JsValue::from_str("fonts")) else {
        return;
    };
    let load = Reflect::get(&fonts, &JsValue::from_str("load")).and_then(JsCast::dyn_into::<Function>);
    let Ok(load) = load else { return };
    for weight in [400, 600] {
        let font = format!("{weight} 13px '{}'", face.family());
        let asked = load.call1(&fonts, &JsValue::from_str(&font)).and_then(JsCast::dyn_into::<Promise>);
        if let Ok(promise) = asked {
            // A face that does not come is not a reason to paint nothing.
            let _loaded = JsFuture::from(promise).await;
        }
    }
}

/// Sets the bitmap's size and paints.
fn paint_bitmap(scene: &Scene, canvas: &HtmlCanvasElement, dpr: f64) -> Result<(), Problem> {
    let area = (scene.width_px * scene.height_px).max(1.0);
    let most = (MAX_PIXELS / area).sqrt();
    let dpr = if dpr.is_finite() { dpr.clamp(0.5, 8.0).min(most) } else { 1.0 };
    canvas.set_width((scene.width_px * dpr).round().max(1.0) as u32);
    canvas.set_height((scene.height_px * dpr).round().max(1.0) as u32);
    let context = canvas.get_context("2d").map_err(|error| refused(&error))?;
    let context: CanvasRenderingContext2d = context
        .and_then(|context| context.dyn_into().ok())
        .ok_or_else(|| refused(&JsValue::from_str("no 2d context")))?;
    let unit = dpr / GRID;
    context.set_transform(unit, 0.0, 0.0, unit, 0.0, 0.0).map_err(|error| refused(&error))?;
    context.set_line_join("round");
    context.set_line_cap("round");
    let mut backend =
        CanvasBackend::with_canvas_object(canvas.clone()).ok_or_else(|| refused(&JsValue::from_str("no backend")))?;
    for item in &scene.items {
        match item {
            Item::Discs { radius, places, inks } if cloud(&context, canvas, (*radius, places, inks), dpr).is_some() => {
            }
            Item::Text { .. } => text(&context, item, scene.face).map_err(|error| refused(&error))?,
            Item::Path { rings, closed: false, stroke: Some(stroke @ Stroke { dash: None, .. }), .. } => {
                lines(&context, rings, *stroke);
            }
            Item::Path { rings, closed: true, fill: Some(fill), stroke }
                if stroke.is_none_or(|pen| pen.dash.is_none()) =>
            {
                fill_area(&context, rings, fill, stroke.as_ref());
            }
            item => paint_item(item, &mut backend, GRID).map_err(|error| failed(&error))?,
        }
    }
    Ok(())
}

/// Makes rings the path of the canvas; `closed` ones end where they began.
fn trace(context: &CanvasRenderingContext2d, rings: &[Vec<(f64, f64)>], closed: bool) {
    context.begin_path();
    for ring in rings {
        for (index, (x, y)) in ring.iter().enumerate() {
            if index == 0 {
                context.move_to(x * GRID, y * GRID);
            } else {
                context.line_to(x * GRID, y * GRID);
            }
        }
        if closed {
            context.close_path();
        }
    }
}

/// Draws along the path of the canvas.
fn pen(context: &CanvasRenderingContext2d, stroke: Stroke) {
    context.set_stroke_style_str(&css(stroke.color));
    context.set_line_width(stroke.width_px * GRID);
    context.stroke();
}

/// Solid lines, drawn as one: plotters would be asked for every point, and would begin anew with every line.
fn lines(context: &CanvasRenderingContext2d, rings: &[Vec<(f64, f64)>], stroke: Stroke) {
    trace(context, rings, false);
    pen(context, stroke);
}

/// Many equal discs at once, by way of a picture of them; `None` where they must be painted one by one.
fn cloud(
    context: &CanvasRenderingContext2d,
    canvas: &HtmlCanvasElement,
    discs: (f64, &[(f64, f64)], &[Rgba]),
    dpr: f64,
) -> Option<()> {
    let specks = specks::stamped(discs, dpr, (canvas.width(), canvas.height()))?;
    if specks.pixels.is_empty() {
        return Some(());
    }
    let (width, height) = (specks.width as u32, (specks.pixels.len() / specks.width) as u32);
    let bytes = Uint8ClampedArray::new(&Uint32Array::from(specks.pixels.as_slice()).buffer());
    let image = ImageData::new_with_js_u8_clamped_array_and_sh(&bytes, width, height).ok()?;
    // Pixels that are put onto a canvas replace what is there: these are to lie over it.
    let layer: HtmlCanvasElement = canvas.owner_document()?.create_element("canvas").ok()?.unchecked_into();
    layer.set_width(width);
    layer.set_height(height);
    let over: CanvasRenderingContext2d = layer.get_context("2d").ok()??.unchecked_into();
    over.put_image_data(&image, 0.0, 0.0).ok()?;
    context.save();
    let laid = context.reset_transform().and_then(|()| {
        context.draw_image_with_html_canvas_element(&layer, f64::from(specks.left), f64::from(specks.top))
    });
    context.restore();
    laid.ok()
}

/// One line of text on its baseline.
fn text(context: &CanvasRenderingContext2d, item: &Item, face: Face) -> Result<(), JsValue> {
    let Item::Text { x, y, text, size_px, weight, color, anchor, angle } = item else {
        return Ok(());
    };
    let weight = match weight {
        Weight::Regular => 400,
        Weight::Bold => 600,
    };
    let size_px = size_px * GRID;
    if face.is_usual() {
        context.set_font(&format!("{weight} {size_px}px {FAMILY}"));
    } else {
        context.set_font(&format!("{weight} {size_px}px '{}', {FAMILY}", face.family()));
    }
    context.set_text_baseline("alphabetic");
    context.set_text_align(match anchor {
        Anchor::Start => "left",
        Anchor::Middle => "center",
        Anchor::End => "right",
    });
    context.set_fill_style_str(&css(*color));
    if *angle == 0.0 {
        return context.fill_text(text, x * GRID, y * GRID);
    }
    context.save();
    let turned = context
        .translate(x * GRID, y * GRID)
        .and_then(|()| context.rotate(angle.to_radians()))
        .and_then(|()| context.fill_text(text, 0.0, 0.0));
    context.restore();
    turned
}

/// An area filled by the even-odd rule, which plotters has no word for; its outline is traced once for filling and
/// stroking.
fn fill_area(context: &CanvasRenderingContext2d, rings: &[Vec<(f64, f64)>], fill: &Fill, stroke: Option<&Stroke>) {
    trace(context, rings, true);
    let (ground, lines) = match fill {
        Fill::Solid(color) => (*color, None),
        Fill::Hatch(lines, ground) => (*ground, Some(*lines)),
    };
    context.set_fill_style_str(&css(ground));
    context.fill_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
    let outline = || {
        if let Some(stroke) = stroke {
            pen(context, *stroke);
        }
    };
    let Some(color) = lines else { return outline() };
    outline();
    context.save();
    context.clip_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
    context.begin_path();
    for [from, to] in segments(rings) {
        context.move_to(from.0 * GRID, from.1 * GRID);
        context.line_to(to.0 * GRID, to.1 * GRID);
    }
    context.set_stroke_style_str(&css(color));
    context.set_line_width(STROKE_PX * GRID);
    context.stroke();
    context.restore();
}

/// A colour as CSS writes it.
fn css(color: Rgba) -> String {
    let Rgba(r, g, b, alpha) = color;
    if alpha == 255 { color.hex() } else { format!("rgba({r},{g},{b},{})", f64::from(alpha) / 255.0) }
}

/// The browser would not paint: it has no room for the bitmap, or none for any.
pub(super) fn refused(error: &JsValue) -> Problem {
    let said = Array::of1(error).join("").as_string().unwrap_or_default();
    Problem::new(ProblemCode::TooLarge).arg("16 MP").detail(format!("canvas: {said}"))
}

/// The backend would not paint.
fn failed<E: std::error::Error + Send + Sync>(error: &DrawingErrorKind<E>) -> Problem {
    Problem::new(ProblemCode::TooLarge).arg("16 MP").detail(error.to_string())
}
