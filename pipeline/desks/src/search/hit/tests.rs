//! Hits as the clerk reads them. Not for their order: the index has tests of its own.

use super::*;

fn hit(how: How, year: &str) -> Hit {
    serde_json::from_value(serde_json::json!({
        "id": "b/000001-l1", "register": "b", "type": "birth", "status": "machine", "access": "closed", "score": 1.0,
        "fields": {"child.surname": "Қурбонов", "child.given": "Рустам", "child.birth_date": format!("{year}-03-14")},
        "why": [{"field": "child.surname", "asked": "курбонов", "found": "Қурбонов", "how": how}],
    }))
    .unwrap()
}

fn check(how: How, year: &str, group: &str) {
    let mut answer = Answer::default();
    answer.understood.years = Some((1937, 1937));
    assert_eq!(GROUPS[group_of(&hit(how, year), &answer)], group);
}

#[test]
fn a_hit_stands_under_its_farthest_word() {
    check(How::Exact, "1937", "spelled");
    check(How::Script, "1937", "script");
    check(How::Typo, "1937", "near");
    check(How::Phonetic, "1937", "sound");
    check(How::Exact, "1929", "outside");
}

#[test]
fn a_change_of_name_says_both_patronymics() {
    let fields = [
        ("person.surname_before", "Қурбонов"),
        ("person.patronymic_before", "Саидович"),
        ("person.patronymic_after", "Саид"),
    ];
    let fields = fields.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    assert_eq!(person_of(&fields, ActType::NameChange), "Қурбонов Саидович Саид");
}

#[test]
fn the_name_is_said_surname_first_with_differing_letters() {
    let runs = name_runs(&hit(How::Script, "1937"), ActType::Birth);
    let text: String = runs.iter().map(|r| r.text.as_str()).collect();
    assert_eq!(text, "Қурбонов Рустам");
    assert_eq!(runs.iter().filter(|r| r.differs).map(|r| r.text.as_str()).collect::<Vec<_>>(), ["Қ"]);
}
