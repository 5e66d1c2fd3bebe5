//! Points, outlines and the one mapping from a page back to its scan. Not for pixels: nothing here
//! touches an image.
//!
//! All outlines are in pixels of the scan as delivered (after EXIF orientation), origin top left, y
//! down. Angles are degrees, positive where the content is turned clockwise as seen on screen.

mod placement;
mod rect;

use serde::{Deserialize, Serialize};

pub use placement::Placement;
pub use rect::Rect;

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
    fn a_point_is_written_as_a_pair_with_one_decimal() {
        assert_eq!(serde_json::to_string(&Point::new(1.26, 3.0)).unwrap(), "[1.3,3.0]");
    }
}
