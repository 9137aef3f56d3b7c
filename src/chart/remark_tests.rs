//! Remarks on charts: tied to values, inside the plot, told in words.

use proptest::prelude::*;

use super::*;
use crate::base::date::{DateStyle, parse_iso};
use crate::base::note::NoteCode;
use crate::base::number::NumberStyle;
use crate::scene::plane::Coord;
use crate::scene::{Item, Target};
use crate::table::{Evidence, Field, Reading};

fn any_coord() -> impl Strategy<Value = Option<Coord>> {
    let text = prop_oneof![Just("Nama 3"), Just("2021"), Just("2022-05"), Just("2020-02-29"), Just("?")];
    prop::option::of(prop_oneof![
        prop_oneof![-1e3..1e3, Just(0.0), Just(2021.0), Just(f64::MAX)].prop_map(Coord::Number),
        text.prop_map(|text| Coord::Text(text.to_owned())),
    ])
}

/// Any remark.
pub(super) fn any_remark() -> impl Strategy<Value = Remark> {
    let form = prop_oneof![Just(Form::Text), Just(Form::Line), Just(Form::Range)];
    let side = prop_oneof![Just(Side::X), Just(Side::Y)];
    let text = prop_oneof![Just(String::new()), "[a-z ]{0,60}", Just("W".repeat(300))];
    let offset = prop::option::of((-1e5..1e5, -1e5..1e5));
    let series = prop::option::of(Just("Jenis 1".to_owned()));
    let value = prop::option::of(prop_oneof![-1e4..1e4, Just(f64::MIN)]);
    (form, side, text, (any_coord(), any_coord()), (series, value, offset), any::<bool>()).prop_map(
        |(form, side, text, (at, to), (series, value, offset), plain)| Remark {
            form,
            text,
            side,
            at,
            to,
            series,
            value,
            offset,
            plain,
        },
    )
}

/// Layers, hidden series, a stretch, steps of colour.
type Closer = (Vec<Layer>, Vec<String>, Option<(Coord, Coord)>, Option<Classes>);

/// Any layers, hidden series, stretch and steps of colour.
pub(super) fn any_closer() -> impl Strategy<Value = Closer> {
    let layer = prop_oneof![
        (0_u32..9).prop_map(Layer::Rolling),
        Just(Layer::Rolling(u32::MAX)),
        Just(Layer::Column("luas".to_owned())),
        Just(Layer::Column("harga".to_owned())),
    ];
    let hidden = prop::sample::subsequence(vec!["Jenis 1".to_owned(), "Jenis 2".to_owned(), "?".to_owned()], 0..3);
    let window = (any_coord(), any_coord()).prop_map(|(from, to)| from.zip(to));
    let classes = prop::option::of(prop_oneof![
        Just(Classes::Quantile),
        prop::collection::vec(prop_oneof![-1e3..1e3, Just(f64::NAN), Just(0.0)], 0..12).prop_map(Classes::Threshold),
    ]);
    (prop::collection::vec(layer, 0..4), hidden, window, classes)
}

/// Any choice of lists.
pub(super) fn any_events() -> impl Strategy<Value = Vec<EventList>> {
    prop::sample::subsequence(EventList::ALL.to_vec(), 0..=EventList::ALL.len())
}

fn field(name: &str, reading: Reading) -> Field {
    Field { name: name.to_owned(), reading, whole: true, evidence: Evidence::default() }
}

/// Thirty months of one series, the value of each its place squared.
fn months(spec: &str, width_px: f64) -> Figure {
    let fields = [field("tanggal", Reading::Date(DateStyle::Iso)), field("jumlah", Reading::Number(NumberStyle::Id))];
    let spec: ChartSpec = serde_json::from_str(spec).unwrap();
    let lowered = lower(&spec, &fields, Lang::Id).unwrap();
    let month = |at: i32| parse_iso(&format!("{}-{:02}-01", 2022 + at / 12, at % 12 + 1));
    let columns = [
        ("x", Values::Date((0..30).map(month).collect())),
        ("y", Values::Number((0..30).map(|at| Some(f64::from(at * at))).collect())),
    ];
    let columns = columns.map(|(name, values)| ResultColumn { name: name.to_owned(), values });
    draw(&lowered, &ResultTable { columns: columns.into() }, width_px, &Theme::LIGHT, Lang::Id).unwrap()
}

fn remarks(figure: &Figure) -> Vec<&Target> {
    figure.scene.targets.iter().filter(|target| target.label.starts_with("Catatan:")).collect()
}

