//! How likely a text is on a line, and where its letters stand: CTC's sum over all ways to write it, and the likeliest of
//! them (Graves et al., "Connectionist Temporal Classification", 2006). Not for finding texts: see [`super::allowed`].

use super::scores::LineScores;

/// The logarithm of how likely the line is to bear these letters (numbers of the alphabet, 1 and up), over all ways to
/// write them in its steps; minus infinity where it has too few.
pub(super) fn log_probability(scores: &LineScores, letters: &[usize]) -> f64 {
    let signs = with_blanks(letters);
    let mut sums = vec![f64::NEG_INFINITY; signs.len()];
    for (step, logs) in scores.steps().enumerate() {
        let next = (0..signs.len()).map(|at| {
            let log = f64::from(logs[signs[at]]);
            if step == 0 {
                return if at < 2 { log } else { f64::NEG_INFINITY };
            }
            before(&signs, at).fold(f64::NEG_INFINITY, |sum, from| log_sum(sum, sums[from])) + log
        });
        sums = next.collect();
    }
    sums.iter().rev().take(2).fold(f64::NEG_INFINITY, |sum, &log| log_sum(sum, log))
}

/// The steps of each letter where they are likeliest: the first, and the first behind it. Nothing where the line has too
/// few.
pub(super) fn places(scores: &LineScores, letters: &[usize]) -> Option<Vec<(usize, usize)>> {
    let signs = with_blanks(letters);
    let mut best = vec![f64::NEG_INFINITY; signs.len()];
    let mut came: Vec<Vec<usize>> = Vec::with_capacity(scores.steps().len());
    for (step, logs) in scores.steps().enumerate() {
        let likeliest = |at: usize| {
            if step == 0 {
                return (at, if at < 2 { 0.0 } else { f64::NEG_INFINITY });
            }
            let first = (at, best[at]);
            before(&signs, at).fold(first, |a, from| if best[from] > a.1 { (from, best[from]) } else { a })
        };
        let (from, next) = (0..signs.len())
            .map(|at| {
                let (from, log) = likeliest(at);
                (from, log + f64::from(logs[signs[at]]))
            })
            .unzip();
        best = next;
        came.push(from);
    }
    let last = signs.len() - 1;
    let mut at = if last > 0 && best[last - 1] > best[last] { last - 1 } else { last };
    if !best[at].is_finite() {
        return None;
    }
    let mut places = vec![(usize::MAX, 0); letters.len()];
    for (step, from) in came.iter().enumerate().rev() {
        if let Some(place) = (at % 2 == 1).then(|| &mut places[at / 2]) {
            *place = (step.min(place.0), place.1.max(step + 1));
        }
        at = from[at];
    }
    Some(places)
}

/// The letters with blanks (0) before, between and behind them.
fn with_blanks(letters: &[usize]) -> Vec<usize> {
    std::iter::once(0).chain(letters.iter().flat_map(|&letter| [letter, 0])).collect()
}

/// The signs of the step before from which the sign `at` is reached: itself, the one before, and over a blank the letter
/// before that, if it is another.
fn before(signs: &[usize], at: usize) -> impl Iterator<Item = usize> {
    let over = at >= 2 && signs[at] != 0 && signs[at] != signs[at - 2];
    (at.saturating_sub(if over { 2 } else { 1 })..=at).rev()
}

/// The logarithm of the sum of two numbers given by theirs.
pub(super) fn log_sum(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(steps: &[&[(usize, f32)]], letters: &[usize], probability: f64) {
        let found = log_probability(&LineScores::made(steps, 3), letters).exp();
        assert!((found - probability).abs() < 0.01, "{letters:?}: {found}");
    }

    #[test]
    fn a_text_is_as_likely_as_all_ways_to_write_it() {
        let steps: [&[(usize, f32)]; 2] = [&[(0, 0.4), (1, 0.6)], &[(0, 0.4), (1, 0.6)]];
        // a-, -a and aa.
        check(&steps, &[1], 0.6 * 0.4 * 2.0 + 0.36);
        check(&steps, &[], 0.16);
    }

    #[test]
    fn a_double_letter_needs_a_blank_between() {
        check(&[&[(1, 0.9)], &[(1, 0.9)]], &[1, 1], 0.0);
        check(&[&[(1, 0.9)], &[(0, 0.9)], &[(1, 0.9)]], &[1, 1], 0.729);
    }

    #[test]
    fn what_has_too_few_steps_is_not_written() {
        let scores = LineScores::made(&[&[(1, 0.9)]], 3);
        assert_eq!(log_probability(&scores, &[1, 2]), f64::NEG_INFINITY);
        assert_eq!(places(&scores, &[1, 2]), None);
    }

    #[test]
    fn letters_stand_where_they_are_likeliest() {
        let steps: [&[(usize, f32)]; 5] = [&[(0, 0.9)], &[(1, 0.9)], &[(1, 0.9)], &[(0, 0.9)], &[(2, 0.9)]];
        assert_eq!(places(&LineScores::made(&steps, 3), &[1, 2]), Some(vec![(1, 3), (4, 5)]));
    }

    #[test]
    fn a_letter_that_is_forced_stands_where_the_line_speaks_least_against_it() {
        let steps: [&[(usize, f32)]; 4] = [&[(1, 0.9)], &[(1, 0.9)], &[(0, 0.6), (3, 0.2)], &[(2, 0.9)]];
        assert_eq!(places(&LineScores::made(&steps, 3), &[1, 3, 2]), Some(vec![(0, 2), (2, 3), (3, 4)]));
    }

    #[test]
    fn no_letters_have_no_places() {
        assert_eq!(places(&LineScores::made(&[&[(0, 0.9)]], 3), &[]), Some(Vec::new()));
    }
}
