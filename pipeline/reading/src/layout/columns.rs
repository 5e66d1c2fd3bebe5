//! Columns that rules down the whole page part, where none runs across: a clerk drew them, or a printer left the rows open.
//! Not for rules that meet others: those make the grid of a table, see [`super::grid`].

use super::{
    borders::Border,
    fields,
    grid::RuledTable,
    rules::{Rule, Rules},
};

/// Share of the page's height such a rule runs along.
const WHOLE: f64 = 0.8;
/// Narrowest column, share of the page's width: edges of leaves lie nearer to each other and to the side.
const NARROWEST: f64 = 0.06;
/// The palest of the rules has at least this share of the darkest one's contrast: they are drawn alike.
const ALIKE: f64 = 0.4;

/// The table of one row that two or more such rules make of a page.
pub(super) fn table(rules: &Rules, width: usize, height: usize) -> Option<RuledTable> {
    let (wide, high) = (width as f64, height as f64);
    let whole = |rule: &&Rule| rule.length() >= WHOLE * high;
    let mut down: Vec<&Rule> = rules.whole.iter().filter(whole).collect();
    let at = |rule: &Rule| rule.at(high / 2.0);
    down.sort_by(|a, b| at(a).total_cmp(&at(b)));
    let places: Vec<f64> = std::iter::once(0.0).chain(down.iter().map(|r| at(r))).chain([wide]).collect();
    let roomy = places.windows(2).all(|two| two[1] - two[0] >= NARROWEST * wide);
    if down.len() < 2 || !roomy || !are_alike(&down) {
        return None;
    }
    let drawn = down.iter().map(|&rule| Border { members: vec![rule.clone()] });
    let columns: Vec<Border> =
        std::iter::once(edge(0.0, high)).chain(drawn).chain([edge(wide - 1.0, high)]).collect();
    let rows = [edge(0.0, wide), edge(high - 1.0, wide)];
    Some(RuledTable { table: fields::table(&rows, &columns), pale: None })
}

fn are_alike(rules: &[&Rule]) -> bool {
    let contrasts = || rules.iter().map(|rule| rule.contrast);
    contrasts().fold(f64::INFINITY, f64::min) >= ALIKE * contrasts().fold(0.0, f64::max)
}

/// An edge of the page so long.
fn edge(at: f64, length: f64) -> Border {
    let course = vec![(0.0, at), (length, at)];
    Border { members: vec![Rule { course, thickness: 0.0, contrast: 0.0, inked: vec![(0.0, length)] }] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(at: f64, from: f64, to: f64, contrast: f64) -> Rule {
        Rule { course: vec![(from, at), (to, at)], thickness: 2.0, contrast, inked: vec![(from, to)] }
    }

    /// How many columns rules down a page of 1000 by 1400 make.
    fn check(down: &[Rule], expected: usize) {
        let rules = Rules { whole: down.to_vec(), ..Rules::default() };
        let found = table(&rules, 1000, 1400);
        assert_eq!(found.map_or(0, |found| found.table.columns), expected);
    }

    #[test]
    fn two_rules_down_the_page_part_three_columns() {
        check(&[rule(120.0, 0.0, 1400.0, 20.0), rule(700.0, 100.0, 1390.0, 24.0)], 3);
    }

    #[test]
    fn one_rule_parts_nothing() {
        check(&[rule(120.0, 0.0, 1400.0, 20.0)], 0);
    }

    #[test]
    fn edges_of_leaves_near_the_side_part_nothing() {
        check(&[rule(30.0, 0.0, 1400.0, 20.0), rule(700.0, 0.0, 1400.0, 20.0)], 0);
        check(&[rule(930.0, 0.0, 1400.0, 20.0), rule(950.0, 0.0, 1400.0, 20.0)], 0);
    }

    #[test]
    fn a_rule_of_half_the_page_parts_nothing() {
        check(&[rule(120.0, 0.0, 700.0, 20.0), rule(700.0, 0.0, 1400.0, 20.0)], 0);
    }

    #[test]
    fn a_dark_rule_and_a_shadow_are_not_of_one_hand() {
        check(&[rule(120.0, 0.0, 1400.0, 100.0), rule(700.0, 0.0, 1400.0, 12.0)], 0);
    }
}
