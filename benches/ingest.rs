//! How fast files become tables: megabytes a second of the whole reader, in the shapes that public
//! price data has (dates, codes, names, plain and Indonesian numbers, remarks with line breaks).

#![expect(missing_docs, reason = "the macros of criterion make public functions without any")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jelajah::ingest::{Options, Reader};
use jelajah::table::Table;

/// Rows of daily prices, deterministic: ten columns, about 100 bytes a row.
fn prices(rows: u32, delimiter: char, indonesian: bool) -> String {
    const FOODS: [&str; 12] = [
        "Beras",
        "Beras Premium",
        "Bawang Merah",
        "Bawang Putih",
        "Cabai Merah",
        "Cabai Rawit",
        "Daging Sapi",
        "Daging Ayam",
        "Telur Ayam",
        "Gula Pasir",
        "Minyak Goreng",
        "Tepung Terigu",
    ];
    let mut out =
        ["tanggal", "kode_kab", "nama_kab", "komoditas", "pasar", "harga", "harga_teks", "satuan", "stok", "catatan\n"]
            .join(&delimiter.to_string());
    let mut seed = 12_345_u32;
    let mut next = |limit: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % limit
    };
    for row in 0..rows {
        let (day, month, year) = (row % 28 + 1, row / 28 % 12 + 1, 2022 + row % 3);
        let area = next(514);
        let price = 2_000 + next(60_000);
        let date =
            if indonesian { format!("{day:02}/{month:02}/{year}") } else { format!("{year}-{month:02}-{day:02}") };
        let stock = match (next(20), indonesian) {
            (0, _) => String::new(),
            (_, true) => format!("{},{}", next(5_000), next(10)),
            (_, false) => format!("{}.{}", next(5_000), next(10)),
        };
        let remark = match next(50) {
            0 => "\"Harga naik, pasokan kurang\njalan terputus akibat banjir\"",
            1..10 => "stok aman",
            _ => "",
        };
        let text = format!("\"Rp{}.{:03},50\"", price / 1000, price % 1000);
        let fields = [
            date,
            (1100 + area).to_string(),
            format!("Kab. Nomor {area}"),
            FOODS[next(12) as usize].to_owned(),
            format!("Pasar Nomor {area} Baru"),
            price.to_string(),
            text,
            "kg".to_owned(),
            stock,
            remark.to_owned(),
        ];
        out.push_str(&fields.join(&delimiter.to_string()));
        out.push('\n');
    }
    out
}

fn read(bytes: &[u8]) -> Table {
    let mut reader = Reader::new(Options::default());
    for chunk in bytes.chunks(1 << 16) {
        reader.feed(chunk).expect("the generated file is a table");
    }
    reader.finish().run().expect("the generated file is a table")
}

fn ingest(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ingest");
    group.sample_size(10);
    for (name, text) in [("english", prices(100_000, ',', false)), ("indonesian", prices(100_000, ';', true))] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(read(text.as_bytes())).rows());
        });
    }
    group.finish();
}

criterion_group!(benches, ingest);
criterion_main!(benches);
