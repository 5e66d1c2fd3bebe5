//! A line cut out of the page's ink with its baseline made level, and how tall its own small letters are.
//! Not for deciding anything.

use crate::layout::lines::FoundLine;
use crate::prepare::binarize::Ink;
use register::geometry::Rect;

/// Part of the densest rows' ink that a row must hold to belong to the small letters.
const BODY_INK: f32 = 0.45;
/// Height of small letters, letter heights of the page, within which a line's own is believed.
const BELIEVED: std::ops::Range<f64> = 0.45..2.0;

/// The ink of a line, rows from above its capitals to below its descenders.
pub(super) struct Strip {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) dots: Vec<u8>,
    /// Rows of the small letters: first, and the one after the last.
    pub(super) body: (usize, usize),
    /// Ink dots of each row.
    pub(super) profile: Vec<f32>,
}

impl Strip {
    /// The line's strip; `None` where its outline holds no ink. `letter` is the page's letter height, pixels.
    pub(super) fn cut(ink: &Ink, line: &FoundLine, letter: f64) -> Option<Self> {
        let bounds = Rect::around(&line.outline);
        let (a, b) = (line.baseline.first()?, line.baseline.last()?);
        let slope = if b.x - a.x > 1.0 { (b.y - a.y) / (b.x - a.x) } else { 0.0 };
        let above = line.outline.iter().map(|p| a.y + slope * (p.x - a.x) - p.y).fold(0.0, f64::max).ceil();
        let below = line.outline.iter().map(|p| p.y - a.y - slope * (p.x - a.x)).fold(0.0, f64::max).ceil();
        let left = bounds.left.max(0.0) as usize;
        let right = (bounds.right.max(0.0) as usize).min(ink.width);
        let (width, height) = (right.checked_sub(left)?, (above + below) as usize + 1);
        let mut dots = vec![0; width * height];
        let offset = |x: usize| (a.y + slope * ((left + x) as f64 - a.x) - above).round() as isize;
        let mut from = 0;
        while from < width {
            let shift = offset(from);
            let to = (from + 1..width).find(|&x| offset(x) != shift).unwrap_or(width);
            for y in 0..height {
                let Some(row) = usize::try_from(shift + y as isize).ok().filter(|&r| r < ink.height) else {
                    continue;
                };
                dots[y * width + from..y * width + to].copy_from_slice(&ink.row(row)[left + from..left + to]);
            }
            from = to;
        }
        let profile: Vec<f32> =
            dots.chunks_exact(width.max(1)).map(|row| row.iter().map(|&d| f32::from(d)).sum()).collect();
        let body = body(&profile, above, letter)?;
        Some(Self { width, height, dots, body, profile })
    }

    pub(super) fn row(&self, y: usize) -> &[u8] {
        &self.dots[y * self.width..(y + 1) * self.width]
    }

    /// Height of the small letters, pixels.
    pub(super) fn letter(&self) -> f64 {
        (self.body.1 - self.body.0) as f64
    }
}

/// The rows around the densest stretch above the baseline that hold near as much ink as it.
fn body(profile: &[f32], baseline: f64, letter: f64) -> Option<(usize, usize)> {
    let reach = (0.5 * letter).max(2.0) as usize;
    let sums: Vec<f32> = profile.windows(reach.min(profile.len()).max(1)).map(|w| w.iter().sum()).collect();
    let near = |y: usize| ((y + reach) as f64 - baseline).abs() < 0.9 * letter;
    let densest = (0..sums.len()).filter(|&y| near(y)).max_by(|&a, &b| sums[a].total_cmp(&sums[b]))?;
    let usual = sums[densest] / reach as f32;
    if usual <= 0.0 {
        return None;
    }
    let holds = |y: &usize| profile[*y] >= BODY_INK * usual;
    let middle = densest + reach / 2;
    let top = (0..middle).rev().take_while(holds).last().unwrap_or(middle);
    let bottom = (middle..profile.len()).take_while(holds).last().unwrap_or(middle) + 1;
    let own = (bottom - top) as f64 / letter;
    if BELIEVED.contains(&own) {
        return Some((top, bottom));
    }
    let bottom = (baseline.round() as usize).clamp(1, profile.len());
    let top = (baseline - letter).max(0.0) as usize;
    (top < bottom).then_some((top, bottom))
}
