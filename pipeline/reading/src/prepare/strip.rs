//! The strip that may be cut off the left side of a box: where an edge runs down it, and whether anything of
//! the page can stand in it. Not for telling which side: the picture comes turned.

use register::geometry::Rect;

use super::bands::{BANDS, Bands};
use crate::middle::median;

/// Most that is cut off, share of the width.
const MOST: f64 = 0.3;
/// Less is not worth cutting off.
const LEAST: f64 = 0.006;
/// How far an edge leans over the whole height, share of it: four degrees.
const MOST_LEAN: f64 = 0.07;
/// Share of the bands in which an edge must show.
const ALONG: f64 = 0.85;
/// Least difference of grey across an edge, share of the brighter side.
const LEAST_STEP: f64 = 0.06;
/// Least darkness of a fold against the paper at both its sides, share of that.
const LEAST_DIP: f64 = 0.08;
/// Darkness from which a thin line is rather a rule, share of the paper.
const RULE_DEPTH: f64 = 0.2;
/// Widest strip that may be another page's, share of the width.
const WIDEST_SLIVER: f64 = 0.25;
/// Widest strip that is cut off at a mere fold.
const WIDEST_FOLDED: f64 = 0.1;
/// Share of a sliver's rows of text that break off at the border of the scan.
const BROKEN_OFF: f64 = 0.25;
/// How many do at least, of 64 down the page: a tear in the paper's edge looks like one or two.
const BROKEN_ROWS: usize = 8;
/// Nearer to the border than this no page's own text stands, share of the width.
const AT_BORDER: f64 = 0.008;
/// From this difference of grey on, share of the brighter, a bare strip may be bed or another leaf.
const OTHER_GREY: f64 = 0.12;
/// From this one on it is surely no paper of this page: margins in shadow, with their notes, differ by up to a third.
const NO_PAPER: f64 = 0.5;
/// Parts of the width that lie right beside an edge: narrower than a margin.
const BESIDE: usize = 40;
/// The cut is put so much farther out, share of the width: a form's frame may stand at the very edge.
const OUTWARD: f64 = 0.012;
/// Specks that look like text in what is surely no paper, share of all text.
const SPECKS: f64 = 0.02;
/// Such specks at most.
const MOST_SPECKS: f64 = 20.0;

/// A line down a side: where it meets the box's ends, pixels from that side.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Cut {
    pub(super) start: f64,
    pub(super) end: f64,
}

impl Cut {
    fn at(&self, share: f64) -> f64 {
        self.start + (self.end - self.start) * share
    }

    fn middle(&self) -> f64 {
        self.at(0.5)
    }
}

/// How an edge shows in a column of a band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Brighter inside.
    Rise,
    /// Darker inside.
    Fall,
    /// A dark line between two papers.
    Fold,
}

const KINDS: [Kind; 3] = [Kind::Rise, Kind::Fall, Kind::Fold];

/// One side of a box, turned to the left.
pub(super) struct Seen {
    bands: Bands,
    text: Vec<Rect>,
    paper: f64,
    height: f64,
    sliver: bool,
}

impl Seen {
    /// `text` lies in pixels of the box; a sliver of another page may be here only where `sliver` says so.
    pub(super) fn new(bands: Bands, text: Vec<Rect>, height: f64, sliver: bool) -> Self {
        let paper = bands.paper_level();
        Self { bands, text, paper, height, sliver }
    }

    /// The innermost edge outside which nothing of the page stands.
    pub(super) fn cut(&self) -> Option<Cut> {
        let width = self.bands.width as f64;
        let marks = KINDS.map(|kind| self.marks(kind));
        let shown = marks.each_ref().map(|marks| self.columns_shown(marks));
        let (most, least) = ((MOST * width) as usize, (LEAST * width).ceil() as usize);
        let mut refused = usize::MAX;
        for x in (least..most).rev() {
            // One edge shows over a few columns; its best place is looked for once.
            if refused.saturating_sub(x) < self.blur() && refused != usize::MAX {
                continue;
            }
            for ((kind, marks), shown) in KINDS.iter().zip(&marks).zip(&shown) {
                if !shown.get(x).is_some_and(|&shown| shown) || self.best(marks, x..x + 1).is_none() {
                    continue;
                }
                let from = x.saturating_sub(self.blur()).max(least);
                let Some(cut) = self.best(marks, from..x + 1) else { continue };
                if self.may_go(cut, *kind) {
                    return Some(self.outward(cut));
                }
                refused = x;
            }
        }
        None
    }

