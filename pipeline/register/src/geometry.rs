//! Points, outlines and the one mapping from a page back to its scan. Not for pixels: nothing here
//! touches an image.
//!
//! All outlines are in pixels of the scan as delivered (after EXIF orientation), origin top left, y
//! down. Angles are degrees, positive where the content is turned clockwise as seen on screen.

use serde::{Deserialize, Serialize};

use crate::bend::Bend;

/// A point in pixels; written `[x, y]`.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "[f64; 2]", into = "[f64; 2]")]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

impl Point {
    /// The point at `x`, `y`.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

impl From<[f64; 2]> for Point {
    fn from([x, y]: [f64; 2]) -> Self {
        Self { x, y }
    }
}

/// Written with a tenth of a pixel, enough for an outline and short in files.
impl From<Point> for [f64; 2] {
    fn from(p: Point) -> [f64; 2] {
        [(p.x * 10.0).round() / 10.0, (p.y * 10.0).round() / 10.0]
    }
}

/// A closed polygon (or, for a baseline, an open line) in pixels.
pub type Outline = Vec<Point>;

/// Does a point lie within a closed polygon? By the sides a ray to its right meets: an odd number for points within.
pub fn encloses(outline: &[Point], p: Point) -> bool {
    let ends = outline.iter().cycle().skip(1);
    let meets = |(a, b): &(&Point, &Point)| {
        (a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)
    };
    outline.iter().zip(ends).filter(meets).count() % 2 == 1
}

/// An upright box in pixels; `right` and `bottom` lie outside.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// First column outside.
    pub right: f64,
    /// First row outside.
    pub bottom: f64,
}

