//! Two runs compared. Not for what a run counts.

use super::*;

fn truth(name: &str, group: &str, sha256: &str, letter_edits: usize) -> Truth {
    let tally = Tally { letters: 1000, letter_edits, ..Tally::default() };
    Truth { truth: name.into(), group: group.into(), sha256: sha256.into(), tally, ..Truth::default() }
}

fn run(truths: &[Truth]) -> Run {
    Run { truths: truths.to_vec(), ..Run::default() }
}

fn check(before: usize, now: usize, expected: Verdict) {
    let changes = compare(&run(&[truth("1", "a", "x", before)]), &run(&[truth("1", "a", "x", now)]));
    assert_eq!(changes.iter().map(|c| c.verdict).collect::<Vec<_>>(), [expected]);
}

#[test]
fn more_edits_are_worse() {
    check(10, 20, Verdict::Worse);
}

#[test]
fn fewer_edits_are_better() {
    check(20, 10, Verdict::Better);
}

#[test]
fn two_letters_are_no_change() {
    check(10, 12, Verdict::Same);
    check(12, 10, Verdict::Same);
}

#[test]
fn in_a_large_group_a_letter_of_a_thousand_is_no_change() {
    let many = |edits: usize| {
        let one = truth("1", "a", "x", edits);
        run(&[Truth { tally: Tally { letters: 100_000, ..one.tally }, ..one }])
    };
    assert_eq!(compare(&many(50), &many(140))[0].verdict, Verdict::Same);
    assert_eq!(compare(&many(50), &many(160))[0].verdict, Verdict::Worse);
}

#[test]
fn a_group_only_one_run_has_is_said_to_be_new_or_gone() {
    let changes = compare(&run(&[truth("1", "a", "x", 5)]), &run(&[truth("1", "b", "y", 5)]));
    let said: Vec<_> = changes.iter().map(|c| (c.group.as_str(), c.verdict, c.remains())).collect();
    assert_eq!(said, [("b", Verdict::New, false), ("a", Verdict::Gone, true)]);
}

#[test]
fn the_same_truth_is_compared_wherever_it_is_kept() {
    let changes =
        compare(&run(&[truth("regs/a/1", "a", "x", 5)]), &run(&[truth("a/page/1", "page", "x", 50)]));
    let said: Vec<_> = changes.iter().map(|c| (c.group.as_str(), c.verdict)).collect();
    assert_eq!(said, [("page", Verdict::Worse)]);
}

#[test]
fn pages_of_a_document_are_truths_of_their_own() {
    let page = |frame, edits| Truth { frame, ..truth("1", "a", "x", edits) };
    let (before, now) = (run(&[page(0, 5), page(1, 70)]), run(&[page(0, 5), page(1, 5)]));
    assert_eq!(compare(&before, &now)[0].before.letter_edits, 75);
}

#[test]
fn a_truth_that_is_gone_is_named_and_somebody_must_look() {
    let before = run(&[truth("1", "a", "x", 5), truth("2", "a", "y", 5)]);
    let change = &compare(&before, &run(&[truth("3", "b", "x", 5)]))[0];
    assert_eq!((change.group.as_str(), change.verdict, change.remains()), ("b", Verdict::Same, true));
    assert_eq!(change.gone_truths, ["2"]);
}

#[test]
fn a_truth_that_is_new_is_named_and_that_is_all() {
    let now = run(&[truth("1", "a", "x", 5), truth("2", "a", "y", 500)]);
    let change = &compare(&run(&[truth("1", "a", "x", 5)]), &now)[0];
    assert_eq!((change.verdict, change.remains()), (Verdict::Same, false));
    assert_eq!(change.other_truths, ["2"]);
}

#[test]
fn a_truth_that_changed_is_not_weighed() {
    let before = run(&[truth("1", "a", "x", 5), truth("2", "a", "y", 5)]);
    let now = run(&[truth("1", "a", "x", 5), truth("2", "a", "z", 500)]);
    let change = &compare(&before, &now)[0];
    assert_eq!((change.verdict, &change.other_truths), (Verdict::Same, &change.gone_truths));
}
