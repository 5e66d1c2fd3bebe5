//! Where a straightened page lies in its scan. Not for how that is found.

use serde::{Deserialize, Serialize};

use super::{Outline, Point, Rect};
use crate::bend::Bend;

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
}
