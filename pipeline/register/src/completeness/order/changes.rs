//! Changes of order worth trying, and what each makes of the scans. Not for whether one is believed.

use std::collections::BTreeSet;

use super::{
    super::{
        book::BookScan,
        explain::{Explained, Series},
        label::LeafLabel,
        leaves::Account,
    },
    Displaced,
};

/// Places looked at in one round.
const MOST_PLACES: usize = 24;

/// A change of order, by places in the order before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// Two scans change places.
    Swap(usize, usize),
    /// A scan goes before another.
    Move(usize, usize),
}

pub(super) fn changed<'b>(scans: &[&'b BookScan], change: Change) -> Vec<&'b BookScan> {
    let mut order = scans.to_vec();
    match change {
        Change::Swap(a, b) => order.swap(a, b),
        Change::Move(from, before) => {
            let scan = order.remove(from);
            order.insert(if before > from { before - 1 } else { before }, scan);
        }
    }
    order
}

pub(super) fn told<'b>(scans: &[&'b BookScan], change: Change) -> Displaced<'b> {
    match change {
        Change::Swap(a, b) => Displaced { scans: vec![scans[a], scans[b]], belongs_after: None },
        Change::Move(from, before) => Displaced {
            scans: vec![scans[from]],
            belongs_after: before.checked_sub(1).map(|after| scans[after]),
        },
    }
}

/// Changes worth trying: where something is not explained, with its neighbours, with each other, and with the place
/// its label or number points to. Those of near places first: an operator turns two pages over and comes back.
pub(super) fn changes(explained: &Explained) -> Vec<Change> {
    let (doubtful, pointed) = doubtful(explained);
    let last = explained.scans.len().saturating_sub(1);
    let mut changes: BTreeSet<Change> = BTreeSet::new();
    let mut add = |a: usize, b: usize| {
        if a != b && a <= last && b <= last {
            changes.insert(Change::Swap(a.min(b), a.max(b)));
            changes.insert(Change::Move(a, b));
            changes.insert(Change::Move(a, b + 1));
        }
    };
    for &place in &doubtful {
        add(place, place + 1);
        for &other in doubtful.iter().filter(|_| doubtful.len() <= MOST_PLACES) {
            add(place, other);
        }
    }
    for (from, to) in pointed {
        add(from, to);
    }
    let speaking = speaking(explained);
    changes.retain(|change| match *change {
        Change::Move(from, before) => before != from && before != from + 1 && speaking.contains(&from),
        Change::Swap(a, b) => b == a + 1 || speaking.contains(&a) && speaking.contains(&b),
    });
    let mut changes: Vec<Change> = changes.into_iter().collect();
    changes.sort_by_key(|change| match *change {
        Change::Swap(a, b) | Change::Move(a, b) => a.abs_diff(b),
    });
    changes
}

/// Scans that bear a label or a number: any other may stand anywhere, and would fill every gap.
fn speaking(explained: &Explained) -> BTreeSet<usize> {
    let labelled = explained.labelled.iter().map(|page| page.position);
    let acts = explained.series.iter().flat_map(|series| &series.acts);
    let numbered = acts.filter(|counted| !counted.act.numbers.is_empty()).map(|counted| counted.position);
    labelled.chain(numbered).collect()
}

/// Places where something is not explained, and pairs of a place with the one its label or number points to.
type Doubtful = (BTreeSet<usize>, Vec<(usize, usize)>);

fn doubtful(explained: &Explained) -> Doubtful {
    let (mut places, mut pointed) = doubtful_labels(explained);
    for series in &explained.series {
        let (of_numbers, pointed_by_numbers) = doubtful_numbers(series);
        places.extend(of_numbers);
        pointed.extend(pointed_by_numbers);
    }
    (places, pointed)
}

fn doubtful_labels(explained: &Explained) -> Doubtful {
    let mut places = BTreeSet::new();
    let mut pointed = Vec::new();
    if let Some(account) = &explained.leaves {
        let by_place = labels_by_place(explained, account);
        for (page, (_, believed)) in explained.labelled.iter().zip(&account.believed) {
            if believed.is_none() {
                places.insert(page.position);
                let there = by_place.iter().filter(|(_, label)| *label == page.labels[0]);
                pointed.extend(there.map(|&(place, _)| (page.position, place)));
            }
        }
        for lack in account.lacks(&explained.labelled, &explained.around) {
            places.extend(lack.between.0);
            places.extend(lack.between.1);
        }
    }
    (places, pointed)
}

fn doubtful_numbers(series: &Series) -> Doubtful {
    let (mut places, mut pointed) = (BTreeSet::new(), Vec::new());
    let position = |act: usize| series.acts[act].position;
    let numbers: Vec<_> = series.account.runs.iter().flat_map(|run| run.numbers()).collect();
    for (at, act) in series.acts.iter().enumerate() {
        let Some(own) = act.act.numbers.first() else { continue };
        if !numbers.contains(&(at, *own)) {
            places.insert(act.position);
            let there = numbers.iter().filter(|(_, number)| number.value == own.value);
            pointed.extend(there.map(|&(there, _)| (act.position, position(there))));
        }
    }
    for run in &series.account.runs {
        let ends = [run.believed.first(), run.believed.last()];
        places.extend(ends.into_iter().flatten().map(|&(at, _)| position(at)));
        for lack in run.lacks(&series.acts) {
            places.extend([lack.between.0, lack.between.1].into_iter().flatten().map(position));
        }
    }
    (places, pointed)
}

/// The label of every page as the account has it, with the place of its scan.
fn labels_by_place(explained: &Explained, account: &Account) -> Vec<(usize, LeafLabel)> {
    let pages = explained
        .scans
        .iter()
        .zip(&explained.slots)
        .enumerate()
        .flat_map(|(place, (scan, &slot))| (slot..).zip(&scan.pages).map(move |(slot, _)| (place, slot)));
    pages.filter_map(|(place, slot)| Some((place, account.label_at(&explained.labelled, slot)?))).collect()
}
