//! `daftar index rebuild`: the index anew, from the store alone, though the one there is cannot be opened.

use std::io::Write as _;

use archive::Archive;

use crate::{Outcome, arguments::Index, config::Config, output::count};

pub(super) async fn carry_out(asked: &Index) -> anyhow::Result<Outcome> {
    let Index::Rebuild(place) = asked;
    let config = Config::load(&place.dir)?;
    let rebuilt = Archive::remake_index(&config.archive_settings()).await?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "rebuilt  {} from the store", count(rebuilt.registers, "register"))?;
    for id in &rebuilt.incomplete {
        writeln!(
            out,
            "older    {id}   its newest publication is not whole in the store; the next daftar run makes it anew"
        )?;
    }
    Ok(if rebuilt.incomplete.is_empty() { Outcome::Done } else { Outcome::SomethingRemains })
}
