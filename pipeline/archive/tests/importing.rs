//! Acts from elsewhere come in, and go out again.

use archive::importing::ImportReport;
use register::{access::Role, act::Act, decision::Verdict};

use crate::{
    deciding::{decide, value},
    workshop::{Workshop, archivist},
};

pub(crate) fn act(id: &str, register: &str, surname: &str) -> Act {
    let text = format!(
        r#"{{"id":"{id}","register":"{register}","type":"birth",
            "fields":{{"child.surname":"{surname}","child.birth_date":"1956-01-01"}}}}"#
    );
    serde_json::from_str(&text).unwrap()
}

async fn import(workshop: &Workshop, acts: &[Act]) -> ImportReport {
    workshop.archive.import(&archivist(), acts.iter().cloned()).await.unwrap()
}

#[tokio::test]
async fn given_ids_are_kept_and_acts_go_out_in_the_order_they_came() {
    let workshop = Workshop::new().await;
    let acts = [act("z9", "imported", "А"), act("a1", "imported", "Б"), act("m5", "imported", "В")];
    assert_eq!(import(&workshop, &acts).await.new, 3);
    let out: Vec<_> = workshop.export(Role::Archivist).await.into_iter().map(|act| act.id.0).collect();
    assert_eq!(out, ["z9", "a1", "m5"]);
}

#[tokio::test]
async fn acts_without_id_get_one_that_stands() {
    let workshop = Workshop::new().await;
    let acts = [act("", "imported", "А"), act("", "imported", "А"), act("", "imported", "Б")];
    assert_eq!(import(&workshop, &acts).await.new, 3);
    let ids = |acts: Vec<Act>| acts.into_iter().map(|act| act.id).collect::<Vec<_>>();
    let first = ids(workshop.export(Role::Archivist).await);
    assert_eq!(import(&workshop, &acts).await.known, 3);
    assert_eq!(ids(workshop.export(Role::Archivist).await), first);
    assert!(first[0].as_str().starts_with("imported/import-") && first[1].as_str().ends_with("-2"));
}

#[tokio::test]
async fn imported_acts_are_found() {
    let workshop = Workshop::new().await;
    import(&workshop, &[act("a1", "imported", "Юсупов")]).await;
    assert_eq!(workshop.search(Role::Archivist, "Юсупов").await, ["a1"]);
}

#[tokio::test]
async fn an_act_that_comes_otherwise_is_changed_and_decisions_stand() {
    let workshop = Workshop::new().await;
    import(&workshop, &[act("a1", "imported", "Рахмонов")]).await;
    decide(&workshop, "a1", "child.surname", Verdict::Corrected, Some("Раҳмонов")).await;
    let mut other = act("a1", "imported", "Рахманов");
    other.fields.insert("child.given".into(), register::act::Field::plain("Ҷамшед"));
    assert_eq!(import(&workshop, &[other]).await.changed, 1);
    assert_eq!(value(&workshop, "a1", "child.surname").await.as_deref(), Some("Раҳмонов"));
    assert_eq!(value(&workshop, "a1", "child.given").await.as_deref(), Some("Ҷамшед"));
}

#[tokio::test]
async fn an_id_of_another_register_is_refused_and_named() {
    let workshop = Workshop::new().await;
    import(&workshop, &[act("a1", "one", "А")]).await;
    let report = import(&workshop, &[act("a1", "two", "Б"), act("a2", "two", "В")]).await;
    assert_eq!((report.new, report.refused.len()), (1, 1));
    assert_eq!(report.refused[0].1, "the register one has an act of that id");
}

#[tokio::test]
async fn imported_acts_follow_those_of_scans() {
    let workshop = Workshop::with(&[("1.jpg", "birth 1956-03-07 Рахмонов")]).await;
    import(&workshop, &[act("a1", "births", "А")]).await;
    workshop.ingest(&[("2.jpg", "birth 1956-03-08 Бобоев")]).await;
    workshop.read().await;
    let out: Vec<_> = workshop.export(Role::Archivist).await.into_iter().map(|act| act.id.0).collect();
    assert_eq!(out, ["births/000001-w1", "births/000002-w1", "a1"]);
}

async fn ids(workshop: &Workshop) -> Vec<String> {
    workshop.export(Role::Archivist).await.into_iter().map(|act| act.id.0).collect()
}

/// An imported act has a name a reading would give; the reading of `births` passes it over.
async fn check_name_passed_over(register: &str, expected: &[&str]) {
    let workshop = Workshop::new().await;
    import(&workshop, &[act("births/000001-w1", register, "Юсупов")]).await;
    workshop.ingest(&[("1.jpg", "birth 1956-03-07 Рахмонов\nbirth 1956-03-08 Бобоев")]).await;
    workshop.read().await;
    assert_eq!(ids(&workshop).await, expected);
    assert_eq!(value(&workshop, "births/000001-w1", "child.surname").await.as_deref(), Some("Юсупов"));
    workshop.archive.renew(archive::working::Stage::Extract, None).await.unwrap();
    workshop.read().await;
    assert_eq!(ids(&workshop).await, expected);
}

#[tokio::test]
async fn a_reading_never_takes_the_name_of_an_imported_act() {
    let expected = ["births/000001-w3", "births/000001-w2", "births/000001-w1"];
    check_name_passed_over("births", &expected).await;
}

#[tokio::test]
async fn a_reading_never_takes_the_name_of_an_act_of_another_register() {
    let expected = ["births/000001-w3", "births/000001-w2", "births/000001-w1"];
    check_name_passed_over("old", &expected).await;
}

#[tokio::test]
async fn an_id_that_comes_twice_with_other_content_is_refused_and_named() {
    let workshop = Workshop::new().await;
    let twice = [act("a1", "imported", "А"), act("a1", "imported", "Б"), act("a1", "imported", "А")];
    let report = import(&workshop, &twice).await;
    assert_eq!((report.new, report.known, report.refused.len()), (1, 1, 1));
    assert!(report.refused[0].1.contains("twice"), "{report:?}");
    assert_eq!(value(&workshop, "a1", "child.surname").await.as_deref(), Some("А"));
}

#[tokio::test]
async fn an_id_that_comes_twice_far_apart_is_refused_too() {
    let workshop = Workshop::new().await;
    let between = (0..2100).map(|number| act(&format!("n{number}"), "imported", "В"));
    let acts: Vec<Act> =
        [act("a1", "imported", "А")].into_iter().chain(between).chain([act("a1", "imported", "Б")]).collect();
    let report = import(&workshop, &acts).await;
    assert_eq!((report.new, report.changed, report.refused.len()), (2101, 0, 1));
}
