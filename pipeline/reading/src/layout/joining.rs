//! Pieces of one rule put together: over breaks, and what is ink with what was only followed in the grey. Not for
//! finding pieces.

use super::{rules::Rule, strokes::PACE};

/// Share of the shorter of two rules that must lie along the other for both to be one.
const ALONG: f64 = 0.5;
/// How far beside each other they may lie, pixels beyond half of what they are thick.
const BESIDE: f64 = 1.5;

/// Pieces of one rule joined over breaks: near in direction, level with each other.
pub(super) fn join(mut pieces: Vec<Rule>, least: f64) -> Vec<Rule> {
    pieces.sort_by(|a, b| a.from().total_cmp(&b.from()));
    let mut joined: Vec<Rule> = Vec::new();
    for piece in pieces {
        let fits = |r: &Rule| {
            let gap = piece.from() - r.to();
            let reach = (3.0 * least).max(0.25 * r.length().min(piece.length() * 4.0));
            let off = (piece.course[0].1 - ends_at(r, piece.from())).abs();
            gap > -least && gap < reach && off < 4.0 + 0.02 * gap.max(0.0)
        };
        let best = joined
            .iter_mut()
            .filter(|r| fits(r))
            .min_by(|a, b| (piece.from() - a.to()).abs().total_cmp(&(piece.from() - b.to()).abs()));
        match best {
            Some(rule) => extend(rule, piece),
            None => joined.push(piece),
        }
    }
    joined
}

/// Where a rule would stand further on, by the direction of its last part.
fn ends_at(rule: &Rule, along: f64) -> f64 {
    let last = rule.course[rule.course.len() - 1];
    let back = last.0 - (6.0 * PACE).min(rule.length());
    let slope = if last.0 - back > 2.0 * PACE { (last.1 - rule.at(back)) / (last.0 - back) } else { 0.0 };
    last.1 + slope.clamp(-0.03, 0.03) * (along - last.0)
}

fn extend(rule: &mut Rule, piece: Rule) {
    let (a, b) = (rule.length(), piece.length());
    rule.thickness = (rule.thickness * a + piece.thickness * b) / (a + b);
    rule.inked.extend(&piece.inked);
    let end = rule.to();
    rule.course.extend(piece.course.into_iter().filter(|p| p.0 > end));
}

/// Rules that are ink, with the gaps closed where a faint rule runs on; and the faint rules that are none of them.
pub(super) fn heal(mut rules: Vec<Rule>, mut faint: Vec<Rule>) -> (Vec<Rule>, Vec<Rule>) {
    faint.sort_by(|a, b| b.length().total_cmp(&a.length()).then(a.from().total_cmp(&b.from())));
    let mut alone = Vec::new();
    for rule in faint {
        let (own, others): (Vec<Rule>, Vec<Rule>) = rules.into_iter().partition(|r| lie_along(r, &rule));
        rules = others;
        if own.is_empty() {
            alone.push(rule);
        } else {
            rules.push(united(own, rule));
        }
    }
    rules.sort_by(|a, b| a.from().total_cmp(&b.from()).then(a.course[0].1.total_cmp(&b.course[0].1)));
    (rules, alone)
}

fn lie_along(a: &Rule, b: &Rule) -> bool {
    let (from, to) = (a.from().max(b.from()), a.to().min(b.to()));
    if to - from < ALONG * a.length().min(b.length()) {
        return false;
    }
    let reach = BESIDE + (a.thickness + b.thickness) / 2.0;
    const LOOKS: usize = 5;
    let places = (0..LOOKS).map(|i| from + (to - from) * (i as f64 + 0.5) / LOOKS as f64);
    places.map(|at| (a.at(at) - b.at(at)).abs()).sum::<f64>() < reach * LOOKS as f64
}

/// One rule: the course of the ink where there is ink, else that of the faint one.
fn united(own: Vec<Rule>, faint: Rule) -> Rule {
    let within = |p: &(f64, f64)| own.iter().any(|r| r.from() <= p.0 && p.0 <= r.to());
    let mut course: Vec<(f64, f64)> = faint.course.iter().copied().filter(|p| !within(p)).collect();
    let longest = own.iter().max_by(|a, b| a.length().total_cmp(&b.length()));
    let thickness = longest.map_or(faint.thickness, |r| r.thickness);
    let mut parts = faint.inked;
    for rule in own {
        course.extend(rule.course);
        parts.extend(rule.inked);
    }
    course.sort_by(|a, b| a.0.total_cmp(&b.0));
    parts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut inked: Vec<(f64, f64)> = Vec::new();
    for part in parts {
        match inked.last_mut() {
            Some(last) if part.0 <= last.1 => last.1 = last.1.max(part.1),
            _ => inked.push(part),
        }
    }
    Rule { course, thickness, contrast: 0.0, inked }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(parts: &[(f64, f64)], at: f64) -> Rule {
        let (from, to) = (parts[0].0, parts[parts.len() - 1].1);
        Rule { course: vec![(from, at), (to, at)], thickness: 2.0, contrast: 0.0, inked: parts.to_vec() }
    }

    #[test]
    fn a_faint_rule_closes_the_gap_of_a_broken_one() {
        let (rules, alone) = heal(
            vec![rule(&[(0.0, 100.0)], 50.0), rule(&[(400.0, 500.0)], 50.5)],
            vec![rule(&[(10.0, 480.0)], 50.3)],
        );
        assert_eq!((rules.len(), alone.len()), (1, 0));
        assert_eq!(rules[0].inked, [(0.0, 500.0)]);
    }

    #[test]
    fn a_faint_rule_elsewhere_stays_alone() {
        let (rules, alone) = heal(vec![rule(&[(0.0, 100.0)], 50.0)], vec![rule(&[(0.0, 100.0)], 60.0)]);
        assert_eq!((rules.len(), alone.len()), (1, 1));
    }
}
