//! Decisions flow to the store in numbered segments beside each register's card, so that the store alone can
//! bring them back. A segment holds a fixed range of a register's decisions and is written again as it fills.
//! Not for publishing what they settle.

use register::{decision::Decision, id::RegisterId};
use store::Key;

use crate::{Archive, Error, Result, ingest::json, kept::parse};

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
        let mut decisions = self.segment_over_standing(register, segment).await?;
        loop {
            let key = Key::Decisions { register: register.clone(), segment };
            self.store().put(&key, lines(&decisions)).await?;
            // Somebody else may have put fewer after us, or more before us: whoever puts last looks again.
            let now = self.decisions_of_segment(register, segment).await?;
            if now.len() == decisions.len() {
                self.catalogue().segment_kept(register, segment, now.len()).await?;
                return Ok(());
            }
            decisions = now;
        }
    }

    /// The decisions of a segment as the catalogue has them, which are those that stand in the store and
    /// perhaps more.
    ///
    /// # Errors
    /// Setting: the store has others. Then the catalogue is older than the store, and writing would destroy
    /// what people decided.
    pub(crate) async fn segment_over_standing(
        &self,
        register: &RegisterId,
        segment: u64,
    ) -> Result<Vec<Decision>> {
        let key = Key::Decisions { register: register.clone(), segment };
        let standing = match self.store().get(&key).await {
            Ok(bytes) => bytes,
            // What is damaged is put again.
            Err(error) if error.is_missing() || error.is_damaged() => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        // The store is read first: a decision stands in the catalogue before it goes to the store.
        let decisions = self.decisions_of_segment(register, segment).await?;
        if goes_on(&standing, &decisions) {
            return Ok(decisions);
        }
        Err(Error::Unusable(format!(
            "the store knows decisions on the register {register} that this catalogue does not: the catalogue came \
             back from an older backup, or two catalogues write to one store; nothing was written: stop all \
             daftar programs, move this catalogue away, and run daftar catalogue rebuild"
        )))
    }

    async fn decisions_of_segment(&self, register: &RegisterId, segment: u64) -> Result<Vec<Decision>> {
        let (from, to) = (segment * PER_SEGMENT + 1, (segment + 1) * PER_SEGMENT + 1);
        Ok(self.catalogue().decisions_between(register, from, to).await?)
    }
}

/// Do the decisions begin with those of a standing segment? A line that cannot be understood counts as a
/// decision we may have.
fn goes_on(standing: &[u8], decisions: &[Decision]) -> bool {
    let lines: Vec<&[u8]> = standing.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()).collect();
    let same = |line: &[u8], ours: &Decision| parse::<Decision>(line).map_or(true, |theirs| theirs == *ours);
    lines.len() <= decisions.len() && lines.iter().zip(decisions).all(|(line, ours)| same(line, ours))
}

fn lines(decisions: &[Decision]) -> Vec<u8> {
    let mut lines = Vec::new();
    for decision in decisions {
        lines.extend(json(decision));
        lines.push(b'\n');
    }
    lines
}
