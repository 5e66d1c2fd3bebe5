//! Pieces in rows as they stand. Not for cutting words into pieces.

use register::geometry::Rect;

use super::{Row, Token};

/// Puts pieces that stand at one height into rows, rows from top to bottom.
pub(in crate::extract) fn rows_of(mut tokens: Vec<Token>, height: f64) -> Vec<Row> {
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
