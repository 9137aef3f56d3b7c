//! The address of street tiles that a person chose: what it may be, and whose it is.
//!
//! Nothing is fetched here. An address is kept by the browser of the person who typed it and by nothing else:
//! no document, link or file carries it.

use serde::{Deserialize, Serialize};

/// What an address gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TileKind {
    /// Pictures of squares, each at an address of its own with `{z}`, `{x}` and `{y}` in it.
    Squares,
    /// One file of all tiles, read in parts (the `PMTiles` format).
    Archive,
}

/// Where street tiles come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Streets {
    /// The address; for squares with `{z}`, `{x}` and `{y}`.
    pub address: String,
    /// What it gives.
    pub kind: TileKind,
    /// Who is named beside the map.
    pub credit: String,
}

/// OpenStreetMap's own tiles, as its tile policy names them.
pub const OPEN_STREET_MAP: &str = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";
/// Where OpenStreetMap wants its credit to lead.
pub const OPEN_STREET_MAP_CREDIT: &str = "https://www.openstreetmap.org/copyright";
/// Longest address and longest credit.
const LONGEST: usize = 600;
const LONGEST_CREDIT: usize = 160;

/// Why an address is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadAddress {
    /// It is no address, or a far too long one.
    NoAddress,
    /// It is not encrypted: only this machine's own may do without.
    NotSecure,
    /// It has a name and a password in it.
    Secret,
    /// It is not one file, and `{z}`, `{x}` or `{y}` is missing or something else is in braces.
    NoPlaces,
}

impl Streets {
    /// OpenStreetMap's own tiles.
    pub fn open_street_map(credit: &str) -> Self {
        Self { address: OPEN_STREET_MAP.to_owned(), kind: TileKind::Squares, credit: credit.to_owned() }
    }

    /// An address as it was typed, with who is to be named; its host where nobody is.
    pub fn read(typed: &str, credit: &str) -> Result<Self, BadAddress> {
        let typed = typed.trim();
        let typed = typed.strip_prefix("pmtiles://").unwrap_or(typed);
        if typed.len() > LONGEST || typed.chars().any(|letter| letter.is_control() || letter.is_whitespace()) {
            return Err(BadAddress::NoAddress);
        }
        let (scheme, rest) = typed.split_once("://").ok_or(BadAddress::NoAddress)?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        if authority.contains(['@', '\\']) || path.contains('\\') {
            return Err(BadAddress::Secret);
        }
        // Many lists write several names of one host like this; one is enough.
        let authority = authority.replace("{s}", "a").to_ascii_lowercase();
        let host = host_of(&authority);
        let named = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':' | '[' | ']');
        if host.is_empty() || !authority.chars().all(named) {
            return Err(BadAddress::NoAddress);
        }
        match scheme.to_ascii_lowercase().as_str() {
            "https" => {}
            "http" if is_loopback(host) => {}
            "http" => return Err(BadAddress::NotSecure),
            _ => return Err(BadAddress::NoAddress),
        }
        // The mark of double density: plain tiles are asked for.
        let path = path.replace("{r}", "").replace("{ratio}", "");
        let path = path.split('#').next().unwrap_or_default();
        let places = braces(path).ok_or(BadAddress::NoPlaces)?;
        let file = path.split('?').next().unwrap_or_default().to_ascii_lowercase();
        let kind = match places.as_slice() {
            [] if file.ends_with(".pmtiles") => TileKind::Archive,
            places if ["z", "x", "y"].iter().all(|one| places.contains(one)) && places.len() == 3 => TileKind::Squares,
            _ => return Err(BadAddress::NoPlaces),
        };
        let credit: String = credit.trim().chars().filter(|letter| !letter.is_control()).take(LONGEST_CREDIT).collect();
        let credit = if credit.is_empty() { host.to_owned() } else { credit };
        let scheme = scheme.to_ascii_lowercase();
        Ok(Self { address: format!("{scheme}://{authority}{path}"), kind, credit })
    }

    /// The host that is asked, as a person is told.
    pub fn host(&self) -> &str {
        let rest = self.address.split_once("://").map_or("", |(_, rest)| rest);
        rest.split(['/', '?']).next().unwrap_or_default()
    }

    /// Whether these are OpenStreetMap's own, whose credit leads to its licence.
    pub fn is_open_street_map(&self) -> bool {
        self.address == OPEN_STREET_MAP
    }
}

/// A host without its port.
fn host_of(authority: &str) -> &str {
    if let Some(end) = authority.find(']') {
        return authority.get(..=end).unwrap_or_default();
    }
    authority.split(':').next().unwrap_or_default()
}

