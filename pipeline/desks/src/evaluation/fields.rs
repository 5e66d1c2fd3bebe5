//! Acts of registers and their fields as the report shows them. Not for texts, and not for curves.

use minijinja::{Value, context};
use register::evaluation::{BookChange, FieldTally, Fields, Verdict};

use super::{
    BAR,
    curves::{self, Of},
    percent,
};
use crate::tongue::Tongue;

pub(super) fn shown(fields: &Fields, tongue: Tongue) -> Value {
    let acts = |found: usize, acts: usize| {
        let number = |n: usize| tongue.number(i64::try_from(n).unwrap_or(i64::MAX));
        format!("{}\u{a0}/\u{a0}{}", number(found), number(acts))
    };
    let books = fields.books.iter();
    let (found, all) =
        books.clone().fold((0, 0), |(found, all), book| (found + book.acts_found, all + book.acts));
    let books = books.map(|book| row(&book.truth, &acts(book.acts_found, book.acts), &book.tally, tongue));
    let kinds = fields.kinds.iter();
    context! {
        books => books.collect::<Vec<_>>(),
        total => row("", &acts(found, all), &fields.total, tongue),
        kinds => kinds.map(|(kind, tally)| row(&tongue.word("evaluate", kind), "", tally, tongue)).collect::<Vec<_>>(),
        curves => curves::drawn(&fields.reliability, Of::Fields, tongue),
    }
}

/// The bar is what was not read right, as long as that of letters.
fn row(name: &str, acts: &str, tally: &FieldTally, tongue: Tongue) -> Value {
    let exact = tally.exact();
    context! {
        name, acts, fields => tally.fields, right => percent(exact, tongue),
        precision => percent(tally.precision(), tongue),
        wrong => tally.wrong, missing => tally.missing, added => tally.added,
        bar => exact.map_or(0.0, |exact| (BAR * (2.0 * (1.0 - exact)).min(1.0)).round()),
    }
}

/// Registers that did not stay as they were; the worse ones first.
pub(super) fn changed(changes: &[BookChange], tongue: Tongue) -> Vec<Value> {
    let mut changes: Vec<&BookChange> = changes.iter().filter(|c| c.verdict != Verdict::Same).collect();
    changes.sort_by_key(|change| !change.remains());
    let rate = |tally: &FieldTally| percent(tally.exact(), tongue);
    let said = changes.into_iter().map(|change| {
        let key = match change.verdict {
            Verdict::Worse => "evaluate.worse",
            Verdict::Better | Verdict::Same => "evaluate.better",
            Verdict::New => "evaluate.new",
            Verdict::Gone => "evaluate.gone",
        };
        let compared = matches!(change.verdict, Verdict::Worse | Verdict::Better);
        context! {
            what => tongue.say(key, &[]), truth => change.truth.clone(), remains => change.remains(),
            before => compared.then(|| rate(&change.before)), now => rate(&change.now),
        }
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(right: usize) -> FieldTally {
        FieldTally { fields: 100, right, wrong: 100 - right, ..FieldTally::default() }
    }

    /// What is said of registers that were read so and are read so now.
    fn check(verdicts: &[Verdict], expected: &[&str]) {
        let change =
            |&verdict: &Verdict| BookChange { truth: "b".into(), verdict, before: tally(97), now: tally(90) };
        let changes: Vec<BookChange> = verdicts.iter().map(change).collect();
        let said = changed(&changes, Tongue::English);
        let text = |value: &Value, key: &str| value.get_attr(key).unwrap().to_string();
        let said: Vec<String> =
            said.iter().map(|v| format!("{} {}", text(v, "what"), text(v, "before"))).collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn registers_that_got_worse_stand_first_with_both_shares() {
        check(&[Verdict::Better, Verdict::Worse], &["Worse 97.00\u{a0}%", "Better 97.00\u{a0}%"]);
    }

    #[test]
    fn registers_that_stayed_are_not_named() {
        check(&[Verdict::Same], &[]);
    }

    #[test]
    fn a_register_that_is_gone_has_nothing_to_compare() {
        check(&[Verdict::Gone], &["Not in this run None"]);
    }
}
