//! Numbers missing before the first act of a book and after its last. Not for those within.

use super::{
    super::{
        book::{HIGHEST, ScanState},
        explain::Series,
        report::{Finding, Kind, Remedy},
        series::{Lack, Run},
    },
    Judge, places,
};
use crate::act::Severity;

/// See [`Judge::few`].
const FEW_SCANS: usize = 2;

impl<'b> Judge<'_, 'b> {
    /// Numbers missing at the ends: of the card's range in a book with one numbering, else from 1 on.
    pub(super) fn off_ends(&self) -> Vec<(&Series<'b>, Lack)> {
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
    pub(super) fn never_read(&self) -> Option<Finding> {
        let (first, last) = self.fixed.book.card.acts?;
        let all_read = self.fixed.book.scans.iter().all(|scan| scan.state != ScanState::Waiting);
        let none = self.explained.series.iter().all(|series| series.account.runs.is_empty());
        (none && all_read).then(|| Finding {
            acts: (first..=last.min(HIGHEST)).map(|number| number.to_string()).collect(),
            ..Finding::new(Kind::MissingAct, Severity::Warning, Remedy::LookInBook)
        })
    }
}
