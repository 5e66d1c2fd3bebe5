//! `daftar evaluate`: pages of known text read as `daftar read` does, and measured; as a table, as JSON, as a report, and
//! against an earlier run. Not for the measures (`reading::accuracy`, `register::evaluation`), and not for HTML (`desks`).

mod against;
mod frames;
mod group;
mod images;
mod measuring;
mod outputs;
mod record;
mod table;
mod truths;
mod worst;

use std::{io::Write as _, path::Path, sync::Arc};

use desks::evaluation::{self, Edition};
use register::evaluation::{Change, Run, compare, confusions};

use self::{
    measuring::{Done, Work},
    truths::{Found, KnownText},
};
use crate::{
    Outcome,
    arguments::Evaluate,
    config::ReadSection,
    models, output,
    reader::{parent::ReaderSettings, scan::languages},
    run::side_by_side,
    trouble::Trouble,
};

pub(super) async fn carry_out(asked: &Evaluate) -> anyhow::Result<Outcome> {
    outputs::check(asked)?;
    let before = asked.against.as_deref().map(record::load).transpose()?;
    let settings = ReadSection::default();
    let readers = Arc::new(ReaderSettings::new(&settings, Path::new(""))?);
    let Found { texts, mut failed } = truths::find(&asked.truths)?;
    let bar = indicatif::ProgressBar::new(texts.len() as u64);
    let work = work(asked, texts, &bar)?;
    let jobs = jobs(asked, &settings);
    let mut done: Vec<Done> = Vec::new();
    for answer in side_by_side(jobs, &readers, work, measuring::measure).await? {
        match answer {
            Ok(measured) => done.push(measured),
            Err(failure) => failed.push(failure),
        }
    }
    bar.finish_and_clear();
    let run = record::of(asked, &done, failed)?;
    let changes = before.map(|before| compare(&before, &run));
    if let Some(file) = &asked.run {
        outputs::write(file, &record::written(&run, None)?)?;
    }
    if let Some(file) = &asked.words {
        outputs::write(file, &measuring::words(&done))?;
    }
    if let Some(file) = &asked.html {
        outputs::write(file, &report(asked, &run, changes.as_deref(), &done, jobs, &readers).await?)?;
    }
    print(asked, &run, changes.as_deref())?;
    let remains = changes.iter().flatten().any(Change::remains);
    Ok(if remains || !run.failed.is_empty() { Outcome::SomethingRemains } else { Outcome::Done })
}

fn jobs(asked: &Evaluate, settings: &ReadSection) -> usize {
    match asked.jobs.unwrap_or(settings.jobs) {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        jobs => jobs.into(),
    }
}

/// Each text with the languages it is read in. What is typed goes before what group.toml says, and that before the text
/// itself, of which languages without a model are left out.
fn work(asked: &Evaluate, texts: Vec<KnownText>, bar: &indicatif::ProgressBar) -> Result<Vec<Work>, Trouble> {
    let engine = models::engine(&ReadSection::default(), Path::new(""));
    let typed = languages(asked.lang.as_deref());
    models::check(&engine, &typed, "--lang")?;
    let second_look = !asked.no_second_look;
    let work = texts.into_iter().map(|text| {
        let languages = match (&typed, text.languages_told) {
            (typed, _) if !typed.is_empty() => typed.clone(),
            (_, true) => {
                models::check(&engine, &text.languages, &format!("group.toml of {}", text.group))?;
                text.languages.clone()
            }
            _ => text.languages.iter().filter(|l| models::is_there(&engine, l)).cloned().collect(),
        };
        Ok(Work { text, languages, second_look, bar: bar.clone() })
    });
    work.collect()
}

async fn report(
    asked: &Evaluate,
    run: &Run,
    changes: Option<&[Change]>,
    done: &[Done],
    jobs: usize,
    readers: &Arc<ReaderSettings>,
) -> anyhow::Result<String> {
    let worst = worst::cut(done, jobs, readers).await?;
    let stretches = done.iter().flat_map(|one| &one.measured.lines).flat_map(|line| &line.stretches);
    let (date, time) = output::date_and_clock();
    Ok(evaluation::html(&Edition {
        run,
        changes,
        worst: &worst,
        confusions: &confusions(stretches),
        tongue: asked.report_lang,
        at: (&date, &time),
    }))
}

fn print(asked: &Evaluate, run: &Run, changes: Option<&[Change]>) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    if asked.json {
        writeln!(out, "{}", record::written(run, changes)?)?;
        return Ok(());
    }
    table::write(&mut out, run)?;
    changes.map_or(Ok(()), |changes| against::write(&mut out, changes))?;
    Ok(())
}
