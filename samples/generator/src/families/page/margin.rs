//! Notes in the margin, in another hand and ink: upright at the foot where there is room, else turned by
//! a quarter along the side. Not for what they say: see `notes`.

use image::{GrayImage, imageops};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use register::geometry::Rect;

use super::super::{
    book::{Book, Form},
    bound::Bound,
};
use crate::{
    canvas::{Canvas, Over, Placed, wrap},
    layouts::Style,
};

/// Inks of the pens of later years.
const INKS: [[f32; 3]; 4] =
    [[24.0, 52.0, 132.0], [110.0, 30.0, 52.0], [34.0, 92.0, 72.0], [60.0, 40.0, 116.0]];
/// Room for a note along the left side, pixels: as wide as two lines.
const SIDE: u32 = 104;
/// Room at the foot that a note asks for, pixels.
const FOOT: f32 = 150.0;

/// Writes the notes of an act (its place in the book).
pub(super) fn write(
    rng: &mut ChaCha8Rng,
    book: &Book,
    style: &Style,
    canvas: &mut Canvas,
    nth: usize,
    act: &Bound,
) {
    let text: Vec<&str> = act.notes.iter().map(|n| n.text.as_str()).collect();
    let text = text.join("; ");
    let (width, height) = canvas.print.dimensions();
    let placed: Vec<Rect> = canvas.placed.iter().filter(|p| p.act == nth).map(|p| p.rect).collect();
    let top = placed.iter().map(|r| r.top).fold(f64::MAX, f64::min).max(40.0);
    let bottom = placed.iter().map(|r| r.bottom).fold(0.0, f64::max);
    let below = canvas.placed.iter().map(|p| p.rect.bottom).fold(0.0, f64::max) as f32 + 60.0;
    let mut layer = GrayImage::new(width, height);
    let single = matches!(book.form, Form::Single(_));
    let rect = if single && height as f32 - below > FOOT {
        foot(rng, style, &mut layer, &text, below)
    } else {
        let room = match book.form {
            Form::Single(_) => (f64::from(height) - 160.0, 80.0),
            _ => (bottom - top, top),
        };
        side(rng, style, &mut layer, &text, room)
    };
    let ink = INKS[rng.random_range(0..INKS.len())];
    canvas.over.push(Over { layer, ink, share: rng.random_range(0.7..0.95) });
    canvas.placed.push(Placed { act: nth, key: "annotations".to_owned(), rect });
}

/// Writes the notes of an act into a cell of a table.
pub(super) fn in_cell(
    rng: &mut ChaCha8Rng,
    style: &Style,
    canvas: &mut Canvas,
    act: usize,
    of: &Bound,
    cell: Rect,
) {
    let text: Vec<&str> = of.notes.iter().map(|n| n.text.as_str()).collect();
    let (text, room) = (text.join("; "), cell.width() as f32 - 14.0);
    let mut px = style.type_px * 0.9;
    let mut lines = wrap(&style.typewriter, px, &text, room);
    while lines.len() as f32 * px > cell.height() as f32 - 8.0 && px > 13.0 {
        px *= 0.93;
        lines = wrap(&style.typewriter, px, &text, room);
    }
    let mut layer = GrayImage::new(canvas.print.width(), canvas.print.height());
    let (left, mut end, mut y) = (cell.left as f32 + 7.0, 0.0_f32, cell.top as f32);
    for words in &lines {
        y += px;
        end = line(rng, style, &mut layer, px, (left, y), words).max(end);
    }
    let ink = INKS[rng.random_range(0..INKS.len())];
    canvas.over.push(Over { layer, ink, share: rng.random_range(0.75..0.95) });
    let rect = Rect::new(left.into(), cell.top, end.into(), (y + px * 0.3).into());
    canvas.placed.push(Placed { act, key: super::spread::NOTES.to_owned(), rect });
}

/// Pen or machine onto any layer; gives the right end.
fn line(
    rng: &mut ChaCha8Rng,
    style: &Style,
    layer: &mut GrayImage,
    px: f32,
    at: (f32, f32),
    text: &str,
) -> f32 {
    match &style.hand {
        Some(hand) => hand.write(rng, layer, px, at, text),
        None => {
            let mut sheet = Canvas::new(layer.width(), layer.height());
            let rect = sheet.strike(rng, &style.typewriter, px, at.0, at.1, text);
            for (ink, new) in layer.pixels_mut().zip(sheet.typed.pixels()) {
                ink.0[0] = ink.0[0].max(new.0[0]);
            }
            rect.right as f32
        }
    }
}

fn foot(rng: &mut ChaCha8Rng, style: &Style, layer: &mut GrayImage, text: &str, top: f32) -> Rect {
    let px = style.type_px * 0.8;
    let (left, right) = (130.0, layer.width() as f32 - 110.0);
    let (mut end, mut y) = (left, top);
    for words in wrap(&style.typewriter, px, text, right - left).iter().take(4) {
        y += px * 1.05;
        end = line(rng, style, layer, px, (left, y), words).max(end);
    }
    Rect::new(left.into(), top.into(), end.into(), (y + px * 0.3).into())
}

/// Along the left side, read from below to above.
fn side(
    rng: &mut ChaCha8Rng,
    style: &Style,
    layer: &mut GrayImage,
    text: &str,
    (room, top): (f64, f64),
) -> Rect {
    let mut px = style.type_px * 0.72;
    let mut lines = wrap(&style.typewriter, px, text, room as f32 - 10.0);
    while lines.len() as f32 * px * 1.02 > SIDE as f32 && px > 14.0 {
        px *= 0.92;
        lines = wrap(&style.typewriter, px, text, room as f32 - 10.0);
    }
    let mut strip = GrayImage::new(room.max(1.0) as u32, SIDE);
    let mut end = 0.0_f32;
    for (nth, words) in lines.iter().enumerate() {
        let y = px * (0.85 + 1.02 * nth as f32);
        end = line(rng, style, &mut strip, px, (4.0, y), words).max(end);
    }
    let turned = imageops::rotate270(&strip);
    imageops::replace(layer, &turned, 6, top as i64);
    let foot = top + f64::from(turned.height());
    Rect::new(6.0, (foot - f64::from(end)).max(0.0), 6.0 + f64::from(SIDE), foot)
}
