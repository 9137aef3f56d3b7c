//! Small multiples: one small map a period, all with the same classes.

use crate::i18n::map as say;
use crate::scene::{Lettering, Scene};
use crate::table::{ResultColumn, ResultTable, Values};

use super::super::paint::Painter;
use super::{Board, Done, shift};

/// Most maps; the last periods are shown, and the small print says so.
const MOST: usize = 12;
/// Narrowest map in CSS pixels.
const NARROWEST_PX: f64 = 150.0;
const GAP_PX: f64 = 14.0;

pub(super) fn draw(board: &Board<'_>, scene: &mut Scene, top: f64) -> Done {
    let painter = board.painter;
    let (theme, lang) = (painter.theme, painter.lang);
    let first = board.all.len().saturating_sub(MOST);
    let shown: Vec<_> = board.all.iter().zip(board.periods).skip(first).collect();
    let fit = (((scene.width_px + GAP_PX) / (NARROWEST_PX + GAP_PX)) as usize).max(1);
    let rows = shown.len().div_ceil(fit.min(4));
    let columns = shown.len().div_ceil(rows.max(1)).max(1);
    let width = (scene.width_px - GAP_PX * (columns - 1) as f64) / columns as f64;
    let mut y = top;
    let mut hatched = None;
    let mut note = None;
    for row in shown.chunks(columns) {
        let mut tallest: f64 = 0.0;
        for (at, (joined, period)) in row.iter().enumerate() {
            let values: Vec<f64> = joined.shown.iter().filter_map(|index| joined.places.get(*index)?.value).collect();
            let classes = painter.classes.clone().counting(&values);
            let own = Painter::new(painter.lowered, joined, classes, theme, lang);
            let mut part = Scene { width_px: width, ..Scene::default() };
            let words = joined
                .regions
                .iter()
                .enumerate()
                .map(|(index, _)| format!("{period} · {}", own.target_label(index)))
                .collect();
            let looks = (0..joined.regions.len()).map(|index| own.look(index)).collect();
            // The twin's rows are those of the table of all periods.
            let own = Painter::new(painter.lowered, painter.joined, painter.classes.clone(), theme, lang)
                .with_own(looks, words);
            let drawn = super::choropleth::regions(board, &own, &mut part, 18.0, false);
            part.text((0.0, 12.0), (*period).clone(), Lettering::new(12.0, theme.ink).bold());
            hatched = match (hatched, drawn.hatched) {
                (Some((message, most)), Some((_, count))) => Some((message, count.max(most))),
                (known, found) => known.or(found),
            };
            note = note.or(drawn.note);
            tallest = tallest.max(18.0 + drawn.height_px);
            let by = (at as f64 * (width + GAP_PX), y);
            let before = scene.items.len();
            for mut item in part.items {
                shift(&mut item, by);
                scene.items.push(item);
            }
            for mut target in part.targets {
                target.bounds.0 += by.0;
                target.bounds.1 += by.1;
                target.item = target.item.map(|item| item + before);
                scene.targets.push(target);
            }
        }
        y += tallest + GAP_PX;
    }
    // Counts in the legend are those of all maps together.
    let all: Vec<f64> = shown
        .iter()
        .flat_map(|(joined, _)| joined.shown.iter().filter_map(|index| joined.places.get(*index)?.value))
        .collect();
    let legend = Painter::new(painter.lowered, painter.joined, painter.classes.clone().counting(&all), theme, lang);
    y += legend.legend(scene, y, hatched);
    let mut print = vec![say::MULTIPLES_PRINT.text(lang).to_owned()];
    if first > 0 {
        print.push(say::MULTIPLES_REST.with_list(lang, &[MOST.to_string(), board.all.len().to_string()]));
    }
    print.extend(note);
    Done { height_px: y - top, print, twin: Some(twin(board)), sentence: sentence(board), window: None }
}

/// What changed between the first and the last period.
fn sentence(board: &Board<'_>) -> Option<String> {
    let (first, last) = (board.all.first()?, board.all.last()?);
    let names = &board.painter.joined.regions;
    let changes: Vec<(usize, f64)> = last
        .shown
        .iter()
        .filter_map(|index| Some((*index, last.places.get(*index)?.value? - first.places.get(*index)?.value?)))
        .collect();
    let rose = changes.iter().filter(|(_, change)| *change > 0.0).count();
    let fell = changes.iter().filter(|(_, change)| *change < 0.0).count();
    let (most, _) = changes.iter().max_by(|one, other| one.1.abs().total_cmp(&other.1.abs()))?;
    Some(say::MULTIPLES_SENTENCE.with_list(
        board.painter.lang,
        &[
            board.periods.first()?.clone(),
            board.periods.last()?.clone(),
            rose.to_string(),
            fell.to_string(),
            names.name(*most).to_owned(),
        ],
    ))
}

/// Regions, and a column a period.
fn twin(board: &Board<'_>) -> ResultTable {
    let painter = board.painter;
    let (joined, lang) = (painter.joined, painter.lang);
    let region = super::super::words::of(joined.regions.level, say::COLUMN_PROVINCE, say::COLUMN_KABKOTA);
    let text =
        |say: &dyn Fn(usize) -> String| Values::Text(painter.order.iter().map(|index| Some(say(*index))).collect());
    let mut columns = vec![
        ResultColumn {
            name: region.text(lang).to_owned(),
            values: text(&|index| joined.regions.name(index).to_owned()),
        },
        ResultColumn {
            name: say::COLUMN_CODE.text(lang).to_owned(),
            values: text(&|index| joined.regions.get(index).map(|region| region.code.clone()).unwrap_or_default()),
        },
    ];
    columns.extend(board.all.iter().zip(board.periods).map(|(joined, period)| {
        let values = painter.order.iter().map(|index| joined.places.get(*index)?.value).collect();
        ResultColumn { name: period.clone(), values: Values::Number(values) }
    }));
    ResultTable { columns }
}
