//! Labels of leaves and pages: one to four signs alone in a top corner, outside tables. An engine that looks for
//! text passes them over or takes them for letters, so what layout saw there is read as figures. Not for cells.

use image::GrayImage;
use register::{
    completeness::in_top_corner,
    geometry::{Placement, Rect},
};

use super::{
    Reader, RecognizeError, lone,
    recognizer::FoundLine,
    second_look::{confidence, letters, on_page},
    unread::put_in_place,
};

/// Width of four figures and a letter, heights of small letters.
const WIDEST: f64 = 7.0;
/// Height of a sign, heights of small letters: no speck, no stamp.
const HEIGHTS: std::ops::Range<f64> = 0.8..5.0;
/// Figures read less surely are a stain or a scribble.
const SURE: f64 = 0.5;
/// A line of so few letters and no figure may be a label misread.
const FEW_LETTERS: usize = 4;
/// Share of a line's box that found words must cover for it to have been read.
const READ: f64 = 0.25;
/// Page left around the signs, share of their height.
const AROUND: f64 = 0.3;

/// Reads as figures what stands alone in a top corner of `seen` (the page, tables covered) and was laid out as one of
/// `laid` but not read, or read as a few letters.
pub(super) fn read_corners(
    reader: &mut Reader<'_>,
    seen: &GrayImage,
    placement: &Placement,
    x_height: f64,
    laid: &[Rect],
    found: &mut Vec<FoundLine>,
) -> Result<(), RecognizeError> {
    let alone = |r: &&Rect| {
        r.width() < WIDEST * x_height
            && HEIGHTS.contains(&(r.height() / x_height))
            && in_top_corner(r, placement)
    };
    for signs in laid.iter().filter(alone) {
        let there = found.iter().position(|line| covers(line, signs));
        if there.is_some_and(|at| !may_be_misread(&found[at])) {
            continue;
        }
        let around = AROUND * signs.height();
        let area =
            Rect::new(signs.left - around, signs.top - around, signs.right + around, signs.bottom + around);
        let Some((crop, read)) = lone::read(reader, seen, &area, x_height)? else { continue };
        if confidence(&read) < SURE || !has_figure(&read) {
            continue;
        }
        if let Some(at) = there {
            found.remove(at);
        }
        put_in_place(found, on_page(&crop, &read));
    }
    Ok(())
}

fn covers(line: &FoundLine, signs: &Rect) -> bool {
    let covered: f64 = line.words.iter().map(|w| w.rect.intersection(signs).area()).sum();
    covered >= READ * signs.area()
}

fn may_be_misread(line: &FoundLine) -> bool {
    letters(line) <= FEW_LETTERS && !has_figure(line)
}

fn has_figure(line: &FoundLine) -> bool {
    line.words.iter().any(|word| word.text.chars().any(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognize::{FoundWord, Question, Recognizer, Segmentation};

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

    /// What is read where `laid` was seen, after `found`.
    fn check(engine: Says, laid: Rect, found: Vec<FoundLine>, expected: &[&str]) {
        let (page, placement) = (GrayImage::new(1000, 1400), Placement::whole(1000, 1400));
        let (mut engine, mut found) = (engine, found);
        let options = super::super::RecognizeOptions::default();
        let languages = ["rus".to_owned()];
        let mut reader = Reader {
            engine: &mut engine,
            languages: &languages,
            options: &options,
            ppi: None,
            doubts: Vec::new(),
        };
        read_corners(&mut reader, &page, &placement, 20.0, &[laid], &mut found).unwrap();
        let texts: Vec<&str> = found.iter().map(|line| line.words[0].text.as_str()).collect();
        assert_eq!(texts, expected);
    }

    const CORNER: Rect = Rect::new(930.0, 40.0, 960.0, 70.0);

    #[test]
    fn a_lone_figure_in_a_corner_is_read() {
        check(Says("2", 0.8), CORNER, vec![], &["2"]);
    }

    #[test]
    fn a_letter_read_there_gives_way_to_a_figure_and_a_figure_does_not() {
        check(Says("2", 0.8), CORNER, vec![line("г", CORNER, 0.6)], &["2"]);
        check(Says("2", 0.8), CORNER, vec![line("12", CORNER, 0.6)], &["12"]);
    }

    #[test]
    fn what_is_no_figure_and_what_stands_elsewhere_is_left() {
        check(Says("2", 0.3), CORNER, vec![], &[]);
        check(Says("ж", 0.8), CORNER, vec![], &[]);
        check(Says("2", 0.8), Rect::new(500.0, 40.0, 530.0, 70.0), vec![], &[]);
        check(Says("2", 0.8), Rect::new(930.0, 900.0, 960.0, 930.0), vec![], &[]);
    }
}
