//! Messages of common.

use super::messages;

messages! {
}
