//! People decide: every decision is appended, published, and shown at the next search. Not for the rules
//! by which decisions settle an act: those are `register::decision`.

use register::{
    act::Act,
    decision::{Decision, Verdict},
    id::{ActId, RegisterId},
};

use crate::{Archive, Error, Result, Viewer};

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

impl Archive {
    /// Appends a decision and publishes the act.
    ///
    /// # Errors
    /// Setting: no such act for this viewer, or the role does not decide.
    pub async fn decide(&self, viewer: &Viewer, draft: Draft) -> Result<Decided> {
        let _ = (viewer, draft);
        Err(Error::not_there_yet())
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
        let _ = (viewer, register, after);
        Err(Error::not_there_yet())
    }

    /// Declares a register done, or takes that back.
    ///
    /// # Errors
    /// Setting: no such register, or the role may not.
    pub async fn sign_off(&self, viewer: &Viewer, register: &RegisterId, done: bool) -> Result<()> {
        let _ = (viewer, register, done);
        Err(Error::not_there_yet())
    }
}
