//! A name with a random mistake never becomes another region, unless it is exactly what that one is called.

use proptest::prelude::*;

use super::*;

/// One mistake of a hand at a keyboard.
fn mistake(text: &str, kind: u8, at: usize, letter: char) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let at = at % chars.len().max(1);
    match kind {
        0 => {
            chars.remove(at);
        }
        1 => chars.insert(at, letter),
        2 => chars[at] = letter,
        3 if at + 1 < chars.len() => chars.swap(at, at + 1),
        4 => {
            let mut words: Vec<&str> = text.split(' ').collect();
            if words.len() > 1 {
                words.remove(at % words.len());
            }
            return words.join(" ");
        }
        _ => {
            let mut words: Vec<&str> = text.split(' ').collect();
            let first = at % words.len();
            words.rotate_left(first);
            return words.join(" ");
        }
    }
    chars.into_iter().collect()
}

/// Whether a text, its word for a kind apart, is exactly a name or an alias of a region.
fn is_called(text: &str, region: usize) -> bool {
    let words = names::words(text);
    // A gap may have moved into the word for the kind: `Kabupate nLuwu`.
    let joined = names::key_of(&words);
    let without_kind = ["", "kabupaten", "kab", "kota", "provinsi", "kecamatan"].map(|word| joined.strip_prefix(word));
    let called = |key: &str| LIST.called(key).iter().any(|entry| entry.region == region);
    without_kind.into_iter().flatten().any(called)
        || (0..words.len()).any(|from| {
            (from + 1..=words.len()).any(|to| {
                let rest: Vec<&String> = words[..from].iter().chain(&words[to..]).collect();
                rest.iter().all(|word| names::kind_words(&[(*word).clone()]).is_some())
                    && called(&names::key_of(&words[from..to]))
            })
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn a_mistake_never_makes_another_region(
        region in 0_usize..552,
        with_province: bool,
        mistakes in prop::collection::vec((0_u8..6, 0_usize..40, prop::char::range('a', 'z')), 1..4),
    ) {
        let truth = &LIST.regions()[region];
        let mut written = truth.title();
        for (kind, at, letter) in mistakes {
            written = mistake(&written, kind, at, letter);
        }
        let province = LIST.lineage(region).last().unwrap();
        let mut columns = vec![("nama", vec![written.clone(), "Kab. Garut".to_owned(), "Kota Depok".to_owned()])];
        if with_province {
            columns.push(("provinsi", vec![LIST.regions()[province].name.clone(), "Jawa Barat".to_owned(), "Jawa Barat".to_owned()]));
        }
        let got = outcomes(&columns, &Options::default());
        if is_match(&got[0]) && got[0] != truth.code {
            let other = LIST.position(&got[0], System::Kemendagri).unwrap();
            prop_assert!(is_called(&written, other), "{} became {} from {}", truth.title(), got[0], written);
        }
        prop_assert_eq!(&got[1..], ["32.05", "32.76"]);
    }

    #[test]
    fn any_table_has_a_verdict_for_every_row(
        rows in prop::collection::vec(("\\PC{0,30}|[0-9., ]{0,8}|(Kota |Kab. |)(Bandung|Jambi|Sorong)", "[0-9]{0,4}|(Papua|Jawa Barat|x)?"), 0..12),
    ) {
        let one = rows.iter().map(|(one, _)| one.clone()).collect();
        let two = rows.iter().map(|(_, two)| two.clone()).collect();
        prop_assert_eq!(outcomes(&[("a", one), ("b", two)], &Options::default()).len(), rows.len());
    }
}
