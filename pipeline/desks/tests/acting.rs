//! The act desk without scripts and as its script uses it.

use axum::http::StatusCode;
use register::access::Role;

use crate::{
    book,
    client::{Client, path},
};

async fn decide(
    client: &mut Client,
    field: &str,
    verdict: &str,
    value: &str,
    revision: &str,
) -> serde_json::Value {
    let (id, token) = (book::act_id(1), client.token.clone());
    let nonce = format!("{field} {verdict} {value} {revision}");
    let form = [
        ("token", token.as_str()),
        ("act", id.as_str()),
        ("field", field),
        ("verdict", verdict),
        ("value", value),
        ("revision", revision),
        ("nonce", nonce.as_str()),
    ];
    let answer = client.post_by_script("/decide", &form).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

async fn close(client: &mut Client, place: usize, revision: &str) -> serde_json::Value {
    let (id, token) = (book::act_id(place), client.token.clone());
    let form = [("token", token.as_str()), ("act", id.as_str()), ("revision", revision)];
    let answer = client.post_by_script("/close", &form).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// The row of a field in an answer.
fn row<'a>(answer: &'a serde_json::Value, field: &str) -> &'a str {
    answer["rows"][field]["html"].as_str().unwrap_or_else(|| panic!("{field} is not told of: {answer}"))
}

#[tokio::test]
async fn the_desk_opens_at_the_first_act_and_its_first_field() {
    let book = book::read().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let to = client.get("/act").await;
    assert_eq!(to.leads_to(), "/act/births%2D1958%2F000001%2Dw1");
    let page = client.get(to.leads_to()).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("0 of 5 decided"));
    assert!(page.body.contains("value=\"411\""));
    assert!(page.body.contains("the seal lies over the second letter"));
}

#[tokio::test]
async fn without_scripts_a_form_corrects_and_leads_to_the_next_field() {
    let book = book::read().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let (id, token) = (book::act_id(1), client.token.clone());
    let form = [
        ("token", token.as_str()),
        ("act", id.as_str()),
        ("field", "child.surname"),
        ("verdict", "keep"),
        ("value", "Ҳомидов"),
        ("revision", "0"),
    ];
    let answer = client.post("/decide", &form).await;
    assert_eq!(answer.leads_to(), "/act/births%2D1958%2F000001%2Dw1?field=child.given");
    let page = client.get(answer.leads_to()).await.body;
    assert!(page.contains("<del>Ҳамидов</del> Ҳомидов"), "{page}");
    assert!(page.contains("1 of 5 decided"));
}

#[tokio::test]
async fn marks_are_kept_and_undone_any_number_of_times() {
    let book = book::read().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let kept = decide(&mut client, "child.given", "illegible", "", "0").await;
    assert!(row(&kept, "child.given").contains("[…]"));
    decide(&mut client, "child.given", "dash", "", "1").await;
    let back = decide(&mut client, "child.given", "undo", "", "2").await;
    assert!(row(&back, "child.given").contains("[…]"));
    let back = decide(&mut client, "child.given", "undo", "", "3").await;
    assert!(row(&back, "child.given").contains("Фаррух"));
    assert_eq!(back["decided_said"], "0 of 5 decided");
}

#[tokio::test]
async fn what_is_sent_twice_is_kept_once() {
    let book = book::read().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    decide(&mut client, "child.given", "keep", "Фарух", "0").await;
    let again = decide(&mut client, "child.given", "keep", "Фарух", "0").await;
    assert_eq!(again["revision"], 1);
}

#[tokio::test]
async fn when_two_people_decide_otherwise_both_values_stay_and_the_field_is_referred() {
    let book = book::read().await;
    let mut nigora = Client::of(&book.desks, "Nigora").await;
    let mut firuz = Client::of(&book.desks, "Firuz").await;
    decide(&mut nigora, "child.given", "keep", "Фарух", "0").await;
    let second = decide(&mut firuz, "child.given", "keep", "Фаррухҷон", "0").await;
    assert!(second["conflict"].as_str().unwrap().contains("Nigora"));
    assert!(row(&second, "child.given").contains("to arbiter"));
    let view = book.archive.act(&book::outsider(Role::Archivist), &book::act_id(1)).await.unwrap().unwrap();
    let values: Vec<_> = view.decisions.iter().filter_map(|d| d.value.as_deref()).collect();
    assert_eq!(values, ["Фарух", "Фаррухҷон"]);
}

#[tokio::test]
async fn closing_an_act_confirms_the_rest_and_goes_on() {
    let book = book::read().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    decide(&mut client, "child.given", "keep", "Фарух", "0").await;
    let (id, token) = (book::act_id(1), client.token.clone());
    let answer = client.post("/close", &[("token", &token), ("act", id.as_str()), ("revision", "1")]).await;
    assert_eq!(answer.leads_to(), "/act/births%2D1958%2F000001%2Dw2");
    let view = book.archive.act(&book::outsider(Role::Archivist), &id).await.unwrap().unwrap();
    assert_eq!(view.act.status, register::act::Status::Verified);
    assert_eq!(view.act.value("child.given"), Some("Фарух"));
}

