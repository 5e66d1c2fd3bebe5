//! Acts from elsewhere, without scans. Not for formats: that is `delivery`.

use register::{
    act::Act,
    id::{ActId, RegisterId},
};

use crate::{Archive, Error, Result, Viewer};

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    /// Acts that are new.
    pub new: usize,
    /// Acts that were here and came otherwise now; decisions on them stand.
    pub changed: usize,
    /// Acts that were here just so.
    pub known: usize,
    /// Acts not taken, with the reason.
    pub refused: Vec<(ActId, String)>,
    /// Registers that were touched.
    pub registers: Vec<RegisterId>,
}

impl Archive {
    /// Takes acts in and publishes their registers. Given ids are kept; an act with an empty id gets one from
    /// its content, so that doing it again changes nothing.
    ///
    /// # Errors
    /// Store or catalogue fail.
    pub async fn import(
        &self,
        viewer: &Viewer,
        acts: impl Iterator<Item = Act> + Send,
    ) -> Result<ImportReport> {
        let _ = (viewer, acts);
        Err(Error::not_there_yet())
    }
}
