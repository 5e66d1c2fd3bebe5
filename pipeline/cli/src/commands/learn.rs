//! `daftar learn`: lines that people wrote down, and those that verified fields tell, teach the program a
//! register's hand; what is better is taken, and reads the register from the next run on. Not for learning
//! itself: that is `reading`.

mod fails;
mod gathered;
mod once;
mod told;
mod wishes;

use std::sync::Arc;

use anyhow::Context as _;
use archive::{Archive, working::Stage};
use register::{id::RegisterId, teaching::Lineage};

use crate::{Outcome, arguments::Learn, config::Config, progress::Progress, run::Stop, trouble::Trouble};

use fails::Fails;
pub(super) use wishes::Wishes;

/// Where registers learn, who is told, and who may break it off.
#[derive(Clone, Copy)]
struct Teaching<'t> {
    config: &'t Config,
    archive: &'t Archive,
    progress: &'t Arc<Progress>,
    stop: &'t Stop,
}

pub(super) async fn carry_out(asked: &Learn) -> anyhow::Result<Outcome> {
    let (config, archive) = super::open(&asked.place).await?;
    if asked.forget {
        return forget(&archive, asked).await;
    }
    must_be_there(&archive, &asked.register).await?;
    let (progress, stop) = (Arc::new(Progress::for_stderr()), Stop::new());
    let at = Teaching { config: &config, archive: &archive, progress: &progress, stop: &stop };
    let learned = at_once(at, asked).await?;
    // Who asked at a desk was promised a new reading.
    let renews = asked.renew || learned.asked;
    let renewed = if renews { renewed(&archive, &learned.lineage).await? } else { None };
    told::outcome(asked.json, &learned, renewed)?;
    let remains = learned.aside > 0 || !learned.lineage.is_taken();
    Ok(if remains { Outcome::SomethingRemains } else { Outcome::Done })
}

/// Learns; where a desk waits for that it is told, too, what failed.
async fn at_once(at: Teaching<'_>, asked: &Learn) -> anyhow::Result<once::Learned> {
    let register = &asked.register;
    let tried = once::tried(at, register).await?;
    match once::learned(at, register, asked.passes).await {
        Ok(learned) => Ok(learned),
        Err(fails @ Fails::Elsewhere(_)) => Err(fails.trouble(register)),
        Err(fails) => {
            if let Err(error) = once::keep_failure(at, register, &fails, tried).await {
                tracing::warn!(%register, %error, "it is not kept for the desk that nothing was learned");
            }
            Err(fails.trouble(register))
        }
    }
}

async fn must_be_there(archive: &Archive, register: &RegisterId) -> anyhow::Result<()> {
    if archive.cards().await?.iter().any(|card| card.id == *register) {
        return Ok(());
    }
    let missing = Trouble::setting(format!("there is no register {register}"));
    Err(missing.remedy("daftar status names those there are").into())
}

/// Lets the register be read anew where there is something new to read it by; gives the number of scans.
async fn renewed(archive: &Archive, lineage: &Lineage) -> anyhow::Result<Option<usize>> {
    if !lineage.is_taken() {
        return Ok(None);
    }
    let scans = archive.renew(Stage::Recognize, Some(&lineage.register)).await;
    Ok(Some(scans.context("reading the register anew")?))
}

async fn forget(archive: &Archive, asked: &Learn) -> anyhow::Result<Outcome> {
    let dropped = archive.drop_model(&super::archivist(), &asked.register).await?;
    told::forgotten(asked, dropped)?;
    Ok(Outcome::Done)
}
