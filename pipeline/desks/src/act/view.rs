//! The act desk's page: the page view, the dock, the column of fields. Not for saving: see
//! [`mod@super::decide`].

use std::time::Instant;

use archive::{looking::ActView, progress::RegisterProgress};
use axum::{
    extract::{Path, Query, State},
    response::{Html, IntoResponse, Redirect, Response},
};
use minijinja::{Value, context};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use register::{
    geometry::Rect,
    id::{ActId, RegisterId},
};
use serde::Deserialize;

use super::{
    Mark, Row,
    facts::{facts, words},
    frame::{Frame, frame},
    own, rows, said,
};
use crate::{
    Desks,
    labels::{FormTongue, heading},
    links, picture,
    render::{self, data},
    session,
    shelf::{reference, title},
    spot::Box,
    tongue::Tongue,
    trouble::Refusal,
    visit::{Desk, Visit},
};

/// What may be asked of the next act.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    register: Option<String>,
}

/// Goes to the first act that waits; says so when none does.
pub(crate) async fn next(
    State(desks): State<Desks>,
    visit: Visit,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refusal> {
    visit.at(Desk::Act)?;
    let register = wanted.register.map(|r| r.parse().map_err(|_| Refusal::Nothing)).transpose()?;
    match given(&desks, &visit, register.as_ref()).await? {
        Some(id) => Ok(Redirect::to(&address(&id)).into_response()),
        None => Ok(render::page(&desks, &visit, "nothing.html", context! { tab => "act" })?.into_response()),
    }
}

/// The first act that waits and that nobody else works on; where all are taken, the first all the same. Of a
/// register that is verified, its first act.
async fn given(
    desks: &Desks,
    visit: &Visit,
    register: Option<&RegisterId>,
) -> Result<Option<ActId>, Refusal> {
    let (person, now) = (&visit.viewer.name, Instant::now());
    let most = desks.at_work.of_others(person, now) + 1;
    let waiting = desks.archive.acts_to_verify(&visit.viewer, register, None, most).await?;
    let free = desks.at_work.first_free(&waiting, person, now);
    match (free.or_else(|| waiting.first().cloned()), register) {
        (None, Some(register)) => Ok(desks.archive.first_act(&visit.viewer, register).await?),
        (given, _) => Ok(given),
    }
}

/// The address of an act at this desk.
pub(crate) fn address(id: &ActId) -> String {
    format!("/act/{}", utf8_percent_encode(id.as_str(), NON_ALPHANUMERIC))
}

/// Which field is in hand.
#[derive(Deserialize)]
pub(crate) struct InHand {
    field: Option<String>,
}

/// Shows an act.
pub(crate) async fn page(
    State(desks): State<Desks>,
    visit: Visit,
    Path(id): Path<String>,
    Query(in_hand): Query<InHand>,
) -> Result<Html<String>, Refusal> {
    visit.at(Desk::Act)?;
    let id = ActId(id);
    let view = desks.archive.act(&visit.viewer, &id).await?.ok_or(Refusal::Nothing)?;
    desks.at_work.seen(&id, &visit.viewer.name, Instant::now());
    let progress = desks.archive.progress().await?.into_iter().find(|p| p.card.id == view.card.id);
    let tongue = visit.manner.tongue;
    let rows = rows(&view, &own::fields(&desks, &view).await, tongue);
    let now =
        in_hand.field.and_then(|key| rows.iter().position(|r| r.key == key)).unwrap_or_else(|| first(&rows));
    let after = following(&rows, now);
    let tied = desks.archive.tied_acts(&visit.viewer, &view).await?;
    let (frames, pages) = (frames(&rows, &view), pages(&view));
    let own = context! {
        tab => "act", act => data(&view.act), revision => view.revision,
        heading => heading(view.act.kind, FormTongue::of(&view.card)),
        heading_lang => FormTongue::of(&view.card).code(),
        crumbs => "act_crumbs.html", register => title(&view.card, tongue), reference => reference(&view.card),
        act_no => view.act.value("act_no"), whole => data(whole(&view)), words => words(tongue),
        facts => facts(&view, &rows, &frames, &pages, &visit),
        pages => pages, rows => data(&rows), frames => data(&frames), now => now, after => after,
        decided_said => decided_said(&rows, tongue),
        breaches => count(&rows, Mark::Breach), doubts => count(&rows, Mark::Doubt),
        act_id => view.act.id.to_string(), said => said::doubts(&view, &visit), links => links::of_act(&view, &tied, tongue, address), noted => links::noted(&view, tongue),
        batch => progress.as_ref().map(batch), nonce => session::secret(),
    };
    render::page(&desks, &visit, "act.html", own)
}

/// "17 of 22 decided".
pub(crate) fn decided_said(rows: &[Row], tongue: Tongue) -> String {
    let done = rows.iter().filter(|r| r.decided).count();
    let all = rows.iter().filter(|r| r.mark != Mark::NotAsked).count();
    tongue.say("act.decided", &[("done", done.into()), ("all", all.into())])
}

/// How many fields stand so.
pub(super) fn count(rows: &[Row], mark: Mark) -> usize {
    rows.iter().filter(|r| r.mark == mark).count()
}

/// The first field a person should look at: broken rules are met where they stand.
fn first(rows: &[Row]) -> usize {
    rows.iter().position(|r| !r.decided && r.mark != Mark::NotAsked).unwrap_or(0)
}

/// The field Enter leads to from `now`: the next that needs a person, where none follows the next that is asked; from the
/// last one back to what was passed over.
pub(crate) fn following(rows: &[Row], now: usize) -> Option<usize> {
    let open = |row: &Row| !row.decided && !matches!(row.mark, Mark::NotAsked | Mark::Referred);
    let needs = |at: &usize| open(&rows[*at]) && matches!(rows[*at].mark, Mark::Doubt | Mark::Breach);
    let asked = |at: &usize| rows[*at].mark != Mark::NotAsked;
    let mut before = 0..now.min(rows.len());
    let after = now + 1..rows.len();
    let ahead = after.clone().find(needs).or_else(|| after.clone().find(asked));
    ahead.or_else(|| before.clone().find(needs)).or_else(|| before.find(|at| open(&rows[*at])))
}

/// The frame of each row that has a place.
fn frames(rows: &[Row], view: &ActView) -> Vec<Option<Frame>> {
    let of_row = |row: &Row| {
        let (page, place) = (row.page?, row.place?);
        let image = view.pages[page].image.as_ref()?;
        let spot = Rect::new(place.x, place.y, place.x + place.w, place.y + place.h);
        Some(frame(&spot, image))
    };
    rows.iter().map(of_row).collect()
}

/// The pages with the addresses of their images.
fn pages(view: &ActView) -> Vec<Value> {
    let page = |p: &archive::looking::PageRef| {
        let image = p.image.as_ref();
        context! {
            scan => p.scan.number,
            href => image.map(|i| picture::address(&p.scan, p.half, i)),
            width => image.map_or(0, |i| i.width), height => image.map_or(0, |i| i.height),
        }
    };
    view.pages.iter().map(page).collect()
}

/// How far the register is.
fn batch(progress: &RegisterProgress) -> Value {
    let all = progress.acts.machine + progress.acts.verified;
    let share = (progress.acts.verified * 100).checked_div(all).unwrap_or(0);
    context! { done => progress.acts.verified, all => all, share => share }
}

/// The first page as a whole, for a field without a place.
fn whole(view: &ActView) -> Option<Box> {
    let image = view.pages.first()?.image.as_ref()?;
    Some(Rect::new(0.0, 0.0, f64::from(image.width), f64::from(image.height)).into())
}
