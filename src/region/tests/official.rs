//! Every official name and code in both systems, from the packs where they are at hand, and from the
//! shipped list always.

use std::collections::BTreeMap;

use super::*;

/// A row of an official list.
struct Official {
    code: String,
    bps: String,
    name: String,
    short: String,
    kind: String,
    province: String,
    /// Codes of 2022, Kemendagri's and BPS's.
    before: [String; 2],
    aliases: Vec<String>,
}

/// The 514 of the packs, or those of the shipped list.
fn kabkota() -> Vec<Official> {
    if let Some(text) = shared("packs/codes/wilayah-kabkota.csv") {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().unwrap().clone();
        let at = |name: &str| headers.iter().position(|header| header == name).unwrap();
        let columns = [
            "kode_kemendagri",
            "kode_bps",
            "nama_resmi",
            "nama_pendek",
            "tipe",
            "provinsi",
            "kode_kemendagri_2022",
            "kode_bps_2022",
            "aliases",
        ]
        .map(at);
        return reader
            .records()
            .map(Result::unwrap)
            .map(|row| {
                let [code, bps, name, short, kind, province, kemendagri, old, aliases] =
                    columns.map(|at| row[at].to_owned());
                let aliases = aliases.split('|').filter(|alias| !alias.is_empty()).map(str::to_owned).collect();
                Official { code, bps, name, short, kind, province, before: [kemendagri, old], aliases }
            })
            .collect();
    }
    LIST.regions()
        .iter()
        .filter(|region| region.kind.level() == Level::Kabkota)
        .map(|region| Official {
            code: region.code.clone(),
            bps: region.bps.clone().unwrap(),
            name: region.title(),
            short: region.name.clone(),
            kind: if region.kind == Kind::Kota { "Kota" } else { "Kabupaten" }.to_owned(),
            province: LIST.region(region.parent.unwrap()).unwrap().name.clone(),
            before: [region.code.clone(), region.bps.clone().unwrap()],
            aliases: Vec::new(),
        })
        .collect()
}

fn column(rows: &[Official], of: impl Fn(&Official) -> String) -> Vec<String> {
    rows.iter().map(of).collect()
}

fn undotted(code: &str) -> String {
    code.replace('.', "")
}

#[test]
fn every_official_name_and_code_is_matched() {
    let rows = kabkota();
    assert_eq!(rows.len(), 514);
    let expected = column(&rows, |row| row.code.clone());
    for (what, columns) in [
        ("names", vec![("nama", column(&rows, |row| row.name.clone()))]),
        ("names in capitals", vec![("", column(&rows, |row| row.name.to_uppercase()))]),
        ("Kab.", vec![("x", column(&rows, |row| row.name.replace("Kabupaten", "KAB.").replace("Kota", "KOTA")))]),
        (
            "names and kinds",
            vec![("nama", column(&rows, |row| row.short.clone())), ("tipe", column(&rows, |row| row.kind.clone()))],
        ),
        (
            "short names and BPS codes",
            vec![("nama", column(&rows, |row| row.short.clone())), ("kode", column(&rows, |row| row.bps.clone()))],
        ),
        (
            "short names and Kemendagri codes",
            vec![("nama", column(&rows, |row| row.short.clone())), ("kode", column(&rows, |row| undotted(&row.code)))],
        ),
        (
            "names and provinces",
            vec![
                ("provinsi", column(&rows, |row| row.province.clone())),
                ("nama", column(&rows, |row| row.name.clone())),
            ],
        ),
        ("Kemendagri", vec![("kode", column(&rows, |row| row.code.clone()))]),
        ("Kemendagri without dots", vec![("kode", column(&rows, |row| undotted(&row.code)))]),
        ("Kemendagri as floats", vec![("kode", column(&rows, |row| row.code.trim_end_matches('0').to_owned()))]),
        ("Kemendagri of 2022", vec![("kode", column(&rows, |row| undotted(&row.before[0])))]),
        ("BPS", vec![("kode", column(&rows, |row| row.bps.clone()))]),
        ("BPS as floats", vec![("kode", column(&rows, |row| format!("{}.0", row.bps)))]),
        ("BPS of 2022", vec![("kode", column(&rows, |row| row.before[1].clone()))]),
    ] {
        let got = outcomes(&columns, &Options::default());
        for ((got, expected), row) in got.iter().zip(&expected).zip(&rows) {
            assert_eq!(got, expected, "{what}: {}", row.name);
        }
    }
}

