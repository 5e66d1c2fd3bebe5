//! Which fields need a person: those the machine says it may have read wrong, most doubtful first, so that a share can be
//! chosen. Not for who decides them, and not for what makes a reading sure: confidence is measured.

use super::{is_asked, written};
use crate::{
    act::{Act, By, Field, Mark, Severity},
    form,
};

/// Fields read with less confidence need a person. A probability: of fields this sure nine in ten are right by
/// `ocr-models/field-calibration.tsv`, and less sure ones are wrong too often to be kept unseen.
pub const SURE: f64 = 0.9;

/// How probable it is at most that a value is right which breaks a rule: the other value the rule is about may be the wrong
/// one.
const EVEN: f64 = 0.5;

/// Why a field needs a person, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It is critical and was not read, or what was read has no meaning.
    Unread,
    /// A rule is broken.
    Breach,
    /// A doubt warns of it.
    Warned,
    /// It was read with little confidence.
    Unsure,
}

/// Does a field need a person, and why? Not where a person has decided it, nor where nobody is asked.
#[must_use]
pub fn needs_a_person(act: &Act, key: &str) -> Option<Reason> {
    let field = act.fields.get(key);
    if !is_asked(act, key) || field.is_some_and(|f| f.by == By::Verifier) {
        return None;
    }
    let named = |severity: Severity| act.doubts.iter().any(|d| d.severity == severity && d.stands_on(key));
    if is_unread(act, key, field) {
        Some(Reason::Unread)
    } else if named(Severity::Error) {
        Some(Reason::Breach)
    } else if named(Severity::Warning) {
        Some(Reason::Warned)
    } else {
        let unsure = field.and_then(|f| f.confidence).is_some_and(|sure| sure < SURE);
        unsure.then_some(Reason::Unsure)
    }
}

/// A critical field without a value, in a ledger as well as on a form; a stroke is a value. Of other fields, what was read
/// and has no normal form.
fn is_unread(act: &Act, key: &str, field: Option<&Field>) -> bool {
    let critical = form::field(act.kind, key).is_some_and(|spec| spec.critical);
    match field {
        None => critical,
        Some(field) => match field.mark {
            Mark::Read => field.value.is_none() && (critical || !written(Some(field)).is_empty()),
            Mark::Dash => false,
            Mark::Blank | Mark::Illegible | Mark::NotCaptured => critical,
        },
    }
}

/// How probable it is that nothing about the field must be mended; 0 where nothing was read.
fn sure(act: &Act, key: &str) -> f64 {
    let confidence = act.fields.get(key).and_then(|field| field.confidence).unwrap_or(1.0);
    match needs_a_person(act, key) {
        Some(Reason::Unread) => 0.0,
        Some(Reason::Breach) => confidence.min(EVEN),
        Some(Reason::Warned) => confidence.min(SURE),
        Some(Reason::Unsure) | None => confidence,
    }
}

/// The most doubtful `share` (0 to 1) of the fields of these acts that nobody has decided: place of the act and key, most
/// doubtful first. Whether they need a person or not: so a reading room that can look at one field in ten knows which.
#[must_use]
pub fn most_doubtful<'a>(acts: impl IntoIterator<Item = &'a Act>, share: f64) -> Vec<(usize, &'a str)> {
    let mut fields: Vec<(f64, usize, &'a str)> = Vec::new();
    for (place, act) in acts.into_iter().enumerate() {
        let open = super::asked(act).filter(|key| act.fields.get(*key).is_none_or(|f| f.by == By::Machine));
        fields.extend(open.map(|key| (sure(act, key), place, key)));
    }
    let most = (fields.len() as f64 * share.clamp(0.0, 1.0)).floor();
    // Stable: among equals the order of acts, then of the form.
    fields.sort_by(|a, b| a.0.total_cmp(&b.0));
    fields
        .into_iter()
        .enumerate()
        .take_while(|(nth, _)| (*nth as f64) < most)
        .map(|(_, f)| (f.1, f.2))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A birth with these fields as JSON, and doubts about fields.
    fn act(fields: &str, doubts: &[(&str, &str)]) -> Act {
        let shape = format!(r#"{{"id":"a","register":"r","type":"birth","fields":{{{fields}}}}}"#);
        let mut act: Act = serde_json::from_str(&shape).unwrap();
        act.doubts = doubts
            .iter()
            .map(|(severity, field)| {
                let doubt =
                    format!(r#"{{"rule":"x","severity":"{severity}","text":"","fields":["{field}"]}}"#);
                serde_json::from_str(&doubt).unwrap()
            })
            .collect();
        act
    }

    fn check(field: &str, doubts: &[(&str, &str)], expected: Option<Reason>) {
        let act = act(&format!(r#""child.given":{field}"#), doubts);
        assert_eq!(needs_a_person(&act, "child.given"), expected, "{field} {doubts:?}");
    }

    #[test]
    fn what_was_read_surely_needs_nobody_and_what_was_not_does() {
        check(r#"{"value":"Саид","confidence":0.97}"#, &[], None);
        check(r#"{"value":"Саид","confidence":0.7}"#, &[], Some(Reason::Unsure));
        check(r#"{"value":"Саид"}"#, &[], None);
    }

    #[test]
    fn what_a_person_gave_needs_no_other() {
        check(r#"{"value":"Саид","confidence":0.7,"by":"verifier"}"#, &[("error", "child.given")], None);
    }

    #[test]
    fn rules_and_warnings_send_a_field_to_a_person_and_remarks_do_not() {
        let sure = r#"{"value":"Саид","confidence":0.99}"#;
        check(sure, &[("error", "child.given"), ("warning", "child.given")], Some(Reason::Breach));
        check(sure, &[("warning", "child.given")], Some(Reason::Warned));
        check(sure, &[("info", "child.given")], None);
        check(sure, &[("error", "child.surname")], None);
    }

    #[test]
    fn a_critical_field_that_was_not_read_needs_a_person_and_a_stroke_does_not() {
        check(r#"{"mark":"blank"}"#, &[], Some(Reason::Unread));
        check(r#"{"as_written":"???","confidence":0.0}"#, &[], Some(Reason::Unread));
        check(r#"{"mark":"dash"}"#, &[], None);
    }

    #[test]
    fn a_field_nobody_asks_for_needs_nobody_unless_it_is_critical_and_missed() {
        let act = act(r#""cert_no":{"mark":"blank"}"#, &[("warning", "child.surname")]);
        assert_eq!(needs_a_person(&act, "child.surname"), Some(Reason::Unread));
        assert_eq!(["cert_no", "child.sex"].map(|key| needs_a_person(&act, key)), [None, None]);
    }

    #[test]
    fn the_most_doubtful_are_the_share_that_was_asked_for() {
        let sure = act(
            r#""act_no":{"value":"1","confidence":0.99},"child.sex":{"value":"male","confidence":0.95}"#,
            &[],
        );
        let unsure = act(r#""act_no":{"mark":"blank"},"child.sex":{"value":"male","confidence":0.6}"#, &[]);
        let acts = [sure, unsure];
        assert_eq!(most_doubtful(&acts, 0.5), [(1, "act_no"), (1, "child.sex")]);
        assert_eq!(most_doubtful(&acts, 0.25), [(1, "act_no")]);
        assert_eq!((most_doubtful(&acts, 0.1).len(), most_doubtful(&acts, 1.0).len()), (0, 4));
    }
}
