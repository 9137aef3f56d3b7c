//! What the words of a header, a unit or a title say about the values below them.
//!
//! The words are those of Indonesian public tables: the columns that Satu Data prescribes
//! (`kode_provinsi`, `bps_nama_kecamatan`, `satuan`, `tahun`), the abbreviations of BPS (TPT, APK, IPM,
//! IHK) and what people write themselves (`nmkab`, `kdkec`, `jml`), in Indonesian and English.

use crate::ingest::names::words;

/// A level of the Indonesian regions, from the largest down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Province,
    Kabkota,
    Kecamatan,
    Desa,
}

/// A system of region codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum System {
    Bps,
    Kemendagri,
}

impl System {
    /// The name, the same in both languages.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Bps => "BPS",
            Self::Kemendagri => "Kemendagri",
        }
    }
}

/// What a number measures, as far as words say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    Percent,
    Currency,
    /// An index, a ratio or a mean: a number with fractions and without a unit.
    Index,
    /// A count of people or things.
    Count,
    /// An amount of something with a unit of its own: an area, a weight.
    Amount,
}

/// A header, taken apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    /// Words of the whole name, group labels first.
    pub(super) all: Vec<String>,
    /// Words of the last part, behind the group labels.
    pub(super) leaf: Vec<String>,
    /// The name has a percent sign.
    percent: bool,
}

impl Header {
    pub(super) fn of(name: &str) -> Self {
        let leaf = name.rsplit(" / ").next().unwrap_or(name);
        Self { all: parted(words(name)), leaf: parted(words(leaf)), percent: name.contains('%') }
    }

    /// The first word of the leaf that is in a list.
    #[inline(never)]
    pub(super) fn word(&self, list: &str) -> Option<&str> {
        find(&self.leaf, list)
    }

    /// Whether any part of the name has a word of a list.
    pub(super) fn says(&self, list: &str) -> bool {
        find(&self.all, list).is_some()
    }

    /// Whether the leaf is nothing but words of a list (and there is one).
    pub(super) fn only(&self, list: &str) -> bool {
        !self.leaf.is_empty() && self.leaf.iter().all(|word| has(list, word))
    }
}

/// Words with those parted that people run together: `hargaberas`.
fn parted(words: Vec<String>) -> Vec<String> {
    const STEMS: [&str; 9] = ["jumlah", "harga", "persentase", "indeks", "nilai", "luas", "upah", "total", "produksi"];
    words
        .into_iter()
        .flat_map(|word| {
            let stem = STEMS.into_iter().find(|stem| word.len() > stem.len() + 2 && word.starts_with(stem));
            match stem.map(|stem| word.split_at(stem.len())) {
                Some((stem, rest)) => vec![stem.to_owned(), rest.to_owned()],
                None => vec![word],
            }
        })
        .collect()
}

/// The first of some words that is in a list.
#[inline(never)]
fn find<'a>(words: &'a [String], list: &str) -> Option<&'a str> {
    words.iter().map(String::as_str).find(|word| has(list, word))
}

/// Whether a word is in a list of words with blanks between them.
// Asked in a hundred places, a few times per column: small code is worth more than fast code here.
#[inline(never)]
pub(super) fn has(list: &str, word: &str) -> bool {
    list.split(' ').any(|other| other == word)
}

pub(super) const YEAR: &str = "tahun year thn th years yr";
pub(super) const MONTH: &str = "bulan month bln months bulanan";
pub(super) const PERIOD: &str =
    "semester triwulan tw kuartal quarter quartal caturwulan periode period minggu week pekan ajaran masa";
