//! Rules that run the whole page and are written over again and again, as a clerk draws two down a page in pencil: their
//! parts are set in one course, along which each is looked for from edge to edge. Not for rules of a part of the page:
//! those must be seen nearly throughout.

use super::Followed;
use crate::layout::rules::Rule;

/// Share of the page along which such a rule must be seen; edges of leaves reach a half.
const SEEN: f64 = 0.55;
/// Strips that are looked at together, how many of them must show the rule, and the share of all such windows in which so
/// many do: in lines of letters, be they ever so even, a quarter of the strips shows none.
const SOLID: (usize, usize, f64) = (20, 18, 0.2);
/// Nearest to a side of the page, share of its width: what is nearer is the edge of a leaf and parts no writing. Leaves of a thick
/// book show over .06, the narrowest column that was met is .084 wide.
const ASIDE: f64 = 0.07;
/// How far beside its course it may be seen, pixels.
const BESIDE: f64 = 1.5;
/// Widest stretch in which it is not seen, share of the page.
const WIDEST_GAP: f64 = 0.2;
/// How far off the course of the others a part may lie, pixels: at once, and for each pixel in between, as long as the
/// others are together no shorter than this.
const ASTRAY: (f64, f64, f64) = (4.0, 0.012, 600.0);
/// Strips that are looked at together where a rule ends; half of them must show it.
const AT_END: usize = 8;

impl Followed {
    /// The rules through the whole page that some of these parts make, and the parts that make none.
    pub(in crate::layout) fn through(&self, mut parts: Vec<Rule>) -> (Vec<Rule>, Vec<Rule>) {
        parts.sort_by(|a, b| b.length().total_cmp(&a.length()).then(a.course[0].1.total_cmp(&b.course[0].1)));
        let (mut through, mut alone) = (Vec::new(), Vec::new());
        while !parts.is_empty() {
            let group = take_group(&mut parts);
            match self.looked_for(&group) {
                Some(rule) => through.push(rule),
                None => alone.extend(group),
            }
        }
        (through, alone)
    }

    /// The rule that parts in one line make, if it is seen along enough of the page.
    fn looked_for(&self, group: &[Rule]) -> Option<Rule> {
        let course = course(group, self.marks.len() as f64 * self.size);
        let whole = Rule { course, thickness: thickness(group), contrast: 0.0, inked: Vec::new() };
        let middle = |strip: usize| (strip as f64 + 0.5) * self.size;
        let seen: Vec<bool> =
            (0..self.marks.len()).map(|strip| self.is_marked(strip, whole.at(middle(strip)))).collect();
        let is_end = |window: &[bool]| window.iter().filter(|s| **s).count() * 2 >= AT_END;
        let first = seen.windows(AT_END).position(is_end)?;
        let last = seen.windows(AT_END).rposition(is_end)? + AT_END;
        let part = &seen[first..last];
        let count = part.iter().filter(|s| **s).count() as f64;
        let gap = part.split(|s| *s).map(<[bool]>::len).max().unwrap_or(0) as f64;
        let strips = seen.len() as f64;
        let enough = count >= SEEN * strips && gap <= WIDEST_GAP * strips && is_solid(&seen);
        (enough && self.parts_the_page(&whole)).then(|| self.cut(&whole, &seen, first, last))
    }

    /// Is there room for writing at both its sides?
    fn parts_the_page(&self, rule: &Rule) -> bool {
        let inside = ASIDE * self.across..=(1.0 - ASIDE) * self.across;
        rule.course.iter().all(|p| inside.contains(&p.1))
    }

    fn is_marked(&self, strip: usize, at: f64) -> bool {
        let marks = &self.marks[strip];
        marks.get(marks.partition_point(|m| *m < at - BESIDE)).is_some_and(|m| *m <= at + BESIDE)
    }

    /// The rule from a strip to another, and where it is seen.
    fn cut(&self, whole: &Rule, seen: &[bool], first: usize, last: usize) -> Rule {
        let (from, to) = (first as f64 * self.size, last as f64 * self.size);
        let ends = [(from, whole.at(from)), (to, whole.at(to))];
        let inner = whole.course.iter().copied().filter(|p| p.0 > from && p.0 < to);
        let course = std::iter::once(ends[0]).chain(inner).chain([ends[1]]).collect();
        let mut inked: Vec<(f64, f64)> = Vec::new();
        for strip in (first..last).filter(|strip| seen[*strip]) {
            let (from, to) = (strip as f64 * self.size, (strip + 1) as f64 * self.size);
            match inked.last_mut() {
                Some(part) if from <= part.1 => part.1 = to,
                _ => inked.push((from, to)),
            }
        }
        Rule { course, inked, ..whole.clone() }
    }
}

fn is_solid(seen: &[bool]) -> bool {
    let windows = seen.windows(SOLID.0);
    let all = windows.len() as f64;
    let solid = windows.filter(|window| window.iter().filter(|s| **s).count() >= SOLID.1).count();
    solid as f64 >= SOLID.2 * all
}

