//! How well a text was read: rates of errors of a text against a text, a scan's reading laid on its truth, and acts on
//! theirs. Not for what figures mean: [`register::evaluation`] adds and compares them.

mod acts;
mod judging;
mod laying;
mod letters;
mod overlap;
mod page;

pub use self::acts::{KnownAct, MeasuredActs, measure_acts};
pub use self::page::{Measured, MeasuredLine, measure, measure_line};
use letters::{edits, plain};

/// Character error rate: edits (insert, delete, replace) over the length of `truth`, both in NFC with
/// white space folded to single spaces, without soft hyphens, `ſ` as `s`. 0 is perfect; more than 1 is possible. Where
/// `truth` is empty: 0 when `read` is too, else 1.
pub fn cer(read: &str, truth: &str) -> f64 {
    let (read, truth): (Vec<char>, Vec<char>) =
        (plain(read).chars().collect(), plain(truth).chars().collect());
    rate(edits(&read, &truth), read.len(), truth.len())
}

/// Edits between two texts as [`cer`] compares them, and the letters of `truth`.
pub(crate) fn letters_apart(read: &str, truth: &str) -> (usize, usize) {
    let [read, truth] = [read, truth].map(|text| plain(text).chars().collect::<Vec<char>>());
    (edits(&read, &truth), truth.len())
}

/// Word error rate: the same with words for characters.
pub fn wer(read: &str, truth: &str) -> f64 {
    let (read, truth) = (plain(read), plain(truth));
    let read: Vec<&str> = read.split_whitespace().collect();
    let truth: Vec<&str> = truth.split_whitespace().collect();
    rate(edits(&read, &truth), read.len(), truth.len())
}

fn rate(edits: usize, read: usize, truth: usize) -> f64 {
    match (truth, read) {
        (0, 0) => 0.0,
        (0, _) => 1.0,
        _ => edits as f64 / truth as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perfect_reading_has_no_errors() {
        assert_eq!(cer("Ҷамшед", "Ҷамшед"), 0.0);
        assert_eq!(wer("", ""), 0.0);
    }

    #[test]
    fn one_letter_of_six_is_a_sixth() {
        assert!((cer("Чамшед", "Ҷамшед") - 1.0 / 6.0).abs() < 1e-12);
    }

    #[test]
    fn white_space_and_composition_do_not_count() {
        assert_eq!(cer("и\u{0304}", "ӣ"), 0.0);
        assert_eq!(cer("а \n б", "а б"), 0.0);
    }

    #[test]
    fn words_are_counted_whole() {
        assert_eq!(wer("Рахимов Джамшед", "Рахимов Ҷамшед"), 0.5);
        assert_eq!(wer("лишнее", ""), 1.0);
    }
}
