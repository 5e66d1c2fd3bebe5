//! What preparing and laying out a page were unsure of, so that a person can be told in her language. Not for doubts
//! about an act and its values: those are [`crate::act::Doubt`]s.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One doubt about a page; shown, it is the English sentence kept in [`crate::page::Page::doubts`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Unsure {
    /// Nothing shows that could be read: the scan is of one tone darker than paper, or has too few pixels.
    NothingShows,
    /// The page may stand on its head; it was left as it is.
    UpsideDown,
    /// It was turned by a half and may have stood upright.
    HalfTurn,
    /// It was turned by a quarter, perhaps the wrong way.
    QuarterTurn,
    /// Its lines may run down the page; it was not turned.
    LinesDown,
    /// A part of another page may show; the scan was not split.
    PartOfAnother,
    /// Two pages may show; the scan was not split.
    TwoPages,
    /// The page may lean; it was left as it is.
    Lean {
        /// Degrees, positive where lines run down to the right.
        degrees: f64,
    },
    /// Text below a stamp may not have been found.
    BelowStamp,
    /// A note in the margin runs up or down the page.
    UprightNote,
    /// Column rules that faded were taken from the other pages of the register.
    RulesTaken,
    /// No table showed; that of the other pages of the register was taken.
    TableTaken,
    /// Text stands where other pages of the register have a column rule.
    RuleThroughText,
    /// Cells of a table lie over others.
    CellsOver {
        /// So many.
        cells: usize,
    },
    /// A row is as high as several others.
    HighRow {
        /// Which, from 1, heads counted.
        row: usize,
        /// As high as so many.
        times: usize,
    },
    /// Text runs over a column rule.
    RunsOver {
        /// The column left of the rule, from 1.
        column: usize,
        /// So many lines.
        lines: usize,
    },
    /// Numbers in a table do not follow each other.
    NumberFollows {
        /// The later one.
        number: u32,
        /// The one above it.
        before: u32,
    },
}

/// What a machine could not settle, whether it left the page as it is or turned it: for an operator to settle while the
/// book is at hand. In the order it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unsettled {
    /// Whether a page is on it at all.
    Empty,
    /// Which way up it stands.
    Turn,
    /// Whether it is one page or two.
    Split,
    /// Whether it leans.
    Lean,
}

impl Unsure {
    /// One of each kind, those that count with some numbers.
    pub const ALL: [Self; 17] = [
        Self::NothingShows,
        Self::UpsideDown,
        Self::HalfTurn,
        Self::QuarterTurn,
        Self::LinesDown,
        Self::PartOfAnother,
        Self::TwoPages,
        Self::Lean { degrees: 0.8 },
        Self::BelowStamp,
        Self::UprightNote,
        Self::RulesTaken,
        Self::TableTaken,
        Self::RuleThroughText,
        Self::CellsOver { cells: 2 },
        Self::HighRow { row: 3, times: 2 },
        Self::RunsOver { column: 1, lines: 4 },
        Self::NumberFollows { number: 18, before: 13 },
    ];

    /// What an operator is to settle; nothing where she can do nothing about it.
    pub fn unsettled(self) -> Option<Unsettled> {
        match self {
            Self::NothingShows => Some(Unsettled::Empty),
            Self::UpsideDown | Self::HalfTurn | Self::QuarterTurn | Self::LinesDown => Some(Unsettled::Turn),
            Self::PartOfAnother | Self::TwoPages => Some(Unsettled::Split),
            Self::Lean { .. } => Some(Unsettled::Lean),
            _ => None,
        }
    }
}

impl fmt::Display for Unsure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::NothingShows => {
                f.write_str("nothing shows that could be read: one tone, or too few pixels")
            }
            Self::UpsideDown => f.write_str("the page may stand upside down; left as it is"),
            Self::HalfTurn => f.write_str("turned by a half; it may have stood upright"),
            Self::QuarterTurn => f.write_str("turned by a quarter: top and bottom may be exchanged"),
            Self::LinesDown => f.write_str("lines may run down the page; not turned"),
            Self::PartOfAnother => f.write_str("a part of another page may show; not split"),
            Self::TwoPages => f.write_str("the scan may show two pages, but no gutter is sure; not split"),
            Self::Lean { degrees } => write!(f, "the page may lean by {degrees:.1} degrees; left as it is"),
            Self::BelowStamp => f.write_str("text below a stamp may be missing"),
            Self::UprightNote => f.write_str("a note in the margin is written upright"),
            Self::RulesTaken => f.write_str("column rules taken from the other pages of the register"),
            Self::TableTaken => f.write_str("table taken from the other pages of the register"),
            Self::RuleThroughText => {
                f.write_str("other pages of the register have a column rule where text of this page stands")
            }
            Self::CellsOver { cells: 1 } => f.write_str("a cell of the table lies over another"),
            Self::CellsOver { cells } => write!(f, "{cells} cells of the table lie over others"),
            Self::HighRow { row, times } => {
                write!(f, "row {row} is as high as {times} others: a rule or an entry may be missing")
            }
            Self::RunsOver { column, lines } => {
                let next = column + 1;
                write!(f, "text runs over the rule between columns {column} and {next} ({lines} lines)")
            }
            Self::NumberFollows { number, before } => {
                write!(f, "number {number} follows {before} in the table")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubt_says_itself_in_a_sentence() {
        let check = |unsure: Unsure, sentence: &str| assert_eq!(unsure.to_string(), sentence);
        check(Unsure::Lean { degrees: -0.84 }, "the page may lean by -0.8 degrees; left as it is");
        check(Unsure::CellsOver { cells: 1 }, "a cell of the table lies over another");
        check(Unsure::CellsOver { cells: 3 }, "3 cells of the table lie over others");
    }

    #[test]
    fn a_doubt_comes_back_from_json_as_it_went() {
        let check = |unsure: Unsure, json: &str| {
            assert_eq!(serde_json::to_string(&unsure).unwrap(), json);
            assert_eq!(serde_json::from_str::<Unsure>(json).unwrap(), unsure);
        };
        check(Unsure::UpsideDown, r#"{"kind":"upside_down"}"#);
        check(Unsure::Lean { degrees: 0.8 }, r#"{"kind":"lean","degrees":0.8}"#);
        check(Unsure::HighRow { row: 4, times: 2 }, r#"{"kind":"high_row","row":4,"times":2}"#);
    }

    #[test]
    fn an_operator_settles_turns_splits_and_leaning() {
        let check = |unsure: Unsure, what: Option<Unsettled>| assert_eq!(unsure.unsettled(), what);
        check(Unsure::NothingShows, Some(Unsettled::Empty));
        check(Unsure::LinesDown, Some(Unsettled::Turn));
        check(Unsure::TwoPages, Some(Unsettled::Split));
        check(Unsure::Lean { degrees: 1.0 }, Some(Unsettled::Lean));
        check(Unsure::BelowStamp, None);
    }
}