pub(super) const LATITUDE: &str = "lat latitude lintang latitud ltg";
pub(super) const LONGITUDE: &str = "lon lng long longitude bujur longitud bjr";
/// Words before the letter of an axis.
pub(super) const COORDINATE: &str = "koordinat koord coordinate coord titik";
/// Stretches of time, where a unit of time stands beside. Not `lama`: *lama sekolah* is an index.
pub(super) const STRETCH: &str = "durasi duration tempuh tunggu waiting elapsed runtime";
pub(super) const UNIT: &str = "satuan unit units uom satuannya";
/// Headers of row numbers; nothing else may stand beside them.
pub(super) const ROW_NUMBER: &str = "no nomor id number nr rn index idx fid objectid gid urut oid row num";
/// Headers of codes.
const CODE: &str = "kode code kd id nomor no key kod codes number pcode kdepum kdcpum kdpkab kdppum kdbbps kdcbps kdebps \
    kodewilayah kodewil";
/// Headers that name things without saying which.
const NAME: &str = "nama name nm wilayah daerah region regional bps dagri kemendagri depdagri mendagri wil area cakupan \
    label names tempat kawasan indonesia regions nmwil namawilayah namobj";
/// Words that make a header with the name of a level speak of something else than that level's names.
const ABOUT: &str = "status jenis kategori klasifikasi kepala tipe type tingkat alamat ibukota capital luas stasiun \
    station kantor pasar bupati walikota camat lurah dana pemerintah sumber dinas umur kelompok \
    keterangan satuan kepadatan rasio per persen persentase tanggal tahun indeks index lokasi puskesmas \
    sekolah opd website url peta logo predikat peringkat ranking skor nilai kelas category bumdes \
    perangkat jarak pusat";

/// Words for a level, alone or run together with `nama`, `kode` and the like.
#[inline(never)]
fn level_word(word: &str) -> Option<Level> {
    const FORMS: &[(&str, Level)] = &[
        ("provinsi propinsi prov prop province provinces prv wadmpr kdppum", Level::Province),
        (
            "kabupaten kab kota kabkot kabkota kotakab kako kotamadya kodya kabko regency regencies city \
            cities municipality kokab kabkt kot kabupatenkota wadmkk kdpkab kdbbps kotakabupaten",
            Level::Kabkota,
        ),
        (
            "kecamatan kec district districts distrik kapanewon kemantren subdistrict subdistricts wadmkc \
            kdcpum kdcbps",
            Level::Kecamatan,
        ),
        (
            "desa kelurahan kel village villages nagari gampong pekon kalurahan des deskel kelurahandesa \
            desakelurahan keldes wadmkd wadmkl kdepum kdebps dsn lurah",
            Level::Desa,
        ),
    ];
    let of = |word: &str| FORMS.iter().find(|(forms, _)| has(forms, word)).map(|(_, level)| *level);
    of(word).or_else(|| {
        ["nama", "name", "nm", "kode", "kd", "id", "kod", "n"]
            .into_iter()
            .find_map(|start| of(word.strip_prefix(start)?))
    })
}

/// Whether a header says "region" without saying of which level.
pub(super) fn is_region(header: &Header) -> bool {
    is_any_name(header) && header.word("wilayah daerah region").is_some()
}

/// Whether a header says "name", of whatever.
pub(super) fn says_name(header: &Header) -> bool {
    header.word("nama name nm names").is_some()
}

/// The level that a header names, the lowest of several, with the word that says so.
#[inline(never)]
pub(super) fn level(header: &Header) -> Option<(Level, &str)> {
    // `kel_umur` is a group of ages, no kelurahan.
    if header.leaf.iter().any(|word| word == "umur" || word == "kelompok") {
        return None;
    }
    // Alone it is December.
    if header.leaf.len() == 1 && header.leaf.iter().any(|word| word == "des") {
        return None;
    }
    // `ADM2_EN` and `NAME_2` of maps from abroad.
    if let [first, second, ..] = header.leaf.as_slice()
        && matches!(first.as_str(), "adm" | "admin" | "name")
    {
        let level = match second.as_str() {
            "1" => Some(Level::Province),
            "2" => Some(Level::Kabkota),
            "3" => Some(Level::Kecamatan),
            "4" => Some(Level::Desa),
            _ => None,
        };
        if let Some(level) = level {
            return Some((level, first));
        }
    }
    header
        .leaf
        .iter()
        .filter_map(|word| Some((level_word(word)?, word.as_str())))
        .max_by(|left, right| left.0.cmp(&right.0))
}

