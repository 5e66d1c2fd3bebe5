//! The shelf.

use axum::http::StatusCode;

use crate::{book, client::Client};

#[tokio::test]
async fn an_empty_shelf_says_one_sentence_and_one_command() {
    let book = book::empty().await;
    let page = Client::of(&book.desks, "Zarina").await.get("/shelf").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("No register is here yet") && page.body.contains("daftar ingest"));
}

#[tokio::test]
async fn a_read_register_stands_on_the_shelf_with_its_counts() {
    let book = book::read().await;
    let mut client = Client::of(&book.desks, "Zarina").await;
    let page = client.get("/shelf").await.body;
    assert!(page.contains("Births, Leninabad city, 1958") && page.contains("Ф. 214 Оп. 3"), "{page}");
    assert!(page.contains("Nothing needs a hand."));
    assert!(client.get("/shelf/now").await.body.contains("id=\"registers\""));
}

#[tokio::test]
async fn a_verified_register_is_signed_off_and_taken_back_on_the_shelf() {
    let book = book::verified().await;
    let mut client = Client::of(&book.desks, "Zarina").await;
    assert!(client.get("/shelf").await.body.contains("<b>Verified</b>"));
    for (done, state) in [("true", "<b>Signed off</b>"), ("false", "<b>Verified</b>")] {
        let token = client.token.clone();
        let form = [("token", token.as_str()), ("register", "births-1958"), ("done", done)];
        assert_eq!(client.post("/sign-off", &form).await.leads_to(), "/shelf");
        assert!(client.get("/shelf").await.body.contains(state), "{state}");
    }
}

#[tokio::test]
async fn only_the_archivist_signs_off() {
    let book = book::verified().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let token = client.token.clone();
    let form = [("token", token.as_str()), ("register", "births-1958"), ("done", "true")];
    assert_eq!(client.post("/sign-off", &form).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_verified_register_opens_at_its_first_act() {
    let book = book::verified().await;
    let mut client = Client::of(&book.desks, "Zarina").await;
    let to = client.get("/act?register=births-1958").await;
    assert_eq!(to.leads_to(), "/act/births%2D1958%2F000001%2Dw1");
    assert!(client.get("/act").await.body.contains("Nothing waits for you"));
}
