//! Damaged files of every format: whatever the bytes, an answer within limits and no panic.
//!
//! Seeds are written here or by the formats' own tests; damage is random with a fixed seed, so that
//! every run is the same. Files in archives are damaged before they are packed as well as after.

use super::archive::tests::{gzip, zip};
use super::parquet::tests::file;
use super::places::tests::{GPX, KML};
use super::spreadsheetml::tests::BOOK;
use super::{Book, Limits, archive, dbf, ods, open, shapefile, xls, xlsb, xlsx};
use crate::base::note::Problem;

/// Small, so that a bomb is met early.
const LIMITS: Limits = Limits {
    bytes: 1 << 20,
    expanded: 4 << 20,
    ratio: 1_000,
    cells: 60_000,
    columns: 300,
    sheets: 20,
    depth: 48,
    points: 50_000,
};

/// Parquet of other programs, by what its pages are compressed with (`tests/parquet/make.py`).
const PARQUET: [(&str, &[u8]); 5] = [
    ("zstandard", include_bytes!("../../../tests/parquet/polars.parquet")),
    ("brotli", include_bytes!("../../../tests/parquet/arrow-brotli.parquet")),
    ("lz4", include_bytes!("../../../tests/parquet/fastparquet.parquet")),
    ("differences", include_bytes!("../../../tests/parquet/duckdb.parquet")),
    ("shapes", include_bytes!("../../../tests/parquet/geo.parquet")),
];

/// Numbers by chance, the same in every run (xorshift64*).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % end.max(1)
    }

    /// Damages bytes in one to four places.
    fn damage(&mut self, bytes: &[u8]) -> Vec<u8> {
        const WORDS: [&[u8]; 14] = [
            b"\xFF\xFF\xFF\xFF",
            b"\0\0\0\0",
            b"999999999",
            b"-1",
            b"<",
            b">",
            b"\"",
            b"{",
            b"[",
            b"]",
            b"}",
            b"\\u",
            b"&#x",
            b"\x7F\xFF\xFF\xFF",
        ];
        let mut out = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(out.len() + 1);
            let end = (at + self.below(24)).min(out.len());
            match self.below(8) {
                0 => out.truncate(at),
                1 => drop(out.drain(at..end)),
                2 => {
                    let copy = out[at..end].to_vec();
                    out.splice(at..at, copy.repeat(1 + self.0 as usize % 40));
                }
                3 => {
                    let word = WORDS[self.below(WORDS.len())];
                    out.splice(at..at, word.iter().copied());
                }
                4 => {
                    let word = WORDS[self.below(WORDS.len())];
                    for (place, byte) in out[at..].iter_mut().zip(word) {
                        *place = *byte;
                    }
                }
                5 => {
                    let byte = self.below(256) as u8;
                    out.insert(at, byte);
                }
                _ => {
                    if let Some(place) = out.get_mut(at) {
                        *place ^= 1 << (self.0 % 8);
                    }
                }
            }
        }
        out
    }
}

/// What any answer must keep to.
fn check(answer: &Result<Book, Problem>) {
    let Ok(book) = answer else { return };
    let mut cells = 0;
    for sheet in &book.sheets {
        cells += sheet.rows.iter().map(|row| row.count() + 1).sum::<usize>();
        assert!(sheet.width() <= LIMITS.columns as usize);
        if let Some(shapes) = &sheet.shapes {
            assert_eq!(shapes.len(), sheet.rows.len());
            (0..shapes.len()).for_each(|at| {
                shapes.centroid(at);
            });
        }
    }
    // A row costs one more where its shape has no record.
    assert!(cells <= LIMITS.cells as usize * 3, "{cells} cells");
}

fn torture(seed: &[u8], rounds: usize, name: &str) {
    assert!(open(seed, &LIMITS).is_ok(), "the seed {name} itself is not read");
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15 ^ seed.len() as u64);
    for _ in 0..rounds {
        let damaged = chance.damage(seed);
        check(&open(&damaged, &LIMITS));
        for entry in archive::list(&damaged, &LIMITS).iter().take(3) {
            drop(archive::extract(&damaged, entry.index, &LIMITS, &mut Vec::new()));
        }
    }
}

/// Damages the parts of an archive one by one, and packs them again.
fn torture_parts(parts: &[(String, Vec<u8>)], rounds: usize) {
    let mut chance = Chance(0xD1B5_4A32_D192_ED03);
    for round in 0..rounds * parts.len() {
        let damaged: Vec<(&str, Vec<u8>)> = parts
            .iter()
            .enumerate()
            .map(|(at, (name, bytes))| {
                (name.as_str(), if at == round % parts.len() { chance.damage(bytes) } else { bytes.clone() })
            })
            .collect();
        let files: Vec<(&str, &[u8])> = damaged.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        check(&open(&zip(&files), &LIMITS));
    }
}

/// The parts of an archive, unpacked.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    archive::list(bytes, &LIMITS)
        .into_iter()
        .map(|entry| (entry.name.clone(), archive::extract(bytes, entry.index, &LIMITS, &mut Vec::new()).unwrap()))
        .collect()
}

