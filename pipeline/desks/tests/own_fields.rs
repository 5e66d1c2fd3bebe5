//! Fields only the act's form has stand at the act desk like others. Not for making such forms: see `forms`.

use axum::http::StatusCode;
use register::form::Form;

use crate::{
    book::{self, Book},
    client::{Client, path},
};

const ID: &str = "births-1958/000001-w1";

/// A birth on a form of the archive's own, which asks for a godfather.
async fn with_godfather() -> Book {
    let book = book::read_with(|acts| {
        acts[0].form = Some("ours".into());
        let field = serde_json::from_value(book::field("Петров", &[], 9)).unwrap();
        acts[0].fields.insert("birth.godfather".into(), field);
    })
    .await;
    let form = "id = 'ours'\ntitle = 'Ours'\ntype = 'birth'\nshape = 'ledger'\n\
                [[field]]\nkey = 'birth.godfather'\nkind = 'surname'\nlabel = 'Восприемник'\n\
                [[column]]\nfield = 'birth.godfather'\n";
    book.forms.save(&Form::from_toml(form).unwrap()).unwrap();
    book
}

async fn decide(client: &mut Client, verdict: &str, value: &str) -> serde_json::Value {
    let token = client.token.clone();
    let form = [
        ("token", token.as_str()),
        ("act", ID),
        ("field", "birth.godfather"),
        ("verdict", verdict),
        ("value", value),
        ("revision", "0"),
    ];
    let answer = client.post_by_script("/decide", &form).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

#[tokio::test]
async fn it_has_a_row_under_the_name_the_form_gives_it() {
    let book = with_godfather().await;
    let page = Client::of(&book.desks, "Nigora").await.get(&path("/act", ID)).await.body;
    assert!(page.contains("data-key=\"birth.godfather\"") && page.contains(">Восприемник</span>"), "{page}");
    assert!(page.contains("0 of 6 decided"));
}

#[tokio::test]
async fn it_is_corrected_marked_and_undone_like_others() {
    let book = with_godfather().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let told = decide(&mut client, "keep", "Петровский").await;
    let row = told["rows"]["birth.godfather"]["html"].as_str().unwrap();
    assert!(row.contains("<del>Петров</del> Петровский"), "{row}");
    assert_eq!(told["decided_said"], "1 of 6 decided");
    let told = decide(&mut client, "undo", "").await;
    assert_eq!(told["rows"]["birth.godfather"]["written"], "Петров");
}

#[tokio::test]
async fn closing_the_act_confirms_it() {
    let book = with_godfather().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let token = client.token.clone();
    let form = [("token", token.as_str()), ("act", ID), ("revision", "0")];
    let closed = client.post_by_script("/close", &form).await.body;
    assert!(closed.contains("birth.godfather"), "{closed}");
}

#[tokio::test]
async fn a_clerk_sees_it_and_finds_the_act_by_it() {
    let book = with_godfather().await;
    let mut client = Client::of(&book.desks, "Malika").await;
    assert!(client.get(&path("/look", ID)).await.body.contains("Восприемник"));
    let hits = client.get("/search?q=%D0%9F%D0%B5%D1%82%D1%80%D0%BE%D0%B2").await.body;
    assert!(hits.contains("births%2D1958%2F000001%2Dw1?back="), "{hits}");
}

#[tokio::test]
async fn where_the_form_is_gone_it_is_called_by_its_key() {
    let book = with_godfather().await;
    std::fs::remove_file(book.forms.file("ours")).unwrap();
    let page = Client::of(&book.desks, "Nigora").await.get(&path("/act", ID)).await.body;
    assert!(page.contains(">birth.godfather</span>"), "{page}");
}
