//! Filling the gaps of a map's spec from the columns' names and samples.

use crate::base::date::DatePart;
use crate::base::lang::Lang;
use crate::base::note::{Problem, ProblemCode};
use crate::i18n::map as say;
use crate::query::{Group, Key, Limit, Measure, Op, Step};
use crate::region::{Gazetteer, Level, Options, resolve};
use crate::table::{Field, Reading, Role};

use super::header::{
    CODE_WORDS, FROM_WORDS, KABKOTA_WORDS, LABEL_WORDS, LAT_WORDS, LON_WORDS, NOT_VALUES, PEOPLE_WORDS, PROVINCE_WORDS,
    REGION_WORDS, SMALLER_WORDS, TO_WORDS, VALUES, YEAR_WORDS, any, is_rate, words,
};
use super::kind::{Basis, Mark, kind};
use super::{
    ALIKE, LABEL, LAT, LON, Layer, Lowered, MapSpec, Method, N, NO_TIME, PER, Per, REGION, ROWS, SECOND, SECOND_N,
    TIME, TO, VALUE, WEIGHT, before, beside, rows,
};

/// Most places that are drawn.
const MOST_PLACES: u64 = 50_000;
/// Most columns beside the region that are kept as evidence.
const MOST_BESIDE: usize = 3;

