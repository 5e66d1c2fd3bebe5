//! Ledgers on a page: their rows taken as acts, and rows of a page read second joined to those of the first. Not for which
//! table is a ledger.

use register::form::ActType;

use super::{
    super::{
        ScanPages,
        bands::Band,
        ditto,
        draft::Draft,
        field::Place,
        ledger::{Column, Known, Ledger, ledger},
        sheet::TableText,
    },
    Assembly,
};

/// The ledger read last on this half of a scan: its columns are carried on, and the rows of the page read second
/// join the acts of the first.
pub(super) struct LastLedger<'r> {
    scan: &'r ScanPages,
    table: usize,
    kind: ActType,
    columns: Vec<Column>,
    /// Row of the table to place among the drafts.
    rows: Vec<(usize, usize)>,
}

impl<'r> Assembly<'r> {
    /// Takes a table's rows as acts, if it is a ledger.
    pub(super) fn ledger(
        &mut self,
        scan: &'r ScanPages,
        kind: ActType,
        band: &Band<'_>,
        at: usize,
        place: Place<'_>,
    ) -> bool {
        let table = &band.tables[at];
        let half = place.page.half;
        let carried = self.ledgers.get(&half).filter(|l| l.kind == kind).map(|l| l.columns.as_slice());
        let usual = self.usual.fitting(half, kind, &table.cells);
        let known = Known { usual, carried };
        let Some(found) = ledger(&table.cells, self.wording.of(kind), known) else { return false };
        let joined = self.rows_joined(scan, table, &found.columns);
        let mut rows = Vec::new();
        for (row, entries) in &found.rows {
            let draft = joined.iter().find(|(r, _)| r == row).map(|(_, draft)| *draft);
            let draft = draft.unwrap_or_else(|| {
                let mut draft = Draft::new(kind, true, place.scan, place.page.half);
                draft.ledger = true;
                self.drafts.push(draft);
                self.drafts.len() - 1
            });
            for entry in entries {
                let above = ditto::above(&self.drafts, draft);
                self.drafts[draft].take_in_row(entry, place, above.as_ref());
            }
            rows.push((*row, draft));
        }
        let Ledger { columns, .. } = found;
        self.ledgers.insert(half, LastLedger { scan, table: table.place, kind, columns, rows });
        true
    }

    /// The acts of the page before whose rows this table carries on. One with the columns of that page again is a list
    /// of its own, however near its rows stand.
    fn rows_joined(
        &self,
        scan: &ScanPages,
        table: &TableText<'_>,
        columns: &[Column],
    ) -> Vec<(usize, usize)> {
        let Some(continues) = table.table.continues else { return Vec::new() };
        let before = self.ledgers.get(&continues.half);
        let again = |before: &LastLedger<'_>| {
            let known = |c: &&Column| before.columns.iter().any(|b| b.asks_as(c));
            columns.iter().filter(known).count() * 2 > columns.len()
        };
        let joins = before.filter(|l| l.scan.id == scan.id && l.table == continues.table && !again(l));
        joins.map(|l| l.rows.clone()).unwrap_or_default()
    }
}
