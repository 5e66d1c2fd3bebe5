//! Forms without rules: a label, a dotted leader and the value typed on it. Not for boxes.

use rand::Rng;
use register::geometry::Rect;

use super::{Style, fitted, label, print_heading, type_entry};
use crate::{
    canvas::{Canvas, wrap},
    record::Record,
};

/// Draws one act into `area`.
pub(super) fn draw(
    rng: &mut impl Rng,
    style: &Style,
    canvas: &mut Canvas,
    act: usize,
    record: &Record,
    area: Rect,
) {
    let top = print_heading(rng, style, canvas, act, record, area);
    let pitch = ((area.bottom as f32 - top) / record.entries.len() as f32).min(78.0);
    let (left, right) = (area.left as f32, area.right as f32);
    for (nth, entry) in record.entries.iter().enumerate() {
        let base = top + pitch * (nth as f32 + 0.8);
        let (first, second) = label(style, entry, false);
        let mut text = second.map_or(first.clone(), |second| format!("{first} / {second}"));
        if style.numbered {
            text = format!("{}. {text}", nth + 1);
        }
        let px = style.label_px.min(pitch * 0.7);
        let mut end = left;
        let lines = wrap(&style.faces.text, px, &text, (right - left) * 0.6);
        let rise = px * 0.95 * (lines.len() - 1) as f32;
        for (i, line) in lines.iter().enumerate() {
            end = canvas.print(&style.faces.text, px, left, base - rise + px * 0.95 * i as f32, line);
        }
        canvas.dots(end + 12.0, right, base + 4.0);
        let style = &fitted(style, &entry.written, right - end - 24.0);
        let room = crate::canvas::width(&style.typewriter, style.type_px, &entry.written);
        let wanted = left + (right - left) * 0.46 + rng.random_range(-20.0..20.0);
        let x = wanted.max(end + 20.0).min((right - room).max(end + 20.0));
        let lift = rng.random_range(0.0..5.0);
        type_entry(rng, style, canvas, act, &entry.spec.key, &entry.written, (x, base - lift));
    }
}
