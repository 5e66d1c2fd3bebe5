//! What became of a wish that a register learns, as its desk tells it: it goes on, it failed, it is tried again. Not for runs.

use archive::line_models::Turn;
use register::{
    access::Role,
    id::RegisterId,
    teaching::{NotLearned, Tried},
};

use crate::{
    book::{self, Book},
    client::Client,
    transcribing::{DESK, enough, value, written},
};

fn register() -> RegisterId {
    "births-1958".parse().unwrap()
}

async fn asks(book: &Book) {
    book.archive.ask_to_learn(&book::outsider(Role::Verifier), &register()).await.unwrap();
}

async fn fails(book: &Book, why: NotLearned) {
    let tried = Tried { lines: 100, with: "daftar 1".to_owned() };
    let archivist = book::outsider(Role::Archivist);
    assert!(book.archive.keep_failure(&archivist, &register(), why, tried).await.unwrap());
}

async fn begins(book: &Book) -> Turn {
    book.archive.begin_learning(&book::outsider(Role::Archivist), &register()).await.unwrap()
}

fn broken() -> NotLearned {
    NotLearned::Broken { what: "disk on <fire>".to_owned() }
}

#[tokio::test]
async fn a_learning_that_failed_is_told_in_every_tongue_with_what_to_do() {
    let book = enough().await;
    asks(&book).await;
    fails(&book, broken()).await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    for (tongue, words) in [
        ("en", ["nothing was learned", "Show this to the archivist", "Let it try again"]),
        ("ru", ["ничего не дала", "Покажите это архивисту", "Попробовать снова"]),
        ("tg", ["натиҷа надод", "ба бойгонидор нишон диҳед", "боз кӯшиш кунад"]),
    ] {
        client.get(&format!("/tongue/{tongue}?back=/")).await;
        let page = client.get(DESK).await.body;
        assert!(words.iter().all(|words| page.contains(words)), "{tongue}: {page}");
        assert!(page.contains("disk on &lt;fire&gt;"), "{page}");
    }
}

#[tokio::test]
async fn who_asks_again_waits_for_the_next_run() {
    let book = enough().await;
    asks(&book).await;
    fails(&book, broken()).await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let token = value(&client.get(DESK).await.body, "token");
    client.post("/learn", &[("token", &token), ("register", "births-1958")]).await;
    let page = client.get(DESK).await.body;
    assert!(page.contains("Nigora asked for learning: it is done with the next run"), "{page}");
    assert!(!page.contains("nothing was learned"), "{page}");
}

#[tokio::test]
async fn where_lines_are_too_few_more_are_asked_for_and_no_button_is_shown() {
    let book = written().await;
    asks(&book).await;
    fails(&book, NotLearned::TooFew { lines: 3 }).await;
    let page = Client::of(&book.desks, "Nigora").await.get(DESK).await.body;
    assert!(page.contains("only 3 lines could be learned from; 100 are the least"), "{page}");
    assert!(page.contains("Write more lines down") && !page.contains("Let it try again"), "{page}");
}

#[tokio::test]
async fn while_a_register_learns_the_desk_says_so_and_asks_for_nothing() {
    let book = enough().await;
    asks(&book).await;
    let turn = begins(&book).await;
    let mut client = Client::of(&book.desks, "Nigora").await;
    let page = client.get(DESK).await.body;
    assert!(page.contains("is learning this hand just now") && !page.contains("action=\"/learn\""), "{page}");
    book.archive.end_learning(&turn).await.unwrap();
    let page = client.get(DESK).await.body;
    assert!(!page.contains("just now") && page.contains("asked for learning"), "{page}");
}
