//! Beginnings of a line's text as a search holds them: each is a letter behind another beginning, and two that read alike are
//! one. Not for which are kept: that is for the searches.

use std::collections::BTreeMap;

use super::spelled::log_sum;

/// The beginning without letters.
pub(super) const EMPTY: usize = 0;

/// Letters of beginnings so far, each as the beginning before and its last letter.
#[derive(Debug)]
pub(super) struct Beginnings {
    known: Vec<(usize, usize)>,
    longer: BTreeMap<(usize, usize), usize>,
}

impl Beginnings {
    pub(super) fn new() -> Self {
        Self { known: vec![(EMPTY, 0)], longer: BTreeMap::new() }
    }

    /// The beginning with a letter (1 and up) behind it.
    pub(super) fn with(&mut self, beginning: usize, letter: usize) -> usize {
        *self.longer.entry((beginning, letter)).or_insert_with(|| {
            self.known.push((beginning, letter));
            self.known.len() - 1
        })
    }

    /// Its last letter; the blank (0) where there is none.
    pub(super) fn last(&self, beginning: usize) -> usize {
        self.known[beginning].1
    }

    /// Its letters from the first to the last.
    pub(super) fn letters(&self, mut beginning: usize) -> Vec<usize> {
        let mut letters = Vec::new();
        while beginning != EMPTY {
            letters.push(self.known[beginning].1);
            beginning = self.known[beginning].0;
        }
        letters.reverse();
        letters
    }
}

/// How likely a beginning is, as logarithms: with a blank behind it, and ending in its letter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Likely {
    pub(super) blank: f64,
    pub(super) letter: f64,
}

impl Likely {
    pub(super) const NOT: Self = Self { blank: f64::NEG_INFINITY, letter: f64::NEG_INFINITY };
    /// Before the first step.
    pub(super) const SURE: Self = Self { blank: 0.0, letter: f64::NEG_INFINITY };

    /// Either way.
    pub(super) fn all(self) -> f64 {
        log_sum(self.blank, self.letter)
    }

    /// How likely it is to go on with `letter`, the `last` one being known: a double letter has a blank between.
    pub(super) fn before(self, letter: usize, last: usize) -> f64 {
        if letter == last { self.blank } else { self.all() }
    }

    /// Adds the ways of one that goes on over a step without a further letter.
    pub(super) fn stay(&mut self, from: Self, step: &[f32], last: usize) {
        self.blank = log_sum(self.blank, from.all() + f64::from(step[0]));
        if last != 0 {
            self.letter = log_sum(self.letter, from.letter + f64::from(step[last]));
        }
    }

    /// Adds the ways that end in its letter now.
    pub(super) fn end_in(&mut self, log: f64) {
        self.letter = log_sum(self.letter, log);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_alike_is_one_beginning() {
        let mut beginnings = Beginnings::new();
        let a = beginnings.with(EMPTY, 1);
        let ab = beginnings.with(a, 2);
        assert_eq!((beginnings.with(EMPTY, 1), beginnings.with(a, 2)), (a, ab));
        assert_eq!(beginnings.letters(ab), [1, 2]);
        assert_eq!((beginnings.last(ab), beginnings.last(EMPTY)), (2, 0));
    }

    #[test]
    fn a_double_letter_comes_after_a_blank_only() {
        let likely = Likely { blank: -1.0, letter: -0.5 };
        assert_eq!(likely.before(3, 3), -1.0);
        assert!(likely.before(4, 3) > -0.5);
    }

    #[test]
    fn a_beginning_stays_over_a_blank_and_over_its_own_letter() {
        let mut stays = Likely::NOT;
        stays.stay(Likely { blank: f64::NEG_INFINITY, letter: 0.0 }, &[-1.0, -2.0], 1);
        assert_eq!(stays, Likely { blank: -1.0, letter: -2.0 });
    }
}
