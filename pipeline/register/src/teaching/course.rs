//! What became of a register's own line model, step by step: what it learned, taken or refused, and what was taken back.
//! Steps only grow, and tell which model is in force. Not for the models' bytes.

use serde::{Deserialize, Serialize};

use super::{Failure, Lineage};

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ModelStep {
    /// A model was taught and judged.
    Learned {
        /// Where it comes from and what it is worth.
        lineage: Box<Lineage>,
        /// SHA-256 of its card, hexadecimal; none where it was refused, as then nothing of it is kept.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        card: Option<String>,
    },
    /// Somebody asked at a desk that it learns; the next run does it.
    Asked {
        /// Who.
        person: String,
        /// When, RFC 3339 in UTC.
        at: String,
    },
    /// What was asked for was tried, and nothing was learned.
    Failed(Box<Failure>),
    /// The register is read by the shipped model again.
    Dropped {
        /// Who said so.
        person: String,
        /// When, RFC 3339 in UTC.
        at: String,
    },
}

/// The model a register is read by after these steps, with the SHA-256 of its card: the one taken last, unless it was
/// dropped. None: the shipped one.
#[must_use]
pub fn in_force(steps: &[ModelStep]) -> Option<(&Lineage, &str)> {
    for step in steps.iter().rev() {
        match step {
            ModelStep::Dropped { .. } => return None,
            ModelStep::Learned { lineage, card: Some(card) } if lineage.is_taken() => {
                return Some((lineage, card));
            }
            ModelStep::Learned { .. } | ModelStep::Asked { .. } | ModelStep::Failed(_) => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::teaching::{Judged, NotLearned, Refused, Tried};

    fn learned(sha256: &str, refused: Option<Refused>) -> ModelStep {
        let judged = Judged { lines: 40, before: 0.2, after: 0.1 };
        let lineage = Lineage {
            sha256: sha256.to_owned(),
            parent: "p".to_owned(),
            script: "Cyrl".to_owned(),
            register: "births".parse().unwrap(),
            taught: 300,
            from_fields: 0,
            hand: judged,
            others: judged,
            refused,
            seconds: 900,
            person: "nigora".to_owned(),
            at: "2026-01-01T00:00:00Z".to_owned(),
        };
        let card = lineage.is_taken().then(|| "c".to_owned());
        ModelStep::Learned { lineage: Box::new(lineage), card }
    }

    fn dropped() -> ModelStep {
        ModelStep::Dropped { person: "nigora".to_owned(), at: "2026-01-02T00:00:00Z".to_owned() }
    }

    fn check(steps: &[ModelStep], model: Option<&str>) {
        assert_eq!(in_force(steps).map(|(lineage, _)| lineage.sha256.as_str()), model);
    }

    #[test]
    fn a_register_that_learned_nothing_is_read_by_the_shipped_model() {
        check(&[], None);
    }

    #[test]
    fn the_model_taken_last_is_in_force() {
        check(&[learned("a", None), learned("b", None)], Some("b"));
    }

    #[test]
    fn a_refused_model_leaves_the_one_before_in_force() {
        check(&[learned("a", None), learned("b", Some(Refused::NoBetter))], Some("a"));
        check(&[learned("b", Some(Refused::NoBetter))], None);
    }

    #[test]
    fn a_model_that_was_dropped_comes_back_only_by_learning() {
        check(&[learned("a", None), dropped()], None);
        check(&[learned("a", None), dropped(), learned("b", Some(Refused::NoBetter))], None);
        check(&[learned("a", None), dropped(), learned("b", None)], Some("b"));
    }

    fn asked() -> ModelStep {
        ModelStep::Asked { person: "zarina".to_owned(), at: "2026-01-03T00:00:00Z".to_owned() }
    }

    fn failed() -> ModelStep {
        let tried = Tried { lines: 100, with: "1 rus".to_owned() };
        let (why, at) = (NotLearned::TooFew { lines: 80 }, "2026-01-04T00:00:00Z".to_owned());
        ModelStep::Failed(Box::new(Failure { why, tried, at }))
    }

    #[test]
    fn asking_changes_no_model() {
        check(&[learned("a", None), asked()], Some("a"));
        check(&[learned("a", None), asked(), failed()], Some("a"));
    }

    #[test]
    fn a_step_is_read_as_it_was_written() {
        for step in [learned("a", None), learned("b", Some(Refused::NoBetter)), asked(), failed(), dropped()]
        {
            let text = serde_json::to_string(&step).unwrap();
            assert_eq!(serde_json::from_str::<ModelStep>(&text).unwrap(), step, "{text}");
        }
    }

    #[test]
    fn steps_of_earlier_archives_are_read() {
        let asked_then = r#"{"asked": {"person": "zarina", "at": "2026-01-03T00:00:00Z"}}"#;
        assert_eq!(serde_json::from_str::<ModelStep>(asked_then).unwrap(), asked());
    }
}
