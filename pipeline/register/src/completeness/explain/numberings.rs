//! Which acts are counted together, and where their numbers tell of lost leaves. Not for the account of one numbering:
//! see [`series`].

use std::collections::{BTreeMap, BTreeSet};

use crate::form::ActType;

use super::{
    super::series::{self, Counted},
    Fixed,
};

/// Acts that are counted together, and the account of their numbers.
#[derive(Debug, Clone)]
pub(in super::super) struct Series<'b> {
    /// The acts, in order.
    pub(in super::super) acts: Vec<Counted<'b>>,
    /// Their account.
    pub(in super::super) account: series::Account,
}

/// Acts that must stand in two or more offices before each is taken to count for itself.
const APART_AT_LEAST: usize = 3;
/// Cost of each numbering more that an explanation needs.
pub(super) const ONE_MORE: f64 = 1.0;
/// The leaves a new count may have lost at its beginning: more, and it goes on from elsewhere.
const LATE_AT_MOST: usize = 2;
/// Pages of a leaf.
const PAGES: usize = 2;

/// Types count apart; offices too, where that explains the numbers better.
pub(super) fn by_series<'b>(fixed: &Fixed, counted: Vec<Counted<'b>>) -> Vec<Series<'b>> {
    let expected = fixed.book.card.acts;
    let mut by_type: BTreeMap<ActType, Vec<Counted<'b>>> = BTreeMap::new();
    for act in counted {
        by_type.entry(act.act.kind).or_default().push(act);
    }
    let only = by_type.len() == 1;
    let mut all = Vec::new();
    for acts in by_type.into_values() {
        let whole = Series { account: series::account(&acts, expected.filter(|_| only)), acts };
        let apart = apart(&whole.acts);
        let cost: f64 = apart.iter().map(|s| s.account.cost + ONE_MORE).sum();
        if apart.len() > 1 && cost < whole.account.cost + ONE_MORE {
            all.extend(apart)
        } else {
            all.push(whole)
        }
    }
    all
}

/// One series for each office that wrote several acts; acts of others go with the office before them.
fn apart<'b>(acts: &[Counted<'b>]) -> Vec<Series<'b>> {
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for act in acts {
        *sizes.entry(act.office).or_default() += 1;
    }
    sizes.retain(|_, size| *size >= APART_AT_LEAST);
    let mut of_office: BTreeMap<usize, Vec<Counted<'b>>> = BTreeMap::new();
    let mut last = sizes.keys().next().copied();
    for act in acts {
        last = Some(act.office).filter(|office| sizes.contains_key(office)).or(last);
        of_office.entry(last.unwrap_or(act.office)).or_default().push(*act);
    }
    let series = |acts: Vec<Counted<'b>>| Series { account: series::account(&acts, None), acts };
    of_office.into_values().map(series).collect()
}

/// Places in the order of scans between which about as many numbers are missing as a leaf bears, and no page lies on
/// which they were not read. A number left out by the writer is no sign of a leaf.
pub(super) fn act_gaps(all: &[Series]) -> Vec<(usize, usize)> {
    let mut gaps = Vec::new();
    for series in all {
        let least = on_page(&series.acts);
        for lack in series.account.runs.iter().flat_map(|run| run.lacks(&series.acts)) {
            if let (Some(a), Some(b)) = lack.between
                && lack.numbers.len() >= least
                && series.acts[a].position < series.acts[b].position
                && !series.acts[a + 1..=b].iter().any(|act| act.room_before)
            {
                gaps.push((series.acts[a].position, series.acts[b].position));
            }
        }
        gaps.extend(late_beginnings(series, least));
    }
    gaps
}

/// Acts that begin on a page of those that bear any, rounded down.
fn on_page(acts: &[Counted]) -> usize {
    let pages: BTreeSet<_> = acts.iter().map(|counted| (counted.position, counted.act.half)).collect();
    acts.len() / pages.len().max(1)
}

/// Where a new count begins later than its place gives, by no more than a few leaves bear.
fn late_beginnings(series: &Series, least: usize) -> Vec<(usize, usize)> {
    let ends = series.account.runs.windows(2).filter_map(|pair| {
        let (&(end, _), &(first, number)) = (pair[0].believed.last()?, pair[1].believed.first()?);
        let late = usize::try_from(number.value).ok()?.checked_sub(first - end)?;
        let (before, behind) = (series.acts[end].position, series.acts[end + 1].position);
        let lost = (least..=LATE_AT_MOST * PAGES * least).contains(&late) && before < behind;
        (lost && !series.acts[end + 1].room_before).then_some((before, behind))
    });
    ends.collect()
}
