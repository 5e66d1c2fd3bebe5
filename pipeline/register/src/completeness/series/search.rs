//! The search for the account of least cost: every reading of every act is believed once, with the best before it. Costs are
//! in misread numbers. Not for what an account tells.

use super::{super::book::ActNumber, Account, Counted, PASSED_OVER, Run};

/// Cost of a number passed over as misread; the unit of all costs.
const MISREAD: f64 = 1.0;
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
/// Cost of passing over the first n acts, for every n: those without a number cost nothing.
pub(super) fn passed_costs(acts: &[Counted]) -> Vec<f64> {
    let mut sums = vec![0.0];
    for counted in acts {
        let cost = if counted.act.numbers.is_empty() { 0.0 } else { MISREAD };
        sums.push(sums[sums.len() - 1] + cost);
    }
    sums
}

pub(super) struct Search<'a, 'b> {
    pub(super) acts: &'a [Counted<'b>],
    pub(super) readings: Vec<Vec<(ActNumber, f64)>>,
    pub(super) expected: Option<(u32, u32)>,
    pub(super) passed: Vec<f64>,
}

/// The best way to believe a reading of an act: its cost, and the reading believed before it.
#[derive(Clone, Copy)]
struct Best {
    cost: f64,
    from: Option<(usize, usize)>,
}

impl Search<'_, '_> {
    pub(super) fn run(&self) -> Account {
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