#[test]
fn short_names_are_the_region_or_asked_and_every_twin_is_asked() {
    let rows = kabkota();
    let mut of_name: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for row in &rows {
        of_name.entry(row.short.clone()).or_default().push(&row.code);
    }
    let twins: Vec<(&String, &Vec<&str>)> = of_name.iter().filter(|(_, codes)| codes.len() > 1).collect();
    assert_eq!(twins.len(), 26, "{twins:?}");
    let got = outcomes(&[("nama", column(&rows, |row| row.short.clone()))], &Options::default());
    for (row, got) in rows.iter().zip(got) {
        let province = ["Jambi", "Bengkulu", "Yogyakarta"].contains(&row.short.as_str());
        if of_name[&row.short].len() > 1 || province {
            assert!(got.starts_with('?') && got.contains(&row.code), "{}: {got}", row.short);
        } else {
            assert_eq!(got, row.code, "{}", row.short);
        }
    }
    for (name, codes) in twins {
        for kind in ["Kabupaten", "Kota"] {
            let expected = codes.iter().find(|code| (kind == "Kota") == code.contains(".7")).unwrap();
            for written in
                [format!("{kind} {name}"), format!("{name} ({kind})"), format!("{name}, {kind}").to_uppercase()]
            {
                assert_eq!(outcomes(&[("", vec![written.clone()])], &Options::default()), [*expected], "{written}");
            }
        }
    }
}

#[test]
fn every_alias_is_matched_or_asked() {
    let rows = kabkota();
    let (mut written, mut expected) = (Vec::new(), Vec::new());
    for row in &rows {
        for alias in &row.aliases {
            written.push(alias.clone());
            expected.push(row.code.clone());
        }
    }
    let got = outcomes(&[("nama", written.clone())], &Options::default());
    for ((written, expected), got) in written.iter().zip(expected).zip(got) {
        // The two that are a province too.
        if written.starts_with("Jogja") {
            assert_eq!(got, "?34|34.71");
        } else {
            assert_eq!(got, expected, "{written}");
        }
    }
}

/// Codes alone never give a wrong region: in every province by itself, in both systems.
#[test]
fn codes_of_one_province_alone_are_right_or_asked() {
    let rows = kabkota();
    let mut certain = 0;
    for province in &PROVINCES {
        let inside: Vec<&Official> = rows.iter().filter(|row| row.code.starts_with(province.code)).collect();
        for of in [|row: &Official| undotted(&row.code), |row: &Official| row.bps.clone()] {
            let codes: Vec<String> = inside.iter().map(|row| of(row)).collect();
            for (row, got) in inside.iter().zip(outcomes(&[("kode", codes)], &Options::default())) {
                assert!(got == row.code || got.starts_with('?') && got.contains(&row.code), "{}: {got}", row.name);
                certain += usize::from(got == row.code);
            }
        }
        for (header, of) in [
            ("kode_kemendagri", (|row: &Official| undotted(&row.code)) as fn(&Official) -> String),
            ("kode_bps", |row: &Official| row.bps.clone()),
        ] {
            let codes: Vec<String> = inside.iter().map(|row| of(row)).collect();
            let expected: Vec<String> = inside.iter().map(|row| row.code.clone()).collect();
            assert_eq!(outcomes(&[(header, codes)], &Options::default()), expected, "{header} of {}", province.name);
        }
    }
    assert!(certain > 600, "{certain}");
}

