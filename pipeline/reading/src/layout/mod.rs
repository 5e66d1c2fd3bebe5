//! What stands where on a straight page: rulings, tables, cells, text lines. Not for what the text says.
//!
//! Work is done on the straight page shrunk to a working size; everything written into the page is mapped
//! once, through its placement, to pixels of the scan. No table is made from rulings that do not meet.

use image::GrayImage;
use register::{
    geometry::{Placement, Point, encloses},
    layout::{Continues, Table},
    page::{Half, Page},
    unsure::Unsure,
};

mod agree;
mod apply;
mod bare;
pub(crate) mod blobs;
mod borders;
mod cells;
mod closing;
mod columns;
mod cover;
mod divide;
mod entries;
mod faint;
mod fields;
mod gaps;
mod grid;
mod gutter;
mod hand;
mod headings;
mod joining;
mod level;
mod lines;
mod meeting;
mod order;
mod place;
mod ridges;
mod rings;
mod rules;
mod same_line;
mod seam;
mod self_check;
mod sets;
mod stamps;
mod starts;
mod strokes;
mod tails;
mod upright;
mod words;

pub use agree::{AgreedColumn, Agreement, agree};
pub use apply::apply;
pub use place::AgreedPlace;
pub use register::language::Direction;
pub use self_check::check_numbers;

use self::{cells::FoundTable, lines::FoundLine};
use crate::prepare::{PreparedPage, SMALLEST_PAGE, binarize, shrink};

/// Longer side of the working picture, pixels, up to twice that: rules of a third of a millimetre on A3
/// still have two pixels.
const WORK_SIDE: u32 = 2400;
/// Window of the threshold as share of the working picture's shorter side.
const WINDOW_SHARE: usize = 40;

/// A table with this many cells is one though nothing stands in it.
const BLANK_FORM: usize = 9;

/// Finds tables and lines of the straight pages of one scan and writes them, in scan pixels, into the pages; a table
/// that runs over their gutter is joined. Read from the left; [`lay_out_towards`] is for any direction.
pub fn lay_out_all(pages: &mut [PreparedPage]) {
    lay_out_towards(pages, Direction::LeftToRight);
}

/// As [`lay_out_all`], for pages whose lines and columns are read in `direction`.
pub fn lay_out_towards(pages: &mut [PreparedPage], direction: Direction) {
    let of = |p: &PreparedPage| Found::of(&p.straight, &p.page, direction);
    let mut found: Vec<Found> = pages.iter().map(of).collect();
    if let ([a, b], [left, right]) = (&pages[..], &mut found[..])
        && (a.page.half, b.page.half) == (Half::Left, Half::Right)
    {
        match direction {
            Direction::LeftToRight => gutter::join(left, right),
            Direction::RightToLeft => gutter::join(right, left),
        }
    }
    for (page, found) in pages.iter_mut().zip(found) {
        found.write(&mut page.page);
    }
}

/// What was found on a straight page, in pixels of the working picture.
struct Found {
    tables: Vec<FoundTable>,
    lines: Vec<FoundLine>,
    /// Tables that go on from the page read before.
    continues: Vec<(usize, Continues)>,
    /// Height of small letters; 0 where there are none.
    letter: f64,
    /// Pixels of the straight page to one of the working picture.
    factor: f64,
    width: f64,
    placement: Placement,
    direction: Direction,
    doubts: Vec<Unsure>,
}

impl Found {
    fn of(straight: &GrayImage, page: &Page, direction: Direction) -> Self {
        Self::with(straight, page, direction, None)
    }

    /// What is found with a table that is known from elsewhere, made for so many pixels of the straight page to one of
    /// the working picture; rules of the page make none.
    fn with(
        straight: &GrayImage,
        page: &Page,
        direction: Direction,
        given: Option<&dyn Fn(f64) -> FoundTable>,
    ) -> Self {
        let factor = shrink::factor_to(straight.width(), straight.height(), WORK_SIDE);
        let work = shrink::gray(straight, factor);
        let shorter = work.width().min(work.height()) as usize;
        let mut ink = binarize::binarize(&work, (shorter / WINDOW_SHARE).clamp(25, 75));
        let (mut ruled, mut columns) = (Vec::new(), None);
        // On a clipping of a line the strokes of letters are as long as rules.
        if straight.width().min(straight.height()) >= SMALLEST_PAGE {
            let found = rules::find(&ink, &work);
            rules::erase(&mut ink, &found);
            columns = columns::table(&found, ink.width, ink.height).filter(|_| given.is_none());
            ruled = match given {
                Some(table) => vec![grid::RuledTable { table: table(f64::from(factor)), pale: None }],
                None => grid::tables(&found, ink.width, ink.height),
            };
        }
        drop(work);
        let mut text = blobs::find(&ink);
        text.blobs.retain(|blob| stands_on(page, f64::from(factor), blob));
        let stamps = rings::find(&ink, &text.long);
        stamps::take_out(&mut text.blobs, &stamps);
        let (mut tables, mut lines) = divided(&ink, &text, ruled, direction);
        if let Some(columns) = columns.filter(|_| tables.is_empty()) {
            (tables, lines) = divided(&ink, &text, vec![columns], direction);
        }
        let mut doubts = Vec::new();
        if stamps::set_apart(&mut lines, &stamps, &tables) > 0 {
            doubts.push(Unsure::BelowStamp);
        }
        hand::tell(&ink, &mut lines, &tables, text.letter_height);
        if upright::put_together(&mut lines, &tables, text.letter_height, ink.width as f64) > 0 {
            doubts.push(Unsure::UprightNote);
        }
        Self {
            tables,
            lines,
            continues: Vec::new(),
            letter: text.letter_height,
            factor: f64::from(factor),
            width: ink.width as f64,
            placement: page.placement,
            direction,
            doubts,
        }
    }

