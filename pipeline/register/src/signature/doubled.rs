//! Pages of a register that were shot twice, by what stands on them beyond the form they share. Not for
//! deciding which shot stays.

use super::{
    Signature,
    entries::{self, Cells},
};

/// Likeness of entries from which two pages may be the same page. On made-up books second shots reach 0.38 to 0.8,
/// and so do some pages of one form: whoever asks needs a label or a number that agrees besides.
const SAME: f32 = 0.3;
/// Likeness, as the pages lie, below which a closer look is not worth its time.
const WORTH_A_LOOK: f32 = 0.25;
/// Farthest one page is moved over the other in a closer look, half cells.
const FARTHEST: i32 = 2;
/// Mean square of entries from which a page says anything: blank pages and empty forms look all alike.
const LEAST_ENTRIES: f32 = 4e-4;

/// Two pages that are the same page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Doubled<K> {
    /// The one that came first in the slice.
    pub first: K,
    /// The other.
    pub second: K,
    /// How alike their entries are, 0 to 1.
    pub alike: f64,
}

/// The pairs of pages, each named by its key, that show the same page shot twice, in the order of the slice.
///
/// The pages should be those of one register, blank ones and all: what most of them share is its form and
/// tells nothing. Pages without entries are never the same. Takes about a second for a thousand pages.
pub fn doubled<K: Copy>(pages: &[(K, &Signature)]) -> Vec<Doubled<K>> {
    let (keys, looks): (Vec<K>, Vec<Cells>) =
        pages.iter().filter_map(|(key, signature)| Some((*key, signature.cells()?))).unzip();
    let entries = entries::of(&looks);
    let own: Vec<Option<Cells>> = entries.iter().map(|e| unit(e)).collect();
    let mut found = Vec::new();
    for (first, one) in own.iter().enumerate() {
        let Some(one) = one else { continue };
        for (second, other) in own.iter().enumerate().skip(first + 1) {
            let Some(other) = other else { continue };
            if entries::dot(one, other) < WORTH_A_LOOK {
                continue;
            }
            let alike = likeness(one, other);
            if alike >= SAME {
                found.push(Doubled { first: keys[first], second: keys[second], alike: alike.into() });
            }
        }
    }
    found
}

/// Entries scaled to length one; nothing where there are too few to tell.
fn unit(entries: &[f32]) -> Option<Cells> {
    let length = entries::length(entries);
    let mean_square = length * length / entries.len().max(1) as f32;
    (mean_square >= LEAST_ENTRIES).then(|| entries::scaled(entries, 1.0 / length))
}

/// Likeness of two pages laid over each other as they fit best.
fn likeness(one: &[f32], other: &[f32]) -> f32 {
    let mut best = 0.0_f32;
    for down in -FARTHEST..=FARTHEST {
        for across in -FARTHEST..=FARTHEST {
            let moved = entries::moved(other, across, down);
            best = best.max(entries::dot(one, &moved) / entries::length(&moved).max(f32::EPSILON));
        }
    }
    best.min(1.0)
}