/// Whether a header with the name of a level speaks of that level's names and not of their heads,
/// areas or counts.
pub(super) fn is_of_names(header: &Header) -> bool {
    // "90 Kota Inflasi" heads the names of ninety cities.
    if let [first, second, ..] = header.leaf.as_slice()
        && first.parse::<u32>().is_ok()
        && level_word(second).is_some()
    {
        return true;
    }
    // Kecamatan are counted, too, but only where another word says so.
    let beside: Vec<String> = header.leaf.iter().filter(|word| level_word(word).is_none()).cloned().collect();
    measure(&beside, header.percent).is_none() && find(&header.leaf, ABOUT).is_none()
}

/// Whether two headers speak of one thing, once by name and once by code.
pub(super) fn are_partners(name: &Header, code: &Header) -> bool {
    let about = |header: &Header| -> Vec<String> {
        let plain = ["nama", "name", "nm", "kode", "code", "kd", "id", "wilayah", "region", "daerah"];
        header.leaf.iter().filter(|word| !plain.contains(&word.as_str())).cloned().collect()
    };
    about(name) == about(code)
}

/// Whether a header says no more than "name" or "region".
pub(super) fn is_any_name(header: &Header) -> bool {
    header.leaf.iter().any(|word| has(NAME, word))
        && find(&header.leaf, ABOUT).is_none()
        && measure(&header.leaf, false).is_none()
        && header.leaf.len() <= 4
}

/// The word by which a header says "code", also run together with a level: `kdkec`.
pub(super) fn code_word(header: &Header) -> Option<&str> {
    find(&header.leaf, CODE).or_else(|| {
        header.leaf.iter().map(String::as_str).find(|word| {
            ["kode", "kd", "id", "kod"]
                .into_iter()
                .any(|start| word.strip_prefix(start).is_some_and(|rest| level_word(rest).is_some()))
        })
    })
}

/// Whether a header of codes speaks of regions and of nothing else.
pub(super) fn is_region_code(header: &Header) -> bool {
    header.leaf.iter().all(|word| {
        has(CODE, word)
            || has(NAME, word)
            || level_word(word).is_some()
            || matches!(word.as_str(), "bps" | "mfd" | "dan" | "atau" | "administrasi" | "adm" | "1" | "2" | "3" | "4")
    })
}

/// The system of codes that a header names.
pub(super) fn system(header: &Header) -> Option<(System, &str)> {
    header.all.iter().find_map(|word| {
        let system = match word.as_str() {
            "bps" | "mfd" | "kdbbps" | "kdcbps" | "kdebps" => System::Bps,
            "kemendagri" | "dagri" | "depdagri" | "mendagri" | "permendagri" | "kepmendagri" | "kdepum" | "kdcpum"
            | "kdpkab" | "kdppum" => System::Kemendagri,
            _ => return None,
        };
        Some((system, word.as_str()))
    })
}

/// What a header measures.
#[inline(never)]
pub(super) fn header_measure(header: &Header) -> Option<(Measure, &str)> {
    measure(&header.leaf, header.percent).or_else(|| measure(&header.all, header.percent))
}

/// Whether a column of units may be about a column of numbers: `satuan_harga` says nothing about
/// `jumlah_kamar`.
pub(super) fn is_unit_of(unit: &Header, header: &Header) -> bool {
    let mut about = unit.leaf.iter().filter(|word| !has(UNIT, word)).peekable();
    about.peek().is_none() || unit.leaf.len() < unit.all.len() || about.any(|word| header.all.contains(word))
}

/// What free words measure: a title, the name of a file.
#[inline(never)]
pub(super) fn text_measure(text: &str) -> Option<(Measure, String)> {
    let words = words(text);
    measure(&words, text.contains('%')).map(|(measure, word)| (measure, word.to_owned()))
}

