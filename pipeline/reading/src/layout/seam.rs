//! Where a column rule would run that does not show: along the table's sides, moved to where the page is emptiest. Not
//! for rules that show.

use image::GrayImage;
use register::{
    geometry::{Point, Rect},
    layout::Line,
    page::Page,
};

/// How far from the agreed place a seam may run, share of the table's width.
const ASIDE: f64 = 0.012;
/// Grey value between paper and ink from which a pixel is ink.
const INK: f64 = 0.45;
/// Lines that may stand across a seam, share of the lines beside it.
const CROSSED: f64 = 0.15;
/// A line runs over the seam when each side has this part of it.
const BOTH: f64 = 0.08;

/// Places looked at to either side.
const STEPS: u32 = 9;
/// What of a line's box lies above and below its small letters.
const LETTERS: (f64, f64) = (0.35, 0.2);
/// Half the width of a space between words, heights of small letters, and of a rule, pixels.
const SPACE: f64 = 0.5;
const RULE: f64 = 3.0;
/// Points that describe a side of the table.
const SIDE_POINTS: usize = 33;

/// Which side of a seam something lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
    Both,
}

/// A course down a table, in pixels of the straight page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Seam {
    left: Vec<Point>,
    right: Vec<Point>,
    share: f64,
    aside: f64,
}

impl Seam {
    /// The seam at a share of a table's width, where no more than a few of the table's lines stand across it.
    pub(super) fn at(share: f64, straight: &GrayImage, page: &Page, place: usize) -> Option<Self> {
        let table = page.tables.iter().flatten().nth(place)?;
        let outline: Vec<Point> = table.outline.iter().map(|p| page.placement.to_page(*p)).collect();
        let bounds = Rect::around(&outline);
        let (left, right) = (side(&outline, &bounds, -1.0), side(&outline, &bounds, 1.0));
        let seam = Self { left, right, share, aside: 0.0 };
        let reach = ASIDE * bounds.width();
        let near = seam.lines_beside(page, place, reach);
        let dark = darkness(straight, &bounds);
        let asides = (0..=2 * STEPS).map(|i| reach * (f64::from(i) / f64::from(STEPS) - 1.0));
        let moved = asides.map(|aside| Self { aside, ..seam.clone() });
        let crossed = |seam: &Self| near.iter().filter(|line| seam.is_crossed(straight, line, dark)).count();
        let (least, best) = moved
            .map(|seam| (crossed(&seam), seam))
            .min_by(|a, b| a.0.cmp(&b.0).then(a.1.aside.abs().total_cmp(&b.1.aside.abs())))?;
        (least as f64 <= CROSSED * near.len() as f64).then_some(best)
    }

    /// Boxes of the body's lines that lie at the seam, or over it.
    fn lines_beside(&self, page: &Page, place: usize, reach: f64) -> Vec<Rect> {
        let heads: Vec<(Option<usize>, Option<usize>)> = page
            .tables
            .iter()
            .flatten()
            .nth(place)
            .map(|t| t.cells.iter().filter(|c| c.header).map(|c| (Some(c.row), Some(c.column))).collect())
            .unwrap_or_default();
        let of_body = |line: &&Line| line.table == Some(place) && !heads.contains(&(line.row, line.column));
        let boxes = page.lines.iter().flatten().filter(of_body).map(|l| page.placement.page_rect(&l.outline));
        let beside = |r: &Rect| {
            let x = self.x(r.centre().y);
            r.left - reach < x && x < r.right + reach
        };
        boxes.filter(beside).collect()
    }

    /// Does a word of the line stand across the seam: ink to both sides, nearer than a space is wide? What is dark on
    /// the seam itself may be the faded rule.
    fn is_crossed(&self, straight: &GrayImage, line: &Rect, dark: u8) -> bool {
        let (top, bottom) = (line.top + LETTERS.0 * line.height(), line.bottom - LETTERS.1 * line.height());
        let reach = SPACE * (bottom - top);
        let inked = |sign: f64| {
            (top as i64..bottom as i64).any(|y| {
                let x = self.x(y as f64);
                (RULE as i64..=reach as i64)
                    .any(|off| is_ink(straight, x + sign * off as f64, y as f64, dark))
            })
        };
        inked(-1.0) && inked(1.0)
    }

    /// Where it runs at a height.
    pub(super) fn x(&self, y: f64) -> f64 {
        let (left, right) = (x_at(&self.left, y), x_at(&self.right, y));
        left + self.share * (right - left) + self.aside
    }

    pub(super) fn side_of(&self, rect: &Rect) -> Side {
        let part = (self.x(rect.centre().y) - rect.left) / rect.width().max(1.0);
        match part {
            p if p > 1.0 - BOTH => Side::Left,
            p if p < BOTH => Side::Right,
            _ => Side::Both,
        }
    }
}

/// The left (-1) or right (1) side of an outline, top to bottom: at each height its outermost points.
fn side(outline: &[Point], bounds: &Rect, sign: f64) -> Vec<Point> {
    let bands = SIDE_POINTS - 1;
    let height = |i: usize| bounds.top + bounds.height() * i as f64 / bands as f64;
    (0..=bands)
        .filter_map(|i| outermost(outline, height(i).clamp(bounds.top + 1.0, bounds.bottom - 1.0), sign))
        .collect()
}

/// The outermost point of an outline at a height.
fn outermost(outline: &[Point], y: f64, sign: f64) -> Option<Point> {
    let sides = outline.iter().enumerate().filter_map(|(i, a)| {
        let b = &outline[(i + 1) % outline.len()];
        ((a.y <= y) != (b.y <= y)).then(|| a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y))
    });
    sides.max_by(|a, b| (sign * a).total_cmp(&(sign * b))).map(|x| Point::new(x, y))
}

fn x_at(side: &[Point], y: f64) -> f64 {
    let next = side.partition_point(|p| p.y < y);
    match (next.checked_sub(1).and_then(|i| side.get(i)), side.get(next)) {
        (Some(a), Some(b)) if b.y - a.y > 1e-9 => a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y),
        (Some(one), _) | (None, Some(one)) => one.x,
        (None, None) => 0.0,
    }
}

/// Grey value below which a pixel of a part of the picture is ink.
pub(super) fn darkness(straight: &GrayImage, bounds: &Rect) -> u8 {
    const EVERY: usize = 5;
    let mut counts = [0usize; 256];
    let clamp = |v: f64, side: u32| (v.max(0.0) as u32).min(side);
    let (left, right) = (clamp(bounds.left, straight.width()), clamp(bounds.right, straight.width()));
    for y in (clamp(bounds.top, straight.height())..clamp(bounds.bottom, straight.height())).step_by(EVERY) {
        for x in (left..right).step_by(EVERY) {
            counts[usize::from(straight.get_pixel(x, y).0[0])] += 1;
        }
    }
    let all: usize = counts.iter().sum();
    let quantile = |percent: usize| {
        let mut sum = 0;
        let at = (0..256).find(|&v| {
            sum += counts[v];
            sum * 100 > all * percent
        });
        at.unwrap_or(0) as f64
    };
    let (ink, paper) = (quantile(1), quantile(60));
    (paper - INK * (paper - ink)) as u8
}

pub(super) fn is_ink(picture: &GrayImage, x: f64, y: f64, dark: u8) -> bool {
    let inside = x >= 0.0 && y >= 0.0 && x < f64::from(picture.width()) && y < f64::from(picture.height());
    inside && picture.get_pixel(x as u32, y as u32).0[0] <= dark
}
