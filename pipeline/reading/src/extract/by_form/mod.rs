//! Acts of a register whose form is known column by column: the form's columns are found on the page's tables, and their
//! rows taken as acts. Not for forms that are told by the labels of all forms alone: those are `ledger`, `grid` and
//! `running`.

mod fit;
mod lines;
mod month;
mod names;
mod propose;
mod recognise;
mod rows;

use std::{collections::BTreeMap, sync::Arc};

use register::{
    form::{FULL_NAME, FieldKind, Form},
    geometry::Rect,
    page::{Half, Page},
};

use self::{
    fit::{Fit, columns_on, fit},
    lines::{ColumnText, Height, Line, Strip},
    month::Month,
};
use super::{
    ScanPages, ditto,
    draft::Draft,
    field::{Found, Place, field},
    sheet::{CellText, Token, sheet},
};

pub use propose::{Proposal, propose};
pub(super) use recognise::{Recognised, of_register};

/// The acts of such forms as they are put together.
#[derive(Debug)]
pub(super) struct ByForm {
    recognised: Recognised,
    /// The form of the page at hand.
    form: Arc<Form>,
    years: Option<(i32, i32)>,
    /// How the form's columns stood on the last page of each side on which their headings were read.
    carried: BTreeMap<(String, Half), (usize, Fit)>,
    /// The month that was written last over entries.
    month: Option<Month>,
    /// The acts in each table of the scan at hand.
    tables: BTreeMap<(Half, usize), Vec<Begun>>,
}

/// An act that begins in a table, or goes on from the page before.
#[derive(Debug, Clone, Copy)]
struct Begun {
    /// Where; absent: above all that begin there.
    at: Option<Height>,
    /// Its place among the drafts.
    draft: usize,
}

impl ByForm {
    pub(super) fn new(recognised: Recognised, years: Option<(i32, i32)>) -> Self {
        let form = Arc::clone(&recognised.usual);
        Self { recognised, form, years, carried: BTreeMap::new(), month: None, tables: BTreeMap::new() }
    }

    /// From here on the pages of another scan come.
    pub(super) fn next_scan(&mut self) {
        self.tables.clear();
    }

    /// Takes the acts of a page; `false` where it shows none of these forms, and is to be read by its labels.
    pub(super) fn page(&mut self, scan: &ScanPages, page: &Page, drafts: &mut Vec<Draft>) -> bool {
        let text = sheet(page);
        let place = Place { scan: &scan.id, info: &scan.info, page, years: self.years };
        let shown = self.recognised.of_page(page, &text);
        self.form = Arc::clone(shown.as_ref().unwrap_or(&self.recognised.usual));
        let mut taken = false;
        for table in &text.tables {
            let Some(fit) = self.fit(page.half, &table.cells, shown.is_some()) else { continue };
            taken = true;
            let strips = lines::strips(&fit, &table.cells);
            let texts = lines::texts(&fit, &table.cells, &strips, text.height);
            let joined = table.table.continues.and_then(|c| self.tables.get(&(c.half, c.table)).cloned());
            if joined.is_none() {
                self.month(&texts, &strips);
            }
            let acts = match joined {
                Some(acts) => acts,
                None => self.begun(&texts, &strips, place, drafts),
            };
            self.fill_all(&texts, &acts, place, drafts);
            self.tables.insert((page.half, table.place), acts);
        }
        if !taken && !text.tables.is_empty() {
            self.carried.clear();
        }
        taken
    }

    /// Takes note of the month written above the first act of a table.
    fn month(&mut self, texts: &[ColumnText], strips: &[Strip]) {
        let first = rows::starts(&self.form, texts, strips).first().copied();
        let above = texts.iter().flat_map(|text| text.between(None, first));
        if let Some(month) = above.filter_map(|line| Month::of(&line.tokens)).last() {
            self.month = Some(month);
        }
    }

    /// The acts that begin in a table, each with where; before the first, the act above goes on.
    fn begun(
        &self,
        texts: &[ColumnText],
        strips: &[Strip],
        place: Place<'_>,
        drafts: &mut Vec<Draft>,
    ) -> Vec<Begun> {
        let above = drafts.last().is_some_and(|d| d.form.as_ref().is_some_and(|f| f.id == self.form.id));
        let starts = rows::starts(&self.form, texts, strips);
        let mut acts: Vec<Begun> = Vec::new();
        if above && rows::goes_on(&self.form, texts, strips, starts.first().copied()) {
            acts.push(Begun { at: None, draft: drafts.len() - 1 });
        }
        for at in starts {
            drafts.push(self.draft(place));
            acts.push(Begun { at: Some(at), draft: drafts.len() - 1 });
        }
        acts
    }

