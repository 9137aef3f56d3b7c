//! How much memory reading a file takes at its worst moment, from its bytes to the finished table.
//!
//! Counted is what is allocated natively, the file's own bytes among it; while a list is moved to a larger place both
//! places count. What is compressed is held against what it expands to, for it can be any number of times larger than
//! its file.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;

use jelajah::ingest::book::{Format, Limits, archive, recognise};
use jelajah::ingest::{Options, Reader, read_file};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Times its own size that a file may take.
const MOST: f64 = 8.0;

/// Bytes that a file may take beside that which is compressed, however small: it may expand to 8 MB.
const FREE: f64 = 16.0 * 1024.0 * 1024.0;

/// Bytes that the most cells take that any file may have (`Limits::cells`), all of them numbers.
const CELLS: f64 = 64.0 * 1024.0 * 1024.0;

/// Numbers by chance, the same in every run (xorshift64*).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % end
    }
}

/// A column of a Parquet file: its name, its physical and its converted type, its values one behind the other.
type Column = (&'static str, i64, Option<i64>, Vec<u8>);

fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value > 0x7F {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// A field of a structure in Thrift's compact protocol, so many numbers behind the field before.
fn int(out: &mut Vec<u8>, delta: u8, value: i64) {
    out.push(delta << 4 | 6);
    varint(out, (value << 1 ^ value >> 63).cast_unsigned());
}

fn text(out: &mut Vec<u8>, delta: u8, value: &str) {
    out.push(delta << 4 | 8);
    varint(out, value.len() as u64);
    out.extend(value.as_bytes());
}

/// How the values of a column are written.
#[derive(Clone, Copy, PartialEq)]
enum Pages {
    /// As they are.
    Plain,
    /// Compressed with gzip.
    Deflated,
    /// As a dictionary of one value and how often it is met.
    Equal,
    /// As differences of nought.
    Differences,
}

/// A page: its kind, its sizes, its own header (the field's number and what is in it), its bytes.
fn page(out: &mut Vec<u8>, kind: i64, expanded: usize, field: u8, header: &[i64], bytes: &[u8]) {
    int(out, 1, kind);
    int(out, 1, expanded as i64);
    int(out, 1, bytes.len() as i64);
    out.push((field - 3) << 4 | 0xC);
    for value in header {
        int(out, 1, *value);
    }
    out.extend([0, 0]);
    out.extend(bytes);
}

/// A file of one group with one page a column: all has to be in memory at once.
fn parquet(rows: i64, columns: &[Column], pages: Pages) -> Vec<u8> {
    let mut out = b"PAR1".to_vec();
    let mut places = Vec::new();
    for (.., values) in columns {
        let from = out.len();
        let bytes = if pages == Pages::Deflated { gzip(values) } else { values.clone() };
        let (mut place, mut run, mut encoding) = (from, Vec::new(), 0);
        if pages == Pages::Equal {
            page(&mut out, 2, bytes.len(), 7, &[1, 0], &bytes);
            (place, encoding) = (out.len(), 8);
            run.push(1);
            varint(&mut run, rows.cast_unsigned() << 1);
            run.push(0);
        }
        if pages == Pages::Differences {
            encoding = 5;
            // Blocks of one part; every number is 7.
            for number in [1 << 20, 1, rows.cast_unsigned(), 14] {
                varint(&mut run, number);
            }
            run.extend([0, 0].repeat((rows as usize >> 20) + 1));
        }
        let bytes = if run.is_empty() { &bytes } else { &run };
        let expanded = if pages == Pages::Deflated { values.len() } else { bytes.len() };
        page(&mut out, 0, expanded, 5, &[rows, encoding, 3, 3], bytes);
        places.push((from, place, out.len() - from));
    }
    let mut meta = Vec::new();
    int(&mut meta, 1, 1);
    meta.extend([0x19, (columns.len() as u8 + 1) << 4 | 0xC]);
    text(&mut meta, 4, "root");
    int(&mut meta, 1, columns.len() as i64);
    meta.push(0);
    for (name, physical, converted, _) in columns {
        int(&mut meta, 1, *physical);
        int(&mut meta, 2, 0);
        text(&mut meta, 1, name);
        if let Some(converted) = converted {
            int(&mut meta, 2, *converted);
        }
        meta.push(0);
    }
    int(&mut meta, 1, rows);
    meta.extend([0x19, 0x1C, 0x19, (columns.len() as u8) << 4 | 0xC]);
    for (from, place, length) in places {
        meta.push(0x3C);
        int(&mut meta, 4, if pages == Pages::Deflated { 2 } else { 0 });
        int(&mut meta, 1, rows);
        int(&mut meta, 1, length as i64);
        int(&mut meta, 1, length as i64);
        int(&mut meta, 2, place as i64);
        if from < place {
            int(&mut meta, 2, from as i64);
        }
        meta.extend([0, 0]);
    }
    int(&mut meta, 2, rows);
    meta.extend([0, 0]);
    out.extend(&meta);
    out.extend((meta.len() as u32).to_le_bytes());
    out.extend(b"PAR1");
    out
}

/// Ten columns of which one has a digit in each row; all separators are written.
fn sparse(rows: usize, chance: &mut Chance) -> Vec<u8> {
    let mut out = String::from("a,b,c,d,e,f,g,h,i,j\n");
    for _ in 0..rows {
        let place = chance.below(10) as usize;
        let digit = 2 + chance.below(8);
        writeln!(out, "{}{digit}{}", &",,,,,,,,,"[..place], &",,,,,,,,,"[place..]).unwrap();
    }
    out.into_bytes()
}

fn texts(rows: u64, each: impl FnMut(u64) -> String) -> Vec<u8> {
    let behind_length = |text: String| [&(text.len() as u32).to_le_bytes(), text.as_bytes()].concat();
    (0..rows).map(each).flat_map(behind_length).collect()
}

/// Prices: a running number, a day, two texts, an amount; compressed, a code of its own in every row, too.
fn mixed(rows: u64, chance: &mut Chance, pages: Pages) -> Vec<u8> {
    let mut columns = vec![
        ("id", 2, None, (0..rows).flat_map(|row| (1_000_000 + row * 7).to_le_bytes()).collect()),
        ("tanggal", 1, Some(6), (0..rows).flat_map(|row| (18_000 + row as u32 / 514).to_le_bytes()).collect()),
        ("wilayah", 6, Some(0), texts(rows, |row| format!("Kabupaten Nomor {}", row % 514))),
        ("komoditas", 6, Some(0), texts(rows, |_| format!("Beras mutu {}", chance.below(40)))),
        ("harga", 5, None, {
            let price = (0..rows).map(|row| 2_000.0 + (row * 7_919 % 6_000_000) as f64 / 100.0);
            price.flat_map(f64::to_le_bytes).collect()
        }),
    ];
    if pages == Pages::Deflated {
        columns.push((
            "kode",
            6,
            Some(0),
            texts(rows, |_| format!("{:06}{:06}", chance.below(1_000_000), chance.below(1_000_000))),
        ));
    }
    parquet(rows as i64, &columns, pages)
}

/// Columns of one equal number.
fn all_equal(rows: i64, columns: usize) -> Vec<u8> {
    parquet(rows, &vec![("a", 5, None, 0.123_f64.to_le_bytes().to_vec()); columns], Pages::Equal)
}

/// Two columns of four bytes: the narrowest rows there are.
fn narrow(rows: u64, chance: &mut Chance) -> Vec<u8> {
    let mut numbers = |end| (0..rows).flat_map(|_| (chance.below(end) as u32).to_le_bytes()).collect();
    parquet(rows as i64, &[("a", 1, None, numbers(1 << 31)), ("b", 1, None, numbers(1_000_000))], Pages::Plain)
}

/// A ZIP (PKWARE's APPNOTE 6.3) of files as they are, or deflated.
fn zip(files: &[(&str, String)], deflated: bool) -> Vec<u8> {
    let (mut out, mut table) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let data = if deflated {
            miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 1)
        } else {
            text.clone().into_bytes()
        };
        let mut header = [20_u16, 0, if deflated { 8 } else { 0 }, 0, 0x21].map(u16::to_le_bytes).concat();
        for word in [crc32fast::hash(text.as_bytes()), data.len() as u32, text.len() as u32, name.len() as u32] {
            header.extend(word.to_le_bytes());
        }
        table.extend([b"PK\x01\x02\x14\0".as_slice(), &header, &[0; 10]].concat());
        table.extend([&(out.len() as u32).to_le_bytes(), name.as_bytes()].concat());
        out.extend([b"PK\x03\x04".as_slice(), &header, name.as_bytes(), &data].concat());
    }
    let (start, size) = (out.len() as u32, table.len() as u32);
    out.extend([table.as_slice(), b"PK\x05\x06\0\0\0\0"].concat());
    out.extend([files.len() as u16; 2].map(u16::to_le_bytes).concat());
    out.extend([size, start].map(u32::to_le_bytes).concat());
    out.extend([0, 0]);
    out
}

