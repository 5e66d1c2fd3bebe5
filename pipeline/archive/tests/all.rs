//! An archive on a real SQLite catalogue, a real folder store and a real index, read by a reader that is none:
//! a file's lines are its acts. Not for pixels.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod arriving;
mod arriving_again;
mod checking;
mod classing;
mod closing;
mod deciding;
mod following;
mod forms;
mod importing;
mod line_models;
mod linking;
mod looking;
mod opening;
mod people;
mod restoring;
mod transcribing;
mod tying;
mod unwhole;
mod verified_lines;
mod withdrawing;
mod working;
mod workshop;
