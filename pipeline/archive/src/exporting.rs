//! Acts leave, in capture order. Not for formats: that is `delivery`.

use register::{act::Act, id::RegisterId};

use crate::{Archive, Error, Result, Viewer};

/// Acts on their way out, by the thousand.
pub struct Export {
    _archive: Archive,
}

impl Archive {
    /// Starts an export of one register or of all (by id), of the acts the viewer may see.
    ///
    /// # Errors
    /// Setting: no such register. Audit or catalogue fail.
    pub async fn export(&self, viewer: &Viewer, register: Option<&RegisterId>) -> Result<Export> {
        let _ = (viewer, register);
        Err(Error::not_there_yet())
    }
}

impl Export {
    /// The next settled acts; `None` at the end. Chunks may be empty.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn next(&mut self) -> Result<Option<Vec<Act>>> {
        Err(Error::not_there_yet())
    }
}
