//! Portals' answers, kept in a database of their own (`IndexedDB`) so that they can be shown without their
//! portal. What goes when there is too much is decided by [`Ledger`].

use idb::{Database, DatabaseEvent as _, Factory, ObjectStoreParams, TransactionMode};
use wasm_bindgen::JsValue;

use crate::portal::kept::Ledger;

/// The answers as JSON text, by name.
const ANSWERS: &str = "answers";
/// The ledger as JSON text, under its one key.
const LEDGER: &str = "ledger";

async fn open() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open("jelajah-answers", Some(1))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            for store in [ANSWERS, LEDGER] {
                // A store that exists already is what we want.
                database.create_object_store(store, ObjectStoreParams::new()).ok();
            }
        }
    });
    request.await
}

fn ledger_of(value: Option<JsValue>) -> Ledger {
    let text = value.and_then(|value| value.as_string());
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Keeps an answer. A browser without storage keeps none, and nobody needs to hear of it.
pub async fn keep(key: &str, text: &str, at_ms: u64) {
    let work = async {
        let database = open().await?;
        // One transaction over both, so that another tab cannot come between.
        let transaction = database.transaction(&[ANSWERS, LEDGER], TransactionMode::ReadWrite)?;
        let (answers, lines) = (transaction.object_store(ANSWERS)?, transaction.object_store(LEDGER)?);
        let mut ledger = ledger_of(lines.get(JsValue::from_str(LEDGER))?.await?);
        if let Some(gone) = ledger.take(key, text.len() as u64, at_ms) {
            for old in gone {
                answers.delete(JsValue::from_str(&old))?.await?;
            }
            answers.put(&JsValue::from_str(text), Some(&JsValue::from_str(key)))?.await?;
            let text = serde_json::to_string(&ledger).unwrap_or_default();
            lines.put(&JsValue::from_str(&text), Some(&JsValue::from_str(LEDGER)))?.await?;
        }
        transaction.commit()?.await?;
        database.close();
        Ok::<_, idb::Error>(())
    };
    work.await.ok();
}

/// The answer that is kept under a name.
pub async fn find(key: &str) -> Option<String> {
    let work = async {
        let database = open().await?;
        let transaction = database.transaction(&[ANSWERS], TransactionMode::ReadOnly)?;
        let value = transaction.object_store(ANSWERS)?.get(JsValue::from_str(key))?.await?;
        transaction.await?;
        database.close();
        Ok::<_, idb::Error>(value)
    };
    work.await.ok().flatten().and_then(|value| value.as_string())
}

/// How many answers are kept, and their bytes.
pub async fn amount() -> (usize, u64) {
    let work = async {
        let database = open().await?;
        let transaction = database.transaction(&[LEDGER], TransactionMode::ReadOnly)?;
        let value = transaction.object_store(LEDGER)?.get(JsValue::from_str(LEDGER))?.await?;
        transaction.await?;
        database.close();
        Ok::<_, idb::Error>(value)
    };
    let ledger = ledger_of(work.await.ok().flatten());
    (ledger.len(), ledger.bytes())
}

/// Forgets all of them; `false` where that failed.
pub async fn forget() -> bool {
    let work = async {
        let database = open().await?;
        let transaction = database.transaction(&[ANSWERS, LEDGER], TransactionMode::ReadWrite)?;
        for store in [ANSWERS, LEDGER] {
            transaction.object_store(store)?.clear()?.await?;
        }
        transaction.commit()?.await?;
        database.close();
        Ok::<_, idb::Error>(())
    };
    work.await.is_ok()
}
