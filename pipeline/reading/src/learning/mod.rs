//! A line model learns a hand: on an archive's own machine, from lines that people wrote down, beginning at a model that knows
//! other hands. Not for making a model out of nothing: that is `scripts/train`.
//!
//! Forwards and back by hand on [`rten_gemm`], which reading uses too. Libraries that learn were measured with 8 lines of 48 x
//! 400 pixels, full steps: candle 0.11 takes thirteen times as long in the same run (its steps through an LSTM copy whole gradients), burn 0.22 three
//! times, and minutes to build.
//! So that the hands it knew are not forgotten, lines of them are shown among the new ones.

mod course;
mod ctc;
mod dense;
mod flow;
mod ink;
mod look;
mod memory;
mod model;
mod optimiser;
mod products;
mod showing;
mod spared;
mod spoil;
mod step;
mod whole_numbers;

pub use self::{
    course::{Course, Learned, Told, learn},
    ink::Ink,
};

use crate::recognize::LineModelError;

/// Height of a line, pixels: that of the line models.
pub(crate) const HEIGHT: usize = 48;

/// A line and what is written on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// The line.
    pub ink: Ink,
    /// Its text, as it stands.
    pub text: String,
}

/// Does a job for each number from 0 to less than a count: one after the other, or side by side. What is learned does not depend
/// on which.
pub type Together<'t> = &'t (dyn Fn(usize, &(dyn Fn(usize) + Sync)) + Sync);

/// One after the other.
pub fn one_by_one(count: usize, job: &(dyn Fn(usize) + Sync)) {
    (0..count).for_each(job);
}

/// Why nothing was learned.
#[derive(Debug, thiserror::Error)]
pub enum LearnError {
    /// The model to begin at cannot be used.
    #[error("it cannot learn: {0}")]
    Model(#[from] LineModelError),
    /// There is nothing to learn from.
    #[error("no line of those given can be learned from")]
    NoLines,
    /// It was broken off.
    #[error("learning stopped: {0}")]
    Stopped(String),
}

#[cfg(test)]
mod tests;