/// Fills the gaps of a spec from the table's columns.
pub(super) fn lower(spec: &MapSpec, fields: &[Field], list: &Gazetteer, lang: Lang) -> Result<Lowered, Problem> {
    let mut reasons = Vec::new();
    let find = |name: &str| {
        fields.iter().find(|field| field.name == name).ok_or_else(|| Problem::new(ProblemCode::NoSuchColumn).arg(name))
    };
    let needs = |what: crate::i18n::Message| Problem::new(ProblemCode::FigureNeedsColumn).arg(what.text(lang));
    match spec.mark.map(|mark| kind(mark).basis) {
        Some(Basis::Places) => return places(spec, fields, reasons, lang),
        Some(Basis::Rows) => return rows::lower(spec, fields, reasons, lang),
        _ => {}
    }
    let region = if let Some(name) = &spec.region {
        find(name)?
    } else {
        let comes_from = fields
            .iter()
            .find(|field| spec.mark == Some(Mark::Flows) && any(&words(&field.name), FROM_WORDS))
            .map(|field| (field, say::REGION_IS_ORIGIN));
        let provinces = region_field(fields)
            .filter(|_| spec.level != Some(Level::Kabkota))
            .map(|(field, by_header)| (field, if by_header { say::REGION_BY_HEADER } else { say::REGION_BY_VALUES }));
        let finer = || kabkota_field(fields, list).map(|field| (field, say::REGION_IS_KABKOTA));
        let Some((field, why)) = comes_from.or(provinces).or_else(finer) else {
            if spec.mark.is_none() && place_fields(fields).is_some() {
                reasons.push(say::MARK_IS_POINTS.text(lang).to_owned());
                return places(spec, fields, reasons, lang);
            }
            return Err(needs(say::REGION_WORD));
        };
        reasons.push(why.with_list(lang, std::slice::from_ref(&field.name)));
        field
    };
    let mark = spec.mark.unwrap_or(Mark::Choropleth);
    let value = match &spec.value {
        Some(name) => Some(find(name)?),
        // Counting rows was chosen; no column is needed.
        None if spec.op == Some(Op::Rows) => None,
        None => {
            let found = value_field(fields, &[&region.name]);
            reasons.push(found.map_or_else(
                || say::VALUE_IS_ROWS.text(lang).to_owned(),
                |field| say::VALUE_CHOSEN.with_list(lang, std::slice::from_ref(&field.name)),
            ));
            found
        }
    };
    let op = op_of(spec.op, value, &mut reasons, lang)?;
    let layer = match spec.layer {
        _ if !kind(mark).on_tiles => Layer::Shapes,
        Some(layer) => layer,
        None => {
            reasons.push(say::LAYER_TILES.text(lang).to_owned());
            Layer::Tiles
        }
    };
    let classes = spec.classes.unwrap_or(super::DEFAULT_CLASSES).clamp(3, 7);
    let method = spec.method.unwrap_or_else(|| {
        if kind(mark).classed {
            reasons.push(say::METHOD_QUANTILE.with_list(lang, &[classes.to_string()]));
        }
        Method::Quantile
    });
    let unit = spec.unit.clone().or_else(|| value.and_then(|field| unit_in(&field.name)));

    let column = value.filter(|_| op != Op::Rows).map(|field| field.name.clone());
    let mut measures = vec![Measure { op, column: column.clone(), name: VALUE.to_owned() }];
    if column.is_some() {
        // How many values stand behind each outcome: means of several spellings of one province can
        // then be put together exactly, and missing values be counted.
        measures.push(Measure { op: Op::Count, column, name: N.to_owned() });
        measures.push(Measure { op: Op::Rows, column: None, name: ROWS.to_owned() });
    }
    let others: Vec<String> = match spec.beside.as_slice() {
        // What goes somewhere has another region beside it, which is no evidence.
        _ if mark == Mark::Flows => Vec::new(),
        [] => evidence(fields, region, spec.level, list),
        // One that is gone is not needed to draw.
        chosen => chosen.iter().filter(|name| fields.iter().any(|field| field.name == **name)).cloned().collect(),
    };
    let key = |column: &str, name: &str, part: Option<DatePart>| Key {
        column: column.to_owned(),
        part,
        name: Some(name.to_owned()),
    };
    let mut by = vec![key(&region.name, REGION, None)];
    by.extend(others.iter().enumerate().map(|(at, column)| key(column, &beside(at), None)));

    let to = match (&spec.to, mark) {
        (_, mark) if mark != Mark::Flows => None,
        (Some(name), _) => Some(find(name)?),
        (None, _) => Some(destination(fields, region).ok_or_else(|| needs(say::TO_WORD))?),
    };
    by.extend(to.map(|to| key(&to.name, TO, None)));
    let second = match (&spec.second, mark) {
        (_, mark) if mark != Mark::Bivariate => None,
        (Some(name), _) => Some(find(name)?),
        (None, _) => {
            let taken = [region.name.as_str(), value.map_or("", |field| field.name.as_str())];
            Some(value_field(fields, &taken).ok_or_else(|| needs(say::SECOND_WORD))?)
        }
    };
    let mut second_op = Op::Sum;
    if let Some(second) = second {
        second_op = op_of(None, Some(second), &mut Vec::new(), lang)?;
        measures.push(Measure { op: second_op, column: Some(second.name.clone()), name: SECOND.to_owned() });
        measures.push(Measure { op: Op::Count, column: Some(second.name.clone()), name: SECOND_N.to_owned() });
    }
    let time = match spec.time.as_deref() {
        Some(NO_TIME) if mark != Mark::Multiples => None,
        Some(name) if name != NO_TIME => Some(find(name)?),
        _ => {
            let found = time_field(fields, mark == Mark::Multiples);
            if let Some(field) = found {
                reasons.push(say::TIME_CHOSEN.with_list(lang, std::slice::from_ref(&field.name)));
            }
            found
        }
    };
    if mark == Mark::Multiples && time.is_none() {
        return Err(needs(say::TIME_WORD));
    }
    if let Some(time) = time {
        by.push(key(&time.name, TIME, matches!(time.reading, Reading::Date(_)).then_some(DatePart::Year)));
    }
    let per = spec.per.clone().filter(|per| match per {
        Per::Thousand(name) => fields.iter().any(|field| field.name == *name),
        Per::Km2 => true,
    });
    if let Some(Per::Thousand(name)) = &per {
        measures.push(Measure { op: Op::Sum, column: Some(name.clone()), name: PER.to_owned() });
    }
    if let Some(weight) = before::weighs(spec, op).filter(|name| *name != ALIKE) {
        let weight = find(weight)?;
        measures.push(Measure { op: Op::Sum, column: Some(weight.name.clone()), name: WEIGHT.to_owned() });
    }
    Ok(Lowered {
        spec: MapSpec {
            mark: Some(mark),
            region: Some(region.name.clone()),
            level: spec.level.map(|level| level.min(Level::Kabkota)),
            beside: others,
            value: value.map(|field| field.name.clone()),
            op: Some(op),
            layer: Some(layer),
            classes: Some(classes),
            method: Some(method),
            unit,
            second: second.map(|field| field.name.clone()),
            to: to.map(|field| field.name.clone()),
            // Said even where there is none, so that a kept figure stays as it was.
            time: Some(time.map_or_else(|| NO_TIME.to_owned(), |field| field.name.clone())),
            per,
            ..spec.clone()
        },
        reasons,
        steps: vec![Step::Group(Group { by, measures })],
        second_op,
        matched: None,
        own: None,
        on_streets: false,
    })
}

