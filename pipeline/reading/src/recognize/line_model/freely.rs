//! The likeliest text of a line where anything may stand: what the ink says and what usually follows count together (CTC's
//! prefix beam search with a language model of letters; Hannun et al., "First-Pass Large Vocabulary Continuous Speech
//! Recognition using Bi-Directional Recurrent DNNs", 2014). Not for fields that know what may stand in them: see [`super::allowed`].

use super::{
    beginnings::{Beginnings, EMPTY, Likely},
    following::{Context, Following},
    heard::heard,
    scores::LineScores,
};

/// How much what follows counts beside the ink, and what a letter is given for being one, as long texts are unlikelier than
/// short ones. Of 1,200 validation lines of hands and type these leave the fewest wrong letters of both; from .2 to .45
/// little changes.
const WEIGHT: f64 = 0.3;
const LETTER: f64 = 0.5;
/// Beginnings carried from step to step: 16 read a hundredth of the wrong letters less, and take twice the time.
const CARRIED: usize = 8;
/// Logarithm of the least share of a step with which a letter is followed.
const POSSIBLE: f32 = -6.5;
/// Beginnings whose logarithm is so far behind the best are left: they never come to be the best.
const BEHIND: f64 = 12.0;

/// A beginning, how likely the ink makes it, what its letters are worth, and where it stands.
#[derive(Debug, Clone, Copy)]
struct Way {
    beginning: usize,
    likely: Likely,
    worth: f64,
    context: Context,
}

impl Way {
    fn all(&self) -> f64 {
        self.likely.all() + self.worth
    }
}

/// What usually follows, and how much it counts beside the ink.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighed<'f> {
    pub(super) following: &'f Following,
    /// For each letter.
    pub(super) weight: f64,
    /// What a letter is given.
    letter: f64,
}

impl<'f> Weighed<'f> {
    /// As it counts on this line.
    pub(super) fn on(scores: &LineScores, following: &'f Following) -> Self {
        let heard = heard(scores, following);
        Self { following, weight: WEIGHT * heard, letter: LETTER * heard }
    }

    /// The way with a letter more.
    fn go_on(&self, way: &Way, beginning: usize, letter: usize) -> Way {
        let (log, context) = self.following.letter(&way.context, letter);
        Way { beginning, likely: Likely::NOT, worth: way.worth + self.weight * log + self.letter, context }
    }
}

/// The letters (1 and up) of the likeliest text.
pub(super) fn likeliest(scores: &LineScores, weighed: &Weighed<'_>) -> Vec<usize> {
    let following = weighed.following;
    let mut beginnings = Beginnings::new();
    let start = Way { beginning: EMPTY, likely: Likely::SURE, worth: 0.0, context: following.start() };
    let mut ways = vec![start];
    let mut next: Vec<Way> = Vec::new();
    for step in scores.steps() {
        next.clear();
        let possible: Vec<usize> = (1..step.len()).filter(|&letter| step[letter] > POSSIBLE).collect();
        for way in &ways {
            let last = beginnings.last(way.beginning);
            reach(&mut next, way.beginning, || *way).stay(way.likely, step, last);
            for &letter in &possible {
                let log = way.likely.before(letter, last) + f64::from(step[letter]);
                if log.is_finite() {
                    let longer = beginnings.with(way.beginning, letter);
                    reach(&mut next, longer, || weighed.go_on(way, longer, letter)).end_in(log);
                }
            }
        }
        keep(&mut next);
        std::mem::swap(&mut ways, &mut next);
    }
    let ended = |way: &Way| way.all() + weighed.weight * following.end(&way.context);
    let best = ways.iter().max_by(|a, b| ended(a).total_cmp(&ended(b)));
    best.map(|way| beginnings.letters(way.beginning)).unwrap_or_default()
}

/// How likely the ink makes a beginning at the next step: nothing is told yet where it is new there.
fn reach(next: &mut Vec<Way>, beginning: usize, new: impl FnOnce() -> Way) -> &mut Likely {
    let place = next.iter().position(|way| way.beginning == beginning).unwrap_or_else(|| {
        next.push(Way { likely: Likely::NOT, ..new() });
        next.len() - 1
    });
    &mut next[place].likely
}

/// The best of them.
fn keep(ways: &mut Vec<Way>) {
    if ways.len() > 1 {
        ways.sort_by(|a, b| b.all().total_cmp(&a.all()));
        let least = ways[0].all() - BEHIND;
        ways.truncate(CARRIED);
        ways.retain(|way| way.all() >= least);
    }
}

#[cfg(test)]
mod tests {
    use super::{super::following::Stored, *};

    const ALPHABET: [char; 5] = ['ш', 'а', 'р', 'и', 'ф'];

    /// What the shipped tree of Cyrillic letters makes of steps with these shares of letters.
    fn check(steps: &[&[(char, f32)]], expected: &str) {
        let tree =
            Stored::load(include_bytes!("../../../../../ocr-models/lines/cyrillic.following")).unwrap();
        let scores = LineScores::told(steps, &ALPHABET);
        let following = Following::of(tree, &ALPHABET);
        let read = likeliest(&scores, &Weighed::on(&scores, &following));
        assert_eq!(read.iter().map(|at| ALPHABET[at - 1]).collect::<String>(), expected);
    }

    #[test]
    fn what_the_ink_is_sure_of_stands() {
        check(&[&[('ф', 0.99)], &[('ш', 0.99)], &[('_', 0.9)], &[('ш', 0.99)]], "фшш");
    }

    #[test]
    fn between_two_letters_the_one_that_usually_follows_is_taken() {
        let unsure: [&[(char, f32)]; 5] =
            [&[('ш', 0.9)], &[('а', 0.9)], &[('р', 0.9)], &[('ш', 0.51), ('и', 0.47)], &[('ф', 0.9)]];
        check(&unsure, "шариф");
    }

    #[test]
    fn a_letter_seen_over_several_steps_is_one() {
        check(&[&[('а', 0.9)], &[('а', 0.9)], &[('_', 0.9)]], "а");
    }

    #[test]
    fn where_nothing_is_written_nothing_is_read() {
        check(&[&[('_', 0.99)], &[('_', 0.99)]], "");
        check(&[], "");
    }
}
