//! Closing an act: what is open is confirmed as it was seen, all at once, and published once. What somebody
//! else decided meanwhile is never overridden unseen, and what the machine did not find is never confirmed.
//! Not for single fields.

use register::{
    asking::{kept, undecided, written},
    decision::{Decision, Verdict, settle, standing},
    id::ActId,
};

use catalogue::ActFacts;

use crate::{
    Archive, Result, Viewer,
    deciding::{Draft, decision, may_decide},
};

/// What closing an act came to.
#[derive(Debug, Clone)]
pub struct Closed {
    /// Number of decisions now.
    pub revision: u64,
    /// The fields that were confirmed.
    pub confirmed: Vec<String>,
    /// What others decided otherwise since the person looked: both are kept, and the fields are referred.
    pub conflicts: Vec<Decision>,
    /// Fields that are open still: a person has to look for them on the page.
    pub left: Vec<String>,
}

/// What is to be appended, and what it meets.
#[derive(Default)]
struct Closing {
    new: Vec<Decision>,
    conflicts: Vec<Decision>,
}

impl Archive {
    /// Confirms what nobody has decided of the act, as the person saw it at `revision`.
    ///
    /// # Errors
    /// Setting: no such act for this viewer, or the role does not decide.
    pub async fn close_act(&self, viewer: &Viewer, id: &ActId, revision: u64) -> Result<Closed> {
        may_decide(viewer)?;
        self.act_to_decide(viewer, id).await?;
        self.note(viewer, "close", id.as_str()).await?;
        loop {
            let facts = self.act_to_decide(viewer, id).await?;
            let decisions = self.decisions_on(&facts).await?;
            let years = self.register(&facts.machine.register).await?.card.years;
            let Closing { new, conflicts } = closing(viewer, &facts, &decisions, revision, years);
            let all = [decisions.clone(), new.clone()].concat();
            let act = settle(&facts.machine, &all, years);
            let left = undecided(&act, &all);
            let confirmed = new.iter().filter(|d| d.verdict != Verdict::Referred).map(|d| d.field.clone());
            let closed = Closed {
                revision: all.len() as u64,
                confirmed: confirmed.collect(),
                conflicts,
                left: left.into_iter().map(Into::into).collect(),
            };
            // Somebody else may have decided on the act in between: then look again.
            if new.is_empty() || self.append(&facts, decisions, &new).await?.is_some() {
                return Ok(closed);
            }
        }
    }
}

/// The decisions closing makes: of what was open when the person looked, with their own since.
fn closing(
    viewer: &Viewer,
    facts: &ActFacts,
    decisions: &[Decision],
    revision: u64,
    years: Option<(i32, i32)>,
) -> Closing {
    let own = |(place, d): &(u64, &Decision)| *place < revision || d.person == viewer.name;
    let seen: Vec<Decision> = (0..).zip(decisions).filter(own).map(|(_, d)| d.clone()).collect();
    let act = settle(&facts.machine, &seen, years);
    let mut closing = Closing::default();
    for key in undecided(&act, &seen) {
        let (machine, field) = (facts.machine.fields.get(key), act.fields.get(key));
        // What the machine did not find has not been looked for yet.
        if field.is_none() {
            continue;
        }
        let (verdict, value) = kept(machine, field, written(field));
        let (act, field) = (act.id.clone(), key.to_owned());
        let ours = decision(viewer, Draft { act, field, verdict, value, revision, nonce: None });
        match standing(decisions, key) {
            None => closing.new.push(ours),
            Some(theirs) if theirs.agrees(&ours) || theirs.verdict == Verdict::Referred => {}
            Some(theirs) => {
                closing.conflicts.push(theirs.clone());
                let referred = Decision { verdict: Verdict::Referred, value: None, ..ours.clone() };
                closing.new.extend([ours, referred]);
            }
        }
    }
    closing
}
