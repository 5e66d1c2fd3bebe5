//! The gradient of one step: the sum of those of its batches, in their order, whoever was quicker. Not for which lines those
//! are, nor for going the step.

use std::sync::OnceLock;

use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

use super::{
    Ink, Together, ctc,
    model::Model,
    products::Products,
    showing::{Batch, map},
    spared::Spared,
};

/// Share of what flows that is left out.
const SPARED: f32 = 0.15;

/// The gradient of a step, and the loss of its lines, natural logarithms.
pub(super) fn gradient(model: &Model, step: &[Batch], together: Together<'_>, seed: u64) -> (Model, f64) {
    let lines: usize = step.iter().map(|batch| batch.inks.len()).sum();
    let found: Vec<OnceLock<(Model, f64)>> = step.iter().map(|_| OnceLock::new()).collect();
    together(step.len(), &|number| {
        let random = ChaCha8Rng::seed_from_u64(seed ^ number as u64);
        found[number].get_or_init(|| of_batch(model, &step[number], 1.0 / lines as f32, random));
    });
    let mut sum = model.nought();
    let mut loss = 0.0;
    for (gradient, lost) in found.into_iter().filter_map(OnceLock::into_inner) {
        loss += lost;
        for (sum, part) in sum.arrays_mut().zip(gradient.arrays()) {
            sum.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
        }
    }
    (sum, loss)
}

fn of_batch(model: &Model, batch: &Batch, share: f32, random: ChaCha8Rng) -> (Model, f64) {
    let products = Products::default();
    let random = std::cell::RefCell::new(random);
    let spare = |count: usize| Some(Spared::of(count, SPARED, &mut *random.borrow_mut()));
    let inks: Vec<&Ink> = batch.inks.iter().collect();
    let seen = model.read(&products, map(&inks, 0), spare);
    let (errors, loss) = errors(&seen.scores, model.letters.outputs(), &batch.texts, share);
    let mut gradient = model.nought();
    model.learn(&products, &seen, &errors, &mut gradient);
    (gradient, loss)
}

/// The errors of the scores of lines, each worth `share`, whatever its length; and the sum of their losses.
fn errors(scores: &[f32], letters: usize, texts: &[Vec<u16>], share: f32) -> (Vec<f32>, f64) {
    let mut errors = vec![0.0; scores.len()];
    let mut sum = 0.0;
    for (line, text) in texts.iter().enumerate() {
        let rows = || (line..scores.len() / letters).step_by(texts.len());
        let own: Vec<f32> = rows().flat_map(|row| &scores[row * letters..][..letters]).copied().collect();
        let Some((loss, gradient)) = ctc::loss(&own, letters, text) else { continue };
        sum += loss;
        let worth = share / text.len() as f32;
        for (row, gradient) in rows().zip(gradient.chunks_exact(letters)) {
            let errors = &mut errors[row * letters..][..letters];
            errors.iter_mut().zip(gradient).for_each(|(error, gradient)| *error = gradient * worth);
        }
    }
    (errors, sum)
}

#[cfg(test)]
mod tests {
    use super::{super::tests, *};

    /// The loss of the batch as the model stands.
    fn loss(model: &Model, batch: &Batch) -> f64 {
        let inks: Vec<&Ink> = batch.inks.iter().collect();
        let seen = model.read(&Products::default(), map(&inks, 0), |_| None);
        let letters = model.letters.outputs();
        let line = |(line, text): (usize, &Vec<u16>)| {
            let rows = (line..seen.scores.len() / letters).step_by(batch.texts.len());
            let own: Vec<f32> =
                rows.flat_map(|row| &seen.scores[row * letters..][..letters]).copied().collect();
            ctc::loss(&own, letters, text).map_or(0.0, |(loss, _)| loss / text.len() as f64)
        };
        batch.texts.iter().enumerate().map(line).sum()
    }

    fn batch() -> Batch {
        let lessons = tests::lessons();
        let number = |letter: char| "абӯ".chars().position(|known| known == letter).unwrap() as u16 + 1;
        let texts = lessons.iter().map(|lesson| lesson.text.chars().map(number).collect()).collect();
        Batch { inks: lessons.into_iter().map(|lesson| lesson.ink).collect(), texts }
    }

    #[test]
    fn the_gradient_is_the_slope_of_the_loss() {
        let (model, batch) = (tests::small(), batch());
        let inks: Vec<&Ink> = batch.inks.iter().collect();
        let seen = model.read(&Products::default(), map(&inks, 0), |_| None);
        let (errors, _) = errors(&seen.scores, model.letters.outputs(), &batch.texts, 1.0);
        let mut gradient = model.nought();
        model.learn(&Products::default(), &seen, &errors, &mut gradient);
        let slopes: Vec<Vec<f32>> = gradient.arrays().cloned().collect();
        for (array, slopes) in slopes.iter().enumerate() {
            // Of every array the weight that matters most, and its sum along one direction.
            let Some(at) = (0..slopes.len()).max_by(|&a, &b| slopes[a].abs().total_cmp(&slopes[b].abs()))
            else {
                continue;
            };
            let moved = |by: f32| {
                let mut model = model.clone();
                model.arrays_mut().nth(array).unwrap()[at] += by;
                loss(&model, &batch)
            };
            let slope = (moved(2e-3) - moved(-2e-3)) / 4e-3;
            let found = f64::from(slopes[at]);
            assert!(
                (slope - found).abs() < 0.03 * slope.abs() + 2e-3,
                "array {array} at {at}: {slope} {found}"
            );
        }
    }
}
