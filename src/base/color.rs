//! Colours and palettes, and the contrast between them.
