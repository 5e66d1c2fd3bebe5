//! Numbers missing within a book, told with the leaf or scan they are missing with. Not for those before its first act and
//! after its last: see `ends`.

use super::{
    super::{
        book::ScanState,
        explain::Series,
        lost_leaf,
        report::{Detail, Finding, Kind, Remedy},
        series::Lack,
    },
    Judge,
};
use crate::{act::Severity, id::ScanId};

impl<'b> Judge<'_, 'b> {
    /// Tells missing numbers with what they belong to, or as a finding of their own.
    pub(super) fn place(&self, series: &Series<'b>, lack: &Lack, findings: &mut Vec<Finding>) {
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
}
