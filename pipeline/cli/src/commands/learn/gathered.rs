//! A register's lines to learn from: cut out of its scans by a reader, with what people say is written on them. Not for what they teach.

use std::sync::Arc;

use archive::{Archive, teaching::TaughtScan};
use reading::recognize::TaughtLine;
use register::{id::RegisterId, teaching::Source};

use super::Teaching;
use crate::{
    progress::{Event, Learning},
    reader::{parent::ReaderSettings, scan::ScanReader},
};

/// How many lines there are to learn from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counted {
    /// Written down by people.
    pub(super) written: usize,
    /// Told by verified fields.
    pub(super) from_fields: usize,
}

/// What there is to learn from.
pub(super) struct Gathered {
    /// Lines with their text, in the order of the scans.
    pub(super) lines: Vec<TaughtLine>,
    /// The same in numbers.
    pub(super) counted: Counted,
    /// Scans they stand on.
    pub(super) scans: usize,
    /// Scans that could not be read; their lines are not among them.
    pub(super) aside: usize,
}

impl Gathered {
    fn take(&mut self, lines: Vec<TaughtLine>) {
        let from_fields = lines.iter().filter(|line| line.source() == Source::Fields).count();
        self.counted.from_fields += from_fields;
        self.counted.written += lines.len() - from_fields;
        self.lines.extend(lines);
    }
}

/// The lines of a register; a scan that cannot be read is told and left out.
pub(super) async fn lines(at: Teaching<'_>, register: &RegisterId) -> anyhow::Result<Gathered> {
    let (config, archive) = (at.config, at.archive);
    let scans = archive.taught_scans(register).await?;
    let mut gathered =
        Gathered { lines: Vec::new(), counted: Counted::default(), scans: scans.len(), aside: 0 };
    let mut reader = ScanReader::new(Arc::new(ReaderSettings::new(&config.sections.read, &config.dir)?));
    for scan in &scans {
        match of_scan(archive, &mut reader, scan).await? {
            Ok(lines) => gathered.take(lines),
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
        |page: &archive::teaching::TaughtPage| page.lines.iter().map(|line| line.outline.clone()).collect();
    let pages = scan.pages.iter().map(|page| (page.placement, outlines(page))).collect();
    let told = scan.pages.iter().flat_map(|page| &page.lines);
    let greys = reader.lines_to_teach(scan.info.frame, pages).await?;
    Ok(greys.map(|greys| {
        let lines = greys.into_iter().zip(told);
        lines.filter_map(|(greys, told)| TaughtLine::of(greys, &told.text, told.source)).collect()
    }))
}
