//! `daftar withdraw`: scans leave reading and search; nothing is deleted.

use std::io::Write as _;

use crate::{Outcome, arguments::Withdraw, output::count, trouble::Trouble};

pub(super) async fn carry_out(asked: &Withdraw) -> anyhow::Result<Outcome> {
    if asked.replaced_by.is_some() && asked.scans.len() != 1 {
        return Err(Trouble::setting("a scan stands in for one scan, not for several")
            .remedy("withdraw them one by one, each with its --replaced-by")
            .into());
    }
    let (_, archive) = super::open(&asked.place).await?;
    let viewer = super::archivist();
    archive.withdraw(&viewer, &asked.scans, asked.because.as_deref(), asked.replaced_by.as_ref()).await?;
    archive.follow().await?;
    let scans = count(asked.scans.len(), "scan");
    writeln!(
        std::io::stdout().lock(),
        "withdrawn  {scans}; the files are kept, reading and search leave them out"
    )?;
    Ok(Outcome::Done)
}
