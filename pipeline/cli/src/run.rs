//! The run: workers side by side, each with a reader child, until nothing waits. The only parallelism of
//! the program. What the next piece of work is, the archive says; what is done with it, `work`.

mod beats;
mod learned;
mod pace;
mod ran;
mod side_by_side;
mod stop;
mod threads;
mod work;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use archive::{
    Archive,
    working::{Claim, WorkerName},
};
use register::form::Forms;
use tokio::{sync::Notify, task::JoinSet, time::interval};

use crate::{
    progress::{Event, Progress},
    reader::parent::{Reader, ReaderSettings},
};
pub(crate) use beats::heartbeats;
use pace::Pace;
pub(crate) use ran::Ran;
pub(crate) use side_by_side::{Doing, side_by_side};
pub(crate) use stop::Stop;
pub(crate) use threads::Threads;

/// How soon whoever has no work looks again for what others left or asked for.
pub(crate) const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// How to run.
#[derive(Debug, Clone)]
pub(crate) struct RunSettings {
    /// Workers, each with a reader.
    pub(crate) jobs: usize,
    /// Look at doubtful words again.
    pub(crate) second_look: bool,
    /// Keep other readings of a word.
    pub(crate) alternatives: bool,
    /// Languages of registers that name none.
    pub(crate) languages: Vec<String>,
    /// The forms acts are read by.
    pub(crate) forms: Forms,
    /// How readers are started.
    pub(crate) readers: Arc<ReaderSettings>,
}

/// What all workers share.
struct Run {
    archive: Archive,
    settings: RunSettings,
    progress: Arc<Progress>,
    stop: Stop,
    /// What each worker is at, for the heartbeat.
    claims: Mutex<HashMap<WorkerName, Claim>>,
    ran: Mutex<Ran>,
    pace: Mutex<Pace>,
    /// What registers learned that are read just now.
    learned: Mutex<learned::Shelf>,
    /// A piece of work was finished: another may have become ready.
    finished: Notify,
}

/// Reads all that waits, and makes it searchable.
///
/// # Errors
/// A setting or fault that would stop every scan; what was finished before stands.
pub(crate) async fn run(
    archive: &Archive,
    settings: &RunSettings,
    progress: &Arc<Progress>,
    stop: &Stop,
) -> anyhow::Result<Ran> {
    let run = Arc::new(Run {
        archive: archive.clone(),
        progress: Arc::clone(progress),
        stop: stop.clone(),
        claims: Mutex::default(),
        ran: Mutex::default(),
        pace: Mutex::new(Pace::starting_now()),
        learned: Mutex::default(),
        finished: Notify::new(),
        settings: settings.clone(),
    });
    let beside =
        [tokio::spawn(beating(Arc::clone(&run))), tokio::spawn(tell_where_all_stands(Arc::clone(&run)))];
    let worked = work_side_by_side(&run).await;
    beside.iter().for_each(tokio::task::JoinHandle::abort);
    archive.follow().await?;
    run.tell_standing().await?;
    worked?;
    let ran = *lock(&run.ran);
    Ok(Ran { stopped: run.stop.is_asked() && !archive.idle().await?, ..ran })
}

/// The first trouble that would stop every scan stops all workers, each after the piece it is at.
async fn work_side_by_side(run: &Arc<Run>) -> anyhow::Result<()> {
    let mut workers = JoinSet::new();
    for number in 1..=run.settings.jobs {
        workers.spawn(worker(Arc::clone(run), WorkerName(format!("reader {number}"))));
    }
    let mut first_trouble = Ok(());
    while let Some(ended) = workers.join_next().await {
        let ended =
            ended.unwrap_or_else(|panic| Err(anyhow::Error::new(panic).context("a worker of the run")));
        if ended.is_err() && first_trouble.is_ok() {
            run.stop.ask();
            first_trouble = ended;
        }
    }
    first_trouble
}

async fn worker(run: Arc<Run>, name: WorkerName) -> anyhow::Result<()> {
    let mut reader = Reader::new(Arc::clone(&run.settings.readers));
    while !run.stop.is_asked() {
        if let Some(work) = run.archive.next_work(&name).await? {
            let claim = work::claim_of(&work).clone();
            lock(&run.claims).insert(name.clone(), claim.clone());
            let done = work::carry_out(&run, &mut reader, work).await;
            lock(&run.claims).remove(&name);
            if done.is_err() {
                run.archive.release(&claim).await?;
            }
            run.finished.notify_waiters();
            done?;
        } else if !run.archive.idle().await? {
            run.wait_for_work().await;
        } else {
            run.finished.notify_waiters();
            break;
        }
    }
    Ok(())
}

async fn beating(run: Arc<Run>) {
    heartbeats(|| run.beat()).await;
}

async fn tell_where_all_stands(run: Arc<Run>) {
    let mut ticks = interval(run.progress.interval());
    loop {
        ticks.tick().await;
        if let Err(error) = run.tell_standing().await {
            tracing::warn!(%error, "cannot tell where all stands");
        }
    }
}

impl Run {
    /// Says of each claim that it is worked on.
    async fn beat(&self) {
        let claims: Vec<Claim> = lock(&self.claims).values().cloned().collect();
        for claim in claims {
            // A beat that fails is made up for by the next; a claim that is lost shows when results are written.
            if let Err(error) = self.archive.heartbeat(&claim).await {
                tracing::warn!(?claim, %error, "no heartbeat");
            }
        }
    }

    async fn tell_standing(&self) -> anyhow::Result<()> {
        let registers = self.archive.progress().await?;
        let standing = lock(&self.pace).standing(&registers);
        self.progress.tell(&Event::Stands(standing));
        Ok(())
    }

    /// Until a piece of work ends here, or a little while.
    async fn wait_for_work(&self) {
        tokio::select! {
            () = self.finished.notified() => {}
            () = self.stop.asked() => {}
            () = tokio::time::sleep(LOOK_AGAIN) => {}
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("nobody panics holding it")
}
