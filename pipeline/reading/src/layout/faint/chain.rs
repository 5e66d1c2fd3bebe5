//! Marks that follow each other from strip to strip, and the rule they make. Not for finding the marks.

use crate::layout::rules::Rule;

/// Widest gap in strips, where ink crosses; a rule just begun has a shorter breath.
const WIDEST_GAP: usize = 6;
/// Strips over which the direction is taken.
const LOOK_BACK: usize = 16;
/// Marks that are looked at together; the part of their strips that must have one, and how far they jump from strip
/// to strip, pixels, at most: in lines of letters half of the strips have none and the others half a pixel.
const WINDOW: usize = 12;
const STEADY: f64 = 0.75;
const JUMP: f64 = 0.3;
/// Strips to a point of the course.
const PACE: usize = 3;

/// Where a strip is darker than what lies to both sides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) strip: usize,
    /// Its middle, pixels along the strip.
    pub(super) at: f64,
    /// Pixels along the strip.
    pub(super) thickness: f64,
}

/// Marks that follow each other from strip to strip.
pub(super) struct Chain {
    pub(super) marks: Vec<Mark>,
}

impl Chain {
    pub(super) fn last(&self) -> Mark {
        self.marks[self.marks.len() - 1]
    }

    /// Where it should be met in a strip.
    pub(super) fn expected(&self, strip: usize) -> f64 {
        let last = self.last();
        let back = self.marks[self.marks.len().saturating_sub(LOOK_BACK)];
        let strips = (last.strip - back.strip) as f64;
        let slope = if strips >= 3.0 { (last.at - back.at) / strips } else { 0.0 };
        last.at + slope * (strip - last.strip) as f64
    }

    /// Was it not met for too long?
    pub(super) fn is_over(&self, strip: usize) -> bool {
        strip - self.last().strip > (self.marks.len() / 2).clamp(1, WIDEST_GAP)
    }

    /// Its parts that are seen strip after strip. Between them it went on from letter to letter.
    pub(super) fn steady_parts(&self) -> Vec<Chain> {
        let marks = &self.marks;
        let mut steady = vec![false; marks.len()];
        for (i, window) in marks.windows(WINDOW).enumerate() {
            let strips = window[WINDOW - 1].strip - window[0].strip + 1;
            let mut jumps: Vec<f64> = window.windows(2).map(|w| (w[1].at - w[0].at).abs()).collect();
            jumps.sort_by(f64::total_cmp);
            if WINDOW as f64 >= STEADY * strips as f64 && jumps[jumps.len() / 2] <= JUMP {
                steady[i..i + WINDOW].fill(true);
            }
        }
        let parts = steady.chunk_by(|a, b| a == b).scan(0, |end, part| {
            let from = *end;
            *end += part.len();
            Some((part[0], from..*end))
        });
        let kept = parts.filter(|(steady, part)| *steady && part.len() >= LOOK_BACK);
        kept.map(|(_, part)| Chain { marks: marks[part].to_vec() }).collect()
    }

    /// The rule it makes, of strips of so many pixels; its contrast is measured elsewhere.
    pub(super) fn rule(&self, size: usize) -> Rule {
        let size = size as f64;
        let n = |part: &[Mark]| part.len() as f64;
        let (first, last) = (self.marks[0], self.last());
        let mut course = vec![(first.strip as f64 * size, first.at)];
        course.extend(self.marks.chunks(PACE).map(|part| {
            let along = part.iter().map(|m| m.strip as f64 + 0.5).sum::<f64>() / n(part);
            (along * size, part.iter().map(|m| m.at).sum::<f64>() / n(part))
        }));
        course.push(((last.strip + 1) as f64 * size, last.at));
        let mut inked: Vec<(f64, f64)> = Vec::new();
        for mark in &self.marks {
            let (from, to) = (mark.strip as f64 * size, (mark.strip + 1) as f64 * size);
            match inked.last_mut() {
                Some(part) if from <= part.1 => part.1 = to,
                _ => inked.push((from, to)),
            }
        }
        let thickness = self.marks.iter().map(|m| m.thickness).sum::<f64>() / n(&self.marks);
        Rule { course, thickness, contrast: 0.0, inked }
    }
}
