//! How many letters of lines two models get wrong, and whether one is better than the other by more than chance. Not for pages:
//! that is [`crate::accuracy`].

use register::teaching::{Judged, Refused};

use super::TaughtLine;
use crate::{
    accuracy::letters_apart,
    recognize::{LineModel, LineModelError, LinePicture, line_model::AS_TAUGHT},
};

/// A model is taken where it leaves so much of the wrong letters of the hand, at most.
const BETTER: f64 = 0.97;
/// And where others have no more wrong letters than this many times those of before, and this share of all.
const WORSE: f64 = 1.10;
const GRAIN: f64 = 0.002;
/// A difference counts where it is so many times what lines differ by chance: two deviations.
const BY_CHANCE: f64 = 2.0;

/// Wrong letters of each line before and after, and how many are written.
#[derive(Debug, Clone, Default)]
pub(super) struct Compared(Vec<(f64, f64, f64)>);

impl Compared {
    /// What two models read of lines.
    ///
    /// # Errors
    /// Where one of them stops.
    pub(super) fn of(
        before: &LineModel,
        after: &LineModel,
        lines: &[&TaughtLine],
    ) -> Result<Self, LineModelError> {
        let (before, after) = (wrong(before, lines)?, wrong(after, lines)?);
        let line = |((before, letters), (after, _)): (&(usize, usize), &(usize, usize))| {
            (*before as f64, *after as f64, *letters as f64)
        };
        Ok(Self(before.iter().zip(&after).map(line).collect()))
    }

    /// Shares of all letters.
    pub(super) fn judged(&self) -> Judged {
        let letters = self.0.iter().map(|(.., letters)| letters).sum::<f64>().max(1.0);
        let (before, after) = self.0.iter().fold((0.0, 0.0), |sums, line| (sums.0 + line.0, sums.1 + line.1));
        let lines = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        Judged { lines, before: before / letters, after: after / letters }
    }

    /// Letters that are right after and were wrong before, and how many chance gives.
    fn gained(&self) -> (f64, f64) {
        let gains = self.0.iter().map(|(before, after, _)| before - after);
        (gains.clone().sum(), gains.map(|gain| gain * gain).sum::<f64>().sqrt())
    }

    /// Is the hand read better?
    fn is_better(&self) -> bool {
        let (judged, (gained, chance)) = (self.judged(), self.gained());
        judged.after < BETTER * judged.before && gained > BY_CHANCE * chance
    }

    /// Are other lines read worse?
    fn is_worse(&self) -> bool {
        let (judged, (gained, chance)) = (self.judged(), self.gained());
        judged.after > WORSE * judged.before + GRAIN && -gained > BY_CHANCE * chance
    }

    /// All lines of several.
    pub(super) fn together(all: &[Self]) -> Self {
        Self(all.iter().flat_map(|compared| &compared.0).copied().collect())
    }
}

/// Why what was learned should not be taken: of the hand, and of each kind of other lines.
pub(super) fn refused(hand: &Compared, kinds: &[Compared]) -> Option<Refused> {
    if !hand.is_better() {
        return Some(Refused::NoBetter);
    }
    let worse = Compared::together(kinds).is_worse() || kinds.iter().any(Compared::is_worse);
    worse.then_some(Refused::OthersWorse)
}

/// Wrong letters of each line, and how many are written.
fn wrong(model: &LineModel, lines: &[&TaughtLine]) -> Result<Vec<(usize, usize)>, LineModelError> {
    let mut shown = Vec::with_capacity(lines.len());
    for line in lines {
        shown.push(LinePicture { picture: &line.picture, stretch: AS_TAUGHT });
    }
    let read = model.read(&shown)?;
    let wrong = read.iter().zip(lines).map(|(read, line)| {
        let text: String = read.iter().map(|letter| letter.letter).collect();
        letters_apart(text.trim(), &line.text)
    });
    Ok(wrong.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of ten letters, each with so many wrong before and after.
    fn lines(wrong: &[(u32, u32)]) -> Compared {
        Compared(wrong.iter().map(|&(before, after)| (before.into(), after.into(), 10.0)).collect())
    }

    fn check(hand: &[(u32, u32)], kinds: &[&[(u32, u32)]], expected: Option<Refused>) {
        let kinds: Vec<Compared> = kinds.iter().map(|wrong| lines(wrong)).collect();
        assert_eq!(refused(&lines(hand), &kinds), expected);
    }

    const BETTER_HAND: [(u32, u32); 20] = [(4, 2); 20];

    #[test]
    fn a_model_that_reads_the_hand_better_is_taken() {
        check(&BETTER_HAND, &[&[(1, 1); 50], &[(0, 0); 20]], None);
    }

    #[test]
    fn one_that_does_not_is_refused() {
        check(&[(2, 2); 20], &[&[(1, 1); 50]], Some(Refused::NoBetter));
    }

    #[test]
    fn a_gain_that_chance_gives_is_none() {
        let mut hand = [(3, 3); 20];
        (hand[0], hand[1], hand[2]) = ((5, 2), (4, 2), (2, 4));
        check(&hand, &[&[(1, 1); 50]], Some(Refused::NoBetter));
    }

    #[test]
    fn one_that_forgot_others_is_refused() {
        check(&BETTER_HAND, &[&[(1, 2); 50]], Some(Refused::OthersWorse));
    }

    #[test]
    fn one_that_ruins_print_alone_is_refused() {
        check(&BETTER_HAND, &[&[(2, 2); 200], &[(0, 1); 12]], Some(Refused::OthersWorse));
    }

    #[test]
    fn one_letter_of_print_more_ruins_nothing() {
        let mut print = [(0, 0); 12];
        print[5] = (0, 1);
        check(&BETTER_HAND, &[&[(2, 2); 200], &print], None);
    }

    #[test]
    fn shares_are_of_all_letters() {
        let judged = lines(&[(4, 1), (2, 0)]).judged();
        assert_eq!((judged.lines, judged.before, judged.after), (2, 0.3, 0.05));
    }
}
