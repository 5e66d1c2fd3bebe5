//! Closes an act: what nobody has decided is confirmed as it was shown, and the next act comes. Not for
//! what may be confirmed: the archive knows.

use std::time::Instant;

use archive::{closing::Closed, looking::ActView};
use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use register::id::ActId;
use serde::Deserialize;

use super::{answer, decide::told, view};
use crate::{
    Desks,
    posted::{Carries, Posted},
    tongue::Tongue,
    trouble::Refusal,
    visit::{Desk, Visit},
};

/// An act to close.
#[derive(Deserialize)]
pub(crate) struct Closing {
    token: String,
    act: String,
    /// What the person had seen of it.
    revision: u64,
}

impl Carries for Closing {
    fn token(&self) -> &str {
        &self.token
    }
}

/// Confirms what is open and goes on to the next act; stays where something needs a look first.
pub(crate) async fn close(
    State(desks): State<Desks>,
    headers: HeaderMap,
    Posted(visit, sent): Posted<Closing>,
) -> Result<Response, Refusal> {
    visit.at(Desk::Act)?;
    let id = ActId(sent.act);
    let closed = desks.archive.close_act(&visit.viewer, &id, sent.revision).await?;
    let view = desks.archive.act(&visit.viewer, &id).await?.ok_or(Refusal::Nothing)?;
    let stays = stays_at(&closed);
    let to = match &stays {
        Some(field) => format!("{}?field={field}", view::address(&id)),
        None => next(&desks, &visit, &view).await?,
    };
    if !answer::wants_json(&headers) {
        return Ok(Redirect::to(&to).into_response());
    }
    let changed = answer::Changed { since: sent.revision, field: None };
    let mut answer = answer::of(&desks, &visit, &view, &changed).await?;
    answer["closed"] = closed.confirmed.clone().into();
    answer["next"] = stays.is_none().then_some(to).into();
    answer["conflict"] = said(&closed, visit.manner.tongue).into();
    answer["stays"] = stays.into();
    Ok(Json(answer).into_response())
}

/// The field that needs a look before the act is left.
fn stays_at(closed: &Closed) -> Option<String> {
    closed.conflicts.first().map(|theirs| theirs.field.clone()).or_else(|| closed.left.first().cloned())
}

/// What did not go as the person meant it, in words.
fn said(closed: &Closed, tongue: Tongue) -> Option<String> {
    if let Some(theirs) = closed.conflicts.first() {
        return Some(told("act.conflict", theirs, tongue));
    }
    let left = closed.left.len();
    (left > 0).then(|| tongue.say("act.left", &[("n", left.into())]))
}

/// Where the person goes from a closed act: on in the register, else to whatever waits.
async fn next(desks: &Desks, visit: &Visit, closed: &ActView) -> Result<String, Refusal> {
    let (person, now) = (&visit.viewer.name, Instant::now());
    desks.at_work.left(&closed.act.id, person);
    let most = desks.at_work.of_others(person, now) + 1;
    let (register, id) = (&closed.card.id, &closed.act.id);
    let waiting = desks.archive.acts_to_verify(&visit.viewer, Some(register), Some(id), most).await?;
    let next = desks.at_work.first_free(&waiting, person, now);
    Ok(next.as_ref().map_or_else(|| "/act".to_owned(), view::address))
}
