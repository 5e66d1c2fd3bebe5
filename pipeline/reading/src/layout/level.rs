//! Heights on a page whose rows are not quite level: every point is carried along the rows to the middle of its
//! table. Not for finding rows.

use register::geometry::Point;

use super::cells::FoundTable;

/// Carries points along the rows between two borders of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Level {
    top: Vec<Point>,
    bottom: Vec<Point>,
    middle: f64,
}

impl Level {
    /// Between the borders above row `first` and below the last one.
    pub(super) fn of(table: &FoundTable, first: usize) -> Option<Self> {
        let (top, bottom) = (table.row_courses.get(first)?.clone(), table.row_courses.last()?.clone());
        let middle = (table.bounds.left + table.bounds.right) / 2.0;
        let level = Self { top, bottom, middle };
        (level.height(middle) > 1.0).then_some(level)
    }

    fn height(&self, x: f64) -> f64 {
        at(&self.bottom, x) - at(&self.top, x)
    }

    /// The height of a point, carried to the middle of the table.
    pub(super) fn of_point(&self, p: Point) -> f64 {
        let part = (p.y - at(&self.top, p.x)) / self.height(p.x).max(1.0);
        at(&self.top, self.middle) + part * self.height(self.middle)
    }

    /// Where a height lies at `x`.
    pub(super) fn y(&self, x: f64, level: f64) -> f64 {
        let part = (level - at(&self.top, self.middle)) / self.height(self.middle);
        at(&self.top, x) + part * self.height(x).max(1.0)
    }

    /// The height of a border.
    pub(super) fn of_course(&self, course: &[Point]) -> f64 {
        self.of_point(Point::new(self.middle, at(course, self.middle)))
    }
}

/// Height of a course at `x`; level beyond its ends.
pub(super) fn at(course: &[Point], x: f64) -> f64 {
    let next = course.partition_point(|p| p.x < x);
    let (Some(before), Some(after)) = (course.get(next.saturating_sub(1)), course.get(next)) else {
        return course.last().map_or(0.0, |p| p.y);
    };
    let wide = after.x - before.x;
    if wide < 1e-9 { after.y } else { before.y + (after.y - before.y) * (x - before.x) / wide }
}

/// The part of a polygon on one side of a line (Sutherland and Hodgman, 1974).
pub(super) fn clip(outline: &[Point], inside: impl Fn(&Point) -> f64) -> Vec<Point> {
    let mut kept = Vec::new();
    for (i, a) in outline.iter().enumerate() {
        let b = &outline[(i + 1) % outline.len()];
        let (da, db) = (inside(a), inside(b));
        if da >= 0.0 {
            kept.push(*a);
        }
        if (da >= 0.0) != (db >= 0.0) {
            let part = da / (da - db);
            kept.push(Point::new(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part));
        }
    }
    kept
}
