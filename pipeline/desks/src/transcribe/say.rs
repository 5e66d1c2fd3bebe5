//! Keeps what a person says of a line. Not for which word on a line stands: that is `register::teaching`.

use std::time::Instant;

use archive::transcribing::Draft;
use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use minijinja::context;
use register::teaching::{LineSpot, Said};
use serde::Deserialize;
use serde_json::json;

use super::{progress, view::address};
use crate::{
    Desks, act,
    posted::{Carries, Posted},
    render,
    trouble::Refusal,
    visit::Desk,
};

/// What a form says of a line.
#[derive(Deserialize)]
pub(crate) struct Sent {
    token: String,
    /// The line as JSON, as it was shown.
    line: String,
    said: Wish,
    #[serde(default)]
    value: String,
    #[serde(default)]
    read: String,
    nonce: Option<String>,
}

/// What a person says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Wish {
    /// This is written: the value.
    Text,
    Unreadable,
    NoLine,
}

impl Carries for Sent {
    fn token(&self) -> &str {
        &self.token
    }
}

/// Keeps one. Answers with JSON where it was asked for, else goes on to the next line.
pub(crate) async fn say(
    State(desks): State<Desks>,
    headers: HeaderMap,
    Posted(visit, sent): Posted<Sent>,
) -> Result<Response, Refusal> {
    visit.at(Desk::Act)?;
    let draft = draft(sent)?;
    let register = draft.line.scan.register.clone();
    desks.lines_given.heard(&visit.viewer.name, Instant::now());
    let needed = desks.archive.transcribe(&visit.viewer, draft).await?;
    if !act::wants_json(&headers) {
        return Ok(Redirect::to(&address(&register)).into_response());
    }
    let progress = progress::of(&desks, &visit, &register, needed).await?;
    let html = render::page(&desks, &visit, "transcribe_progress.html", context! { progress })?.0;
    Ok(Json(json!({ "progress": html })).into_response())
}

fn draft(sent: Sent) -> Result<Draft, Refusal> {
    let line: LineSpot =
        serde_json::from_str(&sent.line).map_err(|error| Refusal::Unusable(format!("the line: {error}")))?;
    let said = match sent.said {
        Wish::Text => Said::Text(sent.value),
        Wish::Unreadable => Said::Unreadable,
        Wish::NoLine => Said::NoLine,
    };
    let read = Some(sent.read).filter(|read| !read.is_empty());
    Ok(Draft { line, said, read, nonce: sent.nonce })
}
