//! Ridges that run side by side, or close behind one another, through one line: letters that dance, as a typewriter's do, make
//! two of it. Not for lines that stand close, nor for words apart, whose ridges [`super::ridges`] connects.

use super::ridges::Ridge;

/// Ridges nearer than this, letter heights, run through the same small letters: no two lines stand so close.
const NEAREST: f64 = 0.9;
/// White between the end of one and the beginning of the next, letter heights: less than between words.
const BEHIND: f64 = 0.8;

/// The ridges, those of one line made one.
pub(super) fn joined(ridges: Vec<Ridge>, letter: f64) -> Vec<Ridge> {
    let mut kept: Vec<Ridge> = Vec::new();
    let mut waiting = ridges;
    // The longest first: it shows best where its line runs.
    waiting.sort_by(|a, b| length(b).total_cmp(&length(a)));
    for ridge in waiting {
        match kept.iter_mut().find(|line| are_one(line, &ridge, letter)) {
            Some(line) => line.lengthen(&ridge),
            None => kept.push(ridge),
        }
    }
    kept
}

fn length(ridge: &Ridge) -> f64 {
    ridge.to() - ridge.from()
}

fn are_one(a: &Ridge, b: &Ridge, letter: f64) -> bool {
    let (from, to) = (a.from().max(b.from()), a.to().min(b.to()));
    let near = |share: f64| {
        let x = from + (to - from) * share;
        (a.at(x) - b.at(x)).abs() < NEAREST * letter
    };
    to - from > -BEHIND * letter && [0.25, 0.5, 0.75].into_iter().all(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A level ridge.
    fn ridge(from: f64, to: f64, y: f64) -> Ridge {
        Ridge::through([(from, y), (to, y)])
    }

    fn check(ridges: [Ridge; 2], expected: &[(f64, f64)]) {
        let joined = joined(ridges.into(), 20.0);
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
