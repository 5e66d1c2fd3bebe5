//! Binary `daftar`: the hand that turns the crank. Command line, settings, the run with its reader
//! children, progress, and words and exit codes for every trouble.
//!
//! What an archive is and does stands in `archive`; what is on a page in `reading`. This crate never
//! knows SQL, HTML or an engine's flags, and it is the only one in which things run side by side.

mod arguments;
mod commands;
mod config;
mod models;
mod output;
mod progress;
mod reader;
mod run;
mod trouble;

use std::{
    io::{IsTerminal as _, Write as _},
    process::ExitCode,
};

use clap::Parser as _;

use arguments::{Arguments, Command};

/// How a command that was carried out ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All done.
    Done,
    /// Done, but some material needs a hand, or work remains because somebody stopped the run.
    SomethingRemains,
}

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    let carried_out = std::panic::catch_unwind(|| match &command {
        Command::Reader(settings) => reader::child::serve(settings).map(|()| Outcome::Done),
        _ => carry_out(&command),
    });
    match carried_out {
        Ok(Ok(Outcome::Done)) => ExitCode::SUCCESS,
        Ok(Ok(Outcome::SomethingRemains)) => ExitCode::from(trouble::Kind::Material.exit_code()),
        Ok(Err(error)) => {
            let (words, code) = trouble::report(&error, output::colour());
            // Nobody is left to tell when stderr is gone.
            let _ = std::io::stderr().write_all(words.as_bytes());
            ExitCode::from(code)
        }
        Err(_) => ExitCode::from(trouble::Kind::Fault.exit_code()),
    }
}

fn carry_out(command: &Command) -> anyhow::Result<Outcome> {
    log();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let outcome = runtime.block_on(commands::carry_out(command));
    // A blocking task may still be at work after Ctrl-C; nobody waits for it.
    runtime.shutdown_background();
    outcome
}

/// Logs to stderr what `DAFTAR_LOG` asks for, warnings by default.
fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("DAFTAR_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal() && output::colour())
        .init();
}
