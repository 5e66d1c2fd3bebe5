//! What the tests of formats stand on: readings to write, the three formats, `xmllint` to judge them. No tests here.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use delivery::{alto, hocr, page_xml, transcript};
use register::page::ScanReading;

/// A format that scans are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Alto,
    Page,
    Hocr,
}

impl Format {
    pub(crate) const ALL: [Self; 3] = [Self::Alto, Self::Page, Self::Hocr];

    pub(crate) fn written(self, reading: &ScanReading) -> String {
        match self {
            Self::Alto => alto::write(std::slice::from_ref(reading)),
            Self::Page => page_xml::write(reading),
            Self::Hocr => hocr::write(std::slice::from_ref(reading)),
        }
    }

    /// Half of what a place may be off by after it was written: ALTO keeps a tenth of a pixel, the others whole ones.
    pub(crate) fn rounding(self) -> f64 {
        if self == Self::Alto { 0.051 } else { 0.501 }
    }

    /// Stops at a document the official schema does not allow; of hOCR, at one that is no XML.
    pub(crate) fn validate(self, document: &str) {
        let schemas = samples().join("schemas");
        match self {
            Self::Alto => lint(document, Some(&schemas.join("alto-4-4.xsd"))),
            Self::Page => lint(document, Some(&schemas.join("page-2019-07-15.xsd"))),
            Self::Hocr => lint(document, None),
        }
    }
}

fn lint(document: &str, schema: Option<&Path>) {
    let mut lint = Command::new("xmllint");
    lint.args(["--noout", "--nonet"]);
    if let Some(schema) = schema {
        lint.arg("--schema").arg(schema);
    }
    let lint = lint.arg("-").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = lint.spawn().expect("xmllint is there; `scripts/setup --for test` installs it");
    child.stdin.take().unwrap().write_all(document.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}", said.lines().take(5).collect::<Vec<_>>().join("\n"));
}

pub(crate) fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

/// What was read of the sample scans, with names.
pub(crate) fn recorded() -> Vec<(String, ScanReading)> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(samples().join("readings")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let load = |file: PathBuf| {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let reading = transcript::load(&name, &std::fs::read(&file).unwrap()).unwrap();
        (name, reading)
    };
    files.into_iter().map(load).collect()
}

/// A spread with everything that is hard: a table over the gutter with a spanned cell, an empty one and a line in
/// none, a note between its lines, Persian, a stamp, other readings, a line that is empty and one that was not read.
pub(crate) fn everything() -> ScanReading {
    serde_json::from_str(include_str!("everything.json")).unwrap()
}

/// The lines of all pages as `text`, or `-` where there is none.
pub(crate) fn texts(reading: &ScanReading) -> Vec<&str> {
    let lines = reading.pages.iter().flat_map(|page| page.lines.iter().flatten());
    lines.map(|line| line.text.as_deref().unwrap_or("-")).collect()
}

/// One page with one typed line above a table of one cell.
pub(crate) fn small() -> ScanReading {
    serde_json::from_str(include_str!("small.json")).unwrap()
}
