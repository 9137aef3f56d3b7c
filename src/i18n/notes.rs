//! The sentence of each [`NoteCode`](crate::base::note::NoteCode).

use super::messages;

messages! {
}
