//! What a column is good for in a chart, told from its header and its reading, and how its header is
//! written for people.

use crate::base::lang::Lang;
use crate::base::number::NumberStyle;
use crate::base::text::fold;
use crate::i18n::notation::unit_name;
use crate::table::{Field, Reading, Role as About};

/// What a column can do in a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Dates.
    Date,
    /// Years as numbers or codes.
    Year,
    /// Words that name categories.
    Words,
    /// Codes that name categories.
    Code,
    /// Words that describe a row rather than name a category: units, remarks, addresses.
    Remark,
    /// Numbers that count or measure something and may be added up.
    Amount,
    /// Numbers that must not be added up: prices, shares, indices, averages.
    Rate,
    /// Numbers that only name a row or a place: running numbers, coordinates.
    Label,
}

/// Headers of years.
const YEAR: &[&str] = &["tahun", "thn", "year"];
/// Headers of running numbers, identifiers and coordinates.
const LABEL: &[&str] = &[
    "id",
    "kode",
    "code",
    "nomor",
    "nik",
    "nip",
    "npsn",
    "npwp",
    "nib",
    "lat",
    "latitude",
    "lon",
    "lng",
    "long",
    "longitude",
    "lintang",
    "bujur",
    "telepon",
    "telp",
    "hp",
    "kodepos",
    "objectid",
    "fid",
    "rt",
    "rw",
];
/// Headers of numbers that must not be added up.
const RATE: &[&str] = &[
    "harga",
    "rata",
    "rerata",
    "ratarata",
    "average",
    "avg",
    "mean",
    "median",
    "persen",
    "persentase",
    "presentase",
    "prosentase",
    "percent",
    "percentage",
    "pct",
    "indeks",
    "index",
    "rasio",
    "ratio",
    "rate",
    "tingkat",
    "laju",
    "price",
    "kepadatan",
    "density",
    "suhu",
    "temperatur",
    "temperature",
    "umur",
    "usia",
    "age",
    "skor",
    "score",
    "ipm",
    "inflasi",
    "inflation",
    "proporsi",
    "proportion",
    "kurs",
    "tarif",
    "tariff",
    "apk",
    "apm",
    "tpt",
    "tpak",
];
/// Headers of words that describe a row.
const REMARK: &[&str] = &[
    "satuan",
    "unit",
    "keterangan",
    "catatan",
    "remark",
    "remarks",
    "note",
    "notes",
    "alamat",
    "address",
    "sumber",
    "source",
    "url",
    "link",
    "tautan",
    "deskripsi",
    "description",
    "email",
    "website",
];
/// Categories that are the sum of the others.
const TOTALS: &[&str] = &[
    "jumlah",
    "total",
    "jumlah total",
    "total jumlah",
    "grand total",
    "total keseluruhan",
    "jumlah keseluruhan",
    "total semua",
    "jumlah semua",
    "sub total",
    "subtotal",
    "all",
    "semua",
    "keseluruhan",
];
/// Short forms that are written in capitals.
const CAPITALS: &[&str] = &[
    "umkm", "ukm", "ikm", "pdrb", "pdb", "ipm", "apbd", "apbn", "pad", "ntp", "asn", "pns", "kk", "rt", "rw", "sd",
    "smp", "sma", "smk", "nib", "kbli", "tpt", "tpak", "apk", "apm", "bps", "sdm", "tps", "rth", "id", "ktp",
];

