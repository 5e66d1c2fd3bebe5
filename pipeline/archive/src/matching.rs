//! A new reading is matched to standing acts by overlap on the page, so that acts keep their names. A scan
//! that was shot again counts as the one it replaced. Not for what people decided: that stands anyway.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{ActFacts, PageOf, Scan, State};
use register::{
    act::{Act, Link, LinkState},
    geometry::Rect,
    id::{ActId, ScanId},
    page::Half,
};

/// Share of the smaller of two acts that both must cover to be the same one: neighbours on a page share
/// rules and margins, hardly ever half.
const SAME: f64 = 0.5;

/// The parts of pages an act lies on, by its spots, in capture order of the scans' numbers.
pub(crate) fn pages_of(act: &Act) -> Vec<PageOf> {
    let mut pages: BTreeMap<(ScanId, Half), Rect> = BTreeMap::new();
    for spot in act.fields.values().flat_map(|field| &field.spots) {
        let rect = Rect::around(&spot.outline);
        let bounds = pages.entry((spot.scan.clone(), spot.half)).or_insert(rect);
        *bounds = bounds.union(&rect);
    }
    pages.into_iter().map(|((scan, half), bounds)| PageOf { scan, half, bounds }).collect()
}

/// Where a scan stands in capture order, and its size.
struct Frame {
    place: u32,
    width: f64,
    height: f64,
    standing: bool,
}

/// New facts of all acts that came from scans: those of the reading under their names for ever, in the given
/// order, then those it lost. Names `elsewhere` belong to acts that came without scans, or to other registers.
pub(crate) fn match_acts(
    read: Vec<Act>,
    standing: Vec<ActFacts>,
    scans: &[Scan],
    elsewhere: &BTreeSet<ActId>,
) -> Vec<ActFacts> {
    let frames = frames_of(scans);
    let found: Vec<Vec<PageOf>> = read.iter().map(pages_of).collect();
    let same = pairs(&found, &read, &standing, &frames);
    let names = name(&read, &same, &standing, elsewhere);
    let renamed: BTreeMap<ActId, ActId> =
        read.iter().map(|act| act.id.clone()).zip(names.iter().cloned()).collect();
    let mut lost: Vec<Option<ActFacts>> = standing.into_iter().map(Some).collect();
    let mut acts = Vec::new();
    for (index, mut act) in read.into_iter().enumerate() {
        let old = same.get(&index).and_then(|&old| lost[old].take());
        act.id = names[index].clone();
        for link in &mut act.links {
            if let Some(name) = renamed.get(&link.to) {
                link.to = name.clone();
            }
        }
        acts.push(facts_of(act, found[index].clone(), old));
    }
    for mut old in lost.into_iter().flatten() {
        let on_page = old.pages.first().and_then(|page| frames.get(&page.scan.number));
        old.standing = old.standing && old.revision > 0 && on_page.is_some_and(|frame| frame.standing);
        insert(&mut acts, old, &frames);
    }
    for (place, act) in (0..).zip(acts.iter_mut().filter(|act| act.standing)) {
        act.place = place;
    }
    acts
}

fn facts_of(mut machine: Act, pages: Vec<PageOf>, old: Option<ActFacts>) -> ActFacts {
    if let Some(old) = &old {
        keep_verified(&mut machine, &old.machine);
    }
    let (status, access) = (machine.status, machine.access);
    let revision = old.as_ref().map_or(0, |old| old.revision);
    // Acts that carry decisions keep their bounds.
    let pages = old.filter(|old| old.revision > 0 && old.standing).map_or(pages, |old| old.pages);
    let referred = false;
    ActFacts { machine, place: 0, pages, revision, status, access, referred, standing: true, imported: false }
}

/// Ties that a person verified outlive the reading they were found in.
fn keep_verified(machine: &mut Act, before: &Act) {
    let is_verified = |link: &&Link| link.state == LinkState::Verified;
    let verified: Vec<Link> = before.links.iter().filter(is_verified).cloned().collect();
    machine.links.retain(|link| !verified.iter().any(|other| other.to == link.to && other.kind == link.kind));
    machine.links.extend(verified);
}

/// Acts a reading lost go where they stood: before the first act that begins further on.
fn insert(acts: &mut Vec<ActFacts>, act: ActFacts, frames: &BTreeMap<u32, Frame>) {
    let begins = |act: &ActFacts| {
        let page = act.pages.first()?;
        let frame = frames.get(&page.scan.number)?;
        Some((frame.place, page.half, page.bounds.top))
    };
    let own = begins(&act);
    let at = acts.iter().position(|other| other.standing && begins(other) > own).unwrap_or(acts.len());
    acts.insert(at, act);
}

