//! Ties between made-up acts. Not for the rules over them.

use super::{Known, links};
use crate::{
    access::Access,
    act::{Act, Field, LinkState},
    annotation::annotations,
    id::ActId,
};

fn act(id: &str, kind: &str, fields: &[(&str, &str)]) -> Act {
    let register = id.split('/').next().unwrap();
    let shape = format!(r#"{{"id":"{id}","register":"{register}","type":"{kind}","fields":{{}}}}"#);
    let mut act: Act = serde_json::from_str(&shape).unwrap();
    act.fields = fields.iter().map(|(key, text)| ((*key).to_owned(), Field::plain(*text))).collect();
    act.annotations = act.value("annotations").map(|text| annotations(text, None)).unwrap_or_default();
    act
}

fn birth(id: &str, number: &str, note: &str) -> Act {
    act(
        id,
        "birth",
        &[
            ("act_no", number),
            ("authority", "Ленинабадский горЗАГС"),
            ("reg_date", "1930-01-20"),
            ("child.surname", "Каримов"),
            ("child.given", "Саид"),
            ("child.patronymic", "Рустамович"),
            ("child.birth_date", "1930-01-02"),
            ("father.surname", "Каримов"),
            ("father.given", "Рустам"),
            ("father.patronymic", "Азизович"),
            ("mother.surname", "Каримова"),
            ("mother.given", "Лола"),
            ("mother.patronymic", "Юсуфовна"),
            ("annotations", note),
        ],
    )
}

fn marriage(id: &str, note: &str) -> Act {
    act(
        id,
        "marriage",
        &[
            ("act_no", "40"),
            ("authority", "Душанбинский горЗАГС"),
            ("reg_date", "1955-05-05"),
            ("marriage.date", "1955-05-05"),
            ("groom.surname", "Каримов"),
            ("groom.given", "Саид"),
            ("groom.patronymic", "Рустамович"),
            ("groom.birth_date", "1930-01-02"),
            ("bride.surname", "Хакимова"),
            ("bride.given", "Зебо"),
            ("bride.patronymic", "Ҳакимовна"),
            ("annotations", note),
        ],
    )
}

fn divorce(id: &str, husband: &str) -> Act {
    act(
        id,
        "divorce",
        &[
            ("act_no", "7"),
            ("authority", "горЗАГС г. Душанбе"),
            ("reg_date", "1960-03-03"),
            ("divorce.date", "1960-03-03"),
            ("husband.surname", "Каримов"),
            ("husband.given", husband),
            ("husband.patronymic", "Рустамович"),
            ("wife.surname", "Каримова"),
            ("wife.given", "Зебо"),
            ("wife.patronymic", "Ҳакимовна"),
        ],
    )
}

/// The ties of an act, each as kind, other act and state.
fn ties(acts: &[Act], of: &str) -> Vec<String> {
    let known: Vec<Known> = acts.iter().filter_map(|act| Known::of(act, None)).collect();
    let all = links(&known);
    let of = all.get(&ActId(of.into())).cloned().unwrap_or_default();
    let state = |state| if state == LinkState::Asserted { "asserted" } else { "suggested" };
    of.iter().map(|link| format!("{} {} {}", link.kind, link.to, state(link.state))).collect()
}

#[test]
fn a_life_is_tied_together() {
    let acts = [birth("b/1", "12", ""), marriage("m/1", ""), divorce("d/1", "Саид")];
    assert_eq!(ties(&acts, "b/1"), ["marriage m/1 suggested"]);
    assert_eq!(ties(&acts, "m/1"), ["birth b/1 suggested", "divorce d/1 suggested"]);
    assert_eq!(ties(&acts, "d/1"), ["marriage m/1 suggested"]);
}

#[test]
fn a_person_does_not_marry_twice_on_one_day() {
    let again = |date: &str| {
        let mut other = marriage("n/1", "");
        other.fields.insert("act_no".into(), Field::plain("41"));
        other.fields.insert("marriage.date".into(), Field::plain(date));
        ties(&[marriage("m/1", ""), other], "m/1")
    };
    assert_eq!(again("1955-05-05"), [""; 0]);
    assert_eq!(again("1957-05-05"), ["marriage n/1 suggested"]);
}

#[test]
fn spellings_of_one_name_are_one_and_other_names_tie_nothing() {
    let acts = [marriage("m/1", ""), divorce("d/1", "Сайид")];
    assert_eq!(ties(&acts, "d/1"), ["marriage m/1 suggested"]);
    let acts = [marriage("m/1", ""), divorce("d/1", "Фаррух")];
    assert_eq!(ties(&acts, "d/1"), [""; 0]);
}

#[test]
fn a_note_that_names_one_act_we_hold_asserts_the_tie() {
    let note = "Брак расторгнут, зап. акта № 7 от 3.III.1960 г. Душанбинский горЗАГС";
    let acts = [marriage("m/1", note), divorce("d/1", "Саид")];
    assert_eq!(ties(&acts, "m/1"), ["divorce d/1 asserted"]);
    assert_eq!(ties(&acts, "d/1"), ["marriage m/1 asserted"]);
}

#[test]
fn a_note_of_another_number_year_office_or_person_asserts_nothing() {
    let asserted = |note: &str, husband: &str| {
        ties(&[marriage("m/1", note), divorce("d/1", husband)], "m/1")
            .iter()
            .any(|tie| tie.ends_with("asserted"))
    };
    assert!(asserted("Брак расторгнут, а/з № 7 от 3.III.1960 г.", "Саид"));
    assert!(!asserted("Брак расторгнут, а/з № 8 от 3.III.1960 г. Душанбинский горЗАГС", "Саид"));
    assert!(!asserted("Брак расторгнут, а/з № 7 от 3.III.1961 г. Душанбинский горЗАГС", "Саид"));
    assert!(!asserted("Брак расторгнут, а/з № 7 от 3.III.1960 г. Кулябский горЗАГС", "Саид"));
}

#[test]
fn a_field_of_references_asserts_the_tie() {
    let mut parted = divorce("d/1", "Саид");
    parted.fields.insert("marriage_ref".into(), Field::plain("№ 40 от 5.V.1955 г. Сталинабадский горЗАГС"));
    assert_eq!(ties(&[marriage("m/1", ""), parted], "d/1"), ["marriage m/1 asserted"]);
}

#[test]
fn two_copies_are_tied_as_copies() {
    let acts = [birth("one/1", "12", ""), birth("two/1", "12", ""), birth("two/2", "13", "")];
    assert_eq!(ties(&acts, "one/1"), ["copy two/1 suggested"]);
}

#[test]
fn parents_are_tied_to_their_children() {
    let mut parents = marriage("m/0", "");
    for (key, name) in [
        ("groom.given", "Рустам"),
        ("groom.patronymic", "Азизович"),
        ("groom.birth_date", "1900-01-01"),
        ("bride.given", "Лола"),
        ("bride.surname", "Азизова"),
        ("bride.patronymic", "Юсуфовна"),
        ("marriage.date", "1925-01-01"),
    ] {
        parents.fields.insert(key.into(), Field::plain(name));
    }
    let acts = [birth("b/1", "12", ""), parents];
    assert_eq!(ties(&acts, "b/1"), ["parents m/0 suggested"]);
    assert_eq!(ties(&acts, "m/0"), ["children b/1 suggested"]);
}

#[test]
fn an_adoption_and_a_sealed_act_are_never_tied_from_either_side() {
    let adoption = act(
        "a/1",
        "adoption",
        &[
            ("act_no", "3"),
            ("authority", "Ленинабадский горЗАГС"),
            ("reg_date", "1935-01-01"),
            ("child.given_before", "Саид"),
            ("child.surname_before", "Каримов"),
            ("birth_ref", "№ 12 от 20.I.1930 г. Ленинабадский горЗАГС"),
        ],
    );
    let noted = birth("b/1", "12", "Усыновлён, а/з № 3 от 1.I.1935 г. Ленинабадский горЗАГС");
    let sealed = Act { access: Access::Sealed, ..marriage("m/1", "") };
    let acts = [noted, adoption, sealed];
    assert!(ties(&acts, "b/1").is_empty() && ties(&acts, "a/1").is_empty() && ties(&acts, "m/1").is_empty());
}

#[test]
fn a_village_of_namesakes_is_not_weighed_pair_by_pair() {
    let acts: Vec<Act> = (0..2000).map(|n| birth(&format!("r{n}/1"), &n.to_string(), "")).collect();
    let known: Vec<Known> = acts.iter().filter_map(|act| Known::of(act, None)).collect();
    assert!(super::blocks::pairs(&known).len() < known.len() * super::blocks::CROWD);
}
