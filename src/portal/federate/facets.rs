//! Facets of several portals as one: what they mean alike is one value, and choosing it means at each portal
//! what that portal calls it.

use std::collections::BTreeMap;

use crate::base::text::fold;
use crate::portal::words::{expanded, standard, words_of};
use crate::portal::{Facet, FacetValue, ckan};

/// Values per merged facet.
const FACET_VALUES: usize = 100;
/// A list of so many values is one that the portal has cut off.
const CUT_OFF: usize = 50;

/// A value of a facet over all portals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedValue {
    /// What to show.
    pub label: String,
    /// How many datasets, over all portals; the same dataset at two portals counts twice.
    pub count: u64,
    /// What to filter by at each portal that has it.
    pub at: Vec<(usize, String)>,
}

/// A facet over all portals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedFacet {
    /// The field.
    pub field: String,
    /// The values, most frequent first.
    pub values: Vec<MergedValue>,
}

/// One list of facets out of those of each portal.
pub(super) fn merged(answers: &[(usize, Vec<Facet>)]) -> Vec<MergedFacet> {
    let mut fields: Vec<&str> = ckan::FACET_FIELDS.to_vec();
    for facet in answers.iter().flat_map(|(_, facets)| facets) {
        if !fields.contains(&facet.field.as_str()) {
            fields.push(&facet.field);
        }
    }
    let mut merged = Vec::new();
    for field in fields {
        let mut values: BTreeMap<String, MergedValue> = BTreeMap::new();
        for (portal, facets) in answers {
            for value in facets.iter().filter(|facet| facet.field == field).flat_map(|facet| &facet.values) {
                let entry = values.entry(key(field, label(value))).or_insert_with(|| MergedValue {
                    label: label(value).to_owned(),
                    count: 0,
                    at: Vec::new(),
                });
                entry.count = entry.count.saturating_add(value.count);
                entry.at.push((*portal, value.value.clone()));
            }
        }
        let mut values: Vec<MergedValue> = values.into_values().collect();
        values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| fold(&a.label).cmp(&fold(&b.label))));
        values.truncate(FACET_VALUES);
        if !values.is_empty() {
            merged.push(MergedFacet { field: field.to_owned(), values });
        }
    }
    merged
}

/// What one portal has to be asked for, so that it narrows to the values that a person chose by their labels;
/// `facets` are those of the portal's own answer without them. `None` where it has none of a facet's.
///
/// A portal names only its most frequent values: one that is not among so many is asked for by its label.
pub fn narrowed(facets: &[Facet], chosen: &BTreeMap<String, Vec<String>>) -> Option<BTreeMap<String, Vec<String>>> {
    let mut own = BTreeMap::new();
    for (field, labels) in chosen.iter().filter(|(_, labels)| !labels.is_empty()) {
        let values: Vec<&FacetValue> =
            facets.iter().filter(|facet| facet.field == *field).flat_map(|facet| &facet.values).collect();
        // Of these a dataset has one, so any of them will do; of the others it must have all.
        let any = matches!(field.as_str(), "organization" | "license_id");
        let mut wanted: Vec<String> = Vec::new();
        for chosen in labels {
            let mut fitting = values.iter().filter(|value| same_value(field, label(value), chosen));
            match fitting.next() {
                Some(first) => {
                    wanted.push(first.value.clone());
                    wanted.extend(fitting.filter(|_| any).map(|value| value.value.clone()));
                }
                None if values.len() >= CUT_OFF => wanted.push(chosen.clone()),
                None if any => {}
                None => return None,
            }
        }
        if wanted.is_empty() {
            return None;
        }
        own.insert(field.clone(), wanted);
    }
    Some(own)
}

/// Whether two labels of a facet mean the same value.
pub fn same_value(field: &str, a: &str, b: &str) -> bool {
    a == b || key(field, a) == key(field, b)
}

/// What the merged facets call a value that was chosen by one of its labels.
pub fn label_of<'a>(facets: &'a [MergedFacet], field: &str, chosen: &'a str) -> &'a str {
    let values = facets.iter().filter(|facet| facet.field == field).flat_map(|facet| &facet.values);
    values.map(|value| value.label.as_str()).find(|label| same_value(field, label, chosen)).unwrap_or(chosen)
}

/// What to show of a value.
fn label(value: &FacetValue) -> &str {
    Some(value.label.trim()).filter(|label| !label.is_empty()).unwrap_or(&value.value)
}

/// The key under which values of different portals are one: formats by their letters, all else by meaning.
fn key(field: &str, label: &str) -> String {
    if field == "res_format" {
        return label.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    }
    let words = words_of(label);
    let long = |word: &String| expanded(standard(word)).unwrap_or(standard(word)).to_owned();
    let key = words.iter().map(long).collect::<Vec<_>>().join(" ");
    if key.is_empty() { fold(label) } else { key }
}
