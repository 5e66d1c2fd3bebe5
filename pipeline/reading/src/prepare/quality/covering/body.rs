//! What lies on a page as one dark body that comes from its side, however it leans. Not for finding where it may lie:
//! see [`super::on_side`].

use std::collections::{BTreeMap, BTreeSet};

use super::{CLEAR, MOST, PAPER, RISE, Thing};

/// Brightness of a thing against the paper, at most: the edges of the leaves below are brighter.
const DARK: f32 = 0.84;
/// Share of the way in that a thing must come without a break.
const WHOLE: f64 = 0.93;
/// How far behind the line the page begins at a thing must be seen to come from outside, pixels of the bare paper.
const FOOT: usize = 2;
/// Widths of things across their way, shares of the page's shorter side.
const WIDTHS: std::ops::RangeInclusive<f64> = 0.03..=0.25;
/// Most that the grey inside a thing may differ from its middle, share of the paper's grey.
const ROUGHEST: f32 = 0.12;

/// A dark body that comes from the side of the page.
pub(super) struct Body {
    /// How far in it reaches, and how far along the side its tip lies from its root.
    reach: f64,
    sideways: f64,
    /// At each depth, where along the side it begins and ends.
    flanks: BTreeMap<usize, (usize, usize)>,
    /// Share of those depths at which clear paper lies beside it: leaf edges and creases fade into theirs.
    crisp: f64,
    /// Brightness against the paper, of all of it.
    tones: Vec<f32>,
}

impl Body {
    /// Does it reach all the way in, as wide as a thing and mostly of one tone? Shadow and round flanks are not.
    pub(super) fn is_thing(&self, reach: f64, shorter: f64) -> bool {
        let width = self.tones.len() as f64 / self.reach.hypot(self.sideways).max(1.0);
        let mut tones = self.tones.clone();
        let nth = tones.len() / 2;
        let middle = *tones.select_nth_unstable_by(nth, f32::total_cmp).1;
        let even = self.tones.iter().filter(|t| (*t - middle).abs() <= ROUGHEST).count();
        let least = WIDTHS.start() * shorter;
        let wide = self.flanks.values().filter(|(from, to)| (to - from + 1) as f64 >= least).count();
        self.reach >= WHOLE * reach
            && wide as f64 >= MOST * self.flanks.len() as f64
            && self.crisp >= MOST
            && WIDTHS.contains(&(width / shorter))
            && middle <= DARK
            && even as f64 >= MOST * self.tones.len() as f64
    }
}

impl Thing<'_> {
    /// What is dark between the line and where the page begins, and comes from the side: no paper lies between, as
    /// beside a word that was not closed over.
    pub(super) fn body(&self) -> Option<Body> {
        let dark = |(along, deep): (usize, usize)| {
            let begin = self.begins[along] as usize;
            deep >= self.line[along] as usize && deep < begin && self.tone(along, deep) < PAPER
        };
        let root =
            self.along.clone().map(|along| (along, self.line[along] as usize + FOOT)).filter(|&p| dark(p));
        let mut waiting: Vec<(usize, usize)> = root.collect();
        let mut taken: BTreeSet<(usize, usize)> = waiting.iter().copied().collect();
        let roots = (waiting.first()?.0, waiting.last()?.0);
        while let Some((along, deep)) = waiting.pop() {
            let near = [
                (along.wrapping_sub(1), deep),
                (along + 1, deep),
                (along, deep.wrapping_sub(1)),
                (along, deep + 1),
            ];
            for place in near {
                if self.along.contains(&place.0) && dark(place) && taken.insert(place) {
                    waiting.push(place);
                }
            }
        }
        let tip = taken.iter().copied().max_by_key(|&(_, deep)| deep)?;
        let sideways = tip.0 as f64 - (roots.0 + roots.1) as f64 / 2.0;
        let mut flanks: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for &(along, deep) in &taken {
            let flank = flanks.entry(deep).or_insert((along, along));
            *flank = (flank.0.min(along), flank.1.max(along));
        }
        let crisp = flanks.iter().filter(|(deep, flank)| self.is_clear_beside(**deep, **flank)).count();
        let crisp = crisp as f64 / flanks.len() as f64;
        let tones = taken.iter().map(|&(along, deep)| self.tone(along, deep)).collect();
        Some(Body { reach: (tip.1 as f64) - f64::from(self.line[tip.0]), sideways, flanks, crisp, tones })
    }

    /// Is there clear paper, or the end of the page, beside the body on both sides?
    fn is_clear_beside(&self, deep: usize, (from, to): (usize, usize)) -> bool {
        let end = self.view.length;
        let clear = |along: usize| self.tone(along, deep) >= CLEAR;
        let before = from < RISE || (from - RISE..from).any(clear);
        before && (to + RISE >= end || (to + 1..=to + RISE).any(clear))
    }

    /// Brightness of a place against the paper.
    fn tone(&self, along: usize, deep: usize) -> f32 {
        self.view.at(along, deep) / self.papers[along]
    }
}