const PERCENT: &str = "persen persentase prosentase presentase percent percentage pct perc persenan prosen";
const INDEX: &str = "indeks index ipm ihk ntp ntup gini rasio ratio koefisien ikg idg ipg uhh hls rls ihpb ikp idm skor \
    score poin cpi hdi ahh rerata itk";
/// Rates that are published in per cent whether or not the header says so.
const RATE: &str = "inflasi inflation laju pertumbuhan growth tpt tpak apk apm aps kontribusi share proporsi proportion \
    prevalensi andil tpk yoy mtm ytd pengangguran coverage elektrifikasi melek amh cfr lpe npl ldr uhc";
const CURRENCY: &str = "rupiah rp idr harga price prices upah gaji umk umr ump pendapatan income pengeluaran expenditure \
    anggaran budget belanja pajak tax retribusi biaya cost pdrb pdb gdp grdp omzet omset pagu dana apbd \
    apbn apbdes pad dau dak dbh hibah wage revenue salary pembiayaan kredit simpanan nominal tarif pihps \
    kurs dd add bantuan bankeu banprov bruto het hps njop bphtb silpa";
const COUNT: &str = "orang jiwa kk penduduk population penerima siswa guru murid pelanggan pasien kasus cases kejadian \
    umkm pengunjung wisatawan penumpang hari titik buah desa kelurahan kecamatan sekolah rumah rw rt tps \
    count pegawai tenaga pencari pekerja keluarga bidang unit usaha industri koperasi kendaraan ekor \
    pohon kunjungan laki perempuan pria wanita male female number dokter perawat bidan peserta anggota \
    nasabah balita bayi kelahiran kematian miskin disabilitas";
const AMOUNT: &str = "luas panjang area ton kuintal kg km km2 ha hektar hektare meter mm liter produksi production volume \
    curah suhu kecepatan tinggi berat kepadatan density kwh mwh debit kelembaban temperatur temperature \
    rainfall jarak produktivitas lebar umur usia kapasitas stok stock pasokan";
/// Quantities that are measured and never counted.
pub(super) const WEATHER: &str = "curah suhu temperatur temperature rainfall";
/// Headers of amounts of money where the numbers are as large as those are.
pub(super) const MONEY: &str = "kontrak pbb shu saldo laba aset asset modal piutang tunggakan transaksi investasi kerugian \
    utang hutang setoran penjualan penerimaan keuntungan pmdn pma surplus defisit insentif honor honorarium \
    ekuitas kewajiban rugi penawaran zakat penyaluran penghimpunan pmtb dpk";
/// Words that count or value nothing in particular; the unit beside says what.
pub(super) const ANYTHING: &str = "jumlah jml jlh banyak banyaknya total nilai value count";
/// Progress in per cent where the values look like it.
pub(super) const PROGRESS: &str = "capaian realisasi cakupan serapan penyerapan progress progres achievement tingkat rate akses layak okupansi \
    hunian kesembuhan kelulusan kemandirian ketergantungan partisipasi sumbangan underweight wasting stunting";
/// Levels of schooling; with fractions up to 150 they head participation rates.
pub(super) const SCHOOL: &str = "sd smp sma smk sm pt mi mts ma slta sltp paud tk perguruan";

