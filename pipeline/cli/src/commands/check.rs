//! `daftar check`: is the book complete and sharp? Printed, as JSON, and as a report in one HTML file. Not for the
//! rules (`register::completeness`), and not for HTML (`desks`).

mod json;

use std::io::Write;

use desks::{
    Tongue,
    report::{self, Edition, Words},
};
use register::completeness::{self, Book, Finding, Report};

use crate::{Outcome, arguments::Check, folders::write_whole, output, trouble::Trouble};

pub(super) async fn carry_out(asked: &Check) -> anyhow::Result<Outcome> {
    let (config, archive) = super::open(&asked.place).await?;
    let viewer = super::archivist();
    let book = archive.book(&viewer, &asked.register).await?;
    let found = completeness::check(&book);
    if let Some(file) = &asked.html {
        let (date, time) = output::date_and_clock();
        let office = config.sections.desks.title.as_deref().unwrap_or_default();
        let at = (date.as_str(), time.as_str());
        let edition = Edition { card: &book.card, report: &found, tongue: asked.lang, office, at };
        let html = report::html(&archive, &viewer, edition).await?;
        write_whole(file, &html).map_err(|error| {
            Trouble::setting("the report cannot be written")
                .place(file.display().to_string())
                .what(error.to_string())
                .so("nothing was written")
                .remedy("name a file in a folder that can be written")
        })?;
    }
    let mut out = std::io::stdout().lock();
    if asked.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&json::report(&found, asked.lang))?)?;
    } else {
        write_report(&mut out, &book, &found, asked.lang)?;
    }
    let amiss = found.findings.iter().any(Finding::is_open);
    Ok(if amiss { Outcome::SomethingRemains } else { Outcome::Done })
}

/// Files named with one finding; a longer list is in the JSON.
const MOST_FILES: usize = 4;

/// The verdict, then what to do, worst first, then the numbers of each authority.
fn write_report(out: &mut impl Write, book: &Book, found: &Report, tongue: Tongue) -> std::io::Result<()> {
    let verdict = report::verdict(found, tongue);
    writeln!(out, "{}", book.card.shown_title())?;
    writeln!(out, "{} {}", verdict.short, verdict.long)?;
    for remark in report::remarks(found, tongue) {
        writeln!(out, "{remark}")?;
    }
    for finding in &found.findings {
        let Words { title, text, remedy } = report::words(finding, tongue);
        writeln!(out, "\n  {title}")?;
        if !text.is_empty() {
            writeln!(out, "    {text}")?;
        }
        // Of what is missing the neighbours are known from its text.
        let files = found.files(finding);
        if (1..=MOST_FILES).contains(&files.len()) {
            writeln!(out, "    {}", files.join(", "))?;
        }
        writeln!(out, "    → {remedy}")?;
    }
    if !found.rulers.is_empty() {
        writeln!(out)?;
    }
    found.rulers.iter().try_for_each(|ruler| writeln!(out, "  {}", report::ruled(ruler, tongue)))
}
