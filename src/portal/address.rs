//! Web addresses: a small, careful splitter and percent-coder.
//!
//! Written by hand because the `url` crate carries the Unicode tables of `idna` with it, tens of
//! kilobytes that every phone would load; the browser parses every address once more anyway before
//! it is fetched, so this one only has to be strict about what it lets through.

/// The longest address that is taken; signed download links stay well below.
const MAX_LEN: usize = 8_192;

/// An absolute `http:` or `https:` address without credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// Whether it is `https:`.
    pub(crate) secure: bool,
    /// Lower case; an IPv6 address in brackets.
    pub(crate) host: String,
    /// Where it is not the scheme's own.
    pub(crate) port: Option<u16>,
    /// Percent-encoded; empty or starting with `/`, never ending with `/`.
    pub(crate) path: String,
    /// Without `?`.
    pub(crate) query: Option<String>,
    /// Without `#`.
    pub(crate) fragment: Option<String>,
}

impl Address {
    /// Reads an absolute address; `None` for other schemes, credentials, strange hosts and excess length.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > MAX_LEN {
            return None;
        }
        let (scheme, rest) = text.split_once("://")?;
        let secure = match scheme {
            s if s.eq_ignore_ascii_case("https") => true,
            s if s.eq_ignore_ascii_case("http") => false,
            _ => return None,
        };
        // Browsers end the host at a backslash too; anything else would read two different hosts.
        let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
        let (authority, tail) = rest.split_at(end);
        let (host, port) = split_port(authority)?;
        let host = host.strip_suffix('.').unwrap_or(host);
        if !valid_host(host) {
            return None;
        }
        let default_port = if secure { 443 } else { 80 };
        let (tail, fragment) = split_at_mark(tail, '#');
        let (path, query) = split_at_mark(tail, '?');
        let (query, fragment) = (query.map(encode_loose), fragment.map(str::to_owned));
        let path = encode_loose(&path.replace('\\', "/"));
        Some(Self {
            secure,
            host: host.to_lowercase(),
            port: port.filter(|port| *port != default_port),
            path: path.trim_end_matches('/').to_owned(),
            query,
            fragment,
        })
    }

    /// Scheme, host and port.
    pub(crate) fn origin(&self) -> String {
        let mut out = String::from(if self.secure { "https://" } else { "http://" });
        out.push_str(&self.host);
        if let Some(port) = self.port {
            out.push(':');
            out.push_str(&port.to_string());
        }
        out
    }

    /// The whole address without its fragment.
    pub(crate) fn text(&self) -> String {
        let mut out = self.origin();
        out.push_str(&self.path);
        if let Some(query) = &self.query {
            out.push('?');
            out.push_str(query);
        }
        out
    }

    /// The path's segments, decoded, empty ones left out.
    pub(crate) fn segments(&self) -> Vec<String> {
        self.path.split('/').filter(|segment| !segment.is_empty()).map(decode).collect()
    }

    /// The decoded value of a query parameter, if it is there and not empty.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        parameter(self.query.as_deref()?, name)
    }
}

/// The decoded value of a parameter in a query string, if it is there and not empty.
pub(crate) fn parameter(query: &str, name: &str) -> Option<String> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| decode(key) == name)
        .map(|(_, value)| decode_form(value))
        .filter(|value| !value.is_empty())
}

/// The host of an address that the client made itself; the whole text where there is none.
pub(crate) fn host_of(address: &str) -> String {
    Address::parse(address).map_or_else(|| address.to_owned(), |address| address.host)
}

/// What stands before a mark, and after it if it is there.
fn split_at_mark(text: &str, mark: char) -> (&str, Option<&str>) {
    text.split_once(mark).map_or((text, None), |(before, after)| (before, Some(after)))
}

/// Splits `host:port`; `None` for credentials or a port that is no number.
fn split_port(authority: &str) -> Option<(&str, Option<u16>)> {
    if authority.contains('@') {
        return None;
    }
    let after_bracket = authority.rfind(']').map_or(0, |at| at + 1);
    match authority[after_bracket..].split_once(':') {
        None => Some((authority, None)),
        Some((before, "")) => Some((&authority[..after_bracket + before.len()], None)),
        Some((before, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some((&authority[..after_bracket + before.len()], Some(port.parse().ok()?)))
        }
        Some(_) => None,
    }
}

/// Whether a host is made of ordinary labels, or is a bracketed IPv6 address.
fn valid_host(host: &str) -> bool {
    if let Some(inside) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return inside.contains(':') && inside.bytes().all(|b| b.is_ascii_hexdigit() || b == b':' || b == b'.');
    }
    !host.is_empty()
        && host.len() <= 253
        && host.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
        })
}

