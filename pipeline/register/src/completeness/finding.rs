//! One thing that is amiss with a book: what, how grave, where, and what to do. Not for words: those are made where it is
//! shown.

use serde::{Deserialize, Serialize};

use crate::{
    act::Severity,
    id::ScanId,
    page::{Half, Side},
    unsure::Unsettled,
};

use super::certified::Certified;

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
