//! What is doubtful of the act as a whole, each doubt once with who said that it is so all the same; and the form by which
//! a person says it. Not for single fields: rows show where a rule is broken.

use archive::{deciding::Draft, looking::ActView};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use minijinja::{Value, context};
use register::{
    act::{Doubt, Severity},
    decision::{Verdict, accepted_as, doubt_name, may_be_accepted, rule_field},
    id::ActId,
};
use serde::Deserialize;

use super::view;
use crate::{
    Desks, doubts,
    labels::FormTongue,
    posted::{Carries, Posted},
    trouble::Refusal,
    visit::{Desk, Visit},
};

/// Longest reason, letters.
const LONGEST: usize = 500;

/// A person's word on a rule.
#[derive(Deserialize)]
pub(crate) struct Word {
    token: String,
    act: String,
    /// The doubt by its rule and fields, or the rule alone.
    rule: String,
    #[serde(default)]
    reason: String,
    revision: u64,
    /// Takes back what the person said before.
    #[serde(default)]
    back: bool,
}

impl Carries for Word {
    fn token(&self) -> &str {
        &self.token
    }
}

/// Keeps that it is so, because of the reason given; or takes that back.
pub(crate) async fn accept(
    State(desks): State<Desks>,
    Posted(visit, word): Posted<Word>,
) -> Result<Response, Refusal> {
    visit.at(Desk::Act)?;
    let reason: String = word.reason.trim().chars().take(LONGEST).collect();
    if reason.is_empty() && !word.back {
        return Err(Refusal::Unusable(visit.manner.tongue.say("act.reason_wanted", &[])));
    }
    let (verdict, value) =
        if word.back { (Verdict::Undone, None) } else { (Verdict::Accepted, Some(reason)) };
    let (act, field) = (ActId(word.act), rule_field(&word.rule));
    let to = view::address(&act);
    let draft = Draft { act, field, verdict, value, revision: word.revision, nonce: None };
    desks.archive.decide(&visit.viewer, draft).await?;
    Ok(Redirect::to(&to).into_response())
}

/// The act's doubts, in words: those of rules may be answered by a reason, those of reading only by looking.
pub(super) fn doubts(view: &ActView, visit: &Visit) -> Vec<Value> {
    let form = FormTongue::of(&view.card);
    let doubt = |doubt: &Doubt| {
        let overridden = doubt.overridden.as_ref();
        context! {
            rule => accepted_as(&view.decisions, doubt).unwrap_or_else(|| doubt_name(doubt)),
            text => doubts::said(doubt, &view.act, form, visit.manner.tongue),
            grave => doubt.severity == Severity::Error,
            may => may_be_accepted(&doubt.rule) && overridden.is_none(),
            by => overridden.map(|word| word.by.clone()), reason => overridden.map(|word| word.reason.clone()),
            own => overridden.is_some_and(|word| word.by == visit.viewer.name),
        }
    };
    view.act.doubts.iter().map(doubt).collect()
}
