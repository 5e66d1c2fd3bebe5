//! Rules of act numbers: one by one within their count, and each once. Not for which numbers a book lacks as a whole: see
//! [`crate::completeness`].

use std::collections::BTreeMap;

use crate::{
    act::{Act, Doubt},
    completeness::ActNumber,
};

use super::{
    Rule,
    books::{Count, Offices},
    duplicates, seen,
};

/// How far a count has come.
#[derive(Clone, Copy)]
struct Run {
    last: ActNumber,
    /// The number due by counting acts, whatever was read.
    due: u32,
    /// Did an act follow whose number was not read?
    open: bool,
}

impl Run {
    fn begun(at: ActNumber) -> Self {
        Self { last: at, due: at.value + 1, open: false }
    }

    fn fits(&self, number: ActNumber) -> bool {
        follows(self.last, number) || number.value == self.due || self.open
    }
}

/// The next number, or the same with a letter or once more (an act that runs on).
fn follows(last: ActNumber, number: ActNumber) -> bool {
    number.value == last.value + 1 || number.value == last.value
}

/// The number of an act, surely read.
fn number(act: &Act) -> Option<ActNumber> {
    ActNumber::parse(seen::text(act, "act_no")?)
}

/// Numbers that do not follow on, neither in their count nor from the act before in the book. A new count may begin
/// anywhere with another office, and at 1 with another year.
pub(super) fn out_of_sequence(acts: &[Act], offices: &Offices) -> Vec<Vec<Doubt>> {
    let mut runs: BTreeMap<Count, Run> = BTreeMap::new();
    let mut before: Option<(Count, ActNumber)> = None;
    let mut doubts = vec![Vec::new(); acts.len()];
    for (place, act) in acts.iter().enumerate() {
        let count = offices.count(place);
        let Some(number) = number(act) else {
            runs.values_mut()
                .filter(|run| before.is_none_or(|(_, last)| run.last == last))
                .for_each(|run| run.open = true);
            continue;
        };
        let last = before.filter(|(last, _)| last.1 == count.1);
        let fits = number.value == 1
            || last.is_some_and(|(_, last)| follows(last, number))
            || match runs.get(&count) {
                Some(run) => run.fits(number),
                None => last
                    .is_none_or(|(last, _)| last.0 != count.0 || runs.get(&last).is_some_and(|run| run.open)),
            };
        if !fits && let Some(last) = runs.get(&count).map(|run| run.last).or(last.map(|(_, last)| last)) {
            let values = [("number", shown(number)), ("before", shown(last))];
            doubts[place].push(Rule::NumberOutOfSequence.broken(&["act_no"], &values));
        }
        let due = runs.get(&count).filter(|_| !fits).map_or(number.value + 1, |run| run.due + 1);
        runs.insert(count, Run { due, ..Run::begun(number) });
        before = Some((count, number));
    }
    doubts
}

fn shown(number: ActNumber) -> String {
    number.letter.map_or_else(|| number.value.to_string(), |letter| format!("{}{letter}", number.value))
}

/// Numbers that two acts of a count bear, at the place of the one that stands out of its sequence, else of the later.
/// The same act taken twice is another matter: see `duplicates`.
pub(super) fn repeated(acts: &[Act], offices: &Offices) -> Vec<(usize, Doubt)> {
    let sequence = out_of_sequence(acts, offices);
    let mut first: BTreeMap<(Count, ActNumber), usize> = BTreeMap::new();
    let mut doubts = Vec::new();
    for (place, act) in acts.iter().enumerate() {
        let Some(number) = number(act).filter(|_| duplicates::is_named(act)) else { continue };
        let Some(&other) = first.get(&(offices.count(place), number)) else {
            first.insert((offices.count(place), number), place);
            continue;
        };
        if duplicates::is_same(&acts[other], act) {
            continue;
        }
        let earlier = !sequence[other].is_empty() && sequence[place].is_empty();
        let (at, twin) = if earlier { (other, place) } else { (place, other) };
        let values = [("number", shown(number)), ("other", acts[twin].id.to_string())];
        doubts.push((at, Rule::NumberRepeated.broken(&["act_no"], &values)));
    }
    doubts
}
