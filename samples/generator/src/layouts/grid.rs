//! Ruled forms: a label cell and a value cell a row, with or without headings of persons. Not for
//! ledgers: see `columns`.

use rand::Rng;
use register::{form, geometry::Rect};

use super::{Style, label, print_heading, type_entry};
use crate::{
    canvas::{Canvas, wrap},
    record::{Entry, Record},
    words::Language,
};

enum Row<'e> {
    Heading(String),
    Field(&'e Entry),
}

/// Draws one act into `area`; `sections` puts headings of persons over bare labels.
pub(super) fn draw(
    rng: &mut impl Rng,
    style: &Style,
    canvas: &mut Canvas,
    act: usize,
    record: &Record,
    area: Rect,
    sections: bool,
) {
    let top = print_heading(rng, style, canvas, act, record, area) + 6.0;
    let rows = rows(style, record, sections);
    let both = style.language == Language::Both;
    let height = ((area.bottom as f32 - top) / rows.len() as f32).min(if both { 84.0 } else { 62.0 });
    let (left, right) = (area.left as f32, area.right as f32);
    let number = if style.numbered { 70.0 } else { 0.0 };
    let split = left + (right - left) * style.split;
    canvas.rule(left, top, right, top, style.rule);
    let mut y = top;
    for (nth, row) in rows.iter().enumerate() {
        let base = y + height * 0.68;
        match row {
            Row::Heading(text) => {
                let room = crate::canvas::width(&style.faces.bold, style.label_px, text);
                canvas.print(&style.faces.bold, style.label_px, (left + right - room) / 2.0, base, text);
            }
            Row::Field(entry) => {
                if style.numbered {
                    canvas.print(
                        &style.faces.text,
                        style.label_px,
                        left + 10.0,
                        base,
                        &format!("{}.", nth + 1),
                    );
                    canvas.rule(left + number, y, left + number, y + height, style.rule);
                }
                print_label(
                    style,
                    canvas,
                    entry,
                    sections,
                    Rect::new((left + number + 12.0).into(), y.into(), split.into(), (y + height).into()),
                );
                let x = split + rng.random_range(10.0..40.0);
                fill(
                    rng,
                    style,
                    canvas,
                    act,
                    entry,
                    x,
                    Rect::new(split.into(), y.into(), right.into(), (y + height).into()),
                );
                canvas.rule(split, y, split, y + height, style.rule);
            }
        }
        y += height;
        canvas.rule(left, y, right, y, style.rule);
    }
    canvas.rule(left, top, left, y, style.rule);
    canvas.rule(right, top, right, y + style.rule as f32, style.rule);
}

fn rows<'e>(style: &Style, record: &'e Record, sections: bool) -> Vec<Row<'e>> {
    let mut rows = Vec::new();
    let mut current: Option<&str> = None;
    for entry in &record.entries {
        let section = entry.spec.section.as_deref();
        if sections && section.is_some() && section != current {
            rows.push(Row::Heading(section_heading(style, section.unwrap_or_default())));
        }
        if section.is_some() {
            current = section;
        }
        rows.push(Row::Field(entry));
    }
    rows
}

fn section_heading(style: &Style, name: &str) -> String {
    let section = form::sections().iter().find(|s| s.name == name);
    let first = |list: &[String]| list.first().map(|s| s.to_uppercase()).unwrap_or_default();
    let (ru, tg) = section.map(|s| (first(&s.headings_ru), first(&s.headings_tg))).unwrap_or_default();
    match style.language {
        Language::Russian => ru,
        Language::Tajik => tg,
        Language::Both => format!("{tg} · {ru}"),
    }
}

fn print_label(style: &Style, canvas: &mut Canvas, entry: &Entry, bare: bool, cell: Rect) {
    let (first, second) = label(style, entry, bare);
    let (x, top, height) = (cell.left as f32, cell.top as f32, cell.height() as f32);
    match second {
        Some(second) if height > 66.0 => {
            canvas.print(&style.faces.text, style.label_px, x, top + height * 0.44, &first);
            canvas.print(&style.faces.italic, style.label_px * 0.86, x, top + height * 0.86, &second);
        }
        second => {
            let text = second.map_or(first.clone(), |second| format!("{first} / {second}"));
            let mut px = (height * 0.72).min(style.label_px);
            let mut lines = wrap(&style.faces.text, px, &text, cell.width() as f32 - 8.0);
            if lines.len() > 1 {
                px = px.min(height * 0.46);
                lines = wrap(&style.faces.text, px, &text, cell.width() as f32 - 8.0);
            }
            let step = height / (lines.len() as f32 + 0.4);
            for (nth, line) in lines.iter().enumerate() {
                canvas.print(&style.faces.text, px, x, top + step * (nth as f32 + 0.92), line);
            }
        }
    }
}

fn fill(
    rng: &mut impl Rng,
    style: &Style,
    canvas: &mut Canvas,
    act: usize,
    entry: &Entry,
    x: f32,
    cell: Rect,
) {
    let key = &entry.spec.key;
    let lines = wrap(&style.typewriter, style.type_px, &entry.written, cell.right as f32 - x - 8.0);
    let step = cell.height() as f32 / lines.len() as f32;
    for (nth, line) in lines.iter().enumerate() {
        let base = cell.top as f32 + step * nth as f32 + step * 0.66 + rng.random_range(-3.0..3.0);
        type_entry(rng, style, canvas, act, key, line, (x, base));
    }
}
