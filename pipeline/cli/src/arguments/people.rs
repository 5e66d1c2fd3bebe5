//! Words of `daftar people`. Not for what it does.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use register::access::Role;

use super::Where;

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
