//! The paper in front of the camera: the pages of a shot drawn, inked and laid side by side. Not for how
//! they are shot: see `camera`.

use image::{GrayImage, Rgb, RgbImage, imageops};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use register::{form::ActType, number::in_words};

use super::{
    Book,
    plan::{BookPage, Content},
    shots::Shot,
};
use crate::{
    canvas::{self, Canvas, Placed},
    layouts::Layout,
    paper::{RIBBONS, ink, mix},
    record::{self, Record},
};

/// What lies in front of the camera.
pub(super) struct Sheet {
    /// Its colours, evenly lit.
    pub(super) picture: RgbImage,
    /// Where there is ink: 0 none to 255 full.
    pub(super) ink: GrayImage,
    /// Entries with their boxes on the picture; acts are counted through both pages.
    pub(super) placed: Vec<Placed>,
    /// The acts on it.
    pub(super) records: Vec<Record>,
    /// Where the gutter is, share of the width, and how far its shadow reaches.
    pub(super) gutter: Option<f32>,
}

/// Ink that shows through from the other side, darkest share of it.
const THROUGH: f32 = 0.14;
/// Width of the leader a folio number keeps from the edges, pixels.
const CORNER: (f32, f32) = (60.0, 62.0);

/// The pages of a shot, side by side.
pub(super) fn of_shot(book: &Book, pages: &[BookPage], shot: &Shot) -> Sheet {
    let (width, height) = size(book);
    let count = if shot.open { 2 } else { 1 };
    let mut sheet = Sheet {
        picture: RgbImage::from_pixel(width * count, height, Rgb([228, 221, 203])),
        ink: GrayImage::new(width * count, height),
        placed: Vec::new(),
        records: Vec::new(),
        gutter: shot.open.then_some(0.5),
    };
    for (nth, &place) in shot.pages.iter().enumerate() {
        lay(book, pages, place, nth as u32 * width, &mut sheet);
        if !shot.open && pages[place].leaf.is_some() {
            sheet.gutter = Some(if pages[place].recto { 0.0 } else { 1.0 });
        }
    }
    sheet
}

/// Width and height of a page of the book, pixels.
fn size(book: &Book) -> (u32, u32) {
    let (w, h) = crate::layouts::PAGE;
    if book.layout == Layout::Columns { (h, w) } else { (w, h) }
}

fn lay(book: &Book, pages: &[BookPage], place: usize, left: u32, sheet: &mut Sheet) {
    let page = &pages[place];
    let mut rng = ChaCha8Rng::seed_from_u64(page.seed);
    let (canvas, records) = draw(&mut rng, book, page);
    let behind = other_side(book, pages, place);
    let picture = inked(&mut rng, book, page, &canvas, behind.as_ref());
    imageops::replace(&mut sheet.picture, &picture, left.into(), 0);
    for (x, y, p) in
        sheet.ink.enumerate_pixels_mut().filter(|(x, ..)| (left..left + canvas.print.width()).contains(x))
    {
        let ink = |layer: &GrayImage| layer.get_pixel(x - left, y).0[0];
        p.0[0] = ink(&canvas.print).max(ink(&canvas.typed));
    }
    let before = sheet.records.len();
    sheet.records.extend(records);
    sheet.placed.extend(canvas.placed.into_iter().map(|mut p| {
        p.act += before;
        p.rect.left += f64::from(left);
        p.rect.right += f64::from(left);
        p
    }));
}

/// The ink of the page on the other side of the leaf, as it shows through.
fn other_side(book: &Book, pages: &[BookPage], place: usize) -> Option<GrayImage> {
    let other = if pages[place].recto { place + 1 } else { place.checked_sub(1)? };
    let page = pages.get(other).filter(|p| p.leaf.is_some() && p.leaf == pages[place].leaf)?;
    let (canvas, _) = draw(&mut ChaCha8Rng::seed_from_u64(page.seed), book, page);
    Some(imageops::flip_horizontal(&canvas.typed))
}

fn draw(rng: &mut impl Rng, book: &Book, page: &BookPage) -> (Canvas, Vec<Record>) {
    let mut records = Vec::new();
    let mut canvas = match &page.content {
        Content::Acts { authority, numbers } => {
            for &number in numbers {
                let mut record = record::make(rng, book.kind, book.language, book.year, number);
                record.set("authority", &book.authorities[*authority]);
                records.push(record);
            }
            book.layout.draw(rng, &book.style, &records)
        }
        _ => {
            let (width, height) = size(book);
            Canvas::new(width, height)
        }
    };
    match &page.content {
        Content::Cover => cover(&mut canvas, book),
        Content::Title => title(rng, &mut canvas, book),
        Content::Closing { leaves } => closing(rng, &mut canvas, book, *leaves),
        Content::Acts { authority, .. } if book.layout == Layout::Columns => {
            let px = book.style.type_px * 0.8;
            canvas.strike(rng, &book.style.typewriter, px, 80.0, 92.0, &book.authorities[*authority]);
        }
        _ => {}
    }
    if let (true, Some(leaf)) = (page.recto, &page.leaf) {
        let px = book.style.type_px * 1.1;
        let right = canvas.print.width() as f32 - CORNER.0;
        let x = right - canvas::width(&book.style.typewriter, px, leaf);
        canvas.strike(rng, &book.style.typewriter, px, x, CORNER.1, leaf);
    }
    (canvas, records)
}