/// Whether a host is this machine itself.
fn is_loopback(host: &str) -> bool {
    let four = |host: &str| {
        let parts: Vec<&str> = host.split('.').collect();
        parts.len() == 4 && parts.first() == Some(&"127") && parts.iter().all(|part| part.parse::<u8>().is_ok())
    };
    host == "localhost" || host == "[::1]" || four(host)
}

/// What stands in braces, in order; `None` where a brace is left open.
fn braces(text: &str) -> Option<Vec<&str>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let inside = rest.get(at..)?.strip_prefix('{')?;
        let end = inside.find('}')?;
        found.push(inside.get(..end)?);
        rest = inside.get(end + 1..)?;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read() {
        for (typed, expected) in [
            (OPEN_STREET_MAP, Ok((OPEN_STREET_MAP, TileKind::Squares))),
            (
                " https://{s}.Tile.example.org/{z}/{x}/{y}{r}.png?key=a1 ",
                Ok(("https://a.tile.example.org/{z}/{x}/{y}.png?key=a1", TileKind::Squares)),
            ),
            (
                "https://example.org/wmts?l=a&z={z}&x={x}&y={y}",
                Ok(("https://example.org/wmts?l=a&z={z}&x={x}&y={y}", TileKind::Squares)),
            ),
            ("pmtiles://https://example.org/jawa.pmtiles", Ok(("https://example.org/jawa.pmtiles", TileKind::Archive))),
            ("https://example.org/Jawa.PMTiles?v=2", Ok(("https://example.org/Jawa.PMTiles?v=2", TileKind::Archive))),
            ("http://127.0.0.1:8080/{z}/{x}/{y}", Ok(("http://127.0.0.1:8080/{z}/{x}/{y}", TileKind::Squares))),
            ("http://localhost/a.pmtiles", Ok(("http://localhost/a.pmtiles", TileKind::Archive))),
            ("http://[::1]:9/{z}/{x}/{y}", Ok(("http://[::1]:9/{z}/{x}/{y}", TileKind::Squares))),
            ("http://tile.example.org/{z}/{x}/{y}.png", Err(BadAddress::NotSecure)),
            ("http://127.0.0.1.example.org/{z}/{x}/{y}.png", Err(BadAddress::NotSecure)),
            ("http://localhost.example.org/{z}/{x}/{y}.png", Err(BadAddress::NotSecure)),
            ("https://name:word@example.org/{z}/{x}/{y}.png", Err(BadAddress::Secret)),
            ("https://example.org\\@other.org/{z}/{x}/{y}.png", Err(BadAddress::Secret)),
            ("https://example.org/{z}/{x}.png", Err(BadAddress::NoPlaces)),
            ("https://example.org/{z}/{x}/{y}/{key}.png", Err(BadAddress::NoPlaces)),
            ("https://example.org/{z}/{x}/{y", Err(BadAddress::NoPlaces)),
            ("https://example.org/}{z}/{x}/{y}", Err(BadAddress::NoPlaces)),
            ("https://example.org/tiles.json", Err(BadAddress::NoPlaces)),
            ("https://{z}.example.org/{z}/{x}/{y}", Err(BadAddress::NoAddress)),
            ("javascript:alert(1)", Err(BadAddress::NoAddress)),
            ("data:text/html,x", Err(BadAddress::NoAddress)),
            ("file:///ubin/{z}/{x}/{y}", Err(BadAddress::NoAddress)),
            ("https:///{z}/{x}/{y}", Err(BadAddress::NoAddress)),
            ("https://exa mple.org/{z}/{x}/{y}", Err(BadAddress::NoAddress)),
            ("", Err(BadAddress::NoAddress)),
        ] {
            let read = Streets::read(typed, "");
            let got = read.as_ref().map(|own| (own.address.as_str(), own.kind)).map_err(|why| *why);
            assert_eq!(got, expected, "{typed}");
        }
    }

    #[test]
    fn somebody_is_always_named() {
        let named = |credit: &str| Streets::read("https://tile.example.org:8443/{z}/{x}/{y}", credit).unwrap();
        assert_eq!(named(" © Dinas \n").credit, "© Dinas");
        assert_eq!(named("").credit, "tile.example.org");
        assert_eq!(named("").host(), "tile.example.org:8443");
        assert!(!named("").is_open_street_map());
        assert!(Streets::read(OPEN_STREET_MAP, "").unwrap().is_open_street_map());
    }
}
