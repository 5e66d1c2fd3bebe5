//! Dark lines that run down a picture: shadows and folds, told from printed rules. Not for deciding whether one
//! is a gutter.

use register::geometry::Rect;

use super::bands::{BANDS, Bands};
use crate::layout::blobs::Blob;

/// Where a gutter may lie, share of the width.
const MIDDLE: std::ops::Range<f64> = 0.36..0.64;
/// How far a gutter leans over the whole height, share of it: four degrees.
const MOST_LEAN: f64 = 0.07;
/// How much darker than the paper at both sides a gutter is, share of that.
const LEAST_DEPTH: f64 = 0.025;
/// Depth that counts no further, so that a black rule is no better a gutter than a pale fold.
const CAP: f64 = 0.16;
/// Share of the bands with paper on both sides that must show the gutter.
const ALONG: f64 = 0.85;
/// Share of the bands that must have paper on both sides.
const JUDGED: f64 = 0.6;
/// What lying darkest at both ends counts, against showing in every band.
const ENDS: f64 = 0.2;
/// Depth from which a thin line is rather a rule.
const RULE_DEPTH: f64 = 0.35;
/// Width within which the paper beside a rule is white again, share of the width.
const RULE_WIDTH: f64 = 0.008;
/// Share of a rule's darkness that is gone within that width.
const RECOVERED: f64 = 0.6;
/// What being a rule in all bands counts against showing in every band.
const RULE_AGAINST: f64 = 0.2;
/// Least grey of paper beside a gutter, share of the usual: what is darker is bed or cover.
const PAPER: f64 = 0.6;
/// How much lighter than the darkest column near it a column on the floor of a shadow is, share of the paper.
const ON_FLOOR: f64 = 0.02;
/// Nearer to a gutter nothing is written, share of the width; rules stand as near to their text.
const TOUCHING: f64 = 0.007;
/// What each letter or word that touches a line counts against showing in every band.
pub(super) const TOUCHED: f64 = 0.005;

/// A straight line down all bands.
pub(super) struct Line {
    /// Columns at top and bottom.
    pub(super) start: f64,
    pub(super) end: f64,
    /// How well it shows.
    pub(super) score: f64,
    /// Share of the bands in which it is rather a rule.
    pub(super) rule: f64,
    /// Bands at the end where it shows latest in which it does not.
    pub(super) short: usize,
}

impl Line {
    /// The column it meets in the middle of a band.
    pub(super) fn at(&self, band: usize) -> f64 {
        self.start + (self.end - self.start) * (band as f64 + 0.5) / BANDS as f64
    }

    /// Letters and words that stand on the line or touch it.
    pub(super) fn touched(&self, text: &[Blob], rect: &Rect) -> usize {
        let reach = rect.width() * TOUCHING;
        let touches = |b: &&Blob| {
            let y = (b.centre().1 - rect.top) / rect.height().max(1.0);
            let x = rect.left + self.start + (self.end - self.start) * y + 0.5;
            (0.0..1.0).contains(&y) && f64::from(b.left) < x + reach && f64::from(b.right) > x - reach
        };
        text.iter().filter(touches).count()
    }
}

/// How much darker each column of each band is than the paper at both its sides, share of that; `None` where
/// there is no paper.
pub(super) struct Dips {
    width: usize,
    of: Vec<Vec<Option<f32>>>,
    /// Where a column is rather a rule, or blurs beside one.
    rules: Vec<Vec<bool>>,
}

impl Dips {
    pub(super) fn of(bands: &Bands) -> Self {
        let level = bands.paper_level();
        let (of, rules) =
            bands.usual.iter().zip(&bands.paper).map(|(usual, paper)| depths(usual, paper, level)).unzip();
        Self { width: bands.width, of, rules }
    }

