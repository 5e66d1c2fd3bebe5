//! Tables, cells, lines and words as layout finds them and recognition fills them. Not for meaning:
//! which cell is whose surname is decided by extraction.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::{geometry::Outline, page::Half};

/// A ruled (or aligned) table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Table {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// The table on the scan.
    pub outline: Outline,
    /// The table on the page read before (the left one, in Arabic script the right one) whose rows run on in this one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub continues: Option<Continues>,
    /// Cells, row by row.
    pub cells: Vec<Cell>,
}

/// Names a table of another page of the same scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Continues {
    /// The page.
    pub half: Half,
    /// The table's place among that page's tables.
    pub table: usize,
}

/// One cell: the whole space between its rules.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// First row, from 0.
    pub row: usize,
    /// First column, from 0.
    pub column: usize,
    /// Rows covered.
    pub row_span: usize,
    /// Columns covered.
    pub column_span: usize,
    /// Is it a heading of the form?
    pub header: bool,
    /// The cell on the scan.
    pub outline: Outline,
    /// Its text, once recognized, lines joined by `\n`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
}

/// How a line was put on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hand {
    /// Letterpress, offset or laser.
    #[default]
    Printed,
    /// Typewriter.
    Typed,
    /// By hand.
    Handwritten,
    /// A stamp or seal.
    Stamp,
}

impl Hand {
    /// Its name in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Hand::Printed => "printed",
            Hand::Typed => "typed",
            Hand::Handwritten => "handwritten",
            Hand::Stamp => "stamp",
        }
    }
}

/// Who read a word. Not to be told from its confidence: that is one scale for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Engine {
    /// Tesseract.
    Tesseract,
    /// A line model of our own.
    LineModel,
    /// Both, and they agreed.
    Both,
}

impl Engine {
    /// Its name in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Engine::Tesseract => "tesseract",
            Engine::LineModel => "line_model",
            Engine::Both => "both",
        }
    }
}

/// One line of text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Line {
    /// The line on the scan.
    pub outline: Outline,
    /// Its baseline on the scan, left to right.
    pub baseline: Outline,
    /// How it was written.
    pub hand: Hand,
    /// Does it stand in the margin?
    pub margin: bool,
    /// ISO 15924 script, once recognized.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub script: Option<String>,
    /// Tesseract name of the language, once recognized.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lang: Option<String>,
    /// Its text, once recognized.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
    /// How probable it is that a letter of it stands in a word that is right, 0 to 1, once recognized.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub confidence: Option<f64>,
    /// The table it stands in, by place among the page's tables.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub table: Option<usize>,
    /// Row of its cell.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub row: Option<usize>,
    /// Column of its cell.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub column: Option<usize>,
    /// Its words, once recognized.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub words: Vec<Word>,
}

/// One word as recognized.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Word {
    /// The word on the scan.
    pub outline: Outline,
    /// Best reading.
    pub text: String,
    /// How probable it is that the reading is right, 0 to 1.
    pub confidence: f64,
    /// What its engine told of itself, 0 to 1, where that is not the same; see [`Word::score`].
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub engine_confidence: Option<f64>,
    /// Who read it; absent where several looks were weighed or a shape said it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub engine: Option<Engine>,
    /// Other readings with their weight, best first; the best reading is the first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub alternatives: Vec<(String, f64)>,
    /// Was it struck out, with a stroke through its letters?
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub struck: bool,
}

impl Word {
    /// What its engine told of itself, one scale for all engines: rules that tell dirt from writing were found with it. Not
    /// a probability: that is the confidence.
    #[must_use]
    pub fn score(&self) -> f64 {
        self.engine_confidence.unwrap_or(self.confidence)
    }
}

/// Mean confidence over the letters of words, so that a stray dot does not pull a line down; none where there are no letters.
pub fn mean_confidence(words: &[Word]) -> Option<f64> {
    mean(words, |word| word.confidence)
}

fn mean(words: &[Word], of: impl Fn(&Word) -> f64) -> Option<f64> {
    let letters = |word: &Word| word.text.chars().count() as f64;
    let all: f64 = words.iter().map(letters).sum();
    let weighed: f64 = words.iter().map(|word| of(word) * letters(word)).sum();
    (all > 0.0).then(|| weighed / all)
}

impl Line {
    /// The same for a line: the mean over the letters of its words; of a line without words, its confidence.
    #[must_use]
    pub fn score(&self) -> Option<f64> {
        mean(&self.words, Word::score).or(self.confidence)
    }
}
