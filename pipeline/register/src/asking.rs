//! Which fields of an act people are asked to decide, which of them need a person ([`needs_a_person`]), what is still open,
//! and what keeping a field says.
//! Not for applying decisions: that is [`crate::decision`].

mod needing;

pub use needing::{Reason, SURE, most_doubtful, needs_a_person};

use crate::{
    act::{Act, Field, Mark},
    decision::{Decision, Verdict, standing},
    form,
};

/// Is a person asked to decide the field? Those the act shows are, and critical ones a doubt misses.
pub fn is_asked(act: &Act, key: &str) -> bool {
    let missed = || act.doubts.iter().any(|doubt| doubt.stands_on(key));
    act.fields.contains_key(key) || (form::field(act.kind, key).is_some_and(|spec| spec.critical) && missed())
}

/// The fields of an act that its type does not have: those of its form alone, by key.
pub fn own_fields(act: &Act) -> impl Iterator<Item = &str> {
    act.fields.keys().map(String::as_str).filter(|key| form::field(act.kind, key).is_none())
}

/// The fields asked of people, in the order of the form, then those only this form has.
pub fn asked(act: &Act) -> impl Iterator<Item = &str> {
    let of_type = form::fields_of(act.kind).map(|spec| spec.key.as_str());
    of_type.filter(move |key| is_asked(act, key)).chain(own_fields(act))
}

/// The fields nobody has decided, in the order of the form. Referred ones are not among them: they wait
/// for somebody else.
pub fn undecided<'a>(act: &'a Act, decisions: &[Decision]) -> Vec<&'a str> {
    asked(act).filter(|key| standing(decisions, key).is_none()).collect()
}

/// A field as it is written; empty when it shows nothing.
pub fn written(field: Option<&Field>) -> &str {
    field.and_then(|f| f.as_written.as_deref().or(f.value.as_deref())).unwrap_or_default()
}

/// What keeping `typed` says of a field that stands as `settled`: confirmed when it is what the machine
/// read, else corrected; where nothing is typed, the mark that stands there, else blank.
pub fn kept(machine: Option<&Field>, settled: Option<&Field>, typed: &str) -> (Verdict, Option<String>) {
    match (typed.is_empty(), settled.map(|f| f.mark)) {
        (true, Some(Mark::Dash)) => (Verdict::Dash, None),
        (true, Some(Mark::Illegible)) => (Verdict::Illegible, None),
        (true, _) => (Verdict::Blank, None),
        (false, _) if typed == written(machine) => (Verdict::Confirmed, Some(typed.to_owned())),
        (false, _) => (Verdict::Corrected, Some(typed.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act() -> Act {
        serde_json::from_str(
            r#"{"id":"a","register":"r","type":"birth","fields":{"child.given":"Зебо"},
                "doubts":[{"rule":"missing-field","severity":"warning","text":"","fields":["child.surname","cert_no"]}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn a_critical_field_the_machine_missed_is_asked_for() {
        assert_eq!(asked(&act()).collect::<Vec<_>>(), ["child.surname", "child.given"]);
        assert!(!is_asked(&act(), "cert_no") && !is_asked(&act(), "nonsense"));
    }

    #[test]
    fn fields_only_a_form_has_are_asked_after_those_of_the_type() {
        let mut act = act();
        act.fields.insert("birth.godfather".to_owned(), Field::plain("Петр"));
        assert_eq!(asked(&act).collect::<Vec<_>>(), ["child.surname", "child.given", "birth.godfather"]);
        assert_eq!(own_fields(&act).collect::<Vec<_>>(), ["birth.godfather"]);
    }

    fn check(mark: Mark, typed: &str, expected: Verdict) {
        let machine = Field::plain("Зебо");
        let settled = Field { mark, ..Field::default() };
        assert_eq!(kept(Some(&machine), Some(&settled), typed).0, expected, "{mark:?} {typed:?}");
    }

    #[test]
    fn keeping_a_mark_keeps_it() {
        check(Mark::Illegible, "", Verdict::Illegible);
        check(Mark::Dash, "", Verdict::Dash);
        check(Mark::Blank, "", Verdict::Blank);
    }

    #[test]
    fn keeping_the_reading_confirms_and_anything_else_corrects() {
        check(Mark::Illegible, "Зебо", Verdict::Confirmed);
        check(Mark::Read, "Зебӣ", Verdict::Corrected);
        check(Mark::Read, "", Verdict::Blank);
    }
}
