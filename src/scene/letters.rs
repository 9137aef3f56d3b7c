//! The letters of the shipped face as lines, for files that shall hold no text: every program draws them alike, and
//! nobody can edit them as words. `xtask/fonts/build.py` writes their file, which is fetched when somebody asks.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::svg::push_number;
use super::{Anchor, Weight};

/// All letters of both weights.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Letters {
    /// Font units in one em.
    units: u16,
    regular: Alphabet,
    bold: Alphabet,
}

/// The letters of a weight.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Alphabet {
    /// Advance in font units, and the lines in SVG's words, upwards positive.
    glyphs: BTreeMap<char, (i32, String)>,
    /// Letters, and by how much which letters after one of them stand farther off.
    kern: Vec<(String, Vec<(i32, String)>)>,
}

impl Alphabet {
    /// How much farther off `second` stands from `first`, in font units.
    fn kern(&self, first: char, second: char) -> i32 {
        let row = self.kern.iter().find(|(firsts, _)| firsts.contains(first));
        row.and_then(|(_, row)| row.iter().find(|(_, seconds)| seconds.contains(second))).map_or(0, |(by, _)| *by)
    }
}

impl Letters {
    /// Reads the file; `None` where it is none.
    pub fn read(json: &[u8]) -> Option<Self> {
        serde_json::from_slice(json).ok().filter(|letters: &Self| letters.units > 0)
    }

    /// A line of text as the data of one SVG path, set as a browser sets `<text>`: spaces together count as one,
    /// pairs are kerned. `None` where the face lacks a letter.
    pub fn path(
        &self,
        text: &str,
        (x, y): (f64, f64),
        (size_px, weight): (f64, Weight),
        anchor: Anchor,
    ) -> Option<String> {
        let alphabet = match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        let text = text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let mut placed = Vec::with_capacity(text.len());
        let (mut width, mut before) = (0, None);
        for letter in text.chars().filter(|letter| !letter.is_control()) {
            let (advance, lines) = alphabet.glyphs.get(&letter)?;
            width += before.map_or(0, |before| alphabet.kern(before, letter));
            placed.push((width, lines));
            width += advance;
            before = Some(letter);
        }
        let scale = size_px / f64::from(self.units);
        let left = x - match anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => f64::from(width) * scale / 2.0,
            Anchor::End => f64::from(width) * scale,
        };
        let mut out = String::new();
        for (at, lines) in placed {
            draw(&mut out, lines, (left + f64::from(at) * scale, y), scale);
        }
        Some(out)
    }
}

/// Adds a letter's lines, enlarged and at their place.
fn draw(out: &mut String, lines: &str, (left, base): (f64, f64), scale: f64) {
    let mut rest = lines;
    while let Some(command) = rest.chars().next() {
        let after = &rest[command.len_utf8()..];
        let end = after.find(|sign: char| sign.is_ascii_alphabetic()).unwrap_or(after.len());
        let numbers = after[..end].split([' ', ',']).filter_map(|number| number.parse::<f64>().ok());
        out.push(command);
        for (index, number) in numbers.enumerate() {
            if index > 0 {
                out.push(' ');
            }
            let upright = command == 'V' || command != 'H' && index % 2 == 1;
            push_number(out, if upright { base - number * scale } else { left + number * scale });
        }
        rest = &after[end..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::width::text_width;

    fn letters() -> Letters {
        Letters::read(include_bytes!("../../assets/fonts/letters.json")).unwrap()
    }

    /// A face of two letters, ten units high.
    fn small() -> Letters {
        let face = r#"{"glyphs": {"l": [4, "M1 0V10H3V0Z"], " ": [5, ""]}, "kern": [["l", [[-1, "l"]]]]}"#;
        Letters::read(format!(r#"{{"units": 10, "regular": {face}, "bold": {face}}}"#).as_bytes()).unwrap()
    }

    #[test]
    fn a_line_is_set_as_a_browser_sets_it() {
        for (text, anchor, expected) in [
            ("l", Anchor::Start, "M102 50V30H106V50Z"),
            // Eight wide each, two closer together.
            ("ll", Anchor::Start, "M102 50V30H106V50ZM108 50V30H112V50Z"),
            ("ll", Anchor::End, "M88 50V30H92V50ZM94 50V30H98V50Z"),
            ("ll", Anchor::Middle, "M95 50V30H99V50ZM101 50V30H105V50Z"),
            (" l  \n l ", Anchor::Start, "M102 50V30H106V50ZM120 50V30H124V50Z"),
            ("", Anchor::End, ""),
        ] {
            let path = small().path(text, (100.0, 50.0), (20.0, Weight::Bold), anchor);
            assert_eq!(path.as_deref(), Some(expected), "{text:?}");
        }
        assert_eq!(small().path("la", (0.0, 0.0), (20.0, Weight::Regular), Anchor::Start), None);
    }

    #[test]
    fn what_is_no_file_of_letters_is_none() {
        for text in [
            "",
            "{}",
            "[]",
            r#"{"units": 0, "regular": {"glyphs": {}, "kern": []}, "bold": {"glyphs": {}, "kern": []}}"#,
        ] {
            assert_eq!(Letters::read(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn letters_are_as_wide_as_the_layout_takes_them_for() {
        let letters = letters();
        for (face, weight) in [(&letters.regular, Weight::Regular), (&letters.bold, Weight::Bold)] {
            assert!(face.glyphs.len() > 400, "{} letters", face.glyphs.len());
            for (letter, (advance, _)) in &face.glyphs {
                let width = text_width(&letter.to_string(), f64::from(letters.units), weight);
                assert!((width - f64::from(*advance)).abs() < 0.5, "{letter:?}: {advance}, laid out as {width}");
            }
            assert!(face.kern('T', 'a') < 0 && face.kern('A', 'V') < 0, "no kerning");
            assert_eq!(face.kern('1', '1'), 0, "figures stand in columns");
        }
    }
}
