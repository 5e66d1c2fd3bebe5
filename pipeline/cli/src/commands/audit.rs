//! `daftar audit`: who looked at what, and whether the log is whole. Not for program logs.

use std::io::Write as _;

use archive::{audit::Chain, clock};

use crate::{Outcome, arguments::Audit, trouble::Trouble};

pub(super) async fn carry_out(asked: &Audit) -> anyhow::Result<Outcome> {
    let (_, archive) = super::open(&asked.place).await?;
    let (entries, chain) = archive.audit(None).await?;
    let mut out = std::io::stdout().lock();
    for entry in entries {
        let purpose = entry.purpose.map(|p| format!("  for {p:?}")).unwrap_or_default();
        let at = clock::rfc3339(entry.at);
        writeln!(
            out,
            "{at}  {} ({})  {}  {}{purpose}",
            entry.person, entry.role, entry.action, entry.subject
        )?;
    }
    match chain {
        Chain::Whole { entries } => writeln!(out, "whole: {entries} entries, each bound to the one before")?,
        Chain::Broken { writer, number, why } => {
            return Err(Trouble::fault("the audit log does not hold together")
                .what(why)
                .place(format!("entry {number} of {writer}"))
                .so("from there on the log proves nothing")
                .remedy("keep the catalogue as it is, and compare it with its backup")
                .into());
        }
    }
    Ok(Outcome::Done)
}
