//! Round stamps, apart from the entries they lie on: each a region of its own, without the pieces of lines that
//! its rim and emblem look like. Not for stamps with corners, and not for what a stamp says.

use register::{
    geometry::{Point, Rect},
    layout::Hand,
};

use super::{
    blobs::Blob,
    cells::FoundTable,
    lines::{FoundLine, InCell},
    rings::Ring,
};

/// A rim's strokes reach this far, radii.
const REACH: f64 = 1.06;
/// Strokes of a stamp that are larger than this, radii, are no letters of text below it.
const LARGE: f64 = 0.35;
/// A line with this share of its ink in a stamp is the stamp's.
const OWN: f64 = 0.7;
/// Corners of the outline.
const CORNERS: usize = 24;

/// Takes rims and emblems out of what may be text.
pub(super) fn take_out(blobs: &mut Vec<Blob>, stamps: &[Ring]) {
    blobs.retain(|blob| {
        let (x, y) = blob.centre();
        let side = f64::from(blob.width().max(blob.height()));
        let is_of = |stamp: &Ring| {
            stamp.holds(x, y) && side >= LARGE * stamp.radius && side <= 2.0 * REACH * stamp.radius
        };
        !stamps.iter().any(is_of)
    });
}

/// Lines within a stamp become the stamp. What runs on outside stays where it is, and so do printed headings below.
/// Says how many cells have no line left.
pub(super) fn set_apart(lines: &mut Vec<FoundLine>, stamps: &[Ring], tables: &[FoundTable]) -> usize {
    let mut taken: Vec<InCell> = Vec::new();
    for stamp in stamps {
        let reach = Ring { radius: REACH * stamp.radius, ..*stamp };
        lines.retain(|line| {
            let is_heading = line.cell.is_some_and(|at| tables[at.table].is_heading(at.row, at.column));
            let is_text = share_within(line, &reach) < OWN || is_heading;
            taken.extend(line.cell.filter(|_| !is_text));
            is_text
        });
    }
    lines.extend(stamps.iter().map(region));
    taken.sort_unstable_by_key(|c| (c.table, c.row, c.column));
    taken.dedup();
    taken.iter().filter(|cell| lines.iter().all(|l| l.cell != Some(**cell))).count()
}

/// Share of a line's ink.
fn share_within(line: &FoundLine, stamp: &Ring) -> f64 {
    let dots = |blobs: &mut dyn Iterator<Item = &Blob>| blobs.map(|b| f64::from(b.dots)).sum::<f64>();
    let within = |b: &&Blob| stamp.holds(b.centre().0, b.centre().1);
    dots(&mut line.blobs.iter().filter(within)) / dots(&mut line.blobs.iter()).max(1.0)
}

fn region(stamp: &Ring) -> FoundLine {
    let radius = REACH * stamp.radius;
    let corner = |i: usize| {
        let angle = std::f64::consts::TAU * i as f64 / CORNERS as f64;
        Point::new(stamp.x + radius * angle.cos(), stamp.y + radius * angle.sin())
    };
    let outline: Vec<Point> = (0..CORNERS).map(corner).collect();
    let around = Rect::around(&outline);
    FoundLine {
        baseline: vec![Point::new(around.left, around.bottom), Point::new(around.right, around.bottom)],
        outline,
        hand: Hand::Stamp,
        ..FoundLine::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAMP: Ring = Ring { x: 100.0, y: 100.0, radius: 50.0 };

    fn blob(left: u32, right: u32) -> Blob {
        Blob { left, top: 95, right, bottom: 110, dots: 10 * (right - left) }
    }

    /// Hands of the lines that are left of one with these blobs, and how many cells are bare.
    fn check(blobs: &[(u32, u32)], cell: Option<InCell>, hands: &[Hand], bare: usize) {
        let blobs = blobs.iter().map(|b| blob(b.0, b.1)).collect();
        let mut lines = vec![FoundLine { blobs, cell, ..FoundLine::default() }];
        let bounds = Rect::new(0.0, 0.0, 500.0, 500.0);
        let table = FoundTable {
            rows: 1,
            columns: 1,
            outline: bounds.corners(),
            bounds,
            cells: Vec::new(),
            row_courses: Vec::new(),
        };
        assert_eq!(set_apart(&mut lines, &[STAMP], &[table]), bare);
        assert_eq!(lines.iter().map(|l| l.hand).collect::<Vec<_>>(), hands);
    }

    #[test]
    fn print_within_a_stamp_is_the_stamp() {
        check(&[(70, 80), (90, 120)], None, &[Hand::Stamp], 0);
    }

    #[test]
    fn text_that_runs_on_outside_is_a_line_still() {
        check(&[(120, 140), (160, 200)], None, &[Hand::Printed, Hand::Stamp], 0);
    }

    #[test]
    fn a_cell_whose_line_was_taken_is_told() {
        check(&[(70, 120)], Some(InCell { table: 0, row: 0, column: 0 }), &[Hand::Stamp], 1);
    }

    #[test]
    fn rims_are_no_text_and_letters_below_are() {
        let mut blobs = vec![blob(50, 150), blob(90, 100), blob(90, 300)];
        take_out(&mut blobs, &[STAMP]);
        assert_eq!(blobs, [blob(90, 100), blob(90, 300)]);
    }
}
