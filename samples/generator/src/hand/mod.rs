//! Handwriting: a registrar's hand, written letter by letter into a layer of ink. Not for typewriters: see
//! `canvas`; fonts come from `scripts/hands`.

mod font;

use ab_glyph::{Font, FontArc, PxScale, ScaleFont, point};
use anyhow::Result;
use image::GrayImage;
use rand::{Rng, seq::IndexedRandom};

/// Inks of pens: violet, blue, black.
const INKS: [[f32; 3]; 4] =
    [[70.0, 42.0, 112.0], [40.0, 52.0, 120.0], [38.0, 36.0, 44.0], [58.0, 60.0, 96.0]];

/// One hand.
#[derive(Debug, Clone)]
pub(crate) struct Hand {
    pub(crate) font: FontArc,
    /// Size of letters against a typewriter's.
    pub(crate) size: f32,
    /// Colour of the ink.
    pub(crate) ink: [f32; 3],
    /// How far a letter leans besides its font: pixels to the right for each pixel up.
    slant: f32,
    /// Share by which sizes differ from letter to letter.
    jitter: f32,
    /// How far the baseline wanders, pixels.
    wander: f32,
}

impl Hand {
    /// A registrar's hand; `tajik` hands write every Tajik letter.
    ///
    /// # Errors
    /// The fonts were not fetched; the text says what to run.
    pub(crate) fn choose(rng: &mut impl Rng, tajik: bool) -> Result<Self> {
        let (font, size) = font::any(rng, tajik)?;
        // Six degrees to either side, more often forward; pressure and size wander by 4 %.
        let degrees: f32 = rng.random_range(-4.0..6.0);
        Ok(Self {
            font,
            size,
            ink: *INKS.choose(rng).expect("there are inks"),
            slant: degrees.to_radians().tan(),
            jitter: rng.random_range(0.01..0.04),
            wander: rng.random_range(0.8..3.0),
        })
    }

    /// Writes `text` with its baseline at `y`; gives the right end.
    pub(crate) fn write(
        &self,
        rng: &mut impl Rng,
        layer: &mut GrayImage,
        px: f32,
        (x, y): (f32, f32),
        text: &str,
    ) -> f32 {
        let (mut at, mut lift) = (x, 0.0_f32);
        for c in text.chars() {
            lift = (lift + rng.random_range(-0.9..0.9)).clamp(-self.wander, self.wander);
            let size = px * (1.0 + rng.random_range(-self.jitter..self.jitter));
            let force = rng.random_range(0.74..1.0);
            self.letter(layer, size, (at, y + lift), c, force);
            let scaled = self.font.as_scaled(PxScale::from(px));
            at += scaled.h_advance(scaled.glyph_id(c));
        }
        at
    }

    fn letter(&self, layer: &mut GrayImage, px: f32, (x, y): (f32, f32), c: char, force: f32) {
        let glyph = self.font.glyph_id(c).with_scale_and_position(PxScale::from(px), point(x, y));
        let Some(outline) = self.font.outline_glyph(glyph) else { return };
        let bounds = outline.px_bounds();
        outline.draw(|dx, dy, cover| {
            let row = bounds.min.y + dy as f32;
            let column = bounds.min.x + dx as f32 + (y - row) * self.slant;
            let share = column - column.floor();
            let ink = cover.min(1.0) * force * 255.0;
            darken(layer, column as i64, row as i64, ink * (1.0 - share));
            darken(layer, column as i64 + 1, row as i64, ink * share);
        });
    }
}

fn darken(layer: &mut GrayImage, x: i64, y: i64, ink: f32) {
    if let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y))
        && x < layer.width()
        && y < layer.height()
    {
        let pixel = layer.get_pixel_mut(x, y);
        pixel.0[0] = pixel.0[0].saturating_add(ink as u8);
    }
}
