//! Region names as people write them, brought to one form for comparison.
//!
//! A name becomes a *key*: folded, cut into words, words like "Provinsi" taken off, usual
//! abbreviations of single words spelled out, and everything joined without spaces, so that
//! `PROV. KEP. BANGKA-BELITUNG`, `Kepulauan Bangka Belitung` and `K E P . BANGKA BELITUNG` compare
//! equal. Two names are only ever equal by their keys; nearness is a separate question.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::provinces::PROVINCES;
use crate::base::text::fold;

/// Words in front of a province's name that say only that it is one.
const PROVINCE_WORDS: &[&str] = &["provinsi", "propinsi", "prov", "prop", "province", "pemprov", "pemerintah"];

/// Names of provinces that are also names of a city or a regency when written alone.
const TWINS: &[&str] = &["yogyakarta", "jogja", "jogjakarta", "jogyakarta", "gorontalo", "jambi", "bengkulu"];

/// Words that make a name one of a smaller region.
const SMALLER: &[&str] = &[
    "kab",
    "kabupaten",
    "kota",
    "kotamadya",
    "kodya",
    "kotamad",
    "kec",
    "kecamatan",
    "kel",
    "kelurahan",
    "desa",
    "regency",
    "city",
    "municipality",
    "district",
];

/// Cities and the regency of Jakarta, which are often written without "Kota".
const JAKARTA_CITIES: &[&str] = &[
    "jakartaselatan",
    "jakartatimur",
    "jakartapusat",
    "jakartabarat",
    "jakartautara",
    "jaksel",
    "jaktim",
    "jakpus",
    "jakbar",
    "jakut",
    "kepulauanseribu",
];

/// Words that make up the name of a total over the whole country.
const TOTAL_WORDS: &[&str] = &[
    "indonesia",
    "jumlah",
    "total",
    "totals",
    "nasional",
    "national",
    "rata",
    "rataan",
    "rerata",
    "average",
    "mean",
    "grand",
    "keseluruhan",
    "seluruh",
    "semua",
    "seluruhnya",
    "republik",
    "negara",
    "sum",
    "all",
];

/// Words that may stand beside those without changing what is meant.
const TOTAL_COMPANIONS: &[&str] = &[
    "provinsi",
    "provinces",
    "province",
    "dan",
    "dan",
    "and",
    "per",
    "of",
    "sub",
    "34",
    "38",
    "33",
    "ri",
    "di",
    "wilayah",
    "se",
];

/// Words that make up the names of island groups, which statistics use as subtotals.
const ISLAND_WORDS: &[&str] = &[
    "pulau",
    "kepulauan",
    "jawa",
    "bali",
    "sumatera",
    "kalimantan",
    "sulawesi",
    "nusa",
    "tenggara",
    "nusra",
    "maluku",
    "papua",
    "dan",
    "and",
    "luar",
    "madura",
    "wilayah",
    "java",
    "sumatra",
    "total",
    "jumlah",
    "balinusra",
    "sulampua",
    "mapua",
];

/// What a name without digits means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A province, by the index in [`PROVINCES`].
    Province(usize),
    /// A province, or the city or regency of the same name.
    Twin(usize),
    /// The whole country.
    Country,
    /// An island group.
    Islands,
    /// A regency, city, district or village.
    Smaller,
    /// Timor Timur, a province until 1999.
    Former,
    /// None of these.
    Unknown,
}

/// The words of a text: folded, split at everything that is not a letter or digit.
pub(super) fn words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The key of a name, empty when nothing is left.
pub(super) fn key(text: &str) -> String {
    key_of_words(&words(text))
}

fn key_of_words(words: &[String]) -> String {
    let mut rest: &[String] = words;
    while let [first, tail @ ..] = rest
        && !tail.is_empty()
        && PROVINCE_WORDS.contains(&first.as_str())
    {
        rest = tail;
    }
    while let [head @ .., last] = rest
        && !head.is_empty()
        && (PROVINCE_WORDS.contains(&last.as_str()) || last == "indonesia")
    {
        rest = head;
    }
    let joined: String =
        if rest.len() > 1 { rest.iter().map(|word| spelled_out(word)).collect() } else { rest.concat() };
    // `P R O V I N S I  B A L I` and `PROVINSIBALI` carry the word without a gap.
    for prefix in ["provinsi", "propinsi"] {
        if let Some(tail) = joined.strip_prefix(prefix)
            && !tail.is_empty()
        {
            return tail.to_owned();
        }
    }
    joined
}

