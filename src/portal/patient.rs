//! A search that tries again: where a portal finds nothing, the same question in other words, and the
//! answer says which words it is for.

use super::ask::{Ask, Fetched, Turn};
use super::kind::{Registry, Search};
use super::words::second_try;
use super::{CataloguePage, Portal, SearchQuery};

/// Searches a portal's catalogue, and again in other words while it finds nothing.
pub struct PatientSearch {
    registry: &'static Registry,
    portal: Portal,
    query: SearchQuery,
    ask: Search,
    /// Wordings left to try, the next one last.
    others: Vec<String>,
    /// The wording that is tried now, where it is not the one typed.
    instead: Option<String>,
    /// What was found for the words as typed.
    first: Option<CataloguePage>,
}

impl Registry {
    /// [`Registry::search`], with up to four more requests where it finds nothing.
    pub fn search_patiently(&'static self, portal: &Portal, query: &SearchQuery) -> PatientSearch {
        let mut others = second_try(&query.words);
        others.reverse();
        PatientSearch {
            registry: self,
            portal: portal.clone(),
            query: query.clone(),
            ask: self.search(portal, query),
            others,
            instead: None,
            first: None,
        }
    }
}

impl Ask for PatientSearch {
    type Answer = CataloguePage;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<CataloguePage> {
        let mut turn = self.ask.next(fetched);
        loop {
            let page = match turn {
                Turn::Done(page) => page,
                // A second try that fails takes nothing away from the first.
                Turn::Failed(problem) => return self.first.take().map_or(Turn::Failed(problem), Turn::Done),
                Turn::Fetch(_) => return turn,
            };
            if page.total > 0 || (self.query.start > 0 && self.instead.is_none()) {
                return Turn::Done(CataloguePage { instead: self.instead.clone(), ..page });
            }
            self.first.get_or_insert(page);
            let Some(words) = self.others.pop() else {
                return Turn::Done(self.first.take().unwrap_or_default());
            };
            self.ask = self.registry.search(&self.portal, &SearchQuery { words: words.clone(), ..self.query.clone() });
            self.instead = Some(words);
            turn = self.ask.next(None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::{NEAR, PortalKind};

    fn portal() -> Portal {
        Portal {
            address: "https://x.id".to_owned(),
            api: "https://x.id/api/3/action".to_owned(),
            title: "x".to_owned(),
            kind: PortalKind::Ckan,
            version: None,
            datastore: None,
        }
    }

    /// Plays a portal that finds one dataset for one wording only.
    fn play(words: &str, finds: &str) -> (usize, Result<CataloguePage, crate::base::note::Problem>) {
        let mut ask = NEAR
            .search_patiently(&portal(), &SearchQuery { words: words.to_owned(), rows: 5, ..SearchQuery::default() });
        let mut turn = ask.next(None);
        for asked in 0..9 {
            let fetch = match turn {
                Turn::Fetch(fetch) => fetch,
                Turn::Done(page) => return (asked, Ok(page)),
                Turn::Failed(problem) => return (asked, Err(problem)),
            };
            let hit = crate::portal::address::parameter(fetch.url.split_once('?').unwrap().1, "q").unwrap_or_default()
                == finds;
            let results = if hit { r#"[{"name":"a"}]"# } else { "[]" };
            let body = format!(r#"{{"success":true,"result":{{"count":{},"results":{results}}}}}"#, u8::from(hit));
            turn = ask.next(Some(Fetched::Answer { status: 200, body: body.as_bytes() }));
        }
        panic!("no end")
    }

    #[test]
    fn other_words_are_tried_and_told() {
        let check = |words: &str, finds: &str, asked: usize, total: u64, instead: Option<&str>| {
            let (count, page) = play(words, finds);
            let page = page.unwrap();
            assert_eq!((count, page.total, page.instead.as_deref()), (asked, total, instead), "{words}");
        };
        check("petani", "petani", 1, 1, None);
        check("propinsi jabar", "provinsi jawa barat", 3, 1, Some("provinsi jawa barat"));
        check("pertanian", "tani", 2, 1, Some("tani"));
        check("zzz", "x", 1, 0, None);
        check("", "x", 1, 0, None);
    }
}
