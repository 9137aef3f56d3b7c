//! What a licence allows, as far as its identifier, title or address tells.

use serde::{Deserialize, Serialize};

use super::Licence;
use crate::i18n::{Message, portal as messages};

/// The kinds of licences that matter to somebody who wants to use the data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LicenceKind {
    /// Anything goes, also without naming the source.
    Open,
    /// Anything goes as long as the source is named.
    Attribution,
    /// As attribution, and what is made of it must be shared under the same licence.
    ShareAlike,
    /// Not for commercial use.
    NonCommercial,
    /// May be passed on, but not changed.
    NoDerivatives,
    /// Not stated, or not one we know.
    #[default]
    Unknown,
}

impl LicenceKind {
    /// A sentence that says what one may do.
    pub const fn message(self) -> Message {
        match self {
            Self::Open => messages::LICENCE_OPEN,
            Self::Attribution => messages::LICENCE_ATTRIBUTION,
            Self::ShareAlike => messages::LICENCE_SHARE_ALIKE,
            Self::NonCommercial => messages::LICENCE_NON_COMMERCIAL,
            Self::NoDerivatives => messages::LICENCE_NO_DERIVATIVES,
            Self::Unknown => messages::LICENCE_UNKNOWN,
        }
    }
}

/// Finds out what a licence allows: by its identifier, then its address, then its title. The first that
/// says something decides, because titles are the most likely to be made up.
pub fn describe_licence(licence: &Licence) -> LicenceKind {
    let id = fold(&licence.id);
    let url = fold(licence.url.as_deref().unwrap_or(""));
    let title = fold(&licence.title);
    [id, url, title].iter().map(|text| kind_of(text)).find(|kind| *kind != LicenceKind::Unknown).unwrap_or_default()
}

/// Lower case with every run of other characters as one hyphen, so that `CC BY-SA 4.0`, `cc_by_sa` and
/// `licenses/by-sa/4.0` look alike.
fn fold(text: &str) -> String {
    let mut out = String::from("-");
    for c in text.chars().take(300).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    if !out.ends_with('-') {
        out.push('-');
    }
    out
}

/// The kind of one folded text. Restrictions are looked for first: `by-nc-sa` is first of all `nc`.
fn kind_of(text: &str) -> LicenceKind {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let creative = has(&["-cc-", "creativecommons", "creative-commons"]);
    if has(&["-nc-", "-noncommercial-", "-non-commercial-", "nonkomersial", "non-komersial", "-other-nc-"]) {
        LicenceKind::NonCommercial
    } else if has(&["-nd-", "noderiv", "no-deriv", "tanpa-turunan"]) {
        LicenceKind::NoDerivatives
    } else if has(&["-other-closed-", "-not-open-", "notspecified", "not-specified", "proprietary"]) {
        LicenceKind::Unknown
    } else if has(&[
        "-odbl-",
        "-odc-odbl-",
        "open-database-license",
        "-gfdl-",
        "free-documentation",
        "share-alike",
        "sharealike",
        "berbagi-serupa",
        "berbagiserupa",
    ]) || (has(&["-by-sa-"]))
    {
        LicenceKind::ShareAlike
    } else if has(&[
        "-cc0-",
        "-cc-zero-",
        "cczero",
        "publicdomain",
        "public-domain",
        "domain-publik",
        "-pddl-",
        "-other-pd-",
        "-cc-pdm-",
        "-zero-1-0-",
        "-wtfpl-",
        "unlicense",
    ]) {
        LicenceKind::Open
    } else if has(&[
        "-odc-by-",
        "-other-at-",
        "-ogl-",
        "open-government-lic",
        "-attribution-",
        "-atribusi-",
        "-notices-",
        "etalab",
        "licence-ouverte",
        "-iodl-2",
        "-dl-de-by-",
    ]) || has(&["-uk-ogl-"])
        || has(&["-cc-by-", "-ccby-", "-licenses-by-"])
        || (creative && has(&["-by-"]))
    {
        LicenceKind::Attribution
    } else if has(&["-other-open-", "-dl-de-zero-"]) {
        LicenceKind::Open
    } else {
        LicenceKind::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::LicenceKind::{Attribution, NoDerivatives, NonCommercial, Open, ShareAlike, Unknown};
    use super::*;

    #[test]
    fn licences_are_understood_by_id_address_or_title() {
        let check = |id: &str, title: &str, url: &str, expected: LicenceKind| {
            let url = (!url.is_empty()).then(|| url.to_owned());
            let licence = Licence { id: id.to_owned(), title: title.to_owned(), url };
            assert_eq!(describe_licence(&licence), expected, "{licence:?}");
        };
        // CKAN's own list.
        for (id, expected) in [
            ("notspecified", Unknown),
            ("odc-pddl", Open),
            ("odc-odbl", ShareAlike),
            ("odc-by", Attribution),
            ("cc-zero", Open),
            ("cc-by", Attribution),
            ("cc-by-sa", ShareAlike),
            ("gfdl", ShareAlike),
            ("other-open", Open),
            ("other-pd", Open),
            ("other-at", Attribution),
            ("uk-ogl", Attribution),
            ("cc-nc", NonCommercial),
            ("other-nc", NonCommercial),
            ("other-closed", Unknown),
            ("lisensi-daerah-99", Unknown),
            ("", Unknown),
            ("cc-by-igo", Attribution),
            ("CC-BY-NC-SA-4.0", NonCommercial),
            ("CC BY-ND 4.0", NoDerivatives),
            ("CC-BY-4.0", Attribution),
            ("CC0-1.0", Open),
            ("hdx-odc-odbl", ShareAlike),
            ("OGL-UK-3.0", Attribution),
        ] {
            check(id, "", "", expected);
        }
        check("", "Creative Commons Attribution Share-Alike", "", ShareAlike);
        check("", "Creative Commons Attribution", "", Attribution);
        check("", "Creative Commons Atribusi 4.0 Internasional", "", Attribution);
        check("", "Creative Commons Non-Commercial (Any)", "", NonCommercial);
        check("", "Lisensi khusus", "https://creativecommons.org/licenses/by-sa/4.0/deed.id", ShareAlike);
        check("", "", "http://www.opendefinition.org/licenses/cc-by", Attribution);
        check("", "", "https://creativecommons.org/publicdomain/zero/1.0/", Open);
        check("lain", "License not specified", "", Unknown);
        check("", "Open Data Commons Public Domain Dedication and License (PDDL)", "", Open);
        check("", "Other (Not Open)", "", Unknown);
    }
}
