//! What is doubtful about an act that was read: as data, for the verifier. Not for correcting anything.

use register::{
    act::{Act, Doubt, Mark, Severity},
    date,
    form::{self, FieldKind},
};

use super::{draft::Draft, evidence::LABEL_TAKEN};

/// The doubts of one act.
pub(super) fn of_act(draft: &Draft) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    if !draft.headed {
        let text = "No heading says what is recorded here; it was told from the labels.";
        doubts.push(doubt("no-heading", Severity::Info, text.to_owned(), Vec::new()));
    }
    if !draft.ledger {
        doubts.extend(missing(draft));
    }
    doubts.extend(taken(draft));
    doubts.extend(not_understood(draft));
    doubts.extend(later_than_registered(draft));
    doubts
}

fn doubt(rule: &str, severity: Severity, text: String, fields: Vec<String>) -> Doubt {
    Doubt::new(rule, severity, text, fields)
}

/// Critical fields whose label was not found.
fn missing(draft: &Draft) -> Option<Doubt> {
    let critical = form::fields_of(draft.kind).filter(|f| f.critical);
    let missing: Vec<String> =
        critical.filter(|f| !draft.fields.contains_key(f.key.as_str())).map(|f| f.key.clone()).collect();
    (!missing.is_empty()).then(|| {
        let text = format!("Not found on the page: {}.", missing.join(", "));
        doubt("missing-field", Severity::Warning, text, missing)
    })
}

/// Fields that are what the other pages of the register say of their column.
fn taken(draft: &Draft) -> Option<Doubt> {
    let text = "The heading of the column was not read in full here; it was taken from the other pages of the register.";
    let fields: Vec<String> = draft.taken.iter().map(|key| (*key).to_owned()).collect();
    (!fields.is_empty()).then(|| doubt(LABEL_TAKEN, Severity::Info, text.to_owned(), fields))
}

/// Dates, numbers and sexes that were read and make no sense.
fn not_understood(draft: &Draft) -> Vec<Doubt> {
    let unclear = draft
        .fields
        .iter()
        .map(|(key, found)| (key, &found.field))
        .filter(|(_, f)| f.mark == Mark::Read && f.value.is_none());
    unclear
        .map(|(key, field)| {
            let kind = form::field(draft.kind, key).map(|f| f.kind);
            let rule =
                if kind == Some(FieldKind::Date) { "date-not-understood" } else { "value-not-understood" };
            let text = format!(
                "Read as {:?}, which is not understood.",
                field.as_written.as_deref().unwrap_or_default()
            );
            doubt(rule, Severity::Warning, text, vec![(*key).to_owned()])
        })
        .collect()
}

/// An event cannot be later than its registration; only whole dates are compared.
fn later_than_registered(draft: &Draft) -> Option<Doubt> {
    let value = |key: &str| draft.fields.get(key)?.field.value.as_deref().filter(|v| date::is_whole(v));
    let registered = value("reg_date")?;
    let event =
        draft.kind.event_dates().iter().find(|key| value(key).is_some_and(|date| date > registered))?;
    let text = format!("{} comes after the registration on {registered}.", value(event)?);
    Some(doubt(
        "event-after-registration",
        Severity::Error,
        text,
        vec![(*event).to_owned(), "reg_date".to_owned()],
    ))
}

/// Numbers that do not follow on from the act before. A new count from 1 is another office's.
pub(super) fn of_sequence(acts: &mut [Act]) {
    let number = |act: &Act| act.value("act_no")?.trim_end_matches(char::is_alphabetic).parse::<u32>().ok();
    for at in 1..acts.len() {
        let (before, here) = (number(&acts[at - 1]), number(&acts[at]));
        let same = acts[at].kind == acts[at - 1].kind;
        let (Some(before), Some(here), true) = (before, here, same) else { continue };
        if here != before + 1 && here != before && here != 1 {
            let text = format!("Act {here} follows act {before}.");
            let doubt = doubt("number-out-of-sequence", Severity::Warning, text, vec!["act_no".to_owned()]);
            acts[at].doubts.push(doubt);
        }
    }
    for act in acts.iter_mut().filter(|a| a.value("act_no").is_none()) {
        let text = "The number of the act was not read.".to_owned();
        act.doubts.push(doubt("number-missing", Severity::Warning, text, vec!["act_no".to_owned()]));
    }
}
