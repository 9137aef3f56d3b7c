//! Filling the gaps of a map's spec from the columns' names and samples.

use crate::base::lang::Lang;
use crate::base::note::{Problem, ProblemCode};
use crate::base::text::fold;
use crate::i18n::map as say;
use crate::query::{Group, Key, Measure, Op, Step};
use crate::region::{Gazetteer, Level, Options, System, resolve};
use crate::table::{Field, Reading, Role};

use super::{Layer, Lowered, MapSpec, Method, N, REGION, ROWS, VALUE, beside};

/// Words of a header that say "province".
const PROVINCE_WORDS: &[&str] = &["provinsi", "propinsi", "province", "provinces", "prov", "prop"];
/// Words of a header that can mean any region.
const REGION_WORDS: &[&str] =
    &["wilayah", "daerah", "region", "lokasi", "area", "location", "nama", "name", "kode", "tempat"];
/// Words of a header that say "kabupaten or kota".
const KABKOTA_WORDS: &[&str] =
    &["kab", "kabupaten", "kota", "kabkota", "kabkot", "kabupatenkota", "regency", "city", "municipality"];
/// Words of a header that say "smaller than a kabupaten".
const SMALLER_WORDS: &[&str] = &["kec", "kecamatan", "desa", "kelurahan", "kel", "district", "subdistrict", "village"];
/// Words of a header that say "code".
const CODE_WORDS: &[&str] = &["kode", "kd", "code", "id"];
/// Most columns beside the region that are kept as evidence.
const MOST_BESIDE: usize = 3;

/// Words of a header whose numbers are not values.
const NOT_VALUES: &[&str] = &[
    "kode",
    "code",
    "id",
    "no",
    "nomor",
    "number",
    "tahun",
    "year",
    "bulan",
    "month",
    "triwulan",
    "quarter",
    "semester",
    "tanggal",
    "hari",
    "lat",
    "lon",
    "lng",
    "latitude",
    "longitude",
    "lintang",
    "bujur",
    "nik",
    "npwp",
    "telepon",
    "telp",
    "pos",
    "rt",
    "rw",
    "urut",
    "periode",
    "fid",
    "objectid",
    "gid",
];
/// Words of a header whose numbers are plainly values.
const VALUES: &[&str] = &[
    "jumlah",
    "nilai",
    "value",
    "total",
    "banyaknya",
    "harga",
    "persentase",
    "produksi",
    "penduduk",
    "luas",
    "indeks",
    "rata",
    "volume",
    "realisasi",
    "target",
    "angka",
    "tingkat",
];
/// Words of a header whose numbers mean nothing when added up.
const RATES: &[&str] = &[
    "harga",
    "price",
    "prices",
    "persen",
    "persentase",
    "percent",
    "percentage",
    "pct",
    "rata",
    "rerata",
    "rataan",
    "rate",
    "rates",
    "rasio",
    "ratio",
    "indeks",
    "index",
    "ipm",
    "ikk",
    "laju",
    "tingkat",
    "inflasi",
    "inflation",
    "kepadatan",
    "density",
    "suhu",
    "temperature",
    "gini",
    "upah",
    "ump",
    "umr",
    "umk",
    "wage",
    "umur",
    "usia",
    "age",
    "prevalensi",
    "prevalence",
    "cakupan",
    "coverage",
    "proporsi",
    "proportion",
    "skor",
    "score",
    "average",
    "mean",
    "median",
    "pertumbuhan",
    "growth",
    "tpt",
    "tpak",
    "apk",
    "apm",
    "aps",
    "ahh",
    "amh",
    "rls",
    "hls",
    "ntp",
    "peringkat",
    "rank",
    "kurs",
    "tarif",
    "share",
    "kelembapan",
    "elevasi",
    "ketinggian",
    "bunga",
];

/// The words of a header, `nama_provinsi` and `namaProvinsi` alike.
pub(super) fn words(header: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(header.len() + 4);
    let mut lower_before = false;
    for c in header.chars() {
        if c.is_uppercase() && lower_before {
            spaced.push(' ');
        }
        lower_before = c.is_lowercase();
        spaced.push(if c.is_alphanumeric() || c == '%' { c } else { ' ' });
    }
    fold(&spaced).split_whitespace().map(str::to_owned).collect()
}

fn any(words: &[String], list: &[&str]) -> bool {
    words.iter().any(|word| list.contains(&word.as_str()))
}

/// What a region column's header says of its values.
pub(super) fn options_of(header: &str) -> Options<'static> {
    let words = words(header);
    let system = match (
        any(&words, &["bps"]),
        any(&words, &["kemendagri", "mendagri", "dagri", "permendagri", "kepmendagri"]),
    ) {
        (true, false) => Some(System::Bps),
        (false, true) => Some(System::Kemendagri),
        _ => None,
    };
    let level = match (any(&words, PROVINCE_WORDS), any(&words, KABKOTA_WORDS)) {
        (true, _) => Some(Level::Province),
        (false, true) => Some(Level::Kabkota),
        (false, false) => None,
    };
    Options { level, system, aliases: &[] }
}

