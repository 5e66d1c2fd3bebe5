//! Acts are found by their keys, and by whom they tell of. Not for what the keys are.

use catalogue::{Catalogue, Keyed, Written};
use register::{id::ActId, links::Key};

use crate::workshop::{act, changed, on_each, register, with_acts};

fn id(text: &str) -> ActId {
    ActId(text.into())
}

fn key(text: &str, born: Option<i32>) -> Key {
    Key { text: text.into(), born }
}

/// Keeps these keys of all acts whose keys are due, each telling of the act `x`.
async fn key_all(catalogue: &Catalogue, keys: &[Key]) -> usize {
    let due = catalogue.keys_due(100).await.unwrap();
    let keyed = |(act, written): &(catalogue::ActFacts, i64)| Keyed {
        act: act.machine.id.clone(),
        written: *written,
        keys: keys.to_vec(),
        others: vec![id("x")],
    };
    catalogue.put_keys(&register(), &due.iter().map(keyed).collect::<Vec<_>>()).await.unwrap();
    due.len()
}

async fn found(catalogue: &Catalogue, keys: &[&str]) -> Vec<ActId> {
    catalogue.acts_with_keys(keys, &"other".parse().unwrap()).await.unwrap()
}

#[tokio::test]
async fn keys_are_due_of_what_was_written_since() {
    on_each(async |catalogue| {
        let revision = with_acts(&catalogue, &[act("a", 0), act("b", 1)]).await;
        assert_eq!(key_all(&catalogue, &[key("k", None)]).await, 2);
        assert_eq!(key_all(&catalogue, &[]).await, 0);
        assert_eq!(catalogue.put_acts(&[changed(revision, &[act("b", 1)])]).await.unwrap(), Written::Done);
        assert_eq!(key_all(&catalogue, &[key("l", None)]).await, 1);
        assert_eq!(found(&catalogue, &["k"]).await, [id("a")]);
        assert_eq!(found(&catalogue, &["l"]).await, [id("b")]);
    })
    .await;
}

#[tokio::test]
async fn keys_of_an_act_written_meanwhile_are_not_kept() {
    on_each(async |catalogue| {
        let revision = with_acts(&catalogue, &[act("a", 0)]).await;
        let (_, written) = catalogue.keys_due(1).await.unwrap().remove(0);
        catalogue.put_acts(&[changed(revision, &[act("a", 0)])]).await.unwrap();
        let late = Keyed { act: id("a"), written, keys: vec![key("k", None)], others: vec![] };
        catalogue.put_keys(&register(), &[late]).await.unwrap();
        assert!(found(&catalogue, &["k"]).await.is_empty());
        assert_eq!(catalogue.keys_due(1).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn acts_are_counted_and_found_by_key_and_year_outside_their_own_register() {
    on_each(async |catalogue| {
        with_acts(&catalogue, &[act("a", 0), act("b", 1)]).await;
        key_all(&catalogue, &[key("k", Some(1930)), key("k", None)]).await;
        let other = "other".parse().unwrap();
        let counts = catalogue.count_keys(&["k", "none"], &other).await.unwrap();
        let of_key: Vec<(i64, usize)> = counts["k"].iter().map(|(born, count)| (*born, *count)).collect();
        assert_eq!(of_key, [(0, 2), (1930, 2)]);
        assert!(catalogue.count_keys(&["k"], &register()).await.unwrap().is_empty());
        assert_eq!(catalogue.acts_with_key_of("k", 1930, &other).await.unwrap().len(), 2);
        assert!(catalogue.acts_with_key_of("k", 1931, &other).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn more_are_asked_for_at_once_than_a_statement_has_places() {
    on_each(async |catalogue| {
        let acts: Vec<_> = (0..120).map(|n| act(&format!("a{n:03}"), n)).collect();
        with_acts(&catalogue, &acts).await;
        let ids: Vec<ActId> = acts.iter().map(|act| act.machine.id.clone()).collect();
        assert_eq!(catalogue.acts_named(&ids).await.unwrap().len(), 120);
        assert!(catalogue.acts_named(&[]).await.unwrap().is_empty());
        for _ in 0..2 {
            key_all(&catalogue, &[]).await;
        }
        assert_eq!(catalogue.acts_that_tell_of(&[id("x")]).await.unwrap().len(), 120);
        assert!(catalogue.acts_that_tell_of(&[id("y")]).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn acts_of_several_registers_are_written_all_or_none() {
    on_each(async |catalogue| {
        let revision = with_acts(&catalogue, &[act("a", 0)]).await;
        let other = register::volume::RegisterCard::bare("other".parse().unwrap());
        catalogue.put_card(&other).await.unwrap();
        let own = changed(revision, &[act("b", 1)]);
        let stale = catalogue::Changed { register: other.id, revision: 7, acts: vec![] };
        assert_eq!(catalogue.put_acts(&[own, stale]).await.unwrap(), Written::Moved);
        assert!(catalogue.act(&id("b")).await.unwrap().is_none());
    })
    .await;
}
