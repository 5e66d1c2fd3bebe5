//! Leaves that an account of the labels finds missing: before the first page, between pages, after the last. Not for the
//! account itself: see [`super::leaves`].

use super::{
    label::LeafLabel,
    leaves::{Account, Around, Labelled, entered},
};

/// Leaves missing before the first at most; see [`Account::before`].
const MOST_BEFORE: usize = 6;

/// Leaves missing at one place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lack {
    /// Their labels, or some of these where the labels beside were not read.
    pub(super) leaves: Vec<String>,
    /// How many pages of them.
    pub(super) pages: i64,
    /// The level before them: what a slot has to be added to for its number (times the stride).
    pub(super) level: i64,
    /// Places in the order of the labels before and behind.
    pub(super) between: (Option<usize>, Option<usize>),
    /// The labels before and behind.
    pub(super) labels: (Option<LeafLabel>, Option<LeafLabel>),
}

impl Account {
    /// Leaves missing before the first page, between pages, and after the last (by the certifying note).
    pub(super) fn lacks(&self, labelled: &[Labelled], around: &Around) -> Vec<Lack> {
        let known: Vec<(usize, LeafLabel)> =
            (0..labelled.len()).filter_map(|at| Some((at, self.believed[at].1?))).collect();
        let mut lacks: Vec<Lack> = self.before(labelled, &known).into_iter().collect();
        lacks.extend(known.windows(2).filter_map(|pair| self.between(labelled, pair[0], pair[1])));
        lacks.extend(self.behind(labelled, &known, around));
        lacks
    }

    fn before(&self, labelled: &[Labelled], known: &[(usize, LeafLabel)]) -> Option<Lack> {
        let &(at, label) = known.first()?;
        let level = entered(self.believed[at].0, &label, self.stride);
        let end = label.number + u32::from(label.letter.is_some());
        let first_on_paper = (1..end).find(|n| self.stride * i64::from(*n) - level >= 0);
        let missing: Vec<String> = (1..first_on_paper.unwrap_or(end)).map(|n| n.to_string()).collect();
        let lack = Lack {
            pages: level - self.stride,
            level: self.stride,
            leaves: missing,
            between: (None, Some(labelled[at].position)),
            labels: (None, Some(label)),
        };
        // A volume that goes on from another begins far from 1, and lacks nothing.
        (!lack.leaves.is_empty() && lack.leaves.len() <= MOST_BEFORE).then_some(lack)
    }

    fn between(
        &self,
        labelled: &[Labelled],
        (a, before): (usize, LeafLabel),
        (b, behind): (usize, LeafLabel),
    ) -> Option<Lack> {
        let pages = entered(self.believed[b].0, &behind, self.stride) - self.believed[a].0;
        let (first, end) = (before.number + 1, behind.number + u32::from(behind.letter.is_some()));
        if pages <= 0 || (first > end && !before.back) {
            return None;
        }
        let mut leaves: Vec<String> = (first..end).map(|n| n.to_string()).collect();
        if pages % self.stride == 1 && leaves.is_empty() {
            leaves.push(LeafLabel { back: true, ..before }.to_string());
        }
        let between = (Some(labelled[a].position), Some(labelled[b].position));
        let (level, labels) = (self.believed[a].0, (Some(before), Some(behind)));
        (!leaves.is_empty()).then_some(Lack { leaves, pages, level, between, labels })
    }

    fn behind(&self, labelled: &[Labelled], known: &[(usize, LeafLabel)], around: &Around) -> Option<Lack> {
        let &(at, label) = known.last()?;
        let level = self.believed[at].0;
        // The note stands on the last leaf at the earliest.
        let (leaves, note) = around.certified?;
        let last_on_paper = (note + level) / self.stride;
        let from = u32::try_from(last_on_paper).ok()?.max(label.number) + 1;
        let missing: Vec<String> = (from..=leaves).map(|n| n.to_string()).collect();
        let lack = Lack {
            pages: self.stride * i64::try_from(missing.len()).ok()?,
            level,
            leaves: missing,
            between: (Some(labelled[at].position), None),
            labels: (Some(label), None),
        };
        (!lack.leaves.is_empty()).then_some(lack)
    }
}
