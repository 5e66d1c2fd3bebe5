//! What `daftar status` tells of the hand a register learned, or could not learn. Not for the rest of its standing.

use register::{
    id::RegisterId,
    teaching::{Failure, Lineage, NotLearned},
};
use serde::Serialize;

use crate::output::count;

/// A line model a register learned, as the contract shows it.
#[derive(Serialize)]
pub(super) struct LineModel<'a> {
    sha256: &'a str,
    /// Lines it was taught.
    taught: u32,
    /// Wrong letters before and after, as shares of those written.
    before: f64,
    after: f64,
}

impl<'a> LineModel<'a> {
    pub(super) fn of(lineage: &'a Lineage) -> Self {
        let Lineage { sha256, taught, hand, .. } = lineage;
        Self { sha256, taught: *taught, before: hand.before, after: hand.after }
    }
}

/// A learning that failed, as the contract shows it.
#[derive(Serialize)]
pub(super) struct NothingLearned<'a> {
    /// When, RFC 3339 in UTC.
    at: &'a str,
    why: &'a NotLearned,
}

impl<'a> NothingLearned<'a> {
    pub(super) fn of(failure: &'a Failure) -> Self {
        Self { at: &failure.at, why: &failure.why }
    }
}

pub(super) fn learned_in_words(lineage: &Lineage) -> String {
    let percent = |share: f64| format!("{:.1} %", 100.0 * share);
    let (lines, hand) = (count(lineage.taught as usize, "line"), lineage.hand);
    format!("learned its hand from {lines}: wrong letters {} → {}", percent(hand.before), percent(hand.after))
}

pub(super) fn failed_in_words(register: &RegisterId, failure: &Failure) -> String {
    let why = match &failure.why {
        NotLearned::TooFew { lines } => {
            format!("{} can be learned from, which is too few", count(*lines as usize, "line"))
        }
        NotLearned::NoModel { languages } => format!("no line model reads {languages}"),
        NotLearned::Broken { what } => what.clone(),
    };
    format!("asked to learn, and could not: {why}; its desk /transcribe/{register} says what to do")
}
