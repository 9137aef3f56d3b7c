//! Food prices: SP2KP of the Ministry of Trade, and PIHPS of Bank Indonesia. No key, no catalogue: the
//! commodities and the kinds of markets are the datasets.

use serde_json::Value;

use super::rest::{RowsOf, descend, entries, problem};
use super::shape::{self, iso_day};
use super::shelf::{Part, Shelf};
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::portal::address::encode;
use crate::portal::ask::{Ask, Fetch, Fetched, RowPage, TODAY_MARK, Turn, YEAR_AGO_MARK};
use crate::portal::ckan::cell;
use crate::portal::json::{self, Members};
use crate::portal::kind::{Abilities, Kind};
use crate::portal::local::Catalogue;
use crate::portal::{CataloguePage, Dataset, Portal, PortalKind, Resource, SearchQuery, plain};

const SP2KP: &str = "https://api-sp2kp.kemendag.go.id";
/// The list of commodities.
const VARIANTS: &str = "/master/api/variant?take=99999&tipe_komoditas_id=1&is_active=true";

/// SP2KP: the catalogue is the list of commodities. `average-price-public` is left alone: it carries
/// personal data of the people who note the prices.
pub(super) struct Sp2kp;

static COMMODITIES: Shelf = Shelf {
    kind: PortalKind::Sp2kp,
    hosts: &["api-sp2kp.kemendag.go.id"],
    places: &[VARIANTS],
    endings: &[],
    title: "SP2KP Kementerian Perdagangan",
    read: commodities,
    rows: None,
};

/// Prices of one commodity in all provinces; the answer says its dates once.
static BY_PROVINCE: RowsOf = RowsOf {
    fetch: |_, resource, offset, _| {
        let (variant, date) = resource.id.split_once('@')?;
        let url = format!(
            "{SP2KP}/report/api/average-price/province-comparison?variant_id={}&tanggal={}",
            encode(variant),
            encode(date)
        );
        (offset == 0).then(|| Fetch::get(url, 0))
    },
    items: "data.items",
    around: &[
        ("data.variant_nama", "komoditas"),
        ("data.tanggal", "tanggal"),
        ("data.tanggal_sebelumnya", "tanggal_sebelumnya"),
    ],
    ..RowsOf::EMPTY
};

/// The national price of one commodity over a year.
static HISTORY: RowsOf = RowsOf {
    fetch: |_, resource, offset, _| {
        let variant = encode(resource.id.strip_prefix("riwayat/")?);
        let url = format!(
            "{SP2KP}/report/api/hnt/history-series?tanggal_start={YEAR_AGO_MARK}&tanggal_end={TODAY_MARK}&variant_id={variant}"
        );
        (offset == 0).then(|| Fetch::get(url, 0))
    },
    items: "data.items|data",
    ..RowsOf::EMPTY
};

fn commodities(_: &str, body: &[u8]) -> Option<Part> {
    json::with_root(body, &mut |root| {
        let mut part = Part::default();
        for raw in descend(root, "data").and_then(entries)? {
            let Some(dataset) = json::value(raw).as_ref().and_then(commodity) else {
                part.skipped += 1;
                continue;
            };
            part.datasets.push(dataset);
        }
        Some(part)
    })
    .flatten()
}

fn commodity(record: &Value) -> Option<Dataset> {
    let id = shape::text(record, "id");
    let name = plain::line(&shape::text(record, "nama_variant|nama"));
    if id.is_empty() || name.is_empty() || !id.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let unit = plain::line(&shape::text(record, "satuan.display|satuan.nama|satuan"));
    let table = |id: String, name: String| Resource {
        id,
        name,
        label: "API".to_owned(),
        datastore: true,
        ..Resource::default()
    };
    Some(Dataset {
        title: format!("Harga {name}"),
        publisher: Some("Kementerian Perdagangan".to_owned()),
        groups: [plain::line(&shape::text(record, "komoditas.nama"))]
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect(),
        extras: [("satuan".to_owned(), unit)].into_iter().filter(|(_, unit)| !unit.is_empty()).collect(),
        resources: vec![
            table(format!("provinsi/{id}"), format!("Harga {name} menurut provinsi")),
            table(format!("riwayat/{id}"), format!("Harga {name} setahun terakhir")),
        ],
        id,
        ..Dataset::default()
    })
}