/// Whether a bare text (no scheme) starts with something that can only be a host: a dotted name with a
/// plausible end, an IPv4 address or `localhost`.
pub(crate) fn looks_like_host(text: &str) -> bool {
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    let Some((host, port)) = split_port(&text[..end]) else { return false };
    if !valid_host(host) {
        return false;
    }
    let Some((_, last)) = host.rsplit_once('.') else {
        return host.eq_ignore_ascii_case("localhost") || (port.is_some() && end < text.len());
    };
    if is_ipv4(host) {
        return true;
    }
    let known = last.len() == 2 || TOP_DOMAINS.iter().any(|top| last.eq_ignore_ascii_case(top));
    last.chars().all(char::is_alphabetic) && (known || (last.len() > 2 && end < text.len()))
}

/// Top-level domains longer than two letters that a portal is likely to have. Others are believed only
/// with a path behind them, so that "data.csv" stays a word.
const TOP_DOMAINS: &[&str] = &[
    "com", "org", "net", "gov", "edu", "int", "mil", "info", "biz", "app", "dev", "data", "city", "asia", "cloud",
    "online", "site", "web", "xyz", "swiss", "brussels", "berlin", "wien", "paris", "london", "invalid", "test",
    "local",
];

/// Whether a host is four numbers.
fn is_ipv4(host: &str) -> bool {
    let mut parts = 0;
    host.split('.').all(|part| {
        parts += 1;
        part.parse::<u8>().is_ok()
    }) && parts == 4
}

/// Whether a host can be reached only inside somebody's network: a single label, a private or loopback
/// number, or a name that never leaves the house.
pub(crate) fn is_internal(host: &str) -> bool {
    if host.starts_with('[') {
        let inside = host.trim_matches(['[', ']']);
        return inside == "::1" || ["fc", "fd", "fe8", "fe9", "fea", "feb"].iter().any(|p| inside.starts_with(p));
    }
    if is_ipv4(host) {
        let mut parts = host.split('.').map(|part| part.parse::<u8>().unwrap_or(0));
        return match (parts.next().unwrap_or(0), parts.next().unwrap_or(0)) {
            (0 | 10 | 127, _) | (192, 168) | (169, 254) => true,
            (172, second) => (16..=31).contains(&second),
            (100, second) => (64..=127).contains(&second),
            _ => false,
        };
    }
    !host.contains('.')
        || [".local", ".internal", ".lan", ".intranet", ".localhost", ".localdomain"]
            .iter()
            .any(|end| host.ends_with(end))
}

/// The absolute form of an address found in a portal's answer, or `None` where nobody outside can
/// follow it: other schemes, credentials, hosts of the portal's own inner network.
pub(crate) fn absolute(portal: &str, reference: &str) -> Option<String> {
    let reference: String = reference.trim().chars().filter(|c| !c.is_control()).collect();
    if reference.is_empty() {
        return None;
    }
    let base = Address::parse(portal)?;
    let full = if has_scheme(&reference) {
        reference
    } else if let Some(rest) = reference.strip_prefix("//") {
        format!("{}://{rest}", if base.secure { "https" } else { "http" })
    } else if reference.starts_with('/') {
        // Portals under a sub-path write it into such addresses themselves, so they start at the host.
        format!("{}{reference}", base.origin())
    } else if looks_like_host(&reference) {
        format!("http://{reference}")
    } else {
        format!("{}{}/{reference}", base.origin(), base.path)
    };
    let mut address = Address::parse(&full)?;
    // An inner address is of use only to someone who reached the portal on the same inner network.
    if is_internal(&address.host) && !is_internal(&base.host) {
        return None;
    }
    // A portal that was set up before it had a certificate still writes `http:` addresses of itself,
    // which a browser would refuse on a secure page.
    if base.secure && !address.secure && address.host == base.host && address.port.is_none() {
        address.secure = true;
    }
    Some(address.text())
}

/// Whether a text starts with a scheme.
fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, rest)| {
        let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
        // `host:8080/file` is not a scheme.
        named && (rest.starts_with("//") || !(scheme.contains('.') || rest.starts_with(|c: char| c.is_ascii_digit())))
    })
}

/// Encodes a query value or path segment: everything but letters, digits and `-._~`.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            push_encoded(&mut out, byte);
        }
    }
    out
}

/// Encodes only what may not stand in an address at all, and keeps what is encoded already.
fn encode_loose(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len() + 8);
    for (at, &byte) in bytes.iter().enumerate() {
        let two_hex = || bytes.get(at + 1..at + 3).is_some_and(|next| next.iter().all(u8::is_ascii_hexdigit));
        match byte {
            b'%' if !two_hex() => out.push_str("%25"),
            0..=0x20 | 0x7f.. | b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => {
                push_encoded(&mut out, byte);
            }
            _ => out.push(char::from(byte)),
        }
    }
    out
}

