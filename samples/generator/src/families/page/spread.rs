//! Table spreads of the twenties and thirties: columns across the two facing pages, one act a row. Not
//! for ledgers on one page: see `layouts::columns`.

use rand::Rng;
use rand_chacha::ChaCha8Rng;

use register::geometry::Rect;

use super::{
    super::{book::Book, land::LANDS, place::ROWS},
    Leaf, margin,
};
use crate::{
    canvas::{self, Canvas, wrap},
    layouts::{self, PAGE, Style, label, type_entry},
    record::Entry,
};

/// Width and height of the open book, pixels: two upright leaves of folio, turned.
const OPEN: (u32, u32) = (PAGE.1 * 2, PAGE.0);
/// Height of the heading row, and margins at the outer edges, top and gutter, pixels.
const HEAD: f32 = 190.0;
const EDGE: f32 = 60.0;
const TOP: f32 = 150.0;
const GUTTER: f32 = 50.0;
/// The last column, for what happened later; as wide as so many letters.
pub(super) const NOTES: &str = "annotations";
const NOTES_LETTERS: usize = 30;

/// Draws a spread with its rows.
pub(super) fn draw(rng: &mut ChaCha8Rng, style: &Style, book: &Book, rows: &[&Leaf]) -> Canvas {
    let mut canvas = Canvas::new(OPEN.0, OPEN.1);
    let keys = columns(rows);
    let on_left = keys.len().div_ceil(2);
    title(rng, style, book, &mut canvas, rows);
    let middle = OPEN.0 as f32 / 2.0;
    let small = Style { type_px: style.type_px * 0.72, ..style.clone() };
    for (nth, half) in [&keys[..on_left], &keys[on_left..]].into_iter().enumerate() {
        let left = if nth == 0 { EDGE } else { middle + GUTTER };
        let right = if nth == 0 { middle - GUTTER } else { OPEN.0 as f32 - EDGE };
        let edges = edges(&small, rows, half, left, right);
        rule(style, &mut canvas, &edges);
        print_labels(style, &mut canvas, rows, half, &edges);
        for (act, row) in rows.iter().enumerate() {
            fill(rng, &small, &mut canvas, act, row, half, &edges);
        }
        if nth == 1 {
            let cell = |act: usize| {
                let top = TOP + HEAD + pitch() * act as f32;
                Rect::new(edges[half.len() - 1].into(), top.into(), right.into(), (top + pitch()).into())
            };
            notes(rng, &small, &mut canvas, rows, cell);
        }
    }
    canvas
}

/// Keys of the columns: the number, then the fields; the office stands over the table.
fn columns(rows: &[&Leaf]) -> Vec<String> {
    let entries = rows.first().map(|row| row.record.entries.as_slice()).unwrap_or_default();
    let first = ["act_no", "reg_date"].map(str::to_owned);
    let others = entries.iter().map(|e| e.spec.key.clone()).filter(|k| k != "reg_date" && k != "authority");
    first.into_iter().chain(others).chain([NOTES.to_owned()]).collect()
}

fn entry<'r>(row: &'r Leaf, key: &str) -> Option<&'r Entry> {
    row.record.entries.iter().find(|e| e.spec.key == key)
}

fn text(row: &Leaf, key: &str) -> String {
    if key == NOTES {
        return String::new();
    }
    entry(row, key).map_or_else(|| row.record.number.to_string(), |e| e.written.clone())
}

fn title(rng: &mut ChaCha8Rng, style: &Style, book: &Book, canvas: &mut Canvas, rows: &[&Leaf]) {
    let (russian, _) = layouts::heading(book.kind);
    let px = style.label_px * 1.15;
    canvas.print(&style.faces.bold, px, EDGE + 300.0, 70.0, russian);
    let year = rows.first().map_or(book.years.0, |row| row.act.registered.year());
    let office = LANDS[book.office].office(false, year);
    let x = OPEN.0 as f32 / 2.0 + 300.0;
    match &style.hand {
        Some(hand) => canvas.write(rng, hand, style.type_px, x, 75.0, &office),
        None => canvas.strike(rng, &style.typewriter, style.type_px, x, 75.0, &office),
    };
}

