//! Sides on which the scan ends before the page does: writing and rules run into the scan's border. Not for
//! pages that merely fill their frame: where margins reach the border nothing is cut off.

use std::ops::Range;

use image::GrayImage;
use register::{geometry::Rect, page::Side};

use super::Cut;
use crate::prepare::shrink;

/// Depth of the strip looked at along a side, share of the page's longer side.
const STRIP: f64 = 0.08;
/// Width of a blank band, share of the page's longer side, that parts the page from the next one in view.
const BAND: f64 = 0.012;
/// Pixels of ink in a row of the fields looked at that are but specks.
const SPECKS: usize = 1;
/// Length of a side in pixels of the shrunk strip, up to twice that: strokes are one to three wide.
const SIDE_LOOK: u32 = 1200;
/// The page reaches the border of the scan when it ends this near to it, share of the scan's side.
const AT_BORDER: f64 = 0.004;
/// Darkness against the paper from which a pixel is ink.
const INK: f32 = 0.25;
/// Longest stroke along the border, share of the side: longer is a shadow or an edge of paper.
const LONGEST: f64 = 0.012;
/// Pixels of the shrunk strip a stroke must run inwards.
const INWARDS: usize = 2;
/// Strokes that must run into the border.
const STROKES: usize = 5;
/// Fields of a side the strokes must be spread over, of `FIELDS`.
const SPREAD: usize = 3;
/// See [`SPREAD`].
const FIELDS: usize = 20;
/// Share of a field that must be paper at the border.
const PAPER: f64 = 0.6;
/// Brightness of a field's paper at the border against the brightest a little further in.
const BRIGHT: f32 = 0.85;

/// The sides, as shot, that cut off the page.
pub(super) fn sides(scan: &GrayImage, cut: &Cut) -> Vec<Side> {
    let (w, h) = (f64::from(scan.width()), f64::from(scan.height()));
    let page = Rect::around(cut.outline);
    [
        (Side::Left, page.left <= AT_BORDER * w),
        (Side::Top, page.top <= AT_BORDER * h),
        (Side::Right, page.right >= w * (1.0 - AT_BORDER)),
        (Side::Bottom, page.bottom >= h * (1.0 - AT_BORDER)),
    ]
    .into_iter()
    .filter(|&(side, at_border)| at_border && runs_off(&strip(scan, &page, side)))
    .map(|(side, _)| side)
    .collect()
}

/// A strip along a side, laid so that its first row is the border of the scan.
struct Strip {
    length: usize,
    depth: usize,
    samples: Vec<u8>,
    /// Is it a left or right side, where the next page may lie?
    beside: bool,
}

impl Strip {
    fn row(&self, y: usize) -> &[u8] {
        &self.samples[y * self.length..(y + 1) * self.length]
    }
}

fn strip(scan: &GrayImage, page: &Rect, side: Side) -> Strip {
    let longer = page.width().max(page.height());
    let deep = (longer * STRIP).max(8.0) as u32;
    let (w, h) = scan.dimensions();
    let (left, top) = (page.left.max(0.0) as u32, page.top.max(0.0) as u32);
    let (wide, high) = (page.width() as u32, page.height() as u32);
    let (x, y, width, height) = match side {
        Side::Left => (0, top, deep, high),
        Side::Right => (w.saturating_sub(deep), top, deep, high),
        Side::Top => (left, 0, wide, deep),
        Side::Bottom => (left, h.saturating_sub(deep), wide, deep),
    };
    let part = cut(scan, x..(x + width).min(w), y..(y + height).min(h));
    let small = shrink::gray(&part, shrink::factor_to(wide, high, SIDE_LOOK)).into_owned();
    let turned = match side {
        Side::Top => small,
        Side::Bottom => image::imageops::flip_vertical(&small),
        Side::Left => image::imageops::rotate90(&small),
        Side::Right => image::imageops::rotate270(&small),
    };
    let (length, depth) = (turned.width() as usize, turned.height() as usize);
    let beside = matches!(side, Side::Left | Side::Right);
    Strip { length, depth, samples: turned.into_raw(), beside }
}

/// A part of the scan, copied row by row.
fn cut(scan: &GrayImage, columns: Range<u32>, rows: Range<u32>) -> GrayImage {
    let (width, columns) = (scan.width() as usize, columns.start as usize..columns.end as usize);
    let mut samples = Vec::with_capacity(columns.len() * rows.len());
    for y in rows.clone() {
        samples.extend_from_slice(&scan.as_raw()[y as usize * width..][columns.clone()]);
    }
    GrayImage::from_raw(columns.len() as u32, rows.len() as u32, samples).expect("as many samples as cut")
}

