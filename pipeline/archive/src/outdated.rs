//! Registers whose acts another version of extraction put together: what it was made from changed, as forms of the archive.
//! Not for what a version is: the caller knows.

use register::id::RegisterId;

use crate::{Archive, Result};

impl Archive {
    /// Registers whose acts stand as a version left them that is not `current`.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn outdated(&self, current: impl Fn(&str) -> bool) -> Result<Vec<RegisterId>> {
        let extracted = self.catalogue().extracted_by().await?.into_iter();
        Ok(extracted.filter(|(_, version)| !current(version)).map(|(register, _)| register).collect())
    }

    /// Lets the acts of those registers be put together again, of what was read; decisions stand. Gives their number.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn extract_outdated(&self, current: impl Fn(&str) -> bool) -> Result<usize> {
        let mut waiting = 0;
        for (register, version) in self.catalogue().extracted_by().await? {
            if !current(&version) && self.catalogue().extract_again(&register, &version).await? {
                waiting += 1;
            }
        }
        Ok(waiting)
    }
}
