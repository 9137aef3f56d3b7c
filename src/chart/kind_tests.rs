//! All kinds over made-up outcomes, proposals, and the check of charts.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::lint::{Check, Facts, Finding, Repair, lint};
use super::propose::{Offer, propose};
use super::*;
use crate::base::date::DateStyle;
use crate::base::number::NumberStyle;
use crate::query::{Condition, Profile, Scalar, Test};
use crate::scene::Item;
use crate::scene::style::Style;
use crate::scene::svg::document;
use crate::table::{Evidence, Field, Reading};

const NUMBER: Reading = Reading::Number(NumberStyle::Id);
const DATE: Reading = Reading::Date(DateStyle::Iso);

fn fields(columns: &[(&str, Reading)]) -> Vec<Field> {
    let field = |(name, reading): &(&str, Reading)| Field {
        name: (*name).to_owned(),
        reading: *reading,
        whole: true,
        evidence: Evidence::default(),
    };
    columns.iter().map(field).collect()
}

fn everything() -> Vec<Field> {
    fields(&[
        ("tanggal", DATE),
        ("nama", Reading::Text),
        ("jenis", Reading::Text),
        ("tahun", NUMBER),
        ("jumlah", NUMBER),
        ("luas", NUMBER),
        ("harga", NUMBER),
    ])
}

/// The numbers that break drawings: huge, tiny, equal, none.
fn number() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        6 => (-1e4..1e6).prop_map(|value: f64| Some(value.floor())),
        2 => (0.0..1.0).prop_map(Some),
        1 => Just(Some(0.0)),
        1 => Just(None),
        1 => prop_oneof![Just(f64::MAX), Just(f64::MIN), Just(f64::MIN_POSITIVE), Just(f64::NAN), Just(1e300)].prop_map(Some),
    ]
}

fn word() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        8 => (0_u8..12).prop_map(|index| Some(format!("Nama {index}"))),
        2 => (2015_u16..2026).prop_map(|year| Some(year.to_string())),
        1 => Just(Some("Jumlah".to_owned())),
        1 => Just(Some("Sebuah nama yang sangat panjang; dengan banyak sekali kata di dalamnya".to_owned())),
        1 => Just(None),
    ]
}

fn column(kind: u8, rows: usize) -> BoxedStrategy<Values> {
    match kind {
        0 => prop::collection::vec(word(), rows).prop_map(Values::Text).boxed(),
        1 => {
            prop::collection::vec(prop::option::weighted(0.95, 10_000_i32..21_000), rows).prop_map(Values::Date).boxed()
        }
        2 => prop::collection::vec(prop::option::weighted(0.95, 1990_u16..2030), rows)
            .prop_map(|years| Values::Number(years.into_iter().map(|year| year.map(f64::from)).collect()))
            .boxed(),
        _ => prop::collection::vec(number(), rows).prop_map(Values::Number).boxed(),
    }
}

/// An outcome as the plans give it, of any size.
fn outcome() -> impl Strategy<Value = ResultTable> {
    (0_usize..60, 0_u8..4).prop_flat_map(|(rows, x)| {
        let names = ["x", "series", "y", "second", "low", "high", "rows", "present"];
        let kinds = [x, 0, 3, 3, 3, 3, 3, 3];
        let columns: Vec<BoxedStrategy<Values>> = kinds.iter().map(|kind| column(*kind, rows)).collect();
        columns.prop_map(move |values| ResultTable {
            columns: names
                .iter()
                .zip(values)
                // Counts may be absent, as in documents of older versions.
                .filter(|(name, _)| rows % 2 == 0 || !matches!(**name, "rows" | "present"))
                .map(|(name, values)| ResultColumn { name: (*name).to_owned(), values })
                .collect(),
        })
    })
}

