//! How a page is bent, from the baselines traced on it, and whether taking that out makes its lines straight. Not for
//! lean: the page stands level when it comes here, and a flat one leaves as it came.
//!
//! The field is fitted to every other line and judged on the rest, and the other way round. It is used where it
//! takes away most of what lay off level there, and that was more than a reader would notice.

use register::{
    bend::{ACROSS, Bend, DOWN},
    geometry::{Placement, Point},
};

use super::skew::{self, Foot};
use crate::middle::median;
use fit::{Controls, Course};

mod cells;
mod fit;

pub(super) use cells::{CELL, Cells};

/// Fewest lines that show a bend, and fewest pieces of them.
const FEWEST_LINES: usize = 8;
const FEWEST_PIECES: usize = 60;
/// Least gain, share of the distance of lines: about a tenth of the height of small letters.
const LEAST_GAIN: f64 = 1.0 / 27.0;
/// The same, pixels of the straight page.
const LEAST_PIXELS: f64 = 1.0;
/// Most that may be left of what lay off level.
const MOST_LEFT: f64 = 0.5;
/// Lines that stray most are no measure of the page: a crooked line is one, not the page.
const SET_ASIDE: f64 = 0.1;

/// The placement with the page's bend, where that makes lines straighter. `feet` are pixels of the page that
/// `upright` cuts out, `factor` times smaller.
pub(super) fn taken_out(flat: Placement, feet: &[Foot], upright: &Placement, factor: f64) -> Placement {
    let slope = lean(upright, &flat);
    let shrunk = |length: u32| f64::from(length) / factor;
    let size = (shrunk(upright.width) as usize, shrunk(upright.height) as usize);
    let seen = courses(skew::courses(feet, size, |foot| foot.y - foot.x * slope as f32), |_, y| y);
    let Some(least) = least_gain(&seen, factor) else { return flat };
    if strays(&seen, |_, _| 0.0) < least {
        return flat;
    }
    let size = (shrunk(flat.width), shrunk(flat.height));
    let feet = levelled(feet, upright, &flat, factor);
    let found = look_twice(&feet, size, factor);
    found.and_then(|(lines, bend)| with_room(&flat, &lines, bend, factor)).unwrap_or(flat)
}

/// The slope that lines level on the straight page have on the upright one.
fn lean(upright: &Placement, flat: &Placement) -> f64 {
    let [a, b, _, d, e, _] = upright.affine;
    let [across, _, _, down, ..] = flat.affine;
    (b * across + e * down) / (a * across + d * down)
}

/// The feet as the straight page shows them, in order of columns.
fn levelled(feet: &[Foot], upright: &Placement, flat: &Placement, factor: f64) -> Vec<Foot> {
    let carry = |foot: &Foot| {
        let p = Point::new(f64::from(foot.x) * factor, f64::from(foot.y) * factor);
        let p = flat.to_page(upright.to_scan(p));
        Foot { x: (p.x / factor) as f32, y: (p.y / factor) as f32 }
    };
    let mut feet: Vec<Foot> = feet.iter().map(carry).collect();
    feet.sort_by(|a, b| a.x.total_cmp(&b.x));
    feet
}

/// The bend of a page of `size`, and its lines: traced once as they lie, and again as the first bend straightens
/// them, when steep ends are no longer lost.
fn look_twice(feet: &[Foot], size: (f64, f64), factor: f64) -> Option<(Vec<Course>, Bend)> {
    let whole = (size.0 as usize, size.1 as usize);
    let first = courses(skew::courses(feet, whole, |foot| foot.y), |_, y| y);
    let bend = bend_of(fit::fit(&first, size)?, (0.0, 0.0));
    if !bend.is_gentle(size.1) {
        return None;
    }
    let level = |foot: &Foot| bend.straightened(f64::from(foot.x), f64::from(foot.y), size) as f32;
    let raised = |x: f64, y: f64| y + bend.height(x / size.0, y / size.1);
    let lines = courses(skew::courses(feet, whole, level), raised);
    let found = bend_of(fit::fit(&lines, size)?, judged(&lines, size)?);
    let gain = found.before - found.after;
    let straighter = found.after <= MOST_LEFT * found.before && gain >= least_gain(&lines, factor)?;
    (straighter && found.is_gentle(size.1)).then_some((lines, found))
}

fn bend_of(down: Controls, (before, after): (f64, f64)) -> Bend {
    Bend { down, before, after }
}

