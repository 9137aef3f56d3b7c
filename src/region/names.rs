//! Region names as people write them, brought to one form for comparison.
//!
//! A name becomes a *key*: folded, cut into words, usual abbreviations of single words spelled out, and
//! everything joined without spaces, so that `KEP. BANGKA-BELITUNG` and `Kepulauan Bangka Belitung`, or
//! `Toli-Toli` and `Tolitoli`, compare equal. The words that say what a region is (Provinsi, Kabupaten,
//! Kota, Kecamatan) are taken off in [`readings`], because they are also parts of names (Kotabaru, Lima
//! Puluh Kota). Two names are only ever equal by their keys; nearness is a separate question.

use super::gazetteer::Kind;
use crate::base::text::fold;

/// The word for its kind that stands beside a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Said {
    /// None.
    #[default]
    Nothing,
    /// Provinsi, Prov., Province.
    Province,
    /// Kabupaten, Kab., Regency.
    Kabupaten,
    /// Kota, Kotamadya, City.
    Kota,
    /// Kab/Kota: one of the two.
    Either,
    /// Kecamatan, Distrik, Kapanewon.
    Kecamatan,
    /// Kelurahan, Desa.
    Village,
}

impl Said {
    /// Whether a region of a kind may be meant.
    pub(super) const fn allows(self, kind: Kind) -> bool {
        match self {
            Self::Nothing => true,
            Self::Province => matches!(kind, Kind::Province),
            Self::Kabupaten => matches!(kind, Kind::Kabupaten),
            Self::Kota => matches!(kind, Kind::Kota),
            Self::Either => matches!(kind, Kind::Kabupaten | Kind::Kota),
            Self::Kecamatan => matches!(kind, Kind::Kecamatan),
            Self::Village => false,
        }
    }

    /// Whether a word is one of the two of kabupaten and kota.
    const fn is_kabkota(self) -> bool {
        matches!(self, Self::Kabupaten | Self::Kota | Self::Either)
    }

    /// Both words: Kabupaten after Kota is either.
    const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Kabupaten, Self::Kota) | (Self::Kota, Self::Kabupaten) | (Self::Either, _) => Self::Either,
            (_, other) => other,
        }
    }
}

/// The word for a kind of region.
pub(super) fn kind_word(word: &str) -> Option<Said> {
    Some(match word {
        "provinsi" | "propinsi" | "prov" | "prop" | "province" | "pemprov" => Said::Province,
        "kabupaten" | "kab" | "regency" | "pemkab" | "kabup" => Said::Kabupaten,
        "kota" | "kotamadya" | "kodya" | "kotamad" | "kotamadia" | "city" | "municipality" | "pemkot" => Said::Kota,
        "kec" | "kecamatan" | "district" | "subdistrict" | "distrik" | "kapanewon" | "kemantren" => Said::Kecamatan,
        "kel" | "kelurahan" | "desa" | "village" => Said::Village,
        _ => return None,
    })
}

/// What words say that are nothing but words for a kind: `Kota`, `Kabupaten/Regency`. `Kec. Kota` is a
/// kecamatan of that name.
pub(super) fn kind_words(words: &[String]) -> Option<Said> {
    let mut said = Said::Nothing;
    for word in words {
        let next = kind_word(word)?;
        let both_kabkota = said.is_kabkota() && next.is_kabkota();
        if said != Said::Nothing && said != next && !both_kabkota {
            return None;
        }
        said = said.and(next);
    }
    (said != Said::Nothing).then_some(said)
}

/// Names of provinces that are also names of a city or a regency when written alone: needed only where
/// the list has no cities and regencies.
pub(super) const TWINS: &[&str] =
    &["yogyakarta", "jogja", "jogjakarta", "jogyakarta", "gorontalo", "jambi", "bengkulu"];

/// Cities and the regency of Jakarta, which are often written without "Kota": as for [`TWINS`].
pub(super) const JAKARTA_CITIES: &[&str] = &[
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
    "subtotal",
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
    "per",
    "of",
    "sub",
    "34",
    "38",
    "33",
    "514",
    "ri",
    "di",
    "wilayah",
    "se",
    "kabupaten",
    "kota",
    "kab",
    "kecamatan",
    "kec",
];

/// Words of totals that may stand before the name of what they add up.
const SUM_WORDS: &[&str] = &["jumlah", "total", "subtotal", "rata", "rerata", "keseluruhan"];

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

/// What words mean that name no region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Other {
    /// The whole country.
    Country,
    /// An island group.
    Islands,
    /// Timor Timur, a province until 1999.
    Former,
}

/// The words of a text: folded, split at everything that is not a letter or digit.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded = fold(text).replace('&', " dan ");
    let mut out: Vec<String> = Vec::new();
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        out.push(if word == "and" { "dan".to_owned() } else { word.to_owned() });
    }
    out
}

