//! What most ledgers of a register show of their columns: a register is one form. Not for overruling a page: what
//! its own heading says stands.

use std::collections::BTreeMap;

use register::{
    form::ActType,
    page::{Half, Page},
};

use super::{
    ScanPages,
    bands::{Band, bands},
    grid::Role,
    ledger::{Column, HEADING_LABELS, HEADING_ROWS, Known, Ledger, ledger, letters, row_after, width},
    sheet::{CellText, sheet},
    wording::Wording,
};
use crate::middle::median;

/// Pages that must say the same of a column; more than half of all that have a heading must, too.
const LEAST_PAGES: usize = 3;
/// How far from its usual place a column may begin, share of the table's width.
const ASIDE: f64 = 0.03;
/// A row is a heading that was misread where its letters are this like those of the usual labels (normalized
/// Levenshtein, mean over the columns), and so many times as like them as those of any entry, which reach 0.15.
const ALIKE: (f64, f64) = (0.2, 1.5);

/// Ledgers of one kind of page, of one type, with so many columns are one form.
type Form = (Half, ActType, usize);

/// The usual ledgers of a register.
#[derive(Debug, Default)]
pub(super) struct Usual {
    forms: BTreeMap<Form, UsualLedger>,
}

/// What most ledgers of one form show.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct UsualLedger {
    columns: Vec<Column>,
    /// Rows of its heading.
    heads: usize,
    /// Where the table's columns begin, shares of its width.
    begins: Vec<f64>,
}

