//! Which registers learn just now: one learning of a register at a time. Who learns holds a turn, which is free at once when
//! its owner is dead on this machine or has it no more in hand, elsewhere when its heartbeat stops. Not for what is learned: see
//! `line_models`.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, PoisonError},
};

use register::id::RegisterId;
use sqlx::any::AnyRow;

use crate::{Catalogue, Owner, Result, claims::Tx, locks, row};

/// The right to let a register learn, until it is given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The register.
    pub register: RegisterId,
    /// The fencing token, drawn from that of claims.
    pub token: i64,
}

/// Who has a register's turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learner {
    /// Who let it learn.
    pub person: String,
    /// Since when, milliseconds since 1970.
    pub began: i64,
    /// In which process.
    pub owner: Owner,
    token: i64,
    heartbeat: i64,
}

/// Who looks: from where, at what moment, and after how long a silence a turn is free (both in milliseconds).
#[derive(Debug, Clone, Copy)]
pub struct Now<'o> {
    /// The process that looks.
    pub here: &'o Owner,
    /// Milliseconds since 1970.
    pub at: i64,
    /// Milliseconds.
    pub patience: i64,
}

const SELECT: &str =
    "SELECT register, person, began, host, boot, pid, started, token, heartbeat FROM learnings";

fn learner_of(row: &AnyRow) -> Result<(RegisterId, Learner)> {
    let owner = Owner {
        host: row::text(row, 3)?,
        boot: row::text(row, 4)?,
        pid: row::count(row, 5)?,
        started: row::count(row, 6)?,
    };
    let (person, began) = (row::text(row, 1)?, row::integer(row, 2)?);
    let (token, heartbeat) = (row::integer(row, 7)?, row::integer(row, 8)?);
    Ok((row::word(row, 0)?, Learner { person, began, owner, token, heartbeat }))
}

/// Turns by their tokens that this process took and did not give back. A row of this process beside them is left over: giving
/// it back failed. Without this it would be held as long as the process lives.
#[derive(Default)]
pub(crate) struct InHand(Mutex<BTreeSet<i64>>);

impl InHand {
    fn change<T>(&self, change: impl FnOnce(&mut BTreeSet<i64>) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn is_left_over(&self, learner: &Learner, here: &Owner) -> bool {
        learner.owner == *here && !self.change(|tokens| tokens.contains(&learner.token))
    }
}

impl Catalogue {
    /// Takes the register's turn, or says who has it.
    ///
    /// # Errors
    /// The catalogue fails, or has no such register.
    pub async fn begin_learning(
        &self,
        register: &RegisterId,
        person: &str,
        now: Now<'_>,
    ) -> Result<std::result::Result<Turn, Learner>> {
        let mut tx = self.write().await?;
        locks::register(&mut tx, register.as_str()).await?;
        let rows = sqlx::query(SELECT).fetch_all(&mut *tx).await?;
        if let Some(learner) = self.living(&rows, now)?.remove(register) {
            return Ok(Err(learner));
        }
        let turn = take(&mut tx, register, person, now).await?;
        // Before others see the row.
        self.turns.change(|tokens| tokens.insert(turn.token));
        tx.commit().await?;
        Ok(Ok(turn))
    }

    /// The registers that learn just now, with who lets them.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn learners(&self, now: Now<'_>) -> Result<BTreeMap<RegisterId, Learner>> {
        self.living(&sqlx::query(SELECT).fetch_all(&self.pool).await?, now)
    }

    /// Says that learning goes on; false when the turn went to somebody else.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn learning_goes_on(&self, turn: &Turn, now: i64) -> Result<bool> {
        let text = "UPDATE learnings SET heartbeat = $3 WHERE register = $1 AND token = $2";
        let query = sqlx::query(text).bind(turn.register.as_str()).bind(turn.token).bind(now);
        Ok(query.execute(&self.pool).await?.rows_affected() == 1)
    }

    /// Gives a turn back; nothing happens where it went to somebody else.
    ///
    /// # Errors
    /// The catalogue fails. Then the turn is free for this process all the same, and for others when this one ends.
    pub async fn end_learning(&self, turn: &Turn) -> Result<()> {
        self.turns.change(|tokens| tokens.remove(&turn.token));
        let text = "DELETE FROM learnings WHERE register = $1 AND token = $2";
        sqlx::query(text).bind(turn.register.as_str()).bind(turn.token).execute(&self.pool).await?;
        Ok(())
    }

    /// Of all that hold turns those whose turns are not free.
    fn living(&self, rows: &[AnyRow], now: Now<'_>) -> Result<BTreeMap<RegisterId, Learner>> {
        let mut all = rows.iter().map(learner_of).collect::<Result<BTreeMap<_, _>>>()?;
        let is_free = |learner: &Learner| {
            learner.owner.is_gone(now.here, learner.heartbeat, now.at - now.patience)
                || self.turns.is_left_over(learner, now.here)
        };
        all.retain(|_, learner| !is_free(learner));
        Ok(all)
    }
}

async fn take(tx: &mut Tx, register: &RegisterId, person: &str, now: Now<'_>) -> Result<Turn> {
    let text = "DELETE FROM learnings WHERE register = $1";
    sqlx::query(text).bind(register.as_str()).execute(&mut **tx).await?;
    let token = "UPDATE counters SET value = value + 1 WHERE name = 'token' RETURNING value";
    let token = row::integer(&sqlx::query(token).fetch_one(&mut **tx).await?, 0)?;
    let text = "INSERT INTO learnings (register, person, began, host, boot, pid, started, token, heartbeat) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $3)";
    sqlx::query(text)
        .bind(register.as_str())
        .bind(person)
        .bind(now.at)
        .bind(now.here.host.as_str())
        .bind(now.here.boot.as_str())
        .bind(i64::from(now.here.pid))
        .bind(row::whole(now.here.started))
        .bind(token)
        .execute(&mut **tx)
        .await?;
    Ok(Turn { register: register.clone(), token })
}
