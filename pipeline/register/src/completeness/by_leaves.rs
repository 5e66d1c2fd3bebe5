//! Findings on leaves: those missing, one that stands twice, and the count of the certifying note. Not for the
//! sequence itself: see [`super::leaves`].

use crate::{act::Severity, id::ScanId};

use super::{
    book::{Book, ScanState},
    certified::Certified,
    explain::{Explained, Fixed},
    label::LeafLabel,
    lacks::Lack,
    leaves::Account,
    report::{Detail, Finding, Kind, Remedy, Tally},
};

/// Scans from either end of the book on which the note is looked for.
const NOTE_WITHIN: usize = 4;

/// The certifying note, on one of the last scans, or of the first where forms print it there.
pub(super) fn certified(book: &Book) -> Option<(ScanId, Certified)> {
    let standing: Vec<_> = book.scans.iter().filter(|scan| scan.state != ScanState::Withdrawn).collect();
    let near_end = standing.iter().rev().take(NOTE_WITHIN).chain(standing.iter().take(NOTE_WITHIN));
    let mut notes = near_end.flat_map(|scan| {
        scan.pages.iter().rev().filter_map(|page| Some((scan.id.clone(), page.certified.clone()?)))
    });
    notes.next()
}

pub(super) fn findings(explained: &Explained, fixed: &Fixed) -> Vec<Finding> {
    let note = certified(fixed.book);
    let Some(account) = &explained.leaves else {
        return note.and_then(|note| too_few_pages(explained, note)).into_iter().collect();
    };
    let lacks = account.lacks(&explained.labelled, &explained.around);
    let mut findings: Vec<Finding> = Vec::new();
    for lack in &lacks {
        // A count misread by one digit is no missing leaf: it must be sure, or acts must be missing there too.
        let by_note_alone = lack.between.1.is_none();
        if !by_note_alone || note.as_ref().is_some_and(|(_, note)| note.is_sure()) {
            findings.push(missing(explained, account, lack));
        }
    }
    findings.extend(twice(explained, account));
    findings.extend(note.and_then(|note| other_count(account, &lacks, note)));
    findings
}

fn missing(explained: &Explained, account: &Account, lack: &Lack) -> Finding {
    let scan = |place: Option<usize>| place.and_then(|p| explained.scans.get(p)).map(|scan| scan.id.clone());
    let shown = |label: Option<LeafLabel>| label.map(|label| label.to_string());
    let mut lack = lack.clone();
    if let Some((before, behind)) = narrowed(explained, &lack) {
        let last = (explained.slots[behind] - 1 + lack.level) / account.stride;
        let leaves = usize::try_from((lack.pages / account.stride).max(1)).unwrap_or(1);
        let after = |leaf: &String| leaf.parse::<i64>().is_ok_and(|n| n > last);
        let narrow: Vec<String> =
            lack.leaves.iter().filter(|leaf| after(leaf)).take(leaves).cloned().collect();
        if !narrow.is_empty() {
            lack.leaves = narrow;
        }
        lack.between = (Some(before), Some(behind));
    }
    let scans = [scan(lack.between.0), scan(lack.between.1)].into_iter().flatten().collect();
    Finding {
        scans,
        leaves: lack.leaves,
        after: scan(lack.between.0),
        detail: Detail::Between(shown(lack.labels.0), shown(lack.labels.1)),
        ..Finding::new(Kind::MissingLeaf, Severity::Error, Remedy::Shoot)
    }
}

/// The place between two labels where acts are missing too; the labels alone leave it open when others between them
/// were not read.
fn narrowed(explained: &Explained, lack: &Lack) -> Option<(usize, usize)> {
    let (from, to) = (lack.between.0?, lack.between.1?);
    let mut gaps = explained.around.act_gaps.iter().copied();
    gaps.find(|&(a, b)| to - from > 1 && a >= from && b <= to)
}

/// A leaf whose label two scans bear, the rest counting on: perhaps a lettered leaf, perhaps shot twice.
fn twice(explained: &Explained, account: &Account) -> Vec<Finding> {
    let known: Vec<(usize, i64, LeafLabel)> = account
        .believed
        .iter()
        .enumerate()
        .filter_map(|(at, (level, label))| Some((at, *level, (*label)?)))
        .collect();
    let same = |pair: &&[(usize, i64, LeafLabel)]| pair[0].2 == pair[1].2 && pair[0].1 > pair[1].1;
    let scan = |at: usize| explained.scans[explained.labelled[at].position].id.clone();
    let found = known.windows(2).filter(same).map(|pair| Finding {
        scans: vec![scan(pair[0].0), scan(pair[1].0)],
        leaves: vec![pair[0].2.to_string()],
        ..Finding::new(Kind::Doubled, Severity::Warning, Remedy::LookOnScan)
    });
    found.collect()
}

/// The note counts otherwise, and no missing leaf explains it.
fn other_count(account: &Account, lacks: &[Lack], (scan, note): (ScanId, Certified)) -> Option<Finding> {
    let last = account.last()?;
    let behind = lacks.iter().any(|lack| lack.between.1.is_none());
    let counted = note.leaves()?;
    if note.says(last) || counted > last && !behind || behind && note.is_sure() {
        return None;
    }
    let severity = if note.is_sure() { Severity::Warning } else { Severity::Info };
    Some(Finding {
        scans: vec![scan],
        leaves: vec![last.to_string()],
        detail: Detail::Certified(note),
        ..Finding::new(Kind::LeafCount, severity, Remedy::LookInBook)
    })
}

/// Without labels the pages are counted: two a leaf in spreads, else two or one where only fronts were shot.
fn too_few_pages(explained: &Explained, (scan, note): (ScanId, Certified)) -> Option<Finding> {
    let leaves = i64::from(note.leaves().filter(|_| note.is_sure())?);
    let pages = explained.around.slots;
    let spreads = explained.scans.iter().any(|scan| scan.pages.len() > 1);
    // Nearer to two pages a leaf than to one.
    let both_sides = spreads || pages * 2 >= leaves * 3;
    let captured = if both_sides { (pages + 1) / 2 } else { pages };
    (captured < leaves).then(|| Finding {
        scans: vec![scan],
        detail: Detail::Certified(note),
        leaves: vec![captured.to_string()],
        ..Finding::new(Kind::LeafCount, Severity::Warning, Remedy::LookInBook)
    })
}

/// Leaves captured, and how many the book should have by its labels and its note.
pub(super) fn tally(explained: &Explained, findings: &[Finding]) -> Option<Tally> {
    let last = explained.leaves.as_ref()?.last()?;
    let noted = explained.around.certified.map(|(leaves, _)| leaves).filter(|leaves| *leaves >= last);
    let expected = usize::try_from(noted.unwrap_or(last)).ok()?;
    let gone: usize = findings
        .iter()
        .filter(|f| f.kind == Kind::MissingLeaf)
        .map(|f| f.leaves.iter().filter(|leaf| leaf.parse::<u32>().is_ok()).count())
        .sum();
    Some(Tally { found: expected.saturating_sub(gone), expected: Some(expected) })
}
