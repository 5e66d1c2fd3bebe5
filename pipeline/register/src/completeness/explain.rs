//! One explanation of a book in one order of its scans: leaf labels and act numbers together, and what both leave
//! unexplained. Not for trying other orders: see [`super::order`].

use std::collections::{BTreeMap, BTreeSet};

use crate::{form::ActType, id::ScanId};

use super::{
    book::{Book, BookScan, ScanState},
    leaves::{self, Around, Labelled},
    offices::Offices,
    series::{self, Counted},
};

/// Acts that are counted together, and the account of their numbers.
#[derive(Debug, Clone)]
pub(super) struct Series<'b> {
    /// The acts, in order.
    pub(super) acts: Vec<Counted<'b>>,
    /// Their account.
    pub(super) account: series::Account,
}

/// What is believed of a book in one order.
#[derive(Debug, Clone)]
pub(super) struct Explained<'b> {
    /// Its scans in that order.
    pub(super) scans: Vec<&'b BookScan>,
    /// The slot of each scan's first page.
    pub(super) slots: Vec<i64>,
    /// Pages with labels.
    pub(super) labelled: Vec<Labelled>,
    /// What the labels were weighed against.
    pub(super) around: Around,
    /// The account of the labels.
    pub(super) leaves: Option<leaves::Account>,
    /// The numberings.
    pub(super) series: Vec<Series<'b>>,
    /// What stays unexplained, in misread labels and numbers.
    pub(super) cost: f64,
    /// Steps it took to find that: scans gone through, and pairs of readings or levels weighed.
    pub(super) steps: usize,
}

/// What of a book does not depend on the order of its scans.
#[derive(Debug)]
pub(super) struct Fixed<'b> {
    /// The book.
    pub(super) book: &'b Book,
    /// Which acts one office wrote.
    pub(super) offices: Offices,
    /// Pages that most scans have.
    pub(super) usual_pages: usize,
    /// Leaves by the certifying note, and the scan it stands on.
    pub(super) certified: Option<(u32, ScanId)>,
    /// Halves on which acts usually begin.
    pub(super) begin_on: Vec<crate::page::Half>,
    /// Scans to be shot again.
    pub(super) faulty: BTreeSet<ScanId>,
    /// Scans that show fewer pages than those around them.
    pub(super) halved: BTreeSet<ScanId>,
}

impl Fixed<'_> {
    /// Were some of its pages not found: is the scan bad, or do all around it show more?
    pub(super) fn lacks_pages(&self, scan: &BookScan) -> bool {
        let told = self.faulty.contains(&scan.id) || self.halved.contains(&scan.id);
        scan.pages.is_empty() || scan.pages.len() < self.usual_pages && told
    }

    /// Pages that lie on a scan, found or not.
    fn pages_of(&self, scan: &BookScan) -> i64 {
        let pages = if self.lacks_pages(scan) { self.usual_pages } else { scan.pages.len() };
        i64::try_from(pages).unwrap_or(i64::MAX)
    }
}

/// Acts that must stand in two or more offices before each is taken to count for itself.
const APART_AT_LEAST: usize = 3;
/// Cost of each numbering more that an explanation needs.
const ONE_MORE: f64 = 1.0;

/// Explains the book with its scans in this order: numbers tell where to look for missing leaves, and labels where to
/// look for missing numbers.
pub(super) fn explain<'b>(fixed: &Fixed<'b>, scans: Vec<&'b BookScan>) -> Explained<'b> {
    let slots = slots(fixed, &scans);
    let acts = counted(fixed, &scans, &[]);
    // Of the numbers twice: all together, and office by office.
    let of_acts = scans.len() + 2 * series::steps(&acts);
    let mut series = by_series(fixed, acts);
    let labelled = labelled(fixed, &scans, &slots);
    let pages = scans.last().map_or(0, |last| fixed.pages_of(last));
    let mut around = Around {
        slots: slots.last().map_or(0, |last| last + pages),
        certified: certified(fixed, &scans, &slots),
        act_gaps: act_gaps(&series),
        empty: (0..scans.len()).filter(|&place| is_empty(scans[place])).collect(),
    };
    let mut leaves = leaves::account(&labelled, &around);
    let mut steps = of_acts + leaves::steps(&labelled);
    let lost = leaves.as_ref().map_or(Vec::new(), |account| lost_between(account, &labelled, &around));
    if !lost.is_empty() {
        series = by_series(fixed, counted(fixed, &scans, &lost));
        around.act_gaps = act_gaps(&series);
        leaves = leaves::account(&labelled, &around);
        steps *= 2;
    }
    // As they were weighed against each other: an order in which offices count apart is not better for that.
    let mut cost: f64 = series.iter().map(|s| s.account.cost + ONE_MORE).sum();
    #[expect(clippy::cast_precision_loss, reason = "a book has thousands of pages at most")]
    let all_misread = labelled.len() as f64;
    cost += leaves.as_ref().map_or(all_misread, |account| account.cost);
    Explained { scans, slots, labelled, around, leaves, series, cost, steps }
}

