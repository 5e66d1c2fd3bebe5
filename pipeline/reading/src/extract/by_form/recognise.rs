//! Which form a register is: the one whose headings most of its pages show. Not for reading by it.

use std::sync::Arc;

use register::{
    form::{Form, Forms},
    page::Page,
    volume::RegisterCard,
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

/// The form of a register, where it has columns of its own: the one its card names, else the one most of its pages show.
pub(in crate::extract) fn of_register(
    card: &RegisterCard,
    scans: &[ScanPages],
    forms: &Forms,
) -> Option<Arc<Form>> {
    let by_columns = |form: &&Arc<Form>| form.has_columns();
    if let Some(named) = card.form.as_deref().and_then(|name| forms.named(name)) {
        return Some(named).filter(by_columns).cloned();
    }
    let candidates: Vec<&Arc<Form>> = forms.all().filter(by_columns).collect();
    let mut votes = vec![0usize; candidates.len()];
    for page in scans.iter().flat_map(|scan| &scan.pages) {
        let text = sheet(page);
        let known = candidates.iter().map(|form| likeness(form, page, &text));
        let best = known.enumerate().filter(|(_, l)| *l >= KNOWN).max_by(|a, b| a.1.total_cmp(&b.1));
        best.into_iter().for_each(|(nth, _)| votes[nth] += 1);
    }
    let most = votes.iter().copied().max().filter(|&most| most > 0)?;
    votes.iter().position(|&v| v == most).map(|nth| Arc::clone(candidates[nth]))
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
