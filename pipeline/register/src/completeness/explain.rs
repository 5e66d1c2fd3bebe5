//! One explanation of a book in one order of its scans: leaf labels and act numbers together, and what both leave
//! unexplained. Not for trying other orders: see [`super::order`].

use std::collections::{BTreeMap, BTreeSet};

use crate::{id::ScanId, page::Half};

use super::{
    book::{Book, BookScan, ScanState},
    leaves::{self, Around, Labelled},
    offices::Offices,
    series::{self, Counted},
};

pub(super) use self::numberings::Series;
use self::numberings::{ONE_MORE, act_gaps, by_series};

mod numberings;

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
    pub(super) begin_on: Vec<Half>,
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
