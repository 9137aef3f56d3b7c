//! Reads a stream of bytes, piece by piece, into one buffer of ours.
//!
//! The browser is handed the same buffer again and again where its streams take one ([Streams], readable
//! byte streams: Chromium 89, Firefox 102, Safari 26.4). Otherwise it makes a new one of up to 2 MB for
//! every piece, which has to be mapped, filled and thrown away: 40 of 600 ms for a file of 90 MB, and 30 MB of
//! memory.
//!
//! [Streams]: https://streams.spec.whatwg.org/#byob-readers

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamByobReader, ReadableStreamDefaultReader};

/// The most that is read at once, in bytes, where we bring the buffer. Every piece costs the browser some ten
/// microseconds, so a quarter of it is measurably slower.
const PIECE: u32 = 1 << 20;

/// A stream that is being read.
pub(super) struct ByteStream {
    reader: Reader,
    /// The last piece.
    bytes: Vec<u8>,
}

enum Reader {
    /// Fills the buffer that it is handed, and hands it back.
    Filling(ReadableStreamByobReader, Uint8Array),
    /// Brings a buffer for every piece.
    Bringing(ReadableStreamDefaultReader),
}

impl ByteStream {
    /// Begins to read.
    ///
    /// # Errors
    /// What the browser throws where somebody else reads the stream.
    pub(super) fn new(stream: &ReadableStream) -> Result<Self, JsValue> {
        let reader = match ReadableStreamByobReader::new(stream) {
            Ok(reader) => Reader::Filling(reader, Uint8Array::new_with_length(PIECE)),
            Err(_) => Reader::Bringing(ReadableStreamDefaultReader::new(stream)?),
        };
        Ok(Self { reader, bytes: Vec::new() })
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// What the browser throws where the stream breaks off.
    pub(super) async fn next(&mut self) -> Result<Option<&[u8]>, JsValue> {
        let promise = match &self.reader {
            Reader::Filling(reader, buffer) => reader.read_with_array_buffer_view(buffer.unchecked_ref::<Object>()),
            Reader::Bringing(reader) => reader.read(),
        };
        let part = JsFuture::from(promise).await?;
        if Reflect::get(&part, &"done".into())?.is_truthy() {
            return Ok(None);
        }
        let piece: Uint8Array = Reflect::get(&part, &"value".into())?.dyn_into()?;
        self.bytes.resize(piece.length() as usize, 0);
        piece.copy_to(&mut self.bytes);
        if let Reader::Filling(_, buffer) = &mut self.reader {
            // The memory has moved into the piece; the old view is empty.
            *buffer = Uint8Array::new(&piece.buffer());
        }
        Ok(Some(&self.bytes))
    }

    /// Lets go of a stream whose rest nobody wants.
    pub(super) fn cancel(&self) {
        drop(match &self.reader {
            Reader::Filling(reader, _) => reader.cancel(),
            Reader::Bringing(reader) => reader.cancel(),
        });
    }
}
