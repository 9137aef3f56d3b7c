//! The raw text of a table: every record as it came, in a list of chunks that never move.
//!
//! A record lies whole in one chunk, so that a row is one slice. Addresses are 32 bits: the chunk's
//! base plus the offset within it, with bases at multiples of [`SLOT`], so that finding the chunk of
//! an address is one look-up. Growing never copies what is already there, which halves the peak
//! memory of a large file against one growing buffer.

/// How much text a chunk holds, in bytes, unless one record is longer.
pub(crate) const SLOT: usize = 1 << 22;

/// The room of a chunk that need not become full.
pub(super) const LEAST: usize = SLOT / 8;

/// The chunks.
#[derive(Debug, Default)]
pub(crate) struct Arena {
    chunks: Vec<String>,
    bases: Vec<u32>,
    /// Which chunk covers each slot of addresses.
    slots: Vec<u32>,
}

impl Arena {
    /// The chunk that still grows, from a record's start at `from` on; empty when there is none.
    #[inline]
    pub(crate) fn open_from(&self, from: usize) -> &str {
        self.chunks.last().and_then(|chunk| chunk.get(from..)).unwrap_or_default()
    }

    /// The address of an offset in the chunk that still grows.
    #[inline]
    pub(crate) fn open_address(&self, offset: usize) -> u32 {
        self.bases.last().copied().unwrap_or(0) + offset as u32
    }

    /// How many bytes the growing chunk takes before a new one is due.
    pub(crate) fn room(&self) -> usize {
        self.chunks.last().map_or(0, |chunk| SLOT.saturating_sub(chunk.len()))
    }

    /// Appends to the growing chunk.
    pub(crate) fn push(&mut self, text: &str) {
        if self.chunks.is_empty() {
            self.start(String::new());
        }
        if let Some(chunk) = self.chunks.last_mut() {
            // Twice the room of what is there is more than a chunk is going to need.
            if chunk.capacity() < chunk.len() + text.len() && chunk.len() >= LEAST {
                chunk.reserve_exact((chunk.len() / 2).min(SLOT.saturating_sub(chunk.len())).max(text.len()));
            }
            chunk.push_str(text);
        }
    }

    /// Puts another text in the place of the growing chunk, of which nothing is in use yet.
    pub(crate) fn replace_open(&mut self, text: String) {
        if let Some(chunk) = self.chunks.last_mut() {
            *chunk = text;
        }
    }

    /// Ends the growing chunk at the offset where its unfinished record starts and moves that record
    /// to a new one, which has room for so many bytes. Answers `false`, doing nothing, when addresses are used up.
    pub(crate) fn rotate(&mut self, from: usize, room: usize) -> bool {
        // The chunk that begins next must end below 4 GiB too.
        if self.slots.len() + 64 > (u32::MAX as usize) / SLOT {
            return false;
        }
        let mut next = String::with_capacity(room);
        if let Some(chunk) = self.chunks.last_mut() {
            next.push_str(chunk.get(from..).unwrap_or_default());
            chunk.truncate(from);
        }
        self.start(next);
        true
    }

    fn start(&mut self, chunk: String) {
        // The chunk before may have outgrown its slot by one long record.
        let base = match (self.bases.last(), self.chunks.last()) {
            (Some(&base), Some(last)) => (base as usize + last.len()).div_ceil(SLOT).max(base as usize / SLOT + 1),
            _ => 0,
        };
        let before = self.chunks.len().saturating_sub(1) as u32;
        self.slots.resize(base, before);
        self.slots.push(self.chunks.len() as u32);
        self.bases.push((base * SLOT) as u32);
        self.chunks.push(chunk);
    }

    /// The chunk of an address and the offset within it.
    #[inline]
    fn find(&self, address: u32) -> Option<(&str, usize)> {
        // The last chunk may be longer than its slot.
        let chunk =
            self.slots.get(address as usize / SLOT).copied().unwrap_or(self.chunks.len().saturating_sub(1) as u32);
        let base = *self.bases.get(chunk as usize)?;
        Some((self.chunks.get(chunk as usize)?, (address - base) as usize))
    }

    /// The text at an address; empty when it is not there.
    #[inline]
    pub(crate) fn text(&self, address: u32, length: u32) -> &str {
        self.find(address).and_then(|(chunk, from)| chunk.get(from..from + length as usize)).unwrap_or_default()
    }

    /// The text from an address to the end of its chunk.
    #[inline]
    pub(crate) fn from(&self, address: u32) -> &str {
        self.find(address).and_then(|(chunk, from)| chunk.get(from..)).unwrap_or_default()
    }

    /// Bytes allocated.
    pub(crate) fn heap_bytes(&self) -> usize {
        self.chunks.iter().map(String::capacity).sum::<usize>() + (self.bases.capacity() + self.slots.capacity()) * 4
    }

    /// Gives back what the last chunk reserved and does not use.
    pub(crate) fn close(&mut self) {
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.shrink_to_fit();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_find_their_text_across_chunks() {
        let mut arena = Arena::default();
        let mut at = Vec::new();
        let mut start = 0;
        for number in 0..400_u32 {
            // Some records are longer than a slot.
            let size = if number % 100 == 50 { 3 * SLOT } else { 20_000 };
            let record = format!("{number}:{}", "é".repeat(size / 2));
            if arena.room() < record.len() {
                assert!(arena.rotate(start, if number % 2 == 0 { SLOT } else { LEAST }));
                start = 0;
            }
            arena.push(&record);
            at.push((arena.open_address(start), record.len() as u32, number));
            start += record.len();
        }
        for (address, length, number) in at {
            let text = arena.text(address, length);
            assert_eq!(text.len(), length as usize);
            assert!(text.starts_with(&format!("{number}:")));
            assert!(arena.from(address).starts_with(text));
        }
        assert_eq!(arena.text(u32::MAX, 5), "");
    }
}
