//! What the model tells of one line: for each step how likely each letter is. Not for which letters were written: see
//! [`super::decode`] for the likeliest, [`super::allowed`] for texts that may stand there.

use rten_tensor::{NdTensorView, prelude::*};

/// Logarithms of shares, step by step. Letter 0 is the blank between letters.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::recognize) struct LineScores {
    logs: Vec<f32>,
    /// Scores of a step: the letters and the blank.
    width: usize,
    /// Pixels of the line's picture for one of the model's.
    pub(super) scale: f64,
}

impl LineScores {
    /// Of one line of scores (steps x letters and blank), which need not sum to one.
    pub(super) fn of(scores: NdTensorView<'_, f32, 2>, scale: f64) -> Self {
        let width = scores.size(1);
        let mut logs = Vec::with_capacity(scores.size(0) * width);
        for step in 0..scores.size(0) {
            let row = scores.slice([step]);
            let highest = row.iter().copied().fold(f32::MIN, f32::max);
            let sum: f32 = row.iter().map(|score| (score - highest).exp()).sum();
            logs.extend(row.iter().map(|score| score - highest - sum.ln()));
        }
        Self { logs, width, scale }
    }

    /// Its steps from left to right, each the logarithms of the shares of its letters.
    pub(super) fn steps(&self) -> impl ExactSizeIterator<Item = &[f32]> {
        self.logs.chunks_exact(self.width.max(1))
    }

    /// The letters of the likeliest way: the best of each step, doubles and blanks taken out.
    pub(super) fn likeliest(&self) -> Vec<usize> {
        self.surest().map(|(letter, _)| letter).collect()
    }

    /// The same, each with its share where it is surest.
    pub(super) fn surest(&self) -> impl Iterator<Item = (usize, f64)> {
        let best = |step: &[f32]| {
            let first = (0, f32::MIN);
            step.iter().copied().enumerate().fold(first, |a, b| if b.1 > a.1 { b } else { a })
        };
        let steps: Vec<(usize, f32)> = self.steps().map(best).collect();
        let letters: Vec<(usize, f64)> = steps
            .chunk_by(|one, next| one.0 == next.0)
            .map(|run| (run[0].0, run.iter().map(|step| f64::from(step.1)).fold(f64::MIN, f64::max).exp()))
            .collect();
        letters.into_iter().filter(|(letter, _)| *letter != 0)
    }

    /// Scores of letters (1 and up, 0 the blank) by which each step is sure of one.
    #[cfg(test)]
    pub(super) fn made(steps: &[&[(usize, f32)]], letters: usize) -> Self {
        let mut scores = rten_tensor::NdTensor::<f32, 2>::zeros([steps.len(), letters + 1]);
        for (step, shares) in steps.iter().enumerate() {
            let rest = (1.0 - shares.iter().map(|(_, share)| share).sum::<f32>()).max(1e-4);
            let others = (letters + 1 - shares.len()).max(1) as f32;
            (0..=letters).for_each(|letter| scores[[step, letter]] = (rest / others).ln());
            shares.iter().for_each(|&(letter, share)| scores[[step, letter]] = share.ln());
        }
        Self::of(scores.view(), 1.0)
    }

    /// The same by letters of an alphabet; any other is the blank.
    #[cfg(test)]
    pub(super) fn told(steps: &[&[(char, f32)]], alphabet: &[char]) -> Self {
        let number = |letter: char| alphabet.iter().position(|&known| known == letter).map_or(0, |at| at + 1);
        let numbered = |step: &&[(char, f32)]| -> Vec<(usize, f32)> {
            step.iter().map(|&(letter, share)| (number(letter), share)).collect()
        };
        let steps: Vec<Vec<(usize, f32)>> = steps.iter().map(numbered).collect();
        Self::made(&steps.iter().map(Vec::as_slice).collect::<Vec<_>>(), alphabet.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_a_step_are_one_together() {
        let scores = rten_tensor::NdTensor::<f32, 2>::from_data([2, 3], vec![9.0, 1.0, 2.0, 0.0, 0.0, 0.0]);
        let scores = LineScores::of(scores.view(), 1.0);
        for step in scores.steps() {
            let sum: f32 = step.iter().map(|log| log.exp()).sum();
            assert!((sum - 1.0).abs() < 1e-5, "{step:?}");
        }
    }

    #[test]
    fn the_likeliest_letters_are_read_without_doubles_and_blanks() {
        let scores = LineScores::made(&[&[(1, 0.9)], &[(1, 0.9)], &[(0, 0.9)], &[(1, 0.9)], &[(2, 0.9)]], 2);
        assert_eq!(scores.likeliest(), [1, 1, 2]);
        assert!(scores.surest().all(|(_, share)| (share - 0.9).abs() < 0.01));
    }
}
