//! What a file is, by its first bytes.

/// The formats that bytes can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Delimited text, and any text that nothing else explains.
    #[default]
    Csv,
    /// `JSON`, one value or one a line. `GeoJSON` and `TopoJSON` turn out when it is read.
    Json,
    /// `GeoJSON`.
    GeoJson,
    /// `TopoJSON`.
    TopoJson,
    /// A page or table in HTML, whatever its name ends in.
    Html,
    /// Office Open XML workbook.
    Xlsx,
    /// Office Open XML workbook with binary parts.
    Xlsb,
    /// A workbook of Excel 5 to 2003.
    Xls,
    /// XML Spreadsheet 2003, mostly saved as `.xls`.
    XmlSpreadsheet,
    /// `OpenDocument` spreadsheet.
    Ods,
    /// Keyhole Markup Language.
    Kml,
    /// KML in a ZIP.
    Kmz,
    /// GPS Exchange Format.
    Gpx,
    /// Esri shapefile: bare geometry, or with its companions in a ZIP.
    Shapefile,
    /// A dBASE table.
    Dbf,
    /// A ZIP of other files.
    Zip,
    /// One compressed file.
    Gzip,
    /// Apache Parquet.
    Parquet,
    /// Portable Document Format.
    Pdf,
    /// A picture.
    Image,
    /// A text document or presentation.
    Document,
    /// XML of no known kind: read when it holds a list of records.
    Xml,
    /// Another archive or database.
    Other,
}

impl Format {
    /// Whether it can hold a table: no document, no picture, nothing that has files of its own.
    pub const fn is_data(self) -> bool {
        !matches!(self, Self::Pdf | Self::Image | Self::Zip | Self::Gzip)
    }

    /// Its usual name, the same in every language.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::GeoJson => "GeoJSON",
            Self::TopoJson => "TopoJSON",
            Self::Html => "HTML",
            Self::Xlsx => "XLSX",
            Self::Xlsb => "XLSB",
            Self::Xls => "XLS",
            Self::XmlSpreadsheet => "XML Spreadsheet",
            Self::Ods => "ODS",
            Self::Kml => "KML",
            Self::Kmz => "KMZ",
            Self::Gpx => "GPX",
            Self::Shapefile => "Shapefile",
            Self::Dbf => "DBF",
            Self::Zip => "ZIP",
            Self::Gzip => "GZ",
            Self::Parquet => "Parquet",
            Self::Pdf => "PDF",
            Self::Image => "PNG/JPEG",
            Self::Document => "DOCX",
            Self::Xml => "XML",
            Self::Other => "RAR/7Z",
        }
    }
}

/// The beginnings that decide at once.
const MAGIC: &[(&[u8], Format)] = &[
    (b"%PDF", Format::Pdf),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Format::Xls),
    (b"\x89PNG", Format::Image),
    (b"\xFF\xD8\xFF", Format::Image),
    (b"GIF8", Format::Image),
    (b"II*\0", Format::Image),
    (b"MM\0*", Format::Image),
    (b"\x1F\x8B", Format::Gzip),
    (b"PAR1", Format::Parquet),
    (b"\x00\x00\x27\x0A", Format::Shapefile),
    (b"Rar!", Format::Other),
    (b"7z\xBC\xAF", Format::Other),
    (b"SQLite format 3\0", Format::Other),
    (b"{\\rtf", Format::Document),
    // Excel 2 to 4 wrote their records without a container around them.
    (b"\x09\x00\x04\x00", Format::Xls),
    (b"\x09\x02\x06\x00", Format::Xls),
    (b"\x09\x04\x06\x00", Format::Xls),
    (b"\x09\x08\x10\x00", Format::Xls),
    (b"\x09\x08\x08\x00", Format::Xls),
];

/// How many first bytes of markup are looked at.
const MARKUP_HEAD: usize = 4096;

/// Decides a file's format. A few kilobytes decide most; of a ZIP all bytes should be given, because
/// its table of contents is at its end.
pub fn recognise(bytes: &[u8]) -> Format {
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return *format;
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Format::Image;
    }
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return Format::Image;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") || bytes.starts_with(b"PK\x07\x08") {
        return super::archive::kind(bytes);
    }
    if super::dbf::is_dbf(bytes) {
        return Format::Dbf;
    }
    let head = bytes.get(..bytes.len().min(MARKUP_HEAD)).unwrap_or(bytes);
    let narrowed: Vec<u8>;
    let text = match head {
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest,
        [0xFF, 0xFE, rest @ ..] => {
            narrowed = rest.iter().step_by(2).copied().collect();
            &narrowed
        }
        [0xFE, 0xFF, rest @ ..] => {
            narrowed = rest.iter().skip(1).step_by(2).copied().collect();
            &narrowed
        }
        _ => head,
    };
    let text = text.trim_ascii_start();
    match text {
        [b'<', ..] => markup(text),
        [b'{', rest @ ..] if matches!(rest.trim_ascii_start(), [b'"' | b'}', ..]) => Format::Json,
        [b'[', rest @ ..] if is_list(rest.trim_ascii_start()) => Format::Json,
        _ => Format::Csv,
    }
}

