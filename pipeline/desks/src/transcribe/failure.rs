//! A wish that was tried in vain, in words: why, what to do, and when it is tried again. Not for why that was: the run tells.

use archive::line_models::Wished;
use minijinja::{Value, context};
use register::teaching::{Failure, Needed, NotLearned};

use crate::tongue::Tongue;

/// What is shown of it; nothing where the wish was not tried yet.
pub(super) fn failed(wished: &Wished, needed: Needed, tongue: Tongue) -> Option<Value> {
    let failed = wished.failed.as_ref()?;
    let day = failed.at.get(..10).unwrap_or(&failed.at);
    let when = [("who", wished.person.as_str().into()), ("day", tongue.date(day).into())];
    let [why, todo, again] = sentences(failed, needed, tongue);
    let what = match &failed.why {
        NotLearned::Broken { what } => Some(what),
        _ => None,
    };
    Some(context! { tried => tongue.say("transcribe.tried", &when), why, what, todo, again })
}

/// Why, what to do, and when it is tried again.
fn sentences(failed: &Failure, needed: Needed, tongue: Tongue) -> [String; 3] {
    let say = |key: &str| tongue.say(&format!("transcribe.{key}"), &[]);
    match &failed.why {
        NotLearned::TooFew { lines } => {
            let counts = [("n", i64::from(*lines).into()), ("least", needed.least.into())];
            let missing = [("n", failed.missing().unwrap_or(1).into())];
            let again = tongue.say("transcribe.failed_few_again", &missing);
            [tongue.say("transcribe.failed_few", &counts), say("failed_few_do"), again]
        }
        NotLearned::NoModel { languages } => {
            let named = [("languages", languages.as_str().into())];
            [tongue.say("transcribe.failed_model", &named), say("failed_model_do"), say("failed_model_again")]
        }
        NotLearned::Broken { .. } => [say("failed_broken"), say("failed_broken_do"), say("failed_again")],
    }
}

#[cfg(test)]
mod tests {
    use register::teaching::Tried;

    use super::*;

    const NEEDED: Needed = Needed { there: 120, from_fields: 0, least: 100, recommended: 400 };

    fn failure(why: NotLearned) -> Failure {
        let tried = Tried { lines: 120, with: "1".into() };
        Failure { why, tried, at: "2026-11-03T20:00:00Z".into() }
    }

    /// In every tongue all is said, in words of its own.
    fn check(why: NotLearned, words: &[&str]) {
        let failed = failure(why);
        let english = sentences(&failed, NEEDED, Tongue::English);
        for word in words {
            assert!(english.join(" ").contains(word), "{word}: {english:?}");
        }
        for tongue in [Tongue::Russian, Tongue::Tajik] {
            let said = sentences(&failed, NEEDED, tongue);
            assert!(said.iter().zip(&english).all(|(own, english)| own != english), "{said:?}");
            assert!(said.iter().all(|said| !said.contains("transcribe.") && !said.contains('{')), "{said:?}");
        }
    }

    #[test]
    fn each_failure_says_why_what_to_do_and_when_it_is_tried_again() {
        check(
            NotLearned::TooFew { lines: 80 },
            &["80 lines", "100", "tried again by itself when there are 20 more"],
        );
        check(NotLearned::NoModel { languages: "ara".into() }, &["ara", "register file", "tried again"]);
        check(NotLearned::Broken { what: "disk on fire".into() }, &["archivist", "tried again"]);
    }

    #[test]
    fn what_was_not_tried_yet_did_not_fail() {
        let mut wished = Wished { person: "zarina".into(), failed: None };
        assert!(failed(&wished, NEEDED, Tongue::English).is_none());
        wished.failed = Some(failure(NotLearned::Broken { what: "disk on fire".into() }));
        let shown = failed(&wished, NEEDED, Tongue::English).unwrap().to_string();
        assert!(shown.contains("disk on fire") && shown.contains("3 Nov 2026"), "{shown}");
    }
}