/// A spec of places, by their latitude and longitude.
fn places(spec: &MapSpec, fields: &[Field], mut reasons: Vec<String>, lang: Lang) -> Result<Lowered, Problem> {
    let find = |name: &str| {
        fields.iter().find(|field| field.name == name).ok_or_else(|| Problem::new(ProblemCode::NoSuchColumn).arg(name))
    };
    let derived = place_fields(fields);
    let needs = || Problem::new(ProblemCode::FigureNeedsColumn).arg(say::PLACE_WORD.text(lang));
    let lat = match (&spec.lat, derived) {
        (Some(name), _) => find(name)?,
        (None, derived) => derived.ok_or_else(needs)?.0,
    };
    let lon = match (&spec.lon, derived) {
        (Some(name), _) => find(name)?,
        (None, derived) => derived.ok_or_else(needs)?.1,
    };
    if spec.lat.is_none() || spec.lon.is_none() {
        reasons.push(say::PLACES_BY_COLUMNS.with_list(lang, &[lat.name.clone(), lon.name.clone()]));
    }
    let value = match &spec.value {
        Some(name) if spec.op != Some(Op::Rows) => Some(find(name)?),
        _ => None,
    };
    let op = op_of(spec.op.filter(|_| value.is_some()), value, &mut reasons, lang)?;
    let label = match &spec.label {
        Some(name) => Some(find(name)?),
        None => fields.iter().find(|field| {
            field.reading == Reading::Text
                && any(&words(&field.name), LABEL_WORDS)
                && !any(&words(&field.name), PROVINCE_WORDS)
        }),
    };
    let key = |column: &str, name: &str| Key { column: column.to_owned(), part: None, name: Some(name.to_owned()) };
    let mut by = vec![key(&lat.name, LAT), key(&lon.name, LON)];
    by.extend(label.map(|label| key(&label.name, LABEL)));
    let mut measures = vec![Measure { op: Op::Rows, column: None, name: ROWS.to_owned() }];
    if let Some(value) = value {
        measures.push(Measure { op, column: Some(value.name.clone()), name: VALUE.to_owned() });
        measures.push(Measure { op: Op::Count, column: Some(value.name.clone()), name: N.to_owned() });
    }
    let rows = Limit { rows: MOST_PLACES, offset: 0 };
    Ok(Lowered {
        spec: MapSpec {
            mark: Some(spec.mark.unwrap_or(Mark::Points)),
            lat: Some(lat.name.clone()),
            lon: Some(lon.name.clone()),
            label: label.map(|label| label.name.clone()),
            level: Some(spec.level.unwrap_or(Level::Province).min(Level::Kabkota)),
            value: value.map(|field| field.name.clone()),
            op: Some(op),
            layer: Some(Layer::Shapes),
            classes: Some(spec.classes.unwrap_or(super::DEFAULT_CLASSES).clamp(3, 7)),
            method: Some(spec.method.unwrap_or(Method::Quantile)),
            unit: spec.unit.clone().or_else(|| value.and_then(|field| unit_in(&field.name))),
            ..spec.clone()
        },
        reasons,
        steps: vec![Step::Group(Group { by, measures }), Step::Limit(rows)],
        second_op: Op::Sum,
        matched: None,
        own: None,
        on_streets: false,
    })
}

/// The columns of latitude and longitude.
fn place_fields(fields: &[Field]) -> Option<(&Field, &Field)> {
    let of = |wanted: Role, names: &[&str]| {
        let mut numbers = fields.iter().filter(|field| matches!(field.reading, Reading::Number(_)));
        numbers
            .clone()
            .find(|field| role(field) == Some(wanted))
            .or_else(|| numbers.find(|field| any(&words(&field.name), names)))
    };
    Some((of(Role::Latitude, LAT_WORDS)?, of(Role::Longitude, LON_WORDS)?))
}

/// The column of regions that something goes to.
fn destination<'a>(fields: &'a [Field], region: &Field) -> Option<&'a Field> {
    let mut others =
        fields.iter().filter(|field| field.name != region.name && !matches!(field.reading, Reading::Date(_)));
    let named = others.clone().find(|field| any(&words(&field.name), TO_WORDS));
    named.or_else(|| others.find(|field| field.reading == Reading::Text && samples_match(field) == Some(true)))
}

/// The column of years; of any periods where a kind needs one.
fn time_field(fields: &[Field], any_period: bool) -> Option<&Field> {
    let year = |field: &&Field| any(&words(&field.name), YEAR_WORDS) || role(field) == Some(Role::Year);
    let period = |field: &&Field| {
        any_period
            && (matches!(field.reading, Reading::Date(_)) || matches!(role(field), Some(Role::Period | Role::Month)))
    };
    fields.iter().find(year).or_else(|| fields.iter().find(period))
}

