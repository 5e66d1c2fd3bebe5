//! Acts one after another, over the end of the page: the last rows stand on the next one. Not for forms
//! with whole acts on a page.

use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::{super::place::LINES, Leaf};
use crate::{
    canvas::{self, Canvas},
    layouts::{self, PAGE, Style, label, type_entry},
    record::Entry,
    words::Language,
};

/// The first row's top, and left and right edges, pixels.
const TOP: f32 = 90.0;
const SIDES: (f32, f32) = (120.0, 90.0);

/// The last scan a running act stands on.
pub(super) fn last_scan(leaf: &Leaf) -> u32 {
    let last = leaf.place.nth_row(leaf.record.entries.len().saturating_sub(1));
    leaf.place.scan + (last / LINES) as u32
}

/// Draws the rows of all acts that fall on a scan.
pub(super) fn draw(rng: &mut ChaCha8Rng, style: &Style, leaves: &[Leaf], scan: u32) -> Canvas {
    let mut canvas = Canvas::new(PAGE.0, PAGE.1);
    let pitch = (PAGE.1 as f32 - 2.0 * TOP) / LINES as f32;
    for (act, leaf) in leaves.iter().enumerate() {
        let before = leaf.place.scan.abs_diff(scan) as usize * LINES;
        if leaf.place.scan > scan {
            break;
        }
        if leaf.place.scan == scan {
            heading(rng, style, &mut canvas, act, leaf, TOP + pitch * leaf.place.row as f32, pitch);
        }
        for (nth, entry) in leaf.record.entries.iter().enumerate() {
            let row = leaf.place.nth_row(nth);
            if (before..before + LINES).contains(&row) {
                let base = TOP + pitch * ((row - before) as f32 + 0.8);
                line(rng, style, &mut canvas, act, entry, (base, pitch));
            }
        }
    }
    canvas
}

fn heading(
    rng: &mut ChaCha8Rng,
    style: &Style,
    canvas: &mut Canvas,
    act: usize,
    leaf: &Leaf,
    top: f32,
    pitch: f32,
) {
    let (russian, tajik) = layouts::heading(leaf.record.kind);
    let text = if style.language == Language::Russian { russian } else { tajik };
    let text = format!("{text} № ");
    let px = style.label_px * 1.1;
    let room = canvas::width(&style.faces.bold, px, &text);
    let x = (PAGE.0 as f32 - room) / 2.0;
    let base = top + pitch * 1.6;
    let right = canvas.print(&style.faces.bold, px, x, base, &text);
    type_entry(rng, style, canvas, act, "act_no", &leaf.record.number.to_string(), (right + 6.0, base));
    if leaf.place.row > 0 {
        canvas.rule(SIDES.0, top + pitch * 0.4, PAGE.0 as f32 - SIDES.1, top + pitch * 0.4, style.rule);
    }
}

/// A label, a dotted leader and the value on it; what finds no room is written smaller.
fn line(
    rng: &mut ChaCha8Rng,
    style: &Style,
    canvas: &mut Canvas,
    act: usize,
    entry: &Entry,
    (base, pitch): (f32, f32),
) {
    let (first, second) = label(style, entry, false);
    let text = second.map_or(first.clone(), |second| format!("{first} / {second}"));
    let right = PAGE.0 as f32 - SIDES.1;
    let room = (right - SIDES.0) * 0.52;
    let mut px = style.label_px.min(pitch * 0.5);
    px *= (room / canvas::width(&style.faces.text, px, &text)).clamp(0.6, 1.0);
    let end = canvas.print(&style.faces.text, px, SIDES.0, base, &text);
    canvas.dots(end + 12.0, right, base + 5.0);
    let wanted = (SIDES.0 + room * 0.9).max(end + 24.0);
    let width = canvas::width(&style.typewriter, style.type_px, &entry.written);
    let share = ((right - end - 30.0) / width).min(1.0);
    let fitted = Style { type_px: style.type_px * share, ..style.clone() };
    let x = wanted.min((right - width * share).max(end + 20.0));
    let lift = rng.random_range(0.0..4.0);
    type_entry(rng, &fitted, canvas, act, &entry.spec.key, &entry.written, (x, base - lift));
}
