//! What is doubted of an act, in the language of the screen: by the rule's text (`ocr-models/rules.tsv`), with the values it
//! is about. Not for finding doubts: extraction does. A rule nobody translated is said as it came.

use register::{
    act::{Act, Doubt},
    date, form,
    rules::{self, Speech},
};

use crate::{
    labels::{self, FormTongue},
    tongue::Tongue,
};

/// The doubt as a person reads it; `act` is the act as it stands, of which it is told.
pub(crate) fn said(doubt: &Doubt, act: &Act, form_tongue: FormTongue, tongue: Tongue) -> String {
    let speech = match tongue {
        Tongue::English => Speech::English,
        Tongue::Russian => Speech::Russian,
        Tongue::Tajik => Speech::Tajik,
    };
    let value = |name: &str| match (name, doubt.values.get(name)) {
        ("fields", _) => Some(named(doubt, act, form_tongue)),
        (_, Some(value)) if date::is_whole(value) => Some(tongue.date(value)),
        (_, Some(value)) => Some(value.clone()),
        (_, None) => of_before(name, doubt, act, tongue),
    };
    rules::said(&doubt.rule, speech, value).unwrap_or_else(|| doubt.text.clone())
}

/// Doubts of before keep no values: what their texts name stands in the act and in the English text.
fn of_before(name: &str, doubt: &Doubt, act: &Act, tongue: Tongue) -> Option<String> {
    let first = doubt.fields.first()?;
    match name {
        "value" => act.fields.get(first)?.as_written.clone(),
        "event" => Some(tongue.date(act.value(first)?)),
        "registered" => Some(tongue.date(act.value("reg_date")?)),
        "number" => act.value("act_no").map(str::to_owned),
        "before" => last_number(&doubt.text),
        _ => None,
    }
}

/// The fields a doubt is about, by their printed labels.
fn named(doubt: &Doubt, act: &Act, form_tongue: FormTongue) -> String {
    let label = |key: &String| match form::field(act.kind, key) {
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
    fn values_a_doubt_keeps_are_said_as_each_language_writes_them() {
        let act: Act =
            serde_json::from_str(r#"{"id":"a","register":"r","type":"birth","fields":{}}"#).unwrap();
        let doubt = rules::Rule::BornAfterEvent
            .broken(&["groom.birth_date"], &[("born", "1956-04-01".into()), ("event", "1955-04-01".into())]);
        let said = Tongue::ALL.map(|tongue| said(&doubt, &act, FormTongue::Russian, tongue));
        assert_eq!(said[0], "Born on 1 Apr 1956, after the event on 1 Apr 1955.");
        assert_eq!(said[1], "Дата рождения 01.04.1956 позже события 01.04.1955.");
        assert_eq!(said[2], "Санаи таваллуд 01.04.1956 аз ҳодисаи 01.04.1955 дертар аст.");
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
