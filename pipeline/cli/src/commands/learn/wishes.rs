//! Registers learn in a run what somebody asked for at a desk, and what they learned reads them anew. What fails is kept for the
//! desk, and tried again only when something changed. Not for the learning of one register: see `once`.

use std::{collections::BTreeSet, sync::Arc};

use archive::Archive;
use register::id::RegisterId;

use super::{
    Teaching,
    fails::{Fails, elsewhere},
    once, renewed, told,
};
use crate::{
    config::Config,
    progress::{Event, Learning, Progress},
    run::Stop,
};

/// The wishes of all desks, as a run fulfils them.
pub(in crate::commands) struct Wishes<'w> {
    at: Teaching<'w>,
    /// What failed and could not be kept, so that it would be tried without end.
    given_up: BTreeSet<RegisterId>,
    failed: usize,
}

impl<'w> Wishes<'w> {
    /// None fulfilled yet.
    pub(in crate::commands) fn of(
        config: &'w Config,
        archive: &'w Archive,
        progress: &'w Arc<Progress>,
        stop: &'w Stop,
    ) -> Self {
        Self { at: Teaching { config, archive, progress, stop }, given_up: BTreeSet::new(), failed: 0 }
    }

    /// How many registers could not learn in this run.
    pub(in crate::commands) fn failed(&self) -> usize {
        self.failed
    }

    /// The next register to let learn.
    ///
    /// # Errors
    /// The catalogue fails.
    pub(in crate::commands) async fn next(&self) -> anyhow::Result<Option<RegisterId>> {
        let due = self.at.archive.registers_to_learn(|card| once::with(self.at, card)).await?;
        Ok(due.into_iter().find(|register| !self.given_up.contains(register)))
    }

    /// Lets all registers learn that are to, until somebody asks to stop.
    ///
    /// # Errors
    /// The catalogue fails.
    pub(in crate::commands) async fn fulfil(&mut self) -> anyhow::Result<()> {
        while !self.at.stop.is_asked()
            && let Some(register) = self.next().await?
        {
            let tried = once::tried(self.at, &register).await?;
            match once::learned(self.at, &register, None).await {
                Ok(learned) => self.learned(&learned).await?,
                Err(Fails::Stopped) => {}
                Err(Fails::Elsewhere(error)) => {
                    self.tell(Learning::Elsewhere { register, at: elsewhere(&error) });
                }
                Err(fails) => {
                    self.failed += 1;
                    let (why, remedy) = (fails.what(), fails.remedy(&register));
                    self.tell(Learning::Failed { register: register.clone(), why, remedy });
                    self.keep(register, &fails, tried).await;
                }
            }
        }
        Ok(())
    }

    async fn learned(&self, learned: &once::Learned) -> anyhow::Result<()> {
        let renewed = renewed(self.at.archive, &learned.lineage).await?;
        let lines = told::lines(&learned.lineage, learned.strange, renewed);
        let lineage = Box::new(learned.lineage.clone());
        self.tell(Learning::Brought { lineage, lines, renewed: renewed.unwrap_or_default() });
        Ok(())
    }

    /// The run goes on where even that cannot be kept: whoever reads and writes next is told.
    async fn keep(&mut self, register: RegisterId, fails: &Fails, tried: register::teaching::Tried) {
        let kept = once::keep_failure(self.at, &register, fails, tried).await;
        if let Err(error) = kept {
            tracing::warn!(%register, %error, "it is not kept for the desk that nothing was learned");
            self.given_up.insert(register);
        }
    }

    fn tell(&self, event: Learning) {
        self.at.progress.tell(&Event::Learning(event));
    }
}
