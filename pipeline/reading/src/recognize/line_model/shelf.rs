//! The line models that come with the program, one a script, each opened when it is first needed. Not for models that
//! an archive taught itself.

use std::cell::OnceCell;

use register::language::script_of;

use super::{LineModel, LineModelError};

/// A model's file, its card and the script it writes (ISO 15924).
type Shipped = (&'static [u8], &'static str, &'static str);

const SHIPPED: [Shipped; 2] = [
    (
        include_bytes!("../../../../../ocr-models/lines/cyrillic.safetensors"),
        include_str!("../../../../../ocr-models/lines/cyrillic.json"),
        "Cyrl",
    ),
    (
        include_bytes!("../../../../../ocr-models/lines/latin.safetensors"),
        include_str!("../../../../../ocr-models/lines/latin.json"),
        "Latn",
    ),
];

/// Languages whose letters the models know, as Tesseract names them.
const LANGUAGES: [&str; 18] = [
    "tgk", "rus", "uzb_cyrl", "Cyrillic", "ukr", "bel", "bul", "fra", "deu", "frk", "eng", "ces", "slk",
    "dan", "tur", "uzb", "nld", "Latin",
];

/// Line models at hand.
#[derive(Default)]
pub struct LineModels {
    opened: Vec<(Shipped, OnceCell<LineModel>)>,
}

impl LineModels {
    /// Those that come with the program.
    pub fn shipped() -> Self {
        Self { opened: SHIPPED.map(|shipped| (shipped, OnceCell::new())).into() }
    }

    /// None: every line is left to the page's engine.
    pub fn none() -> Self {
        Self::default()
    }

    /// The model for a register in `languages` (Tesseract names): that of their script. None where they are of several
    /// scripts, as nothing tells before reading which a line is in, and none for languages the models have not seen.
    ///
    /// # Errors
    /// Where the model is damaged.
    pub fn of(&self, languages: &[String]) -> Result<Option<&LineModel>, LineModelError> {
        let Some(wanted) = languages.first().map(|first| script_of(first)) else { return Ok(None) };
        if languages.iter().any(|l| script_of(l) != wanted || !LANGUAGES.contains(&l.as_str())) {
            return Ok(None);
        }
        let model = self.opened.iter().find(|(shipped, _)| shipped.2 == wanted);
        model.map(opened).transpose()
    }

    /// Every model, whatever it writes.
    pub(in crate::recognize) fn all(&self) -> impl Iterator<Item = Result<&LineModel, LineModelError>> {
        self.opened.iter().map(opened)
    }
}

/// The model, loaded now if it was not before.
fn opened((shipped, model): &(Shipped, OnceCell<LineModel>)) -> Result<&LineModel, LineModelError> {
    if let Some(model) = model.get() {
        return Ok(model);
    }
    let loaded = LineModel::load(shipped.0, shipped.1)?;
    Ok(model.get_or_init(|| loaded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(languages: &[&str], there: bool) {
        let languages: Vec<String> = languages.iter().map(|&l| l.to_owned()).collect();
        assert_eq!(LineModels::shipped().of(&languages).unwrap().is_some(), there);
    }

    #[test]
    fn tajik_is_read_by_the_cyrillic_model() {
        check(&["tgk", "rus"], true);
    }

    #[test]
    fn french_is_read_by_the_latin_model() {
        check(&["fra"], true);
    }

    #[test]
    fn where_scripts_are_mixed_no_model_is_chosen() {
        check(&["tgk", "fas"], false);
    }

    #[test]
    fn a_language_the_models_have_not_seen_is_left_to_tesseract() {
        check(&["hye"], false);
    }

    #[test]
    fn for_persian_there_is_no_model_yet() {
        check(&["fas"], false);
    }

    #[test]
    fn where_there_are_none_none_is_found() {
        assert!(LineModels::none().of(&["rus".to_owned()]).unwrap().is_none());
    }
}
