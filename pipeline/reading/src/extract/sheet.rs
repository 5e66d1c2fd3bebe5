//! A page's text as pieces with their places: words cut where a form's leaders, colons and slashes touch
//! them, in rows as they stand. Not for meaning.

mod corrections;
mod pieces;
mod rows;

use register::{
    geometry::Rect,
    layout::{Cell, Engine, Hand, Line, Table},
    page::Page,
};

use self::{
    corrections::in_place,
    pieces::{tokens_of_cell_text, tokens_of_line},
};

pub(super) use self::rows::rows_of;

/// A word, or a piece of one, on the straight page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) text: String,
    /// Its letters and digits, plain; empty for leaders and signs.
    pub(super) plain: String,
    /// Where, in pixels of the straight page.
    pub(super) rect: Rect,
    /// How probable it is that it is right.
    pub(super) confidence: f64,
    /// What its engine told: tells dirt from writing.
    pub(super) score: f64,
    pub(super) alternatives: Vec<(String, f64)>,
    /// Who read it; absent where several looks were weighed.
    pub(super) engine: Option<Engine>,
    /// The line it was read in, by place among the page's lines.
    pub(super) line: usize,
    /// The word of the line it is, or a piece of; by place among the line's words.
    pub(super) word: usize,
    /// Does it touch the piece before it?
    pub(super) glued: bool,
    /// Was its word struck out?
    pub(super) struck: bool,
}

impl Token {
    /// Is it a leader, a rule fragment or another sign without letters?
    pub(super) fn is_sign(&self) -> bool {
        self.plain.is_empty()
    }
}

/// Pieces that stand side by side, left to right.
pub(super) type Row = Vec<Token>;

/// The pieces of a cell, with what layout knows of it.
#[derive(Debug, Clone)]
pub(super) struct CellText<'p> {
    pub(super) cell: &'p Cell,
    pub(super) rect: Rect,
    pub(super) rows: Vec<Row>,
}

impl CellText<'_> {
    /// All pieces, row after row.
    pub(super) fn tokens(&self) -> Vec<Token> {
        self.rows.iter().flatten().cloned().collect()
    }

    /// Has it no letter and no digit?
    pub(super) fn is_empty(&self) -> bool {
        self.rows.iter().flatten().all(Token::is_sign)
    }
}

/// A table with the pieces of its cells.
#[derive(Debug, Clone)]
pub(super) struct TableText<'p> {
    pub(super) table: &'p Table,
    pub(super) place: usize,
    pub(super) cells: Vec<CellText<'p>>,
}

/// The text of one page.
#[derive(Debug, Clone)]
pub(super) struct Sheet<'p> {
    pub(super) tables: Vec<TableText<'p>>,
    /// Pieces outside tables.
    pub(super) open: Vec<Token>,
    /// Height of an ordinary line, pixels.
    pub(super) height: f64,
}

/// The pieces of a page.
pub(super) fn sheet(page: &Page) -> Sheet<'_> {
    let lines = page.lines.as_deref().unwrap_or_default();
    let tables = page.tables.as_deref().unwrap_or_default();
    let mut open = Vec::new();
    let mut in_cells: Vec<Vec<Vec<Token>>> = tables.iter().map(|t| vec![Vec::new(); t.cells.len()]).collect();
    for (place, line) in lines.iter().enumerate().filter(|(_, l)| is_body(l)) {
        let tokens = tokens_of_line(page, line, place);
        match cell_of(page, tables, line) {
            Some((table, cell)) => in_cells[table][cell].extend(tokens),
            None => open.extend(tokens),
        }
    }
    let open = in_place(open);
    in_cells.iter_mut().flatten().for_each(|tokens| *tokens = in_place(std::mem::take(tokens)));
    let height = usual_height(open.iter().chain(in_cells.iter().flatten().flatten()));
    let texts = tables.iter().zip(in_cells).enumerate();
    let tables = texts.map(|(place, (table, cells))| table_text(page, table, place, cells, height)).collect();
    Sheet { tables, open, height }
}

fn is_body(line: &Line) -> bool {
    !line.margin && line.hand != Hand::Stamp
}

fn table_text<'p>(
    page: &Page,
    table: &'p Table,
    place: usize,
    cells: Vec<Vec<Token>>,
    height: f64,
) -> TableText<'p> {
    let cells = table.cells.iter().zip(cells).map(|(cell, tokens)| {
        let rect = page.placement.page_rect(&cell.outline);
        let tokens = if tokens.is_empty() { tokens_of_cell_text(cell, &rect) } else { tokens };
        CellText { cell, rect, rows: rows_of(tokens, height) }
    });
    TableText { table, place, cells: cells.collect() }
}

/// The cell a line stands in: the one it names, or the one its middle lies in.
fn cell_of(page: &Page, tables: &[Table], line: &Line) -> Option<(usize, usize)> {
    if let (Some(t), Some(row), Some(column)) = (line.table, line.row, line.column) {
        let at = tables.get(t)?.cells.iter().position(|c| covers(c, row, column));
        return at.map(|cell| (t, cell));
    }
    let middle = page.placement.page_rect(&line.outline).centre();
    tables.iter().enumerate().find_map(|(t, table)| {
        let holds = |c: &Cell| page.placement.page_rect(&c.outline).contains(middle);
        table.cells.iter().position(holds).map(|cell| (t, cell))
    })
}

fn covers(cell: &Cell, row: usize, column: usize) -> bool {
    let within = |at: usize, from: usize, span: usize| (from..from + span.max(1)).contains(&at);
    within(row, cell.row, cell.row_span) && within(column, cell.column, cell.column_span)
}

/// Median height of words; 30 pixels, 11 points at 300 pixels an inch, where there are none.
fn usual_height<'t>(tokens: impl Iterator<Item = &'t Token>) -> f64 {
    let mut heights: Vec<f64> = tokens.filter(|t| !t.is_sign()).map(|t| t.rect.height()).collect();
    heights.sort_by(f64::total_cmp);
    heights.get(heights.len() / 2).copied().unwrap_or(30.0).max(1.0)
}
