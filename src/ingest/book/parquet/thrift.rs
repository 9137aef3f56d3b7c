//! Thrift's compact protocol, as the metadata of Parquet files is written.

use crate::ingest::book::bytes::{f64_at, u8_at};

/// Structures inside structures deeper than this are not read.
const DEPTH: u32 = 24;

/// A value of any type.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    Bool(bool),
    Int(i64),
    Double(f64),
    Bytes(&'a [u8]),
    List(Vec<Value<'a>>),
    Struct(Fields<'a>),
}

/// The fields of a structure by their numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Fields<'a>(Vec<(i16, Value<'a>)>);

impl<'a> Fields<'a> {
    /// Reads a structure from the start of bytes; how many it took is the second part.
    pub(super) fn read(bytes: &'a [u8]) -> Option<(Self, usize)> {
        let mut reader = Reader { bytes, at: 0 };
        let fields = reader.structure(DEPTH)?;
        Some((fields, reader.at))
    }

    fn get(&self, id: i16) -> Option<&Value<'a>> {
        self.0.iter().find(|(own, _)| *own == id).map(|(_, value)| value)
    }

    pub(super) fn int(&self, id: i16) -> Option<i64> {
        if let Some(Value::Int(value)) = self.get(id) { Some(*value) } else { None }
    }

    pub(super) fn flag(&self, id: i16) -> Option<bool> {
        if let Some(Value::Bool(value)) = self.get(id) { Some(*value) } else { None }
    }

    pub(super) fn bytes(&self, id: i16) -> Option<&'a [u8]> {
        if let Some(Value::Bytes(value)) = self.get(id) { Some(value) } else { None }
    }

    pub(super) fn structure(&self, id: i16) -> Option<&Fields<'a>> {
        if let Some(Value::Struct(value)) = self.get(id) { Some(value) } else { None }
    }

    /// The structures of a list; none where there is no such list.
    pub(super) fn structures(&self, id: i16) -> impl Iterator<Item = &Fields<'a>> {
        let list = if let Some(Value::List(list)) = self.get(id) { list.as_slice() } else { &[] };
        list.iter().filter_map(|value| if let Value::Struct(fields) = value { Some(fields) } else { None })
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let byte = u8_at(self.bytes, self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn varint(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn zigzag(&mut self) -> Option<i64> {
        let value = self.varint()?;
        Some((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    fn structure(&mut self, depth: u32) -> Option<Fields<'a>> {
        let mut fields = Vec::new();
        let mut id = 0_i16;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Some(Fields(fields));
            }
            id = if head >> 4 == 0 { self.zigzag()? as i16 } else { id.wrapping_add(i16::from(head >> 4)) };
            let value = match head & 15 {
                kind @ (1 | 2) => Value::Bool(kind == 1),
                kind => self.value(kind, depth)?,
            };
            fields.push((id, value));
        }
    }

    fn value(&mut self, kind: u8, depth: u32) -> Option<Value<'a>> {
        let depth = depth.checked_sub(1)?;
        Some(match kind {
            1 | 2 => Value::Bool(self.byte()? == 1),
            3 => Value::Int(i64::from(self.byte()?.cast_signed())),
            4..=6 => Value::Int(self.zigzag()?),
            7 => {
                let value = f64_at(self.bytes, self.at)?;
                self.at += 8;
                Value::Double(value)
            }
            8 => {
                let length = usize::try_from(self.varint()?).ok()?;
                let end = self.at.checked_add(length)?;
                let value = self.bytes.get(self.at..end)?;
                self.at = end;
                Value::Bytes(value)
            }
            9 | 10 => {
                let head = self.byte()?;
                let count = if head >> 4 == 15 { self.varint()? } else { u64::from(head >> 4) };
                // Every element takes a byte at least.
                if count > (self.bytes.len() - self.at.min(self.bytes.len())) as u64 {
                    return None;
                }
                let list: Option<Vec<_>> = (0..count).map(|_| self.value(head & 15, depth)).collect();
                Value::List(list?)
            }
            12 => Value::Struct(self.structure(depth)?),
            // Maps do not occur in these files.
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structures_are_read() {
        // 1: i32 -3; 2: list of two structures {1: true}; 5: binary "ab".
        let bytes = [0x15, 5, 0x19, 0x2C, 0x11, 0, 0x11, 0, 0x38, 2, b'a', b'b', 0, 9];
        let (fields, used) = Fields::read(&bytes).unwrap();
        assert_eq!((fields.int(1), fields.bytes(5), used), (Some(-3), Some(b"ab".as_slice()), 13));
        assert_eq!(fields.structures(2).map(|one| one.flag(1)).collect::<Vec<_>>(), [Some(true), Some(true)]);
        assert_eq!(Fields::read(&[0x19, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 7]), None);
        assert_eq!(Fields::read(&[0x1C; 100]), None);
    }
}
