//! What the act desk's script is told after a decision: rows that changed, ready to be put in place, and the
//! counts above them. Not for pages without scripts: those are sent on.

use archive::looking::ActView;
use axum::http::{HeaderMap, header};
use minijinja::context;
use serde_json::{Map, Value, json};

use super::{Mark, own, rows, said, state::passes, view};
use crate::{
    Desks, links,
    render::{self, data},
    trouble::Refusal,
    visit::Visit,
};

/// Does a script ask?
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|v| v.as_bytes().starts_with(b"application/json"))
}

/// Which rows the desk does not know yet.
pub(super) struct Changed<'a> {
    /// The revision it knows.
    pub(super) since: u64,
    /// A field it is told of in any case.
    pub(super) field: Option<&'a str>,
}

/// The act as it stands now, as far as it has changed.
pub(super) async fn of(
    desks: &Desks,
    visit: &Visit,
    view: &ActView,
    changed: &Changed<'_>,
) -> Result<Value, Refusal> {
    let tongue = visit.manner.tongue;
    let rows = rows(view, &own::fields(desks, view).await, tongue);
    let tied = |key: &str| changed.field.is_some_and(|field| share_a_doubt(view, field, key));
    let since = usize::try_from(changed.since).unwrap_or(usize::MAX);
    let told = |key: &str| {
        changed.field == Some(key)
            || tied(key)
            || view.decisions.iter().skip(since).any(|decision| decision.field == key)
    };
    let mut parts = Map::new();
    for row in rows.iter().filter(|row| told(&row.key)) {
        let html = render::page(desks, visit, "row.html", context! { row => data(row) })?.0;
        let part = json!({
            "html": html, "mark": row.mark, "written": row.written,
            "asked": row.mark != Mark::NotAsked, "passes": passes(view, row, &visit.viewer.name),
        });
        parts.insert(row.key.clone(), part);
    }
    let (id, said) = (view.act.id.to_string(), said::doubts(view, visit));
    let tied = desks.archive.tied_acts_decided(&visit.viewer, view).await?;
    let links = links::of_act(view, &tied, tongue, super::view::address);
    let own = context! { said, links, noted => links::noted(view, tongue), act_id => id, revision => view.revision };
    let said = render::page(desks, visit, "said.html", own)?.0;
    Ok(json!({
        "said": said,
        "revision": view.revision,
        "rows": parts,
        "decided_said": view::decided_said(&rows, tongue),
        "breaches": view::count(&rows, Mark::Breach),
        "doubts": view::count(&rows, Mark::Doubt),
    }))
}

/// Is a doubt about both fields, before or after? Where a rule is judged anew, all its rows change.
fn share_a_doubt(view: &ActView, one: &str, other: &str) -> bool {
    let names = |key: &str, fields: &[String]| fields.iter().any(|field| field == key);
    let doubts = view.machine.doubts.iter().chain(&view.act.doubts);
    doubts.map(|doubt| &doubt.fields).any(|fields| names(one, fields) && names(other, fields))
}
