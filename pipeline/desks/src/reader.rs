//! A page to read: its image to zoom, its lines beside it, each tied to its place. Not for acts: those
//! have their own page.

use axum::{
    extract::{Path, State},
    response::Html,
};
use minijinja::{Value, context};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use register::publication::PageText;

use crate::{
    Desks,
    labels::language_of,
    picture,
    render::{self, data},
    spot::{self, Box},
    trouble::Refusal,
    visit::{Desk, Visit},
};

/// Shows a page.
pub(crate) async fn page(
    State(desks): State<Desks>,
    visit: Visit,
    Path((register, number, half)): Path<(String, u32, String)>,
) -> Result<Html<String>, Refusal> {
    visit.at(Desk::Search)?;
    let scan = picture::scan_of(&register, number)?;
    let half = picture::half_of(&half).ok_or(Refusal::Nothing)?;
    let text = desks.archive.page_text(&visit.viewer, &scan, half).await?.ok_or(Refusal::Nothing)?;
    let own = context! {
        tab => "search", scan => scan.number, register => scan.register.as_str(), half => data(half),
        href => picture::address(&scan, half, &text.image), width => text.image.width, height => text.image.height,
        lines => lines(&text),
    };
    render::page(&desks, &visit, "reader.html", own)
}

fn lines(text: &PageText) -> Vec<Value> {
    let line = |l: &register::publication::TextLine| {
        let place: Box = spot::on_image(&l.outline, &text.placement, &text.image).into();
        let act =
            l.act.as_ref().map(|id| format!("/look/{}", utf8_percent_encode(id.as_str(), NON_ALPHANUMERIC)));
        context! { text => l.text.clone(), lang => language_of(&l.text, "ru"), place => data(place), act }
    };
    text.lines.iter().map(line).collect()
}
