//! Tests of the labels that are known.

use super::*;

fn senses(kind: ActType, label: &str) -> Vec<Sense> {
    lexicon(kind).senses_of(label)
}

#[test]
fn a_bare_label_names_no_person() {
    assert_eq!(senses(ActType::Birth, "Фамилия"), [Sense::Bare("surname")]);
    assert_eq!(senses(ActType::Death, "Насаб"), [Sense::Bare("surname")]);
}

#[test]
fn a_label_with_a_person_names_its_field() {
    assert_eq!(senses(ActType::Birth, "Отчество матери"), [Sense::Field("mother.patronymic")]);
    assert_eq!(senses(ActType::Marriage, "Фамилия (она)"), [Sense::Field("bride.surname")]);
    assert_eq!(senses(ActType::Divorce, "Номи падари шавҳар"), [Sense::Field("husband.patronymic")]);
}

#[test]
fn nomi_padar_can_be_the_patronymic_or_the_father_s_name() {
    let found = senses(ActType::Birth, "Номи падар");
    assert!(found.contains(&Sense::Bare("patronymic")) && found.contains(&Sense::Field("father.given")));
    assert_eq!(found.len(), 2);
}

#[test]
fn what_the_form_does_not_ask_is_known_and_left() {
    assert_eq!(senses(ActType::Birth, "Дата рождения отца"), [Sense::Other]);
}
