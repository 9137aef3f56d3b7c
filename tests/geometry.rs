//! Geographic files as they come: through the engine to outlines of regions, with their faults told.
//! The files are made here, in every format, small look-alikes of those that people have.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own files fails")]

use jelajah::base::note::NoteCode;
use jelajah::engine::protocol::{Event, How, Job, Look, OpenSource, Output, Request};
use jelajah::engine::{Books, Effect, Engine, Input, Late, Locate, Located, Other, Shaped, Whereabouts};
use jelajah::geo::Trouble;
use jelajah::ingest::book::{self, Limits, pack};
use jelajah::map::Foreign;
use jelajah::region::{Gazetteer, Level};
use jelajah::table::TableInfo;

type Ring = Vec<(f64, f64)>;

/// The five of DI Yogyakarta as squares that touch: name, BPS code, ring.
fn squares() -> Vec<(&'static str, &'static str, Ring)> {
    [
        ("Kulon Progo", "3401"),
        ("Bantul", "3402"),
        ("Gunungkidul", "3403"),
        ("Sleman", "3404"),
        ("Kota Yogyakarta", "3471"),
    ]
    .into_iter()
    .enumerate()
    .map(|(at, (name, code))| {
        let x = 110.0 + at as f64 * 0.1;
        (name, code, vec![(x, -8.0), (x + 0.1, -8.0), (x + 0.1, -7.9), (x, -7.9), (x, -8.0)])
    })
    .collect()
}

fn geojson(squares: &[(&str, &str, Ring)]) -> Vec<u8> {
    let features: Vec<String> = squares
        .iter()
        .map(|(name, code, ring)| {
            let points: Vec<String> = ring.iter().map(|(x, y)| format!("[{x},{y}]")).collect();
            let points = points.join(",");
            format!(
                r#"{{"type":"Feature","properties":{{"FID":7,"KODE":"{code}","WADMKK":"{name}"}},"geometry":{{"type":"Polygon","coordinates":[[{points}]]}}}}"#
            )
        })
        .collect();
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",")).into_bytes()
}

fn kml(squares: &[(&str, &str, Ring)]) -> Vec<u8> {
    let places: Vec<String> = squares
        .iter()
        .map(|(name, code, ring)| {
            let points: Vec<String> = ring.iter().map(|(x, y)| format!("{x},{y},0")).collect();
            let points = points.join(" ");
            format!("<Placemark><name>{name}</name><ExtendedData><Data name='kode'><value>{code}</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>{points}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>")
        })
        .collect();
    format!(
        "<?xml version='1.0'?><kml xmlns='http://www.opengis.net/kml/2.2'><Document>{}</Document></kml>",
        places.join("")
    )
    .into_bytes()
}

/// A shapefile in a ZIP; `prj` is left out when empty.
fn shapefile(squares: &[(&str, &str, Ring)], prj: &str) -> Vec<u8> {
    let mut shp = vec![0_u8; 100];
    shp[..4].copy_from_slice(&9994_i32.to_be_bytes());
    shp[28..32].copy_from_slice(&1000_i32.to_le_bytes());
    shp[32..36].copy_from_slice(&5_i32.to_le_bytes());
    for (at, (_, _, ring)) in squares.iter().enumerate() {
        let mut body = 5_i32.to_le_bytes().to_vec();
        body.extend([0; 32]);
        body.extend(1_i32.to_le_bytes());
        body.extend((ring.len() as i32).to_le_bytes());
        body.extend(0_i32.to_le_bytes());
        // Outer rings run with the clock here.
        for (x, y) in ring.iter().rev() {
            body.extend(x.to_le_bytes());
            body.extend(y.to_le_bytes());
        }
        shp.extend((at as i32 + 1).to_be_bytes());
        shp.extend((body.len() as i32 / 2).to_be_bytes());
        shp.extend(body);
    }
    let words = shp.len() as i32 / 2;
    shp[24..28].copy_from_slice(&words.to_be_bytes());
    let mut dbf = vec![3, 126, 1, 1];
    dbf.extend((squares.len() as u32).to_le_bytes());
    dbf.extend((32_u16 + 2 * 32 + 1).to_le_bytes());
    dbf.extend((1_u16 + 20 + 4).to_le_bytes());
    dbf.extend([0; 20]);
    for (name, length) in [("NAMA", 20_u8), ("KODE", 4)] {
        let mut field = [0_u8; 32];
        field[..name.len()].copy_from_slice(name.as_bytes());
        field[11] = b'C';
        field[16] = length;
        dbf.extend(field);
    }
    dbf.push(13);
    for (name, code, _) in squares {
        dbf.extend(format!(" {name:<20}{code:<4}").into_bytes());
    }
    dbf.push(26);
    let mut files = vec![("batas.shp", shp), ("batas.dbf", dbf)];
    if !prj.is_empty() {
        files.push(("batas.prj", prj.as_bytes().to_vec()));
    }
    zip(&files)
}

fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut packed = Vec::new();
    for (name, bytes) in files {
        let entry = pack::Packed { name: (*name).to_owned(), size: bytes.len() as u32, crc: crc32fast::hash(bytes) };
        out.extend(entry.header());
        out.extend(bytes);
        packed.push(entry);
    }
    out.extend(pack::contents(&packed));
    out
}

#[derive(Default)]
struct Bench {
    engine: Engine,
    events: Vec<Event>,
}

impl Bench {
    fn ask(&mut self, id: u32, job: Job, file: &[u8]) -> Result<Output, String> {
        self.events.clear();
        self.engine.start(Request { id, job }, 0.0);
        loop {
            while self.engine.has_work() {
                self.engine.step(100_000, 0.0);
            }
            let mut fed = false;
            for effect in self.engine.take_effects() {
                match effect {
                    Effect::Post(event) => self.events.push(event),
                    Effect::ReadFile { .. } => {
                        self.engine.feed(
                            id,
                            Input::Head {
                                status: 200,
                                length: Some(file.len() as u64),
                                content_type: None,
                                retry_after: None,
                            },
                            0.0,
                        );
                        self.engine.feed(id, Input::Chunk(file), 0.0);
                        self.engine.feed(id, Input::End, 0.0);
                        fed = true;
                    }
                    Effect::Need(_) => {
                        self.engine.provide_late(Late::here(), 0.0);
                        self.engine.provide_books(Books::here());
                        fed = true;
                    }
                    _ => {}
                }
            }
            if !fed && !self.engine.has_work() {
                break;
            }
        }
        self.events
            .iter()
            .find_map(|event| match event {
                Event::Done { id: own, output, .. } if *own == id => Some(Ok(output.clone())),
                Event::Failed { id: own, problem, .. } if *own == id => Some(Err(format!("{problem:?}"))),
                _ => None,
            })
            .unwrap_or_else(|| Err(format!("{:?}", self.events.last())))
    }

    fn open(&mut self, name: &str, file: &[u8]) -> TableInfo {
        let job = Job::Open { source: OpenSource::File { name: name.to_owned() }, how: How::default() };
        match self.ask(1, job, file).unwrap() {
            Output::Table(info) => info,
            other => panic!("{other:?}"),
        }
    }

    fn shapes(&mut self, info: &TableInfo, grid: Option<u32>) -> Shaped {
        match self
            .ask(2 + grid.unwrap_or(0), Look::Shapes { table: info.table, grid, bare: false }.into(), &[])
            .unwrap()
        {
            Output::Told(told) => told.read().unwrap(),
            other => panic!("{other:?}"),
        }
    }
}

fn list() -> Gazetteer {
    Gazetteer::parse(include_bytes!("../assets/regions/kabkota.txt")).unwrap()
}

fn shaped(name: &str, file: &[u8]) -> Shaped {
    let mut bench = Bench::default();
    let info = bench.open(name, file);
    assert!(info.shapes, "{name}");
    bench.shapes(&info, None)
}

