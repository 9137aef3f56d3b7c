//! Driving the kinds in their tests.

use std::fmt::Debug;

use super::rest::Rest;
use crate::portal::kind::Kind;
use crate::portal::{ALL, Ask, Fetched, Portal, RowPage, Turn};

/// Answers the request that is due.
pub(super) fn answer<T>(ask: &mut impl Ask<Answer = T>, status: u16, body: &str) -> Turn<T> {
    ask.next(Some(Fetched::Answer { status, body: body.as_bytes() }))
}

/// The address that is asked for now.
pub(super) fn asked<T: Debug>(ask: &mut impl Ask<Answer = T>) -> String {
    match ask.next(None) {
        Turn::Fetch(fetch) => fetch.url,
        other => panic!("no request: {other:?}"),
    }
}

/// What an ask makes of one good answer.
pub(super) fn fed<T: Debug>(ask: &mut impl Ask<Answer = T>, body: &str) -> T {
    ask.next(None);
    match answer(ask, 200, body) {
        Turn::Done(done) => done,
        other => panic!("{other:?}"),
    }
}

/// [`fed`] for an ask that is used once.
pub(super) fn done<T: Debug>(mut ask: impl Ask<Answer = T>, body: &str) -> T {
    fed(&mut ask, body)
}

/// The portal that a kind recognises in its own first answer, at the registry's door.
pub(super) fn portal_at(kind: &'static Rest, address: &str, body: &str) -> Portal {
    let mut own = kind.connect(address).unwrap();
    let Turn::Fetch(wanted) = own.next(None) else { panic!("no request") };
    let mut ask = ALL.connect(address).unwrap();
    let mut url = asked(&mut ask);
    for _ in 0..60 {
        // Every other kind is told that it is not here.
        let turn =
            if url == wanted.url { answer(&mut ask, 200, body) } else { answer(&mut ask, 404, "<html>tak ada</html>") };
        url = match turn {
            Turn::Done(portal) => {
                assert_eq!(portal.kind, kind.kind);
                return portal;
            }
            Turn::Fetch(fetch) => fetch.url,
            Turn::Failed(problem) => panic!("{problem:?}"),
        };
    }
    panic!("no end")
}

/// Rows as text: `∅` for an empty cell.
pub(super) fn table(page: &RowPage) -> String {
    let mut out = page.fields.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(",");
    out.push('\n');
    for row in &page.records {
        out.push_str(&row.iter().map(|cell| cell.as_deref().unwrap_or("∅")).collect::<Vec<_>>().join(","));
        out.push('\n');
    }
    out
}
