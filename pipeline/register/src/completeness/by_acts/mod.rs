//! Findings on act numbers: missing, standing twice, not read. Numbers missing where a leaf is missing, or where a
//! scan cannot be read, are told with that. Not for the sequence itself: see [`super::series`].

mod ends;
mod missing;
mod repeated;

use std::collections::BTreeMap;

use crate::{act::Severity, id::ScanId, page::Half};

use super::{
    explain::{Explained, Fixed, Series},
    report::{Detail, Finding, Kind, Remedy},
};

/// What numbers are judged by.
struct Judge<'a, 'b> {
    explained: &'a Explained<'b>,
    fixed: &'a Fixed<'b>,
    /// Acts that begin on each page.
    on_page: BTreeMap<(&'b ScanId, Half), usize>,
    /// Acts that most pages of a half begin, where most begin the same number.
    usual: BTreeMap<Half, usize>,
}

/// Adds what the numbers of acts tell to the findings so far.
pub(super) fn add(explained: &Explained, fixed: &Fixed, findings: &mut Vec<Finding>) {
    let on_page = on_page(fixed);
    let usual = usual(fixed, &on_page);
    let judge = Judge { explained, fixed, on_page, usual };
    for series in &explained.series {
        for run in &series.account.runs {
            for lack in run.lacks(&series.acts) {
                judge.place(series, &lack, findings);
            }
            findings.extend(judge.repeats(series, run));
            findings.extend(judge.repeats_unread(series, run));
        }
    }
    for (series, lack) in judge.off_ends() {
        judge.place(series, &lack, findings);
    }
    findings.extend(judge.never_read());
    findings.extend(explained.series.iter().filter_map(|series| misread(series)));
}

fn on_page<'b>(fixed: &Fixed<'b>) -> BTreeMap<(&'b ScanId, Half), usize> {
    let mut on_page = BTreeMap::new();
    for act in &fixed.book.acts {
        *on_page.entry((&act.scan, act.half)).or_default() += 1;
    }
    on_page
}

/// Share of the pages of a half that must begin the same number of acts for it to be usual.
const MOST_PAGES: f64 = 0.7;

fn usual(fixed: &Fixed, on_page: &BTreeMap<(&ScanId, Half), usize>) -> BTreeMap<Half, usize> {
    let mut sizes: BTreeMap<Half, BTreeMap<usize, usize>> = BTreeMap::new();
    for ((_, half), acts) in on_page {
        *sizes.entry(*half).or_default().entry(*acts).or_default() += 1;
    }
    let mut usual = BTreeMap::new();
    for (half, sizes) in sizes.into_iter().filter(|(half, _)| fixed.begin_on.contains(half)) {
        let pages: usize = sizes.values().sum();
        let most = sizes.into_iter().max_by_key(|(_, pages)| *pages);
        #[expect(clippy::cast_precision_loss, reason = "a book has thousands of pages at most")]
        if let Some((acts, _)) = most.filter(|(_, of)| *of as f64 >= MOST_PAGES * pages as f64) {
            usual.insert(half, acts);
        }
    }
    usual
}

impl Judge<'_, '_> {
    /// The office of a numbering, where the book has several.
    fn authority(&self, series: &Series) -> Option<String> {
        let several = self.explained.series.len() > 1;
        let name = || super::rulers::authority(series.acts.iter().map(|act| act.act));
        several.then(name).filter(|name| !name.is_empty())
    }
}

fn places(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Acts whose number is not the one their place gives, or that have none: for the verifier, not for the camera.
fn misread(series: &Series) -> Option<Finding> {
    let runs = &series.account.runs;
    let known: BTreeMap<usize, _> = runs.iter().flat_map(|run| run.numbers()).collect();
    let mut scans: Vec<ScanId> = Vec::new();
    let mut acts = Vec::new();
    for (at, counted) in series.acts.iter().enumerate() {
        let by_place = known.get(&at);
        if by_place.is_none_or(|number| counted.act.numbers.first() != Some(number)) {
            scans.push(counted.act.scan.clone());
            acts.extend(by_place.map(|number| number.value.to_string()));
        }
    }
    let detail = Detail::Count(scans.len());
    scans.dedup();
    (!scans.is_empty() && !runs.is_empty()).then(|| Finding {
        scans,
        acts,
        detail,
        ..Finding::new(Kind::Unread, Severity::Info, Remedy::LookOnScan)
    })
}
