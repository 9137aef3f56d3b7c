//! Indonesian words for searching: abbreviations and spelling variants brought together, affixes taken
//! off, typing errors borne.
//!
//! The affixes are those of the light stemmers for Indonesian that work without a dictionary (Tala,
//! "A Study of Stemming Effects on Information Retrieval in Bahasa Indonesia", 2003). Without a dictionary
//! a word has several possible stems, so [`stems`] gives all of them and two words are related where
//! they share one.

use crate::base::text::fold;

/// No more words of a question are looked at.
const MAX_WORDS: usize = 32;

/// The words of a text: folded, split at everything that is no letter or digit.
pub fn words_of(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Abbreviations that stand for one word or several, as catalogues and people write them.
const SHORT: &[(&str, &str)] = &[
    ("babel", "kepulauan bangka belitung"),
    ("dgn", "dengan"),
    ("dinkes", "dinas kesehatan"),
    ("disdik", "dinas pendidikan"),
    ("disdukcapil", "dinas kependudukan dan pencatatan sipil"),
    ("diskominfo", "dinas komunikasi dan informatika"),
    ("diy", "daerah istimewa yogyakarta"),
    ("jabar", "jawa barat"),
    ("jateng", "jawa tengah"),
    ("jatim", "jawa timur"),
    ("jml", "jumlah"),
    ("jmlh", "jumlah"),
    ("jogja", "yogyakarta"),
    ("kab", "kabupaten"),
    ("kalbar", "kalimantan barat"),
    ("kalsel", "kalimantan selatan"),
    ("kaltara", "kalimantan utara"),
    ("kalteng", "kalimantan tengah"),
    ("kaltim", "kalimantan timur"),
    ("kec", "kecamatan"),
    ("kel", "kelurahan"),
    ("kepri", "kepulauan riau"),
    ("malut", "maluku utara"),
    ("ntb", "nusa tenggara barat"),
    ("ntt", "nusa tenggara timur"),
    ("pdrb", "produk domestik regional bruto"),
    ("prop", "provinsi"),
    ("prov", "provinsi"),
    ("rs", "rumah sakit"),
    ("sulbar", "sulawesi barat"),
    ("sulsel", "sulawesi selatan"),
    ("sulteng", "sulawesi tengah"),
    ("sultra", "sulawesi tenggara"),
    ("sulut", "sulawesi utara"),
    ("sumbar", "sumatera barat"),
    ("sumsel", "sumatera selatan"),
    ("sumut", "sumatera utara"),
    ("th", "tahun"),
    ("thn", "tahun"),
    ("umkm", "usaha mikro kecil menengah"),
    ("yg", "yang"),
];

/// Spellings that are often met, and the standard one.
const SPELLINGS: &[(&str, &str)] = &[
    ("aktifitas", "aktivitas"),
    ("analisa", "analisis"),
    ("apotik", "apotek"),
    ("atlit", "atlet"),
    ("azas", "asas"),
    ("cabe", "cabai"),
    ("djakarta", "jakarta"),
    ("efektifitas", "efektivitas"),
    ("export", "ekspor"),
    ("frekwensi", "frekuensi"),
    ("hipotesa", "hipotesis"),
    ("ijin", "izin"),
    ("import", "impor"),
    ("isteri", "istri"),
    ("jadual", "jadwal"),
    ("jogjakarta", "yogyakarta"),
    ("kwalitas", "kualitas"),
    ("kwantitas", "kuantitas"),
    ("komplek", "kompleks"),
    ("kordinasi", "koordinasi"),
    ("milyar", "miliar"),
    ("nopember", "november"),
    ("obyek", "objek"),
    ("pebruari", "februari"),
    ("praktek", "praktik"),
    ("produktifitas", "produktivitas"),
    ("propinsi", "provinsi"),
    ("resiko", "risiko"),
    ("sistim", "sistem"),
    ("sumatra", "sumatera"),
    ("subyek", "subjek"),
    ("surabaja", "surabaya"),
    ("syah", "sah"),
    ("tehnik", "teknik"),
    ("tehnologi", "teknologi"),
    ("trampil", "terampil"),
    ("telor", "telur"),
    ("varitas", "varietas"),
    ("jaman", "zaman"),
];

/// A folded word in its standard spelling.
pub(crate) fn standard(word: &str) -> &str {
    SPELLINGS.iter().find(|(variant, _)| *variant == word).map_or(word, |(_, standard)| standard)
}

/// The words that an abbreviation stands for.
pub(crate) fn expanded(word: &str) -> Option<&'static str> {
    SHORT.iter().find(|(short, _)| *short == word).map(|(_, long)| *long)
}

