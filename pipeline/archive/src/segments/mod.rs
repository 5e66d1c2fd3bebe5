//! What people say flows to the store in numbered segments beside each register's card, so that the store alone can bring it
//! back: decisions, and lines they wrote down. A segment holds a fixed range of a register's entries and is written again as
//! it fills. Not for publishing what decisions settle.

mod entry;

use register::id::RegisterId;

pub(crate) use entry::Entry;

use crate::{Archive, Error, Result, ingest::json, kept::parse};

/// Entries in one segment: some 60 to 100 KB, written at most that often again.
const PER_SEGMENT: u64 = 256;

impl Archive {
    /// Puts every segment that the store has not in full.
    pub(crate) async fn flush<E: Entry>(&self) -> Result<()> {
        for (register, segment) in self.catalogue().segments_due(E::LOG, PER_SEGMENT).await? {
            self.flush_segment::<E>(&register, segment).await?;
        }
        Ok(())
    }

    /// Puts the segments that hold the entries `first` to `last` of a register.
    pub(crate) async fn flush_between<E: Entry>(
        &self,
        register: &RegisterId,
        first: u64,
        last: u64,
    ) -> Result<()> {
        for segment in (first - 1) / PER_SEGMENT..=(last - 1) / PER_SEGMENT {
            self.flush_segment::<E>(register, segment).await?;
        }
        Ok(())
    }

    async fn flush_segment<E: Entry>(&self, register: &RegisterId, segment: u64) -> Result<()> {
        let mut entries: Vec<E> = self.segment_over_standing(register, segment).await?;
        loop {
            self.store().put(&E::key(register.clone(), segment), lines(&entries)).await?;
            // Somebody else may have put fewer after us, or more before us: whoever puts last looks again.
            let now = self.entries_of_segment(register, segment).await?;
            if now.len() == entries.len() {
                self.catalogue().segment_kept(E::LOG, register, segment, now.len()).await?;
                return Ok(());
            }
            entries = now;
        }
    }

    /// The entries of a segment as the catalogue has them, which are those that stand in the store and perhaps more.
    ///
    /// # Errors
    /// Setting: the store has others. Then the catalogue is older than the store, and writing would destroy
    /// what people said.
    pub(crate) async fn segment_over_standing<E: Entry>(
        &self,
        register: &RegisterId,
        segment: u64,
    ) -> Result<Vec<E>> {
        let standing = match self.store().get(&E::key(register.clone(), segment)).await {
            Ok(bytes) => bytes,
            // What is damaged is put again.
            Err(error) if error.is_missing() || error.is_damaged() => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        // The store is read first: an entry stands in the catalogue before it goes to the store.
        let entries = self.entries_of_segment(register, segment).await?;
        if goes_on(&standing, &entries) {
            return Ok(entries);
        }
        let are = E::ARE;
        Err(Error::Unusable(format!(
            "the store knows {are} of the register {register} that this catalogue does not: the catalogue came \
             back from an older backup, or two catalogues write to one store; nothing was written: stop all \
             daftar programs, move this catalogue away, and run daftar catalogue rebuild"
        )))
    }

    async fn entries_of_segment<E: Entry>(&self, register: &RegisterId, segment: u64) -> Result<Vec<E>> {
        let (from, to) = (segment * PER_SEGMENT + 1, (segment + 1) * PER_SEGMENT + 1);
        Ok(E::between(self.catalogue(), register, from, to).await?)
    }

    /// The last segment the store has, compared with the catalogue: earlier ones are full, and each is compared again when it is
    /// written.
    ///
    /// # Errors
    /// As for [`Archive::segment_over_standing`].
    pub(crate) async fn compare_last<E: Entry>(&self, register: &RegisterId) -> Result<()> {
        let segments = self.store().list(&E::prefix(register.clone())).await?;
        if let Some(segment) = segments.last().and_then(E::segment_of) {
            self.segment_over_standing::<E>(register, segment).await?;
        }
        Ok(())
    }

    /// All entries of a register that the store has, in the order they were made.
    pub(crate) async fn told<E: Entry>(&self, register: &RegisterId) -> Result<Vec<E>> {
        let mut entries = Vec::new();
        for key in self.store().list(&E::prefix(register.clone())).await? {
            let segment = self.store().get(&key).await?;
            for line in segment.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
                entries.push(parse(line)?);
            }
        }
        Ok(entries)
    }
}

/// Do the entries begin with those of a standing segment? A line that cannot be understood counts as one we may have.
fn goes_on<E: Entry>(standing: &[u8], entries: &[E]) -> bool {
    let lines: Vec<&[u8]> = standing.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()).collect();
    let same = |line: &[u8], ours: &E| parse::<E>(line).map_or(true, |theirs| theirs == *ours);
    lines.len() <= entries.len() && lines.iter().zip(entries).all(|(line, ours)| same(line, ours))
}

fn lines<E: Entry>(entries: &[E]) -> Vec<u8> {
    let mut lines = Vec::new();
    for entry in entries {
        lines.extend(json(entry));
        lines.push(b'\n');
    }
    lines
}
