//! Findings on act numbers: missing, standing twice, not read. Numbers missing where a leaf is missing, or where a
//! scan cannot be read, are told with that. Not for the sequence itself: see [`super::series`].

use std::collections::BTreeMap;

use crate::{act::Severity, id::ScanId, page::Half};

use super::{
    book::{BookAct, HIGHEST, ScanState},
    explain::{Explained, Fixed, Series},
    lost_leaf,
    report::{Detail, Finding, Kind, Remedy},
    series::{Lack, Run},
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

impl<'b> Judge<'_, 'b> {
    /// Tells missing numbers with what they belong to, or as a finding of their own.
    fn place(&self, series: &Series<'b>, lack: &Lack, findings: &mut Vec<Finding>) {
        let position = |act: Option<usize>| act.map(|a| series.acts[a].position);
        let (from, to) = (position(lack.between.0), position(lack.between.1));
        let last = self.explained.scans.len().saturating_sub(1);
        let (first, end) = (from.unwrap_or(0), to.unwrap_or(last));
        let numbers: Vec<String> = lack.numbers.iter().map(ToString::to_string).collect();
        let scans = &self.explained.scans[first..=end.max(first).min(last)];
        let missing_leaf = |f: &&mut Finding| f.kind == Kind::MissingLeaf && self.spans(f, from, to);
        if let Some(leaf) = findings.iter_mut().find(missing_leaf) {
            leaf.acts.extend(numbers);
            return;
        }
        let unread = |id: &ScanId| scans.iter().any(|s| s.id == *id && s.state != ScanState::Read);
        let waits =
            |f: &&mut Finding| matches!(f.kind, Kind::SetAside | Kind::Waiting) && f.scans.iter().any(unread);
        if let Some(scan) = findings.iter_mut().find(waits) {
            scan.acts.extend(numbers);
            return;
        }
        let room = self.room(series, lack, (first, end)) >= lack.numbers.len();
        let faulty = |f: &&mut Finding| {
            f.remedy == Remedy::Shoot && f.scans.iter().any(|id| scans.iter().any(|s| s.id == *id))
        };
        if room && let Some(fault) = findings.iter_mut().find(faulty) {
            fault.acts.extend(numbers);
            return;
        }
        let lost = lost_leaf::labels(self.explained, &self.usual, (from, to), lack.numbers.len());
        let missing = self.missing(series, lack, room, (from, to));
        findings.push(match lost.filter(|_| !room) {
            Some(leaves) => Finding {
                kind: Kind::MissingLeaf,
                severity: Severity::Error,
                remedy: Remedy::Shoot,
                leaves,
                detail: Detail::Between(None, None),
                ..missing
            },
            None => missing,
        });
    }

    fn missing(
        &self,
        series: &Series<'b>,
        lack: &Lack,
        room: bool,
        (from, to): (Option<usize>, Option<usize>),
    ) -> Finding {
        let scan = |place: Option<usize>| place.map(|p| self.explained.scans[p].id.clone());
        let number = |act: Option<usize>| {
            let number = series.acts[act?].act.numbers.first()?;
            Some(number.value.to_string())
        };
        let same_scan = from.is_some() && from == to;
        let (kind, severity, remedy) = match (room, same_scan) {
            (true, _) => (Kind::Unread, Severity::Info, Remedy::LookOnScan),
            (_, true) => (Kind::MissingAct, Severity::Warning, Remedy::LookOnScan),
            _ => (Kind::MissingAct, Severity::Warning, Remedy::LookInBook),
        };
        let mut scans: Vec<ScanId> = [scan(from), scan(to)].into_iter().flatten().collect();
        scans.dedup();
        Finding {
            scans,
            acts: lack.numbers.iter().map(ToString::to_string).collect(),
            authority: self.authority(series),
            after: scan(from),
            detail: Detail::Between(number(lack.between.0), number(lack.between.1)),
            ..Finding::new(kind, severity, remedy)
        }
    }

    /// Does the missing leaf lie between these places?
    fn spans(&self, leaf: &Finding, from: Option<usize>, to: Option<usize>) -> bool {
        let Some(after) = &leaf.after else { return from.is_none() };
        let Some(place) = self.explained.scans.iter().position(|scan| scan.id == *after) else {
            return false;
        };
        from.is_none_or(|from| from <= place) && to.is_none_or(|to| place < to)
    }

    /// Acts that could stand unread on the pages from the act before the lack to the one behind it.
    fn room(&self, series: &Series, lack: &Lack, (first, end): (usize, usize)) -> usize {
        let begin = lack.between.0.map(|act| (first, series.acts[act].act.half));
        let stop = lack.between.1.map(|act| (end, series.acts[act].act.half));
        let mut room = 0;
        for (place, scan) in self.explained.scans.iter().enumerate().take(end + 1).skip(first) {
            if self.fixed.lacks_pages(scan) {
                let here = scan.pages.iter().filter_map(|page| self.on_page.get(&(&scan.id, page.half)));
                room += self.usual.values().sum::<usize>().saturating_sub(here.sum());
                continue;
            }
            for page in scan.pages.iter().filter(|page| !page.is_blank()) {
                let here = (place, page.half);
                if begin.is_none_or(|b| b <= here) && stop.is_none_or(|s| here <= s) {
                    let acts = self.on_page.get(&(&scan.id, page.half)).copied().unwrap_or(0);
                    room += self.usual.get(&page.half).map_or(0, |usual| usual.saturating_sub(acts));
                }
            }
        }
        room
    }

    fn repeats(&self, series: &Series<'b>, run: &Run) -> Vec<Finding> {
        let twice = run.repeats().into_iter().map(|(a, b, number)| {
            let mut scans = vec![series.acts[a].act.scan.clone(), series.acts[b].act.scan.clone()];
            scans.dedup();
            Finding {
                scans,
                acts: vec![number.to_string()],
                authority: self.authority(series),
                ..Finding::new(Kind::RepeatedAct, Severity::Warning, Remedy::LookOnScan)
            }
        });
        twice.collect()
    }

    /// An act whose number was not read where no number is left for it, on a page that begins as many acts as usual:
    /// no entry read as two, so the number before or behind was given twice.
    fn repeats_unread(&self, series: &Series<'b>, run: &Run) -> Vec<Finding> {
        let is_whole = |act: &BookAct| {
            let usual = self.usual.get(&act.half).copied().filter(|usual| *usual > 1);
            usual.is_some() && usual == self.on_page.get(&(&act.scan, act.half)).copied()
        };
        let uncounted = run.uncounted().into_iter().filter(|(at, _)| {
            let around = series.acts.get(at - 1..=at + 1).unwrap_or_default();
            series.acts[*at].act.numbers.is_empty() && around.iter().all(|counted| is_whole(counted.act))
        });
        let found = uncounted.map(|(at, numbers)| {
            let mut scans: Vec<ScanId> =
                (at - 1..=at + 1).map(|act| series.acts[act].act.scan.clone()).collect();
            scans.dedup();
            Finding {
                scans,
                acts: numbers.iter().map(ToString::to_string).collect(),
                authority: self.authority(series),
                ..Finding::new(Kind::RepeatedAct, Severity::Warning, Remedy::LookOnScan)
            }
        });
        found.collect()
    }

    /// The office of a numbering, where the book has several.
    fn authority(&self, series: &Series) -> Option<String> {
        let several = self.explained.series.len() > 1;
        let name = || super::rulers::authority(series.acts.iter().map(|act| act.act));
        several.then(name).filter(|name| !name.is_empty())
    }

    /// Numbers missing at the ends: of the card's range in a book with one numbering, else from 1 on.
    fn off_ends(&self) -> Vec<(&Series<'b>, Lack)> {
        let runs: Vec<(&Series<'b>, &Run)> = self
            .explained
            .series
            .iter()
            .flat_map(|s| s.account.runs.iter().map(move |run| (s, run)))
            .collect();
        let expected = self.fixed.book.card.acts.filter(|_| runs.len() == 1);
        let mut lacks = Vec::new();
        for (series, run) in runs {
            let (Some(&(first, number)), Some(&(last, end))) = (run.believed.first(), run.believed.last())
            else {
                continue;
            };
            let before = first - self.end_of_run_before(series, first);
            let from = expected.map_or(1, |(from, _)| from);
            let short = number.value.saturating_sub(from).saturating_sub(places(before));
            let known = expected.is_some() || short <= self.few();
            if short > 0 && known {
                let numbers = (from..from + short).collect();
                lacks.push((series, Lack { numbers, between: (None, Some(first)) }));
            }
            let behind = places(series.acts.len() - 1 - last);
            if let Some((_, to)) = expected.filter(|(_, to)| *to > end.value + behind) {
                let numbers = (end.value + behind + 1..=to).collect();
                lacks.push((series, Lack { numbers, between: (Some(series.acts.len() - 1), None) }));
            }
        }
        lacks
    }

    /// The place after the last act believed before this one.
    fn end_of_run_before(&self, series: &Series, first: usize) -> usize {
        let ends = series.account.runs.iter().filter_map(|run| run.believed.last());
        ends.map(|(at, _)| at + 1).filter(|end| *end <= first).max().unwrap_or(0)
    }

    /// As many as a few scans hold: more missing from the start, and the numbering goes on from another volume.
    fn few(&self) -> u32 {
        let scans = self.explained.scans.len().max(1);
        places(FEW_SCANS * self.fixed.book.acts.len().div_ceil(scans))
    }

    /// A book whose card promises acts, and none of whose numbers was read.
    fn never_read(&self) -> Option<Finding> {
        let (first, last) = self.fixed.book.card.acts?;
        let all_read = self.fixed.book.scans.iter().all(|scan| scan.state != ScanState::Waiting);
        let none = self.explained.series.iter().all(|series| series.account.runs.is_empty());
        (none && all_read).then(|| Finding {
            acts: (first..=last.min(HIGHEST)).map(|number| number.to_string()).collect(),
            ..Finding::new(Kind::MissingAct, Severity::Warning, Remedy::LookInBook)
        })
    }
}

/// See [`Judge::few`].
const FEW_SCANS: usize = 2;

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
