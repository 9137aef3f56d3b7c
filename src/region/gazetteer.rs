//! The list of regions that names and codes are compared with.
//!
//! The 38 provinces are compiled in. The 514 kabupaten and kota and the 7,285 kecamatan come as bytes
//! (`assets/regions/`), so that a page that maps provinces never loads them. Codes are those of today;
//! the codes of the 26 kabupaten and kota that moved to new provinces in 2022 are known beside them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::names;
use super::provinces::PROVINCES;
use super::{Level, System};
use crate::base::note::{Problem, ProblemCode};

/// What a region is in law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A province.
    Province,
    /// A regency.
    Kabupaten,
    /// A city.
    Kota,
    /// A district.
    Kecamatan,
}

impl Kind {
    /// The level of regions of this kind.
    pub const fn level(self) -> Level {
        match self {
            Self::Province => Level::Province,
            Self::Kabupaten | Self::Kota => Level::Kabkota,
            Self::Kecamatan => Level::Kecamatan,
        }
    }
}

/// One region as the law knows it today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Kemendagri code with its dots: `32`, `32.73`, `32.73.01`; the code used throughout Jelajah.
    pub code: String,
    /// BPS code: `32`, `3273`, `3273010`; `None` where none is known (a few young kecamatan).
    pub bps: Option<String>,
    /// Name without the word for its kind.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Position of the region it lies in.
    pub parent: Option<usize>,
}

impl Region {
    /// The name with the word for its kind, as a person would be asked: `Kota Bandung`.
    pub fn title(&self) -> String {
        let word = match self.kind {
            Kind::Province => return self.name.clone(),
            Kind::Kabupaten => "Kabupaten",
            Kind::Kota => "Kota",
            Kind::Kecamatan => "Kecamatan",
        };
        format!("{word} {}", self.name)
    }
}

/// A region that a name can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Position of the region.
    pub(super) region: usize,
    /// Only with the word for its kind beside it: `Kabupaten Pontianak` was Mempawah, `Pontianak` is not.
    pub(super) only_with_kind: bool,
}

/// Regions with everything they are called and numbered by.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    regions: Vec<Region>,
    names: FxHashMap<String, Vec<Entry>>,
    kemendagri: FxHashMap<String, usize>,
    bps: FxHashMap<String, usize>,
    deepest: Level,
}

static PROVINCES_ONLY: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut list = Gazetteer {
        regions: Vec::new(),
        names: FxHashMap::default(),
        kemendagri: FxHashMap::default(),
        bps: FxHashMap::default(),
        deepest: Level::Province,
    };
    for province in &PROVINCES {
        let region = Region {
            code: province.code.to_owned(),
            bps: Some(province.bps.to_owned()),
            name: province.name.to_owned(),
            kind: Kind::Province,
            parent: None,
        };
        let at = list.add(region, province.code);
        for name in [province.name, province.formal, province.nick].iter().chain(province.aliases) {
            list.call(at, names::key(name), false);
        }
    }
    list
});

/// Longest list that is read; the real ones are a tenth of it.
const MOST_BYTES: usize = 2_000_000;