#[test]
fn every_format_becomes_outlines_of_regions() {
    let list = list();
    let squares = squares();
    let topojson = shaped("a.geojson", &geojson(&squares)).outlines.into_bytes();
    let degrees = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\"]]";
    for (name, file, key) in [
        ("batas.geojson", geojson(&squares), "WADMKK"),
        ("batas.kml", kml(&squares), "name"),
        ("batas.zip", shapefile(&squares, degrees), "NAMA"),
        ("batas.topojson", topojson, "WADMKK"),
    ] {
        let shaped = shaped(name, &file);
        assert_eq!((shaped.counts, shaped.troubles, shaped.projected), ([5, 0, 0], Vec::new(), None), "{name}");
        let foreign = Foreign::read(shaped.outlines.as_bytes(), &list, Level::Kabkota).unwrap();
        // Names and codes both tell all five; what tells none comes last.
        assert!(foreign.columns[0].1 == 5 && foreign.columns[1].1 == 5, "{name}: {:?}", foreign.columns);
        assert!(foreign.columns.iter().any(|(column, _)| column == key), "{name}: {:?}", foreign.columns);
        let (found, report) = foreign.outlines(key, "Batas: uji", &list, Level::Kabkota).unwrap();
        assert_eq!((found.regions(), report.regions()), (5, 5), "{name}");
        assert!(foreign.outlines("tidak ada", "", &list, Level::Kabkota).is_err());
    }
}

#[test]
fn bad_geometry_is_told_and_still_drawn() {
    let list = list();
    let change = |change: &dyn Fn(&mut Ring)| {
        let mut squares = squares();
        change(&mut squares[1].2);
        geojson(&squares)
    };
    let all = |change: &dyn Fn(f64, f64) -> (f64, f64)| -> Vec<(&str, &str, Ring)> {
        let turn = |ring: Ring| ring.into_iter().map(|(x, y)| change(x, y)).collect();
        squares().into_iter().map(|(name, code, ring)| (name, code, turn(ring))).collect()
    };
    let mut mercator = geojson(&all(&|x, y| {
        let north = libm::log(libm::tan(std::f64::consts::FRAC_PI_4 + y.to_radians() / 2.0));
        (x.to_radians() * 6_378_137.0, north * 6_378_137.0)
    }));
    mercator.push(b'\n');
    for (what, file, troubles, regions) in [
        ("open ring", change(&|ring| ring.truncate(4)), vec![(Trouble::OpenRing, 1)], 5),
        ("wrong winding", change(&|ring| ring.reverse()), vec![(Trouble::Winding, 1)], 5),
        // A bow tie has no direction that is wrong.
        ("self-crossing", change(&|ring| ring.swap(2, 3)), vec![(Trouble::Crossing, 1)], 5),
        ("a line for a ring", change(&|ring| ring.truncate(2)), vec![(Trouble::OpenRing, 1), (Trouble::Flat, 1)], 5),
        ("swapped", geojson(&all(&|x, y| (y, x))), vec![(Trouble::Swapped, 25), (Trouble::Winding, 0)], 5),
        ("web mercator", mercator, vec![(Trouble::WebMercator, 25)], 5),
    ] {
        let shaped = shaped("batas.geojson", &file);
        let told: Vec<(Trouble, u64)> = troubles.into_iter().filter(|(_, count)| *count > 0).collect();
        let got: Vec<(Trouble, u64)> = shaped
            .troubles
            .into_iter()
            .filter(|(trouble, _)| what != "swapped" || *trouble != Trouble::Winding)
            .collect();
        assert_eq!(got, told, "{what}");
        let foreign = Foreign::read(shaped.outlines.as_bytes(), &list, Level::Kabkota).unwrap();
        let (found, _) = foreign.outlines("KODE", "", &list, Level::Kabkota).unwrap();
        assert_eq!(found.regions(), regions, "{what}");
    }
}

