//! Keeps what a person decides, one field at a time, and closes an act. Not for what decisions mean for
//! the act: that is `register::decision`.

use archive::{
    deciding::{Decided, Draft},
    looking::ActView,
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use minijinja::context;
use register::{
    act::Mark as PaperMark,
    decision::{Decision, Verdict},
    id::ActId,
};
use serde::Deserialize;
use serde_json::json;

use super::{Mark, Row, rows, view};
use crate::{
    Desks,
    posted::{Carries, Posted},
    render::{self, data},
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
    let draft = draft(&sent, &id, &before);
    let conflict = match already(&before, &draft, &visit.viewer.name) {
        true => None,
        false => keep(&desks, &visit, draft).await?.conflict,
    };
    let after = desks.archive.act(&visit.viewer, &id).await?.ok_or(Refusal::Nothing)?;
    let rows = rows(&after, visit.manner.tongue);
    let at = rows.iter().position(|r| r.key == sent.field).ok_or(Refusal::Nothing)?;
    if !wants_json(&headers) {
        let goes_on = if sent.verdict == Wish::Undo { Some(at) } else { view::following(&rows, at) };
        let field = &rows[goes_on.unwrap_or(at)].key;
        return Ok(Redirect::to(&format!("{}?field={field}", view::address(&id))).into_response());
    }
    let tongue = visit.manner.tongue;
    let conflict = conflict.map(|other| {
        let theirs = other.value.unwrap_or_else(|| tongue.say(&format!("mark.{}", word(other.verdict)), &[]));
        tongue.say("act.conflict", &[("person", other.person.into()), ("value", theirs.into())])
    });
    let row = render::page(&desks, &visit, "row.html", context! { row => data(&rows[at]) })?.0;
    Ok(Json(json!({
        "revision": after.revision,
        "field": sent.field,
        "row": row,
        "written": rows[at].written,
        "decided_said": view::decided_said(&rows, tongue),
        "verified": after.act.status,
        "conflict": conflict,
    }))
    .into_response())
}

fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|v| v.as_bytes().starts_with(b"application/json"))
}

fn draft(sent: &Sent, id: &ActId, view: &ActView) -> Draft {
    let typed = sent.value.trim();
    let (verdict, value) = match sent.verdict {
        Wish::Keep => kept(view, &sent.field, typed),
        Wish::Illegible => (Verdict::Illegible, None),
        Wish::Blank => (Verdict::Blank, None),
        Wish::Dash => (Verdict::Dash, None),
        Wish::Refer => (Verdict::Referred, None),
        Wish::Undo => (Verdict::Undone, None),
    };
    Draft { act: id.clone(), field: sent.field.clone(), verdict, value, revision: sent.revision }
}

/// Confirmed when the machine's reading was kept (a mark it read, where nothing was typed), else corrected.
fn kept(view: &ActView, key: &str, typed: &str) -> (Verdict, Option<String>) {
    let machine = view.machine.fields.get(key);
    let read = machine.and_then(|f| f.as_written.as_deref().or(f.value.as_deref())).unwrap_or_default();
    let mark = machine.map_or(PaperMark::Read, |f| f.mark);
    match (typed.is_empty(), mark) {
        (true, PaperMark::Dash) => (Verdict::Dash, None),
        (true, PaperMark::Illegible) => (Verdict::Illegible, None),
        (true, _) => (Verdict::Blank, None),
        (false, _) if typed == read => (Verdict::Confirmed, Some(typed.to_owned())),
        (false, _) => (Verdict::Corrected, Some(typed.to_owned())),
    }
}

/// Was this very decision kept before? A desk sends again when it did not hear the answer.
fn already(view: &ActView, draft: &Draft, person: &str) -> bool {
    let seen = usize::try_from(draft.revision).unwrap_or(usize::MAX).min(view.decisions.len());
    let same = |d: &Decision| {
        d.person == person && d.field == draft.field && d.verdict == draft.verdict && d.value == draft.value
    };
    view.decisions[seen..].iter().any(same)
}

/// Appends; where somebody else decided otherwise meanwhile both values stay and the field is referred.
async fn keep(desks: &Desks, visit: &Visit, draft: Draft) -> Result<Decided, Refusal> {
    let (act, field, verdict) = (draft.act.clone(), draft.field.clone(), draft.verdict);
    let mut decided = desks.archive.decide(&visit.viewer, draft).await?;
    let settles = !matches!(verdict, Verdict::Referred | Verdict::Undone);
    if settles && decided.conflict.is_some() {
        let referred =
            Draft { act, field, verdict: Verdict::Referred, value: None, revision: decided.revision };
        let conflict = decided.conflict.take();
        decided = desks.archive.decide(&visit.viewer, referred).await?;
        decided.conflict = conflict;
    }
    Ok(decided)
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Confirmed => "confirmed",
        Verdict::Corrected => "corrected",
        Verdict::Illegible => "illegible",
        Verdict::Blank => "blank",
        Verdict::Dash => "dash",
        Verdict::Referred => "referred",
        Verdict::Undone => "waiting",
    }
}

/// An act to close.
#[derive(Deserialize)]
pub(crate) struct Closing {
    token: String,
    act: String,
}

impl Carries for Closing {
    fn token(&self) -> &str {
        &self.token
    }
}

/// Confirms what nobody has decided of the act and goes on to the next.
pub(crate) async fn close(
    State(desks): State<Desks>,
    headers: HeaderMap,
    Posted(visit, sent): Posted<Closing>,
) -> Result<Response, Refusal> {
    visit.at(Desk::Act)?;
    let id = ActId(sent.act);
    let view = desks.archive.act(&visit.viewer, &id).await?.ok_or(Refusal::Nothing)?;
    let mut revision = view.revision;
    for row in rows(&view, visit.manner.tongue).iter().filter(|r| is_open(r)) {
        let (verdict, value) = kept(&view, &row.key, &row.written);
        let draft = Draft { act: id.clone(), field: row.key.clone(), verdict, value, revision };
        revision = desks.archive.decide(&visit.viewer, draft).await?.revision;
    }
    let next = desks.archive.next_act_to_verify(&visit.viewer, Some(&view.card.id), Some(&id)).await?;
    let to = next.as_ref().map_or_else(|| "/act".to_owned(), view::address);
    if wants_json(&headers) {
        return Ok(Json(json!({ "next": to })).into_response());
    }
    Ok(Redirect::to(&to).into_response())
}

/// Does the field wait for a verdict that closing may give? Referred ones wait for somebody else.
fn is_open(row: &Row) -> bool {
    matches!(row.mark, Mark::Waiting | Mark::Doubt | Mark::Breach)
}
