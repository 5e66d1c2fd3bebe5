//! Mistakes of writer and operator, sown over a book, and their truth in defects.jsonl. Not for how a bad
//! capture looks: see `fault`.

use anyhow::{Result, bail};
use rand::{Rng, seq::SliceRandom};
use register::page::Half;
use serde::Serialize;

use super::{
    fault::Fault,
    plan::{self, BookPage, Content, Slip},
    shots::Shot,
};

/// Scans a mistake may touch beside its own, so that each stands for itself.
const APART: usize = 2;

/// A kind of mistake, named as `daftar check` names its findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
#[value(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// A leaf was not shot.
    MissingLeaf,
    /// Two scans changed places.
    OutOfOrder,
    /// A page was shot again.
    Doubled,
    /// The lens was out of focus, or the book moved.
    OutOfFocus,
    /// Too little light.
    TooDark,
    /// Too much light.
    TooBright,
    /// A side of the page lies outside the frame, and writing with it.
    Clipped,
    /// A finger or a weight lies on the page.
    Covered,
    /// A frame of nothing between.
    Blank,
    /// The writer left out a number.
    MissingAct,
    /// The writer gave a number twice.
    RepeatedAct,
    /// Shot from too far away.
    LowResolution,
}

impl Kind {
    /// Every kind.
    pub(crate) const ALL: [Kind; 12] = [
        Kind::MissingLeaf,
        Kind::OutOfOrder,
        Kind::Doubled,
        Kind::OutOfFocus,
        Kind::TooDark,
        Kind::TooBright,
        Kind::Clipped,
        Kind::Covered,
        Kind::Blank,
        Kind::MissingAct,
        Kind::RepeatedAct,
        Kind::LowResolution,
    ];
}

/// A mistake that was made: shots by id until the order of capture stands.
#[derive(Debug, Clone)]
pub(super) struct Made {
    kind: Kind,
    shots: Vec<u32>,
    half: Option<Half>,
    leaves: Vec<String>,
    acts: Vec<u32>,
    authority: Option<usize>,
}

/// A line of defects.jsonl.
#[derive(Serialize)]
struct Line<'m> {
    kind: Kind,
    /// Capture numbers from 1: the scans that show it; for a leaf that is missing the scans around the gap.
    scans: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    half: Option<Half>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    leaves: &'m [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    acts: Vec<String>,
    /// Place of the office among the book's, from 1, in the order their acts are bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    authority: Option<usize>,
}