fn heading(style: &Style, rows: &[&Leaf], key: &str) -> String {
    if key == NOTES {
        return "Отметки".to_owned();
    }
    // What the forms of 1926 asked for under this name.
    if key.ends_with("occupation") {
        return "Социальное положение".to_owned();
    }
    let first = rows.first().and_then(|row| entry(row, key));
    first.map_or_else(|| "Запись акта №".to_owned(), |e| label(style, e, false).0)
}

/// Edges of the columns: each takes the longest word of what is written in it, the rest is shared out.
fn edges(style: &Style, rows: &[&Leaf], keys: &[String], left: f32, right: f32) -> Vec<f32> {
    let wanted = |key: &String| {
        let longest = |text: String| {
            text.split(' ').map(|w| canvas::width(&style.typewriter, style.type_px, w)).fold(0.0, f32::max)
        };
        let letters = if key == NOTES { NOTES_LETTERS } else { 9 };
        let head = canvas::width(&style.faces.text, style.label_px * 0.62, &"о".repeat(letters));
        rows.iter().map(|row| longest(text(row, key))).fold(head, f32::max) + 18.0
    };
    let widths: Vec<f32> = keys.iter().map(wanted).collect();
    // Where all together are too wide, all shrink alike, and words run over the rules as they did.
    let share = (right - left) / widths.iter().sum::<f32>();
    let mut edges = vec![left];
    for width in widths {
        edges.push(edges.last().copied().unwrap_or(left) + width * share);
    }
    edges
}

fn rule(style: &Style, canvas: &mut Canvas, edges: &[f32]) {
    let bottom = OPEN.1 as f32 - EDGE;
    let (left, right) = (edges[0], edges[edges.len() - 1]);
    for &x in edges {
        canvas.rule(x, TOP, x, bottom, style.rule);
    }
    canvas.rule(left, TOP, right, TOP, style.rule);
    for row in 0..=ROWS {
        let y = TOP + HEAD + pitch() * row as f32;
        canvas.rule(left, y, right, y, style.rule);
    }
}

fn pitch() -> f32 {
    (OPEN.1 as f32 - EDGE - TOP - HEAD) / ROWS as f32
}

fn print_labels(style: &Style, canvas: &mut Canvas, rows: &[&Leaf], keys: &[String], edges: &[f32]) {
    for (key, edge) in keys.iter().zip(edges.windows(2)) {
        let (text, room) = (heading(style, rows, key), edge[1] - edge[0] - 12.0);
        let longest = text.split(' ').map(|w| canvas::width(&style.faces.text, 1.0, w)).fold(0.0, f32::max);
        let px = (style.label_px * 0.66).min(room / longest);
        for (nth, line) in wrap(&style.faces.text, px, &text, room).iter().enumerate() {
            canvas.print(&style.faces.text, px, edge[0] + 7.0, TOP + px * (1.1 + 1.05 * nth as f32), line);
        }
    }
}

fn fill(
    rng: &mut ChaCha8Rng,
    style: &Style,
    canvas: &mut Canvas,
    act: usize,
    row: &Leaf,
    keys: &[String],
    edges: &[f32],
) {
    let top = TOP + HEAD + pitch() * act as f32;
    for (key, edge) in keys.iter().zip(edges.windows(2)).filter(|(key, _)| *key != NOTES) {
        let (text, room) = (text(row, key), edge[1] - edge[0] - 12.0);
        let lines = wrap(&style.typewriter, style.type_px, &text, room);
        // Long entries are squeezed into the row.
        let step = (pitch() / (lines.len() as f32 + 0.3)).min(style.type_px * 1.05);
        let small = Style { type_px: style.type_px.min(step * 1.2), ..style.clone() };
        for (nth, line) in lines.iter().enumerate() {
            let y = top + step * (0.95 + nth as f32) + rng.random_range(0.0..3.0);
            type_entry(rng, &small, canvas, act, key, line, (edge[0] + 7.0, y));
        }
    }
}

/// Notes in the last column, each in the ink of its day.
fn notes(
    rng: &mut ChaCha8Rng,
    style: &Style,
    canvas: &mut Canvas,
    rows: &[&Leaf],
    cell: impl Fn(usize) -> Rect,
) {
    for (act, row) in rows.iter().enumerate().filter(|(_, row)| !row.act.notes.is_empty()) {
        margin::in_cell(rng, style, canvas, act, row.act, cell(act));
    }
}
