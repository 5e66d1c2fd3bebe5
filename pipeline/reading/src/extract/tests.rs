//! Extraction on pages built by hand: lines and cells laid from text, no engine.

mod by_form;
mod ditto;
mod forms;
mod named;
mod one_form;
pub(super) mod paper;
mod real;
mod running_on;
mod spreads;
mod unparted;
mod years;
