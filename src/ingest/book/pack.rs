//! Writes ZIP archives whose files are stored as they are: how files that a person gives together become
//! one source. PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.

/// A file of an archive that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// Its name, with `/` between folders.
    pub name: String,
    /// Its size in bytes.
    pub size: u32,
    /// The CRC-32 of its bytes.
    pub crc: u32,
}

impl Packed {
    /// What stands before the bytes of the file.
    pub fn header(&self) -> Vec<u8> {
        let mut out = b"PK\x03\x04".to_vec();
        self.common(&mut out);
        out.extend(0_u16.to_le_bytes());
        out.extend(self.name.as_bytes());
        out
    }

    /// What the header and the table of contents both say: version 2.0, names in UTF-8, stored, the first
    /// day that the format knows, checksum, sizes, length of the name.
    fn common(&self, out: &mut Vec<u8>) {
        for word in [20_u16, 0x0800, 0, 0, 0x0021] {
            out.extend(word.to_le_bytes());
        }
        for word in [self.crc, self.size, self.size] {
            out.extend(word.to_le_bytes());
        }
        out.extend((self.name.len() as u16).to_le_bytes());
    }
}

/// The table of contents behind the files, in the order in which they were written.
pub fn contents(files: &[Packed]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0_u32;
    for file in files {
        out.extend(b"PK\x01\x02");
        out.extend(20_u16.to_le_bytes());
        file.common(&mut out);
        // No extra field, no remark, the first disk, no attributes.
        out.extend([0; 12]);
        out.extend(at.to_le_bytes());
        out.extend(file.name.as_bytes());
        at = at.saturating_add(file.header().len() as u32).saturating_add(file.size);
    }
    let size = out.len() as u32;
    let count = (files.len() as u16).to_le_bytes();
    out.extend(b"PK\x05\x06");
    out.extend([0; 4]);
    out.extend(count);
    out.extend(count);
    out.extend(size.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Limits, archive};
    use super::*;

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let files = [("januari.csv", "a,b\n1,2\n"), ("Kab. Éndé/data.csv", "a,b\n3,4\n")];
        let packed: Vec<Packed> = files
            .iter()
            .map(|(name, text)| Packed {
                name: (*name).to_owned(),
                size: text.len() as u32,
                crc: crc32fast::hash(text.as_bytes()),
            })
            .collect();
        let mut bytes = Vec::new();
        for (file, (_, text)) in packed.iter().zip(files) {
            bytes.extend(file.header());
            bytes.extend(text.as_bytes());
        }
        bytes.extend(contents(&packed));
        let entries = archive::list(&bytes, &Limits::default());
        let names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, files.map(|(name, _)| name));
        for (entry, (_, text)) in entries.iter().zip(files) {
            let mut notes = Vec::new();
            let inner = archive::extract(&bytes, entry.index, &Limits::default(), &mut notes);
            assert_eq!((inner.unwrap().as_slice(), notes.len()), (text.as_bytes(), 0));
        }
        // As other programs see it: bytes and checksum of the first file where the format wants them.
        assert_eq!(&bytes[14..18], crc32fast::hash(b"a,b\n1,2\n").to_le_bytes());
    }
}
