//! Which way the edges of a line's strokes run: upright stems and level bars of type, slanted and round strokes
//! of a hand. Not for where they run.

use fearless_simd::{Level, dispatch};

use super::strip::Strip;

/// Directions that are told apart, over half a turn.
pub(super) const DIRECTIONS: usize = 12;
/// Small letters are this high, pixels, up to twice that, where directions are looked at.
const LOOK: f64 = 10.0;

/// Shares of edges by direction of the gradient, from horizontal (upright strokes) on.
pub(super) fn directions(strip: &Strip) -> [f32; DIRECTIONS] {
    dispatch!(Level::new(), _ => shares(strip))
}

/// Inlined, so that it is compiled for the widest vectors of the machine it runs on, as what it calls.
#[inline(always)]
fn shares(strip: &Strip) -> [f32; DIRECTIONS] {
    let factor = ((strip.letter() / LOOK) as usize).max(1);
    let (w, h) = (strip.width / factor, strip.height / factor);
    let mut shares = [0.0f32; DIRECTIONS];
    if w < 5 || h < 5 {
        return shares;
    }
    let mut small = vec![0.0f32; w * h];
    for y in 0..h * factor {
        let row = &strip.row(y)[..w * factor];
        for (to, from) in small[y / factor * w..].iter_mut().zip(row.chunks_exact(factor)) {
            *to += from.iter().map(|&d| f32::from(d)).sum::<f32>();
        }
    }
    let smooth = smoothed(&smoothed(&small, w, h), w, h);
    let mut seen = vec![(0.0, 0.0); w - 4];
    for y in 2..h - 2 {
        let row = |y: usize, from: usize| &smooth[y * w + from..y * w + from + w - 4];
        let across = row(y, 1).iter().zip(row(y, 3));
        let down = row(y - 1, 2).iter().zip(row(y + 1, 2));
        for (seen, ((left, right), (above, below))) in seen.iter_mut().zip(across.zip(down)) {
            *seen = edge(right - left, below - above);
        }
        for &(strength, at) in seen.iter().filter(|seen| seen.0 > 0.0) {
            let (low, part) = (at as usize, at.fract());
            shares[low % DIRECTIONS] += strength * (1.0 - part);
            shares[(low + 1) % DIRECTIONS] += strength * part;
        }
    }
    let sum: f32 = shares.iter().sum();
    if sum > 0.0 {
        shares.iter_mut().for_each(|s| *s /= sum);
    }
    shares
}

/// Strength of an edge and its direction, in [`DIRECTIONS`] to half a turn; without calls and branches, so that the
/// compiler makes vector code of the loop around it. The arc of the tangent after M. Abramowitz, I. Stegun: Handbook
/// of Mathematical Functions, 4.4.49, to a hundred-thousandth.
#[inline(always)]
fn edge(dx: f32, dy: f32) -> (f32, f32) {
    let (wide, high) = (dx.abs(), dy.abs());
    let tangent = wide.min(high) / wide.max(high).max(f32::MIN_POSITIVE);
    let square = tangent * tangent;
    let series = -0.085_133 + square * 0.020_835_1;
    let arc = tangent * (0.999_866 + square * (-0.330_299_5 + square * (0.180_141 + square * series)));
    let share = arc * std::f32::consts::FRAC_1_PI;
    let steep = if high > wide { 0.5 - share } else { share };
    let turn = if (dx < 0.0) != (dy < 0.0) { 1.0 - steep } else { steep };
    ((dx * dx + dy * dy).sqrt(), turn * DIRECTIONS as f32)
}

/// Means over three by three pixels, 1 2 1 weighted; the rim stays empty.
#[inline(always)]
fn smoothed(from: &[f32], w: usize, h: usize) -> Vec<f32> {
    let mut across = vec![0.0; from.len()];
    for y in 0..h {
        for x in 1..w - 1 {
            let i = y * w + x;
            across[i] = from[i - 1] + 2.0 * from[i] + from[i + 1];
        }
    }
    let mut out = vec![0.0; from.len()];
    for i in w..w * (h - 1) {
        out[i] = (across[i - w] + 2.0 * across[i] + across[i + w]) / 16.0;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_go_once_around_in_half_a_turn() {
        for degrees in 0..180 {
            let (sin, cos) = (degrees as f32 + 0.25).to_radians().sin_cos();
            for side in [1.0, -1.0] {
                let (strength, at) = edge(side * 3.0 * cos, side * 3.0 * sin);
                assert!((strength - 3.0).abs() < 1e-4);
                let expected = (degrees as f32 + 0.25) / 180.0 * DIRECTIONS as f32;
                assert!((at - expected).abs() < 1e-3, "{at} is not {expected}");
            }
        }
    }
}
