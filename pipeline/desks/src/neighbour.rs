//! Other people's acts cut out of a page image: painted over here, so that they never leave. Not for
//! sealed acts: of a page with one the archive gives no image at all.

use std::collections::BTreeMap;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use register::{geometry::Rect, id::ActId, publication::PageText};

use crate::spot;

/// The paper laid over a neighbour's act.
const PAPER: Rgb<u8> = Rgb([0xCF, 0xC6, 0xB0]);
/// The strokes of its hatching.
const HATCH: Rgb<u8> = Rgb([0x8A, 0x80, 0x6B]);
/// From stroke to stroke, pixels.
const HATCH_STEP: u32 = 24;
/// Ink beyond the outline of a line, of its height.
const BLEED: f64 = 0.35;

/// Where the act's own lines and those of its neighbours stand on the page image.
pub(crate) struct Neighbours {
    own: Vec<Rect>,
    others: Vec<Rect>,
}

/// Finds them by the acts the page's lines belong to.
pub(crate) fn find(text: &PageText, act: &ActId) -> Neighbours {
    let mut of_acts: BTreeMap<&ActId, Vec<Rect>> = BTreeMap::new();
    for line in &text.lines {
        let Some(of) = &line.act else { continue };
        let r = spot::on_image(&line.outline, &text.placement, &text.image);
        let bleed = r.height() * BLEED;
        let wide = Rect::new(r.left - bleed, r.top - bleed, r.right + bleed, r.bottom + bleed);
        of_acts.entry(of).or_default().push(wide);
    }
    let own = of_acts.remove(act).unwrap_or_default();
    // The whole box of a neighbour, across the page where it stands above or below, so that what was not
    // read of it is covered too.
    let boxes = of_acts.into_values().filter_map(|rects| rects.into_iter().reduce(|a, b| a.union(&b)));
    let mine = own.iter().copied().reduce(|a, b| a.union(&b)).unwrap_or_default();
    let across = f64::from(text.image.width);
    let whole_width = |r: Rect| match r.bottom <= mine.top || r.top >= mine.bottom {
        true => Rect::new(0.0, r.top, across, r.bottom),
        false => r,
    };
    Neighbours { own, others: boxes.map(whole_width).collect() }
}

impl Neighbours {
    /// Is there nobody else on the page?
    pub(crate) fn is_alone(&self) -> bool {
        self.others.is_empty()
    }

    /// The page image without them; the act's own lines stay.
    pub(crate) fn cut_out(&self, jpeg: &[u8]) -> Option<DynamicImage> {
        let image = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).ok()?.into_rgb8();
        let mut cut = image.clone();
        for other in &self.others {
            each_pixel(&image, other, |x, y| {
                let stroke = (x + y) % HATCH_STEP < 2;
                cut.put_pixel(x, y, if stroke { HATCH } else { PAPER });
            });
        }
        for own in &self.own {
            each_pixel(&image, own, |x, y| cut.put_pixel(x, y, *image.get_pixel(x, y)));
        }
        Some(DynamicImage::ImageRgb8(cut))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the image before")]
fn each_pixel(image: &RgbImage, rect: &Rect, mut with: impl FnMut(u32, u32)) {
    let within = |v: f64, most: u32| v.clamp(0.0, f64::from(most)) as u32;
    let (left, right) = (within(rect.left, image.width()), within(rect.right, image.width()));
    let (top, bottom) = (within(rect.top, image.height()), within(rect.bottom, image.height()));
    for y in top..bottom {
        for x in left..right {
            with(x, y);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use register::{
        geometry::Placement,
        page::Half,
        publication::{PageImage, TextLine},
    };

    use super::*;

    fn page() -> PageText {
        let line = |act: &str, top: f64| TextLine {
            text: act.to_owned(),
            outline: Rect::new(20.0, top, 180.0, top + 20.0).corners(),
            access: Default::default(),
            act: Some(ActId(act.to_owned())),
        };
        PageText {
            scan: "b/000001".parse().unwrap(),
            file: "1.jpg".into(),
            frame: 0,
            half: Half::Whole,
            placement: Placement::whole(200, 200),
            image: PageImage { sha256: String::new(), width: 200, height: 200 },
            lines: vec![line("one", 20.0), line("two", 100.0), line("two", 150.0)],
        }
    }

    #[test]
    fn a_neighbour_is_painted_over_and_the_act_stays() {
        let black = DynamicImage::new_rgb8(200, 200);
        let mut jpeg = Cursor::new(Vec::new());
        black.write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
        let found = find(&page(), &ActId("one".into()));
        assert!(!found.is_alone());
        let cut = found.cut_out(jpeg.get_ref()).unwrap().into_rgb8();
        assert_eq!(cut.get_pixel(100, 30), &Rgb([0, 0, 0]));
        assert_ne!(cut.get_pixel(100, 110), &Rgb([0, 0, 0]));
        assert_ne!(cut.get_pixel(100, 140), &Rgb([0, 0, 0]), "between its lines too");
    }

    #[test]
    fn an_act_alone_on_its_page_has_no_neighbours() {
        let mut page = page();
        page.lines.truncate(1);
        assert!(find(&page, &ActId("one".into())).is_alone());
    }
}
