//! Tests of searching many portals at once.

use super::*;
use crate::base::note::ProblemCode;
use crate::portal::{Facet, FacetValue, Resource};

fn dataset(id: &str, title: &str, publisher: &str, url: &str) -> Dataset {
    let resource = Resource { url: Some(url.to_owned()), ..Resource::default() };
    Dataset {
        id: id.to_owned(),
        title: title.to_owned(),
        publisher: Some(publisher.to_owned()),
        resources: vec![resource],
        ..Dataset::default()
    }
}

fn page(datasets: Vec<Dataset>) -> CataloguePage {
    CataloguePage { total: datasets.len() as u64, datasets, ..CataloguePage::default() }
}

fn ids(federation: &Federation) -> Vec<&str> {
    federation.hits().map(|hit| hit.dataset.id.as_str()).collect()
}

#[test]
fn twins_are_folded_and_nothing_waits() {
    let mut all = Federation::new("penduduk", SearchSort::Relevance, 3);
    all.answer(
        1,
        page(vec![
            dataset("b1", "Jumlah Penduduk Kab. Bogor 2023", "Disdukcapil", "https://b.id/1.csv"),
            dataset("b2", "Jumlah Penduduk Kab. Bogor 2023", "Disdukcapil", "https://b.id/2.csv"),
        ]),
    );
    assert_eq!(ids(&all), ["b1", "b2"]);
    assert!(!all.is_complete());
    all.answer(
        0,
        page(vec![
            dataset("a1", "Data jumlah penduduk kabupaten Bogor tahun 2023", "disdukcapil", "https://a.id/9.csv"),
            dataset("a2", "Jumlah penduduk Kabupaten Bogor 2022", "Disdukcapil", "https://a.id/8.csv"),
            dataset("a3", "Lain", "X", "http://b.id/2.csv"),
        ]),
    );
    let hits: Vec<_> = all.hits().map(|hit| (hit.dataset.id.as_str(), hit.also.clone())).collect();
    assert_eq!(hits, [("b1", vec![(0, "a1".to_owned())]), ("a2", vec![]), ("b2", vec![(0, "a3".to_owned())]),]);
    all.failed(2, Problem::new(ProblemCode::Unreachable));
    all.answer(2, page(vec![dataset("late", "x", "y", "https://c.id/1.csv")]));
    assert!(all.is_complete() && all.hits().len() == 3);
    assert_eq!(all.total(), 5);
}

#[test]
fn what_was_seen_stays_and_the_rest_does_not_depend_on_arrival() {
    let pages = [
        page(vec![dataset("a", "harga", "", "https://a.id/a/1"), dataset("b", "harga cabai", "", "https://a.id/a/2")]),
        page(vec![dataset("c", "cabai harga pasar", "", "https://b.id/a/3")]),
        page(vec![dataset("d", "pasar", "", "https://c.id/a/4")]),
    ];
    let run = |order: [usize; 3]| {
        let mut all = Federation::new("harga cabai", SearchSort::Relevance, 3);
        for at in order {
            all.answer(at, pages[at].clone());
        }
        ids(&all).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let expected = run([0, 1, 2]);
    assert_eq!(expected, ["c", "b", "a", "d"]);
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(run(order), expected, "{order:?}");
    }
    let mut all = Federation::new("harga cabai", SearchSort::Relevance, 3);
    all.answer(2, pages[2].clone());
    all.settle(1);
    all.answer(0, pages[0].clone());
    all.answer(1, pages[1].clone());
    assert_eq!(ids(&all), ["d", "c", "b", "a"]);
    all.settle(99);
    assert_eq!(all.hits().len(), 4);
}

