//! People decide; nothing they decide is lost.

use archive::deciding::{Decided, Draft};
use register::{access::Role, act::Status, decision::Verdict, id::ActId};
use store::{Key, Store};

use crate::workshop::{BIRTHS, Workshop, viewer};

const LINES: &str = "birth 1956-03-07 Рахмонов\nbirth 1956-03-08 Бобоев";
const FIRST: &str = "births/000001-w1";

fn draft(id: &str, field: &str, verdict: Verdict, value: Option<&str>, revision: u64) -> Draft {
    let (act, field) = (ActId(id.into()), field.to_owned());
    Draft { act, field, verdict, value: value.map(Into::into), revision }
}

/// A verifier decides, having seen all decisions so far.
pub(crate) async fn decide(
    workshop: &Workshop,
    id: &str,
    field: &str,
    verdict: Verdict,
    value: Option<&str>,
) -> Decided {
    let verifier = viewer(Role::Verifier);
    let seen = workshop.archive.act(&verifier, &ActId(id.into())).await.unwrap().unwrap().revision;
    workshop.archive.decide(&verifier, draft(id, field, verdict, value, seen)).await.unwrap()
}

/// The value of a field as settled.
pub(crate) async fn value(workshop: &Workshop, id: &str, field: &str) -> Option<String> {
    let act = workshop.archive.act(&viewer(Role::Archivist), &ActId(id.into())).await.unwrap()?;
    act.act.value(field).map(Into::into)
}

#[tokio::test]
async fn a_correction_is_found_by_the_next_search() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let decided = decide(&workshop, FIRST, "child.surname", Verdict::Corrected, Some("Юсупов")).await;
    assert_eq!((decided.act.value("child.surname"), decided.revision), (Some("Юсупов"), 1));
    assert!(workshop.search(Role::Archivist, "Юсупов").await.contains(&FIRST.to_owned()));
}

#[tokio::test]
async fn undo_brings_the_reading_back() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    decide(&workshop, FIRST, "child.surname", Verdict::Blank, None).await;
    assert_eq!(value(&workshop, FIRST, "child.surname").await, None);
    decide(&workshop, FIRST, "child.surname", Verdict::Undone, None).await;
    assert_eq!(value(&workshop, FIRST, "child.surname").await.as_deref(), Some("Рахмонов"));
}

#[tokio::test]
async fn an_act_is_verified_when_all_its_fields_are_and_the_next_one_comes() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let verifier = viewer(Role::Verifier);
    let next = async || workshop.archive.next_act_to_verify(&verifier, None, None).await.unwrap().unwrap().0;
    assert_eq!(next().await, FIRST);
    decide(&workshop, FIRST, "child.surname", Verdict::Confirmed, Some("Рахмонов")).await;
    let decided = decide(&workshop, FIRST, "child.birth_date", Verdict::Confirmed, Some("1956-03-07")).await;
    assert_eq!(decided.act.status, Status::Verified);
    assert_eq!(next().await, "births/000001-w2");
    assert_eq!(workshop.archive.progress().await.unwrap()[0].acts.verified, 1);
}

#[tokio::test]
async fn of_two_who_differ_both_are_kept_and_the_second_is_told() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let decide = async |name: &str, value: &str| {
        let person = register::access::Viewer { name: name.into(), ..viewer(Role::Verifier) };
        let draft = draft(FIRST, "child.surname", Verdict::Corrected, Some(value), 0);
        workshop.archive.decide(&person, draft).await.unwrap()
    };
    assert!(decide("nigora", "Раҳмонов").await.conflict.is_none());
    let second = decide("somon", "Раҳмонова").await;
    assert_eq!(second.conflict.unwrap().value.as_deref(), Some("Раҳмонов"));
    assert_eq!((second.act.value("child.surname"), second.revision), (Some("Раҳмонова"), 2));
}

#[tokio::test]
async fn two_who_agree_are_no_conflict() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    for name in ["nigora", "somon"] {
        let person = register::access::Viewer { name: name.into(), ..viewer(Role::Verifier) };
        let draft = draft(FIRST, "child.surname", Verdict::Corrected, Some("Раҳмонов"), 0);
        assert!(workshop.archive.decide(&person, draft).await.unwrap().conflict.is_none());
    }
}

#[tokio::test]
async fn many_who_decide_at_once_are_all_kept_and_published() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let mut tasks = tokio::task::JoinSet::new();
    for (id, field, text) in [
        (FIRST, "child.surname", "А"),
        (FIRST, "child.given", "Б"),
        ("births/000001-w2", "child.surname", "В"),
        ("births/000001-w2", "child.given", "Г"),
    ] {
        let archive = workshop.archive.clone();
        let draft = draft(id, field, Verdict::Corrected, Some(text), 0);
        tasks.spawn(async move { archive.decide(&viewer(Role::Verifier), draft).await.unwrap() });
    }
    tasks.join_all().await;
    workshop.archive.rebuild_index().await.unwrap();
    let acts = workshop.export(Role::Archivist).await;
    let values: Vec<_> =
        acts.iter().flat_map(|a| [a.value("child.surname"), a.value("child.given")]).collect();
    assert_eq!(values, [Some("А"), Some("Б"), Some("В"), Some("Г")]);
}

#[tokio::test]
async fn a_clerk_does_not_decide() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let draft = draft(FIRST, "child.surname", Verdict::Blank, None, 0);
    let error = workshop.archive.decide(&viewer(Role::Clerk), draft).await.unwrap_err();
    assert_eq!(error.kind(), archive::Trouble::Setting);
}

#[tokio::test]
async fn decisions_flow_to_the_store() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    decide(&workshop, FIRST, "child.surname", Verdict::Dash, None).await;
    decide(&workshop, FIRST, "child.surname", Verdict::Undone, None).await;
    let store = Store::open(&workshop.archive.settings().store).await.unwrap();
    let key = Key::Decisions { register: BIRTHS.parse().unwrap(), segment: 0 };
    let text = String::from_utf8(store.get(&key).await.unwrap()).unwrap();
    let verdicts: Vec<bool> = text.lines().map(|line| line.contains("undone")).collect();
    assert_eq!(verdicts, [false, true]);
}
