//! Daftar's own reader of lines: pictures of single lines in, letters with their places and certainty out. Not for
//! finding lines, nor for choosing between readers.
//!
//! Convolutions, two-way LSTMs and CTC after Shi, Bai and Yao, "An End-to-End Trainable Neural Network for Image-based
//! Sequence Recognition" (2017). Trained by `scripts/train`; run here without Python in whole numbers (`network`), on one
//! thread: workers are the parallelism, and a reader is started with `RAYON_NUM_THREADS=1`.

mod allowed;
mod beginnings;
mod constrained;
mod decode;
mod following;
mod freely;
mod heard;
mod ink;
mod lesson;
mod net;
pub(crate) mod network;
mod places;
mod reading;
mod scores;
pub(crate) mod shape;
mod shelf;
mod spelled;
mod words;

use image::GrayImage;
use rten_tensor::{NdTensorView, prelude::*};
use serde::Deserialize;

#[cfg(test)]
pub(super) use self::constrained::Spelling;
pub(super) use self::{
    constrained::{Constrained, Constraint, read_constrained},
    net::{Net, Part},
    reading::{AskedLine, read_lines},
    shelf::as_taught,
};
pub use self::{decode::ReadLetter, shelf::LineModels};
use self::{
    following::{Following, Stored},
    freely::Weighed,
    ink::InkLine,
    network::Network,
    scores::LineScores,
    shape::AFTER,
};
pub(super) use self::{
    ink::HEIGHT,
    lesson::{AS_TAUGHT, shown_as, taught_cut},
};

/// Columns of a batch, pixels: a dozen or two average lines of a register.
const COLUMNS: usize = 8192;

/// What is wrong with a model or with what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum LineModelError {
    /// Its card cannot be read.
    #[error("the card of the line model is damaged: {0}")]
    Card(#[from] serde_json::Error),
    /// Its file cannot be loaded.
    #[error("the line model cannot be loaded: {0}")]
    Load(String),
    /// It gave up.
    #[error("the line model stopped: {0}")]
    Run(String),
}

/// What a model's card says of it; the rest is for people.
#[derive(Debug, Deserialize)]
struct Card {
    /// Letters in the order of the scores; score 0 is the blank before them.
    alphabet: String,
}

/// A line model, loaded.
pub struct LineModel {
    network: Network,
    alphabet: Vec<char>,
    following: Following,
}

/// A line to read: where it is wide, and how much narrower it may be shown.
#[derive(Debug, Clone, Copy)]
pub struct LinePicture<'a> {
    /// The line alone, 0 black to 255 white.
    pub picture: &'a GrayImage,
    /// Scale of its width, 1 for hands. Type may be shown narrower (0.6 and more), which is quicker.
    pub stretch: f64,
}

impl LineModel {
    /// Loads a model from its file and its card, and what letters follow each other in its script.
    ///
    /// # Errors
    /// Where one of them is damaged.
    pub fn load(layers: &[u8], card: &str, following: &[u8]) -> Result<Self, LineModelError> {
        let card: Card = serde_json::from_str(card)?;
        let (network, alphabet) = (Network::load(layers)?, card.alphabet.chars().collect::<Vec<char>>());
        if network.scored() == alphabet.len() + 1 {
            let following = Following::of(Stored::load(following)?, &alphabet);
            Ok(Self { network, alphabet, following })
        } else {
            Err(LineModelError::Load("its card names other letters".to_owned()))
        }
    }

    /// The letters it writes, in the order of its scores.
    pub(super) fn alphabet(&self) -> &[char] {
        &self.alphabet
    }

    /// Reads lines: for each its letters from left to right, none where nothing is written.
    ///
    /// # Errors
    /// Where the model stops; that is ours.
    pub fn read(&self, lines: &[LinePicture<'_>]) -> Result<Vec<Vec<ReadLetter>>, LineModelError> {
        self.each(lines, |_, scores, ink| {
            let scores = LineScores::of(scores, ink.scale);
            let weighed = Weighed::on(&scores, &self.following);
            let text = freely::likeliest(&scores, &weighed);
            let mut letters = decode::letters(&scores, &text, &self.alphabet, Some(&weighed));
            places::on_ink(&mut letters, ink);
            letters
        })
    }

    /// The same by the ink alone, whatever letters follow each other.
    ///
    /// # Errors
    /// Where the model stops; that is ours.
    pub(super) fn read_by_ink(
        &self,
        lines: &[LinePicture<'_>],
    ) -> Result<Vec<Vec<ReadLetter>>, LineModelError> {
        self.each(lines, |_, scores, ink| {
            let scores = LineScores::of(scores, ink.scale);
            decode::letters(&scores, &scores.likeliest(), &self.alphabet, None)
        })
    }

    /// What `tell` makes of each line, given its place among them, its scores (steps x letters and blank), and the line as
    /// the model saw it.
    fn each<T>(
        &self,
        lines: &[LinePicture<'_>],
        tell: impl Fn(usize, NdTensorView<'_, f32, 2>, &InkLine) -> T,
    ) -> Result<Vec<T>, LineModelError> {
        let widths: Vec<usize> = lines.iter().map(|line| ink::width(line.picture, line.stretch)).collect();
        let mut order: Vec<usize> = (0..lines.len()).collect();
        order.sort_by_key(|&line| widths[line]);
        let mut told: Vec<(usize, T)> = Vec::with_capacity(lines.len());
        let mut start = 0;
        while start < order.len() {
            let end = batch_end(&order, &widths, start);
            let ink = |&line: &usize| InkLine::of(lines[line].picture, lines[line].stretch);
            let batch: Vec<InkLine> = order[start..end].iter().map(ink).collect();
            let scores = self.network.scores(&batch, AFTER)?;
            for ((&line, ink), scores) in order[start..end].iter().zip(&batch).zip(scores) {
                told.push((line, tell(line, scores.view(), ink)));
            }
            start = end;
        }
        told.sort_by_key(|(line, _)| *line);
        Ok(told.into_iter().map(|(_, told)| told).collect())
    }
}

/// Where the batch that begins at `start` ends: [`COLUMNS`] at most or a single line.
fn batch_end(order: &[usize], widths: &[usize], start: usize) -> usize {
    let columns = order[start..].iter().scan(0, |columns, &line| {
        *columns += widths[line] + AFTER;
        Some(*columns)
    });
    start + columns.take_while(|&columns| columns <= COLUMNS).count().max(1)
}

#[cfg(test)]
mod tests;
