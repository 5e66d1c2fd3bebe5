//! Ruled forms: a label cell with the value in the cells beside it, below it, or under the label in the
//! cell itself; also two persons side by side. Not for ledgers with an act a row: see `ledger`.

use register::geometry::Rect;

use super::{
    entry::{Entry, Part},
    heading::section,
    lexicon::{Lexicon, Sense},
    matching::{Parsed, is_numbering, parse_label},
    running,
    sheet::{CellText, Row, Token, rows_of},
};

/// What a cell is to the form.
#[derive(Debug, Clone)]
pub(super) enum Role {
    /// Nothing, or the number of the row.
    Idle,
    Section(&'static str),
    /// A label, and what else stands in its cell.
    Label {
        parsed: Parsed,
        rest: Vec<Token>,
    },
    /// Anything else: what was written.
    Value,
}

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

/// What each cell is.
pub(super) fn roles(cells: &[CellText<'_>], lexicon: &Lexicon) -> Vec<Role> {
    let mut roles: Vec<Role> = cells.iter().map(|cell| role(cell, lexicon)).collect();
    // "Зан" beside a label is an answer, no heading of a person.
    for i in 0..cells.len() {
        let answer = matches!(roles[i], Role::Section(_))
            && cells.iter().zip(&roles).any(|(c, r)| {
                matches!(r, Role::Label { .. })
                    && same_row(c, &cells[i])
                    && c.cell.column < cells[i].cell.column
            });
        if answer {
            roles[i] = Role::Value;
        }
    }
    join_cut_headings(cells, &mut roles, lexicon);
    let answers: Vec<usize> = (0..cells.len()).filter(|&i| reads_like_a_label(cells, &roles, i)).collect();
    answers.into_iter().for_each(|i| roles[i] = Role::Value);
    roles
}

/// A heading over the whole row may be cut where layout saw a rule: "З | АН: ОНА".
fn join_cut_headings(cells: &[CellText<'_>], roles: &mut [Role], lexicon: &Lexicon) {
    let rows = cells.iter().map(|c| c.cell.row + 1).max().unwrap_or(0);
    for row in 0..rows {
        let here: Vec<usize> = (0..cells.len()).filter(|&i| cells[i].cell.row == row).collect();
        let plain = here.iter().all(|&i| matches!(roles[i], Role::Idle | Role::Value));
        let written: Vec<usize> = here.into_iter().filter(|&i| !cells[i].is_empty()).collect();
        if !plain || written.len() < 2 || written.len() > 3 {
            continue;
        }
        let tokens: Vec<Token> = written.iter().flat_map(|&i| cells[i].tokens()).collect();
        if let Some(name) = section(lexicon.kind, &tokens) {
            roles[written[0]] = Role::Section(name);
            written[1..].iter().for_each(|&i| roles[i] = Role::Idle);
        }
    }
}

/// Is the cell the second label of its row in a column of values ("Основание | свидетельство о браке")?
fn reads_like_a_label(cells: &[CellText<'_>], roles: &[Role], i: usize) -> bool {
    let is_label = |j: usize| matches!(roles[j], Role::Label { .. });
    let column = cells[i].cell.column;
    let in_row: Vec<usize> =
        (0..cells.len()).filter(|&j| cells[j].cell.row == cells[i].cell.row && is_label(j)).collect();
    let second = is_label(i) && in_row.len() == 2 && in_row.iter().any(|&j| cells[j].cell.column < column);
    let in_column = |wanted: bool| {
        let here = (0..cells.len()).filter(|&j| cells[j].cell.column == column && !cells[j].is_empty());
        here.filter(|&j| is_label(j) == wanted).count()
    };
    second && in_column(false) > in_column(true)
}

fn role(cell: &CellText<'_>, lexicon: &Lexicon) -> Role {
    let tokens = cell.tokens();
    let words: Vec<&Token> = tokens.iter().filter(|t| !t.is_sign()).collect();
    if words.is_empty() {
        return Role::Idle;
    }
    if let Some(name) = section(lexicon.kind, &tokens) {
        return Role::Section(name);
    }
    if let Some(parsed) = label_in(cell, &tokens, lexicon) {
        let rest = tokens[parsed.used..].to_vec();
        return Role::Label { parsed, rest };
    }
    Role::Value
}

/// The label a cell begins with, or one that stands behind words we do not know: in its next row or
/// behind a slash, in the other language.
fn label_in(cell: &CellText<'_>, tokens: &[Token], lexicon: &Lexicon) -> Option<Parsed> {
    if let Some(parsed) = parse_label(lexicon, tokens, true) {
        return Some(with_later_tongue(&parsed, tokens, cell, lexicon).unwrap_or(parsed));
    }
    later_starts(cell, tokens).into_iter().find_map(|at| {
        let parsed = parse_label(lexicon, &tokens[at..], false).filter(|p| p.letters >= 5)?;
        Some(Parsed { used: parsed.used + at, ..parsed })
    })
}

/// Where a second label may begin in a cell: rows after the first, and behind a slash.
fn later_starts(cell: &CellText<'_>, tokens: &[Token]) -> Vec<usize> {
    let mut ends = cell.rows.iter().scan(0, |sum, row: &Row| {
        *sum += row.len();
        Some(*sum)
    });
    let rows: Vec<usize> = ends.by_ref().collect();
    (1..tokens.len()).filter(|i| rows.contains(i) || tokens[i - 1].text == "/").collect()
}

fn with_later_tongue(
    first: &Parsed,
    tokens: &[Token],
    cell: &CellText<'_>,
    lexicon: &Lexicon,
) -> Option<Parsed> {
    later_starts(cell, tokens).into_iter().filter(|&at| at >= first.used).find_map(|at| {
        let second = parse_label(lexicon, &tokens[at..], true)?;
        let senses = super::matching::in_common(&first.senses, &second.senses);
        let used = at + second.used;
        let other = first.tongue.is_some() && second.tongue.is_some() && first.tongue != second.tongue;
        (!senses.is_empty() && other).then_some(Parsed { senses, used, tongue: None, ..first.clone() })
    })
}

fn same_row(a: &CellText<'_>, b: &CellText<'_>) -> bool {
    let end = |c: &CellText<'_>| c.cell.row + c.cell.row_span.max(1);
    a.cell.row < end(b) && b.cell.row < end(a)
}

/// Row of headings side by side; first column, last column and person of each.
type Persons = (usize, Vec<(usize, usize, &'static str)>);

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

    /// Values under the headings of two persons, each in its person's columns.
    fn of_persons(&self, i: usize, parsed: &Parsed, right: &[usize]) -> Option<Vec<Part>> {
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

/// A row in which two persons head columns.
fn persons(cells: &[CellText<'_>], roles: &[Role]) -> Option<Persons> {
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