#[test]
fn a_projection_without_a_name_is_asked_and_then_undone() {
    // Metres of UTM 49 south around Yogyakarta.
    let turn = |ring: Ring| {
        ring.into_iter()
            .map(|(x, y)| (389_000.0 + (x - 110.0) * 110_000.0, 9_115_000.0 + (y + 8.0) * 110_000.0))
            .collect()
    };
    let squares: Vec<(&str, &str, Ring)> =
        squares().into_iter().map(|(name, code, ring)| (name, code, turn(ring))).collect();
    let mut bench = Bench::default();
    let info = bench.open("batas.zip", &shapefile(&squares, ""));
    let shaped = bench.shapes(&info, None);
    assert_eq!((shaped.projected.as_deref(), shaped.outlines.as_str()), (Some(""), ""));
    assert_eq!(shaped.troubles, [(Trouble::Projected, 25)]);
    let shaped = bench.shapes(&info, Some(32_749));
    assert_eq!((shaped.projected, shaped.troubles), (None, Vec::new()));
    let foreign = Foreign::read(shaped.outlines.as_bytes(), &list(), Level::Kabkota).unwrap();
    assert_eq!(foreign.outlines("NAMA", "", &list(), Level::Kabkota).unwrap().0.regions(), 5);
    // With a word for a projection that nobody undoes here, its name is told.
    let named = shapefile(&squares, "PROJCS[\"Polyconic_X\",PROJECTION[\"Polyconic\"]]");
    let mut bench = Bench::default();
    let info = bench.open("batas.zip", &named);
    assert_eq!(bench.shapes(&info, None).projected.as_deref(), Some("Polyconic_X"));
}

#[test]
fn a_file_of_too_many_points_is_cut_and_says_so() {
    let ring = |at: usize| -> Ring {
        (0..=1_000)
            .map(|step| {
                let turn = std::f64::consts::TAU * f64::from(step) / 1_000.0;
                (110.0 + at as f64 * 0.1 + 0.04 * libm::cos(turn), -8.0 + 0.04 * libm::sin(turn))
            })
            .collect()
    };
    let many: Vec<(&str, &str, Ring)> =
        squares().into_iter().enumerate().map(|(at, (name, code, _))| (name, code, ring(at))).collect();
    let limits = Limits { points: 2_500, ..Limits::default() };
    let book = book::open(&geojson(&many), &limits).unwrap();
    assert_eq!((book.sheets[0].rows.len(), book.sheets[0].shapes.as_ref().unwrap().points()), (5, 2_500));
    assert!(book.notes.iter().any(|note| note.code == NoteCode::Truncated), "{:?}", book.notes);
}

/// Columns of a table with a place for every row.
fn located(
    name: &str,
    file: &[u8],
    places: Whereabouts,
    grid: Option<u32>,
    areas: &str,
) -> (Located, Vec<Vec<String>>) {
    let mut bench = Bench::default();
    let info = bench.open(name, file);
    let measures = places == Whereabouts::Shape;
    let wish = Locate { table: info.table, places, grid, measures, areas: areas.to_owned(), nearest: None };
    let Output::Told(told) = bench.ask(5, Look::Locate(wish).into(), &[]).unwrap() else { panic!() };
    let located: Located = told.read().unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(located.csv.as_bytes());
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    (located, rows)
}

#[test]
fn shapes_are_measured_as_columns() {
    let (located, rows) = located("batas.geojson", &geojson(&squares()), Whereabouts::Shape, None, "");
    assert_eq!(rows[0], ["FID", "KODE", "WADMKK", "luas_km2", "bujur", "lintang"]);
    // A tenth of a degree by a tenth at 8 degrees south: 11.0 by 11.06 km.
    let area: f64 = rows[1][3].parse().unwrap();
    assert!((area - 121.96).abs() < 0.1, "{area}");
    assert_eq!(
        (rows[1][2].as_str(), rows[1][4].as_str(), rows[1][5].as_str()),
        ("Kulon Progo", "110.050000", "-7.950000")
    );
    assert_eq!((located.placed, located.unread), (5, 0));
    let plain = Bench::default().open("a.csv", b"a,b\n1,2\n");
    assert!(!plain.shapes);
}

