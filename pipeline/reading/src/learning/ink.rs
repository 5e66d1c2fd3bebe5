//! A line as ink while it is learned from. Not for how ink is told from paper: `recognize::line_model::ink` does that.

use super::HEIGHT;

/// Ink of a line, 48 rows of `width`: 0 is paper, 1 the darkest ink.
#[derive(Debug, Clone, PartialEq)]
pub struct Ink {
    /// Row by row.
    pub(super) values: Vec<f32>,
    /// Pixels a row, at least one.
    pub(super) width: usize,
}

impl Ink {
    /// Of rows from above, each of the same width; none where there are not 48 of them.
    #[must_use]
    pub fn of(values: Vec<f32>, width: usize) -> Option<Self> {
        (width > 0 && values.len() == HEIGHT * width).then_some(Self { values, width })
    }

    /// Bare paper.
    pub(super) fn paper(width: usize) -> Self {
        let width = width.max(1);
        Self { values: vec![0.0; HEIGHT * width], width }
    }

    /// Between the pixels; paper outside.
    pub(super) fn at(&self, y: f32, x: f32) -> f32 {
        let (top, left) = (y.floor(), x.floor());
        let (low, right) = (y - top, x - left);
        let pixel = |y: f32, x: f32| {
            let inside = y >= 0.0 && x >= 0.0 && y < HEIGHT as f32 && x < self.width as f32;
            if inside { self.values[y as usize * self.width + x as usize] } else { 0.0 }
        };
        let above = pixel(top, left) * (1.0 - right) + pixel(top, left + 1.0) * right;
        let below = pixel(top + 1.0, left) * (1.0 - right) + pixel(top + 1.0, left + 1.0) * right;
        above * (1.0 - low) + below * low
    }
}
