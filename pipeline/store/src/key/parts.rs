//! Parts of a path that are words: the stage of a finding, the ending of a file. Not for the path.

/// A stage that leaves findings scan by scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Pages cut and straightened.
    Prepare,
    /// Tables and lines.
    Layout,
    /// Texts.
    Recognize,
}

impl Stage {
    pub(super) const ALL: [Stage; 3] = [Stage::Prepare, Stage::Layout, Stage::Recognize];

    /// The stage's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Prepare => "prepare",
            Stage::Layout => "layout",
            Stage::Recognize => "recognize",
        }
    }
}

/// The ending of a delivered file's name: one to eight lower-case ASCII letters and digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ending(String);

/// Endings longer than this (in characters) are none: the longest usual ones are `jpeg`, `tiff`.
const LONGEST_ENDING: usize = 8;

impl Ending {
    /// The ending of a file name; `bin` where it has none that can stand in a path.
    pub fn of_file(name: &str) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
        ending.and_then(|text| Self::of(&text)).unwrap_or_else(|| Self("bin".to_owned()))
    }

    /// The ending as text, without the dot.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn of(text: &str) -> Option<Self> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let fits = (1..=LONGEST_ENDING).contains(&text.len()) && text.chars().all(plain);
        fits.then(|| Self(text.to_owned()))
    }
}
