//! How a document is stored: `{"app":"jelajah","version":1,"document":…}`, in the browser's storage
//! with its history beside it.
//!
//! An older document is brought to the current version as untyped JSON, step by step, before it is
//! read strictly. A migration that was shipped is never changed: a change of the form is a new
//! version, a new migration and a new frozen example in `tests/documents/`.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::base::note::{Problem, ProblemCode};

use super::Document;
use super::check::validate;
use super::history::History;

/// What the stored form calls itself.
pub const APP: &str = "jelajah";
/// The version that is written.
pub const VERSION: u64 = 1;
/// Most bytes that are read.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// Turns the document of one version into that of the next.
type Migration = fn(Value) -> Result<Value, Problem>;

/// The migrations: the one at index `n` leads from version `n + 1` to version `n + 2`.
const MIGRATIONS: &[Migration] = &[];

/// The stored form of a document without its history: for links and files.
pub fn write(document: &Document) -> String {
    written(&Stored { app: APP, version: VERSION, document, history: None })
}

/// The stored form of a document with as much of its history as fits.
pub fn write_with_history(document: &Document, history: &History) -> String {
    written(&Stored { app: APP, version: VERSION, document, history: Some(&history.for_storage()) })
}

#[derive(Serialize)]
struct Stored<'a> {
    app: &'static str,
    version: u64,
    document: &'a Document,
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<&'a History>,
}

fn written(stored: &Stored<'_>) -> String {
    // The types hold nothing that JSON cannot say, so this never fails; an empty text is refused by
    // the reader like any other that is no document.
    serde_json::to_string(stored).unwrap_or_default()
}

/// Reads a stored document, of this version or an older one. It is untrusted: it may come from a
/// link or a file.
pub fn read(json: &str) -> Result<Document, Problem> {
    read_with_history(json).map(|(document, _)| document)
}

/// Reads a stored document with its history. A history that is missing, of an older version or not
/// understood is empty: it is never a reason to refuse the document.
pub fn read_with_history(json: &str) -> Result<(Document, History), Problem> {
    if json.len() > LARGEST {
        return Err(bad("too_large"));
    }
    let value: Value = serde_json::from_str(json).map_err(|error| bad("damaged").detail(error.to_string()))?;
    let Value::Object(mut stored) = value else { return Err(bad("foreign")) };
    let version = version_of(&stored)?;
    let document = stored.remove("document").ok_or_else(|| bad("foreign").detail("no document"))?;
    let document = migrated(document, version, MIGRATIONS)?;
    let document: Document =
        serde_json::from_value(document).map_err(|error| bad("invalid").detail(error.to_string()))?;
    validate(&document)?;
    let history = stored
        .remove("history")
        .filter(|_| version == VERSION)
        .and_then(|history| serde_json::from_value::<History>(history).ok())
        .map_or_else(History::default, History::restored);
    Ok((document, history))
}

/// The version of a stored document, which is between 1 and [`VERSION`].
fn version_of(stored: &Map<String, Value>) -> Result<u64, Problem> {
    if stored.get("app").and_then(Value::as_str) != Some(APP) {
        return Err(bad("foreign"));
    }
    match stored.get("version").and_then(Value::as_u64) {
        None | Some(0) => Err(bad("foreign").detail("no version")),
        Some(version) if version > VERSION => Err(Problem::new(ProblemCode::NewerDocument).arg(version.to_string())),
        Some(version) => Ok(version),
    }
}

/// The document after every migration from its version on.
fn migrated(document: Value, version: u64, migrations: &[Migration]) -> Result<Value, Problem> {
    let done = usize::try_from(version.saturating_sub(1)).unwrap_or(usize::MAX);
    migrations.iter().skip(done).try_fold(document, |document, migrate| migrate(document))
}

/// A document that cannot be read, for a reason that [`crate::i18n::problems`] has words for.
pub(super) fn bad(why: &str) -> Problem {
    Problem::new(ProblemCode::BadDocument).arg(why)
}

#[cfg(test)]
mod tests {
    use super::super::laws::sample_document;
    use super::*;
    use crate::i18n::problems::why;

    #[test]
    fn there_is_one_migration_per_older_version() {
        assert_eq!(MIGRATIONS.len() as u64, VERSION - 1);
    }

    #[test]
    fn a_document_comes_back_as_it_was() {
        let document = sample_document();
        assert_eq!(read(&write(&document)), Ok(document));
    }

