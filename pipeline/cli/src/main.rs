//! Binary `daftar`: the hand that turns the crank. Command line, settings, the run with its reader
//! children, progress, and words and exit codes for every trouble.
//!
//! What an archive is and does stands in `archive`; what is on a page in `reading`. This crate never
//! knows SQL, HTML or an engine's flags, and it is the only one in which things run side by side.

mod arguments;
mod commands;
mod config;
mod folders;
mod forms;
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
    /// Done, but some material needs a hand.
    SomethingRemains,
    /// Work remains because somebody stopped the run.
    Stopped,
}

impl Outcome {
    /// The code for the shell, as `daftar --help` tells them.
    pub(crate) fn exit_code(self) -> u8 {
        match self {
            Outcome::Done => 0,
            Outcome::SomethingRemains => trouble::Kind::Material.exit_code(),
            // 128 and the number of SIGINT, as shells count programs that were interrupted (POSIX, 2.8.2).
            Outcome::Stopped => 130,
        }
    }
}

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    let carried_out = std::panic::catch_unwind(|| match &command {
        Command::Reader(settings) => reader::child::serve(settings).map(|()| Outcome::Done),
        _ => carry_out(&command),
    });
    match carried_out {
        Ok(Ok(outcome)) => ExitCode::from(outcome.exit_code()),
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_help_names_the_exit_code_of_every_outcome() {
        let help = Arguments::command().render_help().to_string();
        let (_, codes) = help.split_once("Exit codes:").unwrap();
        let named: Vec<&str> = codes.split('·').filter_map(|part| part.split_whitespace().next()).collect();
        for outcome in [Outcome::Done, Outcome::SomethingRemains, Outcome::Stopped] {
            assert!(
                named.contains(&outcome.exit_code().to_string().as_str()),
                "{outcome:?} is not in {named:?}"
            );
        }
    }

    #[test]
    fn a_run_that_was_stopped_is_told_from_one_that_set_something_aside() {
        assert_eq!([Outcome::SomethingRemains, Outcome::Stopped].map(Outcome::exit_code), [3, 130]);
    }
}
