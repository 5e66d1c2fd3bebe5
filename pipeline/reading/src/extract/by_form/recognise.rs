//! Which form a register is: the one whose headings most of its pages show. Not for reading by it.

use std::sync::Arc;

use register::{
    form::{Form, Forms},
    page::Page,
    volume::{RegisterCard, RegisterKind},
};

use super::{
    super::{
        ScanPages,
        lexicon::plain_words,
        sheet::{Sheet, Token, sheet},
    },
    best_fit,
};

/// So much of a form's headings must be found on a page that it is one: the share of the long words at its head, or the
/// likeness of what stands over its columns. Forms of other registers reach 0.3.
const KNOWN: f64 = 0.45;
/// Letters of a long word: shorter ones stand on every page.
const LONG: usize = 6;
/// Long words are the same from this likeness on (normalized Levenshtein): hands are read with a fifth of their letters wrong.
const LIKE: f64 = 0.7;

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
    let may_be = |form: &&Arc<Form>| form.has_columns() && only.is_none_or(|kind| form.kind == kind);
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

/// How well a page shows a form, 0 to 1.
fn likeness(form: &Form, page: &Page, text: &Sheet<'_>) -> f64 {
    let labelled = form.columns.iter().any(|c| !c.labels.is_empty());
    let tables = text.tables.iter().filter_map(|table| best_fit(form, page.half, &table.cells));
    let columns = tables.map(|fit| fit.likeness).fold(0.0, f64::max);
    if labelled { columns } else { headings(form, text) }
}

/// The share of a heading's long words that stand on the page; of several headings the most.
fn headings(form: &Form, text: &Sheet<'_>) -> f64 {
    let in_tables = text.tables.iter().flat_map(|t| &t.cells).flat_map(|c| c.rows.iter().flatten());
    let words: Vec<&Token> =
        text.open.iter().chain(in_tables).filter(|t| t.plain.chars().count() >= LONG - 1).collect();
    let stands = |word: &str| words.iter().any(|t| strsim::normalized_levenshtein(&t.plain, word) >= LIKE);
    let share = |heading: &String| {
        let long: Vec<String> =
            plain_words(heading).into_iter().filter(|w| w.chars().count() >= LONG).collect();
        long.iter().filter(|w| stands(w)).count() as f64 / long.len().max(1) as f64
    };
    form.headings.iter().map(share).fold(0.0, f64::max)
}
