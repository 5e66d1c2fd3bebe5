//! What is wrong with the capture of single pages. A page is judged against the usual page of its own book, so that
//! soft type makes no alarm of every page, and against floors below which nothing can be read. Not for measuring.

use crate::{
    act::Severity,
    page::{Half, Quality, Side},
};

use super::{
    bare,
    book::{Book, BookPage, BookScan, ScanState},
    framing,
    report::{Detail, Finding, Kind, Remedy},
    usual::{USUAL_FROM, usual},
    whitened::WHITE,
};

/// How one measure is judged: a low value is bad.
struct Rule {
    kind: Kind,
    of: fn(&Quality) -> Option<f64>,
    /// Below it nothing can be read, whatever is usual.
    floor: f64,
    /// Below it a page is looked at only when it stands out.
    fair: f64,
    /// Share of the usual value below which a page may stand out.
    share: f64,
}

const DARK: Rule = Rule { kind: Kind::TooDark, of: |q| q.paper, floor: 70.0, fair: 140.0, share: 0.75 };
const SMALL: Rule =
    Rule { kind: Kind::LowResolution, of: |q| q.x_height, floor: 8.0, fair: 14.0, share: 0.6 };
const BLURRED: Rule =
    Rule { kind: Kind::OutOfFocus, of: |q| q.sharpness, floor: 0.0, fair: f64::INFINITY, share: 0.6 };
const FAINT: Rule = Rule { kind: Kind::LowContrast, of: |q| q.contrast, floor: 25.0, fair: 60.0, share: 0.6 };

/// Share of a page burnt out beyond which it is shot again.
const MOST_GLARE: f64 = 0.02;
/// Grey of the usual paper of a book that was not made white.
const NOT_WHITENED: f64 = 243.0;
/// Share of a book's pages cut off at the same side beyond which that is how the book was framed.
const FRAMED_SO: f64 = 0.5;
/// Height of what is taken for letters on a smeared page, share of the usual one at most.
const BITS: f64 = 0.5;
/// Ink on a smeared page, share of the usual at least: an empty form has less.
const WRITTEN: f64 = 0.7;
/// Height of a page shot from as far as the others, share of the usual one at least.
const AS_HIGH: f64 = 0.9;
/// Resolution in pixels per inch that archives ask for, and below which small type cannot be read.
const LEAST_PPI: f64 = 200.0;
/// Resolutions that cameras and programs write when they know none.
const UNKNOWN_PPI: [f64; 3] = [1.0, 72.0, 96.0];
/// Share of a book's pages of one half that are blank, beyond which it was written on the other side only.
const BLANK_SO: f64 = 0.2;

/// A page of a scan.
type On<'b> = (&'b BookScan, &'b BookPage);

/// Findings on the capture of single pages, and of the book as a whole.
pub(super) fn judge(book: &Book) -> Vec<Finding> {
    let pages = pages(book);
    let written: Vec<On> = pages.iter().copied().filter(|(_, page)| !page.is_blank()).collect();
    // In this order: of two that hold for a page the first is the cause of the second.
    let judged = [
        judge_measure(&DARK, &written),
        too_bright(&written),
        too_small(&written),
        judge_measure(&BLURRED, &written),
        smeared(&written),
        judge_measure(&FAINT, &written),
    ];
    let mut findings = Vec::new();
    for found in judged.into_iter().flatten() {
        let caused = |f: &Finding| f.scans == found.scans && (f.half == found.half || f.half.is_none());
        if found.scans.is_empty() || !findings.iter().any(caused) {
            findings.push(found);
        }
    }
    findings.extend(resolution(&written, &findings));
    findings.extend(clipped(&pages));
    findings.extend(covered(&pages));
    findings.extend(blank(book, &pages, &written));
    findings.extend(bare::faded(book, &findings));
    findings.extend(framing::findings(book, &findings));
    joined(findings)
}

/// The pages that are judged. A book begins and ends with its cover, dark and without a letter to measure: a first or
/// last scan without acts is not judged in a book of several.
fn pages(book: &Book) -> Vec<On<'_>> {
    let standing: Vec<&BookScan> =
        book.scans.iter().filter(|scan| scan.state != ScanState::Withdrawn).collect();
    let last = standing.len().saturating_sub(1);
    let has_acts = |scan: &BookScan| book.acts.iter().any(|act| act.scan == scan.id);
    let is_cover =
        |nth: usize| last + 1 >= USUAL_FROM && (nth == 0 || nth == last) && !has_acts(standing[nth]);
    let inner = (0..standing.len()).filter(|&nth| !is_cover(nth)).map(|nth| standing[nth]);
    inner.flat_map(|scan| scan.pages.iter().map(move |page| (scan, page))).collect()
}

