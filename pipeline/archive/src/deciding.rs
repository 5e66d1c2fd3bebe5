//! People decide: every decision is appended, published, and shown at the next search. Not for the rules
//! by which decisions settle an act: those are `register::decision`.

use catalogue::{ActFacts, Appended};
use register::{
    access::Role,
    act::Act,
    decision::{Decision, Verdict, settle},
    id::{ActId, RegisterId},
    publication::ACTS_PER_PART,
};

use crate::{Archive, Error, Result, Viewer, access::visible, clock, standing::settled};

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
}

/// A decision that stands.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The act with all decisions applied.
    pub act: Act,
    /// Number of decisions now.
    pub revision: u64,
    /// When it was kept, RFC 3339 in UTC.
    pub saved_at: String,
    /// What somebody else decided otherwise on the field meanwhile. Both are kept; this one is applied.
    pub conflict: Option<Decision>,
}

/// Roles that decide.
fn decides(role: Role) -> bool {
    matches!(role, Role::Archivist | Role::Verifier)
}

impl Archive {
    /// Appends a decision and publishes the act.
    ///
    /// # Errors
    /// Setting: no such act for this viewer, or the role does not decide.
    pub async fn decide(&self, viewer: &Viewer, draft: Draft) -> Result<Decided> {
        if !decides(viewer.role) {
            return Err(Error::NotAllowed { role: viewer.role.as_str(), what: "decide on fields" });
        }
        let at = clock::now();
        let decision = Decision {
            act: draft.act,
            field: draft.field,
            verdict: draft.verdict,
            value: draft.value,
            person: viewer.name.clone(),
            at: clock::rfc3339(at),
            revision: draft.revision,
        };
        self.note(viewer, "decide", &format!("{} {}", decision.act, decision.field)).await?;
        let (facts, appended, conflict) = self.append(viewer, &decision).await?;
        let register = facts.machine.register.clone();
        self.flush_decision(&register, appended.number).await?;
        self.publish_part(&register, facts.place / ACTS_PER_PART as u64).await?;
        let act = self.catalogue().act(&decision.act).await?;
        let act = act.ok_or_else(|| Error::NoAct(decision.act.clone()))?;
        let act = settled(&act, &self.decisions_on(&act).await?);
        Ok(Decided { act, revision: appended.revision, saved_at: decision.at, conflict })
    }

    async fn append(
        &self,
        viewer: &Viewer,
        decision: &Decision,
    ) -> Result<(ActFacts, Appended, Option<Decision>)> {
        loop {
            let facts = self.visible_act(viewer, &decision.act).await?;
            let facts = facts.ok_or_else(|| Error::NoAct(decision.act.clone()))?;
            let mut decisions = self.decisions_on(&facts).await?;
            let conflict = conflict(&decisions, decision);
            decisions.push(decision.clone());
            let act = settle(&facts.machine, &decisions);
            let card = self.register(&facts.machine.register).await?.card;
            let access = self.class_of(&act, &card);
            let appended =
                self.catalogue().append(&card.id, decision, facts.revision, act.status, access).await?;
            // Somebody else decided on the act in between: look again.
            if let Some(appended) = appended {
                return Ok((facts, appended, conflict));
            }
        }
    }

    /// The first act in capture order that the viewer may see and that is not verified, in one register or in
    /// all. With `after`, the first one after that act.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn next_act_to_verify(
        &self,
        viewer: &Viewer,
        register: Option<&RegisterId>,
        after: Option<&ActId>,
    ) -> Result<Option<ActId>> {
        let after = match after {
            Some(id) => self.catalogue().act(id).await?.map(|act| (act.machine.register, act.place)),
            None => None,
        };
        let after = after.as_ref().map(|(register, place)| (register, *place));
        Ok(self.catalogue().next_to_verify(register, after, &visible(viewer.role)).await?)
    }

    /// Declares a register done, or takes that back.
    ///
    /// # Errors
    /// Setting: no such register, or the role may not.
    pub async fn sign_off(&self, viewer: &Viewer, register: &RegisterId, done: bool) -> Result<()> {
        if viewer.role != Role::Archivist {
            return Err(Error::NotAllowed { role: viewer.role.as_str(), what: "sign registers off" });
        }
        self.register(register).await?;
        self.note(viewer, if done { "sign off" } else { "take sign-off back" }, register.as_str()).await?;
        Ok(self.catalogue().sign_off(register, done).await?)
    }
}

/// What somebody else decided otherwise on the field since the person looked.
fn conflict(decisions: &[Decision], new: &Decision) -> Option<Decision> {
    let seen = usize::try_from(new.revision).unwrap_or(usize::MAX);
    let mut unseen = decisions.iter().skip(seen).filter(|other| other.field == new.field);
    let otherwise = |other: &&Decision| (other.verdict, &other.value) != (new.verdict, &new.value);
    unseen.rfind(|other| other.person != new.person && otherwise(other)).cloned()
}
