//! `score_check`: what `daftar check` found of the mistakes sown over made-up books, and what it raised without
//! reason. Not for making books: see `generator`; not a test: numbers for people, printed.

mod book;
mod tally;

use std::{
    fs,
    io::{self, Write as _},
    path::PathBuf,
};

use anyhow::{Context, Result};
use clap::Parser;

use book::{Finding, Sown};
use tally::Tally;

/// Compares what was sown with what was found.
#[derive(Parser)]
struct Arguments {
    /// Folders of books: defects.jsonl as sown, and check.json as `daftar check --json` printed it.
    #[arg(required = true)]
    books: Vec<PathBuf>,
}

fn main() -> Result<()> {
    let mut tally = Tally::default();
    for folder in Arguments::parse().books {
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
        };
        let sown =
            read("defects.jsonl")?.lines().map(serde_json::from_str).collect::<Result<Vec<Sown>, _>>()?;
        let report: book::Report = serde_json::from_str(&read("check.json")?)?;
        let found: Vec<Finding> = report.findings.into_iter().filter(Finding::is_open).collect();
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        tally.add(&name, report.pages, &sown, &found);
    }
    write!(io::stdout(), "{tally}").context("writing to standard output")
}
