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
    assert!(page.contains("Closed to the end of 2058") && page.contains("Ҳамидов Фаррух"), "{page}");
    let (entries, _) = book.archive.audit(None).await.unwrap();
    assert!(
        entries.iter().any(|e| format!("{e:?}").contains("Malika") && format!("{e:?}").contains("000001-w1"))
    );
}

#[tokio::test]
async fn a_look_tells_what_reading_was_unsure_of_on_the_page() {
    let book = book::read().await;
    let mut clerk = Client::of(&book.desks, "Malika").await;
    let page = clerk.get(&path("/look", book::act_id(1).as_str())).await.body;
    for said in ["Not sure of this page", "The page may lean by 0.8°", "Text below a stamp may be missing."]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
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
        // The next person at the same browser sends another cookie, and is asked for their own right.
        assert_eq!(answer.headers[header::VARY], "cookie");
    }
    let mut stranger = Client::new(&book.desks);
    assert_eq!(stranger.get("/image/births-1958/1/w").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn no_hits_name_what_was_searched() {
    let book = book::read().await;
    let mut clerk = Client::of(&book.desks, "Malika").await;
    let page = clerk.get("/search?q=%D0%A9%D1%83%D0%BA%D0%B8%D0%BD").await.body;
    assert!(page.contains("No hits") && page.contains("Searched: 1 register with 3 acts."), "{page}");
    assert!(page.contains("Years 1901–1958."));
}

#[tokio::test]
async fn what_is_asked_is_never_markup() {
    let book = book::read().await;
    let mut clerk = Client::of(&book.desks, "Malika").await;
    let page = clerk.get("/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E").await.body;
    assert!(!page.contains("<script>alert"));
}

/// What was written to the audit log from entry `from` on, as `action subject`.
async fn written(book: &book::Book, from: usize) -> Vec<String> {
    let (entries, _) = book.archive.audit(None).await.unwrap();
    entries[from..].iter().map(|e| format!("{} {}", e.action, e.subject)).collect()
}

#[tokio::test]
async fn a_look_and_each_of_its_pictures_are_written_down_once() {
    let book = book::read().await;
    let mut clerk = Client::of(&book.desks, "Malika").await;
    let id = book::act_id(1).as_str().replace('/', "%2F");
    let before = written(&book, 0).await.len();
    for address in [
        format!("/look/{id}"),
        format!("/snippet?act={id}&field=child.surname"),
        format!("/image/births-1958/1/w?act={id}"),
        format!("/page/births-1958/1/w?act={id}"),
    ] {
        assert_eq!(clerk.get(&address).await.status, StatusCode::OK, "{address}");
    }
    let expected = [
        "act births-1958/000001-w1",
        "snippet births-1958/000001-w1 child.surname",
        "page image births-1958/000001-w of births-1958/000001-w1",
        "page text births-1958/000001-w of births-1958/000001-w1",
    ];
    assert_eq!(written(&book, before).await, expected);
}

#[tokio::test]
async fn from_an_act_its_page_opens_without_other_acts_and_the_whole_page_is_named_so() {
    let book = book::read().await;
    let mut clerk = Client::of(&book.desks, "Malika").await;
    let look = clerk.get(&path("/look", book::act_id(1).as_str())).await.body;
    let reader = "/page/births-1958/1/w?act=births%2D1958%2F000001%2Dw1&amp;back=%2Flook%2F";
    assert!(look.contains(reader) || look.contains(&reader.replace('/', "&#x2f;")), "{look}");
    let page = clerk
        .get("/page/births-1958/1/w?act=births-1958%2F000001-w1&back=%2Flook%2Fbirths-1958%252F000001-w1")
        .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let body = page.body.replace("&#x2f;", "/");
    assert!(body.contains("act=births%2D1958%2F000001%2Dw1") && body.contains("with other people"), "{body}");
    assert!(body.contains("href=\"/look/births-1958%2F000001-w1\""), "{body}");
    assert!(!body.contains("data-key=\"]\""), "the act lies on one page");
    let elsewhere = clerk.get("/page/births-1958/1/w?act=births-1958%2F000009-w1").await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_way_back_is_a_search_and_goes_from_act_to_act() {
    let book = book::read().await;
    let mut clerk = Client::of(&book.desks, "Malika").await;
    let look = path("/look", book::act_id(1).as_str());
    let page = clerk.get(&format!("{look}?back=%2Fsearch%3Fq%3D1958")).await.body.replace("&#x2f;", "/");
    assert!(
        page.contains("data-next=\"/look/births%2D1958%2F000001%2Dw2?back=%2Fsearch%3Fq%3D1958\""),
        "{page}"
    );
    assert!(page.contains("data-key=\"Escape\" href=\"/search?q=1958\""), "{page}");
    for elsewhere in ["https%3A%2F%2Fexample.org", "%2F%2Fexample.org", "%2Fshelf"] {
        let page = clerk.get(&format!("{look}?back={elsewhere}")).await.body.replace("&#x2f;", "/");
        assert!(page.contains("data-key=\"Escape\" href=\"/search\""), "{page}");
    }
}

#[tokio::test]
async fn the_ruler_shows_the_acts_beside_without_a_search_nobody_made() {
    let book = book::read().await;
    let mut clerk = Client::of(&book.desks, "Malika").await;
    let page = clerk.get(&path("/look", book::act_id(2).as_str())).await.body;
    for number in ["<em>411</em>", "<em>412</em>", "<em>413</em>"] {
        assert!(page.contains(number), "{page}");
    }
    assert!(!written(&book, 0).await.iter().any(|entry| entry.starts_with("search")));
}

#[tokio::test]
async fn an_address_beyond_the_last_hit_shows_the_first_ones() {
    let book = book::read().await;
    let mut clerk = Client::of(&book.desks, "Malika").await;
    for from in ["500", "18446744073709551615"] {
        let page = clerk.get(&format!("/search?q=1958&from={from}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.body.contains("%2Dw1") && !page.body.contains("No hits"), "{}", page.body);
    }
}

#[tokio::test]
async fn what_was_searched_counts_nothing_the_viewer_may_not_see() {
    let book = book::read().await;
    let mut agency = Client::of(&book.desks, "Agency").await;
    let page = agency.get("/search").await.body;
    assert!(page.contains("Searched: 1 register with 1 act."), "{page}");
}
