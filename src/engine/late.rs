//! What opening a file of the device needs nothing of: asking portals, and answering questions about open
//! tables. Reached through one value, it can be compiled into a part of its own that follows the engine.

use super::computing::{Computing, Wanted};
use super::{Desk, Turn};
use crate::portal::Portals;
use crate::query::Step;
use crate::table::TableId;

/// The engine's later part; cheap to copy.
#[derive(Clone, Copy)]
pub struct Late {
    pub(super) portals: Portals,
    pub(super) compute: fn(TableId, Vec<Step>, Wanted) -> Box<dyn Compute>,
}

/// A job on an open table that takes turns.
pub(super) trait Compute {
    /// Goes on for about `budget_cells` cells.
    fn step(&mut self, budget_cells: usize, desk: &mut Desk<'_>) -> Turn;
}

impl Late {
    /// The part itself.
    pub fn here() -> Self {
        Self {
            portals: Portals::here(),
            compute: |table, steps, wanted| Box::new(Computing::new(table, steps, wanted)),
        }
    }
}
