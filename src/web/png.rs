//! PNG files of scenes with the words about their data in them, small where they have to be.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement};

use super::canvas::{bitmap, png_of, refused};
use crate::base::note::Problem;
use crate::scene::{Provenance, Scene, png};

/// A scene as PNG file, `scale` pixels in a CSS pixel. A file of more than `most_bytes` is made anew with at
/// most 256 colours, which a chart hardly shows.
pub async fn file(
    scene: &Scene,
    scale: f64,
    provenance: &Provenance,
    most_bytes: Option<usize>,
) -> Result<Blob, Problem> {
    let canvas = bitmap(scene, scale).await?;
    let made = png_of(&canvas).await?;
    let mut bytes = bytes_of(&made).await.map_err(|error| refused(&error))?;
    if most_bytes.is_some_and(|most| bytes.len() > most) {
        // A browser that cannot compress has made the best file it can.
        if let Ok(Some(smaller)) = reduced(&canvas).await
            && smaller.len() < bytes.len()
        {
            bytes = smaller;
        }
    }
    let bytes = png::with_texts(&bytes, &png::texts(provenance)).unwrap_or(bytes);
    let options = BlobPropertyBag::new();
    options.set_type("image/png");
    let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).map_err(|error| refused(&error))
}

/// A blob's bytes.
async fn bytes_of(blob: &Blob) -> Result<Vec<u8>, JsValue> {
    Ok(Uint8Array::new(&JsFuture::from(blob.array_buffer()).await?).to_vec())
}

/// The canvas as a file of few colours.
async fn reduced(canvas: &HtmlCanvasElement) -> Result<Option<Vec<u8>>, JsValue> {
    let Some(context) =
        canvas.get_context("2d")?.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok())
    else {
        return Ok(None);
    };
    let pixels = context.get_image_data(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()))?.data();
    let Some(indexed) = png::indexed(&pixels, canvas.width()) else { return Ok(None) };
    Ok(Some(indexed.file(&deflated(&indexed.lines).await?)))
}

/// Bytes compressed by zlib's method, by the browser itself (`CompressionStream`, which every browser has
/// since 2023).
async fn deflated(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    let global = js_sys::global();
    let make = |name: &str, argument: &JsValue| {
        Reflect::get(&global, &name.into())
            .and_then(JsCast::dyn_into::<Function>)
            .and_then(|constructor| Reflect::construct(&constructor, &Array::of1(argument)))
    };
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)))?;
    let (plain, stream) = (blob.stream(), make("CompressionStream", &"deflate".into())?);
    let pipe: Function = Reflect::get(&plain, &"pipeThrough".into())?.dyn_into()?;
    let response = make("Response", &pipe.call1(&plain, &stream)?)?;
    let read: Function = Reflect::get(&response, &"arrayBuffer".into())?.dyn_into()?;
    let buffer = JsFuture::from(read.call0(&response)?.dyn_into::<Promise>()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
