//! Words of the commands that read scans or tell of them: run, check, read, and the reader child. Not for what
//! they do.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use desks::Tongue;
use register::id::RegisterId;

use super::Where;

/// `daftar run`
#[derive(Debug, Args)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) place: Where,
    /// Readers at work; default: one a core.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Do a stage again, and all after it: prepare, agree, recognize or extract. People's decisions stand.
    #[arg(long, value_name = "STAGE")]
    pub(crate) renew: Option<Stage>,
    /// Wait for more when all is read: scans that come in, and registers that a desk asks to learn.
    #[arg(long)]
    pub(crate) follow: bool,
    /// Faster, for registers read for search only: doubtful words are not looked at again.
    #[arg(long)]
    pub(crate) no_second_look: bool,
    /// Faster, for registers read for search only: other readings of a word are not kept.
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

/// `daftar check`
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) place: Where,
    /// The register's id.
    pub(crate) register: RegisterId,
    /// Write a report with contact sheet to FILE: one HTML file that needs nothing else.
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// As JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// Language of the report: en, ru or tg.
    #[arg(long, value_name = "L", default_value = "en", value_parser = tongue)]
    pub(crate) lang: Tongue,
}

pub(super) fn tongue(code: &str) -> Result<Tongue, String> {
    Tongue::of_code(code).ok_or_else(|| format!("{code:?} is no language of reports: write en, ru or tg"))
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
    /// ALTO 4.4, one document for all images of a file.
    Alto,
    /// PAGE 2019-07-15, of one image.
    Page,
    /// hOCR 1.2, one document for all images of a file.
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
    /// The form it is written on: the id of a known form, a form file, or a type of act; default: recognised.
    #[arg(long, value_name = "F")]
    pub(crate) form: Option<String>,
    /// How far.
    #[arg(long, value_enum, default_value_t = Until::Acts)]
    pub(crate) until: Until,
    /// Form of the result.
    #[arg(long, value_enum, default_value_t = ReadFormat::Json)]
    pub(crate) format: ReadFormat,
    /// Draw what was found over a copy of the scan, as a PNG file; OUT-0.png and so on where it has several images.
    #[arg(long, value_name = "OUT.png")]
    pub(crate) overlay: Option<PathBuf>,
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
