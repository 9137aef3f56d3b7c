//! What a file is, by its first bytes: many a "CSV" is a spreadsheet, a picture or a login page.

use crate::base::note::{Problem, ProblemCode};

/// How many first bytes the decision needs.
pub(crate) const HEAD: usize = 1024;

/// The beginnings of formats that are not delimited text.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF", "PDF"),
    (b"\xD0\xCF\x11\xE0", "XLS"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1F\x8B", "GZ"),
    (b"PAR1", "Parquet"),
    (b"Rar!", "RAR"),
    (b"7z\xBC\xAF", "7Z"),
    (b"SQLite format 3\0", "SQLite"),
    (b"{\\rtf", "RTF"),
    (b"\x00\x00\x27\x0A", "Shapefile"),
];

/// Nothing when the head of a file could be delimited text, otherwise why it is not.
pub(crate) fn check_head(head: &[u8]) -> Result<(), Problem> {
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(unsupported(format));
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let has = |part: &[u8]| memchr::memmem::find(head, part).is_some();
        return Err(unsupported(if has(b"xl/") || has(b"[Content_Types].xml") {
            "XLSX"
        } else if has(b"opendocument.spreadsheet") {
            "ODS"
        } else {
            "ZIP"
        }));
    }
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    match text {
        [b'<', rest @ ..] => markup(rest),
        [b'{', rest @ ..] if matches!(rest.trim_ascii_start(), [b'"' | b'}', ..]) => Err(unsupported("JSON")),
        [b'[', rest @ ..] if matches!(rest.trim_ascii_start(), [b'{' | b'[' | b'"' | b']', ..]) => {
            Err(unsupported("JSON"))
        }
        _ => Ok(()),
    }
}

/// Markup behind its first `<`.
fn markup(rest: &[u8]) -> Result<(), Problem> {
    let starts = |word: &str| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()));
    if ["!doctype html", "html", "head", "body", "table", "script", "meta", "!--", "div", "center", "style"]
        .into_iter()
        .any(starts)
    {
        return Err(Problem::new(ProblemCode::HtmlInsteadOfData));
    }
    if starts("?xml") || starts("kml") || starts("gpx") || starts("rss") || starts("!doctype") {
        let html = rest.windows(5).any(|part| part.eq_ignore_ascii_case(b"<html"));
        return Err(if html { Problem::new(ProblemCode::HtmlInsteadOfData) } else { unsupported("XML") });
    }
    Ok(())
}

fn unsupported(format: &str) -> Problem {
    Problem::new(ProblemCode::UnsupportedFormat).arg(format)
}

/// Whether decoded text has more control characters than any text does.
pub(crate) fn is_binary(text: &str) -> bool {
    // Tabs, line ends, form feeds and the end-of-file mark of DOS are not held against it.
    let controls =
        text.bytes().filter(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1A)).count();
    controls * 50 > text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &[u8], want: Option<(ProblemCode, &[&str])>) {
        let got = check_head(head).err().map(|problem| (problem.code, problem.args));
        assert_eq!(
            got,
            want.map(|(code, args)| (code, args.iter().map(|arg| (*arg).to_owned()).collect())),
            "{head:?}"
        );
    }

    #[test]
    fn formats_show_themselves() {
        use ProblemCode::{HtmlInsteadOfData, UnsupportedFormat};
        check(b"a,b\n1,2", None);
        check(b"", None);
        check(b"[Metode Baru],x\n", None);
        check(b"{a},b\n", None);
        check(b"<5 tahun,5-10 tahun\n", None);
        check(b"PKL,b\n", None);
        check(b"%PDF-1.4", Some((UnsupportedFormat, &["PDF"])));
        check(b"PK\x03\x04....xl/workbook.xml", Some((UnsupportedFormat, &["XLSX"])));
        check(b"PK\x03\x04....x.csv", Some((UnsupportedFormat, &["ZIP"])));
        check(b"\xD0\xCF\x11\xE0\xA1", Some((UnsupportedFormat, &["XLS"])));
        check(b"\x89PNG\r\n", Some((UnsupportedFormat, &["PNG"])));
        check(b"\xEF\xBB\xBF { \"a\": 1}", Some((UnsupportedFormat, &["JSON"])));
        check(b"[{\"a\":1}]", Some((UnsupportedFormat, &["JSON"])));
        check(b"\r\n<!DOCTYPE html><html>", Some((HtmlInsteadOfData, &[])));
        check(b"<table><tr>", Some((HtmlInsteadOfData, &[])));
        check(b"<?xml version=\"1.0\"?><kml>", Some((UnsupportedFormat, &["XML"])));
        check(b"<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=", Some((HtmlInsteadOfData, &[])));
    }
}
