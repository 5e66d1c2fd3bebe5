//! Somebody at a desk wishes that a register learns: whether that waits to be done, was tried in vain, and when it is tried
//! again. Not for learning.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{LEAST, ModelStep};

/// What broke is tried again after a day: a full disk is mended by then, and a night is not spent on what breaks each time.
const AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// Why nothing was learned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotLearned {
    /// Too few of the lines can be learned from.
    TooFew {
        /// Those that can.
        lines: u32,
    },
    /// No line model reads the register's languages.
    NoModel {
        /// These, Tesseract's names with `+` between.
        languages: String,
    },
    /// Something broke.
    Broken {
        /// What was told, English.
        what: String,
    },
}

/// What a learning was tried with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// How many lines there were: written down, and told by verified fields. Earlier archives kept none; such a try counts as one
    /// with no lines.
    #[serde(default)]
    pub lines: u64,
    /// By which program, and for which languages.
    pub with: String,
}

/// A learning that brought nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Why.
    pub why: NotLearned,
    /// With what.
    pub tried: Tried,
    /// When, RFC 3339 in UTC.
    pub at: String,
}

impl Failure {
    /// May it end otherwise with what there is `now`, so long `after` it failed? Another program or other languages may bring more;
    /// where lines were too few, as many more lines as were missing; and what broke may be mended after a day.
    #[must_use]
    pub fn is_worth_another(&self, now: &Tried, after: Duration) -> bool {
        let changed = match self.why {
            NotLearned::TooFew { .. } => {
                self.missing().is_some_and(|missing| now.lines >= self.tried.lines + missing)
            }
            NotLearned::NoModel { .. } => false,
            NotLearned::Broken { .. } => after >= AFTER,
        };
        changed || now.with != self.tried.with
    }

    /// How many lines are missing, where they were too few.
    #[must_use]
    pub fn missing(&self) -> Option<u64> {
        match self.why {
            NotLearned::TooFew { lines } => Some((LEAST as u64).saturating_sub(lines.into()).max(1)),
            NotLearned::NoModel { .. } | NotLearned::Broken { .. } => None,
        }
    }
}

/// A wish that nothing was learned on since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish<'s> {
    /// Whose.
    pub person: &'s str,
    /// What came of it when it was tried last; none where it was not yet.
    pub failed: Option<&'s Failure>,
}

/// The wish that stands after these steps. Whoever asks again makes it one that was not tried yet.
#[must_use]
pub fn wish(steps: &[ModelStep]) -> Option<Wish<'_>> {
    let mut failed = None;
    for step in steps.iter().rev() {
        match step {
            ModelStep::Asked { person, .. } => return Some(Wish { person, failed }),
            ModelStep::Failed(failure) => failed = failed.or(Some(failure)),
            ModelStep::Learned { .. } => return None,
            ModelStep::Dropped { .. } => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(person: &str) -> ModelStep {
        ModelStep::Asked { person: person.to_owned(), at: "2026-01-03T00:00:00Z".to_owned() }
    }

    fn tried(lines: u64, with: &str) -> Tried {
        Tried { lines, with: with.to_owned() }
    }

    fn failure(why: NotLearned) -> Failure {
        Failure { why, tried: tried(100, "1 rus"), at: "2026-01-04T00:00:00Z".to_owned() }
    }

    fn broken() -> ModelStep {
        ModelStep::Failed(Box::new(failure(NotLearned::Broken { what: "disk on fire".to_owned() })))
    }

    fn dropped() -> ModelStep {
        ModelStep::Dropped { person: "nigora".to_owned(), at: "2026-01-05T00:00:00Z".to_owned() }
    }

    /// Whose wish stands, and whether it was tried.
    fn check(steps: &[ModelStep], expected: Option<(&str, bool)>) {
        assert_eq!(wish(steps).map(|wish| (wish.person, wish.failed.is_some())), expected);
    }

    #[test]
    fn a_wish_that_was_tried_in_vain_stands_and_says_so() {
        check(&[asked("zarina"), broken()], Some(("zarina", true)));
        check(&[asked("zarina"), broken(), dropped(), broken()], Some(("zarina", true)));
    }

    #[test]
    fn who_asks_again_makes_it_new() {
        check(&[asked("zarina"), broken(), asked("firuz")], Some(("firuz", false)));
    }

    #[test]
    fn what_failed_without_a_wish_is_none() {
        check(&[broken()], None);
        check(&[], None);
    }

    const SOON: Duration = Duration::from_secs(60);

    /// Is it tried again soon when there are so many lines more, and by another program?
    fn check_again(why: NotLearned, lines: &[(u64, bool)]) {
        let failed = failure(why);
        for (more, again) in lines {
            assert_eq!(failed.is_worth_another(&tried(100 + more, "1 rus"), SOON), *again, "{more}");
        }
        assert!(failed.is_worth_another(&tried(100, "2 rus"), SOON));
    }

    #[test]
    fn only_what_broke_is_tried_again_after_a_day() {
        let check = |why, again| {
            let failed = failure(why);
            let after = |long| failed.is_worth_another(&tried(100, "1 rus"), long);
            assert_eq!((after(AFTER - SOON), after(AFTER)), (false, again), "{failed:?}");
        };
        check(NotLearned::Broken { what: "disk on fire".to_owned() }, true);
        check(NotLearned::NoModel { languages: "ara".to_owned() }, false);
        check(NotLearned::TooFew { lines: 80 }, false);
    }

    #[test]
    fn a_try_of_an_earlier_archive_is_read() {
        let told = r#"{"why": {"too_few": {"lines": 80}}, "tried": {"said": 300, "with": "1 rus"}, "at": "2026-01-04T00:00:00Z"}"#;
        let failed: Failure = serde_json::from_str(told).unwrap();
        assert_eq!(failed.tried, tried(0, "1 rus"));
    }

    #[test]
    fn nothing_is_tried_again_as_long_as_nothing_changed() {
        check_again(NotLearned::NoModel { languages: "ara".to_owned() }, &[(0, false), (500, false)]);
        check_again(NotLearned::Broken { what: "disk on fire".to_owned() }, &[(0, false), (500, false)]);
    }

    #[test]
    fn too_few_lines_are_tried_again_when_they_may_be_enough() {
        check_again(NotLearned::TooFew { lines: 80 }, &[(0, false), (19, false), (20, true)]);
        check_again(NotLearned::TooFew { lines: 100 }, &[(0, false), (1, true)]);
    }
}
