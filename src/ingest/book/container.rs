//! The container of older Office files: streams in sectors (MS-CFB).

use super::bytes::{u16_at, u32_at};

/// Sector numbers from here on are no sectors.
const NONE: u32 = 0xFFFF_FFFA;

/// A container and its directory.
#[derive(Debug)]
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    mini_sector: usize,
    mini_below: u32,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<(String, u32, u32)>,
}

impl<'a> Container<'a> {
    /// Opens a container; `None` when it is none.
    pub(super) fn new(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            return None;
        }
        let size = |at: usize, least: u16, most: u16| -> Option<usize> {
            u16_at(bytes, at).filter(|shift| (least..=most).contains(shift)).map(|shift| 1 << shift)
        };
        let mut own = Self {
            bytes,
            sector: size(30, 7, 16)?,
            mini_sector: size(32, 4, 12)?,
            mini_below: u32_at(bytes, 56)?,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini: Vec::new(),
            entries: Vec::new(),
        };
        own.read_fat()?;
        own.mini_fat = words(&own.chain(u32_at(bytes, 60)?, usize::MAX));
        let directory = own.chain(u32_at(bytes, 48)?, usize::MAX);
        for entry in directory.chunks_exact(128) {
            let length = usize::from(u16_at(entry, 64)?).clamp(2, 64);
            let name = super::bytes::utf16(entry.get(..length - 2)?);
            let (start, size) = (u32_at(entry, 116)?, u32_at(entry, 120)?);
            match entry.get(66)? {
                5 => own.mini = own.chain(start, size as usize),
                2 => own.entries.push((name, start, size)),
                _ => {}
            }
        }
        Some(own)
    }

    /// The stream of that name.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let (_, start, size) = self.entries.iter().find(|(own, ..)| own.eq_ignore_ascii_case(name))?;
        Some(if *size < self.mini_below { self.mini_chain(*start, *size) } else { self.chain(*start, *size as usize) })
    }

    /// How many sectors the file can have: no chain is longer.
    const fn sectors(&self) -> usize {
        self.bytes.len() / self.sector + 1
    }

    fn at(&self, sector: u32) -> Option<&'a [u8]> {
        let start = (sector as usize).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(start..)?;
        // The last sector of a file that was cut is what is left of it.
        Some(rest.get(..self.sector).unwrap_or(rest))
    }

    fn read_fat(&mut self) -> Option<()> {
        let mut places: Vec<u32> = (0..109).map_while(|at| u32_at(self.bytes, 76 + at * 4)).collect();
        let mut next = u32_at(self.bytes, 68)?;
        for _ in 0..self.sectors() {
            let Some(more) = Some(next).filter(|next| *next < NONE).and_then(|next| self.at(next)) else { break };
            let mut more = words(more);
            next = more.pop().unwrap_or(NONE);
            places.extend(more);
        }
        let count = self.sectors();
        for place in places.into_iter().filter(|place| *place < NONE).take(count) {
            if self.fat.len() > count {
                break;
            }
            self.fat.extend(words(self.at(place).unwrap_or_default()));
        }
        Some(())
    }

    /// The bytes of a chain of sectors, at most `size`.
    fn chain(&self, start: u32, size: usize) -> Vec<u8> {
        let mut out = Vec::new();
        let mut next = start;
        for _ in 0..self.sectors() {
            if next >= NONE || out.len() >= size {
                break;
            }
            let Some(sector) = self.at(next) else { break };
            out.extend_from_slice(sector);
            next = self.fat.get(next as usize).copied().unwrap_or(NONE);
        }
        out.truncate(size);
        out
    }

    fn mini_chain(&self, start: u32, size: u32) -> Vec<u8> {
        let mut out = Vec::new();
        let mut next = start;
        for _ in 0..=self.mini.len() / self.mini_sector {
            if next >= NONE || out.len() >= size as usize {
                break;
            }
            let from = (next as usize).saturating_mul(self.mini_sector);
            let Some(rest) = self.mini.get(from..) else { break };
            out.extend_from_slice(rest.get(..self.mini_sector).unwrap_or(rest));
            next = self.mini_fat.get(next as usize).copied().unwrap_or(NONE);
        }
        out.truncate(size as usize);
        out
    }
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|word| u32_at(word, 0)).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A container with one stream, written as simply as the format allows.
    pub(in crate::ingest::book) fn container(name: &str, stream: &[u8]) -> Vec<u8> {
        let sectors = stream.len().max(4096).div_ceil(512);
        let fat_sectors = (sectors + 2).div_ceil(127);
        let directory = fat_sectors + sectors;
        let mut out = vec![0; 512];
        let mut put = |at: usize, bytes: &[u8]| out[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
        put(26, &[3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
        put(44, &(fat_sectors as u32).to_le_bytes());
        put(48, &(directory as u32).to_le_bytes());
        put(56, &4096_u32.to_le_bytes());
        put(60, &u32::MAX.to_le_bytes());
        put(68, &u32::MAX.to_le_bytes());
        for at in 0..109 {
            let place = if at < fat_sectors { at as u32 } else { u32::MAX };
            put(76 + at * 4, &place.to_le_bytes());
        }
        let mut fat = vec![0xFFFF_FFFD_u32; fat_sectors];
        fat.extend((0..sectors).map(|at| (fat_sectors + at + 1) as u32));
        fat[directory - 1] = 0xFFFF_FFFE;
        fat.push(0xFFFF_FFFE);
        fat.resize(fat_sectors * 128, u32::MAX);
        out.extend(fat.iter().flat_map(|word| word.to_le_bytes()));
        let mut body = stream.to_vec();
        body.resize(sectors * 512, 0);
        out.extend(&body);
        let entry = |name: &str, kind: u8, start: u32, size: u32| {
            let mut entry = vec![0; 128];
            let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            entry[..units.len()].copy_from_slice(&units);
            entry[64..66].copy_from_slice(&(units.len() as u16 + 2).to_le_bytes());
            entry[66] = kind;
            entry[116..120].copy_from_slice(&start.to_le_bytes());
            entry[120..124].copy_from_slice(&size.to_le_bytes());
            entry
        };
        out.extend(entry("Root Entry", 5, 0xFFFF_FFFE, 0));
        out.extend(entry(name, 2, fat_sectors as u32, body.len() as u32));
        out.extend([0; 256]);
        out
    }

    #[test]
    fn streams_are_found() {
        let stream: Vec<u8> = (0..100_000_u32).map(|at| at as u8).collect();
        let bytes = container("Workbook", &stream);
        let found = Container::new(&bytes).unwrap().stream("workbook").unwrap();
        assert_eq!(found.get(..stream.len()), Some(stream.as_slice()));
        assert!(Container::new(&bytes).unwrap().stream("x").is_none());
        assert!(Container::new(b"PK").is_none());
    }
}