/// The columns that a total can be divided by: those that count people.
pub(super) fn people(fields: &[Field], value: Option<&str>) -> Vec<String> {
    fields
        .iter()
        .filter(|field| matches!(field.reading, Reading::Number(_)) && Some(field.name.as_str()) != value)
        .filter(|field| any(&words(&field.name), PEOPLE_WORDS) && !is_rate(&field.name))
        .map(|field| field.name.clone())
        .collect()
}

/// The kinds that the columns of a table allow.
pub(super) fn fitting(fields: &[Field], list: &Gazetteer) -> Vec<Mark> {
    let region = region_field(fields).map(|(field, _)| field).or_else(|| kabkota_field(fields, list));
    let origin = fields.iter().any(|field| any(&words(&field.name), FROM_WORDS));
    let value = region.and_then(|region| value_field(fields, &[&region.name]));
    let two = || value.and_then(|value| value_field(fields, &[region.map_or("", |region| &region.name), &value.name]));
    super::KINDS
        .iter()
        .map(|kind| kind.mark)
        .filter(|mark| match mark {
            Mark::Choropleth | Mark::Symbols | Mark::Dots => region.is_some(),
            Mark::Bivariate => two().is_some(),
            Mark::Multiples => region.is_some() && time_field(fields, true).is_some(),
            Mark::Flows => {
                (origin || region.is_some())
                    && region.or_else(|| fields.first()).and_then(|region| destination(fields, region)).is_some()
            }
            Mark::Points | Mark::Hexbin | Mark::Heat => place_fields(fields).is_some(),
            // The columns do not say whether the rows have shapes.
            Mark::Shapes => false,
        })
        .collect()
}

/// The column of provinces, and whether its header says so.
fn region_field(fields: &[Field]) -> Option<(&Field, bool)> {
    let mut best: Option<(i32, &Field, bool)> = None;
    for field in fields {
        let words = words(&field.name);
        let says = any(&words, PROVINCE_WORDS);
        let smaller = any(&words, SMALLER_WORDS) || any(&words, KABKOTA_WORDS);
        if matches!(field.reading, Reading::Date(_)) || (smaller && !says) {
            continue;
        }
        let shown = samples_match(field);
        let numbers = matches!(field.reading, Reading::Number(_));
        // A number column is a region only when its header says so: 11 to 96 are ordinary numbers.
        let score = match (says, shown) {
            (true, Some(false)) => 40,
            (true, _) => 100,
            (false, Some(true)) if numbers => 0,
            (false, Some(true)) => 60 + if any(&words, REGION_WORDS) { 10 } else { 0 },
            (false, _) => 0,
        };
        // Names are certain where codes may not be.
        let score = if score > 0 && field.reading != Reading::Text { score - 5 } else { score };
        if score > 0 && best.is_none_or(|(top, ..)| score > top) {
            best = Some((score, field, says));
        }
    }
    best.map(|(_, field, says)| (field, says))
}

/// What a column was found to be about.
fn role(field: &Field) -> Option<Role> {
    field.evidence.role.as_ref().map(|verdict| verdict.role)
}

/// Whether a column holds codes of regions, by its header or what was found in it.
fn is_code(field: &Field, words: &[String]) -> bool {
    any(words, CODE_WORDS) || matches!(role(field), Some(Role::CodeRegionBps | Role::CodeRegionKemendagri))
}

/// The column of kabupaten and kota: by its header, what was found in it, or its samples; names before codes.
pub(super) fn kabkota_field<'a>(fields: &'a [Field], list: &Gazetteer) -> Option<&'a Field> {
    if list.deepest() < Level::Kabkota {
        return None;
    }
    let mut best: Option<(i32, &Field)> = None;
    for field in fields {
        let words = words(&field.name);
        if matches!(field.reading, Reading::Date(_)) || any(&words, SMALLER_WORDS) {
            continue;
        }
        let named = role(field) == Some(Role::NameKabkota);
        let says = any(&words, KABKOTA_WORDS);
        let numbers = matches!(field.reading, Reading::Number(_));
        let score = match (says, named) {
            (_, true) => 100,
            (true, _) if !numbers || is_code(field, &words) => 80,
            (true, _) => 0,
            _ if numbers => 0,
            _ if samples_are_kabkota(field, list) => 60 + if any(&words, REGION_WORDS) { 10 } else { 0 },
            _ => 0,
        };
        let score = if score > 0 && is_code(field, &words) { score - 15 } else { score };
        if score > 0 && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, field));
        }
    }
    best.map(|(_, field)| field)
}

