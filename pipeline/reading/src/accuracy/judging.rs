//! Which found words are right: those that stand in their line's truth, in their order. Not for words that stand where
//! the truth has no line: nobody knows what is there.

use register::evaluation::JudgedWord;

use super::{
    laying::{Piece, Weighed},
    letters::{align, plain},
};

/// Judges the pieces of a line against its truth ([`plain`]). A word that was cut in two, or joined with its neighbour, is
/// wrong.
pub(super) fn judge(pieces: &[&Piece<'_>], truth: &str) -> Vec<JudgedWord> {
    let truth: Vec<&str> = truth.split_whitespace().collect();
    let plain: Vec<(usize, String)> = pieces
        .iter()
        .map(|piece| plain(piece.text))
        .enumerate()
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let read: Vec<&str> = plain.iter().map(|(_, text)| text.as_str()).collect();
    let Some(pairs) = align(&truth, &read) else { return Vec::new() };
    let mut against = vec![("", ""); pieces.len()];
    for (t, r) in pairs {
        if let Some(r) = r {
            against[plain[r].0] = (read[r], t.map_or("", |t| truth[t]));
        }
    }
    let judged = |(piece, (text, truth)): (&&Piece<'_>, (&str, &str))| {
        let Weighed { confidence, score, read_by } = piece.weighed.clone()?;
        let right = !text.is_empty() && text == truth;
        let (letters, text, truth) = (piece.text.chars().count(), text.to_owned(), truth.to_owned());
        Some(JudgedWord { read_by, confidence, score, letters, right, text, truth })
    };
    pieces.iter().zip(against).filter_map(judged).collect()
}

#[cfg(test)]
mod tests {
    use register::{
        geometry::Rect,
        layout::{Line, Word},
    };

    use super::*;
    use crate::accuracy::laying::pieces;

    fn check(read: &[&str], truth: &str, right: &[bool]) {
        let word = |text: &&str| Word {
            outline: Rect::new(0.0, 0.0, 9.0, 9.0).corners(),
            text: (*text).to_owned(),
            confidence: 0.5,
            ..Word::default()
        };
        let line =
            Line { text: Some("…".into()), words: read.iter().map(word).collect(), ..Line::default() };
        let lines = [line];
        let pieces = pieces(&lines);
        let judged = judge(&pieces.iter().collect::<Vec<_>>(), truth);
        assert_eq!(judged.iter().map(|word| word.right).collect::<Vec<_>>(), right);
        for (word, read) in judged.iter().zip(read) {
            assert_eq!((word.text.as_str(), word.right), (*read, word.text == word.truth));
        }
    }

    #[test]
    fn words_are_right_where_they_stand_in_the_truth() {
        check(&["Рахимов", "Джамшед"], "Рахимов Ҷамшед", &[true, false]);
    }

    #[test]
    fn a_word_too_many_does_not_make_its_neighbours_wrong() {
        check(&["|", "Рахимов", "Ҷамшед"], "Рахимов Ҷамшед", &[false, true, true]);
    }

    #[test]
    fn a_word_cut_in_two_is_wrong_twice() {
        check(&["Рахи", "мов", "1956"], "Рахимов 1956", &[false, false, true]);
    }

    #[test]
    fn words_of_a_lost_line_are_wrong() {
        check(&["а"], "", &[false]);
    }
}
