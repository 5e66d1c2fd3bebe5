//! Lays text on a page as recognition would give it. Not for pixels.

use register::{
    act::Act,
    form::Forms,
    geometry::{Placement, Rect},
    layout::{Cell, Line, Table, Word},
    page::{Half, Page, Quality, ScanInfo, SkewEstimate},
    volume::RegisterCard,
};

use crate::extract::{ScanPages, extract};

const LETTER: f64 = 16.0;
const HEIGHT: f64 = 30.0;
const PITCH: f64 = 60.0;

/// A page under construction.
pub(in crate::extract) struct Paper {
    lines: Vec<Line>,
    tables: Vec<Table>,
    y: f64,
}

pub(in crate::extract) fn paper() -> Paper {
    Paper { lines: Vec::new(), tables: Vec::new(), y: 100.0 }
}

fn line(text: &str, x: f64, y: f64) -> Line {
    let mut words = Vec::new();
    let mut at = x;
    for word in text.split(' ') {
        let width = word.chars().count() as f64 * LETTER;
        if !word.is_empty() {
            let outline = Rect::new(at, y, at + width, y + HEIGHT).corners();
            words.push(Word { outline, text: word.to_owned(), confidence: 0.95, ..Word::default() });
        }
        at += width + LETTER;
    }
    let outline = Rect::new(x, y, at, y + HEIGHT).corners();
    Line { outline, text: Some(text.to_owned()), words, confidence: Some(0.95), ..Line::default() }
}

impl Paper {
    /// A row of text; several spaces leave a gap.
    pub(in crate::extract) fn row(mut self, text: &str) -> Self {
        self.lines.push(line(text, 100.0, self.y));
        self.y += PITCH;
        self
    }

    /// Rows of text.
    pub(in crate::extract) fn rows(self, rows: &[&str]) -> Self {
        rows.iter().fold(self, |paper, row| paper.row(row))
    }

    /// A ruled table; `\n` in a cell begins a new line, a cell `<` belongs to the one on its left.
    pub(in crate::extract) fn table(mut self, rows: &[&[&str]]) -> Self {
        let place = self.tables.len();
        let columns = rows.iter().map(|r| r.len()).max().unwrap_or(0);
        let width = 500.0;
        let height = PITCH
            * rows.iter().flat_map(|r| r.iter()).map(|c| c.lines().count().max(1)).max().unwrap_or(1) as f64;
        let mut cells: Vec<Cell> = Vec::new();
        for (row, texts) in rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate() {
                let (left, top) = (100.0 + width * column as f64, self.y + height * row as f64);
                if *text == "<" {
                    let before = cells.last_mut().expect("a cell to the left");
                    before.column_span += 1;
                    let wide = Rect::around(&before.outline);
                    before.outline = Rect::new(wide.left, wide.top, left + width, wide.bottom).corners();
                    continue;
                }
                for (nth, text) in text.lines().enumerate().filter(|(_, t)| !t.is_empty()) {
                    let mut line = line(text, left + 10.0, top + 8.0 + PITCH * nth as f64);
                    (line.table, line.row, line.column) = (Some(place), Some(row), Some(column));
                    self.lines.push(line);
                }
                let outline = Rect::new(left, top, left + width, top + height).corners();
                let text = Some((*text).to_owned());
                cells.push(Cell { row, column, row_span: 1, column_span: 1, header: false, outline, text });
            }
        }
        let bottom = self.y + height * rows.len() as f64;
        let outline = Rect::new(100.0, self.y, 100.0 + width * columns as f64, bottom).corners();
        self.tables.push(Table { rows: rows.len(), columns, outline, continues: None, cells });
        self.y = bottom + PITCH;
        self
    }

    /// The first rows of the last table are its heading.
    pub(super) fn headed(mut self, rows: usize) -> Self {
        let last = self.tables.last_mut().expect("a table");
        last.cells.iter_mut().filter(|c| c.row < rows).for_each(|c| c.header = true);
        self
    }

    /// The last table carries on table `table` of the left page.
    pub(super) fn continuing(mut self, table: usize) -> Self {
        let last = self.tables.last_mut().expect("a table");
        last.continues = Some(register::layout::Continues { half: Half::Left, table });
        self
    }

    pub(in crate::extract) fn page(self, half: Half) -> Page {
        Page {
            half,
            outline: Rect::new(0.0, 0.0, 3000.0, 4000.0).corners(),
            turned: 0,
            skew_degrees: 0.0,
            skew_estimate: SkewEstimate::default(),
            quality: Quality::default(),
            doubts: Vec::new(),
            unsure: Vec::new(),
            placement: Placement::whole(3000, 4000),
            tables: Some(self.tables),
            lines: Some(self.lines),
        }
    }
}

/// The acts of a register of one type (or of any, with none) whose scans have these pages.
pub(super) fn acts_of(kind: &str, scans: Vec<Vec<Page>>) -> Vec<Act> {
    acts_of_card(&if kind.is_empty() { String::new() } else { format!("type = '{kind}'") }, scans)
}

/// The scan at this place of a register, from 0, with its pages.
pub(super) fn scan_of(place: usize, pages: Vec<Page>) -> ScanPages {
    let file = format!("{}.jpg", place + 1);
    let info = ScanInfo { file, frame: 0, width: 3000, height: 4000, sha256: String::new() };
    ScanPages { id: format!("b/{:06}", place + 1).parse().unwrap(), info, pages }
}

/// The acts of a register whose card says this beside its id.
pub(super) fn acts_of_card(said: &str, scans: Vec<Vec<Page>>) -> Vec<Act> {
    let card = RegisterCard::from_toml(&format!("id = 'b'\n{said}")).unwrap();
    let scans: Vec<ScanPages> = scans.into_iter().enumerate().map(|(i, pages)| scan_of(i, pages)).collect();
    extract(&card, &scans, &Forms::default())
}

/// The acts of one page.
pub(super) fn acts(kind: &str, paper: Paper) -> Vec<Act> {
    acts_of(kind, vec![vec![paper.page(Half::Whole)]])
}

/// The only act of a page has these values.
pub(super) fn check(kind: &str, paper: Paper, expected: &[(&str, &str)]) {
    let acts = acts(kind, paper);
    assert_eq!(acts.len(), 1);
    has(&acts[0], expected);
}

/// An act has these values.
pub(super) fn has(act: &Act, expected: &[(&str, &str)]) {
    for (key, value) in expected {
        assert_eq!(
            act.value(key),
            Some(*value),
            "{key} of {:?}",
            act.fields.iter().map(|(k, f)| (k, &f.as_written, &f.value)).collect::<Vec<_>>()
        );
    }
}
