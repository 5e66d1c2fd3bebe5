//! The act that comes out when all decisions are applied to it. Not for its doubts: see `doubted`.

use crate::{
    act::{Act, By, Field, Mark, Status},
    annotation::annotations,
    asking, form,
};

use super::{Decision, Verdict, doubted, rule_of, standing, tied, tied_to};

/// The act with all decisions (in the order they were made) applied. The machine's readings stay as
/// candidates, so nothing is lost; an act is verified once every field asked of people is decided. `years` are those of the
/// book, where its card names them: what is decided is judged by them, too.
pub fn settle(act: &Act, decisions: &[Decision], years: Option<(i32, i32)>) -> Act {
    let mut settled = act.clone();
    let of_field = |key: &&str| rule_of(key).is_none() && tied_to(key).is_none();
    let mut keys: Vec<&str> = decisions.iter().map(|d| d.field.as_str()).filter(of_field).collect();
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        if let Some(decision) = standing(decisions, key) {
            apply(settled.fields.entry(key.to_owned()).or_default(), decision, act, key);
        }
    }
    note_anew(&mut settled, decisions);
    doubted::settle(&mut settled, act, decisions, years);
    tied::settle(&mut settled, decisions);
    let decided = |key: &str| doubted::is_decided(decisions, key);
    let all = {
        let mut asked = asking::asked(&settled).peekable();
        asked.peek().is_some() && asked.all(decided)
    };
    if all {
        settled.status = Status::Verified;
    }
    settled
}

/// Notes are what a person says stands beside the act.
fn note_anew(settled: &mut Act, decisions: &[Decision]) {
    const NOTES: &str = "annotations";
    if doubted::is_decided(decisions, NOTES) {
        let year = settled.event_year().map(|year| (year, year));
        let field = settled.fields.get(NOTES);
        settled.annotations = annotations(asking::written(field), year);
    }
}

fn apply(field: &mut Field, decision: &Decision, act: &Act, key: &str) {
    let (mark, keeps_value) = match decision.verdict {
        Verdict::Confirmed | Verdict::Corrected => (Mark::Read, true),
        Verdict::Illegible => (Mark::Illegible, false),
        Verdict::Blank => (Mark::Blank, false),
        Verdict::Dash => (Mark::Dash, false),
        Verdict::Referred | Verdict::Accepted | Verdict::Rejected | Verdict::Undone => return,
    };
    keep_reading(field, decision);
    field.mark = mark;
    field.by = By::Verifier;
    field.confidence = Some(1.0);
    if !keeps_value {
        field.as_written = None;
        field.value = None;
    } else if let Some(typed) = &decision.value {
        let kind = form::kind_of(act, key);
        let stays = field.value.is_some() && says_what_stands(field, kind, typed);
        if !stays {
            field.as_written = Some(typed.clone());
            field.value = form::normal_value(act, key, typed);
        }
    }
    let kind = form::kind_of(act, key);
    field.place_beside(kind, act.event_year().map(|year| (year, year)));
}

/// Is it what is written, or a normal form that nobody writes (EDTF, `male`) of it? Who takes that says nothing else stands
/// on the paper.
fn says_what_stands(field: &Field, kind: form::FieldKind, typed: &str) -> bool {
    let never_written = matches!(kind, form::FieldKind::Date | form::FieldKind::Sex);
    let normal = never_written && field.as_written.is_some() && field.value.as_deref() == Some(typed);
    normal || field.as_written.as_deref() == Some(typed)
}

/// What stood there before the decision becomes a candidate, unless it is one already or what was decided.
fn keep_reading(field: &mut Field, decision: &Decision) {
    let Some(read) = field.as_written.clone().or_else(|| field.value.clone()) else { return };
    let known = field.candidates.iter().any(|(text, _)| *text == read);
    if !known && decision.value.as_deref() != Some(read.as_str()) {
        field.candidates.push((read, field.confidence.unwrap_or_default()));
    }
}