fn frames_of(scans: &[Scan]) -> BTreeMap<u32, Frame> {
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
fn pairs(
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

/// The names of the acts of a reading: that of the standing act it is, its own if that is free, else the next
/// free place on its page.
fn name(
    read: &[Act],
    same: &BTreeMap<usize, usize>,
    standing: &[ActFacts],
    elsewhere: &BTreeSet<ActId>,
) -> Vec<ActId> {
    let mut taken: BTreeSet<ActId> = standing.iter().map(|act| act.machine.id.clone()).collect();
    taken.extend(elsewhere.iter().cloned());
    let mut names: Vec<Option<ActId>> = read
        .iter()
        .enumerate()
        .map(|(new, act)| match same.get(&new) {
            Some(&old) => Some(standing[old].machine.id.clone()),
            None => taken.insert(act.id.clone()).then(|| act.id.clone()),
        })
        .collect();
    for (name, act) in names.iter_mut().zip(read) {
        if name.is_none() {
            let stem = act.id.as_str().trim_end_matches(|c: char| c.is_ascii_digit());
            let mut places = (1..).map(|place: usize| ActId(format!("{stem}{place}")));
            *name = places.find(|id| taken.insert(id.clone()));
        }
    }
    names.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use register::page::ScanInfo;

    fn scan(number: u32, place: u32, state: State) -> Scan {
        let info = ScanInfo { file: "a".into(), frame: 0, width: 1000, height: 1000, sha256: String::new() };
        let id = ScanId { register: "r".parse().unwrap(), number };
        Scan { id, place, info, state, reason: None, replaced_by: None, read_at: None }
    }

    fn act(id: &str, scan: u32, top: u32) -> Act {
        let (low, high) = (top, top + 100);
        let text = format!(
            r#"{{"id":"{id}","register":"r","type":"birth","fields":{{"act_no":{{"value":"1","spots":[{{"scan":"r/{scan:06}",
            "file":"a","frame":0,"half":"whole","outline":[[0,{low}],[500,{low}],[500,{high}],[0,{high}]]}}]}}}}}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    fn standing(act: Act, revision: u64) -> ActFacts {
        let pages = pages_of(&act);
        ActFacts { revision, ..facts_of(act, pages, None) }
    }

    fn check(read: Vec<Act>, before: Vec<ActFacts>, scans: &[Scan], expected: &[&str]) {
        let acts = match_acts(read, before, scans, &BTreeSet::new());
        let standing: Vec<&str> = acts.iter().filter(|a| a.standing).map(|a| a.machine.id.as_str()).collect();
        assert_eq!(standing, expected);
        assert!(acts.iter().filter(|a| a.standing).zip(0..).all(|(a, place)| a.place == place));
    }

    #[test]
    fn a_first_reading_keeps_its_own_names() {
        let scans = [scan(1, 1, State::Read)];
        check(
            vec![act("r/000001-w1", 1, 0), act("r/000001-w2", 1, 300)],
            vec![],
            &scans,
            &["r/000001-w1", "r/000001-w2"],
        );
    }

    #[test]
    fn an_act_found_above_does_not_take_the_name_of_the_one_below() {
        let scans = [scan(1, 1, State::Read)];
        let before = vec![standing(act("r/000001-w1", 1, 300), 0)];
        let read = vec![act("r/000001-w1", 1, 0), act("r/000001-w2", 1, 310)];
        check(read, before, &scans, &["r/000001-w2", "r/000001-w1"]);
    }

    #[test]
    fn an_act_with_decisions_stands_when_a_reading_loses_it() {
        let scans = [scan(1, 1, State::Read)];
        let before = vec![standing(act("r/000001-w1", 1, 300), 2), standing(act("r/000001-w2", 1, 600), 0)];
        // The name of the act that is gone is not given again.
        check(vec![act("r/000001-w1", 1, 0)], before, &scans, &["r/000001-w3", "r/000001-w1"]);
    }

    #[test]
    fn an_act_of_a_scan_shot_again_keeps_its_name() {
        let scans = [scan(1, 1, State::Withdrawn), scan(9, 1, State::Read)];
        let before = vec![standing(act("r/000001-w1", 1, 300), 1)];
        check(vec![act("r/000009-w1", 9, 320)], before, &scans, &["r/000001-w1"]);
    }

    #[test]
    fn acts_of_a_withdrawn_scan_do_not_stand() {
        let scans = [scan(1, 1, State::Withdrawn)];
        check(vec![], vec![standing(act("r/000001-w1", 1, 300), 3)], &scans, &[]);
    }
}
