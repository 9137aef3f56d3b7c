//! The spec of the figure that is open, as the panels of its screen read and change it.

use leptos::prelude::*;

use super::FigureEdit;
use crate::chart::ChartSpec;
use crate::map::MapSpec;
use crate::story::{Figure, FigureKind};
use crate::ui::state::use_app;

/// The chart's spec; an empty one while the figure is none.
pub(super) fn of_chart(figure: Memo<Option<Figure>>) -> Memo<ChartSpec> {
    Memo::new(move |_| {
        figure.with(|figure| match figure.as_ref().map(|figure| &figure.kind) {
            Some(FigureKind::Chart(spec)) => spec.clone(),
            _ => ChartSpec::default(),
        })
    })
}

/// The map's spec; an empty one while the figure is none.
pub(super) fn of_map(figure: Memo<Option<Figure>>) -> Memo<MapSpec> {
    Memo::new(move |_| {
        figure.with(|figure| match figure.as_ref().map(|figure| &figure.kind) {
            Some(FigureKind::Map(spec)) => spec.clone(),
            _ => MapSpec::default(),
        })
    })
}

/// Changes a map's spec, each time as a step of its own.
pub(super) fn map_editor(
    spec: Memo<MapSpec>,
    change: Callback<FigureEdit>,
) -> impl Fn(&dyn Fn(&mut MapSpec)) + Copy + Send + Sync + 'static {
    let app = use_app();
    move |edit| {
        let mut spec = spec.get_untracked();
        edit(&mut spec);
        app.desk.end_gesture();
        change.run(FigureEdit::Kind(FigureKind::Map(spec)));
    }
}
