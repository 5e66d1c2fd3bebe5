//! A person says of a suggested tie that it is so, or is not; reading anew leaves it at that.

use archive::deciding::Draft;
use register::{
    access::Role,
    act::{Act, LinkState},
    decision::{Verdict, tie_field},
    id::ActId,
};

use crate::{
    linking::{divorce, marriage, read, ties},
    workshop::{Workshop, viewer},
};

const MARRIAGE: &str = "marriages/000001-w1";
const DIVORCE: &str = "divorces/000001-w1";

async fn tied() -> Workshop {
    let workshop = Workshop::new().await;
    for act in [marriage("1955-05-05"), divorce()] {
        read(&workshop, act).await;
    }
    workshop
}

fn draft(on: &str, other: &str, verdict: Verdict) -> Draft {
    let field = tie_field(&ActId(other.into()));
    Draft { act: ActId(on.into()), field, verdict, value: None, revision: 0, nonce: None }
}

/// A verifier says so on the divorce.
async fn say(workshop: &Workshop, verdict: Verdict) {
    workshop.archive.decide(&viewer(Role::Verifier), draft(DIVORCE, MARRIAGE, verdict)).await.unwrap();
}

async fn check(workshop: &Workshop, expected: Option<LinkState>) {
    for (register, kind, other) in [("divorces", "marriage", MARRIAGE), ("marriages", "divorce", DIVORCE)] {
        let expected: Vec<_> = expected.into_iter().map(|state| (kind.into(), other.into(), state)).collect();
        assert_eq!(ties(workshop, register).await, expected, "{register}");
    }
}

/// Extracts a register again with this as its only act.
async fn read_again(workshop: &Workshop, act: Act) {
    let id = act.register.clone();
    workshop.archive.renew(archive::work::Stage::Extract, Some(&id)).await.unwrap();
    read(workshop, act).await;
}

#[tokio::test]
async fn a_confirmed_tie_is_verified_on_both_acts_and_stays_so_when_they_are_read_again() {
    let workshop = tied().await;
    say(&workshop, Verdict::Confirmed).await;
    check(&workshop, Some(LinkState::Verified)).await;
    read_again(&workshop, marriage("1955-05-05")).await;
    read_again(&workshop, divorce()).await;
    check(&workshop, Some(LinkState::Verified)).await;
}

#[tokio::test]
async fn a_rejected_tie_is_gone_from_both_acts_and_does_not_come_back() {
    let workshop = tied().await;
    say(&workshop, Verdict::Rejected).await;
    check(&workshop, None).await;
    read_again(&workshop, divorce()).await;
    read_again(&workshop, marriage("1955-05-05")).await;
    check(&workshop, None).await;
}

#[tokio::test]
async fn what_was_said_of_a_tie_is_taken_back_on_both_acts() {
    let workshop = tied().await;
    say(&workshop, Verdict::Rejected).await;
    say(&workshop, Verdict::Undone).await;
    check(&workshop, Some(LinkState::Suggested)).await;
    say(&workshop, Verdict::Rejected).await;
    say(&workshop, Verdict::Confirmed).await;
    check(&workshop, Some(LinkState::Verified)).await;
}

#[tokio::test]
async fn what_is_said_of_a_tie_stands_in_the_audit_log() {
    let workshop = tied().await;
    say(&workshop, Verdict::Confirmed).await;
    let log = workshop.archive.audit(None).await.unwrap().0;
    let log = format!("{log:?}");
    assert!(log.contains("divorces/000001-w1 link:marriages/000001-w1"), "{log}");
}

#[tokio::test]
async fn only_who_decides_says_it_and_only_of_ties_there_are() {
    let workshop = tied().await;
    let refused =
        async |role: Role, draft: Draft| workshop.archive.decide(&viewer(role), draft).await.is_err();
    assert!(refused(Role::Clerk, draft(DIVORCE, MARRIAGE, Verdict::Confirmed)).await);
    assert!(refused(Role::Verifier, draft(DIVORCE, DIVORCE, Verdict::Confirmed)).await);
    assert!(refused(Role::Verifier, draft(DIVORCE, "marriages/000009-w1", Verdict::Confirmed)).await);
    assert!(refused(Role::Verifier, draft(DIVORCE, MARRIAGE, Verdict::Blank)).await);
    check(&workshop, Some(LinkState::Suggested)).await;
}

#[tokio::test]
async fn a_tied_act_is_shown_with_what_is_known_of_it() {
    let workshop = tied().await;
    let (clerk, id) = (viewer(Role::Clerk), ActId(DIVORCE.into()));
    let view = workshop.archive.act(&clerk, &id).await.unwrap().unwrap();
    let acts = workshop.archive.tied_acts(&clerk, &view).await.unwrap();
    let act = &acts[&ActId(MARRIAGE.into())];
    assert_eq!((act.value("groom.surname"), act.links.len()), (Some("Каримов"), 0));
}
