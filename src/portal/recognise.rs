//! What a person typed into the one field: words, a portal's address, a file's address, or a link of
//! Jelajah itself.

use super::SAMPLE_ADDRESS;
use super::address::{Address, is_internal, looks_like_host};
use super::format::extension_format;

/// What a text in the one field means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// Words to search for. Also everything that pretends to be an address but may not be followed
    /// (`javascript:`, `file:`, credentials).
    Words(String),
    /// A portal, perhaps with one dataset and resource of it.
    Portal {
        /// The portal's root, without a trailing slash; `contoh` for the sample portal.
        address: String,
        /// The dataset's name or id.
        dataset: Option<String>,
        /// The resource's id.
        resource: Option<String>,
    },
    /// A file to open directly.
    FileUrl(String),
    /// A shared story: the link's fragment without `#`.
    Share(String),
}

/// Path segments at which a CKAN portal's root ends.
const MARKERS: &[&str] =
    &["dataset", "datasets", "organization", "group", "api", "datastore", "showcase", "harvest", "stats"];

/// Locale prefixes of CKAN, as the path writes them (from CKAN's own list of translations).
const LOCALES: &[&str] = &[
    "id",
    "en",
    "en_AU",
    "en_GB",
    "am",
    "ar",
    "bg",
    "bs",
    "ca",
    "cs_CZ",
    "da_DK",
    "de",
    "el",
    "es",
    "es_AR",
    "eu",
    "fa_IR",
    "fi",
    "fr",
    "gl",
    "he",
    "hr",
    "hu",
    "is",
    "it",
    "ja",
    "km",
    "ko_KR",
    "lt",
    "lv",
    "mk",
    "mn_MN",
    "my_MM",
    "ne",
    "nb_NO",
    "nl",
    "no",
    "pl",
    "pt_BR",
    "pt_PT",
    "ro",
    "ru",
    "sk",
    "sl",
    "sq",
    "sr",
    "sr_Latn",
    "sv",
    "th",
    "tl",
    "tr",
    "uk",
    "uk_UA",
    "vi",
    "zh_CN",
    "zh_TW",
    "zh_Hans_CN",
    "zh_Hant_TW",
];

/// Finds out what a person typed.
pub fn recognise(text: &str) -> Recognised {
    look(text, Depth::Outer)
}

/// Whether the text is what the person typed or was found inside a link of Jelajah.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Outer,
    Inner,
}

fn look(text: &str, depth: Depth) -> Recognised {
    let cleaned = clean(text);
    let text = cleaned.as_str();
    let words = || Recognised::Words(text.to_owned());
    if is_sample_name(text) {
        return Recognised::Portal { address: SAMPLE_ADDRESS.to_owned(), dataset: None, resource: None };
    }
    if let Some(path) = text.strip_prefix("contoh:").filter(|path| path.starts_with('/')) {
        // The sample portal's own addresses: as if it were a host.
        return Address::parse(&format!("https://contoh.invalid{path}")).map_or_else(words, |address| match read_path(
            &address,
        ) {
            Recognised::Portal { dataset, resource, .. } => {
                Recognised::Portal { address: SAMPLE_ADDRESS.to_owned(), dataset, resource }
            }
            _ => Recognised::FileUrl(text.to_owned()),
        });
    }
    if let Some(fragment) = shared(text.strip_prefix('#').unwrap_or(text)) {
        return Recognised::Share(fragment);
    }
    let Some(address) = find_address(text) else { return words() };
    if let Some(fragment) = address.fragment.as_deref().and_then(shared) {
        return Recognised::Share(fragment);
    }
    if depth == Depth::Outer
        && let Some(inside) = own_link(&address)
    {
        return inside;
    }
    read_path(&address)
}

/// Trims and takes away what comes along when an address is copied: brackets, quotes, invisible marks.
fn clean(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let trimmed = visible.trim();
    for (open, close) in [('<', '>'), ('"', '"'), ('(', ')'), ('“', '”')] {
        if let Some(inside) = trimmed.strip_prefix(open).and_then(|rest| rest.strip_suffix(close))
            && (inside.starts_with("http://") || inside.starts_with("https://"))
        {
            return inside.trim().to_owned();
        }
    }
    trimmed.to_owned()
}

