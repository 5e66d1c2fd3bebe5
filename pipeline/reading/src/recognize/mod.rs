//! From lines to text: engines read, and what they read is laid on the scan, with the letters put right,
//! script and language told. Not for what a text means: extraction reads it for that.

mod alternatives;
#[cfg(test)]
mod answering;
mod apart;
mod apostrophe;
mod both_ways;
mod calibrate;
mod cell_ink;
mod cells;
mod constrained;
mod corner;
mod corner_marks;
mod corner_vote;
mod crop;
mod error;
mod figures;
mod first_reader;
mod hands;
mod leaders;
mod legacy_font;
mod lexicon;
pub(crate) mod line_model;
mod lone;
mod look;
mod look_alikes;
mod open_text;
mod orientation;
mod patch;
mod recognizer;
mod recorded;
pub(crate) mod script;
mod second_look;
mod second_reader;
mod signs;
mod strokes;
mod struck;
mod surer;
mod tables;
mod teaching;
mod tesseract;
mod threes;
mod unread;
mod vote;
mod words;

use image::GrayImage;
use register::{geometry::Rect, layout::Line, page::Page};
use serde::{Deserialize, Serialize};

pub use self::{
    error::{RecognizeError, Trouble},
    line_model::{LineModel, LineModelError, LineModels, LinePicture, ReadLetter},
    recognizer::{FoundLine, FoundWord, Question, Recognizer, Segmentation},
    recorded::{Recorded, Recording},
    teaching::{Taught, TaughtLine, TeachError, lines_to_teach, teach},
    tesseract::{Tesseract, TesseractSettings},
};
use crate::layout::{self, Agreement};

/// The model that reads lone figures best (65 of 70, against 57 with `tgk` and `rus`).
const FIGURES: &str = "eng";

/// Languages of a register that names none: the Tajik and Russian of its archives.
const USUAL_LANGUAGES: [&str; 2] = ["tgk", "rus"];

/// Height of small letters when the page's was not measured: 11 points at 300 pixels per inch.
const USUAL_X_HEIGHT: f64 = 22.0;

/// Tesseract models that may read a register in `languages` (none: the usual ones).
#[must_use]
pub fn models_for(languages: &[String]) -> Vec<String> {
    let usual = USUAL_LANGUAGES.map(str::to_owned);
    let mut models = if languages.is_empty() { usual.to_vec() } else { languages.to_vec() };
    models.extend([FIGURES, orientation::MODEL].map(str::to_owned));
    models
}

/// How thoroughly to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecognizeOptions {
    /// Read doubtful lines a second time in another way.
    pub second_look: bool,
    /// Keep other readings of each word.
    pub alternatives: bool,
}

impl Default for RecognizeOptions {
    fn default() -> Self {
        Self { second_look: true, alternatives: true }
    }
}

/// An engine with the languages and options of one register.
struct Reader<'a> {
    engine: &'a mut dyn Recognizer,
    /// Our own readers of lines.
    lines: &'a LineModels,
    languages: &'a [String],
    options: &'a RecognizeOptions,
    ppi: Option<u32>,
    doubts: Vec<String>,
}

