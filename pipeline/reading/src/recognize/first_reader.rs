//! Type and print read line by line, as layout saw it, by our own model; what that is unsure of Tesseract reads as well,
//! and the surer reading of each word stays. Not for pages whose type our model does not know, which Tesseract reads
//! first: see [`super::second_reader`].

use image::GrayImage;
use register::{geometry::Rect, layout::Hand};

use super::{
    Reader, RecognizeError,
    apart::without_pieces,
    crop::Crop,
    lexicon,
    line_model::{AskedLine, read_lines},
    recognizer::{FoundLine, Segmentation},
    second_look::{confidence, letters, on_page},
    second_reader::mean,
    surer::surer,
};

/// A line as sure as this stands: of 894 lines of type and print a third is less sure, and reading the others twice
/// changed no error rate by more than a hundredth of it.
const SURE: f64 = 0.95;
/// Lines shown to our model before the rest of a page.
const SHOWN: usize = 8;
/// Mean sureness of a page, over letters, from which our model knows its type.
const KNOWS: f64 = 0.85;
/// Letters of a page, some three lines, that Tesseract reads before it is judged, and its mean sureness of them below
/// which it does not know the type.
const TRIED: usize = 80;
const HEARD: f64 = 0.75;
/// A line of few letters that nobody is surer of than this is a stain or a rim: those are lines to layout, too. Longer ones
/// are dropped only where both have read them so.
const LEAST: f64 = 0.3;
const FEW: usize = 4;
/// Least sureness of a line in which our model saw no letter.
const UNSEEN: f64 = 0.5;
/// Page left around a line for Tesseract, share of its height: layout's boxes end at the ink.
const AROUND: f64 = 0.2;
/// Paper around the cut, pixels; Tesseract cuts letters that touch the edge.
const BORDER: u32 = 10;

/// Reads the lines `laid` on `picture` (its pixels), in their order; none where no model knows the languages or the
/// type, and Tesseract has to read the page.
pub(super) fn read_first(
    reader: &mut Reader<'_>,
    picture: &GrayImage,
    laid: &[(Rect, Hand)],
) -> Result<Option<Vec<FoundLine>>, RecognizeError> {
    let Some(own) = read_known(reader, picture, laid)? else { return Ok(None) };
    let mut read = Vec::with_capacity(own.len());
    let mut heard = Vec::new();
    for mut line in own {
        lexicon::spelled(reader, &mut line)?;
        let doubtful = reader.options.second_look && confidence(&line) < SURE;
        let asked =
            doubtful && (heard.iter().map(letters).sum::<usize>() < TRIED || mean(heard.iter()) >= HEARD);
        if asked {
            line = read_again(reader, picture, line, &mut heard)?;
        }
        let written = confidence(&line) >= LEAST || !asked && letters(&line) >= FEW;
        read.extend(written.then_some(line));
    }
    let read = without_pieces(read);
    Ok((!read.is_empty()).then_some(read))
}

/// What our model reads of the lines, where it knows their type; a few are shown first, since most of a page in another
/// type would be read for nothing.
fn read_known(
    reader: &Reader<'_>,
    picture: &GrayImage,
    laid: &[(Rect, Hand)],
) -> Result<Option<Vec<FoundLine>>, RecognizeError> {
    let asked: Vec<AskedLine> = laid.iter().map(|&(rect, hand)| AskedLine::of(rect, hand)).collect();
    let every = asked.len().div_ceil(SHOWN).max(1);
    let (first, rest): (Vec<usize>, Vec<usize>) =
        (0..asked.len()).partition(|place| place % every == every / 2);
    let mut own: Vec<(usize, FoundLine)> = Vec::with_capacity(asked.len());
    for places in [first, rest] {
        let lines: Vec<AskedLine> = places.iter().map(|&place| asked[place]).collect();
        let read = read_lines(reader.lines, reader.languages, picture, &lines)?;
        let on_page = |(at, (crop, line)): (usize, (Crop, Option<FoundLine>))| {
            let unseen = || FoundLine { rect: laid[places[at]].0, ..FoundLine::default() };
            (places[at], line.map_or_else(unseen, |line| on_page(&crop, &line)))
        };
        own.extend(read.into_iter().map(on_page));
        if own.is_empty() || mean(own.iter().map(|(_, line)| line)) < KNOWS {
            return Ok(None);
        }
    }
    own.sort_by_key(|(place, _)| *place);
    Ok(Some(own.into_iter().map(|(_, line)| line).collect()))
}

/// A line that our model was unsure of, as both readers read it; Tesseract's readings of the page are `heard` together.
fn read_again(
    reader: &mut Reader<'_>,
    picture: &GrayImage,
    own: FoundLine,
    heard: &mut Vec<FoundLine>,
) -> Result<FoundLine, RecognizeError> {
    let area = own.rect.grown(AROUND * own.rect.height());
    let Some(crop) = Crop::cut(picture, &area, 1.0, BORDER) else { return Ok(own) };
    let theirs = reader.ask(&crop.picture, Segmentation::Line)?;
    let theirs = theirs.iter().map(|line| on_page(&crop, line)).reduce(|mut all, line| {
        all.rect = all.rect.union(&line.rect);
        all.words.extend(line.words);
        all
    });
    let Some(theirs) = theirs else { return Ok(own) };
    heard.push(theirs.clone());
    if own.words.is_empty() {
        return Ok(if confidence(&theirs) >= UNSEEN { theirs } else { own });
    }
    if mean(heard.iter()) >= HEARD { surer(reader, own, theirs) } else { Ok(own) }
}

#[cfg(test)]
mod tests;
