//! Closing an act confirms what is open, at once, and overrides nobody.

use archive::closing::Closed;
use register::{
    access::{Role, Viewer},
    act::Status,
    decision::Verdict,
    id::ActId,
};

use crate::{
    deciding::{decide, value},
    workshop::{BIRTHS, Workshop, viewer},
};

const LINES: &str = "birth 1956-03-07 Рахмонов\nbirth 1956-03-08 Бобоев";
const FIRST: &str = "births/000001-w1";

async fn close(workshop: &Workshop, revision: u64) -> Closed {
    let person = Viewer { name: "somon".into(), ..viewer(Role::Verifier) };
    workshop.archive.close_act(&person, &ActId(FIRST.into()), revision).await.unwrap()
}

async fn generation(workshop: &Workshop) -> u64 {
    let progress = workshop.archive.progress().await.unwrap();
    progress.iter().find(|p| p.card.id.as_str() == BIRTHS).unwrap().generation
}

#[tokio::test]
async fn all_that_is_open_is_confirmed_in_one_publication() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let before = generation(&workshop).await;
    let closed = close(&workshop, 0).await;
    assert_eq!((closed.confirmed.len(), closed.left.len(), closed.conflicts.len()), (2, 0, 0));
    assert_eq!(generation(&workshop).await, before + 1);
    let view = workshop.archive.act(&viewer(Role::Archivist), &ActId(FIRST.into())).await.unwrap().unwrap();
    assert_eq!((view.act.status, view.revision), (Status::Verified, closed.revision));
}

#[tokio::test]
async fn closing_a_closed_act_changes_nothing() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let revision = close(&workshop, 0).await.revision;
    let before = generation(&workshop).await;
    assert_eq!(close(&workshop, 0).await.revision, revision);
    assert_eq!(generation(&workshop).await, before);
}

#[tokio::test]
async fn what_a_colleague_decided_otherwise_meanwhile_is_referred_and_told() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    decide(&workshop, FIRST, "child.surname", Verdict::Corrected, Some("Раҳмонов")).await;
    let closed = close(&workshop, 0).await;
    assert_eq!(closed.conflicts[0].value.as_deref(), Some("Раҳмонов"));
    let view = workshop.archive.act(&viewer(Role::Archivist), &ActId(FIRST.into())).await.unwrap().unwrap();
    assert_eq!(view.act.status, Status::Machine);
    let waiting = workshop.archive.acts_to_verify(&viewer(Role::Verifier), None, None, 9).await.unwrap();
    assert_eq!(waiting.last().unwrap().as_str(), FIRST);
}

#[tokio::test]
async fn what_a_colleague_decided_before_the_person_looked_stays() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    decide(&workshop, FIRST, "child.surname", Verdict::Corrected, Some("Раҳмонов")).await;
    assert!(close(&workshop, 1).await.conflicts.is_empty());
    assert_eq!(value(&workshop, FIRST, "child.surname").await.as_deref(), Some("Раҳмонов"));
}
