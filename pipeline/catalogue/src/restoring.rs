//! A register's facts written anew, as the store tells them. Not for acts: those are written by the same
//! functions as ever, once their register stands.

use std::collections::BTreeMap;

use register::{
    decision::Decision,
    id::{ActId, RegisterId},
    volume::RegisterCard,
};

use crate::{Catalogue, PageFacts, Result, State, claims::Tx, decisions, pages, row};

/// A register as the store tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldRegister {
    /// Its card.
    pub card: RegisterCard,
    /// Its newest generation in the store; 0 when it never published.
    pub generation: u64,
    /// What reading took from its agreement.
    pub agreement: Option<String>,
    /// Its scans.
    pub scans: Vec<ToldScan>,
}

/// A scan as the store tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldScan {
    /// Its name in the register.
    pub number: u32,
    /// Capture order.
    pub place: u32,
    /// SHA-256 of its file, hexadecimal.
    pub sha256: String,
    /// The file's name as delivered.
    pub name: String,
    /// Ending of the master's name in the store.
    pub ending: String,
    /// Bytes of the file.
    pub size: u64,
    /// Which image of the file, from 0.
    pub frame: u32,
    /// Width and height in pixels.
    pub sides: (u32, u32),
    /// Where it stands.
    pub state: State,
    /// Why it was set aside or withdrawn.
    pub reason: Option<String>,
    /// The scan that replaced it.
    pub replaced_by: Option<u32>,
    /// Its pages, where it was read.
    pub pages: Vec<PageFacts>,
}

impl Catalogue {
    /// Writes a register that is not here yet, all or nothing. It agrees and extracts again with the next run:
    /// what was read need not be read again.
    ///
    /// # Errors
    /// The catalogue fails, or has the register.
    pub async fn restore(&self, told: &ToldRegister, now: i64) -> Result<()> {
        let due = i64::from(told.scans.iter().any(|s| matches!(s.state, State::Waiting | State::Read)));
        let generation = row::whole(told.generation);
        let mut tx = self.write().await?;
        let text = "INSERT INTO registers (id, card, generation, published, revision, changes, agree_due, \
                    extract_due, publish_due, signed_off) VALUES ($1, $2, $3, $4, 0, 0, $5, $6, 0, 0)";
        sqlx::query(text)
            .bind(told.card.id.as_str())
            .bind(serde_json::to_string(&told.card)?)
            .bind(generation)
            .bind(generation)
            .bind(due)
            .bind(due)
            .execute(&mut *tx)
            .await?;
        for scan in &told.scans {
            put_scan(&mut tx, told, scan, now).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

impl Catalogue {
    /// Writes the decisions of a register whose acts were written just before, in the order they were made, all
    /// or none. What they make of the acts stands in those already.
    ///
    /// # Errors
    /// The catalogue fails, or has no such act.
    pub async fn restore_decisions(&self, register: &RegisterId, decisions: &[Decision]) -> Result<()> {
        let mut tx = self.write().await?;
        let mut made: BTreeMap<&ActId, u64> = BTreeMap::new();
        for decision in decisions {
            let revision = made.entry(&decision.act).or_default();
            *revision += 1;
            decisions::insert(&mut tx, register, decision, *revision).await?;
        }
        for (act, revision) in made {
            sqlx::query("UPDATE acts SET revision = $2, written = written + 1 WHERE id = $1")
                .bind(act.as_str())
                .bind(row::whole(revision))
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

async fn put_scan(tx: &mut Tx, told: &ToldRegister, scan: &ToldScan, now: i64) -> Result<()> {
    let register = told.card.id.as_str();
    let text = "INSERT INTO files (register, sha256, name, ending, size) VALUES ($1, $2, $3, $4, $5) \
                ON CONFLICT (register, sha256) DO NOTHING";
    sqlx::query(text)
        .bind(register)
        .bind(scan.sha256.as_str())
        .bind(scan.name.as_str())
        .bind(scan.ending.as_str())
        .bind(row::whole(scan.size))
        .execute(&mut **tx)
        .await?;
    let text = "INSERT INTO scans (register, number, place, sha256, frame, width, height, state, reason, attempts, \
                replaced_by, arrived_at, agreement) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11, $12)";
    let read = scan.state == State::Read;
    sqlx::query(text)
        .bind(register)
        .bind(i64::from(scan.number))
        .bind(i64::from(scan.place))
        .bind(scan.sha256.as_str())
        .bind(i64::from(scan.frame))
        .bind(i64::from(scan.sides.0))
        .bind(i64::from(scan.sides.1))
        .bind(row::as_word(scan.state)?)
        .bind(scan.reason.clone())
        .bind(scan.replaced_by.map(i64::from))
        .bind(now)
        .bind(told.agreement.clone().filter(|_| read))
        .execute(&mut **tx)
        .await?;
    pages::replace(tx, register, i64::from(scan.number), &scan.pages).await
}
