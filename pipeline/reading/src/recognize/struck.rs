//! Words that were struck out: a stroke runs through their small letters from one end to the other. Not for rules of the form
//! and underlines: those run on beside the word, or below its letters. Nor for what holds instead: extraction tells that.

use image::GrayImage;
use register::{
    geometry::{Placement, Rect},
    layout::{Hand, Line, Word},
    page::Page,
};

use super::USUAL_X_HEIGHT;

/// Where the stroke runs at either end of the word, x-heights above the baseline. Feet of letters touch each other below that.
const BETWEEN: (f64, f64) = (0.25, 0.9);
/// Steepest stroke, pixels up or down for one along, and what it may climb in any word, pixels.
const STEEPEST: (f64, f64) = (0.06, 2.0);
/// Share of the word's width along which it is dark, and the widest gap in it, x-heights: letters stand further apart. Of
/// 8,000 words of typed forms and hands that nobody struck out, one was so, a broken rule.
const DARK: f64 = 0.98;
const WIDEST_GAP: f64 = 0.1;
/// How far it may go on beside the word, x-heights: a rule goes further. And the gap behind which it does not go on.
const BESIDE: f64 = 1.2;
const BREAK: f64 = 0.15;
/// Shortest and lowest word that can be told, x-heights: in shorter ones bars of letters are as long.
const SHORTEST: f64 = 3.0;
const LOWEST: f64 = 1.0;
/// From here on, of what lies between ink and paper, a pixel is dark; and the least difference of both, grey values.
const DARKER: f64 = 0.35;
const LEAST_CONTRAST: f64 = 25.0;

/// Marks the words of a page that were struck out. `straight` is the page's straight picture.
pub(super) fn mark(page: &mut Page, straight: &GrayImage) {
    let x_height = page.quality.x_height.unwrap_or(USUAL_X_HEIGHT).max(1.0);
    page.lines.iter_mut().flatten().for_each(|line| mark_in(line, &page.placement, x_height, straight));
}

fn mark_in(line: &mut Line, placement: &Placement, x_height: f64, straight: &GrayImage) {
    if line.hand == Hand::Stamp {
        return;
    }
    let baseline = baseline(line, placement);
    let is_word = |word: &&mut Word| word.text.chars().filter(|c| c.is_alphanumeric()).count() > 1;
    for word in line.words.iter_mut().filter(is_word) {
        let rect = placement.page_rect(&word.outline);
        let ends = height_at(&baseline, rect.left).zip(height_at(&baseline, rect.right));
        let large = rect.width() >= SHORTEST * x_height && rect.height() >= LOWEST * x_height;
        let look = ends.filter(|_| large).and_then(|feet| Look::at(straight, rect, feet, x_height));
        word.struck = look.is_some_and(|look| look.is_struck());
    }
}

/// A line's baseline on the straight page, from left to right.
fn baseline(line: &Line, placement: &Placement) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> =
        line.baseline.iter().map(|p| placement.to_page(*p)).map(|p| (p.x, p.y)).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    points
}

fn height_at(course: &[(f64, f64)], x: f64) -> Option<f64> {
    let (first, last) = (course.first()?, course.last()?);
    let next = course.partition_point(|p| p.0 < x);
    let (a, b) = match next {
        0 => return Some(first.1),
        n if n == course.len() => return Some(last.1),
        n => (course[n - 1], course[n]),
    };
    Some(a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0).max(1.0))
}

/// The dark places around a word, as far as a stroke may run.
struct Look {
    dark: Vec<bool>,
    width: usize,
    height: usize,
    /// First and last column of the word.
    word: (usize, usize),
    /// The baseline at its ends, rows.
    feet: (f64, f64),
    x_height: f64,
}

