//! Rulings: long thin strokes across or down the page, through small breaks. Not for cells: [`super::grid`]
//! makes those. A row of dots is no rule.

use image::GrayImage;

use super::{
    blobs::{connected, letter_height},
    faint, joining,
    strokes::strokes,
};
use crate::prepare::{binarize::Ink, transpose::transposed_ink};

/// Shortest rule that is taken out of the text, share of the side it runs along.
const ERASED_SHARE: f64 = 0.06;
/// How much darker than the paper at either side a rule is, grey values: the edge of a page has paper on one
/// side only.
const LEAST_CONTRAST: i32 = 8;
/// Share of a rule that must have paper at both sides.
const BETWEEN_PAPER: f64 = 0.5;
/// Highest letter that is believed, share of the shorter side: joined handwriting has blobs of any height.
const TALLEST_LETTER: f64 = 0.02;

/// Least length of a rule that is not ink, share of the side it runs along, and the part of it that must be seen.
/// Lines of print have the feet of their letters in a row, so across the page more is asked.
const FAINT_DOWN: (f64, f64) = (0.1, 0.75);
const FAINT_ACROSS: (f64, f64) = (0.3, 0.9);
/// Longest stretch of such a rule without a break, letter heights, at least.
const FAINT_LETTERS: f64 = 4.0;

/// A rule, described along its own direction: `along` is x for a rule across the page, y for one down it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rule {
    /// Course: (along, across), ascending.
    pub(super) course: Vec<(f64, f64)>,
    /// Mean thickness, pixels.
    pub(super) thickness: f64,
    /// How much darker than the paper at its sides, grey values: the median along it.
    pub(super) contrast: f64,
    /// Stretches of it that are ink: from, to.
    pub(super) inked: Vec<(f64, f64)>,
}

impl Rule {
    pub(super) fn from(&self) -> f64 {
        self.course[0].0
    }

    pub(super) fn to(&self) -> f64 {
        self.course[self.course.len() - 1].0
    }

    pub(super) fn length(&self) -> f64 {
        self.to() - self.from()
    }

    /// Length of all stretches that are ink.
    pub(super) fn covered(&self) -> f64 {
        self.inked.iter().map(|part| part.1 - part.0).sum()
    }

    /// The longest stretch that is ink.
    pub(super) fn longest(&self) -> f64 {
        self.inked.iter().map(|part| part.1 - part.0).fold(0.0, f64::max)
    }

    /// Is there ink within `near` of this place along it?
    pub(super) fn is_inked(&self, along: f64, near: f64) -> bool {
        self.inked.iter().any(|part| part.0 - near <= along && along <= part.1 + near)
    }

    /// Does the other rule go on where this one ends, in the same direction?
    pub(super) fn goes_on_in(&self, next: &Rule) -> bool {
        let gap = next.from() - self.to();
        let (a, b) = (self.course[0], next.course[next.course.len() - 1]);
        let slope = (b.1 - a.1) / (b.0 - a.0).max(1.0);
        let off = |p: (f64, f64)| (p.1 - a.1 - slope * (p.0 - a.0)).abs();
        let ends = [self.course[self.course.len() - 1], next.course[0]];
        gap > 0.0
            && gap < self.length().max(next.length())
            && slope.abs() < 0.05
            && ends.into_iter().all(|end| off(end) < 4.0 + 0.003 * (b.0 - a.0))
    }

    /// Where the rule stands across at `along`; beyond its ends it goes on level.
    pub(super) fn at(&self, along: f64) -> f64 {
        let course = &self.course;
        let next = course.partition_point(|p| p.0 < along);
        if next == 0 {
            return course[0].1;
        }
        if next == course.len() {
            return course[next - 1].1;
        }
        let (a, b) = (course[next - 1], course[next]);
        if b.0 - a.0 < 1e-9 { b.1 } else { a.1 + (b.1 - a.1) * (along - a.0) / (b.0 - a.0) }
    }
}

