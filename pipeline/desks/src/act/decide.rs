//! Keeps what a person decides, one field at a time. Not for what decisions mean for the act: that is
//! `register::decision`; and not for closing an act: see [`mod@super::close`].

use std::time::Instant;

use archive::{
    deciding::{Decided, Draft},
    looking::ActView,
};
use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use register::{
    asking,
    decision::{Decision, Verdict, tied_to},
    id::ActId,
};
use serde::Deserialize;

use super::{answer, own, rows, view};
use crate::{
    Desks,
    posted::{Carries, Posted},
    tongue::Tongue,
    trouble::Refusal,
    visit::{Desk, Visit},
};

/// One decision as a form sends it.
#[derive(Deserialize)]
pub(crate) struct Sent {
    token: String,
    act: String,
    field: String,
    verdict: Wish,
    #[serde(default)]
    value: String,
    revision: u64,
    nonce: Option<String>,
}

/// What a person wants done with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Wish {
    /// Keep the value as typed: confirmed when it is what stands there, else corrected.
    Keep,
    Illegible,
    Blank,
    Dash,
    Refer,
    /// Of a tie: it is so.
    Tie,
    /// Of a tie: it is not.
    Untie,
    Undo,
}

impl Carries for Sent {
    fn token(&self) -> &str {
        &self.token
    }
}

/// Keeps one decision. Answers with JSON where it was asked for, else goes on to the next field.
pub(crate) async fn decide(
    State(desks): State<Desks>,
    headers: HeaderMap,
    Posted(visit, sent): Posted<Sent>,
) -> Result<Response, Refusal> {
    visit.at(Desk::Act)?;
    let id = ActId(sent.act.clone());
    let before = desks.archive.act(&visit.viewer, &id).await?.ok_or(Refusal::Nothing)?;
    let mut decided = keep(&desks, &visit, draft(&sent, &id, &before)).await?;
    desks.at_work.seen(&id, &visit.viewer.name, Instant::now());
    let conflict = decided.conflict.take();
    let after = desks.archive.act_decided(&visit.viewer, &decided).await?.ok_or(Refusal::Nothing)?;
    let tongue = visit.manner.tongue;
    if !answer::wants_json(&headers) {
        if tied_to(&sent.field).is_some() {
            return Ok(Redirect::to(&view::address(&id)).into_response());
        }
        let rows = rows(&after, &own::fields(&desks, &after).await, tongue);
        let at = rows.iter().position(|r| r.key == sent.field).ok_or(Refusal::Nothing)?;
        let goes_on = if sent.verdict == Wish::Undo { Some(at) } else { view::following(&rows, at) };
        let field = &rows[goes_on.unwrap_or(at)].key;
        return Ok(Redirect::to(&format!("{}?field={field}", view::address(&id))).into_response());
    }
    let conflict = conflict.map(|theirs| match sent.verdict {
        Wish::Undo => told("act.not_yours", &theirs, tongue),
        _ => told("act.conflict", &theirs, tongue),
    });
    let changed = answer::Changed { since: sent.revision, field: Some(&sent.field) };
    let mut answer = answer::of(&desks, &visit, &after, &changed).await?;
    answer["conflict"] = conflict.into();
    Ok(Json(answer).into_response())
}

fn draft(sent: &Sent, id: &ActId, view: &ActView) -> Draft {
    let (machine, settled) = (view.machine.fields.get(&sent.field), view.act.fields.get(&sent.field));
    let (verdict, value) = match sent.verdict {
        Wish::Keep => asking::kept(machine, settled, sent.value.trim()),
        Wish::Illegible => (Verdict::Illegible, None),
        Wish::Blank => (Verdict::Blank, None),
        Wish::Dash => (Verdict::Dash, None),
        Wish::Refer => (Verdict::Referred, None),
        Wish::Tie => (Verdict::Confirmed, None),
        Wish::Untie => (Verdict::Rejected, None),
        Wish::Undo => (Verdict::Undone, None),
    };
    let (act, field, nonce) = (id.clone(), sent.field.clone(), sent.nonce.clone());
    Draft { act, field, verdict, value, revision: sent.revision, nonce }
}

/// Appends; where somebody else decided otherwise meanwhile both values stay and the field is referred.
async fn keep(desks: &Desks, visit: &Visit, draft: Draft) -> Result<Decided, Refusal> {
    let mut decided = desks.archive.decide(&visit.viewer, draft.clone()).await?;
    let settles = !matches!(draft.verdict, Verdict::Referred | Verdict::Undone);
    if settles && decided.conflict.is_some() {
        // Its own word, made of the decision's: sent again, it is kept once like the decision.
        let nonce = draft.nonce.map(|nonce| format!("{nonce} referred"));
        let referred = Draft { verdict: Verdict::Referred, value: None, nonce, ..draft };
        let conflict = decided.conflict.take();
        decided = desks.archive.decide(&visit.viewer, referred).await?;
        decided.conflict = conflict;
    }
    Ok(decided)
}

/// What somebody else decided, in words.
pub(super) fn told(key: &str, theirs: &Decision, tongue: Tongue) -> String {
    let mark = || tongue.say(&format!("mark.{}", word(theirs.verdict)), &[]);
    let value = theirs.value.clone().filter(|_| tied_to(&theirs.field).is_none()).unwrap_or_else(mark);
    tongue.say(key, &[("person", theirs.person.clone().into()), ("value", value.into())])
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Confirmed => "confirmed",
        Verdict::Corrected => "corrected",
        Verdict::Illegible => "illegible",
        Verdict::Blank => "blank",
        Verdict::Dash => "dash",
        Verdict::Referred => "referred",
        Verdict::Rejected => "rejected",
        Verdict::Undone | Verdict::Accepted => "waiting",
    }
}
