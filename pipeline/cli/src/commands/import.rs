//! `daftar import`: acts from elsewhere, without scans; returns when they are searchable. Not for formats:
//! those are `delivery`'s.

use std::{
    fs::File,
    io::{BufReader, Write as _},
    path::Path,
};

use archive::importing::ImportReport;
use delivery::Malformed;
use register::act::Act;

use crate::{
    Outcome,
    arguments::Import,
    output::{count, number},
    trouble::Trouble,
};

/// Bad lines named one by one; a file of another kind has as many as it has lines.
const NAMED: usize = 20;

type Acts = Box<dyn Iterator<Item = Result<Act, Malformed>> + Send>;

pub(super) async fn carry_out(asked: &Import) -> anyhow::Result<Outcome> {
    let acts = acts(&asked.file)?;
    let (_, archive) = super::open(&asked.place).await?;
    let mut malformed = Vec::new();
    let good = acts.filter_map(|act| act.map_err(|bad| malformed.push(bad)).ok());
    let report = archive.import(&super::archivist(), good).await?;
    archive.follow().await?;
    write(&report, &malformed)?;
    let all_in = malformed.is_empty() && report.refused.is_empty();
    Ok(if all_in { Outcome::Done } else { Outcome::SomethingRemains })
}

/// The acts of a file, told apart by its ending.
fn acts(path: &Path) -> anyhow::Result<Acts> {
    let shown = path.display().to_string();
    let file = File::open(path).map_err(|error| {
        Trouble::setting("the acts cannot be opened").what(error.to_string()).place(&shown)
    })?;
    let from = BufReader::new(file);
    match path.extension().map(|e| e.to_string_lossy().to_lowercase()).as_deref() {
        Some("jsonl" | "ndjson" | "json") => Ok(Box::new(delivery::jsonl::read(&shown, from))),
        Some("csv" | "tsv" | "txt") => {
            let acts = delivery::csv::read(&shown, from).map_err(|bad| {
                let Malformed { file, line, what, remedy } = bad;
                Trouble::setting(what)
                    .place(format!("{file}, line {line}"))
                    .so("no act was taken")
                    .remedy(remedy)
            })?;
            Ok(Box::new(acts))
        }
        _ => Err(Trouble::setting("acts come as .jsonl or .csv")
            .place(shown)
            .remedy("name the file so")
            .into()),
    }
}

fn write(report: &ImportReport, malformed: &[Malformed]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let registers = count(report.registers.len(), "register");
    writeln!(
        out,
        "taken  {} new, {} changed, {} known; {registers}",
        number(report.new),
        number(report.changed),
        number(report.known)
    )?;
    let mut err = std::io::stderr().lock();
    for (act, why) in report.refused.iter().take(NAMED) {
        writeln!(err, "aside  {act}: {why}")?;
    }
    for bad in malformed.iter().take(NAMED) {
        writeln!(err, "aside  {bad}")?;
    }
    let not_named = report.refused.len().saturating_sub(NAMED) + malformed.len().saturating_sub(NAMED);
    if not_named > 0 {
        writeln!(err, "aside  {} more", number(not_named))?;
    }
    Ok(())
}