/// A workbook as Excel writes it: places at every cell, texts that cells share.
fn xlsx(rows: u64, chance: &mut Chance, deflated: bool) -> Vec<u8> {
    let mut sheet = String::from("<worksheet><sheetData>");
    let mut shared = String::from("<sst>");
    for at in 0..514 {
        write!(shared, "<si><t>Kabupaten Nomor {at}</t></si>").unwrap();
    }
    for at in 0..rows {
        write!(shared, "<si><t>Pasar {}</t></si>", chance.below(1_000_000_000)).unwrap();
        let row = at + 1;
        write!(
            sheet,
            "<row r=\"{row}\" spans=\"1:5\"><c r=\"A{row}\"><v>{row}</v></c><c r=\"B{row}\" t=\"s\"><v>{}</v></c>\
             <c r=\"C{row}\" t=\"s\"><v>{}</v></c><c r=\"D{row}\"><v>{}</v></c><c r=\"E{row}\"><v>0.{:015}</v></c></row>",
            at % 514,
            514 + at,
            chance.below(100_000_000),
            chance.below(1 << 31) * chance.below(1 << 18),
        )
        .unwrap();
    }
    let book = "<workbook><sheets><sheet name='Data' r:id='rId1'/></sheets></workbook>";
    let relations =
        "<Relationships><Relationship Id='rId1' Type='x/worksheet' Target='worksheets/sheet1.xml'/></Relationships>";
    let files = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("xl/workbook.xml", book.to_owned()),
        ("xl/_rels/workbook.xml.rels", relations.to_owned()),
        ("xl/sharedStrings.xml", shared + "</sst>"),
        ("xl/worksheets/sheet1.xml", sheet + "</sheetData></worksheet>"),
    ];
    zip(&files, deflated)
}

