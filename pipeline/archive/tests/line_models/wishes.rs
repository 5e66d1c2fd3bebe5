//! What a desk wished for is tried, told when it failed, and tried again when something changed. Not for learning.

use archive::{Archive, Error, transcribing::Draft};
use register::{
    access::Role,
    decision::Verdict,
    teaching::{NotLearned, Said, Tried},
};

use super::{LINES, births, keep};
use crate::{
    deciding::decide,
    workshop::{Workshop, archivist, viewer},
};

/// A register that somebody wished to learn.
async fn wished() -> Workshop {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    assert!(asks(&workshop.archive).await);
    workshop
}

async fn asks(archive: &Archive) -> bool {
    archive.ask_to_learn(&viewer(Role::Verifier), &births()).await.unwrap()
}

async fn tried(archive: &Archive, with: &str) -> Tried {
    archive.tried(&births(), |_| with.to_owned()).await.unwrap()
}

async fn fails(archive: &Archive, why: NotLearned) -> bool {
    let tried = tried(archive, "daftar 1").await;
    archive.keep_failure(&archivist(), &births(), why, tried).await.unwrap()
}

fn broken() -> NotLearned {
    NotLearned::Broken { what: "disk on fire".to_owned() }
}

/// Is the register let learn by a run of that program?
async fn check(archive: &Archive, with: &str, due: bool) {
    let registers = archive.registers_to_learn(|_| with.to_owned()).await.unwrap();
    assert_eq!(registers, if due { vec![births()] } else { vec![] }, "{with}");
}

#[tokio::test]
async fn what_failed_is_tried_again_by_another_program_only() {
    let workshop = wished().await;
    check(&workshop.archive, "daftar 1", true).await;
    assert!(fails(&workshop.archive, broken()).await);
    check(&workshop.archive, "daftar 1", false).await;
    check(&workshop.archive, "daftar 2", true).await;
    let failed = workshop.archive.wish_to_learn(&births()).await.unwrap().unwrap().failed.unwrap();
    assert_eq!(failed.why, broken());
    assert_eq!(workshop.archive.failed_wishes().await.unwrap()[&births()], failed);
}

#[tokio::test]
async fn who_asks_again_has_it_tried_again() {
    let workshop = wished().await;
    assert!(!asks(&workshop.archive).await);
    fails(&workshop.archive, broken()).await;
    assert!(asks(&workshop.archive).await && !asks(&workshop.archive).await);
    check(&workshop.archive, "daftar 1", true).await;
}

#[tokio::test]
async fn what_was_learned_since_fulfils_the_wish() {
    let workshop = wished().await;
    fails(&workshop.archive, broken()).await;
    keep(&workshop, b"first", None).await.unwrap();
    check(&workshop.archive, "daftar 2", false).await;
    assert!(workshop.archive.failed_wishes().await.unwrap().is_empty());
    assert!(!fails(&workshop.archive, broken()).await);
}

#[tokio::test]
async fn a_failure_comes_back_from_the_store_alone() {
    let workshop = wished().await;
    fails(&workshop.archive, NotLearned::TooFew { lines: 80 }).await;
    let before = workshop.archive.wish_to_learn(&births()).await.unwrap();
    let archive = workshop.without_catalogue().await;
    archive.rebuild_catalogue().await.unwrap();
    assert_eq!(archive.wish_to_learn(&births()).await.unwrap(), before);
}

#[tokio::test]
async fn a_register_learns_once_at_a_time_and_the_second_is_told_by_whom() {
    let workshop = wished().await;
    let archive = &workshop.archive;
    let turn = archive.begin_learning(&archivist(), &births()).await.unwrap();
    check(archive, "daftar 1", false).await;
    let error = archive.begin_learning(&archivist(), &births()).await.unwrap_err();
    assert!(matches!(error, Error::LearnsAlready { .. }) && error.kind() == archive::Trouble::Setting);
    let process = std::process::id().to_string();
    for part in ["births learns already", "the verifier", process.as_str(), "wait"] {
        assert!(error.to_string().contains(part), "{part}: {error}");
    }
    let learning = archive.learning_now(&births()).await.unwrap().unwrap();
    assert_eq!(learning.person, "the verifier");
    archive.end_learning(&turn).await.unwrap();
    assert_eq!(archive.learning_now(&births()).await.unwrap(), None);
    assert!(matches!(archive.learning_goes_on(&turn).await.unwrap_err(), Error::TurnLost(_)));
    check(archive, "daftar 1", true).await;
}

#[tokio::test]
async fn only_an_archivist_lets_a_register_learn() {
    let workshop = wished().await;
    assert!(workshop.archive.begin_learning(&viewer(Role::Verifier), &births()).await.is_err());
}

/// Whether a register is let learn again depends on its lines, and on no other word of people.
#[tokio::test]
async fn where_lines_were_too_few_a_try_waits_for_as_many_more() {
    let workshop = Workshop::with(&[("1.jpg", "birth 1956-03-07 Рахмонов\n~ Салимов Карим")]).await;
    let archive = &workshop.archive;
    asks(archive).await;
    fails(archive, NotLearned::TooFew { lines: 99 }).await;
    check(archive, "daftar 1", false).await;
    decide(&workshop, "births/000001-w1", "child.surname", Verdict::Dash, None).await;
    check(archive, "daftar 1", false).await;
    let line = archive.lines_to_transcribe(&archivist(), &births(), (1, 0)).await.unwrap().asked.remove(0);
    let draft = Draft {
        line: line.line, said: Said::Text("Салимов Карим".into()), read: None, nonce: None
    };
    archive.transcribe(&archivist(), draft).await.unwrap();
    check(archive, "daftar 1", true).await;
}