/// Whether what follows `[` can be the inside of a `JSON` list rather than a title such as `[Metode]`.
fn is_list(rest: &[u8]) -> bool {
    match rest {
        [b'{' | b'[' | b'"' | b']', ..] => true,
        [b'0'..=b'9' | b'-', ..] => {
            let after = rest.iter().find(|byte| !matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'));
            after == Some(&b',') || after.is_some_and(u8::is_ascii_whitespace)
        }
        _ => false,
    }
}

/// Markup: which kind its first elements show.
fn markup(text: &[u8]) -> Format {
    let lower = text.to_ascii_lowercase();
    let has = |word: &str| memchr::memmem::find(&lower, word.as_bytes()).is_some();
    let starts = |word: &str| lower.starts_with(word.as_bytes());
    // What a program for GPS or globes writes names itself in the first element.
    let first = || {
        let mut rest = lower.as_slice();
        while let Some(at) = memchr::memchr(b'<', rest) {
            rest = rest.get(at + 1..).unwrap_or_default();
            if !matches!(rest.first(), Some(b'?' | b'!')) {
                let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b':' && *byte != b'_');
                let name = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
                return name.rsplit(|byte| *byte == b':').next().unwrap_or(name).to_vec();
            }
        }
        Vec::new()
    };
    match first().as_slice() {
        b"kml" => return Format::Kml,
        b"gpx" => return Format::Gpx,
        b"workbook" => return Format::XmlSpreadsheet,
        b"html" | b"head" | b"body" | b"table" | b"script" | b"meta" | b"div" | b"center" | b"style" | b"title"
        | b"link" | b"p" | b"h1" | b"h2" | b"h3" | b"span" | b"font" | b"form" | b"br" | b"b" | b"thead" | b"tr" => {
            return Format::Html;
        }
        _ => {}
    }
    if starts("<!doctype html") || has("<html") || has("<table") {
        Format::Html
    } else if starts("<?xml") || starts("<!doctype") || has("xmlns") {
        Format::Xml
    } else {
        Format::Csv
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_decide_the_format() {
        let check = |bytes: &[u8], want: Format| assert_eq!(recognise(bytes), want, "{:?}", bytes.escape_ascii());
        check(b"", Format::Csv);
        check(b"a,b\n1,2", Format::Csv);
        check(b"[Metode Baru],x\n", Format::Csv);
        check(b"[2019],x\n", Format::Csv);
        check(b"{a},b\n", Format::Csv);
        check(b"<5 tahun,5-10 tahun\n", Format::Csv);
        check(b"PKL,b\n", Format::Csv);
        check(b"BMKG,b\n", Format::Csv);
        check(b"%PDF-1.4", Format::Pdf);
        check(b"\x89PNG\r\n", Format::Image);
        check(b"RIFF1234WEBPVP8 ", Format::Image);
        check(b"\x1F\x8B\x08", Format::Gzip);
        check(b"PK\x03\x04", Format::Zip);
        let zip = |names: &[&str]| {
            super::super::archive::tests::zip(&names.iter().map(|name| (*name, &b"x"[..])).collect::<Vec<_>>())
        };
        check(&zip(&["[Content_Types].xml", "xl/workbook.xml"]), Format::Xlsx);
        check(&zip(&["[Content_Types].xml", "xl/workbook.bin"]), Format::Xlsb);
        check(&zip(&["mimetype", "content.xml"]), Format::Ods);
        check(&zip(&["word/document.xml"]), Format::Document);
        check(&zip(&["peta/doc.kml"]), Format::Kmz);
        check(&zip(&["a.csv", "b.csv"]), Format::Zip);
        check(&zip(&["batas/A.SHP", "batas/A.DBF"]), Format::Shapefile);
        // The first bytes of a long file are enough.
        check(&zip(&["[Content_Types].xml", "xl/workbook.xml", "z"])[..100], Format::Xlsx);
        check(b"PAR1", Format::Parquet);
        check(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Format::Xls);
        check(b"\xEF\xBB\xBF { \"a\": 1}", Format::Json);
        check(b"\xFF\xFE{\0\"\0", Format::Json);
        check(b"[{\"a\":1}]", Format::Json);
        check(b"[ [1, 2] ]", Format::Json);
        check(b"[1, 2]", Format::Json);
        check(b"\r\n<!DOCTYPE html><html>", Format::Html);
        check(b"<table><tr>", Format::Html);
        check(b"<!-- x --><TABLE>", Format::Html);
        check(b"<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=", Format::Html);
        check(b"<?xml version=\"1.0\"?><kml xmlns=", Format::Kml);
        check(b"<?xml version=\"1.0\"?>\n<!-- x -->\n<gpx version=", Format::Gpx);
        check(b"<?xml version=\"1.0\"?><rss>", Format::Xml);
    }
}
