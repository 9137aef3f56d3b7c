//! One column of provinces, without the list of kabupaten and kota.

use proptest::prelude::*;

use super::super::*;
use super::shared;

/// Resolves one value in a column that is certainly one of provinces.
fn alone(value: &str) -> String {
    verdict(&in_system(value, None), value)
}

/// The report of that column, where the system of its codes may be known.
fn in_system(value: &str, system: Option<System>) -> MatchReport {
    let options = Options { level: Some(Level::Province), system, aliases: &[] };
    Gazetteer::provinces().resolve(&[value], &options, Level::Province)
}

fn verdict(report: &MatchReport, value: &str) -> String {
    if let Some(code) = report.code_of(value) {
        return code.to_owned();
    }
    if let Some((_, codes)) = report.ambiguous.iter().find(|(written, _)| written == value) {
        return format!("?{}", codes.join("|"));
    }
    if report.totals.iter().any(|total| total == value) {
        return "total".to_owned();
    }
    match report.unmatched.iter().find(|(written, _)| written == value) {
        Some((_, near)) => format!("-{}", near.as_deref().unwrap_or_default()),
        None => "lost".to_owned(),
    }
}

#[test]
fn values_alone() {
    for (value, expected) in [
        ("DKI", "31"),
        ("DKI Jakarta", "31"),
        ("Riau*", "14"),
        ("Jawa Barat1)", "32"),
        ("Jambi 2)", "15"),
        ("Bali²", "51"),
        ("D.K.I. JAKARTA", "31"),
        ("DAERAH KHUSUS JAKARTA", "31"),
        ("Daerah Khusus Ibu Kota Jakarta", "31"),
        ("DKJ", "31"),
        ("Jakarta", "31"),
        ("Prov. DKI Jakarta", "31"),
        ("DIY", "34"),
        ("D.I. YOGYAKARTA", "34"),
        ("D I Yogyakarta", "34"),
        ("Daerah Istimewa Yogyakarta", "34"),
        ("Yogyakarta", "34"),
        ("Jabar", "32"),
        ("JAWA  BARAT", "32"),
        ("PROVINSI JAWA BARAT", "32"),
        ("Propinsi Jawa Barat", "32"),
        ("Pemerintah Provinsi Jawa Barat", "32"),
        ("jawabarat", "32"),
        ("Jawa_Barat", "32"),
        ("West Java", "32"),
        ("West Java Province", "32"),
        ("Jatim", "35"),
        ("Babel", "19"),
        ("KEP. BANGKA BELITUNG", "19"),
        ("Bangka-Belitung", "19"),
        ("Kepulauan Bangka Belitung", "19"),
        ("Kepri", "21"),
        ("Kep. Riau", "21"),
        ("Kep.Riau", "21"),
        ("Riau Kepulauan", "21"),
        ("Riau", "14"),
        ("Sulsel", "73"),
        ("Sulawesi Sel.", "73"),
        ("Sultra", "74"),
        ("NTB", "52"),
        ("N.T.B.", "52"),
        ("NTT", "53"),
        ("Nusa Tenggara Tim.", "53"),
        ("P A P U A", "91"),
        ("PAPUA", "91"),
        ("Papua Barat", "92"),
        ("West Papua", "92"),
        ("Irian Jaya Barat", "92"),
        ("Papua Barat Daya", "96"),
        ("Southwest Papua", "96"),
        ("PAPUA PEGUNUNGAN", "95"),
        ("Highland Papua", "95"),
        ("NAD", "11"),
        ("Nanggroe Aceh Darussalam", "11"),
        ("Sumatra Utara", "12"),
        ("Kal. Selatan", "63"),
        ("ID-JB", "32"),
        ("id-pd", "96"),
        ("ID94", "91"),
        ("ID91", "92"),
        ("32", "32"),
        (" 32 ", "32"),
        ("32.0", "32"),
        ("32.00", "32"),
        ("32,0", "32"),
        ("'32", "32"),
        ("\"32\"", "32"),
        ("3200", "32"),
        ("32 Jawa Barat", "32"),
        ("[32] Jawa Barat", "32"),
        ("32. JAWA BARAT", "32"),
        ("Jawa Barat (32)", "32"),
        ("91 Papua", "91"),
        ("94 Papua", "91"),
        ("91 - Papua Barat", "92"),
        ("93", "93"),
        ("97", "95"),
        ("91", "?91|92"),
        ("92", "?92|96"),
        ("94", "?94|91"),
        ("95", "?95|93"),
        ("96.0", "?96|94"),
        ("32 Jawa Timur", "?35|32"),
        ("3273", "-"),
        ("3273.0", "-"),
        ("32.73", "-"),
        ("32.7", "-"),
        ("32.73.01", "-"),
        ("3273010001", "-"),
        ("99", "-"),
        ("20", "-"),
        ("5", "-"),
        ("123", "-"),
        ("Kota Bandung", "-"),
        ("Kab. Bandung", "-"),
        ("Kota Yogyakarta", "-"),
        ("Kabupaten Gorontalo", "-"),
        ("Jakarta Selatan", "-"),
        ("Timor Timur", "-"),
        ("Jawa Barta", "-Jawa Barat"),
        ("Kalimantan Tmiur", "-Kalimantan Timur"),
        ("Sulawsi Selatan", "-Sulawesi Selatan"),
        ("Atlantis", "-"),
        ("Lain-lain", "-"),
        ("Indonesia", "total"),
        ("INDONESIA", "total"),
        ("Jumlah", "total"),
        ("Jumlah/Total", "total"),
        ("Total", "total"),
        ("Nasional", "total"),
        ("Rata-rata", "total"),
        ("Rata-rata Nasional", "total"),
        ("38 Provinsi", "-"),
        ("Total 38 Provinsi", "total"),
        ("0000", "total"),
        ("9999", "total"),
        ("Jawa", "total"),
        ("Pulau Jawa", "total"),
        ("Maluku dan Papua", "total"),
        ("Bali dan Nusa Tenggara", "total"),
    ] {
        assert_eq!(alone(value), expected, "{value:?}");
    }
}

