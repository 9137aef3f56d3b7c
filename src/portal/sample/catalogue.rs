//! The catalogue of the sample portal: titles, notes and metadata in Indonesian, as on real portals.

use super::files::Made;

/// The portal's title.
pub(super) const TITLE: &str = "Portal contoh";

/// What marks made-up data, in title, notes and source.
const SYNTHETIC: &str = "Data contoh (sintetis)";

/// Publishers: name and title.
pub(super) const ORGANIZATIONS: [(&str, &str); 7] = [
    ("data-contoh", "Penyusun data contoh"),
    ("diskominfo-kota-bandung", "Dinas Komunikasi dan Informatika Kota Bandung"),
    ("kementerian-koperasi-dan-ukm", "Kementerian Koperasi dan UKM"),
    ("pendataan-nasional", "Pendataan nasional rumah tangga"),
    ("pemerintah-kota-semarang", "Pemerintah Kota Semarang"),
    ("kajian-akademik", "Kajian akademik"),
    ("bps-dan-kemendagri", "BPS dan Kemendagri"),
];

/// Topics: name and title.
pub(super) const GROUPS: [(&str, &str); 6] = [
    ("pangan", "Pangan dan perdagangan"),
    ("umkm", "Koperasi dan UMKM"),
    ("kependudukan", "Kependudukan"),
    ("pemerintahan", "Pemerintahan digital"),
    ("kode-referensi", "Kode referensi"),
    ("ekonomi", "Ekonomi dan keuangan"),
];

/// Licences: id, title and address.
pub(super) const LICENCES: [(&str, &str, Option<&str>); 3] = [
    ("cc-zero", "Creative Commons CCZero", Some("https://creativecommons.org/publicdomain/zero/1.0/")),
    ("other-at", "Other (Attribution)", None),
    ("notspecified", "License not specified", None),
];

/// A dataset.
pub(super) struct Entry {
    pub(super) name: &'static str,
    /// Without the mark of made-up data.
    title: &'static str,
    notes: &'static str,
    /// Place in [`ORGANIZATIONS`]; 0 is made-up data.
    pub(super) organization: usize,
    /// Places in [`GROUPS`].
    pub(super) groups: &'static [usize],
    /// Separated by commas.
    pub(super) tags: &'static str,
    /// Place in [`LICENCES`].
    pub(super) licence: usize,
    pub(super) created: &'static str,
    pub(super) modified: &'static str,
    frequency: &'static str,
    /// The smallest area or unit the figures are about.
    level: &'static str,
    unit: &'static str,
    period: &'static str,
    /// In words; empty for made-up data.
    source: &'static str,
    pub(super) files: &'static [File],
}

/// A file of a dataset.
pub(super) struct File {
    pub(super) saved_as: &'static str,
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    /// Bytes; a test compares it with the file.
    pub(super) size: u32,
    pub(super) made: Made,
}

impl File {
    /// The file's name without its ending, which is also its identifier.
    pub(super) fn stem(&self) -> &'static str {
        self.saved_as.rsplit_once('.').map_or(self.saved_as, |(stem, _)| stem)
    }

    /// The label of its format.
    pub(super) fn label(&self) -> &'static str {
        if matches!(self.saved_as.rsplit_once('.'), Some((_, "tsv"))) { "TSV" } else { "CSV" }
    }
}

impl Entry {
    fn is_synthetic(&self) -> bool {
        self.organization == 0
    }

    pub(super) fn title(&self) -> String {
        if self.is_synthetic() { format!("{} – {SYNTHETIC}", self.title) } else { self.title.to_owned() }
    }

    pub(super) fn notes(&self) -> String {
        if self.is_synthetic() {
            format!(
                "**{SYNTHETIC}.** Angka dibuat oleh program untuk mencoba Jelajah, bukan hasil pendataan.\n\n{}",
                self.notes
            )
        } else {
            format!("{}\n\nSumber: {}.", self.notes, self.source)
        }
    }

    pub(super) fn organization(&self) -> (&'static str, &'static str) {
        ORGANIZATIONS.get(self.organization).copied().unwrap_or(("", ""))
    }

    pub(super) fn licence(&self) -> (&'static str, &'static str, Option<&'static str>) {
        LICENCES.get(self.licence).copied().unwrap_or(("", "", None))
    }

