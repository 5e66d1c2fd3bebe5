//! Rules too faint, too blurred or too often crossed to be ink throughout: followed in the grey picture from strip
//! to strip, to parts of a pixel. Not for short strokes, which letters have too.

use image::GrayImage;

use self::{
    chain::{Chain, Mark},
    strips::Strips,
};
use super::rules::Rule;

mod chain;
mod strips;
mod through;

/// Distance of the paper a rule is compared with, pixels to either side; thicker rules are ink anyway.
const BESIDE: usize = 4;
/// Least contrast of a rule to the paper beside it: grey values, and share of what lies between paper and ink.
const LEAST_CONTRAST: (f64, f64) = (4.0, 0.1);
/// How far from its course a rule may be met again, pixels: a strip on, and more for each strip left out.
const ASTRAY: (f64, f64) = (1.2, 0.15);
/// Steepest rule, pixels across for one along.
const STEEPEST: f64 = 0.05;

/// The rules followed in one direction, and all that is darker than what lies beside it, strip for strip.
pub(super) struct Followed {
    pub(super) rules: Vec<Rule>,
    /// Of each strip the places of its marks, ascending, pixels.
    marks: Vec<Vec<f64>>,
    /// Pixels to a strip, and the length of one.
    size: f64,
    across: f64,
}

/// The rules down a picture.
pub(super) fn down(gray: &GrayImage) -> Followed {
    follow(&Strips::of_rows(gray), least_contrast(gray))
}

/// The rules across a picture.
pub(super) fn across(gray: &GrayImage) -> Followed {
    follow(&Strips::of_columns(gray), least_contrast(gray))
}

/// From the picture's paper and ink, the median and the darkest hundredth of its grey values.
fn least_contrast(gray: &GrayImage) -> f64 {
    let mut counts = [0usize; 256];
    for &value in gray.as_raw().iter().step_by(7) {
        counts[usize::from(value)] += 1;
    }
    let all: usize = counts.iter().sum();
    let quantile = |share: usize| {
        let mut sum = 0;
        (0..256).find(|&v| {
            sum += counts[v];
            sum * 100 > all * share
        })
    };
    let spread = quantile(50).unwrap_or(0) as f64 - quantile(1).unwrap_or(0) as f64;
    (LEAST_CONTRAST.1 * spread).max(LEAST_CONTRAST.0)
}

fn marks(profile: &[u16], strip: usize, least: f64) -> Vec<Mark> {
    let mut found = Vec::new();
    // All places are judged at once, by vector code; few are left to be measured.
    let least = least.ceil() as u16;
    let dark: Vec<u8> = profile
        .windows(2 * BESIDE + 1)
        .map(|w| {
            let (here, paper) = (w[BESIDE], w[0].max(w[1]).min(w[2 * BESIDE].max(w[2 * BESIDE - 1])));
            let lowest = (here < w[BESIDE - 1]) & (here <= w[BESIDE + 1]);
            u8::from(lowest & (paper.saturating_sub(here) >= least))
        })
        .collect();
    for x in memchr::memchr_iter(1, &dark).map(|at| at + BESIDE) {
        let here = profile[x];
        let left = profile[x - BESIDE].max(profile[x - BESIDE + 1]);
        let right = profile[x + BESIDE].max(profile[x + BESIDE - 1]);
        let paper = f64::from(left.min(right));
        let contrast = paper - f64::from(here);
        let (a, b) = (f64::from(profile[x - 1]), f64::from(profile[x + 1]));
        let bend = a + b - 2.0 * f64::from(here);
        let off = if bend > 0.0 { (a - b) / (2.0 * bend) } else { 0.0 };
        let dark: f64 =
            profile[x - BESIDE + 1..x + BESIDE].iter().map(|&v| (paper - f64::from(v)).max(0.0)).sum();
        found.push(Mark { strip, at: x as f64 + 0.5 + off, thickness: dark / contrast });
    }
    found
}

