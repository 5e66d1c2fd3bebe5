//! What the pages of forms show. Not for what they send back: see `sent`.

use minijinja::{Value, context};
use register::{
    form::{self, FULL_NAME, FieldKind, Form, Forms, OwnField, UNNAMED},
    page::Half,
};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{faults, sent::OR};
use crate::{
    labels::{self, FormTongue},
    render::data,
    tongue::Tongue,
};

/// Empty rows below what a form has, for what is added.
const SPARE_ROWS: usize = 2;

/// All forms, in two lists.
pub(super) fn list(forms: &Forms, tongue: Tongue) -> Value {
    let row = |form: &Form| {
        let (columns, fields) = (form.columns.len(), form.keys().count());
        context! { id => &form.id, title => called(form, tongue), kind => form.kind.as_str(), columns, fields }
    };
    let own: Vec<Value> = forms.own().iter().map(|form| row(form)).collect();
    let of_program = forms.all().skip(own.len());
    context! { tab => "shelf", own, of_program => of_program.map(|form| row(form)).collect::<Vec<_>>() }
}

/// What a form is called on the screen: forms of the program, whose names are English, by what they record, when and in which
/// languages.
fn called(form: &Form, tongue: Tongue) -> String {
    let of_program = Forms::default().named(&form.id).is_some_and(|known| known.title == form.title);
    if tongue == Tongue::English || !of_program {
        return form.title.clone();
    }
    let kind = tongue.say(&format!("kinds.{}", form.kind.as_str()), &[]);
    let years = form.years.map(|(first, last)| format!("{first}–{last}"));
    let languages: Vec<String> = form.languages.iter().map(|l| tongue.word("language", l)).collect();
    let said = [Some(kind), years, Some(languages.join(" + "))];
    said.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Names the state of a form: another one means that somebody changed it meanwhile.
pub(super) fn edition(form: &Form) -> String {
    let text = form.to_toml().unwrap_or_default();
    hex::encode(&Sha256::digest(text.as_bytes())[..8])
}

/// One form on its page.
pub(super) struct Shown<'f> {
    /// As it is being edited.
    pub(super) form: &'f Form,
    /// As it is kept.
    pub(super) stood: &'f Form,
    pub(super) own: bool,
    pub(super) saved: bool,
    /// What is said above it.
    pub(super) told: &'f [String],
    /// The registers that are read by it.
    pub(super) used: &'f [String],
}

#[derive(Serialize)]
struct Row {
    nth: usize,
    labels: String,
    field: String,
    page: &'static str,
    given_first: bool,
    /// Where its column stands, as it is sent back.
    place: String,
}

#[derive(Serialize)]
struct Choice {
    key: String,
    text: String,
    asked: bool,
}

impl Shown<'_> {
    /// What its template needs.
    pub(super) fn data(&self, tongue: Tongue) -> Value {
        let form = self.form;
        let kinds: Vec<&str> = FieldKind::ALL.iter().map(|kind| kind.as_str()).collect();
        let rows = self.rows();
        let unnamed = rows.iter().position(|row| row.field.starts_with(UNNAMED));
        let filled: Vec<&String> = form.columns.iter().filter_map(|c| c.field.as_ref()).collect();
        context! {
            tab => "shelf", own => self.own, saved => self.saved, told => data(self.told), used => data(self.used),
            id => &form.id, title => &form.title, called => called(form, tongue), kind => form.kind.as_str(),
            years => data(form.years), headings => form.headings.join("\n"),
            columns => self.stood.has_columns(), begins => data(&form.begins), filled => data(filled),
            rows => data(rows), unnamed, choices => data(choices(form, tongue)),
            own_fields => data(own_fields(form)), kinds, faults => data(faults::of(form, tongue)),
            edition => edition(self.stood),
        }
    }

    fn rows(&self) -> Vec<Row> {
        let page = |page: Option<Half>| match page {
            Some(Half::Left) => "left",
            Some(Half::Right) => "right",
            _ => "",
        };
        let mut rows: Vec<Row> = if self.stood.has_columns() {
            let columns = self.form.columns.iter().map(|column| Row {
                page: page(column.page),
                given_first: column.given_first,
                place: column.place.map(|(from, to)| format!("{from} {to}")).unwrap_or_default(),
                ..Row::of(&column.labels, column.field.as_deref())
            });
            columns.collect()
        } else {
            self.form.labels.iter().map(|label| Row::of(&label.labels, label.field.as_deref())).collect()
        };
        rows.extend((0..SPARE_ROWS).map(|_| Row::of(&[], None)));
        rows.iter_mut().enumerate().for_each(|(at, row)| row.nth = at + 1);
        rows
    }
}

