//! Writes `.br` and `.gz` beside files that shrink, for servers that send what is already packed.

use crate::files;
use crate::process::{Outcome, Problem};
use std::io::Write as _;
use std::path::Path;
use std::sync::Mutex;

/// Below this many bytes the headers weigh more than the gain.
const WORTHWHILE_BYTES: usize = 200;

/// Whether files of this name are text-like; fonts and pictures are packed already.
pub(crate) fn compressible(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default();
    matches!(extension, "html" | "css" | "js" | "mjs" | "wasm" | "svg" | "json" | "txt" | "csv" | "webmanifest" | "xml")
}

/// Brotli at the highest quality with a window as large as a browser must accept.
pub(crate) fn brotli(data: &[u8]) -> Outcome<Vec<u8>> {
    let params =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: data.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*data, &mut packed, &params).map_err(|e| Problem::new(format!("brotli: {e}")))?;
    Ok(packed)
}

fn gzip(data: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).and_then(|()| encoder.finish()).map_err(|e| Problem::new(format!("gzip: {e}")))
}

/// Packs every compressible file of a folder, largest first, on all cores.
pub(crate) fn folder(folder: &Path) -> Outcome {
    let mut files = Vec::new();
    for name in files::list(folder)? {
        if compressible(&name) && !name.starts_with('_') {
            let data = files::read(&folder.join(&name))?;
            if data.len() >= WORTHWHILE_BYTES {
                files.push((name, data));
            }
        }
    }
    files.sort_by_key(|(_, data)| data.len());
    let queue = Mutex::new(files);
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let work = || -> Outcome {
        loop {
            let next = queue.lock().map_or(None, |mut queue| queue.pop());
            let Some((name, data)) = next else {
                return Ok(());
            };
            for (suffix, packed) in [("br", brotli(&data)?), ("gz", gzip(&data)?)] {
                if packed.len() < data.len() {
                    files::write(&folder.join(format!("{name}.{suffix}")), packed)?;
                }
            }
        }
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .try_for_each(|thread| thread.join().unwrap_or_else(|_| Err(Problem::new("a compressing thread stopped"))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let data = b"harga,kota\n12500,Bandung\n".repeat(100);
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli(&data).unwrap(), &mut plain).unwrap();
        assert_eq!(plain, data);
        let mut plain = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&*gzip(&data).unwrap()), &mut plain).unwrap();
        assert_eq!(plain, data);
    }

    #[test]
    fn fonts_are_left_alone() {
        assert!(compressible("main_bg.wasm"));
        assert!(!compressible("assets/fonts/text.woff2"));
    }
}
