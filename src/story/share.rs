//! The share link's fragment: `s1.` and the stored form, deflated and in URL-safe base64.
//!
//! A link carries what a person made, not the data: whoever opens it fetches that from its portal
//! again. The data of a file that only its owner has travels along while the link stays short enough
//! for chat apps.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use crate::base::note::{Problem, ProblemCode};

use super::check::json_bytes;
use super::store::{self, bad};
use super::{Document, Figure, Id};

/// The longest fragment that chat apps and mail programs pass on unharmed, in characters.
pub const LONGEST: usize = 8_000;
/// The most that a fragment may unpack to, in bytes.
pub const UNPACKED: usize = 1024 * 1024;
/// The longest fragment that is read, in characters.
const READ: usize = 2 * 1024 * 1024;
/// The mark of this form of fragment.
const MARK: &str = "s1.";
/// More data than this (as JSON) is not tried: it would not fit a short link.
const DATA_TRIED: usize = 256 * 1024;
/// Deflate at its best.
const LEVEL: u8 = 10;

/// A story as a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// What stands behind the `#` of the address.
    pub fragment: String,
    /// Figures over a person's own file whose data is not in the link, in document order: whoever
    /// opens it sees them only with the file. The HTML file holds all.
    pub incomplete: Vec<Id>,
}

impl Shared {
    /// Whether chat apps may cut it; the HTML file is then the better way.
    pub fn is_long(&self) -> bool {
        self.fragment.len() > LONGEST
    }
}

/// The fragment of a document; the same document always gives the same one.
pub fn encode(document: &Document) -> Result<Shared, Problem> {
    let mut bare = document.clone();
    for figure in &mut bare.figures {
        figure.snapshot = None;
    }
    // The smallest data first, so that as many figures as possible are complete.
    let mut candidates: Vec<(usize, Id)> = document
        .figures
        .iter()
        .filter(|figure| is_own(document, figure))
        .filter_map(|figure| {
            let data = figure.snapshot.as_ref()?;
            Some((json_bytes(data, DATA_TRIED).ok()?, figure.id))
        })
        .collect();
    candidates.sort_unstable();
    let mut total = 0;
    candidates.retain(|(bytes, _)| {
        total += bytes;
        total <= DATA_TRIED
    });

    // A longer list is not always a longer link, but nearly: halving finds the most in a few tries.
    let mut best = None;
    let (mut carried, mut most) = (0, candidates.len());
    while carried < most {
        let tried = carried + (most - carried).div_ceil(2);
        match packed(&with_data(&bare, document, &candidates, tried)) {
            Ok(fragment) if fragment.len() <= LONGEST => {
                carried = tried;
                best = Some(fragment);
            }
            _ => most = tried - 1,
        }
    }
    let fragment = best.map_or_else(|| packed(&bare), Ok)?;
    let carried: Vec<Id> = candidates.iter().take(carried).map(|(_, id)| *id).collect();
    let incomplete = document
        .figures
        .iter()
        .filter(|figure| is_own(document, figure) && !carried.contains(&figure.id))
        .map(|figure| figure.id)
        .collect();
    Ok(Shared { fragment, incomplete })
}

/// The document of a fragment, with or without its `#`. It is untrusted.
pub fn decode(fragment: &str) -> Result<Document, Problem> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    if fragment.len() > READ {
        return Err(bad("too_large"));
    }
    let Some(packed) = fragment.strip_prefix(MARK) else { return Err(other_form(fragment)) };
    // Chat apps take the full stop or bracket behind a link for a part of it.
    let end = packed.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(packed.len());
    let packed = packed.get(..end).unwrap_or_default();
    let deflated = URL_SAFE_NO_PAD.decode(packed).map_err(|error| bad("damaged").detail(error.to_string()))?;
    let json = decompress_to_vec_with_limit(&deflated, UNPACKED).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => bad("too_large"),
        _ => bad("damaged").detail(error.to_string()),
    })?;
    let json = String::from_utf8(json).map_err(|error| bad("damaged").detail(error.to_string()))?;
    store::read(&json)
}

/// Why a fragment without our mark is not read: a mark with a higher number is of a newer Jelajah.
fn other_form(fragment: &str) -> Problem {
    match fragment.split_once('.').and_then(|(mark, _)| mark.strip_prefix('s')) {
        Some(version) if version.len() <= 3 && version.parse::<u16>().is_ok_and(|version| version > 1) => {
            Problem::new(ProblemCode::NewerDocument).arg(version)
        }
        _ => bad("foreign"),
    }
}

fn is_own(document: &Document, figure: &Figure) -> bool {
    document.source(figure.source).is_none_or(|source| !source.origin.refetches())
}

/// The document without data but that of the first `count` candidates.
fn with_data(bare: &Document, document: &Document, candidates: &[(usize, Id)], count: usize) -> Document {
    let mut full = bare.clone();
    for (_, id) in candidates.iter().take(count) {
        if let Some(figure) = full.figures.iter_mut().find(|figure| figure.id == *id) {
            figure.snapshot = document.figure(*id).and_then(|figure| figure.snapshot.clone());
        }
    }
    full
}

fn packed(document: &Document) -> Result<String, Problem> {
    let json = store::write(document);
    if json.len() > UNPACKED {
        return Err(Problem::new(ProblemCode::EditRefused).arg("link_too_large"));
    }
    let deflated = compress_to_vec(json.as_bytes(), LEVEL);
    Ok(format!("{MARK}{}", URL_SAFE_NO_PAD.encode(deflated)))
}

