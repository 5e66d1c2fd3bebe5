//! `daftar form list`: the archive's own forms and those of the program. Not for one form's columns: its file shows them.

use std::io::Write as _;

use crate::{Outcome, arguments::Where, forms};

pub(super) fn carry_out(place: &Where) -> anyhow::Result<Outcome> {
    let known = forms::of_archive(&place.dir)?;
    let widest = known.all().map(|form| form.id.chars().count()).max().unwrap_or(0);
    let mut out = std::io::stdout().lock();
    for form in known.all() {
        let whose = if known.own().iter().any(|own| own.id == form.id) { "ours" } else { "" };
        writeln!(out, "{:widest$}  {:<11}  {whose:<4}  {}", form.id, form.kind.as_str(), form.title)?;
    }
    Ok(Outcome::Done)
}
