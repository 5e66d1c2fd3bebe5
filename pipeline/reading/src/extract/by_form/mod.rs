//! Acts of a register whose form is known column by column: the form's columns are found on the page's tables, and their
//! rows taken as acts. Not for forms that are told by the labels of all forms alone: those are `ledger`, `grid` and
//! `running`.

mod fit;
mod names;
mod recognise;
mod rows;

use std::{collections::BTreeMap, sync::Arc};

use register::{
    form::{FULL_NAME, Form},
    page::{Half, Page},
};

use self::{
    fit::{Fit, columns_on, fit},
    rows::{ActRow, Written, rows},
};
use super::{
    ScanPages,
    draft::Draft,
    field::{Place, field},
    sheet::{CellText, Sheet, TableText, sheet},
};

pub(super) use recognise::of_register;

/// The acts of one form as they are put together.
#[derive(Debug)]
pub(super) struct ByForm {
    form: Arc<Form>,
    years: Option<(i32, i32)>,
    /// How the form's columns stood on the last page of each side on which their headings were read.
    carried: BTreeMap<Half, (usize, Fit)>,
    /// The acts of the last table of each page of the scan at hand: row of the table to place among the drafts.
    tables: BTreeMap<(Half, usize), Vec<(usize, usize)>>,
}

impl ByForm {
    pub(super) fn new(form: Arc<Form>, years: Option<(i32, i32)>) -> Self {
        Self { form, years, carried: BTreeMap::new(), tables: BTreeMap::new() }
    }

    /// Takes the acts of a scan's pages, in the order they are read.
    pub(super) fn scan(&mut self, scan: &ScanPages, pages: &[&Page], drafts: &mut Vec<Draft>) {
        self.tables.clear();
        for page in pages {
            let text = sheet(page);
            self.page(scan, page, &text, drafts);
        }
    }

    fn page(&mut self, scan: &ScanPages, page: &Page, text: &Sheet<'_>, drafts: &mut Vec<Draft>) {
        let place = Place { scan: &scan.id, info: &scan.info, page, years: self.years };
        for table in &text.tables {
            let Some(fit) = self.fit(page.half, &table.cells) else { continue };
            let rows = rows(&self.form, &fit, &table.cells);
            self.take(table, &rows, place, drafts);
        }
    }

    /// How the form's columns stand on a table: as its heading says, else as on the page before that was divided like it.
    fn fit(&mut self, half: Half, cells: &[CellText<'_>]) -> Option<Fit> {
        let wide = super::ledger::width(cells);
        let found = best_fit(&self.form, half, cells);
        if let Some(found) = found.clone().filter(|fit| fit.likeness > 0.0) {
            self.carried.insert(half, (wide, found.clone()));
            return Some(found);
        }
        let carried = self.carried.get(&half).filter(|(as_wide, _)| *as_wide == wide);
        carried.map(|(_, fit)| Fit { heads: found.as_ref().map_or(0, |f| f.heads), ..fit.clone() }).or(found)
    }

    fn take(&mut self, table: &TableText<'_>, rows: &[ActRow], place: Place<'_>, drafts: &mut Vec<Draft>) {
        let half = place.page.half;
        let joined = table.table.continues.and_then(|c| self.tables.get(&(c.half, c.table)).cloned());
        let mut taken: Vec<(usize, usize)> = Vec::new();
        for row in rows {
            let beside =
                joined.as_ref().and_then(|j| j.iter().rfind(|(r, _)| *r <= row.row)).map(|(_, d)| *d);
            let draft = match (beside, row.begins && joined.is_none()) {
                (Some(draft), _) => draft,
                (None, true) => {
                    drafts.push(self.draft(place));
                    drafts.len() - 1
                }
                // What runs over goes to the act above, which may stand on the page before.
                (None, false) => match self.above(drafts) {
                    Some(above) => above,
                    None => continue,
                },
            };
            row.written.iter().for_each(|written| self.fill(&mut drafts[draft], written, place));
            taken.push((row.row, draft));
        }
        self.tables.insert((half, table.place), taken);
    }

    fn above(&self, drafts: &[Draft]) -> Option<usize> {
        let last = drafts.last().filter(|d| d.form.as_ref().is_some_and(|f| f.id == self.form.id));
        last.map(|_| drafts.len() - 1)
    }

    fn draft(&self, place: Place<'_>) -> Draft {
        let mut draft = Draft::new(self.form.kind, true, place.scan, place.page.half);
        draft.ledger = true;
        draft.form = Some(Arc::clone(&self.form));
        draft
    }

    fn fill(&self, draft: &mut Draft, written: &Written, place: Place<'_>) {
        let Some(column) = self.form.columns.get(written.column) else { return };
        let Some(key) = column.field.as_deref() else { return };
        match key.strip_suffix(FULL_NAME) {
            Some(person) => {
                let parts = names::parts(&self.form, column.given_first, &written.tokens);
                for (part, tokens) in parts {
                    let key = format!("{person}{part}");
                    draft.add(&key, field(self.form.kind_of(&key), &tokens, written.room, place));
                }
            }
            None => draft.add(key, field(self.form.kind_of(key), &written.tokens, written.room, place)),
        }
    }
}

/// The best fit on a page: one that may be either side of a spread is tried as both.
fn best_fit(form: &Form, half: Half, cells: &[CellText<'_>]) -> Option<Fit> {
    let sides: &[Half] = if half == Half::Whole { &[Half::Whole, Half::Left, Half::Right] } else { &[half] };
    let fits = sides.iter().map(|side| fit(&columns_on(&form.columns, *side), cells));
    let kept = |fit: &Fit| fit.columns.iter().filter(|(c, _)| form.columns[*c].field.is_some()).count();
    let fits = fits.filter(|fit| kept(fit) > 0);
    fits.max_by(|a, b| a.likeness.total_cmp(&b.likeness).then(kept(a).cmp(&kept(b))))
}