    fn fill_all(&self, texts: &[ColumnText], acts: &[Begun], place: Place<'_>, drafts: &mut [Draft]) {
        for (nth, begun) in acts.iter().enumerate() {
            let to = acts.get(nth + 1).and_then(|next| next.at);
            for text in texts {
                let lines: Vec<&Line> = text.between(begun.at, to).collect();
                let room = lines.iter().map(|line| line.rect).reduce(|a, b| a.union(&b));
                let mut tokens: Vec<Token> = lines.iter().flat_map(|line| line.tokens.clone()).collect();
                if begun.at.is_none() && Month::of(&tokens).is_some() {
                    tokens.clear();
                }
                // What runs over from the page before adds to its act, and leaves nothing blank.
                if begun.at.is_some() || !tokens.is_empty() {
                    let above = ditto::is_mark(&tokens).then(|| ditto::above(drafts, begun.draft)).flatten();
                    let taken = above.and_then(|above| self.ditto(text.column, &tokens, &above, place));
                    match taken {
                        Some(taken) => {
                            taken.into_iter().for_each(|(key, f)| self.add(&mut drafts[begun.draft], &key, f))
                        }
                        None => self.fill(&mut drafts[begun.draft], text.column, &tokens, room, place),
                    }
                }
            }
        }
    }

    /// How the form's columns stand on a table: as its heading says, else as on the page before that was divided like it,
    /// else, where the page shows the form, as well as may be.
    fn fit(&mut self, half: Half, cells: &[CellText<'_>], shown: bool) -> Option<Fit> {
        let wide = super::ledger::width(cells);
        let found = best_fit(&self.form, half, cells);
        let key = (self.form.id.clone(), half);
        if let Some(found) = found.clone().filter(|fit| shown && fit.likeness > 0.0) {
            self.carried.insert(key, (wide, found.clone()));
            return Some(found);
        }
        // A page that prints no heading goes on as the one before; one with another heading is something else.
        let goes_on = self.recognised.named || shown || fit::heads(cells) == 0;
        let carried = self.carried.get(&key).filter(|(as_wide, _)| goes_on && *as_wide == wide);
        let carried = carried.map(|(_, fit)| Fit { heads: fit::heads(cells), ..fit.clone() });
        carried.or(found.filter(|_| shown))
    }

    fn draft(&self, place: Place<'_>) -> Draft {
        let mut draft = Draft::new(self.form.kind, true, place.scan, place.page.half);
        draft.ledger = true;
        draft.form = Some(Arc::clone(&self.form));
        draft
    }

    /// What a ditto mark in a column takes from the act above.
    fn ditto(
        &self,
        column: usize,
        tokens: &[Token],
        above: &BTreeMap<String, Found>,
        place: Place<'_>,
    ) -> Option<Vec<(String, Found)>> {
        let key = self.form.columns.get(column)?.field.as_deref()?;
        let whole =
            |person: &str| ["surname", "given", "patronymic"].map(|part| format!("{person}{part}")).to_vec();
        let keys = key.strip_suffix(FULL_NAME).map_or_else(|| vec![key.to_owned()], whole);
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let taken = ditto::carried(&keys, tokens, above, place)?;
        Some(taken.into_iter().map(|(key, found)| (key.to_owned(), found)).collect())
    }

    fn add(&self, draft: &mut Draft, key: &str, found: Found) {
        draft.add(key, self.form.kind_of(key), found, self.years);
    }

    /// A day alone is one of the month above.
    fn date(&self, key: &str, found: &mut Found) {
        let Some(month) = self.month.as_ref().filter(|_| self.form.kind_of(key) == FieldKind::Date) else {
            return;
        };
        if found.field.value.is_none() {
            found.field.value = found.field.as_written.as_deref().and_then(|written| month.day(written));
        }
    }

    fn fill(&self, draft: &mut Draft, column: usize, tokens: &[Token], room: Option<Rect>, place: Place<'_>) {
        let Some(column) = self.form.columns.get(column) else { return };
        let Some(key) = column.field.as_deref() else { return };
        match key.strip_suffix(FULL_NAME) {
            Some(person) => {
                for (part, tokens) in names::parts(&self.form, column.given_first, tokens) {
                    let key = format!("{person}{part}");
                    self.add(draft, &key, field(self.form.kind_of(&key), &tokens, room, place));
                }
            }
            None => {
                let mut found = field(self.form.kind_of(key), tokens, room, place);
                self.date(key, &mut found);
                self.add(draft, key, found);
            }
        }
    }
}

/// The best fit on a page: one that may be either side of a spread is tried as both.
fn best_fit(form: &Form, half: Half, cells: &[CellText<'_>]) -> Option<Fit> {
    let sides: &[Half] = if half == Half::Whole { &[Half::Whole, Half::Left, Half::Right] } else { &[half] };
    let fits = sides.iter().map(|side| fit(&columns_on(&form.columns, *side), cells));
    let kept = |fit: &Fit| fit.columns.iter().filter(|(c, _)| form.columns[*c].field.is_some()).count();
    let fits = fits.filter(|fit| kept(fit) > 0);
    let told = |fit: &Fit| (kept(fit), fit.in_place);
    fits.max_by(|a, b| a.likeness.total_cmp(&b.likeness).then(told(a).cmp(&told(b))))
}
