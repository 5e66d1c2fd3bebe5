//! Which lines to ask a person for next, so that few teach much: unsure ones, with letters that were not written down yet,
//! spread over the register. Not for how many: see [`super::needed()`].

mod letters;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::{LineSpot, Said, Transcription, standing};
use crate::page::Half;
use letters::{Covered, Letters};

/// A line with fewer letters teaches too little for the keystrokes it costs, and figures alone are read by a model of their own.
const SHORTEST: usize = 4;
/// What looking at a line costs a person, in letters typed: so that neither one long line nor many short ones win.
const LOOK: f64 = 10.0;
/// A line that is read surely, or not at all, is worth this much of one in between: it is asked for when nothing else is left.
const FLOOR: f64 = 0.1;

/// A handwritten line as the machine read it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadLine {
    /// Where it stands.
    pub line: LineSpot,
    /// What was read.
    pub text: String,
    /// How sure that is, 0 to 1; absent where nobody told.
    pub confidence: Option<f64>,
    /// The column of its table; absent outside tables.
    pub column: Option<usize>,
}

/// A column of one side of a spread, where the same things are written again and again.
type Column = (Half, Option<usize>);

/// Up to `most` lines to ask for, in the order to ask, one after the other by what it adds to all before. What somebody has
/// said anything of is never asked again. The same lines give the same answer.
#[must_use]
pub fn choose<'a>(lines: &'a [ReadLine], said: &[Transcription], most: usize) -> Vec<&'a ReadLine> {
    let mut open: Vec<Candidate<'a>> = lines.iter().filter_map(Candidate::of).collect();
    open.retain(|candidate| !said.iter().any(|word| word.line.is(&candidate.read.line)));
    let mut asked = Asked::of(lines, said);
    let mut chosen = Vec::new();
    while chosen.len() < most {
        let Some(best) = best(&mut open, &asked) else { break };
        let candidate = open.remove(best);
        asked.take(candidate.read, &candidate.letters);
        chosen.push(candidate.read);
    }
    chosen
}

/// The first of those that are worth most. The more is asked for, the less any line is worth: one that was worth less before
/// need not be looked at.
fn best(open: &mut [Candidate<'_>], asked: &Asked<'_>) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for (at, candidate) in open.iter_mut().enumerate() {
        let beats = |worth: f64| best.is_none_or(|(_, most)| worth > most);
        if beats(candidate.worth) {
            candidate.worth = candidate.unsure * asked.adds(candidate);
            best = if beats(candidate.worth) { Some((at, candidate.worth)) } else { best };
        }
    }
    best.map(|(at, _)| at)
}

/// A line that may be asked for.
struct Candidate<'a> {
    read: &'a ReadLine,
    letters: Letters,
    unsure: f64,
    /// What it was worth when last looked at.
    worth: f64,
}

impl<'a> Candidate<'a> {
    fn of(read: &'a ReadLine) -> Option<Self> {
        let letters = Letters::of(&read.text);
        let long = letters.alphabetic >= SHORTEST;
        long.then(|| Self { read, unsure: unsure(read.confidence), letters, worth: f64::INFINITY })
    }
}

/// Most where the reading is as likely right as wrong: a sure one teaches nothing new, of a hopeless one a person sees no more.
fn unsure(confidence: Option<f64>) -> f64 {
    let sure = confidence.unwrap_or(0.5).clamp(0.0, 1.0);
    (4.0 * sure * (1.0 - sure)).max(FLOOR)
}

/// What was asked for so far.
struct Asked<'a> {
    letters: Covered,
    scans: BTreeMap<&'a crate::id::ScanId, u32>,
    columns: BTreeMap<Column, u32>,
}

impl<'a> Asked<'a> {
    /// By what people said. Their words count as letters; where they stand as places, whatever was said.
    fn of(lines: &'a [ReadLine], said: &[Transcription]) -> Self {
        let mut asked =
            Self { letters: Covered::default(), scans: BTreeMap::new(), columns: BTreeMap::new() };
        for word in standing(said) {
            let text = match &word.said {
                Said::Text(text) => Letters::of(text),
                Said::Unreadable | Said::NoLine => Letters::of(""),
            };
            match lines.iter().find(|read| read.line.is(&word.line)) {
                Some(read) => asked.take(read, &text),
                None => asked.letters.take(&text),
            }
        }
        asked
    }

    fn take(&mut self, read: &'a ReadLine, letters: &Letters) {
        self.letters.take(letters);
        *self.scans.entry(&read.line.scan).or_default() += 1;
        *self.columns.entry(column(read)).or_default() += 1;
    }

    /// What a line adds, for what it costs: new letters most, less where its scan or column was asked for before.
    fn adds(&self, candidate: &Candidate<'_>) -> f64 {
        let scan = self.scans.get(&candidate.read.line.scan).copied().unwrap_or_default();
        let column = self.columns.get(&column(candidate.read)).copied().unwrap_or_default();
        let crowded = f64::from(1 + scan) * f64::from(1 + column);
        self.letters.adds(&candidate.letters) / (candidate.letters.typed as f64 + LOOK) / crowded
    }
}

fn column(read: &ReadLine) -> Column {
    (read.line.half, read.column)
}