/// Appends `%XX`.
fn push_encoded(out: &mut String, byte: u8) {
    out.push('%');
    for digit in [byte >> 4, byte & 15] {
        out.push(char::from(if digit < 10 { b'0' + digit } else { b'A' + digit - 10 }));
    }
}

/// Decodes `%XX`; bytes that are not UTF-8 become the replacement character.
pub(crate) fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        let decoded = hex.filter(|_| byte == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok());
        out.push(decoded.unwrap_or(byte));
        at += if decoded.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Decodes a query value, in which a plus sign is a space.
pub(crate) fn decode_form(text: &str) -> String {
    decode(&text.replace('+', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_split_and_put_together() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(Address::parse(text).map(|address| address.text()).as_deref(), expected, "{text}");
        };
        check("https://Data.Contoh.go.id/", Some("https://data.contoh.go.id"));
        check("HTTP://data.contoh.go.id:80/data/", Some("http://data.contoh.go.id/data"));
        check("https://data.contoh.go.id:8443/a b?q=x y#z", Some("https://data.contoh.go.id:8443/a%20b?q=x%20y"));
        check("https://contoh.invalid/データ.csv", Some("https://contoh.invalid/%E3%83%87%E3%83%BC%E3%82%BF.csv"));
        check("https://x.id/100%/a%20b", Some("https://x.id/100%25/a%20b"));
        check("http://[::1]:5000/x", Some("http://[::1]:5000/x"));
        check("https://user:secret@x.id/", None);
        check("https://baik.id\\@jahat.id/", Some("https://baik.id/@jahat.id"));
        check("https:///x", None);
        check("https://x..id/", None);
        check("https://x.id:99999/", None);
        check("https://ex ample.id/", None);
        check("javascript:alert(1)", None);
        check("ftp://x.id/a.csv", None);
        check(&format!("https://x.id/{}", "a".repeat(MAX_LEN)), None);
    }

    #[test]
    fn hosts_are_told_from_words() {
        for host in [
            "data.contoh.go.id",
            "localhost",
            "localhost:5000",
            "127.0.0.1:5000",
            "data.gov",
            "x.desa/dataset",
            "ckan:5000/x",
        ] {
            assert!(looks_like_host(host), "{host}");
        }
        for word in
            ["harga cabai", "data.csv", "1.234,56", "1.234", "Rp12.500", "harga:cabai", "cabai", "a@b.id", "..", ""]
        {
            assert!(!looks_like_host(word), "{word}");
        }
    }

    #[test]
    fn references_become_absolute_or_nothing() {
        let check = |portal: &str, reference: &str, expected: Option<&str>| {
            assert_eq!(absolute(portal, reference).as_deref(), expected, "{reference} at {portal}");
        };
        let portal = "https://data.x.go.id/data";
        check(portal, "/data/dataset/a.csv", Some("https://data.x.go.id/data/dataset/a.csv"));
        check(portal, "unduh/a.csv", Some("https://data.x.go.id/data/unduh/a.csv"));
        check(portal, "//cdn.x.go.id/a.csv", Some("https://cdn.x.go.id/a.csv"));
        check(portal, "www.x.go.id/a.csv", Some("http://www.x.go.id/a.csv"));
        check(portal, "http://data.x.go.id/a.csv", Some("https://data.x.go.id/a.csv"));
        check(portal, "http://lain.x.go.id/a.csv", Some("http://lain.x.go.id/a.csv"));
        check(portal, " https://x.id/data luar (2023).csv\n", Some("https://x.id/data%20luar%20(2023).csv"));
        for closed in [
            "",
            "   ",
            "ftp://x.id/a.csv",
            "javascript:alert(4)",
            "data:text/html,x",
            "http://api/bigdata/x",
            "mailto:a@b.id",
            "http://10.1.2.3/a.csv",
            "http://localhost/a.csv",
            "https://a:b@x.id/",
            "file:///etc/passwd",
            "http://ckan.internal/x",
        ] {
            check(portal, closed, None);
        }
        // On the same inner network they are of use.
        check("http://127.0.0.1:5000", "http://127.0.0.1:9/a.csv", Some("http://127.0.0.1:9/a.csv"));
        check("http://ckan:5000", "http://ckan:5000/a.csv", Some("http://ckan:5000/a.csv"));
    }

    #[test]
    fn coding_goes_both_ways() {
        for text in ["", "a b+c&d=e", "harga:\"cabai\" 100%", "データ🌶", "(a)\\[b]"] {
            assert_eq!(decode(&encode(text)), text);
            assert_eq!(decode_form(&encode(text)), text);
        }
        assert_eq!(decode("%zz%4"), "%zz%4");
        assert_eq!(decode("%ff"), "\u{fffd}");
        assert_eq!(parameter("a=1&portal=https%3A%2F%2Fx.id&b=", "portal").as_deref(), Some("https://x.id"));
        assert_eq!(parameter("a=1&b=", "b"), None);
    }
}