fn slots(fixed: &Fixed, scans: &[&BookScan]) -> Vec<i64> {
    let starts = scans.iter().scan(0, |next, scan| {
        let start = *next;
        *next += fixed.pages_of(scan);
        Some(start)
    });
    starts.collect()
}

/// The note's count with the slot it stands on.
fn certified(fixed: &Fixed, scans: &[&BookScan], slots: &[i64]) -> Option<(u32, i64)> {
    let (leaves, id) = fixed.certified.as_ref()?;
    let place = scans.iter().position(|scan| scan.id == *id)?;
    // A note on the first scans is a form's; it says nothing of where the book ends.
    let page = scans[place]
        .pages
        .iter()
        .position(|page| page.certified.is_some())
        .filter(|_| place * 2 >= scans.len())?;
    Some((*leaves, slots[place] + i64::try_from(page).ok()?))
}

fn is_empty(scan: &BookScan) -> bool {
    !scan.pages.is_empty() && scan.pages.iter().all(|page| page.is_blank() && page.labels.is_empty())
}

fn labelled(fixed: &Fixed, scans: &[&BookScan], slots: &[i64]) -> Vec<Labelled> {
    let mut labelled = Vec::new();
    for (position, (scan, &start)) in scans.iter().zip(slots).enumerate() {
        // A leaf bears its label on its front, the right of the open book.
        let not_found = fixed.pages_of(scan) - i64::try_from(scan.pages.len()).unwrap_or(0);
        let start = start + not_found;
        for (slot, page) in (start..).zip(&scan.pages).filter(|(_, page)| !page.labels.is_empty()) {
            let (labels, sure) = (page.labels.clone(), page.label_is_sure);
            labelled.push(Labelled { slot, position, labels, sure });
        }
    }
    labelled
}

/// Places between which the labels tell that leaves are missing.
fn lost_between(account: &leaves::Account, labelled: &[Labelled], around: &Around) -> Vec<(usize, usize)> {
    let lacks = account.lacks(labelled, around).into_iter();
    lacks.filter_map(|lack| lack.between.0.zip(lack.between.1)).collect()
}

/// The acts in the order of their scans; in a scan as they come. Leaves are `lost` between those places.
fn counted<'b>(fixed: &Fixed<'b>, scans: &[&BookScan], lost: &[(usize, usize)]) -> Vec<Counted<'b>> {
    let mut of_scan: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, act) in fixed.book.acts.iter().enumerate() {
        of_scan.entry(act.scan.number).or_default().push(at);
    }
    let mut counted = Vec::new();
    let (mut room, mut lost_before) = (false, false);
    for (position, scan) in scans.iter().enumerate() {
        lost_before |= lost.iter().any(|&(from, to)| from < position && position <= to);
        let here = of_scan.get(&scan.id.number).map(Vec::as_slice).unwrap_or_default();
        room |= scan.state != ScanState::Read;
        for page in &scan.pages {
            let on_page: Vec<usize> =
                here.iter().copied().filter(|&at| fixed.book.acts[at].half == page.half).collect();
            room |= on_page.is_empty() && !page.is_blank() && fixed.begin_on.contains(&page.half);
            for at in on_page {
                let (act, office) = (&fixed.book.acts[at], fixed.offices.of(at));
                let (room_before, lost_before) =
                    (std::mem::take(&mut room), std::mem::take(&mut lost_before));
                counted.push(Counted { act, position, room_before, lost_before, office });
            }
        }
    }
    counted
}

/// Types count apart; offices too, where that explains the numbers better.
fn by_series<'b>(fixed: &Fixed, counted: Vec<Counted<'b>>) -> Vec<Series<'b>> {
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
fn act_gaps(all: &[Series]) -> Vec<(usize, usize)> {
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

/// The leaves a new count may have lost at its beginning: more, and it goes on from elsewhere.
const LATE_AT_MOST: usize = 2;
/// Pages of a leaf.
const PAGES: usize = 2;

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
