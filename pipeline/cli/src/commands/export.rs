//! `daftar export`: acts in capture order, on stdout. Not for formats: those are `delivery`'s.

use std::io::{BufWriter, Write};

use archive::exporting;
use delivery::csv;

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
        ExportFormat::Csv => table(&mut export, &mut out).await?,
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// The columns of a table are known only when all acts were seen: they are gone through twice.
async fn table(export: &mut exporting::Export, out: impl Write) -> anyhow::Result<()> {
    let (mut columns, mut first) = (csv::Columns::default(), export.clone());
    while let Some(acts) = first.next().await? {
        columns.gather(&acts);
    }
    let mut table = csv::Table::begin(out, columns)?;
    while let Some(acts) = export.next().await? {
        table.write(&acts)?;
    }
    Ok(table.end()?)
}
