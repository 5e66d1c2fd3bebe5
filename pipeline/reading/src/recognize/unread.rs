//! Lines layout saw and the engine passed over: a page with stains, tape or a dark rim can lose half its
//! text to the engine's own search for blocks. Each is cut out and read alone. Not for lines that were
//! read badly: see [`super::second_look`].

use image::GrayImage;
use register::geometry::Rect;

use super::{
    Reader, RecognizeError,
    crop::Crop,
    recognizer::{FoundLine, FoundWord, Segmentation},
    second_look::{confidence, letters, on_page},
};

/// Share of a line that must be covered by found words for it to count as read.
const READ: f64 = 0.25;
/// A line read less surely than this stands on a stain or a rim.
const SURE: f64 = 0.5;
/// A word of one or two letters, which may be a ditto mark or a speck, must be surer.
const SURE_OF_SHORT: f64 = 0.85;
/// Share of a word that must be covered by a found word for it to have been read before.
const TWICE: f64 = 0.3;
/// Fewer letters make no line.
const LEAST_LETTERS: usize = 3;
/// A line is at least this many times as wide as high; else it is a stamp, a stain or a corner.
const LEAST_ASPECT: f64 = 1.5;
/// Page left around the line, share of its height: layout's boxes end at the ink.
const AROUND: f64 = 0.2;
/// Paper around the cut, pixels.
const BORDER: u32 = 10;

/// Reads those of `laid` (boxes on `seen`) that no word of `found` covers, and puts them in their place.
pub(super) fn read_unread(
    reader: &mut Reader<'_>,
    seen: &GrayImage,
    laid: &[Rect],
    found: &mut Vec<FoundLine>,
) -> Result<(), RecognizeError> {
    let mut words: Vec<Rect> = found.iter().flat_map(|l| &l.words).map(|w| w.rect).collect();
    for line in laid.iter().filter(|line| line.width() > LEAST_ASPECT * line.height()) {
        let covered: f64 = words.iter().map(|w| w.intersection(line).area()).sum();
        if covered >= READ * line.area() {
            continue;
        }
        let area = line.grown(AROUND * line.height());
        let Some(crop) = Crop::cut(seen, &area, 1.0, BORDER) else { continue };
        for read in reader.ask(&crop.picture, Segmentation::Line)? {
            if confidence(&read) >= SURE {
                let mut read = on_page(&crop, &read);
                read.words.retain(|w| is_new(w, &words));
                if letters(&read) >= LEAST_LETTERS {
                    words.extend(read.words.iter().map(|w| w.rect));
                    put_in_place(found, read);
                }
            }
        }
    }
    Ok(())
}

/// Is it a word, and one that was not read before?
fn is_new(word: &FoundWord, read: &[Rect]) -> bool {
    let short = word.text.chars().count() < 3;
    let twice = read.iter().any(|r| r.intersection(&word.rect).area() > TWICE * word.rect.area());
    !twice && (!short || word.confidence >= SURE_OF_SHORT)
}

/// After the last line above it that shares its column; before all others where none does.
pub(super) fn put_in_place(found: &mut Vec<FoundLine>, line: FoundLine) {
    let above = |other: &FoundLine| {
        let shared = other.rect.right.min(line.rect.right) - other.rect.left.max(line.rect.left);
        shared > 0.0 && other.rect.centre().y < line.rect.centre().y
    };
    let below = |other: &FoundLine| other.rect.centre().y > line.rect.centre().y;
    let place = found
        .iter()
        .rposition(above)
        .map(|last| last + 1)
        .or_else(|| found.iter().position(below))
        .unwrap_or(found.len());
    found.insert(place, line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(left: f64, top: f64) -> FoundLine {
        FoundLine { rect: Rect::new(left, top, left + 100.0, top + 20.0), ..FoundLine::default() }
    }

    #[test]
    fn a_line_goes_below_the_one_above_it_in_its_column() {
        let mut found = vec![line(0.0, 0.0), line(0.0, 60.0), line(200.0, 0.0)];
        put_in_place(&mut found, line(0.0, 30.0));
        assert_eq!(found[1].rect.top, 30.0);
        put_in_place(&mut found, line(200.0, 30.0));
        assert_eq!(found[4].rect.left, 200.0);
    }

    #[test]
    fn a_line_above_all_comes_first() {
        let mut found = vec![line(0.0, 50.0)];
        put_in_place(&mut found, line(0.0, 10.0));
        assert_eq!(found[0].rect.top, 10.0);
    }
}
