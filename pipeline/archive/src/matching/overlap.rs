//! Which act of a reading is which that stands: by how much of a page both cover. Not for their names.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{ActFacts, PageOf, Scan, State};
use register::{act::Act, geometry::Rect, page::Half};

/// Share of the smaller of two acts that both must cover to be the same one: neighbours on a page share
/// rules and margins, hardly ever half.
const SAME: f64 = 0.5;

/// Where a scan stands in capture order, and its size.
pub(super) struct Frame {
    pub(super) place: u32,
    width: f64,
    height: f64,
    pub(super) standing: bool,
}

pub(super) fn frames_of(scans: &[Scan]) -> BTreeMap<u32, Frame> {
    let frame = |scan: &Scan| Frame {
        place: scan.place,
        width: f64::from(scan.info.width.max(1)),
        height: f64::from(scan.info.height.max(1)),
        standing: scan.state != State::Withdrawn,
    };
    scans.iter().map(|scan| (scan.id.number, frame(scan))).collect()
}

/// The bounds in shares of the scan, so that a scan shot again can be compared.
fn shares(page: &PageOf, frames: &BTreeMap<u32, Frame>) -> Option<((u32, Half), Rect)> {
    let frame = frames.get(&page.scan.number)?;
    let (w, h, b) = (frame.width, frame.height, page.bounds);
    Some(((frame.place, page.half), Rect::new(b.left / w, b.top / h, b.right / w, b.bottom / h)))
}

/// How much of the smaller of two acts both cover, 0 to 1.
fn overlap(a: &[PageOf], b: &[PageOf], frames: &BTreeMap<u32, Frame>) -> f64 {
    let of = |pages: &[PageOf]| -> Vec<_> { pages.iter().filter_map(|page| shares(page, frames)).collect() };
    let (a, b) = (of(a), of(b));
    let area = |pages: &[((u32, Half), Rect)]| pages.iter().map(|(_, rect)| rect.area()).sum::<f64>();
    let mut shared = 0.0;
    for (page, rect) in &a {
        for (_, other) in b.iter().filter(|(other, _)| other == page) {
            shared += rect.intersection(other).area();
        }
    }
    let smaller = area(&a).min(area(&b));
    if smaller > 0.0 { shared / smaller } else { 0.0 }
}

/// Which standing act each act of the reading is, best pairs first; every standing act at most once.
pub(super) fn pairs(
    found: &[Vec<PageOf>],
    read: &[Act],
    standing: &[ActFacts],
    frames: &BTreeMap<u32, Frame>,
) -> BTreeMap<usize, usize> {
    let mut by_page: BTreeMap<(u32, Half), BTreeSet<usize>> = BTreeMap::new();
    for (old, act) in standing.iter().enumerate() {
        for (page, _) in act.pages.iter().filter_map(|page| shares(page, frames)) {
            by_page.entry(page).or_default().insert(old);
        }
    }
    let mut candidates = Vec::new();
    for (new, pages) in found.iter().enumerate() {
        let keys = pages.iter().filter_map(|page| shares(page, frames));
        let near: BTreeSet<usize> =
            keys.filter_map(|(page, _)| by_page.get(&page)).flatten().copied().collect();
        for old in near {
            let share = overlap(pages, &standing[old].pages, frames);
            if share >= SAME {
                let same_name = standing[old].machine.id == read[new].id;
                candidates.push((standing[old].standing, share, same_name, new, old));
            }
        }
    }
    candidates.sort_by(|a, b| {
        b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(b.2.cmp(&a.2)).then((a.3, a.4).cmp(&(b.3, b.4)))
    });
    let (mut same, mut used) = (BTreeMap::new(), BTreeSet::new());
    for (_, _, _, new, old) in candidates {
        if !same.contains_key(&new) && used.insert(old) {
            same.insert(new, old);
        }
    }
    same
}
