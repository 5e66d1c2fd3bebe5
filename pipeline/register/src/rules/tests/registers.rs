//! Rules of the acts of a register. Not for acts of several: see `tied`.

use super::acts::act;
use crate::{
    act::Act,
    id::ActId,
    rules::{BookFacts, of_register},
};

const KHUJAND: &str = "Шӯъбаи САҲШ ш. Хуҷанд";
const ISFARA: &str = "Шӯъбаи САҲШ н. Исфара";

fn birth(place: usize, number: &str, office: &str, given: &str, date: &str) -> Act {
    let surname = format!("{given}ов");
    let mut act = act(
        "birth",
        &[
            ("act_no", number),
            ("authority", office),
            ("child.given", given),
            ("child.surname", &surname),
            ("child.birth_date", date),
            ("reg_date", date),
        ],
    );
    act.fields.retain(|_, field| field.value.as_deref() != Some(""));
    act.id = ActId(format!("r/{place}"));
    act
}

fn broken(acts: &[Act]) -> Vec<(usize, String)> {
    let all = of_register(acts, &BookFacts::default());
    let told =
        all.into_iter().enumerate().flat_map(|(at, doubts)| doubts.into_iter().map(move |d| (at, d.rule)));
    told.collect()
}

const NAMES: [&str; 8] = ["Саид", "Карим", "Рустам", "Фаррух", "Шамс", "Ҷамшед", "Баҳром", "Наврӯз"];

/// A register with these numbers of these offices.
fn check(numbers: &[(&str, &str)], expected: &[(usize, &str)]) {
    let acts: Vec<Act> = numbers
        .iter()
        .zip(NAMES)
        .enumerate()
        .map(|(at, ((number, office), name))| {
            birth(at, number, office, name, &format!("1956-0{}-11", at + 1))
        })
        .collect();
    let expected: Vec<(usize, String)> =
        expected.iter().map(|(at, rule)| (*at, (*rule).to_owned())).collect();
    assert_eq!(broken(&acts), expected, "{numbers:?}");
}

fn of_one(numbers: &[&str], expected: &[(usize, &str)]) {
    let numbers: Vec<(&str, &str)> = numbers.iter().map(|number| (*number, KHUJAND)).collect();
    check(&numbers, expected);
}

#[test]
fn numbers_go_up_one_by_one() {
    of_one(&["11", "12", "13"], &[]);
    of_one(&["11", "12", "12а", "13"], &[]);
    of_one(&["11", "14", "15"], &[(1, "number-out-of-sequence")]);
}

#[test]
fn one_number_misread_is_one_doubt() {
    of_one(&["11", "72", "13", "14"], &[(1, "number-out-of-sequence")]);
    of_one(&["11", "", "13", "14"], &[]);
}

#[test]
fn each_office_counts_by_itself() {
    check(&[("11", KHUJAND), ("57", ISFARA), ("12", KHUJAND), ("58", ISFARA), ("13", KHUJAND)], &[]);
    check(
        &[("11", KHUJAND), ("57", ISFARA), ("12", KHUJAND), ("60", ISFARA)],
        &[(3, "number-out-of-sequence")],
    );
    check(&[("11", KHUJAND), ("11", ISFARA)], &[]);
}

#[test]
fn where_offices_are_not_read_numbers_follow_the_act_before() {
    check(&[("11", ""), ("12", ""), ("1", ""), ("2", ""), ("9", "")], &[(4, "number-out-of-sequence")]);
}

/// A changed name, registered then.
fn change(place: usize, given: &str, date: &str) -> Act {
    let fields = [
        ("act_no", "1"),
        ("authority", ISFARA),
        ("person.given_before", given),
        ("person.surname_before", "Юсуфов"),
        ("reg_date", date),
    ];
    Act { id: ActId(format!("r/{place}")), ..act("name_change", &fields) }
}

#[test]
fn numbers_of_all_types_are_told_where_they_stand_twice() {
    let told = |acts: [Act; 2]| broken(&acts);
    let twice = |rule: &str| vec![(1, rule.to_owned())];
    assert_eq!(
        told([change(1, "Ҷамшед", "1995-09-02"), change(2, "Хадича", "1995-12-15")]),
        twice("number-repeated")
    );
    assert_eq!(
        told([change(1, "Ҷамшед", "1995-09-02"), change(2, "Ҷамшед", "1995-09-02")]),
        twice("duplicate-act")
    );
    assert_eq!(told([change(1, "Ҷамшед", "1994-09-02"), change(2, "Хадича", "1995-12-15")]), []);
}

#[test]
fn a_number_twice_is_told_where_it_stands_out() {
    of_one(&["11", "12", "13", "11"], &[(3, "number-out-of-sequence"), (3, "number-repeated")]);
    of_one(&["11", "12", "12", "13"], &[(2, "number-repeated")]);
}

#[test]
fn a_new_year_counts_anew() {
    let mut acts = vec![
        birth(0, "230", KHUJAND, "Саид", "1956-12-30"),
        birth(1, "231", KHUJAND, "Карим", "1956-12-31"),
        birth(2, "1", KHUJAND, "Рустам", "1957-01-02"),
        birth(3, "2", KHUJAND, "Шамс", "1957-01-03"),
    ];
    assert_eq!(broken(&acts), []);
    acts.push(birth(4, "230", KHUJAND, "Баҳром", "1957-01-04"));
    assert_eq!(broken(&acts), [(4, "number-out-of-sequence".to_owned())]);
}

#[test]
fn the_same_child_within_three_days_is_a_duplicate_whoever_wrote_it() {
    let mut acts = vec![
        birth(0, "11", KHUJAND, "Саид", "1956-03-07"),
        birth(1, "12", KHUJAND, "Карим", "1956-03-08"),
        birth(2, "13", KHUJAND, "Саид", "1956-03-09"),
    ];
    assert_eq!(broken(&acts), [(2, "duplicate-act".to_owned())]);
    acts[2].fields.insert("child.birth_date".into(), crate::act::Field::plain("1956-03-11"));
    assert_eq!(broken(&acts), []);
}

#[test]
fn namesakes_of_other_fathers_and_other_offices_are_no_duplicates() {
    let mut acts =
        vec![birth(0, "11", KHUJAND, "Саид", "1956-03-07"), birth(1, "12", KHUJAND, "Саид", "1956-03-08")];
    for (act, father) in acts.iter_mut().zip(["Рустам", "Карим"]) {
        act.fields.insert("father.given".into(), crate::act::Field::plain(father));
    }
    assert_eq!(broken(&acts), []);
    check(&[("11", KHUJAND), ("11", ISFARA)], &[]);
}
