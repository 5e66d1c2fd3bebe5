//! What can be typed on the command line. Not for what settings say (that is `config`), and nothing here
//! checks more than the shape.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use register::{
    access::Role,
    form::ActType,
    id::{RegisterId, ScanId},
};

/// Register books go in as scans and come out as acts a clerk can find.
#[derive(Debug, Parser)]
#[command(
    name = "daftar",
    version,
    after_help = "Exit codes: 0 all done · 1 our fault · 2 settings or usage · 3 done, but something was set aside.\nNot there yet: evaluate, form, learn; check --html; read --format alto, page, hocr."
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
    /// The register file (TOML); only `id` is required in it.
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

/// `daftar run`
#[derive(Debug, Args)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) place: Where,
    /// Readers at work; default: one a core.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Do a stage again: prepare, agree, recognize or extract. People's decisions stand.
    #[arg(long, value_name = "STAGE")]
    pub(crate) renew: Option<Stage>,
    /// Wait for more scans when all is read.
    #[arg(long)]
    pub(crate) follow: bool,
    /// Faster, for books read for search only: doubtful words are not looked at again.
    #[arg(long)]
    pub(crate) no_second_look: bool,
    /// Faster, for books read for search only: other readings of a word are not kept.
    #[arg(long)]
    pub(crate) no_alternatives: bool,
}

/// A stage that can be done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// Decode, cut, turn, straighten, and lay out.
    #[value(alias = "layout")]
    Prepare,
    /// The register agrees on its form.
    Agree,
    /// Text.
    Recognize,
    /// Acts.
    Extract,
}

impl Stage {
    /// The stage's name in findings.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Stage::Prepare => "prepare",
            Stage::Agree => "agree",
            Stage::Recognize => "recognize",
            Stage::Extract => "extract",
        }
    }
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

/// `daftar check`
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) place: Where,
    /// The register's id.
    pub(crate) register: RegisterId,
    /// Write a report with contact sheet to FILE.
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
}

/// How far to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Until {
    /// Pages cut, turned and straightened.
    Prepare,
    /// Tables and lines.
    Layout,
    /// Text.
    Text,
    /// Acts.
    Acts,
}

/// How a reading is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadFormat {
    /// All of it.
    Json,
    /// Plain text, a line a line.
    Text,
    /// ALTO XML (not there yet).
    Alto,
    /// PAGE XML (not there yet).
    Page,
    /// hOCR (not there yet).
    Hocr,
}

/// `daftar read`
#[derive(Debug, Args)]
pub(crate) struct Read {
    /// An image or PDF file.
    pub(crate) scan: PathBuf,
    /// Only this image of a file with several, from 0.
    #[arg(long, value_name = "N")]
    pub(crate) frame: Option<u32>,
    /// Languages as Tesseract names them, most likely first, as tgk+rus.
    #[arg(long, value_name = "L+L")]
    pub(crate) lang: Option<String>,
    /// The form it is written on; default: recognised.
    #[arg(long, value_name = "F")]
    pub(crate) form: Option<String>,
    /// How far.
    #[arg(long, value_enum, default_value_t = Until::Acts)]
    pub(crate) until: Until,
    /// Form of the result.
    #[arg(long, value_enum, default_value_t = ReadFormat::Json)]
    pub(crate) format: ReadFormat,
    /// Draw what was found on the scan, as a PNG file.
    #[arg(long, value_name = "OUT.png")]
    pub(crate) overlay: Option<PathBuf>,
}

/// `daftar import`
#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(flatten)]
    pub(crate) place: Where,
    /// Acts, one a line (.jsonl) or a row (.csv).
    #[arg(value_name = "ACTS.jsonl|CSV")]
    pub(crate) file: PathBuf,
}

/// How acts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One act a line, everything known.
    Jsonl,
    /// One act a row, values only.
    Csv,
}