#[test]
fn facets_are_merged_by_what_they_mean() {
    let facet = |field: &str, values: &[(&str, &str, u64)]| Facet {
        field: field.to_owned(),
        values: values
            .iter()
            .map(|(value, label, count)| FacetValue {
                value: (*value).to_owned(),
                label: (*label).to_owned(),
                count: *count,
            })
            .collect(),
    };
    let mut all = Federation::new("", SearchSort::Relevance, 2);
    let with = |facets: Vec<Facet>| CataloguePage { facets, ..CataloguePage::default() };
    all.answer(
        0,
        with(vec![facet("res_format", &[("CSV", "CSV", 5)]), facet("organization", &[("bgr", "Kab. Bogor", 1)])]),
    );
    all.answer(
        1,
        with(vec![
            facet("res_format", &[(".csv", ".csv", 2), ("XLS", "XLS", 9)]),
            facet("organization", &[("kab-bogor", "Kabupaten Bogor", 4)]),
        ]),
    );
    let seen: Vec<_> = all
        .facets()
        .into_iter()
        .map(|facet| {
            (facet.field, facet.values.into_iter().map(|v| (v.label, v.count, v.at.len())).collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("organization".to_owned(), vec![("Kab. Bogor".to_owned(), 5, 2)]),
            ("res_format".to_owned(), vec![("XLS".to_owned(), 9, 1), ("CSV".to_owned(), 7, 2)]),
        ]
    );
}

/// A page of a portal with so many datasets in all.
fn part(portal: &str, start: u64, total: u64, days: &[&str]) -> CataloguePage {
    let datasets = (start..)
        .zip(days)
        .map(|(at, day)| Dataset {
            id: format!("{portal}{at}"),
            title: format!("{portal}{at}"),
            modified: Some(format!("2026-01-{day}")),
            ..Dataset::default()
        })
        .collect();
    CataloguePage { total, start, datasets, ..CataloguePage::default() }
}

#[test]
fn sorted_lists_are_merged_as_deep_as_one_wants() {
    let mut all = Federation::new("", SearchSort::Newest, 3);
    all.answer(0, part("a", 0, 4, &["30", "10"]));
    all.answer(1, part("b", 0, 4, &["29", "28"]));
    all.answer(2, part("c", 0, 1, &["05"]));
    // Portal b may have another one of the 28th, and nothing after it is certain.
    let ready = |all: &Federation| ids(all).into_iter().take(all.ready()).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(ready(&all), ["a0", "b0", "b1"]);
    assert_eq!(all.more(), [(1, 2), (0, 2)]);
    assert!(all.is_reading() && all.more().is_empty());
    // An answer that was not asked for changes nothing.
    all.answer(1, part("b", 1, 4, &["28"]));
    all.answer(2, part("c", 0, 1, &["05"]));
    all.answer(1, part("b", 2, 4, &["20", "09"]));
    assert_eq!(ready(&all), ["a0", "b0", "b1", "b2", "a1"]);
    // The rest of portal a does not come: what is here stays, and nothing is held back for it.
    all.failed(0, Problem::new(ProblemCode::Timeout));
    assert_eq!(ready(&all), ["a0", "b0", "b1", "b2", "a1", "b3", "c0"]);
    assert!(!all.has_more() && all.more().is_empty() && all.total() == 9);
    assert_eq!(all.read(0), (2, Some(&Problem::new(ProblemCode::Timeout))));
    assert!(!all.again(0));
    assert_eq!(all.read(0), (2, None));
    assert_eq!(all.more(), [(0, 2)]);
    all.call_off();
    assert_eq!(all.more(), [(0, 2)]);
}

#[test]
fn a_list_in_another_order_holds_nothing_back() {
    let mut all = Federation::new("", SearchSort::Newest, 2);
    all.answer(0, part("a", 0, 9, &["01", "30"]));
    all.answer(1, part("b", 0, 9, &["20", "15"]));
    assert_eq!(ids(&all), ["a1", "b0", "b1", "a0"]);
    assert_eq!(all.ready(), 3);
    assert_eq!(all.more(), [(1, 2), (0, 2)]);
    // What is far behind is not fetched yet.
    let mut all = Federation::new("", SearchSort::Newest, 2);
    let days: Vec<&str> = vec!["30"; 30];
    all.answer(0, part("a", 0, 99, &days));
    all.answer(1, part("b", 0, 99, &["02", "01"]));
    assert_eq!((all.ready(), all.more()), (30, vec![(0, 30)]));
}

#[test]
fn a_list_that_moves_while_it_is_read_repeats_nothing() {
    let mut all = Federation::new("", SearchSort::Relevance, 1);
    all.answer(0, part("a", 0, 4, &["03", "02"]));
    assert_eq!(all.more(), [(0, 2)]);
    let mut page = part("a", 1, 4, &["02", "01"]);
    page.start = 2;
    all.answer(0, page);
    assert_eq!(ids(&all), ["a0", "a1", "a2"]);
    assert!(!all.has_more());
}

#[test]
fn a_portal_that_failed_can_be_asked_again() {
    let mut all = Federation::new("", SearchSort::Title, 2);
    assert!(!all.again(0));
    all.failed(0, Problem::new(ProblemCode::Timeout));
    all.answer(0, part("a", 0, 1, &["01"]));
    assert_eq!(all.hits().len(), 0);
    assert!(all.again(0) && !all.is_complete());
    all.answer(0, part("a", 0, 1, &["01"]));
    all.answer(9, part("x", 0, 1, &["01"]));
    assert_eq!(ids(&all), ["a0"]);
}

#[test]
fn a_chosen_value_is_what_each_portal_calls_it() {
    let facet = |field: &str, values: &[(&str, &str)]| Facet {
        field: field.to_owned(),
        values: values
            .iter()
            .map(|(value, label)| FacetValue { value: (*value).to_owned(), label: (*label).to_owned(), count: 1 })
            .collect(),
    };
    let own = [
        facet("organization", &[("bgr", "Kab. Bogor"), ("kab-bogor", "Kabupaten Bogor"), ("x", "Dinas X")]),
        facet("res_format", &[(".csv", ".csv")]),
        facet("tags", &(0..50).map(|_| ("a", "a")).collect::<Vec<_>>()),
    ];
    let check = |field: &str, labels: &[&str], expected: Option<&[&str]>| {
        let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let chosen = BTreeMap::from([(field.to_owned(), list(labels))]);
        let expected = expected.map(|values| BTreeMap::from([(field.to_owned(), list(values))]));
        assert_eq!(narrowed(&own, &chosen), expected, "{field} {labels:?}");
    };
    check("organization", &["kabupaten bogor"], Some(&["bgr", "kab-bogor"]));
    check("organization", &["Dinas Y", "dinas x"], Some(&["x"]));
    check("organization", &["Dinas Y"], None);
    check("res_format", &["CSV"], Some(&[".csv"]));
    check("res_format", &["CSV", "XLS"], None);
    check("groups", &["Ekonomi"], None);
    // The portal has cut its list off: it may have the value all the same.
    check("tags", &["beras"], Some(&["beras"]));
    assert_eq!(narrowed(&own, &BTreeMap::from([("tags".to_owned(), Vec::new())])), Some(BTreeMap::new()));
}
