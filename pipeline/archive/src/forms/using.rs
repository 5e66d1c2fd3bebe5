//! Which registers are read by a form: those whose card names it, and those whose acts stand on it. Not for reading them.

use register::volume::RegisterCard;

use crate::{Archive, Result};

/// Acts looked at of each register: a book is one form, but for covers, indexes and what was bound in.
const LOOKED_AT: u64 = 50;

impl Archive {
    /// The cards of the registers that are read by a form, as far as their first acts tell.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn registers_by_form(&self, id: &str) -> Result<Vec<RegisterCard>> {
        let mut by_form = Vec::new();
        for register in self.catalogue().registers().await? {
            let card = register.card;
            let named = card.form.as_deref() == Some(id);
            if named || self.stands_on(&card, id).await? {
                by_form.push(card);
            }
        }
        Ok(by_form)
    }

    async fn stands_on(&self, card: &RegisterCard, form: &str) -> Result<bool> {
        let acts = self.catalogue().acts(&card.id, 0, LOOKED_AT).await?;
        Ok(acts.iter().any(|act| act.machine.form.as_deref() == Some(form)))
    }
}
