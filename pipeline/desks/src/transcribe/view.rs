//! The page on which lines are written down: the line in hand, those before it to mend, those after it. Not for keeping what
//! is said: see [`mod@super::say`].

use std::time::Instant;

use archive::transcribing::LinesAsked;
use axum::{
    extract::{Path, Query, State},
    response::Html,
};
use minijinja::context;
use register::id::RegisterId;
use serde::Deserialize;

use super::{line::Line, progress};
use crate::{
    Desks, act,
    labels::FormTongue,
    render::{self, data},
    session,
    shelf::{reference, title},
    trouble::Refusal,
    visit::{Desk, Visit},
};

/// Lines asked for with one page: enough that the next page comes before the last line, few enough that what was written down
/// counts soon.
const ASKED: usize = 24;
/// Lines said last that come with it.
const SAID: usize = 8;

/// How many lines to go back.
#[derive(Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    back: usize,
}

/// The address of the desk for a register.
pub(crate) fn address(register: &RegisterId) -> String {
    format!("/transcribe/{}", crate::back::encoded(register.as_str()))
}

/// Shows the next line of a register, or one said before.
pub(crate) async fn page(
    State(desks): State<Desks>,
    visit: Visit,
    Path(register): Path<String>,
    Query(Back { back }): Query<Back>,
) -> Result<Html<String>, Refusal> {
    visit.at(Desk::Act)?;
    let register: RegisterId = register.parse().map_err(|_| Refusal::Nothing)?;
    let archive = &desks.archive;
    let LinesAsked { asked, said, needed, unlooked } = looked(&desks, &visit, &register).await?;
    let cards = archive.cards().await?;
    let card = cards.iter().find(|card| card.id == register).ok_or(Refusal::Nothing)?;
    let (form, tongue) = (FormTongue::of(card).code(), visit.manner.tongue);
    let line = |asked| Line::of(asked, form, tongue);
    let said: Vec<Line> = said.iter().filter_map(line).collect();
    let now = said.len() - back.min(said.len());
    let earlier = (now > 0).then(|| format!("{}?back={}", address(&register), said.len() - now + 1));
    let lines: Vec<Line> = said.into_iter().chain(asked.iter().filter_map(line)).collect();
    let own = context! {
        tab => "act", crumbs => "transcribe_crumbs.html", register => title(card, tongue), reference => reference(card),
        here_is => address(&register), now, earlier, line => lines.get(now).map(data), lines => data(&lines),
        progress => progress::of(&desks, &visit, &register, needed).await?, nonce => session::secret(),
        words => act::words(tongue), unlooked, empty => tongue.say("transcribe.empty", &[]),
    };
    render::page(&desks, &visit, "transcribe.html", own)
}

/// What there is to show; of the lines to ask for those that others have before them are left out.
async fn looked(desks: &Desks, visit: &Visit, register: &RegisterId) -> Result<LinesAsked, Refusal> {
    let (person, now) = (visit.viewer.name.as_str(), Instant::now());
    let most = ASKED + desks.lines_given.to_others(person, now);
    let looked = desks.archive.lines_to_transcribe(&visit.viewer, register, (most, SAID)).await?;
    let asked = desks.lines_given.first_free(looked.asked, |asked| &asked.line, (person, ASKED), now);
    Ok(LinesAsked { asked, ..looked })
}
