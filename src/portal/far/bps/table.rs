//! The dynamic table of an answer: the cross product of its five lists, and the cells that it finds.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

use crate::base::note::{Note, NoteCode};
use crate::portal::ask::RowPage;
use crate::portal::ckan::cell;
use crate::portal::far::shape::{self, plain_text};
use crate::portal::json::{self, Members};
use crate::portal::plain;

/// Cells of one answer that are looked up.
const MAX_CELLS: usize = 2_000_000;

/// A table of an answer: the five lists, their cross product, and the cells that it finds.
pub(super) fn read(root: &RawValue) -> Option<RowPage> {
    let members = Members::of(root)?;
    let content = members.get("datacontent").and_then(Members::of)?;
    let list = |key: &str| -> Vec<(String, String)> {
        let items = members.get(key).and_then(json::value).unwrap_or_default();
        let pair = |item: &Value| (shape::text(item, "val"), plain::line(&shape::text(item, "label")));
        let found: Vec<_> =
            items.as_array().into_iter().flatten().map(pair).filter(|(value, _)| !value.is_empty()).collect();
        // Derived lists may be missing, which is the number 0.
        if found.is_empty() { vec![("0".to_owned(), String::new())] } else { found }
    };
    let variable = members.get("var").and_then(json::value).unwrap_or_default();
    let (regions, variables, kinds, years, periods) =
        (list("vervar"), list("var"), list("turvar"), list("tahun"), list("turtahun"));
    let label = |path: &str, or: &str| {
        Some(plain::line(&shape::text(&variable, path)))
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| or.to_owned())
    };
    let unit = label("0.unit", "");
    let level = members
        .get("labelvervar")
        .and_then(json::value)
        .map(|text| plain::line(&plain_text(&text)))
        .unwrap_or_default();
    let names = ["kode", &*level, "turunan", "tahun", "periode", &*label("0.label", "nilai"), "satuan"];
    let mut fields: Vec<(String, String)> = Vec::new();
    for (place, name) in names.into_iter().enumerate() {
        let name = if name.is_empty() { "rincian" } else { name };
        let double = fields.iter().any(|(other, _)| other == name);
        fields.push((if double { format!("{name} {}", place + 1) } else { name.to_owned() }, String::new()));
    }
    let mut page = RowPage { fields, ..RowPage::default() };
    let combinations = [&regions, &variables, &kinds, &years, &periods]
        .iter()
        .map(|list| list.len())
        .try_fold(1_usize, usize::checked_mul);
    if combinations.is_none_or(|count| count > MAX_CELLS) {
        page.notes.push(Note::once(NoteCode::Truncated, [MAX_CELLS.to_string()]));
        return Some(page);
    }
    let cells: BTreeMap<&str, &RawValue> = content.0.iter().map(|(key, raw)| (key.as_str(), *raw)).collect();
    // Two ways to put numbers together can give one key; whose cell that is nobody can tell.
    let mut ways: BTreeMap<String, u32> = BTreeMap::new();
    let mut found = Vec::new();
    for region in &regions {
        for variable in &variables {
            for kind in &kinds {
                for year in &years {
                    for period in &periods {
                        let key = [region, variable, kind, year, period].map(|(value, _)| value.as_str()).concat();
                        if let Some(raw) = cells.get(key.as_str()) {
                            let said = |label: &str| Some(label.to_owned()).filter(|label| !label.is_empty());
                            let row = vec![
                                Some(region.0.clone()),
                                said(&region.1),
                                said(&kind.1),
                                said(&year.1),
                                said(&period.1),
                                cell(raw),
                                said(&unit),
                            ];
                            *ways.entry(key.clone()).or_default() += 1;
                            found.push((key, row));
                        }
                    }
                }
            }
        }
    }
    let double = ways.values().filter(|count| **count > 1).count() as u64;
    let unlisted = (cells.len() - ways.len()) as u64;
    for (count, why) in [(double, "datacontent, key"), (unlisted, "datacontent")] {
        if count > 0 {
            page.notes.push(Note {
                code: NoteCode::SkippedRecord,
                count,
                rows: Vec::new(),
                args: vec![why.to_owned()],
            });
        }
    }
    page.records = found.into_iter().filter(|(key, _)| ways.get(key) == Some(&1)).map(|(_, row)| row).collect();
    Some(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_two_cells_could_have_is_given_to_neither() {
        let page = json::with_root(
            br#"{"var":[{"val":1,"label":"v"}],"vervar":[{"val":1,"label":"a"},{"val":11,"label":"b"}],"turvar":[{"val":0},{"val":10}],"tahun":[{"val":5,"label":"x"}],"datacontent":{"11050":7,"111050":8}}"#,
            &mut read,
        );
        // 1·1·0·5·0 is one cell; 1·1·10·5·0 = 11·1·0·5·0 is two.
        let page = page.flatten().unwrap();
        assert_eq!(page.records.len() + page.notes.len(), 2, "{page:?}");
    }
}
