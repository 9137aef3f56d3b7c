//! The sample portal inside the page: a small catalogue in the shape of a Satu Data portal, answered
//! without any network.
//!
//! It goes through the CKAN client like every other portal; only the addresses begin with `contoh:`,
//! and whoever drives the client asks [`sample_answer`] and [`sample_file`] instead of the network.
//! Published figures name their source; everything else is made up by seeded generators and says so.

mod answer;
mod catalogue;
mod files;
mod foods;
mod places;

use super::address::{decode, encode};
use super::ask::{Ask, Fetched, Turn};
use super::ckan::Ckan;
use super::kind::Kind;
use super::{
    CataloguePage, Dataset, Portal, PortalKind, Recognised, Resource, RowPage, SAMPLE_ADDRESS, SearchQuery, recognise,
};

/// What the sample portal's addresses begin with.
const SCHEME: &str = "contoh:";
/// The root of its action API.
const API: &str = "contoh:/api/3/action";

/// Addresses of files that together are like most tables: what a reader exercises with.
pub const EXERCISES: [&str; 4] = [
    "contoh:/dataset/kunjungan-pasar-harian/resource/kunjungan-pasar/download/kunjungan-pasar.csv",
    "contoh:/dataset/harga-rata-rata-bulanan-pangan/resource/harga-bulanan/download/harga-bulanan.csv",
    "contoh:/dataset/umkm-menurut-kecamatan-dan-kbli/resource/umkm-kecamatan-kbli/download/umkm-kecamatan-kbli.csv",
    "contoh:/dataset/aduan-pelaku-umkm/resource/aduan-umkm/download/aduan-umkm.csv",
];

/// The sample portal's kind: CKAN, only nearer.
pub(super) struct Sample;

impl Kind for Sample {
    fn kind(&self) -> PortalKind {
        PortalKind::Sample
    }

    fn connect(&'static self, address: &str) -> Option<Box<dyn Ask<Answer = Portal>>> {
        match recognise(address) {
            Recognised::Portal { address, .. } if address == SAMPLE_ADDRESS => Some(Box::new(Here)),
            _ => None,
        }
    }

    fn search(&'static self, portal: &Portal, query: &SearchQuery) -> Box<dyn Ask<Answer = CataloguePage>> {
        Ckan.search(portal, query)
    }

    fn dataset(&'static self, portal: &Portal, id: &str) -> Box<dyn Ask<Answer = Dataset>> {
        Ckan.dataset(portal, id)
    }

    fn rows(&'static self, portal: &Portal, resource: &Resource) -> Box<dyn Ask<Answer = RowPage>> {
        Ckan.rows(portal, resource)
    }
}

/// The sample portal is always here.
struct Here;

impl Ask for Here {
    type Answer = Portal;

    fn next(&mut self, _: Option<Fetched<'_>>) -> Turn<Portal> {
        Turn::Done(Portal {
            address: SAMPLE_ADDRESS.to_owned(),
            api: API.to_owned(),
            title: catalogue::TITLE.to_owned(),
            kind: PortalKind::Sample,
            version: None,
            datastore: Some(false),
        })
    }
}

/// The whole answer to a `contoh:` address: JSON of the action API, or a file's bytes. `None` where
/// there is nothing (treat it as status 404); status 200 otherwise.
pub fn sample_answer(url: &str) -> Option<Vec<u8>> {
    let (path, query) = split(url)?;
    match path.strip_prefix("/api/3/action/") {
        Some(action) => answer::action(action, query),
        None => Some(sample_file(url)?.fold(Vec::new(), |mut all, chunk| {
            all.extend_from_slice(&chunk);
            all
        })),
    }
}

