//! Lines are written down at their desk, by forms without scripts. Not for keys (see `line_keys`), and not for which lines teach
//! most: that is tested in `register`.

use axum::http::{StatusCode, header};
use register::{
    access::Role,
    form::ActType,
    geometry::Rect,
    id::RegisterId,
    layout::{Hand, Line},
    teaching::{Judged, Lineage, Said},
};
use sha2::{Digest, Sha256};

use crate::{
    book::{self, Book},
    client::{Answer, Client},
};

pub(crate) const DESK: &str = "/transcribe/births%2D1958";
pub(crate) const TEXTS: [&str; 3] = ["Салимов Карим", "Назаров Фаррух", "Ғафуров Ҳоҷӣ"];

/// Three handwritten lines one under the other, the first the least sure, and a printed one.
fn lines() -> Vec<Line> {
    let line = |row: usize, text: &str, hand: Hand| Line {
        outline: Rect::new(100.0, 68.0 * row as f64 - 48.0, 400.0, 68.0 * row as f64 - 8.0).corners(),
        text: Some(text.to_owned()),
        confidence: Some(0.5 + 0.12 * row as f64),
        hand,
        ..Line::default()
    };
    let written = (1..).zip(TEXTS).map(|(row, text)| line(row, text, Hand::Handwritten));
    written.chain([line(9, "Насаби кӯдак", Hand::Printed)]).collect()
}

pub(crate) async fn written() -> Book {
    book::with_lines(lines(), |_| ()).await
}

fn register() -> RegisterId {
    "births-1958".parse().unwrap()
}

/// What was said, in order.
pub(crate) async fn said(book: &Book) -> Vec<Said> {
    let all = book.archive.transcriptions(&register()).await.unwrap();
    all.into_iter().map(|word| word.said).collect()
}

