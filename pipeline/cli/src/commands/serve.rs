//! `daftar serve`: the desks in the browser, until Ctrl-C. Not for what they show: that is `desks`.

use std::io::Write as _;

use anyhow::Context as _;
use archive::forms::FormsFolder;
use desks::DeskSettings;
use register::access::Role;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

use crate::{
    Outcome,
    arguments::{Desk, Serve},
    config::Config,
    trouble::Trouble,
};

pub(super) async fn carry_out(asked: &Serve) -> anyhow::Result<Outcome> {
    let (config, archive) = super::open(&asked.place).await?;
    archive.follow().await?;
    let bind = asked.bind.as_deref().unwrap_or(&config.sections.desks.bind);
    let listener = TcpListener::bind(bind).await.map_err(|error| {
        Trouble::setting("the desks cannot be opened at this address")
            .what(error.to_string())
            .place(bind)
            .remedy("name a free address: daftar serve --bind 127.0.0.1:8480")
    })?;
    writeln!(std::io::stdout().lock(), "desks  http://{}", listener.local_addr()?)?;
    let desks = desks::router(archive, settings(asked, &config));
    axum::serve(listener, desks)
        .with_graceful_shutdown(asked_to_stop())
        .await
        .context("serving the desks")?;
    Ok(Outcome::Done)
}

fn settings(asked: &Serve, config: &Config) -> DeskSettings {
    let usual = DeskSettings::default();
    let desks = if asked.desks.is_empty() { usual.desks } else { asked.desks.iter().map(role).collect() };
    let section = &config.sections.desks;
    DeskSettings {
        desks,
        office: section.title.clone(),
        secure_cookies: section.secure_cookies,
        forms: Some(FormsFolder::of_archive(&config.dir)),
    }
}

fn role(desk: &Desk) -> Role {
    match desk {
        Desk::Archivist => Role::Archivist,
        Desk::Verifier => Role::Verifier,
        Desk::Clerk => Role::Clerk,
        Desk::Agency => Role::Agency,
    }
}

async fn asked_to_stop() {
    let mut terminate = signal(SignalKind::terminate()).expect("the system lets us hear SIGTERM");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