impl Gazetteer {
    /// The 38 provinces alone.
    pub fn provinces() -> &'static Self {
        &PROVINCES_ONLY
    }

    /// The provinces with the kabupaten and kota of `assets/regions/kabkota.txt`.
    ///
    /// A line is `kemendagri;bps;name;aliases;codes of 2022`, codes without dots, the BPS code empty where
    /// it is the same, aliases separated by `|`, empty tails left off.
    pub fn parse(kabkota: &[u8]) -> Result<Self, Problem> {
        let mut list = Self::provinces().clone();
        for line in lines(kabkota)? {
            let mut fields = line.split(';');
            let digits = fields.next().unwrap_or_default();
            let bps = fields.next().filter(|code| !code.is_empty()).unwrap_or(digits);
            let name = fields.next().unwrap_or_default();
            if !is_code(digits, 4) || !is_code(bps, 4) || name.is_empty() {
                return Err(bad_line(line));
            }
            let (head, tail) = digits.split_at(2);
            let kind = if tail.starts_with('7') { Kind::Kota } else { Kind::Kabupaten };
            let region = Region {
                code: format!("{head}.{tail}"),
                bps: Some(bps.to_owned()),
                name: name.to_owned(),
                kind,
                parent: list.kemendagri.get(head).copied(),
            };
            let at = list.add(region, digits);
            list.call(at, names::key(name), false);
            for alias in fields.next().unwrap_or_default().split('|').filter(|alias| !alias.is_empty()) {
                match alias.strip_prefix("Kab. ") {
                    Some(alias) => list.call(at, names::key(alias), true),
                    None => list.call(at, names::key(alias), false),
                }
            }
            if let Some((kemendagri, bps)) = fields.next().and_then(|codes| codes.split_once(' ')) {
                list.kemendagri.entry(kemendagri.to_owned()).or_insert(at);
                list.bps.entry(bps.to_owned()).or_insert(at);
            }
        }
        list.deepest = Level::Kabkota;
        Ok(list)
    }

    /// The same list with the kecamatan of `assets/regions/kecamatan.txt`.
    ///
    /// A line of four digits begins a kabupaten or kota; the lines below it are
    /// `last two digits of Kemendagri;last three of BPS;name`, aliases behind the name, separated by `|`.
    pub fn with_kecamatan(mut self, kecamatan: &[u8]) -> Result<Self, Problem> {
        let mut parent: Option<usize> = None;
        for line in lines(kecamatan)? {
            if is_code(line, 4) {
                parent = Some(self.kemendagri.get(line).copied().ok_or_else(|| bad_line(line))?);
                continue;
            }
            let mut fields = line.splitn(3, ';');
            let (tail, bps) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            let (name, aliases) = fields.next().map_or(("", ""), |name| name.split_once('|').unwrap_or((name, "")));
            let Some((at, above)) = parent.and_then(|at| Some((at, self.regions.get(at)?))) else {
                return Err(bad_line(line));
            };
            if !is_code(tail, 2) || !(bps.is_empty() || is_code(bps, 3)) || name.is_empty() {
                return Err(bad_line(line));
            }
            let region = Region {
                code: format!("{}.{tail}", above.code),
                bps: above.bps.as_ref().filter(|_| !bps.is_empty()).map(|above| format!("{above}{bps}")),
                name: name.to_owned(),
                kind: Kind::Kecamatan,
                parent: Some(at),
            };
            let digits = region.code.replace('.', "");
            let at = self.add(region, &digits);
            for name in std::iter::once(name).chain(aliases.split('|').filter(|alias| !alias.is_empty())) {
                self.call(at, names::key(name), false);
            }
        }
        self.deepest = Level::Kecamatan;
        Ok(self)
    }

    fn add(&mut self, region: Region, digits: &str) -> usize {
        let at = self.regions.len();
        self.kemendagri.insert(digits.to_owned(), at);
        if let Some(bps) = &region.bps {
            self.bps.insert(bps.clone(), at);
        }
        self.regions.push(region);
        at
    }

    fn call(&mut self, region: usize, key: String, only_with_kind: bool) {
        let entries = self.names.entry(key).or_default();
        if !entries.iter().any(|entry| entry.region == region) {
            entries.push(Entry { region, only_with_kind });
        }
    }

    /// Every region: provinces first, then kabupaten and kota, then kecamatan, each in the order of codes.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// The region at a position.
    pub fn region(&self, at: usize) -> Option<&Region> {
        self.regions.get(at)
    }

    /// The finest level in the list.
    pub fn deepest(&self) -> Level {
        self.deepest
    }

    /// Position of the region with a code, dots or not, of today or of 2022.
    pub fn position(&self, code: &str, system: System) -> Option<usize> {
        let digits: String = code.chars().filter(|c| *c != '.').collect();
        self.by_digits(&digits, system)
    }

    /// The region with a code, dots or not, of today or of 2022.
    pub fn by_code(&self, code: &str, system: System) -> Option<&Region> {
        self.region(self.position(code, system)?)
    }

    pub(super) fn by_digits(&self, digits: &str, system: System) -> Option<usize> {
        match system {
            System::Kemendagri => self.kemendagri.get(digits).copied(),
            System::Bps => self.bps.get(digits).copied(),
        }
    }

    /// The regions that a key names.
    pub(super) fn called(&self, key: &str) -> &[Entry] {
        self.names.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// Every key with its regions, in no order.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&str, &[Entry])> {
        self.names.iter().map(|(key, entries)| (key.as_str(), entries.as_slice()))
    }

    /// The province, and the kabupaten or kota, that a region lies in, itself first.
    pub(super) fn lineage(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(at), |&at| self.region(at)?.parent)
    }

    pub(super) fn level(&self, at: usize) -> Level {
        self.region(at).map_or(Level::Province, |region| region.kind.level())
    }

    pub(super) fn kind(&self, at: usize) -> Kind {
        self.region(at).map_or(Kind::Province, |region| region.kind)
    }
}

/// The lines of a list that hold something.
fn lines(bytes: &[u8]) -> Result<impl Iterator<Item = &str>, Problem> {
    let text = std::str::from_utf8(bytes)
        .ok()
        .filter(|text| text.len() <= MOST_BYTES)
        .ok_or_else(|| Problem::new(ProblemCode::BadDocument).arg("regions"))?;
    Ok(text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')))
}

fn bad_line(line: &str) -> Problem {
    Problem::new(ProblemCode::BadDocument).arg("regions").detail(line)
}

fn is_code(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
}
