//! Ridges that run side by side, or close behind one another, through one line: letters that dance, as a typewriter's do, make
//! two of it. Not for lines that stand close, nor for words apart, whose ridges [`super::ridges`] connects.

use super::{blobs::Blob, ridges::Ridge};
use crate::middle::median;

/// Ridges nearer than this, heights of the small letters about, run through the same letters: no two lines stand so close.
const NEAREST: f64 = 0.9;
/// White between the end of one and the beginning of the next in a cell, as such: less than between words.
const BEHIND: f64 = 0.8;
/// As far as they run beside each other where text is open: leaders stand there between a label and its value.
const BESIDE: f64 = 0.5;
/// Letters whose ends meet stand so near, letter heights of the page.
const ABOUT: f64 = 5.0;
/// Height of small letters, share of that of all: type in a form of small print is larger than its print, twice at most.
const SMALL: f64 = 0.7;
const LARGEST: f64 = 2.0;

/// The ridges of some blobs, those of one line made one; `letter` is the height of small letters of the page. What stands
/// in a cell is one column, `open` text may be several.
pub(super) fn joined(ridges: Vec<Ridge>, blobs: &[Blob], letter: f64, open: bool) -> Vec<Ridge> {
    let mut kept: Vec<Ridge> = Vec::new();
    let mut waiting = ridges;
    // The longest first: it shows best where its line runs.
    waiting.sort_by(|a, b| length(b).total_cmp(&length(a)));
    for ridge in waiting {
        let one = |line: &&mut Ridge| {
            if open { run_beside(line, &ridge, letter) } else { are_one(line, &ridge, blobs, letter) }
        };
        match kept.iter_mut().find(one) {
            Some(line) => line.lengthen(&ridge),
            None => kept.push(ridge),
        }
    }
    kept
}

fn length(ridge: &Ridge) -> f64 {
    ridge.to() - ridge.from()
}

/// Do two ridges run through the same letters, one beside the other?
fn run_beside(a: &Ridge, b: &Ridge, letter: f64) -> bool {
    let (from, to) = shared(a, b);
    to - from >= BESIDE * letter && are_near(a, b, letter)
}

/// Do they, one beside or close behind the other?
fn are_one(a: &Ridge, b: &Ridge, blobs: &[Blob], letter: f64) -> bool {
    let (from, to) = shared(a, b);
    // Looking at the letters takes its time.
    let may_be = from - to < BEHIND * LARGEST * letter && are_near(a, b, LARGEST * letter);
    may_be && {
        let small = small_letters((a, b), (from + to) / 2.0, blobs, letter);
        from - to < BEHIND * small && are_near(a, b, small)
    }
}

/// Where both run, from and to; the other way round where there is white between them.
fn shared(a: &Ridge, b: &Ridge) -> (f64, f64) {
    (a.from().max(b.from()), a.to().min(b.to()))
}

fn are_near(a: &Ridge, b: &Ridge, small: f64) -> bool {
    let (from, to) = shared(a, b);
    [0.25, 0.5, 0.75].into_iter().all(|share| {
        let x = from + (to - from) * share;
        (a.at(x) - b.at(x)).abs() < NEAREST * small
    })
}

/// Height of the small letters through which two ridges run where they meet.
fn small_letters((a, b): (&Ridge, &Ridge), x: f64, blobs: &[Blob], letter: f64) -> f64 {
    let (top, bottom) = (a.at(x).min(b.at(x)), a.at(x).max(b.at(x)));
    let there = |blob: &&Blob| {
        (blob.centre().0 - x).abs() < ABOUT * letter
            && f64::from(blob.top) < bottom
            && f64::from(blob.bottom) > top
    };
    let heights = blobs.iter().filter(there).map(|blob| f64::from(blob.height()));
    median(heights).map_or(letter, |height| (height * SMALL).clamp(letter, LARGEST * letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A level ridge.
    fn ridge(from: f64, to: f64, y: f64) -> Ridge {
        Ridge::through([(from, y), (to, y)])
    }

    fn check(ridges: [Ridge; 2], expected: &[(f64, f64)]) {
        check_among(ridges, &[], expected);
    }

    fn check_among(ridges: [Ridge; 2], blobs: &[Blob], expected: &[(f64, f64)]) {
        let joined = joined(ridges.into(), blobs, 20.0, false);
        let ends: Vec<(f64, f64)> = joined.iter().map(|r| (r.from(), r.to())).collect();
        assert_eq!(ends, expected);
    }

    #[test]
    fn two_ridges_through_the_same_letters_are_one_line() {
        check([ridge(0.0, 200.0, 50.0), ridge(120.0, 260.0, 60.0)], &[(0.0, 260.0)]);
        check([ridge(100.0, 300.0, 50.0), ridge(40.0, 160.0, 60.0)], &[(40.0, 300.0)]);
        check([ridge(0.0, 200.0, 50.0), ridge(0.0, 199.0, 64.0)], &[(0.0, 200.0)]);
    }

    #[test]
    fn lines_one_below_the_other_stay_two() {
        check([ridge(0.0, 200.0, 50.0), ridge(0.0, 190.0, 75.0)], &[(0.0, 200.0), (0.0, 190.0)]);
    }

    #[test]
    fn letters_close_behind_that_stand_a_little_higher_are_of_the_same_line() {
        check([ridge(0.0, 200.0, 50.0), ridge(205.0, 300.0, 62.0)], &[(0.0, 300.0)]);
    }

    #[test]
    fn large_type_in_a_form_of_small_print_has_its_own_measure() {
        let digit = |left: u32, top: u32| Blob { left, top, right: left + 24, bottom: top + 50, dots: 300 };
        let digits = [digit(170, 20), digit(200, 24), digit(230, 44), digit(260, 40)];
        let ridges = || [ridge(0.0, 200.0, 46.0), ridge(222.0, 300.0, 68.0)];
        check_among(ridges(), &digits, &[(0.0, 300.0)]);
        check_among(ridges(), &[], &[(0.0, 200.0), (222.0, 300.0)]);
    }

    #[test]
    fn in_open_text_only_ridges_beside_each_other_are_one() {
        let open = |ridges: [Ridge; 2]| joined(ridges.into(), &[], 20.0, true).len();
        assert_eq!(open([ridge(0.0, 200.0, 50.0), ridge(205.0, 300.0, 62.0)]), 2);
        assert_eq!(open([ridge(0.0, 200.0, 50.0), ridge(120.0, 260.0, 60.0)]), 1);
    }

    #[test]
    fn words_apart_and_higher_ones_stay_two() {
        check([ridge(0.0, 200.0, 50.0), ridge(230.0, 300.0, 52.0)], &[(0.0, 200.0), (230.0, 300.0)]);
        check([ridge(0.0, 200.0, 50.0), ridge(205.0, 300.0, 72.0)], &[(0.0, 200.0), (205.0, 300.0)]);
    }

    #[test]
    fn ridges_that_only_meet_stay_two() {
        let falling = Ridge::through([(0.0, 10.0), (200.0, 90.0)]);
        check([ridge(0.0, 199.0, 50.0), falling], &[(0.0, 200.0), (0.0, 199.0)]);
    }
}
