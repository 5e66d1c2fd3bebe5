//! The fixed advance of a typewriter: letters stand at whole multiples of one distance. Not for proportional type.

use crate::layout::blobs::Blob;

/// Advances looked for, letter heights: pica and elite lie near 1.3; capitals alone make it smaller.
const ADVANCES: std::ops::Range<f64> = 0.75..1.9;
/// Steps of the search, share of the advance.
const STEP: f64 = 0.01;
/// Letters this many places apart are compared: nearer than paper shrinks or lines bend.
const NEIGHBOURS: usize = 7;

/// How well each advance fits, 1 for a perfect one; with the number of pairs.
#[derive(Debug, Clone, Default)]
pub(super) struct Fit {
    sums: Vec<f64>,
    pairs: f64,
}

/// Advances tried on a page whose letters are so high, pixels.
pub(super) fn advances(letter: f64) -> Vec<f64> {
    let count = ((ADVANCES.end / ADVANCES.start).ln() / STEP) as usize;
    (0..=count).map(|i| letter * ADVANCES.start * (STEP * i as f64).exp()).collect()
}

impl Fit {
    /// The fit of a line's single letters.
    pub(super) fn of(blobs: &[Blob], letter: f64, advances: &[f64]) -> Self {
        let mut middles: Vec<f64> = blobs
            .iter()
            .filter(|b| {
                let (w, h) = (f64::from(b.width()) / letter, f64::from(b.height()) / letter);
                (0.25..1.5).contains(&w) && (0.6..2.2).contains(&h)
            })
            .map(|b| b.centre().0)
            .collect();
        middles.sort_by(f64::total_cmp);
        let per_pixel: Vec<f32> = advances.iter().map(|advance| (1.0 / advance) as f32).collect();
        let mut sums = vec![0.0f32; advances.len()];
        let mut pairs = 0.0;
        for (i, a) in middles.iter().enumerate() {
            for b in middles[i + 1..].iter().take(NEIGHBOURS) {
                let distance = b - a;
                if distance < 0.5 * letter || distance > 14.0 * letter {
                    continue;
                }
                pairs += 1.0;
                for (sum, per_pixel) in sums.iter_mut().zip(&per_pixel) {
                    *sum += cosine(distance as f32 * per_pixel);
                }
            }
        }
        Self { sums: sums.into_iter().map(f64::from).collect(), pairs }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.sums.resize(other.sums.len().max(self.sums.len()), 0.0);
        for (sum, more) in self.sums.iter_mut().zip(&other.sums) {
            *sum += more;
        }
        self.pairs += other.pairs;
    }

    /// The advance that fits best, by place.
    pub(super) fn best(&self) -> Option<usize> {
        (0..self.sums.len()).max_by(|&a, &b| self.sums[a].total_cmp(&self.sums[b]))
    }

    /// The fit of one advance, drawn towards none where there are few letters.
    pub(super) fn at(&self, place: usize) -> f64 {
        self.sums.get(place).copied().unwrap_or(0.0) / (self.pairs + 10.0)
    }
}

/// The cosine of so many whole turns, to a millionth: without calls and branches, so that the compiler makes vector
/// code of the loop around it. It is 1 less twice the square of the half turn's sine, and that an odd series (Taylor).
fn cosine(turns: f32) -> f32 {
    /// Added and taken away again it leaves a whole number: beyond it 32 bits hold no fractions.
    const WHOLE: f32 = 12_582_912.0;
    let half = std::f32::consts::PI * (turns - ((turns + WHOLE) - WHOLE));
    let square = half * half;
    let series = 1.0 / 362_880.0 - square / 39_916_800.0;
    let series =
        1.0 + square * (-1.0 / 6.0 + square * (1.0 / 120.0 + square * (-1.0 / 5040.0 + square * series)));
    let sine = half * series;
    1.0 - 2.0 * sine * sine
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cosine_is_the_cosine() {
        for i in 0..2000 {
            let turns = i as f32 * 0.01;
            let expected = (std::f64::consts::TAU * f64::from(turns)).cos();
            assert!((f64::from(cosine(turns)) - expected).abs() < 1e-5, "{turns}");
        }
    }
}
