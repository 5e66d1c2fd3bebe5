//! Feet of ink, where strokes end above paper: of letters, and of ruled lines. Not for the angle they show.

use image::GrayImage;

use super::super::binarize::Ink;

/// Strokes taller than this share of the picture are borders and rules down the page, not letters.
const TALLEST: f64 = 0.03;
/// A stroke stands out from what lies above it and from what lies below by like steps of grey: the lesser at
/// least this share of the greater. At the rim of a sheet one side is background, and the step no stroke.
const EVEN_STEPS: f32 = 0.3;
/// Straight feet side by side over more than this share of the width are a rule.
const RULED: f64 = 0.025;
/// Most the feet of a rule stray from the straight line between its ends, pixels.
const STRAY: f32 = 1.6;

/// A foot, pixels of the picture looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::prepare) struct Foot {
    pub(in crate::prepare) x: f32,
    /// To parts of a pixel, by the greys on both sides of the edge.
    pub(in crate::prepare) y: f32,
}

/// The feet of a page, in order of columns.
#[derive(Debug, Default)]
pub(super) struct Feet {
    pub(super) text: Vec<Foot>,
    pub(super) rules: Vec<Foot>,
}

/// The feet in `gray`, whose ink is `ink`.
pub(super) fn find(gray: &GrayImage, ink: &Ink) -> Feet {
    let ruled = (ink.width as f64 * RULED) as usize;
    let mut feet = Feet::default();
    let mut open: Vec<Vec<Foot>> = Vec::new();
    for column in by_column(gray, ink) {
        let (still_open, done) = join(open, column);
        open = still_open;
        done.iter().for_each(|chain| feet.add(chain, ruled));
    }
    open.iter().for_each(|chain| feet.add(chain, ruled));
    feet.text.sort_by(|a, b| a.x.total_cmp(&b.x));
    feet
}

impl Feet {
    fn add(&mut self, chain: &[Foot], ruled: usize) {
        let rule = chain.len() > ruled && is_straight(chain);
        if rule { &mut self.rules } else { &mut self.text }.extend_from_slice(chain);
    }
}

/// The feet of each column, downwards.
fn by_column(gray: &GrayImage, ink: &Ink) -> Vec<Vec<Foot>> {
    let tallest = (ink.height as f64 * TALLEST) as usize;
    let mut columns = vec![Vec::new(); ink.width];
    let mut strokes = vec![(0usize, u8::MAX); ink.width];
    for (y, grays) in gray.as_raw().chunks_exact(ink.width).enumerate() {
        for (x, (&dot, stroke)) in ink.row(y).iter().zip(strokes.iter_mut()).enumerate() {
            if dot != 0 {
                *stroke = (stroke.0 + 1, stroke.1.min(grays[x]));
            } else if stroke.0 > 0 {
                if stroke.0 <= tallest {
                    columns[x].extend(foot(gray, x, y, *stroke));
                }
                *stroke = (0, u8::MAX);
            }
        }
    }
    columns
}

/// The foot of a stroke of so many pixels and such a darkest grey that ends above row `y`.
fn foot(gray: &GrayImage, x: usize, y: usize, (tall, darkest): (usize, u8)) -> Option<Foot> {
    let top = (y - tall).checked_sub(1)?;
    let at =
        |y: usize| f32::from(gray.as_raw()[y.min(gray.height() as usize - 1) * gray.width() as usize + x]);
    // The row next to a stroke is partly stroke; the one beyond shows the paper.
    let above = at(top.saturating_sub(1)) - f32::from(darkest);
    let below = at(y + 1) - f32::from(darkest);
    if above.min(below) < EVEN_STEPS * above.max(below) {
        return None;
    }
    let half = f32::from(darkest) + below / 2.0;
    let (last, next) = (at(y - 1), at(y));
    let part = ((half - last) / (next - last).max(1.0)).clamp(0.0, 1.5);
    Some(Foot { x: x as f32, y: y as f32 + part + spread(x, y) })
}

/// Rows of pictures in black and white lie on whole pixels, angles do not: feet are shifted by a part of a
/// pixel that is spread evenly, so that the angle nought is not sharper than others by counting alone.
fn spread(x: usize, y: usize) -> f32 {
    const GOLDEN: f32 = 0.618_034;
    const MOST: f32 = 0.3;
    MOST * ((x + 7 * y) as f32 * GOLDEN).fract()
}

/// Adds a column's feet to the chains they lie next to, or opens new ones; and the chains that ended.
fn join(open: Vec<Vec<Foot>>, column: Vec<Foot>) -> (Vec<Vec<Foot>>, Vec<Vec<Foot>>) {
    const STEP: f32 = 1.9;
    let end = |chain: &Vec<Foot>| chain.last().map_or(0.0, |foot| foot.y);
    let (mut next, mut done) = (Vec::with_capacity(column.len()), Vec::new());
    let mut waiting = open.into_iter().peekable();
    for foot in column {
        while let Some(chain) = waiting.next_if(|c| end(c) + STEP < foot.y) {
            done.push(chain);
        }
        let mut chain = waiting.next_if(|c| end(c) <= foot.y + STEP).unwrap_or_default();
        chain.push(foot);
        next.push(chain);
    }
    done.extend(waiting);
    (next, done)
}

fn is_straight(chain: &[Foot]) -> bool {
    let (Some(first), Some(last)) = (chain.first(), chain.last()) else { return false };
    let slope = (last.y - first.y) / (last.x - first.x).max(1.0);
    chain.iter().all(|foot| (foot.y - first.y - slope * (foot.x - first.x)).abs() <= STRAY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prepare::binarize::binarize;
    use image::Luma;

    fn check(at: impl Fn(u32, u32) -> u8, text: usize, rules: usize) {
        let gray = GrayImage::from_fn(400, 300, |x, y| Luma([at(x, y)]));
        let feet = find(&gray, &binarize(&gray, 41));
        assert_eq!((feet.text.len(), feet.rules.len()), (text, rules));
    }

    #[test]
    fn every_column_of_a_letter_has_a_foot() {
        check(|x, y| if (100..106).contains(&x) && (50..58).contains(&y) { 20 } else { 220 }, 6, 0);
    }

    #[test]
    fn a_long_straight_stroke_is_a_rule() {
        check(|x, y| if (100..300).contains(&x) && y == 50 { 20 } else { 220 }, 0, 200);
    }

    #[test]
    fn a_leaning_rule_is_one_rule() {
        check(|x, y| if (100..300).contains(&x) && (y * 5).abs_diff(x) < 10 { 20 } else { 220 }, 0, 200);
    }

    #[test]
    fn the_rim_of_a_sheet_has_no_feet() {
        check(|_, y| if y < 200 { 230 } else { 120 }, 0, 0);
        check(|_, y| if y < 100 { 5 } else { 200 }, 0, 0);
    }

    #[test]
    fn a_tall_stroke_has_no_foot() {
        check(|x, y| if (100..106).contains(&x) && (50..150).contains(&y) { 20 } else { 220 }, 0, 0);
    }
}
