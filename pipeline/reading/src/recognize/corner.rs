//! Labels of leaves and pages: one to four signs alone in a top corner, outside tables. An engine that looks for
//! text passes them over, misreads them or takes them for letters, so what layout saw there is looked at again. Not for
//! the looks themselves, nor for where labels stand: see [`super::corner_vote`] and [`super::corner_marks`].

use image::GrayImage;
use register::geometry::{Placement, Rect};

use super::{
    Reader, RecognizeError,
    corner_marks::marks,
    corner_vote,
    look_alikes::is_number_sign,
    recognizer::{FoundLine, FoundWord},
    unread::put_in_place,
};

/// Marks looked at on a page, those nearest to a corner first: a leaf and a page bear a label each, perhaps one more
/// that is struck out; specks of a worn corner may be hundreds, and each look asks the engine several times.
const MOST_MARKS: usize = 8;
/// A word of more signs is no label.
const MOST_SIGNS: usize = 4;
/// Weight from which the looks are believed: one that is sure and a second that is not against it.
const BELIEVED: f64 = 0.9;
/// Share of the box of a mark that a found word covers when it was read from it.
const READ: f64 = 0.25;

/// Looks again at what stands alone in a top corner of `seen` (the page, tables covered) and was laid out as one of
/// `laid`; what was read there as no more than a few signs gives way.
pub(super) fn read_corners(
    reader: &mut Reader<'_>,
    seen: &GrayImage,
    placement: &Placement,
    x_height: f64,
    laid: &[Rect],
    found: &mut Vec<FoundLine>,
) -> Result<(), RecognizeError> {
    for mark in marks(laid, placement, x_height).into_iter().take(MOST_MARKS) {
        let there = |word: &FoundWord| word.rect.intersection(&mark).area() >= READ * mark.area();
        if found.iter().any(|line| is_numbered(line, there)) {
            continue;
        }
        let mut read = found.iter().flat_map(|line| &line.words).filter(|word| there(word));
        if read.any(|word| word.text.chars().count() > MOST_SIGNS) {
            continue;
        }
        let read = found.iter().flat_map(|line| &line.words).filter(|word| there(word));
        let vote = corner_vote::take(reader, seen, &mark, read)?;
        if vote.weight() < BELIEVED {
            continue;
        }
        found.iter_mut().for_each(|line| line.words.retain(|word| !there(word)));
        found.retain(|line| !line.words.is_empty());
        let line = FoundLine { rect: mark, baseline: None, words: vec![vote.word(&mark)] };
        put_in_place(found, line);
    }
    Ok(())
}