impl Usual {
    /// What the ledgers of these scans agree on; `kind_of` tells the type of a band's acts, given that of the band
    /// before.
    pub(super) fn of(
        scans: &[ScanPages],
        only: Option<ActType>,
        wording: &Wording,
        kind_of: impl Fn(&Band<'_>, Option<ActType>) -> Option<ActType>,
    ) -> Self {
        let mut seen: BTreeMap<Form, Vec<UsualLedger>> = BTreeMap::new();
        let mut current = None;
        for page in scans.iter().flat_map(|scan| &scan.pages).filter(|page| may_show_a_ledger(page)) {
            for band in bands(&sheet(page), only).iter().filter(|band| !band.tables.is_empty()) {
                let Some(kind) = kind_of(band, current) else { continue };
                current = Some(kind);
                for cells in band.tables.iter().map(|table| &table.cells) {
                    if let Some(found) = ledger(cells, wording.of(kind), Known::default()) {
                        let form = (page.half, kind, width(cells));
                        seen.entry(form).or_default().push(UsualLedger::shown(found, cells));
                    }
                }
            }
        }
        let agreed = seen.into_iter().filter_map(|(form, shown)| Some((form, UsualLedger::agreed(&shown)?)));
        Self { forms: agreed.collect() }
    }

    /// The usual ledger of such a page, where the table is divided like it.
    pub(super) fn fitting(&self, half: Half, kind: ActType, cells: &[CellText<'_>]) -> Option<&UsualLedger> {
        let usual = self.forms.get(&(half, kind, width(cells)))?;
        let apart = usual.begins.iter().zip(begins(cells)).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        (apart <= ASIDE).then_some(usual)
    }
}

fn may_show_a_ledger(page: &Page) -> bool {
    page.tables.iter().flatten().any(|table| table.columns >= HEADING_LABELS)
}

impl UsualLedger {
    /// What one page shows.
    fn shown(found: Ledger, cells: &[CellText<'_>]) -> Self {
        Self { columns: found.columns, heads: found.heads, begins: begins(cells) }
    }

    /// What most pages show, if they agree on anything.
    fn agreed(shown: &[Self]) -> Option<Self> {
        let mut columns: Vec<Column> = Vec::new();
        let mut weighed: Vec<&Column> = Vec::new();
        for column in shown.iter().flat_map(|page| &page.columns) {
            let says = |other: &&Column| same_place(column, other) && column.asks_as(other);
            if weighed.iter().any(says) {
                continue;
            }
            weighed.push(column);
            let pages = shown.iter().filter(|page| page.columns.iter().any(|c| says(&c))).count();
            if pages >= LEAST_PAGES && pages * 2 > shown.len() {
                let labels = shown.iter().flat_map(|page| page.columns.iter().filter(says)).map(|c| &c.label);
                columns.push(Column { label: most_frequent(labels), taken: true, ..column.clone() });
            }
        }
        columns.sort_by_key(|c| c.first);
        let heads = median(shown.iter().map(|page| page.heads as f64)).unwrap_or(0.0) as usize;
        let places = shown.iter().map(|page| page.begins.len()).min()?;
        let begins = (0..places).filter_map(|c| median(shown.iter().map(|page| page.begins[c]))).collect();
        (!columns.is_empty()).then_some(Self { columns, heads, begins })
    }

    /// All columns, for a page whose heading was not read; those of the page before where nothing is usual.
    pub(super) fn taken(&self, carried: Option<Vec<Column>>) -> Vec<Column> {
        let usual = |column: &Column| self.columns.iter().any(|c| c.meets(column));
        let mut columns = carried.unwrap_or_default();
        columns.retain(|column| !usual(column));
        columns.extend(self.columns.iter().cloned());
        columns.sort_by_key(|c| c.first);
        columns
    }

    /// A page's own columns, and of the usual ones those it does not show; where most of what it shows is usual.
    pub(super) fn completing(&self, mut own: Vec<Column>) -> Vec<Column> {
        let usual = |column: &&Column| {
            self.columns.iter().any(|c| same_place(c, column) && c.senses == column.senses)
        };
        if own.iter().filter(usual).count() * 2 <= own.len() {
            return own;
        }
        for column in &mut own {
            let alike = |c: &&Column| same_place(c, column) && c.senses == column.senses;
            // Who is meant stands in a row above, and that may be what was not read.
            if let Some(usual) =
                self.columns.iter().find(alike).filter(|c| column.section.is_none() && c.section.is_some())
            {
                *column = usual.clone();
            }
        }
        let missing: Vec<Column> =
            self.columns.iter().filter(|c| !own.iter().any(|o| o.meets(c))).cloned().collect();
        own.extend(missing);
        own.sort_by_key(|c| c.first);
        own
    }

    /// Rows of the heading of a page on which it was not read: those layout marked, those with two usual labels in their
    /// places, and above the first act those with one, those that faded and those whose letters are like the labels'.
    pub(super) fn heads_of(&self, cells: &[CellText<'_>], roles: &[Role]) -> usize {
        let marked =
            cells.iter().filter(|c| c.cell.header).map(|c| c.cell.row + c.cell.row_span.max(1)).max();
        let rows = cells.iter().map(|c| c.cell.row + 1).max().unwrap_or(0);
        let last = HEADING_ROWS.min(rows);
        let entries = (self.heads..rows).filter_map(|row| self.likeness(cells, row)).fold(0.0, f64::max);
        let is_like = |likeness: f64| likeness >= ALIKE.0.max(ALIKE.1 * entries);
        let is_head = |row: usize| {
            self.labels_in(cells, roles, row) > 0 || self.likeness(cells, row).is_none_or(is_like)
        };
        let labelled = (0..last).filter(|&row| self.labels_in(cells, roles, row) >= 2);
        let above = (0..self.heads.min(last)).take_while(|&row| !self.holds_an_act(cells, row, is_head(row)));
        let heads = labelled.chain(above.filter(|&row| is_head(row))).map(|row| row_after(cells, row)).max();
        marked.max(heads).unwrap_or(0)
    }

    /// Usual labels that stand in their places in a row.
    fn labels_in(&self, cells: &[CellText<'_>], roles: &[Role], row: usize) -> usize {
        let is_usual = |(cell, role): &(&CellText<'_>, &Role)| match role {
            Role::Label { parsed, .. } => {
                self.columns.iter().any(|c| c.first == cell.cell.column && c.senses == parsed.senses)
            }
            _ => false,
        };
        cells.iter().zip(roles).filter(|(cell, _)| cell.cell.row == row).filter(is_usual).count()
    }

    /// Does a row hold an act, though it may look like a heading? Persons head two columns or more each, so that they
    /// stand in half of the columns at most; neither they nor labels are numbers and dates.
    fn holds_an_act(&self, cells: &[CellText<'_>], row: usize, is_head: bool) -> bool {
        let here = self.written(cells, row);
        let figures = here.iter().filter(|(column, text)| digits(text) >= 2 && digits(&column.label) == 0);
        match figures.count() {
            // One number may be a label misread.
            0 | 1 if is_head => false,
            0 => here.len() * 2 > self.columns.len(),
            _ => true,
        }
    }

    /// How like the labels the letters of a row are; `None` of a row without letters.
    fn likeness(&self, cells: &[CellText<'_>], row: usize) -> Option<f64> {
        let here = self.written(cells, row);
        let sum: f64 = here.iter().map(|(c, text)| strsim::normalized_levenshtein(text, &c.label)).sum();
        (!here.is_empty()).then(|| sum / here.len() as f64)
    }

    /// The usual columns in which something stands in a row, and its letters.
    fn written(&self, cells: &[CellText<'_>], row: usize) -> Vec<(&Column, String)> {
        let all = self.columns.iter().map(|column| (column, letters(column.cells(cells, row))));
        all.filter(|(_, text)| !text.is_empty()).collect()
    }
}

fn digits(text: &str) -> usize {
    text.chars().filter(|c| c.is_numeric()).count()
}

fn same_place(a: &Column, b: &Column) -> bool {
    (a.first, a.last) == (b.first, b.last)
}

/// Of several as frequent the first by the alphabet.
fn most_frequent<'l>(labels: impl Iterator<Item = &'l String>) -> String {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    labels.for_each(|label| *counts.entry(label).or_default() += 1);
    let best = counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
    best.map(|(label, _)| (*label).clone()).unwrap_or_default()
}

/// Where each column of a table begins, share of its width; a column in which no cell begins begins with the one before.
fn begins(cells: &[CellText<'_>]) -> Vec<f64> {
    let frame = cells.iter().map(|c| c.rect).reduce(|a, b| a.union(&b)).unwrap_or_default();
    let mut begins: Vec<f64> = Vec::new();
    for column in 0..width(cells) {
        let lefts = cells.iter().filter(|c| c.cell.column == column).map(|c| c.rect.left);
        let share = median(lefts).map(|x| (x - frame.left) / frame.width().max(1.0));
        begins.push(share.or(begins.last().copied()).unwrap_or(0.0));
    }
    begins
}
