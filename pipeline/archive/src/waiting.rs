//! Which acts wait for people, and registers declared done. Not for who works on which act just now: a desk
//! knows that.

use register::{
    access::Role,
    id::{ActId, RegisterId},
};

use crate::{Archive, Error, Result, Viewer, access::visible};

impl Archive {
    /// The first `most` acts in capture order that the viewer may see and that are not verified, in one
    /// register or in all; those of which only referred fields are open come last. With `after`, those that
    /// come after that act.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn acts_to_verify(
        &self,
        viewer: &Viewer,
        register: Option<&RegisterId>,
        after: Option<&ActId>,
        most: usize,
    ) -> Result<Vec<ActId>> {
        let after = match after {
            Some(id) => self.catalogue().act(id).await?.map(|act| (act.machine.register, act.place)),
            None => None,
        };
        let after = after.as_ref().map(|(register, place)| (register, *place));
        Ok(self.catalogue().to_verify(register, after, &visible(viewer.role), most).await?)
    }

    /// The first act of a register that the viewer may see.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn first_act(&self, viewer: &Viewer, register: &RegisterId) -> Result<Option<ActId>> {
        Ok(self.catalogue().first_act(register, &visible(viewer.role)).await?)
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