impl Kind for Sp2kp {
    fn kind(&self) -> PortalKind {
        PortalKind::Sp2kp
    }

    fn abilities(&self) -> Abilities {
        Abilities { whole: true, ..Abilities::CKAN }
    }

    fn catalogue(&'static self, portal: &Portal) -> Option<Box<dyn Ask<Answer = Catalogue>>> {
        COMMODITIES.catalogue(portal)
    }

    fn knows(&self, host: &str) -> bool {
        matches!(host, "api-sp2kp.kemendag.go.id" | "sp2kp.kemendag.go.id")
    }

    fn connect(&'static self, address: &str) -> Option<Box<dyn Ask<Answer = Portal>>> {
        self.knows(&super::root_of(address)?.host).then(|| COMMODITIES.connect(SP2KP)).flatten()
    }

    fn search(&'static self, portal: &Portal, query: &SearchQuery) -> Box<dyn Ask<Answer = CataloguePage>> {
        COMMODITIES.search(portal, query)
    }

    fn dataset(&'static self, portal: &Portal, id: &str) -> Box<dyn Ask<Answer = Dataset>> {
        COMMODITIES.dataset(portal, id)
    }

    fn rows(&'static self, portal: &Portal, resource: &Resource) -> Box<dyn Ask<Answer = RowPage>> {
        match resource.id.strip_prefix("provinsi/") {
            Some(variant) => Box::new(Latest { portal: portal.clone(), variant: variant.to_owned(), rows: None }),
            None => Box::new(super::rest::Rows::new(Some(&HISTORY), portal, resource)),
        }
    }
}

/// Asks for the date of the latest prices, then for these.
struct Latest {
    portal: Portal,
    variant: String,
    rows: Option<super::rest::Rows>,
}

impl Ask for Latest {
    type Answer = RowPage;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<RowPage> {
        if let Some(rows) = &mut self.rows {
            return ended(rows.next(fetched));
        }
        let (status, body) = match fetched {
            None => {
                return Turn::Fetch(Fetch::get(
                    format!("{SP2KP}/report/api/latest-price-dates?tipe_komoditas_id=1"),
                    1 << 20,
                ));
            }
            Some(Fetched::Failed(problem)) => return Turn::Failed(problem),
            Some(Fetched::Answer { status, body }) => (status, body),
        };
        let answer = json::with_root(body, &mut json::value).flatten().unwrap_or_default();
        let Some(date) = iso_day(&shape::text(&answer, "data.tanggal|tanggal|data.0.tanggal")) else {
            return Turn::Failed(problem(status, body, SP2KP, &self.variant));
        };
        let resource = Resource { id: format!("{}@{date}", self.variant), ..Resource::default() };
        let rows = self.rows.insert(super::rest::Rows::new(Some(&BY_PROVINCE), &self.portal, &resource));
        rows.next(None)
    }
}

/// One answer is the whole table.
fn ended(turn: Turn<RowPage>) -> Turn<RowPage> {
    turn.map(|page| RowPage { done: true, ..page })
}

/// PIHPS: four kinds of markets by three spans.
pub(super) struct Pihps;

const PIHPS: &str = "https://www.bi.go.id/hargapangan";
const MARKETS: [(&str, &str); 4] =
    [("1", "pasar tradisional"), ("2", "pasar modern"), ("3", "pedagang besar"), ("4", "produsen")];
const SPANS: [(&str, &str); 3] = [("1", "harian"), ("2", "mingguan"), ("3", "bulanan")];

