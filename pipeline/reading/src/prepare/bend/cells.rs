//! The heights of a bend along the rows of a picture, straight over a few pixels at a time. Not for finding a bend.

use register::bend::{ACROSS, Basis, Bend, basis, spline};

/// Pixels over which a row is taken for straight: the least bend that matters has spans of a hundred.
pub(in crate::prepare) const CELL: usize = 16;

/// The cells of a row: where they end, and the splines there.
pub(in crate::prepare) struct Cells {
    bend: Bend,
    height: f64,
    ends: Vec<(f64, Basis)>,
}

impl Cells {
    /// The cells of a picture of that size in pixels.
    pub(in crate::prepare) fn of(bend: &Bend, (width, height): (u32, u32)) -> Self {
        let count = (width as usize).div_ceil(CELL);
        // Pixel centres lie at halves.
        let starts = (0..=count).map(|cell| (cell * CELL).min(width as usize));
        let end = |x: usize| (x as f64, basis((x as f64 + 0.5) / f64::from(width), ACROSS));
        Self { bend: *bend, height: f64::from(height), ends: starts.map(end).collect() }
    }

    /// Of each cell of the row at `y`: pixels from the first of the row, how much lower it lies, and by how much
    /// more each of its pixels does.
    pub(in crate::prepare) fn along(&self, y: f64) -> impl Iterator<Item = (f64, f64, f64)> {
        let row = self.bend.row(y / self.height);
        self.ends.windows(2).map(move |ends| {
            let [(from, first), (to, last)] = [&ends[0], &ends[1]];
            let (low, end) = (spline(&row, first), spline(&row, last));
            (*from, low, (end - low) / (to - from))
        })
    }
}
