//! Keys by which acts that may be tied find each other, and which acts tell of which: asked for by key, so that nobody has
//! to read an archive to find a few. Not for what the keys are: see `register::links`.

use std::collections::BTreeMap;

use register::{
    id::{ActId, RegisterId},
    links::Key,
};
use sqlx::any::AnyRow;

use crate::{ActFacts, Catalogue, Result, acts, claims::Tx, locks, row};

/// Placeholders of a statement that asks for many at once; what is asked for is repeated to fill them.
const AT_ONCE: usize = 50;

/// The list of these placeholders, for a statement.
macro_rules! any_of {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            " IN ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25,\
             $26,$27,$28,$29,$30,$31,$32,$33,$34,$35,$36,$37,$38,$39,$40,$41,$42,$43,$44,$45,$46,$47,$48,$49,$50) ",
            $after
        )
    };
}

/// What an act is found by and whom it tells of, as made of one writing of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Keyed {
    /// The act.
    pub act: ActId,
    /// Which writing: see [`Catalogue::keys_due`].
    pub written: i64,
    /// What it is found by.
    pub keys: Vec<Key>,
    /// Whom it tells of.
    pub others: Vec<ActId>,
}

impl Catalogue {
    /// Up to `most` acts of one register whose keys are not those of what is written, standing or not, each with the
    /// number of that writing; none when all are.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn keys_due(&self, most: usize) -> Result<Vec<(ActFacts, i64)>> {
        let text = acts::select!(", written", "WHERE keyed <> written ORDER BY register, place LIMIT $1");
        let rows = sqlx::query(text).bind(row::whole(most)).fetch_all(&self.pool).await?;
        let act = |row: &AnyRow| Ok((acts::act_of(row)?, row::integer(row, acts::COLUMNS)?));
        let mut due: Vec<(ActFacts, i64)> = rows.iter().map(act).collect::<Result<_>>()?;
        if let Some(first) = due.first().map(|(act, _)| act.machine.register.clone()) {
            due.retain(|(act, _)| act.machine.register == first);
        }
        Ok(due)
    }

    /// Keeps keys of acts of one register, in one transaction; of an act that was written meanwhile none.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn put_keys(&self, register: &RegisterId, acts: &[Keyed]) -> Result<()> {
        let mut tx = self.write().await?;
        locks::register(&mut tx, register.as_str()).await?;
        for act in acts {
            let text = "UPDATE acts SET keyed = $3 WHERE id = $1 AND register = $2 AND written = $3";
            let query = sqlx::query(text).bind(act.act.as_str()).bind(register.as_str()).bind(act.written);
            if query.execute(&mut *tx).await?.rows_affected() == 1 {
                replace(&mut tx, register, act).await?;
            }
        }
        Ok(tx.commit().await?)
    }

    /// How many acts outside a register have each of the keys, by year of birth (0: not known).
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn count_keys(
        &self,
        keys: &[&str],
        outside: &RegisterId,
    ) -> Result<BTreeMap<String, BTreeMap<i64, usize>>> {
        let text = any_of!(
            "SELECT key, born, COUNT(*) FROM act_keys WHERE key",
            "AND register <> $51 GROUP BY key, born"
        );
        let mut counts: BTreeMap<String, BTreeMap<i64, usize>> = BTreeMap::new();
        for row in self.asked(text, keys, Some(outside)).await? {
            let of_key = counts.entry(row::text(&row, 0)?).or_default();
            of_key.insert(row::integer(&row, 1)?, row::count(&row, 2)?);
        }
        Ok(counts)
    }

    /// Acts outside a register that have any of the keys.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn acts_with_keys(&self, keys: &[&str], outside: &RegisterId) -> Result<Vec<ActId>> {
        let text = any_of!("SELECT DISTINCT act FROM act_keys WHERE key", "AND register <> $51");
        self.asked(text, keys, Some(outside)).await?.iter().map(id_of).collect()
    }

    /// Acts outside a register that have the key of somebody born in that year.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn acts_with_key_of(&self, key: &str, born: i64, outside: &RegisterId) -> Result<Vec<ActId>> {
        let text = "SELECT act FROM act_keys WHERE key = $1 AND born = $2 AND register <> $3";
        let query = sqlx::query(text).bind(key).bind(born).bind(outside.as_str());
        query.fetch_all(&self.pool).await?.iter().map(id_of).collect()
    }

    /// Standing acts by id; those that do not stand are left out.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn acts_named(&self, ids: &[ActId]) -> Result<Vec<ActFacts>> {
        let text = acts::select!(any_of!("WHERE id", "AND standing = 1"));
        let ids: Vec<&str> = ids.iter().map(ActId::as_str).collect();
        self.asked(text, &ids, None).await?.iter().map(acts::act_of).collect()
    }

    /// Acts that tell of any of these.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn acts_that_tell_of(&self, others: &[ActId]) -> Result<Vec<ActId>> {
        let text = any_of!("SELECT DISTINCT act FROM act_others WHERE other", "");
        let others: Vec<&str> = others.iter().map(ActId::as_str).collect();
        self.asked(text, &others, None).await?.iter().map(id_of).collect()
    }

    /// The rows of a statement with the placeholders of `any_of`, for all that is asked for.
    async fn asked(
        &self,
        text: &'static str,
        all: &[&str],
        outside: Option<&RegisterId>,
    ) -> Result<Vec<AnyRow>> {
        let mut rows = Vec::new();
        for some in all.chunks(AT_ONCE) {
            let mut query = sqlx::query(text);
            let last = some.last().copied().unwrap_or_default();
            for one in some.iter().copied().chain(std::iter::repeat(last)).take(AT_ONCE) {
                query = query.bind(one);
            }
            if let Some(outside) = outside {
                query = query.bind(outside.as_str());
            }
            rows.extend(query.fetch_all(&self.pool).await?);
        }
        Ok(rows)
    }
}

fn id_of(row: &AnyRow) -> Result<ActId> {
    Ok(ActId(row::text(row, 0)?))
}

async fn replace(tx: &mut Tx, register: &RegisterId, act: &Keyed) -> Result<()> {
    let id = act.act.as_str();
    sqlx::query("DELETE FROM act_keys WHERE act = $1").bind(id).execute(&mut **tx).await?;
    sqlx::query("DELETE FROM act_others WHERE act = $1").bind(id).execute(&mut **tx).await?;
    for key in &act.keys {
        let text =
            "INSERT INTO act_keys (key, born, act, register) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
        sqlx::query(text)
            .bind(key.text.as_str())
            .bind(i64::from(key.born.unwrap_or_default()))
            .bind(id)
            .bind(register.as_str())
            .execute(&mut **tx)
            .await?;
    }
    for other in &act.others {
        let text = "INSERT INTO act_others (other, act) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        sqlx::query(text).bind(other.as_str()).bind(id).execute(&mut **tx).await?;
    }
    Ok(())
}