impl Role {
    /// The role of a column.
    pub(crate) fn of(field: &Field) -> Self {
        let words = words(&field.name);
        let first = words.first().map_or("", String::as_str);
        let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        let year = names_years(&field.name);
        // What the cells themselves say goes before what the header says.
        let about = field.evidence.role.as_ref().map(|verdict| verdict.role).filter(|role| role.fits(field.reading));
        match (field.reading, about) {
            (Reading::Number(_) | Reading::Code | Reading::Text, Some(About::Year)) => return Self::Year,
            (Reading::Text | Reading::Code, Some(About::Unit)) => return Self::Remark,
            (Reading::Number(_), Some(About::Percent)) => return Self::Rate,
            (Reading::Number(_), Some(About::Month | About::Period | About::Category | About::Boolean)) => {
                return Self::Code;
            }
            (
                Reading::Number(_),
                Some(
                    About::Latitude
                    | About::Longitude
                    | About::Id
                    | About::CodeOther
                    | About::CodeRegionBps
                    | About::CodeRegionKemendagri,
                ),
            ) => return Self::Label,
            _ => {}
        }
        match field.reading {
            Reading::Date(_) => Self::Date,
            Reading::Code if year => Self::Year,
            Reading::Code => Self::Code,
            Reading::Text if REMARK.contains(&first) => Self::Remark,
            Reading::Text => Self::Words,
            Reading::Number(_) if year && field.whole => Self::Year,
            Reading::Number(_) if LABEL.contains(&first) || (first == "no" && words.len() == 1) => Self::Label,
            Reading::Number(_) if has(RATE) || field.name.contains('%') || field.name.contains('/') => Self::Rate,
            Reading::Number(_) if first == "angka" && words.len() > 1 => Self::Rate,
            Reading::Number(_) => Self::Amount,
        }
    }

    /// Whether the column holds times.
    pub(crate) fn is_time(self) -> bool {
        matches!(self, Self::Date | Self::Year)
    }
}

/// Whether a header announces years.
pub(crate) fn names_years(header: &str) -> bool {
    let words = words(header);
    words.len() <= 3 && words.first().is_some_and(|first| YEAR.contains(&first.as_str()))
}

/// Whether a column is read as numbers.
pub(crate) fn is_number(field: &Field) -> bool {
    matches!(field.reading, Reading::Number(_))
}

/// The folded words of a header.
fn words(name: &str) -> Vec<String> {
    fold(name)
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Name and unit of a header such as `Harga (Rp/kg)`.
pub(crate) fn split_unit(name: &str) -> (&str, Option<&str>) {
    let inside = name.trim_end().strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match inside {
        Some((head, unit)) if !head.trim().is_empty() && (1..=12).contains(&unit.trim().chars().count()) => {
            (head.trim(), Some(unit.trim()))
        }
        _ => (name, None),
    }
}

/// The unit that a column's values were read to: that of stretches of time.
pub(crate) fn unit_of_reading(field: &Field, lang: Lang) -> Option<&'static str> {
    match field.reading {
        Reading::Number(NumberStyle::Stretch(unit)) => Some(unit_name(unit).text(lang)),
        _ => None,
    }
}

/// A header as people read it: spaces for underscores, a capital first, known short forms in capitals,
/// its unit left to the axis. A header that has capitals of its own keeps them.
pub(crate) fn readable(name: &str) -> String {
    let (head, _) = split_unit(name);
    let spaced = head.replace('_', " ");
    let spaced = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    if spaced.is_empty() {
        return name.trim().to_owned();
    }
    if spaced.chars().any(char::is_uppercase) {
        return spaced;
    }
    let raised: Vec<String> = spaced
        .split(' ')
        .map(|word| if CAPITALS.contains(&word) { word.to_uppercase() } else { word.to_owned() })
        .collect();
    capital(&raised.join(" "))
}

/// A header in the middle of a sentence: without a leading `nama`, small first letter.
pub(crate) fn inline(name: &str) -> String {
    let text = readable(name);
    let bare = ["Nama ", "nama ", "NAMA "].iter().find_map(|lead| text.strip_prefix(lead)).unwrap_or(&text);
    small(bare)
}

