//! Decisions: appended, never changed; this file holds no other statement on them than insert and select.
//! Not for the rules by which they settle an act.

use std::collections::BTreeMap;

use register::{
    access::Access,
    act::Status,
    decision::Decision,
    id::{ActId, RegisterId},
};
use sqlx::any::AnyRow;

use crate::{Catalogue, Result, claims::Tx, row, standing::class};

/// Decisions that were appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// Number of decisions on the act now.
    pub revision: u64,
    /// Number of the last one in the register, from 1.
    pub number: u64,
}

/// Where an act stands when decisions are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// Its state.
    pub status: Status,
    /// Its class.
    pub access: Access,
    /// Is nothing open but what was referred?
    pub referred: bool,
}

fn decision_of(row: &AnyRow) -> Result<Decision> {
    row::json(row, 0)
}

impl Catalogue {
    /// Appends decisions on one act, made when it had `expected` of them, with where the act stands settled
    /// by all; `None`, with nothing written, when somebody else appended meanwhile.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn append(
        &self,
        register: &RegisterId,
        act: &ActId,
        decisions: &[Decision],
        expected: u64,
        settled: Settled,
    ) -> Result<Option<Appended>> {
        let mut tx = self.write().await?;
        sqlx::query("UPDATE registers SET revision = revision + 1 WHERE id = $1")
            .bind(register.as_str())
            .execute(&mut *tx)
            .await?;
        let revision = expected + decisions.len() as u64;
        let text = "UPDATE acts SET revision = $3, unpublished = 1, status = $4, access = $5, referred = $6, \
                    written = written + 1 WHERE id = $1 AND revision = $2";
        let done = sqlx::query(text)
            .bind(act.as_str())
            .bind(row::whole(expected))
            .bind(row::whole(revision))
            .bind(row::as_word(settled.status)?)
            .bind(class(settled.access))
            .bind(i64::from(settled.referred))
            .execute(&mut *tx)
            .await?;
        if done.rows_affected() == 0 {
            return Ok(None);
        }
        let mut number = 0;
        for (place, decision) in (expected + 1..).zip(decisions) {
            number = insert(&mut tx, register, decision, place).await?;
        }
        tx.commit().await?;
        Ok(Some(Appended { revision, number }))
    }

    /// The decisions on an act, in the order they were made.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn decisions(&self, act: &ActId) -> Result<Vec<Decision>> {
        let text = "SELECT decision FROM decisions WHERE act = $1 ORDER BY revision";
        sqlx::query(text).bind(act.as_str()).fetch_all(&self.pool).await?.iter().map(decision_of).collect()
    }

    /// The decisions on the acts of a register with `from <= place < to`, by act.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn decisions_on(
        &self,
        register: &RegisterId,
        from: u64,
        to: u64,
    ) -> Result<BTreeMap<ActId, Vec<Decision>>> {
        let text = "SELECT d.decision FROM decisions d JOIN acts a ON a.id = d.act \
                    WHERE a.register = $1 AND a.place >= $2 AND a.place < $3 ORDER BY d.act, d.revision";
        let query = sqlx::query(text).bind(register.as_str()).bind(row::whole(from)).bind(row::whole(to));
        let mut by_act: BTreeMap<ActId, Vec<Decision>> = BTreeMap::new();
        for row in query.fetch_all(&self.pool).await? {
            let decision = decision_of(&row)?;
            by_act.entry(decision.act.clone()).or_default().push(decision);
        }
        Ok(by_act)
    }

    /// The decisions of a register with `from <= number < to`, in the order they were made.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn decisions_between(
        &self,
        register: &RegisterId,
        from: u64,
        to: u64,
    ) -> Result<Vec<Decision>> {
        let text = "SELECT decision FROM decisions WHERE register = $1 AND number >= $2 AND number < $3 ORDER BY number";
        let query = sqlx::query(text).bind(register.as_str()).bind(row::whole(from)).bind(row::whole(to));
        query.fetch_all(&self.pool).await?.iter().map(decision_of).collect()
    }
}

/// Writes a decision, the `place`-th on its act; gives its number in the register.
pub(crate) async fn insert(
    tx: &mut Tx,
    register: &RegisterId,
    decision: &Decision,
    place: u64,
) -> Result<u64> {
    let text = "INSERT INTO decisions (register, number, act, revision, decision) \
                SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4 FROM decisions WHERE register = $1 \
                RETURNING number";
    let row = sqlx::query(text)
        .bind(register.as_str())
        .bind(decision.act.as_str())
        .bind(row::whole(place))
        .bind(serde_json::to_string(decision)?)
        .fetch_one(&mut **tx)
        .await?;
    row::count(&row, 0)
}