/// Print and type on the page's paper; the cover is cloth.
fn inked(
    rng: &mut impl Rng,
    book: &Book,
    page: &BookPage,
    canvas: &Canvas,
    behind: Option<&GrayImage>,
) -> RgbImage {
    let wear = book.wear;
    let ribbon = RIBBONS[rng.random_range(0..RIBBONS.len())];
    let (form, typed) = (0.85 - 0.2 * wear * rng.random::<f32>(), 0.95 - 0.3 * wear * rng.random::<f32>());
    let through = behind.map(|b| imageops::blur(&imageops::thumbnail(b, b.width() / 2, b.height() / 2), 1.5));
    let cover = page.content == Content::Cover;
    let paper = if cover { [96.0, 74.0, 58.0] } else { [238.0, 230.0, 210.0] };
    let print = if cover { [212.0, 196.0, 150.0] } else { [38.0, 34.0, 30.0] };
    RgbImage::from_fn(canvas.print.width(), canvas.print.height(), |x, y| {
        let mut tone = paper;
        if let Some(through) = &through {
            let (x, y) = ((x / 2).min(through.width() - 1), (y / 2).min(through.height() - 1));
            mix(&mut tone, [140.0, 124.0, 110.0], ink(through, x, y) * THROUGH * wear.max(0.2));
        }
        mix(&mut tone, print, ink(&canvas.print, x, y) * form);
        mix(&mut tone, ribbon, ink(&canvas.typed, x, y) * typed);
        Rgb(tone.map(|t| t.clamp(0.0, 255.0) as u8))
    })
}

fn cover(canvas: &mut Canvas, book: &Book) {
    let middle = canvas.print.height() as f32 * 0.35;
    centred(canvas, book, 1.6, middle, "КНИГА ЗАПИСЕЙ");
    centred(canvas, book, 1.2, middle + 90.0, acts_of(book.kind));
    centred(canvas, book, 1.4, middle + 190.0, &book.year.to_string());
}

fn title(rng: &mut impl Rng, canvas: &mut Canvas, book: &Book) {
    let top = canvas.print.height() as f32 * 0.22;
    centred(canvas, book, 1.5, top, "КНИГА РЕГИСТРАЦИИ");
    centred(canvas, book, 1.2, top + 80.0, acts_of(book.kind));
    let mut y = top + 220.0;
    for authority in &book.authorities {
        strike_centred(rng, canvas, book, y, authority);
        y += 60.0;
    }
    for (label, day) in [("Начата", 3), ("Окончена", 29)] {
        y += 90.0;
        let month = if day == 3 { "января" } else { "декабря" };
        strike_centred(rng, canvas, book, y, &format!("{label} «{day}» {month} {} г.", book.year));
    }
}

fn closing(rng: &mut impl Rng, canvas: &mut Canvas, book: &Book, leaves: u32) {
    let text = format!(
        "В настоящей книге прошнуровано, пронумеровано и скреплено печатью {leaves} ({}) листов",
        in_words::russian(leaves)
    );
    let room = canvas.print.width() as f32 * 0.7;
    let mut y = canvas.print.height() as f32 * 0.4;
    for line in canvas::wrap(&book.style.typewriter, book.style.type_px, &text, room) {
        let x = canvas.print.width() as f32 * 0.15;
        canvas.strike(rng, &book.style.typewriter, book.style.type_px, x, y, &line);
        y += book.style.type_px * 1.6;
    }
    strike_centred(rng, canvas, book, y + 80.0, "Заведующий бюро ЗАГС");
}

fn acts_of(kind: ActType) -> &'static str {
    match kind {
        ActType::Death => "АКТОВ О СМЕРТИ",
        ActType::Marriage => "АКТОВ О ЗАКЛЮЧЕНИИ БРАКА",
        ActType::Divorce => "АКТОВ О РАСТОРЖЕНИИ БРАКА",
        _ => "АКТОВ О РОЖДЕНИИ",
    }
}

fn centred(canvas: &mut Canvas, book: &Book, scale: f32, y: f32, text: &str) {
    let (font, px) = (&book.style.faces.bold, book.style.label_px * scale);
    let x = (canvas.print.width() as f32 - canvas::width(font, px, text)) / 2.0;
    canvas.print(font, px, x, y, text);
}

fn strike_centred(rng: &mut impl Rng, canvas: &mut Canvas, book: &Book, y: f32, text: &str) {
    let (font, px) = (&book.style.typewriter, book.style.type_px);
    let x = (canvas.print.width() as f32 - canvas::width(font, px, text)) / 2.0;
    canvas.strike(rng, font, px, x, y, text);
}