/// The text with a capital first letter.
pub(crate) fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// The text with a small first letter, unless its first word is written in capitals.
pub(crate) fn small(text: &str) -> String {
    let first = text.split(' ').next().unwrap_or_default();
    if first.chars().skip(1).any(char::is_uppercase) {
        return text.to_owned();
    }
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

/// Whether a category is the sum of the others by its name.
pub(crate) fn is_total(name: &str) -> bool {
    let folded = fold(name);
    let bare = folded.trim_matches(|character: char| !character.is_alphanumeric());
    TOTALS.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::date::DateStyle;
    use crate::base::note::{Note, NoteCode};
    use crate::base::stretch::TimeUnit;
    use crate::table::{Evidence, RoleVerdict};

    #[test]
    fn roles_follow_reading_and_header() {
        const NUMBER: Reading = Reading::Number(NumberStyle::Id);
        for (name, reading, expected) in [
            ("tanggal", Reading::Date(DateStyle::Iso), Role::Date),
            ("tahun", NUMBER, Role::Year),
            ("tahun_anggaran", Reading::Code, Role::Year),
            ("harapan_lama_sekolah_dalam_tahun", NUMBER, Role::Amount),
            ("kode_provinsi", Reading::Code, Role::Code),
            ("kode_provinsi", NUMBER, Role::Label),
            ("no", NUMBER, Role::Label),
            ("no_surat_keluar", NUMBER, Role::Amount),
            ("latitude", NUMBER, Role::Label),
            ("nama_kecamatan", Reading::Text, Role::Words),
            ("satuan", Reading::Text, Role::Remark),
            ("jumlah_penduduk", NUMBER, Role::Amount),
            ("Harga", NUMBER, Role::Rate),
            ("rata-rata lama sekolah", NUMBER, Role::Rate),
            ("Kemiskinan (%)", NUMBER, Role::Rate),
            ("angka_harapan_hidup", NUMBER, Role::Rate),
        ] {
            let field = Field { name: name.to_owned(), reading, whole: true, evidence: Evidence::default() };
            assert_eq!(Role::of(&field), expected, "{name}");
        }
    }

    #[test]
    fn roles_of_the_cells_go_before_headers() {
        for (name, reading, about, expected) in [
            ("aktif", Reading::Number(NumberStyle::Plain), About::Boolean, Role::Code),
            ("aktif", Reading::Text, About::Boolean, Role::Words),
            ("durasi", Reading::Number(NumberStyle::Stretch(TimeUnit::Hour)), About::Duration, Role::Amount),
            ("posisi", Reading::Number(NumberStyle::Degrees), About::Latitude, Role::Label),
        ] {
            let role = Some(RoleVerdict::new(about, Note::once(NoteCode::RoleChosen, [])));
            let evidence = Evidence { role, ..Evidence::default() };
            let field = Field { name: name.to_owned(), reading, whole: true, evidence };
            assert_eq!(Role::of(&field), expected, "{name}");
        }
    }

    #[test]
    fn headers_become_readable() {
        for (name, readable_form, inline_form) in [
            ("jumlah_umkm", "Jumlah UMKM", "jumlah UMKM"),
            ("nama_kabupaten_kota", "Nama kabupaten kota", "kabupaten kota"),
            ("Harga (Rp/kg)", "Harga", "harga"),
            ("PDRB per kapita", "PDRB per kapita", "PDRB per kapita"),
            ("KecamatanAsal", "KecamatanAsal", "KecamatanAsal"),
            ("_", "_", "_"),
            ("", "", ""),
            ("(Rp)", "(Rp)", "(Rp)"),
        ] {
            assert_eq!(readable(name), readable_form);
            assert_eq!(inline(name), inline_form);
        }
        assert_eq!(split_unit("Luas (km2)"), ("Luas", Some("km2")));
        assert_eq!(split_unit("Jumlah (menurut lapangan usaha)"), ("Jumlah (menurut lapangan usaha)", None));
    }

    #[test]
    fn totals_are_known_by_name() {
        for (name, expected) in [("Jumlah", true), (" TOTAL:", true), ("Jumlah Penduduk", false), ("Totalan", false)] {
            assert_eq!(is_total(name), expected, "{name}");
        }
    }
}
