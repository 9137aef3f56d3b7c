//! Which of the two systems the codes of a column belong to.
//!
//! Decided once for a column, by what cannot be doubted: codes that only one system has, codes with their
//! names or surroundings beside them, matches that a person accepted, the header. Evidence for both is a
//! contradiction, unless one side is a rare mistake.

use super::System;
use super::code::{Code, Zeros};
use super::columns::Role;
use super::judge::{Judge, union};

/// How many times the rows that speak for one system must outnumber those that speak for the other.
const CLEAR_MAJORITY: usize = 20;
/// What is decided of the codes of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Decision {
    /// The system of codes without dots.
    pub(super) plain: Option<System>,
    /// The system of codes with dots: Kemendagri's, unless the names or the header speak against it.
    pub(super) dotted: Option<System>,
    /// Which zeros the column keeps.
    zeros: Zeros,
}

/// What speaks for one system.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    /// Rows whose name or surroundings fit the code in this system alone.
    supported: usize,
    /// Different codes without a name that this system alone has.
    alone: usize,
}

impl Votes {
    /// Whether these decide against those: without contradiction, or with names outnumbering mistakes.
    fn beat(self, other: Self) -> bool {
        let against = other.supported + other.alone;
        if against == 0 { self.supported + self.alone > 0 } else { self.supported >= CLEAR_MAJORITY * against }
    }
}

/// What a code can mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Meant {
    pub(super) kemendagri: Vec<usize>,
    pub(super) bps: Vec<usize>,
}