/// `daftar export`
#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) place: Where,
    /// Form of the result.
    #[arg(long, value_enum)]
    pub(crate) format: ExportFormat,
    /// Only this register.
    #[arg(long, value_name = "R")]
    pub(crate) register: Option<RegisterId>,
    #[command(flatten)]
    pub(crate) asked: AskedAs,
}

/// `daftar search`
#[derive(Debug, Args)]
pub(crate) struct Search {
    #[command(flatten)]
    pub(crate) place: Where,
    /// As JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// Hits at most.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    /// Only acts of this type: birth, marriage, divorce, death…
    #[arg(long = "type", value_name = "T")]
    pub(crate) kind: Option<ActType>,
    /// Only events of these years, as 1930..1940 or 1937.
    #[arg(long, value_name = "A..B", value_parser = years)]
    pub(crate) years: Option<(i32, i32)>,
    /// Only this place.
    #[arg(long = "place", value_name = "P")]
    pub(crate) place_name: Option<String>,
    /// Only this register.
    #[arg(long, value_name = "R")]
    pub(crate) register: Option<RegisterId>,
    /// Only machine-read or verified acts.
    #[arg(long, value_name = "S", value_parser = ["machine", "verified"])]
    pub(crate) status: Option<String>,
    /// Words as typed: no other spelling, script or similar name.
    #[arg(long)]
    pub(crate) exact: bool,
    #[command(flatten)]
    pub(crate) asked: AskedAs,
    /// Names, years, places in one line.
    #[arg(required = true, value_name = "QUERY")]
    pub(crate) query: Vec<String>,
}

fn years(text: &str) -> Result<(i32, i32), String> {
    let bad = || format!("{text:?} is no span of years: write 1930..1940 or 1937");
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let (first, last) = (first.trim().parse().map_err(|_| bad())?, last.trim().parse().map_err(|_| bad())?);
    if first <= last {
        Ok((first, last))
    } else {
        Err(format!("{text:?} runs backwards: write the earlier year first"))
    }
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
    /// Fill an empty catalogue from the store: registers, scans, acts, decisions (people and audit log come
    /// from a backup)
    Rebuild(Where),
}

/// `daftar people`
#[derive(Debug, Subcommand)]
pub(crate) enum People {
    /// Let a person sign in (password: asked for, or --password-file, or DAFTAR_PASSWORD)
    Add(PersonToAdd),
    /// Give a person another password, which ends their sessions
    Password(PersonWithPassword),
    /// Take a person out; what they decided and looked at stays under their name
    Remove(PersonNamed),
    /// Who may sign in, and in which role
    List(Where),
}

/// `daftar people add`
#[derive(Debug, Args)]
pub(crate) struct PersonToAdd {
    #[command(flatten)]
    pub(crate) place: Where,
    /// The name to sign in with.
    pub(crate) name: String,
    /// archivist, verifier, clerk or agency.
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Role,
    /// A file whose first line is the password.
    #[arg(long, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
}

/// `daftar people password`
#[derive(Debug, Args)]
pub(crate) struct PersonWithPassword {
    #[command(flatten)]
    pub(crate) place: Where,
    /// The name they sign in with.
    pub(crate) name: String,
    /// A file whose first line is the password.
    #[arg(long, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
}

/// `daftar people remove`
#[derive(Debug, Args)]
pub(crate) struct PersonNamed {
    #[command(flatten)]
    pub(crate) place: Where,
    /// The name they sign in with.
    pub(crate) name: String,
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

/// `daftar reader`: what a child needs to know at its start.
#[derive(Debug, Args)]
pub(crate) struct Reader {
    /// Address space it may take, MiB.
    #[arg(long)]
    pub(crate) memory_mib: u64,
    /// Folder with models, before those of the system.
    #[arg(long)]
    pub(crate) models: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn years_are_a_span_or_one() {
        assert_eq!(years("1930..1940"), Ok((1930, 1940)));
        assert_eq!(years("1937"), Ok((1937, 1937)));
        assert!(years("1940..1930").is_err() && years("last").is_err());
    }
}
