//! The sequence of leaf labels: which of those read to believe, and on which level they count. Labels are pencilled
//! and often misread, so one that stands alone is never believed: an account of the whole book is sought that
//! explains the labels read at the least cost, by dynamic programming. Not for what is missing: see [`super::lacks`].

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::label::LeafLabel;

/// A page with a label, by its slot: pages counted in capture order, from 0.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Labelled {
    /// Which page.
    pub(super) slot: i64,
    /// Place of its scan in the order.
    pub(super) position: usize,
    /// Readings, likeliest first.
    pub(super) labels: Vec<LeafLabel>,
    /// Was the likeliest read surely?
    pub(super) sure: bool,
}

/// What is known of the book beside its labels.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Around {
    /// Pages in all.
    pub(super) slots: i64,
    /// Leaves by the certifying note, and the slot of the page it stands on.
    pub(super) certified: Option<(u32, i64)>,
    /// Places in the order between which acts are missing.
    pub(super) act_gaps: Vec<(usize, usize)>,
    /// Places of scans that show nothing: a frame shot between, or a leaf nobody numbered.
    pub(super) empty: Vec<usize>,
}

/// An account of the labels.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Account {
    /// What it leaves unexplained, in misread labels.
    pub(super) cost: f64,
    /// Pages from one number to the next: two where leaves are numbered, one where pages are.
    pub(super) stride: i64,
    /// Of each labelled page, the level and the label believed.
    pub(super) believed: Vec<(i64, Option<LeafLabel>)>,
}

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
/// Levels followed at most: leaves are missing at fewer places of a book, and every pair of levels is weighed at every
/// label.
const MOST_LEVELS: usize = 64;
/// Labels that must agree before a book counts as numbered.
const AGREEING: usize = 3;
/// Share of the labelled pages that must agree: numbers in corners that are no labels agree by chance.
const AGREEING_SHARE: f64 = 0.4;

impl Labelled {
    /// The level a reading puts the book on: constant as long as no page is missing or not counted.
    pub(super) fn level(&self, label: &LeafLabel, stride: i64) -> i64 {
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
    fn misread_cost(&self, before: Option<&Self>) -> f64 {
        match before {
            Some(before) if self.follows(before) => LETTER_MISREAD,
            _ if self.sure => SURE_MISREAD,
            _ => MISREAD,
        }
    }

    /// The reading on that level, with its cost.
    fn on(&self, level: i64, stride: i64) -> Option<(f64, LeafLabel)> {
        let at = self.labels.iter().position(|label| self.level(label, stride) == level)?;
        let other = if self.sure { SURE_MISREAD } else { OTHER_READING };
        Some((if at == 0 { 0.0 } else { other }, self.labels[at]))
    }
}

/// The account that explains the labels best, whether leaves or pages are numbered; `None` where too few agree.
pub(super) fn account(labelled: &[Labelled], around: &Around) -> Option<Account> {
    let accounts = [2, 1].into_iter().filter_map(|stride| with_stride(labelled, around, stride));
    accounts.min_by(|a, b| a.cost.total_cmp(&b.cost)).filter(|account| {
        let agreeing = account.believed.iter().filter(|(_, label)| label.is_some()).count();
        #[expect(clippy::cast_precision_loss, reason = "a book has thousands of pages at most")]
        let share = agreeing as f64 / labelled.len() as f64;
        agreeing >= AGREEING && share >= AGREEING_SHARE
    })
}

/// Steps an account takes: pairs of levels weighed at a label.
pub(super) fn steps(labelled: &[Labelled]) -> usize {
    [2, 1].map(|stride| labelled.len() * levels(labelled, stride).len().pow(2)).iter().sum()
}

fn with_stride(labelled: &[Labelled], around: &Around, stride: i64) -> Option<Account> {
    let levels = levels(labelled, stride);
    let mut costs: Vec<f64> = levels.iter().map(|&level| start_cost(level, stride)).collect();
    let mut came_from: Vec<Vec<usize>> = Vec::with_capacity(labelled.len());
    for (at, page) in labelled.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &labelled[before]);
        let step = before.map(|before| Step::between(before, page, around));
        let misread = page.misread_cost(before);
        let (mut next, mut from) = (Vec::with_capacity(levels.len()), Vec::with_capacity(levels.len()));
        for (to, &level) in levels.iter().enumerate() {
            let (own, entered) = match page.on(level, stride) {
                Some((cost, label)) => (cost, entered(level, &label, stride)),
                None => (misread, level),
            };
            let way = |f: usize| step.map_or(0.0, |step| step.cost(levels[f], entered, stride));
            let ways = costs.iter().enumerate().map(|(f, cost)| (f, cost + way(f)));
            let ways = ways.filter(|(f, _)| step.is_some() || *f == to);
            let best = ways.min_by(|a, b| a.1.total_cmp(&b.1))?;
            next.push(best.1 + own);
            from.push(best.0);
        }
        costs = next;
        came_from.push(from);
    }
    let ends = costs.iter().zip(&levels).map(|(cost, &level)| cost + end_cost(level, stride, around));
    let (mut at, cost) = ends.enumerate().min_by(|a, b| a.1.total_cmp(&b.1))?;
    let mut believed = Vec::with_capacity(labelled.len());
    for (page, from) in labelled.iter().zip(&came_from).rev() {
        believed.push((levels[at], page.on(levels[at], stride).map(|(_, label)| label)));
        at = from[at];
    }
    believed.reverse();
    Some(Account { cost, stride, believed })
}