impl Judge<'_> {
    /// What digits mean in each system, those that the column's dots rule out left away.
    pub(super) fn meant(&self, code: &Code, column: usize) -> Meant {
        let zeros = self.decisions.get(column).map_or(Zeros::Unsaid, |decision| decision.zeros);
        let digits = match (code.zeros, zeros, code.digits.as_slice()) {
            // Leading zeros are kept, so it is a trailing one that is lost.
            (Zeros::Lost, Zeros::LeadingKept, [trailing, ..]) => std::slice::from_ref(trailing),
            (Zeros::Lost, Zeros::TrailingKept, [.., leading]) => std::slice::from_ref(leading),
            (_, _, digits) => digits,
        };
        let under = |system: System| {
            digits
                .iter()
                .filter(|_| code.system.is_none_or(|said| said == system))
                .filter_map(|digits| self.list.by_digits(digits, system))
                .collect()
        };
        Meant { kemendagri: under(System::Kemendagri), bps: under(System::Bps) }
    }

    /// Every region that a code can mean, Kemendagri's first.
    pub(super) fn possible(&self, code: &Code, column: usize) -> Vec<usize> {
        self.candidates(code, column).0
    }

    /// The system of a code, where it is decided.
    pub(super) fn system_of(&self, code: &Code, column: usize) -> Option<System> {
        let decision = self.decisions.get(column).copied().unwrap_or_default();
        code.system.or(if code.dotted { decision.dotted } else { decision.plain })
    }

    /// The regions that a code can mean, and whether the system is certain.
    pub(super) fn candidates(&self, code: &Code, column: usize) -> (Vec<usize>, bool) {
        let meant = self.meant(code, column);
        let decision = self.decisions.get(column).copied().unwrap_or_default();
        let system = self.system_of(code, column);
        // A lost zero is certain only where the rest of the column shows which one.
        let whole = code.zeros != Zeros::Lost || decision.zeros != Zeros::Unsaid;
        match system {
            Some(System::Kemendagri) if !meant.kemendagri.is_empty() => return (meant.kemendagri, whole),
            Some(System::Bps) if !meant.bps.is_empty() => return (meant.bps, whole),
            _ => {}
        }
        // Six and seven digits belong to one system by their length.
        let long = code.digits.iter().all(|digits| digits.len() > 4);
        let certain = meant.kemendagri == meant.bps || (long && code.digits.len() == 1);
        (union(meant.kemendagri, meant.bps), certain && whole)
    }

    /// The provinces that a two-digit number can mean.
    pub(super) fn numbered(&self, number: u32) -> Vec<usize> {
        let digits = format!("{number:02}");
        let under = |system| self.list.by_digits(&digits, system).into_iter().collect();
        union(under(System::Kemendagri), under(System::Bps))
    }

    /// Decides the system of every column with codes.
    pub(super) fn decide(&mut self, rows: usize) {
        let columns: Vec<usize> =
            (0..self.read.len()).filter(|at| self.read.get(*at).is_some_and(|read| read.role != Role::Other)).collect();
        for at in columns {
            let decision = self.decide_one(at, rows);
            if let Some(slot) = self.decisions.get_mut(at) {
                *slot = decision;
            }
        }
    }

    pub(super) fn decide_one(&mut self, at: usize, rows: usize) -> Decision {
        let Some(read) = self.read.get(at) else {
            return Decision::default();
        };
        let zeros: Vec<Zeros> =
            read.cells.iter().filter_map(|cell| cell.code.as_ref()).map(|code| code.zeros).collect();
        let zeros = match (zeros.contains(&Zeros::LeadingKept), zeros.contains(&Zeros::TrailingKept)) {
            (true, false) => Zeros::LeadingKept,
            (false, true) => Zeros::TrailingKept,
            _ => Zeros::Unsaid,
        };
        if let Some(slot) = self.decisions.get_mut(at) {
            slot.zeros = zeros;
        }
        let Some(read) = self.read.get(at) else {
            return Decision::default();
        };
        let header = read.header_system;
        // Kemendagri's and BPS's; of codes without dots, and of those with.
        let mut votes = [[Votes::default(); 2]; 2];
        let mut seen: Vec<bool> = vec![false; read.cells.len()];
        for row in 0..rows {
            let Some((cell, index)) = read.cell(row).zip(read.rows.get(row)) else {
                continue;
            };
            let first = seen.get_mut(*index).is_some_and(|seen| !std::mem::replace(seen, true));
            let meant = match (&cell.code, cell.number) {
                (Some(code), _) if code.system.is_none() => self.meant(code, at),
                (None, Some(number)) if !self.numbered && !cell.hits.is_empty() => {
                    let digits = format!("{number:02}");
                    let under = |system| self.list.by_digits(&digits, system).into_iter().collect();
                    Meant { kemendagri: under(System::Kemendagri), bps: under(System::Bps) }
                }
                _ => continue,
            };
            if meant.kemendagri == meant.bps {
                continue;
            }
            let said = self.row(row);
            let accepted = said.accepted.and_then(|code| self.list.position(code, System::Kemendagri));
            let named: &[usize] = said.name.map_or(&[], |name| &name.hits);
            let fits = |found: &[usize]| {
                found.iter().any(|region| {
                    if let Some(accepted) = accepted {
                        *region == accepted
                    } else if read.role == Role::Around {
                        named.iter().any(|name| self.list.lineage(*name).any(|above| above == *region))
                    } else if named.is_empty() {
                        said.around.iter().all(|around| self.lies_in(*region, around, false))
                    } else {
                        named.contains(region)
                    }
                })
            };
            // Every row with a name speaks; a code alone speaks once.
            let supported = accepted.is_some() || !named.is_empty() || !said.around.is_empty();
            if !first && !supported {
                continue;
            }
            let side = match (fits(&meant.kemendagri), fits(&meant.bps)) {
                (true, false) => 0,
                (false, true) => 1,
                _ => continue,
            };
            let dotted = usize::from(cell.code.as_ref().is_some_and(|code| code.dotted));
            if let Some(votes) = votes.get_mut(dotted).and_then(|votes| votes.get_mut(side)) {
                votes.supported += usize::from(supported);
                votes.alone += usize::from(!supported);
            }
        }
        let [[kemendagri, bps], [dotted_kemendagri, dotted_bps]] = votes;
        let system = |kemendagri: Votes, bps: Votes| match (kemendagri.beat(bps), bps.beat(kemendagri)) {
            (true, _) => Some(System::Kemendagri),
            (_, true) => Some(System::Bps),
            _ => None,
        };
        let silent = |votes: [Votes; 2]| votes.iter().all(|votes| votes.supported + votes.alone == 0);
        let plain = if silent([kemendagri, bps]) {
            header.or_else(|| self.complete_set(at))
        } else {
            // A header that the codes contradict decides nothing, and nor do they.
            system(kemendagri, bps).filter(|found| header.is_none_or(|header| header == *found))
        };
        // A mistyped code that only the other system has does not speak against the dots.
        let named = |votes: Votes| Votes { alone: 0, ..votes };
        let dotted = if dotted_kemendagri.supported + dotted_bps.supported > 0 {
            system(named(dotted_kemendagri), named(dotted_bps))
        } else {
            Some(System::Kemendagri).filter(|_| header != Some(System::Bps))
        };
        Decision { plain, dotted, zeros }
    }

    /// The system of a column of province codes that holds all the provinces of before 2022: the two in
    /// Papua were 91 and 92 to Kemendagri, 91 and 94 to BPS.
    pub(super) fn complete_set(&self, at: usize) -> Option<System> {
        let mut codes: Vec<&str> = self
            .read
            .get(at)?
            .cells
            .iter()
            .filter_map(|cell| cell.code.as_ref())
            .filter_map(|code| if let [digits] = code.digits.as_slice() { Some(digits.as_str()) } else { None })
            .filter(|digits| digits.len() == 2)
            .collect();
        codes.sort_unstable();
        codes.dedup();
        let (papua, others): (Vec<&str>, Vec<&str>) = codes.into_iter().partition(|code| code.starts_with('9'));
        if others.len() != 32 {
            return None;
        }
        match papua.as_slice() {
            ["91", "92"] => Some(System::Kemendagri),
            ["91", "94"] => Some(System::Bps),
            _ => None,
        }
    }
}
