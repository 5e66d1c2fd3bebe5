//! The heights of a bend along the rows of a picture, straight over a few pixels at a time. Not for finding a bend.

use register::bend::{ACROSS, Basis, Bend, basis, spline};

/// Pixels over which a row is taken for straight: the least bend that matters has spans of a hundred.
pub(in crate::prepare) const CELL: usize = 16;

/// The splines at the ends of the cells of a row.
pub(in crate::prepare) struct Cells {
    bend: Bend,
    height: f64,
    ends: Vec<Basis>,
}

impl Cells {
    /// The cells of a picture of that size in pixels.
    pub(in crate::prepare) fn of(bend: &Bend, (width, height): (u32, u32)) -> Self {
        let count = (width as usize).div_ceil(CELL);
        // Pixel centres lie at halves.
        let part = |cell: usize| ((cell * CELL) as f64 + 0.5) / f64::from(width);
        let ends = (0..=count).map(|cell| basis(part(cell), ACROSS)).collect();
        Self { bend: *bend, height: f64::from(height), ends }
    }

    /// Of each cell of the row at `y`: pixels from the first of the row, how much lower it lies, and by how much
    /// more each of its pixels does.
    pub(in crate::prepare) fn along(&self, y: f64) -> impl Iterator<Item = (f64, f64, f64)> {
        let row = self.bend.row(y / self.height);
        self.ends.windows(2).enumerate().map(move |(cell, ends)| {
            let (low, end) = (spline(&row, &ends[0]), spline(&row, &ends[1]));
            ((cell * CELL) as f64, low, (end - low) / CELL as f64)
        })
    }
}
