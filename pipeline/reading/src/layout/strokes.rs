//! Long thin strokes along the rows of a picture: runs of ink bundled, joined over breaks, and told from aligned
//! letters. Not for what lies beside them: see `rules`, which also asks for them down the page.

use std::mem;

use super::{joining::join, rules::Rule};
use crate::prepare::binarize::Ink;

/// Breaks inside a run, pixels: grain of paper and faint print, narrower than between dots of a leader.
const BREAK: usize = 2;
/// Shortest run that can be part of a rule, share of the shorter side: longer than strokes of letters.
const RUN_SHARE: f64 = 0.018;
/// Thickest rule, share of the shorter side; thicker is a picture or the edge of the page.
const THICKEST_SHARE: f64 = 0.01;
/// Shortest rule, share of the side it runs along.
const SHORTEST_SHARE: f64 = 0.035;
/// How far a rule may stray from the straight line between its ends: pixels, and share of its length.
const STRAY: (f64, f64) = (3.0, 0.015);
/// Shortest rule, letter heights: stems of aligned letters in lines one below the other are shorter each, and
/// between them lies paper.
const LEAST_LETTERS: f64 = 3.0;
/// Part of a rule that is ink where no stretch of it is that long: a row of dashes has less.
const LEAST_COVERED: f64 = 0.85;
/// Distance between points that describe a rule's course, pixels.
pub(super) const PACE: f64 = 24.0;

/// A run of ink in one row: from, to (outside), ink dots.
#[derive(Debug, Clone, Copy)]
struct Run {
    y: usize,
    from: usize,
    to: usize,
    dots: usize,
}

/// The strokes along the rows of a picture whose shorter side (the page's) and usual letters are so long and high,
/// pixels.
pub(super) fn strokes(ink: &Ink, shorter: f64, letter: f64) -> Vec<Rule> {
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
            let Some(skip) = memchr::memchr(1, &row[x..]) else { break };
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
    Some(Rule { course, thickness, contrast: 0.0, inked: vec![(from as f64, to as f64)] })
}

fn is_straight(rule: &Rule) -> bool {
    let (first, last) = (rule.course[0], rule.course[rule.course.len() - 1]);
    let slope = (last.1 - first.1) / (last.0 - first.0).max(1.0);
    let limit = STRAY.0 + STRAY.1 * rule.length();
    slope.abs() < 0.05 && rule.course.iter().all(|p| (p.1 - first.1 - slope * (p.0 - first.0)).abs() < limit)
}
