//! Several programs write one register at the same moment: each waits for the other, and none fails.

use std::collections::BTreeSet;

use catalogue::{Catalogue, Stage, State, Written};
use register::volume::RegisterCard;

use crate::workshop::{PATIENCE, file, living, next, on_each, prepared, register, scan, with_scans};

const SCANS: u32 = 12;

#[tokio::test]
async fn two_ingests_at_once_give_every_scan_its_own_number() {
    on_each(async |catalogue| {
        let mut ingests = tokio::task::JoinSet::new();
        for first in [0, 100] {
            let catalogue = catalogue.clone();
            ingests.spawn(async move {
                catalogue.put_card(&RegisterCard::bare(register())).await.unwrap();
                for number in first..first + SCANS {
                    catalogue.arrive(&register(), &file(number), 1).await.unwrap();
                }
            });
        }
        ingests.join_all().await;
        let scans = catalogue.scans(&register()).await.unwrap();
        let numbers: BTreeSet<(u32, u32)> = scans.iter().map(|scan| (scan.id.number, scan.place)).collect();
        assert_eq!(numbers, (1..=2 * SCANS).map(|number| (number, number)).collect());
    })
    .await;
}

#[tokio::test]
async fn one_file_brought_in_twice_at_once_is_one_scan() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 0).await;
        let mut ingests = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let catalogue = catalogue.clone();
            ingests.spawn(async move { catalogue.arrive(&register(), &file(1), 1).await.unwrap().len() });
        }
        assert_eq!(ingests.join_all().await.into_iter().sum::<usize>(), 1);
    })
    .await;
}

/// Prepares what there is, and tells how many results were written.
async fn prepare_all(catalogue: Catalogue) -> usize {
    let mut done = 0;
    while let Some(work) = next(&catalogue, &living(), 10).await {
        if work.stage != Stage::Prepare {
            assert!(catalogue.release(&work.claim).await.is_ok());
            break;
        }
        done += usize::from(prepared(&catalogue, &work.claim).await == Written::Done);
    }
    done
}

#[tokio::test]
async fn scans_withdrawn_while_they_are_prepared_hold_nobody_up() {
    on_each(async |catalogue| {
        with_scans(&catalogue, SCANS).await;
        let workers =
            [tokio::spawn(prepare_all(catalogue.clone())), tokio::spawn(prepare_all(catalogue.clone()))];
        let withdrawing = catalogue.clone();
        let withdrawing = tokio::spawn(async move {
            for number in 1..=SCANS {
                withdrawing.withdraw(&scan(number), None, None).await.unwrap();
                withdrawing.send_back(&scan(number)).await.unwrap();
            }
        });
        for worker in workers {
            worker.await.unwrap();
        }
        withdrawing.await.unwrap();
        let scans = catalogue.scans(&register()).await.unwrap();
        assert!(scans.iter().all(|scan| scan.state == State::Withdrawn));
        assert_eq!(
            next(&catalogue, &living(), 20 + PATIENCE).await.map(|work| work.stage),
            Some(Stage::Extract)
        );
    })
    .await;
}

#[tokio::test]
async fn work_that_is_renewed_while_it_is_granted_is_done_in_the_end() {
    on_each(async |catalogue| {
        with_scans(&catalogue, SCANS).await;
        let worker = tokio::spawn(prepare_all(catalogue.clone()));
        let renewing = catalogue.clone();
        let renewing = tokio::spawn(async move {
            for id in [None, Some(register())] {
                renewing.renew(Stage::Prepare, id.as_ref()).await.unwrap();
            }
        });
        worker.await.unwrap();
        renewing.await.unwrap();
        prepare_all(catalogue.clone()).await;
        let scans = catalogue.scans(&register()).await.unwrap();
        assert!(scans.iter().all(|scan| scan.state == State::Laid));
    })
    .await;
}
