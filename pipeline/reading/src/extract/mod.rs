//! From what was read on a register's pages to its acts: labels are found, values taken from beside or
//! below them, and every value keeps its place on the scan. Not for reading pixels.
//!
//! A page's text becomes pieces with places (`sheet`), cut into bands at the headings of records
//! (`heading`, `bands`). In a band printed labels (`lexicon`, `wording`, `matching`) are found in ruled forms (`grid`),
//! ledgers (`ledger`; what most of a register's say: `usual`; what stands for the row above: `ditto`) and forms without rules (`running`); each gives entries, which an act under way
//! takes for its fields (`draft`, `field`). What is doubtful goes with the act (`doubts`), and when all is said of it and of
//! its book (`years`, `book`), how probable each value is (`evidence`, `confidence`), what else may stand there (`candidates`), in which letters (`tajik`, `office`)
//! and on which form it stands (`named`).

mod asked;
mod assemble;
mod bands;
mod book;
mod by_form;
mod candidates;
mod confidence;
mod ditto;
mod doubts;
mod draft;
mod entry;
mod evidence;
mod field;
mod grid;
mod heading;
mod ledger;
mod lexicon;
mod matching;
mod named;
mod office;
mod running;
mod sheet;
mod tajik;
#[cfg(test)]
mod tests;
mod usual;
mod wording;
mod years;

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use register::{
    access::Access,
    act::{Act, Mark, Status},
    annotation::{Annotation, annotations},
    form::{ActType, Form, Forms},
    id::{ActId, ScanId},
    learned::Learned,
    page::{Half, Page, ScanInfo},
    rules::BookFacts,
    volume::RegisterCard,
};

pub(crate) use asked::{Asked, asked};
use assemble::Assembly;
use book::Book;
use by_form::Recognised;
use draft::Draft;

pub use by_form::{Proposal, propose};
pub use evidence::Evidence;

/// One scan of a register as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ScanPages {
    /// Which scan.
    pub id: ScanId,
    /// Its file.
    pub info: ScanInfo,
    /// Its pages, left before right.
    pub pages: Vec<Page>,
}

/// Labels an act needs under a heading that says what it is, or in a ledger's row.
const LABELS_HEADED: usize = 3;
/// And without a heading.
const LABELS_UNHEADED: usize = 5;

/// An act, and of each field that was read what speaks for its value.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadAct {
    /// The act.
    pub act: Act,
    /// By the field's key.
    pub evidence: BTreeMap<String, Evidence>,
}

/// The acts of a register, in capture order. `scans` come in capture order too. Pages that are no
/// records give none.
pub fn extract(card: &RegisterCard, scans: &[ScanPages], forms: &Forms) -> Vec<Act> {
    extract_taught(card, scans, forms, &Learned::default())
}

/// The same acts, with what people's decisions in the register taught put first among candidates.
pub fn extract_taught(
    card: &RegisterCard,
    scans: &[ScanPages],
    forms: &Forms,
    learned: &Learned,
) -> Vec<Act> {
    let mut acts: Vec<Act> =
        extract_with_evidence(card, scans, forms).into_iter().map(|read| read.act).collect();
    candidates::learn(&mut acts, learned);
    acts
}