/// All rules of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Rules {
    pub(super) across: Vec<Rule>,
    pub(super) down: Vec<Rule>,
    /// Rules down the whole page, seen here and there: some are among the others, in pieces or whole.
    pub(super) whole: Vec<Rule>,
}

/// The rules of a page's ink; `gray` is the picture the ink was found in.
pub(super) fn find(ink: &Ink, gray: &GrayImage) -> Rules {
    let shorter = ink.width.min(ink.height) as f64;
    let letter = letter_height(&connected(ink)).min(TALLEST_LETTER * shorter);
    let across = strokes(ink, shorter, letter);
    let down = strokes(&transposed_ink(ink), shorter, letter);
    let across_gray = |along, across| gray_at(gray, along, across);
    let down_gray = |along, across| gray_at(gray, across, along);
    let (across, alone) = joining::heal(between_paper(across, across_gray), faint::across(gray).rules);
    let across = with_faint(across, alone, FAINT_ACROSS, ink.width, letter);
    // Feet of letters lie in rows across the page: only down it a rule is told by what is seen of it here and there.
    let mut followed = faint::down(gray);
    let faint = std::mem::take(&mut followed.rules);
    let (whole, _) = followed.through(faint.clone());
    let (mut down, alone) = joining::heal(between_paper(down, down_gray), faint);
    let (through, alone) = followed.through(alone);
    down.extend(through);
    let down = with_faint(down, alone, FAINT_DOWN, ink.height, letter);
    Rules {
        across: between_paper(across, across_gray),
        down: between_paper(down, down_gray),
        whole: between_paper(whole, down_gray),
    }
}

/// The rules, and those that are faint and sure by themselves.
fn with_faint(
    mut rules: Vec<Rule>,
    alone: Vec<Rule>,
    least: (f64, f64),
    side: usize,
    letter: f64,
) -> Vec<Rule> {
    let sure = |r: &Rule| {
        r.length() >= least.0 * side as f64
            && r.covered() >= least.1 * r.length()
            && r.longest() >= FAINT_LETTERS * letter
    };
    rules.extend(alone.into_iter().filter(sure));
    rules
}

fn gray_at(gray: &GrayImage, x: f64, y: f64) -> Option<i32> {
    let inside = x >= 0.0 && y >= 0.0 && x < f64::from(gray.width()) && y < f64::from(gray.height());
    inside.then(|| i32::from(gray.get_pixel(x as u32, y as u32).0[0]))
}

/// The rules that are darker than what lies to both their sides, their contrast measured.
fn between_paper(mut rules: Vec<Rule>, gray: impl Fn(f64, f64) -> Option<i32>) -> Vec<Rule> {
    rules.retain_mut(|rule| {
        let mut seen = contrasts(rule, &gray);
        seen.sort_unstable();
        let between = seen.len() - seen.partition_point(|&c| c < LEAST_CONTRAST);
        rule.contrast = seen.get(seen.len() / 2).map_or(0.0, |&c| f64::from(c));
        between as f64 >= BETWEEN_PAPER * seen.len() as f64
    });
    rules
}

/// How much darker the rule is than the lighter pixels near its sides, from stretch to stretch: a row of dots is
/// darker by half.
fn contrasts(rule: &Rule, gray: impl Fn(f64, f64) -> Option<i32>) -> Vec<i32> {
    const STRETCH: usize = 6;
    let near = rule.thickness / 2.0 + 1.5;
    let contrast = |from: usize| {
        let middle = (from + STRETCH / 2) as f64 + 0.5;
        let across = rule.at(middle);
        let side = |sign: f64| {
            (0..5).filter_map(|i| gray(middle, across + sign * (near + f64::from(i)))).max().unwrap_or(0)
        };
        let own = |along: usize| {
            let place = |d: f64| gray(along as f64 + 0.5, across + d);
            [-1.0, 0.0, 1.0].into_iter().filter_map(place).min().unwrap_or(255)
        };
        let own: i32 = (from..from + STRETCH).map(own).sum();
        side(-1.0).min(side(1.0)) - own / STRETCH as i32
    };
    (rule.from() as usize..rule.to() as usize).step_by(STRETCH).map(contrast).collect()
}

