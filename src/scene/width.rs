//! Text widths from the metrics of the shipped face, so that layout is the same everywhere, and the
//! cutting and wrapping that rests on them.

use super::{Face, Weight, metrics};

/// Width in CSS pixels of one line of text.
pub fn text_width(text: &str, size_px: f64, weight: Weight) -> f64 {
    text.chars().map(|character| advance(character, weight)).sum::<f64>() * size_px
}

/// The same in a face; characters that it lacks come from the usual one.
pub fn text_width_in(face: Face, text: &str, size_px: f64, weight: Weight) -> f64 {
    let own = |character: char| match (face, weight) {
        (Face::Inter, _) => None,
        (Face::Jakarta, Weight::Regular) => known(metrics::JAKARTA_400, character),
        (Face::Jakarta, Weight::Bold) => known(metrics::JAKARTA_600, character),
    };
    let ems = text.chars().map(|character| match own(character) {
        Some(units) => f64::from(units) / f64::from(metrics::JAKARTA_UNITS_PER_EM),
        None => advance(character, weight),
    });
    ems.sum::<f64>() * size_px
}

/// What a table says of a character.
fn known(table: &[(u32, &[u16])], character: char) -> Option<u16> {
    let code = u32::from(character);
    let (first, advances) =
        table.partition_point(|(first, _)| *first <= code).checked_sub(1).and_then(|run| table.get(run))?;
    advances.get((code - first) as usize).copied()
}

/// Width of a character in ems. Characters that the shipped face lacks come from a system face whose
/// widths nobody knows; they are taken as wide as they usually are.
fn advance(character: char, weight: Weight) -> f64 {
    let table = match weight {
        Weight::Regular => metrics::ADVANCES_400,
        Weight::Bold => metrics::ADVANCES_600,
    };
    match (known(table, character), u32::from(character)) {
        (Some(units), _) => f64::from(units) / f64::from(metrics::UNITS_PER_EM),
        (None, 0x0300..=0x036F) => 0.0,
        (None, 0x1100..=0x11FF | 0x2E80..=0xFFEF | 0x1_F000..) => 1.05,
        (None, _) => 0.62,
    }
}

/// The text, or as much of its beginning as fits with an ellipsis after it.
pub fn ellipsis(text: &str, size_px: f64, weight: Weight, max_px: f64) -> String {
    if text_width(text, size_px, weight) <= max_px {
        return text.to_owned();
    }
    let room = max_px - text_width("…", size_px, weight);
    let mut used = 0.0;
    let mut kept: String = text
        .chars()
        .take_while(|character| {
            used += advance(*character, weight) * size_px;
            used <= room
        })
        .collect();
    kept.truncate(kept.trim_end_matches([' ', ',', '.', '-', '(']).len());
    kept.push('…');
    kept
}

/// The text in lines no wider than `max_px`, broken between words, and inside a word only where it
/// does not fit a line of its own; what does not fit `max_lines` is cut with an ellipsis.
pub fn wrap(text: &str, size_px: f64, weight: Weight, max_px: f64, max_lines: usize) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for (index, word) in words.iter().enumerate() {
        let joined = if line.is_empty() { (*word).to_owned() } else { format!("{line} {word}") };
        if text_width(&joined, size_px, weight) <= max_px {
            line = joined;
            continue;
        }
        if lines.len() + 1 >= max_lines {
            // The last line takes all that is left and is cut where it no longer fits.
            let rest = words.get(index..).unwrap_or_default().join(" ");
            let all = if line.is_empty() { rest } else { format!("{line} {rest}") };
            lines.push(ellipsis(&all, size_px, weight, max_px));
            return lines;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        (*word).clone_into(&mut line);
        while text_width(&line, size_px, weight) > max_px && line.chars().count() > 1 && lines.len() + 1 < max_lines {
            let (head, tail) = split_word(&line, size_px, weight, max_px);
            lines.push(head);
            line = tail;
        }
        if text_width(&line, size_px, weight) > max_px {
            let rest = words.get(index + 1..).unwrap_or_default().join(" ");
            lines.push(ellipsis(format!("{line} {rest}").trim_end(), size_px, weight, max_px));
            return lines;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// As many characters of a word as fit, at least one, and the rest; a break after a slash or hyphen
/// in the second half of what fits is preferred.
fn split_word(word: &str, size_px: f64, weight: Weight, max_px: f64) -> (String, String) {
    let mut used = 0.0;
    let mut end = 0;
    for (at, character) in word.char_indices() {
        used += advance(character, weight) * size_px;
        if used > max_px && end > 0 {
            break;
        }
        end = at + character.len_utf8();
    }
    let head = word.get(..end).unwrap_or(word);
    let natural = head.rfind(['/', '-', '_']).map(|at| at + 1).filter(|at| *at * 2 >= end && *at < word.len());
    let (head, tail) = word.split_at_checked(natural.unwrap_or(end)).unwrap_or((word, ""));
    (head.to_owned(), tail.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn widths_grow_with_size_weight_and_length() {
        let regular = text_width("Bandung", 13.0, Weight::Regular);
        assert!((40.0..70.0).contains(&regular), "{regular}");
        assert!(text_width("Bandung", 13.0, Weight::Bold) > regular);
        assert!((text_width("Bandung", 26.0, Weight::Regular) - 2.0 * regular).abs() < 1e-9);
        assert!(text_width("", 13.0, Weight::Regular).abs() < 1e-9);
        let digits: Vec<f64> = ('0'..='9').map(|digit| text_width(&digit.to_string(), 13.0, Weight::Regular)).collect();
        assert!(digits.iter().all(|width| (width - digits[0]).abs() < 1e-9), "figures are tabular: {digits:?}");
    }

    #[test]
    fn long_text_is_cut_and_wrapped() {
        let name = "Dinas Perdagangan dan Perindustrian Kota Bandung";
        let cut = ellipsis(name, 13.0, Weight::Regular, 120.0);
        assert!(cut.ends_with('…') && name.starts_with(cut.trim_end_matches('…')), "{cut}");
        assert_eq!(ellipsis("Cibiru", 13.0, Weight::Regular, 120.0), "Cibiru");
        let lines = wrap(name, 13.0, Weight::Regular, 160.0, 3);
        assert_eq!(lines.join(" "), name);
        let two = wrap(name, 13.0, Weight::Regular, 120.0, 2);
        assert_eq!(two.len(), 2);
        assert!(two[1].ends_with('…'), "{two:?}");
        assert!(wrap("   ", 13.0, Weight::Regular, 120.0, 2).is_empty());
    }

    proptest! {
        #[test]
        fn lines_fit_and_lose_nothing_while_there_is_room(text in "[a-zA-Z/ 0-9é-]{0,120}", max in 30.0..300.0_f64) {
            let lines = wrap(&text, 13.0, Weight::Regular, max, 1000);
            for line in &lines {
                prop_assert!(text_width(line, 13.0, Weight::Regular) <= max, "{line}");
            }
            let squeeze = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(squeeze(&lines.concat()), squeeze(&text));
            prop_assert!(wrap(&text, 13.0, Weight::Regular, max, 2).len() <= 2);
        }
    }
}
