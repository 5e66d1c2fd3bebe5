//! What becomes of ties when acts are read again or withdrawn. Not for finding them.

use archive::work::Stage;
use register::{
    access::Role,
    act::{Act, Link, LinkState},
    id::{ActId, ScanId},
};

use super::{divorce, finish, found::doubts, marriage, read, ties};
use crate::workshop::{Workshop, viewer};

/// Reads a register once more, with these acts.
async fn read_again(workshop: &Workshop, register: &str, acts: Vec<Act>) {
    workshop.archive.renew(Stage::Extract, Some(&register.parse().unwrap())).await.unwrap();
    finish(workshop, acts).await;
}

#[tokio::test]
async fn ties_to_an_act_that_a_later_reading_lost_are_dropped() {
    let workshop = Workshop::new().await;
    read(&workshop, marriage("1955-05-05")).await;
    read(&workshop, divorce()).await;
    assert_eq!(ties(&workshop, "marriages").await.len(), 1);
    read_again(&workshop, "divorces", vec![]).await;
    assert!(ties(&workshop, "marriages").await.is_empty());
}

#[tokio::test]
async fn ties_and_doubts_of_acts_that_were_withdrawn_are_dropped() {
    let workshop = Workshop::new().await;
    read(&workshop, divorce()).await;
    read(&workshop, marriage("1965-05-05")).await;
    assert_eq!((ties(&workshop, "divorces").await.len(), doubts(&workshop, "divorces").await.len()), (0, 1));
    let scan = ScanId { register: "marriages".parse().unwrap(), number: 1 };
    workshop.archive.withdraw(&viewer(Role::Archivist), &[scan], Some("blurred"), None).await.unwrap();
    assert!(doubts(&workshop, "divorces").await.is_empty());
}

#[tokio::test]
async fn a_tie_that_a_person_verified_outlives_other_readings_of_both_acts() {
    let workshop = Workshop::new().await;
    let to = ActId("divorces/000001-w1".into());
    let verified = Link { to, kind: "divorce".into(), state: LinkState::Verified, score: None };
    read(&workshop, Act { links: vec![verified], ..marriage("1955-05-05") }).await;
    read(&workshop, divorce()).await;
    let kept = [("divorce".to_owned(), "divorces/000001-w1".to_owned(), LinkState::Verified)];
    assert_eq!(ties(&workshop, "marriages").await, kept);
    read_again(&workshop, "marriages", vec![marriage("1955-05-05")]).await;
    assert_eq!(ties(&workshop, "marriages").await, kept);
    read_again(&workshop, "divorces", vec![divorce()]).await;
    assert_eq!(ties(&workshop, "marriages").await, kept);
}
