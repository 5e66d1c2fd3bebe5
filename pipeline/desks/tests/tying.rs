//! A verifier says of a suggested tie that it is so or is not. Not for what becomes of ties when acts are read again.

use axum::http::StatusCode;
use register::{
    access::Role,
    act::{Link, LinkState},
};
use thirtyfour::prelude::*;

use crate::{
    book::{self, Book},
    browser,
    client::{Client, path},
};

const ID: &str = "births-1958/000001-w1";
const OTHER: &str = "births-1958/000001-w2";

/// A marriage and the divorce of the same people, of which the machine thinks that they belong together.
async fn suggested() -> Book {
    book::read_with(|acts| {
        let people =
            [("groom", "bride", "marriage", "1955-05-05"), ("husband", "wife", "divorce", "1958-03-03")];
        for (act, (he, she, kind, date)) in acts.iter_mut().zip(people) {
            act.kind = kind.parse().unwrap();
            act.fields.retain(|key, _| key == "act_no");
            let married = if kind == "marriage" { "Хакимова" } else { "Каримова" };
            let values = [
                ("reg_date".to_owned(), date),
                (format!("{kind}.date"), date),
                (format!("{he}.surname"), "Каримов"),
                (format!("{he}.given"), "Саид"),
                (format!("{he}.patronymic"), "Рустамович"),
                (format!("{she}.surname"), married),
                (format!("{she}.given"), "Зебо"),
                (format!("{she}.patronymic"), "Ҳакимовна"),
            ];
            for (key, value) in values {
                act.fields.insert(key, serde_json::from_value(book::field(value, &[], 4)).unwrap());
            }
        }
    })
    .await
}

/// Two births that people verified to be tied stay so when machines look again; a person may still say that they are not.
async fn tied() -> Book {
    book::read_with(|acts| {
        let to = acts[1].id.clone();
        acts[0].links = vec![Link { to, kind: "children".into(), state: LinkState::Verified, score: None }];
    })
    .await
}

async fn say(client: &mut Client, verdict: &str, revision: &str) -> serde_json::Value {
    let (token, field) = (client.token.clone(), format!("link:{OTHER}"));
    let form = [
        ("token", token.as_str()),
        ("act", ID),
        ("field", field.as_str()),
        ("verdict", verdict),
        ("revision", revision),
    ];
    let answer = client.post_by_script("/decide", &form).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

async fn states(book: &Book) -> Vec<LinkState> {
    let view = book.archive.act(&book::outsider(Role::Archivist), &book::act_id(1)).await.unwrap().unwrap();
    view.act.links.iter().map(|link| link.state).collect()
}

#[tokio::test]
async fn a_tie_is_shown_with_who_and_when_the_other_act_is_about() {
    let book = tied().await;
    let page = Client::of(&book.desks, "Nigora").await.get(&path("/act", ID)).await.body;
    for words in ["Рахмонов Рустам", "act 412", "9 Apr 1958", "it is not"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn a_rejected_tie_is_crossed_out_with_who_said_so_and_comes_back_when_it_is_taken_back() {
    let book = tied().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let said = say(&mut client, "untie", "0").await;
    let told = said["said"].as_str().unwrap();
    assert!(told.contains("is-rejected") && told.contains("not so: Nigora"), "{told}");
    assert!(states(&book).await.is_empty());
    say(&mut client, "undo", "1").await;
    assert_eq!(states(&book).await, [LinkState::Verified]);
}

#[tokio::test]
async fn without_scripts_the_act_is_shown_again() {
    let book = tied().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let (token, field) = (client.token.clone(), format!("link:{OTHER}"));
    let form = [
        ("token", token.as_str()),
        ("act", ID),
        ("field", field.as_str()),
        ("verdict", "tie"),
        ("revision", "0"),
    ];
    assert_eq!(client.post("/decide", &form).await.leads_to(), "/act/births%2D1958%2F000001%2Dw1");
}

#[tokio::test]
async fn a_clerk_sees_ties_and_decides_on_none() {
    let book = tied().await;
    let page = Client::of(&book.desks, "Malika").await.get(&path("/look", ID)).await.body;
    assert!(page.contains("Рахмонов Рустам") && !page.contains("it is not"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_settles_the_first_tie_that_waits_and_one_takes_it_back() {
    let book = suggested().await;
    assert_eq!(states(&book).await, [LinkState::Suggested]);
    let address = browser::serve(book.desks.clone()).await;
    let browser = browser::start().await;
    browser::sign_in(&browser, &address, "Nigora").await;
    browser.driver.goto(format!("{address}{}", path("/act", ID))).await.unwrap();
    let input = browser.first("#value").await;
    browser.reads(".links .is-suggested", "Каримов Саид").await;
    input.send_keys(Key::Alt + "t").await.unwrap();
    browser.reads(".links .is-verified", "verified: Nigora").await;
    assert_eq!(states(&book).await, [LinkState::Verified]);
    browser.first("#value").await.send_keys(Key::Control + "z").await.unwrap();
    browser.reads(".links .is-suggested", "not settled").await;
    browser.first("#value").await.send_keys(Key::Alt + "n").await.unwrap();
    browser.reads(".links .is-rejected", "not so: Nigora").await;
    assert!(states(&book).await.is_empty());
    browser.stop().await;
}
