//! Which way lines and columns are read. Not told from pixels: the languages of a register say it.

use serde::{Deserialize, Serialize};

use crate::recognize::script;

/// From which side lines, cells of a row and columns of text are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// As Cyrillic and Latin script.
    #[default]
    LeftToRight,
    /// As Arabic and Hebrew script: numbering columns stand on the right.
    RightToLeft,
}

impl Direction {
    /// That of a register in these languages (Tesseract names, most likely first): the first one's.
    #[must_use]
    pub fn of(languages: &[String]) -> Self {
        match languages.first().map(|first| script::of_language(first)) {
            Some("Arab" | "Hebr") => Self::RightToLeft,
            _ => Self::LeftToRight,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(languages: &[&str], expected: Direction) {
        let languages: Vec<String> = languages.iter().map(|&l| l.to_owned()).collect();
        assert_eq!(Direction::of(&languages), expected);
    }

    #[test]
    fn persian_is_read_from_the_right() {
        check(&["fas"], Direction::RightToLeft);
    }

    #[test]
    fn tajik_with_some_persian_is_read_from_the_left() {
        check(&["tgk", "fas"], Direction::LeftToRight);
    }

    #[test]
    fn an_unknown_language_is_read_from_the_left() {
        check(&[], Direction::LeftToRight);
    }
}
