//! What is counted on pages of known text, and the rates that follow. Not for how a reading is laid on a truth.

use serde::{Deserialize, Serialize};

/// Counts that can be added; the rates are theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Tally {
    /// Letters of the truth, blanks between words with them.
    pub letters: usize,
    /// Letters to insert, delete or replace.
    pub letter_edits: usize,
    /// Words of the truth.
    pub words: usize,
    /// Words to insert, delete or replace.
    pub word_edits: usize,
    /// Words of the truth that were read, wherever they stand.
    pub words_found: usize,
    /// Neighbouring lines of the truth that were both read.
    pub neighbours: usize,
    /// Those of them that were read in the same order.
    pub in_order: usize,
}

impl Tally {
    /// Character error rate, 0 perfect; none where the truth has no letters.
    #[must_use]
    pub fn cer(&self) -> Option<f64> {
        share(self.letter_edits, self.letters)
    }

    /// Word error rate.
    #[must_use]
    pub fn wer(&self) -> Option<f64> {
        share(self.word_edits, self.words)
    }

    /// Share of the truth's words that were read, wherever they stand.
    #[must_use]
    pub fn found(&self) -> Option<f64> {
        share(self.words_found, self.words)
    }

    /// Share of neighbouring lines in the right order.
    #[must_use]
    pub fn order(&self) -> Option<f64> {
        share(self.in_order, self.neighbours)
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.letters += other.letters;
        self.letter_edits += other.letter_edits;
        self.words += other.words;
        self.word_edits += other.word_edits;
        self.words_found += other.words_found;
        self.neighbours += other.neighbours;
        self.in_order += other.in_order;
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |mut sum, one| {
            sum += one;
            sum
        })
    }
}

/// A tally as it is written: with its rates, for people and scripts.
#[derive(Serialize, Deserialize)]
struct Written {
    letters: usize,
    letter_edits: usize,
    words: usize,
    word_edits: usize,
    words_found: usize,
    neighbours: usize,
    in_order: usize,
    #[serde(skip_deserializing)]
    cer: Option<f64>,
    #[serde(skip_deserializing)]
    wer: Option<f64>,
    #[serde(skip_deserializing)]
    found: Option<f64>,
    #[serde(skip_deserializing)]
    order: Option<f64>,
}

impl From<Written> for Tally {
    fn from(written: Written) -> Self {
        let Written { letters, letter_edits, words, word_edits, words_found, neighbours, in_order, .. } =
            written;
        Self { letters, letter_edits, words, word_edits, words_found, neighbours, in_order }
    }
}

impl From<Tally> for Written {
    fn from(tally: Tally) -> Self {
        // Five figures tell one letter of the largest truths.
        let rate = |rate: Option<f64>| rate.map(|rate| (rate * 1e5).round() / 1e5);
        let Tally { letters, letter_edits, words, word_edits, words_found, neighbours, in_order } = tally;
        Self {
            letters,
            letter_edits,
            words,
            word_edits,
            words_found,
            neighbours,
            in_order,
            cer: rate(tally.cer()),
            wer: rate(tally.wer()),
            found: rate(tally.found()),
            order: rate(tally.order()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_no_letters_there_is_no_rate() {
        assert_eq!((Tally::default().cer(), Tally::default().order()), (None, None));
    }

    #[test]
    fn rates_of_a_sum_weigh_pages_by_their_letters() {
        let page = |letters, letter_edits| Tally { letters, letter_edits, ..Tally::default() };
        let sum: Tally = [page(90, 0), page(10, 5)].into_iter().sum();
        assert_eq!(sum.cer(), Some(0.05));
    }

    #[test]
    fn a_tally_is_written_with_its_rates_and_read_without() {
        let tally = Tally { words: 3, word_edits: 1, words_found: 2, ..Tally::default() };
        let written = serde_json::to_string(&tally).unwrap();
        assert!(written.contains(r#""wer":0.33333"#), "{written}");
        assert_eq!(serde_json::from_str::<Tally>(&written).unwrap(), tally);
    }
}
