//! Line models at hand: those that come with the program, one a script, each opened when it is first needed, and before them
//! one that a register taught. Not for teaching.

use std::cell::OnceCell;

use register::language::script_of;

use super::{LineModel, LineModelError};

/// A model that comes with the program.
#[derive(Debug, Clone, Copy)]
struct Shipped {
    /// Its layers (safetensors).
    layers: &'static [u8],
    /// Its card (JSON).
    card: &'static str,
    /// What letters follow each other in its script.
    following: &'static [u8],
    /// The script it writes (ISO 15924).
    script: &'static str,
}

impl Shipped {
    fn load(&self) -> Result<LineModel, LineModelError> {
        LineModel::load(self.layers, self.card, self.following)
    }
}

const SHIPPED: [Shipped; 2] = [
    Shipped {
        layers: include_bytes!("../../../../../ocr-models/lines/cyrillic.safetensors"),
        card: include_str!("../../../../../ocr-models/lines/cyrillic.json"),
        following: include_bytes!("../../../../../ocr-models/lines/cyrillic.following"),
        script: "Cyrl",
    },
    Shipped {
        layers: include_bytes!("../../../../../ocr-models/lines/latin.safetensors"),
        card: include_str!("../../../../../ocr-models/lines/latin.json"),
        following: include_bytes!("../../../../../ocr-models/lines/latin.following"),
        script: "Latn",
    },
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
    /// What a register taught, and the script it writes (ISO 15924).
    taught: Option<(LineModel, String)>,
}

impl LineModels {
    /// Those that come with the program.
    pub fn shipped() -> Self {
        Self { opened: SHIPPED.map(|shipped| (shipped, OnceCell::new())).into(), taught: None }
    }

    /// Those that come with the program, but for lines in `script` (ISO 15924) one that was taught, of its file and its
    /// card.
    ///
    /// # Errors
    /// Where file or card is damaged, or of another kind of model.
    pub fn taught(layers: &[u8], card: &str, script: &str) -> Result<Self, LineModelError> {
        let taught = as_taught(layers, card, script)?;
        Ok(Self { taught: Some((taught, script.to_owned())), ..Self::shipped() })
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
        if let Some((taught, _)) = self.taught.as_ref().filter(|(_, script)| script == wanted) {
            return Ok(Some(taught));
        }
        let model = self.opened.iter().find(|(shipped, _)| shipped.script == wanted);
        model.map(opened).transpose()
    }

    /// Layers and card of the model for a register in `languages`, as [`LineModels::of`] finds it.
    pub(in crate::recognize) fn files(&self, languages: &[String]) -> Option<(&'static [u8], &'static str)> {
        let wanted = script_of(languages.first()?);
        let (shipped, _) = self.opened.iter().find(|(shipped, _)| shipped.script == wanted)?;
        Some((shipped.layers, shipped.card))
    }

    /// Every model that comes with the program, whatever it writes.
    pub(in crate::recognize) fn all(&self) -> impl Iterator<Item = Result<&LineModel, LineModelError>> {
        self.opened.iter().map(opened)
    }
}

/// A model that was taught, of its layers and its card: what letters follow each other in its script is known.
///
/// # Errors
/// Where layers or card are damaged, or no model of this script comes with the program.
pub(in crate::recognize) fn as_taught(
    layers: &[u8],
    card: &str,
    script: &str,
) -> Result<LineModel, LineModelError> {
    let known = SHIPPED.iter().find(|shipped| shipped.script == script);
    let known = known.ok_or_else(|| LineModelError::Load(format!("no model writes the script {script}")))?;
    LineModel::load(layers, card, known.following)
}

/// The model, loaded now if it was not before.
fn opened((shipped, model): &(Shipped, OnceCell<LineModel>)) -> Result<&LineModel, LineModelError> {
    if let Some(model) = model.get() {
        return Ok(model);
    }
    let loaded = shipped.load()?;
    Ok(model.get_or_init(|| loaded))
}

#[cfg(test)]
mod tests;
