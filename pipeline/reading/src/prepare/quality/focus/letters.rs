//! Height of the letters in a patch, roughly: enough to set the width of edges against. Not the x-height
//! recognition uses: layout measures that.

use super::{super::paper::rank, Patch};
use crate::{layout::blobs::connected, prepare::binarize::Ink};

/// Strokes lower than this, pixels, are no letters.
const LEAST_HEIGHT: usize = 3;
/// Longest letter or word, heights: what is longer is a rule.
const LONGEST: usize = 6;
/// Fewer letters than this say nothing.
const LEAST_LETTERS: usize = 5;

/// A connected ink that may be a letter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Letter {
    height: f32,
    /// Pixels of ink.
    ink: u32,
}

/// Adds the connected inks of a patch that may be letters.
pub(super) fn find(patch: &Patch, letters: &mut Vec<Letter>) {
    let (w, h) = (patch.width, patch.height);
    let Some(limit) = limit(patch) else { return };
    let ink = Ink { width: w, height: h, dots: patch.samples.iter().map(|&v| u8::from(v < limit)).collect() };
    for blob in connected(&ink) {
        let (wide, high) = (blob.width() as usize, blob.height() as usize);
        let (right, bottom) = (blob.right as usize, blob.bottom as usize);
        let whole = blob.left > 0 && blob.top > 0 && right < w && bottom < h;
        if whole && high >= LEAST_HEIGHT && wide <= high * LONGEST && high <= wide * LONGEST {
            letters.push(Letter { height: high as f32, ink: blob.dots });
        }
    }
}

/// Halfway between the patch's paper and its darkest ink; nothing where it is bright on dark.
fn limit(patch: &Patch) -> Option<u8> {
    let mut counts = [0; 256];
    patch.samples.iter().for_each(|&v| counts[usize::from(v)] += 1);
    let last = patch.samples.len().saturating_sub(1) as f64;
    let at = |share: f64| u16::from(rank(&counts, (last * share) as u32));
    let (ink, paper, brightest) = (at(0.01), at(0.6), at(0.99));
    (paper - ink >= brightest - paper).then_some(((ink + paper) / 2) as u8)
}

/// The typical height: half of all ink belongs to letters lower than this, so that dots count little.
pub(super) fn typical(mut letters: Vec<Letter>) -> Option<f32> {
    if letters.len() < LEAST_LETTERS {
        return None;
    }
    letters.sort_by(|a, b| a.height.total_cmp(&b.height));
    let half = letters.iter().map(|l| l.ink).sum::<u32>() / 2;
    let mut seen = 0;
    letters
        .iter()
        .find(|l| {
            seen += l.ink;
            seen > half
        })
        .map(|l| l.height)
}
