//! Rulings: long thin strokes across or down the page, through small breaks. Not for cells: [`super::grid`]
//! makes those. A row of dots is no rule.

use std::mem;

use image::GrayImage;

use super::blobs::{connected, letter_height};
use crate::prepare::binarize::Ink;

/// Breaks inside a run, pixels: grain of paper and faint print, narrower than between dots of a leader.
const BREAK: usize = 2;
/// Shortest run that can be part of a rule, share of the shorter side: longer than strokes of letters.
const RUN_SHARE: f64 = 0.018;
/// Thickest rule, share of the shorter side; thicker is a picture or the edge of the page.
const THICKEST_SHARE: f64 = 0.01;
/// Shortest rule, share of the side it runs along.
const SHORTEST_SHARE: f64 = 0.035;
/// Shortest rule that is taken out of the text, share of the side it runs along.
const ERASED_SHARE: f64 = 0.06;
/// How far a rule may stray from the straight line between its ends: pixels, and share of its length.
const STRAY: (f64, f64) = (3.0, 0.015);
/// How much darker than the paper at either side a rule is, grey values: the edge of a page has paper on one
/// side only.
const LEAST_CONTRAST: i32 = 8;
/// Share of a rule that must have paper at both sides.
const BETWEEN_PAPER: f64 = 0.5;
/// Shortest rule, letter heights: stems of aligned letters in lines one below the other are shorter each, and
/// between them lies paper.
const LEAST_LETTERS: f64 = 3.0;
/// Part of a rule that is ink where no stretch of it is that long: a row of dashes has less.
const LEAST_COVERED: f64 = 0.85;
/// Highest letter that is believed, share of the shorter side: joined handwriting has blobs of any height.
const TALLEST_LETTER: f64 = 0.02;
/// Distance between points that describe a rule's course, pixels.
const PACE: f64 = 24.0;

/// A rule, described along its own direction: `along` is x for a rule across the page, y for one down it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rule {
    /// Course: (along, across), ascending.
    pub(super) course: Vec<(f64, f64)>,
    /// Mean thickness, pixels.
    pub(super) thickness: f64,
    /// Stretches of it that are ink: from, to.
    pub(super) inked: Vec<(f64, f64)>,
}

impl Rule {
    pub(super) fn from(&self) -> f64 {
        self.course[0].0
    }

    pub(super) fn to(&self) -> f64 {
        self.course[self.course.len() - 1].0
    }

    pub(super) fn length(&self) -> f64 {
        self.to() - self.from()
    }

    fn covered(&self) -> f64 {
        self.inked.iter().map(|part| part.1 - part.0).sum()
    }

    /// The longest stretch that is ink.
    fn longest(&self) -> f64 {
        self.inked.iter().map(|part| part.1 - part.0).fold(0.0, f64::max)
    }

    /// Is there ink within `near` of this place along it?
    pub(super) fn is_inked(&self, along: f64, near: f64) -> bool {
        self.inked.iter().any(|part| part.0 - near <= along && along <= part.1 + near)
    }

    /// Where the rule stands across at `along`; beyond its ends it goes on level.
    pub(super) fn at(&self, along: f64) -> f64 {
        let course = &self.course;
        let next = course.partition_point(|p| p.0 < along);
        if next == 0 {
            return course[0].1;
        }
        if next == course.len() {
            return course[next - 1].1;
        }
        let (a, b) = (course[next - 1], course[next]);
        if b.0 - a.0 < 1e-9 { b.1 } else { a.1 + (b.1 - a.1) * (along - a.0) / (b.0 - a.0) }
    }
}

/// All rules of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Rules {
    pub(super) across: Vec<Rule>,
    pub(super) down: Vec<Rule>,
}

/// The rules of a page's ink; `gray` is the picture the ink was found in.
pub(super) fn find(ink: &Ink, gray: &GrayImage) -> Rules {
    let shorter = ink.width.min(ink.height) as f64;
    let letter = letter_height(&connected(ink)).min(TALLEST_LETTER * shorter);
    let mut across = strokes(ink, shorter, letter);
    let mut down = strokes(&transposed(ink), shorter, letter);
    across.retain(|r| lies_between_paper(r, |along, across| gray_at(gray, along, across)));
    down.retain(|r| lies_between_paper(r, |along, across| gray_at(gray, across, along)));
    Rules { across, down }
}

