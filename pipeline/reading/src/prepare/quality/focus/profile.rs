//! Edges along the rows and columns of a patch: how high and how wide each is. Not for choosing which count.

use super::Patch;

/// Edges lower than this, grey values, are grain.
const GRAIN: f32 = 10.0;
/// An edge ends where its slope falls to this share of its steepest.
const FOOT: f32 = 0.08;
/// How much the two edges of a stroke may differ in height.
const ALIKE: std::ops::RangeInclusive<f32> = 0.6..=1.6;

/// An edge between paper and ink.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Edge {
    /// Grey values from foot to head.
    pub(super) height: f32,
    /// Pixels: height over steepest slope.
    pub(super) width: f32,
    /// Where paper follows ink, pixels from the edge where the ink began: the thickness of the stroke.
    pub(super) stroke: Option<f32>,
}

/// Edges along the rows; every third row is looked at, with its neighbours to even out grain.
pub(super) fn across(patch: &Patch, edges: &mut Vec<Edge>) {
    let mut line = vec![0.0; patch.width];
    for y in (1..patch.height.saturating_sub(1)).step_by(3) {
        let (above, here, below) = (patch.row(y - 1), patch.row(y), patch.row(y + 1));
        for (x, sum) in line.iter_mut().enumerate() {
            *sum = f32::from(above[x]) + f32::from(here[x]) + f32::from(below[x]);
        }
        along(&line, edges);
    }
}

/// Edges along the columns.
pub(super) fn down(patch: &Patch, edges: &mut Vec<Edge>) {
    let mut line = vec![0.0; patch.height];
    for x in (1..patch.width.saturating_sub(1)).step_by(3) {
        for (y, sum) in line.iter_mut().enumerate() {
            let row = &patch.row(y)[x - 1..x + 2];
            *sum = f32::from(row[0]) + f32::from(row[1]) + f32::from(row[2]);
        }
        along(&line, edges);
    }
}

/// Edges of a line of sums of three pixels: stretches that rise or fall without a break.
fn along(line: &[f32], edges: &mut Vec<Edge>) {
    let mut stretch = Stretch::default();
    let mut fall: Option<Stretch> = None;
    for at in 1..line.len().saturating_sub(1) {
        // Half the difference of the neighbours, of three pixels at once.
        let slope = (line[at + 1] - line[at - 1]) / 6.0;
        if slope * stretch.steepest < 0.0 || slope.abs() < FOOT * stretch.steepest.abs() {
            stretch.close(&mut fall, edges);
            stretch = Stretch::default();
        }
        stretch.rise += slope;
        if slope.abs() > stretch.steepest.abs() {
            (stretch.steepest, stretch.at) = (slope, at);
        }
    }
    stretch.close(&mut fall, edges);
}

/// A stretch of a line that rises or falls.
#[derive(Debug, Clone, Copy, Default)]
struct Stretch {
    rise: f32,
    steepest: f32,
    /// Where it is steepest.
    at: usize,
}

impl Stretch {
    /// Makes an edge of it, if it is no grain; a rise after a fall of about that height ends a stroke.
    fn close(self, fall: &mut Option<Self>, edges: &mut Vec<Edge>) {
        if self.rise.abs() < GRAIN {
            return;
        }
        let before = fall.take().filter(|f| self.rise > 0.0 && ALIKE.contains(&(self.rise / -f.rise)));
        let stroke = before.map(|f| (self.at - f.at) as f32);
        edges.push(Edge { height: self.rise.abs(), width: self.rise / self.steepest, stroke });
        if self.rise < 0.0 {
            *fall = Some(self);
        }
    }
}
