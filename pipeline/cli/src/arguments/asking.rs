//! Words of the commands that take acts in, give them out or find them. Not for what they do.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use register::{form::ActType, id::RegisterId};

use super::{AskedAs, Where};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_a_span_or_one() {
        assert_eq!(years("1930..1940"), Ok((1930, 1940)));
        assert_eq!(years("1937"), Ok((1937, 1937)));
        assert!(years("1940..1930").is_err() && years("last").is_err());
    }
}
