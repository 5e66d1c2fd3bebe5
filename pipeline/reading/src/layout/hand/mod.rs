//! How lines were put on paper: print, type or handwriting, told from the look of their strokes before anything
//! is read. Not for stamps, and not for what a hand says.
//!
//! A line's traits go through a small fitted network; what a page, its forms and entries, and a column are mostly
//! made of then weighs in ([`votes`]). Unsure means printed: print taken for handwriting would lose its reading.

mod edges;
mod pitch;
mod strip;
mod traits;
mod votes;
#[expect(clippy::approx_constant, reason = "weights were fitted; none is a constant of mathematics")]
mod weights;

use register::layout::Hand;

use self::{
    pitch::Fit,
    strip::Strip,
    votes::{Ballot, Place},
};
use super::{cells::FoundTable, lines::FoundLine};
use crate::prepare::binarize::Ink;

/// Hands in the order of the network's outputs.
const HANDS: [Hand; 3] = [Hand::Handwritten, Hand::Printed, Hand::Typed];
/// A line is printed unless another hand is this likely.
const SURE: f64 = 0.6;
/// A line this many letters wide has a full vote.
const FULL_VOTE: f64 = 8.0;

/// Traits of the page's strips: those of [`traits`], the fit of the page's advance and of the line's own, height
/// of its letters against the page's, and its width in letters (logarithm).
type Traits = [f32; weights::TRAITS];

/// Sets the hand of every line that is no stamp. `letter` is the page's letter height, pixels.
pub(super) fn tell(ink: &Ink, lines: &mut [FoundLine], tables: &[FoundTable], letter: f64) {
    if letter <= 0.0 {
        return;
    }
    let ballots: Vec<Ballot> = traits_of(ink, lines, letter)
        .iter()
        .zip(&*lines)
        .map(|(traits, line)| Ballot {
            scores: traits.as_ref().map_or([0.0; 3], scores),
            weight: if traits.is_some() { (line.width() / letter / FULL_VOTE).min(1.0) } else { 0.0 },
            place: place(line, tables),
        })
        .collect();
    for (line, shares) in lines.iter_mut().zip(votes::count(&ballots)) {
        if line.hand != Hand::Stamp {
            line.hand = likeliest(shares);
        }
    }
}

fn likeliest(shares: [f64; 3]) -> Hand {
    let sure = (0..3).find(|&i| shares[i] >= SURE);
    sure.map_or(Hand::Printed, |i| HANDS[i])
}

fn place(line: &FoundLine, tables: &[FoundTable]) -> Place {
    let Some(at) = line.cell else { return Place::Open };
    if tables.get(at.table).is_some_and(|t| t.is_heading(at.row, at.column)) {
        Place::Head(at.table)
    } else {
        Place::Column(at.table, at.column)
    }
}

/// Traits of every line; none where it is a stamp or holds no ink.
fn traits_of(ink: &Ink, lines: &[FoundLine], letter: f64) -> Vec<Option<Traits>> {
    let advances = pitch::advances(letter);
    let fits: Vec<Fit> = lines.iter().map(|l| Fit::of(&l.blobs, letter, &advances)).collect();
    let mut page = Fit::default();
    fits.iter().for_each(|fit| page.add(fit));
    let advance = page.best();
    lines
        .iter()
        .zip(&fits)
        .map(|(line, fit)| {
            let strip = (line.hand != Hand::Stamp).then(|| Strip::cut(ink, line, letter)).flatten()?;
            let more = [
                advance.map_or(0.0, |a| fit.at(a)),
                fit.best().map_or(0.0, |a| fit.at(a)),
                strip.letter() / letter,
                (strip.width as f64 / letter).clamp(0.5, 200.0).log2(),
            ];
            let all = traits::of(&strip, &line.blobs).into_iter().chain(more.map(|t| t as f32));
            let mut traits = [0.0; weights::TRAITS];
            traits.iter_mut().zip(all).for_each(|(to, from)| *to = from);
            Some(traits)
        })
        .collect()
}

/// Log likelihoods of the hands, up to what they share.
fn scores(traits: &Traits) -> [f64; 3] {
    let mut hidden = weights::HIDDEN_BIAS;
    for (i, trait_) in traits.iter().enumerate() {
        let usual = ((trait_ - weights::MEAN[i]) / weights::SPREAD[i]).clamp(-weights::REACH, weights::REACH);
        for (sum, weight) in hidden.iter_mut().zip(&weights::HIDDEN[i]) {
            *sum += usual * weight;
        }
    }
    let mut out = weights::OUT_BIAS;
    for (unit, weights) in hidden.iter().zip(&weights::OUT) {
        for (sum, weight) in out.iter_mut().zip(weights) {
            *sum += unit.tanh() * weight;
        }
    }
    out.map(f64::from)
}

#[cfg(test)]
mod tests;
