//! Opening a catalogue: connections, what each connection promises, and the steps that bring the tables up
//! to date. Not for what stands in the tables.

use std::{
    path::Path,
    sync::{Arc, Once},
    time::Duration,
};

use sqlx::{Any, AnyPool, Transaction, any::AnyPoolOptions};

use crate::{Error, Result, learnings::InHand, row};

/// The tables, step by step; a step that was released is never changed.
const STEPS: [&str; 8] = [
    include_str!("../migrations/001_facts.sql"),
    include_str!("../migrations/002_referred.sql"),
    include_str!("../migrations/003_restand_classed.sql"),
    include_str!("../migrations/004_locks.sql"),
    include_str!("../migrations/005_keys.sql"),
    include_str!("../migrations/006_transcriptions.sql"),
    include_str!("../migrations/007_line_models.sql"),
    include_str!("../migrations/008_learnings.sql"),
];

/// What every SQLite connection promises. A writer waits half a minute for another; what is committed is
/// on the disk (`FULL`), as invariant 2 asks.
const SQLITE_PROMISES: &str = "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; \
     PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";

/// Where two programs that begin at once wait for each other: before there is a table, no row can hold one off.
/// The number is any that nothing else in the database uses.
const POSTGRES_ONE_AT_A_TIME: &str = "DO $$ BEGIN PERFORM pg_advisory_xact_lock(7234117034229510); END $$";

/// More than a desk's requests at one moment; SQLite has one writer anyhow.
const CONNECTIONS: u32 = 8;

/// An open catalogue. Cheap to clone.
#[derive(Clone)]
pub struct Catalogue {
    pub(crate) pool: AnyPool,
    begin: &'static str,
    /// Turns that were taken here and not given back.
    pub(crate) turns: Arc<InHand>,
}

impl Catalogue {
    /// Opens the catalogue at `address`: a path or `sqlite:` path of a file, made when there is none, or a
    /// `postgres:` address. Tables are brought up to date.
    ///
    /// # Errors
    /// [`Error::Unreachable`] when it cannot be opened, [`Error::Newer`] when a newer program has changed it.
    pub async fn open(address: &str) -> Result<Self> {
        static DRIVERS: Once = Once::new();
        DRIVERS.call_once(sqlx::any::install_default_drivers);
        let unreachable = |cause: String| Error::Unreachable { address: without_password(address), cause };
        let postgres = address.starts_with("postgres:") || address.starts_with("postgresql:");
        let url = if postgres { address.to_owned() } else { sqlite_url(address).map_err(&unreachable)? };
        // SQLite decides at the beginning of a transaction who writes; beginning to read and writing later
        // would fail when somebody else wrote in between.
        let (promises, begin) = if postgres { ("", "BEGIN") } else { (SQLITE_PROMISES, "BEGIN IMMEDIATE") };
        let pool = AnyPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(Duration::from_secs(60))
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    if !promises.is_empty() {
                        sqlx::raw_sql(promises).execute(connection).await?;
                    }
                    Ok(())
                })
            })
            .connect(&url)
            .await
            .map_err(|error| unreachable(error.to_string()))?;
        let catalogue = Self { pool, begin, turns: Arc::default() };
        catalogue.bring_up_to_date(postgres, address).await?;
        Ok(catalogue)
    }

    /// Starts a transaction that may write.
    pub(crate) async fn write(&self) -> Result<Transaction<'static, Any>> {
        Ok(self.pool.begin_with(self.begin).await?)
    }

    async fn bring_up_to_date(&self, postgres: bool, address: &str) -> Result<()> {
        let mut tx = self.write().await?;
        if postgres {
            sqlx::raw_sql(POSTGRES_ONE_AT_A_TIME).execute(&mut *tx).await?;
        }
        sqlx::query("CREATE TABLE IF NOT EXISTS steps (step BIGINT PRIMARY KEY)").execute(&mut *tx).await?;
        let done = sqlx::query("SELECT COUNT(*) FROM steps").fetch_one(&mut *tx).await?;
        let done: usize = row::count(&done, 0)?;
        if done > STEPS.len() {
            let address = without_password(address);
            return Err(Error::Newer { address, done, known: STEPS.len() });
        }
        for (step, text) in STEPS.iter().enumerate().skip(done) {
            sqlx::raw_sql(*text).execute(&mut *tx).await?;
            let step = row::whole(step);
            sqlx::query("INSERT INTO steps (step) VALUES ($1)").bind(step).execute(&mut *tx).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Closes all connections, so that SQLite folds its log into the file.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

fn sqlite_url(address: &str) -> std::result::Result<String, String> {
    let path = address.strip_prefix("sqlite:").map_or(address, |rest| rest.trim_start_matches("//"));
    if let Some(folder) = Path::new(path).parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let escaped = path.replace('%', "%25").replace('?', "%3F").replace('#', "%23").replace(' ', "%20");
    Ok(format!("sqlite:{escaped}?mode=rwc"))
}

fn without_password(address: &str) -> String {
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, place))) => format!("{scheme}://…@{place}"),
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        assert_eq!(without_password("postgres://daftar:secret@db/daftar"), "postgres://…@db/daftar");
        assert_eq!(without_password("/srv/a/catalogue.db"), "/srv/a/catalogue.db");
    }

    #[test]
    fn a_path_with_odd_letters_stays_one_path() {
        assert_eq!(sqlite_url("a 1%?.db").unwrap(), "sqlite:a%201%25%3F.db?mode=rwc");
    }
}
