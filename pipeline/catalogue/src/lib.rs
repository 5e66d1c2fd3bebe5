//! Facts: the only crate that speaks SQL.
