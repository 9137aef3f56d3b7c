//! A coordinate as people write it: decimal degrees, degrees with minutes and seconds, a hemisphere as a letter
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

/// What a text looks like that is written as degrees in another way than as a plain number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The axis, where a letter names it.
    pub axis: Option<Axis>,
    /// Hardly anything else is written so: it has the sign of degrees and something behind it, or the letters of a
    /// hemisphere (`LS`, `BT`).
    pub sure: bool,
}

/// Whether a text is written as degrees with minutes, or with a hemisphere. Plain numbers are not, whatever they are.
pub fn look(text: &str) -> Option<Look> {
    let text = text.trim();
    // Most texts end here: nothing else than these is in an angle, and few letters.
    let odd = |char: char| !char.is_ascii_digit() && !" .,-+°º˚'’′\"”″*:−–LSUBTNEWDMlsubtnewdm".contains(char);
    if text.len() > LONGEST
        || text.len() < 3
        || text.contains(odd)
        || !text.contains(|char: char| char.is_ascii_digit())
    {
        return None;
    }
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let parts = text.split(|char: char| !char.is_ascii_digit() && char != '.' && char != ',');
    let parts = parts.filter(|part| part.contains(|char: char| char.is_ascii_digit())).count();
    let degrees = text.contains(['°', 'º', '˚']);
    if letters > 5 || (parts < 2 && letters == 0 && !degrees) {
        return None;
    }
    let (_, axis) = angle(text)?;
    let lower = text.to_lowercase();
    let named = ["ls", "lu", "bt", "bb"].into_iter().any(|end| lower.ends_with(end) || lower.starts_with(end));
    let sure =
        (degrees && (parts >= 2 || axis.is_some())) || (named && (parts >= 2 || degrees || lower.contains(['.', ','])));
    Some(Look { axis, sure })
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
    fn the_look_of_degrees() {
        let check = |text: &str, expected: Option<(Option<Axis>, bool)>| {
            assert_eq!(look(text).map(|look| (look.axis, look.sure)), expected, "{text:?}");
        };
        let (lat, lon) = (Some(Axis::Latitude), Some(Axis::Longitude));
        check("6°12'30\" LS", Some((lat, true)));
        check("106 49 00 BT", Some((lon, true)));
        check("106,8 BT", Some((lon, true)));
        check("-6° 12.5'", Some((None, true)));
        check("6 12 30", Some((None, false)));
        check("S 6 55 03", Some((lat, false)));
        check("6:12:30", Some((None, false)));
        check("25°", Some((None, false)));
        for none in
            ["-6.2088", "12", "25 °C", "Blok 5", "12 BT 5 LS", "12-13", "1 2 3 4", "", "LS", "6 75 0", "12 meter"]
        {
            check(none, None);
        }
    }
}
