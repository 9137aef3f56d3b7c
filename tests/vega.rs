//! Charts as Vega-Lite and back: every kind of the gallery that Vega-Lite has a form for comes back as the
//! same chart, read by its text alone; and specs that others wrote.

mod kinds;

use jelajah::base::lang::Lang;
use jelajah::chart::{ChartSpec, MARKS, Mark, lower, vega};
use kinds::CASES;

#[test]
fn every_kind_that_maps_comes_back_as_it_was() {
    let mut seen = Vec::new();
    for case in CASES {
        let (fields, data, lowered) = kinds::outcome(case, Lang::Id);
        let mark = lowered.spec.mark.unwrap();
        let written = vega::write(&lowered, &data, "Judul", "Keterangan");
        assert_eq!(written.is_some(), vega::maps(mark), "{}", case.name);
        let Some(written) = written else { continue };
        seen.push(mark);
        let taken =
            vega::read(&written.json).unwrap_or_else(|problem| panic!("{}: {problem:?}\n{}", case.name, written.json));
        assert!(taken.left_out.is_empty(), "{}: {:?}", case.name, taken.left_out);
        assert_eq!((taken.title.as_str(), taken.description.as_str()), ("Judul", "Keterangan"), "{}", case.name);
        let mut again = lower(&taken.spec, &fields, Lang::Id).unwrap().spec;
        let mut wanted = lowered.spec.clone();
        for name in &written.left_out {
            match *name {
                "highlight" => again.highlight.clone_from(&wanted.highlight),
                "top" => again.top = wanted.top,
                "interval" | "others" => {}
                "remarks" => again.remarks.clone_from(&wanted.remarks),
                "events" => again.events.clone_from(&wanted.events),
                "hidden" => again.hidden.clone_from(&wanted.hidden),
                "layers" => again.layers.clone_from(&wanted.layers),
                "free" => again.free = wanted.free,
                "classes" => again.classes.clone_from(&wanted.classes),
                "window" => again.window.clone_from(&wanted.window),
                other => panic!("{}: {other} is left out", case.name),
            }
        }
        // What a kind has no order or limit for is not said.
        if matches!(mark, Mark::Pie | Mark::Donut) {
            wanted.order = again.order;
        }
        if data.rows() <= wanted.top.unwrap_or(0) as usize {
            wanted.top = again.top;
        }
        assert_eq!(again, wanted, "{}\n{}", case.name, written.json.get(..1500).unwrap_or(&written.json));
    }
    for kind in MARKS.iter().filter(|kind| vega::maps(kind.mark)) {
        let here = seen.contains(&kind.mark) || matches!(kind.mark, Mark::Bar | Mark::Line);
        assert!(here, "{:?} is in no case", kind.mark);
    }
}

#[test]
fn specs_of_others_are_taken_as_far_as_they_go() {
    let check = |text: &str, spec: ChartSpec, left_out: &[&str]| {
        let taken = vega::read(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
        assert_eq!(taken.spec, spec, "{text}");
        assert_eq!(taken.left_out, left_out, "{text}");
    };
    let some = |text: &str| Some(text.to_owned());
    // From the first page of Vega-Lite's documentation.
    check(
        r#"{"$schema":"https://vega.github.io/schema/vega-lite/v5.json","data":{"url":"data.csv"},"mark":"bar",
            "encoding":{"x":{"field":"a","type":"nominal"},"y":{"aggregate":"average","field":"b","type":"quantitative"}}}"#,
        ChartSpec {
            mark: Some(Mark::Column),
            x: some("a"),
            y: some("b"),
            op: Some(jelajah::query::Op::Mean),
            order: Some(jelajah::chart::Order::Name),
            ..ChartSpec::default()
        },
        &[],
    );
    check(
        r#"{"mark":{"type":"line","tooltip":true},"params":[],"encoding":{"x":{"field":"date","timeUnit":"yearmonth"},
            "y":{"field":"p\\.rice","type":"quantitative","scale":{"type":"log","domain":[1,2]}},"color":{"field":"symbol"},"opacity":{"value":0.5}}}"#,
        ChartSpec {
            mark: Some(Mark::Line),
            x: some("date"),
            x_part: Some(jelajah::base::date::DatePart::Month),
            y: some("p.rice"),
            series: some("symbol"),
            scale: Some(jelajah::chart::ScaleKind::Log),
            ..ChartSpec::default()
        },
        &["params", "mark.tooltip", "encoding.opacity", "scale.domain"],
    );
    check(
        r#"{"mark":"bar","encoding":{"x":{"bin":true,"field":"IMDB"},"y":{"aggregate":"count"}}}"#,
        ChartSpec { mark: Some(Mark::Histogram), y: some("IMDB"), ..ChartSpec::default() },
        &[],
    );
}

#[test]
fn what_is_no_chart_is_refused() {
    for text in [
        "",
        "[]",
        "{}",
        r#"{"mark":"geoshape"}"#,
        r#"{"hconcat":[]}"#,
        r#"{"layer":[]}"#,
        r#"{"layer":3,"mark":"bar"}"#,
        r#"{"mark":{"type":7}}"#,
        &"[".repeat(100_000),
    ] {
        assert!(vega::read(text).is_err(), "{text:.40}");
    }
}
