//! Scans leave reading and search without ever being deleted. Not for acts: those follow their scans.

use register::id::ScanId;

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
        let _ = (viewer, scans, because, replaced_by);
        Err(Error::not_there_yet())
    }
}
