//! Rules of acts of several registers. Not for ties as such: see `links`.

use super::acts::act;
use crate::{act::Act, id::ActId, rules::across};

fn named(id: &str, kind: &str, fields: &[(&str, &str)]) -> Act {
    let mut act = act(kind, fields);
    act.id = ActId(id.into());
    act.register = id.split('/').next().unwrap().parse().unwrap();
    act
}

fn marriage(id: &str, bride: [&str; 3], date: &str) -> Act {
    named(
        id,
        "marriage",
        &[
            ("groom.surname", "Каримов"),
            ("groom.given", "Саид"),
            ("groom.patronymic", "Рустамович"),
            ("groom.birth_date", "1930-01-02"),
            ("bride.surname", bride[0]),
            ("bride.given", bride[1]),
            ("bride.patronymic", bride[2]),
            ("marriage.date", date),
        ],
    )
}

const ZEBO: [&str; 3] = ["Хакимова", "Зебо", "Хакимовна"];
const LOLA: [&str; 3] = ["Азизова", "Лола", "Юсуфовна"];

fn divorce(date: &str, marriage_ref: &str) -> Act {
    named(
        "d/1",
        "divorce",
        &[
            ("husband.surname", "Каримов"),
            ("husband.given", "Саид"),
            ("husband.patronymic", "Рустамович"),
            ("wife.surname", "Каримова"),
            ("wife.given", "Зебо"),
            ("wife.patronymic", "Хакимовна"),
            ("divorce.date", date),
            ("marriage_ref", marriage_ref),
        ],
    )
}

fn death(date: &str) -> Act {
    named(
        "t/1",
        "death",
        &[
            ("deceased.surname", "Каримов"),
            ("deceased.given", "Саид"),
            ("deceased.patronymic", "Рустамович"),
            ("deceased.birth_date", "1930-01-02"),
            ("death.date", date),
        ],
    )
}

fn check(acts: &[Act], expected: &[(&str, &str)]) {
    let found: Vec<(String, String)> =
        across(acts, |_| None).into_iter().map(|b| (b.act.0, b.doubt.rule)).collect();
    let expected: Vec<(String, String)> =
        expected.iter().map(|(act, rule)| ((*act).to_owned(), (*rule).to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
fn who_marries_before_the_marriage_before_ended_is_told() {
    let (first, second) = (marriage("m/1", ZEBO, "1955-05-05"), marriage("n/2", LOLA, "1960-05-05"));
    check(&[first.clone(), second.clone()], &[]);
    check(&[first.clone(), second.clone(), divorce("1958-01-01", "—")], &[]);
    check(&[first, second, divorce("1962-01-01", "—")], &[("n/2", "remarried-before-end")]);
}

#[test]
fn the_dead_do_not_marry() {
    let wedding = marriage("m/1", ZEBO, "1955-05-05");
    check(&[wedding.clone(), death("1950-01-01")], &[("m/1", "event-after-death")]);
    check(&[wedding, death("1980-01-01")], &[]);
}

#[test]
fn a_divorce_does_not_come_before_the_couples_only_marriage() {
    let wedding = marriage("m/1", ZEBO, "1955-05-05");
    check(&[wedding.clone(), divorce("1954-01-01", "")], &[("d/1", "divorce-before-marriage")]);
    check(&[wedding.clone(), divorce("1956-01-01", "")], &[]);
    let remarried = [wedding, marriage("m/2", ZEBO, "1950-05-05"), divorce("1954-01-01", "")];
    assert!(across(&remarried, |_| None).iter().all(|b| b.doubt.rule != "divorce-before-marriage"));
}

#[test]
fn the_second_copy_is_compared_and_is_no_duplicate() {
    let copy = |id: &str, given: &str, date: &str| {
        named(
            id,
            "birth",
            &[
                ("act_no", "12"),
                ("authority", "Ленинабадский горЗАГС"),
                ("reg_date", "1956-03-07"),
                ("child.given", given),
                ("child.surname", "Каримов"),
                ("father.given", "Рустам"),
                ("mother.given", "Зебо"),
                ("child.birth_date", date),
            ],
        )
    };
    check(&[copy("one/1", "Саид", "1956-03-01"), copy("two/1", "Саид", "1956-03-01")], &[]);
    check(
        &[copy("one/1", "Саид", "1956-03-01"), copy("two/1", "Саид", "1956-03-02")],
        &[("two/1", "copies-differ")],
    );
}

#[test]
fn copies_are_compared_where_the_office_stands_on_the_card_alone() {
    let copy = |id: &str, date: &str| {
        let fields = [
            ("act_no", "12"),
            ("reg_date", "1956-03-07"),
            ("child.given", "Саид"),
            ("child.surname", "Каримов"),
            ("father.given", "Рустам"),
            ("mother.given", "Зебо"),
            ("child.birth_date", date),
        ];
        named(id, "birth", &fields)
    };
    let copies = [copy("one/1", "1956-03-01"), copy("two/1", "1956-03-02")];
    assert!(across(&copies, |_| None).is_empty());
    let found = across(&copies, |_| Some("Ленинабадский горЗАГС"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].doubt.rule, "copies-differ");
}