/// The key of a name, empty when nothing is left.
pub(super) fn key(text: &str) -> String {
    key_of(&words(text))
}

/// The key of words.
pub(super) fn key_of(words: &[String]) -> String {
    if words.len() > 1 { words.iter().map(|word| spelled_out(word)).collect() } else { words.concat() }
}

/// A usual abbreviation of one word of a longer name, spelled out.
fn spelled_out(word: &str) -> &str {
    match word {
        "kep" | "kepul" => "kepulauan",
        "sumatra" | "sum" => "sumatera",
        "kal" => "kalimantan",
        "sul" => "sulawesi",
        "jw" | "java" => "jawa",
        "brt" | "bar" => "barat",
        "tgh" | "teng" => "tengah",
        "sel" | "slt" => "selatan",
        "utr" | "ut" => "utara",
        "tim" | "tmr" => "timur",
        "tgr" | "tengg" => "tenggara",
        "tj" | "tjg" | "tanj" => "tanjung",
        "peg" => "pegunungan",
        "gn" => "gunung",
        other => other,
    }
}

/// Words between the word for a kind and the name.
fn is_filler(word: &str, before: &str, after: Option<&String>) -> bool {
    let tier = |word: &str| matches!(word, "tingkat" | "tk" | "dati" | "dt");
    match word {
        "administrasi" | "administratif" | "administrative" | "adm" | "admin" | "of" | "dati" | "dt" | "tingkat"
        | "tk" => true,
        "i" | "ii" | "1" | "2" => tier(before),
        "daerah" => after.is_some_and(|after| tier(after)),
        _ => false,
    }
}

/// The ways to read a name, the likeliest first: as it stands, then without the words for its kind.
pub(super) fn readings(words: &[String]) -> Vec<(Said, String)> {
    let mut out: Vec<(Said, String)> = Vec::new();
    let mut push = |said: Said, words: &[String]| {
        let key = key_of(words);
        if !key.is_empty() && !out.iter().any(|(one, other)| *one == said && *other == key) {
            out.push((said, key));
        }
    };
    let mut words = words;
    while let [head @ .., last] = words
        && !head.is_empty()
        && last == "indonesia"
    {
        words = head;
    }
    let mut cores: Vec<(Said, &[String])> = vec![(Said::Nothing, words)];
    // From the front: `Pemerintah Kabupaten Daerah Tingkat II Bandung`.
    let mut said = Said::Nothing;
    let mut at = 0;
    while let Some(word) = words.get(at).filter(|_| at + 1 < words.len()) {
        let before = at.checked_sub(1).and_then(|at| words.get(at)).map_or("", String::as_str);
        if let Some(kind) = kind_word(word) {
            if said != Said::Nothing && !(said.is_kabkota() && kind.is_kabkota()) {
                break;
            }
            said = said.and(kind);
            cores.push((said, words.get(at + 1..).unwrap_or_default()));
        } else if said != Said::Nothing && is_filler(word, before, words.get(at + 1)) {
            if let Some(core) = cores.last_mut() {
                core.1 = words.get(at + 1..).unwrap_or_default();
            }
        } else if !(said == Said::Nothing && matches!(word.as_str(), "pemerintah" | "pemda" | "the")) {
            break;
        }
        at += 1;
    }
    if said == Said::Nothing && at > 0 {
        cores.push((said, words.get(at..).unwrap_or_default()));
    }
    // From the back: `Bandung Regency`, `Bandung (Kota)`.
    for at in 0..cores.len() {
        let Some(&(said, core)) = cores.get(at) else {
            break;
        };
        if let [head @ .., last] = core
            && !head.is_empty()
            && let Some(kind) = kind_word(last)
            && (said == Said::Nothing || said.is_kabkota() && kind.is_kabkota())
        {
            cores.push((if said == Said::Nothing { kind } else { said.and(kind) }, head));
        }
    }
    for (said, core) in &cores {
        push(*said, core);
    }
    for (said, core) in &cores {
        if let Some(turned) = from_english(core) {
            push(*said, &turned);
        }
    }
    // `P R O V I N S I  B A L I` and `KOTABANDUNG` carry the word without a gap.
    let joined = key_of(words);
    for (word, kind) in [
        ("provinsi", Said::Province),
        ("propinsi", Said::Province),
        ("kabupaten", Said::Kabupaten),
        ("kab", Said::Kabupaten),
        ("kota", Said::Kota),
        ("kecamatan", Said::Kecamatan),
    ] {
        if let Some(tail) = joined.strip_prefix(word) {
            push(kind, &[tail.to_owned()]);
        }
    }
    out
}