/// A workbook as `LibreOffice` writes it: every number twice.
fn ods(rows: u64, chance: &mut Chance) -> Vec<u8> {
    let row = |row: u64| {
        let cell = |kind: &str, text: &str| {
            format!(
                "<table:table-cell office:value-type=\"{kind}\" calcext:value-type=\"{kind}\"{}><text:p>{text}</text:p></table:table-cell>",
                if kind == "float" { format!(" office:value=\"{text}\"") } else { String::new() }
            )
        };
        let cells = [
            cell("string", &format!("Kabupaten Nomor {}", row % 514)),
            cell("string", &format!("Pasar {}", chance.below(1_000_000_000))),
            cell("float", &chance.below(100_000_000).to_string()),
            cell("float", &format!("0.{:015}", chance.below(1 << 31) * chance.below(1 << 18))),
        ];
        format!("<table:table-row table:style-name=\"ro1\">{}</table:table-row>", cells.concat())
    };
    let rows: String = (0..rows).map(row).collect();
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name='Data'>{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let kind = "application/vnd.oasis.opendocument.spreadsheet".to_owned();
    zip(&[("mimetype", kind), ("content.xml", content)], true)
}

fn json(rows: u64, chance: &mut Chance) -> Vec<u8> {
    let record = |row: u64| {
        let (price, count) = (2_000 + chance.below(58_000), chance.below(1_000_000));
        format!(
            r#"{{"tanggal":"2024-01-{:02}","wilayah":"Kabupaten Nomor {}","harga":{price}.5,"n":{count}}}"#,
            row % 28 + 1,
            row % 514
        )
    };
    format!("[{}]", (0..rows).map(record).collect::<Vec<_>>().join(",")).into_bytes()
}

fn html(rows: u64, chance: &mut Chance) -> Vec<u8> {
    let row = |row: u64| {
        let (price, count) = (2_000 + chance.below(58_000), chance.below(1_000_000));
        format!(
            "<tr><td>2024-01-{:02}</td><td>Kabupaten Nomor {}</td><td>{price}</td><td>{count}</td></tr>",
            row % 28 + 1,
            row % 514
        )
    };
    format!("<html><table>{}</table></html>", (0..rows).map(row).collect::<String>()).into_bytes()
}

/// Reads a file; the most bytes that this took at once, the file's own among them, and the rows of its table.
fn peak(bytes: &[u8]) -> (usize, Option<usize>) {
    let before = MEMORY.current_usage() - bytes.len();
    MEMORY.reset_peak_usage();
    let inner =
        (recognise(bytes) == Format::Gzip).then(|| archive::extract(bytes, 0, &Limits::default(), &mut Vec::new()));
    let bytes = inner.as_ref().map_or(bytes, |inner| inner.as_deref().unwrap_or_default());
    let rows = read_file(bytes, Options::default()).ok().map(|opened| opened.table.rows());
    (MEMORY.peak_usage() - before, rows)
}

/// Reads an honest file, and says how many times its size that took at the worst moment.
fn check(name: &str, bytes: &[u8], rows: u64) {
    let (peak, read) = peak(bytes);
    let times = peak as f64 / bytes.len() as f64;
    eprintln!("{name}: {} KB, {times:.1} times", bytes.len() >> 10);
    assert_eq!(read.map(|rows| rows as u64), Some(rows), "{name}");
    assert!(times <= MOST, "{name}: {times:.1} times its size");
}

/// Reads delimited text of one line again and again, the shortest there is. It comes in pieces, as from a network.
fn check_text(name: &str, line: &str, rows: usize) {
    let piece = line.repeat(8_000);
    let bytes = line.len() * (rows + 1);
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let mut reader = Reader::new(Options { announced: Some(bytes as u64), ..Options::default() });
    reader.feed(line.replace(|digit: char| digit.is_ascii_digit(), "k").as_bytes()).unwrap();
    (0..rows / 8_000).for_each(|_| reader.feed(piece.as_bytes()).unwrap());
    let table = reader.finish().run().unwrap();
    let times = (MEMORY.peak_usage() - before) as f64 / bytes as f64;
    eprintln!("{name}: {} KB, {times:.1} times", bytes >> 10);
    assert_eq!(table.rows(), rows, "{name}");
    assert!(times <= MOST, "{name}: {times:.1} times its size");
}

/// Reads a file that asks for far more than it holds. `expanded` is its size without compression.
fn bomb(name: &str, bytes: &[u8], expanded: usize) {
    let (peak, rows) = peak(bytes);
    let most = expanded.max(bytes.len()) as f64 * MOST + FREE;
    eprintln!(
        "{name}: {} KB, {} KB expanded, {} KB taken, {rows:?} rows",
        bytes.len() >> 10,
        expanded >> 10,
        peak >> 10
    );
    assert!(peak as f64 <= most, "{name}: {peak} bytes");
}

/// The same for one that asks for as many cells as there may be.
fn asks_for_cells(name: &str, bytes: &[u8]) {
    let (peak, rows) = peak(bytes);
    eprintln!("{name}: {} KB, {} KB taken, {rows:?} rows", bytes.len() >> 10, peak >> 10);
    assert!(rows.is_some() && peak as f64 <= CELLS, "{name}: {peak} bytes");
}

/// A gzip file (RFC 1952).
fn gzip(text: &[u8]) -> Vec<u8> {
    let mut out = vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3];
    out.extend(miniz_oxide::deflate::compress_to_vec(text, 6));
    out.extend(crc32fast::hash(text).to_le_bytes());
    out.extend((text.len() as u32).to_le_bytes());
    out
}

