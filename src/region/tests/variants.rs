//! Names as people write them: every one is the region it means, or is asked.

use super::*;

#[test]
fn every_variant_is_right_or_asked() {
    let mut expected: Vec<&str> = Vec::new();
    let mut written: Vec<String> = Vec::new();
    for line in include_str!("variants.txt").lines().filter(|line| !line.starts_with('#')) {
        let (code, ways) = line.split_once(':').unwrap();
        for way in ways.split(" | ") {
            expected.push(code);
            written.push(way.trim().to_owned());
        }
    }
    let matches = expected.iter().filter(|code| **code != "?").count();
    assert!(matches >= 300, "{matches} variants");
    let got = outcomes(&[("wilayah", written.clone())], &Options::default());
    let faults: Vec<String> = written
        .iter()
        .zip(expected.iter().zip(&got))
        .filter(|(_, (expected, got))| if **expected == "?" { is_match(got) } else { got != *expected })
        .map(|(written, (expected, got))| format!("{written}: {got}, not {expected}"))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}
