//! Rules that hang together: each group of them may be a table. Not for what a group encloses.

use std::collections::BTreeMap;

use super::{
    rules::{Rule, Rules},
    sets::Sets,
};

/// Rules that hang together, both ways at least one.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Group<'r> {
    pub(super) across: Vec<&'r Rule>,
    pub(super) down: Vec<&'r Rule>,
}

impl Group<'_> {
    /// Two rules make a cross, and three may enclose something.
    fn encloses(&self) -> bool {
        !self.across.is_empty() && !self.down.is_empty() && self.across.len() + self.down.len() >= 3
    }
}

/// The groups of rules that meet each other, or go on in each other; rules meet from `near` pixels on.
pub(super) fn groups(rules: &Rules, near: f64) -> Vec<Group<'_>> {
    let (across, down) = (&rules.across, &rules.down);
    let mut sets = Sets::of(across.len() + down.len());
    let mut unite = |i: usize, j: usize| _ = sets.unite(i as u32, j as u32);
    for (i, a) in across.iter().enumerate() {
        let met = down.iter().enumerate().filter(|(_, d)| meet(a, d, near));
        met.for_each(|(j, _)| unite(i, across.len() + j));
    }
    for (rules, first) in [(across, 0), (down, across.len())] {
        for (i, a) in rules.iter().enumerate() {
            let goes_on = rules.iter().enumerate().filter(|(_, b)| a.goes_on_in(b));
            goes_on.for_each(|(j, _)| unite(first + i, first + j));
        }
    }
    let mut groups: BTreeMap<u32, Group<'_>> = BTreeMap::new();
    for (i, rule) in across.iter().chain(down).enumerate() {
        let group = groups.entry(sets.name(i as u32)).or_default();
        if i < across.len() { group.across.push(rule) } else { group.down.push(rule) }
    }
    groups.into_values().filter(Group::encloses).collect()
}

fn meet(across: &Rule, down: &Rule, near: f64) -> bool {
    let middle = (down.from() + down.to()) / 2.0;
    let y = across.at(down.at(middle));
    let x = down.at(y);
    across.is_inked(x, near) && down.is_inked(y, near)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A rule from `from` to `to` at `at`.
    fn rule(at: f64, from: f64, to: f64) -> Rule {
        Rule { course: vec![(from, at), (to, at)], thickness: 2.0, contrast: 100.0, inked: vec![(from, to)] }
    }

    /// How many rules across and down the groups have.
    fn check(across: &[Rule], down: &[Rule], expected: &[(usize, usize)]) {
        let rules = Rules { across: across.to_vec(), down: down.to_vec(), ..Rules::default() };
        let found: Vec<_> = groups(&rules, 10.0).iter().map(|g| (g.across.len(), g.down.len())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn rules_that_meet_are_one_group() {
        let down = [rule(100.0, 100.0, 300.0), rule(500.0, 100.0, 300.0)];
        check(&[rule(100.0, 100.0, 500.0), rule(300.0, 95.0, 505.0)], &down, &[(2, 2)]);
    }

    #[test]
    fn two_tables_are_two_groups() {
        let across = [100.0, 300.0, 500.0, 700.0].map(|y| rule(y, 100.0, 400.0));
        let down = [100.0, 400.0].map(|x| [rule(x, 100.0, 300.0), rule(x, 500.0, 700.0)]).concat();
        check(&across, &down, &[(2, 2), (2, 2)]);
    }

    #[test]
    fn a_cross_and_rules_all_one_way_enclose_nothing() {
        check(&[rule(200.0, 100.0, 300.0)], &[rule(200.0, 100.0, 300.0)], &[]);
        check(&[rule(100.0, 0.0, 300.0), rule(200.0, 0.0, 300.0), rule(300.0, 0.0, 300.0)], &[], &[]);
    }
}
