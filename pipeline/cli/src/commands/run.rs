//! `daftar run`: reads all that waits; returns when everything read is searchable. Not for how it runs:
//! that is `crate::run`.

use std::{sync::Arc, time::Instant};

use archive::{Archive, progress::RegisterProgress, working};

use crate::{
    Outcome,
    arguments::Run,
    config::Config,
    forms, models,
    progress::{Event, Progress, Summary},
    reader::parent::ReaderSettings,
    run::{self, Ran, RunSettings, Stop},
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
    let not_learned = super::learn::all_asked_for(&config, &archive).await?;
    let again = archive.extract_outdated(|version| reading::is_of_forms(version, &settings.forms)).await?;
    let progress = Arc::new(Progress::for_stderr());
    let stop = Stop::new();
    stop.on_signals(&progress)?;
    if again > 0 {
        progress.tell(&Event::FormsChanged { registers: again });
    }
    tell_start(&progress, &archive.progress().await?, settings.jobs);
    let ran = run::run(&archive, settings, &progress, stop).await?;
    let summary = Summary {
        took: began.elapsed(),
        scans: ran.scans,
        pages: ran.pages,
        acts: acts(&archive).await?,
        aside: ran.aside,
        stopped: ran.stopped,
    };
    progress.tell(&Event::Ends(summary));
    Ok(match outcome(ran) {
        Outcome::Done if not_learned > 0 => Outcome::SomethingRemains,
        outcome => outcome,
    })
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
        follow: asked.follow,
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
