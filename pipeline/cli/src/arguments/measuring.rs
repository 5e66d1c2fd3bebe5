//! Words of the command that measures reading. Not for what it does.

use std::path::PathBuf;

use clap::Args;
use desks::Tongue;

use super::reading::tongue;

/// `daftar evaluate`
#[derive(Debug, Args)]
pub(crate) struct Evaluate {
    /// Known texts beside their images, or folders of them: PAGE, ALTO or hOCR of a whole image, or NAME.gt.txt with the
    /// text of a picture of one line. The image is the one the file names, or the one of the same name, or `image.*`.
    /// Each folder below TRUTH is a group; a `group.toml` in it may say `name`, `languages` and `hand`. A `truth.jsonl`
    /// beside `register.toml` and scans holds the acts of that register, in the shape of `export --format jsonl` (or
    /// `register`, `scan`, `type` and `fields` with plain values); its fields are compared.
    #[arg(required = true, value_name = "TRUTH")]
    pub(crate) truths: Vec<PathBuf>,
    /// An earlier run: what changed; exit 3 when a group got worse, or when some of its truths are no more measured.
    #[arg(long, value_name = "RUN.json")]
    pub(crate) against: Option<PathBuf>,
    /// Write this run down in FILE, with versions, models and figures, for a later `--against`.
    #[arg(long, value_name = "FILE.json")]
    pub(crate) run: Option<PathBuf>,
    /// Write a report to FILE with the worst lines as pictures: one HTML file that needs nothing else.
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// Write each word that was read with its confidence and whether it is right to FILE (TSV), to calibrate by.
    #[arg(long, value_name = "FILE.tsv")]
    pub(crate) words: Option<PathBuf>,
    /// Write each field of an act that was read with its confidence, what speaks for it and whether it is right to FILE
    /// (TSV), to calibrate by.
    #[arg(long, value_name = "FILE.tsv")]
    pub(crate) fields: Option<PathBuf>,
    /// Languages as Tesseract names them, most likely first, as tgk+rus; default: what group.toml, register.toml or the
    /// texts say.
    #[arg(long, value_name = "L+L")]
    pub(crate) lang: Option<String>,
    /// Language of the report: en, ru or tg.
    #[arg(long, value_name = "L", default_value = "en", value_parser = tongue)]
    pub(crate) report_lang: Tongue,
    /// The run as JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// Readers at work; default: one a core.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Measure the faster way of reading: doubtful words are not looked at again.
    #[arg(long)]
    pub(crate) no_second_look: bool,
}