/// Whether most samples of a column are kabupaten or kota.
fn samples_are_kabkota(field: &Field, list: &Gazetteer) -> bool {
    let samples: Vec<&str> =
        field.evidence.samples.iter().map(|sample| sample.raw.as_str()).filter(|raw| !raw.trim().is_empty()).collect();
    let report = list.resolve(&samples, &Options::default(), Level::Kabkota);
    !report.matched.is_empty() && report.matched.len() * 2 > report.unmatched.len() + report.matched.len()
}

/// The columns that tell kabupaten and kota of one name apart: their province, and the other way of
/// writing them. Provinces need none.
fn evidence(fields: &[Field], region: &Field, level: Option<Level>, list: &Gazetteer) -> Vec<String> {
    let of_region = words(&region.name);
    let finer = role(region) == Some(Role::NameKabkota)
        || any(&of_region, KABKOTA_WORDS)
        || level == Some(Level::Kabkota)
        || samples_are_kabkota(region, list);
    if !finer || level == Some(Level::Province) || list.deepest() < Level::Kabkota {
        return Vec::new();
    }
    let tells = |field: &&Field| {
        let words = words(&field.name);
        let says = any(&words, PROVINCE_WORDS) || any(&words, KABKOTA_WORDS);
        let codes = is_code(field, &words) && says;
        let names = matches!(role(field), Some(Role::NameProvince | Role::NameKabkota)) || says;
        field.name != region.name
            && !any(&words, SMALLER_WORDS)
            && (codes || names && field.reading == Reading::Text)
            && !matches!(field.reading, Reading::Date(_))
    };
    fields.iter().filter(tells).take(MOST_BESIDE).map(|field| field.name.clone()).collect()
}

/// Whether most samples of a column are provinces or totals; `None` without samples.
fn samples_match(field: &Field) -> Option<bool> {
    let samples: Vec<&str> =
        field.evidence.samples.iter().map(|sample| sample.raw.as_str()).filter(|raw| !raw.trim().is_empty()).collect();
    if samples.is_empty() {
        return None;
    }
    let report = resolve(&samples, &[]);
    let fitting = report.matched.len() + report.totals.len() + report.ambiguous.len();
    Some(!report.matched.is_empty() && fitting * 2 > report.unmatched.len() + fitting)
}

/// The column of values: a number column whose header does not say otherwise, plain values first.
pub(super) fn value_field<'a>(fields: &'a [Field], taken: &[&str]) -> Option<&'a Field> {
    let score = |field: &Field| {
        let words = words(&field.name);
        if any(&words, NOT_VALUES) { 0 } else { 1 + i32::from(any(&words, VALUES)) }
    };
    let mut best: Option<(i32, &Field)> = None;
    for field in fields {
        let score = score(field);
        if matches!(field.reading, Reading::Number(_))
            && !taken.contains(&field.name.as_str())
            && score > 0
            && !matches!(role(field), Some(Role::Latitude | Role::Longitude | Role::Boolean))
            && best.is_none_or(|(top, _)| score > top)
        {
            best = Some((score, field));
        }
    }
    best.map(|(_, field)| field)
}

/// How values of one province are summed up.
pub(super) fn op_of(
    op: Option<Op>,
    value: Option<&Field>,
    reasons: &mut Vec<String>,
    lang: Lang,
) -> Result<Op, Problem> {
    let Some(field) = value else {
        return Ok(Op::Rows);
    };
    let numbers = matches!(field.reading, Reading::Number(_));
    let name = std::slice::from_ref(&field.name);
    match op {
        Some(Op::Rows | Op::Count | Op::Distinct) => Ok(op.unwrap_or(Op::Rows)),
        Some(op) if numbers => Ok(op),
        Some(op) => {
            let step =
                serde_json::to_value(op).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default();
            Err(Problem::new(ProblemCode::BadStep).arg(field.name.clone()).arg(step))
        }
        None if !numbers => {
            reasons.push(say::OP_COUNT.with_list(lang, name));
            Ok(Op::Count)
        }
        None if is_rate(&field.name) => {
            reasons.push(say::OP_MEAN.with_list(lang, name));
            Ok(Op::Mean)
        }
        None => {
            reasons.push(say::OP_SUM.text(lang).to_owned());
            Ok(Op::Sum)
        }
    }
}

/// A unit written in brackets at the end of a header, `Luas (km2)`.
pub(super) fn unit_in(header: &str) -> Option<String> {
    let inside = header.trim().strip_suffix(')')?.rsplit_once('(')?.1.trim();
    (!inside.is_empty() && inside.chars().count() <= 16).then(|| inside.to_owned())
}
