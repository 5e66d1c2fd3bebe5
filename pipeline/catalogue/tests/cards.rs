//! What a changed card means for reading.

use catalogue::{Catalogue, State, Written};
use register::volume::RegisterCard;

use crate::workshop::{living, next, on_each, prepared, register, scan, with_scans};

/// One scan of two is read, the other is being recognized.
async fn half_read(catalogue: &Catalogue) -> catalogue::Claim {
    with_scans(catalogue, 2).await;
    for _ in 0..2 {
        let claim = next(catalogue, &living(), 10).await.unwrap().claim;
        prepared(catalogue, &claim).await;
    }
    let agree = next(catalogue, &living(), 10).await.unwrap().claim;
    catalogue.finish_agree(&agree, "", "1").await.unwrap();
    let read = next(catalogue, &living(), 10).await.unwrap().claim;
    assert_eq!(catalogue.finish_recognize(&read, "1", 11).await.unwrap(), Written::Done);
    next(catalogue, &living(), 10).await.unwrap().claim
}

async fn state(catalogue: &Catalogue, number: u32) -> State {
    catalogue.scan(&scan(number)).await.unwrap().unwrap().state
}

#[tokio::test]
async fn no_scan_stays_in_the_languages_of_an_old_card() {
    on_each(async |catalogue| {
        let under_way = half_read(&catalogue).await;
        let card = RegisterCard { languages: vec!["tgk".into()], ..RegisterCard::bare(register()) };
        assert!(catalogue.put_card(&card).await.unwrap());
        assert_eq!(catalogue.finish_recognize(&under_way, "1", 12).await.unwrap(), Written::Stale);
        assert_eq!((state(&catalogue, 1).await, state(&catalogue, 2).await), (State::Laid, State::Laid));
    })
    .await;
}

#[tokio::test]
async fn another_form_needs_no_second_reading() {
    on_each(async |catalogue| {
        let under_way = half_read(&catalogue).await;
        let card = RegisterCard { form: Some("ru-birth".into()), ..RegisterCard::bare(register()) };
        assert!(catalogue.put_card(&card).await.unwrap());
        assert_eq!(state(&catalogue, 1).await, State::Read);
        assert_eq!(catalogue.finish_recognize(&under_way, "1", 12).await.unwrap(), Written::Done);
        assert!(catalogue.register(&register()).await.unwrap().unwrap().extract_due);
    })
    .await;
}
