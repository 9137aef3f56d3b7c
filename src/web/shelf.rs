//! What the browser keeps for the person: documents, the files they gave, preferences, outlines (`IndexedDB`).

use idb::{Database, DatabaseEvent as _, Factory, ObjectStoreParams, TransactionMode};
use wasm_bindgen::JsValue;

use crate::base::note::{Problem, ProblemCode};

/// The stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Documents as JSON text, by project id.
    Documents,
    /// Files that the person gave, by `project/source`.
    Files,
    /// Preferences and small memories as JSON text, by name.
    Prefs,
    /// Outlines of regions: packs by their SHA-256, and files that the person gave.
    Packs,
}

impl Shelf {
    const ALL: [Self; 4] = [Self::Documents, Self::Files, Self::Prefs, Self::Packs];

    const fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Files => "files",
            Self::Prefs => "prefs",
            Self::Packs => "packs",
        }
    }
}

fn problem(error: &idb::Error) -> Problem {
    Problem::new(ProblemCode::Storage).detail(error.to_string())
}

async fn open() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open("jelajah", Some(2))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            for shelf in Shelf::ALL {
                // A store that exists already is what we want.
                database.create_object_store(shelf.name(), ObjectStoreParams::new()).ok();
            }
        }
    });
    request.await
}

/// Puts a value under a key.
pub async fn put(shelf: Shelf, key: &str, value: &JsValue) -> Result<(), Problem> {
    let work = async {
        let database = open().await?;
        let transaction = database.transaction(&[shelf.name()], TransactionMode::ReadWrite)?;
        transaction.object_store(shelf.name())?.put(value, Some(&JsValue::from_str(key)))?.await?;
        transaction.commit()?.await?;
        database.close();
        Ok::<_, idb::Error>(())
    };
    work.await.map_err(|error| problem(&error))
}

/// Reads the value of a key.
pub async fn get(shelf: Shelf, key: &str) -> Result<Option<JsValue>, Problem> {
    let work = async {
        let database = open().await?;
        let transaction = database.transaction(&[shelf.name()], TransactionMode::ReadOnly)?;
        let value = transaction.object_store(shelf.name())?.get(JsValue::from_str(key))?.await?;
        transaction.await?;
        database.close();
        Ok::<_, idb::Error>(value)
    };
    work.await.map_err(|error| problem(&error))
}

/// Forgets a key.
pub async fn remove(shelf: Shelf, key: &str) -> Result<(), Problem> {
    let work = async {
        let database = open().await?;
        let transaction = database.transaction(&[shelf.name()], TransactionMode::ReadWrite)?;
        transaction.object_store(shelf.name())?.delete(JsValue::from_str(key))?.await?;
        transaction.commit()?.await?;
        database.close();
        Ok::<_, idb::Error>(())
    };
    work.await.map_err(|error| problem(&error))
}

/// Puts every value whose key starts with `from` under the same key with another start, too.
pub async fn copy(shelf: Shelf, from: &str, to: &str) -> Result<(), Problem> {
    let work = async {
        let database = open().await?;
        let transaction = database.transaction(&[shelf.name()], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(shelf.name())?;
        for key in store.get_all_keys(None, None)?.await? {
            let Some(rest) = key.as_string().and_then(|key| key.strip_prefix(from).map(str::to_owned)) else {
                continue;
            };
            if let Some(value) = store.get(key)?.await? {
                store.put(&value, Some(&JsValue::from_str(&format!("{to}{rest}"))))?.await?;
            }
        }
        transaction.commit()?.await?;
        database.close();
        Ok::<_, idb::Error>(())
    };
    work.await.map_err(|error| problem(&error))
}

/// Forgets every key that starts so.
pub async fn remove_under(shelf: Shelf, start: &str) -> Result<(), Problem> {
    let work = async {
        let database = open().await?;
        let transaction = database.transaction(&[shelf.name()], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(shelf.name())?;
        for key in store.get_all_keys(None, None)?.await? {
            if key.as_string().is_some_and(|key| key.starts_with(start)) {
                store.delete(key)?.await?;
            }
        }
        transaction.commit()?.await?;
        database.close();
        Ok::<_, idb::Error>(())
    };
    work.await.map_err(|error| problem(&error))
}
