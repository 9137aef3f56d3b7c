//! Messages of chart.

use super::messages;

messages! {
}
