//! Type and print that Tesseract is unsure of is read by our own model as well, and the surer reading stays: old print
//! above all, of which Tesseract knows half the words. Not for hands, which it does not read at all: see
//! [`super::hands`].

use image::GrayImage;
use register::geometry::Rect;

use super::{
    Reader, RecognizeError,
    crop::Crop,
    line_model::{AskedLine, read_lines},
    recognizer::{FoundLine, FoundWord},
    second_look::{confidence, letters, on_page},
    surer::{SURER, WHOLE, same_words, surer_word},
    unread::put_in_place,
};

/// Where letters are less sure than this in the mean, all but the certain lines are read twice; else those below
/// [`DOUBTFUL`].
const UNSURE: f64 = 0.88;
/// A line as sure as this stands.
const CERTAIN: f64 = 0.92;
/// Lines below this confidence are read twice on any page.
const DOUBTFUL: f64 = 0.85;
/// Share of a found line that must lie on a line of layout for both to be the same.
const SAME: f64 = 0.5;
/// Share of a line of layout that found words must cover for it to have been read.
const READ: f64 = 0.25;
/// Least confidence of a line that Tesseract passed over: stains and rims are lines to layout, too.
const LEAST: f64 = 0.6;
/// A reading that is surer by this much stands as a whole: whoever does not know the type is sure of wrong words, too.
const FAR: f64 = 0.15;
/// Reads lines again with the line model of the register's script: those of `laid` (boxes on `seen`, as layout saw
/// lines) on which Tesseract's reading `found` is doubtful or missing.
pub(super) fn read_twice(
    reader: &Reader<'_>,
    seen: &GrayImage,
    laid: &[Rect],
    found: &mut Vec<FoundLine>,
) -> Result<(), RecognizeError> {
    let doubtful = doubtful(laid, found);
    let own = read_own(reader, seen, &doubtful)?;
    for (rect, line) in &own {
        take_if_surer(rect, line, laid, found);
    }
    for (rect, line) in own {
        let passed_over =
            !found.iter().any(|other| same(&other.rect, &rect, laid)) && covered(&rect, found) < READ;
        if passed_over && confidence(&line) >= LEAST {
            put_in_place(found, line);
        }
    }
    Ok(())
}

/// The same for what was found on a cut of a page, where found lines are the only ones known.
pub(super) fn read_cut_twice(
    reader: &Reader<'_>,
    seen: &GrayImage,
    found: &mut Vec<FoundLine>,
) -> Result<(), RecognizeError> {
    let laid: Vec<Rect> = found.iter().map(|line| line.rect).collect();
    read_twice(reader, seen, &laid, found)
}

/// Lines of layout worth a second reader.
fn doubtful(laid: &[Rect], found: &[FoundLine]) -> Vec<Rect> {
    let least = if mean(found.iter()) < UNSURE { CERTAIN } else { DOUBTFUL };
    let doubted = |rect: &&Rect| mean(found.iter().filter(|line| same(&line.rect, rect, laid))) < least;
    laid.iter().filter(doubted).copied().collect()
}

fn read_own(
    reader: &Reader<'_>,
    seen: &GrayImage,
    rects: &[Rect],
) -> Result<Vec<(Rect, FoundLine)>, RecognizeError> {
    let asked: Vec<AskedLine> = rects.iter().map(|&rect| AskedLine::as_it_is(rect)).collect();
    let read = read_lines(reader.lines, reader.languages, seen, &asked)?;
    let on_seen =
        |(at, (crop, line)): (usize, (Crop, Option<FoundLine>))| Some((rects[at], on_page(&crop, &line?)));
    Ok(read.into_iter().filter_map(on_seen).collect())
}

/// Share of a box that found words cover.
fn covered(rect: &Rect, found: &[FoundLine]) -> f64 {
    let words = found.iter().flat_map(|line| &line.words);
    words.map(|word| word.rect.intersection(rect).area()).sum::<f64>() / rect.area().max(1.0)
}

/// Puts our reading of the line at `rect` in the place of Tesseract's where it is surer; word by word where both see
/// the same words.
fn take_if_surer(rect: &Rect, own: &FoundLine, laid: &[Rect], found: &mut Vec<FoundLine>) {
    let theirs = |line: &FoundLine| same(&line.rect, rect, laid);
    let Some(first) = found.iter().position(theirs) else { return };
    let surer_by = confidence(own) - mean(found.iter().filter(|line| theirs(line)));
    let several = found.iter().filter(|line| theirs(line)).count() > 1;
    if surer_by < FAR
        && !several
        && let Some(words) = surer_words(&found[first], own)
    {
        found[first].words = words;
    } else if surer_by > SURER && is_as_long(rect, own, found.iter().filter(|line| theirs(line))) {
        let baseline = found[first].baseline;
        found[first] = FoundLine { baseline, ..own.clone() };
        let mut place = 0;
        found.retain(|line| {
            place += 1;
            place - 1 == first || !theirs(line)
        });
    }
}

/// Does our reading say all that Tesseract's lines do? Those that reach out of its box say more.
fn is_as_long<'l>(rect: &Rect, own: &FoundLine, theirs: impl Iterator<Item = &'l FoundLine>) -> bool {
    let (mut all, mut within) = (0, true);
    for line in theirs {
        all += letters(line);
        within &= line.words.iter().all(|word| (rect.left..=rect.right).contains(&word.rect.centre().x));
    }
    within && letters(own) as f64 >= WHOLE * all as f64
}

/// The surer reading of each word, the other beside it; none where the two do not see the same words.
fn surer_words(theirs: &FoundLine, own: &FoundLine) -> Option<Vec<FoundWord>> {
    if !same_words(theirs, own) {
        return None;
    }
    // On a page that Tesseract knows numbers have looks of their own.
    let number = |word: &FoundWord| word.text.contains(|c: char| c.is_ascii_digit());
    let surer = |(theirs, own): (&FoundWord, &FoundWord)| {
        if number(theirs) { theirs.clone() } else { surer_word(own, theirs, 0.0) }
    };
    Some(theirs.words.iter().zip(&own.words).map(surer).collect())
}

/// Is a found line the one that layout saw at `rect`, and at no other place more?
fn same(line: &Rect, rect: &Rect, laid: &[Rect]) -> bool {
    let shared = |other: &Rect| other.intersection(line).area();
    shared(rect) > SAME * line.area() && laid.iter().all(|other| shared(other) <= shared(rect))
}

/// Mean confidence over all letters of lines; 0 where there are none.
pub(super) fn mean<'l>(found: impl Iterator<Item = &'l FoundLine>) -> f64 {
    let (sum, all) = found.fold((0.0, 0.0), |(sum, all), line| {
        let count = letters(line) as f64;
        (sum + count * confidence(line), all + count)
    });
    if all > 0.0 { sum / all } else { 0.0 }
}

#[cfg(test)]
mod tests;
