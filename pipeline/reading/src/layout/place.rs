//! Where the usual main table of a register stands on its page, agreed on where a page shows none though it might.
//! Not for laying it there: see [`super::bare`].

use register::{
    layout::{Hand, Line},
    page::Page,
};
use serde::{Deserialize, Serialize};

use super::agree::{AgreedColumn, Shown, main_table, stepped};
use crate::middle::median;

/// Pages that must show the form before it is laid on one that shows none, and the part of all that show a table.
const NEARLY_ALL: (usize, f64) = (4, 0.8);
/// A page shows the form where this part of the agreed column rules is on it.
const SHOWS: f64 = 0.75;
/// Lines a page must have to be one of a list: fewer are a title or a note.
const LEAST_LINES: usize = 8;
/// Lines of a list are, most of them, narrower than this share of the table; those of running text are not.
const NARROW: f64 = 0.5;

/// Where the usual main table stands, shares of the page's width and height.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AgreedPlace {
    /// Left side.
    pub left: f64,
    /// Upper side.
    pub top: f64,
    /// Lower side.
    pub bottom: f64,
    /// Where its headings end; the upper side where none are told apart.
    pub head: f64,
    /// Which of its columns most pages write in.
    pub written: Vec<bool>,
}

impl AgreedPlace {
    /// What reading a page takes from it, in letters.
    pub(super) fn constraint(&self) -> String {
        let written: String = self.written.iter().map(|&w| if w { 'x' } else { '-' }).collect();
        format!("{:.3} {:.3} {:.3} {:.3} {written}", self.left, self.top, self.bottom, self.head)
    }
}

/// The place of the table on pages of one kind, where nearly all that have a table show the agreed one, and another
/// may only have lost it. `width` is the table's usual width, share of the page's.
pub(super) fn agreed(columns: &[AgreedColumn], width: f64, pages: &[&Page]) -> Option<AgreedPlace> {
    let tabled: Vec<&Page> = pages.iter().copied().filter(|page| main_table(page).is_some()).collect();
    let bearing: Vec<&Page> = tabled.iter().copied().filter(|page| shows(page, columns)).collect();
    let bare = pages.iter().filter(|page| main_table(page).is_none() && may_be_a_list(page, width)).count();
    let nearly_all =
        bearing.len() >= NEARLY_ALL.0 && bearing.len() as f64 >= NEARLY_ALL.1 * tabled.len() as f64;
    if !nearly_all || bare == 0 || bare > bearing.len() {
        return None;
    }
    let stood: Vec<Stood> = bearing.iter().filter_map(|page| Stood::of(page, columns)).collect();
    let usual = |side: fn(&Stood) -> f64| median(stood.iter().map(side)).map(stepped);
    let mostly = |c: usize| stood.iter().filter(|s| s.written[c]).count() * 2 > stood.len();
    Some(AgreedPlace {
        left: usual(|s| s.left)?,
        top: usual(|s| s.top)?,
        bottom: usual(|s| s.bottom)?,
        head: usual(|s| s.head)?,
        written: (0..columns.len()).map(mostly).collect(),
    })
}

/// Lines that are text of a page's body.
pub(super) fn body_lines(page: &Page) -> impl Iterator<Item = &Line> {
    page.lines.iter().flatten().filter(|line| !line.margin && line.hand != Hand::Stamp)
}

fn shows(page: &Page, columns: &[AgreedColumn]) -> bool {
    let Some(shown) = main_table(page).map(|table| Shown::of(page, table)) else { return false };
    let inner = &columns[1..];
    let here = inner.iter().filter(|c| shown.shows(c.left)).count();
    here as f64 >= SHOWS * inner.len() as f64
}

/// Has the page lines enough, and most of them short?
fn may_be_a_list(page: &Page, width: f64) -> bool {
    let wide = NARROW * width * f64::from(page.placement.width);
    let widths: Vec<f64> = body_lines(page).map(|l| page.placement.page_rect(&l.outline).width()).collect();
    widths.len() >= LEAST_LINES && widths.iter().filter(|w| **w < wide).count() * 2 > widths.len()
}

/// Where the table of one page stands.
struct Stood {
    left: f64,
    top: f64,
    bottom: f64,
    head: f64,
    written: Vec<bool>,
}

impl Stood {
    fn of(page: &Page, columns: &[AgreedColumn]) -> Option<Self> {
        let table = main_table(page)?;
        let place = page.tables.iter().flatten().position(|t| std::ptr::eq(t, table));
        let frame = page.placement.page_rect(&table.outline);
        let (wide, high) = (f64::from(page.placement.width), f64::from(page.placement.height));
        let heads =
            table.cells.iter().filter(|c| c.header).map(|c| page.placement.page_rect(&c.outline).bottom);
        let head = heads.fold(frame.top, f64::max);
        let lines =
            body_lines(page).filter(|l| l.table == place).map(|l| page.placement.page_rect(&l.outline));
        let middles: Vec<f64> = lines
            .filter(|line| line.centre().y > head)
            .map(|line| (line.centre().x - frame.left) / frame.width().max(1.0))
            .collect();
        let written = |c: &AgreedColumn| middles.iter().any(|x| (c.left..c.right).contains(x));
        Some(Self {
            left: frame.left / wide,
            top: frame.top / high,
            bottom: frame.bottom / high,
            head: head / high,
            written: columns.iter().map(written).collect(),
        })
    }
}
