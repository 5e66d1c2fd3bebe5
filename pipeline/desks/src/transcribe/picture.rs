//! A line cut out of its page, with a little of what stands around it, as sharp as the page's image is. Not for which part
//! that is: see [`super::line`].

use archive::leafing::PageView;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use image::ImageFormat;
use register::{geometry::Rect, id::ScanId, page::Half, publication::PageImage};
use serde::Deserialize;

use crate::{
    Desks,
    picture::{encoded, half_of, made, scan_of},
    trouble::Refusal,
    visit::{Desk, Visit},
};

/// The part to cut out, pixels of the page image.
#[derive(Deserialize)]
pub(crate) struct Part {
    x: f64,
    y: f64,
    w: f64,
    h: f64,
}

/// The address of a part of a page; the digest of the page's image makes it change with that.
pub(super) fn address(scan: &ScanId, half: Half, image: &PageImage, part: &Rect) -> String {
    let edition = image.sha256.get(..12).unwrap_or(&image.sha256);
    let (x, y, w, h) = (part.left, part.top, part.width(), part.height());
    format!("/line/{}/{}/{}?v={edition}&x={x}&y={y}&w={w}&h={h}", scan.register, scan.number, half.letter())
}

/// Answers with the part, for who writes lines down and may see every act on the page.
pub(crate) async fn cut(
    State(desks): State<Desks>,
    visit: Visit,
    Path((register, number, half)): Path<(String, u32, String)>,
    Query(part): Query<Part>,
) -> Result<Response, Refusal> {
    visit.at(Desk::Act)?;
    let (scan, half) = (scan_of(&register, number)?, half_of(&half).ok_or(Refusal::Nothing)?);
    let part = Rect::new(part.x, part.y, part.x + part.w, part.y + part.h);
    let page = desks.archive.line_image(&visit.viewer, &scan, half, &part).await?.ok_or(Refusal::Nothing)?;
    made(move || cut_out(&page, &part)).await
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the image before")]
fn cut_out(page: &PageView, part: &Rect) -> Option<Vec<u8>> {
    let image = image::load_from_memory_with_format(&page.bytes, ImageFormat::Jpeg).ok()?;
    let within = |v: f64, most: u32| v.clamp(0.0, f64::from(most)) as u32;
    let (left, right) = (within(part.left, image.width()), within(part.right, image.width()));
    let (top, bottom) = (within(part.top, image.height()), within(part.bottom, image.height()));
    if right <= left || bottom <= top {
        return None;
    }
    encoded(&image.crop_imm(left, top, right - left, bottom - top))
}

#[cfg(test)]
mod tests {
    use image::DynamicImage;
    use register::geometry::Placement;

    use super::*;

    fn check(part: Rect, sides: Option<(u32, u32)>) {
        let page = PageView {
            bytes: encoded(&DynamicImage::new_luma8(200, 100)).unwrap(),
            image: PageImage { sha256: String::new(), width: 200, height: 100 },
            placement: Placement::whole(200, 100),
        };
        let cut = cut_out(&page, &part).map(|jpeg| image::load_from_memory(&jpeg).unwrap());
        assert_eq!(cut.map(|cut| (cut.width(), cut.height())), sides);
    }

    #[test]
    fn a_part_comes_pixel_by_pixel() {
        check(Rect::new(20.0, 10.0, 120.0, 40.0), Some((100, 30)));
    }

    #[test]
    fn what_lies_beyond_the_page_is_left_out() {
        check(Rect::new(150.0, -10.0, 300.0, 40.0), Some((50, 40)));
        check(Rect::new(300.0, 10.0, 400.0, 40.0), None);
        check(Rect::new(f64::NAN, 10.0, f64::NAN, 40.0), None);
    }
}
