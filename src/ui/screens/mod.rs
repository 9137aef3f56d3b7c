//! One file or folder per screen.

pub mod catalogue;
pub mod dataset;
pub mod figure;
pub mod home;
pub mod story;
pub mod table;
