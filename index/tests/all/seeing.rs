//! Who sees what: classes, counts, lines of pages. Not for ranking.

use index::{HitType, Index, Query};
use register::{access::Access, act::Act, publication::PageText};
use serde_json::{Value, json};

use crate::{act, ids, register};

fn given(id: &str, access: &str) -> Act {
    act(id, json!({"child.given": "Рустам", "child.birth_date": "1937"}), json!({"access": access}))
}

fn line(text: &str, access: &str, act: Option<&str>) -> Value {
    json!({"text": text, "outline": [[0, 0], [9, 0], [9, 9]], "access": access, "act": act})
}

fn page(lines: &[Value]) -> PageText {
    serde_json::from_value(json!({
        "scan": "r/000001", "file": "1.jpg", "frame": 0, "half": "left",
        "placement": {"width": 10, "height": 10, "affine": [1, 0, 0, 0, 1, 0]},
        "image": {"sha256": "00", "width": 10, "height": 10}, "lines": lines,
    }))
    .unwrap()
}

fn holding(acts: &[Act], pages: &[PageText]) -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    index.update(&register(), 1, acts, pages).unwrap();
    (folder, index)
}

#[test]
fn what_a_viewer_may_not_see_is_neither_found_nor_counted() {
    let (_folder, index) = holding(&[given("a", "open"), given("b", "closed"), given("c", "sealed")], &[]);
    let check = |visible: &[Access], expected: &[&str]| {
        let answer = index.search(&Query { facets: true, ..Query::of("Рустам", visible) }).unwrap();
        assert_eq!((ids(&answer), answer.total), (expected.to_vec(), expected.len()));
        let counted = answer.facets.map_or(0, |f| f.types.iter().map(|c| c.count).sum());
        assert_eq!(counted, expected.len() as u64);
    };
    check(&[Access::Open], &["a"]);
    check(&[Access::Open, Access::Closed], &["a", "b"]);
    check(&[], &[]);
}

#[test]
fn an_act_without_a_class_is_closed() {
    let bare: Act = serde_json::from_value(
        json!({"id": "a", "register": "r", "type": "birth", "fields": {"child.given": "Рустам"}}),
    )
    .unwrap();
    let (_folder, index) = holding(&[bare], &[]);
    assert_eq!(index.search(&Query::of("Рустам", &[Access::Open])).unwrap().total, 0);
}

#[test]
fn counts_go_by_type_decade_and_status() {
    let (_folder, index) = holding(&[given("a", "open"), given("b", "open")], &[]);
    let facets =
        index.search(&Query { facets: true, ..Query::of("", &[Access::Open]) }).unwrap().facets.unwrap();
    let one = |counts: &[index::Count]| (counts[0].of.clone(), counts[0].count);
    assert_eq!(one(&facets.types), ("birth".to_owned(), 2));
    assert_eq!(one(&facets.decades), ("1930".to_owned(), 2));
    assert_eq!(one(&facets.statuses), ("machine".to_owned(), 2));
}

#[test]
fn a_line_of_an_act_finds_the_act_and_shows_the_line() {
    let (_folder, index) =
        holding(&[given("a", "open")], &[page(&[line("рабочий завода Ширин", "open", Some("a"))])]);
    let answer = index.search(&Query::of("Ширин", &[Access::Open])).unwrap();
    assert_eq!(ids(&answer), ["a"]);
    let hit = &answer.hits[0];
    assert_eq!((hit.why[0].field.as_str(), hit.why[0].found.as_str()), ("page", "рабочий завода Ширин"));
    assert_eq!(hit.spot.as_ref().unwrap().scan.to_string(), "r/000001");
}

#[test]
fn a_line_outside_acts_is_found_as_its_page_under_its_own_class() {
    let lines = [line("книга Ширин", "open", None), line("опись Зебо", "closed", None)];
    let (_folder, index) = holding(&[], &[page(&lines)]);
    let open = |text: &str| index.search(&Query::of(text, &[Access::Open])).unwrap();
    let answer = open("Ширин");
    assert_eq!((ids(&answer), answer.hits[0].kind), (vec!["r/000001-l"], HitType::Page));
    assert_eq!(answer.hits[0].page.as_ref().unwrap().text, "книга Ширин");
    assert_eq!(open("Зебо").total, 0);
}

#[test]
fn a_closed_line_does_not_show_through_its_open_act() {
    let lines = [line("усыновление Зебо", "sealed", Some("a"))];
    let (_folder, index) = holding(&[given("a", "open")], &[page(&lines)]);
    assert_eq!(index.search(&Query::of("Зебо", &[Access::Open, Access::Closed])).unwrap().total, 0);
}

#[test]
fn sealed_acts_and_lines_are_in_no_index() {
    let lines = [line("усыновление Зебо", "sealed", Some("c")), line("опись Нозим", "sealed", None)];
    let (_folder, index) = holding(&[given("c", "sealed")], &[page(&lines)]);
    for text in ["Рустам", "Зебо", "Нозим", ""] {
        assert_eq!(index.search(&Query::of(text, &[Access::Sealed])).unwrap().total, 0, "{text}");
    }
}

#[test]
fn an_act_that_is_sealed_later_leaves_the_index() {
    let (_folder, index) = holding(&[given("a", "open"), given("b", "open")], &[]);
    let register = "r".parse().unwrap();
    assert!(index.amend(&register, 1, 2, &[given("a", "sealed")], &[], &[]).unwrap());
    let answer = index.search(&Query::of("Рустам", &[Access::Open, Access::Sealed])).unwrap();
    assert_eq!(ids(&answer), ["b"]);
}
