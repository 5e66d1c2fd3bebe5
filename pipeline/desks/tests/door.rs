//! Signing in, roles, tokens, headers.

use axum::http::{StatusCode, header};

use crate::{
    book,
    client::{Client, path},
};

#[tokio::test]
async fn nobody_sees_a_desk_without_signing_in_and_comes_back_after() {
    let book = book::empty().await;
    let mut client = Client::new(&book.desks);
    let answer = client.get("/search?q=1937").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.leads_to(), "/sign-in?then=%2Fsearch%3Fq%3D1937");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_get_the_same_answer() {
    let book = book::empty().await;
    let mut client = Client::new(&book.desks);
    client.get("/sign-in").await;
    let wrong = client.sign_in("Nigora", "not this one").await;
    let unknown = client.sign_in("Nobody", "not this one").await;
    assert_eq!((wrong.status, unknown.status), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
    assert_eq!(wrong.body, unknown.body);
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let book = book::empty().await;
    let mut client = Client::new(&book.desks);
    client.get("/sign-in").await;
    for _ in 0..5 {
        client.sign_in("Nigora", "not this one").await;
    }
    assert_eq!(client.sign_in("Nigora", book::PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
}

/// To whom the audit log says that signing in was refused.
async fn refused_to(book: &book::Book) -> Vec<String> {
    let (entries, _) = book.archive.audit(None).await.unwrap();
    let refused = entries.into_iter().filter(|e| e.action == "sign in refused");
    refused.map(|e| format!("{} {}", e.person, e.role)).collect()
}

#[tokio::test]
async fn guesses_sent_at_once_count_before_they_are_checked_and_are_written_down() {
    let book = book::empty().await;
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..12 {
        let mut client = Client::new(&book.desks);
        tries.spawn(async move {
            client.get("/sign-in").await;
            client.sign_in("Nigora", "not this one").await.status
        });
    }
    let answers = tries.join_all().await;
    let refused = answers.iter().filter(|status| **status == StatusCode::UNAUTHORIZED).count();
    let slowed = answers.iter().filter(|status| **status == StatusCode::TOO_MANY_REQUESTS).count();
    assert_eq!((refused, slowed), (5, 7));
    assert_eq!(refused_to(&book).await, ["Nigora verifier"; 5]);
}

#[tokio::test]
async fn a_name_nobody_has_is_not_written_down_as_typed() {
    let book = book::empty().await;
    let mut client = Client::new(&book.desks);
    client.get("/sign-in").await;
    client.sign_in("чил духтарон 40", "Nigora").await;
    assert_eq!(refused_to(&book).await, ["unknown public"]);
}

#[tokio::test]
async fn what_was_typed_comes_back_when_the_session_has_ended() {
    let book = book::read().await;
    let mut client = Client::new(&book.desks);
    let id = book::act_id(1);
    let form = [
        ("token", "old"),
        ("act", id.as_str()),
        ("field", "child.surname"),
        ("verdict", "keep"),
        ("value", "Ҳомидов <1>"),
    ];
    let from = "/act/births%2D1958%2F000001%2Dw1?field=child.surname";
    let answer = client.post_from(from, "/decide", &form).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.body.contains("Ҳомидов &lt;1&gt;</textarea>"), "{}", answer.body);
    let body = answer.body.replace("&#x2f;", "/");
    assert!(body.contains(&format!("name=\"then\" value=\"{from}\"")), "{body}");
    // The page's script keeps what was typed itself, and is sent to the door.
    let by_script = client.post_by_script("/decide", &form).await;
    assert_eq!(by_script.leads_to(), "/sign-in?then=%2F");
}

#[tokio::test]
async fn a_form_sent_from_elsewhere_leads_nowhere_else() {
    let book = book::empty().await;
    let mut client = Client::new(&book.desks);
    let answer = client.post_from("//example.org/decide", "/sign-out", &[("token", "old")]).await;
    assert_eq!(answer.leads_to(), "/sign-in?then=%2F");
}

#[tokio::test]
async fn refusals_are_said_in_the_language_of_the_screen() {
    let book = book::empty().await;
    let mut clerk = Client::of(&book.desks, "Malika").await;
    assert!(clerk.get("/shelf").await.body.contains("no place at this desk"));
    clerk.get("/tongue/ru?back=/search").await;
    let refused = clerk.get("/shelf").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(
        refused.body.contains("<html lang=ru>") && refused.body.contains("не для вашей роли"),
        "{}",
        refused.body
    );
    assert!(clerk.get("/look/nothing").await.body.contains("Здесь нет ничего"));
}

#[tokio::test]
async fn each_role_starts_at_its_own_desk_and_sees_no_other() {
    let book = book::empty().await;
    let mut clerk = Client::of(&book.desks, "Malika").await;
    assert_eq!(clerk.get("/").await.leads_to(), "/search");
    assert_eq!(clerk.get("/shelf").await.status, StatusCode::FORBIDDEN);
    assert_eq!(clerk.get("/act").await.status, StatusCode::FORBIDDEN);
    let mut archivist = Client::of(&book.desks, "Zarina").await;
    assert_eq!(archivist.get("/").await.leads_to(), "/shelf");
    let mut verifier = Client::of(&book.desks, "Nigora").await;
    assert_eq!(verifier.get("/").await.leads_to(), "/act");
    assert_eq!(verifier.get("/shelf").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_role_that_is_not_served_cannot_sign_in() {
    let book = book::empty().await;
    let settings =
        desks::DeskSettings { desks: vec![register::access::Role::Archivist], ..Default::default() };
    let mut client = Client::new(&desks::router(book.archive.clone(), settings));
    client.get("/sign-in").await;
    assert_eq!(client.sign_in("Malika", book::PASSWORD).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_form_without_the_session_token_is_refused() {
    let book = book::read().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let id = book::act_id(1);
    let form = [
        ("act", id.as_str()),
        ("field", "child.surname"),
        ("verdict", "keep"),
        ("value", "Ҳомидов"),
        ("revision", "0"),
    ];
    for token in ["", "0000000000000000000000000000000000000000000000000000000000000000"] {
        let answer = client.post("/decide", &[&form[..], &[("token", token)]].concat()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    let shown = client.get(&path("/look", id.as_str())).await.body;
    assert!(!shown.contains("Ҳомидов"));
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let book = book::empty().await;
    let mut client = Client::of(&book.desks, "Malika").await;
    let token = client.token.clone();
    assert_eq!(client.post("/sign-out", &[("token", &token)]).await.leads_to(), "/sign-in");
    assert_eq!(client.get("/search").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn every_answer_carries_the_headers_and_cookies_are_shut() {
    let book = book::empty().await;
    let mut client = Client::new(&book.desks);
    let answer = client.get("/sign-in").await;
    let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
    assert_eq!(answer.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    let entered = client.sign_in("Malika", book::PASSWORD).await;
    let session = entered.headers.get_all(header::SET_COOKIE).iter().map(|c| c.to_str().unwrap());
    let session: Vec<&str> = session.filter(|c| c.starts_with("daftar_session=")).collect();
    assert!(session[0].contains("HttpOnly") && session[0].contains("SameSite=Strict"), "{session:?}");
}

#[tokio::test]
async fn pages_speak_the_browser_language_and_the_chosen_one() {
    let book = book::empty().await;
    let mut client = Client::new(&book.desks);
    assert!(client.get("/sign-in").await.body.contains("<html lang=\"en\""));
    assert_eq!(client.get("/tongue/tg?back=/sign-in").await.leads_to(), "/sign-in");
    assert!(client.get("/sign-in").await.body.contains("Воридшавӣ"));
    assert_eq!(client.get("/tongue/ru?back=//elsewhere.org").await.leads_to(), "/");
}

#[tokio::test]
async fn no_page_holds_inline_script_or_style() {
    let book = book::read().await;
    let mut client = Client::of(&book.desks, "Zarina").await;
    let act = path("/act", book::act_id(1).as_str());
    let look = path("/look", book::act_id(1).as_str());
    for page in ["/shelf", "/search", "/search?q=1958", &act, &look, "/page/births-1958/1/w"] {
        let answer = client.get(page).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}: {}", answer.body);
        let scripts = answer.body.split("<script").skip(1);
        assert!(scripts.into_iter().all(|s| s.split('>').next().unwrap().contains(" src=")), "{page}");
        assert!(!answer.body.contains(" style=") && !answer.body.contains("<style"), "{page}");
        assert!(!answer.body.contains(" onclick="), "{page}");
    }
}
