//! Stopping: Ctrl-C or a polite kill lets the pieces in work be finished, a second one ends the program
//! at once. Either way nothing is lost: claims of a dead process are free.

use std::sync::Arc;

use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};

use crate::{
    Outcome,
    progress::{Event, Progress},
};

/// Whether somebody asked to stop.
#[derive(Debug, Clone)]
pub(crate) struct Stop(Arc<watch::Sender<bool>>);

impl Stop {
    /// Nobody has asked yet.
    pub(crate) fn new() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }

    /// Asks on the first Ctrl-C or SIGTERM, ends the program on the second.
    ///
    /// # Errors
    /// The system lets us hear no signals.
    pub(crate) fn on_signals(&self, progress: &Arc<Progress>) -> std::io::Result<()> {
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let (stop, progress) = (self.clone(), Arc::clone(progress));
        tokio::spawn(async move {
            loop {
                tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
                if stop.is_asked() {
                    progress.tell(&Event::StoppedAtOnce);
                    std::process::exit(Outcome::Stopped.exit_code().into());
                }
                stop.ask();
                progress.tell(&Event::Stopping);
            }
        });
        Ok(())
    }

    /// From now on nothing new is begun.
    pub(crate) fn ask(&self) {
        self.0.send_replace(true);
    }

    /// Has anybody asked?
    pub(crate) fn is_asked(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until somebody asks.
    pub(crate) async fn asked(&self) {
        // The sender lives as long as we do, so waiting cannot fail.
        let _ = self.0.subscribe().wait_for(|asked| *asked).await;
    }
}
