//! An act as the clerk sees it: lit on its page, value by value with how surely each is known. Not for
//! deciding: that is the act desk.

use archive::{looking::ActView, ruler::RulerMark};
use axum::{
    extract::{Path, Query, State},
    response::Html,
};
use minijinja::{Value, context};
use register::{access::Access, act::Status, geometry::Rect, id::ActId};
use serde::Deserialize;

use crate::{
    Desks,
    act::{Mark, Row, own, rows},
    back, links, picture, reader,
    render::{self, data},
    search::person_of,
    shelf::{reference, title},
    spot::{self, Box},
    tongue::Tongue,
    trouble::Refusal,
    unsure,
    visit::{Desk, Visit},
};

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
    let own = own::fields(&desks, &view).await;
    let rows: Vec<Row> = rows(&view, &own, tongue).into_iter().filter(|r| r.mark != Mark::NotAsked).collect();
    let now = lit.field.and_then(|key| rows.iter().position(|r| r.key == key));
    let now = now.or_else(|| rows.iter().position(|r| r.place.is_some())).unwrap_or(0);
    let page_at = rows.get(now).and_then(|r| r.page).unwrap_or(0);
    let values = view.act.fields.iter().filter_map(|(k, f)| Some((k.clone(), f.value.clone()?))).collect();
    let tied = desks.archive.tied_acts(&visit.viewer, &view).await?;
    let unsure = unsure_of(&desks, &view, page_at, tongue).await;
    let back = back::to_search(&lit.back);
    let own = context! {
        tab => "search", act => data(&view.act), name => person_of(&values, view.act.kind), rows => data(&rows), now => now,
        register => title(&view.card, tongue), reference => reference(&view.card),
        date => view.act.kind.event_dates().iter().find_map(|key| view.act.value(key)).or_else(|| view.act.value("reg_date")),
        verified => view.act.status == Status::Verified, decided => rows.iter().filter(|r| r.decided).count(),
        machine => rows.iter().filter(|r| !r.decided).count(), closed => closed(&desks, &view),
        pages => pages(&view, &visit.manner.here), page_at => page_at, frame => data(frame(&view, page_at)),
        ruler => ruler(&view, back), back, links => links::of_act(&view, &tied, tongue, |id| address(id, back)), noted => links::noted(&view, tongue), unsure,
        previous => view.previous.as_ref().map(|id| address(id, back)), next => view.next.as_ref().map(|id| address(id, back)),
    };
    render::page(&desks, &visit, "look.html", own)
}

/// The address of an act at this desk, with the way back to the search.
pub(crate) fn address(id: &ActId, back: &str) -> String {
    back::carried(format!("/look/{}", back::encoded(id.as_str())), back)
}

/// Until which year the act is closed, if it is.
fn closed(desks: &Desks, view: &ActView) -> Option<Value> {
    if view.act.access == Access::Open {
        return None;
    }
    let closed = desks.archive.closed_until(&view.act, &view.card);
    let until = closed.map(|closed| closed.year.to_string());
    Some(context! { until, years => closed.map(|closed| closed.years), kind => view.act.kind.as_str() })
}

/// What reading was unsure of on the page shown, in sentences. The act is shown also where that is lost.
async fn unsure_of(desks: &Desks, view: &ActView, at: usize, tongue: Tongue) -> Vec<String> {
    let Some(page) = view.pages.get(at) else { return Vec::new() };
    let found = desks.archive.unsure_of(page).await.unwrap_or_else(|error| {
        tracing::warn!(scan = %page.scan, %error, "what reading was unsure of is not known");
        Vec::new()
    });
    found.into_iter().map(|of| unsure::said(of, tongue)).collect()
}

/// The pages of the act, without other acts; `here` is the address of this look, to come back to.
fn pages(view: &ActView, here: &str) -> Vec<Value> {
    let id = &view.act.id;
    let page = |p: &archive::looking::PageRef| {
        let image = p.image.as_ref();
        context! {
            href => image.map(|i| picture::address_for(id, &p.scan, p.half, i)),
            width => image.map_or(0, |i| i.width), height => image.map_or(0, |i| i.height),
            reader => reader::address(&p.scan, p.half, Some(id), here),
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
fn ruler(view: &ActView, back: &str) -> Vec<Value> {
    let mark = |mark: &RulerMark| match mark {
        RulerMark::Missing(number) => context! { number => number.to_string(), missing => true },
        RulerMark::Act { id, number, verified } => {
            let number = number.as_deref().unwrap_or_default();
            context! {
                number, five => number.ends_with(['0', '5']), verified, here => *id == view.act.id, to => address(id, back),
            }
        }
    };
    view.ruler.iter().map(mark).collect()
}
