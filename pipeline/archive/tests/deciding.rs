//! People decide; nothing they decide is lost.

use archive::deciding::{Decided, Draft};
use register::{
    access::{Role, Viewer},
    act::Status,
    decision::Verdict,
    id::ActId,
};
use store::{Key, Store};

use crate::workshop::{BIRTHS, Workshop, viewer};

const LINES: &str = "birth 1956-03-07 Рахмонов\nbirth 1956-03-08 Бобоев";
const FIRST: &str = "births/000001-w1";

fn draft(id: &str, field: &str, verdict: Verdict, value: Option<&str>, revision: u64) -> Draft {
    let (act, field) = (ActId(id.into()), field.to_owned());
    Draft { act, field, verdict, value: value.map(Into::into), revision, nonce: None }
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

fn verifier(name: &str) -> Viewer {
    Viewer { name: name.into(), ..viewer(Role::Verifier) }
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
    let next = async || workshop.archive.acts_to_verify(&verifier, None, None, 1).await.unwrap().remove(0).0;
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
        let person = verifier(name);
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
        let person = verifier(name);
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
    assert_eq!(workshop.archive.rebuild_index().await.unwrap().incomplete, []);
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

#[tokio::test]
async fn what_a_desk_sends_again_is_kept_once_and_the_same_said_anew_is_kept_twice() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let send = async |nonce: &str| {
        let draft = draft(FIRST, "child.surname", Verdict::Blank, None, 0);
        let draft = Draft { nonce: Some(nonce.into()), ..draft };
        workshop.archive.decide(&verifier("nigora"), draft).await.unwrap().revision
    };
    assert_eq!([send("one").await, send("one").await, send("two").await], [1, 1, 2]);
}

#[tokio::test]
async fn nobody_takes_back_what_somebody_else_decided() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let decide = async |name: &str, verdict, value, revision| {
        let draft = draft(FIRST, "child.surname", verdict, value, revision);
        workshop.archive.decide(&verifier(name), draft).await.unwrap()
    };
    decide("nigora", Verdict::Corrected, Some("Раҳмонов"), 0).await;
    let left_alone = decide("somon", Verdict::Undone, None, 1).await;
    assert_eq!(left_alone.conflict.unwrap().person, "nigora");
    assert_eq!((left_alone.act.value("child.surname"), left_alone.revision), (Some("Раҳмонов"), 1));
    assert_eq!(decide("nigora", Verdict::Undone, None, 1).await.revision, 2);
    assert_eq!(decide("nigora", Verdict::Undone, None, 2).await.revision, 2);
}

#[tokio::test]
async fn a_field_the_form_does_not_have_is_never_written() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let nonsense = draft(FIRST, "nonsense", Verdict::Blank, None, 0);
    assert!(workshop.archive.decide(&verifier("nigora"), nonsense).await.is_err());
    let view = workshop.archive.act(&verifier("nigora"), &ActId(FIRST.into())).await.unwrap().unwrap();
    assert_eq!(view.revision, 0);
}

#[tokio::test]
async fn a_rule_is_set_aside_with_a_reason_and_that_outlives_the_catalogue() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let field = "rule:event-after-registration";
    let refused =
        |draft: Draft| async { workshop.archive.decide(&viewer(Role::Verifier), draft).await.is_err() };
    assert!(refused(draft(FIRST, field, Verdict::Accepted, Some(" "), 0)).await);
    assert!(refused(draft(FIRST, field, Verdict::Confirmed, Some("so"), 0)).await);
    assert!(refused(draft(FIRST, "rule:nonsense", Verdict::Accepted, Some("so"), 0)).await);
    assert!(refused(draft(FIRST, "child.surname", Verdict::Accepted, Some("so"), 0)).await);
    let word = Some("the clerk wrote ahead");
    assert_eq!(decide(&workshop, FIRST, field, Verdict::Accepted, word).await.revision, 1);
    let rebuilt = workshop.without_catalogue().await;
    rebuilt.rebuild_catalogue().await.unwrap();
    let view = rebuilt.act(&viewer(Role::Verifier), &ActId(FIRST.into())).await.unwrap().unwrap();
    assert_eq!((view.revision, view.decisions[0].value.as_deref()), (1, word));
}

#[tokio::test]
async fn a_date_a_person_typed_is_judged_by_the_years_on_the_card() {
    let workshop = Workshop::new().await;
    let card = register::volume::RegisterCard { years: Some((1956, 1956)), ..crate::workshop::card(BIRTHS) };
    let file = workshop.delivered("1.jpg", LINES);
    workshop.archive.ingest(&card, &[file], None, &crate::workshop::probe, &|_| {}).await.unwrap();
    workshop.read().await;
    let is_outside = async |typed: &str| {
        let decided = decide(&workshop, FIRST, "reg_date", Verdict::Corrected, Some(typed)).await;
        decided.act.doubts.iter().any(|doubt| doubt.rule == "event-outside-book")
    };
    assert!(is_outside("07.04.1965").await);
    assert!(!is_outside("07.04.1956").await);
}
