//! What a line looks like in numbers that do not depend on its size: how joined, level, upright and even its
//! strokes are. Not for what follows from them: see the weights.

use super::{
    edges::{self, DIRECTIONS},
    strip::Strip,
};
use crate::{layout::blobs::Blob, prepare::transpose};

/// Letters are compared with so many before and after them.
const TWINS: usize = 24;

/// Number of traits.
pub(super) const COUNT: usize = 18 + DIRECTIONS;

/// The traits of a line from its strip and the blobs that belong to it.
pub(super) fn of(strip: &Strip, blobs: &[Blob]) -> [f32; COUNT] {
    let mut traits = [0.0; COUNT];
    traits[..DIRECTIONS].copy_from_slice(&edges::directions(strip));
    let rest: Vec<f32> = [
        &profile(strip)[..],
        &joins(blobs, strip.letter()),
        &level(blobs, strip.letter()),
        &strokes(strip),
        &twins(blobs, strip.letter()),
    ]
    .concat();
    for (to, from) in traits[DIRECTIONS..].iter_mut().zip(rest) {
        *to = from;
    }
    traits
}

/// How sharply the small letters begin and end, and how much ink lies in, above and below them.
fn profile(strip: &Strip) -> [f32; 5] {
    let (top, bottom) = strip.body;
    let reach = ((0.12 * strip.letter()).round() as usize).max(1);
    let sum = |from: usize, to: usize| {
        strip.profile[from.min(strip.height)..to.min(strip.height)].iter().sum::<f32>()
    };
    let mean = sum(top, bottom) / strip.letter() as f32;
    let step = |at: usize| {
        let near = at.saturating_sub(reach)..(at + reach).min(strip.height - 1);
        near.map(|y| {
            let other = y.saturating_sub(reach);
            let beyond = (y + reach).min(strip.height - 1);
            (strip.profile[other] - strip.profile[beyond]).abs()
        })
        .fold(0.0, f32::max)
            / mean.max(1e-6)
    };
    let all = sum(0, strip.height).max(1.0);
    [step(top), step(bottom), sum(top, bottom) / all, sum(0, top) / all, mean / strip.width as f32]
}

/// How wide connected ink is, letter heights: mean of its logarithm, share of ink in wide blobs, in narrow ones.
fn joins(blobs: &[Blob], letter: f64) -> [f32; 3] {
    let (mut ink, mut log, mut wide, mut narrow) = (1e-6, 0.0, 0.0, 0.0);
    for blob in blobs.iter().filter(|b| f64::from(b.height()) > 0.4 * letter) {
        let (dots, width) = (f64::from(blob.dots), f64::from(blob.width()) / letter);
        ink += dots;
        log += dots * width.log2().clamp(-2.0, 4.0);
        wide += if width > 2.2 { dots } else { 0.0 };
        narrow += if width < 1.3 { dots } else { 0.0 };
    }
    [(log / ink) as f32, (wide / ink) as f32, (narrow / ink) as f32]
}

/// How level letters stand: spread of their feet and of their heights, letter heights.
fn level(blobs: &[Blob], letter: f64) -> [f32; 4] {
    let standing = || blobs.iter().filter(|b| (0.7..1.6).contains(&(f64::from(b.height()) / letter)));
    let spread = |values: Vec<f64>| {
        let mut values = values;
        values.sort_by(f64::total_cmp);
        let Some(&middle) = values.get(values.len() / 2) else { return 0.5 };
        let mut off: Vec<f64> = values.iter().map(|v| (v - middle).abs()).collect();
        off.sort_by(f64::total_cmp);
        off[off.len() / 2] / letter
    };
    // Feet next to each other, so that a bent line does not count.
    let mut feet: Vec<(u32, f64)> = standing().map(|b| (b.left, f64::from(b.bottom))).collect();
    feet.sort_by_key(|f| f.0);
    let mut steps: Vec<f64> = feet.windows(2).map(|p| (p[1].1 - p[0].1).abs() / letter).collect();
    steps.sort_by(f64::total_cmp);
    let step = steps.get(steps.len() / 2).copied().unwrap_or(0.3);
    let near = steps.iter().filter(|s| **s < 0.07).count() as f64 / steps.len().max(1) as f64;
    let heights = spread(standing().map(|b| f64::from(b.height())).collect());
    let share = standing().count() as f64 / blobs.len().max(1) as f64;
    [step.min(1.0) as f32, near as f32, heights as f32, share as f32]
}

/// Widths of strokes across and down, letter heights, and how much they vary.
fn strokes(strip: &Strip) -> [f32; 4] {
    let (top, bottom) = strip.body;
    let across = runs((top..bottom.min(strip.height)).map(|y| strip.row(y)), strip.width);
    let columns = transpose::exchanged(&strip.dots, strip.width, strip.height);
    let down = runs(columns.chunks_exact(strip.height), strip.height);
    let (a, b) = (quartiles(&across), quartiles(&down));
    let letter = strip.letter() as f32;
    [a.1 / letter, (a.2 - a.0) / a.1.max(1.0), b.1 / letter, (b.2 - b.0) / b.1.max(1.0)]
}

/// How many runs of ink of each length end within rows of dots so long.
fn runs<'d>(rows: impl Iterator<Item = &'d [u8]>, length: usize) -> Vec<u32> {
    let mut counts = vec![0; length + 1];
    for row in rows {
        let mut at = 0;
        while let Some(skip) = memchr::memchr(1, &row[at..]) {
            let Some(run) = memchr::memchr(0, &row[at + skip..]) else { break };
            counts[run] += 1;
            at += skip + run;
        }
    }
    counts
}

/// Quartiles of a histogram, between whole numbers.
fn quartiles(counts: &[u32]) -> (f32, f32, f32) {
    let all: u32 = counts.iter().sum();
    let at = |share: f32| {
        let (goal, mut sum) = (share * all as f32, 0.0);
        for (value, &count) in counts.iter().enumerate() {
            let next = sum + count as f32;
            if next >= goal && count > 0 {
                return value as f32 - 0.5 + (goal - sum) / count as f32;
            }
            sum = next;
        }
        0.0
    };
    (at(0.25), at(0.5), at(0.75))
}

/// How like the letters of a line are to each other in width, height and ink: the usual distance to the most like,
/// letter heights, and the share that has one as good as equal.
fn twins(blobs: &[Blob], letter: f64) -> [f32; 2] {
    let shapes: Vec<[f64; 3]> = blobs
        .iter()
        .filter(|b| f64::from(b.height()) > 0.5 * letter)
        .map(|b| {
            [f64::from(b.width()), f64::from(b.height()), f64::from(b.dots) / letter].map(|v| v / letter)
        })
        .collect();
    let away = |a: &[f64; 3], b: &[f64; 3]| a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    let mut nearest: Vec<f64> = (0..shapes.len())
        .map(|i| {
            let others = shapes[i.saturating_sub(TWINS)..(i + TWINS).min(shapes.len())].iter().enumerate();
            let me = i - i.saturating_sub(TWINS);
            others.filter(|(k, _)| *k != me).map(|(_, o)| away(&shapes[i], o)).fold(1.0, f64::min)
        })
        .collect();
    nearest.sort_by(f64::total_cmp);
    let middle = nearest.get(nearest.len() / 2).copied().unwrap_or(1.0);
    let equal = nearest.iter().filter(|d| **d < 0.08).count() as f64 / nearest.len().max(1) as f64;
    [middle as f32, equal as f32]
}
