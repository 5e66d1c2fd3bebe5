//! How paper bends into a gutter: it darkens towards it, which it does not beside a printed rule. Not for
//! finding the line.

use super::{
    bands::Bands,
    dips::{Line, brightest},
};
use crate::middle::median;

/// A shadow leaves less than this of the paper's grey over more than the width of a rule.
const BROAD: f64 = 0.88;
/// More falling off says no more.
pub(super) const FULL_SHADE: f64 = 0.05;

/// What lies beside a line: paper bends into a gutter, and beside a rule it does not.
pub(super) struct Shade {
    /// Dark over more than the width of a rule.
    pub(super) broad: bool,
    /// How much the paper darkens towards the line, share of it.
    pub(super) fall: f64,
}

impl Shade {
    pub(super) fn along(bands: &Bands, line: &Line) -> Self {
        let width = bands.width as f64;
        // The brightest column of a stretch is its paper, whatever rules and letters stand there.
        let side = |from: f64, to: f64| {
            let of_band = |(band, paper): (usize, &Vec<u8>)| {
                let x = line.at(band);
                let at = |share: f64| ((x + share * width).max(0.0).round() as usize).min(paper.len());
                brightest(&paper[at(from)..at(to).max(at(from))])
            };
            median(bands.paper.iter().enumerate().map(of_band)).unwrap_or(0.0)
        };
        let (far_left, left) = (side(-0.06, -0.02), side(-0.009, -0.003));
        let (right, far_right) = (side(0.004, 0.01), side(0.021, 0.061));
        let core = side(-0.004, 0.005);
        let paper = far_left.min(far_right).max(1.0);
        let fall = (far_left - left).max(far_right - right) / paper;
        Self { broad: core < BROAD * paper, fall }
    }

    /// What it counts against showing in every band.
    pub(super) fn weight(&self) -> f64 {
        self.fall.min(FULL_SHADE) * 6.0 + if self.broad { 0.1 } else { 0.0 }
    }
}
