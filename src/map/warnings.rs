//! What a reader of the map should know of its classes and values before trusting the colours.

use crate::base::note::{Note, NoteCode};
use crate::query::Op;

use super::classes::Classes;
use super::join::Joined;
use super::{Lowered, Method, header};

/// A class that holds more than this share of the regions hides the differences among them.
const MOST_IN_ONE_CLASS: f64 = 0.7;
/// Fewest regions for which shares mean something.
const FEWEST_REGIONS: usize = 8;
/// A mean or median of fewer values than this is chance.
const FEW_VALUES: u64 = 5;

/// The warnings on a map's classes: `wanted` is how many classes were asked for.
pub(super) fn warnings(classes: &Classes, wanted: usize, lowered: &Lowered, joined: &Joined) -> Vec<Note> {
    let mut notes = Vec::new();
    let all: usize = classes.counts.iter().sum();
    let largest = classes.counts.iter().copied().max().unwrap_or(0);
    let method = lowered.spec.method.unwrap_or(Method::Quantile);
    // Without classes, colours change inside them too.
    let stepped = !classes.continuous;
    if stepped && all >= FEWEST_REGIONS && classes.len() > 1 && largest as f64 > MOST_IN_ONE_CLASS * all as f64 {
        notes.push(Note::once(NoteCode::ClassesSkewed, [largest.to_string(), all.to_string()]));
    }
    // A quantile has fewer classes only where equal values leave no gap to cut in.
    if method == Method::Quantile && classes.around_zero.is_none() && classes.len() < wanted && all >= FEWEST_REGIONS {
        notes.push(Note::once(NoteCode::ClassesTied, [classes.len().to_string(), wanted.to_string()]));
    }
    let empty = classes.counts.iter().filter(|count| **count == 0).count();
    if stepped && empty > 0 {
        notes.push(Note { count: empty as u64, ..Note::once(NoteCode::ClassesEmpty, []) });
    }
    let header = lowered.spec.value.as_deref().unwrap_or_default();
    let unit = lowered.spec.unit.as_deref().unwrap_or_default();
    let op = lowered.spec.op.unwrap_or(Op::Sum);
    if matches!(op, Op::Sum | Op::Count | Op::Rows)
        && lowered.spec.per.is_none()
        && !header::is_rate(header)
        && !header::is_rate(unit)
        && all > 1
    {
        notes.push(Note::once(NoteCode::TotalsMapped, []));
    }
    if matches!(op, Op::Mean | Op::Median) {
        let repeated = joined.places.iter().any(|place| place.rows > 1);
        let few = joined.places.iter().filter(|place| place.value.is_some() && place.rows < FEW_VALUES).count();
        // One row for each region is a table of figures, not a sample.
        if repeated && few > 0 {
            notes.push(Note { count: few as u64, ..Note::once(NoteCode::SmallNumbers, [FEW_VALUES.to_string()]) });
        }
    }
    notes
}