fn gray_at(gray: &GrayImage, x: f64, y: f64) -> Option<i32> {
    let inside = x >= 0.0 && y >= 0.0 && x < f64::from(gray.width()) && y < f64::from(gray.height());
    inside.then(|| i32::from(gray.get_pixel(x as u32, y as u32).0[0]))
}

/// Is the rule darker than what lies to both its sides?
fn lies_between_paper(rule: &Rule, gray: impl Fn(f64, f64) -> Option<i32>) -> bool {
    const EVERY: usize = 6;
    let near = rule.thickness / 2.0 + 1.5;
    let (mut all, mut between) = (0.0, 0.0);
    for along in (rule.from() as usize..rule.to() as usize).step_by(EVERY) {
        let along = along as f64 + 0.5;
        let middle = rule.at(along);
        let side = |sign: f64| {
            (0..5).filter_map(|i| gray(along, middle + sign * (near + f64::from(i)))).max().unwrap_or(0)
        };
        let own = [-1.0, 0.0, 1.0].iter().filter_map(|d| gray(along, middle + d)).min().unwrap_or(255);
        all += 1.0;
        between += f64::from(u8::from(side(-1.0).min(side(1.0)) - own >= LEAST_CONTRAST));
    }
    between >= BETWEEN_PAPER * all
}

/// Ink with rows and columns exchanged, in blocks that stay in the cache.
fn transposed(ink: &Ink) -> Ink {
    const BLOCK: usize = 32;
    let mut out = Ink::none(ink.height, ink.width);
    for top in (0..ink.height).step_by(BLOCK) {
        for left in (0..ink.width).step_by(BLOCK) {
            for y in top..(top + BLOCK).min(ink.height) {
                for x in left..(left + BLOCK).min(ink.width) {
                    out.dots[x * ink.height + y] = ink.dots[y * ink.width + x];
                }
            }
        }
    }
    out
}

/// A run of ink in one row: from, to (outside), ink dots.
#[derive(Debug, Clone, Copy)]
struct Run {
    y: usize,
    from: usize,
    to: usize,
    dots: usize,
}

fn strokes(ink: &Ink, shorter: f64, letter: f64) -> Vec<Rule> {
    let least = (shorter * RUN_SHARE).max(16.0) as usize;
    let thickest = (shorter * THICKEST_SHARE).max(5.0);
    let shortest = (ink.width as f64 * SHORTEST_SHARE).max(least as f64 * 1.5);
    let pieces: Vec<Rule> =
        bundles(runs(ink, least)).into_iter().filter_map(|b| piece(&b, thickest)).collect();
    join(pieces, least as f64)
        .into_iter()
        .filter(|r| r.length() >= shortest && r.covered() >= 0.55 * r.length() && is_straight(r))
        .filter(|r| !is_letters(r, letter))
        .collect()
}

/// Is it the stems of letters that stand below each other, or their bars one beside the other?
fn is_letters(rule: &Rule, letter: f64) -> bool {
    let least = LEAST_LETTERS * letter;
    rule.length() < least || (rule.longest() < least && rule.covered() < LEAST_COVERED * rule.length())
}

fn runs(ink: &Ink, least: usize) -> Vec<Run> {
    let mut found = Vec::new();
    for y in 0..ink.height {
        let row = ink.row(y);
        let mut x = 0;
        while x < row.len() {
            let Some(skip) = row[x..].iter().position(|&d| d != 0) else { break };
            let from = x + skip;
            let (mut to, mut dots, mut at) = (from, 0, from);
            while at < row.len() && at - to <= BREAK {
                if row[at] != 0 {
                    to = at + 1;
                    dots += 1;
                }
                at += 1;
            }
            if to - from >= least && dots * 4 >= (to - from) * 3 {
                found.push(Run { y, from, to, dots });
            }
            x = to.max(from + 1);
        }
    }
    found
}

