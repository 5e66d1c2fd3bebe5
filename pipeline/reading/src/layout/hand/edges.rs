//! Which way the edges of a line's strokes run: upright stems and level bars of type, slanted and round strokes
//! of a hand. Not for where they run.

use super::strip::Strip;

/// Directions that are told apart, over half a turn.
pub(super) const DIRECTIONS: usize = 12;
/// Small letters are this high, pixels, up to twice that, where directions are looked at.
const LOOK: f64 = 10.0;

/// Shares of edges by direction of the gradient, from horizontal (upright strokes) on.
pub(super) fn directions(strip: &Strip) -> [f32; DIRECTIONS] {
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
    for y in 2..h - 2 {
        for x in 2..w - 2 {
            let dx = smooth[y * w + x + 1] - smooth[y * w + x - 1];
            let dy = smooth[(y + 1) * w + x] - smooth[(y - 1) * w + x];
            let strength = dx * dx + dy * dy;
            if strength > 0.0 {
                let turn = dy.atan2(dx).rem_euclid(std::f32::consts::PI) / std::f32::consts::PI;
                let at = turn * DIRECTIONS as f32;
                let strength = strength.sqrt();
                let (low, part) = (at as usize, at.fract());
                shares[low % DIRECTIONS] += strength * (1.0 - part);
                shares[(low + 1) % DIRECTIONS] += strength * part;
            }
        }
    }
    let sum: f32 = shares.iter().sum();
    if sum > 0.0 {
        shares.iter_mut().for_each(|s| *s /= sum);
    }
    shares
}

/// Means over three by three pixels, 1 2 1 weighted; the rim stays empty.
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
