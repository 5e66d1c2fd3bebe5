//! The sequence of act numbers: which of those read to believe, where numbers restart, where some are missing or
//! stand twice. An account of all acts is sought that explains the numbers at the least cost, as for leaves: a
//! number misread once costs less than a gap, and raises none. Not for reading numbers.

use super::book::{ActNumber, BookAct};

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

/// Cost of a number passed over as misread; the unit of all costs.
const MISREAD: f64 = 1.0;
/// Cost of taking another than the likeliest reading.
const OTHER_READING: f64 = 0.4;
/// Cost of taking a digit for another that looks like it: little less than passing the number over, or two scans that
/// changed places would be two digits misread.
const LOOKS_ALIKE: f64 = 0.9;
/// Digits that are read for each other in type and by hand.
const ALIKE: [(char, char); 3] = [('3', '5'), ('1', '7'), ('6', '8')];
/// Cost of numbers missing at one place: two acts on its far side outweigh it, one does not.
const GAP: f64 = 1.4;
/// The same where one number alone is missing between two likeliest readings: a misreading gives just the number after
/// the next as seldom as the one before.
const GAP_OF_ONE: f64 = 0.9;
/// What it costs more where several are missing between two entries of one page: a writer leaves out one number, and a
/// leaf is turned over at the end of a page.
const GAP_ON_PAGE: f64 = 1.0;
/// Cost of a gap where a page between was not read, or a leaf is missing by its label.
const GAP_UNREAD: f64 = 0.3;
/// Cost of a number more that is missing there.
const FURTHER: f64 = 0.02;
/// Cost of a number that stands twice: less than that of a misreading, which gives just the number before seldom.
const REPEAT: f64 = 0.9;
/// Cost of an act more than numbers: one entry read as two.
const EXTRA: f64 = 0.4;
/// Cost of beginning to count anew, and the same in another office.
const RESTART: f64 = 1.5;
const RESTART_ELSEWHERE: f64 = 0.8;
/// Cost of each number above 1 that a new count begins with, beside `OFF_END`, up to a limit: most begin with 1.
const BEGINS_LATE: f64 = 0.1;
const BEGINS_LATE_AT_MOST: f64 = 12.0;
/// Cost of a first or last number that is not the one expected.
const OFF_END: f64 = 1.0;
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

/// What an act's number may be, with what it costs to take it for that.
fn readings(act: &BookAct) -> Vec<(ActNumber, f64)> {
    let read = act.numbers.iter().enumerate();
    let mut readings: Vec<(ActNumber, f64)> =
        read.map(|(nth, &number)| (number, if nth == 0 { 0.0 } else { OTHER_READING })).collect();
    for number in act.numbers.first().into_iter().flat_map(|&number| look_alikes(number)) {
        if !readings.iter().any(|(known, _)| *known == number) {
            readings.push((number, LOOKS_ALIKE));
        }
    }
    readings
}

/// The numbers that differ in one digit that looks alike.
fn look_alikes(number: ActNumber) -> impl Iterator<Item = ActNumber> {
    let digits: Vec<char> = number.value.to_string().chars().collect();
    let pairs = ALIKE.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
    let places: Vec<(usize, char)> = pairs
        .flat_map(|(a, b)| {
            (0..digits.len()).filter(|&at| digits[at] == a).map(move |at| (at, b)).collect::<Vec<_>>()
        })
        .collect();
    places.into_iter().filter_map(move |(at, digit)| {
        let text: String = digits.iter().enumerate().map(|(i, &d)| if i == at { digit } else { d }).collect();
        Some(ActNumber { value: text.parse().ok()?, ..number })
    })
}

/// Cost of passing over the first n acts, for every n: those without a number cost nothing.
fn passed_costs(acts: &[Counted]) -> Vec<f64> {
    let mut sums = vec![0.0];
    for counted in acts {
        let cost = if counted.act.numbers.is_empty() { 0.0 } else { MISREAD };
        sums.push(sums[sums.len() - 1] + cost);
    }
    sums
}

struct Search<'a, 'b> {
    acts: &'a [Counted<'b>],
    readings: Vec<Vec<(ActNumber, f64)>>,
    expected: Option<(u32, u32)>,
    passed: Vec<f64>,
}

/// The best way to believe a reading of an act: its cost, and the reading believed before it.
#[derive(Clone, Copy)]
struct Best {
    cost: f64,
    from: Option<(usize, usize)>,
}

