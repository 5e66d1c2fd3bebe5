//! The judgement of a book: findings, worst first, and what a report draws of them. Plain data without words:
//! those are made where they are shown, in the reader's language.

use serde::{Deserialize, Serialize};

use crate::{
    act::Severity,
    form::ActType,
    id::{RegisterId, ScanId},
    page::{Half, Side},
    unsure::Unsettled,
};

use super::{book::ActNumber, book::ScanState, certified::Certified, label::LeafLabel};

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

/// What a finding is about; the order is that of a report among findings equally grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Leaves that were not shot.
    MissingLeaf,
    /// Not as many leaves as the certifying note says, and nothing explains it.
    LeafCount,
    /// Scans that stand in another order than their leaves.
    OutOfOrder,
    /// The same page shot twice.
    Doubled,
    /// It cannot be read.
    SetAside,
    /// Blurred.
    OutOfFocus,
    /// Too little light.
    TooDark,
    /// Burnt out.
    TooBright,
    /// Cut off by the edge of the scan.
    Clipped,
    /// A finger or another thing lies on the page.
    Covered,
    /// Ink hardly darker than paper.
    LowContrast,
    /// Letters of too few pixels.
    LowResolution,
    /// Numbers of acts that stand nowhere.
    MissingAct,
    /// A number that stands twice.
    RepeatedAct,
    /// A number that was not read, or not rightly.
    Unread,
    /// A scan that was not read yet.
    Waiting,
    /// A page without anything on it.
    Blank,
    /// Scans the machine was not sure about.
    Unsure,
    /// What the book gave nothing to check by.
    Unchecked,
}

/// What could not be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unchecked {
    /// Whether leaves are missing: too few labels were read, and no closing note counts them.
    Leaves,
    /// Whether acts are missing: no numbers were read that count on.
    Acts,
    /// Whether pages are worse than usual: there are too few.
    Capture,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// Shoot it (again).
    Shoot,
    /// Leave one scan out of reading.
    LeaveOut,
    /// Look it up in the book.
    LookInBook,
    /// Look at the scan: the book need not be opened.
    LookOnScan,
    /// Let it be read first.
    Read,
}

/// The numbers and names a finding tells.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Detail {
    /// The kind says it all.
    #[default]
    None,
    /// A measure, and what it should be: sharpness, grey of paper, contrast (grey values), height of small
    /// letters (pixels), resolution (ppi), share burnt out (hundredths).
    Measured {
        /// As measured.
        measured: f64,
        /// At least, or for a share at most.
        needed: f64,
    },
    /// The same of most of the book: one measure for all.
    WholeBook {
        /// In the middle of all pages.
        measured: f64,
        /// At least.
        needed: f64,
    },
    /// Sides of the scan that cut off the page.
    Sides(Vec<Side>),
    /// Things on the page.
    Things(usize),
    /// Leaves or acts are missing between these two; `None` at an end of the book.
    Between(Option<String>, Option<String>),
    /// The better of two scans.
    Keep(ScanId),
    /// A scan belongs after this one; `None`: before all others.
    Belongs(Option<ScanId>),
    /// What was certified.
    Certified(Certified),
    /// In words, from whoever set it aside.
    Reason(String),
    /// How many.
    Count(usize),
    /// What was not settled.
    Unsettled(Unsettled),
    /// What could not be checked.
    Unchecked(Vec<Unchecked>),
}

/// One thing that is amiss.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What.
    pub kind: Kind,
    /// How grave: errors and warnings keep a book from being complete.
    pub severity: Severity,
    /// The scans it shows on; of what is missing, those on either side.
    pub scans: Vec<ScanId>,
    /// The page, where it is one of two.
    pub half: Option<Half>,
    /// Leaves it is about, by label.
    pub leaves: Vec<String>,
    /// Acts it is about, by number.
    pub acts: Vec<String>,
    /// The office of these acts.
    pub authority: Option<String>,
    /// What to do.
    pub remedy: Remedy,
    /// The scan before the place in the book it is about.
    pub after: Option<ScanId>,
    /// What there is to tell.
    pub detail: Detail,
}

impl Finding {
    /// A finding of `kind`, about nothing yet.
    pub(super) fn new(kind: Kind, severity: Severity, remedy: Remedy) -> Self {
        Self {
            kind,
            severity,
            scans: Vec::new(),
            half: None,
            leaves: Vec::new(),
            acts: Vec::new(),
            authority: None,
            remedy,
            after: None,
            detail: Detail::None,
        }
    }

    /// Does it keep the book from being complete?
    pub fn is_open(&self) -> bool {
        self.severity != Severity::Info
    }

    /// Where it stands in the book: number of its first scan, or of the one before it.
    pub fn place(&self) -> u32 {
        self.scans.first().or(self.after.as_ref()).map_or(0, |scan| scan.number)
    }

    /// By gravity, then what is lost before what is blurred, then place.
    pub(super) fn rank(&self) -> (u8, u8, u32, Kind) {
        let severity = match self.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Info => 2,
        };
        let group = match self.kind {
            Kind::MissingLeaf | Kind::LeafCount => 0,
            Kind::OutOfOrder => 1,
            Kind::Doubled => 2,
            Kind::MissingAct | Kind::RepeatedAct => 4,
            Kind::Unread | Kind::Waiting | Kind::Blank | Kind::Unsure => 5,
            Kind::Unchecked => 6,
            _ => 3,
        };
        (severity, group, self.place(), self.kind)
    }
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