impl Look {
    fn at(picture: &GrayImage, word: Rect, feet: (f64, f64), x_height: f64) -> Option<Self> {
        let clamp = |x: f64, most: u32| x.clamp(0.0, f64::from(most)) as u32;
        let reach = (BESIDE + 1.0) * x_height;
        let (left, right) =
            (clamp(word.left - reach, picture.width()), clamp(word.right + reach, picture.width()));
        let top = clamp(feet.0.min(feet.1) - (BETWEEN.1 + 0.3) * x_height, picture.height());
        let bottom = clamp(feet.0.max(feet.1), picture.height());
        if left + 2 >= right || top + 2 >= bottom {
            return None;
        }
        let threshold = threshold(picture, &word)?;
        let is_dark = |x: u32, y: u32| {
            // A stroke of one pixel steps from row to row.
            let rows = y.saturating_sub(1)..=(y + 1).min(picture.height() - 1);
            rows.map(|y| picture.get_pixel(x, y).0[0]).min().is_some_and(|v| f64::from(v) < threshold)
        };
        let dark = (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y)));
        let dark = dark.map(|(x, y)| is_dark(x, y)).collect();
        let column = |x: f64| (clamp(x, picture.width()).saturating_sub(left)) as usize;
        let width = (right - left) as usize;
        let word = (column(word.left), column(word.right).min(width - 1));
        if word.0 >= word.1 {
            return None;
        }
        Some(Self {
            dark,
            width,
            height: (bottom - top) as usize,
            word,
            feet: (feet.0 - f64::from(top), feet.1 - f64::from(top)),
            x_height,
        })
    }

    /// Does a stroke run through the word, and none of its like past it?
    fn is_struck(&self) -> bool {
        let strokes = self.strokes();
        !strokes.is_empty() && strokes.iter().all(|stroke| self.ends_with_the_word(stroke))
    }

    /// The strokes through the word, each with its heights at the word's ends.
    fn strokes(&self) -> Vec<(f64, f64)> {
        let across = (self.word.1 - self.word.0) as f64;
        let steepest = (STEEPEST.0 * across).max(STEEPEST.1);
        let (from, to) = (BETWEEN.0 * self.x_height, BETWEEN.1 * self.x_height);
        let steps = || (0..(to - from).max(0.0) as usize).map(|step| from + step as f64);
        let pairs = steps().flat_map(|a| steps().map(move |b| (a, b)));
        let strokes = pairs.filter(|(a, b)| (a - b).abs() <= steepest);
        strokes
            .map(|(a, b)| (self.feet.0 - a, self.feet.1 - b))
            .filter(|stroke| self.is_dark_along(*stroke))
            .collect()
    }

    fn is_dark_along(&self, stroke: (f64, f64)) -> bool {
        let widest = (WIDEST_GAP * self.x_height).max(1.0) as usize;
        let (mut light, mut gap) = (0usize, 0usize);
        let allowed = ((1.0 - DARK) * (self.word.1 - self.word.0) as f64) as usize;
        for x in self.word.0..self.word.1 {
            gap = if self.is_dark(x, self.along(stroke, x as f64)) { 0 } else { gap + 1 };
            light += usize::from(gap > 0);
            if gap > widest || light > allowed {
                return false;
            }
        }
        true
    }

    /// Height of a stroke in a column, also beside the word.
    fn along(&self, stroke: (f64, f64), x: f64) -> f64 {
        let across = (self.word.1 - self.word.0).max(1) as f64;
        stroke.0 + (stroke.1 - stroke.0) * (x - self.word.0 as f64) / across
    }

    fn ends_with_the_word(&self, stroke: &(f64, f64)) -> bool {
        let before = (0..self.word.0).rev();
        let behind = self.word.1..self.width;
        self.goes_on(*stroke, before) <= BESIDE * self.x_height
            && self.goes_on(*stroke, behind) <= BESIDE * self.x_height
    }

    /// How far a stroke goes on over columns, pixels.
    fn goes_on(&self, stroke: (f64, f64), columns: impl Iterator<Item = usize>) -> f64 {
        let widest = (BREAK * self.x_height).max(2.0) as usize;
        let (mut far, mut gap) = (0, 0);
        for (nth, x) in columns.enumerate() {
            gap = if self.is_dark(x, self.along(stroke, x as f64)) { 0 } else { gap + 1 };
            if gap > widest {
                break;
            }
            far = if gap == 0 { nth + 1 } else { far };
        }
        far as f64
    }

    fn is_dark(&self, x: usize, y: f64) -> bool {
        let y = y.round();
        y >= 0.0 && (y as usize) < self.height && self.dark[y as usize * self.width + x]
    }
}

/// Below this a pixel in and around a word is dark; nothing where it hardly differs from its paper.
fn threshold(picture: &GrayImage, word: &Rect) -> Option<f64> {
    const AROUND: f64 = 5.0;
    let (x0, y0) = ((word.left - AROUND).max(0.0) as u32, (word.top - AROUND).max(0.0) as u32);
    let (x1, y1) = ((word.right + AROUND) as u32, (word.bottom + AROUND) as u32);
    let (x1, y1) = (x1.min(picture.width()), y1.min(picture.height()));
    let mut seen: Vec<u8> = (y0..y1)
        .flat_map(|y| (x0..x1).map(move |x| (x, y)))
        .map(|(x, y)| picture.get_pixel(x, y).0[0])
        .collect();
    seen.sort_unstable();
    let quantile = |share: f64| seen.get((share * seen.len() as f64) as usize).map(|v| f64::from(*v));
    let (ink, paper) = (quantile(0.02)?, quantile(0.85)?);
    (paper - ink >= LEAST_CONTRAST).then_some(paper - DARKER * (paper - ink))
}

#[cfg(test)]
mod tests;