/// Levels worth following: those two labels agree on, and those of the outermost labels, of any lettered one and of any
/// read surely (between an empty frame and a missing leaf one label alone may stand); of many those that most agree on.
fn levels(labelled: &[Labelled], stride: i64) -> Vec<i64> {
    let mut agreeing: BTreeMap<i64, usize> = BTreeMap::new();
    let outermost = [0, 1, labelled.len().wrapping_sub(2), labelled.len().wrapping_sub(1)];
    for (at, page) in labelled.iter().enumerate() {
        for (nth, label) in page.labels.iter().enumerate() {
            let level = page.level(label, stride);
            let sure = page.sure && nth == 0;
            let alone = outermost.contains(&at) || label.letter.is_some() || sure;
            for level in BTreeSet::from([level, entered(level, label, stride)]) {
                *agreeing.entry(level).or_default() += 1 + usize::from(alone);
            }
        }
    }
    let mut worth: Vec<(i64, usize)> = agreeing.into_iter().filter(|(_, labels)| *labels > 1).collect();
    worth.sort_by_key(|(_, labels)| Reverse(*labels));
    let mut levels: Vec<i64> = worth.into_iter().take(MOST_LEVELS).map(|(level, _)| level).collect();
    levels.sort_unstable();
    levels
}

/// The level before a label that puts the book on `level`: a leaf with a letter stands behind that of its number, where
/// the next number would, and puts the count back by one.
pub(super) fn entered(level: i64, label: &LeafLabel, stride: i64) -> i64 {
    if label.letter.is_some() { level + stride } else { level }
}

/// Leaf 1 lies on the first page at the earliest; later where a cover and fly-leaves come first.
fn start_cost(level: i64, stride: i64) -> f64 {
    if level > stride { OFF_END } else { 0.0 }
}

fn end_cost(level: i64, stride: i64, around: &Around) -> f64 {
    let Some((leaves, note)) = around.certified else { return 0.0 };
    let last = stride * i64::from(leaves) - level;
    if (note - AFTER_LAST..=note).contains(&last) { 0.0 } else { OFF_END }
}

/// What it costs that the level changes between two labels.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// Leaves are missing: beside what each of them costs.
    gap: f64,
    /// A step back is explained by what stands there.
    back_explained: bool,
}

impl Step {
    fn between(before: &Labelled, page: &Labelled, around: &Around) -> Self {
        let inside = |gap: &(usize, usize)| gap.0 >= before.position && gap.1 <= page.position;
        let mut labels = before.labels.iter().chain(&page.labels);
        let lettered = labels.any(|label| label.letter.is_some());
        let empty = around.empty.iter().any(|place| (before.position..page.position).contains(place));
        Self {
            gap: if around.act_gaps.iter().any(inside) { BACKED } else { GAP },
            back_explained: lettered || empty,
        }
    }

    fn cost(self, from: i64, to: i64, stride: i64) -> f64 {
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

impl Account {
    /// The label of the front (or back) at `slot`, when the labels are `labelled`.
    pub(super) fn label_at(&self, labelled: &[Labelled], slot: i64) -> Option<LeafLabel> {
        if let Some(at) = labelled.iter().position(|page| page.slot == slot)
            && let (_, Some(label)) = self.believed[at]
        {
            return Some(label);
        }
        let next = labelled.iter().position(|page| page.slot >= slot);
        let level = match (next, self.believed[next.unwrap_or(labelled.len() - 1)]) {
            (Some(_), (level, Some(label))) => entered(level, &label, self.stride),
            (_, (level, _)) => level,
        };
        let halves = slot + level;
        let number = u32::try_from(halves.div_euclid(self.stride)).ok().filter(|n| *n > 0)?;
        Some(LeafLabel { back: halves.rem_euclid(self.stride) == 1, ..LeafLabel::front(number) })
    }

    /// The highest label believed.
    pub(super) fn last(&self) -> Option<u32> {
        self.believed.iter().filter_map(|(_, label)| label.map(|l| l.number)).max()
    }
}
