//! Resolves the rows of a CSV file to regions: `cargo xtask regions --in FILE --out FILE` runs it.
//!
//! Which columns name regions is found by what they hold. Every row of the input has a row in the output,
//! in the same order.

use std::process::ExitCode;

use jelajah::base::lang::Lang;
use jelajah::base::text::fold;
use jelajah::map;
use jelajah::region::{Column, Gazetteer, Kind, Options, Region, Verdict, Why};

const KABKOTA: &[u8] = include_bytes!("../assets/regions/kabkota.txt");
const KECAMATAN: &[u8] = include_bytes!("../assets/regions/kecamatan.txt");

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(input), Some(output)) = (args.next(), args.next()) else {
        eprintln!("usage: regions INPUT OUTPUT");
        return ExitCode::FAILURE;
    };
    match run(&input, &output) {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(input: &str, output: &str) -> Result<String, String> {
    let bytes = std::fs::read(input).map_err(|e| format!("{input} cannot be read: {e}"))?;
    let list = Gazetteer::parse(KABKOTA)
        .and_then(|list| list.with_kecamatan(KECAMATAN))
        .map_err(|problem| format!("the list of regions cannot be read: {problem:?}"))?;
    let text = decode(&bytes);
    let records = records(&text);
    let width = records.iter().map(Vec::len).max().unwrap_or(0);
    let has_header = records.first().is_some_and(|first| is_header(&list, first));
    let (header, rows) = if has_header { records.split_at(1) } else { records.split_at(0) };
    let cell = |record: &'_ Vec<String>, at: usize| record.get(at).cloned().unwrap_or_default();
    let names: Vec<String> = (0..width)
        .map(|at| header.first().map_or_else(|| format!("kolom_{}", at + 1), |header| cell(header, at)))
        .collect();
    let columns: Vec<Column<'_>> = names
        .iter()
        .enumerate()
        .map(|(at, name)| Column {
            header: if has_header { name } else { "" },
            cells: rows.iter().map(|row| row.get(at).map_or("", String::as_str)).collect(),
        })
        .collect();
    let found = list.resolve_table(&columns, &Options::default());

    let mut writer = csv::Writer::from_path(output).map_err(|e| format!("{output} cannot be written: {e}"))?;
    let mut write = |record: Vec<String>| writer.write_record(&record).map_err(|e| format!("{output}: {e}"));
    let tail = ["kode_kemendagri", "kode_bps", "verdict", "why"];
    let clash = |name: &String| if tail.contains(&name.as_str()) { format!("{name}_masukan") } else { name.clone() };
    write(tail.iter().map(|name| (*name).to_owned()).chain(names.iter().map(clash)).collect())?;
    let mut counts = [0_usize; 4];
    for (at, row) in rows.iter().enumerate() {
        let verdict = found.verdicts.get(at).cloned().unwrap_or(Verdict::Empty);
        let (region, word, why) = told(&list, &verdict);
        if let Some(count) = WORDS.iter().position(|one| *one == word).and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
        let code = region.map(|region| region.code.clone()).unwrap_or_default();
        let bps = region.and_then(|region| region.bps.clone()).unwrap_or_default();
        let out = [code, bps, word.to_owned(), why].into_iter().chain((0..width).map(|at| cell(row, at)));
        write(out.collect())?;
    }
    writer.flush().map_err(|e| format!("{output}: {e}"))?;
    let parts: Vec<String> = WORDS.iter().zip(counts).map(|(word, count)| format!("{count} {word}")).collect();
    Ok(format!("{} rows: {}", rows.len(), parts.join(", ")))
}

/// The four verdicts that are written.
const WORDS: [&str; 4] = ["matched", "ambiguous", "proposed", "unmatched"];

/// The region, the word and the reason that are written for a verdict.
fn told<'a>(list: &'a Gazetteer, verdict: &Verdict) -> (Option<&'a Region>, &'static str, String) {
    let sentence = |why: Why| map::why(why, Lang::En).to_owned();
    let listed = |why: Why, candidates: &[usize]| {
        let regions: Vec<String> = candidates
            .iter()
            .filter_map(|at| list.region(*at))
            .map(|region| format!("{} {}", region.code, region.title()))
            .collect();
        format!("{} Candidates: {}", sentence(why), regions.join("; "))
    };
    match verdict {
        Verdict::Matched(at) => {
            let region = list.region(*at);
            (region, "matched", region.map(Region::title).unwrap_or_default())
        }
        Verdict::Ambiguous { why, candidates } => (None, "ambiguous", listed(*why, candidates)),
        Verdict::Proposed { why, candidates } => (None, "proposed", listed(*why, candidates)),
        Verdict::Unmatched(why) => (None, "unmatched", sentence(*why)),
        Verdict::Total(why) => (None, "unmatched", format!("Set aside. {}", sentence(*why))),
        Verdict::Empty => (None, "unmatched", "The row names no region.".to_owned()),
    }
}

/// The text of a file: UTF-8, UTF-16 with its mark, or else Windows' Latin letters.
fn decode(bytes: &[u8]) -> String {
    let wide = |from: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| from([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    let text = match bytes {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    };
    text.trim_start_matches('\u{feff}').to_owned()
}

/// The records of a text. The mark between cells is the one that the first line has most of; a text
/// whose first line has none is one column, whatever its other lines hold.
fn records(text: &str) -> Vec<Vec<String>> {
    // A first line that tells its own mark (`sep=;`) is for spreadsheets, not a record.
    let text = match text.split_once('\n') {
        Some((first, rest)) if first.trim().len() <= 6 && first.starts_with("sep=") => rest,
        _ => text,
    };
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut count = [(b',', 0_usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        if let Some((_, count)) = count.iter_mut().find(|(mark, _)| !quoted && *mark == byte) {
            *count += 1;
        }
    }
    let delimiter =
        count.iter().max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0).map_or(0x1F, |(mark, _)| *mark);
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
        .into_records()
        .filter_map(Result::ok)
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

/// Words of headers; some are names of kecamatan too.
const HEADER_WORDS: [&str; 8] = ["nama", "kode", "wilayah", "daerah", "provinsi", "kabupaten", "kecamatan", "tipe"];

/// Whether the first record is a header: none of its cells names or numbers a region.
fn is_header(list: &Gazetteer, record: &[String]) -> bool {
    let says_so = record.iter().any(|cell| {
        let folded = fold(cell);
        folded.split(|c: char| !c.is_alphanumeric()).any(|word| HEADER_WORDS.contains(&word))
    });
    let names = |cell: &String| {
        let columns = [Column { header: "", cells: vec![cell.as_str()] }];
        let found = list.resolve_table(&columns, &Options::default());
        match found.verdicts.first() {
            Some(Verdict::Matched(at)) => {
                list.region(*at).is_some_and(|region| !says_so || region.kind < Kind::Kecamatan)
            }
            Some(Verdict::Ambiguous { candidates, .. }) => !says_so && !candidates.is_empty(),
            _ => false,
        }
    };
    !record.iter().any(names)
}
