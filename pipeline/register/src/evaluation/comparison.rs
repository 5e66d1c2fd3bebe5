//! A run against an earlier one: which group got better, which worse. Only truths that are the same in both are weighed.
//! Not for saying it: the command does.

use std::collections::{BTreeMap, BTreeSet};

use super::{Run, Tally, Truth};

/// Character error rates that differ by no more are the same: a letter of a thousand.
pub const MARGIN: f64 = 0.001;
/// Nor are two edits a difference: in a small group they are more than [`MARGIN`].
const FEW_EDITS: usize = 2;

/// What became of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Read better.
    Better,
    /// As before.
    Same,
    /// Read worse.
    Worse,
    /// The earlier run did not have it, or none of its truths.
    New,
    /// This run does not have it, or none of its truths.
    Gone,
}

/// A group in two runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Its name.
    pub group: String,
    /// What became of it.
    pub verdict: Verdict,
    /// On the truths both runs have.
    pub before: Tally,
    /// On the same truths.
    pub now: Tally,
    /// Truths (or their images) that are not what they were, and that only one of the runs has.
    pub other_truths: Vec<String>,
}

/// What changed from `before` to `now`, group by group in the order of their names.
#[must_use]
pub fn compare(before: &Run, now: &Run) -> Vec<Change> {
    let names: BTreeSet<&str> =
        before.truths.iter().chain(&now.truths).map(|truth| truth.group.as_str()).collect();
    names.into_iter().map(|group| change(group, &of_group(before, group), &of_group(now, group))).collect()
}

fn of_group<'r>(run: &'r Run, group: &str) -> BTreeMap<&'r str, &'r Truth> {
    run.truths.iter().filter(|t| t.group == group).map(|t| (t.truth.as_str(), t)).collect()
}

fn change(group: &str, before: &BTreeMap<&str, &Truth>, now: &BTreeMap<&str, &Truth>) -> Change {
    let same = |name: &&str| match (before.get(name), now.get(name)) {
        (Some(b), Some(n)) => b.sha256 == n.sha256 && b.image_sha256 == n.image_sha256,
        _ => false,
    };
    let names: BTreeSet<&str> = before.keys().chain(now.keys()).copied().collect();
    let (common, other): (Vec<&str>, Vec<&str>) = names.into_iter().partition(same);
    let sum = |of: &BTreeMap<&str, &Truth>| common.iter().map(|name| of[name].tally).sum::<Tally>();
    let (sum_before, sum_now) = (sum(before), sum(now));
    let verdict = match (before.is_empty(), now.is_empty(), common.is_empty()) {
        (_, true, _) => Verdict::Gone,
        (true, ..) | (.., true) => Verdict::New,
        _ => weighed(&sum_before, &sum_now),
    };
    let other_truths = if common.is_empty() { Vec::new() } else { other };
    Change {
        group: group.to_owned(),
        verdict,
        before: sum_before,
        now: sum_now,
        other_truths: other_truths.into_iter().map(str::to_owned).collect(),
    }
}

fn weighed(before: &Tally, now: &Tally) -> Verdict {
    let (Some(was), Some(is)) = (before.cer(), now.cer()) else { return Verdict::Same };
    let by = before.letter_edits.abs_diff(now.letter_edits);
    if by <= FEW_EDITS || (was - is).abs() <= MARGIN {
        Verdict::Same
    } else if is > was {
        Verdict::Worse
    } else {
        Verdict::Better
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth(name: &str, group: &str, sha256: &str, letter_edits: usize) -> Truth {
        let tally = Tally { letters: 1000, letter_edits, ..Tally::default() };
        Truth { truth: name.into(), group: group.into(), sha256: sha256.into(), tally, ..Truth::default() }
    }

    fn run(truths: &[Truth]) -> Run {
        Run { truths: truths.to_vec(), ..Run::default() }
    }

    fn check(before: usize, now: usize, expected: Verdict) {
        let changes = compare(&run(&[truth("1", "a", "x", before)]), &run(&[truth("1", "a", "x", now)]));
        assert_eq!(changes.iter().map(|c| c.verdict).collect::<Vec<_>>(), [expected]);
    }

    #[test]
    fn more_edits_are_worse() {
        check(10, 20, Verdict::Worse);
    }

    #[test]
    fn fewer_edits_are_better() {
        check(20, 10, Verdict::Better);
    }

    #[test]
    fn two_letters_are_no_change() {
        check(10, 12, Verdict::Same);
        check(12, 10, Verdict::Same);
    }

    #[test]
    fn in_a_large_group_a_letter_of_a_thousand_is_no_change() {
        let many = |edits: usize| {
            let one = truth("1", "a", "x", edits);
            run(&[Truth { tally: Tally { letters: 100_000, ..one.tally }, ..one }])
        };
        assert_eq!(compare(&many(50), &many(140))[0].verdict, Verdict::Same);
        assert_eq!(compare(&many(50), &many(160))[0].verdict, Verdict::Worse);
    }

    #[test]
    fn a_group_only_one_run_has_is_said_to_be_new_or_gone() {
        let (a, b) = (run(&[truth("1", "a", "x", 5)]), run(&[truth("1", "b", "x", 5)]));
        let verdicts: Vec<Verdict> = compare(&a, &b).iter().map(|c| c.verdict).collect();
        assert_eq!(verdicts, [Verdict::Gone, Verdict::New]);
    }

    #[test]
    fn a_truth_that_changed_is_named_and_not_weighed() {
        let before = run(&[truth("1", "a", "x", 5), truth("2", "a", "y", 5)]);
        let now = run(&[truth("1", "a", "x", 5), truth("2", "a", "z", 500)]);
        let change = &compare(&before, &now)[0];
        assert_eq!((change.verdict, change.other_truths.as_slice()), (Verdict::Same, &["2".to_owned()][..]));
    }

    #[test]
    fn a_group_of_other_truths_alone_is_new() {
        let verdict = compare(&run(&[truth("1", "a", "x", 5)]), &run(&[truth("1", "a", "y", 5)]))[0].verdict;
        assert_eq!(verdict, Verdict::New);
    }
}