/// Everything a folded word may be a form of: itself in its standard spelling first, then its possible
/// stems, the longest first.
pub fn stems(word: &str) -> Vec<String> {
    let word = standard(word);
    let mut found = vec![word.to_owned()];
    // Numbers and short words have no affixes; other scripts neither.
    if word.len() < 5 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return found;
    }
    let mut at = 0;
    // Every form is taken apart further, so that `kependudukan` leads over `penduduk` to `duduk`.
    while let Some(form) = found.get(at).cloned() {
        at += 1;
        if found.len() > 24 {
            break;
        }
        for shorter in without_suffix(&form).into_iter().chain(without_prefix(&form)) {
            if shorter.len() >= 4 && has_two_vowels(&shorter) && !found.contains(&shorter) {
                found.push(shorter);
            }
        }
    }
    found.get_mut(1..).unwrap_or_default().sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    found
}

fn has_two_vowels(word: &str) -> bool {
    word.bytes().filter(|byte| b"aiueo".contains(byte)).count() >= 2
}

fn without_suffix(word: &str) -> Vec<String> {
    // The ending -i is taken for an affix of verbs only: too many nouns end so.
    let verb = ["me", "di"].iter().any(|prefix| word.starts_with(prefix));
    ["nya", "lah", "kah", "pun", "kan", "an", "i"]
        .iter()
        .filter(|suffix| verb || **suffix != "i")
        .filter_map(|suffix| word.strip_suffix(suffix))
        .map(str::to_owned)
        .collect()
}

/// A word without its prefix. The nasal of me- and pe- may have swallowed the first letter of the stem.
fn without_prefix(word: &str) -> Vec<String> {
    let mut out = Vec::new();
    let starts_with = |rest: &str, letters: &[u8]| rest.bytes().next().is_some_and(|first| letters.contains(&first));
    for me in ["me", "pe"] {
        let Some(rest) = word.strip_prefix(me) else { continue };
        if let Some(rest) = rest.strip_prefix("ny") {
            out.push(format!("s{rest}"));
        } else if let Some(rest) = rest.strip_prefix("ng") {
            if starts_with(rest, b"aiueo") {
                out.push(format!("k{rest}"));
            }
            out.push(rest.to_owned());
        } else if let Some(rest) = rest.strip_prefix('n').filter(|rest| starts_with(rest, b"aiueocdjtsz")) {
            if starts_with(rest, b"aiueo") {
                out.push(format!("t{rest}"));
            } else {
                out.push(rest.to_owned());
            }
        } else if let Some(rest) = rest.strip_prefix('m').filter(|rest| starts_with(rest, b"aiueobpfv")) {
            if starts_with(rest, b"aiueo") {
                out.push(format!("p{rest}"));
            } else {
                out.push(rest.to_owned());
            }
        }
        if starts_with(rest, b"lmnrwy") || (me == "pe" && !starts_with(rest, b"aiueo")) {
            out.push(rest.to_owned());
        }
    }
    for prefix in ["ber", "per", "ter", "di", "ke"] {
        out.extend(word.strip_prefix(prefix).map(str::to_owned));
    }
    // Before stems like `kerja` and `ternak`, and those in r, only be- is left of ber-.
    let short = |rest: &&str| rest.starts_with('r') || rest.get(1..3) == Some("er");
    out.extend(word.strip_prefix("be").filter(short).map(str::to_owned));
    // The one stem before which `r` becomes `l`.
    for prefix in ["bel", "pel"] {
        out.extend(word.strip_prefix(prefix).filter(|rest| rest.starts_with("ajar")).map(str::to_owned));
    }
    out
}

