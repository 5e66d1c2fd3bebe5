//! A register's lines to learn from: cut out of its scans by a reader, with what people wrote down. Not for what they teach.

use std::sync::Arc;

use archive::{Archive, teaching::TaughtScan};
use reading::recognize::TaughtLine;
use register::id::RegisterId;

use super::Teaching;
use crate::{
    progress::{Event, Learning},
    reader::{parent::ReaderSettings, scan::ScanReader},
};

/// What there is to learn from.
pub(super) struct Gathered {
    /// Lines with their text, in the order of the scans.
    pub(super) lines: Vec<TaughtLine>,
    /// Scans they stand on.
    pub(super) scans: usize,
    /// Scans that could not be read; their lines are not among them.
    pub(super) aside: usize,
}

/// The lines of a register; a scan that cannot be read is told and left out.
pub(super) async fn lines(at: Teaching<'_>, register: &RegisterId) -> anyhow::Result<Gathered> {
    let (config, archive) = (at.config, at.archive);
    let scans = archive.taught_scans(register).await?;
    let mut gathered = Gathered { lines: Vec::new(), scans: scans.len(), aside: 0 };
    let mut reader = ScanReader::new(Arc::new(ReaderSettings::new(&config.sections.read, &config.dir)?));
    for scan in &scans {
        match of_scan(archive, &mut reader, scan).await? {
            Ok(lines) => gathered.lines.extend(lines),
            Err(why) => {
                at.progress.tell(&Event::Learning(Learning::LeftOut { scan: scan.scan.clone(), why }));
                gathered.aside += 1;
            }
        }
    }
    Ok(gathered)
}

/// The lines of a scan, or why it cannot be read.
async fn of_scan(
    archive: &Archive,
    reader: &mut ScanReader,
    scan: &TaughtScan,
) -> anyhow::Result<Result<Vec<TaughtLine>, String>> {
    let file = match archive.master(&scan.scan, &scan.info).await {
        Ok(file) => file,
        Err(error) if error.kind() == archive::Trouble::Material => return Ok(Err(error.to_string())),
        Err(error) => return Err(error.into()),
    };
    reader.take_up(file);
    let outlines =
        |page: &archive::teaching::TaughtPage| page.lines.iter().map(|(line, _)| line.clone()).collect();
    let pages = scan.pages.iter().map(|page| (page.placement, outlines(page))).collect();
    let texts = scan.pages.iter().flat_map(|page| &page.lines).map(|(_, text)| text);
    let greys = reader.lines_to_teach(scan.info.frame, pages).await?;
    Ok(greys.map(|greys| {
        greys.into_iter().zip(texts).filter_map(|(greys, text)| TaughtLine::of(greys, text)).collect()
    }))
}
