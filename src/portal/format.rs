//! What format a resource is in, as far as its catalogue entry can tell.

use super::Format;
use super::address::{Address, parameter};

impl Format {
    /// Guesses from the address's ending, the name's ending, the media type and the label, in this
    /// order of trust: people type labels by hand, while an ending is what the file was saved as.
    pub fn guess(url: &str, name: &str, media_type: &str, label: &str) -> Self {
        from_url(url)
            .or_else(|| extension_format(name.trim()))
            .or_else(|| from_media_type(media_type))
            .or_else(|| from_label(label))
            .unwrap_or_default()
    }

    /// Whether it holds data a person could want as a table or map, rather than a page or picture.
    pub(crate) const fn is_data(self) -> bool {
        !matches!(self, Self::Html | Self::Image | Self::Pdf | Self::Service | Self::Other)
    }
}

/// The format of a file name's ending; `None` for unknown endings and for those that say nothing.
pub(crate) fn extension_format(name: &str) -> Option<Format> {
    let (stem, end) = name.rsplit_once('.')?;
    if stem.is_empty() || end.len() > 8 {
        return None;
    }
    Some(match end.to_ascii_lowercase().as_str() {
        "csv" | "csvs" => Format::Csv,
        "tsv" | "tab" => Format::Tsv,
        "xlsx" | "xls" | "xlsm" | "xlsb" | "xlxs" | "xslx" => Format::Excel,
        "ods" => Format::Ods,
        "json" | "jsonl" | "ndjson" => Format::Json,
        "geojson" | "topojson" => Format::GeoJson,
        "zip" | "gz" | "tgz" | "7z" | "rar" | "shp" | "gpkg" | "parquet" => Format::Zip,
        "kml" | "kmz" => Format::Kml,
        "pdf" => Format::Pdf,
        "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp" | "tif" | "tiff" | "bmp" => Format::Image,
        "html" | "htm" => Format::Html,
        _ => return None,
    })
}

/// The format that an address gives away by itself.
fn from_url(url: &str) -> Option<Format> {
    let address = Address::parse(url);
    let (path, query) = match &address {
        Some(address) => (address.path.as_str(), address.query.as_deref().unwrap_or("")),
        None => url.split_once('?').unwrap_or((url, "")),
    };
    let folded = query.to_ascii_lowercase();
    if ["service=wms", "service=wfs", "service=wcs", "request=getcapabilities"].iter().any(|sign| folded.contains(sign))
    {
        return Some(Format::Service);
    }
    let asked = ["format", "output", "outputFormat"].iter().find_map(|name| parameter(query, name));
    let from_asked = || asked.as_deref().and_then(|value| extension_format(&format!("x.{value}")));
    if path.contains("/datastore/dump/") {
        return Some(from_asked().unwrap_or(Format::Csv));
    }
    let lower = path.to_ascii_lowercase();
    if ["/mapserver", "/featureserver", "/imageserver"].iter().any(|sign| lower.contains(sign)) {
        return from_asked().or(Some(Format::Service));
    }
    let last = path.rsplit('/').next().unwrap_or(path);
    let named = extension_format(&super::address::decode(last));
    named.or_else(from_asked).or_else(|| {
        let host = address.as_ref().map_or("", |address| address.host.as_str());
        // A file behind these opens as their own page, whatever the label says.
        let page = ["drive.google.com", "docs.google.com", "1drv.ms", "bit.ly", "s.id"].contains(&host)
            || host.ends_with(".sharepoint.com");
        page.then_some(Format::Html)
    })
}

/// The format of a media type; the ones that servers give to everything say nothing.
fn from_media_type(media_type: &str) -> Option<Format> {
    let essence = media_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    Some(match essence.as_str() {
        "text/csv" | "application/csv" | "text/comma-separated-values" => Format::Csv,
        "text/tab-separated-values" => Format::Tsv,
        "application/vnd.ms-excel" => Format::Excel,
        "application/json" => Format::Json,
        "application/geo+json" | "application/vnd.geo+json" => Format::GeoJson,
        "application/zip" | "application/x-zip-compressed" | "application/gzip" => Format::Zip,
        "application/pdf" => Format::Pdf,
        "text/html" | "application/xhtml+xml" => Format::Html,
        other if other.starts_with("application/vnd.openxmlformats-officedocument.spreadsheetml") => Format::Excel,
        other if other.starts_with("application/vnd.oasis.opendocument.spreadsheet") => Format::Ods,
        other if other.starts_with("application/vnd.google-earth") => Format::Kml,
        other if other.starts_with("image/") => Format::Image,
        _ => return None,
    })
}

