//! A sheet being filled: printed form and typed entries as two layers of ink, and where each entry
//! stands. Not for paper, wear and capture: see `paper`.

use ab_glyph::{Font, FontArc, Glyph, PxScale, ScaleFont, point};
use image::GrayImage;
use rand::Rng;
use register::geometry::Rect;

use crate::hand::Hand;

/// Where an entry stands on the sheet.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    /// The act's place on the sheet, from 0.
    pub(crate) act: usize,
    /// Field key.
    pub(crate) key: String,
    /// Box of the typed text, pixels.
    pub(crate) rect: Rect,
}

/// Two layers of ink, 0 none to 255 full.
pub(crate) struct Canvas {
    /// The printed form.
    pub(crate) print: GrayImage,
    /// What the clerk typed.
    pub(crate) typed: GrayImage,
    /// Entries, in the order they were typed.
    pub(crate) placed: Vec<Placed>,
    /// Ink of the entries where a pen wrote them; a ribbon's otherwise.
    pub(crate) ink: Option<[f32; 3]>,
    /// Other inks laid over the rest: notes, seals, corrections.
    pub(crate) over: Vec<Over>,
}

/// A layer of another ink.
pub(crate) struct Over {
    pub(crate) layer: GrayImage,
    pub(crate) ink: [f32; 3],
    /// How much it covers, 0 to 1.
    pub(crate) share: f32,
}

impl Canvas {
    /// An empty sheet of `width` by `height` pixels.
    pub(crate) fn new(width: u32, height: u32) -> Self {
        Self {
            print: GrayImage::new(width, height),
            typed: GrayImage::new(width, height),
            placed: Vec::new(),
            ink: None,
            over: Vec::new(),
        }
    }

    /// Prints `text` with its baseline at `y`; gives the right end.
    pub(crate) fn print(&mut self, font: &FontArc, px: f32, x: f32, y: f32, text: &str) -> f32 {
        let mut at = x;
        for c in text.chars() {
            draw(&mut self.print, font, px, at, y, c, 1.0);
            at += advance(font, px, c);
        }
        at
    }

    /// Types `text` as a machine with worn type does; gives the box.
    pub(crate) fn strike(
        &mut self,
        rng: &mut impl Rng,
        font: &FontArc,
        px: f32,
        x: f32,
        y: f32,
        text: &str,
    ) -> Rect {
        let mut at = x;
        for c in text.chars() {
            let (dy, force) = (rng.random_range(-0.8..0.8), rng.random_range(0.72..1.0));
            draw(&mut self.typed, font, px, at, y + dy, c, force);
            at += advance(font, px, c);
        }
        Rect::new(x.into(), (y - px * 0.75).into(), at.into(), (y + px * 0.25).into())
    }

    /// Writes `text` with a pen; gives the box.
    pub(crate) fn write(
        &mut self,
        rng: &mut impl Rng,
        hand: &Hand,
        px: f32,
        x: f32,
        y: f32,
        text: &str,
    ) -> Rect {
        let right = hand.write(rng, &mut self.typed, px, (x, y), text);
        Rect::new(x.into(), (y - px * 0.7).into(), right.into(), (y + px * 0.25).into())
    }

    /// Rules a line from one point to another along an axis, `thick` pixels.
    pub(crate) fn rule(&mut self, x0: f32, y0: f32, x1: f32, y1: f32, thick: u32) {
        let (w, h) = self.print.dimensions();
        let (right, bottom) = ((x1 as u32).max(x0 as u32 + thick), (y1 as u32).max(y0 as u32 + thick));
        for y in (y0 as u32)..bottom.min(h) {
            for x in (x0 as u32)..right.min(w) {
                self.print.put_pixel(x, y, image::Luma([230]));
            }
        }
    }

    /// A dotted leader on the baseline.
    pub(crate) fn dots(&mut self, x0: f32, x1: f32, y: f32) {
        let mut x = x0;
        while x < x1 {
            self.rule(x, y, x + 2.0, y + 2.0, 2);
            x += 9.0;
        }
    }
}

/// Width of `text` in pixels.
pub(crate) fn width(font: &FontArc, px: f32, text: &str) -> f32 {
    text.chars().map(|c| advance(font, px, c)).sum()
}

/// `text` broken at spaces into lines of at most `room` pixels.
pub(crate) fn wrap(font: &FontArc, px: f32, text: &str, room: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if width(font, px, line) + width(font, px, word) + advance(font, px, ' ') <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn advance(font: &FontArc, px: f32, c: char) -> f32 {
    let scaled = font.as_scaled(PxScale::from(px));
    scaled.h_advance(scaled.glyph_id(c))
}

fn draw(layer: &mut GrayImage, font: &FontArc, px: f32, x: f32, y: f32, c: char, force: f32) {
    let glyph: Glyph = font.glyph_id(c).with_scale_and_position(PxScale::from(px), point(x, y));
    let Some(outline) = font.outline_glyph(glyph) else { return };
    let bounds = outline.px_bounds();
    outline.draw(|dx, dy, cover| {
        let (px, py) = (bounds.min.x as i64 + i64::from(dx), bounds.min.y as i64 + i64::from(dy));
        if let (Ok(px), Ok(py)) = (u32::try_from(px), u32::try_from(py))
            && px < layer.width()
            && py < layer.height()
        {
            let ink = (cover.min(1.0) * force * 255.0) as u8;
            let pixel = layer.get_pixel_mut(px, py);
            pixel.0[0] = pixel.0[0].max(ink);
        }
    });
}
