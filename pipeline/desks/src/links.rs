//! An act's ties to acts this viewer may see, in words. Not for finding them: the archive keeps with the act what it found.

use archive::looking::ActView;
use minijinja::{Value, context};
use register::{
    act::{Link, LinkState},
    id::ActId,
};

use crate::render::data;

/// Scores from which a suggestion is called so.
const VERY_LIKELY: f64 = 0.9;
const LIKELY: f64 = 0.8;

/// The ties, each with the address `to` gives of the other act.
pub(crate) fn of_act(view: &ActView, to: impl Fn(&ActId) -> String) -> Vec<Value> {
    let link = |link: &Link| {
        context! {
            to => to(&link.to), kind => link.kind.clone(), state => data(link.state), likely => likely(link),
        }
    };
    view.act.links.iter().map(link).collect()
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
