//! The streaming reader: fed with bytes, recognises and decodes them, and hands the text on to the
//! body of the table.

use crate::base::note::{Problem, ProblemCode};
use crate::table::ResultTable;

use super::body::Body;
use super::decode::Decoder;
use super::finish::Finishing;
use super::{Options, sniff};

/// Reads a file as it arrives.
#[derive(Debug)]
pub struct Reader {
    options: Options,
    head: Vec<u8>,
    decoder: Option<Decoder>,
    bytes: u64,
    body: Body,
    failed: Option<Problem>,
}

impl Reader {
    /// A reader that has seen nothing yet.
    pub fn new(options: Options) -> Self {
        Self { options, head: Vec::new(), decoder: None, bytes: 0, body: Body::default(), failed: None }
    }

    /// Takes the next bytes of the file. Once it has failed, it fails again.
    pub fn feed(&mut self, chunk: &[u8]) -> Result<(), Problem> {
        if let Some(problem) = &self.failed {
            return Err(problem.clone());
        }
        let result = self.take(chunk);
        if let Err(problem) = &result {
            self.failed = Some(problem.clone());
        }
        result
    }

    fn take(&mut self, chunk: &[u8]) -> Result<(), Problem> {
        if self.body.is_full() {
            return Ok(());
        }
        let room = usize::try_from(self.options.max_bytes.saturating_sub(self.bytes)).unwrap_or(usize::MAX);
        let over = chunk.len() > room;
        let chunk = chunk.get(..room).unwrap_or(chunk);
        self.bytes += chunk.len() as u64;
        if self.decoder.is_some() {
            self.decode(chunk, false)?;
        } else {
            self.head.extend_from_slice(chunk);
            if self.head.len() >= sniff::HEAD {
                self.open(false)?;
            }
        }
        if over {
            if self.decoder.is_none() {
                self.open(false)?;
            }
            self.body.cut(&self.options)?;
        }
        Ok(())
    }

    /// Whether a limit was reached and further bytes are ignored.
    pub fn is_full(&self) -> bool {
        self.body.is_full()
    }

    /// How many rows of data were read.
    pub fn rows_so_far(&self) -> u64 {
        self.body.rows() as u64
    }

    /// The first rows as raw text, once the header is known.
    pub fn preview(&self, rows: usize) -> Option<ResultTable> {
        self.body.preview(rows)
    }

    /// Says that no more bytes come.
    pub fn finish(mut self) -> Finishing {
        if self.failed.is_none()
            && let Err(problem) = self.close()
        {
            self.failed = Some(problem);
        }
        if let Some(problem) = self.failed {
            return Finishing::failed(problem);
        }
        if let Some(decoder) = &self.decoder {
            self.body.describe(self.bytes, decoder.encoding().label(), decoder.notes());
        }
        Finishing::new(self.body, self.options.readings).titled(self.options.name)
    }

    fn close(&mut self) -> Result<(), Problem> {
        if self.decoder.is_none() {
            self.open(true)?;
        } else {
            self.decode(&[], true)?;
        }
        self.body.end(&self.options)
    }

    /// Decides what the file is from its head and decodes that.
    fn open(&mut self, last: bool) -> Result<(), Problem> {
        if self.head.iter().all(u8::is_ascii_whitespace) && last {
            return Err(Problem::new(ProblemCode::EmptyFile));
        }
        sniff::check_head(&self.head)?;
        let head = std::mem::take(&mut self.head);
        let sample = head.get(..sniff::HEAD).unwrap_or(&head);
        let (decoder, skip) = Decoder::new(sample, self.options.encoding);
        self.decoder = Some(decoder);
        self.decode(head.get(skip..).unwrap_or_default(), last)
    }

    fn decode(&mut self, bytes: &[u8], last: bool) -> Result<(), Problem> {
        let Some(decoder) = &mut self.decoder else {
            return Ok(());
        };
        let mut result = Ok(());
        let (body, options) = (&mut self.body, &self.options);
        decoder.decode(bytes, last, &mut |text| {
            if result.is_ok() {
                result = body.append(text, options);
            }
        });
        result
    }
}
