//! An archive's own forms: who changes them is written down, and acts put together by others are put together again. Not for
//! what a form says.

use archive::{
    Error,
    forms::FormsFolder,
    work::{Stage, Work},
};
use register::{access::Role, decision::Verdict, form::Form};

use crate::{
    deciding::{decide, value},
    workshop::{BIRTHS, Workshop, viewer},
};

const LINES: &str = "birth 1956-03-07 Рахмонов\nbirth 1956-03-08 Бобоев";

fn form(title: &str) -> Form {
    let text = format!("id = 'ours'\ntitle = '{title}'\ntype = 'birth'\nshape = 'sheet'");
    Form::from_toml(&text).unwrap()
}

/// What the audit log tells of forms: who, and which.
async fn told(workshop: &Workshop) -> Vec<(String, String)> {
    let (entries, _) = workshop.archive.audit(None).await.unwrap();
    let of_forms = entries.into_iter().filter(|entry| entry.action == "form");
    of_forms.map(|entry| (entry.person, entry.subject)).collect()
}

#[tokio::test]
async fn who_changed_a_form_is_written_down() {
    let workshop = Workshop::new().await;
    let folder = FormsFolder::of_archive(workshop.folder.path());
    let archivist = viewer(Role::Archivist);
    workshop.archive.save_new_form(&archivist, &folder, form("first")).await.unwrap();
    workshop.archive.save_form(&archivist, &folder, form("second")).await.unwrap();
    let entry = ("the archivist".to_owned(), "ours".to_owned());
    assert_eq!(told(&workshop).await, [entry.clone(), entry]);
    assert_eq!(folder.load().unwrap().named("ours").unwrap().title, "second");
}

#[tokio::test]
async fn a_new_form_is_not_put_over_another() {
    let workshop = Workshop::new().await;
    let folder = FormsFolder::of_archive(workshop.folder.path());
    let archivist = viewer(Role::Archivist);
    workshop.archive.save_new_form(&archivist, &folder, form("first")).await.unwrap();
    assert!(workshop.archive.save_new_form(&archivist, &folder, form("second")).await.is_err());
    assert_eq!(folder.load().unwrap().named("ours").unwrap().title, "first");
}

#[tokio::test]
async fn a_verifier_changes_no_form_and_a_form_that_is_not_whole_is_told_of_nowhere() {
    let workshop = Workshop::new().await;
    let folder = FormsFolder::of_archive(workshop.folder.path());
    let refused = workshop.archive.save_form(&viewer(Role::Verifier), &folder, form("")).await;
    assert!(matches!(refused, Err(Error::NotAllowed { .. })));
    let unwhole = Form { id: "../other".into(), ..form("") };
    assert!(workshop.archive.save_form(&viewer(Role::Archivist), &folder, unwhole).await.is_err());
    assert!(told(&workshop).await.is_empty() && folder.load().unwrap().own().is_empty());
}

#[tokio::test]
async fn only_acts_are_put_together_again_when_forms_changed_and_decisions_stand() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let id = "births/000001-w1";
    decide(&workshop, id, "child.surname", Verdict::Corrected, Some("Раҳмонов")).await;
    assert_eq!(workshop.archive.extract_outdated(|version| version == "1").await.unwrap(), 0);
    let outdated = workshop.archive.outdated(|version| version == "2").await.unwrap();
    assert_eq!(outdated, [BIRTHS.parse().unwrap()]);
    assert_eq!(workshop.archive.extract_outdated(|version| version == "2").await.unwrap(), 1);
    let work = workshop.next().await.unwrap();
    assert!(matches!(work, Work::Extract(_)));
    workshop.work(work).await;
    assert!(workshop.next().await.is_none());
    assert_eq!(value(&workshop, id, "child.surname").await.as_deref(), Some("Раҳмонов"));
}

#[tokio::test]
async fn what_waits_anyway_is_not_counted_as_outdated() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    workshop.archive.renew(Stage::Extract, None).await.unwrap();
    assert!(workshop.archive.outdated(|_| false).await.unwrap().is_empty());
}
