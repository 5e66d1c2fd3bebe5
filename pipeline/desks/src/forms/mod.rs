//! The desk where forms are edited: those of the program and the archive's own, column by column or label by label. Not
//! for reading by them, nor for making one from a scan: those are the command line's.

mod faults;
mod sent;
mod view;

use std::sync::Arc;

use archive::forms::FormsFolder;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use register::form::{Form, Forms};
use serde::Deserialize;

use self::sent::Sent;
use crate::{
    Desks,
    posted::Posted,
    render,
    shelf::title,
    trouble::Refusal,
    visit::{Desk, Visit},
};

/// What an address says beside the form's id.
#[derive(Deserialize)]
pub(crate) struct Asked {
    /// Was it saved just now?
    #[serde(default)]
    saved: bool,
}

/// All forms, the archive's own first.
pub(crate) async fn list(State(desks): State<Desks>, visit: Visit) -> Result<Html<String>, Refusal> {
    visit.at(Desk::Shelf)?;
    let forms = known(&desks).await?;
    render::page(&desks, &visit, "forms.html", view::list(&forms, visit.manner.tongue))
}

/// One form.
pub(crate) async fn page(
    State(desks): State<Desks>,
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Refusal> {
    visit.at(Desk::Shelf)?;
    let forms = known(&desks).await?;
    let form = named(&forms, &id)?;
    let used = used(&desks, &visit, &id).await?;
    let own = is_own(&forms, &id);
    let shown = view::Shown { form: &form, stood: &form, own, saved: asked.saved, told: &[], used: &used };
    render::page(&desks, &visit, "form.html", shown.data(visit.manner.tongue))
}

/// Takes a form as it was edited: a whole one is kept as the archive's own; what is amiss in another is shown where it
/// stands, and nothing is kept.
pub(crate) async fn save(
    State(desks): State<Desks>,
    Path(id): Path<String>,
    Posted(visit, sent): Posted<Sent>,
) -> Result<Response, Refusal> {
    visit.at(Desk::Shelf)?;
    let forms = known(&desks).await?;
    let stood = named(&forms, &id)?;
    let tongue = visit.manner.tongue;
    let edited = sent.onto(&stood);
    let changed = (sent.edition() != view::edition(&stood)).then(|| tongue.say("forms.changed", &[]));
    let told: Vec<String> = changed.into_iter().collect();
    if told.is_empty() && edited.faults().is_empty() {
        desks.archive.save_form(&visit.viewer, &folder(&desks)?, edited).await?;
        return Ok(Redirect::to(&format!("/forms/{id}?saved=true")).into_response());
    }
    let used = used(&desks, &visit, &id).await?;
    let own = is_own(&forms, &id);
    let shown = view::Shown { form: &edited, stood: &stood, own, saved: false, told: &told, used: &used };
    let page = render::page(&desks, &visit, "form.html", shown.data(tongue))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// What the registers that are read by a form are called.
async fn used(desks: &Desks, visit: &Visit, id: &str) -> Result<Vec<String>, Refusal> {
    let cards = desks.archive.registers_by_form(id).await?;
    Ok(cards.iter().map(|card| title(card, visit.manner.tongue)).collect())
}

fn folder(desks: &Desks) -> Result<FormsFolder, Refusal> {
    desks.settings.forms.clone().ok_or(Refusal::Nothing)
}

/// The forms there are.
pub(crate) async fn known(desks: &Desks) -> Result<Forms, Refusal> {
    let folder = folder(desks)?;
    let loaded = tokio::task::spawn_blocking(move || folder.load()).await;
    let loaded = loaded.map_err(|error| archive::Error::Fault(error.to_string()))?;
    Ok(loaded.map_err(archive::Error::from)?)
}

fn named(forms: &Forms, id: &str) -> Result<Arc<Form>, Refusal> {
    forms.named(id).cloned().ok_or(Refusal::Nothing)
}

fn is_own(forms: &Forms, id: &str) -> bool {
    forms.own().iter().any(|form| form.id == id)
}
