//! Are the models there that registers ask for? Looked at once, before anything is read. Not for reading:
//! engines are started by readers only.

use std::path::Path;

use reading::recognize::{Tesseract, TesseractSettings};

use crate::{config::ReadSection, trouble::Trouble};

/// The engine as readers start it.
pub(crate) fn engine(read: &ReadSection, dir: &Path) -> TesseractSettings {
    let usual = TesseractSettings::default();
    let models = read.models.as_ref().map_or(usual.models.clone(), |models| dir.join(models));
    TesseractSettings { models, ..usual }
}

/// Refuses languages without a model, and the lack of the one that knows which end of a page is up: the same scan would
/// be turned on one machine and not on another. `place` says where languages are asked for.
pub(crate) fn check(engine: &TesseractSettings, languages: &[String], place: &str) -> Result<(), Trouble> {
    let engine = Tesseract::new(engine.clone());
    engine
        .check(languages)
        .and_then(|()| engine.check_turns())
        .map_err(|error| missing(&error.to_string()).place(place))
}

/// Is there a model for `language`?
pub(crate) fn is_there(engine: &TesseractSettings, language: &str) -> bool {
    Tesseract::new(engine.clone()).check(&[language.to_owned()]).is_ok()
}

/// What is missing, and after its full stop what to do.
pub(crate) fn missing(words: &str) -> Trouble {
    match words.split_once(". ") {
        Some((what, remedy)) => Trouble::setting(what).remedy(remedy),
        None => Trouble::setting(words),
    }
}