impl Rect {
    /// The box between two corners.
    pub const fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { left, top, right, bottom }
    }

    /// The smallest box around `points`; empty for none.
    pub fn around(points: &[Point]) -> Self {
        let Some(first) = points.first() else { return Self::default() };
        let start = Self::new(first.x, first.y, first.x, first.y);
        points.iter().fold(start, |r, p| {
            Self::new(r.left.min(p.x), r.top.min(p.y), r.right.max(p.x), r.bottom.max(p.y))
        })
    }

    /// Width in pixels.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Height in pixels.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Area in square pixels, nought for an empty box.
    pub fn area(&self) -> f64 {
        self.width().max(0.0) * self.height().max(0.0)
    }

    /// The middle.
    pub fn centre(&self) -> Point {
        Point::new((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    /// The box with `by` pixels more on every side.
    pub fn grown(&self, by: f64) -> Self {
        Self::new(self.left - by, self.top - by, self.right + by, self.bottom + by)
    }

    /// The smallest box around both.
    pub fn union(&self, other: &Self) -> Self {
        Self::new(
            self.left.min(other.left),
            self.top.min(other.top),
            self.right.max(other.right),
            self.bottom.max(other.bottom),
        )
    }

    /// What both share; empty (area nought) where they do not meet.
    pub fn intersection(&self, other: &Self) -> Self {
        Self::new(
            self.left.max(other.left),
            self.top.max(other.top),
            self.right.min(other.right),
            self.bottom.min(other.bottom),
        )
    }

    /// Does the box hold the point?
    pub fn contains(&self, p: Point) -> bool {
        p.x >= self.left && p.x < self.right && p.y >= self.top && p.y < self.bottom
    }

    /// The four corners, clockwise from top left.
    pub fn corners(&self) -> Outline {
        vec![
            Point::new(self.left, self.top),
            Point::new(self.right, self.top),
            Point::new(self.right, self.bottom),
            Point::new(self.left, self.bottom),
        ]
    }
}

/// Where a straightened page lies in its scan: an affine map from pixels of the upright, straight page at the scan's own
/// resolution to pixels of the scan, after the page's bend where it has one.
///
/// The page image people see is the straight page scaled down, so it needs no mapping of its own.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Placement {
    /// Width of the straight page, pixels.
    pub width: u32,
    /// Height of the straight page, pixels.
    pub height: u32,
    /// `[a, b, c, d, e, f]`: scan x = a·x + b·y + c, scan y = d·x + e·y + f.
    pub affine: [f64; 6],
    /// How the page is bent; absent where it is flat or was left alone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bend: Option<Bend>,
}

impl Placement {
    /// A flat page.
    pub const fn flat(width: u32, height: u32, affine: [f64; 6]) -> Self {
        Self { width, height, affine, bend: None }
    }

    /// The page that is the whole scan, upright and straight.
    pub const fn whole(width: u32, height: u32) -> Self {
        Self::flat(width, height, [1.0, 0.0, 0.0, 0.0, 1.0, 0.0])
    }

    fn size(&self) -> (f64, f64) {
        (f64::from(self.width.max(1)), f64::from(self.height.max(1)))
    }

    /// From the straight page to the scan.
    pub fn to_scan(&self, p: Point) -> Point {
        let [a, b, c, d, e, f] = self.affine;
        let (wide, high) = self.size();
        let y = p.y + self.bend.map_or(0.0, |bend| bend.height(p.x / wide, p.y / high));
        Point::new(a * p.x + b * y + c, d * p.x + e * y + f)
    }

    /// From the scan to the straight page.
    pub fn to_page(&self, p: Point) -> Point {
        let [a, b, c, d, e, f] = self.affine;
        let (x, y, det) = (p.x - c, p.y - f, a * e - b * d);
        let (x, y) = ((e * x - b * y) / det, (a * y - d * x) / det);
        Point::new(x, self.bend.map_or(y, |bend| bend.straightened(x, y, self.size())))
    }

    /// A box of the straight page as an outline on the scan.
    pub fn outline(&self, rect: &Rect) -> Outline {
        self.polygon(&rect.corners())
    }

    /// A closed outline of the straight page on the scan; where the page is bent, with as many points as that needs.
    pub fn polygon(&self, outline: &[Point]) -> Outline {
        let mut points = self.course(outline);
        if let (Some(_), [first, .., last]) = (self.bend, outline) {
            points.extend(self.between(*last, *first));
        }
        points
    }

    /// A line from point to point of the straight page on the scan, as [`Placement::polygon`].
    pub fn course(&self, line: &[Point]) -> Outline {
        let mut points = Vec::with_capacity(line.len());
        for (i, &p) in line.iter().enumerate() {
            if i > 0 && self.bend.is_some() {
                points.extend(self.between(line[i - 1], p));
            }
            points.push(self.to_scan(p));
        }
        points
    }

    /// Points on the scan between two of the straight page, a step of its width apart from left to right: upright
    /// edges stay straight enough without.
    fn between(&self, from: Point, to: Point) -> impl Iterator<Item = Point> {
        let steps = ((to.x - from.x).abs() / self.size().0 * STEPS_ACROSS).ceil().clamp(1.0, STEPS_ACROSS);
        (1..steps as usize).map(move |step| {
            let part = step as f64 / steps;
            self.to_scan(Point::new(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part))
        })
    }

    /// The smallest box of the straight page around an outline on the scan.
    pub fn page_rect(&self, outline: &[Point]) -> Rect {
        let points: Vec<Point> = outline.iter().map(|&p| self.to_page(p)).collect();
        Rect::around(&points)
    }
}

/// Steps over the width of a page in which a bent line is drawn: a bend has a sixth of them to itself.
const STEPS_ACROSS: f64 = 36.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaning_polygon_encloses_what_lies_within_its_sides() {
        let leaning =
            [(10.0, 0.0), (110.0, 10.0), (100.0, 110.0), (0.0, 100.0)].map(|(x, y)| Point::new(x, y));
        for (x, y, within) in
            [(50.0, 50.0, true), (2.0, 5.0, false), (104.0, 60.0, true), (109.0, 100.0, false)]
        {
            assert_eq!(encloses(&leaning, Point::new(x, y)), within, "{x} {y}");
        }
        assert!(!encloses(&[], Point::new(1.0, 1.0)));
    }

    #[test]
    fn a_point_goes_to_the_scan_and_back() {
        let turn = Placement::flat(100, 80, [0.99, -0.12, 40.0, 0.12, 0.99, 7.0]);
        let there = turn.to_scan(Point::new(31.0, 17.0));
        let back = turn.to_page(there);
        assert!((back.x - 31.0).abs() < 1e-9 && (back.y - 17.0).abs() < 1e-9);
    }

    fn bent() -> Placement {
        let mut bend =
            Bend { down: [[0.0; crate::bend::ACROSS]; crate::bend::DOWN], before: 4.0, after: 0.5 };
        bend.down.iter_mut().for_each(|row| row[7..].copy_from_slice(&[9.0, 30.0]));
        Placement { bend: Some(bend), ..Placement::flat(1000, 800, [0.99, -0.12, 40.0, 0.12, 0.99, 7.0]) }
    }

    #[test]
    fn a_point_of_a_bent_page_goes_to_the_scan_and_back() {
        for (x, y) in [(3.0, 5.0), (990.0, 10.0), (995.0, 790.0), (500.0, 400.0), (1020.0, -15.0)] {
            let back = bent().to_page(bent().to_scan(Point::new(x, y)));
            assert!((back.x - x).abs() < 0.1 && (back.y - y).abs() < 0.1, "{back:?}");
        }
    }

    #[test]
    fn a_box_of_a_bent_page_is_curved_on_the_scan() {
        let rect = Rect::new(100.0, 200.0, 950.0, 240.0);
        let outline = bent().outline(&rect);
        assert!(outline.len() > 20);
        let back = bent().page_rect(&outline);
        assert!((back.top - rect.top).abs() < 0.1 && (back.bottom - rect.bottom).abs() < 0.1, "{back:?}");
    }

    #[test]
    fn a_bend_is_kept_in_writing() {
        let written = serde_json::to_string(&bent()).unwrap();
        assert_eq!(serde_json::from_str::<Placement>(&written).unwrap(), bent());
    }

    #[test]
    fn a_flat_page_is_written_as_ever() {
        let written = r#"{"width":3,"height":2,"affine":[1.0,0.0,0.0,0.0,1.0,0.0]}"#;
        assert_eq!(serde_json::from_str::<Placement>(written).unwrap(), Placement::whole(3, 2));
        assert_eq!(serde_json::to_string(&Placement::whole(3, 2)).unwrap(), written);
    }

    #[test]
    fn a_point_is_written_as_a_pair_with_one_decimal() {
        assert_eq!(serde_json::to_string(&Point::new(1.26, 3.0)).unwrap(), "[1.3,3.0]");
    }

    #[test]
    fn a_grown_box_has_as_much_more_on_every_side() {
        assert_eq!(Rect::new(5.0, 6.0, 7.0, 9.0).grown(2.0), Rect::new(3.0, 4.0, 9.0, 11.0));
    }

    #[test]
    fn boxes_that_do_not_meet_share_no_area() {
        let a = Rect::new(0.0, 0.0, 10.0, 10.0);
        assert_eq!(a.intersection(&Rect::new(20.0, 0.0, 30.0, 10.0)).area(), 0.0);
        assert_eq!(a.intersection(&Rect::new(5.0, 5.0, 30.0, 10.0)).area(), 25.0);
    }
}
