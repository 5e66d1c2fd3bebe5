//! How many lines there are, how many are wanted, and what the last learning brought, in words; whether one goes on or failed
//! is in `failure`. Not for counting or learning.

use minijinja::{Value, context};
use register::{
    id::RegisterId,
    teaching::{Judged, Lineage, Needed, Refused},
};

use super::failure::failed;
use crate::{Desks, tongue::Tongue, trouble::Refusal, visit::Visit};

/// Width of the bar, CSS pixels.
const BAR: f64 = 480.0;

/// What the parts of the page that change with every line show.
pub(super) async fn of(
    desks: &Desks,
    visit: &Visit,
    register: &RegisterId,
    needed: Needed,
) -> Result<Value, Refusal> {
    let tongue = visit.manner.tongue;
    let learned = desks.archive.lineage(register).await?;
    let wished = desks.archive.wish_to_learn(register).await?;
    let now = desks.archive.learning_now(register).await?.is_some();
    let failed = wished.as_ref().filter(|_| !now).and_then(|wished| failed(wished, needed, tongue));
    let along = |lines: usize| BAR * (lines as f64 / needed.recommended as f64).min(1.0);
    Ok(context! {
        register => register.as_str(), there => needed.there, both => both(needed, tongue), wanted => needed.recommended,
        bar => BAR, full => along(needed.there), least => along(needed.least),
        now, asked => wished.map(|wished| wished.person), failed, enough => needed.is_enough(), said => said(needed, tongue),
        brought => learned.as_ref().map(|learned| brought(learned, tongue)),
    })
}

/// How many lines were written down and how many verified fields tell; nothing where they tell none.
fn both(needed: Needed, tongue: Tongue) -> Option<String> {
    let Needed { there, from_fields, .. } = needed;
    let counts = [("n", (there - from_fields).into()), ("fields", from_fields.into())];
    (from_fields > 0).then(|| tongue.say("transcribe.both", &counts))
}

/// What more lines bring.
fn said(needed: Needed, tongue: Tongue) -> String {
    let missing = |from: usize| ("n", (from - needed.there).into());
    match needed.there {
        there if there < needed.least => tongue.say("transcribe.too_few", &[missing(needed.least)]),
        there if there < needed.recommended => {
            tongue.say("transcribe.enough", &[missing(needed.recommended)])
        }
        _ => tongue.say("transcribe.plenty", &[]),
    }
}

/// What learning brought and what it cost, in sentences.
fn brought(learned: &Lineage, tongue: Tongue) -> Vec<String> {
    let day = learned.at.get(..10).unwrap_or(&learned.at);
    let taught = [("n", learned.taught.into()), ("day", tongue.date(day).into())];
    let mut sentences = vec![
        tongue.say("transcribe.learned", &taught),
        compared("transcribe.hand", &learned.hand, tongue),
        compared("transcribe.others", &learned.others, tongue),
    ];
    sentences.extend(learned.refused.map(|why| tongue.say(not_taken(why), &[])));
    sentences
}

fn not_taken(why: Refused) -> &'static str {
    match why {
        Refused::NoBetter => "transcribe.no_better",
        Refused::OthersWorse => "transcribe.others_worse",
    }
}

/// Wrong letters of a hundred, before and after.
fn compared(key: &str, judged: &Judged, tongue: Tongue) -> String {
    let of_a_hundred = |share: f64| tongue.measure(share * 100.0, 1).into();
    let values = [
        ("before", of_a_hundred(judged.before)),
        ("after", of_a_hundred(judged.after)),
        ("n", judged.lines.into()),
    ];
    tongue.say(key, &values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(there: usize, words: &str) {
        let said = said(Needed { there, from_fields: 0, least: 100, recommended: 400 }, Tongue::English);
        assert!(said.contains(words), "{said}");
    }

    #[test]
    fn it_is_said_how_many_lines_are_missing() {
        check(0, "100 more lines");
        check(99, "1 more line ");
        check(100, "300 more lines");
        check(400, "bring little");
    }

    #[test]
    fn lines_of_verified_fields_are_told_apart() {
        let needed = |from_fields| Needed { there: 30, from_fields, least: 100, recommended: 400 };
        assert_eq!(both(needed(0), Tongue::English), None);
        let said = both(needed(12), Tongue::English).unwrap();
        assert_eq!(said, "18 lines written down, 12 from verified fields.");
    }

    fn learned(refused: Option<Refused>) -> Lineage {
        Lineage {
            sha256: "a".into(),
            parent: "b".into(),
            script: "Cyrl".into(),
            register: "births-1958".parse().unwrap(),
            taught: 212,
            from_fields: 0,
            hand: Judged { lines: 40, before: 0.342, after: 0.161 },
            others: Judged { lines: 500, before: 0.08, after: 0.081 },
            refused,
            seconds: 900,
            person: "zarina".into(),
            at: "2026-11-03T20:00:00Z".into(),
        }
    }

    #[test]
    fn what_learning_brought_is_told_with_what_it_cost() {
        let said = brought(&learned(None), Tongue::English).join(" ");
        for words in ["212 lines", "3 Nov 2026", "34.2", "16.1", "8.0", "8.1"] {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert!(
            Tongue::Russian.measure(34.2, 1) == "34,2"
                && brought(&learned(None), Tongue::Russian)[1].contains("34,2")
        );
    }

    #[test]
    fn a_model_that_was_not_taken_is_told_with_the_reason() {
        let said = brought(&learned(Some(Refused::NoBetter)), Tongue::English);
        assert!(said.last().unwrap().contains("does not read the hand better"), "{said:?}");
    }
}
