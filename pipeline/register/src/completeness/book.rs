//! The book as it was captured and read so far: all that is judged. Not the judgement: see [`super::report`].

use std::collections::BTreeSet;

use crate::{
    act::Act,
    form::ActType,
    geometry::Rect,
    id::{ActId, ScanId},
    page::{Half, Page, Quality},
    unsure::Unsettled,
    volume::RegisterCard,
};

use super::{
    certified::{self, Certified},
    label::{self, LeafLabel},
    wording,
};

/// One bound volume.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// What was known of it before.
    pub card: RegisterCard,
    /// Its scans in capture order.
    pub scans: Vec<BookScan>,
    /// Its acts in capture order, those nobody may see left out.
    pub acts: Vec<BookAct>,
    /// Acts nobody may see; where there are any, numbers are not judged.
    pub sealed: usize,
}

/// Where a scan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanState {
    /// For preparation, or for recognition.
    Waiting,
    /// Read to the end.
    Read,
    /// It cannot be read.
    SetAside,
    /// Taken out by a person.
    Withdrawn,
}

/// One scan.
#[derive(Debug, Clone, PartialEq)]
pub struct BookScan {
    /// Its name.
    pub id: ScanId,
    /// File name as delivered.
    pub file: String,
    /// Where it stands.
    pub state: ScanState,
    /// Why it was set aside or withdrawn.
    pub reason: Option<String>,
    /// What is known of its pages, left before right whatever the language; none when it was not prepared.
    pub pages: Vec<BookPage>,
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct BookPage {
    /// Which part of the scan.
    pub half: Half,
    /// Its width and height on the scan, pixels.
    pub width: f64,
    /// See `width`.
    pub height: f64,
    /// How far its top lies below that of the scan, pixels.
    pub top: f64,
    /// Its capture.
    pub quality: Quality,
    /// What may be the number of its leaf, likeliest first; none before recognition.
    pub labels: Vec<LeafLabel>,
    /// Was the likeliest of them read surely?
    pub label_is_sure: bool,
    /// The certifying note, if it stands here.
    pub certified: Option<Certified>,
    /// Words surely read, plain; none before recognition.
    pub words: BTreeSet<String>,
    /// What preparation could not settle.
    pub unsettled: BTreeSet<Unsettled>,
}

impl BookPage {
    /// What of a page bears on the completeness of its book.
    pub fn of(page: &Page) -> Self {
        Self {
            half: page.half,
            width: page.placement.width.into(),
            height: page.placement.height.into(),
            top: Rect::around(&page.outline).top,
            quality: page.quality.clone(),
            labels: label::candidates(page),
            label_is_sure: label::is_sure(page),
            certified: certified::find(page),
            words: wording::of(page),
            unsettled: page.unsure.iter().filter_map(|unsure| unsure.unsettled()).collect(),
        }
    }

    /// Is it paper without form or entry, or less?
    pub fn is_blank(&self) -> bool {
        self.quality.blank == Some(true) || self.shows_nothing()
    }

    /// Does nothing show that could be read, not even paper?
    pub fn shows_nothing(&self) -> bool {
        self.unsettled.contains(&Unsettled::Empty)
    }
}

/// The number of an act, perhaps with the letter of one written in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActNumber {
    /// 12 of 12а.
    pub value: u32,
    /// а of 12а.
    pub letter: Option<char>,
}

impl ActNumber {
    /// Of a number in normal form, as `231` or `12а`; nothing for what no book counts to.
    pub fn parse(normal: &str) -> Option<Self> {
        let text = normal.trim();
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let value = text[..end].parse().ok().filter(|n| (1..=HIGHEST).contains(n))?;
        Some(Self { value, letter: text[end..].chars().next().filter(|c| c.is_alphabetic()) })
    }
}

/// No office writes so many acts of a type in a year: a higher number was misread.
pub(super) const HIGHEST: u32 = 99_999;

/// One act, as far as its place in the sequence is concerned.
#[derive(Debug, Clone, PartialEq)]
pub struct BookAct {
    /// Which.
    pub id: ActId,
    /// The scan it begins on.
    pub scan: ScanId,
    /// The page it begins on.
    pub half: Half,
    /// Readings of its number, likeliest first; none where none was read.
    pub numbers: Vec<ActNumber>,
    /// What it records.
    pub kind: ActType,
    /// The office, as written; empty where it was not read.
    pub authority: String,
    /// The year of the event.
    pub year: Option<i32>,
}

/// Other readings of a number that are followed.
const READINGS: usize = 3;

impl BookAct {
    /// Of a settled act; nothing for an act without a place on a page, as imports bring them.
    pub fn of(act: &Act) -> Option<Self> {
        let spots = || act.fields.values().flat_map(|field| &field.spots);
        let first = spots().min_by_key(|spot| (spot.scan.number, spot.half))?;
        let field = act.fields.get("act_no");
        let own = field.and_then(|f| f.spots.first()).unwrap_or(first);
        let candidates = field.into_iter().flat_map(|f| &f.candidates).map(|(text, _)| text.as_str());
        let mut numbers: Vec<ActNumber> = Vec::new();
        for number in act.value("act_no").into_iter().chain(candidates).filter_map(ActNumber::parse) {
            if !numbers.contains(&number) && numbers.len() < READINGS {
                numbers.push(number);
            }
        }
        Some(Self {
            id: act.id.clone(),
            scan: own.scan.clone(),
            half: own.half,
            numbers,
            kind: act.kind,
            authority: act.value("authority").unwrap_or_default().to_owned(),
            year: act.event_year(),
        })
    }
}
