//! Leaf labels: the number an archivist writes in the outer top corner of each leaf's front (12, 12а; 12об is
//! its back). Domain reference: foliation. Not for the sequence they make: see [`super::leaves`].

#[cfg(test)]
mod tests;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    geometry::{Placement, Rect},
    layout::Line,
    page::Page,
    value::plain_letters,
};

/// The number of a leaf, or of its back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LeafLabel {
    /// 12 of 12а.
    pub number: u32,
    /// а of 12а: a leaf that was passed over in counting.
    pub letter: Option<char>,
    /// Its back (оборот)?
    pub back: bool,
}

/// No volume has so many leaves; a higher number is a year or an act's.
const MOST_LEAVES: u32 = 1500;

impl LeafLabel {
    /// The front of leaf `number`.
    pub fn front(number: u32) -> Self {
        Self { number, letter: None, back: false }
    }

    /// The label that `written` is, if it is nothing else: a number, perhaps with a letter or `об`.
    pub fn parse(written: &str) -> Option<Self> {
        let plain = plain_letters(written);
        let text = plain.trim_matches(|c: char| !c.is_alphanumeric());
        let text = ["лист", "л"].into_iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
        let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let number = text[..end].parse().ok().filter(|n| (1..=MOST_LEAVES).contains(n))?;
        let rest = text[end..].trim_matches(|c: char| !c.is_alphanumeric());
        let (letter, back) = match rest {
            "" => (None, false),
            "об" | "о6" | "оборот" => (None, true),
            _ => (lone_letter(rest)?, false),
        };
        Some(Self { number, letter, back })
    }
}

/// The letters leaves are told apart by.
fn lone_letter(text: &str) -> Option<Option<char>> {
    let mut letters = text.chars();
    let first = letters.next().map(|c| if c == 'в' { 'б' } else { c });
    (letters.next().is_none() && matches!(first, Some('а'..='г'))).then_some(first)
}

impl fmt::Display for LeafLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        self.letter.map_or(Ok(()), |letter| write!(f, "{letter}"))?;
        f.write_str(if self.back { "об" } else { "" })
    }
}

/// How far from the top edge a label stands at most, share of the page's height.
const CORNER_HEIGHT: f64 = 0.16;
/// How far from a side, share of the page's width.
const CORNER_WIDTH: f64 = 0.28;
/// How far from a side at least: 3 mm on A4. What stands nearer is the edge of the paper, read as a 1.
const OFF_EDGE: f64 = 0.015;
/// Labels followed on one page, the likeliest by place.
const MOST: usize = 4;

/// Does a box of the straight page stand where leaves are labelled?
pub fn in_top_corner(rect: &Rect, placement: &Placement) -> bool {
    off_corner(rect, placement).is_some()
}

/// How far a box stands from its top corner, where that is near: shares of the page's width and height together.
pub fn off_corner(rect: &Rect, placement: &Placement) -> Option<f64> {
    let (width, height) = (f64::from(placement.width), f64::from(placement.height));
    let side = rect.left.max(0.0).min((width - rect.right).max(0.0)) / width;
    let top = rect.centre().y.max(0.0) / height;
    ((OFF_EDGE..CORNER_WIDTH).contains(&side) && top < CORNER_HEIGHT).then_some(side + top)
}

/// Score from which a label is read surely: of 350 so read none was another.
const SURE: f64 = 0.9;

/// What may be the label of the page's leaf: numbers alone in a line near a top corner and outside tables, the
/// one nearest its corner first.
pub(super) fn candidates(page: &Page) -> Vec<LeafLabel> {
    let mut labels: Vec<LeafLabel> = Vec::new();
    for label in near_corner(page).into_iter().flat_map(readings).filter_map(LeafLabel::parse) {
        if !labels.contains(&label) && labels.len() < MOST {
            labels.push(label);
        }
    }
    labels
}

/// Was the likeliest label read surely, and as it stands, not by another reading of its line?
pub(super) fn is_sure(page: &Page) -> bool {
    let label = |line: &&Line| readings(line).into_iter().find_map(LeafLabel::parse);
    let first = near_corner(page).into_iter().find(|line| label(line).is_some());
    first.is_some_and(|line| {
        let own = line.text.as_deref().and_then(LeafLabel::parse);
        own.is_some() && own == label(&line) && line.score().is_some_and(|score| score >= SURE)
    })
}

/// Lines near a top corner and outside tables, the nearest first.
fn near_corner(page: &Page) -> Vec<&Line> {
    let lines = page.lines.iter().flatten().filter(|line| line.table.is_none());
    let near = lines.filter_map(|line| {
        Some((off_corner(&page.placement.page_rect(&line.outline), &page.placement)?, line))
    });
    let mut near: Vec<(f64, &Line)> = near.collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    near.into_iter().map(|(_, line)| line).collect()
}

/// What a line may say: its text, and where it is one word the other readings of it.
fn readings(line: &Line) -> Vec<&str> {
    let others = match line.words.as_slice() {
        [word] => word.alternatives.as_slice(),
        _ => &[],
    };
    line.text.as_deref().into_iter().chain(others.iter().map(|(text, _)| text.as_str())).collect()
}
