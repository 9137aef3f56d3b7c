//! The envelope around every answer of the action API, and what its errors mean.
//!
//! Messages are in the portal's language and change between versions, so only `__type` and the status
//! decide; the message goes into the technical detail.

use serde_json::Value;
use serde_json::value::RawValue;

use crate::base::note::{Problem, ProblemCode};
use crate::portal::json::{self, Members};
use crate::portal::plain;

/// Why a call has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) kind: FaultKind,
    pub(super) status: u16,
    /// Whether the answer was one of the action API, and not of something in front of it.
    pub(super) from_api: bool,
    detail: String,
}

/// The kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FaultKind {
    NotFound,
    Forbidden,
    /// A parameter was not accepted.
    NotUnderstood,
    /// The portal does not have the action.
    NoSuchAction,
    Server,
    /// Not an answer of this API.
    NotTheApi,
}

impl Fault {
    /// The problem that it is for the person; `asked` is what was looked for.
    pub(super) fn problem(&self, host: &str, asked: &str) -> Problem {
        let problem = match self.kind {
            FaultKind::NotFound => Problem::new(ProblemCode::NotFound).arg(asked),
            FaultKind::Forbidden => Problem::new(ProblemCode::Forbidden).arg(host),
            FaultKind::Server => Problem::new(ProblemCode::HttpStatus).arg(host).arg(self.status.to_string()),
            FaultKind::NotUnderstood | FaultKind::NoSuchAction | FaultKind::NotTheApi => {
                Problem::new(ProblemCode::BadAnswer).arg(host)
            }
        };
        self.describe(problem)
    }

    /// A problem with this fault's technical detail.
    pub(super) fn describe(&self, problem: Problem) -> Problem {
        problem.detail(self.detail.clone())
    }
}

/// Opens the envelope and reads the result; `read` answers `None` for a result of the wrong shape.
pub(super) fn read<T>(status: u16, body: &[u8], read: impl Fn(&RawValue) -> Option<T>) -> Result<T, Fault> {
    let mut found = None;
    let opened = json::with_root(body, &mut |root| {
        open(status, root, &mut |result| {
            found = read(result);
            found.is_some()
        })
    });
    let fault = match opened {
        Some(Ok(())) => None,
        Some(Err(fault)) => Some(fault),
        None => {
            let detail = format!("HTTP {status}, {} bytes, not JSON", body.len());
            Some(Fault { kind: by_status(status), status, from_api: false, detail })
        }
    };
    match (found, fault) {
        (Some(found), None) => Ok(found),
        (_, fault) => Err(fault.unwrap_or_else(|| wrong_shape(status, false))),
    }
}

/// A result that is not what the action promises.
fn wrong_shape(status: u16, from_api: bool) -> Fault {
    let detail = format!("HTTP {status}, the result has another shape than promised");
    Fault { kind: FaultKind::NotTheApi, status, from_api, detail }
}

/// Finds the result; `read` answers whether it could read it. Kept free of type parameters, so that
/// there is one of it in the binary and not one for each action.
fn open(status: u16, root: &RawValue, read: &mut dyn FnMut(&RawValue) -> bool) -> Result<(), Fault> {
    // CKAN answers a bare string to an action it does not have.
    if let Some(message) = json::string(root) {
        let kind = if status == 400 { FaultKind::NoSuchAction } else { by_status(status) };
        return Err(Fault { kind, status, from_api: true, detail: detail(status, "", &message) });
    }
    let Some(members) = Members::of(root) else {
        let detail = format!("HTTP {status}, JSON without an envelope");
        return Err(Fault { kind: by_status(status), status, from_api: false, detail });
    };
    // Some gateways pass on the result without `success`, and some send `success: false` with 200.
    let success = members.get("success").and_then(json::value);
    let succeeded = match &success {
        Some(Value::Bool(truth)) => *truth,
        Some(Value::String(text)) => text.eq_ignore_ascii_case("true"),
        Some(_) => false,
        None => members.get("error").is_none(),
    };
    if succeeded
        && status < 400
        && let Some(result) = members.get("result")
    {
        return if read(result) { Ok(()) } else { Err(wrong_shape(status, success.is_some())) };
    }
    let error = members.get("error").and_then(json::value);
    let kind_name = error.as_ref().and_then(|error| error.get("__type")).map(|name| json::scalar(name).into_owned());
    let kind_name = kind_name.unwrap_or_default();
    let message = error.as_ref().map(error_text).unwrap_or_default();
    Err(Fault {
        kind: by_type(&kind_name).unwrap_or_else(|| by_status(status)),
        status: if status < 400 && by_type(&kind_name) == Some(FaultKind::Server) { 500 } else { status },
        from_api: success.is_some() || !kind_name.is_empty(),
        detail: detail(status, &kind_name, &message),
    })
}

