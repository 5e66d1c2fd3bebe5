//! People decide: every decision is appended, published, and shown at the next search. Not for the rules
//! by which decisions settle an act: those are `register::decision`.

use catalogue::{ActFacts, Appended};
use register::{
    access::Role,
    act::Act,
    decision::{Decision, Verdict, may_be_accepted, rule_of, standing, tied_to},
    form,
    id::ActId,
    publication::ACTS_PER_PART,
    rules::Rule,
};

use crate::{Archive, Error, Result, Viewer, clock};

/// A decision as it comes from a desk; person and time are added.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The act.
    pub act: ActId,
    /// Field key.
    pub field: String,
    /// What was decided.
    pub verdict: Verdict,
    /// The value confirmed or typed.
    pub value: Option<String>,
    /// How many decisions on the act the person had seen ([`crate::looking::ActView::revision`]).
    pub revision: u64,
    /// The desk's random word for this decision: what comes with the same word again is kept once.
    pub nonce: Option<String>,
}

/// A decision that stands.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The act with all decisions applied.
    pub act: Act,
    /// Number of decisions now.
    pub revision: u64,
    /// What somebody else decided otherwise on the field meanwhile: both are kept, and this one is applied.
    /// Of an undo, the decision of somebody else that stands and was left alone.
    pub conflict: Option<Decision>,
}

/// What becomes of a decision beside those that stand.
enum Weighed {
    /// It is appended.
    New(Option<Decision>),
    /// Nothing is appended: it was before, or there is nothing of this person's to take back.
    Nothing(Option<Decision>),
}

impl Archive {
    /// Appends a decision and publishes the act. Undo takes back what the person decided and nothing else. What is said of
    /// a tie is said on both acts.
    ///
    /// # Errors
    /// Setting: no such act for this viewer, no such field on its form, no such tie, or the role does not decide.
    pub async fn decide(&self, viewer: &Viewer, draft: Draft) -> Result<Decided> {
        may_decide(viewer)?;
        let decision = decision(viewer, draft);
        if let Some(other) = tied_to(&decision.field) {
            return self.decide_on_tie(viewer, decision, &other).await;
        }
        let facts = self.act_to_decide(viewer, &decision.act).await?;
        fits(&facts.machine, &decision)?;
        self.note(viewer, "decide", &format!("{} {}", decision.act, decision.field)).await?;
        self.appended(viewer, &decision).await
    }

    /// Appends a decision that fits, as soon as nobody else decides on the act.
    pub(crate) async fn appended(&self, viewer: &Viewer, decision: &Decision) -> Result<Decided> {
        loop {
            let facts = self.act_to_decide(viewer, &decision.act).await?;
            let decisions = self.decisions_on(&facts).await?;
            let conflict = match weigh(&decisions, decision) {
                Weighed::New(conflict) => conflict,
                Weighed::Nothing(conflict) => {
                    let act = self.settled(&facts).await?;
                    return Ok(Decided { act, revision: facts.revision, conflict });
                }
            };
            // Somebody else may have decided on the act in between: then look again.
            if let Some((act, appended)) =
                self.append(&facts, decisions, std::slice::from_ref(decision)).await?
            {
                return Ok(Decided { act, revision: appended.revision, conflict });
            }
        }
    }

    /// The facts of an act somebody wants to decide on.
    pub(crate) async fn act_to_decide(&self, viewer: &Viewer, id: &ActId) -> Result<ActFacts> {
        self.visible_act(viewer, id).await?.ok_or_else(|| Error::NoAct(id.clone()))
    }

