//! Files that a person picks or drops.

use wasm_bindgen_futures::JsFuture;

use crate::base::note::{Problem, ProblemCode};
use crate::ingest::book::pack::{Packed, contents};

/// Files that are taken together at most, and their bytes.
const MOST_PACKED: usize = 500;
const PACKED_BYTES: f64 = 500_000_000.0;
/// Bytes that are summed up at a time.
const SLICE_BYTES: f64 = 4_000_000.0;

/// The first bytes of a file as text, for telling a saved story from data; broken UTF-8 is replaced.
pub async fn head_text(file: &web_sys::File, bytes: u32) -> String {
    let Ok(slice) = file.slice_with_i32_and_i32(0, bytes as i32) else { return String::new() };
    JsFuture::from(slice.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// The whole text of a file of at most `max_bytes`.
pub async fn whole_text(file: &web_sys::File, max_bytes: f64) -> Option<String> {
    if file.size() > max_bytes {
        return None;
    }
    JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string())
}

/// A text as a file.
pub fn of_text(text: &str, name: &str, mime: &str) -> Option<web_sys::File> {
    let options = web_sys::FilePropertyBag::new();
    options.set_type(mime);
    web_sys::File::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), name, &options).ok()
}

/// Several files as one archive, without copying their bytes.
pub async fn pack(files: &[web_sys::File], name: &str) -> Result<web_sys::File, Problem> {
    let total: f64 = files.iter().map(|file| file.size()).sum();
    if files.len() > MOST_PACKED || total > PACKED_BYTES {
        return Err(Problem::new(ProblemCode::TooLarge).arg(format!("{} MB", PACKED_BYTES / 1_000_000.0)));
    }
    let parts = js_sys::Array::new();
    let mut packed: Vec<Packed> = Vec::new();
    for file in files {
        let mut checksum = crc32fast::Hasher::new();
        let size = file.size();
        let mut at = 0.0;
        while at < size {
            let end = (at + SLICE_BYTES).min(size);
            let slice = file.slice_with_f64_and_f64(at, end).map_err(|error| unreadable(file, &error))?;
            let bytes = JsFuture::from(slice.array_buffer()).await.map_err(|error| unreadable(file, &error))?;
            checksum.update(&js_sys::Uint8Array::new(&bytes).to_vec());
            at = end;
        }
        let mut name = file.name();
        while packed.iter().any(|other| other.name == name) {
            name.insert(0, '_');
        }
        let entry = Packed { name, size: size as u32, crc: checksum.finalize() };
        parts.push(&js_sys::Uint8Array::from(entry.header().as_slice()));
        parts.push(file);
        packed.push(entry);
    }
    parts.push(&js_sys::Uint8Array::from(contents(&packed).as_slice()));
    let options = web_sys::FilePropertyBag::new();
    options.set_type("application/zip");
    web_sys::File::new_with_blob_sequence_and_options(&parts, name, &options)
        .map_err(|error| Problem::new(ProblemCode::BrokenFile).arg("ZIP").detail(format!("{error:?}")))
}

fn unreadable(file: &web_sys::File, error: &wasm_bindgen::JsValue) -> Problem {
    Problem::new(ProblemCode::BrokenFile).arg(file.name()).detail(format!("{error:?}"))
}
