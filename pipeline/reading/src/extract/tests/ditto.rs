//! Ditto marks in ledgers. Not for which signs are such marks: the crate of the trade's words says that.

use register::{act::Act, geometry::Rect, page::Half};

use super::paper::{acts, acts_of, has, paper};

const HEADING: &[&str] = &["Запись акта №", "Фамилия ребёнка", "Имя ребёнка", "Пол", "Место рождения"];

fn ledger(rows: &[&[&str]]) -> Vec<Act> {
    let all: Vec<&[&str]> = std::iter::once(HEADING).chain(rows.iter().copied()).collect();
    acts("", paper().row("ЗАПИСЬ АКТОВ О РОЖДЕНИИ").table(&all))
}

#[test]
fn a_mark_takes_the_value_of_the_row_above() {
    let acts = ledger(&[
        &["12", "Рахимов", "Саид", "муж.", "г. Ленинабад"],
        &["13", "„", "Зебо", "жен.", "там же"],
        &["14", "-\"-", "Карим", "муж.", "\""],
    ]);
    assert_eq!(acts.len(), 3);
    has(&acts[1], &[("act_no", "13"), ("child.surname", "Рахимов"), ("child.birth_place", "г. Ленинабад")]);
    has(
        &acts[2],
        &[("child.surname", "Рахимов"), ("child.given", "Карим"), ("child.birth_place", "г. Ленинабад")],
    );
}

#[test]
fn the_mark_stays_what_is_written_and_its_place_the_place() {
    let acts = ledger(&[
        &["12", "Рахимов", "Саид", "муж.", "г. Ленинабад"],
        &["13", "Алиев", "Зебо", "жен.", "там же"],
    ]);
    let (above, here) = (&acts[0].fields["child.birth_place"], &acts[1].fields["child.birth_place"]);
    assert_eq!((here.as_written.as_deref(), here.value.as_deref()), (Some("там же"), Some("г. Ленинабад")));
    assert_eq!(here.known_as.as_deref(), Some("Хуҷанд"));
    let top = |field: &register::act::Field| Rect::around(&field.spots[0].outline).top;
    assert!(top(here) > top(above));
    assert!(here.confidence <= above.confidence, "{:?} {:?}", here.confidence, above.confidence);
}

#[test]
fn a_mark_with_nothing_above_it_takes_nothing() {
    let acts =
        ledger(&[&["12", "„", "Саид", "муж.", "г. Ленинабад"], &["13", "„", "Зебо", "жен.", "г. Исфара"]]);
    assert_eq!(acts[0].value("child.surname"), None);
    assert_eq!(acts[1].value("child.surname"), None);
}

#[test]
fn the_number_of_an_act_is_its_own() {
    let acts = ledger(&[
        &["12", "Рахимов", "Саид", "муж.", "г. Ленинабад"],
        &["„", "Алиев", "Зебо", "жен.", "г. Исфара"],
    ]);
    assert_eq!(acts[1].value("act_no"), None);
}

#[test]
fn a_row_of_marks_is_an_act_and_goes_on_over_a_page_s_end() {
    let page = |rows: &[&[&str]], half| {
        let all: Vec<&[&str]> = std::iter::once(HEADING).chain(rows.iter().copied()).collect();
        paper().row("ЗАПИСЬ АКТОВ О РОЖДЕНИИ").table(&all).page(half)
    };
    let first = page(&[&["12", "Рахимов", "Саид", "муж.", "г. Ленинабад"]], Half::Whole);
    let second = page(&[&["13", "„", "„", "„", "„"]], Half::Whole);
    let acts = acts_of("birth", vec![vec![first], vec![second]]);
    assert_eq!(acts.len(), 2);
    has(&acts[1], &[("act_no", "13"), ("child.given", "Саид"), ("child.birth_place", "г. Ленинабад")]);
}
