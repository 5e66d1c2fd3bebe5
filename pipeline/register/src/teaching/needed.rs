//! How many lines a hand is learned from, and how many there are. Not for which ones: see [`super::choose`].

use serde::Serialize;

use super::{Said, Transcription};

/// Learning takes no fewer lines: some are kept to judge by, and what is left must still hold most letters.
pub const LEAST: usize = 100;
/// As many brought an unseen hand from .28 to .09 wrong letters, half as many to .12 (`ocr-models/lines/README.md`).
pub const RECOMMENDED: usize = 400;

/// How many lines there are, and how many are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Needed {
    /// Lines with a text that stands, and those that verified fields tell.
    pub there: usize,
    /// Those of them that verified fields tell.
    pub from_fields: usize,
    /// Fewer teach nothing: [`LEAST`].
    pub least: usize,
    /// From so many on more bring little: [`RECOMMENDED`].
    pub recommended: usize,
}

impl Needed {
    /// Are there enough to learn from?
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.there >= self.least
    }
}

/// Counts what stands (see [`super::standing`]), and `from_fields` so many more lines that verified fields tell: what is no
/// line, or cannot be read, teaches nothing.
#[must_use]
pub fn needed(standing: &[&Transcription], from_fields: usize) -> Needed {
    let written = standing.iter().filter(|word| matches!(word.said, Said::Text(_))).count();
    Needed { there: written + from_fields, from_fields, least: LEAST, recommended: RECOMMENDED }
}

#[cfg(test)]
mod tests {
    use super::{super::transcription::tests::line, *};

    fn check(said: &[Said], from_fields: usize, there: usize, enough: bool) {
        let said: Vec<Transcription> = (1..)
            .zip(said)
            .map(|(n, said)| Transcription { said: said.clone(), ..line(n, 0.0, "") })
            .collect();
        let needed = needed(&said.iter().collect::<Vec<_>>(), from_fields);
        assert_eq!((needed.there, needed.is_enough()), (there, enough));
    }

    #[test]
    fn only_lines_with_a_text_count() {
        check(&[Said::Text("Салим".into()), Said::Unreadable, Said::NoLine], 0, 1, false);
    }

    #[test]
    fn a_hundred_are_enough_to_learn_from() {
        check(&vec![Said::Text("Салим".into()); 99], 0, 99, false);
        check(&vec![Said::Text("Салим".into()); 100], 0, 100, true);
    }

    #[test]
    fn lines_of_verified_fields_count_like_those_written_down() {
        check(&vec![Said::Text("Салим".into()); 40], 60, 100, true);
        check(&[], 99, 99, false);
    }
}
