//! Pictures cut out of the straight page for an engine, and the way back for what it finds on them. Not
//! for finding what to cut: the callers know the regions.

use image::{GrayImage, Luma, imageops};
use register::geometry::{Point, Rect};

use super::patch::paper_of;

/// A picture for an engine: a piece of the page, scaled, with a border of paper around it.
pub(super) struct Crop {
    /// What the engine sees.
    pub(super) picture: GrayImage,
    left: f64,
    top: f64,
    scale: f64,
    border: f64,
}

impl Crop {
    /// Cuts `area` (page pixels, clipped to the page), scales it and puts `border` pixels of paper
    /// around it. Nothing of the page lies there: nothing comes back.
    pub(super) fn cut(page: &GrayImage, area: &Rect, scale: f64, border: u32) -> Option<Self> {
        let whole = Rect::new(0.0, 0.0, page.width().into(), page.height().into());
        let area = area.intersection(&whole);
        let (left, top) = (area.left.floor(), area.top.floor());
        let (width, height) = ((area.right.ceil() - left) as u32, (area.bottom.ceil() - top) as u32);
        if area.width() < 1.0 || area.height() < 1.0 {
            return None;
        }
        let piece = imageops::crop_imm(page, left as u32, top as u32, width, height).to_image();
        let paper = paper(&piece);
        let piece = scaled(piece, scale);
        let picture = if border == 0 { piece } else { bordered(&piece, border, paper) };
        Some(Self { picture, left, top, scale, border: border.into() })
    }

    /// From the picture to the page.
    pub(super) fn to_page(&self, p: Point) -> Point {
        Point::new((p.x - self.border) / self.scale + self.left, (p.y - self.border) / self.scale + self.top)
    }

    /// A box of the picture on the page.
    pub(super) fn page_rect(&self, rect: &Rect) -> Rect {
        let (a, b) = (Point::new(rect.left, rect.top), Point::new(rect.right, rect.bottom));
        let (a, b) = (self.to_page(a), self.to_page(b));
        Rect::new(a.x, a.y, b.x, b.y)
    }
}

fn scaled(piece: GrayImage, scale: f64) -> GrayImage {
    if (scale - 1.0).abs() < 1e-3 {
        return piece;
    }
    let side = |length: u32| ((f64::from(length) * scale).round() as u32).max(1);
    let (width, height) = (side(piece.width()), side(piece.height()));
    // Triangle averages over all source pixels when it makes smaller, so that thin strokes stay.
    let filter = if scale > 1.0 { imageops::FilterType::CatmullRom } else { imageops::FilterType::Triangle };
    imageops::resize(&piece, width, height, filter)
}

fn bordered(piece: &GrayImage, border: u32, paper: u8) -> GrayImage {
    let (width, height) = (piece.width() + 2 * border, piece.height() + 2 * border);
    let mut picture = GrayImage::from_pixel(width, height, Luma([paper]));
    imageops::replace(&mut picture, piece, border.into(), border.into());
    picture
}

/// Grey of the paper of a piece.
pub(super) fn paper(piece: &GrayImage) -> u8 {
    let mut counts = [0_usize; 256];
    piece.as_raw().iter().for_each(|&grey| counts[usize::from(grey)] += 1);
    paper_of(&counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_of_a_crop_goes_back_to_its_place() {
        let page = GrayImage::from_pixel(100, 80, Luma([200]));
        let crop = Crop::cut(&page, &Rect::new(10.0, 20.0, 60.0, 40.0), 2.0, 8).unwrap();
        assert_eq!(crop.picture.dimensions(), (116, 56));
        assert_eq!(crop.to_page(Point::new(8.0, 8.0)), Point::new(10.0, 20.0));
        assert_eq!(crop.page_rect(&Rect::new(8.0, 8.0, 108.0, 48.0)), Rect::new(10.0, 20.0, 60.0, 40.0));
    }

    #[test]
    fn outside_the_page_there_is_nothing_to_cut() {
        let page = GrayImage::new(10, 10);
        assert!(Crop::cut(&page, &Rect::new(20.0, 0.0, 30.0, 10.0), 1.0, 0).is_none());
    }

    #[test]
    fn the_border_has_the_colour_of_the_paper() {
        let mut page = GrayImage::from_pixel(20, 20, Luma([180]));
        page.put_pixel(10, 10, Luma([0]));
        let crop = Crop::cut(&page, &Rect::new(0.0, 0.0, 20.0, 20.0), 1.0, 4).unwrap();
        assert_eq!(crop.picture.get_pixel(0, 0).0, [180]);
    }
}
