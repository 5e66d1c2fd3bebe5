//! Rulers: the numbers of each authority, type and year, with what is missing or stands twice. Not for findings.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    book::{Book, BookAct},
    doubled::Doubled,
    explain::{Explained, Series},
    report::{Ruler, Tally},
    series::Run,
};

/// One for each run of numbers.
pub(super) fn rulers(explained: &Explained, book: &Book, doubles: &[Doubled]) -> Vec<Ruler> {
    let runs = || explained.series.iter().flat_map(|s| s.account.runs.iter().map(move |run| (s, run)));
    // A card's range is of the whole book: it holds for a book of one numbering only.
    let expected = book.card.acts.filter(|_| runs().count() == 1);
    runs().map(|(series, run)| ruler(series, run, expected, doubles)).collect()
}

fn ruler(series: &Series, run: &Run, expected: Option<(u32, u32)>, doubles: &[Doubled]) -> Ruler {
    let numbers = run.numbers();
    let there: BTreeSet<u32> = numbers.iter().map(|(_, number)| number.value).collect();
    let (first, last) = run.span();
    let (first, last) = expected.map_or((first, last), |(from, to)| (first.min(from), last.max(to)));
    // Numbers on the shot that stays: those of the other may be misread, and another office's are alike.
    let twice = |at: &usize| doubles.iter().any(|d| d.keep.id == series.acts[*at].act.scan);
    let doubled = numbers.iter().filter(|(at, _)| twice(at)).map(|(_, number)| number.value);
    let acts = || numbers.iter().map(|(at, _)| series.acts[*at].act);
    Ruler {
        authority: authority(acts()),
        kind: acts().next().map_or(crate::form::ActType::Birth, |act| act.kind),
        year: most(acts().filter_map(|act| act.year)),
        first,
        last,
        found: there.len(),
        missing: (first..=last).filter(|n| !there.contains(n)).collect(),
        repeated: run.repeats().into_iter().map(|(_, _, number)| number).collect(),
        doubled: doubled.collect::<BTreeSet<_>>().into_iter().collect(),
        lettered: numbers.iter().map(|(_, number)| *number).filter(|n| n.letter.is_some()).collect(),
    }
}

/// Numbers found, and those that should be.
pub(super) fn tally(explained: &Explained, book: &Book) -> Tally {
    let rulers = rulers(explained, book, &[]);
    if rulers.is_empty() {
        let expected = book.card.acts.map(|(first, last)| last - first + 1);
        return Tally { found: 0, expected: expected.and_then(|n| usize::try_from(n).ok()) };
    }
    let expected: usize = rulers.iter().map(|r| r.found + r.missing.len()).sum();
    Tally { found: rulers.iter().map(|r| r.found).sum(), expected: Some(expected) }
}

/// The office as most of the acts write it.
pub(super) fn authority<'b>(acts: impl Iterator<Item = &'b BookAct>) -> String {
    most(acts.map(|act| act.authority.clone()).filter(|name| !name.is_empty())).unwrap_or_default()
}

/// What occurs most, the first in order of several.
fn most<T: Ord>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut times: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *times.entry(one).or_default() += 1;
    }
    times.into_iter().rev().max_by_key(|(_, n)| *n).map(|(one, _)| one)
}
