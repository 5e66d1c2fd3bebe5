//! Things that lie on the page from one of its sides: fingers, weights, clips. Not for stains and stamps
//! inside it, which belong to the page.
//!
//! From each side inwards the page begins along a nearly straight line; where it begins much later over a
//! short stretch, something lies on it. So dark ground, folds and shadows, which are long, count for nothing.

use std::ops::Range;

use image::GrayImage;
use register::{
    geometry::{Outline, Rect},
    page::{Half, Side},
};

mod body;

use super::{Cut, paper::Look};

/// Brightness, against the paper further in, from which a place is paper.
const PAPER: f32 = 0.86;
/// Brightness against that paper within `RISE` pixels behind a thing: its contour is crisp, a shadow's not.
const CLEAR: f32 = 0.92;
/// Share of a thing's inner contour that must be crisp, and of its inside that must be of one tone.
const MOST: f64 = 0.7;
/// See [`CLEAR`]; pixels of the bare paper.
const RISE: usize = 5;
/// Farthest in that is looked, share of the page.
const DEEPEST: f64 = 0.5;
/// Least that a thing reaches in, share of the page's shorter side: some 7 mm of a page of 200.
const LEAST_REACH: f64 = 0.035;
/// Half the stretch over which the line the page begins at is taken, share of the side.
const STRETCH: f64 = 0.27;
/// Ends of a side that say nothing: corners are folded, torn and rounded.
const CORNER: f64 = 0.02;
/// How far the shadow of a fold reaches, share of a side across it.
const SHADOW: f64 = 0.1;

/// The things that lie on a page, on the scan; `look` is the straight page made small.
pub(super) fn things(look: &Look, cut: &Cut) -> Vec<Outline> {
    let bare = &look.bare;
    let scale_x = f64::from(cut.straight.width()) / f64::from(bare.width());
    let scale_y = f64::from(cut.straight.height()) / f64::from(bare.height());
    [Side::Left, Side::Top, Side::Right, Side::Bottom]
        .into_iter()
        .filter(|&side| !bound(cut.half, side))
        .flat_map(|side| on_side(bare, side, Ends::of(cut.half, side)))
        .map(|r| Rect::new(r.left * scale_x, r.top * scale_y, r.right * scale_x, r.bottom * scale_y))
        .map(|r| cut.placement.outline(&r))
        .collect()
}

/// Is the page bound there?
fn bound(half: Half, side: Side) -> bool {
    matches!((half, side), (Half::Left, Side::Right) | (Half::Right, Side::Left))
}

/// The bare page seen from one side: `along` it and `deep` into the page.
struct View<'b> {
    bare: &'b GrayImage,
    side: Side,
    length: usize,
    depth: usize,
}

impl View<'_> {
    fn at(&self, along: usize, deep: usize) -> f32 {
        self.grey(along, deep).into()
    }

    fn grey(&self, along: usize, deep: usize) -> u8 {
        let (width, height) = (self.bare.width() as usize, self.bare.height() as usize);
        let (x, y) = match self.side {
            Side::Left => (deep, along),
            Side::Right => (width - 1 - deep, along),
            Side::Top => (along, deep),
            Side::Bottom => (along, height - 1 - deep),
        };
        self.bare.as_raw()[y * width + x]
    }

    fn rect(&self, along: Range<usize>, reach: usize) -> Rect {
        let (from, to) = (along.start as f64, along.end as f64);
        let (reach, w, h) = (reach as f64, f64::from(self.bare.width()), f64::from(self.bare.height()));
        match self.side {
            Side::Left => Rect::new(0.0, from, reach, to),
            Side::Right => Rect::new(w - reach, from, w, to),
            Side::Top => Rect::new(from, 0.0, to, reach),
            Side::Bottom => Rect::new(from, h - reach, to, h),
        }
    }
}

/// Boxes, on the bare paper, of the things that come from a side.
fn on_side(bare: &GrayImage, side: Side, ends: Ends) -> Vec<Rect> {
    let (w, h) = (bare.width() as usize, bare.height() as usize);
    let (length, across) = if matches!(side, Side::Left | Side::Right) { (h, w) } else { (w, h) };
    let view = View { bare, side, length, depth: (across as f64 * DEEPEST) as usize };
    let shorter = w.min(h) as f64;
    if view.depth <= RISE || shorter * LEAST_REACH < 2.0 {
        return Vec::new();
    }
    let papers = papers(&view);
    let begins: Vec<f32> = (0..length).map(|along| begin(&view, along, papers[along]) as f32).collect();
    let line = median_around(&begins);
    let least = shorter * LEAST_REACH;
    let mut found = Vec::new();
    let mut along = 0;
    while along < length {
        let start = along;
        while along < length && f64::from(begins[along] - line[along]) >= least * 0.7 {
            along += 1;
        }
        let thing =
            Thing { view: &view, ends, along: start..along, begins: &begins, line: &line, papers: &papers };
        if along > start && thing.is_one(shorter) {
            found.push(view.rect(start..along, thing.begins[thing.tip()] as usize));
        }
        along += 1;
    }
    found
}

