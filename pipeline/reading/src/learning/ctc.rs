//! What scores are worth for a text whose letters' places are not known: connectionist temporal classification after Graves and
//! others (2006). Not for reading a text out of scores.

/// Letter that stands for none.
const BLANK: usize = 0;

/// The loss of one line, in natural logarithms, and what each score has to do with it. `scores` are steps x letters, row by row;
/// `text` its letters, from 1. None where the text has no room in so few steps.
pub(super) fn loss(scores: &[f32], letters: usize, text: &[u16]) -> Option<(f64, Vec<f32>)> {
    let steps = scores.len() / letters;
    let sure = log_shares(scores, letters);
    let states: Vec<usize> = states(text);
    let at = |step: usize, state: usize| sure[step * letters + states[state]];
    // A state is reached from itself, the one before, and over a blank from another letter.
    let leaps = |state: usize| state >= 2 && states[state] != BLANK && states[state] != states[state - 2];
    let count = states.len();
    let mut forward = vec![f64::NEG_INFINITY; steps * count];
    for step in 0..steps {
        for state in 0..count {
            let from = |back: usize| forward[(step - 1) * count + state - back];
            let came = if step == 0 {
                if state < 2 { 0.0 } else { f64::NEG_INFINITY }
            } else {
                let mut came = from(0);
                if state >= 1 {
                    came = added(came, from(1));
                }
                if leaps(state) { added(came, from(2)) } else { came }
            };
            forward[step * count + state] = came + at(step, state);
        }
    }
    let last = &forward[(steps.checked_sub(1)?) * count..];
    let whole = if count > 1 { added(last[count - 1], last[count - 2]) } else { last[0] };
    if !whole.is_finite() {
        return None;
    }
    let shares = backward(&forward, whole, (steps, &states), leaps, at);
    let mut gradient: Vec<f32> = sure.iter().map(|sure| sure.exp() as f32).collect();
    for (place, share) in shares.iter().enumerate() {
        gradient[place / count * letters + states[place % count]] -= *share as f32;
    }
    Some((-whole, gradient))
}

/// How likely the text passes each state at each step.
fn backward(
    forward: &[f64],
    whole: f64,
    (steps, states): (usize, &[usize]),
    leaps: impl Fn(usize) -> bool,
    at: impl Fn(usize, usize) -> f64,
) -> Vec<f64> {
    let count = states.len();
    let mut after = vec![f64::NEG_INFINITY; count];
    after.iter_mut().rev().take(2).for_each(|end| *end = 0.0);
    let mut shares = vec![0.0; steps * count];
    for step in (0..steps).rev() {
        for state in 0..count {
            shares[step * count + state] = (forward[step * count + state] + after[state] - whole).exp();
        }
        let goes: Vec<f64> = (0..count).map(|state| after[state] + at(step, state)).collect();
        for state in 0..count {
            let mut sum = goes[state];
            if state + 1 < count {
                sum = added(sum, goes[state + 1]);
            }
            if state + 2 < count && leaps(state + 2) {
                sum = added(sum, goes[state + 2]);
            }
            after[state] = sum;
        }
    }
    shares
}

/// Letters with blanks around.
fn states(text: &[u16]) -> Vec<usize> {
    let letters = text.iter().flat_map(|&letter| [usize::from(letter), BLANK]);
    std::iter::once(BLANK).chain(letters).collect()
}

/// Logarithms of the shares of each step's scores.
fn log_shares(scores: &[f32], letters: usize) -> Vec<f64> {
    let rows = scores.chunks_exact(letters).flat_map(|row| {
        let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let sum: f32 = row.iter().map(|score| (score - most).exp()).sum();
        let whole = f64::from(most) + f64::from(sum).ln();
        row.iter().map(move |&score| f64::from(score) - whole)
    });
    rows.collect()
}

/// The logarithm of the sum of two numbers given by theirs.
fn added(one: f64, other: f64) -> f64 {
    let (most, least) = if one > other { (one, other) } else { (other, one) };
    if least == f64::NEG_INFINITY { most } else { most + (least - most).exp().ln_1p() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTERS: usize = 3;

    /// Every way through the scores that spells the text, one by one.
    fn by_hand(scores: &[f32], text: &[u16]) -> f64 {
        let sure = log_shares(scores, LETTERS);
        let steps = scores.len() / LETTERS;
        let mut sum = 0.0;
        for mut way in 0..LETTERS.pow(steps as u32) {
            let (mut spelled, mut last, mut log) = (Vec::new(), BLANK, 0.0);
            for step in 0..steps {
                let letter = way % LETTERS;
                way /= LETTERS;
                log += sure[step * LETTERS + letter];
                if letter != BLANK && letter != last {
                    spelled.push(letter as u16);
                }
                last = letter;
            }
            if spelled == text {
                sum += log.exp();
            }
        }
        -sum.ln()
    }

    fn scores(steps: usize) -> Vec<f32> {
        (0..steps * LETTERS).map(|at| ((at * 37 % 11) as f32 - 5.0) * 0.4).collect()
    }

    fn check(steps: usize, text: &[u16]) {
        let scores = scores(steps);
        let (found, gradient) = loss(&scores, LETTERS, text).unwrap();
        assert!((found - by_hand(&scores, text)).abs() < 1e-6, "{text:?}");
        for at in 0..scores.len() {
            let moved = |by: f32| {
                let mut scores = scores.clone();
                scores[at] += by;
                by_hand(&scores, text)
            };
            let slope = (moved(1e-2) - moved(-1e-2)) / 2e-2;
            assert!(
                (slope - f64::from(gradient[at])).abs() < 1e-3,
                "{text:?} at {at}: {slope} {}",
                gradient[at]
            );
        }
    }

    #[test]
    fn a_text_is_worth_the_sum_of_all_its_ways() {
        check(4, &[1, 2]);
    }

    #[test]
    fn a_letter_twice_needs_a_blank_between() {
        check(5, &[2, 2]);
    }

    #[test]
    fn nothing_written_is_a_text_too() {
        check(3, &[]);
    }

    #[test]
    fn a_text_without_room_has_no_loss() {
        assert!(loss(&scores(2), LETTERS, &[1, 1]).is_none() && loss(&[], LETTERS, &[1]).is_none());
    }
}
