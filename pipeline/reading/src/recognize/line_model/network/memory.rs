//! The LSTMs that read features from left to right and back, after Hochreiter and Schmidhuber, "Long Short-Term Memory" (1997).
//! Not for what a step looks like: convolutions see that.

use std::ops::Range;

use fearless_simd::{Level, dispatch};

use super::{
    tensors::{Tensors, missing},
    whole::{Sums, Weights, rounded},
};
use crate::{
    gate_curves::{sigmoid, tanh},
    recognize::line_model::{
        LineModelError,
        shape::{NOTHING, PARTS},
    },
};

/// Parts of a cell: the gates of input, forgetting and output, and the candidate.
const GATES: usize = 4;

/// The steps of several lines one below the other, longest line first, so that the lines still under way at a step are
/// always the first ones.
pub(super) struct Rows {
    /// Which line comes when.
    order: Vec<usize>,
    /// Rows of each line, in that order.
    ranges: Vec<Range<usize>>,
}

impl Rows {
    /// For lines of so many steps each.
    pub(super) fn of(steps: &[usize]) -> Self {
        let mut order: Vec<usize> = (0..steps.len()).collect();
        order.sort_by_key(|&line| std::cmp::Reverse(steps[line]));
        let mut start = 0;
        let range = |&line: &usize| {
            start += steps[line];
            start - steps[line]..start
        };
        let ranges = order.iter().map(range).collect();
        Self { order, ranges }
    }

    /// The lines, longest first.
    pub(super) fn order(&self) -> &[usize] {
        &self.order
    }

    /// Steps of all lines.
    pub(super) fn total(&self) -> usize {
        self.ranges.last().map_or(0, |last| last.end)
    }

    /// The rows of each line, in the order the lines were given.
    pub(super) fn by_line(&self) -> Vec<Range<usize>> {
        let mut ranges = vec![0..0; self.order.len()];
        self.order.iter().zip(&self.ranges).for_each(|(&line, range)| ranges[line] = range.clone());
        ranges
    }

    fn longest(&self) -> usize {
        self.ranges.first().map_or(0, Range::len)
    }

    /// Lines that have a step `step`.
    fn under_way(&self, step: usize) -> usize {
        self.ranges.partition_point(|range| range.len() > step)
    }
}

/// One way through the lines.
struct Way {
    input: Weights,
    memory: Weights,
    /// What both add where nothing comes in.
    bias: Vec<f32>,
}

/// A layer: one way on, one back.
pub(super) struct Memory {
    ways: [Way; 2],
}

impl Memory {
    /// All of a model, where a step of what comes in has `inputs`.
    ///
    /// # Errors
    /// Where there is none, or one does not fit the one before.
    pub(super) fn all(
        tensors: &Tensors<'_>,
        sums: &Sums,
        mut inputs: usize,
    ) -> Result<Vec<Self>, LineModelError> {
        let mut memories: Vec<Self> = Vec::new();
        while memories.is_empty() || tensors.has(&format!("read.{}.on.input.whole", memories.len())) {
            let name = |way: &str| format!("read.{}.{way}", memories.len());
            let on = Way::of(tensors, sums, &name("on"), inputs)?;
            let back = Way::of(tensors, sums, &name("back"), inputs)?;
            if on.units() != back.units() {
                return Err(missing(&name("back")));
            }
            inputs = 2 * on.units();
            memories.push(Self { ways: [on, back] });
        }
        Ok(memories)
    }

    /// Numbers it gives at a step.
    pub(super) fn outputs(&self) -> usize {
        2 * self.ways[0].units()
    }

