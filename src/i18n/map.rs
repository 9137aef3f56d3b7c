//! Messages of map.

use super::messages;

messages! {
}
