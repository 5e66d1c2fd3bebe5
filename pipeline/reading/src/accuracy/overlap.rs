//! Area that two outlines share. Outlines of truths have many corners and may cross themselves, so none is taken for
//! convex. Not for boxes: [`register::geometry::Rect`] knows its own.

use register::geometry::{Point, Rect};

/// Strips in which areas are summed, at least and at most: a line of 50 pixels is cut at every pixel.
const STRIPS: (f64, f64) = (24.0, 512.0);
/// Half the height of a line that is given by two points alone, pixels: there is some area around it.
const THIN: f64 = 1.0;

/// An outline, ready to be laid on others.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    corners: Vec<Point>,
    pub(super) rect: Rect,
    pub(super) area: f64,
}

impl Shape {
    /// Of at least three corners; of fewer, the box around them, one pixel higher each way.
    pub(super) fn of(outline: &[Point]) -> Self {
        let rect = Rect::around(outline);
        let corners = if outline.len() < 3 {
            Rect::new(rect.left, rect.top - THIN, rect.right, rect.bottom + THIN).corners()
        } else {
            outline.to_vec()
        };
        let rect = Rect::around(&corners);
        let mut shape = Self { corners, rect, area: 0.0 };
        shape.area = shape.overlap(&shape);
        shape
    }

    /// Area shared with another, square pixels: strips from top to bottom, each with what both have at its middle
    /// (exact for corners that stand on edges of strips, to a percent for others). What an outline that crosses itself
    /// runs around twice lies outside (even-odd rule).
    pub(super) fn overlap(&self, other: &Shape) -> f64 {
        let shared = self.rect.intersection(&other.rect);
        if shared.area() <= 0.0 {
            return 0.0;
        }
        let strips = shared.height().clamp(STRIPS.0, STRIPS.1).ceil();
        let height = shared.height() / strips;
        let lengths = (0..strips as usize).map(|strip| {
            let y = shared.top + (strip as f64 + 0.5) * height;
            common(&self.crossings(y), &other.crossings(y))
        });
        lengths.sum::<f64>() * height
    }

    /// Where a level line crosses the outline, from left to right.
    fn crossings(&self, y: f64) -> Vec<f64> {
        let ends = self.corners.iter().zip(self.corners.iter().cycle().skip(1));
        let crossing = |(a, b): (&Point, &Point)| {
            ((a.y <= y) != (b.y <= y)).then(|| a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
        };
        let mut crossings: Vec<f64> = ends.filter_map(crossing).collect();
        crossings.sort_by(f64::total_cmp);
        crossings
    }

    /// Across of the centroid of the area; the box's centre where there is no area.
    pub(super) fn middle(&self) -> f64 {
        let ends = self.corners.iter().zip(self.corners.iter().cycle().skip(1));
        let (sum, twice) = ends.fold((0.0, 0.0), |(sum, twice), (a, b)| {
            let cross = a.x * b.y - b.x * a.y;
            (sum + (a.x + b.x) * cross, twice + cross)
        });
        if twice.abs() > f64::EPSILON { sum / (3.0 * twice) } else { self.rect.centre().x }
    }
}

/// Length that the insides of two rows of crossings share.
fn common(a: &[f64], b: &[f64]) -> f64 {
    let spans = |row: &[f64]| row.chunks_exact(2).map(|s| (s[0], s[1])).collect::<Vec<_>>();
    let (a, b) = (spans(a), spans(b));
    let shared = |s: &(f64, f64)| b.iter().map(|t| (s.1.min(t.1) - s.0.max(t.0)).max(0.0)).sum::<f64>();
    a.iter().map(shared).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(corners: &[(f64, f64)]) -> Shape {
        Shape::of(&corners.iter().map(|&(x, y)| Point::new(x, y)).collect::<Vec<_>>())
    }

    fn square(left: f64, top: f64, side: f64) -> Shape {
        shape(&[(left, top), (left + side, top), (left + side, top + side), (left, top + side)])
    }

    fn check(a: &Shape, b: &Shape, area: f64) {
        assert!((a.overlap(b) - area).abs() <= 0.01 * area.max(1.0), "{} is not {area}", a.overlap(b));
    }

    #[test]
    fn squares_share_their_common_corner() {
        check(&square(0.0, 0.0, 100.0), &square(60.0, 70.0, 100.0), 40.0 * 30.0);
    }

    #[test]
    fn what_lies_apart_shares_nothing() {
        check(&square(0.0, 0.0, 10.0), &square(20.0, 0.0, 10.0), 0.0);
    }

    #[test]
    fn slanted_outlines_are_not_taken_for_their_boxes() {
        let triangle = shape(&[(0.0, 0.0), (100.0, 0.0), (0.0, 100.0)]);
        check(&triangle, &square(0.0, 0.0, 100.0), 5000.0);
        check(&triangle, &square(60.0, 60.0, 40.0), 0.0);
    }

    #[test]
    fn a_notch_is_outside() {
        let u = shape(&[
            (0.0, 0.0),
            (30.0, 0.0),
            (30.0, 80.0),
            (60.0, 80.0),
            (60.0, 0.0),
            (90.0, 0.0),
            (90.0, 100.0),
            (0.0, 100.0),
        ]);
        check(&u, &square(30.0, 0.0, 30.0), 0.0);
        check(&u, &square(0.0, 0.0, 90.0), 90.0 * 60.0 + 30.0 * 10.0);
    }

    #[test]
    fn it_does_not_matter_which_way_round_an_outline_runs() {
        let (mut back, there) = (square(0.0, 0.0, 50.0), square(20.0, 20.0, 50.0));
        back.corners.reverse();
        check(&back, &there, 900.0);
        assert!((back.middle() - 25.0).abs() < 1e-9);
    }

    #[test]
    fn two_points_have_some_area_around_them() {
        assert!((shape(&[(0.0, 50.0), (100.0, 50.0)]).area - 200.0).abs() < 1e-6);
    }

    #[test]
    fn nothing_has_no_area() {
        assert_eq!(shape(&[(5.0, 5.0), (5.0, 5.0), (5.0, 5.0)]).area, 0.0);
        assert_eq!(Shape::of(&[]).overlap(&square(0.0, 0.0, 5.0)), 0.0);
    }
}