    pub(super) fn groups(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.groups.iter().filter_map(|at| GROUPS.get(*at).copied())
    }

    pub(super) fn tags(&self) -> impl Iterator<Item = &'static str> {
        self.tags.split(',')
    }

    /// The other metadata that Satu Data asks for.
    pub(super) fn extras(&self) -> Vec<(&'static str, String)> {
        let source = if self.is_synthetic() { SYNTHETIC } else { self.source };
        [
            ("Sumber", source),
            ("Frekuensi penerbitan", self.frequency),
            ("Tingkat penyajian", self.level),
            ("Satuan", self.unit),
            ("Cakupan waktu", self.period),
        ]
        .into_iter()
        .map(|(key, value)| (key, value.to_owned()))
        .collect()
    }
}

/// Shortens the list below.
const fn file(saved_as: &'static str, name: &'static str, description: &'static str, size: u32, made: Made) -> File {
    File { saved_as, name, description, size, made }
}

const BANDUNG_STUDY: &str =
    "Diskominfo Kota Bandung, bagian evaluasi, dikutip dalam kajian pemerintahan cerdas Kota Bandung (2020)";
const PORTAL_STUDY: &str = "Kajian pemerintahan cerdas Kota Bandung (2020) dan Open Government Indonesia";
const UMKM_SOURCE: &str = "Kementerian Koperasi dan UKM; BPS (2019); TNP2K (2021)";

