//! A judgement as JSON: the shape scripts rely on (schemas/check.schema.json), additive only. Not for people.

use desks::{
    Tongue,
    report::{self, Words},
};
use register::{
    completeness::{Detail, Finding, Report, Ruler, Tally, Unchecked},
    form::ActType,
    page::Half,
    unsure::Unsettled,
};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Shape<'r> {
    register: &'r str,
    title: &'r str,
    complete: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    leaves: Option<Captured>,
    scans: usize,
    pages: usize,
    acts: Found,
    #[serde(skip_serializing_if = "is_nought")]
    sealed: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    certified: Option<Certified>,
    findings: Vec<FindingShape<'r>>,
    rulers: Vec<RulerShape<'r>>,
}

#[derive(Serialize)]
struct Captured {
    captured: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<usize>,
}

#[derive(Serialize)]
struct Found {
    found: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<usize>,
}

#[derive(Serialize)]
struct Certified {
    scan: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    leaves: Option<u32>,
}

#[derive(Serialize)]
struct FindingShape<'r> {
    kind: String,
    severity: register::act::Severity,
    scans: Vec<String>,
    files: Vec<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    half: Option<Half>,
    leaves: &'r [String],
    acts: &'r [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    authority: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unsure: Option<Unsettled>,
    #[serde(skip_serializing_if = "<[Unchecked]>::is_empty")]
    unchecked: &'r [Unchecked],
    title: String,
    text: String,
    r#do: String,
}

#[derive(Serialize)]
struct RulerShape<'r> {
    authority: &'r str,
    r#type: ActType,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<i32>,
    first: u32,
    last: u32,
    found: usize,
    missing: Vec<String>,
    repeated: Vec<String>,
    doubled: Vec<String>,
    lettered: Vec<String>,
}

fn is_nought(n: &usize) -> bool {
    *n == 0
}

/// The judgement with its words in a language.
pub(super) fn report(report: &Report, tongue: Tongue) -> Shape<'_> {
    let Tally { found, expected } = report.acts;
    Shape {
        register: report.register.as_str(),
        title: &report.title,
        complete: report::verdict(report, tongue).complete,
        leaves: report.leaves.map(|t| Captured { captured: t.found, expected: t.expected }),
        scans: report.scans,
        pages: report.pages,
        acts: Found { found, expected },
        sealed: report.sealed,
        certified: report
            .certified
            .as_ref()
            .map(|(scan, note)| Certified { scan: scan.to_string(), leaves: note.leaves() }),
        findings: report.findings.iter().map(|f| finding(report, f, tongue)).collect(),
        rulers: report.rulers.iter().map(ruler).collect(),
    }
}

fn finding<'r>(report: &'r Report, finding: &'r Finding, tongue: Tongue) -> FindingShape<'r> {
    let Words { title, text, remedy } = desks::report::words(finding, tongue);
    FindingShape {
        kind: desks::report::key_of(finding.kind),
        severity: finding.severity,
        scans: finding.scans.iter().map(ToString::to_string).collect(),
        files: report.files(finding),
        half: finding.half,
        leaves: &finding.leaves,
        acts: &finding.acts,
        authority: finding.authority.as_deref(),
        unsure: match finding.detail {
            Detail::Unsettled(what) => Some(what),
            _ => None,
        },
        unchecked: match &finding.detail {
            Detail::Unchecked(unchecked) => unchecked,
            _ => &[],
        },
        title,
        text,
        r#do: remedy,
    }
}

fn ruler(ruler: &Ruler) -> RulerShape<'_> {
    let texts = |numbers: &[u32]| numbers.iter().map(ToString::to_string).collect();
    let lettered = ruler.lettered.iter().map(|n| format!("{}{}", n.value, n.letter.unwrap_or_default()));
    RulerShape {
        authority: &ruler.authority,
        r#type: ruler.kind,
        year: ruler.year,
        first: ruler.first,
        last: ruler.last,
        found: ruler.found,
        missing: texts(&ruler.missing),
        repeated: texts(&ruler.repeated),
        doubled: texts(&ruler.doubled),
        lettered: lettered.collect(),
    }
}
