//! The search desk: one box, how it was understood, filters, hits from exact to far. Not for ranking:
//! the index ranks and says why.

mod diff;
mod filters;
mod hit;

use std::collections::HashMap;

use archive::coverage::Coverage;
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
    let cards = desks.archive.cards().await?;
    let cards: HashMap<&str, &RegisterCard> = cards.iter().map(|card| (card.id.as_str(), card)).collect();
    let coverage = coverage(&desks.archive.coverage(&visit.viewer).await?);
    let own = context! { tab => "search", asked => data(&asked), coverage => coverage };
    if !asked.asks() {
        return render::page(&desks, &visit, "search.html", own);
    }
    desks.archive.follow().await?;
    let mut asked = asked;
    let mut answer = desks.archive.search(&visit.viewer, &asked.query(SHOWN)).await?;
    if answer.hits.is_empty() && answer.total > 0 {
        // Beyond the last hit: an old address, or fewer hits than before. The first ones are shown.
        asked.begin_again();
        answer = desks.archive.search(&visit.viewer, &asked.query(SHOWN)).await?;
    }
    let tongue = visit.manner.tongue;
    let groups = hit::groups(&answer, &cards, tongue);
    let register = |id: &str| cards.get(id).map_or_else(|| id.to_owned(), |card| title(card, tongue));
    let found = context! {
        answered => true, total => answer.total, took => took(answer.took_ms), groups => groups,
        understood => filters::understood(&answer.understood),
        filters => filters::groups(&asked, &answer, tongue, register), years => filters::years(&asked, &answer),
        other_spellings => asked.with("exact", if asked.exact() { "" } else { "1" }), exact => asked.exact(),
        more => answer.total > asked.offset().saturating_add(answer.hits.len()),
        more_at => asked.with("from", &asked.offset().saturating_add(SHOWN).to_string()),
    };
    render::page(&desks, &visit, "search.html", context! { ..found, ..own })
}

fn took(ms: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a search takes no weeks")]
    let whole = ms.round() as i64;
    whole.max(1)
}

/// What a search looks through: said beside every answer, as not found is not "was not born".
fn coverage(of: &Coverage) -> Value {
    let (first, last) = of.years.unzip();
    context! {
        registers => of.registers, scans => of.scans, acts => of.acts,
        first => first.map(|year| year.to_string()), last => last.map(|year| year.to_string()),
        read => (of.read * 100).checked_div(of.scans), verified => (of.verified * 100).checked_div(of.acts),
    }
}