#[test]
fn every_official_name_and_code_in_both_systems() {
    for province in &PROVINCES {
        for name in [province.name, province.formal, province.nick] {
            for written in [
                name.to_owned(),
                name.to_uppercase(),
                name.to_lowercase(),
                format!("Provinsi {name}"),
                format!("PROV. {}", name.to_uppercase()),
                format!("  {name} "),
                name.chars().flat_map(|c| [c, ' ']).collect(),
            ] {
                assert_eq!(alone(&written), province.code, "{written:?}");
            }
        }
        for (system, code) in [(System::Kemendagri, province.code), (System::Bps, province.bps)] {
            for written in [code.to_owned(), format!("{code}.0"), format!("{code}00")] {
                let report = in_system(&written, Some(system));
                assert_eq!(verdict(&report, &written), province.code, "{written:?} in {system:?}");
            }
        }
    }
}

#[test]
fn the_system_is_decided_by_the_column() {
    let check = |values: &[&str], expected: &[&str], system: Option<System>| {
        let report = resolve(values, &[]);
        let got: Vec<String> = values.iter().map(|value| verdict(&report, value)).collect();
        assert_eq!(got, expected, "{values:?}");
        assert_eq!(report.system, system, "{values:?}");
    };
    check(&["91", "92", "93", "94", "95", "96"], &["91", "92", "93", "94", "95", "96"], Some(System::Kemendagri));
    check(&["91", "92", "94", "95", "96", "97"], &["92", "96", "91", "93", "94", "95"], Some(System::Bps));
    check(&["32", "91", "94"], &["32", "?91|92", "?94|91"], None);
    check(&["91", "93", "97"], &["?91|92", "?93", "?95"], None);
    check(&["91 Papua", "94"], &["91", "94"], Some(System::Kemendagri));
    check(&["94 Papua", "91"], &["91", "92"], Some(System::Bps));
    check(&["11", "Jawa Barat"], &["11", "32"], None);
}

#[test]
fn one_accepted_match_of_a_code_decides_the_rest() {
    let report = resolve(&["91", "94", "95"], &[("94".to_owned(), "91".to_owned())]);
    assert_eq!(report.matched, [("91", "92"), ("94", "91"), ("95", "93")].map(|(v, c)| (v.to_owned(), c.to_owned())));
    assert_eq!(report.system, Some(System::Bps));
}

