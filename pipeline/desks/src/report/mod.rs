//! The report on a register: is the book complete and sharp? In words for the terminal, and as one HTML file that
//! needs nothing else and can be printed. Not for judging: the rules are [`register::completeness`]'s.

mod pictures;
mod rulers;
mod sheet;
mod spans;
pub(crate) mod style;
mod verdict;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use archive::{Archive, Result, Viewer};
use minijinja::{Value, context};
use register::{
    act::Severity,
    completeness::{Finding, Kind, Report, Tally},
    id::ScanId,
    volume::RegisterCard,
};

pub use self::{
    rulers::ruled,
    verdict::{Verdict, remarks, verdict},
    words::{Words, key_of, words},
};

use self::{
    pictures::{ByPage, Pictures},
    spans::spans,
};
use crate::{render, shelf, tongue::Tongue};

/// What a report is written for.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// The register.
    pub card: &'a RegisterCard,
    /// Its judgement.
    pub report: &'a Report,
    /// The language.
    pub tongue: Tongue,
    /// The name of the archive; may be empty.
    pub office: &'a str,
    /// When it was judged: an EDTF date and a time of day.
    pub at: (&'a str, &'a str),
}

/// The report as one HTML file, with pictures of the pages the viewer may see.
///
/// # Errors
/// Setting: no such register. Audit, store or catalogue fail.
pub async fn html(archive: &Archive, viewer: &Viewer, edition: Edition<'_>) -> Result<String> {
    let shown: BTreeSet<&ScanId> = shown(edition.report).collect();
    let pictures = pictures::gather(archive, viewer, &edition.card.id, &shown).await?;
    Ok(written(edition, &pictures))
}

/// Scans a finding shows; of what is missing there is nothing to see.
fn shown(report: &Report) -> impl Iterator<Item = &ScanId> {
    let seen = report
        .findings
        .iter()
        .filter(|f| f.is_open() && f.kind != Kind::MissingLeaf && f.kind != Kind::Waiting);
    seen.flat_map(|finding| &finding.scans)
}

fn written(edition: Edition, pictures: &ByPage) -> String {
    let Edition { card, report, tongue, office, at: (date, time) } = edition;
    let verdict = verdict(report, tongue);
    let badges = badges(report);
    let findings: Vec<Value> = report
        .findings
        .iter()
        .enumerate()
        .map(|(nth, finding)| shown_finding(nth, finding, &badges, pictures, tongue))
        .collect();
    let page = context! {
        lang => tongue.code(), office, title => shelf::title(card, tongue), reference => shelf::reference(card),
        cloth => shelf::cloth(card), volume => shelf::plate(card),
        date, time, complete => verdict.complete, short => verdict.short, long => verdict.long,
        remarks => remarks(report, tongue), figures => figures(report, tongue),
        cells => sheet::cells(report, &badges, pictures, tongue), scans => report.scans,
        single => report.frames.iter().all(|frame| frame.pages.len() < 2),
        findings, open => report.findings.iter().filter(|f| f.is_open()).count(),
        rulers => rulers::drawn(report, tongue), style => style::sheet(), script => style::script(),
    };
    let templates = render::templates();
    let template = templates.get_template("report.html").expect("templates are checked by tests");
    template.render(page).expect("a report is made of plain values")
}

/// Scans to shoot again, numbered in capture order.
fn badges(report: &Report) -> BTreeMap<&ScanId, usize> {
    verdict::to_shoot(report).into_iter().zip(1..).collect()
}

fn figures(report: &Report, tongue: Tongue) -> Vec<Value> {
    let figure = |tally: Tally, key: &str| {
        let of = tally.expected.map(|n| tongue.say("check.of", &[("n", n.into())]));
        context! { value => tally.found, of, label => tongue.say(key, &[]) }
    };
    let plain = |found: usize, key: &str| figure(Tally { found, expected: None }, key);
    let mut figures: Vec<Value> =
        report.leaves.iter().map(|leaves| figure(*leaves, "check.leaves")).collect();
    figures.push(plain(report.scans, "check.scans"));
    figures.push(figure(report.acts, "check.act_numbers"));
    figures.push(plain(verdict::to_shoot(report).len(), "check.to_shoot"));
    figures
}

fn shown_finding(
    nth: usize,
    finding: &Finding,
    badges: &BTreeMap<&ScanId, usize>,
    pictures: &ByPage,
    tongue: Tongue,
) -> Value {
    let said = words(finding, tongue);
    let badge = finding.scans.first().filter(|_| finding.scans.len() == 1).and_then(|scan| badges.get(scan));
    let with_picture = finding.is_open() && !matches!(finding.kind, Kind::MissingLeaf | Kind::Waiting);
    let views: Vec<Value> = finding
        .scans
        .iter()
        .filter(|_| with_picture)
        .take(MOST_VIEWS)
        .map(|scan| {
            let pages = pictures.iter().filter(|((of, _), _)| of == scan);
            let larger = |p: &Pictures| Value::from(p.large.as_deref().unwrap_or(&p.small));
            let images: Vec<Value> = pages.map(|(_, p)| larger(p)).collect();
            context! { number => scan.number, images }
        })
        .collect();
    let missing = (finding.kind == Kind::MissingLeaf).then(|| spans(&finding.leaves));
    let anchor = match (finding.kind, finding.leaves.first(), finding.scans.first()) {
        (Kind::MissingLeaf, Some(leaf), _) => Some(format!("m{leaf}")),
        (_, _, Some(scan)) => Some(format!("s{}", scan.number)),
        _ => None,
    };
    context! {
        nth, title => said.title, text => said.text, remedy => said.remedy, badge, views, missing, anchor,
        leaves => finding.leaves.len(), twice => finding.kind == Kind::Doubled,
        small => finding.severity == Severity::Info,
    }
}

/// Scans shown with one finding.
const MOST_VIEWS: usize = 2;

#[cfg(test)]
mod tests;
