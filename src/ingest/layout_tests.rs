//! Layouts of statistical tables: where titles end, where the header is, what stands below the data.
//!
//! Every text is a small look-alike of what public bodies put out.

use crate::base::note::NoteCode;
use crate::table::Table;

use super::{Options, read_all};

/// What is expected of a table: the 0-based records of the header, the first and the last row of
/// data, the totals and the records below, and the names of the columns.
struct Want<'a> {
    header: (u64, u64),
    rows: (u64, u64),
    totals: &'a [u64],
    footer: (u64, u64),
    names: &'a [&'a str],
}

fn check(text: &str, want: &Want<'_>) -> Table {
    let table = read_all(text.as_bytes(), Options::default()).expect("the text is a table");
    let header = table.header_records();
    assert_eq!((header.start, header.end), want.header, "header of {text}");
    let last = table.rows() - 1;
    assert_eq!((table.source_record(0) - 1, table.source_record(last) - 1), want.rows, "rows of {text}");
    let totals: Vec<u64> = table.total_rows().iter().map(|row| table.source_record(*row as usize) - 1).collect();
    assert_eq!(totals, want.totals, "totals of {text}");
    let footer = table.footer_records();
    assert_eq!((footer.start, footer.end), want.footer, "below {text}");
    let names: Vec<&str> = table.fields().iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, want.names, "names of {text}");
    table
}

fn has(table: &Table, code: NoteCode) -> bool {
    table.notes().iter().any(|note| note.code == code)
}

#[test]
fn titles_above_a_header_without_a_first_name() {
    check(
        "Jumlah Penduduk Menurut Kabupaten;;\n;;\n;2019;2020\nBogor;5000;6000\nDepok;7000;8000\nBekasi;9000;9900\n",
        &Want { header: (2, 3), rows: (3, 5), totals: &[], footer: (0, 0), names: &["Kolom 1", "2019", "2020"] },
    );
}

#[test]
fn a_table_of_a_yearbook() {
    check(
        "Tabel 4.1.2;;;\n\
         Jumlah Murid Menurut Kecamatan di Kota X, 2020/2021;;;\n\
         ;;;\n\
         Kecamatan;Murid;;Jumlah\n\
         ;Laki-laki;Perempuan;\n\
         (1);(2);(3);(4)\n\
         Cicendo;512;498;1010\n\
         Coblong;623;611;1234\n\
         Sukasari;201;207;408\n\
         Andir;333;300;633\n\
         Jumlah;1669;1616;3285\n\
         ;;;\n\
         Sumber: Dinas Pendidikan;;;\n",
        &Want {
            header: (3, 6),
            rows: (6, 10),
            totals: &[10],
            footer: (12, 13),
            names: &["Kecamatan", "Murid / Laki-laki", "Murid / Perempuan", "Jumlah"],
        },
    );
}

#[test]
fn units_below_the_header() {
    check(
        "Kecamatan;Luas;Penduduk\n;(km2);(jiwa)\nA;1,5;500\nB;2,5;600\nC;3,5;700\n",
        &Want {
            header: (0, 2),
            rows: (2, 4),
            totals: &[],
            footer: (0, 0),
            names: &["Kecamatan", "Luas / (km2)", "Penduduk / (jiwa)"],
        },
    );
}

#[test]
fn years_over_quarters() {
    check(
        "Lapangan Usaha;2022;;;;2023;;;\n;I;II;III;IV;I;II;III;IV\nPertanian;1,5;1,6;1,7;1,8;2,5;2,6;2,7;2,8\n\
         Industri;3,5;3,6;3,7;3,8;4,5;4,6;4,7;4,8\nJasa;5,5;5,6;5,7;5,8;6,5;6,6;6,7;6,8\n",
        &Want {
            header: (0, 2),
            rows: (2, 4),
            totals: &[],
            footer: (0, 0),
            names: &[
                "Lapangan Usaha",
                "2022 / I",
                "2022 / II",
                "2022 / III",
                "2022 / IV",
                "2023 / I",
                "2023 / II",
                "2023 / III",
                "2023 / IV",
            ],
        },
    );
}

#[test]
fn totals_are_found_by_their_sums_and_regions() {
    let names: &[&str] = &["Wilayah", "Jumlah"];
    check(
        "Wilayah;Jumlah\nProvinsi Jawa Barat;60\nKab. Bogor;10\nKab. Garut;20\nKota Bogor;30\n",
        &Want { header: (0, 1), rows: (1, 4), totals: &[1], footer: (0, 0), names },
    );
    // The label says nothing, the sum does.
    check(
        "Wilayah;Jumlah\nBogor;1011\nGarut;2022\nSubang;3033\nJabar Raya;6066\n",
        &Want { header: (0, 1), rows: (1, 4), totals: &[4], footer: (0, 0), names },
    );
    check(
        "Wilayah;Jumlah\nBogor;1011\nGarut;2022\nSubang;3033\nCiamis;1066\n",
        &Want { header: (0, 1), rows: (1, 4), totals: &[], footer: (0, 0), names },
    );
}

#[test]
fn what_stands_below() {
    // A signature, with blank lines between.
    check(
        "No;Nama;Nilai\n1;A;5\n2;B;6\n3;C;9\n;;\n;;Bandung, 5 Januari 2024\n;;Kepala Dinas\n;;\n;;NIP. 19650101\n",
        &Want { header: (0, 1), rows: (1, 3), totals: &[], footer: (5, 9), names: &["No", "Nama", "Nilai"] },
    );
    // A source in two cells.
    check(
        "No;Nama;Nilai\n1;A;5\n2;B;6\n3;C;9\nSumber;Dinas X;\n",
        &Want { header: (0, 1), rows: (1, 3), totals: &[], footer: (4, 5), names: &["No", "Nama", "Nilai"] },
    );
    // A number that somebody left there.
    check(
        "Kode;Nama;Nilai\n3201;Bogor;5\n3202;Sukabumi;6\n3203;Cianjur;8\n;;\n;;0,5\n",
        &Want { header: (0, 1), rows: (1, 3), totals: &[], footer: (5, 6), names: &["Kode", "Nama", "Nilai"] },
    );
}

