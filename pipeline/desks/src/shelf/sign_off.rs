//! Declares a register done, or takes that back. Not for closing acts: that is the act desk's.

use axum::{extract::State, response::Redirect};
use serde::Deserialize;

use crate::{
    Desks,
    posted::{Carries, Posted},
    trouble::Refusal,
    visit::Desk,
};

/// A register and whether it is done.
#[derive(Deserialize)]
pub(crate) struct SigningOff {
    token: String,
    register: String,
    done: bool,
}

impl Carries for SigningOff {
    fn token(&self) -> &str {
        &self.token
    }
}

/// Takes the form of a register's row.
pub(crate) async fn sign_off(
    State(desks): State<Desks>,
    Posted(visit, sent): Posted<SigningOff>,
) -> Result<Redirect, Refusal> {
    visit.at(Desk::Shelf)?;
    let register = sent.register.parse().map_err(|_| Refusal::Nothing)?;
    desks.archive.sign_off(&visit.viewer, &register, sent.done).await?;
    Ok(Redirect::to("/shelf"))
}
