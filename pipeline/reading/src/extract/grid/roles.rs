//! What each cell of a ruled form is: a heading of a person, a label, or what was written. Not for which value a label has.

use super::{
    super::{
        heading::section,
        lexicon::Lexicon,
        matching::{Parsed, in_common, parse_label},
        sheet::{CellText, Row, Token},
    },
    same_row,
};

/// What a cell is to the form.
#[derive(Debug, Clone)]
pub(in crate::extract) enum Role {
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
/// What each cell is.
pub(in crate::extract) fn roles(cells: &[CellText<'_>], lexicon: &Lexicon) -> Vec<Role> {
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
        let senses = in_common(&first.senses, &second.senses);
        let used = at + second.used;
        let other = first.tongue.is_some() && second.tongue.is_some() && first.tongue != second.tongue;
        (!senses.is_empty() && other).then_some(Parsed { senses, used, tongue: None, ..first.clone() })
    })
}
