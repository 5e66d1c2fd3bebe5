//! Decisions are appended against a revision, and acts are written only if nobody decided meanwhile.

use catalogue::{Catalogue, Log, Settled, Written};
use register::{
    access::Access,
    act::Status,
    decision::{Decision, Verdict},
    id::ActId,
};

use crate::workshop::{act, changed, on_each, register, with_acts};

const SETTLED: Settled = Settled { status: Status::Machine, access: Access::Open, referred: false };

fn decision(act: &str, revision: u64) -> Decision {
    Decision {
        act: ActId(act.into()),
        field: "act_no".into(),
        verdict: Verdict::Confirmed,
        value: Some("1".into()),
        person: "nigora".into(),
        at: "2026-01-01T00:00:00Z".into(),
        revision,
        nonce: None,
    }
}

async fn append(catalogue: &Catalogue, expected: u64) -> Option<u64> {
    let decisions = [decision("a", expected)];
    let done = catalogue.append(&register(), &decisions[0].act, &decisions, expected, SETTLED).await.unwrap();
    done.map(|appended| appended.number)
}

#[tokio::test]
async fn decisions_are_numbered_in_the_order_they_were_made() {
    on_each(async |catalogue| {
        with_acts(&catalogue, &[act("a", 0)]).await;
        assert_eq!((append(&catalogue, 0).await, append(&catalogue, 1).await), (Some(1), Some(2)));
        assert_eq!(catalogue.decisions(&ActId("a".into())).await.unwrap().len(), 2);
        assert_eq!(catalogue.segments_due(Log::Decisions, 256).await.unwrap(), [(register(), 0)]);
        catalogue.segment_kept(Log::Decisions, &register(), 0, 2).await.unwrap();
        assert_eq!(catalogue.segments_due(Log::Decisions, 256).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn two_who_append_at_once_do_not_lose_each_other() {
    on_each(async |catalogue| {
        with_acts(&catalogue, &[act("a", 0)]).await;
        assert_eq!((append(&catalogue, 0).await, append(&catalogue, 0).await), (Some(1), None));
        assert_eq!(catalogue.act(&ActId("a".into())).await.unwrap().unwrap().revision, 1);
    })
    .await;
}

#[tokio::test]
async fn acts_read_before_a_decision_are_not_written_after_it() {
    on_each(async |catalogue| {
        let revision = with_acts(&catalogue, &[act("a", 0)]).await;
        append(&catalogue, 0).await;
        let written = catalogue.put_acts(&[changed(revision, &[act("b", 1)])]).await.unwrap();
        assert_eq!((written, catalogue.act_count(&register()).await.unwrap()), (Written::Moved, 1));
    })
    .await;
}

#[tokio::test]
async fn an_act_never_moves_to_another_register() {
    on_each(async |catalogue| {
        let revision = with_acts(&catalogue, &[act("a", 0)]).await;
        let mut other = act("a", 0);
        other.machine.register = "deaths".parse().unwrap();
        catalogue.put_card(&register::volume::RegisterCard::bare("deaths".parse().unwrap())).await.unwrap();
        assert!(catalogue.put_acts(&[changed(revision, &[other])]).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn several_decisions_on_an_act_are_written_together_or_not_at_all() {
    on_each(async |catalogue| {
        with_acts(&catalogue, &[act("a", 0)]).await;
        let (id, decisions) = (ActId("a".into()), [decision("a", 0), decision("a", 0), decision("a", 0)]);
        let done = catalogue.append(&register(), &id, &decisions, 0, SETTLED).await.unwrap().unwrap();
        assert_eq!((done.revision, done.number), (3, 3));
        assert_eq!(catalogue.append(&register(), &id, &decisions, 2, SETTLED).await.unwrap(), None);
        assert_eq!(catalogue.decisions(&id).await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn acts_that_wait_for_somebody_else_come_last() {
    on_each(async |catalogue| {
        with_acts(&catalogue, &[act("a", 0), act("b", 1), act("c", 2)]).await;
        let referred = Settled { referred: true, ..SETTLED };
        catalogue.append(&register(), &ActId("a".into()), &[decision("a", 0)], 0, referred).await.unwrap();
        let waiting = async |after, most| {
            let found =
                catalogue.to_verify(None, after, &[Access::Open, Access::Closed], most).await.unwrap();
            found.into_iter().map(|id| id.0).collect::<Vec<_>>()
        };
        assert_eq!(waiting(None, 9).await, ["b", "c", "a"]);
        assert_eq!(waiting(None, 1).await, ["b"]);
        assert_eq!(waiting(Some((&register(), 1)), 9).await, ["c"]);
    })
    .await;
}