/// What CKAN's own error types mean.
fn by_type(name: &str) -> Option<FaultKind> {
    Some(match name {
        "Not Found Error" => FaultKind::NotFound,
        "Authorization Error" => FaultKind::Forbidden,
        "Validation Error" | "Search Query Error" | "Search Error" | "Integrity Error" => FaultKind::NotUnderstood,
        "Search Index Error" | "Search Connection Error" | "Internal Server Error" => FaultKind::Server,
        _ => return None,
    })
}

/// What a status means where there is no type.
fn by_status(status: u16) -> FaultKind {
    match status {
        404 | 410 => FaultKind::NotFound,
        401 | 403 | 407 | 451 => FaultKind::Forbidden,
        400 | 409 | 414 | 422 => FaultKind::NotUnderstood,
        402.. => FaultKind::Server,
        _ => FaultKind::NotTheApi,
    }
}

/// The words of an error: its message, or the fields it names, whatever their shape.
fn error_text(error: &Value) -> String {
    match error {
        Value::Object(fields) => {
            if let Some(Value::String(message)) = fields.get("message") {
                return message.clone();
            }
            let named = fields.iter().filter(|(name, _)| *name != "__type");
            named.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("; ")
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn detail(status: u16, kind: &str, message: &str) -> String {
    let parts =
        [kind, message].iter().filter(|part| !part.is_empty()).map(|part| plain::line(part)).collect::<Vec<_>>();
    plain::clip(format!("HTTP {status} {}", parts.join(": ")).trim_end().to_owned(), 300)
}

#[cfg(test)]
mod tests {
    use super::FaultKind::{Forbidden, NoSuchAction, NotFound, NotTheApi, NotUnderstood, Server};
    use super::*;

    #[test]
    fn errors_are_told_by_type_and_status() {
        let check = |status: u16, body: &str, kind: FaultKind, from_api: bool| {
            let fault = read(status, body.as_bytes(), |_| Some(())).unwrap_err();
            assert_eq!((fault.kind, fault.from_api), (kind, from_api), "{status} {body}");
        };
        check(404, r#"{"success":false,"error":{"__type":"Not Found Error","message":"לא נמצא"}}"#, NotFound, true);
        check(403, r#"{"success":false,"error":{"__type":"Authorization Error","message":"x"}}"#, Forbidden, true);
        check(
            409,
            r#"{"success":false,"error":{"filters":["Cannot parse JSON"],"__type":"Validation Error"}}"#,
            NotUnderstood,
            true,
        );
        check(
            409,
            r#"{"success":false,"error":{"__type":"Validation Error","resource_id":"Missing value"}}"#,
            NotUnderstood,
            true,
        );
        check(400, r#"{"success":false,"error":{"__type":"Search Query Error","message":"x"}}"#, NotUnderstood, true);
        check(500, r#"{"success":false,"error":{"__type":"Search Index Error","message":"x"}}"#, Server, true);
        check(200, r#"{"success":false,"error":{"__type":"Not Found Error"}}"#, NotFound, true);
        check(200, r#"{"success":false,"error":"Indisponible"}"#, NotTheApi, true);
        check(200, r#"{"success":false}"#, NotTheApi, true);
        check(200, r#"{"timestamp":1,"status":404}"#, NotTheApi, false);
        check(400, r#""Bad request - Action name not known: x""#, NoSuchAction, true);
        check(404, "<!DOCTYPE html><html>", NotFound, false);
        check(200, "<!DOCTYPE html><html>", NotTheApi, false);
        check(200, "[1]", NotTheApi, false);
        check(403, "<html>challenge", Forbidden, false);
        check(429, "slow down", Server, false);
        check(502, "<html>", Server, false);
        check(200, "", NotTheApi, false);
    }

    #[test]
    fn results_are_found_with_and_without_an_envelope_of_ckan() {
        for body in [
            r#"{"help":"x","success":true,"result":{"a":1}}"#,
            r#"{"result":{"a":1},"success":"true","extra":[]}"#,
            r#"{"status":"200 OK","message":"Sucess","result":{"a":1}}"#,
            r#"{"success":false,"success":true,"result":{"a":1}}"#,
        ] {
            assert_eq!(
                read(200, body.as_bytes(), |raw| Some(raw.get().to_owned())).as_deref(),
                Ok(r#"{"a":1}"#),
                "{body}"
            );
        }
    }

    #[test]
    fn details_are_short_and_plain() {
        let long = format!(
            r#"{{"success":false,"error":{{"__type":"Search Error","message":"<b>{}</b>"}}}}"#,
            "x".repeat(5_000)
        );
        let fault = read(409, long.as_bytes(), |_| Some(())).unwrap_err();
        let detail = fault.problem("x.id", "").detail.unwrap();
        assert!(detail.starts_with("HTTP 409 Search Error: xxx") && detail.chars().count() <= 301, "{detail}");
    }
}
