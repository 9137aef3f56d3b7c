//! The regions of one level that a map can colour.

use crate::i18n::Message;
use crate::region::{Gazetteer, Level, PROVINCES};

/// One region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Region {
    /// Kemendagri code with its dots.
    pub(super) code: String,
    /// Its name as people read it, with the word for its kind below the provinces.
    pub(super) name: String,
    /// Position of its province in [`PROVINCES`].
    pub(super) province: usize,
}

/// All regions of one level, in the order of their codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Regions {
    pub(super) level: Level,
    /// Position of the first in the gazetteer.
    first: usize,
    all: Vec<Region>,
    /// They are rows of a table with shapes of their own; then there is no level, and codes are row numbers.
    is_rows: bool,
}

impl Regions {
    /// The regions of a level; the provinces where the list is not as fine.
    pub(super) fn of(list: &Gazetteer, level: Level) -> Self {
        let level = level.min(list.deepest()).min(Level::Kabkota);
        let mut first = None;
        let mut all = Vec::new();
        for (at, region) in list.regions().iter().enumerate() {
            if region.kind.level() == level {
                first.get_or_insert(at);
                // Provinces come first in the list, so that a position there is one in `PROVINCES`.
                let province = region.parent.unwrap_or(at).min(PROVINCES.len() - 1);
                all.push(Region { code: region.code.clone(), name: region.title(), province });
            }
        }
        Self { level, first: first.unwrap_or(0), all, is_rows: false }
    }

    /// The rows of a table by their names.
    pub(super) fn of_rows(names: Vec<String>) -> Self {
        let region = |(name, row): (String, u32)| Region { code: row.to_string(), name, province: 0 };
        Self { level: Level::Kecamatan, first: 0, all: names.into_iter().zip(1..).map(region).collect(), is_rows: true }
    }

    /// The message about provinces, about kabupaten and kota, or about shapes.
    pub(super) const fn message(&self, provinces: Message, finer: Message, rows: Message) -> Message {
        if self.is_rows { rows } else { super::words::of(self.level, provinces, finer) }
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The region at an index.
    pub(super) fn get(&self, index: usize) -> Option<&Region> {
        self.all.get(index)
    }

    /// The name of the region at an index.
    pub(super) fn name(&self, index: usize) -> &str {
        self.get(index).map_or("", |region| region.name.as_str())
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Region> {
        self.all.iter()
    }

    /// The index of a position in the gazetteer.
    pub(super) fn index(&self, position: usize) -> Option<usize> {
        position.checked_sub(self.first).filter(|index| *index < self.all.len())
    }

    /// The index of a Kemendagri code, dots or not.
    pub(super) fn by_code(&self, code: &str) -> Option<usize> {
        fn digits(code: &str) -> impl Iterator<Item = u8> {
            code.bytes().filter(|byte| *byte != b'.')
        }
        self.all.binary_search_by(|region| digits(&region.code).cmp(digits(code))).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_dots_or_not() {
        let list = Gazetteer::parse(include_bytes!("../../assets/regions/kabkota.txt")).unwrap();
        for (level, many) in [(Level::Province, 38), (Level::Kabkota, 514)] {
            let regions = Regions::of(&list, level);
            assert_eq!(regions.len(), many);
            for (index, region) in regions.iter().enumerate() {
                assert_eq!(regions.by_code(&region.code), Some(index), "{}", region.code);
                assert_eq!(regions.by_code(&region.code.replace('.', "")), Some(index), "{}", region.code);
            }
            assert_eq!(regions.by_code("99.99"), None);
            assert_eq!(regions.by_code(""), None);
        }
    }
}
