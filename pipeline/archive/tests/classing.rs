//! Rules of closure change, and the classes of acts with them.

use register::{access::Role, volume::RegisterCard};

use crate::workshop::{BIRTHS, Workshop, card, probe};

const OLD: &str = "birth 1901-03-07 Рахмонов";

async fn check(workshop: &Workshop, open: usize) {
    workshop.archive.follow().await.unwrap();
    assert_eq!(workshop.export(Role::Public).await.len(), open);
    assert_eq!(workshop.search(Role::Public, "Рахмонов").await.len(), open);
}

async fn with_years(workshop: &Workshop, years: (i32, i32)) {
    let card = RegisterCard { years: Some(years), ..card(BIRTHS) };
    workshop.archive.ingest(&card, &[], None, &probe, &|_| {}).await.unwrap();
}

#[tokio::test]
async fn a_longer_closure_closes_acts_that_were_open() {
    let workshop = Workshop::with(&[("1.jpg", OLD)]).await;
    check(&workshop, 1).await;
    let archive = workshop.changed(|settings| settings.closure.birth = 1000).await;
    let workshop = Workshop { archive, ..workshop };
    check(&workshop, 0).await;
    let archive = workshop.changed(|_| {}).await;
    check(&Workshop { archive, ..workshop }, 1).await;
}

#[tokio::test]
async fn imported_acts_follow_the_rules_too() {
    let workshop = Workshop::new().await;
    let mut act = crate::importing::act("a1", "old", "Рахмонов");
    act.fields.insert("child.birth_date".into(), register::act::Field::plain("1901-01-01"));
    workshop.archive.import(&crate::workshop::archivist(), [act].into_iter()).await.unwrap();
    check(&workshop, 1).await;
    let archive = workshop.changed(|settings| settings.closure.birth = 1000).await;
    check(&Workshop { archive, ..workshop }, 0).await;
}

#[tokio::test]
async fn years_that_were_put_right_close_acts_before_anything_is_read_again() {
    let workshop = Workshop::with(&[("1.jpg", OLD)]).await;
    check(&workshop, 1).await;
    with_years(&workshop, (2001, 2001)).await;
    check(&workshop, 0).await;
    with_years(&workshop, (1901, 1901)).await;
    check(&workshop, 1).await;
}
