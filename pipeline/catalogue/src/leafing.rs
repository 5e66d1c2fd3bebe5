//! From act to act: the one before, the one after, the next to be verified. Not for what stands in them.

use register::{
    access::Access,
    id::{ActId, RegisterId},
};

use crate::{Catalogue, Result, row, visible::with_closed};

impl Catalogue {
    /// The acts before and after `place` in a register that `visible` allows.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn neighbours(
        &self,
        register: &RegisterId,
        place: u64,
        visible: &[Access],
    ) -> Result<(Option<ActId>, Option<ActId>)> {
        let before = "SELECT id FROM acts WHERE register = $1 AND standing = 1 AND place < $2 \
                      AND (access = 'open' OR ($3 = 1 AND access = 'closed')) ORDER BY place DESC LIMIT 1";
        let after = "SELECT id FROM acts WHERE register = $1 AND standing = 1 AND place > $2 \
                     AND (access = 'open' OR ($3 = 1 AND access = 'closed')) ORDER BY place LIMIT 1";
        let mut found = [None, None];
        for (text, id) in [before, after].into_iter().zip(&mut found) {
            let query =
                sqlx::query(text).bind(register.as_str()).bind(row::whole(place)).bind(with_closed(visible));
            if let Some(row) = query.fetch_optional(&self.pool).await? {
                *id = Some(ActId(row::text(&row, 0)?));
            }
        }
        let [before, after] = found;
        Ok((before, after))
    }

    /// The first act of a register that `visible` allows.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn first_act(&self, register: &RegisterId, visible: &[Access]) -> Result<Option<ActId>> {
        let text = "SELECT id FROM acts WHERE register = $1 AND standing = 1 \
                    AND (access = 'open' OR ($2 = 1 AND access = 'closed')) ORDER BY place LIMIT 1";
        let query = sqlx::query(text).bind(register.as_str()).bind(with_closed(visible));
        let row = query.fetch_optional(&self.pool).await?;
        row.as_ref().map(|row| Ok(ActId(row::text(row, 0)?))).transpose()
    }

    /// The first `most` acts that are not verified and that `visible` allows, in order: after
    /// `(register, place)` when given, else with those last that wait for somebody else.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn to_verify(
        &self,
        register: Option<&RegisterId>,
        after: Option<(&RegisterId, u64)>,
        visible: &[Access],
        most: usize,
    ) -> Result<Vec<ActId>> {
        let mut found = self.unverified(register, after, visible, 0, most).await?;
        if after.is_none() && found.len() < most {
            found.extend(self.unverified(register, None, visible, 1, most - found.len()).await?);
        }
        Ok(found)
    }

    async fn unverified(
        &self,
        register: Option<&RegisterId>,
        after: Option<(&RegisterId, u64)>,
        visible: &[Access],
        referred: i64,
        most: usize,
    ) -> Result<Vec<ActId>> {
        let text = "SELECT id FROM acts WHERE ($1 = '' OR register = $1) AND standing = 1 AND status = 'machine' \
                    AND (access = 'open' OR ($2 = 1 AND access = 'closed')) \
                    AND ($3 = '' OR register > $3 OR (register = $3 AND place > $4)) \
                    AND referred = $5 ORDER BY register, place LIMIT $6";
        let (after, place) = after.map_or(("", 0), |(register, place)| (register.as_str(), place));
        let query = sqlx::query(text)
            .bind(register.map_or("", RegisterId::as_str))
            .bind(with_closed(visible))
            .bind(after)
            .bind(row::whole(place))
            .bind(referred)
            .bind(row::whole(most));
        query.fetch_all(&self.pool).await?.iter().map(|row| Ok(ActId(row::text(row, 0)?))).collect()
    }
}
