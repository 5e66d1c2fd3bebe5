//! A table of a page divided by one more column rule: its cells and the lines in them. Not for where the rule runs.

use register::{
    geometry::{Outline, Placement, Point, Rect},
    layout::{Cell, Line, Table},
    page::Page,
};

use super::{
    level::clip,
    seam::{Seam, Side},
};

/// Divides a column of the page's table `place` along a seam, but for headings.
pub(super) fn divide(page: &mut Page, place: usize, seam: &Seam) {
    let Some(table) = page.tables.as_mut().and_then(|tables| tables.get_mut(place)) else { return };
    let column = column_of(table, seam, &page.placement);
    let cut = Cut { seam, placement: page.placement, place, column };
    let cells = std::mem::take(&mut table.cells);
    let divided: Vec<(usize, usize)> =
        cells.iter().filter(|c| cut.divides(c)).map(|c| (c.row, c.column)).collect();
    table.cells = cells.into_iter().flat_map(|cell| cut.cells(cell)).collect();
    table.cells.sort_by_key(|c| (c.row, c.column));
    table.columns += 1;
    let lines = page.lines.take().unwrap_or_default();
    page.lines = Some(lines.into_iter().flat_map(|line| cut.lines(line, &divided)).collect());
}

/// The column the seam lies in.
fn column_of(table: &Table, seam: &Seam, placement: &Placement) -> usize {
    let begins_left = |cell: &&Cell| {
        let rect = placement.page_rect(&cell.outline);
        rect.left < seam.x(rect.centre().y) - 1.0
    };
    let body = table.cells.iter().filter(|c| !c.header);
    body.filter(begins_left).map(|c| c.column).max().unwrap_or(0)
}

/// A seam through one column of a table.
struct Cut<'s> {
    seam: &'s Seam,
    placement: Placement,
    place: usize,
    column: usize,
}

impl Cut<'_> {
    fn divides(&self, cell: &Cell) -> bool {
        !cell.header && cell.column <= self.column && self.column < cell.column + cell.column_span
    }

    /// The cell in its new columns, in two where it is divided.
    fn cells(&self, mut cell: Cell) -> Vec<Cell> {
        let end = cell.column + cell.column_span;
        if cell.column > self.column {
            cell.column += 1;
        } else if self.divides(&cell) {
            let left = Cell {
                column_span: self.column + 1 - cell.column,
                outline: self.part(&cell.outline, Side::Left),
                ..cell.clone()
            };
            let right = Cell {
                column: self.column + 1,
                column_span: end - self.column,
                outline: self.part(&cell.outline, Side::Right),
                ..cell
            };
            return vec![left, right];
        } else if end > self.column {
            cell.column_span += 1;
        }
        vec![cell]
    }

    /// The line in its new column, in two where it runs over the seam.
    fn lines(&self, mut line: Line, divided: &[(usize, usize)]) -> Vec<Line> {
        let (Some(row), Some(own)) = (line.row, line.column.filter(|_| line.table == Some(self.place)))
        else {
            return vec![line];
        };
        if own > self.column {
            line.column = Some(own + 1);
        }
        if !divided.contains(&(row, own)) {
            return vec![line];
        }
        let right = Some(self.column + 1);
        match self.seam.side_of(&self.placement.page_rect(&line.outline)) {
            Side::Left => vec![line],
            Side::Right => vec![Line { column: right, ..line }],
            Side::Both => {
                vec![self.half(&line, Side::Left, Some(own)), self.half(&line, Side::Right, right)]
            }
        }
    }

    fn half(&self, line: &Line, side: Side, column: Option<usize>) -> Line {
        let outline = self.part(&line.outline, side);
        let rect = self.placement.page_rect(&outline);
        let baseline = self.baseline(&line.baseline, &rect);
        Line { outline, baseline, column, ..line.clone() }
    }

    /// The baseline between the sides of a box of the straight page.
    fn baseline(&self, baseline: &[Point], rect: &Rect) -> Outline {
        let course: Vec<Point> = baseline.iter().map(|p| self.placement.to_page(*p)).collect();
        let ends = [rect.left, rect.right].map(|x| Point::new(x, super::level::at(&course, x)));
        let within = course.iter().copied().filter(|p| p.x > rect.left && p.x < rect.right);
        let all = ends[..1].iter().copied().chain(within).chain(ends[1..].iter().copied());
        self.placement.course(&all.collect::<Outline>())
    }

    /// What of an outline lies on one side of the seam.
    fn part(&self, outline: &[Point], side: Side) -> Outline {
        let on_page: Vec<Point> = outline.iter().map(|p| self.placement.to_page(*p)).collect();
        let sign = if side == Side::Left { -1.0 } else { 1.0 };
        self.placement.polygon(&clip(&on_page, |p| sign * (p.x - self.seam.x(p.y))))
    }
}