/// Does `№` stand before the word in its line? Then it is the number of an act.
fn is_numbered(line: &FoundLine, is_word: impl Fn(&FoundWord) -> bool) -> bool {
    line.words.windows(2).any(|pair| is_number_sign(&pair[0], &pair[1]) && is_word(&pair[1]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognize::{FoundWord, LineModels, Question, Recognizer, Segmentation};

    /// Reads every picture as `text`; as figures and as text.
    struct Says(&'static str, f64);

    impl Recognizer for Says {
        fn read(&mut self, question: &Question<'_>) -> Result<Vec<FoundLine>, RecognizeError> {
            let (width, height) = question.picture.dimensions();
            let rect = Rect::new(0.0, 0.0, width.into(), height.into());
            let text = if question.segmentation == Segmentation::Figures { self.0 } else { "г" };
            Ok(vec![line(text, rect, self.1)])
        }
    }

    fn line(text: &str, rect: Rect, confidence: f64) -> FoundLine {
        let word = FoundWord { rect, text: text.into(), confidence, ..FoundWord::default() };
        FoundLine { rect, words: vec![word], ..FoundLine::default() }
    }

    /// Reads the corners where `laid` was seen.
    fn look(engine: &mut dyn Recognizer, laid: &[Rect], found: &mut Vec<FoundLine>) {
        let (page, placement) = (GrayImage::new(1000, 1400), Placement::whole(1000, 1400));
        let options = super::super::RecognizeOptions::default();
        let (languages, lines) = (["rus".to_owned()], LineModels::none());
        let mut reader = Reader {
            engine,
            lines: &lines,
            languages: &languages,
            options: &options,
            ppi: None,
            doubts: Vec::new(),
        };
        read_corners(&mut reader, &page, &placement, 20.0, laid, found).unwrap();
    }

    /// What is read where `laid` was seen, after `found`.
    fn check(mut engine: Says, laid: Rect, mut found: Vec<FoundLine>, expected: &[&str]) {
        look(&mut engine, &[laid], &mut found);
        let texts: Vec<&str> = found.iter().map(|line| line.words[0].text.as_str()).collect();
        assert_eq!(texts, expected);
    }

    const CORNER: Rect = Rect::new(930.0, 40.0, 960.0, 70.0);

    #[test]
    fn a_lone_figure_in_a_corner_is_read() {
        check(Says("2", 0.8), CORNER, vec![], &["2"]);
    }

    #[test]
    fn a_letter_read_there_gives_way_and_so_does_a_figure_that_is_outvoted() {
        check(Says("2", 0.8), CORNER, vec![line("г", CORNER, 0.6)], &["2"]);
        check(Says("12", 0.8), CORNER, vec![line("42", CORNER, 0.9)], &["12"]);
    }

    #[test]
    fn the_number_of_an_act_that_stands_in_a_corner_is_no_label() {
        let mut numbered = line("№", Rect::new(890.0, 40.0, 920.0, 70.0), 0.9);
        numbered.words.extend(line("10", CORNER, 0.9).words);
        let alone = line("10", CORNER, 0.9);
        check(Says("12", 0.8), CORNER, vec![numbered], &["№"]);
        check(Says("12", 0.8), CORNER, vec![alone], &["12"]);
    }

    #[test]
    fn letters_before_what_is_no_number_are_no_number_sign() {
        let mut words = line("мо", Rect::new(890.0, 40.0, 920.0, 70.0), 0.9);
        words.words.extend(line("г", CORNER, 0.6).words);
        check(Says("2", 0.8), CORNER, vec![words], &["мо", "2"]);
    }

    #[test]
    fn a_longer_word_that_runs_through_the_corner_stays() {
        check(Says("2", 0.8), CORNER, vec![line("Фамилия", CORNER, 0.6)], &["Фамилия"]);
    }

    /// Reads nothing, and counts how often it is asked.
    struct Counts(usize);

    impl Recognizer for Counts {
        fn read(&mut self, _: &Question<'_>) -> Result<Vec<FoundLine>, RecognizeError> {
            self.0 += 1;
            Ok(Vec::new())
        }
    }

    #[test]
    fn of_many_specks_in_a_corner_the_nearest_alone_are_looked_at() {
        let specks = |n: u16| -> Vec<Rect> {
            let left = |nth: u16| 970.0 - 18.0 * f64::from(nth);
            (0..n).map(|nth| Rect::new(left(nth), 40.0, left(nth) + 10.0, 60.0)).collect()
        };
        let asked = |n: u16| {
            let mut engine = Counts(0);
            look(&mut engine, &specks(n), &mut Vec::new());
            engine.0
        };
        assert!(asked(1) > 0);
        assert_eq!(asked(14), MOST_MARKS * asked(1));
        assert_eq!(marks(&specks(3), &Placement::whole(1000, 1400), 20.0)[0], specks(1)[0]);
    }

    #[test]
    fn what_is_no_figure_and_what_stands_elsewhere_is_left() {
        check(Says("2", 0.3), CORNER, vec![], &[]);
        check(Says("ж", 0.8), CORNER, vec![], &[]);
        check(Says("2", 0.8), Rect::new(500.0, 40.0, 530.0, 70.0), vec![], &[]);
        check(Says("2", 0.8), Rect::new(930.0, 900.0, 960.0, 930.0), vec![], &[]);
    }
}
