//! The letter to a portal's operator (walidata): what does not work, why it matters, and the exact setting
//! that changes it; and the letter to the publisher of a file that only people can read.

use crate::base::lang::Lang;
use crate::i18n::portal as messages;
use crate::portal::address::host_of;
use crate::portal::{Portal, PortalKind, plain};

/// What a letter asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// That other pages may read the catalogue and rows.
    pub open_api: bool,
    /// That other pages may read the files.
    pub open_files: bool,
    /// That the portal answers by `https:`.
    pub https: bool,
}

/// A letter ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its subject.
    pub subject: String,
    /// Its text, in lines.
    pub body: String,
}

/// Writes the letter. `page` is the address of our own page (for whoever wants to open the portal to us
/// alone), `sender` the name to sign with, `file_hosts` the hosts that the closed files lie on.
pub fn letter(portal: &Portal, wish: Wish, page: &str, sender: &str, file_hosts: &[String], lang: Lang) -> Letter {
    let host = host_of(&portal.address);
    let title = plain::line(&portal.title);
    let origin =
        crate::portal::address::Address::parse(page).map_or_else(|| page.to_owned(), |address| address.origin());
    let fill =
        |message: crate::i18n::Message| message.with(lang, &[("host", &host), ("title", &title), ("origin", &origin)]);
    let mut parts = vec![fill(messages::LETTER_OPENING)];
    if wish.open_api {
        parts.push(fill(messages::LETTER_API));
        parts.push(settings(portal, &origin, lang));
    }
    if wish.open_files {
        parts.push(fill(messages::LETTER_FILES));
        let elsewhere: Vec<&str> =
            file_hosts.iter().map(String::as_str).filter(|other| *other != host).take(10).collect();
        if !elsewhere.is_empty() {
            parts.push(messages::LETTER_FILE_HOSTS.with(lang, &[("hosts", &elsewhere.join(", "))]));
        }
        parts.push("    add_header Access-Control-Allow-Origin \"*\" always;".to_owned());
    }
    if wish.https {
        parts.push(fill(messages::LETTER_HTTPS));
    }
    parts.push(fill(messages::LETTER_SAFE));
    parts.push(fill(messages::LETTER_CLOSING));
    let sender = plain::line(sender);
    if !sender.is_empty() {
        parts.push(sender);
    }
    Letter { subject: fill(messages::LETTER_SUBJECT), body: parts.join("\n\n") }
}

/// A file that only people can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Who published it, where that is known.
    pub publisher: Option<String>,
    /// Its name.
    pub name: String,
    /// Where it is to be found; its name where nothing else is known.
    pub address: String,
    /// It is a picture, otherwise a PDF.
    pub is_picture: bool,
}

/// Writes the letter that asks for the table in a file that only people can read. `sender` is the name to sign with.
pub fn table_letter(file: &Unreadable, sender: &str, lang: Lang) -> Letter {
    let publisher = file.publisher.as_deref().map(plain::line).filter(|publisher| !publisher.is_empty());
    let to = match publisher {
        Some(title) => messages::LETTER_TABLE_STEWARD.with(lang, &[("title", &title)]),
        None => messages::LETTER_TABLE_PUBLISHER.text(lang).to_owned(),
    };
    let (name, address) = (plain::line(&file.name), plain::line(&file.address));
    let why = if file.is_picture { messages::LETTER_TABLE_PICTURE } else { messages::LETTER_TABLE_PDF };
    let mut parts = vec![
        messages::LETTER_TABLE_OPENING.with(lang, &[("to", &to), ("address", &address)]),
        why.text(lang).to_owned(),
        messages::LETTER_TABLE_WISH.text(lang).to_owned(),
        messages::LETTER_CLOSING.text(lang).to_owned(),
    ];
    let sender = plain::line(sender);
    if !sender.is_empty() {
        parts.push(sender);
    }
    Letter { subject: messages::LETTER_TABLE_SUBJECT.with(lang, &[("file", &name)]), body: parts.join("\n\n") }
}

/// The lines to write into the configuration.
fn settings(portal: &Portal, origin: &str, lang: Lang) -> String {
    if portal.kind != PortalKind::Ckan {
        return format!("{}\n\n    Access-Control-Allow-Origin: *", messages::LETTER_HEADER.text(lang));
    }
    // From 2.3 to 2.9 the list of origins is read only where the other setting stands in the file at all.
    let allow = "    ckan.cors.origin_allow_all = true";
    let list = format!("    ckan.cors.origin_allow_all = false\n    ckan.cors.origin_whitelist = {origin}");
    format!("{}\n\n{allow}\n\n{}\n\n{list}", messages::LETTER_CKAN.text(lang), messages::LETTER_CKAN_ALONE.text(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_asks_for_a_table() {
        let file = Unreadable {
            publisher: Some("Satu Data <b>X</b>".to_owned()),
            name: "laporan.pdf".to_owned(),
            address: "https://data.x.go.id/laporan.pdf".to_owned(),
            is_picture: false,
        };
        for lang in [Lang::Id, Lang::En] {
            let letter = table_letter(&file, "Ani", lang);
            assert!(letter.subject.contains("laporan.pdf"));
            for part in ["Satu Data X", "https://data.x.go.id/laporan.pdf", "PDF", "CSV", "XLSX"] {
                assert!(letter.body.contains(part), "{lang:?} {part}: {}", letter.body);
            }
            assert!(letter.body.ends_with("Ani") && !letter.body.contains('{'), "{}", letter.body);
        }
        let own = Unreadable { publisher: None, is_picture: true, ..file };
        let letter = table_letter(&own, "", Lang::Id);
        assert!(letter.body.starts_with("Yth. penerbit data,") && letter.body.contains("gambar"));
    }

    #[test]
    fn a_letter_names_the_setting() {
        let portal = Portal {
            address: "https://data.x.go.id".to_owned(),
            api: "https://data.x.go.id/api/3/action".to_owned(),
            title: "Satu Data <b>X</b>".to_owned(),
            kind: PortalKind::Ckan,
            version: Some("2.9.5".to_owned()),
            datastore: Some(true),
        };
        let wish = Wish { open_api: true, open_files: true, https: false };
        for lang in [Lang::Id, Lang::En] {
            let letter =
                letter(&portal, wish, "https://jelajah.invalid/app/?x=1", "Ani", &["cdn.y.id".to_owned()], lang);
            for part in [
                "ckan.cors.origin_allow_all = true",
                "ckan.cors.origin_whitelist = https://jelajah.invalid\n",
                "Access-Control-Allow-Origin",
                "cdn.y.id",
                "Satu Data X",
                "data.x.go.id",
            ] {
                assert!(letter.body.contains(part), "{lang:?} {part}: {}", letter.body);
            }
            assert!(
                letter.body.ends_with("Ani") && !letter.body.contains('{') && !letter.subject.contains('{'),
                "{}",
                letter.body
            );
        }
        let other = Portal { kind: PortalKind::Jakarta, ..portal };
        let letter = letter(&other, Wish { open_api: true, ..Wish::default() }, "x", "", &[], Lang::Id);
        assert!(!letter.body.contains("ckan.") && letter.body.contains("Access-Control-Allow-Origin: *"));
    }
}