fn about(kind: Kind, severity: Severity, (scan, page): On, detail: Detail) -> Finding {
    let half = Some(page.half).filter(|half| *half != Half::Whole);
    Finding { scans: vec![scan.id.clone()], half, detail, ..Finding::new(kind, severity, Remedy::Shoot) }
}

fn judge_measure(rule: &Rule, pages: &[On]) -> Vec<Finding> {
    let measured: Vec<(On, f64)> =
        pages.iter().filter_map(|&on| Some((on, (rule.of)(&on.1.quality)?))).collect();
    let Some(usual) = usual(measured.iter().map(|(_, value)| *value).collect()) else { return Vec::new() };
    let known = usual.pages >= USUAL_FROM;
    if known && usual.median < rule.floor {
        let detail = Detail::WholeBook { measured: usual.median, needed: rule.floor };
        return vec![Finding { detail, ..Finding::new(rule.kind, Severity::Warning, Remedy::Shoot) }];
    }
    let needed = if known { usual.stands_out(rule.share).min(rule.fair).max(rule.floor) } else { rule.floor };
    let bad = measured.iter().filter(|(_, value)| *value < needed);
    bad.map(|&(on, measured)| about(rule.kind, Severity::Error, on, Detail::Measured { measured, needed }))
        .collect()
}

/// Pages burnt out in part, or white all over in a book that is not.
fn too_bright(pages: &[On]) -> Vec<Finding> {
    let burnt = |&on: &On| {
        let share = on.1.quality.glare.filter(|share| *share > MOST_GLARE);
        gone_white(on, pages).or_else(|| share.map(|share| burnt_out(on, share)))
    };
    pages.iter().filter_map(burnt).collect()
}

fn burnt_out(on: On, share: f64) -> Finding {
    let detail = Detail::Measured { measured: share * 100.0, needed: MOST_GLARE * 100.0 };
    about(Kind::TooBright, Severity::Error, on, detail)
}

/// A page white all over though the written pages of its book are not.
fn gone_white(on: On, written: &[On]) -> Option<Finding> {
    let is_white = on.1.quality.paper.is_some_and(|paper| paper >= WHITE);
    let paper = || usual(written.iter().filter_map(|(_, page)| page.quality.paper).collect());
    let not_white = || paper().is_some_and(|paper| paper.pages >= USUAL_FROM && paper.median <= NOT_WHITENED);
    (is_white && not_white()).then(|| burnt_out(on, 1.0))
}

/// Pages shot from too far. The pages of a book are equally high: where one shows lower, so do its letters; where it
/// does not, its letters were mismeasured, or are those of another form.
fn too_small(pages: &[On]) -> Vec<Finding> {
    let letters = usual(pages.iter().filter_map(|(_, page)| (SMALL.of)(&page.quality)).collect());
    let height = usual(pages.iter().map(|(_, page)| page.height).collect());
    let known = letters.zip(height).filter(|(letters, _)| letters.pages >= USUAL_FROM);
    let Some((letters, height)) = known.filter(|(letters, _)| letters.median >= SMALL.floor) else {
        return judge_measure(&SMALL, pages);
    };
    let needed = (SMALL.share * letters.median).clamp(SMALL.floor, SMALL.fair);
    let small = |&on: &On| {
        let share = on.1.height / height.median;
        let measured = (letters.median * share).round();
        let detail = Detail::Measured { measured, needed };
        (share < SMALL.share && measured < needed).then(|| about(SMALL.kind, Severity::Error, on, detail))
    };
    pages.iter().filter_map(small).collect()
}

/// Pages so blurred that their letters fall to bits and no edge can be measured: as high as the others, written as
/// densely, and with what is taken for letters far lower.
fn smeared(pages: &[On]) -> Vec<Finding> {
    let letters = usual(pages.iter().filter_map(|(_, page)| (SMALL.of)(&page.quality)).collect());
    let height = usual(pages.iter().map(|(_, page)| page.height).collect());
    let ink = usual(pages.iter().filter_map(|(_, page)| page.quality.ink).collect());
    let (Some(letters), Some(height), Some(ink)) = (letters, height, ink) else { return Vec::new() };
    if letters.pages < USUAL_FROM || letters.median < SMALL.floor {
        return Vec::new();
    }
    let is_smeared = |(_, page): &&On| {
        let quality = &page.quality;
        let bits = quality.x_height.is_some_and(|x| x < SMALL.floor && x < BITS * letters.median);
        let written = quality.ink.is_some_and(|share| share >= WRITTEN * ink.median);
        let unmeasured = quality.sharpness.is_none() && quality.contrast.is_some();
        unmeasured && bits && written && page.height > AS_HIGH * height.median
    };
    let smeared = pages.iter().filter(is_smeared);
    smeared.map(|&on| about(Kind::OutOfFocus, Severity::Error, on, Detail::None)).collect()
}