/// The truth of what was sown, a line each, in the order of capture.
pub(super) fn lines(made: &[Made], shots: &[Shot]) -> Result<String> {
    let place = |id: u32| shots.iter().position(|s| s.id == id).map(|at| at + 1);
    let mut lines = Vec::new();
    for m in made {
        let mut scans: Vec<usize> = m.shots.iter().filter_map(|&id| place(id)).collect();
        scans.sort_unstable();
        let acts = m.acts.iter().map(u32::to_string).collect();
        let line = Line {
            kind: m.kind,
            scans,
            half: m.half,
            leaves: &m.leaves,
            acts,
            authority: m.authority.map(|a| a + 1),
        };
        lines.push((line.scans.first().copied(), format!("{}\n", serde_json::to_string(&line)?)));
    }
    lines.sort();
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

/// Makes the mistakes asked for, each at a place of its own.
pub(super) fn seed(
    rng: &mut impl Rng,
    wanted: &[Kind],
    pages: &mut [BookPage],
    shots: &mut Vec<Shot>,
) -> Result<Vec<Made>> {
    let places = places(rng, wanted, pages, shots)?;
    let slips: Vec<Slip> = wanted
        .iter()
        .zip(&places)
        .filter_map(|(kind, &id)| {
            let first = shots.iter().find(|s| s.id == id)?.pages[0];
            match kind {
                Kind::MissingAct => Some(Slip::Skipped(first)),
                Kind::RepeatedAct => Some(Slip::Repeated(first)),
                _ => None,
            }
        })
        .collect();
    plan::number(pages, &slips);
    Ok(wanted.iter().zip(places).filter_map(|(&kind, id)| make(rng, kind, id, pages, shots)).collect())
}

/// A shot of acts for every mistake, by id: the book in as many stretches, a shot near the start of each.
fn places(rng: &mut impl Rng, wanted: &[Kind], pages: &[BookPage], shots: &[Shot]) -> Result<Vec<u32>> {
    let acts: Vec<&Shot> = shots.iter().filter(|s| s.shows_acts(pages)).skip(1).collect();
    let stretch = acts.len().saturating_sub(2) / wanted.len().max(1);
    if !wanted.is_empty() && stretch <= APART {
        bail!("no room for {} mistakes: give the book more leaves", wanted.len());
    }
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.shuffle(rng);
    let mut places = vec![0; wanted.len()];
    for (nth, &which) in order.iter().enumerate() {
        let mut choice = acts[nth * stretch..(nth + 1) * stretch - APART].to_vec();
        choice.shuffle(rng);
        match choice.iter().find(|shot| suits(wanted[which], shot, pages)) {
            Some(shot) => places[which] = shot.id,
            None => bail!("no place for {:?}: give the book more leaves or another seed", wanted[which]),
        }
    }
    Ok(places)
}

/// Can this mistake show at this shot?
fn suits(kind: Kind, shot: &Shot, pages: &[BookPage]) -> bool {
    let first = shot.pages[0];
    let same = |at: usize| authority_of(&pages[at]) == authority_of(&pages[first]);
    match kind {
        // A slip shows only between two acts of one authority.
        Kind::MissingAct | Kind::RepeatedAct => same(first - 1),
        // The leaf is lost whole: shot page by page, the slot is its recto.
        Kind::MissingLeaf => shot.open || pages[first].recto,
        _ => true,
    }
}

fn authority_of(page: &BookPage) -> Option<usize> {
    match page.content {
        Content::Acts { authority, .. } => Some(authority),
        _ => None,
    }
}

fn make(rng: &mut impl Rng, kind: Kind, id: u32, pages: &[BookPage], shots: &mut Vec<Shot>) -> Option<Made> {
    let at = shots.iter().position(|s| s.id == id)?;
    let mut made =
        Made { kind, shots: vec![id], half: None, leaves: Vec::new(), acts: Vec::new(), authority: None };
    match kind {
        Kind::MissingLeaf => lose(&mut made, at, pages, shots),
        Kind::OutOfOrder => {
            let other = at + rng.random_range(1..=2);
            made.shots.push(shots[other].id);
            shots.swap(at, other);
        }
        Kind::Doubled => made.shots.extend(shoot_again(rng, at, shots)),
        Kind::Blank => made.shots = vec![nothing_between(rng, at, shots)],
        Kind::MissingAct | Kind::RepeatedAct => slip(&mut made, at, pages, shots),
        _ => {
            let fault = Fault::choose(rng, kind, shots[at].open, pages[shots[at].pages[0]].recto);
            made.half = fault.as_ref().and_then(|f| f.half(shots[at].open));
            shots[at].fault = fault;
        }
    }
    Some(made)
}

/// The leaf (of an open book: the opening) at `at` was turned over without being shot.
fn lose(made: &mut Made, at: usize, pages: &[BookPage], shots: &mut Vec<Shot>) {
    let leaf = pages[*shots[at].pages.last().unwrap_or(&0)].leaf.clone();
    let count = if shots[at].open { 1 } else { 2 };
    let lost: Vec<Shot> = shots.drain(at..at + count).collect();
    for &page in lost.iter().flat_map(|s| &s.pages) {
        if let Content::Acts { numbers, .. } = &pages[page].content {
            made.acts.extend(numbers);
        }
        made.authority = authority_of(&pages[page]);
    }
    made.leaves = leaf.into_iter().collect();
    made.shots = vec![shots[at - 1].id, shots[at].id];
}

/// The shot at `at`, and now and then the one after it, was taken again right away or some scans later.
fn shoot_again(rng: &mut impl Rng, at: usize, shots: &mut Vec<Shot>) -> Vec<u32> {
    let count = if rng.random_bool(0.25) { 2 } else { 1 };
    let later = if rng.random_bool(0.5) { 0 } else { rng.random_range(1..=4) };
    let to = (at + count + later).min(shots.len());
    let mut again: Vec<Shot> = shots[at..at + count].to_vec();
    for shot in &mut again {
        shot.id += free_id(shots);
        shot.seed = rng.random();
        shot.fault = None;
    }
    let mut ids: Vec<u32> = shots[at + 1..at + count].iter().map(|s| s.id).collect();
    ids.extend(again.iter().map(|s| s.id));
    shots.splice(to..to, again);
    ids
}

fn nothing_between(rng: &mut impl Rng, at: usize, shots: &mut Vec<Shot>) -> u32 {
    let id = free_id(shots);
    let shot = Shot { id, pages: Vec::new(), open: shots[at].open, fault: None, seed: rng.random() };
    shots.insert(at, shot);
    id
}

fn free_id(shots: &[Shot]) -> u32 {
    shots.iter().map(|s| s.id).max().unwrap_or_default() + 1
}

/// The number that was left out or given twice, and where that shows.
fn slip(made: &mut Made, at: usize, pages: &[BookPage], shots: &[Shot]) {
    let page = &pages[shots[at].pages[0]];
    let Content::Acts { authority, numbers } = &page.content else { return };
    let first = numbers.first().copied().unwrap_or_default();
    made.acts = vec![if made.kind == Kind::MissingAct { first - 1 } else { first }];
    made.authority = Some(*authority);
    let before = shots[at].pages[0] - 1;
    made.shots.extend(shots.iter().filter(|s| s.pages.contains(&before)).map(|s| s.id));
}
