//! The convolutions that look at a line, and the maps of features between them. Not for what follows from left to right.

use super::{
    tensors::Tensors,
    whole::{Sums, Weights, rounded},
};
use crate::recognize::line_model::{
    LineModelError,
    ink::{HEIGHT, InkLine},
    shape::{INK, LOOKS, PAPER},
};

/// Features of every pixel, row by row, with a border of nothing around.
pub(super) struct Map {
    height: usize,
    width: usize,
    features: usize,
    border: usize,
    values: Vec<u8>,
}

impl Map {
    fn new((height, width, features): (usize, usize, usize), border: usize, nothing: u8) -> Self {
        let values = vec![nothing; (height + 2 * border) * (width + 2 * border) * features];
        Self { height, width, features, border, values }
    }

    /// The ink of a line, with paper behind it up to `width`.
    pub(super) fn of_ink(line: &InkLine, width: usize) -> Self {
        let mut map = Self::new((HEIGHT, width, 1), LOOKS[0].0 / 2, PAPER);
        for (y, row) in line.rows().enumerate() {
            for (whole, ink) in map.row_mut(y).iter_mut().zip(row) {
                *whole = rounded(ink * INK + f32::from(PAPER));
            }
        }
        map
    }

    /// The row `y` without its border.
    fn row_mut(&mut self, y: usize) -> &mut [u8] {
        let start = ((y + self.border) * (self.width + 2 * self.border) + self.border) * self.features;
        &mut self.values[start..start + self.width * self.features]
    }

    /// `pixels` of a row from `x` on with all their features; rows and pixels count from the border's corner.
    fn run(&self, y: usize, x: usize, pixels: usize) -> &[u8] {
        let start = (y * (self.width + 2 * self.border) + x) * self.features;
        &self.values[start..start + pixels * self.features]
    }

    /// What stands above each other, step by step: the features of the top row first.
    pub(super) fn columns(&self) -> Vec<u8> {
        let places = (0..self.width).flat_map(|x| (0..self.height).map(move |y| (x, y)));
        places.flat_map(|(x, y)| self.run(y + self.border, x + self.border, 1)).copied().collect()
    }
}

/// One convolution.
pub(super) struct Look {
    weights: Weights,
    side: usize,
    every: usize,
    halved: bool,
    /// Border of the map it gives: what the next one needs.
    border: usize,
}

impl Look {
    /// All of a model. `steps` are those of what each gives.
    ///
    /// # Errors
    /// Where one is missing or does not fit the one before.
    pub(super) fn all(
        tensors: &Tensors<'_>,
        sums: &Sums,
        steps: &[f32; LOOKS.len()],
    ) -> Result<Vec<Self>, LineModelError> {
        let mut looks: Vec<Self> = Vec::new();
        let mut features = 1;
        for ((number, (side, every, halved)), &step) in LOOKS.into_iter().enumerate().zip(steps) {
            let name = format!("look.{number}");
            let weights = Weights::of(tensors, sums, &name, side * side * features)?;
            features = weights.outputs();
            let border = LOOKS.get(number + 1).map_or(0, |next| next.0 / 2);
            looks.push(Self { weights: weights.in_steps(step), side, every, halved, border });
        }
        Ok(looks)
    }

    /// Features of each step after all of `looks`: those of every row that is left.
    pub(super) fn features(looks: &[Self]) -> usize {
        let lessened = |rows: usize, look: &Self| rows / look.every / if look.halved { 2 } else { 1 };
        looks.iter().fold(HEIGHT, lessened) * looks.last().map_or(0, |look| look.weights.outputs())
    }

    /// What this one makes of a map.
    pub(super) fn at(&self, sums: &Sums, map: &Map) -> Result<Map, LineModelError> {
        let (height, width) = (map.height / self.every, map.width / self.every);
        let features = self.weights.outputs();
        let found = self.weights.give_whole(sums, &self.windows(map, height, width))?;
        let rows = if self.halved { height / 2 } else { height };
        let mut next = Map::new((rows, width, features), self.border, 0);
        let of_row = width * features;
        for y in 0..rows {
            let row = next.row_mut(y);
            if self.halved {
                let (upper, lower) = found[2 * y * of_row..2 * (y + 1) * of_row].split_at(of_row);
                row.iter_mut().zip(upper.iter().zip(lower)).for_each(|(out, (a, b))| *out = *a.max(b));
            } else {
                row.copy_from_slice(&found[y * of_row..(y + 1) * of_row]);
            }
        }
        Ok(next)
    }

    /// What each window shows, window by window: its rows from above, pixels from the left, features.
    fn windows(&self, map: &Map, height: usize, width: usize) -> Vec<u8> {
        let mut windows = Vec::with_capacity(height * width * self.weights.inputs());
        for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
            for row in 0..self.side {
                windows.extend_from_slice(map.run(y * self.every + row, x * self.every, self.side));
            }
        }
        windows
    }
}
