//! The 38 provinces: codes of both official systems, official and everyday names.
//!
//! Codes and names of the Ministry of Home Affairs (Kemendagri) are those of Kepmendagri
//! 300.2.2-2138/2025 (38 provinces); the codes of Statistics Indonesia (BPS) are those of its
//! bridge between the two systems (`sig.bps.go.id/rest-bridging`). The two differ in Papua only:
//! 91, 92, 94, 95 and 96 are valid in both and mean different provinces. The laws that made the four
//! youngest provinces are UU 14, 15, 16 and 29 of 2022. Letters are those of ISO 3166-2:ID.

/// A province as the law knows it today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Province {
    /// Kemendagri code, two digits; the code used throughout Jelajah.
    pub code: &'static str,
    /// BPS code, two digits.
    pub bps: &'static str,
    /// The letters after `ID-` in ISO 3166-2.
    pub iso: &'static str,
    /// Official name, as on maps.
    pub name: &'static str,
    /// Official name in full.
    pub formal: &'static str,
    /// What people call it, at most nine letters.
    pub nick: &'static str,
    /// At most four letters, for the smallest of maps.
    pub letters: &'static str,
    /// Other ways to write the name; the words "Provinsi", "Prov." need not be listed.
    pub aliases: &'static [&'static str],
    /// Kemendagri code of the province it was part of among the 34 of 2012 to 2022, for the four new ones.
    pub parent: Option<&'static str>,
}

/// A row of the table whose formal name is its name and that is older than 2022.
const fn plain(
    code: &'static str,
    iso: &'static str,
    name: &'static str,
    nick: &'static str,
    letters: &'static str,
    aliases: &'static [&'static str],
) -> Province {
    Province { code, bps: code, iso, name, formal: name, nick, letters, aliases, parent: None }
}

