//! The level of a map's regions, found in its values.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::lang::Lang;
use crate::i18n::map as say;
use crate::region::{Gazetteer, Level};
use crate::table::{Field, ResultTable};

use super::join::{self, level_of, resolved, values};
use super::lower::{self, kabkota_field};
use super::{Lowered, MapSpec};

/// Fills in the level: the one at which the outcome's values match more regions. Equal counts are
/// provinces: their names are those of some kota too.
pub(super) fn settle(lowered: &mut Lowered, data: &ResultTable, list: &Gazetteer, lang: Lang) {
    // Places have no regions.
    if lowered.spec.region.is_none() {
        return;
    }
    if lowered.spec.level.is_some() {
        let level = level_of(lowered, list);
        lowered.matched = Some(Arc::new(resolved(lowered, data, list, level)));
        drop_tiles(lowered, level, lang);
        return;
    }
    let coarse = resolved(lowered, data, list, Level::Province);
    let fine = (list.deepest() >= Level::Kabkota).then(|| resolved(lowered, data, list, Level::Kabkota));
    let (provinces, finer) = (coarse.report.regions(), fine.as_ref().map_or(0, |fine| fine.report.regions()));
    let (level, matched) = match fine {
        Some(fine) if finer > provinces => (Level::Kabkota, fine),
        _ => (Level::Province, coarse),
    };
    lowered.spec.level = Some(level);
    lowered.matched = Some(Arc::new(matched));
    drop_tiles(lowered, level, lang);
    if list.deepest() >= Level::Kabkota && finer + provinces > 0 {
        let values = values(data);
        let message = if level == Level::Kabkota { say::LEVEL_KABKOTA } else { say::LEVEL_PROVINCE };
        let column = lowered.spec.region.clone().unwrap_or_default();
        let args = [column, values.to_string(), finer.to_string(), provinces.to_string()];
        lowered.reasons.push(message.with_list(lang, &args));
    }
}

/// Only provinces have tiles, and reasons for them.
fn drop_tiles(lowered: &mut Lowered, level: Level, lang: Lang) {
    if level == Level::Kabkota {
        lowered.reasons.retain(|reason| reason != say::LAYER_TILES.text(lang));
    }
}

/// The spec with the column of kabupaten and kota, where all rows lie in one province.
pub(super) fn finer(
    spec: &MapSpec,
    lowered: &Lowered,
    data: &ResultTable,
    fields: &[Field],
    list: &Gazetteer,
    lang: Lang,
) -> Option<Lowered> {
    let of_regions = lowered.spec.region.is_some() && lowered.spec.mark != Some(super::Mark::Flows);
    let open = of_regions && spec.region.is_none() && spec.level != Some(Level::Province);
    if !open || lowered.spec.level != Some(Level::Province) {
        return None;
    }
    let report = join::report(lowered, data, list);
    let provinces: BTreeSet<&str> = report.matched.iter().map(|(_, code)| code.as_str()).collect();
    let field = kabkota_field(fields, list)?;
    if provinces.len() != 1 || Some(&field.name) == lowered.spec.region.as_ref() {
        return None;
    }
    let spec = MapSpec { region: Some(field.name.clone()), ..spec.clone() };
    let mut better = lower::lower(&spec, fields, list, lang).ok()?;
    better.reasons.insert(0, say::REGION_FINER.with_list(lang, std::slice::from_ref(&field.name)));
    Some(better)
}
