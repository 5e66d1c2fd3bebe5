//! `daftar ingest`: scans into a register, in natural order of their names. Not for reading them.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context as _;
use archive::{
    arriving::{Arrival, Delivered, IngestEvent, IngestReport, Probed},
    checksums::ChecksumList,
};
use register::{form::Forms, volume::RegisterCard};
use tokio::sync::Mutex;

use crate::{
    Outcome,
    arguments::Ingest,
    config::Config,
    folders::below,
    forms, models,
    output::{count, number},
    progress::{Event, Progress},
    reader::{
        parent::{NoAnswer, Reader, ReaderSettings},
        protocol::{Answer, Request},
    },
    trouble::Trouble,
};

pub(super) async fn carry_out(asked: &Ingest) -> anyhow::Result<Outcome> {
    let forms = forms::of_archive(&asked.place.dir)?;
    let card = card(&asked.register)?.with_kind_of(&forms);
    let checksums = asked.checksums.as_deref().map(checksums).transpose()?;
    let files = files(asked)?;
    let (config, archive) = super::open(&asked.place).await?;
    let mut reader = Reader::new(Arc::new(ReaderSettings::new(&config.sections.read, &config.dir)?));
    reader.start_now().context("starting a reader")?;
    let reader = Arc::new(Mutex::new(reader));
    let progress = Progress::for_stderr();
    let report = archive
        .ingest(
            &card,
            &files,
            checksums.as_ref(),
            &|bytes| Box::pin(probe(Arc::clone(&reader), bytes)),
            &|event| tell(&progress, event),
        )
        .await?;
    write(&report)?;
    note_form(&card, &forms)?;
    note_languages(&config, &card)?;
    Ok(if report.is_whole() { Outcome::Done } else { Outcome::SomethingRemains })
}

/// Tells of a form that a card names and nobody knows.
fn note_form(card: &RegisterCard, forms: &Forms) -> std::io::Result<()> {
    match card.unknown_form(forms) {
        None => Ok(()),
        Some(unknown) => writeln!(
            std::io::stdout().lock(),
            "form       {unknown}; until then its pages are read as without one"
        ),
    }
}

/// Tells of languages without a model here, where a run would stop; the machine that reads may have them.
fn note_languages(config: &Config, card: &RegisterCard) -> std::io::Result<()> {
    let engine = models::engine(&config.sections.read, &config.dir);
    match models::check(&engine, &card.languages, "") {
        Ok(()) => Ok(()),
        Err(trouble) => writeln!(
            std::io::stdout().lock(),
            "languages  {trouble}; a run stops at that: put the register file right and ingest again, or add the model"
        ),
    }
}

fn card(file: &Path) -> anyhow::Result<RegisterCard> {
    let text = std::fs::read_to_string(file).map_err(|error| {
        Trouble::setting("the register file cannot be read")
            .what(error.to_string())
            .place(file.display().to_string())
    })?;
    let card = RegisterCard::from_toml(&text).map_err(|error| {
        Trouble::setting("the register file cannot be used")
            .what(error.to_string())
            .place(file.display().to_string())
            .so("nothing was taken")
            .remedy("put it right and ingest again")
    })?;
    Ok(card)
}

fn checksums(file: &Path) -> anyhow::Result<ChecksumList> {
    let wrong = |what: String| {
        Trouble::setting("the list of checksums cannot be used").what(what).place(file.display().to_string())
    };
    let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
    Ok(ChecksumList::parse(&text).map_err(wrong)?)
}

/// Files as typed, folders with all below them, in natural order (2.jpg before 10.jpg).
fn files(asked: &Ingest) -> anyhow::Result<Vec<Delivered>> {
    let mut files = Vec::new();
    for path in &asked.paths {
        files.extend(below(path, "nothing was taken")?);
    }
    if asked.replaces.is_some() && files.len() != 1 {
        return Err(Trouble::setting("a scan is shot again as one file")
            .remedy("name the one file that replaces it")
            .into());
    }
    let delivered = |path: PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Delivered { path, name, replaces: asked.replaces.clone() }
    };
    Ok(files.into_iter().map(delivered).collect())
}

/// A look at the file's head in a reader; when it dies, the next look has a fresh one.
async fn probe(reader: Arc<Mutex<Reader>>, file: Vec<u8>) -> Probed {
    match reader.lock().await.ask(&Request::Probe, &[&file]).await {
        Ok((Answer::Frames { frames }, _)) => Probed::Frames(frames),
        Ok((Answer::Unreadable { reason }, _)) => Probed::Unreadable(reason),
        Ok((other, _)) => Probed::Died(format!("an answer to another question ({other:?})")),
        Err(NoAnswer::Died(how)) => Probed::Died(how),
        Err(NoAnswer::NotStarted(error)) => Probed::NotStarted(error.to_string()),
    }
}

fn tell(progress: &Progress, event: IngestEvent) {
    progress.tell(&match event {
        IngestEvent::Starts { files, bytes } => Event::Taking { files, bytes },
        IngestEvent::File { name, bytes, arrival: Arrival::SetAside(_, why) | Arrival::Unopened(why) } => {
            Event::TakenAside { bytes, file: name, why }
        }
        IngestEvent::File { bytes, .. } => Event::Taken { bytes },
    });
}

fn write(report: &IngestReport) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let good = report.scans - report.set_aside.len().min(report.scans);
    writeln!(out, "taken      {} of {}, fingerprints kept", number(good), count(report.scans, "new scan"))?;
    write_known(&mut out, report)?;
    for (file, scan) in &report.elsewhere {
        writeln!(out, "elsewhere  {file}: the same bytes are in another register as {scan}; taken here too")?;
    }
    for (file, width, height) in &report.small {
        writeln!(
            out,
            "small      {file}: {width} by {height} pixels, too small for a page; taken all the same"
        )?;
    }
    if report.left_out > 0 {
        writeln!(out, "left out   {} with an ending that is no image's", count(report.left_out, "file"))?;
    }
    for file in &report.missing {
        writeln!(out, "missing    {file}: listed, but not delivered")?;
    }
    for file in &report.unlisted {
        writeln!(out, "unlisted   {file}: delivered, but not listed")?;
    }
    for (file, why) in &report.unopened {
        writeln!(out, "unopened   {file}: {why}; see that it may be read, then ingest it again")?;
    }
    for aside in report.set_aside.iter().chain(&report.still_aside) {
        writeln!(out, "aside      {}: {}", aside.file, aside.reason)?;
    }
    if report.set_aside.len() + report.still_aside.len() > 0 {
        writeln!(
            out,
            "next       copy or shoot these again, then ingest them under the same names: they take their places"
        )?;
    }
    Ok(())
}

/// Files that were here before, or a copy of them.
fn write_known(out: &mut impl std::io::Write, report: &IngestReport) -> std::io::Result<()> {
    if report.known > 0 {
        writeln!(out, "known      {} here before, nothing changed", count(report.known, "file"))?;
    }
    for (file, scan) in &report.withdrawn {
        writeln!(out, "withdrawn  {file}: here before as {scan}, which was withdrawn; it stays so")?;
    }
    for (file, scan) in &report.woken {
        writeln!(out, "again      {file}: set aside before, can be read now as {scan}")?;
    }
    for (file, scan) in &report.instead {
        writeln!(out, "instead    {file}: takes the place of {scan}, which was set aside")?;
    }
    for (file, scan) in &report.doubled {
        writeln!(out, "doubled    {file}: the same bytes are here as {scan}; not taken again")?;
    }
    Ok(())
}
