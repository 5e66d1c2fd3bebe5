//! Loops and tails of letters that look like short lines of their own: their ink is that of a longer line beside
//! them. Not for marks that stand apart from all letters: [`super::ridges`] weeds those.

use super::{blobs::Blob, ridges::Ridge};

/// A ridge shorter than this, letter heights, may be made of tails: a blur's reach at both ends and a loop between.
const SHORT: f64 = 6.0;
/// The line they belong to is this many times as long.
const LONGER: f64 = 1.5;
/// Share of the ink under such a ridge that must be the longer line's.
const SHARED: f64 = 0.6;

/// The ridges that are lines of their own.
pub(super) fn without(ridges: Vec<Ridge>, blobs: &[Blob], letter: f64) -> Vec<Ridge> {
    let is_tail: Vec<bool> = ridges.iter().map(|ridge| is_tail(ridge, &ridges, blobs, letter)).collect();
    ridges.into_iter().zip(is_tail).filter(|(_, tail)| !tail).map(|(ridge, _)| ridge).collect()
}

fn is_tail(ridge: &Ridge, ridges: &[Ridge], blobs: &[Blob], letter: f64) -> bool {
    let length = ridge.to() - ridge.from();
    if length >= SHORT * letter {
        return false;
    }
    let longer: Vec<&Ridge> = ridges.iter().filter(|r| r.to() - r.from() >= LONGER * length).collect();
    let (mut all, mut shared) = (0.0, 0.0);
    for blob in blobs.iter().filter(|b| runs_through(ridge, b)) {
        let under = ridge.to().min(blob.right.into()) - ridge.from().max(blob.left.into());
        all += under;
        if longer.iter().any(|line| runs_through(line, blob)) {
            shared += under;
        }
    }
    shared >= SHARED * all && all > 0.0
}

/// Does the ridge run through the blob's box?
fn runs_through(ridge: &Ridge, blob: &Blob) -> bool {
    let (left, right) = (f64::from(blob.left).max(ridge.from()), f64::from(blob.right).min(ridge.to()));
    let y = ridge.at((left + right) / 2.0);
    left < right && y >= blob.top.into() && y < blob.bottom.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: f64 = 20.0;

    fn ridge(from: f64, to: f64, y: f64) -> Ridge {
        Ridge { course: vec![(from, y), (to, y)] }
    }

    fn blob(left: u32, top: u32, right: u32, bottom: u32) -> Blob {
        Blob { left, top, right, bottom, dots: (right - left) * (bottom - top) / 4 }
    }

    fn check(short: Ridge, blobs: &[Blob], expected: usize) {
        let found = without(vec![ridge(0.0, 400.0, 100.0), short], blobs, LETTER);
        assert_eq!(found.len(), expected);
    }

    #[test]
    fn the_tail_of_a_letter_is_no_line() {
        check(ridge(180.0, 230.0, 140.0), &[blob(0, 90, 190, 110), blob(195, 90, 215, 150)], 1);
    }

    #[test]
    fn a_word_below_the_line_that_a_tail_touches_is_one() {
        check(ridge(150.0, 250.0, 140.0), &[blob(195, 90, 210, 150), blob(215, 130, 250, 150)], 2);
    }

    #[test]
    fn a_long_line_whose_letters_all_hang_together_with_the_next_is_one() {
        check(ridge(150.0, 300.0, 140.0), &[blob(100, 90, 300, 150)], 2);
    }

    #[test]
    fn a_short_line_without_ink_is_left_alone() {
        check(ridge(150.0, 200.0, 140.0), &[blob(100, 90, 300, 110)], 2);
    }
}
