//! How many of a page's words stand at each place along it: where column rules may run. Not for heights.

use register::geometry::Rect;

/// How far words are left to a column rule where there is room, share of their height.
const ROOM: f64 = 0.3;

/// How many words stand at each place along the page, at or near it, and left of it.
pub(super) struct Cover {
    across: Vec<usize>,
    near: Vec<usize>,
    left_of: Vec<usize>,
    pub(super) words: usize,
}

impl Cover {
    /// Of words on a page so wide, pixels.
    pub(super) fn of(words: &[Rect], width: f64) -> Self {
        let wide = width.max(1.0) as usize;
        let (mut across, mut near, mut left_of) = (vec![0; wide], vec![0; wide], vec![0; wide + 1]);
        for word in words {
            let at = |x: f64| (x.max(0.0) as usize).min(wide);
            let room = ROOM * word.height();
            across[at(word.left)..at(word.right)].iter_mut().for_each(|n| *n += 1);
            near[at(word.left - room)..at(word.right + room)].iter_mut().for_each(|n| *n += 1);
            left_of[at(word.centre().x)..].iter_mut().for_each(|n| *n += 1);
        }
        Self { across, near, left_of, words: words.len() }
    }

    /// Words that stand across a place.
    pub(super) fn across(&self, x: f64) -> usize {
        at(&self.across, x)
    }

    /// Words that stand across a place or leave a rule there no room.
    pub(super) fn near(&self, x: f64) -> usize {
        at(&self.near, x)
    }

    /// Words that stand across any column rule, but for the outer ones.
    pub(super) fn crossing(&self, down: &[f64]) -> usize {
        down[1..down.len() - 1].iter().map(|&x| self.across(x)).sum()
    }

    /// Words that any column rule has no room beside.
    pub(super) fn touching(&self, down: &[f64]) -> usize {
        down.iter().map(|&x| self.near(x)).sum()
    }

    /// Words that stand beside the table.
    pub(super) fn beside(&self, down: &[f64]) -> usize {
        let left_of = |x: f64| self.left_of[(x.max(0.0) as usize).min(self.left_of.len() - 1)];
        left_of(down[0]) + self.words - left_of(down[down.len() - 1])
    }
}

fn at(counts: &[usize], x: f64) -> usize {
    if x < 0.0 { 0 } else { counts.get(x as usize).copied().unwrap_or(0) }
}
