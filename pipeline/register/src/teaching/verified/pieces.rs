//! A line in pieces of which every word is told: the whole line, or what stands apart on it. Not for what is told of its words.

use super::{Claim, Read};
use crate::{
    decision::Decision,
    geometry::{Outline, Rect},
    layout::{Line, Word},
    page::Page,
};

/// Boxes of words are where letters were believed, up to .6 of a line's height beside their ink (birth index of the samples). So a
/// line is cut only where so many heights are free.
const APART: f64 = 2.0;
/// And ends where its words do, give or take as much: in more heights a short word stands that was not read.
const BEYOND: f64 = 0.8;
/// A sign between fields (the dash behind a surname) is taken from the reading where it is read as surely as this.
const SURE: f64 = 0.8;
/// Fewer letters and digits teach too little.
const SHORTEST: usize = 4;

/// A piece of a line.
pub(super) struct Piece<'a> {
    /// Where it stands, pixels of the scan.
    pub(super) outline: Outline,
    /// What is written.
    pub(super) text: String,
    /// What was read.
    pub(super) read: String,
    /// The last decision that says so.
    pub(super) last: &'a Decision,
}

/// The pieces of a line whose words are all told.
pub(super) fn pieces<'a>(read: &Read<'_>, page: &Page, claims: &[Claim<'a>]) -> Vec<Piece<'a>> {
    let Read { line, rects } = read;
    if !rects.is_sorted_by(|a, b| a.left <= b.left) {
        return Vec::new();
    }
    let places = places(line, claims);
    let mut pieces = Vec::new();
    let mut from = 0;
    for run in places.chunk_by(|a, b| a.is_known() == b.is_known()) {
        let (first, end) = (from, from + run.len());
        from = end;
        if let Some(rect) = run[0].is_known().then(|| room(line, page, rects, (first, end))).flatten() {
            let whole = (first, end) == (0, rects.len());
            let outline = if whole { line.outline.clone() } else { page.placement.outline(&rect) };
            pieces.extend(said(run, &line.words[first..end], outline));
        }
    }
    pieces
}

/// What is known of a word.
enum Place<'c, 'a> {
    /// A person said it.
    Told(&'c Claim<'a>),
    /// A sign, surely read.
    Sign,
    Unknown,
}

impl Place<'_, '_> {
    fn is_known(&self) -> bool {
        !matches!(self, Place::Unknown)
    }
}

fn places<'c, 'a>(line: &Line, claims: &'c [Claim<'a>]) -> Vec<Place<'c, 'a>> {
    let sound: Vec<&Claim<'_>> = claims.iter().filter(|claim| is_sound(claim, claims)).collect();
    let place = |(at, word): (usize, &Word)| {
        if word.struck {
            return Place::Unknown;
        }
        let covers = |claim: &&&Claim<'_>| claim.words.contains(&at);
        match sound.iter().find(covers) {
            Some(claim) => Place::Told(claim),
            None if claims.iter().any(|claim| claim.words.contains(&at)) => Place::Unknown,
            None if !word.text.chars().any(char::is_alphanumeric) && word.confidence >= SURE => Place::Sign,
            None => Place::Unknown,
        }
    };
    line.words.iter().enumerate().map(place).collect()
}

/// Is something said, and nothing else of any of its words?
fn is_sound(claim: &Claim<'_>, all: &[Claim<'_>]) -> bool {
    let text = |claim: &Claim<'_>| claim.says.as_ref().map(|(text, _)| text.clone());
    let apart =
        |other: &Claim<'_>| other.words.end <= claim.words.start || claim.words.end <= other.words.start;
    let same = |other: &Claim<'_>| other.words == claim.words && text(other) == text(claim);
    claim.says.is_some() && all.iter().all(|other| apart(other) || same(other))
}

/// The room of some words on the straight page, up to the line's end or the middle of the gap beside them; none where they do not
/// stand apart.
fn room(line: &Line, page: &Page, rects: &[Rect], (first, end): (usize, usize)) -> Option<Rect> {
    let whole = page.placement.page_rect(&line.outline);
    let (last, height) = (end.checked_sub(1)?, rects[first].height());
    let (free, beyond) = (APART * height, BEYOND * height);
    let left = match first.checked_sub(1) {
        None => (rects[first].left - whole.left <= beyond).then_some(whole.left),
        Some(before) => middle(rects[before].right, rects[first].left, free),
    };
    let right = match rects.get(end) {
        None => (whole.right - rects[last].right <= beyond).then_some(whole.right),
        Some(next) => middle(rects[last].right, next.left, free),
    };
    Some(Rect::new(left?, whole.top, right?, whole.bottom))
}

fn middle(from: f64, to: f64, free: f64) -> Option<f64> {
    (to - from >= free).then_some(f64::midpoint(from, to))
}

fn said<'a>(run: &[Place<'_, 'a>], words: &[Word], outline: Outline) -> Option<Piece<'a>> {
    let (mut texts, mut last): (Vec<&str>, Option<&'a Decision>) = (Vec::new(), None);
    let mut before: Option<usize> = None;
    for (place, word) in run.iter().zip(words) {
        match place {
            Place::Told(claim) if before == Some(claim.words.start) => {}
            Place::Told(claim) => {
                let (text, decision) = claim.says.as_ref()?;
                texts.extend(text.split_whitespace());
                last = last.filter(|last| last.at >= decision.at).or(Some(*decision));
                before = Some(claim.words.start);
            }
            Place::Sign => texts.push(&word.text),
            Place::Unknown => return None,
        }
    }
    let (text, read) = (texts.join(" "), words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>());
    let long = text.chars().filter(|letter| letter.is_alphanumeric()).count() >= SHORTEST;
    long.then_some(Piece { outline, text, read: read.join(" "), last: last? })
}