#[inline(never)]
fn measure(words: &[String], percent_sign: bool) -> Option<(Measure, &str)> {
    let said = |word: &str| words.iter().any(|other| other == word);
    let pair = |first: &str, second: &str| words.windows(2).any(|pair| pair[0] == first && pair[1] == second);
    if let Some(word) = find(words, PERCENT) {
        return Some((Measure::Percent, word));
    }
    if percent_sign {
        return Some((Measure::Percent, "%"));
    }
    // `Rp/kapita/bulan`, `juta rupiah`: a unit of money leaves no doubt, whatever else is said.
    if let Some(word) = find(words, "rupiah rp idr") {
        return Some((Measure::Currency, word));
    }
    // Ratios that are published in per cent, and shares of the product.
    for (first, second) in
        [("rasio", "elektrifikasi"), ("suku", "bunga"), ("partisipasi", "pemilih"), ("distribusi", "pdrb")]
    {
        if pair(first, second) {
            return find(words, second).map(|word| (Measure::Percent, word));
        }
    }
    if let Some(word) = find(words, INDEX) {
        return Some((Measure::Index, word));
    }
    for (first, second, whole) in [
        ("lama", "sekolah", "sekolah"),
        ("harapan", "hidup", "hidup"),
        ("umur", "harapan", "harapan"),
        ("nilai", "tukar", "tukar"),
    ] {
        if pair(first, second) {
            return find(words, whole).map(|word| (Measure::Index, word));
        }
    }
    if pair("angka", "partisipasi") || pair("tingkat", "partisipasi") {
        return find(words, "partisipasi").map(|word| (Measure::Percent, word));
    }
    // People who are poor or without work are counted, their share is a rate.
    let counted =
        said("jumlah") || said("jml") || said("banyak") || said("banyaknya") || said("count") || said("total");
    if let Some(word) = find(words, RATE)
        && !(counted && matches!(word, "pengangguran"))
    {
        return Some((Measure::Percent, word));
    }
    let noun = find(words, COUNT);
    // The head of "jumlah penerima dana desa" is who receives, not what.
    let total = |word: &str| matches!(word, "jumlah" | "jml" | "banyak" | "banyaknya" | "jlh");
    if words.windows(2).any(|pair| total(&pair[0]) && has(COUNT, &pair[1])) || said("count") {
        return find(words, "jumlah jml banyak banyaknya jlh count").map(|word| (Measure::Count, word));
    }
    // Who pays taxes and whose insurance the state pays is counted.
    if pair("wajib", "pajak") || pair("objek", "pajak") {
        return find(words, "pajak").map(|word| (Measure::Count, word));
    }
    if let Some(word) = find(words, "penerima pbi") {
        return Some((Measure::Count, word));
    }
    if pair("garis", "kemiskinan") {
        return find(words, "garis").map(|word| (Measure::Currency, word));
    }
    if let Some(word) = find(words, CURRENCY) {
        return Some((Measure::Currency, word));
    }
    if let Some(word) = find(words, AMOUNT) {
        return Some((Measure::Amount, word));
    }
    // What is counted in thousands of millions without saying what is rupiah.
    if noun.is_none()
        && let Some(word) = find(words, "miliar milyar miliaran milyaran triliun trilyun")
        && find(words, "us usd dolar dollar").is_none()
    {
        return Some((Measure::Currency, word));
    }
    noun.or_else(|| find(words, "jumlah jml jlh banyak total")).map(|word| (Measure::Count, word))
}

/// What a unit of measurement measures.
pub(super) fn unit_measure(unit: &str) -> Option<Measure> {
    let words = words(unit);
    let any = |list: &str| find(&words, list).is_some();
    if any(PERCENT) || unit.contains('%') {
        Some(Measure::Percent)
    } else if any("rupiah rp idr") {
        Some(Measure::Currency)
    } else if any("poin point indeks index skor rasio tahun") {
        Some(Measure::Index)
    } else if words.is_empty() {
        None
    } else if any("ribu juta miliar") || any(AMOUNT) {
        Some(Measure::Amount)
    } else {
        Some(Measure::Count)
    }
}

/// Headers of texts that do not sort rows into groups.
pub(super) const FREE_TEXT: &str = "keterangan alamat address lokasi uraian catatan deskripsi description url link website email \
    kronologis kronologi kerugian korban judul title remark remarks note notes ket jam waktu pukul jalan \
    rincian penyebab penanganan";