/// Whether somebody asks for the sample portal by name.
fn is_sample_name(text: &str) -> bool {
    let name = text.trim_end_matches([':', '/']).to_lowercase();
    ["contoh", "portal contoh", "sample", "sample portal"].contains(&name.as_str())
}

/// The fragment of a shared story, `s` and a version before the dot.
fn shared(fragment: &str) -> Option<String> {
    let (version, body) = fragment.strip_prefix('s')?.split_once('.')?;
    let numbered = !version.is_empty() && version.len() <= 4 && version.bytes().all(|byte| byte.is_ascii_digit());
    (numbered && !body.is_empty() && !fragment.contains(char::is_whitespace)).then(|| fragment.to_owned())
}

/// The address in a text: the text itself, the same without its scheme, or the one address that a
/// shared message carries among words.
fn find_address(text: &str) -> Option<Address> {
    if starts_with_web_scheme(text) {
        return Address::parse(text);
    }
    if !text.contains(char::is_whitespace) {
        if !looks_like_host(text) {
            return None;
        }
        let mut address = Address::parse(&format!("https://{text}"))?;
        // A portal on one's own machine or network hardly ever has a certificate.
        address.secure = !is_internal(&address.host);
        return Some(address);
    }
    let mut inside = text.split_whitespace().filter(|word| starts_with_web_scheme(word));
    let only = inside.next()?;
    if inside.next().is_some() {
        return None;
    }
    Address::parse(only.trim_end_matches(['.', ',', ')', '"']))
}

fn starts_with_web_scheme(text: &str) -> bool {
    let starts = |scheme: &str| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    starts("https://") || starts("http://")
}

/// A link of Jelajah itself: `?portal=…&dataset=…&resource=…` or `?data=…`.
fn own_link(address: &Address) -> Option<Recognised> {
    if let Some(portal) = address.parameter("portal")
        && let Recognised::Portal { address: root, dataset, resource } = look(&portal, Depth::Inner)
    {
        return Some(Recognised::Portal {
            address: root,
            dataset: address.parameter("dataset").or(dataset),
            resource: address.parameter("resource").or(resource),
        });
    }
    let file = address.parameter("data").filter(|data| starts_with_web_scheme(data) || data.starts_with("contoh:/"))?;
    match look(&file, Depth::Inner) {
        Recognised::FileUrl(url) => Some(Recognised::FileUrl(url)),
        // Whoever wrote `?data=` says that it is a file, whatever it looks like.
        _ => Address::parse(&file).map(|file| Recognised::FileUrl(file.text())),
    }
}

/// Reads the path of a web address.
fn read_path(address: &Address) -> Recognised {
    let segments = address.segments();
    let marker = segments.iter().position(|segment| MARKERS.contains(&segment.as_str()));
    let after = |offset: usize| {
        marker.and_then(|at| segments.get(at + offset)).map(String::as_str).filter(|segment| segment.len() <= 500)
    };
    let kind = after(0);
    let is_action = kind == Some("api") && (after(1) == Some("action") || after(2) == Some("action"));
    if !is_action && is_file(address, &segments) {
        return Recognised::FileUrl(address.text());
    }
    let root = root_of(address, marker);
    let portal =
        |dataset: Option<String>, resource: Option<String>| Recognised::Portal { address: root, dataset, resource };
    match kind {
        Some("dataset") => {
            // `/dataset/activity/NAME`, `/dataset/groups/NAME` are pages about a dataset.
            let about =
                matches!(after(1), Some("activity" | "groups" | "edit" | "resources" | "followers" | "showcases"));
            let name = after(if about { 2 } else { 1 }).map(strip_export);
            let resource = (after(2) == Some("resource")).then(|| after(3)).flatten().map(str::to_owned);
            portal(name, resource)
        }
        Some("api") if is_action => {
            let action = segments.last().map_or("", String::as_str);
            let dataset = (action == "package_show").then(|| address.parameter("id")).flatten();
            portal(dataset, None)
        }
        _ => portal(None, None),
    }
}

/// A dataset's name without the ending of an export (`NAME.rdf`, `NAME.jsonld`).
fn strip_export(name: &str) -> String {
    let stem = [".rdf", ".xml", ".jsonld", ".ttl", ".n3"].iter().find_map(|end| name.strip_suffix(end));
    stem.filter(|stem| !stem.is_empty()).unwrap_or(name).to_owned()
}

