//! Numbers that stand twice. Not for numbers that are missing.

use super::{
    super::{
        book::BookAct,
        explain::Series,
        report::{Finding, Kind, Remedy},
        series::Run,
    },
    Judge,
};
use crate::{act::Severity, id::ScanId};

impl<'b> Judge<'_, 'b> {
    pub(super) fn repeats(&self, series: &Series<'b>, run: &Run) -> Vec<Finding> {
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
    pub(super) fn repeats_unread(&self, series: &Series<'b>, run: &Run) -> Vec<Finding> {
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
}
