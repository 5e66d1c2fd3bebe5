//! Height of the letters in a patch, roughly: enough to set the width of edges against. Not the x-height
//! recognition uses: layout measures that.

use super::Patch;

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
    let mut waiting: Vec<bool> = patch.samples.iter().map(|&v| v < limit).collect();
    let mut stack = Vec::new();
    for start in 0..w * h {
        if !std::mem::take(&mut waiting[start]) {
            continue;
        }
        let (mut left, mut top, mut right, mut bottom, mut ink) = (w, h, 0, 0, 0);
        stack.push((start % w, start / w));
        while let Some((x, y)) = stack.pop() {
            (left, top, right, bottom) = (left.min(x), top.min(y), right.max(x), bottom.max(y));
            ink += 1;
            for near in y.saturating_sub(1)..(y + 2).min(h) {
                for beside in x.saturating_sub(1)..(x + 2).min(w) {
                    if std::mem::take(&mut waiting[near * w + beside]) {
                        stack.push((beside, near));
                    }
                }
            }
        }
        let (wide, high) = (right - left + 1, bottom - top + 1);
        let whole = left > 0 && top > 0 && right + 1 < w && bottom + 1 < h;
        if whole && high >= LEAST_HEIGHT && wide <= high * LONGEST && high <= wide * LONGEST {
            letters.push(Letter { height: high as f32, ink });
        }
    }
}

/// Halfway between the patch's paper and its darkest ink; nothing where it is bright on dark.
fn limit(patch: &Patch) -> Option<u8> {
    let mut sorted = patch.samples.clone();
    sorted.sort_unstable();
    let at = |share: f64| u16::from(sorted[((sorted.len() - 1) as f64 * share) as usize]);
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
