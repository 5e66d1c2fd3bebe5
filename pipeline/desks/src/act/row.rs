//! One field of the act as the column shows it and the dock edits it. Not for the page image: rows only
//! say where on it they stand.

use archive::looking::ActView;
use register::{
    act::{Doubt, Severity},
    asking,
    decision::standing,
    form::{self, ActType, FieldSpec},
    rules::Rule,
};
use serde::Serialize;

use super::{
    beside::beside,
    doubt::{Parting, cut, parting},
    offered::{Candidate, offered},
    state::{Mark, mark_of},
};
use crate::{
    doubts,
    labels::{self, FormTongue, Labels},
    spot::{self, Box},
    tongue::Tongue,
};

/// Fields of every form that stand at its foot or margin.
const AT_THE_END: [&str; 3] = ["cert_no", "applicant", "annotations"];

/// A field in the column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Row {
    /// Field key.
    pub(crate) key: String,
    /// Place in the form, from 1.
    pub(crate) number: usize,
    /// Section it belongs to: `act`, `child`…; set where a section begins.
    pub(crate) rail: Option<String>,
    /// Printed labels.
    pub(crate) labels: Labels,
    /// State.
    pub(crate) mark: Mark,
    /// Has a person decided?
    pub(crate) decided: bool,
    /// As it stands now, as written.
    pub(crate) written: String,
    /// The same, cut at doubtful letters.
    pub(crate) cut: (String, String, String),
    /// Language of the value.
    pub(crate) lang: &'static str,
    /// The machine's reading where a person corrected it.
    pub(crate) old: Option<String>,
    /// Normal form, calendar and name of today, where they tell more than the value.
    pub(crate) normal: Option<String>,
    /// The two letters the machine wavers between.
    pub(crate) parting: Option<Parting>,
    /// What the machine was unsure of, in words.
    pub(crate) doubts: Vec<String>,
    /// Rules broken, in words.
    pub(crate) breaches: Vec<String>,
    /// Other readings, best first.
    pub(crate) candidates: Vec<Candidate>,
    /// Which of the act's pages it stands on.
    pub(crate) page: Option<usize>,
    /// Where on that page's image.
    pub(crate) place: Option<Box>,
}

/// The fields of an act's form, in its order, with those only this form has (`own`) behind; fields the act shows first-class,
/// the others as not asked.
pub(crate) fn rows(view: &ActView, own: &[FieldSpec], tongue: Tongue) -> Vec<Row> {
    let form_tongue = FormTongue::of(&view.card);
    let mut rows: Vec<Row> = Vec::new();
    let mut section = None;
    for spec in in_order(view.act.kind, own) {
        let rail = rail_of(spec);
        let begins = section.as_ref() != Some(&rail);
        let mut row = row(view, spec, form_tongue, tongue, rows.len() + 1);
        row.rail = begins.then(|| rail.clone());
        section = Some(rail);
        rows.push(row);
    }
    rows
}

fn in_order(kind: ActType, own: &[FieldSpec]) -> Vec<&FieldSpec> {
    let last = |f: &&FieldSpec| AT_THE_END.contains(&f.key.as_str());
    let (end, begin): (Vec<&FieldSpec>, Vec<&FieldSpec>) = form::fields_of(kind).partition(last);
    begin.into_iter().chain(own).chain(end).collect()
}

fn rail_of(spec: &FieldSpec) -> String {
    match &spec.section {
        Some(section) => section.clone(),
        None if AT_THE_END.contains(&spec.key.as_str()) => "end".to_owned(),
        None if spec.act_type.is_some() => "event".to_owned(),
        None => "act".to_owned(),
    }
}

/// One row of the act's form.
fn row(view: &ActView, spec: &FieldSpec, form_tongue: FormTongue, tongue: Tongue, number: usize) -> Row {
    let (act, key) = (&view.act, spec.key.as_str());
    let mark = mark_of(act, standing(&view.decisions, key), key);
    let field = act.fields.get(key);
    let machine = view.machine.fields.get(key);
    let written = asking::written(field).to_owned();
    let read = machine.map(|f| asking::written(Some(f)).to_owned()).filter(|read| !read.is_empty());
    let candidates = machine.map(|f| f.candidates.as_slice()).unwrap_or_default();
    let parting = parting(candidates).filter(|_| !mark.is_decided());
    let at = field.or(machine).and_then(|f| spot::of_field(f, &view.pages));
    Row {
        key: key.to_owned(),
        number,
        rail: None,
        labels: labels::of(spec, form_tongue),
        mark,
        decided: mark.is_decided(),
        cut: cut(&written, parting.as_ref()),
        lang: labels::language_of(&written, form_tongue.code()),
        old: read.filter(|r| mark == Mark::Corrected && *r != written),
        normal: beside(field, spec, &written, tongue),
        written,
        parting,
        doubts: in_doubt(view, key, mark, tongue),
        breaches: said(view, key, tongue, |s| s == Severity::Error),
        candidates: offered(view, spec, candidates, tongue),
        page: at.map(|(page, _)| page),
        place: at.map(|(_, rect)| rect.into()),
    }
}

/// What doubts say about a field, in words; where it needs a person and none does, that it was read unsurely, or not at all.
fn in_doubt(view: &ActView, key: &str, mark: Mark, tongue: Tongue) -> Vec<String> {
    let mut doubts = said(view, key, tongue, |s| s != Severity::Error);
    if mark == Mark::Doubt && doubts.is_empty() {
        doubts.extend(asking::needs_a_person(&view.act, key).map(|reason| {
            let unread = reason == asking::Reason::Unread;
            tongue.say(if unread { "act.unread" } else { "act.read_unsurely" }, &[])
        }));
    }
    doubts
}

/// What doubts say about a field, of the severities wanted.
fn said(view: &ActView, key: &str, tongue: Tongue, wanted: impl Fn(Severity) -> bool) -> Vec<String> {
    let about = |d: &&Doubt| wanted(d.severity) && d.stands_on(key);
    let form = FormTongue::of(&view.card);
    let in_words = |doubt: &Doubt| {
        // Which other fields were not found either is told once, of the act as a whole.
        if doubt.rule == Rule::MissingField.as_str() {
            return tongue.say("act.not_found", &[]);
        }
        doubts::said(doubt, &view.act, form, tongue)
    };
    view.act.doubts.iter().filter(about).map(in_words).collect()
}