/// The words of an English name in Indonesian order: `South Central Timor`, `Mentawai Islands`.
fn from_english(words: &[String]) -> Option<Vec<String>> {
    let mut rest: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut tail: Vec<&str> = Vec::new();
    while rest.len() > 1
        && let Some(first) = rest.first().copied()
    {
        let second = rest.get(1).copied().filter(|_| rest.len() > 2);
        let (direction, used) = match (first, second) {
            ("south", Some("east")) => ("tenggara", 2),
            ("south", Some("west")) => ("baratdaya", 2),
            ("north", _) => ("utara", 1),
            ("south", _) => ("selatan", 1),
            ("east", _) => ("timur", 1),
            ("west", _) => ("barat", 1),
            ("central", _) => ("tengah", 1),
            ("southeast", _) => ("tenggara", 1),
            ("southwest", _) => ("baratdaya", 1),
            _ => break,
        };
        tail.insert(0, direction);
        rest.drain(..used);
    }
    let islands = rest.len() > 1 && matches!(rest.last(), Some(&"islands" | &"archipelago"));
    if islands {
        rest.pop();
    }
    if tail.is_empty() && !islands {
        return None;
    }
    let mut out: Vec<String> = islands.then(|| "kepulauan".to_owned()).into_iter().collect();
    out.extend(rest.into_iter().chain(tail).map(str::to_owned));
    Some(out)
}

/// What words mean that name no region.
pub(super) fn other(words: &[String]) -> Option<Other> {
    let has = |list: &[&str], word: &String| list.contains(&word.as_str());
    if words.is_empty() {
        return None;
    }
    if words.iter().any(|word| has(TOTAL_WORDS, word))
        && words.iter().all(|word| has(TOTAL_WORDS, word) || has(TOTAL_COMPANIONS, word))
    {
        return Some(Other::Country);
    }
    if words.iter().all(|word| has(ISLAND_WORDS, word)) {
        return Some(Other::Islands);
    }
    ["timortimur", "timtim", "easttimor"].contains(&key_of(words).as_str()).then_some(Other::Former)
}

/// The words behind `Jumlah`, `Total`, `Rata-rata`, or before them: what is added up.
pub(super) fn added_up(words: &[String]) -> Option<&[String]> {
    let is_sum = |word: &String| SUM_WORDS.contains(&word.as_str());
    let front = words.iter().take_while(|word| is_sum(word)).count();
    let rest = words.get(front..).unwrap_or_default();
    let back = rest.iter().rev().take_while(|word| is_sum(word)).count();
    let rest = rest.get(..rest.len() - back).unwrap_or_default();
    (front + back > 0 && !rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_join_what_people_write_differently() {
        for (one, other) in [
            ("P A P U A", "Papua"),
            ("KEP. BANGKA-BELITUNG", "Kepulauan Bangka Belitung"),
            ("D.I. YOGYAKARTA", "DI Yogyakarta"),
            ("Sumatra Utara", "Sumatera Utara"),
            ("Nusa Tenggara Brt", "Nusa Tenggara Barat"),
            ("Toli-Toli", "Tolitoli"),
            ("Pangkajene & Kepulauan", "Pangkajene dan Kepulauan"),
            ("Tj. Jabung Brt", "Tanjung Jabung Barat"),
        ] {
            assert_eq!(key(one), key(other), "{one}");
        }
    }

    #[test]
    fn the_word_for_a_kind_is_taken_off_from_either_end() {
        for (text, said, expected) in [
            ("KAB. BANDUNG", Said::Kabupaten, "bandung"),
            ("Kabupaten Daerah Tingkat II Bandung", Said::Kabupaten, "bandung"),
            ("Kotamadya Dati II Bandung", Said::Kota, "bandung"),
            ("Kota Adm. Jakarta Pusat", Said::Kota, "jakartapusat"),
            ("Pemerintah Kota Bandung", Said::Kota, "bandung"),
            ("Bandung (Kota)", Said::Kota, "bandung"),
            ("Bandung Regency", Said::Kabupaten, "bandung"),
            ("City of Bandung", Said::Kota, "bandung"),
            ("West Bandung Regency", Said::Kabupaten, "bandungbarat"),
            ("South Central Timor", Said::Nothing, "timortengahselatan"),
            ("Mentawai Islands", Said::Nothing, "kepulauanmentawai"),
            ("Kab/Kota Bandung", Said::Either, "bandung"),
            ("Kab. Kota Baru", Said::Kabupaten, "kotabaru"),
            ("Kota Baru", Said::Nothing, "kotabaru"),
            ("KOTABANDUNG", Said::Kota, "bandung"),
            ("Prov. Daerah Istimewa Yogyakarta", Said::Province, "daerahistimewayogyakarta"),
            ("Kec. Coblong", Said::Kecamatan, "coblong"),
        ] {
            let all = readings(&words(text));
            assert!(all.contains(&(said, expected.to_owned())), "{text}: {all:?}");
        }
    }
}
