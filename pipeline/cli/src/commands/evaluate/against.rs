//! What changed since an earlier run, in words and as JSON. Not for weighing it: `register::evaluation` does.

use std::io::Write;

use register::evaluation::{Change, MARGIN, Verdict};
use serde_json::{Value, json};

use super::{record::rate, table};

/// Truths named of one group; a longer list is in the JSON.
const MOST_NAMED: usize = 5;

/// The changes, a line a group; those of groups that stayed as they were in one.
pub(super) fn write(out: &mut impl Write, changes: &[Change]) -> std::io::Result<()> {
    writeln!(out, "\nagainst the earlier run (a group is worse where its CER rose by more than {MARGIN}):")?;
    for change in changes.iter().filter(|change| change.verdict != Verdict::Same) {
        writeln!(out, "  {}", line(change))?;
    }
    let same = changes.iter().filter(|change| change.verdict == Verdict::Same).count();
    writeln!(out, "  as before: {same} of {}", changes.len())?;
    for change in changes {
        let told = [
            ("not compared, as the earlier run did not have them so", &change.other_truths),
            ("no more measured as they were", &change.gone_truths),
        ];
        for (what, truths) in told.into_iter().filter(|(_, truths)| !truths.is_empty()) {
            writeln!(out, "  {}: {what}: {}", change.group, named(truths))?;
        }
    }
    if changes.iter().any(|change| !change.gone_truths.is_empty()) {
        writeln!(
            out,
            "  what is no more measured may have got worse: measure it too, or write this run down to compare with"
        )?;
    }
    Ok(())
}

fn line(change: &Change) -> String {
    let rates = format!("CER {} → {}", table::rate(change.before.cer()), table::rate(change.now.cer()));
    let group = &change.group;
    match change.verdict {
        Verdict::Worse => format!("{group}: worse, {rates}"),
        Verdict::Better => format!("{group}: better, {rates}"),
        Verdict::Same => format!("{group}: as before, {rates}"),
        Verdict::New => format!("{group}: new, the earlier run had none of its truths"),
        Verdict::Gone => format!("{group}: gone, this run has none of its truths"),
    }
}

fn named(truths: &[String]) -> String {
    let (all, shown) = (truths.len(), truths.iter().take(MOST_NAMED));
    let mut names = shown.cloned().collect::<Vec<_>>().join(", ");
    if all > MOST_NAMED {
        names += &format!(" and {} more", all - MOST_NAMED);
    }
    names
}

/// A change as it stands in the JSON.
pub(super) fn json(change: &Change) -> Value {
    let verdict = match change.verdict {
        Verdict::Better => "better",
        Verdict::Same => "same",
        Verdict::Worse => "worse",
        Verdict::New => "new",
        Verdict::Gone => "gone",
    };
    json!({
        "group": change.group, "verdict": verdict, "cer_before": rate(&change.before), "cer": rate(&change.now),
        "other_truths": change.other_truths, "gone_truths": change.gone_truths,
    })
}

#[cfg(test)]
mod tests {
    use register::evaluation::Tally;

    use super::*;

    fn change(verdict: Verdict, other_truths: &[&str]) -> Change {
        let tally = |letter_edits| Tally { letters: 1000, letter_edits, ..Tally::default() };
        Change {
            group: "births".into(),
            verdict,
            before: tally(10),
            now: tally(20),
            other_truths: other_truths.iter().map(|&name| name.to_owned()).collect(),
            gone_truths: Vec::new(),
        }
    }

    fn check(changes: &[Change], words: &str) {
        let mut out = Vec::new();
        write(&mut out, changes).unwrap();
        let said = String::from_utf8(out).unwrap();
        assert!(said.contains(words), "{said}");
    }

    #[test]
    fn a_worse_group_is_named_with_both_rates() {
        check(&[change(Verdict::Worse, &[])], "births: worse, CER 0.0100 → 0.0200");
    }

    #[test]
    fn groups_that_stayed_are_counted() {
        check(&[change(Verdict::Same, &[]), change(Verdict::Gone, &[])], "as before: 1 of 2");
    }

    #[test]
    fn truths_that_are_new_are_named() {
        check(&[change(Verdict::Same, &["a/1.xml"])], "did not have them so: a/1.xml");
        check(&[change(Verdict::Same, &["1", "2", "3", "4", "5", "6"])], "5 and 1 more");
    }

    #[test]
    fn truths_that_are_gone_are_named_with_what_to_do() {
        let gone = Change { gone_truths: vec!["a/1.xml".into()], ..change(Verdict::Gone, &[]) };
        check(std::slice::from_ref(&gone), "births: no more measured as they were: a/1.xml");
        check(&[gone], "may have got worse");
    }
}
