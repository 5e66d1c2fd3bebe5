//! Page images and cuttings of them, for the viewer who asks and for no shared cache. Cut here, so that
//! what is not shown never leaves. Not for masters: a browser sees the derivative only.

use std::io::Cursor;

use archive::leafing::{ActPage, PageView, Snippet};
use axum::{
    extract::{Path, Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use image::{DynamicImage, ImageFormat, codecs::jpeg::JpegEncoder, imageops::FilterType};
use register::{
    geometry::Rect,
    id::{ActId, RegisterId, ScanId},
    page::Half,
    publication::PageImage,
};
use serde::Deserialize;

use crate::{Desks, back, neighbour, spot, trouble::Refusal, visit::Visit};

/// Ten minutes: an act is looked at for less, and a browser's own cache needs no longer.
const CACHED: &str = "private, max-age=600";
/// A name snippet of the search desk, pixels: 186 × 49 on screen, twice as fine.
const SNIPPET: (u32, u32) = (372, 98);
/// A thumbnail of the shelf: 96 × 68 on screen, twice as fine.
const THUMBNAIL: (u32, u32) = (192, 136);
/// Good enough for reading a name, small enough for a hundred of them.
const JPEG_QUALITY: u8 = 82;

/// The address of a page's image for one act; the others on it are cut out.
pub(crate) fn address_for(act: &ActId, scan: &ScanId, half: Half, image: &PageImage) -> String {
    format!("{}&act={}", address(scan, half, image), back::encoded(act.as_str()))
}

/// The address of a page's image; its digest makes it change with the image.
pub(crate) fn address(scan: &ScanId, half: Half, image: &PageImage) -> String {
    let edition = image.sha256.get(..12).unwrap_or(&image.sha256);
    format!("/image/{}/{}/{}?v={edition}", scan.register, scan.number, half.letter())
}

/// The half a letter names.
pub(crate) fn half_of(letter: &str) -> Option<Half> {
    [Half::Whole, Half::Left, Half::Right]
        .into_iter()
        .find(|h| letter.starts_with(h.letter()) && letter.len() == 1)
}

/// The scan named in an address.
pub(crate) fn scan_of(register: &str, number: u32) -> Result<ScanId, Refusal> {
    let register: RegisterId = register.parse().map_err(|_| Refusal::Nothing)?;
    Ok(ScanId { register, number })
}

/// For which act a page is shown; the others on it are then cut out.
#[derive(Deserialize)]
pub(crate) struct For {
    act: Option<String>,
}

/// A whole page image, or all of it but other people's acts.
pub(crate) async fn whole(
    State(desks): State<Desks>,
    visit: Visit,
    Path((register, number, half)): Path<(String, u32, String)>,
    Query(shown): Query<For>,
) -> Result<Response, Refusal> {
    let (scan, half) = (scan_of(&register, number)?, half_of(&half).ok_or(Refusal::Nothing)?);
    let Some(act) = shown.act.map(ActId) else {
        let page = desks.archive.page_image(&visit.viewer, &scan, half).await?.ok_or(Refusal::Nothing)?;
        return Ok(jpeg(page.bytes));
    };
    let shown = desks.archive.act_page_image(&visit.viewer, &act, &scan, half).await?;
    let ActPage { page, text } = shown.ok_or(Refusal::Nothing)?;
    let neighbours = neighbour::find(&text, &act);
    if neighbours.is_alone() {
        return Ok(jpeg(page.bytes));
    }
    made(move || encoded(&neighbours.cut_out(&page.bytes)?)).await
}

/// The first page of a scan, small.
pub(crate) async fn thumbnail(
    State(desks): State<Desks>,
    visit: Visit,
    Path((register, number)): Path<(String, u32)>,
) -> Result<Response, Refusal> {
    let scan = scan_of(&register, number)?;
    let Some(page) = desks.archive.thumbnail(&visit.viewer, &scan).await? else {
        return Ok(no_picture());
    };
    made(move || {
        let image = image::load_from_memory_with_format(&page.bytes, ImageFormat::Jpeg).ok()?;
        encoded(&image.resize_to_fill(THUMBNAIL.0, THUMBNAIL.1, FilterType::Triangle))
    })
    .await
}

/// Which field of which act to cut out.
#[derive(Deserialize)]
pub(crate) struct Cutting {
    act: String,
    field: String,
}

/// The name of a hit as it stands on the page, and nothing else of the page.
pub(crate) async fn snippet(
    State(desks): State<Desks>,
    visit: Visit,
    Query(cutting): Query<Cutting>,
) -> Result<Response, Refusal> {
    let act = ActId(cutting.act);
    let snippet = desks.archive.snippet(&visit.viewer, &act, &cutting.field).await?;
    let Snippet { page, outlines } = snippet.ok_or(Refusal::Nothing)?;
    let places = outlines.iter().map(|outline| spot::on_image(outline, &page.placement, &page.image));
    let rect = places.reduce(|a, b| a.union(&b)).ok_or(Refusal::Nothing)?;
    made(move || cut_out(&page, &rect)).await
}

/// The cutting round `rect`, in the snippet's shape, with a little paper round the ink.
fn cut_out(page: &PageView, rect: &Rect) -> Option<Vec<u8>> {
    let image = image::load_from_memory_with_format(&page.bytes, ImageFormat::Jpeg).ok()?;
    let shape = f64::from(SNIPPET.0) / f64::from(SNIPPET.1);
    let height = (rect.height() * 1.5).max(rect.width() * 1.1 / shape).max(1.0);
    let width = height * shape;
    let left = (rect.left - (width - rect.width()).min(height * 0.3).max(0.0)).max(0.0);
    let top = (rect.centre().y - height / 2.0).max(0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "none is negative")]
    let [left, top, width, height] = [left, top, width, height].map(|v| v as u32);
    let (left, top) = (left.min(image.width() - 1), top.min(image.height() - 1));
    let part = image.crop_imm(left, top, width.max(8), height.max(4));
    let larger = part.width() > SNIPPET.0;
    encoded(&if larger { part.resize(SNIPPET.0, SNIPPET.1, FilterType::Triangle) } else { part })
}

/// As people are sent it.
pub(crate) fn encoded(image: &DynamicImage) -> Option<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)).ok()?;
    Some(bytes.into_inner())
}

