//! The width table of the shipped text face against what a browser measures with that face.
#![cfg(target_arch = "wasm32")]

use jelajah::scene::{Weight, width::text_width};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The shipped face; `xtask/fonts/build.py` keeps the name.
const FONT: &[u8] = include_bytes!("../assets/fonts/text-95552eeb.woff2");

/// Loads the face once per test and measures on a canvas.
const MEASURE: &str = r#"return (async () => {
  const face = new FontFace("Measured", bytes, { weight: "400 600" });
  document.fonts.add(await face.load());
  const context = document.createElement("canvas").getContext("2d");
  context.font = `${weight} ${size}px Measured`;
  context.fontKerning = "none";
  return context.measureText(text).width;
})()"#;

async fn measured(text: &str, size_px: f64, weight: u32) -> f64 {
    let measure = js_sys::Function::new_with_args("bytes, text, size, weight", MEASURE);
    let args = js_sys::Array::of4(&js_sys::Uint8Array::from(FONT), &text.into(), &size_px.into(), &weight.into());
    let promise: js_sys::Promise = measure.apply(&JsValue::NULL, &args).expect("the script runs").unchecked_into();
    let width = JsFuture::from(promise).await.expect("the face loads");
    width.as_f64().expect("a width is a number")
}

#[wasm_bindgen_test]
async fn the_table_is_what_the_browser_measures() {
    let texts = [
        "Harga rata-rata beras (Rp/kg)",
        "1.111.111,11",
        "0987654321 − 12,5 %",
        "Kabupaten Tolikara · ≥ 40 → 60",
        "“Šibenik”, Čačak – été…",
    ];
    for text in texts {
        for (weight, number) in [(Weight::Regular, 400), (Weight::Bold, 600)] {
            let (ours, theirs) = (text_width(text, 100.0, weight), measured(text, 100.0, number).await);
            let off = (ours - theirs).abs() / theirs;
            assert!(off < 0.002, "{text:?} at {number}: {ours} here, {theirs} in the browser");
        }
    }
}

#[wasm_bindgen_test]
async fn figures_have_one_width() {
    let zero = measured("0000", 100.0, 400).await;
    for digit in "123456789".chars() {
        let width = measured(&digit.to_string().repeat(4), 100.0, 400).await;
        assert!((width - zero).abs() < 0.01, "{digit}: {width}, 0: {zero}");
    }
}
