//! Words and numbers that every room shares: language, notes, problems, text, numbers with their words of
//! size, dates, stretches of time, angles, colour.

pub mod angle;
pub mod budget;
pub mod color;
pub mod date;
pub mod lang;
pub mod note;
pub mod number;
pub mod size;
pub mod stretch;
pub mod text;
