//! The search desk and the act's own page, and who may see what.

use axum::http::{StatusCode, header};

use crate::{
    book,
    client::{Client, path},
};

#[tokio::test]
async fn a_russian_spelling_finds_the_tajik_act_and_says_why() {
    let book = book::read().await;
    let mut client = Client::of(&book.desks, "Malika").await;
    let page = client.get("/search?q=%D0%A5%D0%B0%D0%BC%D0%B8%D0%B4%D0%BE%D0%B2").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("births%2D1958%2F000001%2Dw1"), "{}", page.body);
    assert!(page.body.contains("<u>Ҳ</u>амидов"), "{}", page.body);
    assert!(page.body.contains("other letters") || page.body.contains("other spelling"), "{}", page.body);
}

#[tokio::test]
async fn a_correction_is_saved_and_the_search_shows_it() {
    let book = book::read().await;
    let mut verifier = Client::of(&book.desks, "Nigora").await;
    let (id, token) = (book::act_id(2), verifier.token.clone());
    let form = [
        ("token", token.as_str()),
        ("act", id.as_str()),
        ("field", "child.surname"),
        ("verdict", "keep"),
        ("value", "Назаров"),
        ("revision", "0"),
    ];
    assert_eq!(verifier.post("/decide", &form).await.status, StatusCode::SEE_OTHER);
    let page = verifier.get("/search?q=%D0%9D%D0%B0%D0%B7%D0%B0%D1%80%D0%BE%D0%B2").await.body;
    assert!(page.contains("Назаров Рустам"), "{page}");
}

#[tokio::test]
async fn a_closed_act_is_not_there_for_an_agency_and_an_open_one_is() {
    let book = book::read().await;
    let mut agency = Client::of(&book.desks, "Agency").await;
    let closed = book::act_id(1);
    assert_eq!(agency.get(&path("/look", closed.as_str())).await.status, StatusCode::NOT_FOUND);
    let page = agency.get("/search?q=1958").await.body;
    assert!(!page.contains("Фаррух") && !page.contains("%2Dw1"), "{page}");
    let picture = agency.get("/image/births-1958/1/w").await.status;
    assert_eq!(picture, StatusCode::NOT_FOUND);
    let snippet = format!("/snippet?act={}&field=child.surname", closed.as_str().replace('/', "%2F"));
    assert_eq!(agency.get(&snippet).await.status, StatusCode::NOT_FOUND);
    let open = agency.get(&path("/look", book::act_id(3).as_str())).await;
    assert_eq!(open.status, StatusCode::OK, "{}", open.body);
    assert!(open.body.contains("Open to everybody"));
}

#[tokio::test]
async fn staff_see_a_closed_act_with_its_closure_and_the_look_is_in_the_journal() {
    let book = book::read().await;
    let mut clerk = Client::of(&book.desks, "Malika").await;
    let page = clerk.get(&path("/look", book::act_id(1).as_str())).await.body;
    assert!(page.contains("Closed until 2058") && page.contains("Ҳамидов Фаррух"), "{page}");
    let (entries, _) = book.archive.audit(None).await.unwrap();
    assert!(
        entries.iter().any(|e| format!("{e:?}").contains("Malika") && format!("{e:?}").contains("000001-w1"))
    );
}

#[tokio::test]
async fn page_images_and_snippets_are_private() {
    let book = book::read().await;
    let mut clerk = Client::of(&book.desks, "Malika").await;
    let id = book::act_id(1);
    let snippet = format!("/snippet?act={}&field=child.surname", id.as_str().replace('/', "%2F"));
    for address in ["/image/births-1958/1/w", &snippet, "/thumbnail/births-1958/1"] {
        let answer = clerk.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.body);
        assert_eq!(answer.headers[header::CONTENT_TYPE], "image/jpeg");
        assert!(answer.headers[header::CACHE_CONTROL].to_str().unwrap().starts_with("private"));
    }
    let mut stranger = Client::new(&book.desks);
    assert_eq!(stranger.get("/image/births-1958/1/w").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn no_hits_name_what_was_searched() {
    let book = book::read().await;
    let mut clerk = Client::of(&book.desks, "Malika").await;
    let page = clerk.get("/search?q=%D0%A9%D1%83%D0%BA%D0%B8%D0%BD").await.body;
    assert!(page.contains("No hits") && page.contains("Searched: 1 registers with 3 acts."), "{page}");
    assert!(page.contains("Years 1901–1958."));
}

#[tokio::test]
async fn what_is_asked_is_never_markup() {
    let book = book::read().await;
    let mut clerk = Client::of(&book.desks, "Malika").await;
    let page = clerk.get("/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E").await.body;
    assert!(!page.contains("<script>alert"));
}
