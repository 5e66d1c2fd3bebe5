//! Rules too faint, too blurred or too often crossed to be ink throughout: followed in the grey picture from strip
//! to strip, to parts of a pixel. Not for short strokes, which letters have too.
//!
//! A strip is the mean of a few rows (or columns) of pixels: noise and letters average out in it, a rule does not.

use image::GrayImage;

use super::rules::Rule;

/// Height of a strip, share of the picture's shorter side, and its bounds in pixels: less than a letter, so that
/// letters leave gaps.
const STRIP_SHARE: f64 = 0.004;
const STRIP: (usize, usize) = (4, 12);
/// Distance of the paper a rule is compared with, pixels to either side; thicker rules are ink anyway.
const BESIDE: usize = 4;
/// Least contrast of a rule to the paper beside it: grey values, and share of what lies between paper and ink.
const LEAST_CONTRAST: (f64, f64) = (4.0, 0.1);
/// How far from its course a rule may be met again, pixels: a strip on, and more for each strip left out.
const ASTRAY: (f64, f64) = (1.2, 0.15);
/// Widest gap in strips, where ink crosses; a rule just begun has a shorter breath.
const WIDEST_GAP: usize = 6;
/// Strips over which the direction is taken.
const LOOK_BACK: usize = 16;
/// Marks that are looked at together; the part of their strips that must have one, and how far they jump from strip
/// to strip, pixels, at most: in lines of letters half of the strips have none and the others half a pixel.
const WINDOW: usize = 12;
const STEADY: f64 = 0.75;
const JUMP: f64 = 0.3;
/// Steepest rule, pixels across for one along.
const STEEPEST: f64 = 0.05;
/// Strips to a point of the course.
const PACE: usize = 3;

/// The rules down a picture.
pub(super) fn down(gray: &GrayImage) -> Vec<Rule> {
    follow(&Strips::of_rows(gray), least_contrast(gray))
}

/// The rules across a picture.
pub(super) fn across(gray: &GrayImage) -> Vec<Rule> {
    follow(&Strips::of_columns(gray), least_contrast(gray))
}

fn strip_size(gray: &GrayImage) -> usize {
    let shorter = f64::from(gray.width().min(gray.height()));
    ((shorter * STRIP_SHARE).round() as usize).clamp(STRIP.0, STRIP.1)
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

/// A picture in strips; each a profile of sums of `size` pixels.
struct Strips {
    size: usize,
    length: usize,
    sums: Vec<u16>,
}

impl Strips {
    fn of_rows(gray: &GrayImage) -> Self {
        let (size, length) = (strip_size(gray), gray.width() as usize);
        let count = gray.height() as usize / size;
        let mut sums = vec![0u16; count * length];
        for (strip, rows) in
            sums.chunks_exact_mut(length.max(1)).zip(gray.as_raw().chunks_exact((size * length).max(1)))
        {
            for row in rows.chunks_exact(length) {
                strip.iter_mut().zip(row).for_each(|(sum, &v)| *sum += u16::from(v));
            }
        }
        Self { size, length, sums }
    }

    fn of_columns(gray: &GrayImage) -> Self {
        let (size, width, length) = (strip_size(gray), gray.width() as usize, gray.height() as usize);
        let count = width / size;
        let mut sums = vec![0u16; count * length];
        // Some rows at a time, so that the strips' ends stay in the cache.
        let mut row_sums = vec![0u16; 16 * count];
        for (block, rows) in gray.as_raw().chunks(16 * width.max(1)).enumerate() {
            for (row, sums) in rows.chunks_exact(width).zip(row_sums.chunks_exact_mut(count.max(1))) {
                sum_parts(row, size, sums);
            }
            let rows = rows.len() / width;
            for (i, strip) in sums.chunks_exact_mut(length.max(1)).enumerate() {
                let part = row_sums[i..].iter().step_by(count).take(rows);
                strip[block * 16..].iter_mut().zip(part).for_each(|(to, &from)| *to = from);
            }
        }
        Self { size, length, sums }
    }

    /// The strips' profiles, first to last.
    fn profiles(&self) -> impl Iterator<Item = &[u16]> {
        self.sums.chunks_exact(self.length.max(1))
    }
}

/// Sums of parts of a row, `size` pixels each.
fn sum_parts(row: &[u8], size: usize, sums: &mut [u16]) {
    /// Loops of a length known to the compiler vanish.
    fn of<const SIZE: usize>(row: &[u8], sums: &mut [u16]) {
        for (sum, part) in sums.iter_mut().zip(row.chunks_exact(SIZE)) {
            *sum = part.iter().map(|&v| u16::from(v)).sum();
        }
    }
    match size {
        4 => of::<4>(row, sums),
        5 => of::<5>(row, sums),
        6 => of::<6>(row, sums),
        7 => of::<7>(row, sums),
        8 => of::<8>(row, sums),
        9 => of::<9>(row, sums),
        10 => of::<10>(row, sums),
        11 => of::<11>(row, sums),
        _ => sums.iter_mut().zip(row.chunks_exact(size)).for_each(|(sum, part)| {
            *sum = part.iter().map(|&v| u16::from(v)).sum();
        }),
    }
}

/// Where a strip is darker than what lies to both sides.
#[derive(Debug, Clone, Copy)]
struct Mark {
    strip: usize,
    at: f64,
    thickness: f64,
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

/// Marks that follow each other from strip to strip.
struct Chain {
    marks: Vec<Mark>,
}

impl Chain {
    fn last(&self) -> Mark {
        self.marks[self.marks.len() - 1]
    }

    /// Where it should be met in a strip.
    fn expected(&self, strip: usize) -> f64 {
        let last = self.last();
        let back = self.marks[self.marks.len().saturating_sub(LOOK_BACK)];
        let strips = (last.strip - back.strip) as f64;
        let slope = if strips >= 3.0 { (last.at - back.at) / strips } else { 0.0 };
        last.at + slope * (strip - last.strip) as f64
    }

    fn is_over(&self, strip: usize) -> bool {
        strip - self.last().strip > (self.marks.len() / 2).clamp(1, WIDEST_GAP)
    }

    /// Its parts that are seen strip after strip. Between them it went on from letter to letter.
    fn steady_parts(&self) -> Vec<Chain> {
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

    fn rule(&self, size: usize) -> Rule {
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

/// Chains of marks long enough to have a direction.
fn follow(strips: &Strips, least_contrast: f64) -> Vec<Rule> {
    let least = least_contrast * strips.size as f64;
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
    }
    done.extend(open);
    done.iter().flat_map(Chain::steady_parts).map(|part| part.rule(strips.size)).filter(is_level).collect()
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
        }));
        assert_eq!(rules.len(), 1);
        let rule = &rules[0];
        assert!(rule.from() < 20.0 && rule.to() > 1180.0, "{} {}", rule.from(), rule.to());
        assert!(rule.covered() > 0.85 * rule.length());
        assert!((rule.at(550.0) - 406.0).abs() < 0.7, "{}", rule.at(550.0));
    }

    #[test]
    fn lines_of_letters_are_followed_nowhere() {
        let letters = picture(|x, y| ((y % 40) < 20 && (x + 3 * (y / 40)) % 14 < 4).then_some(40));
        assert!(across(&letters).is_empty() && down(&letters).is_empty());
    }

    #[test]
    fn bare_paper_has_no_rules() {
        assert!(across(&picture(|_, _| None)).is_empty());
        assert!(down(&GrayImage::new(0, 0)).is_empty() && across(&GrayImage::new(3, 2)).is_empty());
    }
}
