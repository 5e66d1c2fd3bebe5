//! The line model as it learns: in floating point, lines of one width together, forwards and back. Not for reading registers:
//! that is `recognize::line_model`, in whole numbers.

use super::{
    dense::Dense,
    look::{Looked, Map, Way},
    memory::{Memory, Remembered},
    products::Products,
    spared::Spared,
};
use crate::recognize::line_model::shape::LOOKS;

/// How the convolutions look, in order.
pub(super) const WAYS: [Way; LOOKS.len()] = {
    let mut ways = [Way { side: 0, stride: 0, halved: false }; LOOKS.len()];
    let mut number = 0;
    while number < LOOKS.len() {
        let (side, stride, halved) = LOOKS[number];
        ways[number] = Way { side, stride, halved };
        number += 1;
    }
    ways
};

/// All weights. The same shape holds their gradient, and what the optimiser remembers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Model {
    pub(super) looks: Vec<Dense>,
    pub(super) flat: Dense,
    /// Layer by layer, from the left and from the right.
    pub(super) memories: Vec<[Memory; 2]>,
    pub(super) letters: Dense,
}

/// What was seen on the way to the scores, kept for the errors.
pub(super) struct Seen {
    maps: Vec<Map>,
    looked: Vec<Looked>,
    columns: Vec<f32>,
    features: Vec<f32>,
    shown: Vec<Vec<f32>>,
    remembered: Vec<[Remembered; 2]>,
    last: Vec<f32>,
    spared: [Option<Spared>; 2],
    /// Scores: steps x lines rows of letters.
    pub(super) scores: Vec<f32>,
}

impl Model {
    /// The same shape, all nought.
    pub(super) fn nought(&self) -> Self {
        Self {
            looks: self.looks.iter().map(Dense::nought).collect(),
            flat: self.flat.nought(),
            memories: self.memories.iter().map(|two| [two[0].nought(), two[1].nought()]).collect(),
            letters: self.letters.nought(),
        }
    }

    /// Do its layers fit each other?
    pub(super) fn is_sound(&self) -> bool {
        let mut features = 1;
        let looks = self.looks.iter().zip(WAYS).all(|(look, way)| {
            let fits = look.inputs() == way.side * way.side * features;
            features = look.outputs();
            fits
        });
        let mut shown = self.flat.outputs();
        let memories = self.memories.iter().all(|two| {
            let units = two[0].units();
            let fits = two.iter().all(|memory| {
                (memory.input.inputs(), memory.units()) == (shown, units)
                    && [memory.input.outputs(), memory.recall.outputs()] == [4 * units; 2]
            });
            shown = 2 * units;
            fits
        });
        let tall = super::HEIGHT / 16;
        looks
            && memories
            && self.looks.len() == WAYS.len()
            && self.flat.inputs() == tall * features
            && self.letters.inputs() == shown
    }

    fn layers(&self) -> impl Iterator<Item = &Dense> {
        let memories = self.memories.iter().flatten().flat_map(|m| [&m.input, &m.recall]);
        self.looks.iter().chain([&self.flat]).chain(memories).chain([&self.letters])
    }

    /// Its numbers, array by array, always in the same order.
    pub(super) fn arrays(&self) -> impl Iterator<Item = &Vec<f32>> {
        self.layers().flat_map(|layer| [&layer.weights, &layer.bias])
    }

    /// The same, to be changed.
    pub(super) fn arrays_mut(&mut self) -> impl Iterator<Item = &mut Vec<f32>> {
        let memories = self.memories.iter_mut().flatten().flat_map(|m| [&mut m.input, &mut m.recall]);
        let layers = self.looks.iter_mut().chain([&mut self.flat]).chain(memories).chain([&mut self.letters]);
        layers.flat_map(|layer| [&mut layer.weights, &mut layer.bias])
    }