/// Which ends of a side lie in the fold: things lie across it, and no corner is torn there.
#[derive(Debug, Clone, Copy)]
struct Ends {
    first_bound: bool,
    last_bound: bool,
}

impl Ends {
    fn of(half: Half, side: Side) -> Self {
        let across = matches!(side, Side::Top | Side::Bottom);
        Self {
            first_bound: across && bound(half, Side::Left),
            last_bound: across && bound(half, Side::Right),
        }
    }
}

/// Tone of the paper along a side. Where a thing fills the view, the paper around it tells; the shadow of a fold at
/// either end has a tone of its own.
fn papers(view: &View) -> Vec<f32> {
    let own: Vec<f32> = (0..view.length).map(|along| paper(view, along)).collect();
    let shadow = (view.length as f64 * SHADOW) as usize;
    let mut papers = median_around(&own);
    for along in (0..shadow).chain(view.length - shadow..view.length) {
        papers[along] = papers[along].min(own[along]).max(1.0);
    }
    papers
}

/// Tone of the paper further in.
fn paper(view: &View, along: usize) -> f32 {
    let mut tones: Vec<u8> =
        (view.depth / 6..view.depth).step_by(3).map(|deep| view.grey(along, deep)).collect();
    let nth = tones.len() * 6 / 10;
    (*tones.select_nth_unstable(nth).1).into()
}

/// Where the page begins: as far out as its paper goes on without a break.
fn begin(view: &View, along: usize, paper: f32) -> usize {
    let ends = |&deep: &usize| view.at(along, deep) < PAPER * paper;
    (0..view.depth).rev().find(ends).map_or(0, |deep| deep + 1)
}

/// The median over a long stretch around each place.
fn median_around(values: &[f32]) -> Vec<f32> {
    let reach = (values.len() as f64 * STRETCH) as usize;
    let every = (reach / 40).max(1);
    (0..values.len())
        .map(|along| {
            let around = &values[along.saturating_sub(reach)..(along + reach + 1).min(values.len())];
            let mut near: Vec<f32> = around.iter().step_by(every).copied().collect();
            let nth = near.len() / 2;
            *near.select_nth_unstable_by(nth, f32::total_cmp).1
        })
        .collect()
}

/// A stretch of a side where the page begins late.
struct Thing<'v> {
    view: &'v View<'v>,
    ends: Ends,
    along: Range<usize>,
    begins: &'v [f32],
    line: &'v [f32],
    papers: &'v [f32],
}

impl Thing<'_> {
    /// Where it reaches farthest in.
    fn tip(&self) -> usize {
        let deeper = |a: &usize, b: &usize| self.begins[*a].total_cmp(&self.begins[*b]);
        self.along.clone().max_by(deeper).unwrap_or(self.along.start)
    }

    /// Is it as wide, deep, crisp and even as a thing that lies on a page?
    fn is_one(&self, shorter: f64) -> bool {
        let corner = (self.view.length as f64 * CORNER) as usize;
        let tip = self.tip();
        let reach = f64::from(self.begins[tip] - self.line[tip]);
        (self.ends.first_bound || self.along.start >= corner)
            && (self.ends.last_bound || self.along.end + corner <= self.view.length)
            && reach >= shorter * LEAST_REACH
            && self.begins[tip] as usize + RISE < self.view.depth
            && self.is_crisp()
            && self.body().is_some_and(|body| body.is_thing(reach, shorter))
    }

    /// The middle of it: its flanks are shaded.
    fn inner(&self) -> Range<usize> {
        let flank = self.along.len() / 4;
        self.along.start + flank..self.along.end - flank
    }

    /// Is there clear paper right behind most of it?
    fn is_crisp(&self) -> bool {
        let clear = |&a: &usize| {
            let begin = self.begins[a] as usize;
            let deep = begin..(begin + RISE).min(self.view.depth);
            // To the sides as well: a leaning finger is looked along.
            let beside = a.saturating_sub(RISE)..(a + RISE + 1).min(self.view.length);
            deep.into_iter().any(|d| beside.clone().any(|b| self.view.at(b, d) >= CLEAR * self.papers[a]))
        };
        self.inner().filter(clear).count() as f64 >= MOST * self.inner().len() as f64
    }
}
