//! Lines that verified fields tell, as derived last, by register and scan. Not for deriving them: see `fields`.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
};

use register::{
    access::Role,
    id::{RegisterId, ScanId},
    teaching::{Transcription, beside},
};

use super::sight::Sight;

/// Lines held at most, some 30 MB; of the register looked at last it may be more.
const MOST_LINES: usize = 50_000;
/// Registers held at most, those without lines among them.
const MOST_REGISTERS: usize = 1_000;

/// What the lines of a scan are derived from: when it was read, and a digest of its acts and the decisions on them.
pub(super) type Mark = (Option<i64>, u64);

/// What the lines of a register are derived from: the revision of its acts and decisions, and a digest of which scans are read.
pub(super) type Moment = (i64, u64);

/// The lines of one scan.
#[derive(Debug, Clone)]
pub(super) struct OfScan {
    pub(super) scan: ScanId,
    pub(super) mark: Mark,
    pub(super) lines: Arc<Vec<Transcription>>,
}

/// The lines of one register.
#[derive(Debug, Default)]
pub(super) struct OfRegister {
    pub(super) moment: Moment,
    /// Scans with decisions, those that lie apart first.
    pub(super) scans: Vec<OfScan>,
    /// Such scans as nobody has derived lines of yet.
    pub(super) open: BTreeSet<ScanId>,
}

impl OfRegister {
    /// Is nothing to be derived at that moment?
    pub(super) fn is_whole(&self, moment: Moment) -> bool {
        self.moment == moment && self.open.is_empty()
    }

    /// The lines of which nobody `said` anything. Nothing of withdrawn scans, and of pages with a sealed act: that is asked at
    /// every look.
    pub(super) fn beside(&self, sight: &Sight, said: &[Transcription]) -> Vec<&Transcription> {
        let lines = self.scans.iter().flat_map(|of| of.lines.iter());
        beside(said, lines.filter(|told| sight.may_see(Role::Archivist, &told.line.scan, told.line.half)))
    }
}

/// The lines of registers that were looked at, that looked at last at the end.
#[derive(Debug, Default)]
pub(crate) struct Told {
    held: VecDeque<(RegisterId, Arc<OfRegister>)>,
}

impl Told {
    pub(super) fn find(&mut self, register: &RegisterId) -> Option<Arc<OfRegister>> {
        let at = self.held.iter().position(|(held, _)| held == register)?;
        let found = self.held.remove(at)?;
        let told = Arc::clone(&found.1);
        self.held.push_back(found);
        Some(told)
    }

    pub(super) fn put(&mut self, register: &RegisterId, told: Arc<OfRegister>) {
        self.held.retain(|(held, _)| held != register);
        self.held.push_back((register.clone(), told));
        while self.held.len() > 1 && (self.held.len() > MOST_REGISTERS || self.lines() > MOST_LINES) {
            self.held.pop_front();
        }
    }

    fn lines(&self) -> usize {
        self.held.iter().flat_map(|(_, told)| &told.scans).map(|of| of.lines.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use register::{
        page::Half,
        teaching::{LineSpot, Said},
    };

    use super::*;

    fn id(number: usize) -> RegisterId {
        format!("b{number}").parse().unwrap()
    }

    fn told(lines: usize) -> Arc<OfRegister> {
        let scan = ScanId { register: id(1), number: 1 };
        let line = Transcription {
            line: LineSpot { scan: scan.clone(), half: Half::Whole, outline: Vec::new() },
            said: Said::NoLine,
            read: None,
            person: String::new(),
            at: String::new(),
            nonce: None,
        };
        let of = OfScan { scan, mark: (None, 0), lines: Arc::new(vec![line; lines]) };
        Arc::new(OfRegister { scans: vec![of], ..OfRegister::default() })
    }

    #[test]
    fn registers_looked_at_longest_ago_go_first() {
        let mut all = Told::default();
        (1..=2).for_each(|number| all.put(&id(number), told(MOST_LINES / 2)));
        assert!(all.find(&id(1)).is_some());
        all.put(&id(3), told(1));
        assert!(all.find(&id(1)).is_some() && all.find(&id(2)).is_none() && all.find(&id(3)).is_some());
    }

    #[test]
    fn the_register_looked_at_last_stays_whole_and_counts_once() {
        let mut all = Told::default();
        (1..=2).for_each(|_| all.put(&id(1), told(MOST_LINES + 1)));
        assert_eq!((all.held.len(), all.lines()), (1, MOST_LINES + 1));
    }

    #[test]
    fn no_more_registers_are_held_than_are_meant_to_be() {
        let mut all = Told::default();
        (0..=MOST_REGISTERS).for_each(|number| all.put(&id(number), told(0)));
        assert_eq!(all.held.len(), MOST_REGISTERS);
    }
}