    /// Reads lines of ink; `spare` gives what is left out of the features and of what was remembered (each of so many numbers).
    pub(super) fn read(
        &self,
        products: &Products,
        ink: Map,
        spare: impl Fn(usize) -> Option<Spared>,
    ) -> Seen {
        let (mut maps, mut looked) = (vec![ink], Vec::new());
        for (way, layer) in WAYS.iter().zip(&self.looks) {
            let (next, kept) = way.look(layer, products, &maps[maps.len() - 1]);
            maps.push(next);
            looked.push(kept);
        }
        let lines = maps[0].lines;
        let columns = columns(&maps[maps.len() - 1]);
        let mut features = self.flat.give(products, &columns);
        features.iter_mut().for_each(|value| *value = value.max(0.0));
        let spared =
            [features.len(), features.len() / self.flat.outputs() * self.letters.inputs()].map(spare);
        let mut now = features.clone();
        spared[0].iter().for_each(|spared| spared.apply(&mut now));
        let (mut shown, mut remembered) = (Vec::new(), Vec::new());
        for two in &self.memories {
            let read = [false, true].map(|back| two[usize::from(back)].read(products, &now, lines, back));
            shown.push(std::mem::replace(&mut now, side_by_side(&read, two[0].units())));
            remembered.push(read);
        }
        spared[1].iter().for_each(|spared| spared.apply(&mut now));
        let scores = self.letters.give(products, &now);
        Seen { maps, looked, columns, features, shown, remembered, last: now, spared, scores }
    }

    /// Adds to `gradient` what the weights have to do with the errors of the scores.
    pub(super) fn learn(&self, products: &Products, seen: &Seen, errors: &[f32], gradient: &mut Self) {
        self.letters.add_gradient(products, &seen.last, errors, &mut gradient.letters);
        let mut errors = self.letters.errors(products, errors);
        seen.spared[1].iter().for_each(|spared| spared.apply(&mut errors));
        for (layer, two) in self.memories.iter().enumerate().rev() {
            let shown = &seen.shown[layer];
            let mut before = vec![0.0; shown.len()];
            for (side, memory) in two.iter().enumerate() {
                let behind = one_side(&errors, memory.units(), side);
                let read = (&seen.remembered[layer][side], &shown[..]);
                memory.errors(products, read, &behind, &mut gradient.memories[layer][side], &mut before);
            }
            errors = before;
        }
        seen.spared[0].iter().for_each(|spared| spared.apply(&mut errors));
        errors.iter_mut().zip(&seen.features).filter(|(_, seen)| **seen <= 0.0).for_each(|(e, _)| *e = 0.0);
        self.flat.add_gradient(products, &seen.columns, &errors, &mut gradient.flat);
        let errors = self.flat.errors(products, &errors);
        let top = &seen.maps[seen.maps.len() - 1];
        let mut behind = to_map(&errors, top);
        for (number, way) in WAYS.iter().enumerate().rev() {
            let looked = (&seen.looked[number], &seen.maps[number]);
            behind = way.errors(&self.looks[number], products, looked, &behind, &mut gradient.looks[number]);
        }
    }
}

impl Seen {
    /// What flowed into the convolutions after the first, the layer of features and the first memory.
    pub(super) fn flows(&self) -> impl Iterator<Item = &[f32]> {
        self.maps[1..].iter().map(|map| &map.values[..]).chain([&self.features[..]])
    }
}

/// What stands above each other, step by step and in it line by line: the features of the top row first.
fn columns(map: &Map) -> Vec<f32> {
    let mut columns = vec![0.0; map.values.len()];
    places(map, |there, here| {
        columns[there..there + map.features].copy_from_slice(&map.values[here..here + map.features])
    });
    columns
}

/// The way back.
fn to_map(columns: &[f32], map: &Map) -> Map {
    let mut values = vec![0.0; columns.len()];
    places(map, |there, here| {
        values[here..here + map.features].copy_from_slice(&columns[there..there + map.features])
    });
    Map { values, ..*map }
}

/// Where each pixel's features stand in columns, and in the map.
fn places(map: &Map, mut with: impl FnMut(usize, usize)) {
    for line in 0..map.lines {
        for y in 0..map.height {
            for x in 0..map.width {
                let there = ((x * map.lines + line) * map.height + y) * map.features;
                with(there, ((line * map.height + y) * map.width + x) * map.features);
            }
        }
    }
}

/// What both directions said, row by row.
fn side_by_side(read: &[Remembered; 2], units: usize) -> Vec<f32> {
    let rows = read[0].said.chunks_exact(units).zip(read[1].said.chunks_exact(units));
    rows.flat_map(|(on, back)| on.iter().chain(back)).copied().collect()
}

/// Of rows of both directions the half of one.
fn one_side(rows: &[f32], units: usize, side: usize) -> Vec<f32> {
    rows.chunks_exact(units).skip(side).step_by(2).flatten().copied().collect()
}
