//! The verdict on a book in one line: whole or not, and what is wrong how often. Not for single findings: see
//! [`mod@super::words`].

use std::collections::BTreeSet;

use minijinja::Value;
use register::{
    completeness::{Finding, Kind, Remedy, Report},
    id::ScanId,
};

use crate::tongue::Tongue;

/// Is the book whole, and why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Nothing is left that must be answered.
    pub complete: bool,
    /// "Complete." or "Not complete."
    pub short: String,
    /// "2 leaves are missing, 4 scans should be shot again"; and what the closing note says.
    pub long: String,
}

/// The verdict in the words of a language.
pub fn verdict(report: &Report, tongue: Tongue) -> Verdict {
    let complete = !report.findings.iter().any(Finding::is_open);
    let short = tongue.say(if complete { "check.complete" } else { "check.incomplete" }, &[]);
    let parts = parts(report, tongue);
    let unchecked = report.findings.iter().any(|finding| finding.kind == Kind::Unchecked);
    let long = match (parts.is_empty(), unchecked) {
        (false, _) => sentence(&parts.join(", ")),
        (true, true) => tongue.say("check.nothing_found", &[]),
        (true, false) => tongue.say("check.nothing", &[]),
    };
    Verdict { complete, short, long }
}

/// What else there is to say: the closing note, and acts that are sealed.
pub fn remarks(report: &Report, tongue: Tongue) -> Vec<String> {
    let mut remarks = Vec::new();
    if let Some(leaves) = report.certified.as_ref().and_then(|(_, note)| note.leaves()) {
        remarks.push(tongue.say("check.note_says", &[("n", leaves.into())]));
    }
    if report.sealed > 0 {
        remarks.push(tongue.say("check.sealed", &[("n", report.sealed.into())]));
    }
    remarks
}

/// Scans that should be shot again.
pub(crate) fn to_shoot(report: &Report) -> BTreeSet<&ScanId> {
    let shoot = report.findings.iter().filter(|f| f.remedy == Remedy::Shoot && f.kind != Kind::MissingLeaf);
    shoot.flat_map(|finding| &finding.scans).collect()
}

fn parts(report: &Report, tongue: Tongue) -> Vec<String> {
    let open = || report.findings.iter().filter(|finding| finding.is_open());
    let of = |kind: Kind| open().filter(move |finding| finding.kind == kind);
    let missing_acts = of(Kind::MissingAct).map(|f| f.acts.len()).sum::<usize>()
        + of(Kind::MissingLeaf).map(|f| f.acts.len()).sum::<usize>();
    let whole_book =
        open().filter(|f| f.scans.is_empty() && f.kind != Kind::MissingAct && f.kind != Kind::MissingLeaf);
    let counts = [
        ("missing_leaf", of(Kind::MissingLeaf).map(|f| f.leaves.len()).sum()),
        ("leaf_count", of(Kind::LeafCount).count()),
        ("out_of_order", of(Kind::OutOfOrder).count()),
        ("doubled", of(Kind::Doubled).count()),
        ("shoot", to_shoot(report).len()),
        ("whole_book", whole_book.count()),
        ("missing_act", missing_acts),
        ("repeated_act", of(Kind::RepeatedAct).count()),
        ("waiting", of(Kind::Waiting).map(|f| f.scans.len()).sum()),
        ("blank", of(Kind::Blank).count()),
    ];
    let said = counts.into_iter().filter(|(_, n)| *n > 0);
    said.map(|(key, n)| tongue.say(&format!("check.{key}"), &[("n", Value::from(n))])).collect()
}

/// With a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}
