//! `daftar check`: is the book complete and sharp? Printed, as JSON, and as a report in one HTML file. Not for the
//! rules (`register::completeness`), and not for HTML (`desks`).

mod json;

use std::io::Write;

use desks::{
    Tongue,
    report::{self, Edition, Words},
};
use register::completeness::{self, Book, Finding, Report, Ruler};

use crate::{
    Outcome,
    arguments::Check,
    output::{self, number},
    trouble::Trouble,
};

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
        std::fs::write(file, html).map_err(|error| {
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
        writeln!(out, "    → {remedy}")?;
    }
    if !found.rulers.is_empty() {
        writeln!(out)?;
    }
    found.rulers.iter().try_for_each(|ruler| write_ruler(out, ruler))
}

fn write_ruler(out: &mut impl Write, ruler: &Ruler) -> std::io::Result<()> {
    let year = ruler.year.map(|y| format!(" {y}")).unwrap_or_default();
    let name = if ruler.authority.is_empty() { String::new() } else { format!(" {}", ruler.authority) };
    let Ruler { kind, first, last, found, .. } = ruler;
    write!(out, "  {kind}{year}{name}: {first}–{last}, {}", number(*found))?;
    for (sign, numbers) in [("−", &ruler.missing), ("2×", &ruler.repeated)] {
        if !numbers.is_empty() {
            let labels: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            write!(out, "  {sign} {}", report::spans(&labels))?;
        }
    }
    writeln!(out)
}
