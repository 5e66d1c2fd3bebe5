//! A run against an earlier one: which group got better, which worse. Only truths that are the same in both are weighed,
//! wherever they are kept and whatever their group is called. Not for saying it: the command does.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

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
    /// The earlier run had none of its truths.
    New,
    /// This run has none of its truths.
    Gone,
}

/// A group in two runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Its name in this run; in the earlier one where it is gone.
    pub group: String,
    /// What became of it.
    pub verdict: Verdict,
    /// On the truths both runs have.
    pub before: Tally,
    /// On the same truths.
    pub now: Tally,
    /// Its truths that the earlier run did not have as they are now; none are named where the whole group is new.
    pub other_truths: Vec<String>,
    /// Truths of the earlier run that this one does not have as they were.
    pub gone_truths: Vec<String>,
}

impl Change {
    /// Must somebody look at it? What is not measured any more may have been read worse.
    #[must_use]
    pub fn remains(&self) -> bool {
        self.verdict == Verdict::Worse || !self.gone_truths.is_empty()
    }
}

/// What changed from `before` to `now`: this run's groups, then those that are gone, each in the order of their names.
#[must_use]
pub fn compare(before: &Run, now: &Run) -> Vec<Change> {
    let mut changes: Vec<Change> = names(now).into_iter().map(|group| change(group, before, now)).collect();
    for group in names(before) {
        let (stayed, gone): (Vec<&Truth>, Vec<&Truth>) =
            of_group(before, group).partition(|truth| twin(truth, now).is_some());
        let Some(first_gone) = gone.first() else { continue };
        // What is left of the group may have another name now.
        let heir =
            stayed.first().and_then(|truth| twin(truth, now)).map_or(first_gone.group.as_str(), |t| &t.group);
        let gone = gone.iter().map(|truth| truth.truth.clone());
        match changes.iter_mut().find(|change| !stayed.is_empty() && change.group == heir) {
            Some(change) => change.gone_truths.extend(gone),
            None => changes.push(lost(group, gone.collect())),
        }
    }
    changes
}

fn names(run: &Run) -> BTreeSet<&str> {
    run.truths.iter().map(|truth| truth.group.as_str()).collect()
}

fn of_group<'r>(run: &'r Run, group: &'r str) -> impl Iterator<Item = &'r Truth> {
    run.truths.iter().filter(move |truth| truth.group == group)
}

/// The same text of the same image in another run; of copies, the one of the same name or group.
fn twin<'r>(truth: &Truth, run: &'r Run) -> Option<&'r Truth> {
    let same = |other: &&Truth| {
        other.sha256 == truth.sha256 && other.image_sha256 == truth.image_sha256 && other.frame == truth.frame
    };
    run.truths
        .iter()
        .filter(same)
        .min_by_key(|other| (other.truth != truth.truth, other.group != truth.group))
}

fn change(group: &str, before: &Run, now: &Run) -> Change {
    let (mut sums, mut other) = ((Tally::default(), Tally::default()), Vec::new());
    let mut compared = false;
    for truth in of_group(now, group) {
        match twin(truth, before) {
            Some(was) => {
                sums.0 += was.tally;
                sums.1 += truth.tally;
                compared = true;
            }
            None => other.push(truth.truth.clone()),
        }
    }
    let verdict = if compared { weighed(&sums.0, &sums.1) } else { Verdict::New };
    let other_truths = if compared { other } else { Vec::new() };
    Change {
        group: group.to_owned(),
        verdict,
        before: sums.0,
        now: sums.1,
        other_truths,
        gone_truths: Vec::new(),
    }
}

fn lost(group: &str, gone_truths: Vec<String>) -> Change {
    let (before, now) = (Tally::default(), Tally::default());
    Change {
        group: group.to_owned(),
        verdict: Verdict::Gone,
        before,
        now,
        other_truths: Vec::new(),
        gone_truths,
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