/// The first part and all that lie in one line with it, the nearest first.
fn take_group(parts: &mut Vec<Rule>) -> Vec<Rule> {
    let mut group = vec![parts.remove(0)];
    loop {
        let line = Line::of(&group);
        let near = (0..parts.len()).filter_map(|i| Some((i, line.gap_to(&parts[i], &group)?)));
        let Some((next, _)) = near.min_by(|a, b| a.1.total_cmp(&b.1)) else { return group };
        group.push(parts.remove(next));
    }
}

/// The straight line through parts of a rule.
struct Line {
    slope: f64,
    middle: (f64, f64),
    from: f64,
    to: f64,
}

impl Line {
    fn of(group: &[Rule]) -> Self {
        let points: Vec<(f64, f64)> = group.iter().flat_map(|rule| rule.course.iter().copied()).collect();
        let count = points.len().max(1) as f64;
        let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
        let middle = (mean(|p| p.0), mean(|p| p.1));
        let spread: f64 = points.iter().map(|p| (p.0 - middle.0).powi(2)).sum();
        let lean: f64 = points.iter().map(|p| (p.0 - middle.0) * (p.1 - middle.1)).sum();
        let from = group.iter().map(Rule::from).fold(f64::INFINITY, f64::min);
        let to = group.iter().map(Rule::to).fold(f64::NEG_INFINITY, f64::max);
        Self { slope: lean / spread.max(1.0), middle, from, to }
    }

    fn at(&self, along: f64) -> f64 {
        self.middle.1 + self.slope * (along - self.middle.0)
    }

    /// How far from the parts so far another lies, if it lies in one line with them and beside none.
    fn gap_to(&self, rule: &Rule, group: &[Rule]) -> Option<f64> {
        let beside = |other: &Rule| rule.from() < other.to() && other.from() < rule.to();
        if group.iter().any(beside) {
            return None;
        }
        let gap = (rule.from() - self.to).max(self.from - rule.to()).max(0.0);
        let sure = (ASTRAY.2 / (self.to - self.from).max(1.0)).min(1.0);
        let off = |p: (f64, f64)| (self.at(p.0) - p.1).abs();
        let ends = [rule.course[0], rule.course[rule.course.len() - 1]];
        ends.into_iter().all(|end| off(end) <= ASTRAY.0 + ASTRAY.1 * gap * sure).then_some(gap)
    }
}

/// The course of parts in one line, from one edge of a page so long to the other.
fn course(group: &[Rule], side: f64) -> Vec<(f64, f64)> {
    let line = Line::of(group);
    let mut course: Vec<(f64, f64)> = group.iter().flat_map(|rule| rule.course.iter().copied()).collect();
    course.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (first, last) = (course[0], course[course.len() - 1]);
    course.insert(0, (0.0, first.1 - line.slope * first.0));
    course.push((side, last.1 + line.slope * (side - last.0)));
    course
}

fn thickness(group: &[Rule]) -> f64 {
    let length: f64 = group.iter().map(Rule::length).sum();
    group.iter().map(|rule| rule.thickness * rule.length()).sum::<f64>() / length.max(1.0)
}

#[cfg(test)]
mod tests {
    use image::{GrayImage, Luma};

    use super::super::down;

    /// A page with grain and a rule in pencil at `at`, seen in `seen` of a hundred pixels down, with letters over the rest.
    fn page(seen: u32, at: u32) -> GrayImage {
        GrayImage::from_fn(800, 2000, |x, y| {
            let grain = ((x.wrapping_mul(7919) ^ y.wrapping_mul(104_729)) % 7) as u8;
            let letters = y % 200 >= 2 * seen && (at - 20..at + 40).contains(&x);
            let lean = at + y / 200;
            Luma([if letters {
                60
            } else if x == lean {
                170
            } else {
                200 + grain
            }])
        })
    }

    fn check(seen: u32, at: u32, expected: usize) {
        let mut followed = down(&page(seen, at));
        let parts = std::mem::take(&mut followed.rules);
        assert!(parts.len() > 1, "{}", parts.len());
        let (through, alone) = followed.through(parts);
        assert_eq!(through.len(), expected, "{} alone", alone.len());
        for rule in through {
            assert!(
                rule.from() < 100.0
                    && rule.to() > 1800.0
                    && (rule.at(1000.0) - f64::from(at) - 5.5).abs() < 1.5
            );
        }
    }

    #[test]
    fn a_rule_that_is_written_over_line_after_line_is_one() {
        check(70, 400, 1);
    }

    #[test]
    fn what_is_hardly_seen_along_the_page_is_none() {
        check(40, 400, 0);
    }

    #[test]
    fn the_edge_of_a_leaf_is_none_and_a_narrow_column_has_one() {
        check(70, 44, 0);
        check(70, 68, 1);
    }
}
