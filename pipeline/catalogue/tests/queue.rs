//! Claims and the order of work.

use catalogue::{Catalogue, Died, Granted, Stage, State, Written};
use register::volume::RegisterCard;

use crate::workshop::{
    PATIENCE, changed, dead, elsewhere, living, next, on_each, prepared, register, scan, with_scans,
};

#[tokio::test]
async fn the_oldest_scan_comes_first_and_nothing_comes_twice() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 2).await;
        let first = next(&catalogue, &living(), 10).await.unwrap();
        let second = next(&catalogue, &living(), 10).await.unwrap();
        assert_eq!((first.scan(), second.scan()), (Some(scan(1)), Some(scan(2))));
        assert!(second.claim.token > first.claim.token);
        assert_eq!(next(&catalogue, &living(), 10).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_dead_owners_claim_is_free_at_once_and_counts_against_nobody() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 1).await;
        for _ in 0..5 {
            assert_eq!(next(&catalogue, &dead(), 10).await.unwrap().scan(), Some(scan(1)));
        }
        let claim = next(&catalogue, &living(), 10).await.unwrap().claim;
        assert_eq!(catalogue.reader_died(&claim, "").await.unwrap(), Died::Again);
    })
    .await;
}

#[tokio::test]
async fn a_living_owners_claim_is_not_free() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 1).await;
        next(&catalogue, &living(), 10).await.unwrap();
        assert_eq!(next(&catalogue, &living(), 10 + 9 * PATIENCE).await, None, "the machine may have slept");
    })
    .await;
}

#[tokio::test]
async fn a_claim_without_heartbeat_is_free_and_its_token_writes_no_more() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 1).await;
        let lost = next(&catalogue, &elsewhere(), 10).await.unwrap().claim;
        let held = next(&catalogue, &living(), 11 + PATIENCE).await.unwrap().claim;
        assert!(!catalogue.heartbeat(&lost, 20).await.unwrap());
        assert_eq!(prepared(&catalogue, &lost).await, Written::Stale);
        assert_eq!(catalogue.scan(&scan(1)).await.unwrap().unwrap().state, State::Waiting);
        assert_eq!(prepared(&catalogue, &held).await, Written::Done);
    })
    .await;
}

#[tokio::test]
async fn a_heartbeat_keeps_a_claim() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 1).await;
        let claim = next(&catalogue, &elsewhere(), 10).await.unwrap().claim;
        assert!(catalogue.heartbeat(&claim, 10 + PATIENCE).await.unwrap());
        assert_eq!(next(&catalogue, &living(), 20 + PATIENCE).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_scan_is_set_aside_at_its_readers_second_death() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 1).await;
        let claim = next(&catalogue, &living(), 10).await.unwrap().claim;
        assert_eq!(catalogue.reader_died(&claim, "killed").await.unwrap(), Died::Again);
        let claim = next(&catalogue, &living(), 10).await.unwrap().claim;
        assert_eq!(catalogue.reader_died(&claim, "killed").await.unwrap(), Died::SetAside);
        let scan = catalogue.scan(&scan(1)).await.unwrap().unwrap();
        assert_eq!((scan.state, scan.reason.as_deref()), (State::SetAside, Some("killed")));
    })
    .await;
}