/// Any bytes in the form of a fragment, without its mark.
#[cfg(test)]
pub(super) fn tests_packed(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(compress_to_vec(bytes, LEVEL))
}

#[cfg(test)]
mod tests {
    use super::super::laws::{figure, file_source, portal_source, sample_document, table_of};
    use super::super::{Block, Content, apply, with_snapshot};
    use super::*;
    use crate::story::Command;

    fn packed_text(text: &[u8]) -> String {
        format!("{MARK}{}", tests_packed(text))
    }

    /// A document with one source and a figure for each list of numbers.
    fn document_of(own: bool, data: &[&[f64]]) -> Document {
        let source = if own { file_source("Harga") } else { portal_source("Harga") };
        let mut document = apply(&Document::default(), &Command::AddSource(Box::new(source))).unwrap();
        for numbers in data {
            let id = Id(document.next);
            document = apply(&document, &Command::AddFigure(Box::new(figure(Id(0))))).unwrap();
            document = with_snapshot(&document, id, table_of(numbers));
        }
        document
    }

    fn noise(count: u32) -> Vec<f64> {
        let mut state = 7_u32;
        (0..count)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                f64::from(state)
            })
            .collect()
    }

    #[test]
    fn data_that_can_be_fetched_again_is_not_in_the_link() {
        let document = document_of(false, &[&[1.0, 2.0]]);
        let shared = encode(&document).unwrap();
        assert_eq!(shared.incomplete, []);
        assert_eq!(decode(&shared.fragment).unwrap().figures[0].snapshot, None);
    }

    #[test]
    fn own_data_travels_while_the_link_is_short() {
        let document = document_of(true, &[&[1.0, 2.0], &[3.5]]);
        let shared = encode(&document).unwrap();
        assert_eq!((shared.incomplete.as_slice(), shared.is_long()), ([].as_slice(), false));
        assert_eq!(decode(&shared.fragment).unwrap(), document);
    }

    #[test]
    fn own_data_that_makes_the_link_long_is_left_out_and_named() {
        let (large, small) = (noise(2_000), noise(20));
        let document = document_of(true, &[&large, &small, &large]);
        let shared = encode(&document).unwrap();
        assert_eq!(shared.incomplete, [Id(1), Id(3)]);
        assert!(!shared.is_long());
        let opened = decode(&shared.fragment).unwrap();
        let kept: Vec<bool> = opened.figures.iter().map(|figure| figure.snapshot.is_some()).collect();
        assert_eq!(kept, [false, true, false]);
        // A figure that was never drawn has no data to carry.
        let undrawn = apply(&document, &Command::AddFigure(Box::new(figure(Id(0))))).unwrap();
        assert_eq!(encode(&undrawn).unwrap().incomplete, [Id(1), Id(3), Id(4)]);
    }

    #[test]
    fn a_typical_story_fits_a_chat_message() {
        let shared = encode(&sample_document()).unwrap();
        assert!(shared.fragment.len() < 2_000, "{}", shared.fragment.len());
        assert_eq!(encode(&sample_document()).unwrap(), shared);
    }

    #[test]
    fn a_link_survives_what_chat_apps_add() {
        let document = document_of(true, &[&[1.0]]);
        let fragment = encode(&document).unwrap().fragment;
        for text in
            [format!("#{fragment}"), format!("{fragment}."), format!("{fragment})"), format!("{fragment}== lihat")]
        {
            assert_eq!(decode(&text).as_ref(), Ok(&document), "{text}");
        }
    }

    #[test]
    fn what_is_no_story_is_refused_with_a_reason() {
        let fragment = encode(&document_of(true, &[&[1.0]])).unwrap().fragment;
        let cut = &fragment[..fragment.len() - 5];
        let bomb = packed_text(&vec![b' '; UNPACKED + 1]);
        assert!(bomb.len() < 2_000);
        let cases = [
            ("", "foreign"),
            ("#", "foreign"),
            ("section-2", "foreign"),
            ("s1", "foreign"),
            ("s1.", "damaged"),
            ("s1.!!!", "damaged"),
            ("s1.AAAA", "damaged"),
            (cut, "damaged"),
            (bomb.as_str(), "too_large"),
            (&packed_text(b"\xff\xfe"), "damaged"),
            (&packed_text(b"{}"), "foreign"),
            ("s0.AAAA", "foreign"),
            ("sx.AAAA", "foreign"),
            (&"s1.A".repeat(READ), "too_large"),
        ];
        for (text, reason) in cases {
            let problem = decode(text).unwrap_err();
            assert_eq!(problem.args, [reason], "{:?}", text.get(..40));
        }
        assert_eq!(decode("s2.AAAA"), Err(Problem::new(ProblemCode::NewerDocument).arg("2")));
    }

    #[test]
    fn a_story_that_could_not_be_opened_again_is_not_made_into_a_link() {
        let mut document = Document { next: 12, ..Document::default() };
        for id in 0..12 {
            document.blocks.push(Block { id: Id(id), content: Content::Text("x".repeat(100_000)) });
        }
        let problem = encode(&document).unwrap_err();
        assert_eq!((problem.code, problem.args), (ProblemCode::EditRefused, vec!["link_too_large".to_owned()]));
    }
}
