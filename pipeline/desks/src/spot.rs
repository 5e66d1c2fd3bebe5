//! From a spot on a scan to the page image people see: the placement leads to the straight page, the
//! image is that page scaled. Not for cutting pixels: see [`crate::picture`].

use archive::looking::PageRef;
use register::{
    act::{Act, Field},
    geometry::{Outline, Placement, Rect},
    publication::PageImage,
};
use serde::Serialize;

/// A box on a page image, pixels of the image.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Box {
    /// Left edge.
    pub(crate) x: f64,
    /// Top edge.
    pub(crate) y: f64,
    /// Width.
    pub(crate) w: f64,
    /// Height.
    pub(crate) h: f64,
}

impl From<Rect> for Box {
    fn from(r: Rect) -> Self {
        let tenth = |v: f64| (v * 10.0).round() / 10.0;
        Self { x: tenth(r.left), y: tenth(r.top), w: tenth(r.width()), h: tenth(r.height()) }
    }
}

/// The box of an outline of the scan on the page image.
pub(crate) fn on_image(outline: &Outline, placement: &Placement, image: &PageImage) -> Rect {
    let scale = f64::from(image.width) / f64::from(placement.width.max(1));
    let r = placement.page_rect(outline);
    Rect::new(r.left * scale, r.top * scale, r.right * scale, r.bottom * scale)
}

/// Where a field was read: place among the act's pages, and the box there. Spots of one page are joined.
pub(crate) fn of_field(field: &Field, pages: &[PageRef]) -> Option<(usize, Rect)> {
    let mut found: Option<(usize, Rect)> = None;
    for spot in &field.spots {
        let Some(at) = pages.iter().position(|p| p.scan == spot.scan && p.half == spot.half) else {
            continue;
        };
        let Some(image) = &pages[at].image else { continue };
        let rect = on_image(&spot.outline, &pages[at].placement, image);
        found = match found {
            None => Some((at, rect)),
            Some((page, so_far)) if page == at => Some((at, so_far.union(&rect))),
            other => other,
        };
    }
    found
}

/// The part of a page an act covers: the box around all its spots there.
pub(crate) fn of_act(act: &Act, pages: &[PageRef], page: usize) -> Option<Rect> {
    let boxes = act.fields.values().filter_map(|f| of_field(f, pages)).filter(|(at, _)| *at == page);
    boxes.map(|(_, r)| r).reduce(|a, b| a.union(&b))
}

#[cfg(test)]
mod tests {
    use register::geometry::Point;

    use super::*;

    #[test]
    fn a_spot_is_scaled_with_the_image() {
        let placement = Placement::flat(2000, 3000, [1.0, 0.0, 100.0, 0.0, 1.0, 50.0]);
        let image = PageImage { sha256: String::new(), width: 1000, height: 1500 };
        let outline = vec![Point::new(300.0, 250.0), Point::new(500.0, 350.0)];
        assert_eq!(on_image(&outline, &placement, &image), Rect::new(100.0, 100.0, 200.0, 150.0));
    }
}
