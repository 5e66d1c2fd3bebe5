//! The languages a register is in, by their Tesseract names: the script of each, and from which side pages are read.
//! Not told from pixels or letters: the register's card says it.

use serde::{Deserialize, Serialize};

/// ISO 15924 code of what has no script of its own: figures and signs (`Common`).
pub const NO_SCRIPT: &str = "Zyyy";

/// ISO 15924 code of the script a Tesseract model writes.
pub fn script_of(language: &str) -> &'static str {
    match language {
        "tgk" | "rus" | "uzb_cyrl" | "ukr" | "bel" | "bul" | "kaz" | "kir" | "mkd" | "mon" | "srp"
        | "tat" | "aze_cyrl" | "Cyrillic" => "Cyrl",
        "ara" | "fas" | "urd" | "pus" | "uig" | "snd" | "kur_ara" | "Arabic" => "Arab",
        "ell" | "grc" | "Greek" => "Grek",
        "heb" | "yid" | "Hebrew" => "Hebr",
        _ => "Latn",
    }
}

/// From which side lines, cells of a row, columns of text and the pages of an open book are read.
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
        match languages.first().map(|first| script_of(first)) {
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
