//! One direction of an LSTM as it learns (Hochreiter and Schmidhuber 1997, with a gate that forgets), and its errors through
//! time. Not for both directions together: that is the model's.
//!
//! Numbers lie step by step, within a step line by line; of a line the gates that let in, forget and let out, then the candidate.

use fearless_simd::{Level, dispatch};

use super::{
    dense::Dense,
    products::{Matrix, Products},
};
use crate::gate_curves::{sigmoid, tanh};

/// Weights of what comes in (with the bias) and of what was said before.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Memory {
    pub(super) input: Dense,
    /// Its bias stays nought: that of `input` counts.
    pub(super) recall: Dense,
}

/// What was remembered, kept for the errors.
pub(super) struct Remembered {
    lines: usize,
    backwards: bool,
    /// Gates and candidates of every step.
    gates: Vec<f32>,
    cells: Vec<f32>,
    /// What was said at every step.
    pub(super) said: Vec<f32>,
}

impl Memory {
    /// How many numbers it says at a step.
    pub(super) fn units(&self) -> usize {
        self.recall.inputs()
    }

    /// The same shape, all nought.
    pub(super) fn nought(&self) -> Self {
        Self { input: self.input.nought(), recall: self.recall.nought() }
    }

    /// Reads `shown` (steps x lines rows) from the first step on, or from the last.
    pub(super) fn read(
        &self,
        products: &Products,
        shown: &[f32],
        lines: usize,
        backwards: bool,
    ) -> Remembered {
        let units = self.units();
        let mut gates = self.input.give(products, shown);
        let (step, block) = (4 * units * lines, units * lines);
        let steps = gates.len() / step;
        let recall = products.pack(self.recall.matrix().turned());
        let (mut cells, mut said) = (vec![0.0; steps * block], vec![0.0; steps * block]);
        let mut before: Option<usize> = None;
        for at in in_order(steps, backwards) {
            let now = &mut gates[at * step..][..step];
            if let Some(before) = before {
                products.add_packed(now, Matrix::of(&said[before * block..][..block], units), &recall);
            }
            let (held, cell) = two_of(&mut cells, before, at, block);
            let said = &mut said[at * block..][..block];
            dispatch!(Level::new(), _ => open(now, held, cell, said, units));
            before = Some(at);
        }
        Remembered { lines, backwards, gates, cells, said }
    }

    /// Adds to `gradient`, and to `errors` those of what was shown, given those `behind` (of what was said).
    pub(super) fn errors(
        &self,
        products: &Products,
        (remembered, shown): (&Remembered, &[f32]),
        behind: &[f32],
        gradient: &mut Memory,
        errors: &mut [f32],
    ) {
        let gates = self.gate_errors(products, remembered, behind);
        self.input.add_gradient(products, shown, &gates, &mut gradient.input);
        products.add(errors, Matrix::of(&gates, self.input.outputs()), self.input.matrix());
        let (step, block) = (4 * self.units() * remembered.lines, self.units() * remembered.lines);
        let steps = gates.len() / step;
        if steps < 2 {
            return;
        }
        // What was said one step before goes with each step's errors; the first had nothing to recall.
        let (said, gates) = if remembered.backwards {
            (&remembered.said[block..], &gates[..(steps - 1) * step])
        } else {
            (&remembered.said[..(steps - 1) * block], &gates[step..])
        };
        let errors = Matrix::of(gates, self.recall.outputs());
        products.add(&mut gradient.recall.weights, errors.turned(), Matrix::of(said, self.units()));
    }

    /// The errors of what goes into the gates of every step, from the last that was read to the first.
    fn gate_errors(&self, products: &Products, remembered: &Remembered, behind: &[f32]) -> Vec<f32> {
        let Remembered { lines, backwards, gates, cells, .. } = remembered;
        let units = self.units();
        let (step, block) = (4 * units * lines, units * lines);
        let steps = gates.len() / step;
        let recall = products.pack(self.recall.matrix());
        let mut errors = vec![0.0; gates.len()];
        let (mut said, mut held) = (vec![0.0; block], vec![0.0; block]);
        for at in in_order(steps, !backwards) {
            let before = if *backwards { (at + 1 < steps).then(|| at + 1) } else { at.checked_sub(1) };
            said.iter_mut().zip(&behind[at * block..]).for_each(|(said, behind)| *said += behind);
            let (last, cell) =
                (before.map_or(&[][..], |at| &cells[at * block..][..block]), &cells[at * block..][..block]);
            let (gates, errors) = (&gates[at * step..][..step], &mut errors[at * step..][..step]);
            dispatch!(Level::new(), _ => close(gates, (last, cell), &said, &mut held, errors, units));
            said.fill(0.0);
            products.add_packed(&mut said, Matrix::of(errors, 4 * units), &recall);
        }
        errors
    }
}

