//! Messages of screens.

use super::messages;

messages! {
}