/// Runs that touch those of the rows above or below.
fn bundles(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut open: Vec<Vec<Run>> = Vec::new();
    let mut done = Vec::new();
    for run in runs {
        let (kept, closed): (Vec<_>, Vec<_>) =
            mem::take(&mut open).into_iter().partition(|b| b.last().is_some_and(|r| r.y + 2 >= run.y));
        done.extend(closed);
        open = kept;
        let touching: Vec<usize> = (0..open.len())
            .filter(|&i| {
                open[i]
                    .iter()
                    .rev()
                    .take_while(|r| r.y + 2 >= run.y)
                    .any(|r| r.from < run.to && run.from < r.to)
            })
            .collect();
        match touching.split_first() {
            None => open.push(vec![run]),
            Some((&first, rest)) => {
                for &other in rest.iter().rev() {
                    let mut merged = open.remove(other);
                    merged.append(&mut open[first]);
                    merged.sort_by_key(|r| r.y);
                    open[first] = merged;
                }
                open[first].push(run);
            }
        }
    }
    done.extend(open);
    done
}

/// A bundle as a rule, if it is thin.
fn piece(bundle: &[Run], thickest: f64) -> Option<Rule> {
    let from = bundle.iter().map(|r| r.from).min()?;
    let to = bundle.iter().map(|r| r.to).max()?;
    let length = (to - from) as f64;
    let dots: usize = bundle.iter().map(|r| r.dots).sum();
    let thickness = dots as f64 / length;
    if thickness > thickest {
        return None;
    }
    let paces = (length / PACE).ceil().max(1.0) as usize;
    let mut sums = vec![(0.0, 0.0); paces];
    for run in bundle {
        let place = |x: usize| (((x - from) as f64 / length * paces as f64) as usize).min(paces - 1);
        for sum in &mut sums[place(run.from)..=place(run.to - 1)] {
            *sum = (sum.0 + run.y as f64 + 0.5, sum.1 + 1.0);
        }
    }
    let middle = |i: usize| from as f64 + (i as f64 + 0.5) * length / paces as f64;
    let mut course: Vec<(f64, f64)> =
        (0..paces).filter(|&i| sums[i].1 > 0.0).map(|i| (middle(i), sums[i].0 / sums[i].1)).collect();
    let (first, last) = (*course.first()?, *course.last()?);
    course.insert(0, (from as f64, first.1));
    course.push((to as f64, last.1));
    Some(Rule { course, thickness, inked: vec![(from as f64, to as f64)] })
}

/// Pieces of one rule joined over breaks: near in direction, level with each other.
fn join(mut pieces: Vec<Rule>, least: f64) -> Vec<Rule> {
    pieces.sort_by(|a, b| a.from().total_cmp(&b.from()));
    let mut joined: Vec<Rule> = Vec::new();
    for piece in pieces {
        let fits = |r: &Rule| {
            let gap = piece.from() - r.to();
            let reach = (3.0 * least).max(0.25 * r.length().min(piece.length() * 4.0));
            let off = (piece.course[0].1 - ends_at(r, piece.from())).abs();
            gap > -least && gap < reach && off < 4.0 + 0.02 * gap.max(0.0)
        };
        let best = joined
            .iter_mut()
            .filter(|r| fits(r))
            .min_by(|a, b| (piece.from() - a.to()).abs().total_cmp(&(piece.from() - b.to()).abs()));
        match best {
            Some(rule) => extend(rule, piece),
            None => joined.push(piece),
        }
    }
    joined
}

/// Where a rule would stand further on, by the direction of its last part.
fn ends_at(rule: &Rule, along: f64) -> f64 {
    let last = rule.course[rule.course.len() - 1];
    let back = last.0 - (6.0 * PACE).min(rule.length());
    let slope = if last.0 - back > 2.0 * PACE { (last.1 - rule.at(back)) / (last.0 - back) } else { 0.0 };
    last.1 + slope.clamp(-0.03, 0.03) * (along - last.0)
}

fn extend(rule: &mut Rule, piece: Rule) {
    let (a, b) = (rule.length(), piece.length());
    rule.thickness = (rule.thickness * a + piece.thickness * b) / (a + b);
    rule.inked.extend(&piece.inked);
    let end = rule.to();
    rule.course.extend(piece.course.into_iter().filter(|p| p.0 > end));
}

