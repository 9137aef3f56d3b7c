//! Whole tables: what the columns decide together, and what they leave to be asked.

use super::*;

fn cells(list: &[&str]) -> Vec<String> {
    list.iter().map(|cell| (*cell).to_owned()).collect()
}

fn check(columns: &[(&str, &[&str])], expected: &[&str]) {
    let columns: Vec<(&str, Vec<String>)> = columns.iter().map(|(header, list)| (*header, cells(list))).collect();
    assert_eq!(outcomes(&columns, &Options::default()), expected, "{columns:?}");
}

#[test]
fn papua_both_ways() {
    // Names decide, whichever way the codes are.
    check(
        &[
            ("kode", &["91", "92", "93", "94", "95", "96"]),
            (
                "provinsi",
                &["Papua", "Papua Barat", "Papua Selatan", "Papua Tengah", "Papua Pegunungan", "Papua Barat Daya"],
            ),
        ],
        &["91", "92", "93", "94", "95", "96"],
    );
    check(
        &[
            ("kode", &["94", "91", "95", "96", "97", "92"]),
            (
                "provinsi",
                &["Papua", "Papua Barat", "Papua Selatan", "Papua Tengah", "Papua Pegunungan", "Papua Barat Daya"],
            ),
        ],
        &["91", "92", "93", "94", "95", "96"],
    );
    check(&[("kode_bps", &["94", "91", "95", "96", "92"])], &["91", "92", "93", "94", "96"]);
    check(&[("kode_kemendagri", &["94", "91", "95", "96", "92"])], &["94", "91", "95", "96", "92"]);
    check(&[("kode", &["94", "91", "92"])], &["?94|91", "?91|92", "?92|96"]);
    // A row whose code has its name beside it decides those that have none.
    check(&[("kode", &["94", "91", "92"]), ("nama", &["Papua", "", ""])], &["91", "92", "96"]);
    check(&[("kode", &["94", "91", "92"]), ("nama", &["Papua Tengah", "", ""])], &["94", "91", "92"]);
    check(&[("kode", &["94", "91", "92"]), ("nama", &["Papua Tengah", "Papua Barat", ""])], &["94", "92", "?92|96"]);
    // Below the provinces.
    check(&[("kode", &["9101", "9271"])], &["?93.01|92.03", "96.71"]);
    check(&[("kode", &["9101", "9419"])], &["92.03", "91.10"]);
    check(&[("kode", &["91.01", "91.71"])], &["93.01", "91.71"]);
    check(&[("kode", &["9401", "9401"]), ("nama", &["Nabire", "Merauke"])], &["94.01", "93.01"]);
    check(&[("kode", &["9171", "9171"]), ("nama", &["Kota Jayapura", "Kota Sorong"])], &["91.71", "96.71"]);
}

#[test]
fn the_old_set_of_provinces_decides_its_system() {
    let others: Vec<&str> =
        PROVINCES.iter().map(|province| province.code).filter(|code| !code.starts_with('9')).collect();
    let with = |papua: [&'static str; 2]| -> Vec<String> {
        let all: Vec<&str> = others.iter().copied().chain(papua).collect();
        outcomes(&[("kode", cells(&all))], &Options::default()).split_off(32)
    };
    assert_eq!(with(["91", "94"]), ["92", "91"]);
    assert_eq!(with(["91", "92"]), ["91", "92"]);
    assert_eq!(with(["92", "94"]), ["?92|96", "?94|91"]);
}

#[test]
fn a_name_of_two_regions_is_decided_by_what_is_beside_it() {
    check(&[("nama", &["Bandung", "Bandung"]), ("jenis", &["Kab", "KOTA"])], &["32.04", "32.73"]);
    check(&[("nama", &["Bandung", "Bandung"]), ("kode", &["3204", "3273"])], &["32.04", "32.73"]);
    check(&[("nama", &["Bandung", "Bandung"]), ("kode", &["32.04", "32.73"])], &["32.04", "32.73"]);
    check(&[("nama", &["Banjar", "Banjar"]), ("provinsi", &["Jawa Barat", "Kalsel"])], &["32.79", "63.03"]);
    check(&[("nama", &["Bandung", "Sleman"]), ("provinsi", &["Jawa Barat", "DIY"])], &["?32.04|32.73", "34.04"]);
    // Beside "Kota Bandung", Bandung alone is likely the kabupaten; likely is not certain.
    check(&[("nama", &["Bandung", "Kota Bandung"])], &["?32.04|32.73", "32.73"]);
    check(&[("nama", &["Pontianak", "Kota Pontianak"])], &["?61.02|61.71", "61.71"]);
    check(&[("nama", &["Pontianak", "Sambas"])], &["61.71", "61.01"]);
    // A province and its city.
    check(&[("kabupaten_kota", &["Jambi", "Kerinci"]), ("provinsi", &["Jambi", "Jambi"])], &["15.71", "15.01"]);
    check(
        &[("kabupaten_kota", &["Jambi", "Kerinci", "Kota Jambi"]), ("provinsi", &["Jambi", "Jambi", "Jambi"])],
        &["?15|15.71", "15.01", "15.71"],
    );
    check(&[("kabupaten_kota", &["Jambi", "Kerinci"])], &["?15|15.71", "15.01"]);
    check(&[("provinsi", &["Jambi", "Riau"])], &["15", "14"]);
}

