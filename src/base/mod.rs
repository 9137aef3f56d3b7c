//! Words and numbers that every room shares: language, notes, problems, text, numbers, dates, colour.

pub mod budget;
pub mod color;
pub mod date;
pub mod lang;
pub mod note;
pub mod number;
pub mod text;
