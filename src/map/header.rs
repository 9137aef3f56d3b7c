//! What the words of a header say of its column.

use crate::base::text::fold;
use crate::region::{Level, Options, System};

/// Words of a header that say "province".
pub(super) const PROVINCE_WORDS: &[&str] = &["provinsi", "propinsi", "province", "provinces", "prov", "prop"];
/// Words of a header that can mean any region.
pub(super) const REGION_WORDS: &[&str] =
    &["wilayah", "daerah", "region", "lokasi", "area", "location", "nama", "name", "kode", "tempat"];
/// Words of a header that say "kabupaten or kota".
pub(super) const KABKOTA_WORDS: &[&str] =
    &["kab", "kabupaten", "kota", "kabkota", "kabkot", "kabupatenkota", "regency", "city", "municipality"];
/// Words of a header that say "smaller than a kabupaten".
pub(super) const SMALLER_WORDS: &[&str] =
    &["kec", "kecamatan", "desa", "kelurahan", "kel", "district", "subdistrict", "village"];
/// Words of a header that say "code".
pub(super) const CODE_WORDS: &[&str] = &["kode", "kd", "code", "id"];
/// Words of a header that say where something comes from, and where it goes to.
pub(super) const FROM_WORDS: &[&str] = &["asal", "dari", "origin", "from", "pengirim", "source"];
pub(super) const TO_WORDS: &[&str] = &["tujuan", "ke", "destination", "dest", "to", "penerima"];
/// Words of a header that say "latitude" and "longitude".
pub(super) const LAT_WORDS: &[&str] = &["lat", "latitude", "lintang"];
pub(super) const LON_WORDS: &[&str] = &["lon", "lng", "long", "longitude", "bujur"];
/// Words of a header that names places.
pub(super) const LABEL_WORDS: &[&str] =
    &["nama", "name", "lokasi", "tempat", "judul", "alamat", "title", "place", "site"];
/// Words of a header that count people.
pub(super) const PEOPLE_WORDS: &[&str] = &["penduduk", "population", "populasi", "jiwa"];
/// Words of a header that say "year".
pub(super) const YEAR_WORDS: &[&str] = &["tahun", "year", "thn"];

/// Words of a header whose numbers are not values.
pub(super) const NOT_VALUES: &[&str] = &[
    "kode",
    "code",
    "id",
    "no",
    "nomor",
    "number",
    "tahun",
    "year",
    "bulan",
    "month",
    "triwulan",
    "quarter",
    "semester",
    "tanggal",
    "hari",
    "lat",
    "lon",
    "lng",
    "latitude",
    "longitude",
    "lintang",
    "bujur",
    "nik",
    "npwp",
    "telepon",
    "telp",
    "pos",
    "rt",
    "rw",
    "urut",
    "periode",
    "fid",
    "objectid",
    "gid",
];
/// Words of a header whose numbers are plainly values.
pub(super) const VALUES: &[&str] = &[
    "jumlah",
    "nilai",
    "value",
    "total",
    "banyaknya",
    "harga",
    "persentase",
    "produksi",
    "penduduk",
    "luas",
    "indeks",
    "rata",
    "volume",
    "realisasi",
    "target",
    "angka",
    "tingkat",
];
/// Words of a header whose numbers mean nothing when added up.
pub(super) const RATES: &[&str] = &[
    "harga",
    "price",
    "prices",
    "persen",
    "persentase",
    "percent",
    "percentage",
    "pct",
    "rata",
    "rerata",
    "rataan",
    "rate",
    "rates",
    "rasio",
    "ratio",
    "indeks",
    "index",
    "ipm",
    "ikk",
    "laju",
    "tingkat",
    "inflasi",
    "inflation",
    "kepadatan",
    "density",
    "suhu",
    "temperature",
    "gini",
    "upah",
    "ump",
    "umr",
    "umk",
    "wage",
    "umur",
    "usia",
    "age",
    "prevalensi",
    "prevalence",
    "cakupan",
    "coverage",
    "proporsi",
    "proportion",
    "skor",
    "score",
    "average",
    "mean",
    "median",
    "pertumbuhan",
    "growth",
    "tpt",
    "tpak",
    "apk",
    "apm",
    "aps",
    "ahh",
    "amh",
    "rls",
    "hls",
    "ntp",
    "peringkat",
    "rank",
    "kurs",
    "tarif",
    "share",
    "kelembapan",
    "elevasi",
    "ketinggian",
    "bunga",
];

/// The words of a header, `nama_provinsi` and `namaProvinsi` alike.
pub(super) fn words(header: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(header.len() + 4);
    let mut lower_before = false;
    for c in header.chars() {
        if c.is_uppercase() && lower_before {
            spaced.push(' ');
        }
        lower_before = c.is_lowercase();
        spaced.push(if c.is_alphanumeric() || c == '%' { c } else { ' ' });
    }
    fold(&spaced).split_whitespace().map(str::to_owned).collect()
}

/// Whether any of some words is in a list.
pub(super) fn any(words: &[String], list: &[&str]) -> bool {
    words.iter().any(|word| list.contains(&word.as_str()))
}

/// What a region column's header says of its values.
pub(super) fn options_of(header: &str) -> Options<'static> {
    let words = words(header);
    let system = match (
        any(&words, &["bps"]),
        any(&words, &["kemendagri", "mendagri", "dagri", "permendagri", "kepmendagri"]),
    ) {
        (true, false) => Some(System::Bps),
        (false, true) => Some(System::Kemendagri),
        _ => None,
    };
    let level = match (any(&words, PROVINCE_WORDS), any(&words, KABKOTA_WORDS)) {
        (true, _) => Some(Level::Province),
        (false, true) => Some(Level::Kabkota),
        (false, false) => None,
    };
    Options { level, system, aliases: &[] }
}

/// Whether a header's numbers must not be added up.
pub(super) fn is_rate(header: &str) -> bool {
    let words = words(header);
    header.contains('%') || any(&words, RATES) || words.iter().any(|word| word == "per")
}
