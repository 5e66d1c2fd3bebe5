//! Why a register did not learn: what the desk is told of it, what the command line says, and what to do. Not for what was
//! learned and not taken: that is no failure.

use reading::recognize::TeachError;
use register::{id::RegisterId, teaching::NotLearned};

use crate::trouble::Trouble;

/// Why nothing was learned.
pub(super) enum Fails {
    /// Somebody asked to stop.
    Stopped,
    /// Somebody else lets it learn.
    Elsewhere(archive::Error),
    /// Teaching brought nothing.
    Teaching(TeachError),
    /// Something beside it.
    Other(anyhow::Error),
}

impl From<TeachError> for Fails {
    fn from(error: TeachError) -> Self {
        Self::Teaching(error)
    }
}

impl From<archive::Error> for Fails {
    fn from(error: archive::Error) -> Self {
        match error {
            error @ (archive::Error::LearnsAlready { .. } | archive::Error::TurnLost(_)) => {
                Self::Elsewhere(error)
            }
            error => Self::Other(error.into()),
        }
    }
}

impl From<anyhow::Error> for Fails {
    fn from(error: anyhow::Error) -> Self {
        Self::Other(error)
    }
}

impl Fails {
    /// What the desk keeps of it.
    pub(super) fn why(&self) -> NotLearned {
        match self {
            Fails::Teaching(TeachError::TooFew { lines, .. }) => {
                NotLearned::TooFew { lines: u32::try_from(*lines).unwrap_or(u32::MAX) }
            }
            Fails::Teaching(TeachError::NoModel(languages)) => {
                NotLearned::NoModel { languages: languages.clone() }
            }
            _ => NotLearned::Broken { what: self.what() },
        }
    }

    /// In a line.
    pub(super) fn what(&self) -> String {
        match self {
            Fails::Stopped => "somebody asked to stop".to_owned(),
            Fails::Elsewhere(error) => error.to_string(),
            Fails::Teaching(error) => error.to_string(),
            Fails::Other(error) => format!("{error:#}"),
        }
    }

    /// What to do, and when a run tries it again by itself.
    pub(super) fn remedy(&self, register: &RegisterId) -> String {
        let (todo, again) = match self.why() {
            NotLearned::TooFew { .. } => (more_lines(register), "there are enough more lines"),
            NotLearned::NoModel { .. } => {
                (LANGUAGES.to_owned(), "its languages change or daftar is a newer one")
            }
            NotLearned::Broken { .. } => (
                format!("mend that, then daftar learn {register}"),
                "a day has passed or daftar is a newer one",
            ),
        };
        format!("{todo}; tried again when {again}, or somebody asks again at the desk")
    }

    /// For whoever typed `daftar learn`.
    pub(super) fn trouble(self, register: &RegisterId) -> anyhow::Error {
        let setting = |title: &str| Trouble::setting(format!("{register} {title}"));
        let what = self.what();
        let trouble = match self {
            Fails::Other(error) => return error,
            Fails::Stopped => Trouble::fault(format!("{register} could not learn")),
            Fails::Elsewhere(_) => {
                setting("learns already").remedy("wait for the other learning, or stop it")
            }
            Fails::Teaching(TeachError::TooFew { .. }) => {
                setting("has too few lines to learn from").remedy(more_lines(register))
            }
            Fails::Teaching(TeachError::NoModel(_)) => {
                setting("has no line model to begin from").remedy(LANGUAGES)
            }
            Fails::Teaching(TeachError::Model(_) | TeachError::Learn(_)) => {
                Trouble::fault(format!("{register} could not learn"))
            }
        };
        trouble.what(what).so("nothing was learned; the register is read as before").into()
    }
}

/// Where and since when somebody else lets a register learn, for a log: that names no person.
pub(super) fn elsewhere(error: &archive::Error) -> String {
    match error {
        archive::Error::LearnsAlready { process, machine, since, .. } => {
            format!("process {process} on {machine}, since {since}")
        }
        error => error.to_string(),
    }
}

const LANGUAGES: &str =
    "its languages are named in its register file; models read Cyrillic and Latin letters";

fn more_lines(register: &RegisterId) -> String {
    format!(
        "write more of them down, or verify fields written by hand: daftar serve, then /transcribe/{register} in the browser"
    )
}
