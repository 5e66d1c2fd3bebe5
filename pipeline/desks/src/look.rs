//! An act as the clerk sees it: lit on its page, value by value with how surely each is known. Not for
//! deciding: that is the act desk.

use archive::looking::ActView;
use axum::{
    extract::{Path, Query, State},
    response::Html,
};
use minijinja::{Value, context};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use register::{access::Access, act::Status, geometry::Rect, id::ActId};
use serde::Deserialize;

use crate::{
    Desks,
    act::{Mark, Row, rows},
    picture,
    render::{self, data},
    search::person_of,
    shelf::{reference, title},
    spot::{self, Box},
    trouble::Refusal,
    visit::{Desk, Visit},
};

/// Acts shown on the ruler, this many on either side.
const RULER_SIDE: usize = 13;
/// Most acts of one register asked for the ruler.
const RULER_LIMIT: usize = 4000;

/// Which field is lit, and the search to go back to.
#[derive(Deserialize)]
pub(crate) struct Lit {
    field: Option<String>,
    #[serde(default)]
    back: String,
}

/// Shows an act.
pub(crate) async fn page(
    State(desks): State<Desks>,
    visit: Visit,
    Path(id): Path<String>,
    Query(lit): Query<Lit>,
) -> Result<Html<String>, Refusal> {
    visit.at(Desk::Search)?;
    let tongue = visit.manner.tongue;
    let view = desks.archive.act(&visit.viewer, &ActId(id)).await?.ok_or(Refusal::Nothing)?;
    let rows: Vec<Row> = rows(&view, tongue).into_iter().filter(|r| r.mark != Mark::NotAsked).collect();
    let now = lit.field.and_then(|key| rows.iter().position(|r| r.key == key));
    let now = now.or_else(|| rows.iter().position(|r| r.place.is_some())).unwrap_or(0);
    let page_at = rows.get(now).and_then(|r| r.page).unwrap_or(0);
    let values = view.act.fields.iter().filter_map(|(k, f)| Some((k.clone(), f.value.clone()?))).collect();
    let ruler = ruler(&desks, &visit, &view).await?;
    let own = context! {
        tab => "search", act => data(&view.act), name => person_of(&values, view.act.kind), rows => data(&rows), now => now,
        register => title(&view.card, tongue), reference => reference(&view.card),
        date => view.act.kind.event_dates().iter().find_map(|key| view.act.value(key)).or_else(|| view.act.value("reg_date")),
        verified => view.act.status == Status::Verified, decided => rows.iter().filter(|r| r.decided).count(),
        machine => rows.iter().filter(|r| !r.decided).count(), closed => closed(&desks, &view),
        pages => pages(&view), page_at => page_at, frame => data(frame(&view, page_at)), ruler => ruler, back => lit.back,
        previous => view.previous.as_ref().map(address), next => view.next.as_ref().map(address),
    };
    render::page(&desks, &visit, "look.html", own)
}

fn address(id: &ActId) -> String {
    format!("/look/{}", utf8_percent_encode(id.as_str(), NON_ALPHANUMERIC))
}

/// Until which year the act is closed, if it is; the archive's own rule is asked year by year.
fn closed(desks: &Desks, view: &ActView) -> Option<Value> {
    let act = &view.act;
    if act.access == Access::Open {
        return None;
    }
    let year = act.event_year();
    let closure = &desks.archive.settings().closure;
    // No closure reaches three hundred years.
    let opens =
        year.and_then(|y| (y..y + 300).find(|then| closure.access(act.kind, year, *then) == Access::Open));
    let until = opens.map(|o| (o - 1).to_string());
    let years = opens.zip(year).map(|(o, y)| o - 1 - y);
    Some(context! { until, years, kind => act.kind.as_str() })
}

fn pages(view: &ActView) -> Vec<Value> {
    let id = utf8_percent_encode(view.act.id.as_str(), NON_ALPHANUMERIC);
    let page = |p: &archive::looking::PageRef| {
        let image = p.image.as_ref();
        context! {
            href => image.map(|i| format!("{}&act={id}", picture::address(&p.scan, p.half, i))),
            width => image.map_or(0, |i| i.width), height => image.map_or(0, |i| i.height),
            reader => format!("/page/{}/{}/{}", p.scan.register, p.scan.number, p.half.letter()),
            scan => p.scan.number,
        }
    };
    view.pages.iter().map(page).collect()
}

/// The page panel, CSS pixels.
const PANEL: (f64, f64) = (742.0, 547.0);

/// The part of the page shown: the act with a margin, in the panel's shape.
fn frame(view: &ActView, at: usize) -> Option<Box> {
    let image = view.pages.get(at)?.image.as_ref()?;
    let whole = Rect::new(0.0, 0.0, f64::from(image.width), f64::from(image.height));
    let act = spot::of_act(&view.act, &view.pages, at).unwrap_or(whole);
    let margin = 0.04 * whole.width();
    let wanted = Rect::new(0.0, act.top - margin, whole.right, act.bottom + margin);
    let width = wanted.width().max(wanted.height() * PANEL.0 / PANEL.1);
    let height = width * PANEL.1 / PANEL.0;
    let left = wanted.centre().x - width / 2.0;
    // The act in the middle, but no emptiness beyond the page where there is page to show.
    let top = (wanted.centre().y - height / 2.0).min(whole.bottom - height).max(0.0);
    Some(Rect::new(left, top, left + width, top + height).into())
}

/// The acts before and after, by number, with those missing between them.
async fn ruler(desks: &Desks, visit: &Visit, view: &ActView) -> Result<Vec<Value>, Refusal> {
    let query =
        index::Query { register: Some(view.card.id.clone()), limit: RULER_LIMIT, ..index::Query::default() };
    let mut hits = desks.archive.search(&visit.viewer, &query).await?.hits;
    hits.retain(|h| h.kind != index::HitType::Page);
    hits.sort_by(|a, b| a.id.cmp(&b.id));
    let Some(here) = hits.iter().position(|h| h.id == view.act.id.as_str()) else { return Ok(Vec::new()) };
    let shown = &hits[here.saturating_sub(RULER_SIDE)..(here + RULER_SIDE + 1).min(hits.len())];
    let mut ruler = Vec::new();
    let mut last: Option<u32> = None;
    for hit in shown {
        let number = hit.fields.get("act_no").cloned().unwrap_or_default();
        let counted: Option<u32> = number.parse().ok();
        if let (Some(before), Some(this)) = (last, counted)
            && this > before + 1
            && this - before <= 4
        {
            ruler.extend((before + 1..this).map(|n| context! { number => n.to_string(), missing => true }));
        }
        last = counted.or(last);
        ruler.push(context! {
            five => number.ends_with(['0', '5']), number, verified => hit.status == Status::Verified, here => hit.id == view.act.id.as_str(),
            to => address(&ActId(hit.id.clone())),
        });
    }
    Ok(ruler)
}
