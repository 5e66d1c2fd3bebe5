//! What is found, in which order, and why. Not for who may see it.

use index::{How, Query};
use register::{access::Access, form::ActType};
use serde_json::json;

use crate::{act, ask, child, holding, ids};

fn check_how(stands: &str, asked: &str, expected: How) {
    let (_folder, index) = holding(&[child("a", "", stands)]);
    let answer = ask(&index, asked);
    assert_eq!(ids(&answer), ["a"], "{asked}");
    let why = &answer.hits[0].why[0];
    assert_eq!((why.field.as_str(), why.asked.as_str(), why.found.as_str()), ("child.given", asked, stands));
    assert_eq!(why.how, expected, "{asked}");
}

#[test]
fn every_spelling_finds_the_act_and_says_how() {
    check_how("Ҷамшед", "Ҷамшед", How::Exact);
    check_how("Ҷамшед", "Джамшед", How::Script);
    check_how("Ҷамшед", "Dzhamshed", How::Script);
    check_how("Ҷамшед", "جمشید", How::Script);
    check_how("Муҳаммад", "Магомед", How::Spelling);
    check_how("Ҷамшед", "Чамшед", How::Phonetic);
    check_how("Рустам", "Рутсам", How::Typo);
}

#[test]
fn an_act_in_perso_arabic_letters_is_found_in_cyrillic() {
    check_how("رستم", "Рустам", How::Script);
}

#[test]
fn closer_agreement_ranks_first() {
    let names = ["Хоким", "Ҳакимов", "Хаким", "Ҳаким"];
    let acts: Vec<_> = names.iter().enumerate().map(|(i, n)| child(&format!("{i}"), "", n)).collect();
    let (_folder, index) = holding(&acts);
    assert_eq!(ids(&ask(&index, "Ҳаким")), ["3", "2", "0", "1"]);
}

#[test]
fn endings_changed_by_law_are_found() {
    let (_folder, index) = holding(&[child("a", "Раҳмонзода", "Карим")]);
    let answer = ask(&index, "Рахмонов");
    assert_eq!(answer.hits[0].why[0].how, How::Patronymic);
}

#[test]
fn names_in_the_wrong_order_are_found_and_called_swapped() {
    let (_folder, index) = holding(&[child("a", "Карим", "Рустам")]);
    let answer = ask(&index, "Рустам Карим");
    assert_eq!(answer.hits[0].why.iter().map(|w| w.how).collect::<Vec<_>>(), [How::Swapped, How::Swapped]);
}

#[test]
fn a_reading_the_machine_was_unsure_of_is_found() {
    let field = json!({"value": "Рустан", "candidates": [["Рустан", 0.5], ["Дилшод", 0.4]]});
    let (_folder, index) = holding(&[act("a", json!({"child.given": field}), json!({}))]);
    let answer = ask(&index, "Дилшод");
    assert_eq!(answer.hits[0].why[0].how, How::UncertainLetter);
    assert_eq!(answer.hits[0].why[0].found, "Дилшод");
}

#[test]
fn names_of_one_person_rank_above_names_of_two() {
    let two = act(
        "1",
        json!({"child.given": "Рустам", "father.surname": "Курбонов", "child.surname": "Собиров"}),
        json!({}),
    );
    let one = act("2", json!({"father.given": "Рустам", "father.surname": "Курбонов"}), json!({}));
    let (_folder, index) = holding(&[two, one]);
    assert_eq!(ids(&ask(&index, "Курбонов Рустам")), ["2", "1"]);
}

#[test]
fn two_words_may_be_one_name() {
    let (_folder, index) = holding(&[child("a", "", "Абдураҳим"), child("b", "", "Абдул Ғафур")]);
    assert_eq!(ids(&ask(&index, "Abdul Rahim")), ["a"]);
    assert_eq!(ids(&ask(&index, "Абдулгафур")), ["b"]);
}

#[test]
fn a_year_and_a_place_narrow() {
    let born = |id: &str, date: &str, place: &str| {
        act(
            id,
            json!({"child.given": "Рустам", "child.birth_date": date, "child.birth_place": place}),
            json!({}),
        )
    };
    let acts = [
        born("a", "1937-05-01", "г. Ленинабад"),
        born("b", "1938", "Ленинабад"),
        born("c", "1937-XX-XX", "Куляб"),
    ];
    let (_folder, index) = holding(&acts);
    assert_eq!(ids(&ask(&index, "Рустам 1937 Хуҷанд")), ["a"]);
    assert_eq!(ids(&ask(&index, "Рустам 1937-1938")), ["a", "b", "c"]);
    assert_eq!(ids(&ask(&index, "Рустам 01.05.1937")), ["a"]);
}

