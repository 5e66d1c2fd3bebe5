//! Two persons side by side on a ruled form: the columns they head, and the values in them. Not for one person's.

use super::{
    super::{entry::Part, lexicon::Sense, matching::Parsed, sheet::CellText},
    Grid, Role, part,
};

/// Row of headings side by side; first column, last column and person of each.
pub(super) type Persons = (usize, Vec<(usize, usize, &'static str)>);

impl Grid<'_, '_> {
    /// Values under the headings of two persons, each in its person's columns.
    pub(super) fn of_persons(&self, i: usize, parsed: &Parsed, right: &[usize]) -> Option<Vec<Part>> {
        let (row, persons) = self.persons.as_ref()?;
        let bare = parsed.senses.iter().any(Sense::is_personal);
        if self.cells[i].cell.row <= *row || !bare {
            return None;
        }
        let spans_both = right.len() == 1 && self.cells[right[0]].cell.column_span >= persons.len();
        if spans_both {
            return None;
        }
        let of = |&(first, last, name): &(usize, usize, &'static str)| {
            let own: Vec<usize> = right
                .iter()
                .copied()
                .filter(|&j| (first..=last).contains(&self.cells[j].cell.column))
                .collect();
            let value = own.iter().flat_map(|&j| self.cells[j].tokens()).collect();
            let room = own.iter().map(|&j| self.cells[j].rect).reduce(|a, b| a.union(&b)).unwrap_or_default();
            part(parsed, Some(name), value, room)
        };
        Some(persons.iter().map(of).collect())
    }
}

/// A row in which two persons head columns.
pub(super) fn persons(cells: &[CellText<'_>], roles: &[Role]) -> Option<Persons> {
    let heads: Vec<(usize, usize, usize, &'static str)> = cells
        .iter()
        .zip(roles)
        .filter_map(|(c, r)| match r {
            Role::Section(name) => {
                let last = c.cell.column + c.cell.column_span.max(1) - 1;
                Some((c.cell.row, c.cell.column, last, *name))
            }
            _ => None,
        })
        .collect();
    let row = heads.iter().find(|a| heads.iter().any(|b| b.0 == a.0 && b.3 != a.3))?.0;
    Some((row, heads.into_iter().filter(|h| h.0 == row).map(|h| (h.1, h.2, h.3)).collect()))
}
