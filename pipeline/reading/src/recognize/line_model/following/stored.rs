//! The tree of letters as it lies in a file: each knot is a letter behind those on the way to it, with how often it was
//! seen there. Not for shares: see the module above.
//!
//! The file, made by `scripts/train/following.py`: length of the letters in bytes (u32, little-endian), the letters (UTF-8; signs 1
//! and up, 0 is the edge of a line), and of each knot, breadth first from the root on, three bytes: its sign, its count and how
//! many children it has, which are in the order of their signs. Counts up to 127 are themselves; from 128 on an eighth of a doubling is
//! one more.

use std::ops::Range;

use crate::recognize::LineModelError;

/// The first count that is written by its logarithm, and such steps to a doubling.
const ROUNDED: f32 = 128.0;
const STEPS: f32 = 8.0;

/// A tree of letters.
#[derive(Debug, Clone)]
pub(in crate::recognize) struct Stored {
    letters: Vec<char>,
    signs: Vec<u8>,
    counts: Vec<u8>,
    /// The first child of each knot, and one place behind the last knot.
    first: Vec<u32>,
}

impl Stored {
    /// # Errors
    /// Where the file is cut short or was not made so.
    pub(in crate::recognize) fn load(bytes: &[u8]) -> Result<Self, LineModelError> {
        Self::of(bytes)
            .ok_or_else(|| LineModelError::Load("what letters follow each other is damaged".to_owned()))
    }

    fn of(bytes: &[u8]) -> Option<Self> {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let (letters, knots) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        let letters: Vec<char> = std::str::from_utf8(letters).ok()?.chars().collect();
        let (knots, []) = knots.as_chunks::<3>() else { return None };
        let mut first: Vec<u32> = Vec::with_capacity(knots.len() + 1);
        let mut next = 1;
        for (knot, &[.., children]) in (0..).zip(knots) {
            first.push(next);
            next += u32::from(children);
            // Children lie behind their parents: a tree has no rings.
            if knot >= next && knot > 0 {
                return None;
            }
        }
        first.push(next);
        let whole = next as usize == knots.len() && letters.len() < 256;
        let tree = Self {
            letters,
            signs: knots.iter().map(|knot| knot[0]).collect(),
            counts: knots.iter().map(|knot| knot[1]).collect(),
            first,
        };
        (whole && tree.in_order()).then_some(tree)
    }

    /// Are children in the order of their signs, and their signs letters?
    fn in_order(&self) -> bool {
        let known = self.signs.iter().all(|&sign| usize::from(sign) <= self.letters.len());
        known
            && (0..self.knots()).all(|knot| self.signs[self.children(knot as u32)].is_sorted_by(|a, b| a < b))
    }

    /// The sign of a letter.
    pub(super) fn sign(&self, letter: char) -> Option<u8> {
        let place = self.letters.iter().position(|&known| known == letter)?;
        u8::try_from(place + 1).ok()
    }

    /// Signs there are: the letters and the edge.
    pub(super) fn signs(&self) -> usize {
        self.letters.len() + 1
    }

    pub(super) fn knots(&self) -> usize {
        self.signs.len()
    }

    /// The children of a knot, by their places.
    pub(super) fn children(&self, knot: u32) -> Range<usize> {
        self.first[knot as usize] as usize..self.first[knot as usize + 1] as usize
    }

    /// The child of a knot with this sign.
    pub(super) fn child(&self, knot: u32, sign: u8) -> Option<u32> {
        let children = self.children(knot);
        let place = self.signs[children.clone()].binary_search(&sign).ok()?;
        u32::try_from(children.start + place).ok()
    }

    /// How often the letters on the way to a knot were seen.
    pub(super) fn count(&self, knot: u32) -> f32 {
        let code = f32::from(self.counts[knot as usize]);
        if code < ROUNDED { code } else { ROUNDED * ((code - ROUNDED) / STEPS).exp2() }
    }
}
