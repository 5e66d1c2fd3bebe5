//! One learning of a register at a time: whoever lets it learn takes its turn, says that it goes on, and gives it back. What a
//! process held that is gone is free. Not for learning.

use std::collections::BTreeMap;

use catalogue::{Learner, Now};
use register::id::RegisterId;

use crate::{Archive, Error, Result, Viewer, clock};

pub use catalogue::Turn;

/// Who lets a register learn just now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learning {
    /// Who: whose wish it is, else who typed the command.
    pub person: String,
    /// Since when, RFC 3339 in UTC, to the second.
    pub since: String,
}

impl Archive {
    /// Takes the register's turn to learn. It has to be told again and again that it goes on: see
    /// [`Archive::learning_goes_on`].
    ///
    /// # Errors
    /// [`Error::LearnsAlready`] while somebody else has it. Setting: no such register, the role may not, or the catalogue is
    /// older than the store.
    pub async fn begin_learning(&self, viewer: &Viewer, register: &RegisterId) -> Result<Turn> {
        self.may_teach(viewer, register).await?;
        let wished = self.wish_to_learn(register).await?;
        let person = wished.map_or_else(|| viewer.name.clone(), |wished| wished.person);
        let turn = self.catalogue().begin_learning(register, &person, self.now()).await?;
        turn.map_err(|learner| self.learns_already(register, &learner))
    }

    /// Says that learning goes on.
    ///
    /// # Errors
    /// [`Error::TurnLost`] when it did not say so for long, and somebody else learns. The catalogue fails.
    pub async fn learning_goes_on(&self, turn: &Turn) -> Result<()> {
        let ours = self.catalogue().learning_goes_on(turn, clock::now()).await?;
        if ours { Ok(()) } else { Err(Error::TurnLost(turn.register.clone())) }
    }

    /// Gives the turn back.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn end_learning(&self, turn: &Turn) -> Result<()> {
        Ok(self.catalogue().end_learning(turn).await?)
    }

    /// Who lets the register learn just now.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn learning_now(&self, register: &RegisterId) -> Result<Option<Learning>> {
        let learning = |learner: Learner| Learning { since: since(&learner), person: learner.person };
        Ok(self.learners().await?.remove(register).map(learning))
    }

    /// The same of all registers.
    pub(super) async fn learners(&self) -> Result<BTreeMap<RegisterId, Learner>> {
        Ok(self.catalogue().learners(self.now()).await?)
    }

    fn now(&self) -> Now<'_> {
        let patience = i64::try_from(self.settings().claim_seconds).unwrap_or(i64::MAX / 1000) * 1000;
        Now { here: &self.inner.here, at: clock::now(), patience }
    }

    fn learns_already(&self, register: &RegisterId, learner: &Learner) -> Error {
        Error::LearnsAlready {
            register: register.clone(),
            person: learner.person.clone(),
            since: since(learner),
            process: learner.owner.pid,
            machine: learner.owner.machine().to_owned(),
            seconds: self.settings().claim_seconds,
        }
    }
}

/// To the second: nobody waits by milliseconds.
fn since(learner: &Learner) -> String {
    clock::rfc3339(learner.began - learner.began.rem_euclid(1000))
}
