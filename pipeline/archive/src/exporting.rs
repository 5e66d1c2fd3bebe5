//! Acts leave as they stand published, in capture order. What is published is never changed, so an export tells
//! one moment however long it takes, and can be gone through twice. Not for formats: that is `delivery`.

use std::collections::VecDeque;

use register::{
    access::Role,
    act::Act,
    id::RegisterId,
    publication::{ActsPart, PartRef},
};

use crate::{Archive, Result, Viewer, publishing::PER_PART};

/// Acts on their way out, by the hundred. A copy begins where this one stands and gives the same.
#[derive(Clone)]
pub struct Export {
    archive: Archive,
    role: Role,
    parts: VecDeque<(RegisterId, u64, PartRef)>,
    left_out: usize,
}

impl Archive {
    /// Starts an export of one register or of all (by id), of the acts the viewer may see. What is decided from
    /// now on is not in it.
    ///
    /// # Errors
    /// Setting: no such register. Audit, store or catalogue fail.
    pub async fn export(&self, viewer: &Viewer, register: Option<&RegisterId>) -> Result<Export> {
        let registers = match register {
            Some(id) => vec![self.register(id).await?.card.id],
            None => self.cards().await?.into_iter().map(|card| card.id).collect(),
        };
        self.note(viewer, "export", register.map_or("all registers", RegisterId::as_str)).await?;
        self.leaving(viewer.role, registers).await
    }

    /// What stands published of these registers, of acts the role may see.
    pub(crate) async fn leaving(&self, role: Role, registers: Vec<RegisterId>) -> Result<Export> {
        self.publish_due().await?;
        let mut parts = VecDeque::new();
        for id in registers {
            let published = self.catalogue().publication(&id).await?;
            let acts = published.map(|made| made.manifest.acts).unwrap_or_default();
            parts.extend((0..).zip(acts).map(|(place, part)| (id.clone(), place, part)));
        }
        Ok(Export { archive: self.clone(), role, parts, left_out: 0 })
    }
}

impl Export {
    /// The next settled acts; `None` at the end. Chunks may be empty.
    ///
    /// # Errors
    /// Store or catalogue fail.
    pub async fn next(&mut self) -> Result<Option<Vec<Act>>> {
        let Some((register, place, part)) = self.parts.pop_front() else { return Ok(None) };
        let role = self.role;
        let mut acts = self.acts(&register, place, &part).await?;
        let all = acts.len();
        acts.retain(|act| role.may_see(act.access));
        self.left_out += all - acts.len();
        self.archive.keep_visible_links(role, &mut acts).await?;
        Ok(Some(acts))
    }

    /// Acts so far that the role may not see.
    pub(crate) fn left_out(&self) -> usize {
        self.left_out
    }

    async fn acts(&self, register: &RegisterId, place: u64, part: &PartRef) -> Result<Vec<Act>> {
        match self.archive.part::<ActsPart>(register, part).await {
            Err(error) if error.is_loss() => {
                tracing::warn!(%register, %error, "published acts are gone; they leave as they stand now");
                let (from, to) = (place * PER_PART, (place + 1) * PER_PART);
                let now = self.archive.settled_acts(register, from, to).await?;
                Ok(now.into_iter().map(|(_, act)| act).collect())
            }
            part => Ok(part?.acts),
        }
    }
}