    /// Columns near which enough bands show something for any line through them to be an edge; looking at the
    /// others would take most of the time.
    fn columns_shown(&self, marks: &[Vec<f32>]) -> Vec<bool> {
        let reach = self.most_lean() + 1;
        let width = marks.iter().map(Vec::len).max().unwrap_or(0);
        let mut bands = vec![0usize; width];
        for marks in marks {
            let mut counted = 0;
            for (x, _) in marks.iter().enumerate().filter(|(_, shown)| **shown > 0.0) {
                let near = x.saturating_sub(reach).max(counted)..(x + reach + 1).min(width);
                counted = near.end.max(counted);
                bands[near].iter_mut().for_each(|count| *count += 1);
            }
        }
        bands.iter().map(|&count| count as f64 >= ALONG * BANDS as f64).collect()
    }

    /// How far an edge leans over half the height, pixels.
    fn most_lean(&self) -> usize {
        (MOST_LEAN * self.height / 2.0) as usize
    }

    /// Columns an edge is spread over.
    fn blur(&self) -> usize {
        (self.bands.width / 60).max(4)
    }

    /// A little outward, so that an edge that bows, and a rule beside it, is not cut.
    fn outward(&self, cut: Cut) -> Cut {
        let by = (2.0 * self.tolerance() as f64 + 1.0).max(OUTWARD * self.bands.width as f64);
        Cut { start: cut.start - by, end: cut.end - by }
    }

    fn tolerance(&self) -> usize {
        (self.bands.width / 400).max(1)
    }

    /// How strongly each column of each band shows such an edge, within the tolerance; 0 where it does not.
    fn marks(&self, kind: Kind) -> Vec<Vec<f32>> {
        let reach = self.tolerance();
        let spread = |seen: Vec<f32>| -> Vec<f32> {
            // Most bands show nothing of most kinds.
            if seen.iter().all(|&shown| shown == 0.0) {
                return seen;
            }
            let near = |x: usize| &seen[x.saturating_sub(reach)..(x + reach + 1).min(seen.len())];
            (0..seen.len()).map(|x| near(x).iter().copied().fold(0.0, f32::max)).collect()
        };
        (0..BANDS).map(|band| spread(self.shown(band, kind))).collect()
    }

    fn shown(&self, band: usize, kind: Kind) -> Vec<f32> {
        let width = self.bands.width;
        let (near, wide, far) = ((width / 500).max(1), (width / 60).max(4), (width / 25).max(6));
        let (usual, paper) = (&self.bands.usual[band], &self.bands.paper[band]);
        // The brightest of a stretch is its paper, whatever rules and letters stand there.
        let (beside, around) = (tops(paper, wide), tops(usual, far - near));
        let stretch = |tops: &[u8], all: &[u8], from: Option<usize>, to: usize| match from {
            Some(from) => f64::from(tops[from]),
            None => f64::from(all[..to].iter().copied().max().unwrap_or(0)),
        };
        let floor = (0.3 * self.paper).max(1.0);
        let most = (MOST * width as f64) as usize + wide;
        let shown = |x: usize| {
            if x < near + 2 || x + far >= width {
                return 0.0;
            }
            if kind == Kind::Fold {
                let out = stretch(&around, usual, x.checked_sub(far), x - near);
                let paper = out.min(f64::from(around[x + near]));
                let dip = 1.0 - f64::from(usual[x]) / paper.max(1.0);
                let aside = f64::from(usual[x.saturating_sub(near + 2)].min(usual[x + near + 2]));
                let rule = dip > RULE_DEPTH && aside > 0.9 * paper;
                return if paper > 0.5 * self.paper && dip >= LEAST_DIP && !rule { dip } else { 0.0 };
            }
            let out = stretch(&beside, paper, x.checked_sub(near + wide), x - near);
            let inside = f64::from(beside[x + near]);
            let rise = (inside - out) / inside.max(out).max(floor);
            let step = if kind == Kind::Rise { rise } else { -rise };
            if step >= LEAST_STEP { step } else { 0.0 }
        };
        (0..most).map(|x| shown(x) as f32).collect()
    }

