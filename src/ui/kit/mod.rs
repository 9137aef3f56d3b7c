//! Primitives that every screen is built of, on native elements.
