//! One register learns once: its turn is taken, its lines are gathered, a model is taught, judged and kept. Not for who asked
//! for it, nor for what is told in the end.

use std::{sync::Arc, time::Instant};

use archive::{
    Archive, clock,
    line_models::{LearnedModel, Turn},
};
use reading::{
    learning::{Course, LearnError, Told},
    recognize::{LineModels, Taught, TaughtLine, TeachError, teach},
};
use register::{
    id::RegisterId,
    teaching::{Lineage, Tried},
    volume::RegisterCard,
};
use tokio::task::JoinHandle;

use super::{
    Teaching,
    fails::Fails,
    gathered::{self, Gathered},
};
use crate::{
    commands::archivist,
    progress::{Event, Learning, Progress},
    run::{Threads, heartbeats},
};

/// What came of one register's learning, kept already.
pub(super) struct Learned {
    pub(super) lineage: Lineage,
    /// Lines there were: written down, and told by verified fields.
    pub(super) lines: gathered::Counted,
    /// Lines with letters no model knows.
    pub(super) strange: usize,
    /// Scans that could not be read.
    pub(super) aside: usize,
    /// Did somebody ask for it at a desk?
    pub(super) asked: bool,
}

/// What learning is tried with; other programs or languages may end otherwise.
pub(super) async fn tried(at: Teaching<'_>, register: &RegisterId) -> archive::Result<Tried> {
    at.archive.tried(register, |card| with(at, card)).await
}

/// The program that would teach the register, and the languages it would teach it for.
pub(super) fn with(at: Teaching<'_>, card: &RegisterCard) -> String {
    let (daftar, reading) = (env!("CARGO_PKG_VERSION"), reading::version("recognize"));
    format!("{daftar} {reading} {}", languages(at, card).join("+"))
}

fn languages<'a>(at: Teaching<'a>, card: &'a RegisterCard) -> &'a [String] {
    if card.languages.is_empty() { &at.config.sections.read.languages } else { &card.languages }
}

/// Keeps for a desk that waits for it that a learning failed; false where none waits.
pub(super) async fn keep_failure(
    at: Teaching<'_>,
    register: &RegisterId,
    fails: &Fails,
    tried: Tried,
) -> archive::Result<bool> {
    at.archive.keep_failure(&archivist(), register, fails.why(), tried).await
}

/// Lets a register learn, unless somebody else does. Who asks to stop breaks off gathering and teaching, and nothing is kept
/// then; what was taught is kept in any case.
pub(super) async fn learned(
    at: Teaching<'_>,
    register: &RegisterId,
    passes: Option<u16>,
) -> Result<Learned, Fails> {
    let turn = at.archive.begin_learning(&archivist(), register).await?;
    let beats = Beats::of(at.archive, &turn);
    let learned = in_turn(at, &turn, passes).await;
    drop(beats);
    at.progress.tell(&Event::Learning(Learning::Ends));
    // What was learned stands all the same, and this process may take the turn again.
    if let Err(error) = at.archive.end_learning(&turn).await {
        tracing::warn!(%register, %error, "the turn to learn could not be given back");
    }
    learned
}

async fn in_turn(at: Teaching<'_>, turn: &Turn, passes: Option<u16>) -> Result<Learned, Fails> {
    let (archive, register, began) = (at.archive, &turn.register, Instant::now());
    let asked = archive.wish_to_learn(register).await?.map(|wished| wished.person);
    let (taught, lines, aside) = tokio::select! {
        brought = gathered_and_taught(at, register, passes) => brought?,
        () = at.stop.asked() => return Err(Fails::Stopped),
    };
    let lineage = lineage(register, &taught, began, asked.as_deref());
    archive.learning_goes_on(turn).await?;
    archive.keep_model(&archivist(), register, taught.layers, taught.card, &lineage).await?;
    Ok(Learned { lineage, lines, strange: taught.strange, aside, asked: asked.is_some() })
}

/// What a register's lines taught, how many lines there were, and how many scans could not be read. Nothing is kept yet.
async fn gathered_and_taught(
    at: Teaching<'_>,
    register: &RegisterId,
    passes: Option<u16>,
) -> Result<(Taught, gathered::Counted, usize), Fails> {
    let Gathered { lines, counted, scans, aside } = gathered::lines(at, register).await?;
    at.progress.tell(&Event::Learning(Learning::Begins {
        register: register.clone(),
        lines: lines.len(),
        from_fields: counted.from_fields,
        scans,
    }));
    let cards = at.archive.cards().await?;
    let card = cards.iter().find(|card| card.id == *register);
    let languages = card.map_or_else(Vec::new, |card| languages(at, card).to_vec());
    let in_force = match at.archive.model_in_force(register).await {
        // What is damaged is learned anew, and judged against the program's own.
        Err(archive::Error::ModelGone { .. }) => None,
        held => held?,
    };
    let progress = (Arc::clone(at.progress), register.clone());
    let taught = taught(passes, lines, languages, in_force, progress).await?;
    Ok((taught, counted, aside))
}

/// Teaches on another thread: the runtime's own must not wait for minutes.
async fn taught(
    passes: Option<u16>,
    lines: Vec<TaughtLine>,
    languages: Vec<String>,
    in_force: Option<LearnedModel>,
    (progress, register): (Arc<Progress>, RegisterId),
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
        let mut tell = |Told { pass, of, loss }: Told| {
            let register = register.clone();
            progress.tell(&Event::Learning(Learning::Pass { register, pass, of, loss }));
        };
        teach(&lines, &languages, &models, &course, &together, &mut tell)
    };
    let learned = tokio::task::spawn_blocking(learning).await;
    learned.unwrap_or_else(|stopped| Err(LearnError::Stopped(stopped.to_string()).into()))
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
        person: asked.map_or_else(|| archivist().name, str::to_owned),
        at: clock::rfc3339(clock::now()),
    }
}

/// Says that learning goes on, until dropped.
struct Beats(JoinHandle<()>);

impl Beats {
    fn of(archive: &Archive, turn: &Turn) -> Self {
        let (archive, turn) = (archive.clone(), turn.clone());
        Self(tokio::spawn(async move {
            heartbeats(|| goes_on(&archive, &turn)).await;
        }))
    }
}

async fn goes_on(archive: &Archive, turn: &Turn) {
    // A beat that fails is made up for by the next; a turn that is lost shows when the model is kept.
    if let Err(error) = archive.learning_goes_on(turn).await {
        tracing::warn!(register = %turn.register, %error, "no heartbeat");
    }
}

impl Drop for Beats {
    fn drop(&mut self) {
        self.0.abort();
    }
}
