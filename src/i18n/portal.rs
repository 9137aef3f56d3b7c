//! Messages of portal.

use super::messages;

messages! {
}