/// All datasets in the order in which they are shown without words.
pub(super) const DATASETS: &[Entry] = &[
    Entry {
        name: "harga-harian-pangan-kota-bandung",
        title: "Harga harian 20 bahan pangan menurut kecamatan di Kota Bandung",
        notes: "Harga eceran harian 20 bahan pangan di 30 kecamatan, November 2023 sampai Oktober 2026, satu berkas untuk tiap tahun. Harga naik menjelang Lebaran dan Natal. Sel kosong berarti tidak disurvei, misalnya pada hari Idulfitri.",
        organization: 0,
        groups: &[0, 5],
        tags: "harga,pangan,pasar,cabai,beras,kecamatan,harian",
        licence: 0,
        created: "2023-11-02",
        modified: "2026-11-02",
        frequency: "Harian",
        level: "Kecamatan",
        unit: "Rupiah per kg atau liter",
        period: "2023-11-01 sampai 2026-10-31",
        source: "",
        files: &[
            file(
                "harga-harian-2023-2024.csv",
                "Harga harian November 2023 – Oktober 2024",
                "219.600 baris.",
                11_918_553,
                Made::Prices(0),
            ),
            file(
                "harga-harian-2024-2025.csv",
                "Harga harian November 2024 – Oktober 2025",
                "219.000 baris.",
                11_884_259,
                Made::Prices(1),
            ),
            file(
                "harga-harian-2025-2026.csv",
                "Harga harian November 2025 – Oktober 2026",
                "219.000 baris.",
                11_886_164,
                Made::Prices(2),
            ),
        ],
    },
    Entry {
        name: "harga-rata-rata-bulanan-pangan",
        title: "Harga rata-rata bulanan bahan pangan di Kota Bandung",
        notes: "Rata-rata harga harian dari semua kecamatan, per bulan, dengan perubahan dari bulan sebelumnya. Berkas memakai titik koma sebagai pemisah, titik untuk ribuan, dan koma untuk desimal.",
        organization: 0,
        groups: &[0, 5],
        tags: "harga,pangan,bulanan,inflasi",
        licence: 0,
        created: "2023-12-01",
        modified: "2026-11-01",
        frequency: "Bulanan",
        level: "Kota",
        unit: "Rupiah; persen",
        period: "2023-11 sampai 2026-10",
        source: "",
        files: &[file(
            "harga-bulanan.csv",
            "Harga rata-rata per bulan",
            "Titik koma, 1.234,56.",
            31_440,
            Made::MonthlyPrices,
        )],
    },
    Entry {
        name: "umkm-menurut-kecamatan-dan-kbli",
        title: "UMKM menurut kecamatan dan seksi KBLI di Kota Bandung",
        notes: "Jumlah usaha mikro, kecil, dan menengah di 30 kecamatan menurut seksi KBLI 2020, 2021–2025. Kode wilayah memakai kode Kemendagri (32.73.01) dan kode BPS (3273250).",
        organization: 0,
        groups: &[1, 5],
        tags: "umkm,kbli,kecamatan,usaha",
        licence: 0,
        created: "2022-02-14",
        modified: "2026-01-20",
        frequency: "Tahunan",
        level: "Kecamatan",
        unit: "Usaha",
        period: "2021–2025",
        source: "",
        files: &[file(
            "umkm-kecamatan-kbli.csv",
            "UMKM per kecamatan, seksi KBLI, dan tahun",
            "2.700 baris dengan kolom kode.",
            198_657,
            Made::Businesses,
        )],
    },
    Entry {
        name: "penduduk-dan-umkm-menurut-provinsi",
        title: "Penduduk dan UMKM menurut provinsi",
        notes: "Jumlah penduduk dan UMKM di 38 provinsi dengan kode BPS. Baris terakhir adalah jumlah seluruh Indonesia. Tanda - berarti provinsi itu belum melapor.",
        organization: 0,
        groups: &[2, 1],
        tags: "provinsi,penduduk,umkm,peta",
        licence: 0,
        created: "2025-03-03",
        modified: "2025-06-30",
        frequency: "Tahunan",
        level: "Provinsi",
        unit: "Orang; usaha",
        period: "2024",
        source: "",
        files: &[file(
            "penduduk-umkm-provinsi.csv",
            "Penduduk dan UMKM per provinsi, 2024",
            "Kode BPS; baris INDONESIA adalah jumlah.",
            1_761,
            Made::Provinces,
        )],
    },
    Entry {
        name: "umkm-menurut-provinsi-2019-2024",
        title: "UMKM menurut provinsi, 2019–2024",
        notes: "Jumlah UMKM per provinsi dengan tahun sebagai kolom. Provinsi yang dibentuk pada 2022 belum ada angkanya sebelum 2023.",
        organization: 0,
        groups: &[1],
        tags: "provinsi,umkm,tahunan",
        licence: 0,
        created: "2020-02-10",
        modified: "2025-02-10",
        frequency: "Tahunan",
        level: "Provinsi",
        unit: "Usaha",
        period: "2019–2024",
        source: "",
        files: &[file(
            "umkm-provinsi-2019-2024.csv",
            "UMKM per provinsi, tahun sebagai kolom",
            "Satu kolom untuk tiap tahun.",
            2_210,
            Made::ProvinceYears,
        )],
    },
    Entry {
        name: "umkm-kabupaten-kota-jawa-barat",
        title: "UMKM menurut kabupaten dan kota di Jawa Barat",
        notes: "Usaha mikro, kecil, dan menengah di 27 kabupaten dan kota. Nama wilayah ditulis dengan beberapa cara (KAB., Kab., KABUPATEN), seperti di banyak berkas.",
        organization: 0,
        groups: &[1],
        tags: "jawa barat,umkm,kabupaten,kota",
        licence: 0,
        created: "2023-01-16",
        modified: "2025-01-16",
        frequency: "Tahunan",
        level: "Kabupaten/kota",
        unit: "Usaha",
        period: "2022–2024",
        source: "",
        files: &[file("umkm-kabupaten-kota.csv", "UMKM per kabupaten/kota", "81 baris.", 3_452, Made::Regencies)],
    },
    Entry {
        name: "kunjungan-pasar-harian",
        title: "Kunjungan pasar harian",
        notes: "Jumlah pengunjung dan pedagang yang buka di lima pasar. Tanggal ditulis hari/bulan/tahun.",
        organization: 0,
        groups: &[0],
        tags: "pasar,pengunjung,harian",
        licence: 0,
        created: "2025-11-02",
        modified: "2026-11-02",
        frequency: "Harian",
        level: "Pasar",
        unit: "Orang; pedagang",
        period: "2025-11-01 sampai 2026-10-31",
        source: "",
        files: &[file("kunjungan-pasar.csv", "Kunjungan pasar per hari", "Tanggal dd/mm/yyyy.", 72_164, Made::Markets)],
    },
    Entry {
        name: "usaha-kuliner",
        title: "Daftar usaha kuliner",
        notes: "Enam puluh usaha kuliner rekaan dengan menu andalan. Berkas memakai pengodean Windows-1252, sehingga huruf seperti é dan ° perlu dibaca dengan benar.",
        organization: 0,
        groups: &[1],
        tags: "kuliner,usaha,umkm",
        licence: 0,
        created: "2024-05-06",
        modified: "2024-05-06",
        frequency: "Sekali",
        level: "Usaha",
        unit: "Rupiah",
        period: "2024",
        source: "",
        files: &[file("usaha-kuliner.csv", "Usaha kuliner", "Windows-1252.", 3_278, Made::Eateries)],
    },
    Entry {
        name: "aduan-pelaku-umkm",
        title: "Aduan pelaku UMKM",
        notes: "Delapan puluh aduan rekaan. Kolom isi memuat baris baru dan tanda kutip di dalam sel.",
        organization: 0,
        groups: &[1, 3],
        tags: "aduan,layanan,umkm",
        licence: 0,
        created: "2025-11-05",
        modified: "2026-10-01",
        frequency: "Bulanan",
        level: "Kecamatan",
        unit: "Aduan",
        period: "2025-11 sampai 2026-09",
        source: "",
        files: &[file("aduan-umkm.csv", "Aduan", "Sel dengan baris baru.", 8_319, Made::Messages)],
    },
    Entry {
        name: "takaran-bahan-resep",
        title: "Takaran bahan untuk resep jualan",
        notes: "Takaran bahan tiga resep rekaan untuk menghitung harga pokok. Berkas memakai tab sebagai pemisah.",
        organization: 0,
        groups: &[1, 0],
        tags: "resep,harga pokok,umkm,pangan",
        licence: 0,
        created: "2026-01-12",
        modified: "2026-01-12",
        frequency: "Sekali",
        level: "Resep",
        unit: "Gram, mililiter, butir",
        period: "2026",
        source: "",
        files: &[file(
            "takaran-bahan.tsv",
            "Takaran bahan",
            "Pemisah tab.",
            548,
            Made::Text(
                "resep\tbahan\ttakaran\tsatuan\tporsi\nSeblak\tKerupuk\t500\tg\t10\nSeblak\tCabai rawit merah\t100\tg\t10\nSeblak\tBawang putih\t50\tg\t10\nSeblak\tTelur ayam ras\t5\tbutir\t10\nSeblak\tMinyak goreng kemasan\t100\tml\t10\nBatagor\tTepung terigu\t500\tg\t20\nBatagor\tIkan tenggiri\t750\tg\t20\nBatagor\tKedelai (tahu)\t20\tpotong\t20\nBatagor\tMinyak goreng curah\t1000\tml\t20\nBatagor\tBawang putih\t40\tg\t20\nNasi goreng\tBeras medium\t1000\tg\t10\nNasi goreng\tTelur ayam ras\t10\tbutir\t10\nNasi goreng\tBawang merah\t120\tg\t10\nNasi goreng\tCabai merah keriting\t80\tg\t10\nNasi goreng\tMinyak goreng curah\t150\tml\t10\n",
            ),
        )],
    },
    Entry {
        name: "aplikasi-egovernment-kota-bandung",
        title: "Inventarisasi aplikasi e-government Kota Bandung",
        notes: "Jumlah aplikasi e-government Kota Bandung menurut jenis, kepemilikan, dan keadaan, serta integrasi antaraplikasi. Di atas tabel ada judul dan di bawahnya ada baris sumber.",
        organization: 1,
        groups: &[3],
        tags: "aplikasi,e-government,smart city,bandung",
        licence: 1,
        created: "2020-08-03",
        modified: "2020-08-03",
        frequency: "Sekali",
        level: "Kota",
        unit: "Aplikasi",
        period: "2020 (tahun kajian)",
        source: BANDUNG_STUDY,
        files: &[
            file(
                "aplikasi-menurut-jenis.csv",
                "Aplikasi menurut jenis",
                "Ada baris judul dan sumber.",
                216,
                Made::Text(
                    "INVENTARISASI APLIKASI E-GOVERNMENT KOTA BANDUNG\nMenurut jenis aplikasi\n\nNo,Jenis aplikasi,Jumlah\n1,Web,222\n2,Mobile,14\n3,Desktop,125\n4,Multiplatform,27\n,Jumlah,388\n\nSumber: Diskominfo Kota Bandung (bagian evaluasi)\n",
                ),
            ),
            file(
                "aplikasi-menurut-kepemilikan.csv",
                "Aplikasi menurut kepemilikan",
                "Ada baris judul dan sumber.",
                208,
                Made::Text(
                    "INVENTARISASI APLIKASI E-GOVERNMENT KOTA BANDUNG\nMenurut kepemilikan\n\nNo,Kepemilikan,Jumlah\n1,Milik sendiri,329\n2,Pemerintah pusat,48\n3,Hibah,11\n,Jumlah,388\n\nSumber: Diskominfo Kota Bandung (bagian evaluasi)\n",
                ),
            ),
            file(
                "aplikasi-menurut-keadaan.csv",
                "Aplikasi menurut keadaan",
                "Ada baris judul dan sumber.",
                232,
                Made::Text(
                    "INVENTARISASI APLIKASI E-GOVERNMENT KOTA BANDUNG\nMenurut keadaan\n\nNo,Keadaan,Jumlah\n1,Direncanakan,44\n2,Dibangun,46\n3,Uji coba,34\n4,Beroperasi,239\n5,Tidak beroperasi,25\n,Jumlah,388\n\nSumber: Diskominfo Kota Bandung (bagian evaluasi)\n",
                ),
            ),
            file(
                "integrasi-aplikasi.csv",
                "Integrasi antaraplikasi",
                "Enam pasangan aplikasi yang saling terhubung.",
                165,
                Made::Text(
                    "aplikasi,terhubung_dengan\nPOROS,SIMDIK\ne-Musrenbang,e-Budgeting\ne-Reses,e-Budgeting\nBIRMS,SIRUP\ne-Remunerasi Kinerja,e-Budgeting\ne-Remunerasi Kinerja,SIMDA Keuangan\n",
                ),
            ),
        ],
    },
    Entry {
        name: "portal-data-bandung-2016-2017",
        title: "Portal data terbuka Bandung 2016–2017",
        notes: "Ukuran portal data terbuka Bandung: jumlah data dan dataset, menurut instansi dan topik, serta prasarana pendukungnya.",
        organization: 1,
        groups: &[3],
        tags: "open data,portal,bandung,instansi",
        licence: 1,
        created: "2018-02-05",
        modified: "2020-08-03",
        frequency: "Sekali",
        level: "Instansi",
        unit: "Data; dataset; persen",
        period: "2016–2017",
        source: PORTAL_STUDY,
        files: &[
            file(
                "ringkasan-portal.csv",
                "Ringkasan portal",
                "Satu ukuran per baris.",
                427,
                Made::Text(
                    "periode,ukuran,nilai,satuan\n2016,Data,1081,data\n2016,Dataset,843,dataset\n2016,Instansi,68,instansi\n2016,Kategori,10,kategori\n2016,Target rencana aksi,1000,data\n2017-09,Dataset,929,dataset\n2016–2017,Rata-rata unggahan per bulan,90,data\n2016–2017,Titik akses Wi-Fi publik,104,titik\n2016–2017,Sensor cuaca,1,sensor\n2016–2017,Lebar pita internasional instansi,200,Mbit/s\n2016–2017,Lebar pita domestik instansi,500,Mbit/s\n",
                ),
            ),
            file(
                "data-menurut-instansi-2016.csv",
                "Data menurut instansi, 2016",
                "Lima instansi terbanyak.",
                174,
                Made::Text(
                    "instansi,jumlah_data\nPD Pasar Bermartabat,169\nDinas Kependudukan dan Pencatatan Sipil,98\nKecamatan Bojongloa Kidul,59\nBadan Pelayanan Perizinan Terpadu,47\nDinas Kesehatan,41\n",
                ),
            ),
            file(
                "dataset-menurut-instansi-2016.csv",
                "Dataset menurut instansi, 2016",
                "Lima instansi terbanyak.",
                167,
                Made::Text(
                    "instansi,jumlah_dataset\nDinas Kependudukan dan Pencatatan Sipil,76\nKecamatan Bojongloa Kidul,59\nDinas Kesehatan,41\nKecamatan Antapani,41\nKecamatan Cibeunying Kidul,34\n",
                ),
            ),
            file(
                "bagian-menurut-topik.csv",
                "Bagian menurut topik",
                "Titik koma dan koma desimal.",
                83,
                Made::Text("Topik;Bagian (%)\nKependudukan dan ketenagakerjaan;19,33\nEkonomi dan keuangan;13,51\n"),
            ),
        ],
    },
    Entry {
        name: "umkm-dalam-angka",
        title: "UMKM Indonesia dalam angka",
        notes: "Angka pokok UMKM di Indonesia: jumlah usaha, tenaga kerja, dan sumbangannya pada perekonomian.",
        organization: 2,
        groups: &[1, 5],
        tags: "umkm,nasional,tenaga kerja,pdb",
        licence: 1,
        created: "2021-06-14",
        modified: "2021-06-14",
        frequency: "Sekali",
        level: "Nasional",
        unit: "Beragam, lihat kolom satuan",
        period: "2019–2021",
        source: UMKM_SOURCE,
        files: &[file(
            "umkm-dalam-angka.csv",
            "Angka pokok UMKM",
            "Satu indikator per baris.",
            258,
            Made::Text(
                "indikator,nilai,satuan\nJumlah UMKM,64,juta usaha\nBagian UMKM dari semua usaha,99.9,persen\nTenaga kerja UMKM,116978631,orang\nBagian UMKM dalam penyerapan tenaga kerja,97,persen\nSumbangan UMKM pada PDB,61.1,persen\nBagian UMKM dalam ekspor nonmigas,14.4,persen\n",
            ),
        )],
    },
    Entry {
        name: "sumber-data-umkm-nasional",
        title: "Sumber data untuk daftar UMKM nasional",
        notes: "Sumber data yang dapat dipakai untuk menyusun daftar nasional UMKM, dan variabel minimum yang diperlukan.",
        organization: 2,
        groups: &[1, 4],
        tags: "umkm,basis data,nib,kbli",
        licence: 1,
        created: "2021-06-14",
        modified: "2021-06-14",
        frequency: "Sekali",
        level: "Nasional",
        unit: "Usaha, orang, atau rumah tangga",
        period: "2013–2021",
        source: UMKM_SOURCE,
        files: &[
            file(
                "sumber-data-umkm.csv",
                "Sumber data",
                "Tujuh sumber.",
                456,
                Made::Text(
                    "sumber,jumlah,satuan,keterangan,penanggung_jawab\nProgram BPUM,21000000,pelaku usaha,bersih 16 juta,Kemenkop UKM\nIzin usaha OSS,700000,izin,,BKPM\nDebitur KUR dan UMi,21000000,debitur,\"kumulatif 2015–2020\",Kemenkeu\nWajib pajak kategori UMKM,2000000,wajib pajak,,DJP\nUsaha mikro dan kecil,26300000,usaha,Sensus Ekonomi 2016,BPS\nRumah tangga usaha pertanian,26100000,rumah tangga,2013,BPS\nRumah tangga dengan usaha dalam DTKS,10450000,rumah tangga,,Kemensos\n",
                ),
            ),
            file(
                "variabel-minimum.csv",
                "Variabel minimum",
                "Empat belas variabel.",
                234,
                Made::Text(
                    "nomor,variabel\n1,nama pelaku usaha\n2,jenis kelamin\n3,identitas usaha (NIB/NIK)\n4,alamat\n5,kode wilayah (MFD)\n6,telepon\n7,rekening\n8,status badan hukum\n9,sektor (KBLI)\n10,omzet\n11,NPWP\n12,tenaga kerja\n13,balas jasa\n14,laporan keuangan\n",
                ),
            ),
        ],
    },
    Entry {
        name: "biaya-pendataan-rumah-tangga",
        title: "Biaya pendataan rumah tangga nasional",
        notes: "Biaya dan cakupan pendataan rumah tangga tahun 2011 dan pemutakhirannya tahun 2015.",
        organization: 3,
        groups: &[2, 5],
        tags: "pendataan,rumah tangga,biaya",
        licence: 2,
        created: "2021-06-14",
        modified: "2021-06-14",
        frequency: "Sekali",
        level: "Nasional",
        unit: "Miliar rupiah; juta",
        period: "2011 dan 2015",
        source: "TNP2K (2021)",
        files: &[file(
            "biaya-pendataan.csv",
            "Biaya dan cakupan",
            "Dua baris.",
            120,
            Made::Text(
                "tahun,kegiatan,biaya_miliar_rupiah,rumah_tangga_juta,penduduk_juta\n2011,Pendataan,550,25,96\n2015,Pemutakhiran,800,27,97\n",
            ),
        )],
    },
    Entry {
        name: "semar-satata-kota-semarang",
        title: "Semar Satata: data sektoral Kota Semarang",
        notes: "Ukuran portal Semar Satata, tempat data sektoral Kota Semarang dipadukan.",
        organization: 4,
        groups: &[3],
        tags: "semarang,data sektoral,iku",
        licence: 1,
        created: "2022-01-10",
        modified: "2022-01-10",
        frequency: "Sekali",
        level: "Kota",
        unit: "Data; indikator",
        period: "tidak disebutkan",
        source: "Pemerintah Kota Semarang (Semar Satata)",
        files: &[file(
            "semar-satata.csv",
            "Ukuran Semar Satata",
            "Dua ukuran.",
            81,
            Made::Text("ukuran,nilai\nData sektoral yang dipadukan,1886\nIndikator kinerja utama (IKU),127\n"),
        )],
    },
    Entry {
        name: "unsur-model-big-data-umkm",
        title: "Unsur model pemanfaatan big data oleh UMKM",
        notes: "Tiga belas unsur dan enam lingkar umpan balik dari model pemanfaatan big data oleh UMKM di Bandung.",
        organization: 5,
        groups: &[1, 3],
        tags: "umkm,big data,model",
        licence: 2,
        created: "2020-08-03",
        modified: "2020-08-03",
        frequency: "Sekali",
        level: "Unsur",
        unit: "Unsur; lingkar",
        period: "2020 (tahun kajian)",
        source: "Kajian pemanfaatan big data oleh UMKM di Bandung",
        files: &[
            file(
                "unsur-model.csv",
                "Unsur model",
                "Tiga belas unsur.",
                214,
                Made::Text(
                    "nomor,unsur\n1,pemerintah\n2,SDM\n3,big data\n4,teknologi digital\n5,produktivitas\n6,produksi dalam negeri\n7,pengusaha\n8,pelatihan UMKM\n9,ketergantungan impor\n10,pendapatan\n11,promosi\n12,pihak swasta\n13,harga jual beli\n",
                ),
            ),
            file(
                "lingkar-umpan-balik.csv",
                "Lingkar umpan balik",
                "Jumlah menurut arah.",
                32,
                Made::Text("arah,jumlah\npositif,5\nnegatif,1\n"),
            ),
        ],
    },
    Entry {
        name: "kode-referensi-wilayah-dan-kbli",
        title: "Kode referensi wilayah dan KBLI",
        notes: "Kode kecamatan di Kota Bandung menurut Kemendagri dan BPS, dan sebagian golongan pokok KBLI 2020. Kode ditulis dengan nol di depan dan titik, jadi bukan bilangan.",
        organization: 6,
        groups: &[4],
        tags: "kode referensi,kecamatan,kbli",
        licence: 1,
        created: "2022-02-14",
        modified: "2025-07-01",
        frequency: "Sekali",
        level: "Kecamatan",
        unit: "Kode",
        period: "2025",
        source: "Kemendagri (kode wilayah); BPS (kode wilayah dan KBLI 2020)",
        files: &[
            file("kode-kecamatan.csv", "Kode kecamatan", "30 kecamatan.", 1_286, Made::Districts),
            file(
                "kode-kbli.csv",
                "Golongan pokok KBLI 2020 (sebagian)",
                "Kode dua angka.",
                608,
                Made::Text(
                    "kode,golongan_pokok\n01,\"Pertanian tanaman, peternakan, perburuan\"\n02,Kehutanan dan pemanenan kayu\n03,Perikanan\n08,Pertambangan dan penggalian lainnya\n10,Industri makanan\n11,Industri minuman\n13,Industri tekstil\n14,Industri pakaian jadi\n15,Industri kulit dan alas kaki\n16,\"Industri kayu, bambu, dan rotan\"\n31,Industri furnitur\n45,Perdagangan dan reparasi mobil dan motor\n46,Perdagangan besar\n47,Perdagangan eceran\n49,Angkutan darat\n55,Penyediaan akomodasi\n56,Penyediaan makanan dan minuman\n62,Pemrograman dan konsultasi komputer\n85,Pendidikan\n95,Reparasi komputer dan barang pribadi\n96,Jasa perorangan lainnya\n",
                ),
            ),
        ],
    },
];
