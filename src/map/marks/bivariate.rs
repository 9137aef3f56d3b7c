//! Two values at once: three classes of each, nine colours, a square of them as legend.

use crate::base::color::{Ground, Rgba};
use crate::base::number::format_number;
use crate::i18n::map as say;
use crate::scene::width::{text_width, wrap};
use crate::scene::{Fill, Item, Lettering, Scene, Stroke, Weight};
use crate::table::{ResultColumn, ResultTable, Values};

use super::super::Method;
use super::super::classes::Classes;
use super::super::paint::{Look, Painter};
use super::super::words::{exact, phrase};
use super::{Board, Done};

/// Side of a square of the legend in CSS pixels.
const CELL: f64 = 26.0;

/// Nine colours, the first value growing to the right within a row, the second from row to row: the purple
/// and blue scheme of Joshua Stevens ("Bivariate choropleth maps", 2015), and the same darkened ground.
const LIGHT: [[(u8, u8, u8); 3]; 3] = [
    [(0xE8, 0xE8, 0xE8), (0xAC, 0xE4, 0xE4), (0x5A, 0xC8, 0xC8)],
    [(0xDF, 0xB0, 0xD6), (0xA5, 0xAD, 0xD3), (0x56, 0x98, 0xB9)],
    [(0xBE, 0x64, 0xAC), (0x8C, 0x62, 0xAA), (0x3B, 0x49, 0x94)],
];
const DARK: [[(u8, u8, u8); 3]; 3] = [
    [(0x3A, 0x3A, 0x40), (0x2C, 0x6A, 0x6A), (0x3F, 0xC4, 0xC4)],
    [(0x7A, 0x3F, 0x70), (0x5C, 0x64, 0x98), (0x6F, 0xB4, 0xD8)],
    [(0xD8, 0x6C, 0xC4), (0xB3, 0x8A, 0xE0), (0xC9, 0xD2, 0xFF)],
];

fn color(theme: &crate::scene::Theme, first: usize, second: usize) -> Rgba {
    let table = if Ground::of(theme.paper) == Ground::Dark { DARK } else { LIGHT };
    let (r, g, b) = table[second.min(2)][first.min(2)];
    Rgba(r, g, b, 255)
}

