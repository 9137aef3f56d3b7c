//! Coordinates as people write them: decimal degrees, degrees with minutes and seconds, a hemisphere as a letter
//! before or behind, in Indonesian or English.

/// Which way a coordinate counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// North and south.
    Latitude,
    /// East and west.
    Longitude,
}

/// Letters that name a hemisphere: what they are called, the axis, and whether they count backwards. Longer ones
/// come first.
const HEMISPHERES: &[(&str, Axis, bool)] = &[
    ("ls", Axis::Latitude, true),
    ("lu", Axis::Latitude, false),
    ("bt", Axis::Longitude, false),
    ("bb", Axis::Longitude, true),
    ("s", Axis::Latitude, true),
    ("n", Axis::Latitude, false),
    ("u", Axis::Latitude, false),
    ("e", Axis::Longitude, false),
    ("w", Axis::Longitude, true),
    ("t", Axis::Longitude, false),
    ("b", Axis::Longitude, true),
];

/// Longest text that is looked at, in bytes.
const LONGEST: usize = 80;

/// Degrees of a coordinate, with its axis where a letter names it: `-6.9175`, `6,9175 LS`, `6°55'03" S`,
/// `107 37 09.5 BT`. `None` where it is none.
pub fn angle(text: &str) -> Option<(f64, Option<Axis>)> {
    if text.len() > LONGEST {
        return None;
    }
    let mut rest = text.trim().to_lowercase();
    let mut named = None;
    for (letters, axis, backwards) in HEMISPHERES {
        let inner = rest.strip_suffix(letters).or_else(|| rest.strip_prefix(letters));
        if let Some(inner) = inner {
            named = Some((*axis, *backwards));
            rest = inner.trim().to_owned();
            break;
        }
    }
    // A comma between digits is a decimal mark here: a pair of coordinates is taken apart before.
    let rest = rest.replace(',', ".").replace(['−', '–'], "-");
    let minus = rest.starts_with('-');
    let body = rest.strip_prefix(['-', '+']).unwrap_or(&rest);
    let is_mark = |c: char| c.is_whitespace() || "°º˚*d:'’′m\"”″s".contains(c);
    let mut parts = body.split(is_mark).filter(|part| !part.is_empty()).map(|part| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        digits.then(|| part.parse::<f64>().ok()).flatten()
    });
    let degrees = parts.next()??;
    let mut value = degrees;
    for unit in [60.0, 3600.0] {
        match parts.next() {
            None => break,
            Some(Some(part)) if part < 60.0 && degrees.fract() == 0.0 => value += part / unit,
            Some(_) => return None,
        }
    }
    if parts.next().is_some() || value > 360.0 {
        return None;
    }
    let backwards = minus || named.is_some_and(|(_, backwards)| backwards);
    Some((if backwards { -value } else { value }, named.map(|(axis, _)| axis)))
}

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
    fn angles_are_read_as_people_write_them() {
        let check = |text: &str, expected: Option<(f64, Option<Axis>)>| {
            let got = angle(text);
            let alike = match (got, expected) {
                (Some((one, a)), Some((other, b))) => (one - other).abs() < 1e-9 && a == b,
                (None, None) => true,
                _ => false,
            };
            assert!(alike, "{text:?}: {got:?}, not {expected:?}");
        };
        let south = 6.0 + 55.0 / 60.0 + 3.0 / 3600.0;
        let (lat, lon) = (Some(Axis::Latitude), Some(Axis::Longitude));
        check("-6.9175", Some((-6.9175, None)));
        check("−6,9175", Some((-6.9175, None)));
        check("+107.6191", Some((107.6191, None)));
        check("6,9175 LS", Some((-6.9175, lat)));
        check("6°55'03\" LS", Some((-south, lat)));
        check("6º 55’ 3.0” S", Some((-south, lat)));
        check("S 6 55 03", Some((-south, lat)));
        check("107:37:30 BT", Some((107.625, lon)));
        check("107° 37.5' E", Some((107.625, lon)));
        check("3°30'0\"LU", Some((3.5, lat)));
        check("12 d 30 m W", Some((-12.5, lon)));
        for bad in ["", "abc", "6.5 30", "6 75 0", "6 5 4 3", "1e9", "400", "12-13", "6..5", "--6", "+-6", "NaN"] {
            check(bad, None);
        }
        check(&"9".repeat(100), None);
    }

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
