//! The desk where people write lines down, one at a time, so that the machine learns a hand. Not for fields of acts, and not
//! for choosing lines: `register::teaching` does.

mod failure;
mod given;
mod learn;
mod line;
mod picture;
mod progress;
mod say;
mod view;

pub(crate) use given::Given;
pub(crate) use learn::learn;
pub(crate) use picture::cut;
pub(crate) use say::say;
pub(crate) use view::page;
