//! The marks: one module for each family of kinds that are laid out alike.

pub(crate) mod band;
pub(crate) mod bar;
pub(crate) mod column;
pub(crate) mod course;
pub(crate) mod gap;
pub(crate) mod line;
pub(crate) mod lone;
pub(crate) mod panels;
pub(crate) mod parts;
pub(crate) mod points;
pub(crate) mod split;
pub(crate) mod spread;
