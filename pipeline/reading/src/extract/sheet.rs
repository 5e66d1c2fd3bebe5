//! A page's text as pieces with their places: words cut where a form's leaders, colons and slashes touch
//! them, in rows as they stand. Not for meaning.

use register::{
    geometry::{Outline, Rect},
    layout::{Cell, Engine, Hand, Line, Table, Word},
    page::Page,
    value::plain_letters,
};

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

fn tokens_of_line(page: &Page, line: &Line, place: usize) -> Vec<Token> {
    let rect_of = |outline: &Outline| page.placement.page_rect(outline);
    if !line.words.is_empty() {
        let words = line.words.iter().enumerate();
        return words.flat_map(|(nth, w)| pieces(w, &rect_of(&w.outline), (place, nth))).collect();
    }
    let Some(text) = line.text.as_deref() else { return Vec::new() };
    spread(text, &rect_of(&line.outline), line.confidence.unwrap_or_default(), place)
}

/// Words of a text whose places are not known, spread over the line's box by their letters.
fn spread(text: &str, rect: &Rect, confidence: f64, place: usize) -> Vec<Token> {
    let letters = text.chars().count().max(1) as f64;
    let mut from = 0usize;
    let mut tokens = Vec::new();
    for (nth, word) in text.split(' ').enumerate() {
        let length = word.chars().count();
        let at = |n: usize| rect.left + rect.width() * n as f64 / letters;
        let outline = Rect::new(at(from), rect.top, at(from + length), rect.bottom);
        let word = Word { text: word.to_owned(), confidence, ..Word::default() };
        tokens.extend(pieces(&word, &outline, (place, nth)));
        from += length + 1;
    }
    tokens
}

fn tokens_of_cell_text(cell: &Cell, rect: &Rect) -> Vec<Token> {
    let Some(text) = cell.text.as_deref() else { return Vec::new() };
    let lines: Vec<&str> = text.lines().collect();
    let height = rect.height() / lines.len().max(1) as f64;
    let boxes = (0..lines.len()).map(|i| {
        let top = rect.top + height * i as f64;
        Rect::new(rect.left, top, rect.right, top + height * 0.8)
    });
    // A cell's own text has no line to name; such lines come after all that a page can have.
    let unnamed = usize::MAX / 2;
    lines.iter().zip(boxes).enumerate().flat_map(|(i, (l, b))| spread(l, &b, 0.5, unnamed + i)).collect()
}

/// A word cut where leaders, bars, colons, brackets and slashes between words touch it.
fn pieces(word: &Word, rect: &Rect, (line, place): (usize, usize)) -> Vec<Token> {
    let chars: Vec<char> = word.text.chars().collect();
    let bounds = cuts(&chars);
    let whole = bounds.len() == 2;
    let at = |n: usize| rect.left + rect.width() * n as f64 / chars.len().max(1) as f64;
    let spans = bounds.windows(2).filter(|b| b[0] < b[1]).enumerate();
    spans
        .map(|(nth, b)| {
            let text: String = chars[b[0]..b[1]].iter().collect();
            let plain = plain_letters(&text).chars().filter(|c| c.is_alphanumeric()).collect();
            let alternatives = if whole { word.alternatives.clone() } else { Vec::new() };
            let rect = Rect::new(at(b[0]), rect.top, at(b[1]), rect.bottom);
            let (confidence, score) = (word.confidence, word.score());
            let (engine, word, glued) = (word.engine, place, nth > 0);
            Token { text, plain, rect, confidence, score, alternatives, engine, line, word, glued }
        })
        .collect()
}

fn cuts(chars: &[char]) -> Vec<usize> {
    let mut bounds = vec![0];
    for i in 1..chars.len() {
        if is_cut(chars, i) {
            bounds.push(i);
        }
    }
    bounds.push(chars.len());
    bounds
}

/// Is there a cut before `chars[i]`?
fn is_cut(chars: &[char], i: usize) -> bool {
    let (before, here) = (chars[i - 1], chars[i]);
    let always = |c: char| matches!(c, ':' | '_' | '|' | '(' | ')' | '…' | '·');
    if always(before) != always(here) || leader_at(chars, i - 1) != leader_at(chars, i) {
        return true;
    }
    if before == '/' || here == '/' {
        return slash_between_words(chars, if here == '/' { i } else { i - 1 });
    }
    // The number before a label: 16.Насаб.
    let digits_before = chars[..i - 1].iter().all(char::is_ascii_digit) && i > 1;
    matches!(before, '.' | ')') && digits_before && here.is_alphabetic() && here.is_uppercase()
}

/// Is it one of a run of two or more dots or dashes?
fn leader_at(chars: &[char], i: usize) -> bool {
    let dot =
        |c: Option<&char>| c.is_some_and(|c| matches!(c, '.' | ',' | '-' | '—' | '–' | '_' | '…' | '·'));
    dot(chars.get(i)) && (dot(chars.get(i + 1)) || (i > 0 && dot(chars.get(i - 1))))
}

/// Шаҳр/город is two words, к/з and 7/III one.
fn slash_between_words(chars: &[char], at: usize) -> bool {
    let before = chars[..at].iter().rev().take_while(|c| c.is_alphabetic()).count();
    let after = chars[at + 1..].iter().take_while(|c| c.is_alphabetic()).count();
    (before > 2 && (after > 2 || at + 1 == chars.len())) || (at == 0 && after > 2)
}

/// Puts pieces that stand at one height into rows, rows from top to bottom.
pub(super) fn rows_of(mut tokens: Vec<Token>, height: f64) -> Vec<Row> {
    tokens.sort_by(|a, b| a.rect.centre().y.total_cmp(&b.rect.centre().y));
    let mut lines: Vec<(Rect, usize, Row)> = Vec::new();
    for token in tokens {
        match lines.iter_mut().find(|(rect, line, _)| *line == token.line && near(rect, &token.rect, height))
        {
            Some((rect, _, row)) => {
                *rect = rect.union(&token.rect);
                row.push(token);
            }
            None => lines.push((token.rect, token.line, vec![token])),
        }
    }
    lines.sort_by(|a, b| a.0.centre().y.total_cmp(&b.0.centre().y));
    let mut rows: Vec<(Rect, Row)> = Vec::new();
    for (rect, _, line) in lines {
        match rows.iter_mut().rev().take(3).find(|(row, _)| side_by_side(row, &rect)) {
            Some((row_rect, row)) => {
                *row_rect = row_rect.union(&rect);
                row.extend(line);
            }
            None => rows.push((rect, line)),
        }
    }
    rows.into_iter().map(|(_, row)| left_to_right(row)).collect()
}

fn left_to_right(mut row: Row) -> Row {
    row.sort_by(|a, b| a.rect.left.total_cmp(&b.rect.left));
    row
}

fn near(line: &Rect, word: &Rect, height: f64) -> bool {
    word.centre().y < line.bottom + height
}

/// Lines of one row share more than half of the lower one's height, and little of their width.
fn side_by_side(a: &Rect, b: &Rect) -> bool {
    let shared = a.bottom.min(b.bottom) - a.top.max(b.top);
    let across = a.right.min(b.right) - a.left.max(b.left);
    shared > 0.5 * a.height().min(b.height()) && across < 0.5 * a.width().min(b.width())
}
