//! An act's ties to acts this viewer may see, and the notes that tell of others, in words. Not for finding them: the archive
//! keeps with the act what it found.

use std::collections::BTreeMap;

use archive::looking::ActView;
use minijinja::{Value, context};
use register::{
    act::{Act, Link, LinkState},
    annotation::Annotation,
    decision::{Verdict, standing, tie_field},
    id::ActId,
};

use crate::{search::person_of, tongue::Tongue};

/// Scores from which a suggestion is called so.
const VERY_LIKELY: f64 = 0.9;
const LIKELY: f64 = 0.8;

/// The ties, each with the address `to` gives of the other act and what is known of it (`tied`), those that wait for a person
/// first; then those a person rejected.
pub(crate) fn of_act(
    view: &ActView,
    tied: &BTreeMap<ActId, Act>,
    tongue: Tongue,
    to: impl Fn(&ActId) -> String,
) -> Vec<Value> {
    let mut links: Vec<(&Link, &str)> = view.act.links.iter().map(|link| (link, state(link))).collect();
    links.sort_by_key(|(_, state)| *state != "suggested");
    links.extend(rejected(view).map(|link| (link, "rejected")));
    let shown = |(link, state): (&Link, &str)| {
        let field = tie_field(&link.to);
        let said = standing(&view.decisions, &field).filter(|_| matches!(state, "verified" | "rejected"));
        let about = tied.get(&link.to).map(|act| about(act, tongue));
        context! {
            to => to(&link.to), kind => link.kind.clone(), state, likely => likely(link).filter(|_| state == "suggested"), about, field,
            by => said.map(|said| said.person.clone()),
        }
    };
    links.into_iter().map(shown).collect()
}

fn state(link: &Link) -> &'static str {
    match link.state {
        LinkState::Asserted => "asserted",
        LinkState::Verified => "verified",
        LinkState::Suggested => "suggested",
    }
}

/// Ties the machine finds that a person rejected.
fn rejected(view: &ActView) -> impl Iterator<Item = &Link> {
    let is_rejected = |link: &&Link| {
        standing(&view.decisions, &tie_field(&link.to)).is_some_and(|d| d.verdict == Verdict::Rejected)
    };
    view.machine.links.iter().filter(is_rejected)
}

/// Who and when the other act is about, and where it stands.
fn about(act: &Act, tongue: Tongue) -> Value {
    let values = act.fields.iter().filter_map(|(key, field)| Some((key.clone(), field.value.clone()?)));
    let dates = act.kind.event_dates().iter().copied().chain(["reg_date"]);
    let date = dates.filter_map(|key| act.value(key)).next().map(|date| tongue.date(date));
    context! { name => person_of(&values.collect(), act.kind), date, act_no => act.value("act_no") }
}

/// How likely a suggestion is, as the key of its word; of what is settled nothing.
fn likely(link: &Link) -> Option<&'static str> {
    let score = link.score.filter(|_| link.state == LinkState::Suggested)?;
    Some(match score {
        s if s >= VERY_LIKELY => "very_likely",
        s if s >= LIKELY => "likely",
        _ => "possible",
    })
}

/// What the notes beside the act tell, as far as it was understood.
pub(crate) fn noted(view: &ActView, tongue: Tongue) -> Vec<Value> {
    let note = |note: &Annotation| {
        let reference = note.reference.as_ref();
        let date = |date: &Option<String>| date.as_deref().map(|date| tongue.date(date));
        context! {
            kind => note.kind.as_str(), date => date(&note.date), document => note.document.clone(),
            act_no => reference.and_then(|act| act.number.clone()),
            act_date => reference.and_then(|act| date(&act.date)),
            office => reference.and_then(|act| act.office.clone()),
        }
    };
    view.act.annotations.iter().map(note).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(state: LinkState, score: Option<f64>, expected: Option<&str>) {
        let link = Link { to: ActId("a".into()), kind: "marriage".into(), state, score };
        assert_eq!(likely(&link), expected);
    }

    #[test]
    fn only_suggestions_are_more_or_less_likely() {
        check(LinkState::Suggested, Some(0.95), Some("very_likely"));
        check(LinkState::Suggested, Some(0.8), Some("likely"));
        check(LinkState::Suggested, Some(0.7), Some("possible"));
        check(LinkState::Asserted, Some(0.95), None);
        check(LinkState::Suggested, None, None);
    }
}
