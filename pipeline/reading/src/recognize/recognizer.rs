//! What recognition asks of an engine, and what an engine answers. Not for pages: an engine sees one
//! picture and knows nothing of scans, tables or placements.

use image::GrayImage;
use register::{
    geometry::{Point, Rect},
    layout::Engine,
};
use serde::{Deserialize, Serialize};

use super::RecognizeError;

/// What is on the picture the engine is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Segmentation {
    /// A page with columns, headings, pictures: the engine finds its blocks and lines.
    Page,
    /// One block of lines.
    Block,
    /// A single line.
    Line,
    /// A single line of figures, 0 to 9.
    Figures,
}

/// A question to an engine.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The picture, 0 black to 255 white.
    pub picture: &'a GrayImage,
    /// What is on it.
    pub segmentation: Segmentation,
    /// Tesseract names of the languages, most likely first; never empty.
    pub languages: &'a [String],
    /// Pixels per inch of the picture, where known.
    pub ppi: Option<u32>,
    /// Are other readings of each word wanted?
    pub alternatives: bool,
}

/// A line an engine found, in pixels of the picture.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FoundLine {
    /// Box around it.
    pub rect: Rect,
    /// Its baseline, left and right end.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub baseline: Option<(Point, Point)>,
    /// Its words in logical order; at least one.
    pub words: Vec<FoundWord>,
}

/// A word an engine found.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FoundWord {
    /// Box around it.
    pub rect: Rect,
    /// Best reading; never empty.
    pub text: String,
    /// 0 to 1.
    pub confidence: f64,
    /// Tesseract name of the model that read it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub language: Option<String>,
    /// Who read it; none where several looks were weighed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub engine: Option<Engine>,
    /// Other readings with their weight, best first; the first is the best reading.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub alternatives: Vec<(String, f64)>,
}

/// An engine that reads text off pictures: [`super::Tesseract`] does, [`super::Recorded`] remembers.
///
/// The answer must depend on the question alone, never on questions asked before.
pub trait Recognizer {
    /// Reads the picture.
    ///
    /// # Errors
    /// [`RecognizeError`], by who must act: a missing model is the archivist's, a picture that defeats
    /// the engine is the scan's, anything else is ours.
    fn read(&mut self, question: &Question<'_>) -> Result<Vec<FoundLine>, RecognizeError>;

    /// Does the word stand in the engine's word lists of these languages? One that has none knows no word.
    ///
    /// # Errors
    /// As for [`Recognizer::read`], where the lists cannot be opened.
    fn knows(&mut self, _word: &str, _languages: &[String]) -> Result<bool, RecognizeError> {
        Ok(false)
    }
}
