//! A new reading is matched to standing acts by overlap on the page, so that acts keep their names. A scan
//! that was shot again counts as the one it replaced. Not for what people decided: that stands anyway.

mod overlap;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{ActFacts, PageOf, Scan};
use register::{
    act::{Act, Link, LinkState},
    geometry::Rect,
    id::{ActId, ScanId},
    page::Half,
};

use overlap::{Frame, frames_of, pairs};

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
