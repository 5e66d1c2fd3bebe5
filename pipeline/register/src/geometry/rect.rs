//! Upright boxes. Not for outlines that lean.

use serde::{Deserialize, Serialize};

use super::{Outline, Point};

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

#[cfg(test)]
mod tests {
    use super::*;

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
