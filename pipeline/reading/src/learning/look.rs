//! A convolution of the line model as it learns: what it sees, and where an error behind it came from. Not for the order of
//! the convolutions: that is the model's.
//!
//! Maps lie line by line, row by row, pixel by pixel, features of a pixel together; weights take a window in the same order.

use super::{dense::Dense, products::Products};

/// How a convolution looks: pixels of its window's side, every how many pixels, and whether the higher of two rows goes on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    pub(super) side: usize,
    pub(super) stride: usize,
    pub(super) halved: bool,
}

/// Features of every pixel of some lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Map {
    pub(super) lines: usize,
    pub(super) height: usize,
    pub(super) width: usize,
    pub(super) features: usize,
    pub(super) values: Vec<f32>,
}

/// What a convolution saw, rows not halved yet, kept for its errors. Windows are not kept: they would take five times as much.
pub(super) struct Looked(Map);

impl Map {
    /// Lengths with a border of `border` pixels around.
    fn bordered(&self, border: usize) -> (usize, usize) {
        (self.height + 2 * border, self.width + 2 * border)
    }

    /// Where a row's values lie.
    fn row(&self, line: usize, y: usize) -> std::ops::Range<usize> {
        let length = self.width * self.features;
        let start = (line * self.height + y) * length;
        start..start + length
    }

    /// The values with a border of nothing around every line.
    fn with_border(&self, border: usize) -> Vec<f32> {
        let (height, width) = self.bordered(border);
        let mut values = vec![0.0; self.lines * height * width * self.features];
        for line in 0..self.lines {
            for y in 0..self.height {
                let start = ((line * height + y + border) * width + border) * self.features;
                let from = &self.values[self.row(line, y)];
                values[start..start + from.len()].copy_from_slice(from);
            }
        }
        values
    }

    /// Takes the border off again.
    fn without_border(&mut self, bordered: &[f32], border: usize) {
        let (height, width) = self.bordered(border);
        for line in 0..self.lines {
            for y in 0..self.height {
                let start = ((line * height + y + border) * width + border) * self.features;
                let row = self.row(line, y);
                self.values[row.clone()].copy_from_slice(&bordered[start..start + row.len()]);
            }
        }
    }
}

impl Way {
    /// Height and width of what comes of a map, rows not halved yet.
    fn size(self, map: &Map) -> (usize, usize) {
        let length = |length: usize| (length + 2 * (self.side / 2) - self.side) / self.stride + 1;
        (length(map.height), length(map.width))
    }

    /// Calls `with` for every row of every window: where it begins among windows, and in the map with its border.
    fn rows(self, map: &Map, mut with: impl FnMut(usize, usize)) {
        let (height, width) = map.bordered(self.side / 2);
        let (high, wide) = self.size(map);
        let run = self.side * map.features;
        let mut at = 0;
        for line in 0..map.lines {
            for y in 0..high {
                for x in 0..wide {
                    for row in 0..self.side {
                        let from = (line * height + y * self.stride + row) * width + x * self.stride;
                        with(at, from * map.features);
                        at += run;
                    }
                }
            }
        }
    }

    /// The window of every pixel of what comes of a map.
    fn windows(self, map: &Map) -> Vec<f32> {
        let (high, wide) = self.size(map);
        let run = self.side * map.features;
        let from = map.with_border(self.side / 2);
        let mut windows = vec![0.0; map.lines * high * wide * self.side * run];
        self.rows(map, |at, start| windows[at..at + run].copy_from_slice(&from[start..start + run]));
        windows
    }

    /// What the convolution `layer` gives, nothing where it would be below, and what it has to keep.
    pub(super) fn look(self, layer: &Dense, products: &Products, map: &Map) -> (Map, Looked) {
        let (high, wide) = self.size(map);
        let mut values = layer.give(products, &self.windows(map));
        values.iter_mut().for_each(|value| *value = value.max(0.0));
        let seen = Map { lines: map.lines, height: high, width: wide, features: layer.outputs(), values };
        let given = if self.halved { higher(&seen) } else { seen.clone() };
        (given, Looked(seen))
    }

    /// Adds to `gradient`, and gives the errors of the `map` it looked at.
    pub(super) fn errors(
        self,
        layer: &Dense,
        products: &Products,
        (Looked(seen), map): (&Looked, &Map),
        behind: &Map,
        gradient: &mut Dense,
    ) -> Map {
        let mut errors = if self.halved { to_higher(seen, behind) } else { behind.values.clone() };
        errors.iter_mut().zip(&seen.values).filter(|(_, seen)| **seen <= 0.0).for_each(|(e, _)| *e = 0.0);
        layer.add_gradient(products, &self.windows(map), &errors, gradient);
        let windows = layer.errors(products, &errors);
        let (height, width) = map.bordered(self.side / 2);
        let mut sums = vec![0.0; map.lines * height * width * map.features];
        let run = self.side * map.features;
        self.rows(map, |at, start| {
            let to = &mut sums[start..start + run];
            to.iter_mut().zip(&windows[at..at + run]).for_each(|(sum, error)| *sum += error);
        });
        let mut before = Map { values: vec![0.0; map.values.len()], ..*map };
        before.without_border(&sums, self.side / 2);
        before
    }
}

/// Of two rows the higher values.
fn higher(map: &Map) -> Map {
    let half = Map { height: map.height / 2, values: Vec::new(), ..*map };
    let mut values = Vec::with_capacity(map.values.len() / 2);
    for line in 0..map.lines {
        for y in 0..half.height {
            let (one, other) = (&map.values[map.row(line, 2 * y)], &map.values[map.row(line, 2 * y + 1)]);
            values.extend(one.iter().zip(other).map(|(one, other)| one.max(*other)));
        }
    }
    Map { values, ..half }
}

/// Errors go to the higher of two rows, the upper where they are alike.
fn to_higher(map: &Map, behind: &Map) -> Vec<f32> {
    let mut errors = vec![0.0; map.values.len()];
    for line in 0..map.lines {
        for y in 0..behind.height {
            let (one, other) = (map.row(line, 2 * y), map.row(line, 2 * y + 1));
            for (at, error) in behind.values[behind.row(line, y)].iter().enumerate() {
                let upper = map.values[one.start + at] >= map.values[other.start + at];
                errors[if upper { one.start } else { other.start } + at] = *error;
            }
        }
    }
    errors
}
