//! All keys of one kind in one register, as the folder they lie in. Not for single keys.

use register::id::RegisterId;

use super::REGISTERS;

/// All keys of one kind in one register.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "`register` is the register asked for")]
pub enum Prefix {
    /// Everything.
    Register { register: RegisterId },
    /// Every [`Key::Scan`](super::Key::Scan).
    Scans { register: RegisterId },
    /// Every [`Key::Master`](super::Key::Master).
    Masters { register: RegisterId },
    /// Every [`Key::PageImage`](super::Key::PageImage).
    PageImages { register: RegisterId },
    /// Every [`Key::Finding`](super::Key::Finding).
    Findings { register: RegisterId },
    /// Every [`Key::Decisions`](super::Key::Decisions).
    Decisions { register: RegisterId },
    /// Every [`Key::LineModelStep`](super::Key::LineModelStep), numbers ascending.
    LineModelSteps { register: RegisterId },
    /// Every [`Key::Transcriptions`](super::Key::Transcriptions).
    Transcriptions { register: RegisterId },
    /// Every [`Key::Manifest`](super::Key::Manifest), generations ascending.
    Manifests { register: RegisterId },
    /// Every [`Key::Part`](super::Key::Part).
    Parts { register: RegisterId },
}

impl Prefix {
    /// The folder, ending in `/`.
    pub fn path(&self) -> String {
        let (register, folder) = match self {
            Prefix::Register { register } => (register, ""),
            Prefix::Scans { register } => (register, "scans/"),
            Prefix::Masters { register } => (register, "masters/"),
            Prefix::PageImages { register } => (register, "images/"),
            Prefix::Findings { register } => (register, "findings/"),
            Prefix::Decisions { register } => (register, "decisions/"),
            Prefix::LineModelSteps { register } => (register, "lineages/"),
            Prefix::Transcriptions { register } => (register, "transcriptions/"),
            Prefix::Manifests { register } => (register, "manifests/"),
            Prefix::Parts { register } => (register, "parts/"),
        };
        format!("{REGISTERS}{register}/{folder}")
    }
}
