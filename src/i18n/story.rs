//! Messages of story.

use super::messages;

messages! {
}