    #[test]
    fn migrations_run_in_order_from_the_version_on() {
        fn rename(mut document: Value) -> Result<Value, Problem> {
            let fields = document.as_object_mut().ok_or_else(|| bad("invalid"))?;
            if let Some(name) = fields.remove("name") {
                fields.insert("title".into(), name);
            }
            Ok(document)
        }
        fn shout(mut document: Value) -> Result<Value, Problem> {
            let title = document.get_mut("title").ok_or_else(|| bad("invalid"))?;
            *title = Value::from(format!("{}2", title.as_str().unwrap_or_default()));
            Ok(document)
        }
        let chain: &[Migration] = &[rename, shout];
        let old = serde_json::json!({ "name": "Harga" });
        let check = |version, document: &Value, expected: Result<Value, Problem>| {
            assert_eq!(migrated(document.clone(), version, chain), expected, "from {version}");
        };
        check(1, &old, Ok(serde_json::json!({ "title": "Harga2" })));
        check(2, &serde_json::json!({ "title": "Harga" }), Ok(serde_json::json!({ "title": "Harga2" })));
        check(3, &old, Ok(old.clone()));
        check(1, &Value::Null, Err(bad("invalid")));
    }

    #[test]
    fn what_is_no_document_is_refused_with_a_reason() {
        let cases = [
            ("", "damaged"),
            ("{", "damaged"),
            ("[]", "foreign"),
            ("{}", "foreign"),
            (r#"{"app":"lain","version":1,"document":{}}"#, "foreign"),
            (r#"{"app":"jelajah","document":{}}"#, "foreign"),
            (r#"{"app":"jelajah","version":0,"document":{}}"#, "foreign"),
            (r#"{"app":"jelajah","version":-1,"document":{}}"#, "foreign"),
            (r#"{"app":"jelajah","version":1}"#, "foreign"),
            (r#"{"app":"jelajah","version":1,"document":7}"#, "invalid"),
            (r#"{"app":"jelajah","version":1,"document":{"blocks":[{"id":0,"content":{"text":"a"}}]}}"#, "invalid"),
            (
                r#"{"app":"jelajah","version":1,"document":{"next":9,"blocks":[{"id":0,"content":{"figure":3}}]}}"#,
                "invalid",
            ),
            (
                r#"{"app":"jelajah","version":1,"document":{"next":9,"blocks":[{"id":0,"content":{"text":"a"}},{"id":0,"content":{"text":"b"}}]}}"#,
                "invalid",
            ),
            (
                r#"{"app":"jelajah","version":1,"document":{"next":9,"sources":[{"id":0,"title":"x","origin":{"url":"javascript:alert(1)"}}]}}"#,
                "address",
            ),
            (
                r#"{"app":"jelajah","version":1,"document":{"next":9,"sources":[{"id":0,"title":"x","origin":{"file":{"name":"a.csv"}},"citation":{"url":"data:text/html,x"}}]}}"#,
                "address",
            ),
        ];
        for (json, reason) in cases {
            let problem = read(json).unwrap_err();
            assert_eq!(
                (problem.code, problem.args.as_slice()),
                (ProblemCode::BadDocument, [reason.to_owned()].as_slice()),
                "{json}"
            );
            assert!(why(reason).is_some(), "{reason} has no words");
        }
        let long = format!(
            r#"{{"app":"jelajah","version":1,"document":{{"next":1,"blocks":[{{"id":0,"content":{{"text":"{}"}}}}]}}}}"#,
            "x".repeat(super::super::check::TEXT_BYTES + 1)
        );
        assert_eq!(read(&long), Err(bad("too_large")));
    }

    #[test]
    fn a_newer_document_is_refused_by_its_version() {
        let newer = r#"{"app":"jelajah","version":12,"document":{"shape":"unknown"}}"#;
        assert_eq!(read(newer), Err(Problem::new(ProblemCode::NewerDocument).arg("12")));
    }

    #[test]
    fn a_strange_history_does_not_keep_the_document_closed() {
        let json = r#"{"app":"jelajah","version":1,"document":{"title":"Harga"},"history":{"past":[1]}}"#;
        let (document, history) = read_with_history(json).unwrap();
        assert_eq!((document.title.as_str(), history), ("Harga", History::default()));
    }
}
