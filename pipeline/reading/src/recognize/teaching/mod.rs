//! A register's own lines teach the line model its hand: what is learned is judged on lines kept from it, and is taken only where
//! it reads the hand better and others no worse. Not for learning itself: that is [`crate::learning`].

mod apart;
mod error;
mod judging;
mod letters;
mod replay;

use std::collections::BTreeMap;

use image::GrayImage;
use register::{
    geometry::{Outline, Placement},
    language::script_of,
    teaching::{Judged, LEAST, Refused, Source},
};
use sha2::{Digest as _, Sha256};

pub use self::error::TeachError;
use self::{
    apart::apart,
    judging::{Compared, refused},
    letters::{spelled, strange},
    replay::{Replayed, replayed},
};
use super::{
    LineModel, LineModelError, LineModels,
    line_model::{HEIGHT, as_taught, shown_as, taught_cut},
};
use crate::learning::{self, Course, Ink, Lesson, Together, Told};

/// A line of a register and what people say is written on it.
#[derive(Debug, Clone, PartialEq)]
pub struct TaughtLine {
    /// The line as the model sees it: 48 pixels high, grey.
    picture: GrayImage,
    /// What is written.
    text: String,
    /// How that is known.
    source: Source,
}

impl TaughtLine {
    /// Of the greys of a line ([`lines_to_teach`]) and its text; none where they are no 48 rows.
    #[must_use]
    pub fn of(greys: Vec<u8>, text: &str, source: Source) -> Option<Self> {
        let width = u32::try_from(greys.len() / HEIGHT).ok().filter(|&width| width > 0)?;
        if !greys.len().is_multiple_of(HEIGHT) {
            return None;
        }
        let picture = GrayImage::from_raw(width, HEIGHT as u32, greys)?;
        Some(Self { picture, text: text.to_owned(), source })
    }

    /// How it is known what is written.
    #[must_use]
    pub fn source(&self) -> Source {
        self.source
    }
}

/// What came of teaching.
#[derive(Debug, Clone)]
pub struct Taught {
    /// The model's layers (safetensors).
    pub layers: Vec<u8>,
    /// The card (JSON) of the model it began from: its letters and shape are the same.
    pub card: String,
    /// SHA-256 of the layers, and of those it began from; hexadecimal.
    pub sha256: String,
    /// The model it began from.
    pub parent: String,
    /// Script it writes (ISO 15924).
    pub script: String,
    /// Lines it was taught.
    pub lines: usize,
    /// Those of them that verified fields told.
    pub from_fields: usize,
    /// Lines with letters that the model does not know: they taught nothing.
    pub strange: usize,
    /// What it brought.
    pub hand: Judged,
    /// What it cost.
    pub others: Judged,
    /// Why it should not be taken.
    pub refused: Option<Refused>,
}

/// Greys of lines of a straight page as the models see them, 48 rows each; none of an outline (pixels of the scan) that lies outside.
#[must_use]
pub fn lines_to_teach(
    straight: &GrayImage,
    placement: &Placement,
    outlines: &[Outline],
) -> Vec<Option<Vec<u8>>> {
    let line = |outline: &Outline| Some(taught_cut(straight, placement.page_rect(outline))?.into_raw());
    outlines.iter().map(line).collect()
}

/// Teaches the program's model for `languages` these lines. Judged against the model in force, which reads the register now.
///
/// # Errors
/// Where lines are too few, no model knows the languages, or learning stops.
pub fn teach(
    lines: &[TaughtLine],
    languages: &[String],
    in_force: &LineModels,
    course: &Course,
    together: Together<'_>,
    tell: &mut dyn FnMut(Told),
) -> Result<Taught, TeachError> {
    let none = || TeachError::NoModel(languages.join("+"));
    let (now, shipped) = (in_force.of(languages)?.ok_or_else(none)?, LineModels::shipped());
    let (layers, card) = shipped.files(languages).ok_or_else(none)?;
    let model = shipped.of(languages)?.ok_or_else(none)?;
    let known = known(lines, model)?;
    let script = script_of(&languages[0]);
    let (own, kept) = apart(&known);
    let (spared, others): (Vec<Replayed>, Vec<Replayed>) =
        replayed(script, model.alphabet()).into_iter().partition(|line| line.is_judged);
    let from_fields = lessons(own.iter().copied().filter(|line| line.source == Source::Fields)).len();
    let (taught, others) = (lessons(own), lessons(others.iter().map(|replayed| &replayed.line)));
    let learned = learning::learn(layers, model.alphabet(), (&taught, &others), course, together, tell)?;
    let after = as_taught(&learned.file, card, script)?;
    // However often a register learns: what it forgets is told from the program's own model.
    let (hand, kinds) = (Compared::of(now, &after, &kept)?, compared(model, &after, &spared)?);
    Ok(Taught {
        sha256: hex::encode(Sha256::digest(&learned.file)),
        parent: hex::encode(Sha256::digest(layers)),
        layers: learned.file,
        card: card.to_owned(),
        script: script.to_owned(),
        lines: taught.len(),
        from_fields,
        strange: lines.len() - known.len(),
        refused: refused(&hand, &kinds),
        hand: hand.judged(),
        others: Compared::together(&kinds).judged(),
    })
}

/// The lines whose letters a model knows, spelled in them.
///
/// # Errors
/// Where they are too few.
fn known(lines: &[TaughtLine], model: &LineModel) -> Result<Vec<TaughtLine>, TeachError> {
    let known =
        |line: &TaughtLine| Some(TaughtLine { text: spelled(&line.text, model.alphabet())?, ..line.clone() });
    let known: Vec<TaughtLine> = lines.iter().filter_map(known).collect();
    if known.len() >= LEAST {
        return Ok(known);
    }
    let strange = strange(lines.iter().map(|line| line.text.as_str()), model.alphabet());
    Err(TeachError::TooFew { lines: known.len(), strange })
}

/// What two models read of the lines of each kind.
///
/// # Errors
/// Where one of them stops.
fn compared(
    before: &LineModel,
    after: &LineModel,
    lines: &[Replayed],
) -> Result<Vec<Compared>, LineModelError> {
    by_kind(lines).map(|lines| Compared::of(before, after, &lines)).collect()
}

/// Lines of each kind.
fn by_kind(lines: &[Replayed]) -> impl Iterator<Item = Vec<&TaughtLine>> {
    let mut kinds: BTreeMap<&str, Vec<&TaughtLine>> = BTreeMap::new();
    for Replayed { kind, line, .. } in lines {
        kinds.entry(kind).or_default().push(line);
    }
    kinds.into_values()
}

fn lessons<'l>(lines: impl IntoIterator<Item = &'l TaughtLine>) -> Vec<Lesson> {
    let lesson = |line: &TaughtLine| {
        let (values, width) = shown_as(&line.picture);
        Some(Lesson { ink: Ink::of(values, width)?, text: line.text.clone() })
    };
    lines.into_iter().filter_map(lesson).collect()
}

#[cfg(test)]
mod tests;