#[test]
fn headings_between_rows_say_the_kind() {
    check(
        &[(
            "wilayah",
            &[
                "Kabupaten/Regency",
                "Bogor",
                "Cianjur",
                "Garut",
                "Kota/Municipality",
                "Bogor",
                "Depok",
                "Cimahi",
                "Jawa Barat",
            ],
        )],
        &["-", "32.01", "32.03", "32.05", "-", "32.71", "32.76", "32.77", "32"],
    );
    // A heading that the names below it contradict is only a word.
    check(
        &[("wilayah", &["Kota", "Bogor", "Cianjur", "Garut", "Kabupaten", "Bogor", "Depok", "Cimahi"])],
        &["-", "?32.01|32.71", "32.03", "32.05", "-", "?32.01|32.71", "32.76", "32.77"],
    );
}

#[test]
fn evidence_that_contradicts_itself_is_asked() {
    check(&[("nama", &["Kota Bandung", "Kab. Garut"]), ("kode", &["3204", "3205"])], &["?32.73|32.04", "32.05"]);
    check(&[("nama", &["Kota Bandung", "Kab. Garut"]), ("jenis", &["Kabupaten", "Kabupaten"])], &["?32.73", "32.05"]);
    check(
        &[("nama", &["Kab. Sleman", "Kab. Garut"]), ("provinsi", &["Jawa Barat", "Jawa Barat"])],
        &["?34.04", "32.05"],
    );
    check(&[("kode_bps", &["1101", "1101"]), ("kode_kemendagri", &["11.09", "11.01"])], &["11.09", "?11.09|11.01"]);
    check(&[("kode_bps", &["3204"]), ("kode_kemendagri", &["32.73"])], &["?32.04|32.73"]);
    // The header says BPS, the dots say Kemendagri.
    check(&[("kode_bps", &["11.01", "11.02"])], &["?11.01|11.09", "?11.02|11.10"]);
}

#[test]
fn old_provinces_still_hold_their_regions() {
    check(
        &[
            ("nama", &["Kab. Merauke", "Kota Sorong", "Tarakan", "Serang", "Batam", "Kab. Mamuju"]),
            ("provinsi", &["Papua", "Papua Barat", "Kalimantan Timur", "Jawa Barat", "Riau", "Sulawesi Selatan"]),
        ],
        &["93.01", "96.71", "65.71", "?36.04|36.73", "21.71", "76.02"],
    );
}

#[test]
fn a_misspelled_name_with_a_certain_code_is_what_both_say() {
    check(
        &[("nama", &["Kab. Garutt", "Kab. Bandug", "Kab. Bandung"]), ("kode_bps", &["3205", "3273", "3204"])],
        &["32.05", "~32.73|32.04|51.03", "32.04"],
    );
}

#[test]
fn zeros_that_spreadsheets_lose() {
    check(&[("kode", &["32.1", "32.01", "32.73"])], &["32.10", "32.01", "32.73"]);
    check(&[("kode", &["32.1", "32.10", "32.73"])], &["32.01", "32.10", "32.73"]);
    check(&[("kode", &["32.1", "32.73"])], &["?32.10|32.01", "32.73"]);
    check(&[("kode", &["32.1", "32.7"]), ("nama", &["Majalengka", "Ciamis"])], &["32.10", "32.07"]);
    check(&[("kode", &["32.7"])], &["?32.07"]);
    check(&[("kode", &["3.273", "3.204"])], &["32.73", "32.04"]);
}

