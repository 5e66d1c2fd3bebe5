//! `daftar evaluate`: pages of known text read as `daftar read` does and registers of known acts as `daftar run` does, and
//! measured; as a table, as JSON, as a report, and against an earlier run. Not for the measures (`reading::accuracy`, `register::evaluation`), and not for HTML (`desks`).

mod against;
mod books;
mod fields;
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
use register::evaluation::{BookChange, Change, Failed, Run, compare, compare_books, confusions};

use self::{
    books::{DoneBook, KnownBook},
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
    let Found { texts, books, mut failed } = truths::find(&asked.truths)?;
    let books = in_languages(asked, books)?;
    let images = texts.len() + books.iter().map(|(book, _)| book.scans.len()).sum::<usize>();
    let bar = indicatif::ProgressBar::new(images as u64);
    let work = work(asked, texts, &bar)?;
    let jobs = jobs(asked, &settings);
    let mut done: Vec<Done> = Vec::new();
    for answer in side_by_side(jobs, &readers, work, measuring::measure).await? {
        match answer {
            Ok(measured) => done.push(measured),
            Err(failure) => failed.push(failure),
        }
    }
    let books = measure_books(asked, &books, (jobs, &readers, &bar), &mut failed).await?;
    bar.finish_and_clear();
    let run = record::of(asked, &done, &books, failed)?;
    let changes = before.map(|before| Changes::between(&before, &run));
    if let Some(file) = &asked.run {
        outputs::write(file, &record::written(&run, None)?)?;
    }
    if let Some(file) = &asked.words {
        outputs::write(file, &measuring::words(&done))?;
    }
    if let Some(file) = &asked.fields {
        outputs::write(file, &books::rows(&books))?;
    }
    if let Some(file) = &asked.html {
        outputs::write(file, &report(asked, &run, changes.as_ref(), &done, jobs, &readers).await?)?;
    }
    print(asked, &run, changes.as_ref())?;
    let remains = changes.is_some_and(|changes| changes.remain());
    Ok(if remains || !run.failed.is_empty() { Outcome::SomethingRemains } else { Outcome::Done })
}

/// What changed since an earlier run, in texts and in acts.
struct Changes {
    texts: Vec<Change>,
    books: Vec<BookChange>,
}

impl Changes {
    fn between(before: &Run, now: &Run) -> Self {
        Self { texts: compare(before, now), books: compare_books(&before.fields, &now.fields) }
    }

    fn remain(&self) -> bool {
        self.texts.iter().any(Change::remains) || self.books.iter().any(BookChange::remains)
    }
}

/// Each register with the languages it is read in: what is typed goes before its card. Asked before anything is read, so
/// that a model one of them lacks costs no measured text.
fn in_languages(asked: &Evaluate, books: Vec<KnownBook>) -> Result<Vec<(KnownBook, Vec<String>)>, Trouble> {
    let engine = models::engine(&ReadSection::default(), Path::new(""));
    let typed = languages(asked.lang.as_deref());
    models::check(&engine, &typed, "--lang")?;
    let told = books.into_iter().map(|book| {
        let languages = if typed.is_empty() { book.languages(&engine)? } else { typed.clone() };
        Ok((book, languages))
    });
    told.collect()
}

/// The registers one after the other, each with all readers.
async fn measure_books(
    asked: &Evaluate,
    books: &[(KnownBook, Vec<String>)],
    (jobs, readers, bar): (usize, &Arc<ReaderSettings>, &indicatif::ProgressBar),
    failed: &mut Vec<Failed>,
) -> anyhow::Result<Vec<DoneBook>> {
    let mut done = Vec::new();
    for (book, languages) in books {
        let how = (jobs, !asked.no_second_look);
        let (measured, unread) = books::measure(book, languages, how, readers, bar).await?;
        done.push(measured);
        failed.extend(unread);
    }
    Ok(done)
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
    changes: Option<&Changes>,
    done: &[Done],
    jobs: usize,
    readers: &Arc<ReaderSettings>,
) -> anyhow::Result<String> {
    let worst = worst::cut(done, jobs, readers).await?;
    let stretches = done.iter().flat_map(|one| &one.measured.lines).flat_map(|line| &line.stretches);
    let (date, time) = output::date_and_clock();
    Ok(evaluation::html(&Edition {
        run,
        changes: changes.map(|changes| changes.texts.as_slice()),
        book_changes: changes.map(|changes| changes.books.as_slice()).unwrap_or_default(),
        worst: &worst,
        confusions: &confusions(stretches),
        tongue: asked.report_lang,
        at: (&date, &time),
    }))
}

fn print(asked: &Evaluate, run: &Run, changes: Option<&Changes>) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    if asked.json {
        writeln!(out, "{}", record::written(run, changes)?)?;
        return Ok(());
    }
    table::write(&mut out, run)?;
    changes.map_or(Ok(()), |changes| against::write(&mut out, changes))?;
    Ok(())
}