#[test]
fn one_code_alone_is_right_or_asked() {
    for row in kabkota() {
        for (system, code) in [(System::Kemendagri, undotted(&row.code)), (System::Bps, row.bps.clone())] {
            let got = outcomes(&[("kode", vec![code.clone()])], &Options::default());
            let other = match system {
                System::Kemendagri => LIST.by_code(&code, System::Bps),
                System::Bps => LIST.by_code(&code, System::Kemendagri),
            };
            let same = other.is_none_or(|other| other.code == row.code);
            let expected =
                if same { row.code == got[0] } else { got[0].starts_with('?') && got[0].contains(&row.code) };
            assert!(expected, "{code}: {}, {got:?}", row.name);
        }
    }
}

#[test]
fn kecamatan_are_matched_in_their_kabupaten() {
    let Some(text) = shared("packs/codes/wilayah-kecamatan.csv") else {
        return;
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 7285);
    let expected: Vec<String> = rows.iter().map(|row| row[0].to_owned()).collect();
    let names: Vec<String> = rows.iter().map(|row| row[2].to_owned()).collect();
    let kabkota: Vec<String> =
        rows.iter().map(|row| LIST.by_code(&row[3], System::Kemendagri).unwrap().title()).collect();
    let check = |columns: &[(&str, Vec<String>)], may_ask: bool| {
        let mut asked = 0;
        for ((got, expected), name) in outcomes(columns, &Options::default()).iter().zip(&expected).zip(&names) {
            if may_ask && !is_match(got) {
                asked += 1;
            } else {
                assert_eq!(got, expected, "{name}");
            }
        }
        asked
    };
    check(&[("kecamatan", names.clone()), ("kabupaten_kota", kabkota.clone())], false);
    check(&[("kode", expected.clone())], false);
    check(&[("kode", expected.iter().map(|code| undotted(code)).collect())], false);
    assert_eq!(check(&[("kode", rows.iter().map(|row| row[1].to_owned()).collect())], true), 12);
    let asked = check(&[("kecamatan", names.clone())], true);
    assert!(asked < 800, "{asked}");
    for region in LIST.regions().iter().filter(|region| region.kind == Kind::Kecamatan).zip(&rows) {
        assert_eq!((region.0.code.as_str(), region.0.bps.as_deref().unwrap_or_default()), (&region.1[0], &region.1[1]));
    }
}

#[test]
fn the_shipped_list_agrees_with_the_official_one() {
    for row in kabkota() {
        let region = LIST.by_code(&row.code, System::Kemendagri).unwrap();
        assert_eq!((&region.name, region.bps.as_ref().unwrap()), (&row.short, &row.bps));
        for (system, code) in [(System::Kemendagri, &row.before[0]), (System::Bps, &row.before[1])] {
            assert_eq!(LIST.by_code(code, system).map(|region| &region.code), Some(&row.code), "{code}");
        }
    }
    for (level, count) in [(Level::Province, 38), (Level::Kabkota, 514), (Level::Kecamatan, 7285)] {
        assert_eq!(LIST.regions().iter().filter(|region| region.kind.level() == level).count(), count);
    }
}

#[test]
fn damaged_lists_are_refused() {
    for bytes in ["11", "1101;12;", "110;;Aceh", "\u{0}", "1101;;Aceh\n11x2;;B"] {
        assert!(Gazetteer::parse(bytes.as_bytes()).is_err(), "{bytes:?}");
    }
    assert!(Gazetteer::parse(&[0xFF, 0xFE, 0x00]).is_err());
    let small = || Gazetteer::parse(b"1101;1103;Aceh Selatan").unwrap();
    for bytes in ["01;020;Bakongan", "9999\n01;020;X", "1101\n1;020;X", "1101\n01;20;X", "1101\n01;020;"] {
        assert!(small().with_kecamatan(bytes.as_bytes()).is_err(), "{bytes:?}");
    }
    assert!(small().with_kecamatan(b"1101\n01;;Bakongan").is_ok());
}
