//! A register learns once at a time; who died or fell silent holds up nobody.

use catalogue::{Catalogue, Learner, Now, Owner, Turn};

use crate::workshop::{PATIENCE, dead, elsewhere, living, on_each, register, with_scans};

async fn begin(catalogue: &Catalogue, owner: &Owner, person: &str, at: i64) -> Result<Turn, Learner> {
    let now = Now { here: owner, at, patience: PATIENCE };
    catalogue.begin_learning(&register(), person, now).await.unwrap()
}

/// Whether `second` gets the turn, so long after `first` took it.
async fn check(first: fn() -> Owner, second: fn() -> Owner, after: i64, gets_it: bool) {
    on_each(async |catalogue| {
        with_scans(&catalogue, 1).await;
        begin(&catalogue, &first(), "zarina", 1000).await.unwrap();
        let turn = begin(&catalogue, &second(), "firuz", 1000 + after).await;
        assert_eq!(turn.is_ok(), gets_it);
        if let Err(learner) = turn {
            assert_eq!((learner.person.as_str(), learner.began), ("zarina", 1000));
            assert_eq!(learner.owner, first());
        }
    })
    .await;
}

#[tokio::test]
async fn a_register_that_learns_is_not_let_learn_by_another_process() {
    check(living, living, PATIENCE + 1, false).await;
}

#[tokio::test]
async fn what_a_process_held_that_died_is_free_at_once() {
    check(dead, living, 0, true).await;
}

#[tokio::test]
async fn what_another_machine_holds_is_free_when_it_falls_silent() {
    check(elsewhere, living, PATIENCE, false).await;
    check(elsewhere, living, PATIENCE + 1, true).await;
}

#[tokio::test]
async fn who_is_heard_of_keeps_the_turn_and_who_lost_it_is_told() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 1).await;
        let first = begin(&catalogue, &elsewhere(), "zarina", 0).await.unwrap();
        assert!(catalogue.learning_goes_on(&first, PATIENCE).await.unwrap());
        assert!(begin(&catalogue, &living(), "firuz", PATIENCE + 1).await.is_err());
        let second = begin(&catalogue, &living(), "firuz", 3 * PATIENCE).await.unwrap();
        assert!(!catalogue.learning_goes_on(&first, 3 * PATIENCE).await.unwrap());
        catalogue.end_learning(&first).await.unwrap();
        assert!(catalogue.learning_goes_on(&second, 3 * PATIENCE).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn when_learning_ends_the_turn_is_free_and_nobody_is_said_to_learn() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 1).await;
        let here = living();
        let now = Now { here: &here, at: 5, patience: PATIENCE };
        let turn = begin(&catalogue, &here, "zarina", 0).await.unwrap();
        assert_eq!(catalogue.learners(now).await.unwrap()[&register()].person, "zarina");
        catalogue.end_learning(&turn).await.unwrap();
        assert!(catalogue.learners(now).await.unwrap().is_empty());
        assert!(begin(&catalogue, &here, "firuz", 5).await.is_ok());
    })
    .await;
}

/// What an earlier opening of the same process left is a row that nobody has in hand.
#[tokio::test]
async fn what_this_process_holds_no_more_in_hand_is_free_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalogue.db");
    let open = async || Catalogue::open(path.to_str().unwrap()).await.unwrap();
    let (first, second) = (open().await, open().await);
    with_scans(&first, 1).await;
    begin(&first, &living(), "zarina", 0).await.unwrap();
    assert!(begin(&first.clone(), &living(), "firuz", 1).await.is_err());
    let here = living();
    let now = Now { here: &here, at: 1, patience: PATIENCE };
    assert!(second.learners(now).await.unwrap().is_empty());
    assert!(begin(&second, &living(), "firuz", 1).await.is_ok());
}

#[tokio::test]
async fn reading_a_register_anew_takes_no_turn_away() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 1).await;
        let turn = begin(&catalogue, &living(), "zarina", 0).await.unwrap();
        catalogue.renew(catalogue::Stage::Recognize, None).await.unwrap();
        assert!(catalogue.learning_goes_on(&turn, 1).await.unwrap());
    })
    .await;
}
