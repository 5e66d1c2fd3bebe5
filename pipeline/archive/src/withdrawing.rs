//! Scans leave reading and search without ever being deleted. Not for acts: those follow their scans.

use catalogue::{Scan, State};
use register::{access::Role, id::ScanId};

use crate::{Archive, Error, Result, Viewer};

impl Archive {
    /// Takes scans out of reading and search, and publishes their registers. With `replaced_by` the
    /// (one) scan gives its place in capture order to that scan of the same register.
    ///
    /// # Errors
    /// Setting: no such scan, or the role may not.
    pub async fn withdraw(
        &self,
        viewer: &Viewer,
        scans: &[ScanId],
        because: Option<&str>,
        replaced_by: Option<&ScanId>,
    ) -> Result<()> {
        if viewer.role != Role::Archivist {
            return Err(Error::NotAllowed { role: viewer.role.as_str(), what: "withdraw scans" });
        }
        for scan in scans.iter().chain(replaced_by) {
            if self.catalogue().scan(scan).await?.is_none() {
                return Err(Error::NoScan(scan.clone()));
            }
        }
        let replaces_one =
            |new: &ScanId| matches!(scans, [old] if old.register == new.register && old != new);
        if !replaced_by.is_none_or(replaces_one) {
            let text = "one scan is replaced by one other scan of the same register; name one of each";
            return Err(Error::Unusable(text.to_owned()));
        }
        for scan in scans {
            self.note(viewer, "withdraw", &format!("{scan} {}", because.unwrap_or_default())).await?;
            let new = replaced_by.map(|new| new.number);
            self.note_leaving(scan, because, new).await?;
            self.catalogue().withdraw(scan, because, new).await?;
        }
        if let Some(new) = replaced_by {
            self.put_records(self.catalogue().scan(new).await?).await?;
        }
        let mut registers: Vec<_> = scans.iter().map(|scan| scan.register.clone()).collect();
        registers.sort();
        registers.dedup();
        for register in registers {
            self.restand(&register).await?;
        }
        Ok(())
    }

    /// The store tells that a scan left before the catalogue does: a stop in between leaves a withdrawal to
    /// be asked for again, never a scan that a rebuilt catalogue would bring back.
    async fn note_leaving(&self, id: &ScanId, because: Option<&str>, replaced_by: Option<u32>) -> Result<()> {
        let standing = self.catalogue().scan(id).await?.filter(|scan| scan.state != State::Withdrawn);
        let leaving = standing.map(|scan| {
            let reason = because.map(str::to_owned);
            Scan { state: State::Withdrawn, reason, replaced_by, ..scan }
        });
        self.put_records(leaving).await
    }
}
