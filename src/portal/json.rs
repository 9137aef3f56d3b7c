//! Reading JSON that only nearly keeps its promises: a byte order mark, bare `NaN`, raw control
//! characters, halves of surrogate pairs, double keys.
//!
//! Values stay raw slices until somebody needs them. So one broken record does not take the whole
//! answer with it, and a number keeps every digit that the portal wrote.

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

/// Reads a body and hands its outermost value on; `None` where it is no JSON.
pub(crate) fn with_root<T>(body: &[u8], read: &mut dyn FnMut(&RawValue) -> T) -> Option<T> {
    let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    let text = String::from_utf8_lossy(body);
    if let Ok(root) = serde_json::from_str::<&RawValue>(&text) {
        return Some(read(root));
    }
    let repaired = repair(&text)?;
    serde_json::from_str::<&RawValue>(&repaired).ok().map(read)
}

/// The parsed value; `None` where it is nested too deeply or broken beyond repair.
pub(crate) fn value(raw: &RawValue) -> Option<Value> {
    parse(raw.get())
}

/// The text of a JSON string; `None` for anything else.
pub(crate) fn string(raw: &RawValue) -> Option<String> {
    raw.get().starts_with('"').then(|| parse(raw.get())).flatten()
}

/// The items of a list; `None` for anything else.
pub(crate) fn items(raw: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(raw.get()).ok()
}

/// Parses, after a repair where it is needed.
fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    match serde_json::from_str(text) {
        Ok(value) => Some(value),
        Err(_) => serde_json::from_str(&repair(text)?).ok(),
    }
}

/// The members of an object in the order they were written, double keys included.
pub(crate) struct Members<'a>(pub(crate) Vec<(String, &'a RawValue)>);

impl<'a> Members<'a> {
    /// The members of an object; `None` for anything else.
    pub(crate) fn of(raw: &'a RawValue) -> Option<Self> {
        serde_json::from_str(raw.get()).ok()
    }

    /// The value of a key; of double keys the last one counts, as in every browser.
    pub(crate) fn get(&self, key: &str) -> Option<&'a RawValue> {
        self.0.iter().rev().find(|(name, _)| name == key).map(|(_, raw)| *raw)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(Collect).map(Members)
    }
}

/// Makes JSON of what is nearly JSON: quotes bare `NaN` and `Infinity`, escapes raw control characters
/// in strings, replaces halves of surrogate pairs. `None` where there was nothing to repair.
fn repair(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 64);
    let mut changed = false;
    let mut in_string = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        if in_string {
            if c == '\\' {
                let (escape, replaced) = escape(rest);
                taken = escape.len();
                out.push_str(if replaced { "\\ufffd" } else { escape });
                changed |= replaced;
            } else if c < ' ' {
                out.push_str(match c {
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    _ => "",
                });
                changed = true;
            } else {
                in_string = c != '"';
                out.push(c);
            }
        } else if let Some(word) = ["NaN", "-Infinity", "Infinity"].into_iter().find(|word| rest.starts_with(word)) {
            taken = word.len();
            out.push('"');
            out.push_str(word);
            out.push('"');
            changed = true;
        } else {
            in_string = c == '"';
            out.push(c);
        }
        rest = rest.get(taken..).unwrap_or("");
    }
    changed.then_some(out)
}

/// The escape at the start of a text, and whether it is half of a surrogate pair.
fn escape(text: &str) -> (&str, bool) {
    let unit = |at: usize| -> Option<u32> {
        let hex = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(hex, 16).ok()
    };
    let take = |length: usize| text.get(..length);
    match unit(0) {
        Some(0xd800..=0xdbff) => match unit(6) {
            Some(0xdc00..=0xdfff) => (take(12).unwrap_or(text), false),
            _ => (take(6).unwrap_or(text), true),
        },
        Some(0xdc00..=0xdfff) => (take(6).unwrap_or(text), true),
        Some(_) => (take(6).unwrap_or(text), false),
        // Two characters; the second may be wide.
        None => {
            let second = text.chars().nth(1).map_or(0, char::len_utf8);
            (take(1 + second).unwrap_or(text), false)
        }
    }
}

/// A text as shown, of a string or a number or a truth value; empty for the rest.
pub(crate) fn scalar(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        Value::Number(number) => Cow::Owned(number.to_string()),
        Value::Bool(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
        Value::Null | Value::Array(_) | Value::Object(_) => Cow::Borrowed(""),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn near_json_is_read() {
        let check = |text: &str, expected: Option<Value>| {
            assert_eq!(with_root(text.as_bytes(), &mut value).flatten(), expected, "{text}");
        };
        check("\u{feff}{\"a\":1}", Some(json!({"a": 1})));
        check("[NaN, -Infinity, Infinity, \"NaN\"]", Some(json!(["NaN", "-Infinity", "Infinity", "NaN"])));
        check("[\"a\nb\u{1}\"]", Some(json!(["a\nb"])));
        check("[\"\\ud83d\\ude00 \\ud83d x \\udc00\"]", Some(json!(["😀 \u{fffd} x \u{fffd}"])));
        check("[\"\\\\\", NaN]", Some(json!(["\\", "NaN"])));
        check("{\"a\":1,\"a\":2}", Some(json!({"a": 2})));
        check("<html>", None);
        check("", None);
        check("{\"a\":", None);
        check(&format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)), None);
        assert_eq!(with_root(b"[\"\xff\"]", &mut value).flatten(), Some(json!(["\u{fffd}"])));
    }

    #[test]
    fn one_deep_record_spares_the_others() {
        let text = format!("[{{\"a\":1}}, {}{}, 3]", "[".repeat(100_000), "]".repeat(100_000));
        let read = with_root(text.as_bytes(), &mut |root| {
            items(root).map(|all| all.into_iter().map(value).collect::<Vec<_>>())
        });
        let values = read.flatten().unwrap();
        assert_eq!(values.len(), 3);
        assert!(values[1].is_none());
        assert_eq!(values[2], Some(Value::from(3)));
    }
}
