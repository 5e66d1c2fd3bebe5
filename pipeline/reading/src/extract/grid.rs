//! Ruled forms: a label cell with the value in the cells beside it, below it, or under the label in the
//! cell itself; also two persons side by side. Not for ledgers with an act a row: see `ledger`.

mod persons;
mod roles;

use register::geometry::Rect;

use self::persons::{Persons, persons};
pub(super) use self::roles::{Role, roles};
use super::{
    entry::{Entry, Part},
    lexicon::{Lexicon, Sense},
    matching::{Parsed, is_numbering},
    running,
    sheet::{CellText, Token, rows_of},
};

/// The parts of a ruled form; or of the same text taken as running, where that tells more.
pub(super) fn parts(cells: &[CellText<'_>], lexicon: &Lexicon, height: f64) -> Vec<Part> {
    let ruled = Grid::of(cells, lexicon).parts();
    let tokens: Vec<Token> = cells.iter().flat_map(CellText::tokens).collect();
    let as_running = running::parts(&rows_of(tokens, height), lexicon, height);
    // Rules may be dotted leaders or a frame taken for a table: then cells hide most of the labels.
    if found(&ruled) * 10 >= found(&as_running) * 7 { ruled } else { as_running }
}

fn found(parts: &[Part]) -> usize {
    let answered = |e: &Entry| e.senses != [Sense::Other] && e.value.iter().any(|t| !t.is_sign());
    parts.iter().filter(|p| matches!(p, Part::Entry(e) if answered(e))).count()
}

fn same_row(a: &CellText<'_>, b: &CellText<'_>) -> bool {
    let end = |c: &CellText<'_>| c.cell.row + c.cell.row_span.max(1);
    a.cell.row < end(b) && b.cell.row < end(a)
}

struct Grid<'g, 'p> {
    cells: &'g [CellText<'p>],
    roles: Vec<Role>,
    /// Columns headed by persons, if the form has them.
    persons: Option<Persons>,
}

impl<'g, 'p> Grid<'g, 'p> {
    fn of(cells: &'g [CellText<'p>], lexicon: &Lexicon) -> Self {
        let roles = roles(cells, lexicon);
        let persons = persons(cells, &roles);
        Self { cells, roles, persons }
    }

    fn parts(&self) -> Vec<Part> {
        let beside = self.values_stand_beside();
        let mut order: Vec<usize> = (0..self.cells.len()).collect();
        order.sort_by_key(|&i| (self.cells[i].cell.row, self.cells[i].cell.column));
        let mut parts = Vec::new();
        for i in order {
            match &self.roles[i] {
                Role::Section(name) if !self.heads_column(i) => parts.push(Part::Section(name)),
                Role::Label { parsed, rest } => parts.extend(self.entries(i, parsed, rest, beside)),
                _ => {}
            }
        }
        parts
    }

    fn heads_column(&self, i: usize) -> bool {
        self.persons.as_ref().is_some_and(|(row, _)| self.cells[i].cell.row == *row)
    }

    /// Do values of this form stand beside their labels rather than in the label's own cell?
    fn values_stand_beside(&self) -> bool {
        let labels = || {
            self.roles.iter().enumerate().filter_map(|(i, r)| match r {
                Role::Label { rest, .. } => Some((i, rest.iter().any(|t| !t.is_sign()))),
                _ => None,
            })
        };
        let beside = labels().filter(|&(i, rest)| !rest && !self.beside(i).is_empty()).count();
        let inside = labels().filter(|&(i, rest)| rest && self.beside(i).is_empty()).count();
        beside >= inside
    }

    /// The value cells between a label and the next label in its row.
    fn beside(&self, i: usize) -> Vec<usize> {
        let own = &self.cells[i];
        let mut right: Vec<usize> = (0..self.cells.len())
            .filter(|&j| self.cells[j].cell.column > own.cell.column && same_row(own, &self.cells[j]))
            .filter(|&j| self.cells[j].cell.row >= own.cell.row)
            .collect();
        right.sort_by_key(|&j| (self.cells[j].cell.column, self.cells[j].cell.row));
        let values = right
            .into_iter()
            .take_while(|&j| !matches!(self.roles[j], Role::Label { .. } | Role::Section(_)));
        values.collect()
    }

    fn below(&self, i: usize) -> Option<usize> {
        let own = self.cells[i].cell;
        let next = own.row + own.row_span.max(1);
        (0..self.cells.len()).find(|&j| {
            let other = self.cells[j].cell;
            let free = matches!(self.roles[j], Role::Idle | Role::Value);
            other.row == next && other.column == own.column && free
        })
    }

    fn entries(&self, i: usize, parsed: &Parsed, rest: &[Token], beside: bool) -> Vec<Part> {
        let right = self.beside(i);
        let inside = rest.iter().any(|t| !t.is_sign());
        let right_written = right.iter().any(|&j| !self.cells[j].is_empty());
        if inside && (right.is_empty() || (!beside && !right_written)) {
            return vec![part(parsed, None, rest.to_vec(), self.cells[i].rect)];
        }
        if right.is_empty() {
            let below = self.below(i).filter(|_| !inside);
            let (value, room) = below
                .map_or((Vec::new(), self.cells[i].rect), |j| (self.cells[j].tokens(), self.cells[j].rect));
            return vec![part(parsed, None, value, room)];
        }
        self.of_persons(i, parsed, &right).unwrap_or_else(|| vec![self.whole(parsed, &right)])
    }

    fn whole(&self, parsed: &Parsed, right: &[usize]) -> Part {
        let mut value: Vec<Token> = right.iter().flat_map(|&j| self.cells[j].tokens()).collect();
        let rects = right.iter().map(|&j| self.cells[j].rect);
        let room = rects.reduce(|a, b| a.union(&b)).unwrap_or_default();
        let last = right.last().copied().unwrap_or_default();
        value.extend(self.runs_over(last));
        part(parsed, None, value, room)
    }

    /// What runs over into the next row, where that has no label of its own.
    fn runs_over(&self, value: usize) -> Vec<Token> {
        let own = self.cells[value].cell;
        let mut tokens = Vec::new();
        let mut row = own.row + own.row_span.max(1);
        loop {
            let in_row: Vec<usize> =
                (0..self.cells.len()).filter(|&j| self.cells[j].cell.row == row).collect();
            let only =
                in_row.iter().all(|&j| self.cells[j].cell.column == own.column || self.cells[j].is_empty());
            let next = in_row.iter().copied().find(|&j| self.cells[j].cell.column == own.column);
            let Some(j) = next.filter(|&j| only && own.column > 0 && matches!(self.roles[j], Role::Value))
            else {
                break;
            };
            tokens.extend(self.cells[j].tokens());
            row += 1;
        }
        tokens
    }
}

fn part(parsed: &Parsed, section: Option<&'static str>, value: Vec<Token>, room: Rect) -> Part {
    let value = value.into_iter().skip_while(|t| is_numbering(t) && t.text.ends_with(')')).collect();
    Part::Entry(Entry {
        senses: parsed.senses.clone(),
        section,
        value,
        room: Some(room),
        tongue: parsed.tongue,
        slips: parsed.slips,
        taken: false,
    })
}