fn is_straight(rule: &Rule) -> bool {
    let (first, last) = (rule.course[0], rule.course[rule.course.len() - 1]);
    let slope = (last.1 - first.1) / (last.0 - first.0).max(1.0);
    let limit = STRAY.0 + STRAY.1 * rule.length();
    slope.abs() < 0.05 && rule.course.iter().all(|p| (p.1 - first.1 - slope * (p.0 - first.0)).abs() < limit)
}

/// Takes the rules out of the ink, so that what is left is text. Short ones stay: they may be strokes of
/// letters.
pub(super) fn erase(ink: &mut Ink, rules: &Rules) {
    let (width, height) = (ink.width as i64, ink.height as i64);
    for rule in rules.across.iter().filter(|r| r.length() >= ERASED_SHARE * width as f64) {
        let reach = (rule.thickness / 2.0 + 1.5).ceil() as i64;
        for x in rule.from() as i64..rule.to() as i64 {
            let y = rule.at(x as f64 + 0.5) as i64;
            wipe(ink, reach, |step| {
                let y = y + step;
                (x >= 0 && x < width && y >= 0 && y < height).then(|| (y * width + x) as usize)
            });
        }
    }
    for rule in rules.down.iter().filter(|r| r.length() >= ERASED_SHARE * height as f64) {
        let reach = (rule.thickness / 2.0 + 1.5).ceil() as i64;
        for y in rule.from() as i64..rule.to() as i64 {
            let x = rule.at(y as f64 + 0.5) as i64;
            wipe(ink, reach, |step| {
                let x = x + step;
                (x >= 0 && x < width && y >= 0 && y < height).then(|| (y * width + x) as usize)
            });
        }
    }
}

/// Wipes the rule's thickness unless ink goes on at both sides: there a letter crosses it.
fn wipe(ink: &mut Ink, reach: i64, place: impl Fn(i64) -> Option<usize>) {
    let dark = |step: i64| place(step).is_some_and(|at| ink.dots[at] != 0);
    if dark(-reach - 1) && dark(reach + 1) {
        return;
    }
    for step in -reach..=reach {
        if let Some(at) = place(step) {
            ink.dots[at] = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(ink: &Ink) -> Rules {
        let gray = ink.dots.iter().map(|&d| if d == 0 { 220 } else { 40 }).collect();
        find(ink, &GrayImage::from_raw(ink.width as u32, ink.height as u32, gray).unwrap())
    }

    fn ink_of(dark: impl Fn(usize, usize) -> bool) -> Ink {
        let mut ink = Ink::none(800, 600);
        for y in 0..600 {
            for x in 0..800 {
                ink.dots[y * 800 + x] = u8::from(dark(x, y));
            }
        }
        ink
    }

    #[test]
    fn a_broken_leaning_rule_is_one_rule() {
        let found =
            found(&ink_of(|x, y| y == 200 + x / 100 && (100..700).contains(&x) && !(300..318).contains(&x)));
        assert_eq!((found.across.len(), found.down.len()), (1, 0));
        let rule = &found.across[0];
        assert!((rule.from() - 100.0).abs() < 2.0 && (rule.to() - 700.0).abs() < 2.0);
        assert!((rule.at(650.0) - 206.5).abs() < 1.0);
    }

    #[test]
    fn a_dotted_leader_is_no_rule() {
        assert_eq!(found(&ink_of(|x, y| (200..203).contains(&y) && x % 9 < 3)), Rules::default());
    }

    #[test]
    fn stems_of_letters_below_each_other_are_no_rule() {
        // Lines of verse: letters 24 high, 34 apart, each line beginning with an upright stroke.
        let stems = ink_of(|x, y| (y % 34) < 24 && x >= 100 && x < 500 && (x - 100) % 20 < 4);
        assert_eq!(found(&stems), Rules::default());
    }

    #[test]
    fn a_black_picture_is_no_rule() {
        assert_eq!(
            found(&ink_of(|x, y| (100..400).contains(&x) && (100..300).contains(&y))),
            Rules::default()
        );
    }

    #[test]
    fn erasing_a_rule_leaves_the_letter_that_crosses_it() {
        let mut ink = ink_of(|x, y| y == 200 || ((398..402).contains(&x) && (188..212).contains(&y)));
        let rules = found(&ink);
        erase(&mut ink, &rules);
        assert!(!ink.at(100, 200) && ink.at(400, 200) && ink.at(400, 190));
    }
}