#[tokio::test]
async fn a_register_goes_through_its_stages_in_order() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 2).await;
        let (one, two) =
            (next(&catalogue, &living(), 10).await.unwrap(), next(&catalogue, &living(), 10).await.unwrap());
        prepared(&catalogue, &one.claim).await;
        assert_eq!(next(&catalogue, &living(), 10).await, None, "one scan still waits for pass one");
        prepared(&catalogue, &two.claim).await;
        let agree = next(&catalogue, &living(), 10).await.unwrap();
        assert_eq!((agree.stage, next(&catalogue, &living(), 10).await), (Stage::Agree, None));
        assert_eq!(catalogue.finish_agree(&agree.claim, "d1", "1").await.unwrap(), Written::Done);
        for number in 1..=2 {
            let work = next(&catalogue, &living(), 10).await.unwrap();
            assert_eq!((work.stage, work.scan()), (Stage::Recognize, Some(scan(number))));
            assert_eq!(catalogue.finish_recognize(&work.claim, "1", 20).await.unwrap(), Written::Done);
        }
        let extract = next(&catalogue, &living(), 10).await.unwrap();
        assert_eq!(extract.stage, Stage::Extract);
        assert_eq!(
            catalogue.finish_extract(&extract.claim, &[changed(0, &[])], "1").await.unwrap(),
            Written::Done
        );
        assert!(next(&catalogue, &living(), 10).await.is_none() && catalogue.idle().await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn another_agreement_lets_scans_be_recognized_again() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 1).await;
        prepared(&catalogue, &next(&catalogue, &living(), 10).await.unwrap().claim).await;
        let agree = next(&catalogue, &living(), 10).await.unwrap();
        catalogue.finish_agree(&agree.claim, "d1", "1").await.unwrap();
        let work = next(&catalogue, &living(), 10).await.unwrap();
        catalogue.finish_recognize(&work.claim, "1", 20).await.unwrap();
        catalogue.renew(Stage::Recognize, Some(&register())).await.unwrap();
        let agree = next(&catalogue, &living(), 10).await.unwrap();
        catalogue.finish_agree(&agree.claim, "d2", "1").await.unwrap();
        assert_eq!(next(&catalogue, &living(), 10).await.unwrap().stage, Stage::Recognize);
    })
    .await;
}

#[tokio::test]
async fn a_scan_withdrawn_in_work_takes_no_results() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 1).await;
        let work = next(&catalogue, &living(), 10).await.unwrap();
        assert!(catalogue.withdraw(&scan(1), Some("blurred"), None).await.unwrap());
        assert_eq!(prepared(&catalogue, &work.claim).await, Written::Stale);
        assert_eq!(catalogue.scan(&scan(1)).await.unwrap().unwrap().state, State::Withdrawn);
    })
    .await;
}

/// One scan, claimed for pass two.
async fn in_pass_two(catalogue: &Catalogue) -> Granted {
    with_scans(catalogue, 1).await;
    prepared(catalogue, &next(catalogue, &living(), 10).await.unwrap().claim).await;
    let agree = next(catalogue, &living(), 10).await.unwrap();
    catalogue.finish_agree(&agree.claim, "d1", "1").await.unwrap();
    next(catalogue, &living(), 10).await.unwrap()
}

#[tokio::test]
async fn what_is_read_in_the_languages_of_an_older_card_does_not_count() {
    on_each(async |catalogue| {
        let work = in_pass_two(&catalogue).await;
        let card = RegisterCard { languages: vec!["tgk".into()], ..RegisterCard::bare(register()) };
        assert!(catalogue.put_card(&card).await.unwrap());
        assert_eq!(catalogue.finish_recognize(&work.claim, "1", 20).await.unwrap(), Written::Stale);
        let again = next(&catalogue, &living(), 30).await.unwrap();
        assert_eq!((again.stage, again.scan()), (Stage::Recognize, Some(scan(1))));
    })
    .await;
}

#[tokio::test]
async fn another_form_on_the_card_leaves_what_was_read() {
    on_each(async |catalogue| {
        let work = in_pass_two(&catalogue).await;
        let card = RegisterCard { form: Some("birth-1926".into()), ..RegisterCard::bare(register()) };
        assert!(catalogue.put_card(&card).await.unwrap());
        assert_eq!(catalogue.finish_recognize(&work.claim, "1", 20).await.unwrap(), Written::Done);
        assert_eq!(next(&catalogue, &living(), 30).await.unwrap().stage, Stage::Extract);
    })
    .await;
}