#[test]
fn filters_exclude() {
    let fields =
        json!({"child.given": "Рустам", "child.birth_date": "1937-05-01", "child.birth_place": "Ленинабад"});
    let death = act(
        "b",
        json!({"deceased.given": "Рустам", "death.date": "1970"}),
        json!({"type": "death", "status": "verified"}),
    );
    let (_folder, index) = holding(&[act("a", fields, json!({})), death]);
    let check = |change: &dyn Fn(&mut Query), expected: &[&str]| {
        let mut query = Query::of("Рустам", &[Access::Open]);
        change(&mut query);
        assert_eq!(ids(&index.search(&query).unwrap()), expected, "{query:?}");
    };
    check(&|q| q.kind = Some(ActType::Death), &["b"]);
    check(&|q| q.years = Some((1930, 1940)), &["a"]);
    check(&|q| q.years = Some((1941, 1969)), &[]);
    check(&|q| q.place = Some("Худжанд".to_owned()), &["a"]);
    check(&|q| q.place = Some("Куляб".to_owned()), &[]);
    check(&|q| q.status = Some(register::act::Status::Verified), &["b"]);
    check(&|q| q.register = Some("other".parse().unwrap()), &[]);
}

#[test]
fn an_act_is_found_by_its_number() {
    let numbered = |id: &str, no: &str| act(id, json!({"act_no": no, "child.given": "Рустам"}), json!({}));
    let (_folder, index) = holding(&[numbered("a", "214"), numbered("b", "12а")]);
    assert_eq!(ids(&ask(&index, "№ 214")), ["a"]);
    assert_eq!(ids(&ask(&index, "Рустам 12а")), ["b"]);
}

#[test]
fn exact_means_letter_for_letter() {
    let (_folder, index) = holding(&[child("a", "", "Ҳаким"), child("b", "", "Хаким")]);
    let query = Query { exact: true, ..Query::of("ҲАКИМ", &[Access::Open]) };
    assert_eq!(ids(&index.search(&query).unwrap()), ["a"]);
}

#[test]
fn when_no_act_has_all_words_hits_may_lack_one() {
    let (_folder, index) = holding(&[child("a", "Курбонов", "Рустам")]);
    let answer = ask(&index, "Курбонов Рустам Ғафурович");
    assert_eq!((ids(&answer), answer.understood.lacking), (vec!["a"], 1));
    assert_eq!(ask(&index, "Ғафурович").total, 0);
}

#[test]
fn equal_hits_go_by_id_page_after_page() {
    let acts: Vec<_> = (0..30).rev().map(|i| child(&format!("{i:02}"), "Каримов", "Рустам")).collect();
    let (_folder, index) = holding(&acts);
    let page = |offset| {
        let query = Query { limit: 10, offset, ..Query::of("Рустам", &[Access::Open]) };
        let answer = index.search(&query).unwrap();
        assert_eq!(answer.total, 30);
        answer.hits.into_iter().map(|h| h.id).collect::<Vec<_>>()
    };
    let all = [page(0), page(10), page(20)].concat();
    assert_eq!(all, (0..30).map(|i| format!("{i:02}")).collect::<Vec<_>>());
}

#[test]
fn without_words_everything_the_filters_leave_is_found() {
    let (_folder, index) = holding(&[child("a", "Каримов", "Рустам"), child("b", "Раҳимов", "Дилшод")]);
    assert_eq!(ids(&ask(&index, "  ")), ["a", "b"]);
    assert_eq!(ask(&index, "Фирдавс").total, 0);
}

#[test]
fn odd_questions_have_an_answer() {
    let (_folder, index) = holding(&[child("a", "Каримов", "Рустам")]);
    for text in
        ["*", "\"", "AND OR NOT", "(((", "1", "99999999999999999999", "а", "\u{0}\u{FFFF}", "..-..", "日本"]
    {
        let _ = ask(&index, text);
    }
    for text in
        ["Рустам ".repeat(500), "ы".repeat(5000), "ی".repeat(5000), "ш".repeat(5000), "j".repeat(5000)]
    {
        let _ = ask(&index, &text);
    }
}

#[test]
fn the_answer_has_the_shape_of_the_contract() {
    let (_folder, index) = holding(&[child("a", "Каримов", "Ҷамшед")]);
    let mut answer = ask(&index, "Джамшед");
    answer.took_ms = 3.1;
    expect_test::expect![[r#"{"query":"Джамшед","understood":{"words":["Джамшед"]},"total":1,"took_ms":3.1,"hits":[{"id":"a","register":"r","type":"birth","status":"machine","access":"open","score":9.0,"fields":{"child.given":"Ҷамшед","child.surname":"Каримов"},"why":[{"field":"child.given","asked":"Джамшед","found":"Ҷамшед","how":"script"}]}]}"#]]
        .assert_eq(&serde_json::to_string(&answer).unwrap());
}