    /// The straight lines down all bands, the best through each column at half height.
    pub(super) fn lines(&self, height: f64) -> impl Iterator<Item = Line> + '_ {
        let width = self.width as f64;
        let lean = (height * MOST_LEAN / 2.0) as i32;
        let middles = (width * MIDDLE.start) as i32..(width * MIDDLE.end) as i32;
        middles.filter_map(move |middle| {
            (-lean..=lean)
                .filter_map(|half| self.along(f64::from(middle - half), f64::from(middle + half)))
                .max_by(|a, b| a.score.total_cmp(&b.score))
        })
    }

    /// How well a line shows; `None` where it is no gutter.
    fn along(&self, start: f64, end: f64) -> Option<Line> {
        let mut judged = [(0f32, 0usize); BANDS];
        let (mut count, mut rule) = (0, 0.0);
        for band in 0..BANDS {
            let x = (start + (end - start) * (band as f64 + 0.5) / BANDS as f64).round() as usize;
            if let Some(depth) = self.deepest(band, x, self.width / 400) {
                judged[count] = (depth, band);
                count += 1;
                rule += f64::from(u8::from(self.rules[band][x]));
            }
        }
        let judged = &judged[..count];
        let shows = |&(depth, _): &(f32, usize)| f64::from(depth) >= LEAST_DEPTH;
        let seen = judged.iter().filter(|j| shows(j)).count() as f64;
        if (count as f64) < JUDGED * BANDS as f64 || seen < ALONG * count as f64 {
            return None;
        }
        let capped: f64 = judged.iter().map(|&(d, _)| f64::from(d).min(CAP)).sum();
        let first = judged.windows(2).position(|pair| pair.iter().all(shows))?;
        let last = count - judged.windows(2).rposition(|pair| pair.iter().all(shows))? - 2;
        Some(Line {
            start,
            end,
            // A gutter shows longer than any rule beside it, and where two show as long it is the darker.
            score: seen / BANDS as f64 + capped / count as f64 - RULE_AGAINST * rule / count as f64,
            rule: rule / count as f64,
            short: first.max(last),
        })
    }

    fn deepest(&self, band: usize, x: usize, reach: usize) -> Option<f32> {
        let depths = &self.of[band];
        let near = depths.get(x.saturating_sub(reach)..(x + reach + 1).min(depths.len()))?;
        near.iter().flatten().copied().reduce(f32::max)
    }

    /// The line near `coarse` that best goes through what is darkest in the uppermost and lowest bands. There
    /// rules have ended, and the fold alone is left.
    pub(super) fn refined(&self, coarse: Line, touched: impl Fn(&Line) -> usize) -> Line {
        let reach = (self.width / 50) as i32;
        let score = |line: &Line| line.score + ENDS * self.at_ends(line) - TOUCHED * touched(line) as f64;
        let near = |from: f64| (-reach..=reach).map(move |by| from + f64::from(by));
        near(coarse.start)
            .flat_map(|start| near(coarse.end).map(move |end| (start, end)))
            .filter_map(|(start, end)| self.along(start, end))
            .map(|line| (score(&line), line))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map_or(coarse, |best| best.1)
    }

    /// How near the darkest column a line lies in the outermost bands that show anything: 0 to 1.
    fn at_ends(&self, line: &Line) -> f64 {
        let around = self.width / 40 + 1;
        let share = |band: usize| {
            let x = line.at(band).round() as usize;
            let best = self.deepest(band, x, around)?;
            let here = self.deepest(band, x, self.width / 400)?;
            (f64::from(best) >= 2.0 * LEAST_DEPTH).then(|| f64::from(here / best))
        };
        let first = (0..BANDS / 4).find_map(share).unwrap_or(0.0);
        let last = (0..BANDS / 4).find_map(|band| share(BANDS - 1 - band)).unwrap_or(0.0);
        (first + last) / 2.0
    }
}

/// Dips of a band, and where they are a rule's. Rules, and what blurs beside them, count little, so that a
/// pale fold next to one is seen.
fn depths(usual: &[u8], paper: &[u8], level: f64) -> (Vec<Option<f32>>, Vec<bool>) {
    const BLUR: usize = 2;
    let mut depths: Vec<Option<f32>> = (0..usual.len()).map(|x| depth(usual, x, level)).collect();
    let mut rules = vec![false; usual.len()];
    for x in 0..usual.len() {
        if depths[x].is_some_and(|d| f64::from(d) > RULE_DEPTH) && is_thin(usual, paper, x) {
            rules[x - BLUR..=x + BLUR].fill(true);
        }
    }
    for (depth, _) in depths.iter_mut().zip(&rules).filter(|(_, rule)| **rule) {
        *depth = depth.map(|d| d.min((CAP / 4.0) as f32));
    }
    (depths, rules)
}

fn depth(usual: &[u8], x: usize, level: f64) -> Option<f32> {
    let (near, far) = (usual.len() / 140 + 1, usual.len() / 14);
    if x < far || x + far >= usual.len() {
        return None;
    }
    let paper = brightest(&usual[x - far..x - near]).min(brightest(&usual[x + near..x + far]));
    if paper < PAPER * level {
        return None;
    }
    let around = usual.len() / 300 + 1;
    // Only the floor of a shadow: from its flanks a line could pass over to a rule beside it.
    let floor = usual[x - around..=x + around].iter().copied().min().unwrap_or(0);
    let on_floor = f64::from(usual[x] - floor) <= ON_FLOOR * paper;
    Some(if on_floor { (1.0 - f64::from(usual[x]) / paper.max(1.0)).max(0.0) as f32 } else { 0.0 })
}

/// Is the paper much brighter again close to both sides of a dark column?
fn is_thin(usual: &[u8], paper: &[u8], x: usize) -> bool {
    let far = paper.len() / 14;
    let aside = ((paper.len() as f64 * RULE_WIDTH) as usize).max(2);
    let dark = f64::from(usual[x]);
    let again = |near: &[u8], all: &[u8]| brightest(near) - dark > RECOVERED * (brightest(all) - dark);
    again(&paper[x - aside..x - 1], &paper[x - far..x])
        && again(&paper[x + 2..=x + aside], &paper[x..x + far])
}

pub(super) fn brightest(part: &[u8]) -> f64 {
    f64::from(part.iter().copied().max().unwrap_or(0))
}
