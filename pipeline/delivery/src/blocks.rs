//! Lines of a page gathered into what the formats group them by: blocks of running lines, tables with their cells.
//! Not for finding them: layout did.

use std::collections::BTreeMap;

use register::{
    layout::{Line, Table},
    page::Page,
};

/// What stands on a page, in the order it is written.
pub(crate) enum Block {
    /// Lines that follow each other outside tables, all in the margin or none; by place among the page's lines.
    Running { margin: bool, lines: Vec<usize> },
    /// A table, by place among the page's tables.
    Ruled(Ruled),
}

/// A table and the lines in it.
pub(crate) struct Ruled {
    pub(crate) table: usize,
    /// Lines of each cell, in the order of the cells.
    pub(crate) cells: Vec<Vec<usize>>,
    /// Lines of the table whose row and column are no cell's, or not known.
    pub(crate) loose: Vec<Loose>,
}

/// Lines that stand in a table, but in no cell of it.
pub(crate) struct Loose {
    pub(crate) row: Option<usize>,
    pub(crate) column: Option<usize>,
    pub(crate) lines: Vec<usize>,
}

/// A page's lines, none when it was not laid out.
pub(crate) fn lines(page: &Page) -> &[Line] {
    page.lines.as_deref().unwrap_or_default()
}

/// A page's tables.
pub(crate) fn tables(page: &Page) -> &[Table] {
    page.tables.as_deref().unwrap_or_default()
}

/// The blocks of a page. A table stands where its first line does, after the tables before it; one without lines at
/// the end.
pub(crate) fn blocks(page: &Page) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut begun = 0;
    for (number, line) in lines(page).iter().enumerate() {
        match line.table.filter(|table| *table < tables(page).len()) {
            Some(table) => {
                let upto = begun.max(table + 1);
                blocks.extend((begun..upto).map(|table| Block::Ruled(ruled(page, table))));
                begun = upto;
            }
            None => run_on(&mut blocks, number, line.margin),
        }
    }
    blocks.extend((begun..tables(page).len()).map(|table| Block::Ruled(ruled(page, table))));
    blocks
}

fn run_on(blocks: &mut Vec<Block>, number: usize, in_margin: bool) {
    match blocks.last_mut() {
        Some(Block::Running { margin, lines }) if *margin == in_margin => lines.push(number),
        _ => blocks.push(Block::Running { margin: in_margin, lines: vec![number] }),
    }
}

fn ruled(page: &Page, table: usize) -> Ruled {
    let cells = &tables(page)[table].cells;
    // Of two cells at one place the first holds the lines.
    let mut places: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (number, cell) in cells.iter().enumerate() {
        places.entry((cell.row, cell.column)).or_insert(number);
    }
    let mut ruled = Ruled { table, cells: vec![Vec::new(); cells.len()], loose: Vec::new() };
    for (number, line) in lines(page).iter().enumerate().filter(|(_, line)| line.table == Some(table)) {
        let cell = line.row.zip(line.column).and_then(|place| places.get(&place));
        match cell {
            Some(cell) => ruled.cells[*cell].push(number),
            None => ruled.keep_loose(number, line),
        }
    }
    ruled
}

impl Ruled {
    fn keep_loose(&mut self, number: usize, line: &Line) {
        match self.loose.last_mut() {
            Some(loose) if (loose.row, loose.column) == (line.row, line.column) => loose.lines.push(number),
            _ => self.loose.push(Loose { row: line.row, column: line.column, lines: vec![number] }),
        }
    }

    fn order(&self) -> impl Iterator<Item = usize> {
        self.cells.iter().chain(self.loose.iter().map(|loose| &loose.lines)).flatten().copied()
    }
}

/// Does writing the blocks one after the other keep the reading order? Where a note stands between two lines of a
/// table it does not, and the order is to be written beside them.
pub(crate) fn in_reading_order(blocks: &[Block]) -> bool {
    let order = blocks.iter().flat_map(|block| match block {
        Block::Running { lines, .. } => lines.clone(),
        Block::Ruled(ruled) => ruled.order().collect(),
    });
    order.enumerate().all(|(place, line)| place == line)
}
