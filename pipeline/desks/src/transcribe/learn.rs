//! Asks that a register learns from the lines written down: the next run does it. Not for learning itself.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use register::id::RegisterId;
use serde::Deserialize;

use super::view::address;
use crate::{
    Desks,
    posted::{Carries, Posted},
    trouble::Refusal,
    visit::Desk,
};

/// What the button sends.
#[derive(Deserialize)]
pub(crate) struct Sent {
    token: String,
    register: String,
}

impl Carries for Sent {
    fn token(&self) -> &str {
        &self.token
    }
}

/// Asks, and shows the desk again; asked twice is asked once.
pub(crate) async fn learn(
    State(desks): State<Desks>,
    Posted(visit, sent): Posted<Sent>,
) -> Result<Response, Refusal> {
    visit.at(Desk::Act)?;
    let register: RegisterId = sent.register.parse().map_err(|_| Refusal::Nothing)?;
    if !desks.archive.lines_transcribed(&register).await?.is_enough() {
        return Err(Refusal::Unusable(format!("{register} has too few lines to learn from")));
    }
    desks.archive.ask_to_learn(&visit.viewer, &register).await?;
    Ok(Redirect::to(&address(&register)).into_response())
}
