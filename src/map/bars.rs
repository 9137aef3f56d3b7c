//! Kabupaten and kota without their outlines: bars in place of a map, since a map of anything coarser
//! would say something else.

use crate::base::note::{Note, Problem};
use crate::chart::{self, ChartSpec, Figure, Mark, Order};
use crate::i18n::map as say;
use crate::query::Op;
use crate::table::{ResultColumn, ResultTable, Values};

use super::paint::Painter;

/// Most bars: the kabupaten and kota of any one province.
const MOST_BARS: u32 = 40;

/// Draws the regions that have a value, the largest first; the twin keeps all of them.
pub(super) fn draw(
    painter: &Painter<'_>,
    (heading, sentence): (String, String),
    (twin, mut notes): (ResultTable, Vec<Note>),
    width_px: f64,
) -> Result<Figure, Problem> {
    let (mut names, mut values) = (Vec::new(), Vec::new());
    for index in &painter.order {
        if let Some(value) = painter.joined.places.get(*index).and_then(|place| place.value) {
            names.push(Some(painter.joined.regions.name(*index).to_owned()));
            values.push(Some(value));
        }
    }
    let column = |name: &str, values: Values| ResultColumn { name: name.to_owned(), values };
    let shown = (values.len() as u32).clamp(1, MOST_BARS);
    // One row each: the bar's value is the region's own, not put together from others.
    let ones = Values::Number(values.iter().map(|_| Some(1.0)).collect());
    let data = ResultTable {
        columns: vec![
            column("x", Values::Text(names)),
            column("y", Values::Number(values)),
            column("rows", ones.clone()),
            column("present", ones),
        ],
    };
    let spec = ChartSpec {
        mark: Some(Mark::Bar),
        x: Some(say::COLUMN_KABKOTA.text(painter.lang).to_owned()),
        y: Some(heading),
        // The regions that do not fit are counted, not put together: a sum of means would be none.
        op: Some(Op::Max),
        order: Some(Order::Descending),
        top: Some(shown),
        ..ChartSpec::default()
    };
    let lowered = chart::Lowered { spec, reasons: Vec::new(), steps: Vec::new() };
    let bars = chart::draw(&lowered, &data, width_px, painter.theme, painter.lang)?;
    notes.extend(bars.notes);
    Ok(Figure { scene: bars.scene, twin, sentence, notes })
}
