//! Registers read by the columns of a form: which row begins an act, and what stands where. Not for forms told by labels.

use register::{
    act::Act,
    form::{Form, Forms},
    id::ScanId,
    page::{Half, Page},
    volume::RegisterCard,
};

use super::paper::{Paper, has, paper, scan_of};
use crate::extract::{Proposal, extract, propose};

const FORM: &str = "id = 'deeds-x'\ntitle = 'Deeds'\ntype = 'deed'\nshape = 'ledger'\nlanguages = ['fra']\nbegins = 'act_no'\n\
    [[column]]\nlabels = ['Numéros']\nfield = 'act_no'\n[[column]]\nlabels = ['Dates des actes']\nfield = 'deed.date'\n\
    [[column]]\nlabels = ['Nature']\nfield = 'deed.nature'\n[[column]]\nlabels = ['Noms des parties']\nfield = 'deed.parties'\n";

const HEADING: [&str; 4] = ["Numéros", "Dates des actes", "Nature", "Noms des parties"];

fn deeds(heading: &[&str], rows: &[&[&str]]) -> Paper {
    let rows: Vec<&[&str]> = std::iter::once(heading).chain(rows.iter().copied()).collect();
    paper().table(&rows).headed(1)
}

fn acts(named: bool, pages: Vec<Page>) -> Vec<Act> {
    let mut card = RegisterCard::from_toml("id = 'b'").unwrap();
    card.form = named.then(|| "deeds-x".to_owned());
    let scans: Vec<_> = pages.into_iter().enumerate().map(|(nth, page)| scan_of(nth, vec![page])).collect();
    extract(&card, &scans, &Forms::with([Form::from_toml(FORM).unwrap()]))
}

#[test]
fn a_register_is_known_by_what_is_printed_over_its_columns() {
    let page = deeds(
        &HEADING,
        &[&["286", "1 Mai 1850", "Vente", "Durand"], &["287", "2 Mai 1850", "Bail", "Petit"]],
    );
    let acts = acts(false, vec![page.page(Half::Whole)]);
    assert_eq!((acts.len(), acts[0].form.as_deref()), (2, Some("deeds-x")));
    has(&acts[1], &[("act_no", "287"), ("deed.date", "1850-05-02"), ("deed.parties", "Petit")]);
}

/// Is a page with the form's heading read by this form, though no card names it?
fn reads_unnamed(form: &str) -> bool {
    let rows: &[&[&str]] =
        &[&["286", "1 Mai 1850", "Vente", "Durand"], &["287", "2 Mai 1850", "Bail", "Petit"]];
    let page = deeds(&HEADING, rows).page(Half::Whole);
    let card = RegisterCard::from_toml("id = 'b'").unwrap();
    let acts = extract(&card, &[scan_of(0, vec![page])], &Forms::with([Form::from_toml(form).unwrap()]));
    acts.iter().any(|act| act.form.as_deref() == Some("deeds-x"))
}

#[test]
fn a_form_whose_columns_wait_for_their_names_reads_no_book_that_does_not_name_it() {
    let own =
        "[[field]]\nkey = 'column.5'\nkind = 'text'\nlabel = 'Sommes'\n[[column]]\nfield = 'column.5'\n";
    assert!(reads_unnamed(FORM));
    assert!(!reads_unnamed(&format!("{FORM}{own}")));
}

#[test]
fn a_form_without_printed_labels_reads_no_book_that_does_not_name_it() {
    let bare: Vec<&str> = FORM.lines().filter(|line| !line.starts_with("labels")).collect();
    let titled = bare.join("\n").replacen("languages", "headings = ['Numéros Dates Nature']\nlanguages", 1);
    assert!(!reads_unnamed(&titled));
}

#[test]
fn other_headings_are_not_this_form() {
    let page = deeds(&["Sujet", "Pages", "Auteur", "Remarques"], &[&["1", "2", "Vente", "Durand"]]);
    assert!(acts(false, vec![page.page(Half::Whole)]).iter().all(|act| act.form.is_none()));
}

