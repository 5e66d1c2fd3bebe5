//! The course of learning: how often lines are shown and how fast is learned. Not for one step's sums: that is the model's.

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use super::{
    LearnError, Lesson, Together,
    flow::Flows,
    model::Model,
    optimiser::Optimiser,
    products::Products,
    showing::{Spelled, map, spelled, steps},
    step::gradient,
    whole_numbers,
};
use crate::recognize::line_model::shape::AFTER;

/// Steps until the full rate, and share of the course after which it falls, along a cosine.
const WARM: f32 = 30.0;
const FALLS: f32 = 0.3;
/// Lines that tell the steps of what flows.
const FLOWED: usize = 60;

/// How to learn.
#[derive(Debug, Clone)]
pub struct Course {
    /// How often each line of the hand is shown; none: the model is only written down anew.
    pub passes: usize,
    /// Lines of other hands that are shown for one of this hand.
    pub others: f32,
    /// Length of a step, times the gradient's own measure.
    pub rate: f32,
    /// What is drawn at random follows from it.
    pub seed: u64,
}

impl Default for Course {
    fn default() -> Self {
        Self { passes: 12, others: 1.0, rate: 5e-4, seed: 1 }
    }
}

/// How far learning is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Told {
    /// Passes done.
    pub pass: usize,
    /// Of how many.
    pub of: usize,
    /// Loss of the last pass, natural logarithms a letter.
    pub loss: f64,
}

/// What was learned.
#[derive(Debug, Clone)]
pub struct Learned {
    /// The model's file (safetensors).
    pub file: Vec<u8>,
    /// How many lines were shown, each time counted.
    pub shown: usize,
    /// Loss of the last pass, natural logarithms a letter.
    pub loss: f64,
}

/// Lets the model in `file`, which writes `alphabet`, learn `own` lines while it is shown some of `others`. `together` does the
/// batches of a step.
///
/// # Errors
/// Where the model cannot be opened, or no line can be learned from.
pub fn learn(
    file: &[u8],
    alphabet: &[char],
    (own, others): (&[Lesson], &[Lesson]),
    course: &Course,
    together: Together<'_>,
    tell: &mut dyn FnMut(Told),
) -> Result<Learned, LearnError> {
    let model = whole_numbers::opened(file)?;
    let [own, others] = [own, others].map(|lessons| spelled(lessons, alphabet));
    if own.is_empty() {
        return Err(LearnError::NoLines);
    }
    let mut random = ChaCha8Rng::seed_from_u64(course.seed);
    let mut optimiser = Optimiser::new(model);
    let (mut shown, mut last) = (0, 0.0);
    for pass in 0..course.passes {
        let steps = steps(&own, &others, course, &mut random);
        let (mut loss, mut letters) = (0.0, 0);
        for (number, step) in steps.iter().enumerate() {
            let done = (pass as f32 + number as f32 / steps.len() as f32) / course.passes as f32;
            let taken = (pass * steps.len() + number + 1) as f32;
            let rate = course.rate * (taken / WARM).min(1.0) * falling(done);
            let learned = gradient(&optimiser.model, step, together, random.random());
            optimiser.step(&learned.0, rate);
            loss += learned.1;
            letters += step.iter().flat_map(|batch| &batch.texts).map(Vec::len).sum::<usize>();
            shown += step.iter().map(|batch| batch.inks.len()).sum::<usize>();
        }
        last = loss / letters.max(1) as f64;
        tell(Told { pass: pass + 1, of: course.passes, loss: last });
    }
    let model = optimiser.learned();
    let flowed: Vec<&Spelled<'_>> = own.iter().chain(&others).collect();
    let flowed: Vec<&Spelled<'_>> = flowed.iter().step_by((flowed.len() / FLOWED).max(1)).copied().collect();
    let steps = flows(&model, &flowed);
    Ok(Learned { file: whole_numbers::written(&model, &steps)?, shown, loss: last })
}

/// Share of the rate after that share of the course.
fn falling(done: f32) -> f32 {
    let fallen = ((done - FALLS) / (1.0 - FALLS)).clamp(0.0, 1.0);
    0.02 + 0.49 * (1.0 + (std::f32::consts::PI * fallen).cos())
}

/// The steps of what flows through the model while it reads those lines.
fn flows(model: &Model, lines: &[&Spelled<'_>]) -> Vec<f32> {
    let mut flows = Flows::default();
    let products = Products::default();
    for line in lines {
        flows.note(&model.read(&products, map(&[line.ink], AFTER), |_| None));
    }
    flows.steps()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_falls_to_a_fiftieth() {
        assert_eq!((falling(0.0), falling(FALLS)), (1.0, 1.0));
        assert!((falling(1.0) - 0.02).abs() < 1e-6);
    }
}
