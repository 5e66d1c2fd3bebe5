//! What a ledger takes from the other pages of its register, and what it does not. Not for ledgers read alone: see
//! `forms`.

use register::{
    act::Act,
    page::{Half, Page},
};

use super::paper::{Paper, acts_of, has, paper};

const LABELS: [&str; 5] = ["Запись акта №", "Фамилия ребёнка", "Имя ребёнка", "Пол", "Дата рождения"];
const RULE: &str = "heading-from-register";

fn ledger(heading: &[&str]) -> Paper {
    let rows = [
        heading,
        &["12", "Рахимов", "Саид", "муж.", "1.II.56"],
        &["13", "Алиева", "Зебо", "жен.", "2.II.56"],
        &["14", "Назаров", "Карим", "муж.", "3.II.56"],
    ];
    let entries = if heading.is_empty() { &rows[1..] } else { &rows[..] };
    paper().row("ЗАПИСЬ АКТОВ О РОЖДЕНИИ").table(entries)
}

/// The acts of a page with this heading that follows so many pages with the usual one.
fn acts_behind(pages: usize, heading: &[&str]) -> Vec<Act> {
    let headings = vec![&LABELS[..]; pages].into_iter().chain([heading]);
    let scans: Vec<Vec<Page>> = headings.map(|h| vec![ledger(h).page(Half::Whole)]).collect();
    acts_of("birth", scans).split_off(3 * pages)
}

/// The page behind three usual ones gives its three acts, and these fields of the second are doubted.
fn check(heading: &[&str], doubted: &[&str]) -> Vec<Act> {
    let acts = acts_behind(3, heading);
    assert_eq!(acts.len(), 3, "{heading:?}");
    assert_eq!(doubted_of(&acts[1]), doubted, "{heading:?}");
    acts
}

fn doubted_of(act: &Act) -> Vec<String> {
    let found = act.doubts.iter().filter(|doubt| doubt.rule == RULE);
    found.flat_map(|doubt| doubt.fields.clone()).collect()
}

#[test]
fn a_label_that_was_not_read_is_taken_from_the_other_pages() {
    for unread in ["", "Илл рс6"] {
        let acts =
            check(&["Запись акта №", "Фамилия ребёнка", unread, "Пол", "Дата рождения"], &["child.given"]);
        has(&acts[1], &[("act_no", "13"), ("child.given", "Зебо"), ("child.sex", "female")]);
    }
}

const ALL: [&str; 5] = ["act_no", "child.birth_date", "child.given", "child.sex", "child.surname"];

#[test]
fn a_heading_that_faded_is_taken_from_the_other_pages() {
    has(&check(&[""; 5], &ALL)[1], &[("child.given", "Зебо"), ("child.birth_date", "1956-02-02")]);
}

#[test]
fn a_heading_that_was_misread_is_no_act() {
    let acts = check(&["3апс акпа", "Фамнлпл рзбв", "Ипа рсбёнка", "Пел", "Дагз рожлспия"], &ALL);
    has(&acts[0], &[("act_no", "12"), ("child.given", "Саид")]);
}

#[test]
fn one_label_that_was_read_shows_which_row_is_the_heading() {
    check(&["", "лл", "ввв", "Пол", "тт"], &ALL);
}

#[test]
fn what_a_page_says_itself_stands() {
    let acts = check(&["Запись акта №", "Фамилия ребёнка", "Отчество ребёнка", "Пол", "Дата рождения"], &[]);
    has(&acts[1], &[("child.patronymic", "Зебо")]);
    assert_eq!(acts[1].value("child.given"), None);
}

#[test]
fn a_page_that_prints_no_heading_goes_on_without_a_doubt() {
    has(&check(&[], &[])[1], &[("act_no", "13"), ("child.given", "Зебо")]);
}

#[test]
fn a_page_of_another_form_takes_nothing() {
    let acts = check(&["Запись акта №", "Фамилия матери", "Имя матери", "", "Место рождения"], &[]);
    assert_eq!(acts[1].value("child.sex"), None);
}

#[test]
fn two_pages_agree_on_no_label() {
    let acts = acts_behind(2, &["Запись акта №", "Фамилия ребёнка", "", "Пол", "Дата рождения"]);
    assert_eq!((acts.len(), doubted_of(&acts[1]).len()), (3, 0));
    assert_eq!(acts[1].value("child.given"), None);
}

#[test]
fn who_is_meant_is_taken_from_the_other_pages() {
    let page = |mother: &str| {
        let rows: [&[&str]; 4] = [
            &["", "Ребёнок", "<", mother, "<"],
            &["Запись акта №", "Фамилия", "Имя", "Фамилия", "Имя"],
            &["12", "Рахимов", "Саид", "Рахимова", "Зебо"],
            &["13", "Алиев", "Карим", "Алиева", "Нигора"],
        ];
        vec![paper().row("ЗАПИСЬ АКТОВ О РОЖДЕНИИ").table(&rows).page(Half::Whole)]
    };
    let acts = acts_of("birth", vec![page("Мать"), page("Мать"), page("Мать"), page("лл")]);
    has(&acts[7], &[("child.given", "Карим"), ("mother.given", "Нигора")]);
    assert_eq!(doubted_of(&acts[7]), ["mother.given", "mother.surname"]);
}
