//! How far a page is bent: a smooth field of heights by which its lines depart from level, as paper curls towards
//! the gutter or bulges under a camera. Not for lean, turn or scale: those are affine ([`crate::geometry`]).

use serde::{Deserialize, Serialize};

/// Control heights across the page and down it: spans of a sixth of its width, so that the curl at a gutter is
/// followed, and of a third of its height.
pub const ACROSS: usize = 9;
/// See [`ACROSS`].
pub const DOWN: usize = 6;
/// Degree of the splines.
const DEGREE: usize = 3;
/// Most steps of the inverse; each leaves at most a fifth of the error ([`Bend::is_gentle`]).
const STEPS: usize = 12;
/// Most the field may change over a pixel down the page: far from where it would fold.
const STEEPEST: f64 = 0.2;

/// Heights over a straight page, as a tensor of uniform cubic B-splines (C. de Boor, A Practical Guide to Splines,
/// 1978): what the straight page shows at `(x, y)` lies `height(x, y)` pixels lower on the bent one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bend {
    /// Control heights, pixels of the straight page, row by row.
    pub down: [[f64; ACROSS]; DOWN],
    /// How far points of a line lay off level before, pixels of the straight page, as measured.
    pub before: f64,
    /// How far they do now, on lines that the field was not fitted to.
    pub after: f64,
}

/// The splines that are not nought at a place: the first of them, and the weight of each.
pub type Basis = (usize, [f64; DEGREE + 1]);

/// The splines at `part`, 0 to 1 of the whole stretch that `count` controls span; beyond, those of its ends.
pub fn basis(part: f64, count: usize) -> Basis {
    let spans = count - DEGREE;
    let place = (part * spans as f64).clamp(0.0, spans as f64);
    let first = (place as usize).min(spans - 1);
    let t = place - first as f64;
    let s = 1.0 - t;
    let weights =
        [s * s * s, 3.0 * t * t * t - 6.0 * t * t + 4.0, 3.0 * s * s * s - 6.0 * s * s + 4.0, t * t * t];
    (first, weights.map(|weight| weight / 6.0))
}

impl Bend {
    /// The height at `x` and `y`, as parts of the page's width and height.
    pub fn height(&self, x: f64, y: f64) -> f64 {
        spline(&self.row(y), &basis(x, ACROSS))
    }

    /// The control heights along the row at `y`, part of the page's height.
    pub fn row(&self, y: f64) -> [f64; ACROSS] {
        let (first, weights) = basis(y, DOWN);
        let mut row = [0.0; ACROSS];
        for (controls, weight) in self.down[first..].iter().zip(weights) {
            row.iter_mut().zip(controls).for_each(|(sum, control)| *sum += weight * control);
        }
        row
    }

    /// Where, on the straight page of `size`, the point lies that the bent one shows at `(x, y)`, pixels: its height.
    pub fn straightened(&self, x: f64, y: f64, size: (f64, f64)) -> f64 {
        let across = basis(x / size.0, ACROSS);
        let mut level = y;
        for _ in 0..STEPS {
            let next = y - spline(&self.row(level / size.1), &across);
            let moved = (next - level).abs();
            level = next;
            if moved < 1e-6 {
                break;
            }
        }
        level
    }

    /// Does the field change so little down a page of `height` pixels that no two lines come to lie on each other?
    pub fn is_gentle(&self, height: f64) -> bool {
        let span = height / (DOWN - DEGREE) as f64;
        let steps =
            self.down.windows(2).flat_map(|rows| rows[0].iter().zip(&rows[1]).map(|(a, b)| (b - a).abs()));
        steps.fold(0.0, f64::max) <= STEEPEST * span
    }

    /// The same field of the page made larger by `factor`.
    pub fn scaled(&self, factor: f64) -> Self {
        let down = self.down.map(|row| row.map(|height| height * factor));
        Self { down, before: self.before * factor, after: self.after * factor }
    }
}

/// The height of a row of controls where these splines stand.
pub fn spline(row: &[f64; ACROSS], (first, weights): &Basis) -> f64 {
    row[*first..].iter().zip(weights).map(|(control, weight)| control * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page that rises towards its right edge, more so at its foot.
    fn curled() -> Bend {
        let mut bend = Bend { down: [[0.0; ACROSS]; DOWN], before: 9.0, after: 1.0 };
        for (r, row) in bend.down.iter_mut().enumerate() {
            for (c, height) in row.iter_mut().enumerate() {
                *height = -(c as f64).powi(2) * (1.0 + r as f64 / 10.0);
            }
        }
        bend
    }

    #[test]
    fn equal_controls_are_an_even_height() {
        let bend = Bend { down: [[7.0; ACROSS]; DOWN], before: 0.0, after: 0.0 };
        for (x, y) in [(0.0, 0.0), (0.37, 0.81), (1.0, 1.0), (-3.0, 5.0)] {
            assert!((bend.height(x, y) - 7.0).abs() < 1e-9);
        }
    }

    #[test]
    fn beyond_the_page_the_height_is_that_of_its_edge() {
        let bend = curled();
        assert_eq!(bend.height(1.5, 0.5), bend.height(1.0, 0.5));
        assert_eq!(bend.height(0.5, -0.5), bend.height(0.5, 0.0));
    }

    #[test]
    fn a_height_is_taken_out_again() {
        let (bend, size) = (curled(), (2000.0, 3000.0));
        for (x, y) in [(10.0, 20.0), (1900.0, 2900.0), (1000.0, -40.0), (1999.0, 1500.0)] {
            let shown = y + bend.height(x / size.0, y / size.1);
            assert!((bend.straightened(x, shown, size) - y).abs() < 0.01);
        }
    }

    #[test]
    fn a_field_that_folds_is_not_gentle() {
        assert!(curled().is_gentle(3000.0));
        assert!(!curled().is_gentle(30.0));
    }

    #[test]
    fn a_larger_page_has_larger_heights() {
        let bend = curled();
        assert!((bend.scaled(2.0).height(0.7, 0.2) - 2.0 * bend.height(0.7, 0.2)).abs() < 1e-9);
    }
}
