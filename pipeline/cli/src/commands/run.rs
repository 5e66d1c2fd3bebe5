//! `daftar run`: reads all that waits; returns when everything read is searchable. Not for how it runs:
//! that is `crate::run`.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use archive::{Archive, progress::RegisterProgress, working};

use super::learn::Wishes;
use crate::{
    Outcome,
    arguments::Run,
    config::Config,
    forms, models,
    progress::{Event, Progress, Summary},
    reader::parent::ReaderSettings,
    run::{self, LOOK_AGAIN, Ran, RunSettings, Stop},
};

pub(super) async fn carry_out(asked: &Run) -> anyhow::Result<Outcome> {
    let began = Instant::now();
    let (config, archive) = super::open(&asked.place).await?;
    let settings = settings(asked, &config)?;
    check_models(&config, &archive.progress().await?, asked.renew.is_some())?;
    if let Some(stage) = asked.renew {
        let stage = stage.as_str().parse::<working::Stage>().map_err(anyhow::Error::msg)?;
        archive.renew(stage, None).await?;
    }
    let progress = Arc::new(Progress::for_stderr());
    let stop = Stop::new();
    stop.on_signals(&progress)?;
    let again = archive.extract_outdated(|version| reading::is_of_forms(version, &settings.forms)).await?;
    if again > 0 {
        progress.tell(&Event::FormsChanged { registers: again });
    }
    let mut wishes = Wishes::of(&config, &archive, &progress, &stop);
    let ran = rounds(&archive, &settings, (&progress, &stop), &mut wishes, asked.follow).await?;
    let acts = acts(&archive).await?;
    progress.tell(&Event::Ends(summary(&ran, acts, began.elapsed())));
    Ok(match outcome(ran) {
        Outcome::Done if wishes.failed() > 0 => Outcome::SomethingRemains,
        outcome => outcome,
    })
}

/// Lets registers learn that are to, reads what waits, and where it follows does so again and again.
async fn rounds(
    archive: &Archive,
    settings: &RunSettings,
    (progress, stop): (&Arc<Progress>, &Stop),
    wishes: &mut Wishes<'_>,
    follow: bool,
) -> anyhow::Result<Ran> {
    wishes.fulfil().await?;
    tell_start(progress, &archive.progress().await?, settings.jobs);
    let mut ran = run::run(archive, settings, progress, stop).await?;
    while follow && !stop.is_asked() {
        until_there_is_more(archive, wishes, stop).await?;
        wishes.fulfil().await?;
        ran = ran.and(run::run(archive, settings, progress, stop).await?);
    }
    ran.stopped |= stop.is_asked() && wishes.next().await?.is_some();
    Ok(ran)
}

/// Until something waits to be read, a register is to learn, or somebody asks to stop. What others publish is followed meanwhile.
async fn until_there_is_more(archive: &Archive, wishes: &Wishes<'_>, stop: &Stop) -> anyhow::Result<()> {
    while !stop.is_asked() && archive.idle().await? && wishes.next().await?.is_none() {
        archive.follow().await?;
        tokio::select! {
            () = stop.asked() => {}
            () = tokio::time::sleep(LOOK_AGAIN) => {}
        }
    }
    Ok(())
}

fn summary(ran: &Ran, acts: usize, took: Duration) -> Summary {
    let Ran { scans, pages, aside, stopped } = *ran;
    Summary { took, scans, pages, acts, aside, stopped }
}

/// A run that was stopped goes on where it was; what was set aside meanwhile is told by its lines and by status.
fn outcome(ran: Ran) -> Outcome {
    match ran {
        Ran { stopped: true, .. } => Outcome::Stopped,
        Ran { aside: 1.., .. } => Outcome::SomethingRemains,
        Ran { .. } => Outcome::Done,
    }
}

fn settings(asked: &Run, config: &Config) -> anyhow::Result<RunSettings> {
    let read = &config.sections.read;
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = match asked.jobs.map_or(read.jobs, |jobs| jobs) {
        0 => cores(),
        jobs => jobs.into(),
    };
    Ok(RunSettings {
        jobs,
        second_look: read.second_look && !asked.no_second_look,
        alternatives: read.alternatives && !asked.no_alternatives,
        languages: read.languages.clone(),
        forms: forms::of_archive(&config.dir)?,
        readers: Arc::new(ReaderSettings::new(read, &config.dir)?),
    })
}

/// Stops before anything is done when a register in work (with `all`: any) asks for a language without a
/// model.
fn check_models(config: &Config, registers: &[RegisterProgress], all: bool) -> anyhow::Result<()> {
    let engine = models::engine(&config.sections.read, &config.dir);
    models::check(&engine, &config.sections.read.languages, "daftar.toml: [read] languages")?;
    for register in registers.iter().filter(|r| all || r.due) {
        let place = format!("the register file of {}: languages", register.card.id);
        models::check(&engine, &register.card.languages, &place)?;
    }
    Ok(())
}

/// Where all stands when reading begins.
fn tell_start(progress: &Progress, registers: &[RegisterProgress], readers: usize) {
    let due: Vec<&RegisterProgress> = registers.iter().filter(|r| r.due).collect();
    let scans = due.iter().map(|r| r.scans.waiting).sum();
    progress.tell(&Event::Starts { registers: due.len(), scans, readers });
}

async fn acts(archive: &Archive) -> anyhow::Result<usize> {
    let registers = archive.progress().await?;
    Ok(registers.iter().map(|r| r.acts.machine + r.acts.verified).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(aside: usize, stopped: bool, expected: Outcome) {
        assert_eq!(outcome(Ran { aside, stopped, ..Ran::default() }), expected);
    }

    #[test]
    fn a_stopped_run_says_so_before_all_else() {
        check(0, false, Outcome::Done);
        check(2, false, Outcome::SomethingRemains);
        check(0, true, Outcome::Stopped);
        check(2, true, Outcome::Stopped);
    }
}