#[test]
fn rows_of_one_number_are_data() {
    // Every row has one value: no first row is a header and no last one a stray, whatever the columns are.
    let places = [9, 4, 7, 7, 3, 7, 6, 9, 7, 3, 5, 0, 8, 6, 6, 8, 7, 8, 5, 3, 4, 6, 2, 1, 8, 8, 4, 9, 8];
    let row = |place: &usize| format!("{}{place}{}\n", ",".repeat(*place), ",".repeat(9 - place));
    let rows: String = places.iter().map(row).collect();
    let names: Vec<String> = (0..10).map(|at| format!("k{at}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    check(
        &format!("{}\n{rows}", names.join(",")),
        &Want { header: (0, 1), rows: (1, 29), totals: &[], footer: (0, 0), names: &names },
    );
}

#[test]
fn second_tables_and_repeated_headers() {
    let table = check(
        "No.,Pendidikan,2023,2024\n1,SD,500,600\n2,SMP,700,800\n3,SMA,650,750\n,,,\nNo.,,2025,\n1,Dasar,900,\n2,Menengah,800,\n,,,\nSumber: BPS,,,\n",
        &Want {
            header: (0, 1),
            rows: (1, 3),
            totals: &[],
            footer: (9, 10),
            names: &["No.", "Pendidikan", "2023", "2024"],
        },
    );
    assert!(has(&table, NoteCode::SecondTable) && has(&table, NoteCode::FooterRows));
    // Every page of a printed table begins with the header.
    let table = check(
        "No,Nama,Nilai\n1,A,5\n2,B,6\nNo,Nama,Nilai\n3,C,7\n4,D,9\n",
        &Want { header: (0, 1), rows: (1, 5), totals: &[], footer: (0, 0), names: &["No", "Nama", "Nilai"] },
    );
    assert_eq!(table.rows(), 4);
    assert!(has(&table, NoteCode::RepeatedHeader));
}

#[test]
fn line_ends_of_every_kind() {
    let want = Want { header: (0, 1), rows: (1, 2), totals: &[], footer: (0, 0), names: &["a", "b"] };
    check("a,b\r1,2\r3,4\r", &want);
    check("a,b\r\n1,2\r\n3,4\r\n", &want);
    let mixed = Want { header: (0, 1), rows: (2, 4), ..want };
    check("a,b\r\r\n1,2\r\r\n3,4\r\r\n", &mixed);
}

#[test]
fn the_number_of_a_section_is_no_header() {
    check(
        "NO,URAIAN,SATUAN,TARGET,REALISASI,\n,,,,JUMLAH,%\nI,PENDIDIKAN,,,,\n1,Angka Melek Huruf,%,99.5,98.7,99.2\n\
         2,Rata-rata Lama Sekolah,Tahun,8.5,8.2,96.5\nII,KESEHATAN,,,,\n1,Angka Kematian Ibu,per 100.000,85,102,80\n\
         2,Prevalensi Stunting,%,14,17.5,75\n",
        &Want {
            header: (0, 2),
            rows: (2, 7),
            totals: &[],
            footer: (0, 0),
            names: &["NO", "URAIAN", "SATUAN", "TARGET", "REALISASI / JUMLAH", "REALISASI / %"],
        },
    );
}

#[test]
fn blanks_between_groups_are_no_header() {
    let table = check(
        "Provinsi;Penduduk;Luas\nAceh;5\u{a0}371\u{a0}532;57\u{202f}956,04\nBali;4\u{a0}317\u{a0}404;5\u{202f}780,06\n\
         Papua;4\u{a0}303\u{a0}707;319\u{202f}036,05\n",
        &Want { header: (0, 1), rows: (1, 3), totals: &[], footer: (0, 0), names: &["Provinsi", "Penduduk", "Luas"] },
    );
    let numbers = |column| match table.column(column) {
        crate::table::Column::Number(values) => values.numbers().iter().collect(),
        _ => Vec::new(),
    };
    assert_eq!(numbers(1), [5_371_532.0, 4_317_404.0, 4_303_707.0]);
    assert_eq!(numbers(2), [57_956.04, 5_780.06, 319_036.05]);
}

#[test]
fn a_signature_follows_the_total() {
    let names = &["NO", "NAMA DESA", "LAKI-LAKI", "PEREMPUAN"];
    check(
        "Data Penduduk,,,\nNO,NAMA DESA,LAKI-LAKI,PEREMPUAN\n1,Suka,10,12\n2,Duka,11,13\n3,Luka,9,8\nJUMLAH,,30,33\n\
         Mengetahui,,,\nCamat X,,,\n",
        &Want { header: (1, 2), rows: (2, 5), totals: &[5], footer: (6, 8), names },
    );
    // Where no total closes the table, a name alone is a row without figures.
    check(
        "NO,NAMA DESA,LAKI-LAKI,PEREMPUAN\n1,Suka,10,12\n2,Duka,11,13\n3,Luka,9,8\n,Loka,,\n",
        &Want { header: (0, 1), rows: (1, 4), totals: &[], footer: (0, 0), names },
    );
}