/// The same acts with what speaks for their values, to measure confidence by. Where the card names no years, the book's
/// own dates do, and it is put together anew by them: so that all that hangs on a date, its other readings and the doubts
/// about it, is as if the card had named them.
pub fn extract_with_evidence(card: &RegisterCard, scans: &[ScanPages], forms: &Forms) -> Vec<ReadAct> {
    let recognised = by_form::of_register(card, scans, forms);
    let (mut acts, mut evidence) = put_together(card, scans, recognised.as_ref(), forms);
    let years = card.years.or_else(|| years::of_registration(&acts));
    if card.years.is_none() && years.is_some() {
        (acts, evidence) =
            put_together(&RegisterCard { years, ..card.clone() }, scans, recognised.as_ref(), forms);
    }
    let facts = facts(card);
    doubts::of_sequence(&mut acts, &facts, forms);
    let book = Book::of(&acts, years);
    for (act, evidence) in acts.iter_mut().zip(&mut evidence) {
        confidence::weigh(act, evidence, &book);
    }
    candidates::rank(&mut acts, years);
    tajik::spell(&mut acts);
    office::as_on_card(&mut acts, card.authority.as_deref());
    ditto::no_surer_than_above(&mut acts);
    acts.iter_mut().for_each(|act| act.annotations = noted(act, years));
    doubts::of_rules(&mut acts, &facts);
    acts.into_iter().zip(evidence).map(|(act, evidence)| ReadAct { act, evidence }).collect()
}

/// What rules know of the book: its card. Years told from its own dates judge no date.
fn facts(card: &RegisterCard) -> BookFacts {
    BookFacts { years: card.years, authority: card.authority.clone(), copy: card.copy, today: None }
}

/// The notes written beside the act.
fn noted(act: &Act, years: Option<(i32, i32)>) -> Vec<Annotation> {
    let written = act.fields.get("annotations").and_then(|field| field.as_written.as_deref());
    written.map(|written| annotations(written, years)).unwrap_or_default()
}

/// The acts, and for each what speaks for its values by themselves.
fn put_together(
    card: &RegisterCard,
    scans: &[ScanPages],
    recognised: Option<&Recognised>,
    forms: &Forms,
) -> (Vec<Act>, Vec<BTreeMap<String, Evidence>>) {
    let mut assembly = Assembly::new(card, scans, recognised, forms);
    scans.iter().for_each(|scan| assembly.scan(scan));
    let mut places: HashMap<(ScanId, Half), usize> = HashMap::new();
    let drafts: Vec<Draft> = assembly.drafts.into_iter().filter(is_act).collect();
    let named = named::forms_of(&drafts, card.years, forms);
    let acts = drafts.into_iter().map(|draft| {
        let place = places.entry((draft.scan.clone(), draft.half)).or_default();
        *place += 1;
        let form = form_of(card, &draft, &named);
        act(card, draft, form, *place)
    });
    acts.unzip()
}

/// Enough labels, and something written for them.
fn is_act(draft: &Draft) -> bool {
    let labels = draft.fields.keys().filter(|k| *k != "act_no").count();
    let read = draft.fields.values().filter(|f| f.field.mark == Mark::Read).count();
    if draft.form.is_some() {
        return read > 0;
    }
    let needed = if draft.headed { LABELS_HEADED } else { LABELS_UNHEADED };
    labels >= needed && read >= 2
}

/// The form an act was read by, the one its register's card names, or the one its labels show.
fn form_of(card: &RegisterCard, draft: &Draft, named: &BTreeMap<ActType, Arc<Form>>) -> Option<String> {
    let read_by = draft.form.as_ref().map(|form| form.id.clone());
    let shown = || named.get(&draft.kind).map(|form| form.id.clone());
    read_by.or_else(|| card.form.clone()).or_else(shown)
}

fn act(
    card: &RegisterCard,
    draft: Draft,
    form: Option<String>,
    place: usize,
) -> (Act, BTreeMap<String, Evidence>) {
    let mut act = Act {
        id: ActId::at(&draft.scan, draft.half, place),
        register: card.id.clone(),
        kind: draft.kind,
        form,
        status: Status::default(),
        access: Access::default(),
        doubts: doubts::of_act(&draft),
        fields: BTreeMap::new(),
        links: Vec::new(),
        annotations: Vec::new(),
    };
    let mut evidence = BTreeMap::new();
    for (key, found) in draft.into_fields() {
        evidence.extend(found.evidence.map(|evidence| (key.clone(), evidence)));
        act.fields.insert(key, found.field);
    }
    (act, evidence)
}
