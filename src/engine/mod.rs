//! The engine: owns the tables, does the jobs. A plain struct; the worker binary is a loop around it.

pub mod protocol;