/// How many typing errors a word of this length may have.
pub(crate) const fn errors_allowed(letters: usize) -> usize {
    match letters {
        0..=4 => 0,
        5..=7 => 1,
        _ => 2,
    }
}

/// Words that titles of Indonesian government data are made of, to correct typing errors before a portal is
/// asked again: portals themselves bear none.
const COMMON: &str = "administrasi air aktivitas alokasi anak anggaran angka angkatan angkutan bandara bangunan bantuan banjir \
    bayi belanja bencana beras berdasarkan bidang cabai curah daerah daftar dana daging darah data desa dinas disabilitas dokter \
    ekonomi ekspor energi fasilitas gempa gizi guru harga hasil hewan hotel hujan hutan ibu ikan impor indeks industri inflasi \
    informasi infrastruktur investasi izin jalan jaringan jembatan jenis jumlah kabupaten kapal kasus kawasan kebakaran kebun \
    kecamatan kecelakaan kedelai kegiatan kehutanan kejadian kekerasan kelahiran kelamin kelas kelompok keluarga kelurahan \
    kematian kemiskinan kendaraan kepala kepadatan kependudukan kerja kesehatan ketenagakerjaan keuangan komoditas koperasi kota \
    kunjungan lahan lalu lembaga limbah lingkungan listrik luas mahasiswa makanan masyarakat menengah menurut minyak miskin murid \
    nelayan olahraga padi pajak panen panjang pariwisata partisipasi pasar pasien pegawai pekerja pelabuhan pelanggan pelayanan \
    pembangunan pemerintah pemuda pencari pendapatan pendidikan penduduk pengangguran pengeluaran penyakit perdagangan perempuan \
    perguruan perhubungan perikanan perkebunan perpustakaan persentase pertanian perumahan peserta petani peternakan populasi \
    produksi produk provinsi puskesmas rasio realisasi rekapitulasi rumah sakit sampah sanitasi sawah sekolah sektor siswa sosial \
    statistik stunting sungai tanah tanaman tangga tempat tenaga terminal ternak tingkat timbulan transportasi udara umur upah usaha \
    usia volume wilayah wisatawan";

/// A folded word with its typing errors corrected; `None` where it is known, or nothing or too much is near.
fn corrected(word: &str) -> Option<&'static str> {
    let allowed = errors_allowed(word.len());
    let plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
    if allowed == 0 || !plain || COMMON.split_whitespace().any(|known| known == word) {
        return None;
    }
    let near = COMMON.split_whitespace().filter(|known| known.len().abs_diff(word.len()) <= allowed);
    let mut best: Option<(usize, &str)> = None;
    let mut tied = false;
    for known in near.filter(|known| known.as_bytes().first() == word.as_bytes().first()) {
        let distance = strsim::osa_distance(known, word);
        match best {
            _ if distance > allowed => {}
            Some((least, _)) if distance > least => {}
            Some((least, _)) if distance == least => tied = true,
            _ => (best, tied) = (Some((distance, known)), false),
        }
    }
    best.filter(|_| !tied).map(|(_, known)| known)
}

/// Other wordings to try at a portal that found nothing, from the closest to the widest; each at most
/// once, none of them the words themselves. Plain words only: the portal's client escapes them.
pub fn second_try(words: &str) -> Vec<String> {
    let typed: Vec<String> = words_of(words).into_iter().take(MAX_WORDS).collect();
    let spelled = |word: &String| standard(word).to_owned();
    let standard_words: Vec<String> = typed.iter().map(spelled).collect();
    let long: Vec<String> = standard_words
        .iter()
        .flat_map(|word| {
            expanded(word).map_or_else(|| vec![word.clone()], |long| long.split(' ').map(str::to_owned).collect())
        })
        .collect();
    // The shortest stem finds most; portals in Indonesian do not stem by themselves.
    let fixed: Vec<String> =
        long.iter().map(|word| corrected(word).map_or_else(|| word.clone(), str::to_owned)).collect();
    let bare: Vec<String> =
        standard_words.iter().map(|word| stems(corrected(word).unwrap_or(word)).pop().unwrap_or_default()).collect();
    let mut out: Vec<String> = Vec::new();
    for wording in [standard_words, long, fixed, bare] {
        let wording = wording.join(" ");
        if !wording.is_empty() && wording != typed.join(" ") && !out.contains(&wording) {
            out.push(wording);
        }
    }
    out
}