impl Row {
    fn of(labels: &[String], field: Option<&str>) -> Self {
        Self {
            nth: 0,
            labels: labels.join(OR),
            field: field.unwrap_or_default().to_owned(),
            page: "",
            given_first: false,
            place: String::new(),
        }
    }
}

/// Its own fields, and an empty one for what is added.
fn own_fields(form: &Form) -> Vec<OwnField> {
    let spare = OwnField { key: String::new(), kind: FieldKind::Text, label: String::new() };
    form.own_fields.iter().cloned().chain([spare]).collect()
}

/// The fields a row may fill, and those it fills though nobody has them, each as the form prints it.
fn choices(form: &Form, tongue: Tongue) -> Vec<Choice> {
    let printed = if tongue == Tongue::Tajik { FormTongue::Tajik } else { FormTongue::Russian };
    let may_fill = form.may_fill();
    let unknown = form.keys().filter(|key| !may_fill.iter().any(|known| known == key)).map(str::to_owned);
    let mut keys: Vec<String> = may_fill.iter().cloned().chain(unknown).collect();
    let mut seen = std::collections::BTreeSet::new();
    keys.retain(|key| seen.insert(key.clone()));
    let text = |key: &str| {
        let own = form.own_fields.iter().find(|own| own.key == key).map(|own| own.label.clone());
        let known = || form::field(form.kind, key).map(|spec| labels::of(spec, printed).whole);
        let whole = || key.ends_with(FULL_NAME).then(|| tongue.say("forms.full_name", &[]));
        own.or_else(known).or_else(whole).map_or_else(|| key.to_owned(), |text| format!("{text} · {key}"))
    };
    let asked = |key: &String| form.fields.contains(key);
    keys.into_iter().map(|key| Choice { text: text(&key), asked: asked(&key), key }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_a_form_may_fill_is_offered_once() {
        let forms = Forms::default();
        for form in forms.all() {
            let choices = choices(form, Tongue::English);
            let keys: std::collections::BTreeSet<&str> = choices.iter().map(|c| c.key.as_str()).collect();
            assert_eq!(keys.len(), choices.len(), "{}", form.id);
            assert!(form.keys().all(|key| keys.contains(key)), "{}", form.id);
        }
    }

    #[test]
    fn a_form_of_the_program_is_called_in_the_language_of_the_screen_and_our_own_as_we_named_it() {
        let form = Form::clone(Forms::default().named("birth-1950-rus").unwrap());
        assert_eq!(called(&form, Tongue::English), form.title);
        assert_eq!(called(&form, Tongue::Russian), "Рождения, 1950–1979, русский");
        let ours = Form { title: "Наш бланк".into(), ..form };
        assert_eq!(called(&ours, Tongue::Tajik), "Наш бланк");
    }

    #[test]
    fn another_state_of_a_form_has_another_name() {
        let forms = Forms::default();
        let form = forms.all().next().unwrap();
        let other = Form { title: "other".into(), ..Form::clone(form) };
        assert_eq!(edition(form), edition(&Form::clone(form)));
        assert_ne!(edition(form), edition(&other));
    }
}
