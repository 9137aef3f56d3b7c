//! Names of regions: their level, by the words in front of them and by the list of provinces.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::base::text::fold;
use crate::ingest::names::{is_country, is_total};
use crate::region::{PROVINCES, Province};
use crate::table::Role;

use super::vocabulary::Level;

/// The level that a word in front of names says.
fn title(word: &str) -> Option<Level> {
    const TITLES: &[(&[&str], Level)] = &[
        (&["provinsi", "propinsi", "prov", "prop"], Level::Province),
        (&["kabupaten", "kab", "kota", "kotamadya", "kodya", "kotamad"], Level::Kabkota),
        (&["kecamatan", "kec", "distrik", "kapanewon", "kemantren"], Level::Kecamatan),
        (&["kelurahan", "kel", "desa", "ds", "nagari", "gampong", "kalurahan"], Level::Desa),
    ];
    TITLES.iter().find(|(words, _)| words.contains(&word)).map(|(_, level)| *level)
}

/// The level that the first words of a name say: `Kab. Bogor`, `KECAMATAN CICALENGKA`, `[3201] Kab. Bogor`.
fn titled(name: &str) -> Option<Level> {
    let folded = fold(name);
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let mut words = folded.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.by_ref().find(|word| !is_number(word))?;
    // A title stands in front of a name, never alone.
    words.next()?;
    title(first)
}

/// The Kemendagri code of the province that a name means, however it is spaced: `P A P U A`.
pub(super) fn province(name: &str) -> Option<&'static str> {
    /// All names of the provinces, folded and without anything but letters.
    static NAMES: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
        let names = |province: &'static Province| {
            let aliases = province.aliases.iter().copied();
            [province.name, province.formal, province.nick]
                .into_iter()
                .chain(aliases)
                .map(|name| (letters(name), province.code))
        };
        PROVINCES.iter().flat_map(names).collect()
    });
    // Longer than any of them with its title.
    if name.len() > 80 {
        return None;
    }
    let key = letters(name);
    let plain = ["provinsi", "propinsi", "prov", "prop"].into_iter().find_map(|title| key.strip_prefix(title));
    NAMES.get(&key).or_else(|| NAMES.get(plain?)).copied()
}

/// The folded letters of a name.
fn letters(name: &str) -> String {
    fold(name).chars().filter(|char| char.is_alphanumeric()).collect()
}

/// Whether a label names a region above the level of its column, as the first or last row of a table
/// of regencies names their province.
pub(in crate::ingest) fn is_above(label: &str, role: Role) -> bool {
    let level = match role {
        Role::NameKabkota => Level::Kabkota,
        Role::NameKecamatan => Level::Kecamatan,
        Role::NameDesa => Level::Desa,
        _ => return false,
    };
    match titled(label) {
        // `Kab. Sinjai Kec. Sinjai Selatan` goes further down.
        Some(titled) => {
            titled < level
                && !fold(label)
                    .split(' ')
                    .skip(1)
                    .any(|word| title(word.trim_end_matches('.')).is_some_and(|title| title >= level))
        }
        None => level == Level::Kabkota && province(label).is_some(),
    }
}

/// What names say about their level.
#[derive(Clone, Debug, Default)]
pub(super) struct Census {
    /// Names by level, from the province down.
    counts: [usize; 4],
    /// Names that are of no level that can be seen.
    unknown: usize,
}

impl Census {
    /// Takes stock of distinct texts.
    pub(super) fn of(texts: &[String]) -> Self {
        let mut census = Self::default();
        for text in texts {
            match titled(text) {
                Some(level) => census.add(level),
                None if province(text).is_some() => census.add(Level::Province),
                None if is_country(text) || is_total(text) => {}
                None => census.unknown += 1,
            }
        }
        census
    }

    fn add(&mut self, level: Level) {
        self.counts[level as usize] += 1;
    }

    /// The level that fills most rows, with how many names show it, when `least` of all names do.
    pub(super) fn level(&self, least: f64) -> Option<(Level, usize)> {
        let known: usize = self.counts.iter().sum();
        if known == 0 || (known as f64) < least * (known + self.unknown) as f64 {
            return None;
        }
        [Level::Desa, Level::Kecamatan, Level::Kabkota, Level::Province]
            .into_iter()
            .map(|level| (level, self.counts[level as usize]))
            .max_by_key(|(_, count)| *count)
    }

    /// Whether a single province stands among names that nobody knows, as the total above its regencies.
    pub(super) const fn below_one_province(&self) -> bool {
        let [provinces, kabkota, kecamatan, desa] = self.counts;
        provinces == 1 && self.unknown >= 2 && kabkota + kecamatan + desa == 0
    }

    /// Whether at least a fifth are cities with their title and the rest has none, as in lists of
    /// "Bogor, Depok, Kota Bogor".
    pub(super) fn bare_regencies(&self) -> bool {
        let [provinces, kabkota, kecamatan, desa] = self.counts;
        kabkota * 5 >= kabkota + self.unknown && provinces <= 2 && kecamatan + desa == 0 && kabkota >= 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], want: Option<Level>, bare: bool) {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let census = Census::of(&names);
        assert_eq!(census.level(0.6).map(|(level, _)| level), want, "{names:?}");
        assert_eq!(census.bare_regencies(), bare, "{names:?}");
    }

    #[test]
    fn levels() {
        check(&["Aceh", "Jawa Barat", "PROV. RIAU"], Some(Level::Province), false);
        check(&["KAB. BOGOR", "Kota Bogor", "Kabupaten Garut"], Some(Level::Kabkota), true);
        check(&["Kecamatan Kranggan", "Kec. Magersari"], Some(Level::Kecamatan), false);
        check(&["Papua", "Kab. Nabire", "Kab. Mimika"], Some(Level::Kabkota), true);
        check(&["Bogor", "Garut", "Subang", "Ciamis", "Kota Bogor", "Kota Depok"], None, true);
        check(&["Serpong", "Ciputat"], None, false);
        check(&["Kota", "Desa"], None, false);
        check(&["[3201] Kab. Bogor", "1. Kota Bogor", "3273 - Kota Bandung"], Some(Level::Kabkota), true);
        check(&["40 Kecamatan", "12 Desa"], None, false);
    }
}
