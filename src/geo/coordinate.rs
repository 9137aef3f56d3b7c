//! Pairs of coordinates in one text, as people write them.

pub use crate::base::angle::{Axis, angle};

/// Longitude and latitude of two coordinates in one text, latitude first unless letters or sizes say otherwise:
/// `-6.9175, 107.6191`, `6°55'03" LS 107°37'09" BT`.
pub fn pair(text: &str) -> Option<(f64, f64)> {
    let text = text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    // The cut may be at a semicolon, at a comma with a blank, at a comma between points, or behind a letter.
    let cuts = [";", ", ", " / ", "/", "|"].iter().filter_map(|mark| text.split_once(mark));
    let comma = (text.matches(',').count() == 1 && text.contains('.')).then(|| text.split_once(',')).flatten();
    let letter = || {
        let at = text.char_indices().skip(1).find(|(_, c)| c.is_alphabetic())?.0;
        let end = text.get(at..)?.find(|c: char| !c.is_alphabetic())? + at;
        text.split_at_checked(end)
    };
    let blank = || {
        let mut words = text.split_whitespace();
        let two = (words.next()?, words.next()?);
        words.next().is_none().then_some(two)
    };
    let halves = cuts.chain(comma).chain(letter()).chain(blank());
    for (one, other) in halves {
        let (Some((first, a)), Some((second, b))) = (angle(one), angle(other)) else { continue };
        let turned = a == Some(Axis::Longitude) || b == Some(Axis::Latitude) || first.abs() > 90.0;
        let (lat, lon) = if turned { (second, first) } else { (first, second) };
        if lat.abs() <= 90.0 && lon.abs() <= 180.0 {
            return Some((lon, lat));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_taken_apart() {
        let check = |text: &str, expected: Option<(f64, f64)>| assert_eq!(pair(text), expected, "{text:?}");
        let bandung = Some((107.5, -6.75));
        check("-6.75, 107.5", bandung);
        check("-6.75,107.5", bandung);
        check("-6,75; 107,5", bandung);
        check("(107.5, -6.75)", bandung);
        check("-6.75 107.5", bandung);
        check("6°45'0\" LS 107°30'0\" BT", bandung);
        check("107.5 BT; 6.75 LS", bandung);
        check("-6.75", None);
        check("6.75, 7.25, 8", None);
        check("200, 300", None);
    }
}
