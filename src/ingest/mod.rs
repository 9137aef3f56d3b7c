//! From bytes to a typed table: encodings, dialects, header blocks, column readings.
