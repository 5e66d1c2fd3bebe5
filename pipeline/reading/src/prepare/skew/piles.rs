//! How sharply feet pile up into lines at an angle. Not for single lines.
//!
//! W. Postl: Detection of linear oblique structures and skew scan in digitized documents (ICPR 1986), with
//! feet in place of all ink, as in D. Bloomberg's measure, and strip by strip: a page that is curled or seen
//! aslant has no one angle over its whole width, and over less width fewer rows of a form are joined to others.

use fearless_simd::{Level, dispatch};

use super::feet::Foot;

/// The feet of a page in upright strips.
#[derive(Debug, Clone)]
pub(super) struct Piles {
    /// Of each strip, with x from its middle.
    strips: Vec<Vec<Foot>>,
    height: usize,
}

impl Piles {
    /// Feet of a picture of `width` by `height` pixels in `count` strips; about `most` of them, evenly taken.
    pub(super) fn new(feet: &[Foot], (width, height): (usize, usize), count: usize, most: usize) -> Self {
        let across = width as f32 / count as f32;
        let mut strips = vec![Vec::new(); count];
        for foot in feet.iter().step_by(feet.len().div_ceil(most).max(1)) {
            let at = ((foot.x / across) as usize).min(count - 1);
            strips[at].push(Foot { x: foot.x - (at as f32 + 0.5) * across, y: foot.y });
        }
        strips.retain(|strip| !strip.is_empty());
        Self { strips, height }
    }

    /// By angle, how many feet share a slanted row `bin` pixels high with a foot, on average; of all strips.
    pub(super) fn scores(&self, angles: &[f64], bin: f64) -> Vec<f64> {
        let mut counts = Vec::new();
        let mut score = |angle: f64| {
            let strips = self.strips.iter();
            strips.map(|feet| squares(feet, angle, bin, self.height, &mut counts) / feet.len() as f64).sum()
        };
        angles.iter().map(|&angle| score(angle)).collect()
    }

    /// The angle of the sharpest piles among `angles`, degrees.
    pub(super) fn sharpest(&self, angles: &[f64], bin: f64) -> f64 {
        peak(angles, &self.scores(angles, bin))
    }
}

/// The sum of squares of the counts of feet in slanted rows, each foot shared out between the two rows it lies nearest.
fn squares(feet: &[Foot], degrees: f64, bin: f64, height: usize, counts: &mut Vec<u32>) -> f64 {
    dispatch!(Level::new(), _ => squares_of(feet, degrees, bin, height, counts))
}

/// Places are counted in 65,536ths of a row: whole numbers are rounded without a call. They are found for some feet
/// at a time, as vectors, and counted one by one. Inlined, so that it is compiled for the widest vectors.
#[inline(always)]
fn squares_of(feet: &[Foot], degrees: f64, bin: f64, height: usize, counts: &mut Vec<u32>) -> f64 {
    const FINE: f32 = 65_536.0;
    /// What one foot counts, all told.
    const WHOLE: u32 = 256;
    const AT_A_TIME: usize = 64;
    let slope = (degrees.to_radians().tan() / bin) as f32;
    let per = (1.0 / bin) as f32;
    let rise = feet.iter().fold(0.0, |most: f32, foot| most.max(foot.x.abs())) * slope.abs();
    counts.clear();
    counts.resize((height as f32 * per + 2.0 * rise) as usize + 6, 0);
    let mut places = [0; AT_A_TIME];
    for feet in feet.chunks(AT_A_TIME) {
        for (place, foot) in places.iter_mut().zip(feet) {
            *place = (((foot.y * per - foot.x * slope + rise) * FINE) as i32).max(0);
        }
        for &place in &places[..feet.len()] {
            let (row, part) = ((place >> 16) as usize, (place >> 8) as u32 % WHOLE);
            counts[row] += WHOLE - part;
            counts[row + 1] += part;
        }
    }
    counts.iter().map(|&c| (f64::from(c) / f64::from(WHOLE)).powi(2)).sum()
}

/// The top of the scores: the middle of all that hang together with the best and come near it, so that noise
/// between steps evens out.
pub(super) fn peak(angles: &[f64], scores: &[f64]) -> f64 {
    const NEAR: f64 = 0.8;
    let Some((at, &best)) = scores.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)) else { return 0.0 };
    let low = scores.iter().copied().fold(f64::MAX, f64::min);
    let near = low + (best - low) * NEAR;
    let from = scores[..at].iter().rposition(|&s| s < near).map_or(0, |i| i + 1);
    let to = scores[at..].iter().position(|&s| s < near).map_or(scores.len(), |i| at + i);
    let weight: f64 = scores[from..to].iter().map(|s| s - near).sum();
    let sum: f64 = angles[from..to].iter().zip(&scores[from..to]).map(|(a, s)| a * (s - near)).sum();
    if weight > 0.0 { sum / weight } else { angles[at] }
}

/// Angles from `middle - reach` to `middle + reach`, degrees.
pub(super) fn angles(middle: f64, reach: f64, step: f64) -> Vec<f64> {
    let steps = (reach / step).round() as i32;
    (-steps..=steps).map(|i| middle + f64::from(i) * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of feet that lean.
    fn rows(degrees: f64) -> Vec<Foot> {
        let slope = degrees.to_radians().tan() as f32;
        let row = |y: usize| (0..800).map(move |x| Foot { x: x as f32, y: y as f32 + x as f32 * slope });
        (200..900).step_by(25).flat_map(row).collect()
    }

    fn check(degrees: f64, count: usize) {
        let piles = Piles::new(&rows(degrees), (800, 1200), count, 40_000);
        let found = piles.sharpest(&angles(0.0, 15.0, 0.1), 1.5);
        assert!((found - degrees).abs() < 0.05, "{found} is not {degrees}");
    }

    #[test]
    fn rows_pile_up_at_their_angle_over_the_width() {
        for degrees in [0.0, 0.33, -2.7, 14.1] {
            check(degrees, 1);
        }
    }

    #[test]
    fn rows_pile_up_at_their_angle_in_strips() {
        for degrees in [0.0, 0.33, -2.7, -14.1] {
            check(degrees, 4);
        }
    }

    #[test]
    fn the_peak_lies_between_steps() {
        assert_eq!(peak(&[0.0, 1.0, 2.0, 3.0], &[0.0, 10.0, 10.0, 0.0]), 1.5);
    }
}
