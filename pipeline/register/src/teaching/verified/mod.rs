//! Lines that verified fields tell: where people confirmed or corrected every word of a handwritten line, they said what is
//! written on it. Only where that is sure. Not for what people wrote down line by line: that is [`super::Transcription`], and
//! goes before.

mod alike;
mod pieces;
#[cfg(test)]
mod tests;

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use self::{
    alike::is_written_so,
    pieces::{Piece, pieces},
};
use super::{LineSpot, Said, Transcription};
use crate::{
    act::{Act, Mark, Spot},
    decision::{Decision, Verdict, standing},
    form::{self, FieldKind},
    geometry::Rect,
    id::ScanId,
    layout::{Hand, Line},
    page::Page,
    value::is_ditto,
};

/// A word is the field's where so much of it lies in the field's place, and none of its where so much lies outside. What lies
/// between was laid out anew since.
const MOST: f64 = 0.7;
/// And its words fill so much of the place.
const HALF: f64 = 0.5;

/// What people say of the lines of a page by the fields they verified: `acts` as they were read, each with all decisions on it,
/// and the page as it was read. A line is whole, or what stands apart on it; nothing of sealed acts. Derived anew each time, so
/// that what is decided otherwise, or taken back, teaches no longer.
#[must_use]
pub fn verified(scan: &ScanId, page: &Page, acts: &[(&Act, &[Decision])]) -> Vec<Transcription> {
    let open = acts.iter().filter(|(act, _)| !act.is_secret());
    let told: Vec<Told<'_>> = open.flat_map(|(act, decisions)| told(scan, page, act, decisions)).collect();
    let lines: Vec<Read<'_>> = page.lines.iter().flatten().map(|line| Read::of(line, page)).collect();
    let on: Vec<Option<usize>> = told.iter().map(|told| line_of(told, &lines)).collect();
    let claims = |at: usize| {
        let here = told.iter().zip(&on).filter(|(_, on)| **on == Some(at)).map(|(told, _)| told);
        here.filter_map(|told| claim(&lines[at], told)).collect::<Vec<_>>()
    };
    let hands = (0..lines.len()).filter(|&at| lines[at].line.hand == Hand::Handwritten);
    hands
        .flat_map(|at| pieces(&lines[at], page, &claims(at)))
        .map(|piece| transcription(scan, page, piece))
        .collect()
}

/// A line with its words, and where they stand on the straight page.
struct Read<'a> {
    line: &'a Line,
    rects: Vec<Rect>,
}

impl<'a> Read<'a> {
    fn of(line: &'a Line, page: &Page) -> Self {
        let rects = line.words.iter().map(|word| page.placement.page_rect(&word.outline)).collect();
        Self { line, rects }
    }
}

/// A field that a person confirmed or typed, with its one place on the page.
struct Told<'a> {
    rect: Rect,
    kind: FieldKind,
    text: String,
    decision: &'a Decision,
}

fn told<'a>(scan: &ScanId, page: &Page, act: &'a Act, decisions: &'a [Decision]) -> Vec<Told<'a>> {
    let field = |(key, field): (&String, &'a crate::act::Field)| {
        let read = field.as_written.as_deref().filter(|read| field.mark == Mark::Read && !is_ditto(read))?;
        // What runs over several lines says of none of them what is written there.
        let [Spot { outline, .. }] = field.spots.as_slice() else { return None };
        let decision = standing(decisions, key)?;
        let stands = matches!(decision.verdict, Verdict::Confirmed | Verdict::Corrected);
        let text = decision.value.as_deref().filter(|_| stands && !read.is_empty())?.nfc().collect();
        let (rect, kind) = (page.placement.page_rect(outline), form::kind_of(act, key));
        Some(Told { rect, kind, text, decision })
    };
    let here = |field: &&crate::act::Field| {
        field.spots.first().is_some_and(|spot| spot.scan == *scan && spot.half == page.half)
    };
    act.fields.iter().filter(|(_, value)| here(value)).filter_map(field).collect()
}

/// Words of a line, by their places in it, and what people say of them; nothing where it may not be what stands there.
struct Claim<'a> {
    words: Range<usize>,
    says: Option<(String, &'a Decision)>,
}

/// The line whose words fill most of a field's place: boxes of lines overlap where hands are dense.
fn line_of(told: &Told<'_>, lines: &[Read<'_>]) -> Option<usize> {
    let filled =
        |read: &Read<'_>| read.rects.iter().map(|word| word.intersection(&told.rect).area()).sum::<f64>();
    let filled = lines.iter().map(filled).enumerate().filter(|(_, area)| *area > 0.0);
    filled.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
}

fn claim<'a>(Read { line, rects }: &Read<'_>, told: &Told<'a>) -> Option<Claim<'a>> {
    let written = |at: &usize| line.words[*at].text.chars().any(char::is_alphanumeric);
    let shares: Vec<f64> = rects.iter().map(|word| share(word, &told.rect)).collect();
    let words: Vec<usize> = (0..rects.len()).filter(|at| written(at) && shares[*at] > 1.0 - MOST).collect();
    let (first, end) = (*words.first()?, words.last()? + 1);
    let wholly = words.iter().all(|&at| shares[at] >= MOST);
    let around = rects[first..end].iter().copied().reduce(|a, b| a.union(&b))?;
    let read: Vec<&str> = line.words[first..end].iter().map(|word| word.text.as_str()).collect();
    let so = wholly
        && around.width() >= HALF * told.rect.width()
        && is_written_so(told.kind, &read.join(" "), &told.text, told.decision.verdict);
    Some(Claim { words: first..end, says: so.then(|| (told.text.clone(), told.decision)) })
}

/// The share of a word that lies in a field's place; letters may be the width of a stroke.
fn share(word: &Rect, place: &Rect) -> f64 {
    let word = Rect::new(word.left, word.top, word.right.max(word.left + 1.0), word.bottom);
    word.intersection(&place.grown(1.0)).area() / word.area().max(1.0)
}

fn transcription(scan: &ScanId, page: &Page, piece: Piece<'_>) -> Transcription {
    let Piece { outline, text, read, last } = piece;
    Transcription {
        line: LineSpot { scan: scan.clone(), half: page.half, outline },
        said: Said::Text(text),
        read: Some(read),
        person: last.person.clone(),
        at: last.at.clone(),
        nonce: None,
    }
}