/// Do strokes run into the border in many places while paper reaches it?
fn runs_off(strip: &Strip) -> bool {
    if strip.depth <= INWARDS || strip.length < FIELDS {
        return false;
    }
    // The shadow of a fold runs along the border: each row is judged by its own paper.
    let papers: Vec<[f32; FIELDS]> = (0..strip.depth).map(|y| papers(strip.row(y))).collect();
    let is_ink = |x: usize, y: usize| {
        let paper = papers[y][x * FIELDS / strip.length];
        paper - f32::from(strip.row(y)[x]) > INK * paper
    };
    let touched: Vec<(Range<usize>, usize)> = (0..FIELDS)
        .map(|field| field * strip.length / FIELDS..(field + 1) * strip.length / FIELDS)
        .zip(bright_fields(&papers))
        .filter(|(field, bright)| *bright && shows_paper(field.clone(), &is_ink))
        .map(|(field, _)| (field.clone(), strokes(field, strip.length, &is_ink)))
        .filter(|(_, strokes)| *strokes > 0)
        .collect();
    let strokes: usize = touched.iter().map(|(_, strokes)| strokes).sum();
    strokes >= STROKES && touched.len() >= SPREAD && (!strip.beside || goes_on(strip, &touched, &is_ink))
}

/// Does writing go on from the border inwards? A blank band tells that what is cut belongs to the next page,
/// of which a sliver is in view.
fn goes_on(strip: &Strip, touched: &[(Range<usize>, usize)], is_ink: &impl Fn(usize, usize) -> bool) -> bool {
    let widest = (strip.depth as f64 * BAND / STRIP) as usize;
    let mut band = 0;
    for y in 0..strip.depth {
        let ink = touched.iter().flat_map(|(field, _)| field.clone()).filter(|&x| is_ink(x, y)).count();
        band = if ink <= SPECKS { band + 1 } else { 0 };
        if band > widest {
            return false;
        }
    }
    true
}

/// Fields in which the page's paper reaches the border: not the ground beside it, nor a fold.
fn bright_fields(papers: &[[f32; FIELDS]]) -> [bool; FIELDS] {
    std::array::from_fn(|field| {
        let near = papers.len().div_ceil(4);
        let inner = papers[..near].iter().map(|row| row[field]).fold(0.0, f32::max);
        papers[0][field] >= BRIGHT * inner
    })
}

fn shows_paper(field: Range<usize>, is_ink: &impl Fn(usize, usize) -> bool) -> bool {
    field.clone().filter(|&x| !is_ink(x, 0)).count() as f64 >= PAPER * field.len() as f64
}

/// Strokes that run into the border within a field.
fn strokes(field: Range<usize>, length: usize, is_ink: &impl Fn(usize, usize) -> bool) -> usize {
    let longest = ((length as f64 * LONGEST) as usize).max(3);
    let (mut strokes, mut run, start) = (0, 0, field.start);
    for x in field {
        if is_ink(x, 0) {
            run += 1;
            continue;
        }
        let whole = (1..=longest).contains(&run) && run < x - start;
        strokes += usize::from(whole && goes_in(x - run..x, length, is_ink));
        run = 0;
    }
    strokes
}

/// Does the ink at the border go on inwards, each row near the one before?
fn goes_in(mut run: Range<usize>, length: usize, is_ink: &impl Fn(usize, usize) -> bool) -> bool {
    for y in 1..=INWARDS {
        let near = run.start.saturating_sub(1)..(run.end + 1).min(length);
        let found: Vec<usize> = near.filter(|&x| is_ink(x, y)).collect();
        let (Some(&first), Some(&last)) = (found.first(), found.last()) else { return false };
        run = first..last + 1;
    }
    true
}

/// Tone of the paper in each field of a row.
fn papers(row: &[u8]) -> [f32; FIELDS] {
    std::array::from_fn(|field| {
        let (from, to) = (field * row.len() / FIELDS, (field + 1) * row.len() / FIELDS);
        let mut tones = row[from..to].to_vec();
        let nth = tones.len() * 2 / 3;
        f32::from(*tones.select_nth_unstable(nth).1).max(1.0)
    })
}
