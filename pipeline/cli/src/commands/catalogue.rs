//! `daftar catalogue rebuild`: the catalogue anew, from the store alone. Not for people and the audit log.

use std::io::Write as _;

use archive::Archive;

use crate::{Outcome, arguments::Catalogue, config::Config, output::count};

pub(super) async fn carry_out(asked: &Catalogue) -> anyhow::Result<Outcome> {
    let Catalogue::Rebuild(place) = asked;
    let config = Config::load(&place.dir)?;
    let archive = Archive::open_to_rebuild(&config.archive_settings()).await?;
    let back = archive.rebuild_catalogue().await?;
    archive.follow().await?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "rebuilt  {}, {}, {}, {} from the store",
        count(back.registers, "register"),
        count(back.scans, "scan"),
        count(back.acts, "act"),
        count(back.decisions, "decision")
    )?;
    if back.lines > 0 {
        writeln!(out, "lines    {} that people wrote down", count(back.lines, "line"))?;
    }
    if back.waiting > 0 {
        writeln!(out, "waiting  {}   daftar run reads them", count(back.waiting, "scan"))?;
    }
    for id in &back.incomplete {
        writeln!(
            out,
            "older    {id}   its newest publication, or a step of its line model, is not whole in the store; daftar run reads on"
        )?;
    }
    for (id, why) in &back.left_out {
        writeln!(out, "left out {id}   {why}; bring it back from a backup of the store, and rebuild again")?;
    }
    writeln!(out, "next     daftar people add, for everybody who signs in at the desks")?;
    let whole = back.incomplete.is_empty() && back.left_out.is_empty();
    Ok(if whole { Outcome::Done } else { Outcome::SomethingRemains })
}
