//! Round seals pressed over the text: two rings, the office around, lightly and unevenly inked. Not for
//! square stamps.

use ab_glyph::{Font, PxScale, ScaleFont, point};
use image::GrayImage;
use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::super::{book::Book, land::LANDS};
use crate::{
    canvas::{Canvas, Over},
    layouts::Style,
};

/// Radius of a round seal, pixels: 19 mm at 200 pixels an inch.
const RADIUS: f32 = 150.0;
const INK: [f32; 3] = [62.0, 56.0, 150.0];

/// Presses a seal somewhere at the foot of the page.
pub(super) fn press(rng: &mut ChaCha8Rng, style: &Style, canvas: &mut Canvas, book: &Book) {
    let (width, height) = canvas.print.dimensions();
    let middle =
        (rng.random_range(0.25..0.75) * width as f32, height as f32 - RADIUS - rng.random_range(60.0..420.0));
    let mut layer = GrayImage::new(width, height);
    ring(rng, &mut layer, middle, RADIUS, 4.0);
    ring(rng, &mut layer, middle, RADIUS * 0.7, 2.5);
    let office = LANDS[book.office].office(book.language.tajik_entries(), book.years.1).to_uppercase();
    around(rng, style, &mut layer, middle, &format!("{office} * "));
    canvas.over.push(Over { layer, ink: INK, share: rng.random_range(0.2..0.7) });
}

fn ring(rng: &mut ChaCha8Rng, layer: &mut GrayImage, (cx, cy): (f32, f32), radius: f32, thick: f32) {
    // Where the seal was pressed harder.
    let (hard, depth) = (rng.random_range(0.0..std::f32::consts::TAU), rng.random_range(0.1..0.6));
    let reach = radius + thick;
    for y in (cy - reach).max(0.0) as u32..((cy + reach) as u32).min(layer.height()) {
        for x in (cx - reach).max(0.0) as u32..((cx + reach) as u32).min(layer.width()) {
            let (dx, dy) = (x as f32 - cx, y as f32 - cy);
            let off = (dx.hypot(dy) - radius).abs();
            let press = 1.0 - depth * (0.5 + 0.5 * (dy.atan2(dx) - hard).cos());
            let ink = (thick - off).clamp(0.0, 1.0) * press * 255.0;
            let pixel = layer.get_pixel_mut(x, y);
            pixel.0[0] = pixel.0[0].max(ink as u8);
        }
    }
}

/// Letters along the ring, each turned to stand on it.
fn around(rng: &mut ChaCha8Rng, style: &Style, layer: &mut GrayImage, (cx, cy): (f32, f32), text: &str) {
    let letters: Vec<char> = text.chars().collect();
    let begin = rng.random_range(0.0..std::f32::consts::TAU);
    let step = std::f32::consts::TAU / letters.len() as f32;
    let px = (RADIUS * step * 1.2).min(34.0);
    let font = style.faces.bold.as_scaled(PxScale::from(px));
    for (nth, &c) in letters.iter().enumerate() {
        let turn = begin + step * nth as f32;
        let id = font.glyph_id(c);
        let glyph = id.with_scale_and_position(PxScale::from(px), point(-font.h_advance(id) / 2.0, 0.0));
        let Some(outline) = font.font.outline_glyph(glyph) else { continue };
        let bounds = outline.px_bounds();
        let (sin, cos) = turn.sin_cos();
        outline.draw(|dx, dy, cover| {
            let (x, y) = (bounds.min.x + dx as f32, bounds.min.y + dy as f32 - RADIUS * 0.76);
            let (x, y) = (cx + x * cos - y * sin, cy + x * sin + y * cos);
            if x >= 0.0 && y >= 0.0 && x < layer.width() as f32 - 1.0 && y < layer.height() as f32 - 1.0 {
                let pixel = layer.get_pixel_mut(x as u32, y as u32);
                pixel.0[0] = pixel.0[0].max((cover.min(1.0) * 230.0) as u8);
            }
        });
    }
}