/// The resolution the files tell, where letters could not be measured.
fn resolution(pages: &[On], so_far: &[Finding]) -> Option<Finding> {
    if so_far.iter().any(|f| f.kind == Kind::LowResolution)
        || pages.iter().any(|(_, p)| p.quality.x_height.is_some())
    {
        return None;
    }
    let told = pages.iter().filter_map(|(_, page)| page.quality.ppi).filter(|ppi| !UNKNOWN_PPI.contains(ppi));
    let usual = usual(told.collect()).filter(|usual| usual.median < LEAST_PPI)?;
    let detail = Detail::WholeBook { measured: usual.median, needed: LEAST_PPI };
    Some(Finding { detail, ..Finding::new(Kind::LowResolution, Severity::Warning, Remedy::Shoot) })
}

/// Pages cut off; a side at which most pages are is how the book was framed, and said once.
fn clipped(pages: &[On]) -> Vec<Finding> {
    let sides = [Side::Left, Side::Top, Side::Right, Side::Bottom];
    let cut = |side: Side| pages.iter().filter(|(_, page)| page.quality.clipped.contains(&side)).count();
    let usual: Vec<Side> = sides
        .into_iter()
        .filter(|&s| pages.len() >= USUAL_FROM && share(cut(s), pages.len()) > FRAMED_SO)
        .collect();
    let mut findings = Vec::new();
    if !usual.is_empty() {
        let detail = Detail::Sides(usual.clone());
        findings
            .push(Finding { detail, ..Finding::new(Kind::Clipped, Severity::Warning, Remedy::LookOnScan) });
    }
    for &on in pages {
        let sides: Vec<Side> = on.1.quality.clipped.iter().copied().filter(|s| !usual.contains(s)).collect();
        if !sides.is_empty() {
            findings.push(about(Kind::Clipped, Severity::Error, on, Detail::Sides(sides)));
        }
    }
    findings
}

fn covered(pages: &[On]) -> Vec<Finding> {
    let covered = pages.iter().filter(|(_, page)| !page.quality.covered.is_empty());
    let found =
        |&on: &On| about(Kind::Covered, Severity::Error, on, Detail::Things(on.1.quality.covered.len()));
    covered.map(found).collect()
}

/// Blank pages between those with acts (before recognition, between written ones); leaves left over at the end of a
/// book are none, nor backs that are blank throughout; what shows nothing is told apart. One that went white may have had all its writing washed out.
fn blank(book: &Book, pages: &[On], all_written: &[On]) -> Vec<Finding> {
    let written = |(_, page): &On| !page.is_blank();
    let has_act =
        |(scan, page): &On| book.acts.iter().any(|act| act.scan == scan.id && act.half == page.half);
    let ends = |is: &dyn Fn(&On) -> bool| Some((pages.iter().position(is)?, pages.iter().rposition(is)?));
    let Some((first, last)) = ends(&has_act).or_else(|| ends(&written)) else { return Vec::new() };
    let inner = &pages[first..=last];
    let habit = |half: Half| {
        let of_half: Vec<&On> = inner.iter().filter(|(_, page)| page.half == half).collect();
        // A spread of which no pages were found is no side of a leaf.
        let is_side = share(of_half.len(), inner.len()) > BLANK_SO;
        is_side && share(of_half.iter().filter(|on| !written(on)).count(), of_half.len()) > BLANK_SO
    };
    let odd = inner.iter().filter(|on| !written(on) && !on.1.shows_nothing() && !habit(on.1.half));
    let found = |&on: &On| {
        gone_white(on, all_written).unwrap_or_else(|| Finding {
            remedy: Remedy::LookInBook,
            ..about(Kind::Blank, Severity::Warning, on, Detail::None)
        })
    };
    odd.map(found).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a book has thousands of pages at most")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Two halves of a scan with the same fault are one finding; the worse measure stands.
fn joined(findings: Vec<Finding>) -> Vec<Finding> {
    let mut joined: Vec<Finding> = Vec::new();
    for finding in findings {
        let same =
            |f: &&mut Finding| f.kind == finding.kind && f.scans == finding.scans && !f.scans.is_empty();
        match joined.iter_mut().find(same) {
            Some(both) => {
                both.half = None;
                both.detail = worse(&both.detail, &finding.detail);
            }
            None => joined.push(finding),
        }
    }
    joined
}

fn worse(a: &Detail, b: &Detail) -> Detail {
    match (a, b) {
        (&Detail::Measured { measured: x, needed }, &Detail::Measured { measured: y, .. }) => {
            let more_is_bad = x > needed;
            Detail::Measured { measured: if more_is_bad { x.max(y) } else { x.min(y) }, needed }
        }
        (Detail::Things(x), Detail::Things(y)) => Detail::Things(x + y),
        (Detail::Sides(x), Detail::Sides(y)) => {
            let mut sides: Vec<Side> = x.iter().chain(y).copied().collect();
            sides.sort();
            sides.dedup();
            Detail::Sides(sides)
        }
        _ => a.clone(),
    }
}