    /// What this layer makes of `seen` (steps x its inputs): for each step what both ways say, whole numbers around [`NOTHING`].
    pub(super) fn remember(&self, sums: &Sums, rows: &Rows, seen: &[u8]) -> Result<Vec<u8>, LineModelError> {
        let units = self.ways[0].units();
        let mut said = vec![NOTHING; rows.total() * 2 * units];
        for (number, way) in self.ways.iter().enumerate() {
            let mut state = State::new(rows.order.len(), units);
            let came_in = way.input.sums(sums, seen)?;
            for step in 0..rows.longest() {
                let lines = rows.under_way(step);
                way.memory.sum(
                    sums,
                    &state.said[..lines * units],
                    &mut state.recalled[..lines * GATES * units],
                )?;
                for line in 0..lines {
                    let range = &rows.ranges[line];
                    let row = if number == 0 { range.start + step } else { range.end - 1 - step };
                    state.step(way, line, &came_in[row * GATES * units..(row + 1) * GATES * units]);
                    let out = (2 * row + number) * units;
                    said[out..out + units].copy_from_slice(state.said(line));
                }
            }
        }
        Ok(said)
    }
}

impl Way {
    fn of(tensors: &Tensors<'_>, sums: &Sums, name: &str, inputs: usize) -> Result<Self, LineModelError> {
        let input = Weights::of(tensors, sums, &format!("{name}.input"), inputs)?;
        let memory = Weights::of(tensors, sums, &format!("{name}.memory"), input.outputs() / GATES)?;
        if memory.outputs() != GATES * memory.inputs() || input.outputs() != memory.outputs() {
            return Err(missing(name));
        }
        let bias = input.bias().iter().zip(memory.bias()).map(|(a, b)| a + b).collect();
        Ok(Self { input, memory, bias })
    }

    fn units(&self) -> usize {
        self.memory.inputs()
    }
}

/// Where the lines of a batch are.
struct State {
    units: usize,
    /// What each line said last, whole numbers.
    said: Vec<u8>,
    /// What each line keeps.
    cells: Vec<f32>,
    /// What the last word of each line adds to its gates, sums.
    recalled: Vec<i32>,
    /// Gates of one line.
    gates: Vec<f32>,
}

impl State {
    fn new(lines: usize, units: usize) -> Self {
        Self {
            units,
            said: vec![NOTHING; lines * units],
            cells: vec![0.0; lines * units],
            recalled: vec![0; lines * GATES * units],
            gates: vec![0.0; GATES * units],
        }
    }

    fn said(&self, line: usize) -> &[u8] {
        &self.said[line * self.units..(line + 1) * self.units]
    }

    /// One step of one line.
    fn step(&mut self, way: &Way, line: usize, came_in: &[i32]) {
        let (units, gates) = (self.units, &mut self.gates);
        let recalled = &self.recalled[line * GATES * units..(line + 1) * GATES * units];
        let cells = &mut self.cells[line * units..(line + 1) * units];
        let said = &mut self.said[line * units..(line + 1) * units];
        dispatch!(Level::new(), _ => {
            add_up(way, came_in, recalled, gates);
            keep_and_say(gates, cells, said);
        });
    }
}

#[inline(always)]
fn add_up(way: &Way, came_in: &[i32], recalled: &[i32], gates: &mut [f32]) {
    let came_in = came_in.iter().zip(way.input.scale());
    let recalled = recalled.iter().zip(way.memory.scale()).zip(&way.bias);
    for ((gate, (input, of_input)), ((recalled, of_memory), bias)) in
        gates.iter_mut().zip(came_in).zip(recalled)
    {
        *gate = *input as f32 * of_input + (*recalled as f32 * of_memory + bias);
    }
}

/// What each cell keeps after a step, and what it says: both come from its gates.
#[inline(always)]
fn keep_and_say(gates: &[f32], cells: &mut [f32], said: &mut [u8]) {
    let (input_forget, output_candidate) = gates.split_at(2 * cells.len());
    let (input, forget) = input_forget.split_at(cells.len());
    let (output, candidate) = output_candidate.split_at(cells.len());
    let kept = cells.iter_mut().zip(input).zip(forget).zip(candidate);
    kept.for_each(|(((cell, input), forget), candidate)| {
        *cell = sigmoid(*forget) * *cell + sigmoid(*input) * tanh(*candidate);
    });
    for ((cell, output), said) in cells.iter().zip(output).zip(said) {
        // Both are at most 1: what comes out lies between 1 and 127.
        *said = rounded(tanh(*cell) * sigmoid(*output) * PARTS + f32::from(NOTHING));
    }
}
