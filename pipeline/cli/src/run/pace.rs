//! How fast the run goes and what is left of it, a register and in all. Not for how it is shown.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use archive::progress::RegisterProgress;
use register::id::RegisterId;

use crate::progress::{Standing, Standings};

/// Share of a scan's time that pass one takes (measured on the typed pages of the samples).
const PASS_ONE: f64 = 0.3;
/// Scans' worth of work before a rate is worth telling.
const ENOUGH: f64 = 2.0;

/// What was done since the run began.
#[derive(Debug)]
pub(super) struct Pace {
    began: Instant,
    done: HashMap<RegisterId, Done>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Done {
    /// In scans; pass one alone is a part of one.
    work: f64,
    scans: usize,
    pages: usize,
}

impl Pace {
    pub(super) fn starting_now() -> Self {
        Self { began: Instant::now(), done: HashMap::new() }
    }

    pub(super) fn prepared(&mut self, register: &RegisterId) {
        self.done.entry(register.clone()).or_default().work += PASS_ONE;
    }

    pub(super) fn recognized(&mut self, register: &RegisterId, pages: usize) {
        let done = self.done.entry(register.clone()).or_default();
        done.work += 1.0 - PASS_ONE;
        done.scans += 1;
        done.pages += pages;
    }

    pub(super) fn standing(&self, registers: &[RegisterProgress]) -> Standings {
        standings(&self.done, self.began.elapsed(), registers)
    }
}

fn standings(done: &HashMap<RegisterId, Done>, time: Duration, registers: &[RegisterProgress]) -> Standings {
    let mut all = Standing { title: "All".into(), begun: true, ..Standing::default() };
    let (mut all_done, mut all_left) = (Done::default(), 0.0);
    let mut shown = Vec::new();
    for register in registers.iter().filter(|r| r.due || done.contains_key(&r.card.id)) {
        let mine = done.get(&register.card.id).copied().unwrap_or_default();
        let left = left_in_scans(register);
        let mut standing = Standing {
            title: register.card.shown_title().to_owned(),
            read: register.scans.read,
            of: register.scans.waiting + register.scans.read + register.scans.set_aside,
            aside: register.scans.set_aside,
            begun: done.contains_key(&register.card.id),
            ..Standing::default()
        };
        all.read += standing.read;
        all.of += standing.of;
        all.aside += standing.aside;
        all_done.work += mine.work;
        all_done.scans += mine.scans;
        all_done.pages += mine.pages;
        all_left += left;
        rate(&mut standing, mine, left, time);
        shown.push(standing);
    }
    rate(&mut all, all_done, all_left, time);
    Standings { registers: shown, all }
}

fn left_in_scans(register: &RegisterProgress) -> f64 {
    let laid = register.laid.min(register.scans.waiting) as f64;
    register.scans.waiting as f64 - laid * PASS_ONE
}

fn rate(standing: &mut Standing, done: Done, left: f64, time: Duration) {
    let minutes = time.as_secs_f64() / 60.0;
    if done.work < ENOUGH || minutes <= 0.0 {
        return;
    }
    let pages_a_scan = if done.scans > 0 { done.pages as f64 / done.scans as f64 } else { 1.0 };
    let scans_a_minute = done.work / minutes;
    standing.pages_a_minute = Some((scans_a_minute * pages_a_scan).round() as usize);
    standing.left = (left > 0.0).then(|| Duration::from_secs_f64(60.0 * left / scans_a_minute));
}

#[cfg(test)]
mod tests {
    use archive::progress::{ActCounts, ScanCounts};
    use register::volume::RegisterCard;

    use super::*;

    fn register(id: &str, waiting: usize, laid: usize, read: usize) -> RegisterProgress {
        RegisterProgress {
            card: RegisterCard::bare(id.parse().unwrap()),
            scans: ScanCounts { waiting, read, set_aside: 0, withdrawn: 0 },
            laid,
            set_aside: Vec::new(),
            acts: ActCounts::default(),
            signed_off: false,
            due: waiting > 0,
            read_lately: Vec::new(),
            last_read_at: None,
            generation: 0,
        }
    }

    fn check(done: Done, minutes: u64, waiting: usize, laid: usize) -> (Option<usize>, Option<u64>) {
        let id: RegisterId = "b".parse().unwrap();
        let time = Duration::from_secs(60 * minutes);
        let standings = standings(&HashMap::from([(id, done)]), time, &[register("b", waiting, laid, 0)]);
        (standings.all.pages_a_minute, standings.all.left.map(|t| t.as_secs()))
    }

    #[test]
    fn the_rate_is_in_pages_and_the_rest_in_time() {
        assert_eq!(check(Done { work: 10.0, scans: 10, pages: 20 }, 1, 20, 0), (Some(20), Some(120)));
    }

    #[test]
    fn scans_already_laid_out_take_less() {
        assert_eq!(check(Done { work: 10.0, scans: 10, pages: 10 }, 1, 10, 10).1, Some(42));
    }

    #[test]
    fn nothing_is_guessed_from_one_scan() {
        assert_eq!(check(Done { work: 1.0, scans: 1, pages: 1 }, 1, 100, 0), (None, None));
    }

    #[test]
    fn registers_that_were_done_before_are_not_shown() {
        let standings =
            standings(&HashMap::new(), Duration::ZERO, &[register("old", 0, 0, 7), register("new", 3, 0, 0)]);
        assert_eq!(standings.registers.len(), 1);
        assert_eq!((standings.all.read, standings.all.of), (0, 3));
    }
}