/// The value of a hidden or visible box of the page.
pub(crate) fn value(page: &str, name: &str) -> String {
    let (_, after) =
        page.split_once(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no {name}: {page}"));
    let (_, value) = after.split_once("value=\"").unwrap();
    let value = value.split('"').next().unwrap();
    value.replace("&quot;", "\"").replace("&#x2f;", "/").replace("&amp;", "&")
}

/// Sends what is said of the line of a page, as its form does.
async fn say(client: &mut Client, page: &str, said: &str, text: &str) -> Answer {
    let [token, line, read, nonce] = ["token", "line", "read", "nonce"].map(|name| value(page, name));
    let form = [
        ("token", token.as_str()),
        ("line", line.as_str()),
        ("read", read.as_str()),
        ("nonce", nonce.as_str()),
        ("said", said),
        ("value", text),
    ];
    client.post("/transcribe", &form).await
}

#[tokio::test]
async fn the_least_sure_line_comes_first_with_its_reading_in_the_box() {
    let book = written().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let page = client.get(DESK).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert_eq!(value(&page.body, "value"), TEXTS[0]);
    assert!(page.body.contains("of 400 lines") && page.body.contains("100 more lines"), "{}", page.body);
    assert!(!page.body.contains("daftar learn") && !page.body.contains("Насаби кӯдак"));
}

#[tokio::test]
async fn without_scripts_a_form_keeps_a_line_and_leads_to_the_next_and_back_again() {
    let book = written().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let first = client.get(DESK).await.body;
    let answer = say(&mut client, &first, "text", "Салимов Каримҷон").await;
    assert_eq!(answer.leads_to(), DESK);
    let second = client.get(DESK).await.body;
    assert!(TEXTS[1..].contains(&value(&second, "value").as_str()), "{second}");
    assert!(second.contains("99 more lines"));
    let back = client.get(&format!("{DESK}?back=1")).await.body;
    assert_eq!(value(&back, "value"), "Салимов Каримҷон");
    assert_eq!(value(&back, "read"), TEXTS[0]);
    say(&mut client, &back, "unreadable", "").await;
    assert_eq!(said(&book).await, [Said::Text("Салимов Каримҷон".into()), Said::Unreadable]);
    let back = client.get(&format!("{DESK}?back=1")).await.body;
    assert!(back.contains("id=\"so\">cannot be read"), "{back}");
}

#[tokio::test]
async fn what_is_sent_again_adds_nothing() {
    let book = written().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let page = client.get(DESK).await.body;
    for _ in 0..2 {
        assert_eq!(say(&mut client, &page, "noline", "").await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(said(&book).await, [Said::NoLine]);
}

#[tokio::test]
async fn two_people_are_given_two_lines() {
    let book = book::with_lines(many(), |_| ()).await;
    let first = Client::of(&book.desks, "Nigora").await.get(DESK).await.body;
    let second = Client::of(&book.desks, "Firuz").await.get(DESK).await.body;
    assert_ne!(value(&first, "line"), value(&second, "line"));
}

#[tokio::test]
async fn when_all_is_answered_the_desk_says_so() {
    let book = written().await;
    let mut client = Client::of(&book.desks, "Zarina").await;
    for _ in 0..3 {
        let page = client.get(DESK).await.body;
        let text = value(&page, "value");
        say(&mut client, &page, "text", &text).await;
    }
    let page = client.get(DESK).await.body;
    assert!(page.contains("No line waits here") && page.contains("97 more lines"), "{page}");
    assert!(client.get("/transcribe/nowhere").await.status == StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_line_without_a_text_is_refused() {
    let book = written().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let page = client.get(DESK).await.body;
    assert_eq!(say(&mut client, &page, "text", "  ").await.status, StatusCode::CONFLICT);
    let nonsense = page.replace("outline", "outlines");
    assert_eq!(say(&mut client, &nonsense, "noline", "").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(said(&book).await, []);
}

#[tokio::test]
async fn a_clerk_writes_no_lines_down() {
    let book = written().await;
    let page = Client::of(&book.desks, "Nigora").await.get(DESK).await.body;
    for name in ["Malika", "Agency"] {
        let mut client = Client::of(&book.desks, name).await;
        client.get("/search").await;
        assert_eq!(client.get(DESK).await.status, StatusCode::FORBIDDEN, "{name}");
        let own = page.replace(&value(&page, "token"), &client.token);
        assert_eq!(say(&mut client, &own, "noline", "").await.status, StatusCode::FORBIDDEN, "{name}");
        assert_eq!(client.get(&cutting(&page)).await.status, StatusCode::FORBIDDEN, "{name}");
    }
    assert_eq!(said(&book).await, []);
}

/// The address of the picture of the line of a page.
fn cutting(page: &str) -> String {
    let (_, after) = page.split_once("<image id=\"cut\" href=\"").unwrap();
    after.split('"').next().unwrap().replace("&amp;", "&").replace("&#x2f;", "/")
}

#[tokio::test]
async fn lines_beside_a_sealed_act_are_not_shown_and_nothing_is_kept_of_them() {
    let book = written().await;
    let open = Client::of(&book.desks, "Nigora").await.get(DESK).await.body;
    let sealed = book::with_lines(lines(), |acts| acts[2].kind = ActType::Adoption).await;
    let mut client = Client::of(&sealed.desks, "Nigora").await;
    let page = client.get(DESK).await.body;
    assert!(page.contains("No line waits here") && !TEXTS.iter().any(|text| page.contains(text)), "{page}");
    assert_eq!(client.get(&cutting(&open)).await.status, StatusCode::NOT_FOUND);
    let own = open.replace(&value(&open, "token"), &client.token);
    assert_eq!(say(&mut client, &own, "text", TEXTS[0]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(said(&sealed).await, []);
}

#[tokio::test]
async fn a_line_is_cut_out_of_its_page_and_the_look_is_written_down() {
    let book = written().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let page = client.get(DESK).await.body;
    let picture = client.get(&cutting(&page)).await;
    assert_eq!(picture.headers[header::CONTENT_TYPE], "image/jpeg");
    let (entries, _) = book.archive.audit(None).await.unwrap();
    let last = entries.last().unwrap();
    assert_eq!((last.action.as_str(), last.person.as_str()), ("line image", "Nigora"));
    assert!(last.subject.starts_with("births-1958/000001-w "), "{}", last.subject);
}

#[tokio::test]
async fn the_shelf_and_the_act_desk_lead_to_the_lines_of_a_register() {
    let book = written().await;
    let shelf = Client::of(&book.desks, "Zarina").await.get("/shelf").await.body;
    assert!(shelf.contains("href=\"/transcribe/births-1958\""), "{shelf}");
    let act = Client::of(&book.desks, "Nigora").await.get("/act/births%2D1958%2F000001%2Dw1").await.body;
    assert!(act.contains("href=\"/transcribe/births-1958\""), "{act}");
}

/// A register of a hundred handwritten lines, all of them written down.
pub(crate) async fn enough() -> Book {
    let book = book::with_lines(many(), |_| ()).await;
    let verifier = book::outsider(Role::Verifier);
    for line in book.archive.lines_to_transcribe(&verifier, &register(), (100, 0)).await.unwrap().asked {
        let said = Said::Text(line.read.clone().unwrap());
        let draft = archive::transcribing::Draft { line: line.line, said, read: line.read, nonce: None };
        book.archive.transcribe(&verifier, draft).await.unwrap();
    }
    book
}

#[tokio::test]
async fn a_hundred_lines_are_enough_and_the_command_is_shown() {
    let book = enough().await;
    let page = Client::of(&book.desks, "Nigora").await.get(DESK).await.body;
    assert!(
        page.contains("<code>daftar learn births-1958</code>") && page.contains("300 more lines"),
        "{page}"
    );
    assert!(page.contains("Nothing was learned from this register yet."));
}

#[tokio::test]
async fn the_desk_asks_for_learning_once_and_says_who_asked() {
    let book = enough().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let token = value(&client.get(DESK).await.body, "token");
    for _ in 0..2 {
        let answer = client.post("/learn", &[("token", &token), ("register", "births-1958")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    let page = client.get(DESK).await.body;
    assert!(page.contains("Nigora asked for learning") && !page.contains("daftar learn"), "{page}");
    assert_eq!(book.archive.registers_to_learn(|_| String::new()).await.unwrap(), [register()]);
    let (entries, _) = book.archive.audit(None).await.unwrap();
    assert_eq!(entries.iter().filter(|entry| entry.action == "ask-to-learn").count(), 1);
}

#[tokio::test]
async fn of_too_few_lines_learning_is_not_asked_for() {
    let book = written().await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let token = value(&client.get(DESK).await.body, "token");
    let answer = client.post("/learn", &[("token", &token), ("register", "births-1958")]).await;
    assert!(answer.status.is_client_error(), "{}", answer.body);
    assert!(book.archive.registers_to_learn(|_| String::new()).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_the_last_learning_brought_is_told() {
    let book = written().await;
    let layers = b"layers".to_vec();
    let lineage = Lineage {
        sha256: hex::encode(Sha256::digest(&layers)),
        parent: "0".repeat(64),
        script: "Cyrl".into(),
        register: register(),
        taught: 212,
        from_fields: 0,
        hand: Judged { lines: 40, before: 0.342, after: 0.161 },
        others: Judged { lines: 500, before: 0.08, after: 0.081 },
        refused: None,
        seconds: 900,
        person: "test".into(),
        at: "2026-11-03T20:00:00Z".into(),
    };
    let archivist = book::outsider(Role::Archivist);
    book.archive.keep_model(&archivist, &register(), layers, "{}".into(), &lineage).await.unwrap();
    let page = Client::of(&book.desks, "Nigora").await.get(DESK).await.body;
    assert!(page.contains("34.2 were wrong before and 16.1 after, on 40 lines kept apart"), "{page}");
}

/// A hundred lines in ten columns.
fn many() -> Vec<Line> {
    let line = |at: usize| {
        let (left, top) = ((at % 10) as f64 * 95.0, (at / 10) as f64 * 68.0);
        let outline = Rect::new(left, top, left + 90.0, top + 40.0).corners();
        let (hand, column) = (Hand::Handwritten, Some(at % 10));
        Line { outline, text: Some(format!("Салимов {at}")), hand, column, ..Line::default() }
    };
    (0..100).map(line).collect()
}