#[test]
fn accepted_matches_come_first_and_must_exist() {
    let aliases = [("Jawa Barta".to_owned(), "32".to_owned()), ("Betawi".to_owned(), "00".to_owned())];
    let report = resolve(&["JAWA BARTA", "Betawi"], &aliases);
    assert_eq!(report.code_of("JAWA BARTA"), Some("32"));
    assert_eq!(report.why_of("Betawi"), Some(Why::BadAlias));
}

#[test]
fn a_name_shared_with_a_city_is_asked_among_cities() {
    let cities = resolve(&["Bandung", "Jambi", "Medan", "Gorontalo", "Yogyakarta"], &[]);
    assert!(cities.matched.is_empty(), "{cities:?}");
    assert_eq!(verdict(&cities, "Jambi"), "?15");
    assert_eq!(cities.why_of("Gorontalo"), Some(Why::ProvinceOrCity));
    let provinces = resolve(&["Riau", "Jambi", "Bengkulu", "Indonesia"], &[]);
    assert_eq!(provinces.regions(), 3);
    assert_eq!(verdict(&resolve(&["Provinsi Jambi"], &[]), "Provinsi Jambi"), "15");
}

#[test]
fn a_numbered_list_is_not_a_list_of_codes() {
    let report = resolve(&["1. Aceh", "2. Sumatera Utara", "11. DKI Jakarta", "12. Jawa Barat"], &[]);
    assert_eq!(report.regions(), 4, "{report:?}");
    assert_eq!(report.code_of("11. DKI Jakarta"), Some("31"));
}

#[test]
fn spellings_of_one_province_are_reported() {
    let report = resolve(&["Jabar", "JAWA BARAT", "Bali", "32"], &[]);
    assert_eq!(report.duplicated, [("32".to_owned(), ["Jabar", "JAWA BARAT", "32"].map(str::to_owned).to_vec())]);
}

#[test]
fn the_table_agrees_with_the_official_list() {
    let Some(text) = shared("packs/codes/wilayah-prov.csv") else {
        return;
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut rows = 0;
    for (province, row) in PROVINCES.iter().zip(reader.records()) {
        let row = row.unwrap();
        rows += 1;
        assert_eq!((&row[0], &row[1], &row[2], &row[3]), (province.code, province.bps, province.name, province.formal));
        let before = province.parent.unwrap_or(province.code);
        assert_eq!(among_34(province.code), Some(before));
        assert_eq!(&row[7], before, "{}", province.name);
        for alias in row[9].split('|').filter(|alias| !alias.is_empty()) {
            assert_eq!(alone(alias), province.code, "{alias}");
        }
    }
    assert_eq!(rows, 38);
}

#[test]
fn no_regency_of_the_official_list_becomes_a_province() {
    let Some(text) = shared("packs/codes/wilayah-kabkota.csv") else {
        return;
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let wanted = [column("kode_kemendagri"), column("kode_bps"), column("nama")];
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 514);
    for at in wanted {
        let values: Vec<&str> = rows.iter().map(|row| &row[at]).collect();
        let report = resolve(&values, &[]);
        assert!(report.matched.is_empty(), "{:?}", report.matched);
        for value in &values {
            assert!(alone(value).starts_with('-'), "{value}: {}", alone(value));
        }
    }
}

proptest! {
    #[test]
    fn every_value_is_in_exactly_one_list(values in prop::collection::vec("[ -~]{0,14}|[0-9.]{1,6}|(Kota |Prov. |)(Jambi|Papua|Bali)( Barat|)", 0..20)) {
        let borrowed: Vec<&str> = values.iter().map(String::as_str).collect();
        let report = resolve(&borrowed, &[]);
        let mut listed: Vec<&String> = report.matched.iter().map(|(v, _)| v)
            .chain(report.unmatched.iter().map(|(v, _)| v))
            .chain(report.ambiguous.iter().map(|(v, _)| v))
            .chain(&report.totals)
            .collect();
        listed.sort();
        let mut distinct: Vec<&String> = values.iter().filter(|v| !v.trim().is_empty()).collect();
        distinct.sort();
        distinct.dedup();
        prop_assert_eq!(listed, distinct);
    }

    #[test]
    fn any_text_is_answered(value in "\\PC{0,40}") {
        let report = resolve(&[&value], &[]);
        prop_assert!(value.trim().is_empty() || verdict(&report, &value) != "lost");
    }
}