pub(super) fn draw(board: &Board<'_>, scene: &mut Scene, top: f64) -> Done {
    let painter = board.painter;
    let (theme, lang, joined) = (painter.theme, painter.lang, painter.joined);
    let both = |index: usize| joined.places.get(index).and_then(|place| Some((place.value?, place.second?)));
    let pairs: Vec<(f64, f64)> = joined.shown.iter().filter_map(|index| both(*index)).collect();
    let thirds =
        |values: Vec<f64>| Classes::of(&values, 3, Method::Quantile, &[]).map(|classes| classes.inner().to_vec());
    let (Some(one), Some(two)) =
        (thirds(pairs.iter().map(|pair| pair.0).collect()), thirds(pairs.iter().map(|pair| pair.1).collect()))
    else {
        let sentence = Some(say::BIVARIATE_NOTHING.text(lang).to_owned());
        return Done { sentence, ..Done::default() };
    };
    let class = |breaks: &[f64], value: f64| breaks.partition_point(|limit| *limit <= value).min(2);
    let second_name = phrase(painter.lowered.spec.second.as_deref().unwrap_or_default());
    let plain =
        |value: f64| format_number(value, if value.fract() == 0.0 || value.abs() >= 1000.0 { 0 } else { 2 }, lang);
    let (mut looks, mut words, mut counts) = (Vec::new(), Vec::new(), [[0_usize; 3]; 3]);
    for (index, region) in joined.regions.iter().enumerate() {
        if let Some((first, second)) = both(index) {
            let (across, down) = (class(&one, first), class(&two, second));
            if joined.shown.contains(&index) {
                counts[down][across] += 1;
            }
            looks.push(Look::Value { color: color(theme, across, down), value: first });
            words.push(say::TARGET_TWO.with_list(
                lang,
                &[region.name.clone(), exact(first, painter.lowered, lang), second_name.clone(), plain(second)],
            ));
        } else {
            looks.push(Look::NoData);
            words.push(say::TARGET_NO_DATA.with_list(lang, std::slice::from_ref(&region.name)));
        }
    }
    let own = Painter::new(painter.lowered, joined, painter.classes.clone(), theme, lang).with_own(looks, words);
    let drawn = super::choropleth::regions(board, &own, scene, top, true);
    let mut y = top + drawn.height_px + 18.0;

    // The legend: a square of nine, both names beside it, the limits on its sides.
    let first_name = phrase(painter.lowered.spec.value.as_deref().unwrap_or(say::ROWS.text(lang)));
    let at = |breaks: &[f64], index: usize| breaks.get(index).map(|limit| painter.scale.text(*limit, lang));
    let sides: Vec<String> = (0..2).filter_map(|index| two.get(index).map(|limit| plain(*limit))).collect();
    let margin = sides.iter().map(|text| text_width(text, 11.0, Weight::Regular)).fold(0.0, f64::max) + 8.0;
    let soft = Lettering::new(11.0, theme.soft);
    for (down, row) in counts.iter().enumerate() {
        for (across, count) in row.iter().enumerate() {
            let (x, cell_y) = (margin + across as f64 * CELL, y + (2 - down) as f64 * CELL);
            let fill = color(theme, across, down);
            scene.push(Item::Rect {
                x,
                y: cell_y,
                width: CELL - 1.0,
                height: CELL - 1.0,
                fill: Some(Fill::Solid(fill)),
                stroke: Some(Stroke::solid(theme.line, 0.5)),
            });
            let style =
                Lettering::new(11.0, super::super::ramp::letters_on(fill)).anchored(crate::scene::Anchor::Middle);
            scene.text((x + CELL / 2.0 - 0.5, cell_y + CELL / 2.0 + 4.0), count.to_string(), style);
        }
    }
    for (index, text) in sides.iter().enumerate() {
        let style = soft.anchored(crate::scene::Anchor::End);
        scene.text((margin - 5.0, y + (2 - index) as f64 * CELL + 4.0), text.clone(), style);
    }
    for index in 0..2 {
        if let Some(text) = at(&one, index) {
            let x = margin + (index + 1) as f64 * CELL;
            let (dy, style) = (13.0 + 12.0 * index as f64, soft.anchored(crate::scene::Anchor::Middle));
            scene.text((x, y + 3.0 * CELL + dy), text, style);
        }
    }
    let beside = margin + 3.0 * CELL + 14.0;
    let room = (scene.width_px - beside).max(60.0);
    let mut line = y + 12.0;
    for (arrow, name) in [("→", &first_name), ("↑", &second_name)] {
        for text in wrap(&format!("{arrow} {name}"), 12.0, Weight::Bold, room, 3) {
            scene.text((beside, line), text, Lettering::new(12.0, theme.ink).bold());
            line += 16.0;
        }
        line += 2.0;
    }
    for text in wrap(say::BIVARIATE_LEGEND.text(lang), 12.0, Weight::Regular, room, 4) {
        scene.text((beside, line), text, Lettering::new(12.0, theme.soft));
        line += 16.0;
    }
    if let Some((message, count)) = drawn.hatched {
        scene.push(Item::Rect {
            x: beside,
            y: line - 10.0,
            width: 20.0,
            height: 13.0,
            fill: Some(own.hatch()),
            stroke: Some(Stroke::solid(theme.line, 1.0)),
        });
        let words = format!("{} ({count})", message.text(lang));
        scene.text((beside + 26.0, line), words, Lettering::new(12.0, theme.ink));
        line += 16.0;
    }
    y = (y + 3.0 * CELL + 28.0).max(line);

    let high = joined.shown.iter().filter(|index| {
        both(**index).is_some_and(|(first, second)| class(&one, first) == 2 && class(&two, second) == 2)
    });
    let names: Vec<&str> = high.map(|index| joined.regions.name(*index)).collect();
    let all = [first_name, second_name.clone()];
    let sentence = if names.is_empty() {
        say::BIVARIATE_NONE_HIGH.with_list(lang, &all)
    } else {
        let mut args = all.to_vec();
        args.extend([names.len().to_string(), super::super::words::some_of(&names, lang)]);
        say::BIVARIATE_HIGH.with_list(lang, &args)
    };
    Done {
        height_px: y - top,
        print: drawn.note.into_iter().collect(),
        window: drawn.window,
        twin: Some(twin(board, &second_name)),
        sentence: Some(sentence),
    }
}

/// Regions with both values.
fn twin(board: &Board<'_>, second_name: &str) -> ResultTable {
    let painter = board.painter;
    let (joined, lang) = (painter.joined, painter.lang);
    let text =
        |say: &dyn Fn(usize) -> String| Values::Text(painter.order.iter().map(|index| Some(say(*index))).collect());
    let number =
        |of: &dyn Fn(usize) -> Option<f64>| Values::Number(painter.order.iter().map(|index| of(*index)).collect());
    let column = |name: String, values: Values| ResultColumn { name, values };
    let region = super::super::words::of(joined.regions.level, say::COLUMN_PROVINCE, say::COLUMN_KABKOTA);
    let first = super::super::words::heading(painter.lowered, joined, lang);
    let second = if second_name == first { format!("{second_name} (2)") } else { second_name.to_owned() };
    ResultTable {
        columns: vec![
            column(region.text(lang).to_owned(), text(&|index| joined.regions.name(index).to_owned())),
            column(
                say::COLUMN_CODE.text(lang).to_owned(),
                text(&|index| joined.regions.get(index).map(|region| region.code.clone()).unwrap_or_default()),
            ),
            column(first, number(&|index| joined.places.get(index)?.value)),
            column(second, number(&|index| joined.places.get(index)?.second)),
        ],
    }
}
