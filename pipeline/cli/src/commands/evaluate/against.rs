//! What changed since an earlier run, in words and as JSON. Not for weighing it: `register::evaluation` does.

use std::io::Write;

use register::evaluation::{BookChange, Change, FieldTally, MARGIN, Verdict};
use serde_json::{Value, json};

use super::{Changes, record::rate, table};

/// Truths named of one group; a longer list is in the JSON.
const MOST_NAMED: usize = 5;

/// The changes of texts, then those of acts; of each where there are some.
pub(super) fn write(out: &mut impl Write, changes: &Changes) -> std::io::Result<()> {
    if !changes.texts.is_empty() {
        groups(out, &changes.texts)?;
    }
    if changes.books.is_empty() { Ok(()) } else { books(out, &changes.books) }
}

/// A line a register; those of registers that stayed as they were in one.
fn books(out: &mut impl Write, changes: &[BookChange]) -> std::io::Result<()> {
    writeln!(
        out,
        "\nfields against the earlier run (a register is worse where more than {MARGIN} of its fields got wrong):"
    )?;
    let rate = |tally: &FieldTally| table::rate(tally.exact());
    for change in changes.iter().filter(|change| change.verdict != Verdict::Same) {
        let rates = format!("right {} → {}", rate(&change.before), rate(&change.now));
        let said = match change.verdict {
            Verdict::New => "new, the earlier run did not have it so".to_owned(),
            Verdict::Gone => "no more measured as it was; it may be read worse".to_owned(),
            verdict => format!("{}, {rates}", name(verdict)),
        };
        writeln!(out, "  {}: {said}", change.truth)?;
    }
    let same = changes.iter().filter(|change| change.verdict == Verdict::Same).count();
    writeln!(out, "  as before: {same} of {}", changes.len())
}

/// A line a group; those of groups that stayed as they were in one.
fn groups(out: &mut impl Write, changes: &[Change]) -> std::io::Result<()> {
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

fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Better => "better",
        Verdict::Same => "same",
        Verdict::Worse => "worse",
        Verdict::New => "new",
        Verdict::Gone => "gone",
    }
}

/// A register's change as it stands in the JSON.
pub(super) fn json_of_book(change: &BookChange) -> Value {
    let bare =
        |tally: &FieldTally| json!({"right": tally.right, "fields": tally.fields, "added": tally.added});
    json!({
        "truth": change.truth, "verdict": name(change.verdict),
        "before": bare(&change.before), "now": bare(&change.now),
    })
}

/// A change as it stands in the JSON.
pub(super) fn json(change: &Change) -> Value {
    json!({
        "group": change.group, "verdict": name(change.verdict), "cer_before": rate(&change.before), "cer": rate(&change.now),
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
        write(&mut out, &Changes { texts: changes.to_vec(), books: Vec::new() }).unwrap();
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
    fn a_register_that_got_worse_is_named_with_both_shares() {
        let tally = |right| FieldTally { fields: 100, right, ..FieldTally::default() };
        let book = |verdict| BookChange {
            truth: "b/truth.jsonl".into(),
            verdict,
            before: tally(97),
            now: tally(90),
        };
        let mut out = Vec::new();
        let books = vec![book(Verdict::Worse), book(Verdict::Same), book(Verdict::Gone)];
        write(&mut out, &Changes { texts: Vec::new(), books }).unwrap();
        let said = String::from_utf8(out).unwrap();
        for words in
            ["b/truth.jsonl: worse, right 0.9700 → 0.9000", "no more measured as it was", "as before: 1 of 3"]
        {
            assert!(said.contains(words), "{words}: {said}");
        }
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