impl Reader<'_> {
    /// What the engine finds on `picture`; nothing, and a doubt, where the picture defeats it.
    fn ask(
        &mut self,
        picture: &GrayImage,
        segmentation: Segmentation,
    ) -> Result<Vec<FoundLine>, RecognizeError> {
        let answer = self.engine.read(&self.question(picture, segmentation, self.languages));
        self.or_doubt(answer)
    }

    /// What the engine finds on `picture` with the model that knows figures best; with the register's where that is
    /// missing.
    fn ask_figures(
        &mut self,
        picture: &GrayImage,
        segmentation: Segmentation,
    ) -> Result<Vec<FoundLine>, RecognizeError> {
        let latin = [FIGURES.to_owned()];
        let answer = self.engine.read(&self.question(picture, segmentation, &latin));
        match answer {
            Err(RecognizeError::MissingModel { .. }) => self.ask(picture, segmentation),
            other => self.or_doubt(other),
        }
    }

    fn question<'q>(
        &self,
        picture: &'q GrayImage,
        segmentation: Segmentation,
        languages: &'q [String],
    ) -> Question<'q> {
        let alternatives = self.options.alternatives;
        Question { picture, segmentation, languages, ppi: self.ppi, alternatives }
    }

    /// Trouble of the picture becomes a doubt.
    fn or_doubt(
        &mut self,
        answer: Result<Vec<FoundLine>, RecognizeError>,
    ) -> Result<Vec<FoundLine>, RecognizeError> {
        match answer {
            Err(error) if error.kind() == Trouble::Material => {
                let doubt = error.to_string();
                if !self.doubts.contains(&doubt) {
                    self.doubts.push(doubt);
                }
                Ok(Vec::new())
            }
            other => other,
        }
    }
}

/// Reads a page laid out before: fills the text of its cells, and gives its lines text, words,
/// confidence, script and language. Outside tables the lines are those the engine found. `straight` is
/// the page's straight picture, the one `page.placement` leads back from. Hands are read by `lines`, the rest by the
/// engine and where it is unsure by both.
///
/// A picture that defeats the engine is a doubt of the page, no error.
///
/// # Errors
/// Trouble of the setting (a missing model) or ours; the page is then as far as reading came.
pub fn recognize(
    page: &mut Page,
    straight: &GrayImage,
    (engine, lines): (&mut dyn Recognizer, &LineModels),
    languages: &[String],
    agreement: Option<&Agreement>,
    options: &RecognizeOptions,
) -> Result<(), RecognizeError> {
    if let Some(agreement) = agreement {
        layout::apply(agreement, straight, page, layout::Direction::of(languages));
    }
    let usual = USUAL_LANGUAGES.map(str::to_owned);
    let languages = if languages.is_empty() { &usual } else { languages };
    let mut reader = Reader { engine, lines, languages, options, ppi: None, doubts: Vec::new() };
    let outcome = read_page(&mut reader, page, straight);
    struck::mark(page, straight);
    if !options.alternatives {
        let words = page.lines.iter_mut().flatten().flat_map(|line| &mut line.words);
        words.for_each(|word| word.alternatives.clear());
    }
    page.doubts.append(&mut reader.doubts);
    page.lines.iter_mut().flatten().for_each(calibrate::calibrate);
    for unsure in layout::check_numbers(page.tables.as_deref().unwrap_or_default()) {
        page.doubt(unsure);
    }
    outcome
}

fn read_page(reader: &mut Reader<'_>, page: &mut Page, straight: &GrayImage) -> Result<(), RecognizeError> {
    let clean = leaders::without_leaders(straight, page.quality.x_height.unwrap_or(USUAL_X_HEIGHT));
    let straight = clean.as_ref().unwrap_or(straight);
    let rects = tables::table_rects(&page.placement, page.tables.as_deref().unwrap_or_default());
    let hands = hands::read_hands(reader, page, straight)?;
    let mut open = open_text::read_open_text(reader, page, straight, &rects, &hands)?;
    let tabled = tables::read_tables(reader, page, straight, &hands)?;
    tables::fill_frames(page, &mut open);
    let tabled = rects.into_iter().flatten().zip(tabled).collect();
    page.lines = Some(in_reading_order(page, open, tabled));
    constrained::look_again(reader, page, straight)
}

/// Lines outside tables keep the engine's order; a table's lines follow the last line that begins above it.
fn in_reading_order(page: &Page, open: Vec<Line>, tables: Vec<(Rect, Vec<Line>)>) -> Vec<Line> {
    let mut lines = open;
    for (rect, of_table) in tables {
        let above = |line: &Line| page.placement.page_rect(&line.outline).centre().y < rect.top;
        let place = lines.iter().rposition(above).map_or(0, |last| last + 1);
        lines.splice(place..place, of_table);
    }
    lines
}

#[cfg(test)]
mod tests;