#[test]
fn words_stay_with_their_value_at_any_width_and_inside_the_plot() {
    let spec = r#"{"mark":"line","remarks":[{"text":"Harga BBM naik dan ongkos kirim ikut naik","at":"2022-09"}]}"#;
    for width in [240.0, 328.0, 360.0, 720.0, 1400.0] {
        let figure = months(spec, width);
        let plane = figure.scene.plane.as_ref().unwrap();
        let found = remarks(&figure);
        assert_eq!(found.len(), 1, "{width}");
        assert_eq!(found[0].label, "Catatan: Harga BBM naik dan ongkos kirim ikut naik (Sep 2022)");
        let (left, top, right, bottom) = plane.bounds;
        let (x, y, w, h) = found[0].bounds;
        assert!(x >= left && y >= top && x + w <= right && y + h <= bottom, "{width}: {:?}", found[0].bounds);
        // The tip of the arrow, a triangle, is within six pixels of September's value.
        let spot = plane.spots.iter().find(|spot| spot.x.day() == parse_iso("2022-09-01")).unwrap();
        let tip = figure.scene.items.iter().rev().find_map(|item| match item {
            Item::Path { rings, closed: true, .. } => rings.first()?.first().copied(),
            _ => None,
        });
        let (tip_x, tip_y) = tip.unwrap();
        let away = libm::hypot(tip_x - spot.at.0, tip_y - spot.at.1);
        assert!(away < 6.0, "{width}: {away}");
    }
}

#[test]
fn words_move_as_far_as_said_and_no_farther_than_the_plot() {
    let at = |offset: &str| {
        let spec = format!(
            r#"{{"mark":"line","remarks":[{{"text":"Puncak","at":"2023-06","plain":true,"offset":{offset}}}]}}"#
        );
        let figure = months(&spec, 720.0);
        remarks(&figure)[0].bounds
    };
    let (near, far) = (at("[60,-60]"), at("[80,-60]"));
    assert!((far.0 - near.0 - 20.0).abs() < 1e-9 && (far.1 - near.1).abs() < 1e-9, "{near:?} {far:?}");
    let figure = months(r#"{"mark":"line"}"#, 720.0);
    let bounds = figure.scene.plane.unwrap().bounds;
    let edge = at("[9000,9000]");
    assert!(edge.0 + edge.2 <= bounds.2 && edge.1 + edge.3 <= bounds.3, "{edge:?} in {bounds:?}");
}

#[test]
fn remarks_are_told_in_words_and_none_is_lost_unseen() {
    let check = |spec: &str, said: &[&str], notes: &[(NoteCode, u64)]| {
        let figure = months(spec, 640.0);
        for words in said {
            assert!(figure.sentence.contains(words), "{spec}: {}", figure.sentence);
            assert!(figure.scene.description.contains(words), "{spec}: {}", figure.scene.description);
        }
        let found: Vec<(NoteCode, u64)> = figure.notes.iter().map(|note| (note.code, note.count)).collect();
        assert_eq!(found, notes, "{spec}");
    };
    check(
        r#"{"mark":"line","remarks":[{"form":"line","side":"y","at":500,"text":"Sasaran"}]}"#,
        &["Catatan pada grafik: Sasaran (500)."],
        &[],
    );
    check(
        r#"{"mark":"line","remarks":[{"form":"range","at":"2022-03-01","to":"2022-05-20","text":"Pembatasan"}]}"#,
        &["Pembatasan (Mar 2022 sampai Mei 2022)"],
        &[],
    );
    check(
        r#"{"mark":"line","events":["lebaran"]}"#,
        &["Lebaran (2 Mei 2022 sampai 10 April 2024)"],
        &[(NoteCode::EventDates, 1)],
    );
    // A date before the first, words without a place, an empty remark.
    check(
        r#"{"mark":"line","remarks":[{"text":"Dulu","at":"2001"},{"text":"Nanti","at":"2025-01"},{"text":"?"},{}]}"#,
        &[],
        &[(NoteCode::RemarksOutside, 4)],
    );
    check(r#"{"mark":"number","remarks":[{"text":"A","at":"2023"}]}"#, &[], &[(NoteCode::RemarksWithoutAxes, 1)]);
    // Months standing as columns know the days in them.
    check(r#"{"mark":"column","remarks":[{"text":"Banjir","at":"2023-02-17"}]}"#, &["Banjir (Feb 2023)"], &[]);
}

#[test]
fn axes_reach_for_lines_a_little_beyond_the_values_only() {
    let top = |at: &str| {
        let spec = format!(r#"{{"mark":"line","remarks":[{{"form":"line","side":"y","at":{at}}}]}}"#);
        let figure = months(&spec, 640.0);
        (remarks(&figure).len(), figure.notes.len())
    };
    assert_eq!(top("1200"), (1, 0), "a target above the highest value");
    assert_eq!(top("9000000"), (0, 1), "what would flatten the line is said to lie outside");
}

#[test]
fn bands_lie_below_marks_and_move_the_items_of_targets() {
    let with = months(r#"{"mark":"line","remarks":[{"form":"range","at":"2022-03","to":"2022-05"}]}"#, 640.0);
    let plain = months(r#"{"mark":"line"}"#, 640.0);
    let ground = plain.scene.plane.as_ref().unwrap().ground;
    assert_eq!(with.scene.items[..ground], plain.scene.items[..ground]);
    assert!(matches!(with.scene.items[ground], Item::Rect { .. }));
    assert_eq!(with.scene.items[ground + 1], plain.scene.items[ground]);
}

proptest! {
    #[test]
    fn any_remark_comes_back_from_its_document(remark in any_remark()) {
        let json = serde_json::to_string(&remark).unwrap();
        let back: Remark = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(serde_json::to_string(&back).unwrap(), json);
    }
}