#[test]
fn points_are_told_the_region_they_lie_in() {
    let outlines = shaped("a.geojson", &geojson(&squares())).outlines;
    let columns = |x: &str, y: &str| Whereabouts::Columns(x.to_owned(), y.to_owned());
    let check = |file: &str, places: Whereabouts, grid: Option<u32>, expected: &[(&str, &str)], swapped: bool| {
        let (located, rows) = located("titik.csv", file.as_bytes(), places, grid, &outlines);
        let at = |name: &str| rows[0].iter().position(|column| column == name).unwrap();
        let (name, how) = (at("WADMKK_lokasi"), at("letak"));
        let got: Vec<(&str, &str)> = rows[1..].iter().map(|row| (row[name].as_str(), row[how].as_str())).collect();
        assert_eq!(got, expected, "{file}");
        assert_eq!(located.swapped, swapped, "{file}");
        let count = |what: &str| expected.iter().filter(|(_, how)| *how == what).count() as u64;
        assert_eq!(
            (located.inside, located.outside, located.unread),
            (count("di dalam"), count("terdekat"), count(""))
        );
    };
    let three = [("Bantul", "di dalam"), ("Kota Yogyakarta", "terdekat"), ("", "")];
    check("nama,lon,lat\na,110.15,-7.95\nb,110.6,-7.95\nc,,\n", columns("lon", "lat"), None, &three, false);
    // Exchanged in every row; degrees, minutes and seconds; both in one cell.
    check("nama,lon,lat\na,-7.95,110.15\nb,-7.95,110.6\nc,,\n", columns("lon", "lat"), None, &three, true);
    check(
        "nama;bujur;lintang\na;110°9'0\" BT;7°57'0\" LS\nb;110°36'0\" BT;7°57'0\" LS\nc;tidak ada;-\n",
        columns("bujur", "lintang"),
        None,
        &three,
        false,
    );
    check(
        "nama;koordinat\na;-7.95, 110.15\nb;-7.95, 110.6\nc;-\n",
        Whereabouts::Pair("koordinat".to_owned()),
        None,
        &three,
        false,
    );
    // UTM 49 south: Bantul's square begins 1 degree west of the central meridian.
    check("nama,x,y\na,406309,9121117\nb,455900,9121300\nc,,\n", columns("x", "y"), Some(32_749), &three, false);
}

#[test]
fn points_are_told_the_nearest_place_of_another_table() {
    let columns = |x: &str, y: &str| Whereabouts::Columns(x.to_owned(), y.to_owned());
    let mut bench = Bench::default();
    let posts =
        "puskesmas;lintang;bujur\nSelatan;-8;110\nUtara;-7;110\nTanpa letak;;\nTimur;7°30'0\" LS;111°0'0\" BT\n";
    let (own, other) = (
        bench.open("desa.csv", b"desa,x,y\na,110.0,-7.9\nb,110.9,-7.5\nc,,\nd,110.1,-7.1\n"),
        bench.open("puskesmas.csv", posts.as_bytes()),
    );
    let mut ask = |label: &str, others: Whereabouts| {
        let nearest = Other { table: other.table, places: others, grid: None, label: label.to_owned() };
        let wish = Locate {
            table: own.table,
            places: columns("x", "y"),
            grid: None,
            measures: false,
            areas: String::new(),
            nearest: Some(nearest),
        };
        bench.ask(5, Look::Locate(wish).into(), &[])
    };
    let Output::Told(told) = ask("puskesmas", columns("bujur", "lintang")).unwrap() else { panic!() };
    let located: Located = told.read().unwrap();
    let mut lines = located.csv.lines();
    assert_eq!(lines.next(), Some("desa,x,y,bujur,lintang,puskesmas_terdekat,jarak_terdekat_km"));
    let expected = [("a", "Selatan", 11.060), ("b", "Timur", 11.037), ("c", "", 0.0), ("d", "Utara", 15.632)];
    for (line, (own, near, km)) in lines.zip(expected) {
        let cells: Vec<&str> = line.split(',').collect();
        let far: f64 = cells[6].parse().unwrap_or_default();
        assert!(cells[0] == own && cells[5] == near && (far - km).abs() < 0.001, "{line}");
        // Three digits behind the point could be thousands.
        assert!(near.is_empty() || cells[6].rsplit('.').next().is_some_and(|digits| digits.len() == 4), "{line}");
    }
    assert_eq!((located.placed, located.unread, located.others), (3, 1, (3, 1)));
    assert!(ask("tidak ada", columns("bujur", "lintang")).is_err(), "no such column");
    assert!(ask("puskesmas", Whereabouts::Shape).is_err(), "it has no shapes");
}
