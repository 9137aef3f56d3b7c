//! Places and classes of the sample files: names and codes are the real ones, so that maps and joins
//! can be tried; every figure beside them is made up.

/// The kecamatan of Kota Bandung in the order of their Kemendagri codes 32.73.01 to 32.73.30, with the
/// last three digits of their BPS code.
pub(super) const DISTRICTS: [(&str, u16); 30] = [
    ("Sukasari", 250),
    ("Coblong", 230),
    ("Babakan Ciparay", 20),
    ("Bojongloa Kaler", 30),
    ("Andir", 180),
    ("Cicendo", 190),
    ("Sukajadi", 240),
    ("Cidadap", 260),
    ("Bandung Wetan", 200),
    ("Astanaanyar", 50),
    ("Regol", 60),
    ("Batununggal", 160),
    ("Lengkong", 70),
    ("Cibeunying Kidul", 210),
    ("Bandung Kulon", 10),
    ("Kiaracondong", 150),
    ("Bojongloa Kidul", 40),
    ("Cibeunying Kaler", 220),
    ("Sumur Bandung", 170),
    ("Antapani", 141),
    ("Bandung Kidul", 80),
    ("Buahbatu", 90),
    ("Rancasari", 100),
    ("Arcamanik", 130),
    ("Cibiru", 110),
    ("Ujungberung", 120),
    ("Gedebage", 101),
    ("Panyileukan", 111),
    ("Cinambo", 121),
    ("Mandalajati", 142),
];

/// The provinces with their BPS codes and a rough size in thousands of people.
pub(super) const PROVINCES: [(u8, &str, u32); 38] = [
    (11, "Aceh", 5500),
    (12, "Sumatera Utara", 15500),
    (13, "Sumatera Barat", 5700),
    (14, "Riau", 6700),
    (15, "Jambi", 3700),
    (16, "Sumatera Selatan", 8800),
    (17, "Bengkulu", 2100),
    (18, "Lampung", 9400),
    (19, "Kepulauan Bangka Belitung", 1500),
    (21, "Kepulauan Riau", 2200),
    (31, "DKI Jakarta", 10700),
    (32, "Jawa Barat", 50000),
    (33, "Jawa Tengah", 37800),
    (34, "DI Yogyakarta", 3750),
    (35, "Jawa Timur", 41800),
    (36, "Banten", 12400),
    (51, "Bali", 4400),
    (52, "Nusa Tenggara Barat", 5600),
    (53, "Nusa Tenggara Timur", 5600),
    (61, "Kalimantan Barat", 5700),
    (62, "Kalimantan Tengah", 2800),
    (63, "Kalimantan Selatan", 4200),
    (64, "Kalimantan Timur", 4000),
    (65, "Kalimantan Utara", 730),
    (71, "Sulawesi Utara", 2650),
    (72, "Sulawesi Tengah", 3100),
    (73, "Sulawesi Selatan", 9400),
    (74, "Sulawesi Tenggara", 2750),
    (75, "Gorontalo", 1200),
    (76, "Sulawesi Barat", 1500),
    (81, "Maluku", 1900),
    (82, "Maluku Utara", 1350),
    (91, "Papua Barat", 570),
    (92, "Papua Barat Daya", 620),
    (94, "Papua", 1050),
    (95, "Papua Selatan", 530),
    (96, "Papua Tengah", 1450),
    (97, "Papua Pegunungan", 1450),
];

/// The provinces' names as some files write them, where that is not simply the name in capitals.
pub(super) const PROVINCE_VARIANTS: [(u8, &str); 3] =
    [(19, "KEP. BANGKA BELITUNG"), (21, "KEP. RIAU"), (34, "D.I. YOGYAKARTA")];

/// Kabupaten of West Java in the order of their codes 32.01 to 32.18.
pub(super) const REGENCIES: [&str; 18] = [
    "Bogor",
    "Sukabumi",
    "Cianjur",
    "Bandung",
    "Garut",
    "Tasikmalaya",
    "Ciamis",
    "Kuningan",
    "Cirebon",
    "Majalengka",
    "Sumedang",
    "Indramayu",
    "Subang",
    "Purwakarta",
    "Karawang",
    "Bekasi",
    "Bandung Barat",
    "Pangandaran",
];

/// Cities of West Java in the order of their codes 32.71 to 32.79.
pub(super) const CITIES: [&str; 9] =
    ["Bogor", "Sukabumi", "Bandung", "Cirebon", "Bekasi", "Depok", "Cimahi", "Tasikmalaya", "Banjar"];

/// Sections of the classification of businesses (KBLI 2020) with a rough number of small businesses in
/// a kecamatan.
pub(super) const SECTIONS: [(char, &str, u32); 18] = [
    ('A', "Pertanian, kehutanan, dan perikanan", 60),
    ('B', "Pertambangan dan penggalian", 2),
    ('C', "Industri pengolahan", 1500),
    ('D', "Pengadaan listrik dan gas", 6),
    ('E', "Pengelolaan air dan sampah", 20),
    ('F', "Konstruksi", 70),
    ('G', "Perdagangan besar dan eceran", 5200),
    ('H', "Pengangkutan dan pergudangan", 500),
    ('I', "Penyediaan akomodasi dan makan minum", 2600),
    ('J', "Informasi dan komunikasi", 110),
    ('K', "Keuangan dan asuransi", 25),
    ('L', "Real estat", 40),
    ('M', "Jasa profesional, ilmiah, dan teknis", 130),
    ('N', "Jasa persewaan dan penunjang usaha", 160),
    ('P', "Pendidikan", 130),
    ('Q', "Kesehatan dan kegiatan sosial", 60),
    ('R', "Kesenian, hiburan, dan rekreasi", 90),
    ('S', "Jasa lainnya", 900),
];
