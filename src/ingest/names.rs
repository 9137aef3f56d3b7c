//! What a column's name says about its cells, and what row labels say about their rows.

use crate::base::text::fold;
use crate::table::{MARKS, explained};

/// What a header hints at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a name may hint at several things at once")]
pub(crate) struct Hints {
    /// Identifiers: kode, id, NIK, nomor.
    pub(crate) code: bool,
    /// Years.
    pub(crate) year: bool,
    /// Months, quarters, semesters, weeks as numbers.
    pub(crate) period: bool,
    /// Coordinates.
    pub(crate) coordinate: bool,
    /// Shares, rates and indices, which have decimals.
    pub(crate) ratio: bool,
    /// Counts and amounts, which are mostly whole.
    pub(crate) measure: bool,
    /// Counts of people and things, which are whole.
    pub(crate) count: bool,
    /// A name that the reader made up.
    pub(crate) made_up: bool,
}

/// The words of a name: folded, split where letters and digits end, and where a capital begins.
pub(super) fn words(name: &str) -> Vec<String> {
    fold(&spaced(name)).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A name with spaces alone between its words.
pub(super) fn spaced(name: &str) -> String {
    let mut spaced = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    for char in name.chars().take(400) {
        if (before.is_lowercase() && char.is_uppercase()) || (before.is_alphabetic() && char.is_ascii_digit()) {
            spaced.push(' ');
        }
        spaced.push(if char.is_alphanumeric() { char } else { ' ' });
        before = char;
    }
    spaced
}

/// What a name hints at.
pub(crate) fn hints(name: &str) -> Hints {
    const CODE: &[&str] = &[
        "kode", "code", "codes", "kd", "id", "uuid", "guid", "nik", "nip", "nisn", "npsn", "nuptk", "npwp", "nsm",
        "nss", "nis", "nim", "nidn", "nib", "nokk", "telp", "telepon", "telpon", "tlp", "hp", "wa", "phone", "fax",
        "faks", "kodepos", "zip", "zipcode", "postcode", "postal", "wmo", "kbli", "kbki", "isbn", "imei", "fid",
        "objectid", "gid", "pk", "rn",
    ];
    const YEAR: &[&str] = &["tahun", "year", "thn", "th", "years"];
    const PERIOD: &[&str] = &[
        "bulan",
        "month",
        "bln",
        "semester",
        "triwulan",
        "kuartal",
        "quarter",
        "caturwulan",
        "minggu",
        "week",
        "periode",
    ];
    const COORDINATE: &[&str] = &[
        "lat",
        "latitude",
        "lintang",
        "lon",
        "lng",
        "long",
        "longitude",
        "bujur",
        "koordinat",
        "coordinate",
        "easting",
        "northing",
    ];
    const RATIO: &[&str] = &[
        "rasio",
        "ratio",
        "persen",
        "persentase",
        "prosentase",
        "percent",
        "percentage",
        "pct",
        "perc",
        "indeks",
        "index",
        "laju",
        "rate",
        "tingkat",
        "rata",
        "rerata",
        "mean",
        "average",
        "avg",
        "koefisien",
        "gini",
        "inflasi",
        "ipm",
        "proporsi",
        "share",
        "andil",
    ];
    const MEASURE: &[&str] = &[
        "jumlah",
        "jml",
        "total",
        "banyak",
        "banyaknya",
        "harga",
        "price",
        "penduduk",
        "population",
        "jiwa",
        "orang",
        "unit",
        "nilai",
        "value",
        "anggaran",
        "budget",
        "rupiah",
        "rp",
        "idr",
        "biaya",
        "cost",
        "pendapatan",
        "income",
        "revenue",
        "realisasi",
        "pagu",
        "stok",
        "stock",
        "produksi",
        "production",
        "volume",
        "upah",
        "gaji",
        "omzet",
        "omset",
        "count",
        "amount",
        "kk",
        "ribu",
        "juta",
        "miliar",
        "target",
        "capaian",
        "jlh",
        "nominal",
        "pajak",
        "modal",
        "investasi",
        "ekspor",
        "impor",
        "pengeluaran",
        "kuota",
        "qty",
        "quantity",
        "kasus",
        "cases",
        "siswa",
        "guru",
        "laki",
        "perempuan",
        "pria",
        "wanita",
        "umkm",
        "usaha",
        "tenaga",
        "bobot",
        "belanja",
    ];
    const COUNT: &[&str] = &[
        "count",
        "penduduk",
        "population",
        "jiwa",
        "orang",
        "siswa",
        "guru",
        "kk",
        "kasus",
        "cases",
        "umkm",
        "desa",
        "kelurahan",
        "sekolah",
        "pengunjung",
        "wisatawan",
        "pelanggan",
        "pasien",
    ];
    // Of which there are fractions.
    const PARTED: &[&str] =
        &["kepadatan", "density", "luas", "area", "ton", "per", "km", "ha", "ribu", "juta", "laju", "pertumbuhan"];
    let words = words(name);
    let any = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    // `idkab`, `kdkec`, `kodedesa`: run together.
    let joined = words.iter().any(|word| {
        ["kode", "kd", "id"].into_iter().any(|start| {
            word.strip_prefix(start).is_some_and(|rest| {
                [
                    "prov", "kab", "kot", "kec", "kel", "des", "wil", "pos", "sls", "pkab", "ppum", "cpum", "epum",
                    "bbps", "cbps", "ebps",
                ]
                .into_iter()
                .any(|part| rest.starts_with(part))
            })
        })
    });
    // `No`, `No.`, `nomor_kecamatan`, but not `No. of households` and not the gases `NO2` and `NOx`.
    let number = words.first().is_some_and(|word| matches!(word.as_str(), "no" | "nomor" | "number" | "nr"))
        && words.get(1).is_none_or(|word| !matches!(word.as_str(), "of" | "2" | "x"));
    let measure = any(MEASURE);
    Hints {
        code: (any(CODE) || joined || number) && !measure,
        year: any(YEAR) && !measure,
        period: any(PERIOD) && !measure,
        coordinate: (any(COORDINATE) || matches!(words.as_slice(), [word] if word == "x" || word == "y")) && !measure,
        ratio: any(RATIO) || name.contains('%'),
        measure,
        count: any(COUNT) && !any(PARTED) && !any(RATIO),
        made_up: made_up(name),
    }
}

/// What a text says its numbers are counted in, as written, and how many ones that is: `ribu orang`,
/// `juta rupiah`.
pub(super) fn multiplier(text: &str) -> Option<(String, &'static str)> {
    let words = words(text);
    let times = |word: &str| match word {
        "ribu" | "ribuan" => Some("1.000"),
        "juta" | "jutaan" => Some("1.000.000"),
        "miliar" | "milyar" | "miliaran" | "milyaran" => Some("1.000.000.000"),
        "triliun" | "trilyun" | "triliunan" => Some("1.000.000.000.000"),
        _ => None,
    };
    let (at, ones) = words.iter().enumerate().find_map(|(at, word)| Some((at, times(word)?)))?;
    // `di atas 100 ribu` is an amount.
    let is_amount = at
        .checked_sub(1)
        .and_then(|at| words.get(at))
        .is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    if is_amount {
        return None;
    }
    // What is counted stands behind; anything longer is another sentence.
    let counted = words.get(at + 1).filter(|word| word.len() <= 12 && word.chars().all(char::is_alphabetic));
    let times = words.get(at)?;
    Some((counted.map_or_else(|| times.clone(), |counted| format!("{times} {counted}")), ones))
}

/// The name of the column at a 0-based position that has none.
pub(crate) fn nameless(index: usize) -> String {
    format!("Kolom {}", index + 1)
}

pub(super) fn made_up(name: &str) -> bool {
    name.strip_prefix("Kolom ").is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a label begins a source line or a remark below a table.
pub(crate) fn is_footer(label: &str) -> bool {
    let folded = fold(label);
    let start = folded.trim_start_matches(['*', '(', '[', '"']);
    folded.starts_with('*')
        || MARKS.into_iter().any(|mark| folded.starts_with(mark) && explained(mark, [label]).is_some())
        || ["¹", "1)", "²", "2)"].into_iter().any(|mark| folded.starts_with(mark))
        || [
            "sumber",
            "source",
            "catatan",
            "keterangan",
            "note",
            "notes",
            "ket.",
            "ket:",
            "access time",
            "diolah",
            "diunduh",
            "data diambil",
            "tanggal akses",
            "https://",
            "http://",
            "angka sementara",
            "tanda ",
        ]
        .into_iter()
        .any(|word| start.starts_with(word))
}

/// Whether a label names a total of the rows around it.
pub(crate) fn is_total(label: &str) -> bool {
    let folded = fold(label);
    let bare = folded.trim_matches(|char: char| !char.is_alphanumeric());
    matches!(
        bare,
        "jumlah"
            | "total"
            | "jumlah total"
            | "total jumlah"
            | "grand total"
            | "sub total"
            | "subtotal"
            | "jumlah/total"
            | "jumlah / total"
            | "total keseluruhan"
            | "jumlah keseluruhan"
            | "jumlah seluruhnya"
            | "jml"
            | "jumlah akhir"
            | "rata-rata"
            | "rata - rata"
    )
}

/// Whether the label of a table's last row begins as totals do: `Total Makanan`, `Rata-rata Jawa Barat`.
pub(crate) fn is_closing_total(label: &str) -> bool {
    let folded = fold(label);
    ["total ", "jumlah ", "rata-rata ", "rata rata "].into_iter().any(|word| folded.starts_with(word))
}

/// Whether a label in a column of areas names the whole country.
pub(crate) fn is_country(label: &str) -> bool {
    matches!(fold(label).as_str(), "indonesia" | "nasional" | "national")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hint() {
        let code = [
            "kode_provinsi",
            "bps_kode_desa_kelurahan",
            "id",
            "_id",
            "No",
            "No.",
            "Kode Wilayah",
            "idkab",
            "kdkec",
            "nomor_kecamatan",
            "prov_id",
            "NIK",
            "ID WMO",
            "kodekec",
            "regency_code",
            "no_kelurahan",
            "KodePos",
            "province_code",
        ];
        for name in code {
            assert!(hints(name).code, "{name}");
        }
        for name in [
            "jumlah_kode_pos",
            "nama",
            "identitas",
            "No. of cases",
            "NO2",
            "kdrt",
            "Ide",
            "notasi",
            "jumlah_id_pelanggan",
        ] {
            assert!(!hints(name).code, "{name}");
        }
        for name in ["tahun", "TAHUN", "tahun_data", "year", "Thn."] {
            assert!(hints(name).year, "{name}");
        }
        for name in ["lat", "Latitude", "koordinat_x", "Lintang", "bujur"] {
            assert!(hints(name).coordinate, "{name}");
        }
        assert!(
            hints("harga_beras").measure && hints("JumlahPenduduk").measure && hints("pengeluaran_2023_rp").measure
        );
        assert!(hints("Persentase (%)").ratio && hints("paslon1_perc").ratio);
        assert!(hints(&nameless(3)).made_up && !hints("Kolom").made_up);
    }

    #[test]
    fn multipliers() {
        for (text, expected) in [
            ("Jumlah Penumpang (Ribu Orang)", Some(("ribu orang", "1.000"))),
            ("dalam ribuan rupiah", Some(("ribuan rupiah", "1.000"))),
            ("PDRB (Juta Rp)", Some(("juta rp", "1.000.000"))),
            ("Nilai (Milyar)", Some(("milyar", "1.000.000.000"))),
            ("Jumlah Penduduk", None),
            ("Upah di atas 100 ribu", None),
        ] {
            let got = multiplier(text);
            assert_eq!(got.as_ref().map(|(text, ones)| (text.as_str(), *ones)), expected, "{text}");
        }
    }

    #[test]
    fn labels() {
        for label in [
            "Sumber: BPS",
            "*) angka sementara",
            "Catatan",
            "Keterangan :",
            "(Sumber BPS)",
            "Source Url: x",
            "r) Angka diperbaiki",
        ] {
            assert!(is_footer(label), "{label}");
        }
        assert!(!is_footer("Jawa Barat") && !is_footer("Kesumbaran"));
        for label in ["Jumlah", "TOTAL", "Jumlah Total", " Grand  Total ", "JUMLAH/TOTAL", "Total:"] {
            assert!(is_total(label), "{label}");
        }
        assert!(!is_total("Total Persada") && !is_total("Jumlah Penduduk"));
        assert!(is_country("INDONESIA"));
    }
}
