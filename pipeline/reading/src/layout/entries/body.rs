//! The part of a table that holds entries, column by column. Not for where entries begin: see [`super::super::starts`].

use register::geometry::Rect;

use super::super::{
    cells::{FoundCell, FoundTable},
    level::Level,
    lines::{FoundLine, InCell},
    starts::{Column, Standing},
};

/// A row that takes more than this share of the table holds entries.
const BODY_SHARE: f64 = 0.5;

/// The part of a table that takes most of it: cells, by row and column.
pub(super) struct Body {
    pub(super) cells: Vec<(usize, usize)>,
    pub(super) level: Option<Level>,
    pub(super) top: f64,
}

impl Body {
    pub(super) fn of(table: &FoundTable) -> Self {
        let tall = |c: &&FoundCell| c.bounds.height() > BODY_SHARE * table.bounds.height();
        Self::made_of(table, table.cells.iter().filter(tall).map(|c| (c.row, c.column)).collect())
    }

    pub(super) fn below(table: &FoundTable, heads: usize) -> Self {
        let below = |c: &&FoundCell| c.row >= heads;
        Self::made_of(table, table.cells.iter().filter(below).map(|c| (c.row, c.column)).collect())
    }

    fn made_of(table: &FoundTable, cells: Vec<(usize, usize)>) -> Self {
        let first = cells.iter().map(|c| c.0).min();
        let level = first.and_then(|first| Level::of(table, first));
        let top = level.as_ref().zip(first).map(|(l, first)| l.of_course(&table.row_courses[first]));
        Self { cells, level, top: top.unwrap_or(0.0) }
    }

    fn holds(&self, cell: &InCell) -> bool {
        self.cells.contains(&(cell.row, cell.column))
    }

    /// The columns of the body, and their lines.
    pub(super) fn columns(
        &self,
        table: &FoundTable,
        place: usize,
        lines: &[FoundLine],
        level: &Level,
    ) -> (Vec<Column>, Vec<Vec<Standing>>) {
        let mut standing: Vec<Vec<Standing>> = vec![Vec::new(); table.columns];
        for line in lines {
            if let Some(cell) = line.cell.filter(|c| c.table == place && self.holds(c)) {
                standing[cell.column].push(self::standing(line, level));
            }
        }
        let column = |(c, lines): (usize, &Vec<Standing>)| Column::of(lines.clone(), table.column_width(c));
        (standing.iter().enumerate().map(column).collect(), standing)
    }
}

fn standing(line: &FoundLine, level: &Level) -> Standing {
    let outline = Rect::around(&line.outline);
    Standing {
        left: outline.left,
        right: outline.right,
        level: standing_level(line, level),
        tall: outline.height(),
    }
}

/// Height of a line's baseline.
pub(super) fn standing_level(line: &FoundLine, level: &Level) -> f64 {
    level.of_point(Rect::around(&line.baseline).centre())
}
