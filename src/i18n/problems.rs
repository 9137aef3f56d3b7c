//! The sentence and the next step of each [`ProblemCode`](crate::base::note::ProblemCode).

use super::messages;

messages! {
}
