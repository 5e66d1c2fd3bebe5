//! What people decide: one verdict of one person on one field, appended and never changed, and the act
//! that comes out when all are applied. Not for who may decide: that is the desks' and the archive's.

use serde::{Deserialize, Serialize};

use crate::{
    act::{Act, By, Doubt, Field, Mark, Status},
    annotation::annotations,
    asking, form,
    id::ActId,
};

mod doubted;
mod tied;

pub use doubted::{accepted_as, may_be_accepted};
pub use tied::{tie_field, tied_to};

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The value stands as read.
    Confirmed,
    /// Another value was typed.
    Corrected,
    /// Written, but not readable.
    Illegible,
    /// Nothing is written.
    Blank,
    /// A stroke is written.
    Dash,
    /// Somebody else shall decide.
    Referred,
    /// Of a rule ([`rule_field`]): it is so, because of what the value says.
    Accepted,
    /// Of a tie ([`tie_field`]): it is not so.
    Rejected,
    /// Takes back the last decision on the field that still stands.
    Undone,
}

/// One person's verdict on one field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// The act.
    pub act: ActId,
    /// Field key; of what is said of a rule, [`rule_field`], of a tie, [`tie_field`].
    pub field: String,
    /// What was decided.
    pub verdict: Verdict,
    /// The value that was confirmed or typed, as written, or the reason why something is so; absent for the others.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<String>,
    /// Who decided.
    pub person: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// How many decisions on the act the person had seen; a lower number than stands marks a conflict.
    pub revision: u64,
    /// A random word of the desk that sent it: the same when it is sent again because no answer came.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub nonce: Option<String>,
}

impl Decision {
    /// Does it say the same of the field?
    pub fn agrees(&self, other: &Decision) -> bool {
        (self.verdict, &self.value) == (other.verdict, &other.value)
    }
}

/// Before the name of a rule, where a field's key stands else.
const OF_RULE: &str = "rule:";

/// What stands in place of a field's key where a person says of a rule that it is broken with reason.
pub fn rule_field(rule: &str) -> String {
    format!("{OF_RULE}{rule}")
}

/// Between a rule and the fields it is about.
const OF_FIELDS: char = '/';

/// A doubt by its rule and the fields it is about (`born-after-event/child.birth_date,reg_date`): a person's word holds for
/// it ([`rule_field`]), and not for what else breaks the rule. A word on the rule alone holds for all of them.
pub fn doubt_name(doubt: &Doubt) -> String {
    let mut fields: Vec<&str> = doubt.fields.iter().map(String::as_str).collect();
    fields.sort_unstable();
    format!("{}{OF_FIELDS}{}", doubt.rule, fields.join(","))
}

/// The rule a decision is about, if it is about one.
pub fn rule_of(field: &str) -> Option<&str> {
    let named = field.strip_prefix(OF_RULE)?;
    Some(named.split_once(OF_FIELDS).map_or(named, |(rule, _)| rule))
}

/// The decision on `field` that stands after undoing, with all that precede it applied in order.
pub fn standing<'d>(decisions: &'d [Decision], field: &str) -> Option<&'d Decision> {
    let mut stack: Vec<&Decision> = Vec::new();
    for decision in decisions.iter().filter(|d| d.field == field) {
        if decision.verdict == Verdict::Undone {
            stack.pop();
        } else {
            stack.push(decision);
        }
    }
    stack.pop()
}