/// A workbook of this sheet.
fn workbook(rows: &str) -> Vec<u8> {
    let book = "<workbook><sheets><sheet name='a' sheetId='1'/></sheets></workbook>";
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let types = ("[Content_Types].xml", "<Types/>".to_owned());
    zip(&[types, ("xl/workbook.xml", book.to_owned()), ("xl/worksheets/sheet1.xml", sheet)], true)
}

/// Files that ask for far more than they hold.
fn bombs() {
    let wide = vec!["k"; 2_000].join(",");
    let short = "x\n".repeat(1_000_000);
    bomb("short records", format!("{wide}\n{wide}\n{short}").as_bytes(), 0);
    let (names, ones) = (vec!["k"; 18].join(","), vec!["1"; 18].join(",") + "\n");
    let rows = format!("{names}\n{}{}", ones.repeat(2_000), "1,1\n".repeat(1_000_000));
    bomb("short records of numbers", rows.as_bytes(), 0);
    bomb("one long record", format!("a\n{short}{wide}\nx\n").as_bytes(), 0);
    bomb("ten million columns", "1,".repeat(10_000_000).as_bytes(), 0);
    let members: Vec<String> = (0..2_000).map(|at| format!("\"k{at}\":1")).collect();
    let empty = ",{}".repeat(1_000_000);
    bomb("objects without members", format!("[{{{}}}{empty}]", members.join(",")).as_bytes(), 0);
    bomb("depth", "[".repeat(4_000_000).as_bytes(), 0);
    let mut entities = String::new();
    for at in 1..30 {
        write!(entities, "<!ENTITY e{at} '&e{0};&e{0};&e{0};'>", at - 1).unwrap();
    }
    let text = format!("<!DOCTYPE x [{entities}]><kml><Placemark><name>&e29;</name></Placemark></kml>");
    bomb("entities", text.as_bytes(), 0);
    let corner = "<row><c r='A1'><v>1</v></c></row><row><c r='XFD1048576'><v>1</v></c></row>";
    bomb("a sheet of two corners", &workbook(corner), corner.len());
    let mut diagonal = String::new();
    for at in 1..300_000 {
        write!(diagonal, "<row><c r='BXX{}'><v>1</v></c></row>", at * 3).unwrap();
    }
    bomb("a sheet of far cells", &workbook(&diagonal), diagonal.len());
    let blanks = gzip(&vec![b' '; 200 << 20]);
    bomb("gzip of blanks", &blanks, 0);
    let (all, _) = blanks.split_at(blanks.len() - 4);
    bomb("gzip of blanks that tells another size", &[all, &[1; 4]].concat(), 0);
    bomb("gzip of blanks without its end", blanks.split_at(blanks.len() / 2).0, 0);
    bomb("gzip of many blanks", &gzip(&vec![b' '; 1 << 20]).repeat(200), 0);
    bomb("gzip of lines", &gzip("1,2\n".repeat(25 << 20).as_bytes()), 0);
    let lines = "1,22\n".repeat((8 << 20) / 5);
    bomb("gzip of lines, just allowed", &gzip(lines.as_bytes()), lines.len());
    let twice = [gzip(lines.as_bytes()), gzip(lines.as_bytes())].concat();
    bomb("gzip of lines, twice", &twice, 0);
    let equal = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(10)).repeat(50_000);
    asks_for_cells("a column of equal numbers", &all_equal(12_000_000, 1));
    asks_for_cells("columns of equal numbers", &all_equal(900_000, 12));
    let sevens = parquet(12_000_000, &[("a", 2, None, Vec::new())], Pages::Differences);
    asks_for_cells("a column of equal differences", &sevens);
    bomb("a deflated sheet", &workbook(&equal), equal.len());
    bomb("a deflated sheet of many rows", &workbook(&equal.repeat(20)), equal.len() * 20);
    bomb("a deflated sheet of blanks", &workbook(&" ".repeat(200 << 20)), 0);
}

