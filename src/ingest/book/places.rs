//! KML (OGC 07-147r2) and GPX 1.1: places and ways with what is said of them.

use super::archive::Archive;
use super::grid::Cell;
use super::markup::{Tag, Token, Walk, unescape};
use super::records::Builder;
use super::sheet::{Budget, Sheet};
use super::text;
use crate::base::note::{Problem, ProblemCode};
use crate::geo::{Features, PartKind};

/// Reads the placemarks of a KML text.
pub(super) fn kml(text: &str, budget: &mut Budget) -> Vec<Sheet> {
    let mut table = Builder::default();
    let mut shapes = Features::default();
    let mut walk = Walk::new(text);
    let mut name = String::new();
    while let Some(token) = walk.next() {
        let Token::Open(tag) = token else { continue };
        match tag.name {
            "Placemark" => {
                if !budget.take_row() {
                    break;
                }
                table.begin();
                if !tag.closed {
                    placemark(&mut walk, &mut table, &mut shapes, budget);
                }
                shapes.end_shape();
            }
            "name" if name.is_empty() && shapes.is_empty() => {
                walk.text_of(&tag).trim().clone_into(&mut name);
            }
            _ => {}
        }
    }
    sheet(name, table, shapes).into_iter().collect()
}

/// Reads the KML texts inside a ZIP.
pub(super) fn kmz(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Sheet>, Problem> {
    let archive = Archive::new(bytes);
    let names: Vec<String> = archive
        .names()
        .filter(|name| name.to_ascii_lowercase().ends_with(".kml") && !name.starts_with("__MACOSX/"))
        .map(str::to_owned)
        .collect();
    let mut sheets = Vec::new();
    for name in names.into_iter().take(budget.limits.sheets as usize) {
        let bytes = archive.read_named(&name, budget)?.unwrap_or_default();
        let text = text::decode(&bytes, budget);
        sheets.extend(kml(&text, budget));
    }
    if sheets.is_empty() { Err(Problem::new(ProblemCode::NoRows)) } else { Ok(sheets) }
}

fn sheet(name: String, table: Builder, mut shapes: Features) -> Option<Sheet> {
    shapes.set_reference("");
    let sheet =
        Sheet { name, rows: table.rows, columns: Some(table.columns), shapes: Some(shapes), ..Sheet::default() };
    (!sheet.rows.is_empty()).then_some(sheet)
}

/// What a placemark says and where it is, up to its end.
fn placemark(walk: &mut Walk<'_>, table: &mut Builder, shapes: &mut Features, budget: &mut Budget) {
    let mut kind = PartKind::Points;
    let mut data = String::new();
    while let Some(token) = walk.next() {
        let tag = match token {
            Token::Open(tag) => tag,
            Token::Close("Placemark") => return,
            _ => continue,
        };
        match tag.name {
            "Point" => kind = PartKind::Points,
            "LineString" => kind = PartKind::Line,
            "LinearRing" => kind = PartKind::Ring,
            "coordinates" => {
                for point in walk.text_of(&tag).split_whitespace() {
                    add_point(point, shapes, budget);
                }
                shapes.end_part(kind);
            }
            "Data" => data = tag.get("name").unwrap_or_default().into_owned(),
            "SimpleData" => {
                let name = tag.get("name").unwrap_or_default().into_owned();
                put(walk, &tag, &name, table, budget);
            }
            "value" if !data.is_empty() => put(walk, &tag, &data, table, budget),
            "name" | "description" | "address" | "phoneNumber" | "when" | "begin" | "end" => {
                put(walk, &tag, tag.name, table, budget);
            }
            // How it looks says nothing.
            "Style" | "StyleMap" | "LookAt" | "Camera" | "Region" => walk.leave(&tag),
            _ => {}
        }
    }
}

fn put(walk: &mut Walk<'_>, tag: &Tag<'_>, name: &str, table: &mut Builder, budget: &mut Budget) {
    let value = walk.text_of(tag);
    if !name.is_empty() {
        table.put(name, Cell::text(value.trim()), budget);
    }
}

/// `longitude,latitude[,height]`.
fn add_point(text: &str, shapes: &mut Features, budget: &mut Budget) {
    let mut numbers = text.split(',').map_while(|part| part.parse::<f64>().ok().filter(|number| number.is_finite()));
    if let (Some(x), Some(y)) = (numbers.next(), numbers.next())
        && budget.take_point()
    {
        shapes.push_point(x, y);
    }
}

/// Reads the waypoints, routes and tracks of a GPX text, a sheet each.
pub(super) fn gpx(text: &str, budget: &mut Budget) -> Vec<Sheet> {
    let mut kinds = ["wpt", "rte", "trk"].map(|name| (name, Builder::default(), Features::default()));
    let mut walk = Walk::new(text);
    while let Some(token) = walk.next() {
        let Token::Open(tag) = token else { continue };
        let Some((_, table, shapes)) = kinds.iter_mut().find(|(name, ..)| *name == tag.name) else { continue };
        if !budget.take_row() {
            break;
        }
        table.begin();
        if tag.name == "wpt" {
            for (name, column) in [("lat", "lat"), ("lon", "lon")] {
                let number = tag.raw(name).and_then(|value| value.trim().parse::<f64>().ok());
                table.put(column, number.filter(|n| n.is_finite()).map_or(Cell::Empty, Cell::Number), budget);
            }
            gpx_point(&tag, shapes, budget);
            shapes.end_part(PartKind::Points);
        }
        if !tag.closed {
            way(&mut walk, &tag, table, shapes, budget);
        }
        shapes.end_shape();
    }
    kinds.into_iter().filter_map(|(name, table, shapes)| sheet(name.to_owned(), table, shapes)).collect()
}

/// What is said of a waypoint, route or track, and its points, up to its end.
fn way(walk: &mut Walk<'_>, own: &Tag<'_>, table: &mut Builder, shapes: &mut Features, budget: &mut Budget) {
    let mut in_point = false;
    let mut open: Option<(String, String)> = None;
    for token in walk.by_ref() {
        match token {
            Token::Open(tag) if matches!(tag.name, "trkpt" | "rtept") => {
                gpx_point(&tag, shapes, budget);
                in_point = !tag.closed;
                open = None;
            }
            Token::Close("trkpt" | "rtept") => in_point = false,
            Token::Close("trkseg") => shapes.end_part(PartKind::Line),
            Token::Close(name) if name == own.name => break,
            // What is said of a single point of a way stays with it.
            Token::Open(tag) if !in_point && !tag.closed && tag.name != "trkseg" => {
                open = Some((tag.name.to_owned(), String::new()));
            }
            Token::Text(raw) => {
                if let Some((_, value)) = &mut open {
                    value.push_str(&unescape(raw));
                }
            }
            Token::Plain(raw) => {
                if let Some((_, value)) = &mut open {
                    value.push_str(raw);
                }
            }
            Token::Close(_) => {
                if let Some((name, value)) = open.take() {
                    table.put(&name, Cell::text(value.trim()), budget);
                }
            }
            Token::Open(_) => {}
        }
    }
    shapes.end_part(PartKind::Line);
}

fn gpx_point(tag: &Tag<'_>, shapes: &mut Features, budget: &mut Budget) {
    let number =
        |name: &str| tag.raw(name).and_then(|value| value.trim().parse::<f64>().ok()).filter(|n| n.is_finite());
    if let (Some(x), Some(y)) = (number("lon"), number("lat"))
        && budget.take_point()
    {
        shapes.push_point(x, y);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use crate::geo::ShapeKind;
    use crate::ingest::book::archive::tests::zip;
    use crate::ingest::book::{Book, Format, Limits, open};

    pub(in crate::ingest::book) const KML: &str = "<?xml version='1.0'?><kml xmlns='http://www.opengis.net/kml/2.2'><Document><name>Pasar</name>
      <Placemark><name>Pasar A &amp; B</name><description><![CDATA[<b>x</b>]]></description><Style><x><name>no</name></x></Style>
        <ExtendedData><Data name='kode'><value>11.01</value></Data><SchemaData><SimpleData name='n'>5</SimpleData></SchemaData></ExtendedData>
        <Point><coordinates> 107.1,-6.5,0 </coordinates></Point></Placemark>
      <Placemark><MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 2,0 2,2 0,2 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark>
      <Placemark/></Document></kml>";

    pub(in crate::ingest::book) const GPX: &str = "<?xml version='1.0'?><gpx version='1.1'><metadata><name>x</name></metadata><wpt lat='-6.2' lon='106.8'><ele>7</ele><name>Monas</name></wpt>
      <trk><name>Jalur</name><trkseg><trkpt lat='0' lon='1'><ele>3</ele></trkpt><trkpt lat='1' lon='1'/></trkseg></trk></gpx>";

    fn said(book: &Book) -> Vec<String> {
        let sheets = book.sheets.iter().map(|sheet| {
            let names: Vec<&str> = sheet.columns.iter().flatten().map(|column| column.name.as_str()).collect();
            let rows = sheet.rows.lines();
            format!("{}: {} / {}", sheet.name, names.join(","), rows.join(" / "))
        });
        sheets.collect()
    }

    #[test]
    fn placemarks_are_rows() {
        let zipped = zip(&[("doc.kml", KML.as_bytes())]);
        for (bytes, format) in [(KML.as_bytes(), Format::Kml), (&zipped, Format::Kmz)] {
            let book = open(bytes, &Limits::default()).unwrap();
            assert_eq!(book.format, format);
            assert_eq!(said(&book), ["Pasar: name,description,kode,n / Pasar A & B|<b>x</b>|11.01|5 /  / "]);
            let shapes = book.sheets[0].shapes.as_ref().unwrap();
            assert_eq!([0, 1, 2].map(|at| shapes.kind(at)), [ShapeKind::Points, ShapeKind::Areas, ShapeKind::None]);
            assert_eq!(shapes.centroid(0), Some((107.1, -6.5)));
        }
    }

    #[test]
    fn waypoints_and_tracks_are_rows() {
        let book = open(GPX.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(said(&book), ["wpt: lat,lon,ele,name / -6.2|106.8|7|Monas", "trk: name / Jalur"]);
        let shapes = book.sheets[1].shapes.as_ref().unwrap();
        assert_eq!((shapes.kind(0), shapes.points()), (ShapeKind::Lines, 2));
    }
}
