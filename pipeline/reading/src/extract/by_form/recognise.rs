//! Which form a register is: the one whose headings most of its pages show. Not for reading by it.

use std::sync::Arc;

use register::{
    form::{Form, Forms, UNNAMED},
    page::Page,
    volume::{RegisterCard, RegisterKind},
};

use super::{
    super::{
        ScanPages,
        sheet::{Sheet, sheet},
    },
    best_fit,
};

/// How like the form's labels what stands over a page's columns must be, for the page to be that form. Forms of other registers
/// reach 0.3.
const KNOWN: f64 = 0.45;

/// The forms with columns of their own that the pages of a register may be.
#[derive(Debug, Clone)]
pub(in crate::extract) struct Recognised {
    /// The one its card names, or most of its pages show.
    pub(super) usual: Arc<Form>,
    /// Does the card name it? Then its pages are no other.
    pub(super) named: bool,
    candidates: Vec<Arc<Form>>,
}

impl Recognised {
    /// The form that a page is, as far as it shows one.
    pub(super) fn of_page(&self, page: &Page, text: &Sheet<'_>) -> Option<Arc<Form>> {
        if self.named { Some(Arc::clone(&self.usual)) } else { most_like(&self.candidates, page, text) }
    }
}

/// The forms of a register that is read by columns: the one its card names, else those its pages show.
pub(in crate::extract) fn of_register(
    card: &RegisterCard,
    scans: &[ScanPages],
    forms: &Forms,
) -> Option<Recognised> {
    if let Some(named) = card.form.as_deref().and_then(|name| forms.named(name)) {
        let usual = Some(named).filter(|form| form.has_columns()).cloned()?;
        return Some(Recognised { usual, named: true, candidates: Vec::new() });
    }
    let only = match card.kind {
        Some(RegisterKind::Of(kind)) => Some(kind),
        _ => None,
    };
    let may_be = |form: &&Arc<Form>| is_known_by_itself(form) && only.is_none_or(|kind| form.kind == kind);
    let candidates: Vec<Arc<Form>> = forms.all().filter(may_be).cloned().collect();
    let pages = scans.iter().flat_map(|scan| &scan.pages);
    let shown: Vec<Arc<Form>> = pages.filter_map(|page| most_like(&candidates, page, &sheet(page))).collect();
    let votes = |form: &Arc<Form>| shown.iter().filter(|s| s.id == form.id).count();
    let usual =
        candidates.iter().rev().max_by_key(|form| votes(form)).filter(|form| votes(form) > 0).cloned()?;
    Some(Recognised { usual, named: false, candidates })
}

fn most_like(candidates: &[Arc<Form>], page: &Page, text: &Sheet<'_>) -> Option<Arc<Form>> {
    let known = candidates.iter().map(|form| (form, likeness(form, page, text))).filter(|(_, l)| *l >= KNOWN);
    known.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(form, _)| Arc::clone(form))
}

/// May pages show a form that no card names? Titles of forms are alike, so that its columns must have printed labels; and a
/// form whose columns still wait for their names is nobody's yet.
fn is_known_by_itself(form: &Form) -> bool {
    let waits = form.own_fields.iter().any(|own| own.key.starts_with(UNNAMED));
    form.columns.iter().any(|column| !column.labels.is_empty()) && !waits
}

/// How well a page shows a form, 0 to 1.
fn likeness(form: &Form, page: &Page, text: &Sheet<'_>) -> f64 {
    let tables = text.tables.iter().filter_map(|table| best_fit(form, page.half, &table.cells));
    tables.map(|fit| fit.likeness).fold(0.0, f64::max)
}
