//! Daftar's own reader of lines: pictures of single lines in, letters with their places and certainty out. Not for
//! finding lines, nor for choosing between readers.
//!
//! Convolutions, two-way LSTMs and CTC after Shi, Bai and Yao, "An End-to-End Trainable Neural Network for Image-based
//! Sequence Recognition" (2017). Trained by `scripts/train`; run here without Python in whole numbers (`network`), on one
//! thread: workers are the parallelism, and a reader is started with `RAYON_NUM_THREADS=1`.

mod allowed;
mod constrained;
mod decode;
mod ink;
mod net;
mod network;
mod places;
mod reading;
mod scores;
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
};
pub use self::{decode::ReadLetter, shelf::LineModels};
use self::{ink::InkLine, network::Network};

/// Columns of a batch, pixels: a dozen or two average lines of a register.
const COLUMNS: usize = 8192;
/// Paper after the last letter, pixels: the last step has to see that nothing follows.
const AFTER: usize = 8;

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
    /// Loads a model from its file and its card.
    ///
    /// # Errors
    /// Where one of them is damaged.
    pub fn load(layers: &[u8], card: &str) -> Result<Self, LineModelError> {
        let card: Card = serde_json::from_str(card)?;
        let (network, alphabet) = (Network::load(layers)?, card.alphabet.chars().collect::<Vec<char>>());
        if network.scored() == alphabet.len() + 1 {
            Ok(Self { network, alphabet })
        } else {
            Err(LineModelError::Load("its card names other letters".to_owned()))
        }
    }

    /// Reads lines: for each its letters from left to right, none where nothing is written.
    ///
    /// # Errors
    /// Where the model stops; that is ours.
    pub fn read(&self, lines: &[LinePicture<'_>]) -> Result<Vec<Vec<ReadLetter>>, LineModelError> {
        self.each(lines, |_, scores, steps, ink| {
            let mut letters = decode::letters(scores, steps, ink.scale, &self.alphabet);
            places::on_ink(&mut letters, ink);
            letters
        })
    }

    /// What `tell` makes of each line, given its place among them, its scores (steps x letters and blank), how many of
    /// the steps are the line's, and the line as the model saw it.
    fn each<T>(
        &self,
        lines: &[LinePicture<'_>],
        tell: impl Fn(usize, NdTensorView<'_, f32, 2>, usize, &InkLine) -> T,
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
                told.push((line, tell(line, scores.view(), scores.size(0), ink)));
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
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_batch_hold_no_more_than_its_columns() {
        let widths = [1000, 3000, 4000, 9000];
        assert_eq!(batch_end(&[0, 1, 2, 3], &widths, 0), 3);
        assert_eq!(batch_end(&[0, 1, 2, 3], &widths, 2), 3);
    }

    #[test]
    fn a_line_wider_than_a_batch_is_one_by_itself() {
        assert_eq!(batch_end(&[0, 1], &[9000, 9001], 0), 1);
        assert_eq!(batch_end(&[0, 1], &[9000, 9001], 1), 2);
    }

    /// What the shipped model for `language` reads on a line of the samples.
    fn check(file: &str, language: &str, expected: &str) {
        let path = format!("{}/../../samples/lines/{file}", env!("CARGO_MANIFEST_DIR"));
        let picture = image::open(path).unwrap().into_luma8();
        let models = LineModels::shipped();
        let model = models.of(&[language.to_owned()]).unwrap().unwrap();
        let read = model.read(&[LinePicture { picture: &picture, stretch: 1.0 }]).unwrap();
        assert_eq!(read[0].iter().map(|l| l.letter).collect::<String>(), expected);
    }

    #[test]
    fn a_line_of_tajik_print_is_read() {
        check("tajik-serif.png", "tgk", "Қодирова Ҷамила, зодрӯз 7 марти соли 1956");
    }

    #[test]
    fn a_line_of_russian_print_is_read() {
        check("russian-serif.png", "rus", "Запись акта о рождении № 12");
    }

    #[test]
    fn a_typed_line_is_read() {
        check("russian-typed.png", "rus", "Рахимов Джамшед, Пенджикент, 1956 г.");
    }

    #[test]
    fn a_line_reads_the_same_alone_and_beside_others() {
        let line = image::open(concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/lines/russian-serif.png"));
        let line = line.unwrap().into_luma8();
        let other = GrayImage::from_pixel(40, 30, image::Luma([220]));
        let models = LineModels::shipped();
        let model = models.of(&["rus".to_owned()]).unwrap().unwrap();
        let one = LinePicture { picture: &line, stretch: 1.0 };
        let alone = model.read(&[one]).unwrap();
        let beside = model.read(&[LinePicture { picture: &other, stretch: 1.0 }, one]).unwrap();
        assert_eq!(alone[0], beside[1]);
    }

    #[test]
    fn a_damaged_card_is_told() {
        assert!(matches!(LineModel::load(&[], "{"), Err(LineModelError::Card(_))));
    }

    #[test]
    fn a_damaged_model_is_told() {
        let loaded = LineModel::load(b"no model", r#"{"alphabet": "ab"}"#);
        assert!(matches!(loaded, Err(LineModelError::Load(_))));
    }

    #[test]
    fn a_card_of_another_model_is_told() {
        let layers = include_bytes!("../../../../../ocr-models/lines/latin.safetensors");
        assert!(matches!(LineModel::load(layers, r#"{"alphabet": "ab"}"#), Err(LineModelError::Load(_))));
    }
}