    /// Appends decisions to those that stand on the act and publishes it once; `None`, with nothing done,
    /// when somebody else decided on it meanwhile.
    pub(crate) async fn append(
        &self,
        facts: &ActFacts,
        standing: Vec<Decision>,
        new: &[Decision],
    ) -> Result<Option<(Act, Appended)>> {
        let (id, register) = (&facts.machine.id, &facts.machine.register);
        self.compare(register).await?;
        let card = self.register(register).await?.card;
        let decisions = [standing, new.to_vec()].concat();
        let stands = self.stands(&facts.machine, &decisions, &card);
        let appended = self.catalogue().append(register, id, new, facts.revision, stands).await?;
        let Some(appended) = appended else { return Ok(None) };
        let first = appended.number + 1 - new.len() as u64;
        self.flush_between::<Decision>(register, first, appended.number).await?;
        self.publish_part(register, facts.place / ACTS_PER_PART as u64).await?;
        let facts = self.catalogue().act(id).await?.ok_or_else(|| Error::NoAct(id.clone()))?;
        Ok(Some((self.settled(&facts).await?, appended)))
    }
}

/// Refuses those whose role does not decide.
pub(crate) fn may_decide(viewer: &Viewer) -> Result<()> {
    match viewer.role {
        Role::Archivist | Role::Verifier => Ok(()),
        role => Err(Error::NotAllowed { role: role.as_str(), what: "decide on fields" }),
    }
}

/// Refuses what is no decision on a field of the form, or no reason for what a rule says.
fn fits(act: &Act, decision: &Decision) -> Result<()> {
    let Decision { act: id, field, verdict, value, .. } = decision;
    let wrong = match rule_of(field) {
        Some(rule) if Rule::named(rule).is_none() => format!("there is no rule {rule:?}"),
        Some(rule) => match (verdict, value.as_deref().map(str::trim)) {
            (Verdict::Undone, _) => return Ok(()),
            (Verdict::Accepted, _) if !may_be_accepted(rule) => {
                format!("the rule {rule:?} is about the reading: decide on its fields")
            }
            (Verdict::Accepted, Some(reason)) if !reason.is_empty() => return Ok(()),
            _ => format!("the rule {rule:?} is set aside with a reason, or not at all"),
        },
        None if !has_field(act, field) => format!("the form of {id} has no field {field:?}"),
        None if matches!(verdict, Verdict::Accepted | Verdict::Rejected) => {
            format!("{field:?} is a field: confirm or correct it")
        }
        None => return Ok(()),
    };
    Err(Error::Unusable(wrong))
}

/// Is it a field of its type, or one that only its form has?
fn has_field(act: &Act, field: &str) -> bool {
    form::field(act.kind, field).is_some() || act.fields.contains_key(field)
}

/// A draft as this person's decision of this moment.
pub(crate) fn decision(viewer: &Viewer, draft: Draft) -> Decision {
    Decision {
        act: draft.act,
        field: draft.field,
        verdict: draft.verdict,
        value: draft.value,
        person: viewer.name.clone(),
        at: clock::rfc3339(clock::now()),
        revision: draft.revision,
        nonce: draft.nonce,
    }
}

fn weigh(decisions: &[Decision], new: &Decision) -> Weighed {
    let again = |d: &Decision| d.nonce == new.nonce && d.person == new.person && d.field == new.field;
    let before = decisions.iter().position(|d| d.nonce.is_some() && again(d) && d.agrees(new));
    if let Some(before) = before {
        return Weighed::Nothing(conflict(&decisions[..before], new));
    }
    if new.verdict != Verdict::Undone {
        return Weighed::New(conflict(decisions, new));
    }
    match standing(decisions, &new.field) {
        Some(theirs) if theirs.person != new.person => Weighed::Nothing(Some(theirs.clone())),
        Some(_) => Weighed::New(None),
        None => Weighed::Nothing(None),
    }
}

/// What somebody else decided otherwise on the field since the person looked.
fn conflict(decisions: &[Decision], new: &Decision) -> Option<Decision> {
    if new.verdict == Verdict::Undone {
        return None;
    }
    let seen = usize::try_from(new.revision).unwrap_or(usize::MAX);
    let mut unseen = decisions.iter().skip(seen).filter(|other| other.field == new.field);
    unseen.rfind(|other| other.person != new.person && !other.agrees(new)).cloned()
}