/// The format of a label that somebody typed.
fn from_label(label: &str) -> Option<Format> {
    let folded: String =
        label.to_lowercase().chars().filter(|c| c.is_alphanumeric() || matches!(c, '.' | '/' | '+' | '-')).collect();
    let folded = folded.trim_matches('.');
    if let Some(format) = from_media_type(folded) {
        return Some(format);
    }
    Some(match folded {
        "" => return None,
        "commaseparatedvalues" | "csvfile" | "filecsv" | "csv-semicolon" => Format::Csv,
        "excel" | "msexcel" | "microsoftexcel" | "spreadsheet" | "xlsxlsx" | "xls/xlsx" => Format::Excel,
        "shapefile" | "esrishapefile" | "csv/zip" | "shp/zip" => Format::Zip,
        "api"
        | "wms"
        | "wfs"
        | "wmts"
        | "ogcwms"
        | "ogcwfs"
        | "rest"
        | "restapi"
        | "esrirest"
        | "arcgisgeoservicesrestapi"
        | "webservice"
        | "geoservice" => Format::Service,
        "website" | "webpage" | "web" | "url" | "link" | "tautan" => Format::Html,
        "gambar" | "image" | "infografis" | "infographic" => Format::Image,
        other => return extension_format(&format!("x.{other}")),
    })
}

/// The label as shown: upper case, without the dots and brackets people put around it.
pub(crate) fn shown_label(label: &str) -> String {
    let trimmed = label.trim_matches(|c: char| !c.is_alphanumeric());
    trimmed.chars().take(40).map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_guessed_in_order_of_trust() {
        let check = |url: &str, name: &str, media_type: &str, label: &str, expected: Format| {
            assert_eq!(
                Format::guess(url, name, media_type, label),
                expected,
                "{url} | {name} | {media_type} | {label}"
            );
        };
        check("https://x.id/a.csv", "", "application/pdf", "PDF", Format::Csv);
        check("https://x.id/hasil-akip.png", "Hasil Akip.png", "image/png", "CSV", Format::Image);
        check("https://x.id/a.CSV?p=1", "", "", "", Format::Csv);
        check("https://x.id/unduh.php?id=1", "data.xlsx", "", "CSV", Format::Excel);
        check("https://x.id/unduh", "", "text/csv; charset=utf-8", "XLS", Format::Csv);
        check("https://x.id/unduh", "", "application/octet-stream", ".csv", Format::Csv);
        check("https://x.id/unduh", "Data v1.0", "", "Comma Separated Values", Format::Csv);
        check("https://x.id/datastore/dump/0a", "", "", "", Format::Csv);
        check("https://x.id/datastore/dump/0a?format=json", "", "", "CSV", Format::Json);
        check("https://x.id/wms?service=WMS&request=GetCapabilities", "", "", "CSV", Format::Service);
        check("https://x.id/arcgis/rest/services/x/MapServer/0", "", "", "", Format::Service);
        check("https://drive.google.com/file/d/1/view", "", "", "CSV", Format::Html);
        check("https://docs.google.com/spreadsheets/d/1/export?format=csv", "", "", "", Format::Csv);
        check("https://x.id/", "", "", "HTML", Format::Html);
        check("https://x.id/a.csv.zip", "", "", "CSV", Format::Zip);
        for label in ["CSV", " Csv ", ".csv", "<CSV>", "text/csv", "Comma Separated Values"] {
            check("https://x.id/unduh", "", "", label, Format::Csv);
        }
        for label in ["XLS", "xlxs", "xslx", "Excel", "application/vnd.ms-excel", "XLS/XLSX"] {
            check("https://x.id/unduh", "", "", label, Format::Excel);
        }
        for label in ["SHP", "ZIP", "CSV/ZIP"] {
            check("https://x.id/unduh", "", "", label, Format::Zip);
        }
        for label in ["API", "WMS", "Esri REST"] {
            check("https://x.id/unduh", "", "", label, Format::Service);
        }
        for label in ["", "TXT", "Lainnya", "🌶"] {
            check("https://x.id/unduh", "", "", label, Format::Other);
        }
        check("", "", "", "", Format::Other);
        check("peta.geojson", "", "", "", Format::GeoJson);
    }

    #[test]
    fn labels_are_tidied() {
        assert_eq!(shown_label("<CSV>"), "CSV");
        assert_eq!(shown_label(" .csv "), "CSV");
        assert_eq!(shown_label("Esri REST"), "ESRI REST");
        assert_eq!(shown_label("—"), "");
    }
}
