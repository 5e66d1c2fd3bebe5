//! PDF pages at the native resolution of the image they show. Not for text inside PDF files: a register's
//! PDF is a stack of scans.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use hayro::{
    RenderCache, RenderSettings,
    hayro_interpret::{InterpreterSettings, InterpreterWarning},
    hayro_syntax::{LoadPdfError, Pdf, content::ops::TypedInstruction, page::Page},
    kurbo::Affine,
    render_into,
    vello_cpu::{self, Pixmap, RenderContext, color::palette::css::WHITE},
};

use super::{DecodedScan, Frame, Unreadable, believable, frame, orientation::Orientation, pixels};

/// Points an inch (PDF 1.7, 8.3.2.3).
const POINTS: f64 = 72.0;
/// Resolution for pages that show no image, pixels per inch: enough for OCR.
const DRAWN_PPI: f64 = 300.0;

pub(super) fn probe(bytes: &[u8]) -> Result<Vec<Frame>, Unreadable> {
    let pdf = open(bytes)?;
    if pdf.pages().is_empty() {
        return Err(Unreadable::Damaged("the PDF has no pages".to_owned()));
    }
    pdf.pages().iter().map(|page| size(page, scale(page))).collect()
}

pub(super) fn decode(bytes: &[u8], number: u32, size: Frame) -> Result<DecodedScan, Unreadable> {
    let pdf = open(bytes)?;
    let page = &pdf.pages()[number as usize];
    let pixmap = draw(page, size)?;
    let rgb = pixmap.data_as_u8_slice().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    pixels::from_rgb(size, rgb, Orientation::UPRIGHT, believable((scale(page) * POINTS).round()))
}

/// A PDF ends with this, within so many bytes (PDF 1.7, Annex H, note 18), padding left out.
const END: (&[u8], usize) = (b"%%EOF", 1024);

fn open(bytes: &[u8]) -> Result<Pdf, Unreadable> {
    // What the library mends of a PDF that was cut short are pages without their images.
    let padding = bytes.iter().rev().take_while(|b| **b == 0 || b.is_ascii_whitespace()).count();
    let whole = &bytes[..bytes.len() - padding];
    if !whole[whole.len().saturating_sub(END.1)..].windows(END.0.len()).any(|w| w == END.0) {
        return Err(Unreadable::CutShort("the end of the PDF is missing".to_owned()));
    }
    Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Unreadable::Damaged("the PDF is locked with a password".to_owned()),
        LoadPdfError::Invalid => Unreadable::Damaged("the PDF cannot be taken apart".to_owned()),
    })
}

fn size(page: &Page<'_>, scale: f64) -> Result<Frame, Unreadable> {
    let (width, height) = page.render_dimensions();
    let side = |points: f32| (f64::from(points) * scale).round().max(1.0) as u64;
    let found = frame(side(width), side(height))?;
    let limit = u32::from(u16::MAX);
    if found.width > limit || found.height > limit {
        return Err(Unreadable::Monstrous {
            width: side(width),
            height: side(height),
            limit: super::MAX_PIXELS,
        });
    }
    Ok(found)
}

/// Pixels a point that show the page's largest image as it is stored.
fn scale(page: &Page<'_>) -> f64 {
    let mut place = Affine::IDENTITY;
    let (mut stack, mut best) = (Vec::new(), (0.0, DRAWN_PPI / POINTS));
    let mut instructions = page.typed_operations();
    while let Some(instruction) = instructions.next() {
        match instruction {
            TypedInstruction::SaveState(_) => stack.push(place),
            TypedInstruction::RestoreState(_) => place = stack.pop().unwrap_or(place),
            TypedInstruction::Transform(t) => {
                place *= Affine::new([&t.0, &t.1, &t.2, &t.3, &t.4, &t.5].map(|n| n.as_f64()));
            }
            TypedInstruction::XObject(x) => {
                let width = page.resources().get_x_object(x.0).and_then(|s| s.dict().get::<i64>("Width"));
                let [a, b, ..] = place.as_coeffs();
                let (across, area) = (a.hypot(b), place.determinant().abs());
                if let Some(width) = width.filter(|_| across > 0.0 && area > best.0) {
                    best = (area, width as f64 / across);
                }
            }
            _ => {}
        }
    }
    best.1
}

fn draw(page: &Page<'_>, size: Frame) -> Result<Pixmap, Unreadable> {
    let failed = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&failed);
    let settings = InterpreterSettings {
        warning_sink: Arc::new(move |warning| {
            if matches!(warning, InterpreterWarning::ImageDecodeFailure) {
                seen.store(true, Ordering::Relaxed);
            }
        }),
        ..InterpreterSettings::default()
    };
    let (width, height) = page.render_dimensions();
    let fit = Affine::scale_non_uniform(
        f64::from(size.width) / f64::from(width),
        f64::from(size.height) / f64::from(height),
    );
    let [a, b, c, d, e, f] = page.initial_transform(true).as_coeffs();
    let mut context = RenderContext::new(size.width as u16, size.height as u16);
    render_into(
        page,
        &RenderCache::new(),
        &settings,
        &RenderSettings::default(),
        &mut context,
        fit * Affine::new([a, b, c, d, e, f]),
    );
    if failed.load(Ordering::Relaxed) {
        return Err(Unreadable::Damaged("an image on the PDF page cannot be decoded".to_owned()));
    }
    context.flush();
    let mut pixmap = Pixmap::new(size.width as u16, size.height as u16);
    let on_white = vello_cpu::RasterizerSettings {
        target_init: vello_cpu::TargetInit::Clear(WHITE),
        ..Default::default()
    };
    context.render_with(&mut pixmap, &mut vello_cpu::Resources::default(), on_white);
    Ok(pixmap)
}
