//! The judgement of a book: findings, worst first, and what a report draws of them. Plain data without words:
//! those are made where they are shown, in the reader's language.

use crate::{
    form::ActType,
    id::{RegisterId, ScanId},
    page::Half,
};

use super::{book::ActNumber, book::ScanState, certified::Certified, label::LeafLabel};

pub use super::finding::{Detail, Finding, Kind, Remedy, Unchecked};

/// What was found of a whole book.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Which book.
    pub register: RegisterId,
    /// Its title.
    pub title: String,
    /// Leaves by their labels; `None` where no sequence of labels was read.
    pub leaves: Option<Tally>,
    /// Scans that were not withdrawn.
    pub scans: usize,
    /// Pages on them, as far as prepared.
    pub pages: usize,
    /// Numbers of acts; nothing is expected where numbers are not judged.
    pub acts: Tally,
    /// Acts nobody may see: their numbers are not judged.
    pub sealed: usize,
    /// The certifying note and the scan it stands on.
    pub certified: Option<(ScanId, Certified)>,
    /// What is amiss, worst first, then in capture order.
    pub findings: Vec<Finding>,
    /// One for each numbering.
    pub rulers: Vec<Ruler>,
    /// Every scan that was not withdrawn, in capture order.
    pub frames: Vec<Frame>,
}

impl Report {
    /// The files of the scans a finding shows on, as delivered: what an operator has before her.
    pub fn files(&self, finding: &Finding) -> Vec<&str> {
        // Capture order is that of numbers.
        debug_assert!(self.frames.is_sorted_by_key(|frame| frame.scan.number), "frames in capture order");
        let at =
            |scan: &ScanId| self.frames.binary_search_by_key(&scan.number, |frame| frame.scan.number).ok();
        finding.scans.iter().filter_map(|scan| Some(self.frames[at(scan)?].file.as_str())).collect()
    }
}

/// How many there are, and how many there should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// There.
    pub found: usize,
    /// Should be there, where that is known.
    pub expected: Option<usize>,
}

/// The numbers of one authority's acts of a type in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruler {
    /// As most of its acts write it; empty where none does.
    pub authority: String,
    /// Type of its acts.
    pub kind: ActType,
    /// Year of most of its acts.
    pub year: Option<i32>,
    /// First number.
    pub first: u32,
    /// Last number.
    pub last: u32,
    /// Numbers that are there.
    pub found: usize,
    /// Numbers that are not.
    pub missing: Vec<u32>,
    /// Numbers that stand twice.
    pub repeated: Vec<u32>,
    /// Numbers that stand on a page shot twice.
    pub doubled: Vec<u32>,
    /// Numbers with a letter, each one of its kind.
    pub lettered: Vec<ActNumber>,
}

/// A scan on the contact sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Which.
    pub scan: ScanId,
    /// File name as delivered.
    pub file: String,
    /// Where it stands.
    pub state: ScanState,
    /// Its pages in the order they are read, with the labels of their leaves, as read or as the sequence has them.
    pub pages: Vec<(Half, Option<LeafLabel>)>,
}
