//! The ruler: the acts on either side of an act by their numbers, with those missing between them. Not for
//! acts the viewer may not see: they are left out, and are no gap.

use register::{
    access::Role,
    act::{Act, Status},
    id::ActId,
};

use catalogue::ActFacts;

use crate::{Archive, Result};

/// Acts on either side.
const SIDE: u64 = 13;
/// A larger leap between two numbers is a new count or a misread number, not missing acts.
const LONGEST_GAP: u32 = 3;

/// A mark on the ruler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RulerMark {
    /// An act.
    Act {
        /// Which.
        id: ActId,
        /// Its number as it stands now.
        number: Option<String>,
        /// Has every field of it been decided?
        verified: bool,
    },
    /// No act of this number stands between those beside it.
    Missing(u32),
}

impl Archive {
    /// The ruler round an act, of acts the role may see.
    pub(crate) async fn ruler(&self, role: Role, facts: &ActFacts) -> Result<Vec<RulerMark>> {
        let (from, to) = (facts.place.saturating_sub(SIDE), facts.place + SIDE + 1);
        let acts = self.settled_acts(&facts.machine.register, from, to).await?;
        let acts: Vec<Act> = acts.into_iter().map(|(_, act)| act).collect();
        Ok(marks(role, &acts))
    }
}

/// Acts in capture order as marks. Only between two that follow each other can numbers be missing: an act
/// between them whose number nobody has read may be the one.
fn marks(role: Role, acts: &[Act]) -> Vec<RulerMark> {
    let mut marks = Vec::new();
    let mut before: Option<u32> = None;
    for act in acts {
        let number = act.value("act_no");
        let here: Option<u32> = number.and_then(|n| n.parse().ok());
        if let (Some(before), Some(here)) = (before, here)
            && (2..=LONGEST_GAP + 1).contains(&here.saturating_sub(before))
        {
            marks.extend((before + 1..here).map(RulerMark::Missing));
        }
        before = here;
        if role.may_see(act.access) {
            let (id, number) = (act.id.clone(), number.map(str::to_owned));
            marks.push(RulerMark::Act { id, number, verified: act.status == Status::Verified });
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Acts as `411`, `412 sealed`, `?` (number not read).
    fn check(acts: &[&str], role: Role, expected: &str) {
        let act = |text: &&str| -> Act {
            let (number, access) = text.split_once(' ').unwrap_or((text, "closed"));
            let fields = if number == "?" { String::new() } else { format!(r#""act_no":"{number}""#) };
            let json = format!(
                r#"{{"id":"{text}","register":"r","type":"birth","access":"{access}","fields":{{{fields}}}}}"#
            );
            serde_json::from_str(&json).unwrap()
        };
        let acts: Vec<Act> = acts.iter().map(act).collect();
        let shown = marks(role, &acts).into_iter().map(|mark| match mark {
            RulerMark::Act { number, .. } => number.unwrap_or_else(|| "?".to_owned()),
            RulerMark::Missing(number) => format!("({number})"),
        });
        assert_eq!(shown.collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn a_number_nobody_has_is_missing() {
        check(&["411", "413"], Role::Clerk, "411 (412) 413");
        check(&["9", "10", "11"], Role::Clerk, "9 10 11");
    }

    #[test]
    fn an_act_the_viewer_may_not_see_is_left_out_and_is_no_gap() {
        check(&["411", "412 sealed", "413"], Role::Clerk, "411 413");
        check(&["411 open", "412", "413 open"], Role::Agency, "411 413");
    }

    #[test]
    fn an_act_whose_number_was_not_read_may_be_the_missing_one() {
        check(&["411", "?", "413"], Role::Clerk, "411 ? 413");
    }

    #[test]
    fn a_new_count_is_no_gap() {
        check(&["411", "1", "2"], Role::Clerk, "411 1 2");
        check(&["411", "11000"], Role::Clerk, "411 11000");
    }
}
