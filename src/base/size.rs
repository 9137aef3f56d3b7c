//! Words of size behind figures: `Rp 1,5 juta`, `2,3 miliar`, `15 ribu`, `1,2 T`.
//!
//! Words leave no doubt. Letters do: `M` is *miliar* in Indonesia and million elsewhere, `T` may be a tonne. So a
//! letter is a size only where its whole column speaks for it, which is not for this module to say; then it has its
//! Indonesian meaning.

use serde::{Deserialize, Serialize};

use super::number::{self, NumberStyle};
use super::text::trim_bytes;

/// A size that figures are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// 1,000: *ribu*.
    Thousand,
    /// 1,000,000: *juta*.
    Million,
    /// 1,000,000,000: *miliar*.
    Billion,
    /// 1,000,000,000,000: *triliun*.
    Trillion,
}

impl Size {
    /// All of them, from the smallest up.
    pub const ALL: [Self; 4] = [Self::Thousand, Self::Million, Self::Billion, Self::Trillion];

    /// The power of ten.
    pub const fn power(self) -> u8 {
        match self {
            Self::Thousand => 3,
            Self::Million => 6,
            Self::Billion => 9,
            Self::Trillion => 12,
        }
    }
}

/// The closed list of words: in small letters, their size, whether they are nothing else.
const WORDS: [(&str, Size, bool); 24] = [
    ("ribu", Size::Thousand, true),
    ("rb", Size::Thousand, true),
    ("thousand", Size::Thousand, true),
    ("juta", Size::Million, true),
    ("jt", Size::Million, true),
    ("million", Size::Million, true),
    ("mio", Size::Million, true),
    ("miliar", Size::Billion, true),
    ("milyar", Size::Billion, true),
    ("milliar", Size::Billion, true),
    ("miliard", Size::Billion, true),
    ("mlr", Size::Billion, true),
    ("mlyr", Size::Billion, true),
    ("billion", Size::Billion, true),
    ("bn", Size::Billion, true),
    ("triliun", Size::Trillion, true),
    ("trilyun", Size::Trillion, true),
    ("trilliun", Size::Trillion, true),
    ("tril", Size::Trillion, true),
    ("trillion", Size::Trillion, true),
    ("k", Size::Thousand, false),
    ("m", Size::Billion, false),
    ("b", Size::Billion, false),
    ("t", Size::Trillion, false),
];

/// How many words there are.
pub const WORD_COUNT: usize = WORDS.len();

/// A word of the list, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word(u8);

impl Word {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..WORD_COUNT as u8).map(Self)
    }

    /// Its place in the list, below [`WORD_COUNT`].
    pub const fn place(self) -> usize {
        self.0 as usize
    }

    /// As it is shown: letters are written large.
    pub fn text(self) -> String {
        let word = WORDS[self.place()].0;
        if word.len() == 1 { word.to_uppercase() } else { word.to_owned() }
    }

    /// Its size.
    pub const fn size(self) -> Size {
        WORDS[self.place()].1
    }

    /// Whether it is nothing else.
    pub const fn is_sure(self) -> bool {
        WORDS[self.place()].2
    }
}

/// The figure in front of a word of size, and the word. The figure is not looked at yet.
#[inline]
pub fn split(cell: &[u8]) -> Option<(&[u8], Word)> {
    /// `, rupiah` and `,-` around a figure of twenty digits.
    const LONGEST: usize = 64;
    let mut text = trim_bytes(cell);
    // Most texts end here: a figure begins with a digit, a sign or a currency.
    if text.len() > LONGEST
        || !matches!(text.first()?, b'0'..=b'9' | b'R' | b'r' | b'I' | b'i' | b'-' | b'+' | b'.' | 0xE2)
    {
        return None;
    }
    if let Some(rest) = text.strip_suffix(b",-").or_else(|| text.strip_suffix(b".-")) {
        text = trim_bytes(rest);
    }
    if let Some(at) = text.len().checked_sub(6)
        && text.get(at..)?.eq_ignore_ascii_case(b"rupiah")
    {
        text = trim_bytes(text.get(..at)?);
    }
    let letters = text.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (figure, word) = text.split_at_checked(text.len() - letters)?;
    let figure = trim_bytes(figure);
    if !figure.last()?.is_ascii_digit() {
        return None;
    }
    let place = WORDS.iter().position(|(other, ..)| word.eq_ignore_ascii_case(other.as_bytes()))?;
    Some((figure, Word(place as u8)))
}

/// The whole amount that a cell with a word of size says under a style.
pub fn amount(cell: &[u8], style: NumberStyle) -> Option<f64> {
    let (figure, word) = split(cell)?;
    number::scan(figure)?.times(style, word.size().power())
}

#[cfg(test)]
mod tests {
    use super::*;
    use NumberStyle::{En, Id, Plain};

    #[test]
    fn amounts_are_whole() {
        for (cell, style, want) in [
            ("Rp 1,5 juta", Id, 1_500_000.0),
            ("Rp1,5 Juta,-", Id, 1_500_000.0),
            ("2,3 miliar", Id, 2_300_000_000.0),
            ("2,3 Milyar rupiah", Id, 2_300_000_000.0),
            ("15 ribu", Plain, 15_000.0),
            ("15rb", Id, 15_000.0),
            ("1,2 T", Id, 1_200_000_000_000.0),
            ("5 M", Id, 5_000_000_000.0),
            ("1.250 juta", Id, 1_250_000_000.0),
            ("1.5 million", En, 1_500_000.0),
            ("-1,005 ribu", Id, -1_005.0),
            ("8,2 jt", Id, 8_200_000.0),
        ] {
            assert_eq!(amount(cell.as_bytes(), style), Some(want), "{cell}");
        }
    }

    #[test]
    fn other_texts_have_none() {
        for cell in [
            "",
            "juta",
            "1,5",
            "1,5 jutaan",
            "15 ribu orang",
            "500 ribu - 1 juta",
            "Blok 5 M",
            "RT 5",
            "12 meter",
            "Rp juta",
            "5 kg",
            "1,5 juta/ha",
        ] {
            assert_eq!(amount(cell.as_bytes(), Id), None, "{cell}");
        }
        assert_eq!(amount(b"1,5 juta", NumberStyle::Plain), None, "a comma is no decimal mark there");
    }
}
