//! Handwriting fonts, each made of the subsets of letters it is delivered in. Not for how a hand writes.

use std::path::PathBuf;

use ab_glyph::{CodepointIdIter, Font, FontArc, FontVec, GlyphId, Outline, v2};
use anyhow::{Context, Result};
use rand::{Rng, seq::IndexedRandom};

/// Name, size against a typewriter's letters, and whether it draws every Tajik letter (checked by outline).
const HANDS: [(&str, f32, bool); 4] = [
    ("bad-script", 1.55, true),
    ("caveat", 1.36, true),
    ("marck-script", 1.34, false),
    ("neucha", 1.12, false),
];
const SUBSETS: [&str; 3] = ["cyrillic", "cyrillic-ext", "latin"];
/// Glyphs of one subset are numbered from here on in the whole: no subset has as many.
const STRIDE: u16 = 8192;

/// The folder `scripts/hands` fetches into.
fn folder() -> PathBuf {
    let set = std::env::var_os("DAFTAR_HANDS").map(PathBuf::from);
    let cache = || std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".cache");
    set.unwrap_or_else(|| cache().unwrap_or_else(home).join("daftar/hands"))
}

/// One of the fonts, and its size against a typewriter's.
pub(super) fn any(rng: &mut impl Rng, tajik: bool) -> Result<(FontArc, f32)> {
    let fitting: Vec<_> = HANDS.iter().filter(|hand| hand.2 || !tajik).collect();
    let (name, size, _) = fitting.choose(rng).context("no hand writes this language")?;
    let load = |subset: &&str| {
        let bytes = std::fs::read(folder().join(format!("{name}-{subset}.ttf"))).ok()?;
        FontVec::try_from_vec(bytes).ok()
    };
    let parts: Vec<FontVec> = SUBSETS.iter().filter_map(load).collect();
    let missing =
        || format!("handwriting fonts are not in {}: run scripts/hands, it fetches them", folder().display());
    (parts.len() >= 2).then_some(()).with_context(missing)?;
    Ok((FontArc::new(Parts(parts)), *size))
}

/// Subsets as one font: a letter is drawn by the first that has it.
struct Parts(Vec<FontVec>);

impl Parts {
    fn of(&self, id: GlyphId) -> (&FontVec, GlyphId) {
        let part = usize::from(id.0 / STRIDE).min(self.0.len() - 1);
        (&self.0[part], GlyphId(id.0 % STRIDE))
    }
}

impl Font for Parts {
    fn units_per_em(&self) -> Option<f32> {
        self.0[0].units_per_em()
    }

    fn ascent_unscaled(&self) -> f32 {
        self.0[0].ascent_unscaled()
    }

    fn descent_unscaled(&self) -> f32 {
        self.0[0].descent_unscaled()
    }

    fn line_gap_unscaled(&self) -> f32 {
        self.0[0].line_gap_unscaled()
    }

    fn glyph_id(&self, c: char) -> GlyphId {
        let ids = self.0.iter().enumerate().map(|(nth, part)| (nth, part.glyph_id(c)));
        ids.filter(|(_, id)| id.0 != 0)
            .map(|(nth, id)| GlyphId(id.0 + STRIDE * nth as u16))
            .next()
            .unwrap_or_default()
    }

    fn h_advance_unscaled(&self, id: GlyphId) -> f32 {
        let (part, id) = self.of(id);
        part.h_advance_unscaled(id)
    }

    fn h_side_bearing_unscaled(&self, id: GlyphId) -> f32 {
        let (part, id) = self.of(id);
        part.h_side_bearing_unscaled(id)
    }

    fn v_advance_unscaled(&self, id: GlyphId) -> f32 {
        let (part, id) = self.of(id);
        part.v_advance_unscaled(id)
    }

    fn v_side_bearing_unscaled(&self, id: GlyphId) -> f32 {
        let (part, id) = self.of(id);
        part.v_side_bearing_unscaled(id)
    }

    fn kern_unscaled(&self, _: GlyphId, _: GlyphId) -> f32 {
        0.0
    }

    fn outline(&self, id: GlyphId) -> Option<Outline> {
        let (part, id) = self.of(id);
        part.outline(id)
    }

    fn glyph_count(&self) -> usize {
        self.0.iter().map(Font::glyph_count).sum()
    }

    fn codepoint_ids(&self) -> CodepointIdIter<'_> {
        self.0[0].codepoint_ids()
    }

    fn glyph_raster_image2(&self, id: GlyphId, pixel_size: u16) -> Option<v2::GlyphImage<'_>> {
        let (part, id) = self.of(id);
        part.glyph_raster_image2(id, pixel_size)
    }
}