fn markets() -> Catalogue {
    let datasets = MARKETS.iter().map(|(market, name)| Dataset {
        id: format!("pihps-{market}"),
        title: format!("Harga pangan di {name}"),
        notes: "Harga rata-rata nasional per komoditas, rupiah per kilogram atau liter.".to_owned(),
        publisher: Some("Bank Indonesia".to_owned()),
        groups: vec!["Harga pangan".to_owned()],
        page: Some(format!("{PIHPS}/")),
        resources: SPANS
            .iter()
            .map(|(span, span_name)| Resource {
                id: format!("{market}/{span}"),
                name: format!("Harga {span_name} di {name}, setahun terakhir"),
                label: "API".to_owned(),
                datastore: true,
                ..Resource::default()
            })
            .collect(),
        ..Dataset::default()
    });
    Catalogue::new("Harga pangan (PIHPS)".to_owned(), datasets.collect(), Vec::new())
}

impl Kind for Pihps {
    fn kind(&self) -> PortalKind {
        PortalKind::Pihps
    }

    fn abilities(&self) -> Abilities {
        Abilities { whole: true, ..Abilities::CKAN }
    }

    fn catalogue(&'static self, _: &Portal) -> Option<Box<dyn Ask<Answer = Catalogue>>> {
        Some(Box::new(super::Known(Ok(markets()))))
    }

    fn knows(&self, host: &str) -> bool {
        matches!(host, "www.bi.go.id" | "bi.go.id" | "hargapangan.id" | "www.hargapangan.id")
    }

    fn connect(&'static self, address: &str) -> Option<Box<dyn Ask<Answer = Portal>>> {
        let portal = Portal {
            address: PIHPS.to_owned(),
            api: format!("{PIHPS}/WebSite/TabelHarga"),
            title: "Harga pangan (PIHPS)".to_owned(),
            kind: PortalKind::Pihps,
            version: None,
            datastore: Some(true),
        };
        self.knows(&super::root_of(address)?.host)
            .then(|| Box::new(super::Known(Ok(portal))) as Box<dyn Ask<Answer = Portal>>)
    }

    fn search(&'static self, _: &Portal, query: &SearchQuery) -> Box<dyn Ask<Answer = CataloguePage>> {
        Box::new(super::Known(Ok(markets().search(query))))
    }

    fn dataset(&'static self, _: &Portal, id: &str) -> Box<dyn Ask<Answer = Dataset>> {
        let found = markets().get(id).cloned().ok_or_else(|| Problem::new(ProblemCode::NotFound).arg(id));
        Box::new(super::Known(found))
    }

    fn rows(&'static self, portal: &Portal, resource: &Resource) -> Box<dyn Ask<Answer = RowPage>> {
        Box::new(Grid { portal: portal.clone(), resource: resource.id.clone() })
    }
}

/// Asks for the grid, whose columns are days.
struct Grid {
    portal: Portal,
    resource: String,
}

impl Ask for Grid {
    type Answer = RowPage;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<RowPage> {
        let known = |id: &str, list: &[(&str, &str)]| list.iter().any(|(known, _)| *known == id);
        let parts =
            self.resource.split_once('/').filter(|(market, span)| known(market, &MARKETS) && known(span, &SPANS));
        let Some((market, span)) = parts else { return Turn::Failed(Problem::new(ProblemCode::NoDataStore)) };
        match fetched {
            None => Turn::Fetch(Fetch::get(
                format!(
                    "{}/GetGridDataDaerah?price_type_id={market}&comcat_id=&province_id=&regency_id=&market_id=&tipe_laporan={span}&start_date={YEAR_AGO_MARK}&end_date={TODAY_MARK}",
                    self.portal.api
                ),
                64 << 20,
            )),
            Some(Fetched::Failed(problem)) => Turn::Failed(problem),
            Some(Fetched::Answer { status, body }) => {
                match json::with_root(body, &mut grid).flatten().filter(|_| status < 400) {
                    Some(page) => Turn::Done(page),
                    None => Turn::Failed(problem(status, body, &self.portal.address, &self.resource)),
                }
            }
        }
    }
}

