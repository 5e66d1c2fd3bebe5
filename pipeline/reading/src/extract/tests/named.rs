//! Which form the acts of a register are said to stand on. Not for what is read from it.

use std::sync::Arc;

use register::{
    form::{self, Form, Forms, Shape},
    page::{Half, Page},
};

use super::paper::{Paper, acts_of_card, paper};

/// Forms of civil registration: those without columns.
fn sheets() -> Vec<Arc<Form>> {
    Forms::default().all().filter(|form| !form.has_columns()).cloned().collect()
}

/// What is printed for a field in each of the form's languages, with a slash between.
fn printed(form: &Form, key: &str) -> String {
    let spec = form::field(form.kind, key).unwrap();
    let label = |language: &String| match language.as_str() {
        "tgk" => &spec.labels_tg,
        _ => &spec.labels_ru,
    };
    let labels: Vec<&str> = form.languages.iter().map(|l| label(l)[0].as_str()).collect();
    labels.join(" / ")
}

fn act(form: &Form, onto: Paper) -> Paper {
    let onto = form.headings.iter().fold(onto, |onto, heading| onto.row(&heading.to_uppercase()));
    let keys = form.keys().filter(|key| *key != "act_no");
    keys.fold(onto, |onto, key| onto.row(&format!("{} ........ Рахимов", printed(form, key))))
}

/// Three pages of a form.
fn book(form: &Form) -> Vec<Paper> {
    let page = || (0..form.acts_a_page.unwrap_or(1)).fold(paper(), |onto, _| act(form, onto));
    vec![page(), page(), page()]
}

fn ledger(form: &Form) -> Vec<Paper> {
    let labels: Vec<String> = form.keys().map(|key| printed(form, key)).collect();
    let heading: Vec<&str> = labels.iter().map(String::as_str).collect();
    let row = vec!["Рахимов"; heading.len()];
    vec![paper().row(&form.headings[0].to_uppercase()).table(&[&heading, &row, &row])]
}

/// The forms named for the acts of a register whose card says this.
fn named(card: &str, pages: Vec<Paper>) -> Vec<Option<String>> {
    let scans = pages.into_iter().map(|page| vec![page.page(Half::Whole)]).collect();
    let mut names: Vec<Option<String>> = acts_of_card(card, scans).into_iter().map(|act| act.form).collect();
    names.dedup();
    names
}

fn check(form: &Form, card: &str, expected: Option<&str>) {
    let pages = if form.shape == Shape::Ledger { ledger(form) } else { book(form) };
    assert_eq!(named(card, pages), [expected.map(str::to_owned)], "{} where {card:?}", form.id);
}

#[test]
fn every_form_of_civil_registration_is_named_by_its_own_pages() {
    let sheets = sheets();
    assert!(sheets.len() >= 29);
    for form in sheets {
        check(&form, &format!("type = '{}'", form.kind), Some(&form.id));
    }
}

#[test]
fn a_form_that_was_not_in_use_then_is_not_named() {
    let forms = Forms::default();
    let form = forms.named("birth-2011-tgk").unwrap();
    check(form, "type = 'birth'\nyears = [2014, 2014]", Some("birth-2011-tgk"));
    check(form, "type = 'birth'\nyears = [1962, 1962]", None);
}

#[test]
fn what_the_card_names_stands() {
    let forms = Forms::default();
    check(forms.named("birth-1950-rus").unwrap(), "form = 'birth'", Some("birth"));
}

#[test]
fn acts_that_answer_little_of_a_form_name_none() {
    let rows = ["ЗАПИСЬ АКТА О РОЖДЕНИИ № 1", "Фамилия ребёнка .. Курбонов", "Имя ребёнка .. Рустам"];
    let page = paper().rows(&rows).rows(&["Пол .. муж.", "Место рождения .. г. Ленинабад"]);
    assert_eq!(named("type = 'birth'", vec![page]), [None]);
}

/// The acts of a sample register, as it was read once, name no form.
fn check_none_recorded(register: &str, scans: &[&str]) {
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let card = std::fs::read_to_string(samples.join(format!("scans/{register}/register.toml"))).unwrap();
    let pages = scans.iter().map(|scan| {
        let file = samples.join(format!("readings/{register}-{scan}.json"));
        let read: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        serde_json::from_value::<Vec<Page>>(read["pages"].clone()).unwrap()
    });
    let without_id: Vec<&str> = card.lines().filter(|line| !line.starts_with("id")).collect();
    let acts = acts_of_card(&without_id.join("\n"), pages.collect());
    assert!(!acts.is_empty());
    assert!(acts.iter().all(|act| act.form.is_none()), "{register}: {:?}", acts[0].form);
}

/// Each is a form that was not in use in its years, as far as the forms of the program tell.
#[test]
fn pages_of_no_form_of_their_time_name_none() {
    check_none_recorded("deaths-1", &["0001", "0002"]);
    check_none_recorded("births-1", &["0001", "0002", "0003"]);
    check_none_recorded("births-2", &["0001"]);
    check_none_recorded("divorces-1", &["0001"]);
    check_none_recorded("marriages-1", &["0001", "0002"]);
}