#[test]
fn places_around_a_region_may_stand_in_its_cell() {
    check(
        &[(
            "alamat",
            &[
                "Kec. Coblong Kota Bandung Provinsi Jawa Barat",
                "Kabupaten Bandung Prov. Jawa Barat",
                "Makassar (Ujung Pandang)",
                "Surakarta (Solo)",
                "Kota Bandung Kab. Garut",
                "Bandung Kota",
                "Yogyakarta, DI Yogyakarta",
                "Jambi - Kab. Merangin",
            ],
        )],
        &["32.73.02", "32.04", "73.71", "33.72", "~32.73", "32.73", "34.71", "15.02"],
    );
}

#[test]
fn a_word_for_a_kind_may_end_a_name() {
    check(
        &[(
            "nama",
            &[
                "Kec. Bangkinang Kota, Kabupaten Kampar",
                "Kec. Bangkinang, Kabupaten Kampar",
                "Kec. Sorong Kota, Kota Sorong",
                "Kec. Sorong Kota Kota Sorong",
                "Kec. Sorong Kota Sorong",
            ],
        )],
        &["14.01.01", "14.01.15", "96.71.07", "~96.71.07", "~96.71.07"],
    );
}

#[test]
fn codes_in_two_columns_are_put_together() {
    check(
        &[("kode_prov", &["32", "32"]), ("kode_kab", &["4", "73"]), ("nama", &["Bandung", "Bandung"])],
        &["32.04", "32.73"],
    );
    check(&[("kdprov", &["32", "32"]), ("kdkab", &["4", "73"])], &["32.04", "32.73"]);
    // Counts are no codes, and the kind of a village is not that of its kecamatan.
    check(
        &[
            ("province_code", &["11", "12"]),
            ("regency_count", &["18", "25"]),
            ("city_count", &["5", "8"]),
            ("page", &["16", "16"]),
        ],
        &["11", "12"],
    );
    check(
        &[("nmkab", &["KOTA BANDUNG"]), ("nmkec", &["COBLONG"]), ("nmdesa", &["DAGO"]), ("status", &["KELURAHAN"])],
        &["32.73.02"],
    );
    // Without the province's code they say nothing.
    check(&[("kode_kab", &["32", "51"]), ("nama", &["Bandung", "Cimahi"])], &["?32.04|32.73", "32.77"]);
}

#[test]
fn kecamatan_lie_where_the_row_says() {
    check(
        &[
            ("kecamatan", &["Cicendo", "Gamping", "Depok", "Depok", "Sleman", "Kec. Sukajadi"]),
            ("kab", &["Kota Bandung", "Sleman", "Sleman", "Cirebon", "Sleman", "Kota Bandung"]),
        ],
        &["32.73.06", "34.04.01", "34.04.07", "32.09.31", "34.04.13", "32.73.07"],
    );
    check(&[("nama", &["Kec. Coblong, Kota Bandung", "Kota Bandung", "Coblong"])], &["32.73.02", "32.73", "32.73.02"]);
    check(
        &[("nama", &["Kec. Kota, Kota Kediri", "Kec. Kota Bandung", "Kec. Kota Sumenep"])],
        &["35.71.02", "~64.02.08|71.10.02", "35.29.01"],
    );
    // A column of kabupaten does not turn to kecamatan for one odd name.
    check(
        &[(
            "nama",
            &[
                "Sleman",
                "Bantul",
                "Kulon Progo",
                "Gunungkidul",
                "Kab. Magelang",
                "Boyolali",
                "Temanggung",
                "Blora",
                "Jepara",
                "Banyumas",
                "Coblong",
            ],
        )],
        &["34.04", "34.02", "34.01", "34.03", "33.08", "33.09", "33.23", "33.16", "33.20", "33.02", "?32.73.02"],
    );
}

#[test]
fn a_row_without_its_region_is_the_one_around_it() {
    check(
        &[
            ("provinsi", &["Jawa Barat", "Jawa Barat", "Jawa Barat", "", "Indonesia"]),
            ("kabupaten_kota", &["Kota Bandung", "Kota Bandung", "", "", ""]),
            ("kecamatan", &["Coblong", "", "", "", ""]),
            ("jumlah", &["1", "2", "3", "4", "5"]),
        ],
        &["32.73.02", "32.73", "32", "", "total"],
    );
    check(
        &[("kode_prov", &["32", "94"]), ("kabupaten_kota", &["Kota Bandung", ""]), ("kode_kab", &["3273", ""])],
        &["32.73", "?94|91"],
    );
}

