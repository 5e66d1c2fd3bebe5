//! Acts leave, in capture order. Not for formats: that is `delivery`.

use std::collections::VecDeque;

use register::{access::Role, act::Act, id::RegisterId};

use crate::{Archive, Result, Viewer};

/// Acts read at a time.
const AT_A_TIME: u64 = 1000;

/// Acts on their way out, by the thousand.
pub struct Export {
    archive: Archive,
    role: Role,
    registers: VecDeque<RegisterId>,
    place: u64,
}

impl Archive {
    /// Starts an export of one register or of all (by id), of the acts the viewer may see.
    ///
    /// # Errors
    /// Setting: no such register. Audit or catalogue fail.
    pub async fn export(&self, viewer: &Viewer, register: Option<&RegisterId>) -> Result<Export> {
        let registers = match register {
            Some(id) => VecDeque::from([self.register(id).await?.card.id]),
            None => self.cards().await?.into_iter().map(|card| card.id).collect(),
        };
        self.note(viewer, "export", register.map_or("all registers", RegisterId::as_str)).await?;
        Ok(Export { archive: self.clone(), role: viewer.role, registers, place: 0 })
    }
}

impl Export {
    /// The next settled acts; `None` at the end. Chunks may be empty.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn next(&mut self) -> Result<Option<Vec<Act>>> {
        let Some(register) = self.registers.front() else { return Ok(None) };
        let acts = self.archive.settled_acts(register, self.place, self.place + AT_A_TIME).await?;
        self.place += AT_A_TIME;
        if acts.is_empty() {
            self.registers.pop_front();
            self.place = 0;
        }
        let role = self.role;
        let visible = acts.into_iter().map(|(_, act)| act).filter(|act| role.may_see(act.access));
        let mut visible: Vec<Act> = visible.collect();
        self.archive.keep_visible_links(role, &mut visible).await?;
        Ok(Some(visible))
    }
}
