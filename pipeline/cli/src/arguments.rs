//! What can be typed on the command line. Not for what settings say (that is `config`), and nothing here
//! checks more than the shape.

mod asking;
mod forms;
mod learning;
mod measuring;
mod people;
mod reading;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use register::{access::Role, id::ScanId};

pub(crate) use self::{asking::*, forms::*, learning::*, measuring::*, people::*, reading::*};

/// Register books go in as scans and come out as acts a clerk can find.
#[derive(Debug, Parser)]
#[command(
    name = "daftar",
    version,
    after_help = "Exit codes: 0 all done · 1 our fault · 2 settings or usage · 3 done, but something was set aside, is to be answered or got worse · 130 stopped by Ctrl-C before all was done."
)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Which archive.
#[derive(Debug, Clone, Args)]
pub(crate) struct Where {
    /// The archive's folder: the one with daftar.toml.
    #[arg(short = 'C', value_name = "DIR", default_value = ".")]
    pub(crate) dir: PathBuf,
}

/// Who asks, and for what: narrows the command line's own view.
#[derive(Debug, Clone, Args)]
pub(crate) struct AskedAs {
    /// See only what this role sees: archivist, verifier, clerk, agency or public.
    #[arg(long = "as", value_name = "ROLE")]
    pub(crate) role: Option<Role>,
    /// For what, written to the audit log.
    #[arg(long, value_name = "TEXT")]
    pub(crate) purpose: Option<String>,
}

/// One command each.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make an archive: DIR/daftar.toml with folder store, SQLite and index below DIR
    Init(Init),
    /// Take scans (files or folders, recursively, in natural order) into a register
    Ingest(Ingest),
    /// Read all that waits; returns when everything read is searchable
    Run(Run),
    /// Where each register stands
    Status(Status),
    /// Take scans out of reading and search; nothing is deleted
    Withdraw(Withdraw),
    /// Is the book complete and sharp?
    Check(Check),
    /// Read one scan; no archive needed
    Read(Read),
    /// How well are pages of known text read? Against an earlier run: did any get worse?
    Evaluate(Evaluate),
    /// Forms: propose one from a scan, try it on another, list those known
    #[command(subcommand)]
    Form(Form),
    /// Let a register's own lines, written down at the desk, teach the program its hand
    Learn(Learn),
    /// Take in acts from elsewhere (JSONL or CSV), without scans
    Import(Import),
    /// Give out acts in capture order
    Export(Export),
    /// Find acts and pages
    Search(Search),
    /// Look after the index
    #[command(subcommand)]
    Index(Index),
    /// Look after the catalogue
    #[command(subcommand)]
    Catalogue(Catalogue),
    /// Look after the people who sign in at the desks
    #[command(subcommand)]
    People(People),
    /// Check models, store, catalogue, index and disk
    Doctor(Doctor),
    /// Who looked at what, and whether the log is whole
    Audit(Audit),
    /// Open the desks in the browser
    Serve(Serve),
    /// A reader child, started by the program itself
    #[command(hide = true)]
    Reader(Reader),
}

/// `daftar init`
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The new archive's folder.
    pub(crate) dir: PathBuf,
}

/// `daftar ingest`
#[derive(Debug, Args)]
pub(crate) struct Ingest {
    #[command(flatten)]
    pub(crate) place: Where,
    /// The register file (TOML); only `id` is required in it. Its `form` is one of birth, marriage, divorce, death,
    /// paternity, adoption, name_change, deed; its `type` one of these, or mixed.
    #[arg(long, value_name = "R.toml")]
    pub(crate) register: PathBuf,
    /// Delivered checksums (lines of `sha256sum`) to compare with.
    #[arg(long, value_name = "LIST")]
    pub(crate) checksums: Option<PathBuf>,
    /// The one file is this scan shot again, and replaces it.
    #[arg(long, value_name = "SCAN")]
    pub(crate) replaces: Option<ScanId>,
    /// Scans, or folders of them.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
}

/// `daftar status`
#[derive(Debug, Args)]
pub(crate) struct Status {
    #[command(flatten)]
    pub(crate) place: Where,
    /// As JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// `daftar withdraw`
#[derive(Debug, Args)]
pub(crate) struct Withdraw {
    #[command(flatten)]
    pub(crate) place: Where,
    /// Scans, as births-1956/000012.
    #[arg(required = true, value_name = "SCAN")]
    pub(crate) scans: Vec<ScanId>,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub(crate) because: Option<String>,
    /// The re-shot scan that stands in for the one withdrawn.
    #[arg(long, value_name = "SCAN")]
    pub(crate) replaced_by: Option<ScanId>,
}

/// `daftar index`
#[derive(Debug, Subcommand)]
pub(crate) enum Index {
    /// Make the index anew from the store
    Rebuild(Where),
}

/// `daftar catalogue`
#[derive(Debug, Subcommand)]
pub(crate) enum Catalogue {
    /// Fill an empty catalogue from the store: registers, scans, acts, decisions, lines written down (people
    /// and audit log come from a backup)
    Rebuild(Where),
}

/// `daftar doctor`
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    #[command(flatten)]
    pub(crate) place: Where,
}

/// `daftar audit`
#[derive(Debug, Args)]
pub(crate) struct Audit {
    #[command(flatten)]
    pub(crate) place: Where,
}

/// `daftar serve`
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) place: Where,
    /// Address and port, as 127.0.0.1:8480.
    #[arg(long, value_name = "ADDR")]
    pub(crate) bind: Option<String>,
    /// Which desks to open.
    #[arg(long, value_name = "DESKS", value_delimiter = ',')]
    pub(crate) desks: Vec<Desk>,
}

/// A desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Desk {
    /// Shelf.
    Archivist,
    /// Acts to verify.
    Verifier,
    /// Search.
    Clerk,
    /// For programs of other agencies.
    Agency,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }
}
