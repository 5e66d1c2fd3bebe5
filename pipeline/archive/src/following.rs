//! The local index follows what is published. Not for publishing.

use crate::{Archive, Error, Result};

impl Archive {
    /// Brings the local index to the newest generation of every register. One process at a time does it
    /// on a machine; others wait for it. Commands and searches call it before they answer; cheap when
    /// nothing is new.
    ///
    /// # Errors
    /// Store, catalogue or index fail.
    pub async fn follow(&self) -> Result<()> {
        Err(Error::not_there_yet())
    }

    /// Makes the local index anew from the store alone. Gives the number of registers.
    ///
    /// # Errors
    /// Store or index fail.
    pub async fn rebuild_index(&self) -> Result<usize> {
        Err(Error::not_there_yet())
    }
}
