//! Damaged tables whose columns become rows, and several of them that become one: whatever the text, a table that
//! keeps every row, or a reason. The targets `unfold` and `union` of `fuzz/` do the same without end.

use super::tests::{INTERESTING, Seeded, check_consistency};
use super::{Options, Unfolding, Union, read_all};
use crate::table::Table;

/// Small look-alikes of tables with a series in their header.
const WIDE: [&str; 6] = [
    "Kode,Provinsi,2019,2020,2021*\n11,Aceh,\"1.234,5\",\"1.250,5\",-\n12,Riau,\"2.000,25\",,\"2.222,75r\"\n",
    "Kota;Target 2022;Realisasi 2022;Target 2023;Realisasi 2023;Luas\nBogor;10;9;20;21;5.5\nDepok;30;31;40;39;7.5\n",
    "Kecamatan,Januari,Februari,Jumlah\nUtara,1,2,3\nSelatan,4,5,9\nJumlah,5,7,12\nSumber: Dinas,,,\n",
    "Kota,Siswa / SD,Siswa / SMP,Guru / SD,Guru / SMP\nBogor,100,50,10,5\nDepok,90,40,9,4\n",
    "Uraian\tTriwulan I 2020\tTriwulan II 2020\nEkspor\t1.5\t2.5\nImpor\t3.5\t4.5\n",
    ";2022;;2023;\nKota;L;P;L;P\nBogor;1;2;3;4\nDepok;5;6;7;8\n",
];

/// A text with damage in some places.
fn damaged(text: &str, random: &mut Seeded) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..random.below(6) {
        let at = random.below(bytes.len().max(1));
        match random.below(5) {
            0 if at < bytes.len() => bytes[at] = INTERESTING[random.below(INTERESTING.len())],
            1 => bytes.insert(at.min(bytes.len()), INTERESTING[random.below(INTERESTING.len())]),
            2 => bytes.truncate(at + 1),
            _ => {
                let end = (at + random.below(40)).min(bytes.len());
                let part = bytes[at.min(end)..end].to_vec();
                bytes.splice(at..at, part);
            }
        }
    }
    bytes
}

fn read(text: &str, random: &mut Seeded) -> Option<Table> {
    read_all(&damaged(text, random), Options::default()).ok()
}

#[test]
fn columns_of_damaged_tables_become_rows() {
    let mut random = Seeded(20_261_122);
    let mut done = 0;
    for text in WIDE {
        for _ in 0..250 {
            let Some(table) = read(text, &mut random) else { continue };
            let Some(unfold) = table.unfold().cloned() else { continue };
            let rows = table.rows();
            let mut keys: Vec<&[String]> = unfold.columns.iter().map(|column| column.keys.as_slice()).collect();
            keys.sort_unstable();
            keys.dedup();
            let groups = keys.len();
            let mut unfolding = Unfolding::new(table, Options::default()).expect("a proposal");
            let budget = random.below(60) + 1;
            let tidy = loop {
                if let Some(answer) = unfolding.step(budget) {
                    break answer;
                }
            };
            let tidy = tidy.expect("a table that was read once");
            assert_eq!(tidy.rows(), rows * groups, "{text}");
            check_consistency(&tidy);
            done += 1;
        }
    }
    assert!(done > 300, "only {done} of the damaged tables had a series");
}

#[test]
fn damaged_tables_become_one() {
    let mut random = Seeded(4_112_026);
    for text in WIDE {
        for _ in 0..120 {
            let count = random.below(4) + 1;
            let tables: Vec<(String, Table)> =
                (0..count).filter_map(|at| Some((format!("berkas {at}.csv"), read(text, &mut random)?))).collect();
            let rows: usize = tables.iter().map(|(_, table)| table.rows()).sum();
            let Ok(mut union) = Union::new(tables, Options::default()) else { continue };
            let budget = random.below(60) + 1;
            let answer = loop {
                if let Some(answer) = union.step(budget) {
                    break answer;
                }
            };
            let Ok(table) = answer else { continue };
            assert!(table.rows() <= rows);
            check_consistency(&table);
        }
    }
}
