//! The line model as it runs: convolutions, two-way LSTMs and a score for every letter, in whole numbers of 7 and 8 bits. Not for
//! what the scores say: that is decoding.
//!
//! Sums of products of whole numbers are exact, and lines are not padded to the width of others, so that a line reads the
//! same alone and beside others, on a processor with instructions for 8 bits and on one without. `scripts/train/export.py` makes the numbers: quantisation after Jacob
//! and others, "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference" (2018). A line
//! takes four tenths of the time of floating point under `rten` (2.3 and 6.0 ms for 320 pixels), with as many letters
//! wrong.

mod look;
mod memory;
pub(crate) mod tensors;
mod whole;

use rten_tensor::{NdTensor, NdTensorView, prelude::*};

use self::{
    look::{Look, Map},
    memory::{Memory, Rows},
    tensors::{Tensors, missing},
    whole::{Sums, Weights},
};
use super::{LineModelError, ink::InkLine, shape::STEP};

/// A model's layers.
pub(super) struct Network {
    sums: Sums,
    looks: Vec<Look>,
    flat: Weights,
    memories: Vec<Memory>,
    letters: Weights,
}

impl Network {
    /// The layers in a file of safetensors.
    ///
    /// # Errors
    /// Where arrays are missing or of another shape.
    pub(super) fn load(bytes: &[u8]) -> Result<Self, LineModelError> {
        let (sums, tensors) = (Sums::default(), Tensors::of(bytes)?);
        let steps = tensors.numbers("steps")?;
        let sound = steps.iter().all(|step| step.is_finite() && *step > 0.0);
        let Some((looked, &[flat_step])) = steps.split_first_chunk().filter(|_| sound) else {
            return Err(missing("steps"));
        };
        let looks = Look::all(&tensors, &sums, looked)?;
        let flat = Weights::of(&tensors, &sums, "flat", Look::features(&looks))?.in_steps(flat_step);
        let memories = Memory::all(&tensors, &sums, flat.outputs())?;
        let remembered = memories.last().map_or(0, Memory::outputs);
        let letters = Weights::of(&tensors, &sums, "letters", remembered)?;
        Ok(Self { sums, looks, flat, memories, letters })
    }

    /// How many scores a step has: one a letter, and one for none.
    pub(super) fn scored(&self) -> usize {
        self.letters.outputs()
    }

    /// The scores of lines, for each steps x letters; `after` pixels of paper are put behind each.
    pub(super) fn scores(
        &self,
        lines: &[InkLine],
        after: usize,
    ) -> Result<Vec<NdTensor<f32, 2>>, LineModelError> {
        let steps = |line: &InkLine| (line.width + after).div_ceil(STEP);
        let rows = Rows::of(&lines.iter().map(steps).collect::<Vec<usize>>());
        let mut seen = Vec::with_capacity(rows.total() * self.flat.outputs());
        for line in rows.order().iter().map(|&place| &lines[place]) {
            let seen_of_line = self.look_at(line, steps(line) * STEP)?;
            seen.extend(seen_of_line);
        }
        for memory in &self.memories {
            seen = memory.remember(&self.sums, &rows, &seen)?;
        }
        let scores = self.letters.give(&self.sums, &seen)?;
        let of_line = |range: std::ops::Range<usize>| {
            let shape = [range.len(), self.scored()];
            let values = &scores[range.start * self.scored()..range.end * self.scored()];
            NdTensorView::from_data(shape, values).to_tensor()
        };
        Ok(rows.by_line().into_iter().map(of_line).collect())
    }

    /// What the convolutions make of a line: steps x features.
    fn look_at(&self, line: &InkLine, width: usize) -> Result<Vec<u8>, LineModelError> {
        let mut map = Map::of_ink(line, width);
        for look in &self.looks {
            map = look.at(&self.sums, &map)?;
        }
        self.flat.give_whole(&self.sums, &map.columns())
    }
}

#[cfg(test)]
mod tests;
