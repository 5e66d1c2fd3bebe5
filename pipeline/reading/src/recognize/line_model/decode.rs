//! From scores to letters: the best letter of each step, doubles and blanks taken out (CTC's greedy reading). Not for
//! words: letters know nothing of languages.

use rten_tensor::{NdTensorView, prelude::*};

use super::shape::STEP;

/// A reading with a smaller share is noise.
const LEAST: f64 = 0.01;

/// A letter that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReadLetter {
    /// The letter; a blank between words is one, too.
    pub letter: char,
    /// Where it begins and ends, pixels of the line's picture. Roughly: a step or two.
    pub place: (f64, f64),
    /// 0 to 1: the model's own share for it where it is surest.
    pub confidence: f64,
    /// What else it may be there, with the model's share: likeliest first.
    pub others: [Option<(char, f64)>; OTHERS],
}

/// Other readings kept of a letter: a third one seldom has a hundredth.
const OTHERS: usize = 2;

/// The letters of one line of scores (steps x letters and blank). `scale` is pixels of the line's picture for one of the
/// model's.
pub(super) fn letters(scores: NdTensorView<'_, f32, 2>, scale: f64, alphabet: &[char]) -> Vec<ReadLetter> {
    let mut read: Vec<ReadLetter> = Vec::new();
    let mut last = 0;
    for step in 0..scores.size(0) {
        let (best, share) = surest(scores.slice([step]));
        let others = || others(scores.slice([step]), best, share, alphabet);
        let place = [step, step + 1].map(|s| (s * STEP) as f64 * scale);
        if best != 0 && best == last {
            if let Some(letter) = read.last_mut() {
                letter.place.1 = place[1];
                if share > letter.confidence {
                    (letter.confidence, letter.others) = (share, others());
                }
            }
        } else if let Some(&letter) = best.checked_sub(1).and_then(|i| alphabet.get(i)) {
            read.push(ReadLetter {
                letter,
                place: (place[0], place[1]),
                confidence: share,
                others: others(),
            });
        }
        last = best;
    }
    read
}

/// The best of one step's scores and its share among all (softmax).
fn surest(scores: NdTensorView<'_, f32, 1>) -> (usize, f64) {
    let (mut best, mut highest) = (0, f32::MIN);
    for (letter, &score) in scores.iter().enumerate() {
        if score > highest {
            (best, highest) = (letter, score);
        }
    }
    let sum: f64 = scores.iter().map(|&score| f64::from(score - highest).exp()).sum();
    (best, 1.0 / sum)
}

/// The letters next in likeliness to the `best` of one step, whose share is `share`; those below a hundredth are none.
fn others(
    scores: NdTensorView<'_, f32, 1>,
    best: usize,
    share: f64,
    alphabet: &[char],
) -> [Option<(char, f64)>; OTHERS] {
    let mut kept = [None; OTHERS];
    if share > 1.0 - LEAST {
        return kept;
    }
    let highest = scores[[best]];
    for (number, &score) in scores.iter().enumerate().skip(1).filter(|(number, _)| *number != best) {
        let mut next = Some((alphabet[number - 1], share * f64::from(score - highest).exp()));
        for held in &mut kept {
            if next.is_some_and(|(_, share)| share >= LEAST && held.is_none_or(|(_, held)| share > held)) {
                std::mem::swap(held, &mut next);
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use rten_tensor::NdTensor;

    use super::*;

    /// Letters of steps at which one score stands out; 0 is the blank, then a and b.
    fn read(best: &[usize]) -> Vec<ReadLetter> {
        let mut scores = NdTensor::<f32, 2>::zeros([best.len(), 3]);
        best.iter().enumerate().for_each(|(step, &letter)| scores[[step, letter]] = 9.0);
        letters(scores.view(), 2.0, &['a', 'b'])
    }

    fn text(letters: &[ReadLetter]) -> String {
        letters.iter().map(|l| l.letter).collect()
    }

    #[test]
    fn a_letter_seen_in_several_steps_is_one() {
        let read = read(&[1, 1, 0, 2]);
        assert_eq!(text(&read), "ab");
        assert_eq!(read[0].place, (0.0, 16.0));
    }

    #[test]
    fn a_blank_between_makes_a_double_letter() {
        assert_eq!(text(&read(&[1, 0, 1])), "aa");
    }

    #[test]
    fn a_score_that_stands_out_is_sure() {
        assert!(read(&[1])[0].confidence > 0.99);
    }

    #[test]
    fn nothing_but_blanks_is_no_letter() {
        assert!(read(&[0, 0]).is_empty());
    }
}