/// Chains of marks long enough to have a direction.
fn follow(strips: &Strips, least_contrast: f64) -> Followed {
    let least = least_contrast * strips.size as f64;
    let mut all = Vec::new();
    let mut open: Vec<Chain> = Vec::new();
    let mut done: Vec<Chain> = Vec::new();
    for (strip, profile) in strips.profiles().enumerate() {
        let found = marks(profile, strip, least);
        let mut taken = vec![false; found.len()];
        // The longest chain has the first choice.
        open.sort_by_key(|chain| std::cmp::Reverse(chain.marks.len()));
        for chain in &mut open {
            if let Some(at) = nearest(&found, &taken, chain, strip) {
                taken[at] = true;
                chain.marks.push(found[at]);
            }
        }
        let (over, going) = open.into_iter().partition(|chain| chain.is_over(strip));
        open = going;
        done.extend(over);
        let new = found.iter().zip(&taken).filter(|(_, taken)| !**taken);
        open.extend(new.map(|(mark, _)| Chain { marks: vec![*mark] }));
        all.push(found.iter().map(|mark| mark.at).collect());
    }
    done.extend(open);
    let parts = done.iter().flat_map(Chain::steady_parts).map(|part| part.rule(strips.size));
    Followed {
        rules: parts.filter(is_level).collect(),
        marks: all,
        size: strips.size as f64,
        across: strips.length as f64,
    }
}

fn nearest(found: &[Mark], taken: &[bool], chain: &Chain, strip: usize) -> Option<usize> {
    let expected = chain.expected(strip);
    let reach = ASTRAY.0 + ASTRAY.1 * (strip - chain.last().strip) as f64;
    let first = found.partition_point(|mark| mark.at < expected - reach);
    let near = (first..found.len()).take_while(|&i| found[i].at <= expected + reach);
    let away = |i: usize| (found[i].at - expected).abs();
    near.filter(|&i| !taken[i]).min_by(|&a, &b| away(a).total_cmp(&away(b)))
}

fn is_level(rule: &Rule) -> bool {
    let (first, last) = (rule.course[0], rule.course[rule.course.len() - 1]);
    (last.1 - first.1).abs() <= STEEPEST * rule.length()
}

#[cfg(test)]
mod tests {
    use image::Luma;

    use super::*;

    /// A page with grain, and what `grey` says for each pixel.
    fn picture(grey: impl Fn(u32, u32) -> Option<u8>) -> GrayImage {
        GrayImage::from_fn(800, 1200, |x, y| {
            let grain = ((x.wrapping_mul(7919) ^ y.wrapping_mul(104_729)) % 7) as u8;
            Luma([grey(x, y).unwrap_or(200 + grain)])
        })
    }

    #[test]
    fn a_leaning_rule_hardly_darker_than_paper_is_followed_through_what_crosses_it() {
        let rules = down(&picture(|x, y| {
            let crossing = y % 200 < 14 && (380..440).contains(&x);
            let ink = (700..710).contains(&x) && (600..610).contains(&y);
            match (crossing || ink, x == 400 + y / 100) {
                (true, _) => Some(50),
                (_, true) => Some(180),
                _ => None,
            }
        }))
        .rules;
        assert_eq!(rules.len(), 1);
        let rule = &rules[0];
        assert!(rule.from() < 20.0 && rule.to() > 1180.0, "{} {}", rule.from(), rule.to());
        assert!(rule.covered() > 0.85 * rule.length());
        assert!((rule.at(550.0) - 406.0).abs() < 0.7, "{}", rule.at(550.0));
    }

    #[test]
    fn lines_of_letters_are_followed_nowhere() {
        let letters = picture(|x, y| ((y % 40) < 20 && (x + 3 * (y / 40)) % 14 < 4).then_some(40));
        assert!(across(&letters).rules.is_empty() && down(&letters).rules.is_empty());
    }

    #[test]
    fn bare_paper_has_no_rules() {
        assert!(across(&picture(|_, _| None)).rules.is_empty());
        let none = [down(&GrayImage::new(0, 0)), across(&GrayImage::new(3, 2))];
        assert!(none.iter().all(|followed| followed.rules.is_empty()));
    }
}
