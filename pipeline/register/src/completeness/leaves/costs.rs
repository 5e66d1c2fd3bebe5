//! What it costs an account of the labels to pass one over, to leave leaves out, and to begin or end elsewhere. Not for
//! the account of least cost.

use super::{super::label::LeafLabel, Around, Labelled};

/// Cost of a label that is passed over as misread; the unit of all costs.
const MISREAD: f64 = 1.0;
/// The same of one that was read surely: little more than a gap, so that one such label tells of a leaf at either end.
const SURE_MISREAD: f64 = 1.7;
/// The same of a label with a letter right behind the label of its number: no misreading does that by chance.
const LETTER_MISREAD: f64 = 2.5;
/// Cost of taking another than the likeliest reading, where that was not read surely.
const OTHER_READING: f64 = 0.3;
/// Cost of leaves missing at one place: two labels on its far side outweigh it, one does not.
const GAP: f64 = 1.5;
/// The same where acts are missing too, or where a lettered leaf or an empty frame explains a step back.
const BACKED: f64 = 0.5;
/// Cost of a step back that nothing explains: more than that of any label misread.
const BACK: f64 = 1.8;
/// Cost of a missing leaf more: a few go missing together more often than many.
const FURTHER: f64 = 0.1;
/// Cost of a leaf's worth of pages without a number: books are numbered once, so long steps back are misreadings.
const UNCOUNTED: f64 = 1.0;
/// Cost of a first leaf that is not numbered 1, or of an end that the certifying note contradicts.
const OFF_END: f64 = 1.0;
/// Pages from the front of the last leaf to the note at most: fly-leaves come between.
const AFTER_LAST: i64 = 8;

impl Labelled {
    /// The level a reading puts the book on: constant as long as no page is missing or not counted.
    pub(in super::super) fn level(&self, label: &LeafLabel, stride: i64) -> i64 {
        let front = self.slot - i64::from(label.back && stride == 2);
        stride * i64::from(label.number) - front
    }

    /// Does a leaf with a letter follow that of its number here?
    fn follows(&self, before: &Self) -> bool {
        let numbers = self.labels.first().zip(before.labels.first());
        numbers
            .is_some_and(|(own, other)| own.letter.is_some() && own.number == other.number && *own != *other)
    }

    /// What it costs to pass the label over, behind another.
    pub(super) fn misread_cost(&self, before: Option<&Self>) -> f64 {
        match before {
            Some(before) if self.follows(before) => LETTER_MISREAD,
            _ if self.sure => SURE_MISREAD,
            _ => MISREAD,
        }
    }

    /// The reading on that level, with its cost.
    pub(super) fn on(&self, level: i64, stride: i64) -> Option<(f64, LeafLabel)> {
        let at = self.labels.iter().position(|label| self.level(label, stride) == level)?;
        let other = if self.sure { SURE_MISREAD } else { OTHER_READING };
        Some((if at == 0 { 0.0 } else { other }, self.labels[at]))
    }
}

/// Leaf 1 lies on the first page at the earliest; later where a cover and fly-leaves come first.
pub(super) fn start_cost(level: i64, stride: i64) -> f64 {
    if level > stride { OFF_END } else { 0.0 }
}

pub(super) fn end_cost(level: i64, stride: i64, around: &Around) -> f64 {
    let Some((leaves, note)) = around.certified else { return 0.0 };
    let last = stride * i64::from(leaves) - level;
    if (note - AFTER_LAST..=note).contains(&last) { 0.0 } else { OFF_END }
}

/// What it costs that the level changes between two labels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// Leaves are missing: beside what each of them costs.
    gap: f64,
    /// A step back is explained by what stands there.
    back_explained: bool,
}

impl Step {
    pub(super) fn between(before: &Labelled, page: &Labelled, around: &Around) -> Self {
        let inside = |gap: &(usize, usize)| gap.0 >= before.position && gap.1 <= page.position;
        let mut labels = before.labels.iter().chain(&page.labels);
        let lettered = labels.any(|label| label.letter.is_some());
        let empty = around.empty.iter().any(|place| (before.position..page.position).contains(place));
        Self {
            gap: if around.act_gaps.iter().any(inside) { BACKED } else { GAP },
            back_explained: lettered || empty,
        }
    }

    pub(super) fn cost(self, from: i64, to: i64, stride: i64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a book has thousands of pages at most")]
        let leaves = (to - from).abs() as f64 / stride as f64;
        if to == from {
            0.0
        } else if to > from {
            self.gap + FURTHER * leaves
        } else if self.back_explained {
            BACKED
        } else {
            BACK + UNCOUNTED * (leaves - 1.0).max(0.0)
        }
    }
}