/// Runs work on pixels off the threads that answer.
pub(crate) async fn made(
    work: impl FnOnce() -> Option<Vec<u8>> + Send + 'static,
) -> Result<Response, Refusal> {
    let bytes = tokio::task::spawn_blocking(work).await.ok().flatten();
    bytes.map(jpeg).ok_or(Refusal::Nothing)
}

/// Nothing to see: the shelf's hatching shows through. A scan that cannot be read has no image.
fn no_picture() -> Response {
    let empty = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 68"/>"#;
    kept("image/svg+xml", empty.into())
}

fn jpeg(bytes: Vec<u8>) -> Response {
    kept("image/jpeg", bytes)
}

/// A picture the browser may keep a while, for the session that asked: the next person at the same browser
/// sends another cookie, and asks here.
fn kept(kind: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, CACHED), (header::VARY, "cookie")];
    (headers, bytes).into_response()
}

#[cfg(test)]
mod tests {
    use register::geometry::Placement;

    use super::*;

    #[test]
    fn a_cutting_holds_the_name_and_little_else() {
        let image = DynamicImage::new_luma8(1000, 1400);
        let bytes = encoded(&image).unwrap();
        let page = PageView {
            bytes,
            image: PageImage { sha256: String::new(), width: 1000, height: 1400 },
            placement: Placement::whole(1000, 1400),
        };
        let cut = cut_out(&page, &Rect::new(400.0, 700.0, 560.0, 730.0)).unwrap();
        let cut = image::load_from_memory(&cut).unwrap();
        assert!(cut.width() >= 160 && cut.width() <= 200, "{}", cut.width());
        assert!(cut.height() >= 40 && cut.height() <= 60, "{}", cut.height());
    }

    #[test]
    fn halves_are_named_by_one_letter() {
        assert_eq!(half_of("l"), Some(Half::Left));
        assert_eq!(half_of("left"), None);
    }
}
