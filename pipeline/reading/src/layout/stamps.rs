//! Round stamps, apart from the entries they lie on: each a region of its own, without the pieces of lines that
//! its rim and emblem look like. Not for stamps with corners, and not for what a stamp says.

use register::{
    geometry::{Point, Rect},
    layout::Hand,
};

use super::{blobs::Blob, lines::FoundLine, rings::Ring};

/// A rim's strokes reach this far, radii.
const REACH: f64 = 1.06;
/// Strokes of a stamp that are larger than this, radii, are no letters of text below it.
const LARGE: f64 = 0.35;
/// A line with this share of its ink in a stamp is the stamp's.
const OWN: f64 = 0.7;
/// Corners of the outline.
const CORNERS: usize = 24;

/// Takes rims and emblems out of what may be text.
pub(super) fn take_out(blobs: &mut Vec<Blob>, rings: &[Ring]) {
    blobs.retain(|blob| {
        let (x, y) = blob.centre();
        let is_of = |ring: &Ring| {
            let large = f64::from(blob.width().max(blob.height())) >= LARGE * ring.radius;
            let fits = f64::from(blob.width().max(blob.height())) <= 2.0 * REACH * ring.radius;
            large && fits && ring.holds(x, y)
        };
        !rings.iter().any(is_of)
    });
}

/// Lines of print within a stamp become the stamp; text that runs on outside stays where it is.
pub(super) fn set_apart(lines: &mut Vec<FoundLine>, rings: &[Ring]) {
    for ring in rings {
        let wider = Ring { radius: REACH * ring.radius, ..*ring };
        lines.retain(|line| share_within(line, &wider) < OWN);
        lines.push(stamp(ring));
    }
}

fn share_within(line: &FoundLine, ring: &Ring) -> f64 {
    if line.hand == Hand::Stamp {
        return 0.0;
    }
    let dots = |inside: bool| -> f64 {
        let blobs = line.blobs.iter().filter(|b| !inside || ring.holds(b.centre().0, b.centre().1));
        blobs.map(|b| f64::from(b.dots)).sum()
    };
    dots(true) / dots(false).max(1.0)
}

fn stamp(ring: &Ring) -> FoundLine {
    let radius = REACH * ring.radius;
    let corner = |i: usize| {
        let angle = std::f64::consts::TAU * i as f64 / CORNERS as f64;
        Point::new(ring.x + radius * angle.cos(), ring.y + radius * angle.sin())
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