#[test]
fn damaged_texts_are_answered() {
    let json = r#"{"success":true,"result":{"fields":[{"id":"a","type":"int"}],"records":[{"a":1,"b":{"c":[1,"x\u00e9"]}},{"a":2}]}}"#;
    let lines = "{\"a\":1}\n{\"a\":2,\"b\":\"x\"}\n";
    let geojson = r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":1,"properties":{"n":"A"},"geometry":
        {"type":"GeometryCollection","geometries":[{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,0]]]},{"type":"Point","coordinates":[1,2]}]}}]}"#;
    let esri = r#"{"spatialReference":{"wkid":32748},"features":[{"attributes":{"a":1},"geometry":{"rings":[[[5e5,9e6],[6e5,9e6],[5e5,8e6]]]}}]}"#;
    let topojson = r#"{"type":"Topology","transform":{"scale":[1,1],"translate":[0,0]},"arcs":[[[0,0],[1,1]],[[1,1],[2,3]]],
        "objects":{"a":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[0,-2]],"properties":{"n":1}}]}}}"#;
    let html = "<html><table id=a><caption>x</caption><tr><th rowspan=2>a<th colspan=3>b&nbsp;<tr><td x:num='1'>1<td>2<br>3</table></html>";
    for (name, seed) in [
        ("json", json),
        ("lines", lines),
        ("geojson", geojson),
        ("esri", esri),
        ("topojson", topojson),
        ("html", html),
        ("kml", KML),
        ("gpx", GPX),
        ("xml spreadsheet", BOOK),
        ("xml", "<?xml version='1.0'?><d><r a='1'><b>x</b><c><e f='2'>y</e></c></r><r a='2'><b>z</b></r></d>"),
    ] {
        torture(seed.as_bytes(), 600, name);
    }
}

#[test]
fn damaged_workbooks_are_answered() {
    torture(&xlsx::tests::workbook(), 200, "xlsx");
    torture_parts(&parts(&xlsx::tests::workbook()), 200);
    torture(&xlsb::tests::workbook(), 200, "xlsb");
    torture_parts(&parts(&xlsb::tests::workbook()), 200);
    torture(&ods::tests::workbook(ods::tests::ROWS), 200, "ods");
    torture_parts(&parts(&ods::tests::workbook(ods::tests::ROWS)), 200);
    torture(&xls::tests::workbook(), 800, "xls");
}

#[test]
fn damaged_shapes_and_archives_are_answered() {
    let shapes = zip(&[
        ("a.shp", &shapefile::tests::shapes()),
        ("a.dbf", &dbf::tests::table()),
        ("a.prj", b"PROJCS[\"X\",GEOGCS[\"G\",SPHEROID[\"S\",6378137,298]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"Central_Meridian\",105]]"),
    ]);
    torture(&shapes, 200, "shapefile");
    torture_parts(&parts(&shapes), 200);
    torture(&shapefile::tests::shapes(), 400, "shp");
    torture(&file(), 1_000, "parquet");
    for (name, bytes) in PARQUET {
        torture(bytes, 150, name);
    }
    torture(&dbf::tests::table(), 400, "dbf");
    torture(&zip(&[("a.csv", b"a,b\n1,2\n"), ("b.json", b"[{}]")]), 400, "zip");
    torture(&zip(&[("doc.kml", KML.as_bytes())]), 200, "kmz");
    torture(&gzip(b"a,b\n1,2\n"), 400, "gzip");
}

#[test]
fn bombs_are_bounded() {
    let sheet = |cells: &str| {
        zip(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("xl/workbook.xml", b"<workbook><sheets><sheet name='a' sheetId='1'/></sheets></workbook>"),
            ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{cells}</sheetData></worksheet>").as_bytes()),
        ])
    };
    // A sheet that claims a billion cells by two of them.
    let two = "<row><c r='A1'><v>1</v></c></row><row><c r='XFD1048576'><v>1</v></c></row>";
    let book = open(&sheet(two), &Limits::default()).unwrap();
    assert_eq!((book.sheets[0].rows.len(), book.notes.len()), (1, 1));
    // Rows far apart, each with a cell far to the right.
    let far: String = (1..3_000).fold(String::new(), |text, at| text + &format!("<c r='BXX{}'><v>1</v></c>", at * 300));
    let limits = Limits { cells: 1_400_000, ..Limits::default() };
    let book = open(&sheet(&far), &limits).unwrap();
    let cells = book.sheets[0].rows.iter().map(|row| row.count() + 1).sum::<usize>();
    assert!((1_390_000..=1_400_000).contains(&cells) && book.notes.len() == 1, "{cells} cells");
    // Entities that would expand to gigabytes are not expanded at all.
    let entities = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><kml><Placemark><name>&b;</name></Placemark></kml>";
    let book = open(entities.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(book.sheets[0].cell(0, 0).raw(), "&b;");
    // Depth.
    for (open_text, close) in [("[", "]"), ("{\"a\":", "}"), ("<table><tr><td>", "")] {
        let text = format!("{}1{}", open_text.repeat(20_000), close.repeat(20_000));
        check(&open(text.as_bytes(), &LIMITS));
    }
    // A record of ten million columns.
    let wide: String = (0..60_000).fold(String::new(), |text, at| text + &format!("\"{at}\":1,"));
    let answer = open(format!("[{{{wide}\"z\":1}}]").as_bytes(), &Limits::default()).unwrap();
    assert_eq!(answer.sheets[0].width(), 2_000);
    assert!(!answer.notes.is_empty());
}