/// The bytes of a `contoh:` file in chunks of about 64 KB, made while they are asked for, so that the
/// large ones neither block nor fill the memory. `None` where there is no such file.
pub fn sample_file(url: &str) -> Option<Box<dyn Iterator<Item = Vec<u8>>>> {
    let (path, _) = split(url)?;
    let segments: Vec<String> = path.trim_start_matches('/').split('/').map(decode).collect();
    let [first, dataset, third, resource, ..] = segments.as_slice() else { return None };
    if first != "dataset" || third != "resource" {
        return None;
    }
    let entry = catalogue::DATASETS.iter().find(|entry| entry.name == *dataset)?;
    let file = entry.files.iter().find(|file| file.stem() == *resource)?;
    Some(files::open(file.made))
}

/// The path and query of a `contoh:` address.
fn split(url: &str) -> Option<(&str, &str)> {
    let rest = url.strip_prefix(SCHEME)?;
    Some(rest.split_once('?').unwrap_or((rest, "")))
}

/// The address of a file.
fn file_url(entry: &catalogue::Entry, file: &catalogue::File) -> String {
    format!("{SCHEME}/dataset/{}/resource/{}/download/{}", entry.name, encode(file.stem()), encode(file.saved_as))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::{SearchQuery, SearchSort};

    /// Drives a machine with the sample portal's own answers.
    fn ask<T>(mut machine: impl Ask<Answer = T>) -> T {
        let mut turn = machine.next(None);
        loop {
            turn = match turn {
                Turn::Done(answer) => return answer,
                Turn::Failed(problem) => panic!("{problem:?}"),
                Turn::Fetch(fetch) => {
                    let body = sample_answer(&fetch.url).unwrap_or_else(|| panic!("nothing at {}", fetch.url));
                    machine.next(Some(Fetched::Answer { status: 200, body: &body }))
                }
            }
        }
    }

    #[test]
    fn exercises_are_there() {
        for address in EXERCISES {
            assert!(sample_file(address).is_some(), "{address}");
        }
    }

    fn portal() -> Portal {
        ask(super::super::connect("contoh").unwrap())
    }

    fn found(query: &SearchQuery) -> CataloguePage {
        ask(super::super::search(&portal(), query))
    }

    fn words(words: &str) -> SearchQuery {
        SearchQuery { words: words.to_owned(), rows: 100, ..SearchQuery::default() }
    }

    #[test]
    fn the_catalogue_is_searched_like_any_other() {
        let all = found(&words(""));
        assert!(all.total >= 12 && all.datasets.len() as u64 == all.total && all.notes.is_empty(), "{}", all.total);
        let ids = |page: &CataloguePage| page.datasets.iter().map(|dataset| dataset.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&found(&words("harga cabai")))[0], "harga-harian-pangan-kota-bandung");
        assert_eq!(ids(&found(&words("Semar: Satata (data)"))), ["semar-satata-kota-semarang"]);
        assert_eq!(ids(&found(&words("umkm provinsi"))).len(), 2);
        assert!(ids(&found(&words("zzz"))).is_empty());
        let page = found(&SearchQuery { start: 5, rows: 3, sort: SearchSort::Title, ..SearchQuery::default() });
        let sorted = found(&SearchQuery { rows: 100, sort: SearchSort::Title, ..SearchQuery::default() });
        assert_eq!(ids(&page), ids(&sorted)[5..8]);
        assert!(sorted.datasets.is_sorted_by_key(|dataset| dataset.title.to_lowercase()));
        let newest = found(&SearchQuery { rows: 100, sort: SearchSort::Newest, ..SearchQuery::default() });
        assert!(newest.datasets.is_sorted_by(|a, b| a.modified >= b.modified));
    }

    #[test]
    fn every_facet_value_filters_to_its_count() {
        let all = found(&words(""));
        assert_eq!(
            all.facets.iter().map(|facet| facet.field.as_str()).collect::<Vec<_>>(),
            crate::portal::ckan::FACET_FIELDS
        );
        for facet in &all.facets {
            for value in &facet.values {
                let mut query = words("");
                query.facets.insert(facet.field.clone(), vec![value.value.clone()]);
                assert_eq!(found(&query).total, value.count, "{} {}", facet.field, value.value);
            }
        }
        let mut query = words("");
        let publishers = &all.facets[0].values;
        query
            .facets
            .insert("organization".to_owned(), publishers.iter().take(2).map(|value| value.value.clone()).collect());
        assert_eq!(found(&query).total, publishers[0].count + publishers[1].count);
    }

    #[test]
    fn every_dataset_is_complete_and_honest() {
        for listed in found(&words("")).datasets {
            let shown = ask(super::super::dataset(&portal(), &listed.id));
            assert_eq!(shown, listed);
            assert!(
                !shown.resources.is_empty()
                    && shown.publisher.is_some()
                    && shown.licence.is_some()
                    && shown.modified.is_some()
            );
            assert!(!shown.groups.is_empty() && shown.tags.len() >= 3 && shown.extras.len() == 5, "{}", shown.id);
            let mark = "Data contoh (sintetis)";
            let source = &shown.extras.iter().find(|(key, _)| key == "Sumber").unwrap().1;
            let marks = [shown.title.contains(mark), shown.notes.contains(mark), source == mark];
            let made_up = shown.organization.as_deref() == Some("data-contoh");
            assert_eq!(marks, [made_up; 3], "{}", shown.id);
            assert!(made_up || shown.notes.contains(source.as_str()));
        }
    }

    #[test]
    fn every_file_has_the_size_it_is_listed_with() {
        let mut wrong = Vec::new();
        for dataset in found(&words("")).datasets {
            for resource in dataset.resources {
                let url = resource.url.unwrap();
                assert!(resource.format.opens(), "{url}");
                assert!(matches!(recognise(&url), Recognised::FileUrl(same) if same == url), "{url}");
                let mut bytes = 0;
                for chunk in sample_file(&url).unwrap_or_else(|| panic!("nothing at {url}")) {
                    assert!(!chunk.is_empty() && chunk.len() < 160_000, "{url} {}", chunk.len());
                    bytes += chunk.len() as u64;
                }
                if resource.size != Some(bytes) {
                    wrong.push(format!("{} {bytes}", resource.id));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_whole_file_is_its_chunks() {
        let url = "contoh:/dataset/semar-satata-kota-semarang/resource/semar-satata/download/semar-satata.csv";
        assert_eq!(sample_answer(url).unwrap(), sample_file(url).unwrap().flatten().collect::<Vec<_>>());
        let url = "contoh:/dataset/usaha-kuliner/resource/usaha-kuliner/download/usaha-kuliner.csv";
        let bytes = sample_answer(url).unwrap();
        assert!(String::from_utf8(bytes.clone()).is_err());
        assert!(bytes.contains(&0xe9) && bytes.contains(&0xb0) && bytes.contains(&0x96) && !bytes.contains(&b'?'));
    }

    #[test]
    fn what_is_not_there_is_not_answered() {
        for url in [
            "",
            "contoh",
            "contoh:",
            "contoh:/",
            "contoh:/dataset/x",
            "contoh:/dataset/x/resource/y/download/z.csv",
            "contoh:/api/3/action/datastore_search?resource_id=x",
            "https://x.id/api/3/action/package_search",
        ] {
            assert!(sample_answer(url).is_none(), "{url}");
        }
        let missing = sample_answer("contoh:/api/3/action/package_show?id=x").unwrap();
        assert!(String::from_utf8(missing).unwrap().contains("Not Found Error"));
    }

    #[test]
    fn the_daily_prices_are_complete() {
        for (resource, rows) in [
            ("harga-harian-2023-2024", 219_600),
            ("harga-harian-2024-2025", 219_000),
            ("harga-harian-2025-2026", 219_000),
        ] {
            let url =
                format!("contoh:/dataset/harga-harian-pangan-kota-bandung/resource/{resource}/download/{resource}.csv");
            let text = String::from_utf8(sample_answer(&url).unwrap()).unwrap();
            assert_eq!(text.lines().count(), rows + 1);
            assert!(text.lines().all(|line| line.matches(',').count() == 5));
        }
    }
}