/// The portal's root: everything before the marker, without a locale prefix and without a page's name.
fn root_of(address: &Address, marker: Option<usize>) -> String {
    let mut raw: Vec<&str> = address.path.split('/').filter(|segment| !segment.is_empty()).collect();
    if let Some(at) = marker {
        raw.truncate(at);
    } else if raw.last().is_some_and(|last| last.contains('.')) {
        // `index.php`, `beranda.html`.
        raw.pop();
    }
    if raw.last().is_some_and(|last| LOCALES.contains(last)) {
        raw.pop();
    }
    let mut root = address.origin();
    for segment in raw {
        root.push('/');
        root.push_str(segment);
    }
    root
}

/// Whether an address is one of a file rather than of a page.
fn is_file(address: &Address, segments: &[String]) -> bool {
    let has = |name: &str| segments.iter().any(|segment| segment == name);
    let download = segments.iter().rposition(|segment| segment == "download");
    let dump = segments.windows(3).any(|three| matches!(three, [a, b, _] if a == "datastore" && b == "dump"));
    let exported = ["format", "output", "outputFormat"].iter().any(|name| {
        address.parameter(name).is_some_and(|value| extension_format(&format!("x.{}", value.to_lowercase())).is_some())
    });
    let named = segments.last().is_some_and(|last| extension_format(last).is_some_and(super::Format::is_data));
    dump || named || (download.is_some() && (has("resource") || has("resources"))) || (exported && !has("dataset"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portal(address: &str, dataset: Option<&str>, resource: Option<&str>) -> Recognised {
        let own = |text: Option<&str>| text.map(str::to_owned);
        Recognised::Portal { address: address.to_owned(), dataset: own(dataset), resource: own(resource) }
    }

    fn check(text: &str, expected: &Recognised) {
        assert_eq!(&recognise(text), expected, "{text:?}");
    }

    #[test]
    fn portals_are_recognised_by_any_of_their_pages() {
        let root = "https://data.contoh.go.id";
        for text in [
            "data.contoh.go.id",
            "  https://data.contoh.go.id/ ",
            "HTTPS://DATA.CONTOH.GO.ID",
            "<https://data.contoh.go.id/>",
            "https://data.contoh.go.id/id",
            "https://data.contoh.go.id/id/dataset/",
            "https://data.contoh.go.id/dataset?q=harga&sort=score+desc",
            "https://data.contoh.go.id/zh_Hant_TW/dataset",
            "https://data.contoh.go.id/organization/dinas-kesehatan",
            "https://data.contoh.go.id/en/group/ekonomi",
            "https://data.contoh.go.id/organization",
            "https://data.contoh.go.id/api/3/action/package_search?q=a&rows=5",
            "https://data.contoh.go.id/api/action/status_show",
            "https://data.contoh.go.id/api/3",
            "https://data.contoh.go.id/index.php",
            "Lihat portal ini https://data.contoh.go.id/.",
            "data.contoh.go.id\u{200b}",
        ] {
            check(text, &portal(root, None, None));
        }
        check("http://127.0.0.1:36875/data/en/dataset/x", &portal("http://127.0.0.1:36875/data", Some("x"), None));
        check("https://dati.gov.it/opendata/dataset", &portal("https://dati.gov.it/opendata", None, None));
        check("https://fao.org/ckanx/group/x", &portal("https://fao.org/ckanx", None, None));
        check("https://x.go.id/beranda", &portal("https://x.go.id/beranda", None, None));
        check("localhost:5000", &portal("http://localhost:5000", None, None));
        check("192.168.1.7/data/dataset", &portal("http://192.168.1.7/data", None, None));
    }

    #[test]
    fn datasets_and_resources_are_recognised() {
        let root = "https://data.contoh.go.id";
        for text in [
            "https://data.contoh.go.id/dataset/harga-pangan",
            "data.contoh.go.id/id/dataset/harga-pangan/",
            "https://data.contoh.go.id/dataset/activity/harga-pangan",
            "https://data.contoh.go.id/dataset/groups/harga-pangan",
            "https://data.contoh.go.id/dataset/harga-pangan.rdf",
            "https://data.contoh.go.id/dataset/harga-pangan?activity_id=1#x",
            "https://data.contoh.go.id/api/3/action/package_show?id=harga-pangan",
        ] {
            check(text, &portal(root, Some("harga-pangan"), None));
        }
        for text in [
            "https://data.contoh.go.id/dataset/harga-pangan/resource/0a-1b",
            "https://data.contoh.go.id/en/dataset/harga-pangan/resource/0a-1b/view/99",
            "https://data.contoh.go.id/dataset/harga-pangan/resource/0a-1b?inner_span=True",
        ] {
            check(text, &portal(root, Some("harga-pangan"), Some("0a-1b")));
        }
    }

    #[test]
    fn files_are_recognised() {
        for (text, url) in [
            ("https://x.go.id/unduh/data.csv", "https://x.go.id/unduh/data.csv"),
            ("x.go.id/a/data.XLSX?v=2", "https://x.go.id/a/data.XLSX?v=2"),
            ("https://x.go.id/data luar (2023).csv", "https://x.go.id/data%20luar%20(2023).csv"),
            ("https://x.go.id/peta.geojson", "https://x.go.id/peta.geojson"),
            (
                "https://x.go.id/dataset/a/resource/b/download/tanpa-ekstensi",
                "https://x.go.id/dataset/a/resource/b/download/tanpa-ekstensi",
            ),
            ("https://x.go.id/dataset/a/resource/b/download", "https://x.go.id/dataset/a/resource/b/download"),
            ("https://x.go.id/datastore/dump/0a-1b?bom=True", "https://x.go.id/datastore/dump/0a-1b?bom=True"),
            (
                "https://docs.google.com/spreadsheets/d/1/export?format=csv",
                "https://docs.google.com/spreadsheets/d/1/export?format=csv",
            ),
            ("https://jelajah.invalid/?data=https%3A%2F%2Fx.go.id%2Fa.csv", "https://x.go.id/a.csv"),
            ("https://jelajah.invalid/?data=https%3A%2F%2Fx.go.id%2Fekspor", "https://x.go.id/ekspor"),
            ("contoh:/dataset/a/resource/b/download/c.csv", "contoh:/dataset/a/resource/b/download/c.csv"),
        ] {
            check(text, &Recognised::FileUrl(url.to_owned()));
        }
    }

    #[test]
    fn own_links_are_recognised() {
        check(
            "https://jelajah.invalid/app/?portal=https%3A%2F%2Fx.go.id&dataset=a&resource=b&lang=en",
            &portal("https://x.go.id", Some("a"), Some("b")),
        );
        check("https://jelajah.invalid/?portal=contoh", &portal("contoh", None, None));
        check("https://jelajah.invalid/#s1.AbC-_", &Recognised::Share("s1.AbC-_".to_owned()));
        check("#s1.AbC", &Recognised::Share("s1.AbC".to_owned()));
        check("s2.AbC", &Recognised::Share("s2.AbC".to_owned()));
        // A link inside a link is not followed any deeper.
        check(
            "https://a.id/?portal=https%3A%2F%2Fb.id%2F%3Fportal%3Dhttps%253A%252F%252Fc.id",
            &portal("https://b.id", None, None),
        );
    }

    #[test]
    fn the_sample_portal_has_names() {
        for text in ["contoh", "Contoh:", "portal contoh", "PORTAL CONTOH", "sample portal"] {
            check(text, &portal("contoh", None, None));
        }
        check("contoh:/dataset/harga", &portal("contoh", Some("harga"), None));
    }

    #[test]
    fn everything_else_is_words() {
        for text in [
            "",
            "harga cabai",
            "COVID: 2020",
            "data.csv",
            "1.234,56",
            "javascript:alert(1)",
            "JavaScript:alert(1)//x.id",
            "data:text/html,<script>",
            "file:///etc/passwd",
            "ftp://x.id/a.csv",
            "https://",
            "http:/x.id",
            "https://u:p@x.id/a.csv",
            "u@x.id",
            "contoh data",
            "s1.",
            "s.x",
            "https://satu.id https://dua.id",
        ] {
            check(text, &Recognised::Words(text.to_owned()));
        }
    }
}
