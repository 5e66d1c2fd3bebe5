//! What can go wrong with the catalogue. Not for rules of the archive.

/// Trouble with the catalogue.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be reached or opened.
    #[error("the catalogue {address} cannot be used: {cause}; check `catalogue` in daftar.toml")]
    Unreachable {
        /// Where, without a password.
        address: String,
        /// What the database said.
        cause: String,
    },
    /// A newer program has changed its tables.
    #[error(
        "the catalogue {address} was brought up to date by a newer daftar (it has {done} steps, this one knows \
         {known}); use that daftar here too"
    )]
    Newer {
        /// Where, without a password.
        address: String,
        /// Steps that were done on its tables.
        done: usize,
        /// Steps this program knows.
        known: usize,
    },
    /// Another program holds it for too long, or the disk is full.
    #[error("the catalogue is held by another program or has no room: {0}; try again")]
    Busy(String),
    /// A fact that cannot be understood, or a statement that failed: ours.
    #[error("the catalogue holds or was asked something it cannot: {0}")]
    Fault(String),
}

/// What functions of the catalogue give.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Is it ours, not the archivist's?
    pub fn is_fault(&self) -> bool {
        matches!(self, Error::Fault(_))
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let text = error.to_string();
        let held = ["database is locked", "database or disk is full", "pool timed out", "deadlock detected"];
        if held.iter().any(|said| text.contains(said)) || matches!(error, sqlx::Error::Io(_)) {
            Error::Busy(text)
        } else {
            Error::Fault(text)
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Error::Fault(format!("a value is not of its shape: {error}"))
    }
}
