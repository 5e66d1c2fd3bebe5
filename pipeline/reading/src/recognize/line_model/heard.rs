//! How much what usually follows counts on a line: less where it foretold badly what the ink is sure of, as in a language none of its
//! texts was in. Not for whole pages: lines of one page may be in two languages.

use super::{following::Following, scores::LineScores};

/// Share from which the ink is sure of a letter, and how many letters before it must be sure, too, for it to count.
const SURE: f64 = 0.9;
const BEFORE: usize = 3;
/// Mean logarithm of sure letters at which a language is known, and at which it is not. Half of the lines in languages of the texts lie
/// above -2.8 (hands and French print above -1.3, Church Slavonic above -3.4), of those in Komi, which is none, above -4.1.
const KNOWN: f64 = -2.5;
const UNKNOWN: f64 = -4.0;
/// What is thought of a line before it is seen: as many sure letters, and their mean.
const THOUGHT: (f64, f64) = (3.0, -1.5);

/// From 0, not at all, to 1.
pub(super) fn heard(scores: &LineScores, following: &Following) -> f64 {
    let mut context = following.start();
    let mut sure = 0;
    let (mut count, mut sum) = (THOUGHT.0, THOUGHT.0 * THOUGHT.1);
    for (letter, share) in scores.surest() {
        let (log, next) = following.letter(&context, letter);
        context = next;
        sure = if share > SURE { sure + 1 } else { 0 };
        if sure > BEFORE {
            (count, sum) = (count + 1.0, sum + log);
        }
    }
    ((sum / count - UNKNOWN) / (KNOWN - UNKNOWN)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::{super::following::Stored, *};

    /// How much is heard on a line that reads so, each letter with this share.
    fn check(text: &str, share: f32) -> f64 {
        let alphabet: Vec<char> = "абвгдежзийклмнопрстуфхцчшщъыьэюя ".chars().collect();
        let number = |letter: char| alphabet.iter().position(|&known| known == letter).unwrap() + 1;
        let steps: Vec<[(usize, f32); 1]> =
            text.chars().flat_map(|letter| [[(number(letter), share)], [(0, share)]]).collect();
        let steps: Vec<&[(usize, f32)]> = steps.iter().map(<[_; 1]>::as_slice).collect();
        let tree = include_bytes!("../../../../../ocr-models/lines/cyrillic.following");
        let following = Following::of(Stored::load(tree).unwrap(), &alphabet);
        heard(&LineScores::made(&steps, alphabet.len()), &following)
    }

    #[test]
    fn in_a_language_of_its_texts_it_is_heard() {
        assert!(check("место рождения город душанбе", 0.99) > 0.9);
    }

    #[test]
    fn in_no_language_it_is_not() {
        assert!(check("щъцфюжщэхъыщпгцфэъю", 0.99) < 0.1);
    }

    #[test]
    fn where_the_ink_is_sure_of_nothing_it_is_heard() {
        assert_eq!(check("щъцфюжщэхъыщпгцфэъю", 0.6), 1.0);
    }
}
