//! Trouble by who must act. Not for scans that cannot be read: those are set aside with a reason, which
//! is no error.

use std::path::PathBuf;

use register::id::{ActId, RegisterId, ScanId};

/// Who must act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// A scan or file: set it aside and go on.
    Material,
    /// The archivist: a setting, a missing right, a full disk.
    Setting,
    /// Us.
    Fault,
}

/// What went wrong, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The disk has not enough room; nothing was brought in.
    #[error(
        "not enough room: {needed} bytes are needed and {free} are free; free some space, or move the store to a larger disk"
    )]
    NoRoom {
        /// Bytes that are needed, with what must stay free.
        needed: u64,
        /// Bytes that are free.
        free: u64,
    },
    /// A file that was to be brought in cannot be read at all.
    #[error("cannot read {path}: {cause}; check that the file is there and may be read, then ingest again")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The file of a scan as it was delivered is gone from the store, or damaged there.
    #[error(
        "the file as delivered is not whole in the store ({why}); bring {key} back from a backup of the store, then daftar run --renew prepare"
    )]
    MasterGone {
        /// Where it should stand.
        key: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The line model a register learned is gone from the store, or damaged there.
    #[error(
        "the line model that the register {register} learned is not whole in the store ({why}); bring {key} back from a backup of the store, or let the register learn anew: daftar learn {register}; or go back to the program's own model: daftar learn {register} --forget"
    )]
    ModelGone {
        /// The register.
        register: RegisterId,
        /// Where the file should stand.
        key: String,
        /// What is wrong.
        why: &'static str,
    },
    /// The register learns already.
    #[error(
        "the register {register} learns already ({person}, since {since}, process {process} on {machine}); wait until that ends, or stop it and begin again; where that machine is gone, the register is free after {seconds} s"
    )]
    LearnsAlready {
        /// The register.
        register: RegisterId,
        /// Who lets it learn.
        person: String,
        /// Since when, RFC 3339 in UTC.
        since: String,
        /// In which process.
        process: u32,
        /// Of which machine.
        machine: String,
        /// How long a machine is waited for that says nothing.
        seconds: u64,
    },
    /// This learning said nothing for long, and somebody else began another.
    #[error(
        "the register {0} learns elsewhere by now: nothing was heard of this learning for too long; what it learned is not kept, wait for the other"
    )]
    TurnLost(RegisterId),
    /// No such register.
    #[error("there is no register {0}; `daftar status` lists those there are")]
    NoRegister(RegisterId),
    /// No such scan.
    #[error(
        "there is no scan {0}; a register's scans are numbered from 000001 in the order they came in, and `daftar status` says how many each holds"
    )]
    NoScan(ScanId),
    /// No such act, or none the viewer may know of.
    #[error("there is no act {0}")]
    NoAct(ActId),
    /// The viewer's role may not do this.
    #[error("the role {role} may not {what}; ask the archivist for another role")]
    NotAllowed {
        /// The role.
        role: &'static str,
        /// What was asked.
        what: &'static str,
    },
    /// A name that is taken.
    #[error("{0:?} is taken; choose another name")]
    NameTaken(String),
    /// Something given cannot be used.
    #[error("{0}")]
    Unusable(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The catalogue failed.
    #[error(transparent)]
    Catalogue(#[from] catalogue::Error),
    /// The index failed.
    #[error(transparent)]
    Index(#[from] index::IndexError),
    /// Bytes of the store that are not what stands under their key.
    #[error("the store holds no such thing: {0}")]
    Garbled(String),
    /// Ours.
    #[error("{0}")]
    Fault(String),
}

/// What functions of the archive give.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Who must act.
    pub fn kind(&self) -> Trouble {
        match self {
            Error::File { .. } | Error::MasterGone { .. } | Error::Store(store::Error::Damaged { .. }) => {
                Trouble::Material
            }
            Error::Fault(_)
            | Error::Garbled(_)
            | Error::Store(store::Error::Fault { .. } | store::Error::Missing { .. }) => Trouble::Fault,
            Error::Catalogue(error) if error.is_fault() => Trouble::Fault,
            _ => Trouble::Setting,
        }
    }

    /// Is it that something in the store is gone or damaged? Then all else can go on.
    pub(crate) fn is_loss(&self) -> bool {
        let lost = |error: &store::Error| error.is_missing() || error.is_damaged();
        matches!(self, Error::Garbled(_)) || matches!(self, Error::Store(error) if lost(error))
    }
}
