//! Ink that was told twice: a word's box that reaches over the words behind it, a line that is a piece of another. Not for
//! which reading of the same ink is right: see [`super::surer`].

use register::language::Direction;

use super::{
    recognizer::FoundLine,
    second_look::{confidence, letters},
};

/// Share of a word's width within the box of the word before it from which that box reaches too far.
const REACHED: f64 = 0.5;
/// Share of a line's box on the words of another from which it is a piece of that one.
const PIECE: f64 = 0.6;

/// Ends each word's box where the next word begins: of words whose ink runs together (blurred, struck through)
/// Tesseract gives all the ink to the first.
pub(super) fn end_words(line: &mut FoundLine, direction: Direction) {
    for place in 1..line.words.len() {
        let next = line.words[place].rect;
        let word = &mut line.words[place - 1].rect;
        let shared = word.right.min(next.right) - word.left.max(next.left);
        if shared <= REACHED * next.width() {
            continue;
        }
        match direction {
            Direction::LeftToRight if next.left > word.left => word.right = next.left,
            Direction::RightToLeft if next.right < word.right => word.left = next.right,
            _ => {}
        }
    }
}

/// Leaves out lines that lie on the words of a longer line, which was read at least as surely: layout saw a piece of that
/// line as a line of its own.
pub(super) fn without_pieces(lines: Vec<FoundLine>) -> Vec<FoundLine> {
    let whole = |line: &FoundLine| !lines.iter().any(|other| is_piece(line, other));
    let kept: Vec<bool> = lines.iter().map(whole).collect();
    lines.into_iter().zip(kept).filter_map(|(line, kept)| kept.then_some(line)).collect()
}

fn is_piece(line: &FoundLine, other: &FoundLine) -> bool {
    let on_words: f64 = other.words.iter().map(|word| word.rect.intersection(&line.rect).area()).sum();
    on_words > PIECE * line.rect.area()
        && letters(other) > letters(line)
        && confidence(other) >= confidence(line)
}

#[cfg(test)]
mod tests {
    use register::geometry::Rect;

    use super::*;
    use crate::recognize::answering::line;

    /// Ends of the words of a line, given and afterwards, from left to right in pixels.
    fn check(direction: Direction, given: &[(f64, f64)], expected: &[(f64, f64)]) {
        let words: Vec<(&str, f64, Rect)> =
            given.iter().map(|&(left, right)| ("слово", 0.9, Rect::new(left, 0.0, right, 20.0))).collect();
        let mut line = line(&words);
        end_words(&mut line, direction);
        let ends: Vec<(f64, f64)> = line.words.iter().map(|w| (w.rect.left, w.rect.right)).collect();
        assert_eq!(ends, expected);
    }

    #[test]
    fn a_word_ends_where_the_next_begins() {
        check(
            Direction::LeftToRight,
            &[(188.0, 434.0), (278.0, 284.0), (288.0, 335.0)],
            &[(188.0, 278.0), (278.0, 284.0), (288.0, 335.0)],
        );
    }

    #[test]
    fn words_that_touch_stay() {
        check(Direction::LeftToRight, &[(0.0, 52.0), (50.0, 90.0)], &[(0.0, 52.0), (50.0, 90.0)]);
    }

    #[test]
    fn from_the_right_a_word_begins_where_the_next_ends() {
        check(Direction::RightToLeft, &[(0.0, 200.0), (20.0, 120.0)], &[(120.0, 200.0), (20.0, 120.0)]);
    }

    #[test]
    fn a_word_behind_in_another_direction_stays() {
        check(Direction::LeftToRight, &[(50.0, 90.0), (40.0, 90.0)], &[(50.0, 90.0), (40.0, 90.0)]);
    }

    /// Texts that are left of lines, each of one word with its box.
    fn left(lines: &[(&'static str, f64, Rect)]) -> Vec<String> {
        let lines = lines.iter().map(|&word| FoundLine { rect: word.2, ..line(&[word]) }).collect();
        without_pieces(lines).into_iter().map(|line| line.words[0].text.clone()).collect()
    }

    #[test]
    fn a_piece_of_a_line_is_none_by_itself() {
        let (whole, piece) =
            (Rect::new(834.0, 1222.0, 1041.0, 1247.0), Rect::new(834.0, 1228.0, 972.0, 1254.0));
        assert_eq!(left(&[("Абдуллоевна", 0.97, whole), ("нодулло", 0.64, piece)]), ["Абдуллоевна"]);
        assert_eq!(left(&[("нодулло", 0.64, piece), ("Абдуллоевна", 0.97, whole)]), ["Абдуллоевна"]);
    }

    #[test]
    fn a_surer_piece_stays() {
        let (whole, piece) = (Rect::new(0.0, 0.0, 200.0, 20.0), Rect::new(0.0, 0.0, 100.0, 20.0));
        assert_eq!(left(&[("Аоодулпоевна", 0.4, whole), ("Абдулло", 0.9, piece)]).len(), 2);
    }

    #[test]
    fn a_line_between_two_others_stays() {
        let (above, between) = (Rect::new(0.0, 0.0, 200.0, 20.0), Rect::new(0.0, 14.0, 100.0, 30.0));
        assert_eq!(left(&[("Абдуллоевна", 0.9, above), ("Зоир", 0.8, between)]).len(), 2);
    }
}
