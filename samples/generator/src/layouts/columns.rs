//! Ledgers: a heading row of labels, then one act a row. Not for forms with one act a page.

use rand::Rng;

use super::{PAGE, Style, heading, type_entry};
use crate::{
    canvas::{Canvas, width, wrap},
    record::Record,
    words::Language,
};

/// Columns of a ledger besides the act number.
const COLUMNS: usize = 9;
/// Typewriter letters in a ledger are smaller, share of the usual size.
const SMALL: f32 = 0.80;

/// Draws a page of the ledger.
pub(super) fn draw(rng: &mut impl Rng, style: &Style, records: &[Record]) -> Canvas {
    let (page_width, page_height) = (PAGE.1 as f32, PAGE.0 as f32);
    let mut canvas = Canvas::new(PAGE.1, PAGE.0);
    let px = style.label_px;
    let (ru, tg) = heading(records[0].kind);
    let title = if style.language == Language::Russian { ru } else { tg };
    let x = (page_width - width(&style.faces.bold, px, title)) / 2.0;
    canvas.print(&style.faces.bold, px, x, 90.0, title);
    let (left, right, top, bottom) = (70.0, page_width - 70.0, 120.0, page_height - 80.0);
    let edges = edges(style, records, left, right);
    let head = 150.0;
    let pitch = (bottom - top - head) / records.len() as f32;
    for &x in &edges {
        canvas.rule(x, top, x, bottom, style.rule);
    }
    canvas.rule(left, top, right, top, style.rule);
    print_labels(style, &mut canvas, records, &edges, top);
    for nth in 0..=records.len() {
        let y = top + head + pitch * nth as f32;
        canvas.rule(left, y, right, y, style.rule);
    }
    for (act, record) in records.iter().enumerate() {
        let y = top + head + pitch * act as f32;
        fill_row(rng, style, &mut canvas, act, record, &edges, y);
    }
    canvas
}

fn fill_row(
    rng: &mut impl Rng,
    style: &Style,
    canvas: &mut Canvas,
    act: usize,
    record: &Record,
    edges: &[f32],
    top: f32,
) {
    let small = Style { type_px: style.type_px * SMALL, ..style.clone() };
    let number = record.number.to_string();
    let cells = std::iter::once(("act_no", number.as_str()))
        .chain(record.entries.iter().take(COLUMNS).map(|e| (e.spec.key.as_str(), e.written.as_str())));
    for ((key, text), edge) in cells.zip(edges.windows(2)) {
        for (nth, line) in
            wrap(&small.typewriter, small.type_px, text, edge[1] - edge[0] - 14.0).iter().enumerate()
        {
            let y = top + small.type_px * (1.1 + 1.1 * nth as f32) + rng.random_range(0.0..4.0);
            type_entry(rng, &small, canvas, act, key, line, (edge[0] + 9.0, y));
        }
    }
}

fn print_labels(style: &Style, canvas: &mut Canvas, records: &[Record], edges: &[f32], top: f32) {
    let number = if style.language == Language::Russian {
        "Запись акта №"
    } else {
        "Сабти акт №"
    };
    let labels = std::iter::once(number.to_owned()).chain(records[0].entries.iter().take(COLUMNS).map(|e| {
        if style.language == Language::Russian {
            e.spec.labels_ru[0].clone()
        } else {
            e.spec.labels_tg[0].clone()
        }
    }));
    let px = style.label_px * 0.8;
    for (text, edge) in labels.zip(edges.windows(2)) {
        for (nth, line) in wrap(&style.faces.text, px, &text, edge[1] - edge[0] - 12.0).iter().enumerate() {
            canvas.print(&style.faces.text, px, edge[0] + 7.0, top + px * (1.0 + nth as f32 * 1.02), line);
        }
    }
}

/// Edges of the columns: each wide enough for its longest word, the rest shared out.
fn edges(style: &Style, records: &[Record], left: f32, right: f32) -> Vec<f32> {
    let mut widths = vec![110.0_f32];
    for nth in 0..COLUMNS.min(records[0].entries.len()) {
        let words = records.iter().flat_map(|r| r.entries[nth].written.split(' '));
        let typed = words.map(|w| width(&style.typewriter, style.type_px * SMALL, w)).fold(0.0, f32::max);
        let label = records[0].entries[nth].spec.labels_ru[0]
            .split(' ')
            .map(|w| width(&style.faces.text, style.label_px * 0.8, w));
        widths.push(typed.max(label.fold(0.0, f32::max)) + 22.0);
    }
    let spare = ((right - left) - widths.iter().sum::<f32>()).max(0.0) / widths.len() as f32;
    let mut edges = vec![left];
    for w in widths {
        edges.push(edges.last().copied().unwrap_or(left) + w + spare);
    }
    edges
}
