//! The pictures of a report: every page small, and those a finding is about larger, as data: addresses, so that the
//! report is one file. Not for whole pages: the desks show those.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
};

use archive::{Archive, Result, Viewer, leafing::PageView};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use image::{DynamicImage, ImageFormat, codecs::jpeg::JpegEncoder, imageops::FilterType};
use register::{
    id::{RegisterId, ScanId},
    page::Half,
};
use tokio::task::JoinSet;

/// Height of a page on the contact sheet, pixels: 42 on screen, twice as fine; and its greatest width.
const SMALL: (u32, u32) = (120, 84);
/// Height of a page a finding is about, enough to see what is wrong; and its greatest width.
const LARGE: (u32, u32) = (900, 640);
/// Good enough at these sizes.
const JPEG_QUALITY: u8 = 60;
/// Scans with larger pictures at most: a report of a spoilt book stays small enough to be sent.
const MOST_LARGE: usize = 80;

/// Pictures of one page.
#[derive(Debug, Clone, Default)]
pub(super) struct Pictures {
    /// For the contact sheet.
    pub(super) small: String,
    /// For a finding, where one is about the page.
    pub(super) large: Option<String>,
}

/// Pictures by page.
pub(super) type ByPage = BTreeMap<(ScanId, Half), Pictures>;

/// Pictures of all pages the viewer may see; larger ones of the scans in `shown`.
pub(super) async fn gather(
    archive: &Archive,
    viewer: &Viewer,
    register: &RegisterId,
    shown: &BTreeSet<&ScanId>,
) -> Result<ByPage> {
    let large: BTreeSet<ScanId> = shown.iter().take(MOST_LARGE).map(|scan| (*scan).clone()).collect();
    let at_once = std::thread::available_parallelism().map_or(1, usize::from);
    let mut sheet = archive.contact_sheet(viewer, register).await?;
    let (mut made, mut making) = (ByPage::new(), JoinSet::new());
    while let Some((scan, half, view)) = sheet.next().await? {
        let Some(view) = view else { continue };
        if making.len() >= at_once
            && let Some(Ok((page, Some(pictures)))) = making.join_next().await
        {
            made.insert(page, pictures);
        }
        let larger = large.contains(&scan);
        making.spawn_blocking(move || ((scan, half), pictures(&view, larger)));
    }
    while let Some(ended) = making.join_next().await {
        if let Ok((page, Some(pictures))) = ended {
            made.insert(page, pictures);
        }
    }
    Ok(made)
}

fn pictures(view: &PageView, larger: bool) -> Option<Pictures> {
    let image = image::load_from_memory_with_format(&view.bytes, ImageFormat::Jpeg).ok()?;
    let large = larger.then(|| scaled(&image, LARGE));
    let small = scaled(large.as_ref().unwrap_or(&image), SMALL);
    let large = match large {
        Some(large) => Some(address(&large)?),
        None => None,
    };
    Some(Pictures { small: address(&small)?, large })
}

fn scaled(image: &DynamicImage, (width, height): (u32, u32)) -> DynamicImage {
    if image.width() <= width && image.height() <= height {
        return image.clone();
    }
    image.resize(width, height, FilterType::Triangle)
}

/// A picture as an address that holds it.
fn address(image: &DynamicImage) -> Option<String> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)).ok()?;
    Some(format!("data:image/jpeg;base64,{}", STANDARD.encode(bytes.into_inner())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_shape_and_a_small_one_its_size() {
        let wide = scaled(&DynamicImage::new_luma8(1600, 400), SMALL);
        assert_eq!((wide.width(), wide.height()), (120, 30));
        assert_eq!(scaled(&DynamicImage::new_luma8(9, 9), SMALL).width(), 9);
    }
}