/// Whether a header's numbers must not be added up.
pub(super) fn is_rate(header: &str) -> bool {
    let words = words(header);
    header.contains('%') || any(&words, RATES) || words.iter().any(|word| word == "per")
}

/// Fills the gaps of a spec from the table's columns.
pub(super) fn lower(spec: &MapSpec, fields: &[Field], list: &Gazetteer, lang: Lang) -> Result<Lowered, Problem> {
    let mut reasons = Vec::new();
    let find = |name: &str| {
        fields.iter().find(|field| field.name == name).ok_or_else(|| Problem::new(ProblemCode::NoSuchColumn).arg(name))
    };
    let region = if let Some(name) = &spec.region {
        find(name)?
    } else {
        let provinces = region_field(fields)
            .filter(|_| spec.level != Some(Level::Kabkota))
            .map(|(field, by_header)| (field, if by_header { say::REGION_BY_HEADER } else { say::REGION_BY_VALUES }));
        let finer = || kabkota_field(fields, list).map(|field| (field, say::REGION_IS_KABKOTA));
        let (field, why) = provinces
            .or_else(finer)
            .ok_or_else(|| Problem::new(ProblemCode::FigureNeedsColumn).arg(say::REGION_WORD.text(lang)))?;
        reasons.push(why.with_list(lang, std::slice::from_ref(&field.name)));
        field
    };
    let value = match &spec.value {
        Some(name) => Some(find(name)?),
        // Counting rows was chosen; no column is needed.
        None if spec.op == Some(Op::Rows) => None,
        None => {
            let found = value_field(fields, &region.name);
            reasons.push(found.map_or_else(
                || say::VALUE_IS_ROWS.text(lang).to_owned(),
                |field| say::VALUE_CHOSEN.with_list(lang, std::slice::from_ref(&field.name)),
            ));
            found
        }
    };
    let op = op_of(spec.op, value, &mut reasons, lang)?;
    let layer = spec.layer.unwrap_or_else(|| {
        reasons.push(say::LAYER_TILES.text(lang).to_owned());
        Layer::Tiles
    });
    let classes = spec.classes.unwrap_or(super::DEFAULT_CLASSES).clamp(3, 7);
    let method = spec.method.unwrap_or_else(|| {
        reasons.push(say::METHOD_QUANTILE.with_list(lang, &[classes.to_string()]));
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
        [] => evidence(fields, region, spec.level, list),
        // One that is gone is not needed to draw.
        chosen => chosen.iter().filter(|name| fields.iter().any(|field| field.name == **name)).cloned().collect(),
    };
    let mut by = vec![Key { column: region.name.clone(), part: None, name: Some(REGION.to_owned()) }];
    by.extend(others.iter().enumerate().map(|(at, column)| Key {
        column: column.clone(),
        part: None,
        name: Some(beside(at)),
    }));
    Ok(Lowered {
        spec: MapSpec {
            region: Some(region.name.clone()),
            level: spec.level.map(|level| level.min(Level::Kabkota)),
            beside: others,
            focus: spec.focus.clone(),
            value: value.map(|field| field.name.clone()),
            op: Some(op),
            layer: Some(layer),
            classes: Some(classes),
            method: Some(method),
            breaks: spec.breaks.clone(),
            unit,
            aliases: spec.aliases.clone(),
            before_2022: spec.before_2022,
            outlines: spec.outlines.clone(),
        },
        reasons,
        steps: vec![Step::Group(Group { by, measures })],
        matched: None,
    })
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
fn value_field<'a>(fields: &'a [Field], region: &str) -> Option<&'a Field> {
    let score = |field: &Field| {
        let words = words(&field.name);
        if any(&words, NOT_VALUES) { 0 } else { 1 + i32::from(any(&words, VALUES)) }
    };
    let mut best: Option<(i32, &Field)> = None;
    for field in fields {
        let score = score(field);
        if matches!(field.reading, Reading::Number(_))
            && field.name != region
            && score > 0
            && best.is_none_or(|(top, _)| score > top)
        {
            best = Some((score, field));
        }
    }
    best.map(|(_, field)| field)
}

/// How values of one province are summed up.
fn op_of(op: Option<Op>, value: Option<&Field>, reasons: &mut Vec<String>, lang: Lang) -> Result<Op, Problem> {
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
fn unit_in(header: &str) -> Option<String> {
    let inside = header.trim().strip_suffix(')')?.rsplit_once('(')?.1.trim();
    (!inside.is_empty() && inside.chars().count() <= 16).then(|| inside.to_owned())
}
