//! `daftar export`: acts in capture order, on stdout. Not for formats: those are `delivery`'s.

use std::io::{BufWriter, Write as _};

use archive::exporting;
use register::act::Act;

use crate::{
    Outcome,
    arguments::{Export, ExportFormat},
};

pub(super) async fn carry_out(asked: &Export) -> anyhow::Result<Outcome> {
    let (_, archive) = super::open(&asked.place).await?;
    let mut export = archive.export(&super::viewer(&asked.asked), asked.register.as_ref()).await?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    match asked.format {
        ExportFormat::Jsonl => {
            while let Some(acts) = export.next().await? {
                delivery::jsonl::write(&mut out, &acts)?;
            }
        }
        // A table's columns are known only when all acts are.
        ExportFormat::Csv => delivery::csv::write(&mut out, &all(&mut export).await?)?,
    }
    out.flush()?;
    Ok(Outcome::Done)
}

async fn all(export: &mut exporting::Export) -> archive::Result<Vec<Act>> {
    let mut acts = Vec::new();
    while let Some(more) = export.next().await? {
        acts.extend(more);
    }
    Ok(acts)
}