/// How far lines stray from level, before and after, each judged by a field fitted to other lines.
fn judged(lines: &[Course], size: (f64, f64)) -> Option<(f64, f64)> {
    let part = |odd: usize| -> Vec<Course> { lines.iter().skip(odd).step_by(2).cloned().collect() };
    let (even, odd) = (part(0), part(1));
    let after = |fitted: &[Course], judged: &[Course]| {
        let bend = bend_of(fit::fit(fitted, size)?, (0.0, 0.0));
        Some(strays(judged, |x, y| bend.height(x / size.0, y / size.1)))
    };
    let after = (after(&even, &odd)? + after(&odd, &even)?) / 2.0;
    Some((strays(lines, |_, _| 0.0), after))
}

/// Lines from above downwards, `raised` to where they lie on the bent page.
fn courses(traced: Vec<Vec<(f32, f32)>>, raised: impl Fn(f64, f64) -> f64) -> Vec<Course> {
    let point = |&(x, y): &(f32, f32)| (f64::from(x), raised(f64::from(x), f64::from(y)));
    let mut lines: Vec<Course> = traced.iter().map(|line| line.iter().map(point).collect()).collect();
    lines.sort_by(|a, b| fit::height_of(a).total_cmp(&fit::height_of(b)));
    lines
}

/// How far points of a line lie off level, usually (root of mean squares), once `height` is taken out; long lines
/// count for more.
fn strays(lines: &[Course], height: impl Fn(f64, f64) -> f64) -> f64 {
    let mut strays: Vec<(f64, f64)> = lines
        .iter()
        .map(|line| {
            let (about, count) = (fit::height_of(line), line.len() as f64);
            let levels: Vec<f64> = line.iter().map(|&(x, y)| y - height(x, about)).collect();
            let middle = levels.iter().sum::<f64>() / count;
            ((levels.iter().map(|level| (level - middle).powi(2)).sum::<f64>() / count).sqrt(), count)
        })
        .collect();
    strays.sort_by(|a, b| a.0.total_cmp(&b.0));
    strays.truncate(strays.len() - (strays.len() as f64 * SET_ASIDE).ceil() as usize);
    let total: f64 = strays.iter().map(|line| line.1).sum();
    strays.iter().map(|line| line.0 * line.1).sum::<f64>() / total.max(1.0)
}

/// What must be gained at least, pixels of the look; none where lines are too few to tell.
fn least_gain(lines: &[Course], factor: f64) -> Option<f64> {
    if lines.len() < FEWEST_LINES || lines.iter().map(Vec::len).sum::<usize>() < FEWEST_PIECES {
        return None;
    }
    let mut points: Vec<(f64, f64)> = lines.iter().flatten().copied().collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let under = points.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    let pitch = median(under.map(|pair| pair[1].1 - pair[0].1))?;
    Some((pitch * LEAST_GAIN).max(LEAST_PIXELS / factor))
}

/// The bent placement, made higher by what the bend would carry over the upper and the lower edge; none where the field
/// of the higher page is not as good.
fn with_room(flat: &Placement, lines: &[Course], bend: Bend, factor: f64) -> Option<Placement> {
    let heights =
        |y: f64| (0..=4 * ACROSS).map(move |x| bend.height(x as f64 / (4 * ACROSS) as f64, y) * factor);
    let above = heights(0.0).fold(0.0, f64::max).ceil();
    let below = heights(1.0).map(|height| -height).fold(0.0, f64::max).ceil();
    let [a, b, c, d, e, f] = flat.affine;
    let height = flat.height + above as u32 + below as u32;
    let mut placement = Placement::flat(flat.width, height, [a, b, c - b * above, d, e, f - e * above]);
    let lower = |line: &Course| line.iter().map(|&(x, y)| (x, y + above / factor)).collect();
    let size = (f64::from(flat.width) / factor, f64::from(height) / factor);
    let lines: Vec<Course> = lines.iter().map(lower).collect();
    let found = bend_of(fit::fit(&lines, size)?, judged(&lines, size)?);
    let as_good = found.after <= MOST_LEFT * found.before && found.is_gentle(size.1);
    placement.bend = as_good.then(|| rounded(found, factor));
    placement.bend.map(|_| placement)
}

/// The bend of the page at full size, in hundredths of a pixel: what is written down is what was done.
fn rounded(bend: Bend, factor: f64) -> Bend {
    let hundredth = |height: f64| (height * 100.0).round() / 100.0;
    let Bend { mut down, before, after } = bend.scaled(factor);
    for row in down.iter_mut().take(DOWN) {
        row.iter_mut().for_each(|height| *height = hundredth(*height));
    }
    Bend { down, before: hundredth(before), after: hundredth(after) }
}

#[cfg(test)]
mod tests;
