//! What is doubtful about an act that was read: as data, for the verifier. Not for correcting anything.

use register::{
    act::{Act, Doubt, Mark, Severity},
    form::{self, FieldKind, Forms},
    rules::{self, BookFacts, Rule},
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

/// The field of an act's number.
const NUMBER: &str = "act_no";

/// Numbers that do not follow on, and an act whose number was not read, where its form has one. Told before confidence is weighed, which they
/// bear on.
pub(super) fn of_sequence(acts: &mut [Act], book: &BookFacts, forms: &Forms) {
    let numbered = |act: &Act| {
        let form = act.form.as_deref().and_then(|id| forms.named(id)).filter(|form| form.has_columns());
        form.is_none_or(|form| form.keys().any(|key| key == NUMBER))
    };
    for (act, doubts) in rules::of_sequence(acts, book).into_iter().enumerate() {
        acts[act].doubts.extend(doubts);
    }
    for act in acts.iter_mut() {
        act.doubts.extend(rules::of_act(act, book).into_iter().filter(bears_on_confidence));
        if numbered(act) && act.value(NUMBER).is_none() {
            act.doubts.push(Rule::NumberMissing.broken(&["act_no"], &[]));
        }
    }
}

/// The curves of confidence were fitted with this doubt of dates alone.
fn bears_on_confidence(doubt: &Doubt) -> bool {
    doubt.rule == Rule::EventAfterRegistration.as_str()
}

/// All other rules, of single acts and of the register: they lean on values that are sure, so confidence comes first.
pub(super) fn of_rules(acts: &mut [Act], book: &BookFacts) {
    let of_register = rules::of_register(acts, book);
    for (act, of_register) in acts.iter_mut().zip(of_register) {
        let new = rules::of_act(act, book).into_iter().chain(of_register);
        let told = |doubt: &Doubt| act.doubts.iter().any(|known| known.rule == doubt.rule);
        let told: Vec<Doubt> = new.filter(|doubt| !told(doubt)).collect();
        act.doubts.extend(told);
    }
}