/// A usual abbreviation of one word of a longer name, spelled out.
fn spelled_out(word: &str) -> &str {
    match word {
        "kep" | "kepul" => "kepulauan",
        "sumatra" | "sum" => "sumatera",
        "kal" => "kalimantan",
        "sul" => "sulawesi",
        "jw" => "jawa",
        "brt" | "bar" => "barat",
        "tgh" | "teng" => "tengah",
        "sel" | "slt" => "selatan",
        "utr" | "ut" => "utara",
        "tim" | "tmr" => "timur",
        "tgr" | "tengg" => "tenggara",
        other => other,
    }
}

/// Every key that names a province, with the index in [`PROVINCES`].
static KEYS: LazyLock<BTreeMap<String, usize>> = LazyLock::new(|| {
    let mut keys = BTreeMap::new();
    for (index, province) in PROVINCES.iter().enumerate() {
        for name in [province.name, province.formal, province.nick].iter().chain(province.aliases) {
            keys.insert(key(name), index);
        }
    }
    keys
});

/// What a name means.
pub(super) fn meaning(text: &str) -> Meaning {
    let words = words(text);
    let key = key_of_words(&words);
    let has = |list: &[&str], word: &String| list.contains(&word.as_str());
    if let Some(&index) = KEYS.get(&key) {
        let said = words.iter().any(|word| has(PROVINCE_WORDS, word))
            || words.len() > 1 && words.concat().starts_with("provinsi");
        return if TWINS.contains(&key.as_str()) && !said { Meaning::Twin(index) } else { Meaning::Province(index) };
    }
    if words.is_empty() {
        return Meaning::Unknown;
    }
    if words.first().is_some_and(|word| has(SMALLER, word))
        || words.last().is_some_and(|word| has(SMALLER, word))
        || JAKARTA_CITIES.contains(&key.as_str())
    {
        return Meaning::Smaller;
    }
    if words.iter().any(|word| has(TOTAL_WORDS, word))
        && words.iter().all(|word| has(TOTAL_WORDS, word) || has(TOTAL_COMPANIONS, word))
    {
        return Meaning::Country;
    }
    if words.iter().all(|word| has(ISLAND_WORDS, word)) {
        return Meaning::Islands;
    }
    if ["timortimur", "timtim", "easttimor"].contains(&key.as_str()) {
        return Meaning::Former;
    }
    Meaning::Unknown
}

/// How near a name must be for a suggestion: Jaro-Winkler similarity, 0 to 1.
const NEAR: f64 = 0.88;

/// The official name nearest to an unknown one, only ever to be proposed.
pub(super) fn nearest(text: &str) -> Option<&'static str> {
    let wanted = key(text);
    if wanted.chars().count() < 4 {
        return None;
    }
    let mut best: Option<(f64, usize)> = None;
    for (candidate, &index) in KEYS.iter() {
        let near = strsim::jaro_winkler(&wanted, candidate);
        if near >= NEAR && best.is_none_or(|(score, _)| near > score) {
            best = Some((near, index));
        }
    }
    best.and_then(|(_, index)| PROVINCES.get(index)).map(|province| province.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_provinces_share_a_key() {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for province in &PROVINCES {
            for name in [province.name, province.formal, province.nick].iter().chain(province.aliases) {
                let before = seen.insert(key(name), province.name);
                assert!(before.is_none_or(|other| other == province.name), "{name}: {before:?} and {}", province.name);
            }
        }
    }

    #[test]
    fn keys_join_what_people_write_differently() {
        for (one, other) in [
            ("P A P U A", "Papua"),
            ("P R O V I N S I   B A L I", "Bali"),
            ("PROV. KEP. BANGKA-BELITUNG", "Kepulauan Bangka Belitung"),
            ("D.I. YOGYAKARTA", "DI Yogyakarta"),
            ("Propinsi Sumatra Utara", "Sumatera Utara"),
            ("Nusa Tenggara Brt", "Nusa Tenggara Barat"),
            ("Jawa Barat, Indonesia", "Jawa Barat"),
        ] {
            assert_eq!(key(one), key(other), "{one}");
        }
    }
}