#[test]
fn a_row_without_number_goes_on_with_the_act_above_even_over_the_page() {
    let first = deeds(&HEADING, &[&["286", "1 Mai 1850", "Vente", "Durand"], &["", "", "", "et Petit"]]);
    let second = deeds(&HEADING, &[&["", "", "", "de Paris"], &["287", "2 Mai 1850", "Bail", "Roux"]]);
    let acts = acts(true, vec![first.page(Half::Whole), second.page(Half::Whole)]);
    assert_eq!(acts.len(), 2);
    has(&acts[0], &[("deed.parties", "Durand et Petit de Paris")]);
    assert_eq!(acts[0].fields["deed.parties"].spots.len(), 3);
}

#[test]
fn acts_that_nothing_parts_begin_line_by_line() {
    let rows: &[&[&str]] = &[&[
        "286\n\n287\n\n288",
        "1 Mai 1850\n\n2 Mai 1850\n\n3 Mai 1850",
        "",
        "Durand\nde Paris\nPetit\n\nRoux",
    ]];
    let acts = acts(true, vec![deeds(&HEADING, rows).page(Half::Whole)]);
    assert_eq!(acts.iter().filter_map(|act| act.value("act_no")).collect::<Vec<_>>(), ["286", "287", "288"]);
    has(&acts[0], &[("deed.parties", "Durand de Paris"), ("deed.date", "1850-05-01")]);
}

#[test]
fn a_day_alone_is_one_of_the_month_above() {
    let rows: &[&[&str]] = &[
        &["", "", "", "An 1850 mois de Mai"],
        &["286", "21", "Vente", "Durand"],
        &["287", "dud.", "Bail", "Petit"],
    ];
    let acts = acts(true, vec![deeds(&HEADING, rows).page(Half::Whole)]);
    has(&acts[0], &[("deed.date", "1850-05-21"), ("deed.parties", "Durand")]);
    has(&acts[1], &[("deed.date", "1850-05-21")]);
    assert_eq!(acts[1].fields["deed.date"].as_written.as_deref(), Some("dud."));
}

#[test]
fn a_heading_that_was_not_read_stands_between_those_that_were() {
    let page = deeds(
        &["", "Dates des actes", "?!", "Noms des parties"],
        &[&["286", "1 Mai 1850", "Vente", "Durand"]],
    );
    let acts = acts(true, vec![page.page(Half::Whole)]);
    has(&acts[0], &[("act_no", "286"), ("deed.nature", "Vente")]);
}

#[test]
fn a_page_without_headings_is_divided_like_the_one_before() {
    let first = deeds(&HEADING, &[&["286", "1 Mai 1850", "Vente", "Durand"]]).page(Half::Whole);
    let second = paper().table(&[&["287", "2 Mai 1850", "Bail", "Petit"]]).page(Half::Whole);
    let acts = acts(true, vec![first, second]);
    has(&acts[1], &[("act_no", "287"), ("deed.parties", "Petit")]);
}

#[test]
fn a_form_is_proposed_from_a_page_and_reads_it() {
    let rows: &[&[&str]] = &[&["1", "3.IV.1926", "Рахимов"], &["2", "4.IV.1926", "Назаров"]];
    let page = deeds(&["№", "Дата рождения", "Кто внёс запись"], rows).page(Half::Whole);
    let asked =
        Proposal { id: "births-x", kind: register::form::ActType::Birth, languages: &["rus".to_owned()] };
    let form = propose(&asked, std::slice::from_ref(&page)).unwrap();
    let fields: Vec<&str> = form.columns.iter().filter_map(|c| c.field.as_deref()).collect();
    assert_eq!(
        (fields, form.begins.as_deref()),
        (vec!["act_no", "child.birth_date", "column.3"], Some("act_no"))
    );
    let mut card = RegisterCard::bare("b".parse().unwrap());
    card.form = Some("births-x".into());
    let id: ScanId = "b/000001".parse().unwrap();
    let info = scan_of(0, Vec::new()).info;
    let acts =
        extract(&card, &[crate::extract::ScanPages { id, info, pages: vec![page] }], &Forms::with([form]));
    has(&acts[1], &[("act_no", "2"), ("child.birth_date", "1926-04-04"), ("column.3", "Назаров")]);
}
