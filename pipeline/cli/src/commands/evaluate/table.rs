//! A run as a table for the terminal. Not for files: those are JSON and HTML.

use std::io::Write;

use register::evaluation::{Run, Tally};

/// Least width of the column of names.
const NAME: usize = 24;

/// Groups, hands, scripts and the sum, then what confidence is worth, then what could not be measured.
pub(super) fn write(out: &mut impl Write, run: &Run) -> std::io::Result<()> {
    let names = run.groups.iter().map(|group| group.name.chars().count());
    let width = names.max().unwrap_or_default().max(NAME);
    writeln!(
        out,
        "{:width$} {:>6} {:>8} {:>8} {:>8} {:>8}",
        "group", "images", "CER", "WER", "words", "order"
    )?;
    for group in &run.groups {
        row(out, (&group.name, width), &group.images.to_string(), &group.tally)?;
    }
    row(out, ("all", width), &run.truths.len().to_string(), &run.total)?;
    for (title, tallies) in [("lines by hand", &run.hands), ("lines by script", &run.scripts)] {
        writeln!(out, "\n{title}")?;
        for (name, tally) in tallies {
            row(out, (&format!("  {name}"), width), "", tally)?;
        }
    }
    confidence(out, run, width)?;
    if !run.failed.is_empty() {
        writeln!(out, "\nnot measured: {}", run.failed.len())?;
    }
    run.failed.iter().try_for_each(|failed| writeln!(out, "  {}: {}", failed.truth, failed.why))
}

fn row(
    out: &mut impl Write,
    (name, width): (&str, usize),
    images: &str,
    tally: &Tally,
) -> std::io::Result<()> {
    writeln!(
        out,
        "{name:width$} {images:>6} {:>8} {:>8} {:>8} {:>8}",
        rate(tally.cer()),
        rate(tally.wer()),
        rate(tally.found()),
        rate(tally.order()),
    )
}

fn confidence(out: &mut impl Write, run: &Run, width: usize) -> std::io::Result<()> {
    writeln!(
        out,
        "\n{:width$} {:>6} {:>8} {:>8} {:>8}",
        "confidence of words by", "words", "right", "told", "gap"
    )?;
    for curve in &run.reliability {
        let right: usize = curve.bins.iter().map(|bin| bin.right).sum();
        let told: f64 = curve.bins.iter().map(|bin| bin.confidence * bin.words as f64).sum();
        let share = |sum: f64| rate(Some(sum / curve.words.max(1) as f64));
        let parts = [&curve.read_by.engine, &curve.read_by.script, &curve.read_by.hand];
        let name = parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        let name = if name.is_empty() { "all".to_owned() } else { name };
        let (words, gap) = (curve.words, rate(Some(curve.ece)));
        writeln!(
            out,
            "  {name:w$} {words:>6} {:>8} {:>8} {gap:>8}",
            share(right as f64),
            share(told),
            w = width - 2
        )?;
    }
    Ok(())
}

/// A rate in four figures.
pub(super) fn rate(rate: Option<f64>) -> String {
    rate.map_or_else(|| "–".to_owned(), |rate| format!("{rate:.4}"))
}

#[cfg(test)]
mod tests {
    use register::evaluation::{Failed, Group};

    use super::*;

    #[test]
    fn groups_stand_with_their_rates_and_the_sum_below() {
        let tally = Tally {
            letters: 200,
            letter_edits: 3,
            words: 40,
            word_edits: 2,
            words_found: 39,
            ..Tally::default()
        };
        let group = Group { name: "births-1956".into(), images: 2, tally };
        let failed = Failed { truth: "births-1956/3.xml".into(), why: "its image is not there".into() };
        let run = Run { groups: vec![group], total: tally, failed: vec![failed], ..Run::default() };
        let mut out = Vec::new();
        write(&mut out, &run).unwrap();
        let said = String::from_utf8(out).unwrap();
        let row = said.lines().find(|line| line.starts_with("births-1956")).unwrap();
        assert_eq!(
            row.split_whitespace().collect::<Vec<_>>(),
            ["births-1956", "2", "0.0150", "0.0500", "0.9750", "–"]
        );
        assert!(said.contains("not measured: 1\n  births-1956/3.xml: its image is not there"));
    }
}
