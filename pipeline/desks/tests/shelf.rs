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
