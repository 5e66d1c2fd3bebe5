//! The line model a reader was given last of those that registers learned: loaded once, kept until another is asked for. Not
//! for models that come with the program.

use reading::recognize::LineModels;

use super::protocol::{Answer, Learned};

/// What to do about a model that is whole and yet none.
const REMEDY: &str =
    "Bring it back from a backup of the store, or let the register learn anew with this daftar: daftar learn";

/// The model held, if any.
#[derive(Default)]
pub(super) struct Taught {
    held: Option<(Learned, LineModels)>,
}

impl Taught {
    /// The models to read by where `learned` is asked for; `None` where it is not. Its `layers` need to come only where
    /// another was asked for last.
    ///
    /// # Errors
    /// A setting where it cannot be loaded; ours where its layers did not come.
    pub(super) fn models(
        &mut self,
        learned: Option<&Learned>,
        layers: Option<&[u8]>,
    ) -> Result<Option<&LineModels>, Answer> {
        let Some(learned) = learned else { return Ok(None) };
        if self.held.as_ref().is_none_or(|(held, _)| held != learned) {
            let missing = || Answer::Fault { what: format!("no layers of model {} came", learned.sha256) };
            let layers = layers.ok_or_else(missing)?;
            let models = LineModels::taught(layers, &learned.card, &learned.script).map_err(|error| {
                Answer::Setting {
                    what: format!(
                        "the line model that the register learned cannot be used: {error}. {REMEDY}"
                    ),
                }
            })?;
            self.held = Some((learned.clone(), models));
        }
        Ok(self.held.as_ref().map(|(_, models)| models))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYERS: &[u8] = include_bytes!("../../../../ocr-models/lines/latin.safetensors");

    fn learned(sha256: &str) -> Learned {
        let card = include_str!("../../../../ocr-models/lines/latin.json").to_owned();
        Learned { sha256: sha256.to_owned(), card, script: "Latn".to_owned() }
    }

    #[test]
    fn where_none_was_learned_none_is_given() {
        assert!(Taught::default().models(None, None).is_ok_and(|models| models.is_none()));
    }

    #[test]
    fn a_model_that_is_held_needs_no_layers_again() {
        let mut taught = Taught::default();
        assert!(taught.models(Some(&learned("a")), Some(LAYERS)).is_ok_and(|models| models.is_some()));
        assert!(taught.models(None, None).is_ok());
        assert!(taught.models(Some(&learned("a")), None).is_ok_and(|models| models.is_some()));
    }

    #[test]
    fn another_model_without_its_layers_is_our_fault() {
        let mut taught = Taught::default();
        assert!(taught.models(Some(&learned("a")), Some(LAYERS)).is_ok());
        assert!(matches!(taught.models(Some(&learned("b")), None), Err(Answer::Fault { .. })));
    }

    #[test]
    fn a_model_that_cannot_be_used_is_told_with_what_to_do() {
        let mut taught = Taught::default();
        let Err(Answer::Setting { what }) = taught.models(Some(&learned("a")), Some(b"none")) else {
            panic!("it was used")
        };
        assert!(what.contains("cannot be loaded") && what.contains("daftar learn"), "{what}");
    }
}
