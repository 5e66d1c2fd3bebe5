//! How well pages of known text were read: the figures of a run of `daftar evaluate`, as they are written down and
//! compared. Not for measuring: `reading::accuracy` lays readings on truths and counts.

mod comparison;
mod fields;
mod reliability;
mod tally;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::{
    comparison::{Change, MARGIN, Verdict, compare},
    fields::{ASKED_SHARE, Book, BookChange, FieldTally, Fields, JudgedField, Rest, compare_books},
    reliability::{BINS, Bin, JudgedWord, ReadBy, Reliability, reliability, reliability_of_fields},
    tally::Tally,
};

/// How lines are written of which neither the truth nor anybody else says it, among [`Run::hands`].
pub const UNSAID: &str = "unsaid";

/// A run that was written down.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Run {
    /// Program and version.
    pub program: String,
    /// Version of each stage of reading, by its name.
    pub stages: BTreeMap<String, String>,
    /// SHA-256 (hexadecimal) of each model that may have read, by its name.
    pub models: BTreeMap<String, String>,
    /// What was asked for.
    pub settings: Settings,
    /// Groups by name.
    pub groups: Vec<Group>,
    /// All groups together.
    pub total: Tally,
    /// Lines by the way they are written, [`UNSAID`] where nobody says it; what was read where nothing stands is in none
    /// of them.
    pub hands: BTreeMap<String, Tally>,
    /// The same by ISO 15924 script.
    pub scripts: BTreeMap<String, Tally>,
    /// What confidence is worth, the engines, scripts and hands apart and together.
    pub reliability: Vec<Reliability>,
    /// Each truth that was read.
    pub truths: Vec<Truth>,
    /// How well fields of acts were read, where acts are known.
    #[serde(skip_serializing_if = "Fields::is_empty", default)]
    pub fields: Fields,
    /// Those that could not be.
    pub failed: Vec<Failed>,
}

/// What a run was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settings {
    /// Languages of all truths (Tesseract names); empty: those of the truths.
    pub languages: Vec<String>,
    /// Were doubtful words looked at again?
    pub second_look: bool,
}

/// Truths that belong together, as those of one register.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Group {
    /// Its folder, or what that calls itself.
    pub name: String,
    /// Images that were read.
    pub images: usize,
    /// What was counted on them.
    #[serde(flatten)]
    pub tally: Tally,
}

/// One image and its text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Truth {
    /// The file with the text, below the folder that was named.
    pub truth: String,
    /// Its group.
    pub group: String,
    /// SHA-256 of the text's file, hexadecimal.
    pub sha256: String,
    /// SHA-256 of the image's file, hexadecimal.
    pub image_sha256: String,
    /// Frame of the image's file it is of, from 0.
    #[serde(skip_serializing_if = "is_first", default)]
    pub frame: u32,
    /// Languages it was read in (Tesseract names); empty: the usual ones.
    pub languages: Vec<String>,
    /// What was counted on it.
    #[serde(flatten)]
    pub tally: Tally,
}

/// Most images are of one frame, and nothing is said of it.
fn is_first(frame: &u32) -> bool {
    *frame == 0
}

/// A truth that could not be measured.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Failed {
    /// The file with the text.
    pub truth: String,
    /// Why, in plain words.
    pub why: String,
}

/// A stretch of a line as it stands on paper and as it was read; equal where it was read right, one of both empty where
/// something was passed over or made up.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stretch {
    /// On paper.
    pub truth: String,
    /// As read.
    pub read: String,
}

/// Letters taken for others, and how often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confusion {
    /// What stands there, and what was read.
    #[serde(flatten)]
    pub stretch: Stretch,
    /// How often.
    pub times: usize,
}

/// Stretches longer than this are no confusion of letters: a word was lost or made up.
const LONGEST_CONFUSION: usize = 3;

/// Letters that were taken for others, the most frequent first.
pub fn confusions<'s>(stretches: impl IntoIterator<Item = &'s Stretch>) -> Vec<Confusion> {
    let mut times: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let short = |text: &str| text.chars().count() <= LONGEST_CONFUSION;
    for Stretch { truth, read } in stretches {
        if truth != read && short(truth) && short(read) {
            *times.entry((truth, read)).or_default() += 1;
        }
    }
    let mut all: Vec<Confusion> = times
        .into_iter()
        .map(|((truth, read), times)| Confusion {
            stretch: Stretch { truth: truth.to_owned(), read: read.to_owned() },
            times,
        })
        .collect();
    all.sort_by_key(|confusion| std::cmp::Reverse(confusion.times));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(truth: &str, read: &str) -> Stretch {
        Stretch { truth: truth.into(), read: read.into() }
    }

    #[test]
    fn what_is_taken_most_often_for_another_stands_first() {
        let seen = [stretch("ҳ", "х"), stretch("ғ", "г"), stretch("ҳ", "х"), stretch("ом", "ом")];
        let found = confusions(&seen);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].stretch.truth.as_str(), found[0].times), ("ҳ", 2));
    }

    #[test]
    fn a_lost_word_is_no_confusion_of_letters() {
        assert!(confusions(&[stretch("Раҳимов", "")]).is_empty());
    }

    #[test]
    fn a_group_is_written_with_its_figures_in_one_object() {
        let group = Group {
            name: "a".into(),
            images: 1,
            tally: Tally { letters: 8, letter_edits: 2, ..Tally::default() },
        };
        let written = serde_json::to_value(&group).unwrap();
        assert_eq!((&written["cer"], &written["letters"]), (&0.25.into(), &8.into()));
        assert_eq!(serde_json::from_value::<Group>(written).unwrap(), group);
    }
}
