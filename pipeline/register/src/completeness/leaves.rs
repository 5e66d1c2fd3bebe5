//! The sequence of leaf labels: which of those read to believe, and on which level they count. Labels are pencilled
//! and often misread, so one that stands alone is never believed: an account of the whole book is sought that
//! explains the labels read at the least cost, by dynamic programming. Not for what is missing: see [`super::lacks`].

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::label::LeafLabel;

use self::costs::{Step, end_cost, start_cost};

mod costs;

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

/// Levels followed at most: leaves are missing at fewer places of a book, and every pair of levels is weighed at every
/// label.
const MOST_LEVELS: usize = 64;
/// Labels that must agree before a book counts as numbered.
const AGREEING: usize = 3;
/// Share of the labelled pages that must agree: numbers in corners that are no labels agree by chance.
const AGREEING_SHARE: f64 = 0.4;

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
