//! Decisions flow to the store in numbered segments beside each register's card, so that the store alone can
//! bring them back. A segment holds a fixed range of a register's decisions and is written again as it fills.
//! Not for publishing what they settle.

use register::{decision::Decision, id::RegisterId};
use store::Key;

use crate::{Archive, Result, ingest::json};

/// Decisions in one segment: some 60 KB, written at most that often again.
const PER_SEGMENT: u64 = 256;

impl Archive {
    /// Puts every segment that the store has not in full.
    pub(crate) async fn flush_decisions(&self) -> Result<()> {
        for (register, segment) in self.catalogue().segments_due(PER_SEGMENT).await? {
            self.flush_segment(&register, segment).await?;
        }
        Ok(())
    }

    /// Puts the segments that hold the decisions `first` to `last` of a register.
    pub(crate) async fn flush_between(&self, register: &RegisterId, first: u64, last: u64) -> Result<()> {
        for segment in (first - 1) / PER_SEGMENT..=(last - 1) / PER_SEGMENT {
            self.flush_segment(register, segment).await?;
        }
        Ok(())
    }

    async fn flush_segment(&self, register: &RegisterId, segment: u64) -> Result<()> {
        let (from, to) = (segment * PER_SEGMENT + 1, (segment + 1) * PER_SEGMENT + 1);
        let mut decisions = self.catalogue().decisions_between(register, from, to).await?;
        loop {
            let key = Key::Decisions { register: register.clone(), segment };
            self.store().put(&key, lines(&decisions)).await?;
            // Somebody else may have put fewer after us, or more before us: whoever puts last looks again.
            let now = self.catalogue().decisions_between(register, from, to).await?;
            if now.len() == decisions.len() {
                self.catalogue().segment_kept(register, segment, now.len()).await?;
                return Ok(());
            }
            decisions = now;
        }
    }
}

fn lines(decisions: &[Decision]) -> Vec<u8> {
    let mut lines = Vec::new();
    for decision in decisions {
        lines.extend(json(decision));
        lines.push(b'\n');
    }
    lines
}