impl Search<'_, '_> {
    fn run(&self) -> Account {
        let mut best: Vec<Vec<Best>> = Vec::with_capacity(self.acts.len());
        for at in 0..self.acts.len() {
            let readings = (0..self.readings[at].len()).map(|r| self.best(&best, at, r)).collect();
            best.push(readings);
        }
        let none_believed = self.passed[self.acts.len()];
        let ends = best.iter().enumerate().flat_map(|(at, readings)| {
            readings.iter().enumerate().map(move |(r, b)| (b.cost + self.end_cost(at, r), at, r))
        });
        match ends.min_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((cost, at, r)) if cost <= none_believed => Account { cost, runs: self.trace(&best, at, r) },
            _ => Account { cost: none_believed, runs: Vec::new() },
        }
    }

    fn best(&self, best: &[Vec<Best>], at: usize, r: usize) -> Best {
        let own = self.readings[at][r].1;
        let mut found = Best { cost: self.start_cost(at, r) + own, from: None };
        let first = at.saturating_sub(PASSED_OVER + 1);
        // The nearest first: it is seldom beaten, and then nothing further needs weighing.
        for (before, readings) in best.iter().enumerate().skip(first).rev() {
            let passed = self.passed[at] - self.passed[before + 1];
            for (b, reading) in readings.iter().enumerate() {
                let so_far = reading.cost + passed + own;
                // A step costs nothing at the least.
                if so_far < found.cost {
                    let cost = so_far + self.step_cost((before, b), (at, r));
                    if cost < found.cost {
                        found = Best { cost, from: Some((before, b)) };
                    }
                }
            }
        }
        found
    }

    fn number(&self, at: usize, r: usize) -> ActNumber {
        self.readings[at][r].0
    }

    fn start_cost(&self, at: usize, r: usize) -> f64 {
        let first = self.expected.map_or(1, |(first, _)| first);
        let late = f64::from(self.number(at, r).value) - f64::from(first) - count(at);
        self.passed[at] + if late > 0.0 { OFF_END + (FURTHER * late).min(OFF_END) } else { 0.0 }
    }

    fn end_cost(&self, at: usize, r: usize) -> f64 {
        let passed = self.passed[self.acts.len()] - self.passed[at + 1];
        let Some((_, last)) = self.expected else { return passed };
        let behind = count(self.acts.len() - 1 - at);
        let short = f64::from(last) - f64::from(self.number(at, r).value) - behind;
        passed + if short.abs() < 0.5 { 0.0 } else { OFF_END }
    }

    fn step_cost(&self, (before, b): (usize, usize), (at, r): (usize, usize)) -> f64 {
        let (from, to) = (self.number(before, b), self.number(at, r));
        let between = count(at - before - 1);
        let step = f64::from(to.value) - f64::from(from.value);
        if step == 0.0 && to.letter != from.letter && to.letter.is_some() {
            return EXTRA * between;
        }
        if step < 0.0 {
            let elsewhere = self.acts[before].office != self.acts[at].office;
            let late = f64::from(to.value) - 1.0 - between;
            let late = if late > 0.0 { OFF_END + BEGINS_LATE * late } else { 0.0 };
            let anew = if elsewhere { RESTART_ELSEWHERE } else { RESTART };
            return anew + late.min(BEGINS_LATE_AT_MOST);
        }
        let more = step - 1.0 - between;
        if more == 0.0 {
            0.0
        } else if more > 0.0 {
            let unread = (before + 1..=at).any(|i| self.acts[i].room_before || self.acts[i].lost_before);
            let (one, neighbours) = (more < 1.5, between == 0.0);
            let place = |at: usize| (self.acts[at].position, self.acts[at].act.half);
            let on_page = neighbours && place(before) == place(at);
            FURTHER * more
                + match (unread, one) {
                    (true, _) => GAP_UNREAD,
                    (_, true) if neighbours && b == 0 && r == 0 => GAP_OF_ONE,
                    (_, false) if on_page => GAP + GAP_ON_PAGE,
                    _ => GAP,
                }
        } else if step == 0.0 && between == 0.0 {
            REPEAT
        } else {
            EXTRA * -more
        }
    }

    fn trace(&self, best: &[Vec<Best>], at: usize, r: usize) -> Vec<Run> {
        let mut believed = Vec::new();
        let mut next = Some((at, r));
        while let Some((at, r)) = next {
            believed.push((at, self.number(at, r)));
            next = best[at][r].from;
        }
        believed.reverse();
        let mut runs: Vec<Run> = Vec::new();
        for (at, number) in believed {
            match runs.last_mut() {
                Some(run) if run.believed.last().is_some_and(|(_, b)| b.value <= number.value) => {
                    run.believed.push((at, number));
                }
                _ => runs.push(Run { believed: vec![(at, number)] }),
            }
        }
        runs
    }
}

#[expect(clippy::cast_precision_loss, reason = "a book has thousands of acts at most")]
fn count(n: usize) -> f64 {
    n as f64
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
