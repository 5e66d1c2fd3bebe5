//! Where the usual main table of a register stands on its page, agreed on where a page shows none though it might.
//! Not for laying it there: see [`super::bare`].

use std::collections::BTreeMap;

use register::{
    layout::{Hand, Line, Table},
    page::Page,
};
use serde::{Deserialize, Serialize};

use super::agree::{borders, main_table, stepped};
use crate::middle::median;

/// Pages that must show the form before it is laid on one that shows none, and the part of all that show a table.
const NEARLY_ALL: (usize, f64) = (4, 0.8);
/// A page shows the form where its column rules are this near to the usual ones, shares of the table's width: rules
/// drawn by hand wander more than printed ones.
const NEAR: f64 = 0.03;
/// Lines a page must have to be one of a list, columns set close taken as one: fewer are a title or a note.
const LEAST_LINES: usize = 6;

/// Where the usual main table stands, shares of the page's width and height.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AgreedPlace {
    /// Left side.
    pub left: f64,
    /// Width.
    pub width: f64,
    /// Upper side.
    pub top: f64,
    /// Lower side.
    pub bottom: f64,
    /// Where its headings end; the upper side where none are told apart.
    pub head: f64,
    /// Its column rules, the outer ones too, shares of its width.
    pub rules: Vec<f64>,
    /// Which of its columns most pages write in.
    pub written: Vec<bool>,
}

impl AgreedPlace {
    /// What reading a page takes from it, in letters.
    pub(super) fn constraint(&self) -> String {
        let Self { left, width, top, bottom, head, rules, written } = self;
        let rules: String = rules.iter().map(|rule| format!(" {rule:.3}")).collect();
        let written: String = written.iter().map(|&w| if w { 'x' } else { '-' }).collect();
        format!("{left:.3} {width:.3} {top:.3} {bottom:.3} {head:.3}{rules} {written}")
    }
}

/// The place of the main table on pages of one kind, where nearly all that have a table show the same one, and another
/// may only have lost it.
pub(super) fn agreed(pages: &[&Page]) -> Option<AgreedPlace> {
    let stood: Vec<Stood> = pages.iter().filter_map(|page| Stood::of(page, main_table(page)?)).collect();
    let rules = usual_rules(&stood)?;
    let bearing: Vec<&Stood> = stood.iter().filter(|s| s.shows(&rules)).collect();
    let usual = |side: fn(&Stood) -> f64| median(bearing.iter().map(|s| side(s))).map(stepped);
    let bare = pages.iter().filter(|page| main_table(page).is_none() && may_be_a_list(page)).count();
    let nearly_all =
        bearing.len() >= NEARLY_ALL.0 && bearing.len() as f64 >= NEARLY_ALL.1 * stood.len() as f64;
    if !nearly_all || bare == 0 || bare > bearing.len() {
        return None;
    }
    let mostly = |c: usize| bearing.iter().filter(|s| s.is_written(c)).count() * 2 > bearing.len();
    Some(AgreedPlace {
        left: usual(|s| s.left)?,
        width: usual(|s| s.width)?,
        top: usual(|s| s.top)?,
        bottom: usual(|s| s.bottom)?,
        head: usual(|s| s.head)?,
        written: (0..rules.len() - 1).map(mostly).collect(),
        rules: rules.into_iter().map(stepped).collect(),
    })
}

/// The column rules of the tables that have as many as most, each at its usual place.
fn usual_rules(stood: &[Stood]) -> Option<Vec<f64>> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    stood.iter().for_each(|s| *counts.entry(s.rules.len()).or_default() += 1);
    let (&count, _) = counts.iter().max_by_key(|(count, pages)| (**pages, **count))?;
    let alike = || stood.iter().filter(|s| s.rules.len() == count);
    let rules: Vec<f64> = (0..count).filter_map(|k| median(alike().map(|s| s.rules[k]))).collect();
    (rules.len() > 2).then_some(rules)
}

/// Lines that are text of a page's body.
pub(super) fn body_lines(page: &Page) -> impl Iterator<Item = &Line> {
    page.lines.iter().flatten().filter(|line| !line.margin && line.hand != Hand::Stamp)
}

/// Has the page lines enough? What they say of columns only the picture tells.
pub(super) fn may_be_a_list(page: &Page) -> bool {
    page.quality.blank != Some(true) && body_lines(page).count() >= LEAST_LINES
}

/// Where the table of one page stands, shares of the page; its rules and the middles of its lines, shares of its width.
struct Stood {
    left: f64,
    width: f64,
    top: f64,
    bottom: f64,
    head: f64,
    rules: Vec<f64>,
    lines: Vec<f64>,
}

impl Stood {
    fn of(page: &Page, table: &Table) -> Option<Self> {
        let place = page.tables.iter().flatten().position(|t| std::ptr::eq(t, table))?;
        let frame = page.placement.page_rect(&table.outline);
        let (wide, high) = (f64::from(page.placement.width.max(1)), f64::from(page.placement.height.max(1)));
        let heads =
            table.cells.iter().filter(|c| c.header).map(|c| page.placement.page_rect(&c.outline).bottom);
        let head = heads.fold(frame.top, f64::max);
        let of_table = body_lines(page).filter(|line| line.table == Some(place));
        let middles = of_table.map(|line| page.placement.page_rect(&line.outline).centre());
        let along = |x: f64| (x - frame.left) / frame.width().max(1.0);
        Some(Self {
            left: frame.left / wide,
            width: frame.width() / wide,
            top: frame.top / high,
            bottom: frame.bottom / high,
            head: head / high,
            rules: borders(page, table),
            lines: middles.filter(|p| p.y > head).map(|p| along(p.x)).collect(),
        })
    }

    fn shows(&self, rules: &[f64]) -> bool {
        self.rules.len() == rules.len() && self.rules.iter().zip(rules).all(|(a, b)| (a - b).abs() <= NEAR)
    }

    fn is_written(&self, column: usize) -> bool {
        self.lines.iter().any(|x| (self.rules[column]..self.rules[column + 1]).contains(x))
    }
}
