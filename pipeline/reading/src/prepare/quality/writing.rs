//! How much stands on a page, and whether anything does. Not for what it is.

use super::paper::Look;

/// Darkness against the paper from which a place is ink; what shows through from the other side is fainter.
const INK: f32 = 0.2;
/// Fields of the grid, each way, in which writing is looked for.
const FIELDS: usize = 32;
/// Fields at each side where edges of the paper, folds and folio numbers are.
const RIM: usize = 2;
/// A field with this share of ink is written on.
const WRITTEN: f64 = 0.012;
/// A page with this share of written fields is blank: specks and a stroke of the pencil.
const BLANK: f64 = 0.006;

/// What was found.
pub(super) struct Writing {
    /// Share of the page that is ink.
    pub(super) share: f64,
    /// Does nothing stand on it?
    pub(super) blank: bool,
}

/// Looks for writing.
pub(super) fn find(look: &Look) -> Writing {
    let mut fields = vec![(0u32, 0u32); FIELDS * FIELDS];
    for y in 0..look.height {
        let row = y * FIELDS / look.height * FIELDS;
        for (x, field) in fields[row..row + FIELDS].iter_mut().enumerate() {
            let start = |x: usize| (x * look.width).div_ceil(FIELDS);
            let part = &look.row(y)[start(x)..start(x + 1)];
            field.1 += part.len() as u32;
            field.0 += part.iter().map(|&darkness| u32::from(darkness >= INK)).sum::<u32>();
        }
    }
    let ink: u32 = fields.iter().map(|f| f.0).sum();
    let inner = RIM..FIELDS - RIM;
    let written = fields.iter().enumerate().filter(|(nth, (ink, all))| {
        let inside = inner.contains(&(nth % FIELDS)) && inner.contains(&(nth / FIELDS));
        inside && f64::from(*ink) > WRITTEN * f64::from(*all)
    });
    let share = written.count() as f64 / (inner.len() * inner.len()) as f64;
    Writing { share: f64::from(ink) / look.darkness.len().max(1) as f64, blank: share <= BLANK }
}
