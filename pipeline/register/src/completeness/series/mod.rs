//! The sequence of act numbers: which of those read to believe, where numbers restart, where some are missing or
//! stand twice. An account of all acts is sought that explains the numbers at the least cost, as for leaves: a
//! number misread once costs less than a gap, and raises none. Not for reading numbers.

mod readings;
mod search;

use super::book::{ActNumber, BookAct};

use readings::readings;
use search::{Search, passed_costs};

/// An act in its sequence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted<'b> {
    /// The act.
    pub(super) act: &'b BookAct,
    /// Place of its scan in the order.
    pub(super) position: usize,
    /// Unread pages before it in the same scan or between it and the act before: there acts may be.
    pub(super) room_before: bool,
    /// May a leaf be missing before it, by its label?
    pub(super) lost_before: bool,
    /// Group of offices spelled alike.
    pub(super) office: usize,
}

/// An account of the numbers of some acts.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Account {
    /// What it leaves unexplained, in misread numbers.
    pub(super) cost: f64,
    /// Runs of numbers that count on, each from 1 or nearly; indexes of acts.
    pub(super) runs: Vec<Run>,
}

/// Numbers that count on.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Run {
    /// Acts whose number is believed, in order.
    pub(super) believed: Vec<(usize, ActNumber)>,
}

/// Acts in a row passed over at most.
const PASSED_OVER: usize = 60;

/// The best account of acts in capture order. `expected` are the first and last number of the book's card.
pub(super) fn account(acts: &[Counted], expected: Option<(u32, u32)>) -> Account {
    let readings = acts.iter().map(|counted| readings(counted.act)).collect();
    Search { acts, readings, expected, passed: passed_costs(acts) }.run()
}

/// Steps an account takes: pairs of readings weighed.
pub(super) fn steps(acts: &[Counted]) -> usize {
    let readings: Vec<usize> = acts.iter().map(|counted| readings(counted.act).len()).collect();
    let before = |at: usize| readings[at.saturating_sub(PASSED_OVER + 1)..at].iter().sum::<usize>();
    (0..acts.len()).map(|at| readings[at] * before(at)).sum()
}

/// Numbers missing between two acts, or before the first or after the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lack {
    /// The numbers.
    pub(super) numbers: Vec<u32>,
    /// The acts before and behind.
    pub(super) between: (Option<usize>, Option<usize>),
}

impl Run {
    /// Numbers missing between acts that are believed. Acts between them that are not take the numbers their
    /// place gives; the lack is put where a scan ends, if one does there.
    pub(super) fn lacks(&self, acts: &[Counted]) -> Vec<Lack> {
        let mut lacks = Vec::new();
        for pair in self.believed.windows(2) {
            let [(a, from), (b, to)] = [pair[0], pair[1]];
            let places = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let more = (to.value.saturating_sub(from.value)).saturating_sub(places(b - a));
            if more == 0 {
                continue;
            }
            let at = (a + 1..=b).find(|&i| acts[i].position != acts[i - 1].position).unwrap_or(b);
            let first = from.value + places(at - a);
            lacks.push(Lack { numbers: (first..first + more).collect(), between: (Some(at - 1), Some(at)) });
        }
        lacks
    }

    /// Acts that share a number: the two, and the number.
    pub(super) fn repeats(&self) -> Vec<(usize, usize, u32)> {
        let same = |pair: &&[(usize, ActNumber)]| pair[0].1 == pair[1].1 && pair[1].0 == pair[0].0 + 1;
        self.believed.windows(2).filter(same).map(|p| (p[0].0, p[1].0, p[0].1.value)).collect()
    }

    /// Acts without a number believed, each alone between two that count on as if it were not there: its place, and the
    /// numbers before and behind.
    pub(super) fn uncounted(&self) -> Vec<(usize, [u32; 2])> {
        let between = |pair: &[(usize, ActNumber)]| {
            let [(a, from), (b, to)] = [pair[0], pair[1]];
            let one = b == a + 2 && to.value == from.value + 1;
            one.then_some((a + 1, [from.value, to.value]))
        };
        self.believed.windows(2).filter_map(between).collect()
    }

    /// First and last number believed.
    pub(super) fn span(&self) -> (u32, u32) {
        let values = || self.believed.iter().map(|(_, number)| number.value);
        (values().min().unwrap_or_default(), values().max().unwrap_or_default())
    }

    /// The number of every act from the first to the last believed, by its place where it was not read so.
    pub(super) fn numbers(&self) -> Vec<(usize, ActNumber)> {
        let mut numbers = Vec::new();
        for (nth, &(at, number)) in self.believed.iter().enumerate() {
            numbers.push((at, number));
            let Some(&(next, end)) = self.believed.get(nth + 1) else { break };
            let by_place = (at + 1..next).zip(number.value + 1..end.value);
            numbers.extend(by_place.map(|(at, value)| (at, ActNumber { value, letter: None })));
        }
        numbers
    }
}
