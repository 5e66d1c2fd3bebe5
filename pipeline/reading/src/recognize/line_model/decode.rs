//! From scores to letters with their places and how sure each is. Not for which text they are: see [`super::freely`] and
//! [`super::allowed`]; nor for words: letters know nothing of languages.

use super::{following::Context, freely::Weighed, scores::LineScores, shape::STEP, spelled};

/// A reading with a smaller share is noise.
const LEAST: f32 = 0.01;
/// Other readings kept of a letter: a third one seldom has a hundredth.
const OTHERS: usize = 2;
/// Letters behind one that are asked how well they follow it.
const AHEAD: usize = 4;

/// A letter that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReadLetter {
    /// The letter; a blank between words is one, too.
    pub letter: char,
    /// Where it begins and ends, pixels of the line's picture. Roughly: a step or two.
    pub place: (f64, f64),
    /// 0 to 1: its share where the ink is surest of it, and of what may stand there by what usually follows.
    pub confidence: f64,
    /// What else it may be there, with its share: likeliest first.
    pub others: [Option<(char, f64)>; OTHERS],
}

/// The letters (1 and up) of a text where they stand on a line. Told by the ink alone where nothing is `weighed`.
pub(super) fn letters(
    scores: &LineScores,
    text: &[usize],
    alphabet: &[char],
    weighed: Option<&Weighed<'_>>,
) -> Vec<ReadLetter> {
    let steps: Vec<&[f32]> = scores.steps().collect();
    let places = spelled::places(scores, text).unwrap_or_default();
    let mut context = weighed.map(|weighed| weighed.following.start());
    let mut read = Vec::with_capacity(text.len());
    for (at, (&letter, (from, to))) in text.iter().zip(places).enumerate() {
        let surest = |a: &&[f32], b: &&[f32]| a[letter].total_cmp(&b[letter]);
        let step = steps[from..to].iter().copied().max_by(surest).unwrap_or_default();
        let mut shares = possible(step, letter);
        if let Some((weighed, context)) = weighed.zip(context.as_mut()) {
            weigh(&mut shares, weighed, context, &text[at + 1..]);
            *context = weighed.following.letter(context, letter).1;
        }
        read.push(ReadLetter {
            letter: alphabet[letter - 1],
            place: ((from * STEP) as f64 * scores.scale, (to * STEP) as f64 * scores.scale),
            confidence: shares.first().map_or(0.0, |(_, share)| *share),
            others: others(&shares, alphabet),
        });
    }
    read
}

/// The letter and what else has a share of a step, the letter first.
fn possible(step: &[f32], letter: usize) -> Vec<(usize, f64)> {
    let share = |letter: usize| (letter, f64::from(step[letter]).exp());
    let own = share(letter);
    let least = LEAST.ln();
    let others = (1..step.len()).filter(|&other| other != letter && step[other] >= least).map(share);
    std::iter::once(own).chain(others).collect()
}

/// Divides the shares of all letters anew by how well each follows those before it, and those `behind` follow it.
fn weigh(shares: &mut [(usize, f64)], weighed: &Weighed<'_>, context: &Context, behind: &[usize]) {
    let following = weighed.following;
    let all: f64 = shares.iter().map(|(_, share)| share).sum();
    if shares.len() < 2 || all <= 0.0 {
        return;
    }
    for (letter, share) in &mut *shares {
        let (mut log, mut at) = following.letter(context, *letter);
        for &next in behind.iter().take(AHEAD) {
            let (follows, then) = following.letter(&at, next);
            (log, at) = (log + follows, then);
        }
        if behind.len() < AHEAD {
            log += following.end(&at);
        }
        *share = (share.max(f64::MIN_POSITIVE).ln() + weighed.weight * log).exp();
    }
    let divided: f64 = shares.iter().map(|(_, share)| share).sum();
    shares.iter_mut().for_each(|(_, share)| *share *= all / divided);
}

/// The likeliest of those behind the first.
fn others(shares: &[(usize, f64)], alphabet: &[char]) -> [Option<(char, f64)>; OTHERS] {
    let mut kept = [None; OTHERS];
    for &(letter, share) in shares.iter().skip(1) {
        let mut next = Some((alphabet[letter - 1], share));
        for held in &mut kept {
            let likelier = |next: (char, f64)| held.is_none_or(|(_, held): (char, f64)| next.1 > held);
            if next.is_some_and(|next| next.1 >= f64::from(LEAST) && likelier(next)) {
                std::mem::swap(held, &mut next);
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{
        super::following::{Following, Stored},
        *,
    };

    const ALPHABET: [char; 5] = ['ш', 'а', 'р', 'и', 'ф'];

    fn scores(steps: &[&[(usize, f32)]]) -> LineScores {
        LineScores::made(steps, ALPHABET.len())
    }

    fn following() -> Following {
        let tree = include_bytes!("../../../../../ocr-models/lines/cyrillic.following");
        Following::of(Stored::load(tree).unwrap(), &ALPHABET)
    }

    #[test]
    fn a_letter_stands_where_its_steps_are() {
        let read =
            letters(&scores(&[&[(1, 0.9)], &[(1, 0.9)], &[(0, 0.9)], &[(2, 0.9)]]), &[1, 2], &ALPHABET, None);
        let places: Vec<(f64, f64)> = read.iter().map(|letter| letter.place).collect();
        assert_eq!(places, [(0.0, 8.0), (12.0, 16.0)]);
    }

    #[test]
    fn a_letter_is_as_sure_as_its_surest_step() {
        let read = letters(&scores(&[&[(1, 0.5)], &[(1, 0.9)]]), &[1], &ALPHABET, None);
        assert!((read[0].confidence - 0.9).abs() < 0.01);
    }

    #[test]
    fn what_usually_follows_makes_a_letter_surer() {
        let steps: [&[(usize, f32)]; 5] =
            [&[(1, 0.9)], &[(2, 0.9)], &[(3, 0.9)], &[(1, 0.5), (4, 0.48)], &[(5, 0.9)]];
        let (scores, text) = (scores(&steps), [1, 2, 3, 4, 5]);
        let ink = letters(&scores, &text, &ALPHABET, None)[3];
        let following = following();
        let weighed = Weighed::on(&scores, &following);
        let both = letters(&scores, &text, &ALPHABET, Some(&weighed))[3];
        assert!(both.confidence > ink.confidence + 0.1, "{both:?} {ink:?}");
        assert_eq!(both.others[0].map(|(letter, _)| letter), Some('ш'));
    }

    #[test]
    fn the_ink_divides_what_it_left_for_letters() {
        let steps: [&[(usize, f32)]; 1] = [&[(1, 0.3), (4, 0.2), (0, 0.5)]];
        let (scores, following) = (scores(&steps), following());
        let read = letters(&scores, &[4], &ALPHABET, Some(&Weighed::on(&scores, &following)))[0];
        let all = read.confidence + read.others.iter().flatten().map(|(_, share)| share).sum::<f64>();
        assert!((all - 0.5).abs() < 0.02, "{read:?}");
    }
}
