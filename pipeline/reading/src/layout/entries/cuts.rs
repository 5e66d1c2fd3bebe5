//! Where each column is cut: between its lines. Not for the rows that come of it.

use super::{
    super::starts::{Column, Standing, Starts},
    ABOVE, WANDER,
};

/// Least distance of a cut from the baseline above it, share of the distance between lines.
const BELOW: f64 = 0.15;

/// Where a column is cut before each start: between its lines. Also from which height on a line belongs to it.
pub(super) struct Cuts {
    pub(super) at: Vec<f64>,
    pub(super) from: Vec<f64>,
}

impl Cuts {
    pub(super) fn of(column: &Column, lines: &[Standing], starts: &Starts) -> Self {
        let begins = Column { width: 0.0, levels: starts.levels.clone() };
        let offset = begins.offset(&column.levels, starts.pitch).unwrap_or(0.0);
        let (mut at, mut from) = (Vec::new(), Vec::new());
        for &start in &starts.levels {
            let own = start + offset - WANDER * starts.pitch;
            let above = lines.iter().map(|l| l.level).filter(|&y| y < own).fold(f64::MIN, f64::max);
            let below = lines.iter().map(|l| l.level).filter(|&y| y >= own).fold(f64::MAX, f64::min);
            at.push(between(above, below, start + offset - ABOVE * starts.pitch, starts.pitch));
            from.push(own);
        }
        Self { at, from }
    }
}

/// The usual cut, moved off the lines above and below it.
fn between(above: f64, below: f64, usual: f64, pitch: f64) -> f64 {
    let gap = below - above;
    if gap < (1.0 + BELOW) * pitch {
        return above + gap * (1.0 - ABOVE);
    }
    usual.max(above + BELOW * pitch).min(below - WANDER * pitch)
}