/// The act with all decisions (in the order they were made) applied. The machine's readings stay as
/// candidates, so nothing is lost; an act is verified once every field asked of people is decided.
pub fn settle(act: &Act, decisions: &[Decision]) -> Act {
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
    doubted::settle(&mut settled, act, decisions);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn act() -> Act {
        serde_json::from_str(
            r#"{"id":"r/000001-w1","register":"r","type":"birth",
                "fields":{"child.surname":{"as_written":"Рахмонов","value":"Рахмонов"},"act_no":"12"}}"#,
        )
        .unwrap()
    }

    fn decision(field: &str, verdict: Verdict, value: Option<&str>) -> Decision {
        Decision {
            act: ActId("r/000001-w1".into()),
            field: field.into(),
            verdict,
            value: value.map(Into::into),
            person: "nigora".into(),
            at: "2026-01-01T10:00:00Z".into(),
            revision: 0,
            nonce: None,
        }
    }

    #[test]
    fn a_correction_replaces_the_value_and_names_the_verifier() {
        let settled = settle(&act(), &[decision("child.surname", Verdict::Corrected, Some("Раҳмонов"))]);
        let field = &settled.fields["child.surname"];
        assert_eq!((field.value.as_deref(), field.by), (Some("Раҳмонов"), By::Verifier));
        assert_eq!(settled.status, Status::Machine);
    }

    #[test]
    fn what_is_no_date_is_kept_as_written_and_in_doubt_until_it_is_put_right() {
        let wrong = decision("child.birth_date", Verdict::Corrected, Some("31.02.1952"));
        let settled = settle(&act(), std::slice::from_ref(&wrong));
        let field = &settled.fields["child.birth_date"];
        assert_eq!((field.as_written.as_deref(), field.value.as_deref()), (Some("31.02.1952"), None));
        assert_eq!(settled.doubts[0].rule, "date-not-understood");
        let right = decision("child.birth_date", Verdict::Corrected, Some("28.02.1952"));
        let settled = settle(&act(), &[wrong, right]);
        assert_eq!((settled.value("child.birth_date"), settled.doubts.len()), (Some("1952-02-28"), 0));
    }

    #[test]
    fn what_the_machine_read_stays_as_a_candidate() {
        let settled = settle(&act(), &[decision("child.surname", Verdict::Corrected, Some("Раҳмонов"))]);
        let candidates: Vec<&str> =
            settled.fields["child.surname"].candidates.iter().map(|c| c.0.as_str()).collect();
        assert_eq!(candidates, ["Рахмонов"]);
    }

    #[test]
    fn the_normal_form_of_a_date_is_not_what_is_written() {
        let mut act = act();
        let read = Field { as_written: Some("7 марта 1956".to_owned()), ..Field::plain("1956-03-07") };
        act.fields.insert("child.birth_date".to_owned(), read);
        let settled = settle(&act, &[decision("child.birth_date", Verdict::Corrected, Some("1956-03-07"))]);
        let field = &settled.fields["child.birth_date"];
        assert_eq!(field.as_written.as_deref(), Some("7 марта 1956"));
        assert_eq!((field.value.as_deref(), field.by), (Some("1956-03-07"), By::Verifier));
    }

    #[test]
    fn undo_brings_the_decision_before_it_back() {
        let decisions = [
            decision("child.surname", Verdict::Corrected, Some("Раҳмонов")),
            decision("child.surname", Verdict::Dash, None),
            decision("child.surname", Verdict::Undone, None),
        ];
        assert_eq!(settle(&act(), &decisions).value("child.surname"), Some("Раҳмонов"));
    }

    #[test]
    fn an_act_is_verified_when_every_field_is_decided() {
        let decisions = [
            decision("child.surname", Verdict::Confirmed, Some("Рахмонов")),
            decision("act_no", Verdict::Illegible, None),
        ];
        let settled = settle(&act(), &decisions);
        assert_eq!(settled.status, Status::Verified);
        assert_eq!((settled.fields["act_no"].mark, settled.value("act_no")), (Mark::Illegible, None));
    }

    #[test]
    fn an_act_without_a_critical_field_is_not_verified_before_somebody_looked_for_it() {
        let mut act = act();
        let doubt = r#"{"rule":"missing-field","severity":"warning","text":"","fields":["child.given"]}"#;
        act.doubts.push(serde_json::from_str(doubt).unwrap());
        let mut decisions = vec![
            decision("child.surname", Verdict::Confirmed, Some("Рахмонов")),
            decision("act_no", Verdict::Confirmed, Some("12")),
        ];
        assert_eq!(settle(&act, &decisions).status, Status::Machine);
        decisions.push(decision("child.given", Verdict::Blank, None));
        assert_eq!(settle(&act, &decisions).status, Status::Verified);
    }

    const LATE: &str = r#"{"id":"r/000001-w1","register":"r","type":"birth",
        "fields":{"child.birth_date":"1956-04-01","reg_date":"1956-03-07","child.given":"Саид"},
        "doubts":[{"rule":"event-after-registration","severity":"error","text":"1956-04-01 comes after.",
            "fields":["child.birth_date","reg_date"]},
            {"rule":"number-out-of-sequence","severity":"warning","text":"Act 12 follows act 10.","fields":["act_no"]}]}"#;

    fn rules_of(decisions: &[Decision]) -> Vec<String> {
        let act: Act = serde_json::from_str(LATE).unwrap();
        settle(&act, decisions).doubts.into_iter().map(|doubt| doubt.rule).collect()
    }

    #[test]
    fn a_rule_is_judged_anew_on_what_a_person_decided() {
        let both = ["event-after-registration", "number-out-of-sequence"];
        assert_eq!(rules_of(&[]), both);
        assert_eq!(rules_of(&[decision("child.given", Verdict::Confirmed, Some("Саид"))]), both);
        let right = decision("child.birth_date", Verdict::Corrected, Some("01.03.1956"));
        assert_eq!(rules_of(&[right]), ["number-out-of-sequence"]);
        let other = decision("child.birth_date", Verdict::Corrected, Some("02.04.1956"));
        let act: Act = serde_json::from_str(LATE).unwrap();
        let settled = settle(&act, &[other]);
        assert_eq!(settled.doubts[1].text, "1956-04-02 comes after the registration on 1956-03-07.");
    }

    #[test]
    fn what_a_register_told_of_another_value_goes_with_it() {
        let number = decision("act_no", Verdict::Corrected, Some("11"));
        assert_eq!(rules_of(&[number]), ["event-after-registration"]);
    }

    #[test]
    fn a_person_may_say_that_it_is_so_and_take_it_back() {
        let act: Act = serde_json::from_str(LATE).unwrap();
        let field = rule_field("event-after-registration");
        let so = decision(&field, Verdict::Accepted, Some("the clerk wrote ahead"));
        let settled = settle(&act, std::slice::from_ref(&so));
        let word = settled.doubts[0].overridden.as_ref().unwrap();
        assert_eq!((word.by.as_str(), word.reason.as_str()), ("nigora", "the clerk wrote ahead"));
        assert!(!settled.doubts[0].stands_on("reg_date") && settled.doubts[1].overridden.is_none());
        assert!(!settled.fields.contains_key(&field));
        let back = decision(&field, Verdict::Undone, None);
        assert_eq!(settle(&act, &[so, back]), act);
    }

    #[test]
    fn a_word_holds_for_the_rule_and_fields_it_was_said_of() {
        let act: Act = serde_json::from_str(LATE).unwrap();
        let accepted = |doubt: &Doubt| {
            let so = decision(&rule_field(&doubt_name(doubt)), Verdict::Accepted, Some("so"));
            settle(&act, &[so]).doubts[0].overridden.is_some()
        };
        assert!(accepted(&act.doubts[0]));
        let of_others = Doubt { fields: vec!["reg_date".into()], ..act.doubts[0].clone() };
        assert!(!accepted(&of_others));
        assert_eq!(rule_of(&rule_field(&doubt_name(&of_others))), Some("event-after-registration"));
    }

    #[test]
    fn what_was_not_found_is_not_so_by_a_word() {
        let mut act: Act = serde_json::from_str(LATE).unwrap();
        act.doubts[0].rule = "missing-field".into();
        let so = decision(&rule_field("missing-field"), Verdict::Accepted, Some("so"));
        assert!(settle(&act, &[so]).doubts[0].overridden.is_none());
    }

    #[test]
    fn decisions_of_before_are_read() {
        let text = r#"{"act":"r/1","field":"act_no","verdict":"confirmed","value":"12","person":"n","at":"t","revision":0}"#;
        let read: Decision = serde_json::from_str(text).unwrap();
        assert_eq!(
            (read.verdict, serde_json::to_string(&read).unwrap().as_str()),
            (Verdict::Confirmed, text)
        );
    }

    #[test]
    fn notes_are_parsed_anew_when_a_person_corrects_them() {
        let noted = decision("annotations", Verdict::Corrected, Some("умер 3.II.1980 г. а/з № 45"));
        let settled = settle(&act(), &[noted]);
        assert_eq!(settled.annotations[0].date.as_deref(), Some("1980-02-03"));
    }

    #[test]
    fn a_referred_field_is_not_decided() {
        let decisions = [
            decision("child.surname", Verdict::Confirmed, Some("Рахмонов")),
            decision("act_no", Verdict::Referred, None),
        ];
        assert_eq!(settle(&act(), &decisions).status, Status::Machine);
    }
}