    /// The line through `columns`, at half height, that shows best of those that show along the side.
    fn best(&self, marks: &[Vec<f32>], columns: std::ops::Range<usize>) -> Option<Cut> {
        let lean = self.most_lean() as i32;
        let mut best = (0.0, None);
        for x in columns {
            for half in -lean..=lean {
                let cut = Cut { start: x as f64 - f64::from(half), end: x as f64 + f64::from(half) };
                let (mut along, mut sum) = (0, 0.0);
                for (band, marks) in marks.iter().enumerate() {
                    // The nearest column: half more, and what is beyond the whole left off.
                    let at = cut.at((band as f64 + 0.5) / BANDS as f64) + 0.5;
                    let shown = if at <= 0.0 { 0.0 } else { marks.get(at as usize).copied().unwrap_or(0.0) };
                    along += usize::from(shown > 0.0);
                    sum += shown;
                }
                if along as f64 >= ALONG * BANDS as f64 && sum > best.0 {
                    best = (sum, Some(cut));
                }
            }
        }
        best.1
    }

    /// May the strip outside the cut go, with all that stands in it?
    fn may_go(&self, cut: Cut, kind: Kind) -> bool {
        let width = self.bands.width as f64;
        let clear = (0.004 * width).max(2.0);
        let line = |t: &Rect| cut.at(t.centre().y / self.height);
        let crossing =
            self.text.iter().filter(|t| t.left < line(t) - clear && t.right > line(t) + clear).count();
        let outside: Vec<&Rect> = self.text.iter().filter(|t| t.right <= line(t) + clear).collect();
        let difference = self.difference(cut, usize::MAX);
        // Beyond a margin may lie a bed darker than all of it.
        let no_paper =
            difference >= NO_PAPER && self.difference(cut, (self.bands.width / BESIDE).max(1)) >= NO_PAPER;
        let specks = (SPECKS * self.text.len() as f64).min(MOST_SPECKS);
        let bare = difference >= OTHER_GREY && outside.is_empty();
        if crossing == 0 && (bare || no_paper && outside.len() as f64 <= specks) {
            return kind != Kind::Fold || cut.middle() < WIDEST_FOLDED * width;
        }
        self.sliver && crossing == 0 && cut.middle() < WIDEST_SLIVER * width && self.breaks_off(&outside)
    }

    /// Do lines of this text begin beyond the border of the picture, as another page's do?
    fn breaks_off(&self, text: &[&Rect]) -> bool {
        const ROWS: usize = 64;
        let (mut filled, mut broken) = ([false; ROWS], [false; ROWS]);
        for t in text {
            let row = (t.centre().y / self.height * ROWS as f64) as usize;
            filled[row.min(ROWS - 1)] = true;
            broken[row.min(ROWS - 1)] |= t.left <= AT_BORDER * self.bands.width as f64;
        }
        let count = |rows: &[bool; ROWS]| rows.iter().filter(|&&r| r).count();
        count(&broken) >= BROKEN_ROWS && count(&broken) as f64 >= BROKEN_OFF * count(&filled) as f64
    }

    /// How much the strip's grey, at most so many pixels out, differs from that inside, share of the brighter.
    fn difference(&self, cut: Cut, out: usize) -> f64 {
        let reach = self.bands.width / 10;
        let (mut outside, mut inside) = (Vec::new(), Vec::new());
        for (band, paper) in self.bands.paper.iter().enumerate() {
            let at = (cut.at((band as f64 + 0.5) / BANDS as f64).max(0.0) as usize).min(paper.len());
            let end = at.saturating_sub(2);
            outside.extend_from_slice(&paper[end.saturating_sub(out)..end]);
            inside.extend_from_slice(&paper[(at + 2).min(paper.len())..(at + reach).min(paper.len())]);
        }
        let usual = |greys: Vec<u8>| median(greys.into_iter().map(f64::from));
        let (Some(outside), Some(inside)) = (usual(outside), usual(inside)) else { return 0.0 };
        (outside - inside).abs() / outside.max(inside).max(1.0)
    }
}

/// At each place the greatest of it and those after it, `length` in all.
fn tops(values: &[u8], length: usize) -> Vec<u8> {
    let (mut tops, mut seen) = (values.to_vec(), 1);
    while seen < length.min(values.len()) {
        let step = seen.min(length - seen);
        let ahead = tops[step..].to_vec();
        tops.iter_mut().zip(ahead).for_each(|(top, ahead)| *top = ahead.max(*top));
        seen += step;
    }
    tops
}
