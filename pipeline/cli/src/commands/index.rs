//! `daftar index rebuild`: the index anew, from the store alone.

use std::io::Write as _;

use crate::{Outcome, arguments::Index, output::count};

pub(super) async fn carry_out(asked: &Index) -> anyhow::Result<Outcome> {
    let Index::Rebuild(place) = asked;
    let (_, archive) = super::open(place).await?;
    let registers = archive.rebuild_index().await?;
    writeln!(std::io::stdout().lock(), "rebuilt  {} from the store", count(registers, "register"))?;
    Ok(Outcome::Done)
}
