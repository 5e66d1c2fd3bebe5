//! Who looked at what: entries only grow, each bound to the one before it. Not for program logs.

use catalogue::NewEntry;

use crate::{Archive, Result, Viewer, clock};

pub use catalogue::{AuditEntry, Chain};

impl Archive {
    /// The last `limit` entries, oldest first (all without a limit), with the check of every chain.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn audit(&self, limit: Option<usize>) -> Result<(Vec<AuditEntry>, Chain)> {
        Ok(self.catalogue().audit(limit).await?)
    }

    /// Writes an entry: for what is looked at here, and for what a desk did itself, as a sign-in.
    ///
    /// # Errors
    /// The catalogue fails; then nothing may be shown.
    pub async fn note(&self, viewer: &Viewer, action: &str, subject: &str) -> Result<()> {
        let entry = NewEntry {
            at: clock::now(),
            person: viewer.name.clone(),
            role: viewer.role.as_str().to_owned(),
            purpose: viewer.purpose.clone(),
            action: action.to_owned(),
            subject: subject.to_owned(),
        };
        Ok(self.catalogue().note(self.inner.here.machine(), entry).await?)
    }
}
