//! Which addresses a document may hold: a shared document is untrusted, and an address in it ends
//! up in a link or a request.

/// Longest address, in bytes; signed download links of object stores reach 2 KB.
pub const LONGEST: usize = 8_192;

/// Whether it is an absolute `https:` or `http:` address with a host and without credentials.
///
/// Inner spaces are let through because portals write them into file names and browsers encode them.
pub fn is_web(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    if !(scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")) || !is_plain(text) {
        return false;
    }
    let Some(rest) = rest.strip_prefix("//") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    !authority.is_empty() && !authority.starts_with(':') && !authority.contains(['@', ' ', '<', '>', '"'])
}

/// Whether it may stand behind a link in a text: a web address, or `mailto:` with an address.
pub fn is_link(text: &str) -> bool {
    if is_web(text) {
        return true;
    }
    match text.split_once(':') {
        Some((scheme, rest)) => scheme.eq_ignore_ascii_case("mailto") && rest.contains('@') && is_plain(text),
        None => false,
    }
}

/// Whether it may stand in a source of the sample portal, whose addresses lead into the page itself:
/// a web address, a relative path, or one of the page's own schemes.
pub fn is_sample(text: &str) -> bool {
    if is_web(text) {
        return true;
    }
    if !is_plain(text) || text.starts_with('/') {
        return false;
    }
    let head = text.split(['/', '?', '#']).next().unwrap_or_default();
    match head.split_once(':') {
        Some((scheme, _)) => ["contoh", "sample", "jelajah"].contains(&scheme),
        None => true,
    }
}

/// Bounded, and free of what address parsers skip or turn round (control characters, backslashes).
fn is_plain(text: &str) -> bool {
    text.len() <= LONGEST && !text.chars().any(|c| c.is_control() || c == '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_cannot_run_anything_pass() {
        // (address, web, link, sample)
        let cases = [
            ("https://data.bandung.go.id", true, true, true),
            ("HTTP://data.go.id:8080/a b.csv?x=1#y", true, true, true),
            ("https://data.go.id?x", true, true, true),
            ("mailto:walidata@bandung.go.id", false, true, false),
            ("mailto:", false, false, false),
            ("javascript:alert(1)", false, false, false),
            ("java\nscript:alert(1)", false, false, false),
            ("data:text/html,x", false, false, false),
            ("vbscript:x", false, false, false),
            ("blob:https://a/b", false, false, false),
            ("file:///etc/passwd", false, false, false),
            ("//host.example/x", false, false, false),
            ("https:host", false, false, false),
            ("https://", false, false, false),
            ("https:///x", false, false, false),
            ("https://:80/", false, false, false),
            ("https://user:pass@host/", false, false, false),
            ("https://a\\@b/", false, false, false),
            ("https://a\tb/", false, false, false),
            (" https://a/", false, false, false),
            ("contoh", false, false, true),
            ("contoh/harga.csv", false, false, true),
            ("contoh:harga", false, false, true),
            ("/abs", false, false, false),
            ("", false, false, true),
        ];
        for (text, web, link, sample) in cases {
            assert_eq!((is_web(text), is_link(text), is_sample(text)), (web, link, sample), "{text:?}");
        }
        assert!(!is_web(&format!("https://a/{}", "x".repeat(LONGEST))));
    }
}