/// All provinces in the order of their Kemendagri codes.
pub const PROVINCES: [Province; 38] = [
    plain(
        "11",
        "AC",
        "Aceh",
        "Aceh",
        "Aceh",
        &[
            "NAD",
            "Nanggroe Aceh Darussalam",
            "Nangroe Aceh Darussalam",
            "Nanggroe Aceh Darusalam",
            "Daerah Istimewa Aceh",
            "DI Aceh",
            "Atjeh",
        ],
    ),
    plain("12", "SU", "Sumatera Utara", "Sumut", "SMU", &["North Sumatra", "North Sumatera"]),
    plain("13", "SB", "Sumatera Barat", "Sumbar", "SMB", &["West Sumatra", "West Sumatera"]),
    plain("14", "RI", "Riau", "Riau", "Riau", &[]),
    plain("15", "JA", "Jambi", "Jambi", "JMB", &[]),
    plain("16", "SS", "Sumatera Selatan", "Sumsel", "SMS", &["South Sumatra", "South Sumatera"]),
    plain("17", "BE", "Bengkulu", "Bengkulu", "BKL", &[]),
    plain("18", "LA", "Lampung", "Lampung", "LPG", &[]),
    plain(
        "19",
        "BB",
        "Kepulauan Bangka Belitung",
        "Babel",
        "BBL",
        &["Bangka Belitung", "Bangka Belitung Islands", "Kepulauan Babel"],
    ),
    plain("21", "KR", "Kepulauan Riau", "Kepri", "KPR", &["Riau Kepulauan", "Riau Islands", "Riau Archipelago"]),
    Province {
        code: "31",
        bps: "31",
        iso: "JK",
        name: "DKI Jakarta",
        formal: "Daerah Khusus Ibukota Jakarta",
        nick: "DKI",
        letters: "DKI",
        aliases: &[
            "DKJ",
            "DK Jakarta",
            "DKJ Jakarta",
            "Jakarta",
            "Jakarta Raya",
            "Daerah Khusus Jakarta",
            "Daerah Khusus Ibu Kota Jakarta",
            "DKI Jakarta Raya",
            "Jakarta Special Capital Region",
            "Special Capital Region of Jakarta",
            "Special Region of Jakarta",
        ],
        parent: None,
    },
    plain("32", "JB", "Jawa Barat", "Jabar", "JBR", &["West Java"]),
    plain("33", "JT", "Jawa Tengah", "Jateng", "JTG", &["Central Java"]),
    Province {
        code: "34",
        bps: "34",
        iso: "YO",
        name: "DI Yogyakarta",
        formal: "Daerah Istimewa Yogyakarta",
        nick: "DIY",
        letters: "DIY",
        aliases: &[
            "DIY Yogyakarta",
            "DI Jogjakarta",
            "DI Jogja",
            "DI Yogya",
            "Daerah Istimewa Jogjakarta",
            "Yogyakarta",
            "Jogja",
            "Jogjakarta",
            "Jogyakarta",
            "Special Region of Yogyakarta",
            "Yogyakarta Special Region",
        ],
        parent: None,
    },
    plain("35", "JI", "Jawa Timur", "Jatim", "JTM", &["East Java"]),
    plain("36", "BT", "Banten", "Banten", "BTN", &[]),
    plain("51", "BA", "Bali", "Bali", "Bali", &[]),
    plain("52", "NB", "Nusa Tenggara Barat", "NTB", "NTB", &["West Nusa Tenggara"]),
    plain("53", "NT", "Nusa Tenggara Timur", "NTT", "NTT", &["East Nusa Tenggara"]),
    plain("61", "KB", "Kalimantan Barat", "Kalbar", "KLB", &["West Kalimantan"]),
    plain("62", "KT", "Kalimantan Tengah", "Kalteng", "KLT", &["Central Kalimantan"]),
    plain("63", "KS", "Kalimantan Selatan", "Kalsel", "KLS", &["South Kalimantan"]),
    plain("64", "KI", "Kalimantan Timur", "Kaltim", "KTM", &["East Kalimantan"]),
    plain("65", "KU", "Kalimantan Utara", "Kaltara", "KTR", &["North Kalimantan"]),
    plain("71", "SA", "Sulawesi Utara", "Sulut", "SLU", &["North Sulawesi"]),
    plain("72", "ST", "Sulawesi Tengah", "Sulteng", "SLT", &["Central Sulawesi"]),
    plain("73", "SN", "Sulawesi Selatan", "Sulsel", "SLS", &["South Sulawesi"]),
    plain("74", "SG", "Sulawesi Tenggara", "Sultra", "STR", &["Southeast Sulawesi", "South East Sulawesi"]),
    plain("75", "GO", "Gorontalo", "Gorontalo", "GTO", &[]),
    plain("76", "SR", "Sulawesi Barat", "Sulbar", "SLB", &["West Sulawesi"]),
    plain("81", "MA", "Maluku", "Maluku", "MLK", &["Moluccas"]),
    plain("82", "MU", "Maluku Utara", "Malut", "MLU", &["North Maluku", "North Moluccas"]),
    Province { bps: "94", ..plain("91", "PA", "Papua", "Papua", "PAP", &["Irian Jaya"]) },
    Province {
        bps: "91",
        ..plain("92", "PB", "Papua Barat", "Pabar", "PBR", &["West Papua", "Irian Jaya Barat", "Irjabar"])
    },
    Province { bps: "95", parent: Some("91"), ..plain("93", "PS", "Papua Selatan", "Papsel", "PSL", &["South Papua"]) },
    Province {
        bps: "96",
        parent: Some("91"),
        ..plain("94", "PT", "Papua Tengah", "Papteng", "PTG", &["Central Papua"])
    },
    Province {
        bps: "97",
        parent: Some("91"),
        ..plain("95", "PE", "Papua Pegunungan", "Papeg", "PPG", &["Highland Papua", "Papua Highlands", "Papua Peg"])
    },
    Province {
        bps: "92",
        parent: Some("92"),
        ..plain("96", "PD", "Papua Barat Daya", "PBD", "PBD", &["Southwest Papua", "South West Papua", "Pabarda"])
    },
];

/// The province of a Kemendagri code.
pub fn by_code(code: &str) -> Option<&'static Province> {
    PROVINCES.iter().find(|province| province.code == code)
}

/// The province of a BPS code.
pub fn by_bps(code: &str) -> Option<&'static Province> {
    PROVINCES.iter().find(|province| province.bps == code)
}

/// The province of the letters after `ID-` in ISO 3166-2.
pub fn by_iso(letters: &str) -> Option<&'static Province> {
    PROVINCES.iter().find(|province| province.iso.eq_ignore_ascii_case(letters))
}

/// The code that a province had among the 34 of 2012 to 2022, to put a series of years back together.
pub fn among_34(code: &str) -> Option<&'static str> {
    by_code(code).map(|province| province.parent.unwrap_or(province.code))
}