#[test]
fn the_columns_are_found_by_what_they_hold() {
    check(
        &[
            ("no", &["1", "2"]),
            ("a", &["2024", "2024"]),
            ("b", &["KAB. GARUT", "KOTA DEPOK"]),
            ("c", &["3211", "3212"]),
        ],
        &["32.05", "32.76"],
    );
    check(
        &[("provinsi", &["Jawa Barat", "Bali"]), ("komoditas", &["Beras", "Cabai"]), ("nilai", &["51", "32"])],
        &["32", "51"],
    );
    // Misspelled beyond recognition, but the kabupaten of a province is not the province.
    check(
        &[("provinsi", &["Jawa Barat", "Bali", "Bali"]), ("nama", &["Kab. Grut", "Kab. Gianyr", "Kab. Xyzzy"])],
        &["~32.05", "~51.04", "-"],
    );
}

#[test]
fn ten_mistakes_in_514_rows_times_ten_years_are_named() {
    let official: Vec<&Region> = LIST.regions().iter().filter(|region| region.kind.level() == Level::Kabkota).collect();
    let mistakes = [
        (3, 2016, "Kab. Acheh Timor"),
        (57, 2017, "Kabupaten Padang Pariamann"),
        (140, 2015, "Bandung"),
        (171, 2019, "Kota Sleman"),
        (222, 2020, "Kab. Jembrr"),
        (260, 2021, "Kabupaten Atlantis"),
        (301, 2022, "Serang"),
        (377, 2023, "Kotaa Samarinda Selatan"),
        (430, 2024, "Kec. Depok"),
        (513, 2018, "Kota Srong"),
    ];
    let (mut names, mut years, mut planted) = (Vec::new(), Vec::new(), Vec::new());
    for year in 2015..2025 {
        for (at, region) in official.iter().enumerate() {
            let mistake = mistakes.iter().find(|(row, of, _)| *row == at && *of == year);
            if mistake.is_some() {
                planted.push(names.len());
            }
            names.push(mistake.map_or_else(|| region.title(), |(.., text)| (*text).to_owned()));
            years.push(year.to_string());
        }
    }
    let got = outcomes(&[("kabupaten_kota", names.clone()), ("tahun", years)], &Options::default());
    let wrong: Vec<usize> = (0..got.len()).filter(|row| got[*row] != official[row % 514].code).collect();
    assert_eq!(wrong, planted);
    assert!(planted.iter().all(|row| !is_match(&got[*row])), "{got:?}");
    // The report of the distinct values names the same ten.
    let values: Vec<&str> = names.iter().map(String::as_str).collect();
    let report = LIST.resolve(&values, &Options { level: Some(Level::Kabkota), ..Options::default() }, Level::Kabkota);
    let mut told: Vec<&str> = report
        .unmatched
        .iter()
        .map(|(value, _)| value.as_str())
        .chain(report.ambiguous.iter().map(|(value, _)| value.as_str()))
        .collect();
    told.sort_unstable();
    let mut expected: Vec<&str> = mistakes.iter().map(|(.., text)| *text).collect();
    expected.sort_unstable();
    assert_eq!(told, expected);
    assert_eq!((report.matched.len(), report.duplicated.len(), report.totals.len()), (514, 0, 0));
}

#[test]
fn two_rows_of_one_region_in_one_year_are_named() {
    let names = ["Kab. Garut", "Kota Depok", "Kab. Garut", "GARUT", "Kota Depok", "Kab. Grut"];
    let years = ["2020", "2020", "2021", "2021", "2021", "2021"];
    let columns = [Column { header: "nama", cells: names.to_vec() }, Column { header: "tahun", cells: years.to_vec() }];
    let found = LIST.resolve_table(&columns, &Options::default());
    let garut = LIST.position("32.05", System::Kemendagri).unwrap();
    assert_eq!(found.duplicated(&years), [(garut, vec![2, 3])]);
    assert_eq!(found.duplicated(&[]).len(), 2);
    assert_eq!(found.open().map(|(row, _)| row).collect::<Vec<_>>(), [5]);
}

#[test]
fn provinces_among_kabupaten_are_totals() {
    let aliases = [("Kab. Grut".to_owned(), "32.05".to_owned())];
    let report = LIST.resolve(
        &["Kab. Garut", "Jawa Barat", "Jumlah", "Total Jawa Barat", "Coblong", "Kab. Grut"],
        &Options { aliases: &aliases, ..Options::default() },
        Level::Kabkota,
    );
    assert_eq!(report.totals, ["Jawa Barat", "Jumlah", "Total Jawa Barat"]);
    assert_eq!(report.why_of("Jawa Barat"), Some(Why::LargerRegion));
    assert_eq!(report.duplicated, [("32.05".to_owned(), cells(&["Kab. Garut", "Kab. Grut"]))]);
    assert_eq!(report.unmatched, [("Coblong".to_owned(), None)]);
}
