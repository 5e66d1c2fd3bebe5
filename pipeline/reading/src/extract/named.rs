//! Which printed form the acts of a register stand on, where they were found by the labels of all forms. Not for reading
//! by a form: the acts are read already, and stay as they are.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use register::{
    form::{self, ActType, FULL_NAME, Form, Forms, Shape},
    id::ScanId,
    page::Half,
};

use super::{draft::Draft, lexicon::Tongue};

/// A form asks for so much of what the acts answer, and they for so much of what it asks (Jaccard, of the fields' keys),
/// that they may stand on it. Chosen, not fitted: a form a third of whose labels were lost is still named.
const ALIKE: f64 = 0.6;
/// And it is named only where no other form is within so much of it.
const CLEAR: f64 = 0.05;
/// Pages in four of which so many hold as many acts as the form: the last page of a book may hold fewer.
const PAGES_OF_FOUR: usize = 3;
/// Labels in ten that make a form be printed in a language beside the other.
const LABELS_OF_TEN: usize = 2;

/// How many labels were found in each language.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tongues {
    russian: usize,
    tajik: usize,
}

impl Tongues {
    /// Counts a label; one that stands in both languages has none.
    pub(super) fn count(&mut self, tongue: Option<Tongue>) {
        self.russian += usize::from(tongue != Some(Tongue::Tajik));
        self.tajik += usize::from(tongue != Some(Tongue::Russian));
    }

    fn and(self, other: Self) -> Self {
        Self { russian: self.russian + other.russian, tajik: self.tajik + other.tajik }
    }

    /// Tesseract names of the languages a form is printed in.
    fn languages(self) -> BTreeSet<&'static str> {
        let enough = |count: usize| count > 0 && count * 10 >= (self.russian + self.tajik) * LABELS_OF_TEN;
        let told = [(self.russian, "rus"), (self.tajik, "tgk")];
        told.into_iter().filter(|(count, _)| enough(*count)).map(|(_, name)| name).collect()
    }
}

/// What the acts of one type in a register show of their form.
struct Shown {
    kind: ActType,
    shape: Shape,
    languages: BTreeSet<&'static str>,
    /// On nearly all pages.
    acts_a_page: Option<u8>,
    /// Keys that most acts have.
    fields: BTreeSet<String>,
}

/// The form of each type of act in a register, where one is clear.
pub(super) fn forms_of(
    drafts: &[Draft],
    years: Option<(i32, i32)>,
    forms: &Forms,
) -> BTreeMap<ActType, Arc<Form>> {
    let kinds: BTreeSet<ActType> = drafts.iter().filter(|d| d.form.is_none()).map(|d| d.kind).collect();
    let named = kinds.into_iter().filter_map(|kind| {
        let of_kind: Vec<&Draft> = drafts.iter().filter(|d| d.kind == kind && d.form.is_none()).collect();
        Some((kind, likeliest(&Shown::by(kind, &of_kind), years, forms)?))
    });
    named.collect()
}

fn likeliest(shown: &Shown, years: Option<(i32, i32)>, forms: &Forms) -> Option<Arc<Form>> {
    let may_be = forms.all().filter(|form| shown.may_be(form) && in_use(form, years));
    let mut known: Vec<(f64, &Arc<Form>)> = may_be.map(|form| (shown.likeness(form), form)).collect();
    known.sort_by(|a, b| b.0.total_cmp(&a.0));
    let &(best, form) = known.first()?;
    let second = known.get(1).map_or(0.0, |(likeness, _)| *likeness);
    (best >= ALIKE && best - second >= CLEAR).then(|| Arc::clone(form))
}

/// Was the form in use in most of the register's years, as far as both are known?
fn in_use(form: &Form, years: Option<(i32, i32)>) -> bool {
    let Some(((from, to), (first, last))) = form.years.zip(years) else { return true };
    let both = to.min(last) - from.max(first) + 1;
    both * 2 > last - first + 1
}

impl Shown {
    fn by(kind: ActType, drafts: &[&Draft]) -> Self {
        let most = |count: usize| count * 2 > drafts.len();
        let shape =
            if most(drafts.iter().filter(|d| d.ledger).count()) { Shape::Ledger } else { Shape::Sheet };
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        drafts.iter().flat_map(|d| d.fields.keys()).for_each(|key| *counts.entry(key).or_default() += 1);
        let fields = counts.into_iter().filter(|(_, count)| most(*count)).map(|(key, _)| key.to_owned());
        let tongues = drafts.iter().map(|d| d.tongues).fold(Tongues::default(), Tongues::and);
        Self {
            kind,
            shape,
            languages: tongues.languages(),
            acts_a_page: acts_a_page(drafts),
            fields: fields.collect(),
        }
    }

    /// Is it a form of these acts, as far as all but its fields tell?
    fn may_be(&self, form: &Form) -> bool {
        let languages: BTreeSet<&str> = form.languages.iter().map(String::as_str).collect();
        let asks = !form.has_columns() && form.keys().next().is_some();
        let pages = form.acts_a_page.is_none() || form.acts_a_page == self.acts_a_page;
        asks && pages && form.kind == self.kind && form.shape == self.shape && languages == self.languages
    }

    /// How much of what either asks for both do, 0 to 1.
    fn likeness(&self, form: &Form) -> f64 {
        let asked: BTreeSet<String> = form.keys().flat_map(|key| parts(form, key)).collect();
        let both = asked.intersection(&self.fields).count();
        both as f64 / asked.union(&self.fields).count().max(1) as f64
    }
}

/// The fields a key stands for: a whole name is those of its parts the type has.
fn parts(form: &Form, key: &str) -> Vec<String> {
    let Some(person) = key.strip_suffix(FULL_NAME) else { return vec![key.to_owned()] };
    let keys = ["surname", "given", "patronymic"].map(|part| format!("{person}{part}"));
    keys.into_iter().filter(|key| form::field(form.kind, key).is_some()).collect()
}

/// How many acts begin on nearly every page on which any does.
fn acts_a_page(drafts: &[&Draft]) -> Option<u8> {
    let mut pages: BTreeMap<(&ScanId, Half), u8> = BTreeMap::new();
    for draft in drafts {
        let acts = pages.entry((&draft.scan, draft.half)).or_default();
        *acts = acts.saturating_add(1);
    }
    let most = pages.values().copied().max()?;
    let alike = |acts: u8| pages.values().filter(|a| **a == acts).count();
    (1..=most).find(|&acts| alike(acts) * 4 >= pages.len() * PAGES_OF_FOUR)
}
