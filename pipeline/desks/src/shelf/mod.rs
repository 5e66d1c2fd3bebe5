//! The shelf: what is running, what stands where, what needs a hand. Not for starting or stopping work:
//! that is the command line's.

mod reason;
mod row;
mod sign_off;

pub(crate) use row::{cloth, plate, reference, title};
pub(crate) use sign_off::sign_off;

use archive::progress::RegisterProgress;
use axum::{extract::State, response::Html};
use minijinja::{Value, context};

use crate::{
    Desks, render,
    trouble::Refusal,
    visit::{Desk, Visit},
};

/// The whole shelf.
pub(crate) async fn page(State(desks): State<Desks>, visit: Visit) -> Result<Html<String>, Refusal> {
    shown(&desks, &visit, "shelf.html").await
}

/// The parts that change while machines read; fetched again and again by the page.
pub(crate) async fn now(State(desks): State<Desks>, visit: Visit) -> Result<Html<String>, Refusal> {
    shown(&desks, &visit, "shelf_renewed.html").await
}

async fn shown(desks: &Desks, visit: &Visit, template: &str) -> Result<Html<String>, Refusal> {
    visit.at(Desk::Shelf)?;
    let progress = desks.archive.progress().await?;
    let tongue = visit.manner.tongue;
    let hands: Vec<Value> = progress.iter().flat_map(|p| row::hands(p, tongue)).collect();
    let own = context! {
        tab => "shelf", band => band(&progress), series => row::series(&progress, tongue),
        hands => hands,
        hands_registers => progress.iter().filter(|p| p.scans.set_aside > 0).count(),
        foot => foot(&progress), forms => desks.settings.forms.is_some(),
    };
    render::page(desks, visit, template, own)
}

/// The figures at the top: of registers with work waiting, and of all.
fn band(progress: &[RegisterProgress]) -> Value {
    let due: Vec<_> = progress.iter().filter(|p| p.due).collect();
    let sum =
        |of: &[&RegisterProgress], count: fn(&RegisterProgress) -> usize| of.iter().map(|p| count(p)).sum();
    let all: Vec<_> = progress.iter().collect();
    let waiting: usize = sum(&all, |p| p.scans.waiting);
    let mut lately: Vec<i64> = all.iter().flat_map(|p| p.read_lately.clone()).collect();
    lately.sort_unstable();
    let read: usize = sum(&due, |p| p.scans.read);
    let scans: usize = sum(&due, total);
    let (rate, minutes) = row::pace_of(&lately, waiting);
    context! {
        busy => !due.is_empty(), read => read, scans => scans, registers => due.len(),
        share => row::share(read, scans), waiting => waiting,
        rate, minutes, lately => lately.len(),
        set_aside => sum(&all, |p| p.scans.set_aside), of => sum(&all, total),
    }
}

/// Scans of a register, those withdrawn left out.
fn total(p: &RegisterProgress) -> usize {
    p.scans.waiting + p.scans.read + p.scans.set_aside
}

/// The line at the foot.
fn foot(progress: &[RegisterProgress]) -> Value {
    let scans: usize = progress.iter().map(total).sum();
    let read: usize = progress.iter().map(|p| p.scans.read).sum();
    let (machine, verified) =
        progress.iter().fold((0, 0), |(m, v), p| (m + p.acts.machine, v + p.acts.verified));
    context! {
        registers => progress.len(), scans => scans, read => row::share(read, scans),
        acts => machine + verified, verified => row::share(verified, machine + verified),
    }
}
