//! `daftar learn`: lines that people wrote down, and those that verified fields tell, teach the program a register's hand; what is better is taken, and reads the
//! register from the next run on. Not for learning itself: that is `reading`.

mod gathered;
mod told;

use std::time::Instant;

use anyhow::Context as _;
use archive::{Archive, clock, line_models::LearnedModel, working::Stage};
use reading::{
    learning::{Course, LearnError},
    recognize::{LineModels, Taught, TaughtLine, TeachError, teach},
};
use register::{id::RegisterId, teaching::Lineage, volume::RegisterCard};

use self::gathered::Counted;
use crate::{
    Outcome,
    arguments::Learn,
    config::Config,
    run::Threads,
    trouble::{self, Trouble},
};

pub(super) async fn carry_out(asked: &Learn) -> anyhow::Result<Outcome> {
    let (config, archive) = super::open(&asked.place).await?;
    if asked.forget {
        return forget(&archive, asked).await;
    }
    let learned = learned(&config, &archive, &asked.register, asked.passes).await?;
    // Who asked at a desk was promised a new reading.
    let renews = asked.renew || learned.asked;
    let renewed = if renews { renewed(&archive, &learned.lineage).await? } else { None };
    told::outcome(asked.json, &learned, renewed)?;
    let remains = learned.aside > 0 || !learned.lineage.is_taken();
    Ok(if remains { Outcome::SomethingRemains } else { Outcome::Done })
}

/// Lets the registers learn that somebody asked for at a desk, and what they learned read them anew. One that cannot learn is told,
/// and keeps waiting; gives how many do.
pub(super) async fn all_asked_for(config: &Config, archive: &Archive) -> anyhow::Result<usize> {
    let mut waiting = 0;
    for register in archive.registers_to_learn().await? {
        match learned(config, archive, &register, None).await {
            Ok(learned) => {
                let renewed = renewed(archive, &learned.lineage).await?;
                told::in_a_run(&learned, renewed);
            }
            Err(error) if trouble::is_setting(&error) => {
                told::not_learned(&register, &error);
                waiting += 1;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(waiting)
}

/// What came of one register's learning, kept already.
struct Learned {
    lineage: Lineage,
    /// Lines there were: written down, and told by verified fields.
    lines: Counted,
    /// Lines with letters no model knows.
    strange: usize,
    /// Scans that could not be read.
    aside: usize,
    /// Did somebody ask for it at a desk?
    asked: bool,
}

async fn learned(
    config: &Config,
    archive: &Archive,
    register: &RegisterId,
    passes: Option<u16>,
) -> anyhow::Result<Learned> {
    let card = card_of(archive, register).await?;
    let began = Instant::now();
    let asked = archive.learning_asked_by(register).await?;
    let gathered = gathered::lines(config, archive, register).await?;
    told::begins(register, &gathered);
    let lines = gathered.counted;
    let languages =
        if card.languages.is_empty() { config.sections.read.languages.clone() } else { card.languages };
    let in_force = match archive.model_in_force(register).await {
        // What is damaged is learned anew, and judged against the program's own.
        Err(archive::Error::ModelGone { .. }) => None,
        held => held?,
    };
    let taught =
        taught(passes, gathered.lines, languages, in_force).await.map_err(|e| told_as(register, e))?;
    let lineage = lineage(register, &taught, began, asked.as_deref());
    archive.keep_model(&super::archivist(), register, taught.layers, taught.card, &lineage).await?;
    Ok(Learned { lineage, lines, strange: taught.strange, aside: gathered.aside, asked: asked.is_some() })
}

async fn card_of(archive: &Archive, register: &RegisterId) -> anyhow::Result<RegisterCard> {
    let found = archive.cards().await?.into_iter().find(|card| card.id == *register);
    let missing = || {
        Trouble::setting(format!("there is no register {register}"))
            .remedy("daftar status names those there are")
    };
    Ok(found.ok_or_else(missing)?)
}

/// Teaches on another thread: the runtime's own must not wait for minutes.
async fn taught(
    passes: Option<u16>,
    lines: Vec<TaughtLine>,
    languages: Vec<String>,
    in_force: Option<LearnedModel>,
) -> Result<Taught, TeachError> {
    let usual = Course::default();
    let passes = passes.map_or(usual.passes, usize::from);
    let course = Course { passes, ..usual };
    let threads = Threads::one_a_core().map_err(|error| LearnError::Stopped(error.to_string()))?;
    let learning = move || {
        let models = match &in_force {
            Some(model) => LineModels::taught(&model.layers, &model.card, &model.script)
                .unwrap_or_else(|_| LineModels::shipped()),
            None => LineModels::shipped(),
        };
        let together = |count: usize, job: &(dyn Fn(usize) + Sync)| threads.together(count, job);
        teach(&lines, &languages, &models, &course, &together, &mut |told| told::pass(&told))
    };
    let learned = tokio::task::spawn_blocking(learning).await;
    learned.unwrap_or_else(|stopped| Err(LearnError::Stopped(stopped.to_string()).into()))
}

fn told_as(register: &RegisterId, error: TeachError) -> anyhow::Error {
    let trouble = match error {
        TeachError::TooFew { .. } => Trouble::setting(format!("{register} has too few lines to learn from"))
            .remedy(format!(
                "write more of them down, or verify fields written by hand: daftar serve, then /transcribe/{register} in the browser"
            )),
        TeachError::NoModel(_) => Trouble::setting(format!("{register} has no line model to begin from"))
            .remedy("its languages are named in its register file; models read Cyrillic and Latin letters"),
        TeachError::Model(_) | TeachError::Learn(_) => Trouble::fault(format!("{register} could not learn")),
    };
    trouble.what(error.to_string()).so("nothing was learned; the register is read as before").into()
}

fn lineage(register: &RegisterId, taught: &Taught, began: Instant, asked: Option<&str>) -> Lineage {
    Lineage {
        sha256: taught.sha256.clone(),
        parent: taught.parent.clone(),
        script: taught.script.clone(),
        register: register.clone(),
        taught: u32::try_from(taught.lines).unwrap_or(u32::MAX),
        from_fields: u32::try_from(taught.from_fields).unwrap_or(u32::MAX),
        hand: taught.hand,
        others: taught.others,
        refused: taught.refused,
        seconds: began.elapsed().as_secs(),
        person: asked.map_or_else(|| super::archivist().name, str::to_owned),
        at: clock::rfc3339(clock::now()),
    }
}

/// Lets the register be read anew where there is something new to read it by; gives the number of scans.
async fn renewed(archive: &Archive, lineage: &Lineage) -> anyhow::Result<Option<usize>> {
    if !lineage.is_taken() {
        return Ok(None);
    }
    let scans = archive.renew(Stage::Recognize, Some(&lineage.register)).await;
    Ok(Some(scans.context("reading the register anew")?))
}

async fn forget(archive: &Archive, asked: &Learn) -> anyhow::Result<Outcome> {
    let dropped = archive.drop_model(&super::archivist(), &asked.register).await?;
    told::forgotten(asked, dropped)?;
    Ok(Outcome::Done)
}
