//! Who looked at what: entries only grow, each bound to the one before it. Not for program logs.

use crate::{Archive, Error, Result, Viewer};

pub use catalogue::{AuditEntry, Chain};

impl Archive {
    /// The last `limit` entries, oldest first (all without a limit), with the check of every chain.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn audit(&self, limit: Option<usize>) -> Result<(Vec<AuditEntry>, Chain)> {
        let _ = limit;
        Err(Error::not_there_yet())
    }

    /// Writes an entry for something a desk did itself, as a sign-in.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn note(&self, viewer: &Viewer, action: &str, subject: &str) -> Result<()> {
        let _ = (viewer, action, subject);
        Err(Error::not_there_yet())
    }
}