/// Damages a file in a few places by chance, again and again; what it expands to then does not count.
fn damaged(name: &str, bytes: &[u8], chance: &mut Chance) {
    let mut worst = 0;
    for _ in 0..12 {
        let mut bytes = bytes.to_vec();
        for _ in 0..=chance.below(6) {
            let at = chance.below(bytes.len() as u64) as usize;
            bytes[at] = chance.below(256) as u8;
        }
        worst = worst.max(peak(&bytes).0);
    }
    eprintln!("{name}, damaged: {} KB, {} KB taken at most", bytes.len() >> 10, worst >> 10);
    assert!(worst as f64 <= bytes.len() as f64 * MOST + FREE, "{name}: {worst} bytes");
}

/// One test of its own file: whatever ran beside it would be counted.
#[test]
fn no_file_takes_more_than_eight_times_its_size() {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    check("Parquet, mixed", &mixed(60_000, &mut chance, Pages::Plain), 60_000);
    check("Parquet, deflated", &mixed(400_000, &mut chance, Pages::Deflated), 400_000);
    check("Parquet, two columns of four bytes", &narrow(1_000_000, &mut chance), 1_000_000);
    check("XLSX, stored", &xlsx(60_000, &mut chance, false), 60_000);
    check("XLSX, deflated", &xlsx(60_000, &mut chance, true), 60_000);
    check("ODS, deflated", &ods(40_000, &mut chance), 40_000);
    check("JSON", &json(60_000, &mut chance), 60_000);
    check("HTML", &html(60_000, &mut chance), 60_000);
    check_text("a column of digits", "1\n", 8_000_000);
    check_text("two columns of digits", "1,2\n", 4_000_000);
    check("numbers of which nine in ten are missing", &sparse(1_000_000, &mut chance), 1_000_000);
    let long = ["0.123456789"; 10].join(",") + "\n";
    let missing = format!("a,b,c,d,e,f,g,h,i,j\n{}{}", long.repeat(200), "1,,,,,,,,,\n".repeat(1_000_000));
    check("long numbers, then none", missing.as_bytes(), 1_000_200);
    bombs();
    damaged("XLSX", &xlsx(15_000, &mut chance, true), &mut chance);
    damaged("ODS", &ods(10_000, &mut chance), &mut chance);
    damaged("Parquet", &mixed(20_000, &mut chance, Pages::Deflated), &mut chance);
    damaged("JSON", &json(15_000, &mut chance), &mut chance);
    damaged("HTML", &html(15_000, &mut chance), &mut chance);
    let line = |row: u64| format!("{row},Kabupaten {},{}\n", row % 514, 2_000 + row * 7_919 % 60_000);
    let lines: String = (0..50_000).map(line).collect();
    damaged("gzip", &gzip(lines.as_bytes()), &mut chance);
    damaged("text", lines.as_bytes(), &mut chance);
}
