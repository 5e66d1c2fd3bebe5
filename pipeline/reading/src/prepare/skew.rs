//! How far the content of a page leans: lines of text and rulings, seen in how sharply the lower edges of
//! ink pile up when the page is sheared. Not for quarter turns.
//!
//! W. Postl: Detection of linear oblique structures and skew scan in digitized documents (ICPR 1986); the
//! lower edges follow baselines, as in D. Bloomberg's measure. Two halves of the page must agree.

use image::GrayImage;
use register::page::SkewEstimate;

use super::binarize::{Ink, binarize};

/// Longer side of the picture looked at, pixels: a twentieth of a degree is two pixels over this length.
pub(super) const LOOK_SIDE: u32 = 1500;
/// Window of the threshold, pixels of the picture looked at.
const WINDOW: usize = 41;
/// Angles searched to either side, degrees.
const REACH: f64 = 15.5;
/// Steps of the search, degrees, coarse to fine.
const STEPS: [f64; 3] = [0.25, 0.05, 0.01];
/// Height of the bins edges are counted in at each step, pixels.
const BINS: [f64; 3] = [4.0, 1.5, 1.0];
/// Strokes taller than this share of the page are borders and rules, not the feet of letters.
const TALLEST: f64 = 0.03;
/// Fewer lower edges than this are no page of text.
const FEWEST: usize = 1500;
/// Edges used for the coarse search, for the fine one, and for each half of the page.
const COARSE_EDGES: usize = 25_000;
const FINE_EDGES: usize = 80_000;
const HALF_EDGES: usize = 12_000;
/// Runs of ink longer than this share of the width are ruled. They count only where there is little text:
/// entries do not always run level with the rules, and it is the text that is to be read.
const RULED: f64 = 0.025;
/// Lower edges of letters that are enough to do without the rules.
const ENOUGH_TEXT: usize = 6000;

/// Rules as long as this many widths of the page, all together, make it a ruled form.
const MANY_RULES: usize = 4;
/// Text leans at most so much otherwise than the rules it stands between, degrees.
const LEVEL_WITH_RULES: f64 = 0.3;
/// Text that piles up along the rules to this share of its sharpest angle is believed to run along them.
const NEARLY_AS_SHARP: f64 = 0.7;

/// A lower edge of ink.
type Edge = (f32, f32);

/// The angle at which the page leans, positive where lines run down to the right, and how sure that is.
pub(super) fn estimate(gray: &GrayImage) -> SkewEstimate {
    let ink = binarize(gray, WINDOW);
    let (edges, rules) = lower_edges(&ink);
    if edges.len() < FEWEST {
        return SkewEstimate::default();
    }
    let (coarse, contrast) = coarse_angle(&edges);
    let some = thin_out(&edges, FINE_EDGES);
    let degrees = beside_rules(&some, refine(&some, coarse), &rules, ink.width);
    let (least, most) = disagreement(&edges, degrees, ink.width);
    let confidence = confidence(contrast, least, degrees) * size_against(degrees, most);
    SkewEstimate { degrees: round(degrees), confidence: (confidence * 100.0).round() / 100.0 }
}

fn round(degrees: f64) -> f64 {
    (degrees * 1000.0).round() / 1000.0
}

/// Piling up above chance, and agreement of the halves, each from 0 to 1.
fn confidence(contrast: f64, apart: f64, degrees: f64) -> f64 {
    let piled = ((contrast - 0.06) / 0.25).clamp(0.0, 1.0);
    let agreed = (1.0 - (apart - 0.25) / 1.0).clamp(0.0, 1.0);
    let inside = if degrees.abs() > 15.2 { 0.3 } else { 1.0 };
    piled * agreed * inside
}

/// A small angle on a page whose parts lean differently (perspective, curl, a wavering hand) is no angle of
/// the page: 1 where it is clearly larger than what parts them.
fn size_against(degrees: f64, apart: f64) -> f64 {
    if degrees.abs() >= 0.5 { 1.0 } else { (degrees.abs() / apart.max(1e-6)).min(1.0).powi(2) }
}

