//! Handwritten lines of the scans that were looked at lately, so that each look does not read again what was found on them all.
//! Not for who may see them: that is asked at every look.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, PoisonError},
};

use register::{
    id::ScanId,
    layout::Hand,
    teaching::{LineSpot, ReadLine},
};

use crate::{Archive, Result};

/// Lines held at most: some 20 MB, those of a hundred dense scans.
const MOST_LINES: usize = 20_000;
/// Scans held at most, those without lines among them.
const MOST_SCANS: usize = 10_000;

/// Lines by scan, and when that was read: what was found anew is looked at anew.
#[derive(Debug, Default)]
pub(crate) struct Hands {
    held: BTreeMap<ScanId, (Option<i64>, Arc<Vec<ReadLine>>)>,
    /// The scans, those put last at the end.
    order: VecDeque<ScanId>,
    lines: usize,
}

impl Hands {
    fn find(&self, scan: &ScanId, read_at: Option<i64>) -> Option<Arc<Vec<ReadLine>>> {
        let (known, lines) = self.held.get(scan)?;
        (*known == read_at).then(|| Arc::clone(lines))
    }

    fn put(&mut self, scan: &ScanId, read_at: Option<i64>, lines: Arc<Vec<ReadLine>>) {
        self.lines += lines.len();
        match self.held.insert(scan.clone(), (read_at, lines)) {
            Some((_, before)) => self.lines -= before.len(),
            None => self.order.push_back(scan.clone()),
        }
        while self.lines > MOST_LINES || self.order.len() > MOST_SCANS {
            let Some(oldest) = self.order.pop_front() else { break };
            let gone = self.held.remove(&oldest);
            self.lines -= gone.map_or(0, |(_, lines)| lines.len());
        }
    }
}

impl Archive {
    /// The handwritten lines of a scan as they were read, all of them; `None` where that must be read from the store and no
    /// `reads` are left for it.
    pub(super) async fn hands_of(
        &self,
        scan: &ScanId,
        read_at: Option<i64>,
        reads: &mut usize,
    ) -> Result<Option<Arc<Vec<ReadLine>>>> {
        let hands = || self.inner.hands.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = hands().find(scan, read_at) {
            return Ok(Some(known));
        }
        let Some(left) = reads.checked_sub(1) else { return Ok(None) };
        *reads = left;
        let mut lines = Vec::new();
        for (half, found) in self.lines_of_scan(scan).await? {
            for line in found.into_iter().filter(|line| line.hand == Hand::Handwritten) {
                let (confidence, column) = (line.confidence, line.column);
                let spot = LineSpot { scan: scan.clone(), half, outline: line.outline };
                lines.extend(line.text.map(|text| ReadLine { line: spot, text, confidence, column }));
            }
        }
        let lines = Arc::new(lines);
        hands().put(scan, read_at, Arc::clone(&lines));
        Ok(Some(lines))
    }

    /// Nothing is left to ask for on a scan, as long as it is not read anew.
    pub(super) fn is_exhausted(&self, scan: &ScanId, read_at: Option<i64>) {
        let mut hands = self.inner.hands.lock().unwrap_or_else(PoisonError::into_inner);
        hands.put(scan, read_at, Arc::default());
    }
}

#[cfg(test)]
mod tests {
    use register::page::Half;

    use super::*;

    fn scan(number: u32) -> ScanId {
        ScanId { register: "b".parse().unwrap(), number }
    }

    fn lines(count: usize) -> Arc<Vec<ReadLine>> {
        let line = LineSpot { scan: scan(1), half: Half::Whole, outline: Vec::new() };
        let line = ReadLine { line, text: "Салим".to_owned(), confidence: None, column: None };
        Arc::new(vec![line; count])
    }

    #[test]
    fn what_was_read_anew_is_looked_at_anew() {
        let mut hands = Hands::default();
        hands.put(&scan(1), Some(5), lines(2));
        assert_eq!(hands.find(&scan(1), Some(5)).map(|lines| lines.len()), Some(2));
        assert!(hands.find(&scan(1), Some(6)).is_none() && hands.find(&scan(2), Some(5)).is_none());
    }

    #[test]
    fn no_more_lines_are_held_than_are_meant_to_be() {
        let mut hands = Hands::default();
        for number in 1..=1000 {
            hands.put(&scan(number), Some(5), lines(160));
        }
        assert!(hands.lines <= MOST_LINES && hands.lines > MOST_LINES - 160);
        assert_eq!(hands.held.len(), hands.order.len());
        assert!(hands.find(&scan(1), Some(5)).is_none() && hands.find(&scan(1000), Some(5)).is_some());
    }

    #[test]
    fn a_scan_put_again_counts_once() {
        let mut hands = Hands::default();
        hands.put(&scan(1), Some(5), lines(160));
        hands.put(&scan(1), Some(6), lines(3));
        assert_eq!((hands.lines, hands.order.len()), (3, 1));
    }
}
