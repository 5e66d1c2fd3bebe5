//! One file a command; here only which is which, and what most of them begin with.

mod audit;
mod catalogue;
mod check;
mod doctor;
mod evaluate;
mod export;
mod form;
mod import;
mod index;
mod ingest;
mod init;
mod learn;
mod people;
mod read;
mod run;
mod search;
mod serve;
mod status;
mod withdraw;

use archive::Archive;
use register::access::{Role, Viewer};

use crate::{
    Outcome,
    arguments::{AskedAs, Command, Where},
    config::Config,
};

/// Carries out what was typed.
pub(crate) async fn carry_out(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Init(asked) => init::carry_out(asked).await,
        Command::Ingest(asked) => ingest::carry_out(asked).await,
        Command::Run(asked) => run::carry_out(asked).await,
        Command::Status(asked) => status::carry_out(asked).await,
        Command::Withdraw(asked) => withdraw::carry_out(asked).await,
        Command::Check(asked) => check::carry_out(asked).await,
        Command::Read(asked) => read::carry_out(asked).await,
        Command::Evaluate(asked) => evaluate::carry_out(asked).await,
        Command::Form(asked) => form::carry_out(asked).await,
        Command::Learn(asked) => learn::carry_out(asked).await,
        Command::Import(asked) => import::carry_out(asked).await,
        Command::Export(asked) => export::carry_out(asked).await,
        Command::Search(asked) => search::carry_out(asked).await,
        Command::Index(asked) => index::carry_out(asked).await,
        Command::Catalogue(asked) => catalogue::carry_out(asked).await,
        Command::People(asked) => people::carry_out(asked).await,
        Command::Doctor(asked) => doctor::carry_out(asked).await,
        Command::Audit(asked) => audit::carry_out(asked).await,
        Command::Serve(asked) => serve::carry_out(asked).await,
        Command::Reader(_) => unreachable!("readers are served before anything else is set up"),
    }
}

/// Settings first, then the archive.
async fn open(place: &Where) -> anyhow::Result<(Config, Archive)> {
    let config = Config::load(&place.dir)?;
    let archive = Archive::open(&config.archive_settings()).await?;
    Ok((config, archive))
}

/// On the command line the viewer is the archive's own archivist, unless it is narrowed.
fn viewer(asked: &AskedAs) -> Viewer {
    Viewer {
        name: "command line".into(),
        role: asked.role.unwrap_or(Role::Archivist),
        purpose: asked.purpose.clone(),
    }
}

/// The archive's own archivist.
fn archivist() -> Viewer {
    viewer(&AskedAs { role: None, purpose: None })
}
