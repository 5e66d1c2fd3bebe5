//! Words of `daftar form`. Not for what it does.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use register::form::ActType;

use super::Where;

/// `daftar form`
#[derive(Debug, Subcommand)]
pub(crate) enum Form {
    /// Propose a form from a scan: its columns, what is printed over them, which field each may fill
    New(FormFromScan),
    /// Show what a form finds on a scan
    Test(FormOnScan),
    /// The forms that are known
    List(Where),
}

/// `daftar form new`
#[derive(Debug, Args)]
pub(crate) struct FormFromScan {
    #[command(flatten)]
    pub(crate) place: Where,
    /// Names the form for ever: small letters, digits and "-".
    pub(crate) id: String,
    /// A scan of a page with its headings, well lit and sharp.
    #[arg(long, value_name = "SCAN")]
    pub(crate) from: PathBuf,
    /// Only this image of a file with several, from 0.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) frame: u32,
    /// What its acts record: birth, marriage, divorce, death, paternity, adoption, name_change or deed.
    #[arg(long = "type", value_name = "T")]
    pub(crate) kind: ActType,
    /// Languages as Tesseract names them, most likely first, as tgk+rus.
    #[arg(long, value_name = "L+L")]
    pub(crate) lang: Option<String>,
    /// The file to write; default: forms/ID/form.toml in the archive's folder.
    #[arg(long, value_name = "FORM.toml")]
    pub(crate) to: Option<PathBuf>,
}

/// `daftar form test`
#[derive(Debug, Args)]
pub(crate) struct FormOnScan {
    #[command(flatten)]
    pub(crate) place: Where,
    /// The form: its id, or a form file.
    pub(crate) form: String,
    /// A scan to read by it.
    pub(crate) scan: PathBuf,
    /// Only this image of a file with several, from 0.
    #[arg(long, value_name = "N")]
    pub(crate) frame: Option<u32>,
    /// Languages as Tesseract names them; default: those of the form.
    #[arg(long, value_name = "L+L")]
    pub(crate) lang: Option<String>,
}
