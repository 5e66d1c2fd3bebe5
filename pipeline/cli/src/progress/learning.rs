//! What happens while a register learns, and the plain lines that tell it. Not for bars, and not for what `daftar learn` writes
//! when it ends.

use register::{
    id::{RegisterId, ScanId},
    teaching::Lineage,
};

/// Passes are told in so many plain lines at most: a log wants one line in a while.
const LINES: usize = 20;

/// Everything that can happen.
#[derive(Debug, Clone)]
pub(crate) enum Learning {
    /// Lines were cut out, learning begins.
    Begins {
        /// Whose.
        register: RegisterId,
        /// Lines.
        lines: usize,
        /// Those of them that verified fields tell.
        from_fields: usize,
        /// Scans they stand on.
        scans: usize,
    },
    /// A scan could not be read; its lines teach nothing.
    LeftOut {
        /// Which.
        scan: ScanId,
        /// Why.
        why: String,
    },
    /// All lines were shown once more.
    Pass {
        /// Whose.
        register: RegisterId,
        /// Passes done.
        pass: usize,
        /// Of how many.
        of: usize,
        /// Loss of the last, natural logarithms a letter.
        loss: f64,
    },
    /// It is over, whatever came of it.
    Ends,
    /// What came of it, in a run.
    Brought {
        /// What was learned.
        lineage: Box<Lineage>,
        /// The same for a person.
        lines: Vec<String>,
        /// Scans that wait to be read anew.
        renewed: usize,
    },
    /// Nothing came of it.
    Failed {
        /// Whose.
        register: RegisterId,
        /// Why.
        why: String,
        /// What to do, and when it is tried again.
        remedy: String,
    },
    /// Somebody else lets the register learn.
    Elsewhere {
        /// Whose.
        register: RegisterId,
        /// In which process of which machine, and since when; a log names no person.
        at: String,
    },
}

/// The line of a log; none where it has nothing new to say.
pub(super) fn line(event: &Learning) -> Option<String> {
    Some(match event {
        Learning::Begins { register, lines, from_fields, scans } => {
            format!("learn register={register} lines={lines} from_fields={from_fields} scans={scans}")
        }
        Learning::LeftOut { scan, why } => {
            format!("left-out scan={scan} why={why:?} so=\"its lines teach nothing this time\"")
        }
        Learning::Pass { register, pass, of, loss } => {
            let part = |pass: usize| pass * LINES / of.max(&1);
            if part(*pass) == part(pass - 1) {
                return None;
            }
            format!("pass register={register} pass={pass} of={of} loss={loss:.3}")
        }
        Learning::Ends => return None,
        Learning::Brought { lineage, renewed, .. } => brought(lineage, *renewed),
        Learning::Failed { register, why, remedy } => {
            format!("not-learned register={register} why={why:?} do={remedy:?}")
        }
        Learning::Elsewhere { register, at } => format!("learns-already register={register} at={at:?}"),
    })
}

fn brought(lineage: &Lineage, renewed: usize) -> String {
    let Lineage { register, taught, hand, others, seconds, .. } = lineage;
    format!(
        "learned register={register} lines={taught} wrong_before={:.3} wrong_after={:.3} others_before={:.3} \
         others_after={:.3} taken={} renewed={renewed} seconds={seconds}",
        hand.before,
        hand.after,
        others.before,
        others.after,
        lineage.is_taken()
    )
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(event: &Learning, expected: Expect) {
        expected.assert_eq(&line(event).unwrap());
    }

    fn register() -> RegisterId {
        "births-1931".parse().unwrap()
    }

    #[test]
    fn what_begins_and_what_fails_is_one_line_each() {
        check(
            &Learning::Begins { register: register(), lines: 400, from_fields: 90, scans: 31 },
            expect!["learn register=births-1931 lines=400 from_fields=90 scans=31"],
        );
        check(
            &Learning::Failed {
                register: register(),
                why: "no line model reads ara".into(),
                remedy: "see its file".into(),
            },
            expect![[r#"not-learned register=births-1931 why="no line model reads ara" do="see its file""#]],
        );
    }

    fn passes(of: usize) -> usize {
        let pass = |pass| Learning::Pass { register: register(), pass, of, loss: 0.5 };
        (1..=of).filter_map(|number| line(&pass(number))).count()
    }

    #[test]
    fn passes_are_told_each_and_of_many_a_few() {
        assert_eq!((passes(12), passes(1), passes(200)), (12, 1, LINES));
    }
}
