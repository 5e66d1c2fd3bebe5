//! Files that were set aside when they arrived, looked at again: a reader may have died for want of memory, or
//! the list of checksums been wrong. Not for scans that fell in pass one: those are renewed.

use register::id::{RegisterId, ScanId};

use crate::{
    Catalogue, Frame, Result,
    arrivals::{NewScan, make_room, put_scan, scan_id},
    row,
};

impl Catalogue {
    /// A file of which nothing could be read has these frames now: its scan waits, further frames become scans
    /// that follow it. Where it is still set aside, the reason is the newer one. Gives the scans that wait.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn looked_again(
        &self,
        register: &RegisterId,
        sha256: &str,
        frames: &[Frame],
        now: i64,
    ) -> Result<Vec<ScanId>> {
        let Some((first, further)) = frames.split_first() else { return Ok(Vec::new()) };
        let mut tx = self.write().await?;
        let text = "UPDATE scans SET width = $3, height = $4, state = $5, reason = $6, attempts = 0 \
                    WHERE register = $1 AND sha256 = $2 AND frame = 0 AND width = 0 AND state = 'set_aside' \
                    RETURNING number, place";
        let woken = sqlx::query(text)
            .bind(register.as_str())
            .bind(sha256)
            .bind(i64::from(first.width))
            .bind(i64::from(first.height))
            .bind(first.state())
            .bind(first.set_aside.clone())
            .fetch_optional(&mut *tx)
            .await?;
        let Some(woken) = woken else { return Ok(Vec::new()) };
        let (number, place) = (row::integer(&woken, 0)?, row::integer(&woken, 1)?);
        let mut scans = vec![scan_id(register, number)?];
        make_room(&mut tx, register.as_str(), place, further.len()).await?;
        let last = sqlx::query("SELECT MAX(number) FROM scans WHERE register = $1");
        let last = row::integer(&last.bind(register.as_str()).fetch_one(&mut *tx).await?, 0)?;
        for (after, frame) in (1..).zip(further) {
            let new = NewScan { number: last + after, place: place + after, index: after, frame };
            put_scan(&mut tx, register.as_str(), sha256, new, now).await?;
            scans.push(scan_id(register, last + after)?);
        }
        tx.commit().await?;
        Ok(if first.set_aside.is_some() { Vec::new() } else { scans })
    }
}
