//! The contact sheet: every scan in capture order with the labels of its leaves, and a place for each leaf that is
//! missing. Not for findings in words.

use std::collections::BTreeMap;

use minijinja::{Value, context};
use register::{
    completeness::{Finding, Frame, Kind, LeafLabel, Report, ScanState},
    id::ScanId,
    page::Half,
};

use super::pictures::ByPage;
use crate::tongue::Tongue;

/// The sheet's cells.
pub(super) fn cells(
    report: &Report,
    badges: &BTreeMap<&ScanId, usize>,
    pictures: &ByPage,
    tongue: Tongue,
) -> Vec<Value> {
    let mut cells: Vec<Value> = missing(report, None).map(leaf_cell).collect();
    for frame in &report.frames {
        cells.push(scan_cell(report, frame, badges, pictures, tongue));
        cells.extend(missing(report, Some(&frame.scan)).map(leaf_cell));
    }
    cells
}

/// Labels of the leaves missing after a scan.
fn missing<'r>(report: &'r Report, after: Option<&'r ScanId>) -> impl Iterator<Item = &'r String> {
    let here = move |f: &&Finding| f.kind == Kind::MissingLeaf && f.after.as_ref() == after;
    report.findings.iter().filter(here).flat_map(|finding| &finding.leaves)
}

fn leaf_cell(leaf: &String) -> Value {
    context! { leaf, anchor => format!("m{leaf}") }
}

fn scan_cell(
    report: &Report,
    frame: &Frame,
    badges: &BTreeMap<&ScanId, usize>,
    pictures: &ByPage,
    tongue: Tongue,
) -> Value {
    let about = |kind: Kind| {
        report.findings.iter().any(|f| f.kind == kind && f.is_open() && f.scans.contains(&frame.scan))
    };
    let images: Vec<Value> = [Half::Whole, Half::Left, Half::Right]
        .into_iter()
        .filter_map(|half| pictures.get(&(frame.scan.clone(), half)).map(|p| Value::from(p.small.as_str())))
        .collect();
    let number = tongue.say("check.scan", &[("scan", frame.scan.number.to_string().into())]);
    context! {
        number => frame.scan.number, anchor => format!("s{}", frame.scan.number),
        label => label(report, frame, tongue), name => format!("{number} · {}", frame.file), images,
        badge => badges.get(&frame.scan), twice => about(Kind::Doubled), moved => about(Kind::OutOfOrder),
        aside => frame.state == ScanState::SetAside, waiting => frame.state == ScanState::Waiting,
    }
}

/// `11об–12`, `cover–1`, `82об–end`; the scan's number in a book whose leaves are not numbered.
fn label(report: &Report, frame: &Frame, tongue: Tongue) -> String {
    let Some(leaves) = report.leaves.filter(|_| !frame.pages.is_empty()) else {
        return frame.scan.number.to_string();
    };
    let last = leaves.expected.and_then(|n| u32::try_from(n).ok()).unwrap_or(u32::MAX);
    let one = |label: &Option<LeafLabel>| match label {
        Some(label) if label.number <= last => label.to_string(),
        Some(_) => tongue.say("check.end", &[]),
        None => tongue.say("check.cover", &[]),
    };
    let mut labels: Vec<String> = frame.pages.iter().map(|(_, label)| one(label)).collect();
    labels.dedup();
    labels.join("–")
}
