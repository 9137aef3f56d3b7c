//! A file that goes on where it broke off, by a `Range` request.
//!
//! `If-Range` would do the check at the server, but no page may send it to another origin without asking
//! for leave first, and portals answer that badly; a plain `Range` needs no leave (Fetch standard, section
//! "CORS-safelisted request-header"). So the check is made here: the new answer has to begin with the last
//! bytes that came before, to lead to the same length, and to be of the same version (`Last-Modified` or
//! `ETag`) where we may read it. Where it does not, the file is read anew.

/// Bytes that are asked for a second time and compared.
const OVERLAP: usize = 1 << 10;

/// What is known of a transfer to go on with it later.
#[derive(Debug, Default)]
pub(super) struct Resume {
    /// The last bytes that came, up to [`OVERLAP`].
    tail: Vec<u8>,
    /// The version of the file.
    version: Option<String>,
    /// While an answer goes on: the version it has, and what it must begin with.
    going_on: Option<GoingOn>,
}

#[derive(Debug)]
struct GoingOn {
    version: Option<String>,
    expected: Vec<u8>,
    compared: usize,
}

impl Resume {
    /// Takes note of the version that an answer has.
    pub(super) fn version(&mut self, version: String) {
        match &mut self.going_on {
            Some(going_on) => going_on.version = Some(version),
            None => self.version = Some(version),
        }
    }

    /// From which byte the rest is to be asked for, after `received` bytes.
    pub(super) fn ask(&mut self, received: u64) -> u64 {
        let expected = std::mem::take(&mut self.tail);
        let from = received.saturating_sub(expected.len() as u64);
        self.going_on = Some(GoingOn { version: None, expected, compared: 0 });
        from
    }

    /// Whether an answer that goes on has begun well: `length` bytes after `from`, of `of` in all.
    pub(super) fn fits(&self, status: u16, length: Option<u64>, received: u64, of: Option<u64>) -> bool {
        let Some(going_on) = &self.going_on else { return true };
        let same_version = match (&self.version, &going_on.version) {
            (Some(before), Some(now)) => before == now,
            _ => true,
        };
        let from = received.saturating_sub(going_on.expected.len() as u64);
        // A compressed answer announces fewer bytes than came; then its length says nothing.
        let same_length = match (length, of.filter(|of| *of >= received)) {
            (Some(length), Some(of)) => from + length == of,
            _ => true,
        };
        status == 206 && same_version && same_length
    }

    /// Whether the answer under way is the continuation of an earlier one.
    pub(super) const fn is_going_on(&self) -> bool {
        self.going_on.is_some()
    }

    /// Forgets the earlier answer: the file is read anew.
    pub(super) fn begin_anew(&mut self) {
        *self = Self::default();
    }

    /// The part of a chunk that is new; `None` where the answer does not go on with what came before.
    pub(super) fn take<'c>(&mut self, chunk: &'c [u8]) -> Option<&'c [u8]> {
        let mut new = chunk;
        if let Some(going_on) = &mut self.going_on {
            let left = going_on.expected.get(going_on.compared..).unwrap_or_default();
            let (again, rest) = chunk.split_at(left.len().min(chunk.len()));
            if !left.starts_with(again) {
                return None;
            }
            going_on.compared += again.len();
            if going_on.compared == going_on.expected.len() {
                self.tail = std::mem::take(&mut going_on.expected);
                self.going_on = None;
            }
            new = rest;
        }
        if new.len() >= OVERLAP {
            self.tail.clear();
            self.tail.extend_from_slice(new.get(new.len() - OVERLAP..).unwrap_or_default());
        } else {
            self.tail.extend_from_slice(new);
            let surplus = self.tail.len().saturating_sub(OVERLAP);
            self.tail.drain(..surplus);
        }
        Some(new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that breaks off after each of these places and goes on.
    fn read(file: &[u8], breaks: &[usize], chunk: usize) -> Option<Vec<u8>> {
        let mut resume = Resume::default();
        let mut got: Vec<u8> = Vec::new();
        let mut from = 0;
        for end in breaks.iter().copied().chain([file.len()]) {
            for part in file.get(from..end.max(from)).unwrap_or_default().chunks(chunk) {
                got.extend_from_slice(resume.take(part)?);
            }
            from = resume.ask(got.len() as u64) as usize;
        }
        Some(got)
    }

    #[test]
    fn what_broke_off_fits_together_again() {
        let file: Vec<u8> = (0..9_000_u32).flat_map(|at| (at.wrapping_mul(2_654_435_761) >> 9).to_le_bytes()).collect();
        for chunk in [1, 7, 1_000, 5_000, 100_000] {
            for breaks in [&[][..], &[1], &[500], &[1_023, 1_024, 1_025], &[10_000, 10_000, 10_001, 20_000]] {
                assert_eq!(read(&file, breaks, chunk).as_deref(), Some(file.as_slice()), "{breaks:?} {chunk}");
            }
        }
    }

    #[test]
    fn another_file_is_noticed() {
        let mut resume = Resume::default();
        resume.version("monday".to_owned());
        resume.take(b"tanggal;harga\n2024-01-01;5\n");
        assert_eq!(resume.ask(27), 0);
        assert!(resume.fits(206, Some(100), 27, Some(100)));
        assert!(!resume.fits(206, Some(99), 27, Some(100)), "another length");
        assert!(!resume.fits(200, Some(100), 27, Some(100)), "all of it again");
        assert!(resume.fits(206, Some(99), 27, Some(20)), "a compressed length says nothing");
        resume.version("tuesday".to_owned());
        assert!(!resume.fits(206, Some(100), 27, Some(100)), "another version");
        assert_eq!(resume.take(b"tanggal;harga\n2024-01-02"), None);
        let mut resume = Resume::default();
        resume.take(b"abc");
        resume.ask(3);
        assert_eq!(resume.take(b"ab"), Some(&b""[..]));
        assert!(resume.is_going_on());
        assert_eq!(resume.take(b"cd"), Some(&b"d"[..]));
        assert!(!resume.is_going_on());
    }
}
