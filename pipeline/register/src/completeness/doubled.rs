//! The same page shot twice: scans that say the same, or, where their words could not be read, that look the same;
//! whose labels and numbers do not say otherwise. Not for words and looks themselves: see `wording` and
//! [`crate::signature`].

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    form::ActType,
    id::ScanId,
    page::Half,
    signature::{self, Signature},
};

use super::{
    book::{ActNumber, Book, BookScan, ScanState},
    label::LeafLabel,
    wording::{LEAST_OWN, LEAST_OWN_AGREED, Wordings},
};

/// Scans that show the same.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Doubled<'b> {
    /// The one to keep: sharper, and with fewer faults.
    pub(super) keep: &'b BookScan,
    /// The one to leave out.
    pub(super) leave_out: &'b BookScan,
}

/// What a scan says of its place.
#[derive(Debug, Clone, Default)]
struct Said {
    labels: BTreeSet<LeafLabel>,
    numbers: BTreeSet<(ActType, ActNumber)>,
}

/// Every pair of scans that show the same, in capture order; of three, two pairs.
pub(super) fn find<'b>(book: &'b Book, faulty: &BTreeSet<ScanId>) -> Vec<Doubled<'b>> {
    let said = said(book);
    let standing: Vec<&BookScan> =
        book.scans.iter().filter(|scan| scan.state != ScanState::Withdrawn).collect();
    let (alike, words) = (alike(&standing), Words::of(&standing));
    let agree = |a: usize, b: usize| said[&standing[a].id].agrees(&said[&standing[b].id]);
    let other = |a: usize, b: usize| said[&standing[a].id].is_other_than(&said[&standing[b].id]);
    let few_words = |a: usize, b: usize| words.same(a, b, LEAST_OWN_AGREED);
    let borne_out =
        |a: usize, b: usize| agree(a, b) && few_words(a, b).unwrap_or_else(|| alike.contains(&(a, b)));
    let same = |a, b| !other(a, b) && words.same(a, b, LEAST_OWN).unwrap_or_else(|| borne_out(a, b));
    let mut left_out: BTreeSet<&ScanId> = BTreeSet::new();
    let mut found = Vec::new();
    for (at, first) in standing.iter().enumerate() {
        for (nth, second) in standing.iter().enumerate().skip(at + 1) {
            if left_out.contains(&first.id) {
                break;
            }
            let in_row = || agree(at, nth) && beside(at, nth, standing.len()).any(|(a, b)| same(a, b));
            if left_out.contains(&second.id) || !same(at, nth) && !in_row() {
                continue;
            }
            let first_is_better = merit(first, faulty) >= merit(second, faulty);
            let (keep, leave_out) = if first_is_better { (first, second) } else { (second, first) };
            left_out.insert(&leave_out.id);
            found.push(Doubled { keep, leave_out });
        }
    }
    found
}

/// The scans before both and those behind both, where the two are not neighbours: of scans shot again in a row, one may
/// be read badly.
fn beside(first: usize, second: usize, scans: usize) -> impl Iterator<Item = (usize, usize)> {
    let before = first.checked_sub(1).zip(second.checked_sub(1));
    let behind = Some((first + 1, second + 1)).filter(|(_, second)| *second < scans);
    before.into_iter().chain(behind).filter(move |_| second > first + 1)
}

impl Said {
    /// Do both name the same leaf or the same acts, and neither another? Pages of one form look so much alike that
    /// looks alone prove nothing.
    fn agrees(&self, other: &Self) -> bool {
        let same = [same(&self.labels, &other.labels), same(&self.numbers, &other.numbers)];
        same.contains(&Some(true)) && !same.contains(&Some(false))
    }

    /// Do both name acts, none in common, and not the same leaf, or only one a leaf, as front and back do? Then few words
    /// that were read prove nothing: number and label are not both misread.
    fn is_other_than(&self, other: &Self) -> bool {
        self.labels != other.labels && apart(&self.numbers, &other.numbers)
    }
}

/// Are both the same? Nothing where one of them is not known.
fn same<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> Option<bool> {
    (!a.is_empty() && !b.is_empty()).then(|| a == b)
}

/// Are both known, with nothing in common?
fn apart<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> bool {
    !a.is_empty() && !b.is_empty() && a.is_disjoint(b)
}

fn said(book: &Book) -> BTreeMap<ScanId, Said> {
    let mut said: BTreeMap<ScanId, Said> = BTreeMap::new();
    for scan in &book.scans {
        let labels = scan.pages.iter().filter_map(|page| page.labels.first().copied()).collect();
        said.insert(scan.id.clone(), Said { labels, numbers: BTreeSet::new() });
    }
    for act in &book.acts {
        if let (Some(said), Some(number)) = (said.get_mut(&act.scan), act.numbers.first()) {
            said.numbers.insert((act.kind, *number));
        }
    }
    said
}

/// What stands on the pages of scans.
struct Words {
    wordings: Wordings,
    /// Of each scan: its pages, and the place of each among all.
    pages: Vec<Vec<(Half, usize)>>,
}

impl Words {
    fn of(scans: &[&BookScan]) -> Self {
        let mut places = 0..;
        let of_scan =
            |scan: &&BookScan| scan.pages.iter().map(|page| page.half).zip(places.by_ref()).collect();
        let pages = scans.iter().map(of_scan).collect();
        let words = scans.iter().flat_map(|scan| &scan.pages).map(|page| &page.words);
        Self { wordings: Wordings::weigh(words), pages }
    }

    /// Do two scans say the same on one of their pages (a hand may lie on the other)? Nothing where no page has `least`
    /// words of its own.
    fn same(&self, a: usize, b: usize, least: usize) -> Option<bool> {
        let pairs = self.pages[a].iter().flat_map(|one| self.pages[b].iter().map(move |other| (one, other)));
        let of_half = pairs.filter(|(one, other)| one.0 == other.0);
        of_half.filter_map(|(one, other)| self.wordings.same(one.1, other.1, least)).reduce(|a, b| a || b)
    }
}

/// Pairs of scans, by place, of which a page looks the same. The other half may hold too little to tell.
fn alike(scans: &[&BookScan]) -> BTreeSet<(usize, usize)> {
    let pages = scans.iter().enumerate().flat_map(|(at, scan)| scan.pages.iter().map(move |page| (at, page)));
    let looks: Vec<((usize, Half), &Signature)> =
        pages.filter_map(|(at, page)| Some(((at, page.half), page.quality.signature.as_ref()?))).collect();
    let pairs = signature::doubled(&looks).into_iter().filter(|pair| pair.first.1 == pair.second.1);
    let scans_of = pairs.map(|pair| (pair.first.0.min(pair.second.0), pair.first.0.max(pair.second.0)));
    scans_of.filter(|(a, b)| a != b && scans[*a].pages.len() == scans[*b].pages.len()).collect()
}

/// Without faults before faulty, then the sharper in its worst page, in hundredths of a grey value.
fn merit(scan: &BookScan, faulty: &BTreeSet<ScanId>) -> (bool, i64) {
    let sharpness = scan.pages.iter().filter_map(|page| page.quality.sharpness).min_by(f64::total_cmp);
    #[expect(clippy::cast_possible_truncation, reason = "sharpness is a grey value")]
    let hundredths = (sharpness.unwrap_or_default() * 100.0).round() as i64;
    (!faulty.contains(&scan.id), hundredths)
}
