//! Where a field stands, its mark and its word. Not for what the marks look like: that is `marks.html`.

use archive::looking::ActView;
use register::{
    act::{Act, Severity},
    asking,
    decision::{Decision, Verdict, standing},
};
use serde::Serialize;

use super::Row;

/// State of a field; the serialized name is the mark's symbol and the key of its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Mark {
    /// Nobody has decided.
    Waiting,
    /// A person says it stands as read.
    Confirmed,
    /// A person typed another value.
    Corrected,
    /// Written, but not readable.
    Illegible,
    /// Nothing is written.
    Blank,
    /// A stroke is written.
    Dash,
    /// Somebody else shall decide.
    Referred,
    /// The machine was unsure: it read the field with little confidence, or says why in words.
    Doubt,
    /// A rule is broken.
    Breach,
    /// The form has it, this act does not show it.
    NotAsked,
}

impl Mark {
    /// Has a person decided?
    pub(crate) fn is_decided(self) -> bool {
        matches!(self, Mark::Confirmed | Mark::Corrected | Mark::Illegible | Mark::Blank | Mark::Dash)
    }
}

/// The mark of `key`: what a person decided, else what the machine thinks of it.
pub(crate) fn mark_of(act: &Act, standing: Option<&Decision>, key: &str) -> Mark {
    match standing.map(|d| d.verdict) {
        Some(Verdict::Confirmed) => return Mark::Confirmed,
        Some(Verdict::Corrected) => return Mark::Corrected,
        Some(Verdict::Illegible) => return Mark::Illegible,
        Some(Verdict::Blank) => return Mark::Blank,
        Some(Verdict::Dash) => return Mark::Dash,
        Some(Verdict::Referred) => return Mark::Referred,
        Some(Verdict::Undone | Verdict::Accepted | Verdict::Rejected) | None => {}
    }
    if !asking::is_asked(act, key) {
        return Mark::NotAsked;
    }
    let graves = act.doubts.iter().filter(|d| d.stands_on(key)).map(|d| d.severity);
    let alone = if asking::needs_a_person(act, key).is_some() { Mark::Doubt } else { Mark::Waiting };
    graves.fold(alone, |mark, severity| match (severity, mark) {
        (Severity::Error, _) | (_, Mark::Breach) => Mark::Breach,
        (Severity::Warning | Severity::Info, _) => Mark::Doubt,
    })
}

/// Does confirming an untouched field only lead on? Where it is decided, not asked for, or was referred by
/// this person, there is nothing to confirm.
pub(crate) fn passes(view: &ActView, row: &Row, person: &str) -> bool {
    let own = || standing(&view.decisions, &row.key).is_some_and(|d| d.person == person);
    row.decided || row.mark == Mark::NotAsked || (row.mark == Mark::Referred && own())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act() -> Act {
        serde_json::from_str(
            r#"{"id":"a","register":"r","type":"birth","fields":{"act_no":"12","reg_date":"1956-03-07","mother.given":"Зебо"},
                "doubts":[{"rule":"reading","severity":"warning","text":"unsure","fields":["act_no","reg_date"]},
                          {"rule":"order","severity":"error","text":"impossible","fields":["reg_date"]}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn a_broken_rule_weighs_more_than_a_doubt() {
        assert_eq!(mark_of(&act(), None, "reg_date"), Mark::Breach);
        assert_eq!(mark_of(&act(), None, "act_no"), Mark::Doubt);
        assert_eq!(mark_of(&act(), None, "mother.given"), Mark::Waiting);
        assert_eq!(mark_of(&act(), None, "cert_no"), Mark::NotAsked);
    }

    #[test]
    fn what_was_read_unsurely_is_doubtful_without_a_word() {
        let mut act = act();
        act.fields.get_mut("mother.given").unwrap().confidence = Some(0.4);
        assert_eq!(mark_of(&act, None, "mother.given"), Mark::Doubt);
    }

    #[test]
    fn a_critical_field_the_machine_did_not_find_is_doubtful_and_another_is_not_asked_for() {
        let mut act = act();
        act.doubts[0].fields = vec!["child.surname".into(), "cert_no".into()];
        assert_eq!(mark_of(&act, None, "child.surname"), Mark::Doubt);
        assert_eq!(mark_of(&act, None, "cert_no"), Mark::NotAsked);
    }
}
