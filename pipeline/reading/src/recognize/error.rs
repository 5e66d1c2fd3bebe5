//! What can stop recognition, by who must act. Not for bad readings: those are values with doubts.

use std::path::PathBuf;

use thiserror::Error;

use super::line_model::LineModelError;

/// Who must act on trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The scan: it is set aside, or read in part, and the run goes on.
    Material,
    /// The archivist: a setting or a missing model.
    Setting,
    /// Us.
    Fault,
}

/// Why an engine gave no answer.
#[derive(Debug, Error)]
pub enum RecognizeError {
    /// No model for a language that was asked for.
    #[error(
        "the language {language:?} cannot be read: {folder} holds no {language}.traineddata. \
         Install it (Debian: tesseract-ocr-{package}), put the file there, or take the language out of the register file",
        folder = folder.display(), package = debian_package(language)
    )]
    MissingModel {
        /// Tesseract name of the language.
        language: String,
        /// Where models are looked for.
        folder: PathBuf,
    },
    /// The model that knows which end of a page is up is not there.
    #[error(
        "which end of a page is up cannot be told: {folder} holds no osd.traineddata. \
         Install it (Debian: tesseract-ocr-osd), or put the file there",
        folder = folder.display()
    )]
    NoOrientation {
        /// Where models are looked for.
        folder: PathBuf,
    },
    /// The folder of models is not there at all.
    #[error(
        "there is no folder of Tesseract models at {folder}. Install tesseract-ocr with its languages, or name the folder in the settings",
        folder = folder.display()
    )]
    NoModels {
        /// Where models are looked for.
        folder: PathBuf,
    },
    /// A language name that names no model file.
    #[error("{0:?} is no Tesseract name of a language; such names are like \"tgk\", \"rus\" or \"uzb_cyrl\"")]
    NoLanguage(String),
    /// The models are there, but the engine does not start with them.
    #[error("Tesseract does not start with {languages} from {folder}: a model file there is broken or of another version; install it again", folder = folder.display())]
    Start {
        /// Languages joined by `+`.
        languages: String,
        /// Where models are looked for.
        folder: PathBuf,
    },
    /// The engine was still at it when the time was up.
    #[error("reading was stopped after {0} s")]
    Deadline(u64),
    /// The picture cannot be given to the engine.
    #[error("a picture of {width} x {height} pixels cannot be read")]
    Size {
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
    },
    /// The engine gave up on this picture.
    #[error("Tesseract gave up on a picture of {width} x {height} pixels: {why}")]
    Refused {
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
        /// In the engine module's words.
        why: &'static str,
    },
    /// Our own line model is damaged or stopped.
    #[error(transparent)]
    LineModel(#[from] LineModelError),
    /// A recording was asked what it has not heard.
    #[error("the recording {file} has no answer for picture {digest}; record it again", file = file.display())]
    NotRecorded {
        /// The recording.
        file: PathBuf,
        /// Digest of the question.
        digest: String,
    },
    /// A recording cannot be read or written.
    #[error("the recording {file} is unusable: {why}", file = file.display())]
    Recording {
        /// The recording.
        file: PathBuf,
        /// What stands in the way.
        why: String,
    },
}

impl RecognizeError {
    /// Who must act.
    pub fn kind(&self) -> Trouble {
        use RecognizeError as E;
        match self {
            E::MissingModel { .. }
            | E::NoOrientation { .. }
            | E::NoModels { .. }
            | E::NoLanguage(_)
            | E::Start { .. } => Trouble::Setting,
            E::Deadline(_) | E::Size { .. } | E::Refused { .. } => Trouble::Material,
            E::NotRecorded { .. } | E::Recording { .. } | E::LineModel(_) => Trouble::Fault,
        }
    }
}

/// Debian writes languages with dashes (`tesseract-ocr-uzb-cyrl`) and scripts, whose names begin with a
/// capital, by their ISO 15924 code (`tesseract-ocr-script-cyrl`).
fn debian_package(language: &str) -> String {
    match language {
        "Cyrillic" => "script-cyrl".to_owned(),
        "Arabic" => "script-arab".to_owned(),
        "Latin" => "script-latn".to_owned(),
        "Fraktur" => "script-frak".to_owned(),
        other => other.to_lowercase().replace('_', "-"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_model_names_language_folder_and_package() {
        let missing = RecognizeError::MissingModel { language: "uzb_cyrl".into(), folder: "/models".into() };
        let text = missing.to_string();
        for part in ["uzb_cyrl", "/models", "tesseract-ocr-uzb-cyrl"] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        assert_eq!(missing.kind(), Trouble::Setting);
    }

    #[test]
    fn scripts_have_packages_of_their_own() {
        assert_eq!(debian_package("Cyrillic"), "script-cyrl");
        assert_eq!(debian_package("tgk"), "tgk");
    }

    #[test]
    fn a_deadline_is_the_scans_trouble() {
        assert_eq!(RecognizeError::Deadline(60).kind(), Trouble::Material);
    }
}
