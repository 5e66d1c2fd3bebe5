//! A page to read: its image to zoom, its lines beside it, each tied to its place; whole, or for one act with
//! the others left out. Not for acts: those have their own page.

use archive::leafing::OnScan;
use axum::{
    extract::{Path, Query, State},
    response::Html,
};
use minijinja::{Value, context};
use register::{
    geometry::{Point, Rect},
    id::{ActId, ScanId},
    page::Half,
    publication::{PageText, TextLine},
};
use serde::Deserialize;

use crate::{
    Desks, back,
    labels::language_of,
    look, picture,
    render::{self, data},
    spot::{self, Box},
    trouble::Refusal,
    visit::{Desk, Visit},
};

/// For which act a page is read, which line is lit, and where one came from.
#[derive(Deserialize)]
pub(crate) struct Reading {
    act: Option<String>,
    /// A point of the scan in the line, `x,y`.
    line: Option<String>,
    #[serde(default)]
    back: String,
}

/// The address of a page, whole or for one act, with the way back.
pub(crate) fn address(scan: &ScanId, half: Half, act: Option<&ActId>, back: &str) -> String {
    let page = format!("/page/{}/{}/{}", scan.register, scan.number, half.letter());
    let page = match act {
        Some(act) => format!("{page}?act={}", back::encoded(act.as_str())),
        None => page,
    };
    back::carried(page, back)
}

/// The same with the line lit that holds `at` on the scan.
pub(crate) fn address_of_line(scan: &ScanId, half: Half, at: Point, back: &str) -> String {
    let page =
        format!("/page/{}/{}/{}?line={:.0},{:.0}", scan.register, scan.number, half.letter(), at.x, at.y);
    back::carried(page, back)
}

/// Shows a page.
pub(crate) async fn page(
    State(desks): State<Desks>,
    visit: Visit,
    Path((register, number, half)): Path<(String, u32, String)>,
    Query(reading): Query<Reading>,
) -> Result<Html<String>, Refusal> {
    visit.at(Desk::Search)?;
    let scan = picture::scan_of(&register, number)?;
    let half = picture::half_of(&half).ok_or(Refusal::Nothing)?;
    let act = reading.act.map(ActId);
    let (text, beside) = read(&desks, &visit, &scan, half, act.as_ref()).await?;
    let back = back::to_search_or_act(&reading.back);
    let href = match &act {
        Some(act) => picture::address_for(act, &scan, half, &text.image),
        None => picture::address(&scan, half, &text.image),
    };
    let to = |page: Option<OnScan>| page.map(|(scan, half)| address(&scan, half, act.as_ref(), back));
    let (previous, next) = beside;
    let own = context! {
        tab => "search", scan => scan.number, register => scan.register.as_str(), half => data(half),
        href, width => text.image.width, height => text.image.height, lines => lines(&text, back),
        lit => reading.line.as_deref().and_then(point).and_then(|at| line_at(&text, at)),
        previous => to(previous), next => to(next), back,
        whole => act.as_ref().map(|_| address(&scan, half, None, back)),
    };
    render::page(&desks, &visit, "reader.html", own)
}

/// The page's text and the pages beside it: those of the act, or all.
async fn read(
    desks: &Desks,
    visit: &Visit,
    scan: &ScanId,
    half: Half,
    act: Option<&ActId>,
) -> Result<(PageText, (Option<OnScan>, Option<OnScan>)), Refusal> {
    let Some(act) = act else {
        let text = desks.archive.page_text(&visit.viewer, scan, half).await?.ok_or(Refusal::Nothing)?;
        return Ok((text, desks.archive.pages_beside(scan, half).await?));
    };
    let read = desks.archive.act_page_text(&visit.viewer, act, scan, half).await?;
    let (text, pages) = read.ok_or(Refusal::Nothing)?;
    let at = pages.iter().position(|on| (&on.0, on.1) == (scan, half)).unwrap_or_default();
    let beside = (at.checked_sub(1).and_then(|at| pages.get(at)).cloned(), pages.get(at + 1).cloned());
    Ok((text, beside))
}

fn lines(text: &PageText, back: &str) -> Vec<Value> {
    // From an act's page one comes back to that act; the acts named here lead to the search behind it.
    let back = back::to_search(back);
    let line = |l: &TextLine| {
        let place: Box = spot::on_image(&l.outline, &text.placement, &text.image).into();
        let act = l.act.as_ref().map(|id| look::address(id, back));
        context! { text => l.text.clone(), lang => language_of(&l.text, "ru"), place => data(place), act }
    };
    text.lines.iter().map(line).collect()
}

fn point(written: &str) -> Option<Point> {
    let (x, y) = written.split_once(',')?;
    Some(Point::new(x.parse().ok()?, y.parse().ok()?))
}

/// The line that holds the point, from 0.
fn line_at(text: &PageText, at: Point) -> Option<usize> {
    text.lines.iter().position(|line| Rect::around(&line.outline).contains(at))
}
