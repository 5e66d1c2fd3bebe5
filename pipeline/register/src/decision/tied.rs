//! What people say of an act's ties to others: that one is so, or is not; and the ties that come out. Not for finding ties:
//! that is [`crate::links`].

use std::collections::BTreeSet;

use crate::{
    act::{Act, Link, LinkState},
    id::ActId,
};

use super::{Decision, Verdict, standing};

/// Before the id of the other act, where a field's key stands else.
const OF_TIE: &str = "link:";

/// What stands in place of a field's key where a person says of a tie to `other` that it is so
/// ([`Verdict::Confirmed`], its kind as the value) or is not ([`Verdict::Rejected`]). It is said on both acts.
#[must_use]
pub fn tie_field(other: &ActId) -> String {
    format!("{OF_TIE}{other}")
}

/// The other act, if a decision is about a tie.
#[must_use]
pub fn tied_to(field: &str) -> Option<ActId> {
    field.strip_prefix(OF_TIE).map(|id| ActId(id.to_owned()))
}

/// The act's ties with what people said of them: a verified one stays even where the machine does not find it any more, a
/// rejected one stays away although it does.
pub(super) fn settle(settled: &mut Act, decisions: &[Decision]) {
    let fields: BTreeSet<&str> = decisions.iter().map(|d| d.field.as_str()).collect();
    for field in fields {
        let (Some(to), Some(said)) = (tied_to(field), standing(decisions, field)) else { continue };
        match said.verdict {
            Verdict::Confirmed => verify(&mut settled.links, to, said.value.as_deref()),
            Verdict::Rejected => settled.links.retain(|link| link.to != to),
            _ => {}
        }
    }
}

fn verify(links: &mut Vec<Link>, to: ActId, kind: Option<&str>) {
    let state = LinkState::Verified;
    match (links.iter_mut().find(|link| link.to == to), kind) {
        (Some(link), _) => link.state = state,
        (None, Some(kind)) => links.push(Link { to, kind: kind.to_owned(), state, score: None }),
        (None, None) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{super::settle, *};
    use crate::act::Status;

    fn act(links: &str) -> Act {
        let text =
            format!(r#"{{"id":"a/1","register":"a","type":"marriage","fields":{{}},"links":[{links}]}}"#);
        serde_json::from_str(&text).unwrap()
    }

    const SUGGESTED: &str = r#"{"to":"b/1","kind":"divorce","state":"suggested","score":0.9}"#;

    fn said(verdict: Verdict) -> Decision {
        let value = (verdict == Verdict::Confirmed).then(|| "divorce".to_owned());
        Decision {
            act: ActId("a/1".into()),
            field: tie_field(&ActId("b/1".into())),
            verdict,
            value,
            person: "nigora".into(),
            at: "2026-01-01T10:00:00Z".into(),
            revision: 0,
            nonce: None,
        }
    }

    fn check(links: &str, said: &[Decision], expected: &[(&str, LinkState)]) {
        let settled = settle(&act(links), said, None);
        let left: Vec<(&str, LinkState)> = settled.links.iter().map(|l| (l.kind.as_str(), l.state)).collect();
        assert_eq!(left, expected, "{said:?}");
        assert!(settled.fields.is_empty() && settled.status == Status::Machine);
    }

    #[test]
    fn a_tie_a_person_confirmed_is_verified() {
        check(SUGGESTED, &[said(Verdict::Confirmed)], &[("divorce", LinkState::Verified)]);
    }

    #[test]
    fn a_verified_tie_stays_where_the_machine_finds_it_no_more() {
        check("", &[said(Verdict::Confirmed)], &[("divorce", LinkState::Verified)]);
    }

    #[test]
    fn a_rejected_tie_stays_away_although_the_machine_finds_it_again() {
        check(SUGGESTED, &[said(Verdict::Rejected)], &[]);
    }

    #[test]
    fn what_was_said_of_a_tie_may_be_taken_back() {
        let back = [said(Verdict::Rejected), said(Verdict::Undone)];
        check(SUGGESTED, &back, &[("divorce", LinkState::Suggested)]);
        check(SUGGESTED, &[said(Verdict::Referred)], &[("divorce", LinkState::Suggested)]);
    }

    #[test]
    fn a_field_is_no_tie() {
        assert_eq!(tied_to("act_no"), None);
        assert_eq!(tied_to(&tie_field(&ActId("b/1".into()))), Some(ActId("b/1".into())));
    }
}
