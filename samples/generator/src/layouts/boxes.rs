//! Forms of boxes: a small label above, the value below it. Not for tables with a label cell.

use rand::Rng;
use register::geometry::Rect;

use super::{Style, fitted, label, print_heading, type_entry};
use crate::{
    canvas::{Canvas, wrap},
    record::Record,
};

/// Draws one act into `area`, two boxes side by side.
pub(super) fn draw(
    rng: &mut impl Rng,
    style: &Style,
    canvas: &mut Canvas,
    act: usize,
    record: &Record,
    area: Rect,
) {
    let top = print_heading(rng, style, canvas, act, record, area) + 6.0;
    let rows = record.entries.len().div_ceil(2);
    let height = ((area.bottom as f32 - top) / rows as f32).min(130.0);
    let (left, right) = (area.left as f32, area.right as f32);
    let half = (right - left) / 2.0;
    for (nth, entry) in record.entries.iter().enumerate() {
        let (x, y) = (left + half * (nth % 2) as f32, top + height * (nth / 2) as f32);
        outline(canvas, x, y, x + half, y + height, style.rule);
        let (first, second) = label(style, entry, false);
        let text = second.map_or(first.clone(), |second| format!("{first} / {second}"));
        let px = style.label_px * 0.78;
        let lines = wrap(&style.faces.text, px, &text, half - 24.0);
        for (i, line) in lines.iter().enumerate() {
            canvas.print(&style.faces.text, px, x + 12.0, y + px * (i as f32 + 1.0), line);
        }
        let base = y + height - 16.0 - rng.random_range(0.0..6.0);
        let style = &fitted(style, &entry.written, half - 36.0);
        type_entry(rng, style, canvas, act, &entry.spec.key, &entry.written, (x + 24.0, base));
    }
}

fn outline(canvas: &mut Canvas, left: f32, top: f32, right: f32, bottom: f32, thick: u32) {
    canvas.rule(left, top, right, top, thick);
    canvas.rule(left, bottom, right, bottom, thick);
    canvas.rule(left, top, left, bottom, thick);
    canvas.rule(right, top, right, bottom + thick as f32, thick);
}
