//! One line of a page as a person read it: appended and never changed, the last word on a line stands. Not for which
//! lines to ask for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    geometry::{Outline, Point, Rect},
    id::ScanId,
    page::Half,
};

/// Two outlines are one line where they share this much of the smaller of them.
const SAME: f64 = 0.5;

/// Where a line stands. It keeps its own outline: when the page is laid out anew, what was written down holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LineSpot {
    /// The scan.
    pub scan: ScanId,
    /// The page of it.
    pub half: Half,
    /// The line as layout saw it then, pixels of the scan.
    pub outline: Outline,
}

impl LineSpot {
    /// Is it the same line, seen once and again?
    #[must_use]
    pub fn is(&self, other: &LineSpot) -> bool {
        if (&self.scan, self.half) != (&other.scan, other.half) {
            return false;
        }
        let along = self.direction();
        let [one, other] = [self, other].map(|line| line.turned_back(along));
        let smaller = one.area().min(other.area());
        smaller > 0.0 && one.intersection(&other).area() > SAME * smaller
    }

    /// Does more than half of the other stand on it?
    #[must_use]
    pub fn holds(&self, other: &LineSpot) -> bool {
        if (&self.scan, self.half) != (&other.scan, other.half) {
            return false;
        }
        let along = other.direction();
        let [own, other] = [self, other].map(|line| line.turned_back(along));
        other.area() > 0.0 && own.intersection(&other).area() > SAME * other.area()
    }

    /// The direction of its longest side, a vector of length one; lines lean, and boxes upright on the scan would overlap with those
    /// above and below.
    fn direction(&self) -> (f64, f64) {
        let sides = self.outline.iter().zip(self.outline.iter().cycle().skip(1));
        let sides = sides.map(|(a, b)| (b.x - a.x, b.y - a.y));
        let length = |side: &(f64, f64)| side.0.hypot(side.1);
        let longest = sides.max_by(|a, b| length(a).total_cmp(&length(b))).filter(|side| length(side) > 0.0);
        longest.map_or((1.0, 0.0), |side| (side.0 / length(&side), side.1 / length(&side)))
    }

    /// The box around it where `along` lies level.
    fn turned_back(&self, (x, y): (f64, f64)) -> Rect {
        let turned = |p: &Point| Point::new(p.x * x + p.y * y, p.y * x - p.x * y);
        Rect::around(&self.outline.iter().map(turned).collect::<Vec<_>>())
    }
}

/// What a person said of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Said {
    /// This is written, letter by letter as it stands.
    Text(String),
    /// Something is written, but cannot be read.
    Unreadable,
    /// It is no line, or not a whole one.
    NoLine,
}

/// How it is known what is written on a line that teaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Somebody wrote it down.
    Written,
    /// Verified fields tell it.
    Fields,
}

/// One person's word on one line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Transcription {
    /// Which line.
    pub line: LineSpot,
    /// What it says.
    pub said: Said,
    /// What the machine had read, if anything.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub read: Option<String>,
    /// Who said it.
    pub person: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// A random word of the desk that sent it: the same when it is sent again because no answer came.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub nonce: Option<String>,
}

/// The words that stand, of all in the order they were said: for each line the last one.
#[must_use]
pub fn standing(said: &[Transcription]) -> Vec<&Transcription> {
    let mut standing: Vec<&Transcription> = Vec::new();
    for word in said {
        standing.retain(|before| !before.line.is(&word.line));
        standing.push(word);
    }
    standing
}

/// Those `told` by other means of lines of which nobody `said` anything: who looked at the line itself goes before.
pub fn beside<'t>(
    said: &[Transcription],
    told: impl IntoIterator<Item = &'t Transcription>,
) -> Vec<&'t Transcription> {
    let mut by_scan: BTreeMap<&ScanId, Vec<&LineSpot>> = BTreeMap::new();
    for word in said {
        by_scan.entry(&word.line.scan).or_default().push(&word.line);
    }
    let is_said = |told: &LineSpot| by_scan.get(&told.scan).into_iter().flatten().any(|line| line.is(told));
    told.into_iter().filter(|told| !is_said(&told.line)).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A line 100 wide and 20 high at the top of a scan.
    pub(in crate::teaching) fn line(number: u32, left: f64, text: &str) -> Transcription {
        let corners = [(left, 0.0), (left + 100.0, 0.0), (left + 100.0, 20.0), (left, 20.0)];
        Transcription {
            line: LineSpot {
                scan: format!("b/{number:06}").parse().unwrap(),
                half: Half::Whole,
                outline: corners.map(|(x, y)| Point::new(x, y)).to_vec(),
            },
            said: Said::Text(text.to_owned()),
            read: None,
            person: "nigora".to_owned(),
            at: "2026-01-01T00:00:00Z".to_owned(),
            nonce: None,
        }
    }

    fn check(said: &[Transcription], texts: &[&str]) {
        let stands = standing(said).into_iter().map(|word| word.said.clone());
        assert_eq!(
            stands.collect::<Vec<_>>(),
            texts.iter().map(|&t| Said::Text(t.into())).collect::<Vec<_>>()
        );
    }

    #[test]
    fn the_last_word_on_a_line_stands() {
        check(&[line(1, 0.0, "Салим"), line(1, 10.0, "Салима")], &["Салима"]);
    }

    /// A line 2,000 px long and 80 high that leans by two degrees, so far below the first.
    fn leaning(below: f64) -> Transcription {
        let lean = 2.0_f64.to_radians().tan();
        let corners = [(0.0, 0.0), (2000.0, 2000.0 * lean), (2000.0, 2000.0 * lean + 80.0), (0.0, 80.0)];
        let mut word = line(1, 0.0, &format!("{below}"));
        word.line.outline = corners.map(|(x, y)| Point::new(x, y + below)).to_vec();
        word
    }

    #[test]
    fn lines_that_lean_are_not_taken_for_their_neighbours() {
        check(&[leaning(0.0), leaning(60.0), leaning(120.0)], &["0", "60", "120"]);
    }

    #[test]
    fn a_leaning_line_seen_again_is_the_same() {
        check(&[leaning(0.0), leaning(12.0)], &["12"]);
    }

    #[test]
    fn another_line_keeps_its_own() {
        check(&[line(1, 0.0, "Салим"), line(1, 90.0, "Ғафур")], &["Салим", "Ғафур"]);
    }

    #[test]
    fn the_same_place_of_another_scan_is_another_line() {
        check(&[line(1, 0.0, "Салим"), line(2, 0.0, "Ғафур")], &["Салим", "Ғафур"]);
    }
}
