//! Documents of every version that was ever shipped open today, as the files beside say.

use std::fs;
use std::path::PathBuf;

use jelajah::story::store;
use serde_json::Value;

fn file(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "documents", name].iter().collect();
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The value without the entries that say nothing, so that a new optional field changes no file.
fn telling(value: Value) -> Value {
    let empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    };
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (name, telling(value)));
            Value::Object(fields.filter(|(_, value)| !empty(value)).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(telling).collect()),
        other => other,
    }
}

fn json(text: &str) -> Value {
    telling(serde_json::from_str(text).expect("the file is JSON"))
}

#[test]
fn every_shipped_version_opens_as_expected() {
    for version in 1..=store::VERSION {
        let document = store::read(&file(&format!("v{version}.json")))
            .unwrap_or_else(|problem| panic!("version {version}: {problem:?}"));
        let now = json(&store::write(&document));
        assert_eq!(now, json(&file(&format!("v{version}.expected.json"))), "version {version} became {now:#}");
    }
}

#[test]
fn a_document_of_today_needs_no_migration() {
    let version = store::VERSION;
    assert_eq!(json(&file(&format!("v{version}.json"))), json(&file(&format!("v{version}.expected.json"))));
}
