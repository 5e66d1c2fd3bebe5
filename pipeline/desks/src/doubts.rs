//! What the machine doubts of an act, in the language of the screen: by the rule, with the values it is about.
//! Not for finding doubts: extraction does. A rule nobody translated is said as it came.

use register::{
    act::{Act, Doubt},
    form,
};

use crate::{
    labels::{self, FormTongue},
    tongue::Tongue,
};

/// The doubt as a person reads it; `machine` is the act it was found in, as the machine read it.
pub(crate) fn said(doubt: &Doubt, machine: &Act, form_tongue: FormTongue, tongue: Tongue) -> String {
    in_words(doubt, machine, form_tongue, tongue).unwrap_or_else(|| doubt.text.clone())
}

fn in_words(doubt: &Doubt, machine: &Act, form_tongue: FormTongue, tongue: Tongue) -> Option<String> {
    let first = doubt.fields.first().map(String::as_str);
    let values = match doubt.rule.as_str() {
        "no-heading" | "number-missing" | "heading-from-register" => vec![],
        "missing-field" => vec![("fields", named(doubt, machine, form_tongue))],
        "date-not-understood" | "value-not-understood" => {
            vec![("value", machine.fields.get(first?)?.as_written.clone()?)]
        }
        "event-after-registration" => {
            let date = |key: &str| Some(tongue.date(machine.value(key)?));
            vec![("event", date(first?)?), ("registered", date("reg_date")?)]
        }
        "number-out-of-sequence" => {
            vec![("number", machine.value("act_no")?.to_owned()), ("before", last_number(&doubt.text)?)]
        }
        _ => return None,
    };
    let values: Vec<_> = values.into_iter().map(|(name, value)| (name, value.into())).collect();
    Some(tongue.say(&format!("doubt.{}", doubt.rule.replace('-', "_")), &values))
}

/// The fields a doubt is about, by their printed labels.
fn named(doubt: &Doubt, machine: &Act, form_tongue: FormTongue) -> String {
    let label = |key: &String| match form::field(machine.kind, key) {
        Some(spec) => labels::of(spec, form_tongue).whole,
        None => key.clone(),
    };
    doubt.fields.iter().map(label).collect::<Vec<_>>().join(", ")
}

/// "Act 412 follows act 410." → 410, the number that is kept nowhere else.
fn last_number(text: &str) -> Option<String> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let begin = digits.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    Some(digits[begin..].to_owned()).filter(|number| !number.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rule: &str, text: &str, fields: &[&str], expected: &str) {
        let act: Act = serde_json::from_str(
            r#"{"id":"a","register":"r","type":"birth","fields":{"act_no":"412","reg_date":"1956-03-07",
                "child.birth_date":{"as_written":"30 фев","value":"1956-04-01"}}}"#,
        )
        .unwrap();
        let doubt = serde_json::json!({"rule": rule, "severity": "warning", "text": text, "fields": fields});
        let doubt: Doubt = serde_json::from_value(doubt).unwrap();
        assert_eq!(said(&doubt, &act, FormTongue::Russian, Tongue::Russian), expected);
    }

    #[test]
    fn a_doubt_is_said_in_the_language_of_the_screen() {
        check(
            "missing-field",
            "Not found on the page: act_no.",
            &["act_no"],
            "Не найдено на странице: Запись акта №.",
        );
        check(
            "date-not-understood",
            "…",
            &["child.birth_date"],
            "Прочитано «30 фев», понять это не удалось.",
        );
        check(
            "event-after-registration",
            "…",
            &["child.birth_date", "reg_date"],
            "Событие 01.04.1956 позже записи акта 07.03.1956.",
        );
        check(
            "number-out-of-sequence",
            "Act 412 follows act 410.",
            &["act_no"],
            "Акт 412 следует за актом 410.",
        );
    }

    #[test]
    fn a_label_that_other_pages_told_is_said_so() {
        check(
            "heading-from-register",
            "…",
            &["child.birth_date"],
            "Заголовок графы здесь прочитан не полностью, он взят с других страниц книги.",
        );
    }

    #[test]
    fn a_doubt_of_another_rule_is_said_as_it_came() {
        check("reading", "the seal lies over it", &["act_no"], "the seal lies over it");
    }
}