    fn to_scan(&self, p: Point) -> Point {
        self.placement.to_scan(Point::new(p.x * self.factor, p.y * self.factor))
    }

    fn to_work(&self, p: Point) -> Point {
        let p = self.placement.to_page(p);
        Point::new(p.x / self.factor, p.y / self.factor)
    }

    fn on_page(&self, outline: &[Point]) -> Vec<Point> {
        outline.iter().map(|p| Point::new(p.x * self.factor, p.y * self.factor)).collect()
    }

    fn points(&self, outline: &[Point]) -> Vec<Point> {
        self.placement.polygon(&self.on_page(outline))
    }

    fn write(mut self, page: &mut Page) {
        page.quality.x_height = (self.letter > 0.0).then(|| (self.letter * self.factor).round());
        self.doubts.extend(self_check::doubts(&self.tables, &self.lines, self.letter));
        for unsure in std::mem::take(&mut self.doubts) {
            page.doubt(unsure);
        }
        let lines = std::mem::take(&mut self.lines);
        let ordered = order::reading_order(lines, &self.tables, self.width, self.direction);
        page.lines = Some(ordered.into_iter().map(|line| self.line(line)).collect());
        page.tables = Some((0..self.tables.len()).map(|place| self.table(place)).collect());
    }

    fn line(&self, line: FoundLine) -> register::layout::Line {
        register::layout::Line {
            outline: self.points(&line.outline),
            baseline: self.placement.course(&self.on_page(&line.baseline)),
            hand: line.hand,
            margin: line.margin,
            table: line.cell.map(|c| c.table),
            row: line.cell.map(|c| c.row),
            column: line.cell.map(|c| c.column),
            ..Default::default()
        }
    }

    fn table(&self, place: usize) -> Table {
        let table = &self.tables[place];
        let cell = |cell: &cells::FoundCell| register::layout::Cell {
            row: cell.row,
            column: cell.column,
            row_span: cell.row_span,
            column_span: cell.column_span,
            header: cell.header,
            outline: self.points(&cell.outline),
            text: None,
        };
        Table {
            rows: table.rows,
            columns: table.columns,
            outline: self.points(&table.outline),
            continues: self.continues.iter().find(|c| c.0 == place).map(|c| c.1),
            cells: table.cells.iter().map(cell).collect(),
        }
    }
}

/// Does a blob of the working picture stand on the page? Corners of the straight page may show what lies beside one
/// that leans.
fn stands_on(page: &Page, factor: f64, blob: &blobs::Blob) -> bool {
    let middle = |from: u32, to: u32| f64::from(from + to) / 2.0 * factor;
    let centre = Point::new(middle(blob.left, blob.right), middle(blob.top, blob.bottom));
    page.outline.is_empty() || encloses(&page.outline, page.placement.to_scan(centre))
}

/// The tables with their rows, and the lines in their cells. Where entries do not show the rows, pale rules do.
fn divided(
    ink: &binarize::Ink,
    text: &blobs::Text,
    ruled: Vec<grid::RuledTable>,
    direction: Direction,
) -> (Vec<FoundTable>, Vec<FoundLine>) {
    let (mut tables, mut pale): (Vec<_>, Vec<_>) = ruled.into_iter().map(|r| (r.table, r.pale)).unzip();
    let mut lines = lines::find(ink, text, &tables);
    let borne: Vec<bool> = (0..tables.len()).map(|place| is_borne(&tables[place], place, &lines)).collect();
    if borne.contains(&false) {
        let mut keep = borne.iter();
        tables.retain(|_| *keep.next().unwrap_or(&true));
        let mut keep = borne.iter();
        pale.retain(|_| *keep.next().unwrap_or(&true));
        lines = lines::find(ink, text, &tables);
    }
    let mut again = false;
    for (place, table) in tables.iter_mut().enumerate() {
        if !entries::split(table, place, &mut lines, direction)
            && let Some(pale) = pale[place].take()
        {
            *table = pale;
            again = true;
        }
    }
    if again {
        lines = lines::find(ink, text, &tables);
    }
    (tables, lines)
}

/// Does the text take up the table's division? Edges of leaves and of the book enclose cells too, and all text stands
/// in one of them; a form nobody filled in has many.
fn is_borne(table: &FoundTable, place: usize, lines: &[FoundLine]) -> bool {
    let mut cells: Vec<(usize, usize)> =
        lines.iter().filter_map(|l| l.cell.filter(|c| c.table == place)).map(|c| (c.row, c.column)).collect();
    cells.sort_unstable();
    cells.dedup();
    cells.len() >= 2 || table.cells.len() >= BLANK_FORM
}

#[cfg(test)]
mod tests;
