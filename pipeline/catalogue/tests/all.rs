//! The catalogue's contract, on SQLite always and on PostgreSQL where `DAFTAR_TEST_POSTGRES` names one. Not for
//! the archive's rules.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod audit;
mod cards;
mod decisions;
mod keys;
mod learnings;
mod line_models;
mod opening;
mod people;
mod publications;
mod queue;
mod side_by_side;
mod texts;
mod transcriptions;
mod visible;
mod workshop;
