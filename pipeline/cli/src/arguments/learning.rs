//! Words of the command that teaches a hand. Not for what it does.

use clap::Args;
use register::id::RegisterId;

use super::Where;

/// `daftar learn`
#[derive(Debug, Args)]
pub(crate) struct Learn {
    #[command(flatten)]
    pub(crate) place: Where,
    /// The register whose hand is learned, from the lines people wrote down at its desk (/transcribe/REGISTER).
    #[arg(value_name = "REGISTER")]
    pub(crate) register: RegisterId,
    /// Read the register anew by what was learned, if it is better; what people decided stands.
    #[arg(long)]
    pub(crate) renew: bool,
    /// Go back to the model that comes with the program; nothing is deleted.
    #[arg(long, conflicts_with = "renew")]
    pub(crate) forget: bool,
    /// How often each line is shown; more is slower, and past some point no better.
    #[arg(long, value_name = "N", conflicts_with = "forget", value_parser = clap::value_parser!(u16).range(1..=200))]
    pub(crate) passes: Option<u16>,
    /// The outcome as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
