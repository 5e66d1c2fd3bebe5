//! What a stage kept, read back. What is gone from the store, or damaged there, is made again: the scan goes
//! back to be read. Not for masters: those cannot be made again (see [`Archive::master`]).

use register::id::{RegisterId, ScanId};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use store::Key;

use crate::{Archive, Error, Result};

/// What a register agreed on, as the store keeps it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct KeptAgreement {
    /// What reading takes from it.
    pub(crate) constraint: String,
    /// All of it.
    pub(crate) agreement: serde_json::Value,
}

impl Archive {
    /// What a stage found on a scan; `None` when it is gone or damaged, and the scan waits for pass one again.
    pub(crate) async fn finding<T: DeserializeOwned>(
        &self,
        scan: &ScanId,
        stage: store::Stage,
    ) -> Result<Option<T>> {
        let key = Key::Finding { register: scan.register.clone(), number: scan.number, stage };
        match self.kept(&key).await? {
            Ok(found) => Ok(Some(found)),
            Err(why) => {
                tracing::warn!(%scan, %why, "a finding is gone; the scan is read again");
                self.catalogue().send_back(scan).await?;
                Ok(None)
            }
        }
    }

    /// What a register agreed on; `None` when it is gone or damaged, and the register agrees again.
    pub(crate) async fn agreement(&self, register: &RegisterId) -> Result<Option<serde_json::Value>> {
        match self.kept::<KeptAgreement>(&Key::Agreement { register: register.clone() }).await? {
            Ok(found) => Ok(Some(found.agreement)),
            Err(why) => {
                tracing::warn!(%register, %why, "an agreement is gone; the register agrees again");
                self.catalogue().agree_again(register).await?;
                Ok(None)
            }
        }
    }

    /// What stands under a key, or why nothing of use does.
    async fn kept<T: DeserializeOwned>(&self, key: &Key) -> Result<std::result::Result<T, String>> {
        match self.store().get(key).await {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).map_err(|error| error.to_string())),
            Err(error @ (store::Error::Missing { .. } | store::Error::Damaged { .. })) => {
                Ok(Err(error.to_string()))
            }
            Err(error) => Err(Error::Store(error)),
        }
    }
}

/// What bytes of the store say.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    serde_json::from_slice(bytes).map_err(|error| Error::Garbled(error.to_string()))
}
