//! Character and word error rates. Not for fields of acts, and not for layout: a text against a text.

use unicode_normalization::UnicodeNormalization;

/// Character error rate: edits (insert, delete, replace) over the length of `truth`, both in NFC with
/// white space folded to single spaces. 0 is perfect; more than 1 is possible. Where `truth` is empty:
/// 0 when `read` is too, else 1.
pub fn cer(read: &str, truth: &str) -> f64 {
    let (read, truth): (Vec<char>, Vec<char>) =
        (folded(read).chars().collect(), folded(truth).chars().collect());
    rate(edits(&read, &truth), read.len(), truth.len())
}

/// Word error rate: the same with words for characters.
pub fn wer(read: &str, truth: &str) -> f64 {
    let (read, truth) = (folded(read), folded(truth));
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

fn folded(text: &str) -> String {
    let text: String = text.nfc().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Levenshtein distance, one row at a time.
fn edits<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
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
