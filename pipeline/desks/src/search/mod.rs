//! The search desk: one box, how it was understood, filters, hits from exact to far. Not for ranking:
//! the index ranks and says why.

mod diff;
mod filters;
mod hit;

use std::collections::HashMap;

use axum::{
    extract::{Query, State},
    response::Html,
};
use minijinja::{Value, context};
use register::volume::RegisterCard;

use crate::{
    Desks,
    render::{self, data},
    shelf::title,
    trouble::Refusal,
    visit::{Desk, Visit},
};
use filters::Asked;
pub(crate) use hit::person_of;

/// Hits shown on one page.
const SHOWN: usize = 50;

/// Shows the box, and hits when something was asked.
pub(crate) async fn page(
    State(desks): State<Desks>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Refusal> {
    visit.at(Desk::Search)?;
    let progress = desks.archive.progress().await?;
    let cards: HashMap<&str, &RegisterCard> =
        progress.iter().map(|p| (p.card.id.as_str(), &p.card)).collect();
    let coverage = coverage(&progress);
    let own = context! { tab => "search", asked => data(&asked), coverage => coverage };
    if !asked.asks() {
        return render::page(&desks, &visit, "search.html", own);
    }
    desks.archive.follow().await?;
    let answer = desks.archive.search(&visit.viewer, &asked.query(SHOWN)).await?;
    let tongue = visit.manner.tongue;
    let groups = hit::groups(&answer, &cards, tongue);
    let register = |id: &str| cards.get(id).map_or_else(|| id.to_owned(), |card| title(card, tongue));
    let found = context! {
        answered => true, total => answer.total, took => took(answer.took_ms), groups => groups,
        understood => filters::understood(&answer.understood),
        filters => filters::groups(&asked, &answer, tongue, register), years => filters::years(&asked, &answer),
        other_spellings => asked.with("exact", if asked.exact() { "" } else { "1" }), exact => asked.exact(),
        more => answer.total > asked.offset() + answer.hits.len(),
        more_at => asked.with("from", &(asked.offset() + SHOWN).to_string()),
    };
    render::page(&desks, &visit, "search.html", context! { ..found, ..own })
}

fn took(ms: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a search takes no weeks")]
    let whole = ms.round() as i64;
    whole.max(1)
}

/// What a search looks through: said beside every answer, as not found is not "was not born".
fn coverage(progress: &[archive::progress::RegisterProgress]) -> Value {
    let years: Vec<(i32, i32)> = progress.iter().filter_map(|p| p.card.years).collect();
    let scans: usize = progress.iter().map(|p| p.scans.read + p.scans.waiting + p.scans.set_aside).sum();
    let read: usize = progress.iter().map(|p| p.scans.read).sum();
    let verified: usize = progress.iter().map(|p| p.acts.verified).sum();
    let acts: usize = progress.iter().map(|p| p.acts.verified + p.acts.machine).sum();
    context! {
        registers => progress.len(), scans => scans,
        first => years.iter().map(|y| y.0).min().map(|y| y.to_string()),
        last => years.iter().map(|y| y.1).max().map(|y| y.to_string()),
        read => (read * 100).checked_div(scans), verified => (verified * 100).checked_div(acts), acts => acts,
    }
}
