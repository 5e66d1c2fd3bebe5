//! A run as a table for the terminal. Not for files: those are JSON and HTML.

use std::io::Write;

use register::{
    evaluation::{Reliability, Run, Tally, UNSAID},
    language::NO_SCRIPT,
};

use super::fields;

/// Least width of the column of names.
const NAME: usize = 24;

/// What the columns are.
const LEGEND: &str = "CER and WER: letters and words to mend, of those on paper; found: words on paper that were read, wherever;
order: neighbouring lines that were read one after the other";
/// A page stands out when its CER is so many times its group's, and no less than [`BAD`].
const FAR_ABOVE: f64 = 3.0;
/// CER from which on a text is hardly of use: a letter of ten.
const BAD: f64 = 0.1;

/// Groups, hands, scripts and the sum, then what confidence is worth, then what could not be measured.
pub(super) fn write(out: &mut impl Write, run: &Run) -> std::io::Result<()> {
    let names = run.groups.iter().map(|group| group.name.chars().count());
    let width = names.max().unwrap_or_default().max(NAME);
    if run.fields.is_empty() || !run.truths.is_empty() {
        texts(out, run, width)?;
    }
    fields::write(out, &run.fields)?;
    if !run.failed.is_empty() {
        writeln!(out, "\nnot measured: {}", run.failed.len())?;
    }
    run.failed.iter().try_for_each(|failed| writeln!(out, "  {}: {}", failed.truth, failed.why))
}

fn texts(out: &mut impl Write, run: &Run, width: usize) -> std::io::Result<()> {
    writeln!(
        out,
        "{:width$} {:>6} {:>8} {:>8} {:>8} {:>8}",
        "group", "images", "CER", "WER", "found", "order"
    )?;
    for group in &run.groups {
        row(out, (&group.name, width), &group.images.to_string(), &group.tally)?;
    }
    row(out, ("all", width), &run.truths.len().to_string(), &run.total)?;
    writeln!(out, "{LEGEND}")?;
    worst_pages(out, run)?;
    for (title, tallies) in [("lines by hand", &run.hands), ("lines by script", &run.scripts)] {
        writeln!(out, "\n{title}")?;
        for (name, tally) in tallies {
            row(out, (&format!("  {}", in_words(name)), width), "", tally)?;
        }
    }
    beside(out, run)?;
    confidence(out, ("words", &run.reliability), width)
}

/// Of each group the worst page, where it stands out.
fn worst_pages(out: &mut impl Write, run: &Run) -> std::io::Result<()> {
    for group in &run.groups {
        let pages = run.truths.iter().filter(|truth| truth.group == group.name);
        let rated = pages.filter_map(|truth| Some((truth, truth.tally.cer()?)));
        let worst = rated.max_by(|a, b| a.1.total_cmp(&b.1));
        if let (Some((truth, cer)), Some(all)) = (worst, group.tally.cer())
            && cer > BAD
            && cer >= FAR_ABOVE * all
        {
            writeln!(
                out,
                "far worse than the rest of {}: {}, CER {}",
                group.name,
                truth.truth,
                rate(Some(cer))
            )?;
        }
    }
    Ok(())
}

/// What was read where nothing stands is on no line.
fn beside(out: &mut impl Write, run: &Run) -> std::io::Result<()> {
    let on_lines: Tally = run.hands.values().copied().sum();
    let letters = run.total.letter_edits.saturating_sub(on_lines.letter_edits);
    let words = run.total.word_edits.saturating_sub(on_lines.word_edits);
    if letters + words > 0 {
        writeln!(
            out,
            "on no line, so in the sum alone: {words} words ({letters} letters) read where nothing stands"
        )?;
    }
    Ok(())
}

/// What a hand or a script is called, where its name says little.
pub(super) fn in_words(name: &str) -> &str {
    match name {
        UNSAID => "not said",
        NO_SCRIPT => "figures and signs",
        name => name,
    }
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

/// What the confidence of `of` (words or fields) is worth.
pub(super) fn confidence(
    out: &mut impl Write,
    (of, curves): (&str, &[Reliability]),
    width: usize,
) -> std::io::Result<()> {
    let title = format!("confidence of {of} by");
    writeln!(out, "\n{title:width$} {of:>6} {:>8} {:>8} {:>8}", "right", "told", "gap")?;
    for curve in curves {
        let right: usize = curve.bins.iter().map(|bin| bin.right).sum();
        let told: f64 = curve.bins.iter().map(|bin| bin.confidence * bin.words as f64).sum();
        let share = |sum: f64| rate(Some(sum / curve.words.max(1) as f64));
        let by = &curve.read_by;
        let parts = [&by.engine, &by.script, &by.hand, &by.kind];
        let name = parts.into_iter().flatten().map(|part| in_words(part)).collect::<Vec<_>>().join(" ");
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
    use register::evaluation::{Failed, Group, Truth};

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

    /// What the table of a run says.
    fn check(run: &Run, words: &[&str]) {
        let mut out = Vec::new();
        write(&mut out, run).unwrap();
        let said = String::from_utf8(out).unwrap();
        for words in words {
            assert!(said.contains(words), "{words} is not in {said}");
        }
    }

    fn tally(letters: usize, letter_edits: usize) -> Tally {
        Tally { letters, letter_edits, words: letters / 5, word_edits: letter_edits / 2, ..Tally::default() }
    }

    #[test]
    fn columns_scripts_and_hands_are_in_plain_words() {
        let of = |name: &str| [(name.to_owned(), tally(50, 0))].into();
        let run = Run { hands: of(UNSAID), scripts: of("Zyyy"), ..Run::default() };
        check(&run, &["found: words on paper that were read", "  not said", "  figures and signs"]);
    }

    #[test]
    fn what_was_read_where_nothing_stands_is_told_apart() {
        let hands = [("typed".to_owned(), tally(100, 10))].into();
        let run = Run { total: tally(100, 18), hands, ..Run::default() };
        check(&run, &["in the sum alone: 4 words (8 letters)"]);
    }

    #[test]
    fn a_page_far_worse_than_its_group_is_named() {
        let page = |name: &str, edits| Truth {
            truth: name.into(),
            group: "births".into(),
            tally: tally(1000, edits),
            ..Truth::default()
        };
        let truths = vec![page("1", 10), page("2", 500), page("3", 10), page("4", 10)];
        let group = Group { name: "births".into(), images: 4, tally: tally(4000, 530) };
        let run = Run { groups: vec![group], truths, ..Run::default() };
        check(&run, &["far worse than the rest of births: 2, CER 0.5000"]);
    }
}