/// The grid with one row per commodity and day. Its commas are known to separate thousands, and `-` is a
/// missing price.
fn grid(root: &serde_json::value::RawValue) -> Option<RowPage> {
    let items = descend(root, "data").and_then(json::items)?;
    let fields = ["komoditas", "tingkat", "tanggal", "harga"].map(|name| (name.to_owned(), String::new())).to_vec();
    let mut page = RowPage { fields, done: true, ..RowPage::default() };
    let mut unread = 0;
    for raw in &items {
        let Some(row) = Members::of(raw) else {
            unread += 1;
            continue;
        };
        let text = |key: &str| row.get(key).and_then(cell);
        let mut days: Vec<(String, Option<String>)> =
            row.0.iter().filter_map(|(key, raw)| Some((iso_day(key)?, cell(raw)))).collect();
        days.sort();
        for (day, price) in days {
            let price =
                price.map(|price| price.trim().replace(',', "")).filter(|price| !matches!(price.as_str(), "" | "-"));
            page.records.push(vec![text("name"), text("level"), Some(day), price]);
        }
    }
    if unread > 0 {
        page.notes.push(Note {
            code: NoteCode::SkippedRecord,
            count: unread,
            rows: Vec::new(),
            args: vec!["JSON".to_owned()],
        });
    }
    page.total = Some(page.records.len() as u64);
    Some(page)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{answer, asked, fed, table};
    use super::*;
    use crate::portal::ALL;

    #[test]
    fn sp2kp_prices_by_province() {
        let variants = r#"{"data":[{"id":51,"nama_variant":"Beras Premium","satuan":{"display":"kg"},"komoditas":{"nama":"Beras"}},{"id":"x"}]}"#;
        let portal = fed(&mut ALL.connect("https://sp2kp.kemendag.go.id").unwrap(), variants);
        assert_eq!(portal.address, SP2KP);
        let page = fed(
            &mut ALL.search(&portal, &SearchQuery { words: "beras".to_owned(), rows: 9, ..SearchQuery::default() }),
            variants,
        );
        assert_eq!((page.total, page.datasets[0].title.as_str()), (1, "Harga Beras Premium"));
        let mut ask = ALL.rows(&portal, &page.datasets[0].resources[0]);
        assert!(asked(&mut ask).contains("latest-price-dates"));
        let Turn::Fetch(fetch) = answer(&mut ask, 200, r#"{"data":{"tanggal":"2026-07-28"}}"#) else { panic!() };
        assert!(fetch.url.ends_with("variant_id=51&tanggal=2026-07-28"));
        let Turn::Done(rows) = answer(
            &mut ask,
            200,
            r#"{"status":"success","data":{"tanggal":"2026-07-28","variant_nama":"Beras","items":[{"kode_provinsi":"11","harga":16236.727272727272}]}}"#,
        ) else {
            panic!()
        };
        assert_eq!(
            table(&rows),
            "kode_provinsi,harga,komoditas,tanggal,tanggal_sebelumnya\n11,16236.727272727272,Beras,2026-07-28,∅\n"
        );
        assert!(rows.done);
    }

    #[test]
    fn pihps_days_become_rows() {
        let mut ask = ALL.connect("https://www.bi.go.id/hargapangan").unwrap();
        let Turn::Done(portal) = ask.next(None) else { panic!() };
        let Turn::Done(page) = ALL
            .search(&portal, &SearchQuery { words: "tradisional".to_owned(), rows: 9, ..SearchQuery::default() })
            .next(None)
        else {
            panic!()
        };
        let mut ask = ALL.rows(&portal, &page.datasets[0].resources[0]);
        let Turn::Fetch(fetch) = ask.next(None) else { panic!() };
        assert!(fetch.filled(None, 20_000).unwrap().ends_with("start_date=2023-10-05&end_date=2024-10-04"));
        let rows = fed(
            &mut ask,
            r#"{"data":[{"no":"I","name":"Beras","level":1,"28/07/2026":"16,400","27/07/2026":"-"},{"no":1,"name":"Cabai","level":2,"27/07/2026":"1,016,200"}]}"#,
        );
        assert_eq!(
            table(&rows),
            "komoditas,tingkat,tanggal,harga\nBeras,1,2026-07-27,∅\nBeras,1,2026-07-28,16400\nCabai,2,2026-07-27,1016200\n"
        );
    }
}