/// Takes the rules out of the ink, so that what is left is text. Short ones stay: they may be strokes of
/// letters.
pub(super) fn erase(ink: &mut Ink, rules: &Rules) {
    let (width, height) = (ink.width as i64, ink.height as i64);
    for rule in rules.across.iter().filter(|r| r.length() >= ERASED_SHARE * width as f64) {
        let reach = (rule.thickness / 2.0 + 1.5).ceil() as i64;
        for x in rule.from() as i64..rule.to() as i64 {
            let y = rule.at(x as f64 + 0.5) as i64;
            wipe(ink, reach, |step| {
                let y = y + step;
                (x >= 0 && x < width && y >= 0 && y < height).then(|| (y * width + x) as usize)
            });
        }
    }
    for rule in rules.down.iter().filter(|r| r.length() >= ERASED_SHARE * height as f64) {
        let reach = (rule.thickness / 2.0 + 1.5).ceil() as i64;
        for y in rule.from() as i64..rule.to() as i64 {
            let x = rule.at(y as f64 + 0.5) as i64;
            wipe(ink, reach, |step| {
                let x = x + step;
                (x >= 0 && x < width && y >= 0 && y < height).then(|| (y * width + x) as usize)
            });
        }
    }
}

/// Wipes the rule's thickness unless ink goes on at both sides: there a letter crosses it.
fn wipe(ink: &mut Ink, reach: i64, place: impl Fn(i64) -> Option<usize>) {
    let dark = |step: i64| place(step).is_some_and(|at| ink.dots[at] != 0);
    if dark(-reach - 1) && dark(reach + 1) {
        return;
    }
    for step in -reach..=reach {
        if let Some(at) = place(step) {
            ink.dots[at] = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(ink: &Ink) -> Rules {
        let gray = ink.dots.iter().map(|&d| if d == 0 { 220 } else { 40 }).collect();
        find(ink, &GrayImage::from_raw(ink.width as u32, ink.height as u32, gray).unwrap())
    }

    fn ink_of(dark: impl Fn(usize, usize) -> bool) -> Ink {
        let mut ink = Ink::none(800, 600);
        for y in 0..600 {
            for x in 0..800 {
                ink.dots[y * 800 + x] = u8::from(dark(x, y));
            }
        }
        ink
    }

    #[test]
    fn a_broken_leaning_rule_is_one_rule() {
        let found =
            found(&ink_of(|x, y| y == 200 + x / 100 && (100..700).contains(&x) && !(300..318).contains(&x)));
        assert_eq!((found.across.len(), found.down.len()), (1, 0));
        let rule = &found.across[0];
        assert!((rule.from() - 100.0).abs() < 2.0 && (rule.to() - 700.0).abs() < 2.0);
        assert!((rule.at(650.0) - 206.5).abs() < 1.0);
    }

    #[test]
    fn a_dotted_leader_is_no_rule() {
        assert_eq!(found(&ink_of(|x, y| (200..203).contains(&y) && x % 9 < 3)), Rules::default());
    }

    #[test]
    fn stems_of_letters_below_each_other_are_no_rule() {
        // Lines of verse: letters 24 high, 34 apart, each line beginning with an upright stroke.
        let stems = ink_of(|x, y| (y % 34) < 24 && (100..500).contains(&x) && (x - 100) % 20 < 4);
        assert_eq!(found(&stems), Rules::default());
    }

    #[test]
    fn a_black_picture_is_no_rule() {
        assert_eq!(
            found(&ink_of(|x, y| (100..400).contains(&x) && (100..300).contains(&y))),
            Rules::default()
        );
    }

    #[test]
    fn erasing_a_rule_leaves_the_letter_that_crosses_it() {
        let mut ink = ink_of(|x, y| y == 200 || ((398..402).contains(&x) && (188..212).contains(&y)));
        let rules = found(&ink);
        erase(&mut ink, &rules);
        assert!(!ink.at(100, 200) && ink.at(400, 200) && ink.at(400, 190));
    }
}
