//! Extraction on pages built by hand: lines and cells laid from text, no engine.

mod forms;
mod paper;
mod running_on;