/// Whether every place of an item is a number near the picture.
fn sane(item: &Item, scene: &Scene) -> bool {
    let near = |x: f64, y: f64| x.abs() < 1e6 && y.abs() < 1e6 && x.is_finite() && y.is_finite();
    match item {
        Item::Rect { x, y, width, height, .. } => {
            near(*x, *y)
                && near(*width, *height)
                && *width >= 0.0
                && *height >= 0.0
                && x + width <= scene.width_px + 30.0
        }
        Item::Disc { x, y, radius, .. } => near(*x, *y) && *radius >= 0.0,
        Item::Discs { places, radius, .. } => places.iter().all(|(x, y)| near(*x, *y)) && *radius >= 0.0,
        Item::Path { rings, .. } => rings.iter().flatten().all(|(x, y)| near(*x, *y)),
        Item::Text { x, y, .. } => near(*x, *y),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn every_kind_over_any_outcome_renders_or_explains_itself(
        mark in 0..MARKS.len(),
        data in outcome(),
        (split, second, dated) in (any::<bool>(), any::<bool>(), any::<bool>()),
        op in prop_oneof![Just(None), Just(Some(Op::Sum)), Just(Some(Op::Mean)), Just(Some(Op::Rows))],
        scale in prop_oneof![Just(None), Just(Some(ScaleKind::Log)), Just(Some(ScaleKind::Symlog)), Just(Some(ScaleKind::Sqrt))],
        top in prop::option::of(1_u32..9),
        width in prop_oneof![Just(328.0), Just(200.0), 200.0..1200.0],
        (layers, hidden, window, classes) in super::remark_tests::any_closer(),
        (remarks, events) in (prop::collection::vec(super::remark_tests::any_remark(), 0..4), super::remark_tests::any_events()),
    ) {
        let some = |name: &str| Some(name.to_owned());
        let mark = MARKS[mark].mark;
        let x = match kind(mark).axis() {
            Axis::Groups => some(if dated { "tanggal" } else { "nama" }),
            Axis::Times => some(if dated { "tanggal" } else { "tahun" }),
            Axis::Numbers => some("luas"),
            Axis::Nothing => None,
        };
        let spec = ChartSpec {
            mark: Some(mark),
            x,
            y: some("jumlah").filter(|_| op != Some(Op::Rows)),
            op,
            series: some("jenis").filter(|_| split),
            second: some("harga").filter(|_| second),
            scale,
            top,
            highlight: some("Nama 3"),
            remarks,
            events,
            layers,
            hidden,
            window,
            free: top.is_some(),
            classes,
            ..ChartSpec::default()
        };
        let fields = everything();
        let Ok(lowered) = lower(&spec, &fields, Lang::Id) else { return Ok(()) };
        let Ok(figure) = draw(&lowered, &data, width, &Theme::LIGHT, Lang::Id) else { return Ok(()) };
        let scene = &figure.scene;
        prop_assert!(scene.height_px.is_finite() && scene.height_px > 0.0 && scene.height_px < 1e5, "{:?}", mark);
        prop_assert!(!scene.title.contains('{') && !figure.sentence.contains('{'), "{:?} {}", mark, figure.sentence);
        for column in &figure.twin.columns {
            prop_assert_eq!(column.values.len(), figure.twin.rows(), "{:?}", mark);
        }
        for target in &scene.targets {
            prop_assert!(target.row < figure.twin.rows(), "{:?} {:?}", mark, target);
            let (x, y, width, height) = target.bounds;
            prop_assert!(x.is_finite() && y.is_finite() && width >= 0.0 && height >= 0.0, "{:?} {:?}", mark, target);
        }
        for item in &scene.items {
            prop_assert!(sane(item, scene), "{:?} {:?}", mark, item);
        }
        prop_assert!(document(scene).ends_with("</svg>\n"));
        let check = Check {
            title: "",
            description: "",
            published: false,
            style: &Style::default(),
            theme: &Theme::LIGHT,
            facts: &Facts::default(),
            steps: &[],
            spec: &spec,
            lowered: &lowered,
            data: &data,
            figure: &figure,
            fields: &fields,
            notes: &[],
            lang: Lang::En,
        };
        for finding in lint(&check) {
            prop_assert!(!finding.words.contains('{'), "{}", finding.words);
        }
    }
}

#[test]
fn a_calendar_has_room_for_the_longest_years() {
    // Most weeks touch a leap year and a second half that both start on a Sunday: 54 and 28.
    for (first, last, width_px) in [((2012, 1, 1), (2012, 12, 31), 960.0), ((1979, 7, 1), (1979, 12, 31), 328.0)] {
        let day = |(year, month, day)| super::calendar::days(year, month, day);
        let data = ResultTable {
            columns: vec![
                ResultColumn { name: "x".to_owned(), values: Values::Date(vec![day(first), day(last)]) },
                ResultColumn { name: "y".to_owned(), values: Values::Number(vec![Some(1.0), Some(2.0)]) },
            ],
        };
        let spec = ChartSpec { mark: Some(Mark::Calendar), x: Some("tanggal".to_owned()), ..ChartSpec::default() };
        let lowered = lower(&spec, &everything(), Lang::Id).unwrap();
        let figure = draw(&lowered, &data, width_px, &Theme::LIGHT, Lang::Id).unwrap();
        let right = |item: &Item| if let Item::Rect { x, width, .. } = item { x + width } else { 0.0 };
        let most = figure.scene.items.iter().map(right).fold(0.0, f64::max);
        assert!(most > width_px / 2.0 && most <= width_px, "{most} of {width_px}");
    }
}

fn profile(distinct: u64, present: u64) -> Profile {
    Profile { present, distinct, ..Profile::default() }
}

#[test]
fn proposals_follow_the_columns() {
    let check = |columns: &[(&str, Reading)], profiles: &[(&str, u64, u64)], relation, expected: &[Option<Mark>]| {
        let fields = fields(columns);
        let profiles: BTreeMap<String, Profile> =
            profiles.iter().map(|(name, distinct, rows)| ((*name).to_owned(), profile(*distinct, *rows))).collect();
        for lang in Lang::ALL {
            let found = propose(relation, &ChartSpec::default(), &fields, &profiles, lang);
            let marks: Vec<Option<Mark>> = found
                .iter()
                .map(|proposal| match &proposal.offer {
                    Offer::Chart(spec) => spec.mark,
                    Offer::Map => None,
                })
                .collect();
            assert_eq!(marks, expected, "{relation:?} {columns:?}");
            assert!(found.iter().all(|proposal| !proposal.reason.is_empty() && !proposal.against.is_empty()));
        }
    };
    let prices = [("tanggal", DATE), ("komoditas", Reading::Text), ("harga", NUMBER)];
    let some = |marks: &[Mark]| marks.iter().copied().map(Some).collect::<Vec<_>>();
    check(&prices, &[], Relation::Time, &some(&[Mark::Line, Mark::Multiples, Mark::Column]));
    // Prices are no parts of anything.
    check(&prices, &[], Relation::Parts, &[]);
    check(&prices, &[("komoditas", 8, 5000)], Relation::Spread, &some(&[Mark::Histogram, Mark::Box, Mark::Strip]));
    check(&prices, &[("komoditas", 8, 12)], Relation::Spread, &some(&[Mark::Strip, Mark::Range, Mark::Histogram]));
    let counts = [("kecamatan", Reading::Text), ("jumlah_umkm", NUMBER)];
    check(&counts, &[], Relation::Time, &[]);
    check(&counts, &[], Relation::Ranking, &some(&[Mark::Bar, Mark::TableBars, Mark::Lollipop]));
    // Thirty parts are too many for slices.
    check(&counts, &[("kecamatan", 30, 30)], Relation::Parts, &some(&[Mark::Treemap, Mark::Pie, Mark::Waffle]));
    check(&counts, &[("kecamatan", 4, 4)], Relation::Parts, &some(&[Mark::Pie, Mark::Treemap, Mark::Waffle]));
    check(&counts, &[], Relation::Link, &[]);
    let two = [("nama", Reading::Text), ("luas", NUMBER), ("jumlah_penduduk", NUMBER)];
    check(&two, &[], Relation::Link, &some(&[Mark::Scatter, Mark::Regression]));
    let aims = [("kecamatan", Reading::Text), ("realisasi", NUMBER), ("target", NUMBER)];
    check(&aims, &[], Relation::Deviation, &some(&[Mark::Diverging, Mark::Bullet, Mark::Dot]));
    check(&[], &[], Relation::Ranking, &[]);
}

#[test]
fn proposals_come_at_once() {
    // A wide table of sixty columns of every reading, with their profiles.
    let names: Vec<String> = (0..60).map(|at| format!("kolom {at}")).collect();
    let reading = |at: usize| [Reading::Text, NUMBER, DATE][at % 3];
    let columns: Vec<(&str, Reading)> =
        names.iter().enumerate().map(|(at, name)| (name.as_str(), reading(at))).collect();
    let fields = fields(&columns);
    let profiles: BTreeMap<String, Profile> = names.iter().map(|name| (name.clone(), profile(40, 5000))).collect();
    let began = std::time::Instant::now();
    for relation in Relation::ALL {
        propose(relation, &ChartSpec::default(), &fields, &profiles, Lang::Id);
    }
    let each = began.elapsed() / Relation::ALL.len() as u32;
    eprintln!("proposals for one relation over sixty columns in {each:?}");
    // Twenty milliseconds are the bar in a release; this build checks every step and the machine may be busy.
    assert!(each.as_millis() < 400, "{each:?}");
}

/// What the check finds of a spec over an outcome.
fn findings(
    columns: &[(&str, Reading)],
    spec: &ChartSpec,
    data: &ResultTable,
    notes: &[Note],
    steps: &[Step],
) -> Vec<Finding> {
    check_with(&fields(columns), spec, data, |check| lint(&Check { steps, notes, ..check }))
}

/// The check of a chart in which nothing is odd yet.
fn check_with(
    fields: &[Field],
    spec: &ChartSpec,
    data: &ResultTable,
    run: impl FnOnce(Check<'_>) -> Vec<Finding>,
) -> Vec<Finding> {
    let lowered = lower(spec, fields, Lang::En).unwrap();
    let figure = draw(&lowered, data, 640.0, &Theme::LIGHT, Lang::En).unwrap();
    run(Check {
        title: "Prices rose 5%",
        description: "",
        published: true,
        style: &Style::default(),
        theme: &Theme::LIGHT,
        facts: &Facts::default(),
        steps: &[],
        spec,
        lowered: &lowered,
        data,
        figure: &figure,
        fields,
        notes: &[],
        lang: Lang::En,
    })
}

fn data(x: &[&str], y: &[f64], rows: f64) -> ResultTable {
    let column = |name: &str, values: Values| ResultColumn { name: name.to_owned(), values };
    let same = || Values::Number(vec![Some(rows); x.len()]);
    ResultTable {
        columns: vec![
            column("x", Values::Text(x.iter().map(|name| Some((*name).to_owned())).collect())),
            column("y", Values::Number(y.iter().copied().map(Some).collect())),
            column("rows", same()),
            column("present", same()),
        ],
    }
}

#[test]
fn the_check_finds_what_misleads() {
    const PRICES: &[(&str, Reading)] = &[("kecamatan", Reading::Text), ("harga", NUMBER)];
    const COUNTS: &[(&str, Reading)] = &[("kecamatan", Reading::Text), ("jumlah", NUMBER)];
    let names = ["A", "B", "C", "D"];
    let values = [4.0, 9.0, 2.0, 5.0];
    let has = |found: &[Finding], words: &str| found.iter().any(|finding| finding.words.contains(words));
    let spec = |edit: fn(&mut ChartSpec)| {
        let mut spec = ChartSpec { mark: Some(Mark::Bar), ..ChartSpec::default() };
        edit(&mut spec);
        spec
    };
    let plain = findings(COUNTS, &spec(|_| ()), &data(&names, &values, 9.0), &[], &[]);
    assert!(plain.is_empty(), "{plain:?}");

    let summed = spec(|spec| spec.op = Some(Op::Sum));
    let found = findings(PRICES, &summed, &data(&names, &values, 9.0), &[], &[]);
    assert!(has(&found, "must not be added up"), "{found:?}");
    let Some((_, Repair::Spec(mended))) = &found[0].repair else { panic!("{found:?}") };
    assert_eq!(mended.op, Some(Op::Mean));
    assert!(findings(PRICES, mended, &data(&names, &values, 9.0), &[], &[]).is_empty());
    // A sum of one row each is the row.
    assert!(findings(PRICES, &summed, &data(&names, &values, 1.0), &[], &[]).is_empty());

    let pie = spec(|spec| spec.mark = Some(Mark::Pie));
    assert!(has(&findings(PRICES, &pie, &data(&names, &values, 9.0), &[], &[]), "no parts of a whole"));
    let percent = spec(|spec| {
        spec.mark = Some(Mark::Pie);
        spec.unit = Some("%".to_owned());
    });
    assert!(has(&findings(PRICES, &percent, &data(&names, &values, 1.0), &[], &[]), "add up to 20%"));
    assert!(findings(PRICES, &percent, &data(&names, &[40.0, 30.0, 20.0, 10.4], 1.0), &[], &[]).is_empty());

    let by_name = spec(|spec| spec.order = Some(Order::Name));
    let found = findings(COUNTS, &by_name, &data(&names, &values, 9.0), &[], &[]);
    assert!(
        has(&found, "not sorted") && matches!(&found[0].repair, Some((_, Repair::Spec(spec))) if spec.order.is_none())
    );
    let ages = data(&["0-4", "5-9", "10-14", "15-19"], &values, 9.0);
    assert!(findings(COUNTS, &by_name, &ages, &[], &[]).is_empty(), "ages have an order of their own");

    let mean = spec(|spec| spec.op = Some(Op::Mean));
    let mut few = data(&names, &values, 9.0);
    few.columns[3].values = Values::Number(vec![Some(9.0), Some(2.0), Some(1.0), Some(8.0)]);
    assert!(has(&findings(PRICES, &mean, &few, &[], &[]), "2 values rest on fewer than 5"));

    let log = spec(|spec| {
        spec.mark = Some(Mark::Dot);
        spec.scale = Some(ScaleKind::Log);
    });
    assert!(has(&findings(COUNTS, &log, &data(&names, &values, 9.0), &[], &[]), "logarithmic"));
    let box_plot = spec(|spec| spec.mark = Some(Mark::Box));
    assert!(has(&findings(COUNTS, &box_plot, &data(&names, &values, 1.0), &[], &[]), "Only 4 values"));
    let provisional = data(&["2021", "2022", "2023*"], &[1.0, 2.0, 3.0], 1.0);
    assert!(has(&findings(COUNTS, &spec(|_| ()), &provisional, &[], &[]), "2023* is marked as provisional"));
}

#[test]
fn the_check_looks_at_times_and_series() {
    const COLUMNS: &[(&str, Reading)] = &[("tanggal", DATE), ("nama", Reading::Text), ("jumlah", NUMBER)];
    let dates = |days: &[i32], series: &dyn Fn(usize) -> String| ResultTable {
        columns: vec![
            ResultColumn { name: "x".to_owned(), values: Values::Date(days.iter().copied().map(Some).collect()) },
            ResultColumn {
                name: "series".to_owned(),
                values: Values::Text((0..days.len()).map(|row| Some(series(row))).collect()),
            },
            ResultColumn { name: "y".to_owned(), values: Values::Number(vec![Some(2.0); days.len()]) },
        ],
    };
    let has = |found: &[Finding], words: &str| found.iter().any(|finding| finding.words.contains(words));
    let line = ChartSpec {
        mark: Some(Mark::Line),
        series: Some("nama".to_owned()),
        x_part: Some(DatePart::Day),
        ..ChartSpec::default()
    };
    let many = dates(&[19_000; 9], &|row| format!("S{row}"));
    let found = findings(COLUMNS, &line, &many, &[], &[]);
    assert!(has(&found, "9 series"), "{found:?}");
    let repaired = found.iter().find_map(|finding| match &finding.repair {
        Some((_, Repair::Spec(spec))) => Some(spec.mark),
        _ => None,
    });
    assert_eq!(repaired, Some(Some(Mark::Multiples)));
    let uneven = dates(&[19_000, 19_001, 19_013, 19_040, 19_100, 19_111], &|_| "S".to_owned());
    assert!(has(&findings(COLUMNS, &line, &uneven, &[], &[]), "uneven distances"));
    let steps = [Step::Filter(vec![
        Condition { column: "tanggal".to_owned(), test: Test::AtLeast(Scalar::Text("2022-01-01".to_owned())) },
        Condition { column: "nama".to_owned(), test: Test::Equals(Scalar::Text("S".to_owned())) },
    ])];
    let even = dates(&[19_000, 19_001, 19_002], &|_| "S".to_owned());
    let found = findings(COLUMNS, &line, &even, &[], &steps);
    let Some((_, Repair::Steps(left))) = &found[0].repair else { panic!("{found:?}") };
    assert!(matches!(&left[..], [Step::Filter(kept)] if kept.len() == 1 && kept[0].column == "nama"));
}