/// The angle of the text, given the printed rules. Rows of a form stand side by side with a steady shift
/// (label, number, entry), and may pile up as sharply at a false angle that joins one row's label to the next
/// row's entry. Where there are many rules and text piles up nearly as well along them, that is its angle.
fn beside_rules(edges: &[Edge], degrees: f64, rules: &[Edge], width: usize) -> f64 {
    if rules.len() < MANY_RULES * width {
        return degrees;
    }
    let ruled = refine(&thin_out(rules, FINE_EDGES), coarse_angle(rules).0);
    if (ruled - degrees).abs() <= LEVEL_WITH_RULES {
        return degrees;
    }
    let mut counts = Vec::new();
    let reach = (LEVEL_WITH_RULES / STEPS[1]) as i32;
    let scores: Vec<(f64, f64)> = (-reach..=reach)
        .map(|i| ruled + f64::from(i) * STEPS[1])
        .map(|angle| (angle, sharpness(edges, angle, BINS[1], &mut counts)))
        .collect();
    let (along, score) = best_of(&scores);
    let false_one = sharpness(edges, degrees, BINS[1], &mut counts);
    if score >= NEARLY_AS_SHARP * false_one { refine(edges, along) } else { degrees }
}

/// Feet of ink: dots with paper below, under strokes no taller than letters are; and those of rules.
fn lower_edges(ink: &Ink) -> (Vec<Edge>, Vec<Edge>) {
    let tallest = (ink.height as f64 * TALLEST) as u32;
    let ruled = (ink.width as f64 * RULED) as usize;
    let mut heights = vec![0u32; ink.width];
    let (mut edges, mut rules, mut feet) = (Vec::new(), Vec::new(), Vec::new());
    for y in 0..ink.height {
        feet.clear();
        for (x, (&dot, height)) in ink.row(y).iter().zip(heights.iter_mut()).enumerate() {
            if dot != 0 {
                *height += 1;
            } else {
                if *height > 0 && *height <= tallest {
                    feet.push(x);
                }
                *height = 0;
            }
        }
        for run in feet.chunk_by(|a, b| b - a == 1) {
            push(if run.len() > ruled { &mut rules } else { &mut edges }, run, y);
        }
    }
    if edges.len() < ENOUGH_TEXT {
        edges.extend_from_slice(&rules);
    }
    (edges, rules)
}

/// Adds a run of edges. Rows lie on whole pixels, angles do not: each edge is shifted by a part of a pixel
/// that is spread evenly, so that the angle nought is not sharper than others by counting alone.
fn push(edges: &mut Vec<Edge>, run: &[usize], y: usize) {
    const GOLDEN: f32 = 0.618_034;
    edges.extend(run.iter().map(|&x| (x as f32, y as f32 + ((x + 7 * y) as f32 * GOLDEN).fract())));
}

/// At most about `most` of the edges, evenly taken.
fn thin_out(edges: &[Edge], most: usize) -> Vec<Edge> {
    edges.iter().copied().step_by(edges.len().div_ceil(most).max(1)).collect()
}

/// How sharply edges pile up at this angle: the sum of squares of their counts in slanted bins.
fn sharpness(edges: &[Edge], degrees: f64, bin: f64, counts: &mut Vec<f32>) -> f64 {
    let slope = (degrees.to_radians().tan() / bin) as f32;
    let per = (1.0 / bin) as f32;
    let at = |&(x, y): &Edge| y * per - x * slope;
    let (low, high) = edges.iter().fold((f32::MAX, f32::MIN), |(l, h), e| (l.min(at(e)), h.max(at(e))));
    counts.clear();
    counts.resize((high - low) as usize + 3, 0.0);
    for edge in edges {
        let place = at(edge) - low;
        let (cell, part) = (place as usize, place.fract());
        counts[cell] += 1.0 - part;
        counts[cell + 1] += part;
    }
    counts.iter().map(|&c| f64::from(c) * f64::from(c)).sum()
}