/// Kinds of settlement, which stand below headers such as "Wilayah Desa/Kota" and name no region.
pub(super) const SETTLEMENTS: &str =
    "perkotaan perdesaan pedesaan kota desa kelurahan urban rural dan and total jumlah k d";
/// Headers of groups.
pub(super) const GROUP: &str = "jenis kategori category kelompok golongan status tipe type klas kelas klasifikasi bidang sektor \
    sector gender kelamin pendidikan indikator komoditas commodity lapangan class group tingkat level \
    agama pekerjaan predikat variabel sub jenjang pulau musim cluster klaster kluster kondisi kriteria zona akreditasi kepemilikan";
/// Headers of rows that are different indicators, so that a column has no one unit.
pub(super) const MIXED_ROWS: &str = "uraian indikator rincian variabel indicator parameter";

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, want: Option<Measure>) {
        assert_eq!(header_measure(&Header::of(name)).map(|(measure, _)| measure), want, "{name}");
    }

    #[test]
    fn measures() {
        use Measure::{Amount, Count, Currency, Index, Percent};
        check("Persentase Penduduk Miskin", Some(Percent));
        check("Inflasi_YoY", Some(Percent));
        check("Laju Pertumbuhan PDRB Atas Dasar Harga Konstan", Some(Percent));
        check("Tingkat Pengangguran Terbuka (TPT)", Some(Percent));
        check("Jumlah Pengangguran", Some(Count));
        check("Angka Partisipasi Kasar / SD / 2017", Some(Percent));
        check("paslon1_perc", Some(Percent));
        check("Indeks Harga Konsumen", Some(Index));
        check("Rata-rata Lama Sekolah (Tahun)", Some(Index));
        check("Nilai Tukar Petani", Some(Index));
        check("jumlah_pengeluaran_per_kapita", Some(Currency));
        check("Pengeluaran per Kapita (Ribu Rp/thn)", Some(Currency));
        check("garis_kemiskinan_perkapita", Some(Currency));
        check("Jumlah Penerima Dana Desa", Some(Count));
        check("Jumlah Dana Desa", Some(Currency));
        check("jumlah_penduduk_miskin", Some(Count));
        check("LUAS WILAYAH (KM2)", Some(Amount));
        check("produksi_cabai_rawit_ton", Some(Amount));
        check("hargaberas", Some(Currency));
        check("jumlahpenduduk", Some(Count));
        check("kepulauan_seribu", None);
        check("Mikro", None);
        check("total_penerimaan_miliar", Some(Currency));
        check("Jumlah Wajib Pajak", Some(Count));
        check("PBI APBN", Some(Count));
        check("rasio_elektrifikasi", Some(Percent));
        check("Suku Bunga", Some(Percent));
        check("Distribusi PDRB", Some(Percent));
        check("Distribusi Pupuk", None);
        check("Ekspor (Miliar US$)", None);
    }

    #[test]
    fn levels() {
        for (name, want) in [
            ("Provinsi", Some(Level::Province)),
            ("nmkab", Some(Level::Kabkota)),
            ("namakec", Some(Level::Kecamatan)),
            ("iddesa", Some(Level::Desa)),
            ("Provinsi/Kabupaten/Kota", Some(Level::Kabkota)),
            ("38 Provinsi", Some(Level::Province)),
            ("kel_umur", None),
            ("des", None),
            ("nm_des", Some(Level::Desa)),
            ("nilai", None),
            ("identitas", None),
        ] {
            assert_eq!(level(&Header::of(name)).map(|(level, _)| level), want, "{name}");
        }
        assert!(is_of_names(&Header::of("nama_kabupaten_atau_kota_administrasi")));
        for name in ["jumlah_desa", "kepala_desa", "status_desa", "district_count", "luas_kecamatan"] {
            assert!(!is_of_names(&Header::of(name)), "{name}");
        }
        assert_eq!(code_word(&Header::of("kdkec")), Some("kdkec"));
        assert_eq!(code_word(&Header::of("nilai")), None);
    }
}
