//! The program as people and scripts meet it: what it prints, its exit codes, its files. Not for single
//! functions: those are tested where they stand.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

mod broken_files;
mod checking;
mod evaluating;
mod failing_readers;
mod golden;
mod hand;
mod journey;
mod kills;
mod learned_hand;
mod learning;
mod reading_one;
mod schema;
mod settings;
mod traffic;
mod verified_hand;
mod wishes;