/// A key that is the same for titles that say the same: standard spelling, abbreviations written out,
/// order and filling words ignored.
pub fn title_key(title: &str) -> String {
    const FILLING: [&str; 14] = [
        "data",
        "dataset",
        "dan",
        "di",
        "yang",
        "menurut",
        "berdasarkan",
        "per",
        "pada",
        "tahun",
        "the",
        "of",
        "and",
        "by",
    ];
    let mut words: Vec<String> = words_of(title)
        .iter()
        .map(|word| standard(word))
        .flat_map(|word| expanded(word).unwrap_or(word).split(' ').map(str::to_owned).collect::<Vec<_>>())
        .filter(|word| !FILLING.contains(&word.as_str()))
        .collect();
    words.sort();
    words.dedup();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn related_words_share_a_stem() {
        let related = |a: &str, b: &str| {
            let (a, b) = (stems(a), stems(b));
            a.iter().any(|stem| b.contains(stem))
        };
        for (a, b) in [
            ("pertanian", "petani"),
            ("kemiskinan", "miskin"),
            ("pendidikan", "didik"),
            ("kesehatan", "sehat"),
            ("kependudukan", "penduduk"),
            ("pengangguran", "menganggur"),
            ("penyaluran", "salur"),
            ("perikanan", "ikan"),
            ("pelatihan", "melatih"),
            ("pengeluaran", "keluar"),
            ("pembelian", "membeli"),
            ("penulisan", "tulis"),
            ("belajar", "pelajaran"),
            ("bekerja", "pekerja"),
            ("propinsi", "provinsi"),
            ("harganya", "harga"),
            ("ditanam", "penanaman"),
            ("perdagangan", "dagang"),
            ("pemukul", "dipukul"),
        ] {
            assert!(related(a, b), "{a} {b}: {:?} {:?}", stems(a), stems(b));
        }
        for (a, b) in
            [("sekolah", "mengolah"), ("beras", "keras"), ("jalan", "jala"), ("2023", "2024"), ("kota", "desa")]
        {
            assert!(!related(a, b), "{a} {b}: {:?} {:?}", stems(a), stems(b));
        }
        assert_eq!(stems("データ"), ["データ"]);
    }

    #[test]
    fn a_second_try_is_wider_and_never_the_same() {
        let check = |words: &str, expected: &[&str]| assert_eq!(second_try(words), expected, "{words}");
        check("Jml petani Kab. Bogor", &["jumlah petani kabupaten bogor", "jml tani kab bogor"]);
        check("propinsi jabar", &["provinsi jabar", "provinsi jawa barat"]);
        check("bogor", &[]);
        check("jumlha pendduuk", &["jumlah penduduk", "jumlah duduk"]);
        check("kab kemsikinan", &["kabupaten kemsikinan", "kabupaten kemiskinan", "kab miskin"]);
        check("guri", &[]);
        check("", &[]);
        check("title:(x) OR", &[]);
        assert!(second_try(&"a ".repeat(10_000)).len() <= 4);
    }

    #[test]
    fn titles_that_say_the_same_have_one_key() {
        let same = |a: &str, b: &str| assert_eq!(title_key(a), title_key(b));
        same("Jumlah Penduduk Kab. Bogor Tahun 2023", "Data jumlah penduduk kabupaten Bogor (2023)");
        same("PDRB Prov. Jabar", "Produk Domestik Regional Bruto Propinsi Jawa Barat");
        assert_ne!(title_key("Penduduk 2022"), title_key("Penduduk 2023"));
    }

    #[test]
    fn the_tables_are_sane() {
        for (variant, standard) in SPELLINGS {
            assert!(variant.is_ascii() && standard.is_ascii(), "{variant}");
            assert_ne!(variant, standard);
            assert!(SPELLINGS.iter().all(|(other, _)| other != standard), "{standard}");
        }
        assert!(SHORT.is_sorted() && SHORT.iter().all(|(_, long)| long.split(' ').all(|word| standard(word) == word)));
    }
}