#[tokio::test]
async fn an_act_nobody_knows_is_not_there() {
    let book = book::read().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    assert_eq!(client.get(&path("/act", "births-1958/000009-w1")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn keeping_a_decided_field_as_it_stands_keeps_its_mark() {
    let book = book::read().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    decide(&mut client, "child.given", "illegible", "", "0").await;
    let kept = decide(&mut client, "child.given", "keep", "", "1").await;
    assert_eq!(kept["rows"]["child.given"]["mark"], "illegible");
    assert_eq!(kept["rows"]["child.given"]["passes"], true);
}

#[tokio::test]
async fn nobody_takes_back_what_somebody_else_decided_and_is_told_whose_it_is() {
    let book = book::read().await;
    let mut nigora = Client::of(&book.desks, "Nigora").await;
    let mut firuz = Client::of(&book.desks, "Firuz").await;
    decide(&mut nigora, "child.given", "keep", "Фарух", "0").await;
    let left_alone = decide(&mut firuz, "child.given", "undo", "", "1").await;
    assert!(left_alone["conflict"].as_str().unwrap().contains("Nigora"));
    assert_eq!(left_alone["revision"], 1);
    assert!(row(&left_alone, "child.given").contains("Фарух"));
}

#[tokio::test]
async fn a_desk_is_told_of_every_row_that_changed_since_it_looked() {
    let book = book::read().await;
    let mut nigora = Client::of(&book.desks, "Nigora").await;
    let mut firuz = Client::of(&book.desks, "Firuz").await;
    decide(&mut nigora, "child.given", "keep", "Фарух", "0").await;
    let told = decide(&mut firuz, "child.surname", "keep", "Ҳамидов", "0").await;
    assert!(row(&told, "child.given").contains("Фарух"));
    assert_eq!((told["rows"].as_object().unwrap().len(), &told["doubts"]), (2, &0.into()));
}

#[tokio::test]
async fn a_field_the_form_does_not_have_is_refused_before_anything_is_written() {
    let book = book::read().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let (id, token) = (book::act_id(1), client.token.clone());
    let form = [
        ("token", token.as_str()),
        ("act", id.as_str()),
        ("field", "nonsense"),
        ("verdict", "blank"),
        ("revision", "0"),
    ];
    assert_eq!(client.post_by_script("/decide", &form).await.status, StatusCode::CONFLICT);
    let view = book.archive.act(&book::outsider(Role::Archivist), &id).await.unwrap().unwrap();
    assert_eq!(view.revision, 0);
}

#[tokio::test]
async fn a_critical_field_the_machine_did_not_find_keeps_the_act_open() {
    let book = book::read().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let closed = close(&mut client, 3, "0").await;
    assert_eq!((closed["stays"].as_str(), closed["next"].as_str()), (Some("child.sex"), None));
    assert!(closed["conflict"].as_str().unwrap().contains("Still open: 1"));
    assert_eq!(closed["closed"].as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn closing_overrides_no_colleague_who_decided_meanwhile() {
    let book = book::read().await;
    let mut nigora = Client::of(&book.desks, "Nigora").await;
    let mut firuz = Client::of(&book.desks, "Firuz").await;
    decide(&mut firuz, "child.given", "keep", "Фаррухҷон", "0").await;
    let closed = close(&mut nigora, 1, "0").await;
    assert_eq!(closed["stays"], "child.given");
    assert!(closed["conflict"].as_str().unwrap().contains("Firuz"));
    assert!(row(&closed, "child.given").contains("to arbiter"));
}

#[tokio::test]
async fn two_verifiers_are_given_two_acts() {
    let book = book::read().await;
    let mut nigora = Client::of(&book.desks, "Nigora").await;
    let mut firuz = Client::of(&book.desks, "Firuz").await;
    assert_eq!(nigora.get("/act").await.leads_to(), "/act/births%2D1958%2F000001%2Dw1");
    assert_eq!(firuz.get("/act").await.leads_to(), "/act/births%2D1958%2F000001%2Dw2");
    assert_eq!(nigora.get("/act").await.leads_to(), "/act/births%2D1958%2F000001%2Dw1");
    let closed = close(&mut nigora, 1, "0").await;
    assert_eq!(closed["next"], "/act/births%2D1958%2F000001%2Dw3");
}

#[tokio::test]
async fn a_person_says_that_it_is_so_and_why_and_takes_it_back() {
    let book = book::read().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let (id, token) = (book::act_id(3), client.token.clone());
    let page = client.get(&path("/act", id.as_str())).await.body;
    assert!(page.contains("<summary>It is so, because…</summary>"), "{page}");
    let word = |reason: &'static str| {
        [
            ("token", token.as_str()),
            ("act", id.as_str()),
            ("rule", "sex-name/child.sex"),
            ("reason", reason),
            ("revision", "0"),
        ]
    };
    assert_eq!(client.post("/accept", &word("  ")).await.status, StatusCode::BAD_REQUEST);
    let answer = client.post("/accept", &word("the form has no line for it")).await;
    let page = client.get(answer.leads_to()).await.body;
    assert!(page.contains("It is so, says Nigora: the form has no line for it"), "{page}");
    assert!(!page.contains("<summary>It is so"));
    let back = [&word("")[..], &[("back", "true")]].concat();
    let answer = client.post("/accept", &back).await;
    assert!(client.get(answer.leads_to()).await.body.contains("<summary>It is so"));
}