/// The best angle of the whole range, and by how much it beats the usual one.
fn coarse_angle(edges: &[Edge]) -> (f64, f64) {
    let some = thin_out(edges, COARSE_EDGES);
    let steps = (REACH / STEPS[0]) as i32;
    let mut counts = Vec::new();
    let scores: Vec<(f64, f64)> = (-steps..=steps)
        .map(|i| f64::from(i) * STEPS[0])
        .map(|angle| (angle, sharpness(&some, angle, BINS[0], &mut counts)))
        .collect();
    let best = best_of(&scores);
    let mut values: Vec<f64> = scores.iter().map(|s| s.1).collect();
    values.sort_by(f64::total_cmp);
    (best.0, best.1 / values[values.len() / 2] - 1.0)
}

fn best_of(scores: &[(f64, f64)]) -> (f64, f64) {
    scores.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or_default()
}

/// The angle near `coarse`, to a hundredth of a degree, and between steps by a parabola.
fn refine(edges: &[Edge], coarse: f64) -> f64 {
    let mut counts = Vec::new();
    let mut angle = coarse;
    for level in 1..STEPS.len() {
        let reach = (STEPS[level - 1] / STEPS[level] * 1.2).ceil() as i32;
        let scores: Vec<(f64, f64)> = (-reach..=reach)
            .map(|i| angle + f64::from(i) * STEPS[level])
            .map(|a| (a, sharpness(edges, a, BINS[level], &mut counts)))
            .collect();
        angle = peak(&scores);
    }
    angle
}

/// The top of the scores: middle of all that come near the best, so that noise between steps evens out.
fn peak(scores: &[(f64, f64)]) -> f64 {
    let best = best_of(scores);
    let low = scores.iter().map(|s| s.1).fold(f64::MAX, f64::min);
    let near = low + (best.1 - low) * 0.8;
    let (sum, weight) = scores
        .iter()
        .filter(|s| s.1 >= near && (s.0 - best.0).abs() < 0.4)
        .fold((0.0, 0.0), |(sum, weight), s| (sum + s.0 * (s.1 - near), weight + (s.1 - near)));
    if weight > 0.0 { sum / weight } else { best.0 }
}

/// How far the left and right halves, and the upper and lower, differ from each other, degrees: the lesser
/// and the greater of the two. Perspective and curl part the halves one way; another page in the picture, or
/// no lines at all, part them both ways.
fn disagreement(edges: &[Edge], degrees: f64, width: usize) -> (f64, f64) {
    let middle = width as f32 / 2.0;
    let mut ys: Vec<f32> = edges.iter().map(|e| e.1).collect();
    let centre = *ys.select_nth_unstable_by(edges.len() / 2, f32::total_cmp).1;
    let part = |keep: &dyn Fn(&Edge) -> bool| {
        let some: Vec<Edge> = edges.iter().copied().filter(|e| keep(e)).collect();
        if some.len() < FEWEST / 3 { degrees } else { nearby(&thin_out(&some, HALF_EDGES), degrees) }
    };
    let upper = part(&|e| e.1 < centre);
    let lower = part(&|e| e.1 >= centre);
    let left = part(&|e| e.0 < middle);
    let right = part(&|e| e.0 >= middle);
    let (down, across) = ((upper - lower).abs(), (left - right).abs());
    (down.min(across), down.max(across))
}

/// The best angle of a part within three degrees of the whole's.
fn nearby(edges: &[Edge], degrees: f64) -> f64 {
    let mut counts = Vec::new();
    let scores: Vec<(f64, f64)> = (-30..=30)
        .map(|i| degrees + f64::from(i) * 0.1)
        .map(|a| (a, sharpness(edges, a, 2.0, &mut counts)))
        .collect();
    best_of(&scores).0
}
