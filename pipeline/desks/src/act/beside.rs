//! What stands beside a value: its normal form, the calendar it was written in, what a place is called today. Not for making
//! them: reading and settling do.

use register::{
    act::Field,
    date::Calendar,
    form::{FieldKind, FieldSpec},
};

use crate::tongue::Tongue;

/// What tells a person more than the value itself, if anything does.
pub(super) fn beside(
    field: Option<&Field>,
    spec: &FieldSpec,
    written: &str,
    tongue: Tongue,
) -> Option<String> {
    let field = field?;
    let mut parts: Vec<String> = normal(field, spec, written, tongue).into_iter().collect();
    let calendar = match field.calendar {
        Calendar::Gregorian => None,
        Calendar::Julian => Some("calendar.julian"),
        Calendar::Hijri => Some("calendar.hijri"),
        Calendar::Rumi => Some("calendar.rumi"),
    };
    parts.extend(calendar.map(|key| tongue.say(key, &[])));
    let place = field.known_as.as_ref().filter(|_| spec.kind == FieldKind::Place);
    let today = place.filter(|place| field.value.as_ref() != Some(*place));
    parts.extend(today.map(|place| tongue.say("act.today", &[("place", place.clone().into())])));
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn normal(field: &Field, spec: &FieldSpec, written: &str, tongue: Tongue) -> Option<String> {
    let value = field.value.as_deref()?;
    let shown = match spec.kind {
        FieldKind::Date => tongue.date(value),
        FieldKind::Sex => tongue.word("sex", value),
        FieldKind::Text => return None,
        _ => value.to_owned(),
    };
    (shown != written).then_some(shown)
}

#[cfg(test)]
mod tests {
    use register::form::{self, ActType};

    use super::*;

    fn check(key: &str, field: &str, expected: Option<&str>) {
        let field: Field = serde_json::from_str(field).unwrap();
        let spec = form::field(ActType::Birth, key).unwrap();
        let written = field.as_written.clone().unwrap_or_default();
        assert_eq!(beside(Some(&field), spec, &written, Tongue::English).as_deref(), expected, "{key}");
    }

    #[test]
    fn a_value_is_shown_with_its_normal_form_where_that_is_another() {
        check("child.birth_date", r#"{"as_written":"1.III.33","value":"1933-03-01"}"#, Some("1 Mar 1933"));
        check("child.given", r#"{"as_written":"Зебо","value":"Зебо"}"#, None);
        check("child.sex", r#"{"as_written":"жен.","value":"female"}"#, Some("female"));
    }

    #[test]
    fn another_calendar_and_the_name_of_today_are_told() {
        let dated = r#"{"as_written":"1 марта ст. ст.","value":"1917-03-14","calendar":"julian"}"#;
        check("child.birth_date", dated, Some("14 Mar 1917 · old style"));
        let place = r#"{"as_written":"г. Ленинабад","value":"г. Ленинабад","ref":"Хуҷанд"}"#;
        check("child.birth_place", place, Some("today Хуҷанд"));
    }
}