fn in_order(steps: usize, backwards: bool) -> impl Iterator<Item = usize> {
    (0..steps).map(move |step| if backwards { steps - 1 - step } else { step })
}

/// The cells of the step before, none at the first, and those of now.
fn two_of(cells: &mut [f32], before: Option<usize>, at: usize, block: usize) -> (&[f32], &mut [f32]) {
    match before {
        None => (&[], &mut cells[at * block..][..block]),
        Some(before) if before < at => {
            let (one, other) = cells.split_at_mut(at * block);
            (&one[before * block..][..block], &mut other[..block])
        }
        Some(before) => {
            let (one, other) = cells.split_at_mut(before * block);
            (&other[..block], &mut one[at * block..][..block])
        }
    }
}

/// The parts of a line's row: gates that let in, forget, let out, and the candidate.
#[inline(always)]
fn parts(row: &[f32], units: usize) -> [&[f32]; 4] {
    let (one, other) = row.split_at(2 * units);
    let ((enter, forget), (out, candidate)) = (one.split_at(units), other.split_at(units));
    [enter, forget, out, candidate]
}

/// Makes gates and candidates of what came in, and what is held and said of them.
#[inline(always)]
fn open(gates: &mut [f32], before: &[f32], cells: &mut [f32], said: &mut [f32], units: usize) {
    let lines = gates
        .chunks_exact_mut(4 * units)
        .zip(cells.chunks_exact_mut(units).zip(said.chunks_exact_mut(units)));
    for (line, (gates, (cells, said))) in lines.enumerate() {
        gates[..3 * units].iter_mut().for_each(|gate| *gate = sigmoid(*gate));
        gates[3 * units..].iter_mut().for_each(|candidate| *candidate = tanh(*candidate));
        let [enter, forget, out, candidate] = parts(gates, units);
        for ((cell, enter), candidate) in cells.iter_mut().zip(enter).zip(candidate) {
            *cell = enter * candidate;
        }
        if let Some(before) = before.get(line * units..(line + 1) * units) {
            cells
                .iter_mut()
                .zip(forget)
                .zip(before)
                .for_each(|((cell, forget), before)| *cell += forget * before);
        }
        said.iter_mut().zip(out).zip(cells).for_each(|((said, out), cell)| *said = out * tanh(*cell));
    }
}

/// The errors of what went into gates and candidates of a step, given those of what was said then and `held` after it.
#[inline(always)]
fn close(
    gates: &[f32],
    (before, cells): (&[f32], &[f32]),
    said: &[f32],
    held: &mut [f32],
    errors: &mut [f32],
    units: usize,
) {
    let nothing = vec![0.0; units];
    let lines = gates.chunks_exact(4 * units).zip(errors.chunks_exact_mut(4 * units)).enumerate();
    for (line, (gates, errors)) in lines {
        let own = line * units..(line + 1) * units;
        let before = before.get(own.clone()).unwrap_or(&nothing);
        let (cells, said, held) = (&cells[own.clone()], &said[own.clone()], &mut held[own]);
        let [enter, forget, out, candidate] = parts(gates, units);
        let (one, other) = errors.split_at_mut(2 * units);
        let ((to_enter, to_forget), (to_out, to_candidate)) =
            (one.split_at_mut(units), other.split_at_mut(units));
        for unit in 0..units {
            let curve = tanh(cells[unit]);
            let cell = held[unit] + said[unit] * out[unit] * (1.0 - curve * curve);
            to_enter[unit] = cell * candidate[unit] * enter[unit] * (1.0 - enter[unit]);
            to_forget[unit] = cell * before[unit] * forget[unit] * (1.0 - forget[unit]);
            to_out[unit] = said[unit] * curve * out[unit] * (1.0 - out[unit]);
            to_candidate[unit] = cell * enter[unit] * (1.0 - candidate[unit] * candidate[unit]);
            held[unit] = cell * forget[unit];
        }
    }
}
