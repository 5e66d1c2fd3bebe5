//! What a ledger takes from the other pages of its register, and what it does not. Not for ledgers read alone: see
//! `forms`.

use register::{
    act::Act,
    page::{Half, Page},
};

use super::paper::{Paper, acts_of, has, paper};

const LABELS: [&str; 5] = ["Запись акта №", "Фамилия ребёнка", "Имя ребёнка", "Пол", "Дата рождения"];
const RULE: &str = "heading-from-register";

const ENTRIES: [[&str; 5]; 3] = [
    ["12", "Рахимов", "Саид", "муж.", "1.II.56"],
    ["13", "Алиева", "Зебо", "жен.", "2.II.56"],
    ["14", "Назаров", "Карим", "муж.", "3.II.56"],
];

fn ledger(heading: &[&str]) -> Paper {
    let heading = (!heading.is_empty()).then_some(heading);
    let rows: Vec<&[&str]> = heading.into_iter().chain(ENTRIES.iter().map(|entry| &entry[..])).collect();
    titled(&rows)
}

fn titled(rows: &[&[&str]]) -> Paper {
    paper().row("ЗАПИСЬ АКТОВ О РОЖДЕНИИ").table(rows)
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

fn numbers(acts: &[Act]) -> Vec<&str> {
    acts.iter().filter_map(|act| act.value("act_no")).collect()
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
fn one_cell_that_reads_like_a_label_loses_no_act() {
    for row in 0..3 {
        for faded in [false, true] {
            let mut rows = ENTRIES;
            rows[row][3] = "Пол";
            let mut rows: Vec<&[&str]> = rows.iter().map(|entry| &entry[..]).collect();
            if faded {
                rows.insert(0, &[""; 5]);
            }
            let mut scans = vec![vec![ledger(&LABELS).page(Half::Whole)]; 3];
            scans.push(vec![titled(&rows).page(Half::Whole)]);
            let acts = acts_of("birth", scans).split_off(9);
            assert_eq!(numbers(&acts), ["12", "13", "14"], "row {row}, faded {faded}");
        }
    }
}

const PERSONS: [&str; 6] = ["", "Ребёнок", "<", "Мать", "<", ""];
const PERSONS_LABELS: [&str; 6] = ["Запись акта №", "Фамилия", "Имя", "Фамилия", "Имя", "Пол"];
const FIRST: [&str; 6] = ["12", "Рахимов", "Саид", "Рахимова", "Зебо", "муж."];
const SECOND: [&str; 6] = ["13", "Алиев", "Карим", "Алиева", "Нигора", "муж."];

/// The acts of a page with these rows that follows three whose headings have persons above the labels.
fn acts_behind_persons(rows: &[&[&str]]) -> Vec<Act> {
    let usual = titled(&[&PERSONS, &PERSONS_LABELS, &FIRST, &SECOND]).page(Half::Whole);
    let mut scans = vec![vec![usual]; 3];
    scans.push(vec![titled(rows).page(Half::Whole)]);
    acts_of("birth", scans).split_off(6)
}

#[test]
fn a_row_left_blank_below_the_first_act_is_no_heading() {
    for first in [FIRST, ["12", "Рахимов", "Саид", "", "", ""]] {
        let acts = acts_behind_persons(&[&first, &[""; 6], &SECOND]);
        assert_eq!(numbers(&acts), ["12", "13"], "{first:?}");
        assert_eq!(doubted_of(&acts[0]).len(), 0);
    }
}

#[test]
fn a_page_of_one_act_without_a_heading_gives_it() {
    let acts = acts_behind_persons(&[&SECOND]);
    assert_eq!(numbers(&acts), ["13"]);
    has(&acts[0], &[("child.given", "Карим"), ("mother.given", "Нигора")]);
}

#[test]
fn persons_above_labels_that_faded_are_no_act() {
    for persons in [PERSONS, ["", "лл", "<", "ввв", "<", ""]] {
        let acts = acts_behind_persons(&[&persons, &[""; 6], &FIRST, &SECOND]);
        assert_eq!(numbers(&acts), ["12", "13"], "{persons:?}");
        assert_eq!(doubted_of(&acts[0]).len(), 6);
    }
}

#[test]
fn who_is_meant_is_taken_from_the_other_pages() {
    let acts = acts_behind_persons(&[&["", "Ребёнок", "<", "лл", "<", ""], &PERSONS_LABELS, &FIRST, &SECOND]);
    has(&acts[1], &[("child.given", "Карим"), ("mother.given", "Нигора")]);
    assert_eq!(doubted_of(&acts[1]), ["mother.given", "mother.surname"]);
}
