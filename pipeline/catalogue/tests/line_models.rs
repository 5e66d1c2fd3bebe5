//! What became of a register's own line model is told in the order it happened, and flows to the store.

use catalogue::Catalogue;
use register::teaching::ModelStep;

use crate::workshop::{on_each, register, with_scans};

/// A step, told from others by its person.
fn step(person: &str) -> ModelStep {
    ModelStep::Dropped { person: person.to_owned(), at: "2026-01-01T00:00:00Z".to_owned() }
}

async fn append(catalogue: &Catalogue, person: &str) -> u64 {
    catalogue.append_model_step(&register(), &step(person)).await.unwrap()
}

#[tokio::test]
async fn steps_are_numbered_in_the_order_they_happened() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 1).await;
        assert_eq!((append(&catalogue, "nigora").await, append(&catalogue, "somon").await), (1, 2));
        let steps = [step("nigora"), step("somon")];
        assert_eq!(catalogue.model_steps(&register()).await.unwrap(), steps);
        assert_eq!(catalogue.all_model_steps().await.unwrap()[&register()], steps);
    })
    .await;
}

#[tokio::test]
async fn a_register_that_learned_nothing_has_no_steps() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 1).await;
        assert_eq!(catalogue.model_steps(&register()).await.unwrap(), []);
        assert!(catalogue.all_model_steps().await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn steps_are_due_until_they_stand_in_the_store() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 1).await;
        append(&catalogue, "nigora").await;
        append(&catalogue, "somon").await;
        catalogue.model_step_kept(&register(), 1).await.unwrap();
        assert_eq!(catalogue.model_steps_due().await.unwrap(), [(register(), 2, step("somon"))]);
        catalogue.model_step_kept(&register(), 2).await.unwrap();
        assert_eq!(catalogue.model_steps_due().await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn steps_that_come_back_from_the_store_are_gone_on_from() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 1).await;
        catalogue.restore_model_steps(&register(), &[(1, step("nigora"))]).await.unwrap();
        assert_eq!(catalogue.model_steps_due().await.unwrap(), []);
        assert_eq!(append(&catalogue, "somon").await, 2);
    })
    .await;
}

#[tokio::test]
async fn steps_that_come_back_are_written_all_or_none() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 1).await;
        append(&catalogue, "nigora").await;
        let back = [(2, step("somon")), (1, step("nigora"))];
        assert!(catalogue.restore_model_steps(&register(), &back).await.is_err());
        assert_eq!(catalogue.model_steps(&register()).await.unwrap(), [step("nigora")]);
    })
    .await;
}

#[tokio::test]
async fn a_register_that_is_not_there_learns_nothing() {
    on_each(async |catalogue| {
        assert!(catalogue.append_model_step(&register(), &step("nigora")).await.is_err());
    })
    .await;
}
