//! The camera over the book: where the sheet lies in the frame, light, gutter shadow, focus, grain, JPEG.
//! Not for what lies under it: see `sheet`.

use image::{ExtendedColorType, GrayImage, ImageEncoder, RgbImage, codecs::jpeg, imageops};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use register::{
    geometry::{Point, Rect},
    page::Side,
};

use super::{Book, blur, fault::Fault, sheet::Sheet, shots::Shot, thing};
use crate::{canvas::Placed, paper::Capture};

/// What all captures of a book share.
pub(super) struct Camera {
    /// Does it see no colours?
    gray: bool,
    /// What the book lies on.
    ground: [f32; 3],
    /// Ground left around the sheet, share of its width and height.
    margin: f32,
    /// Pixels per inch the files state.
    stated: Option<u16>,
}

/// What books are laid on: black cloth, grey card, wood.
const GROUNDS: [[f32; 3]; 3] = [[26.0, 26.0, 28.0], [112.0, 112.0, 110.0], [134.0, 98.0, 66.0]];
/// Pixels per inch the sheets are drawn at.
const PPI: u16 = 200;
/// How much darker paper is in the fold, and how far the shadow reaches, pixels.
const FOLD: (f32, f32) = (0.5, 36.0);

impl Camera {
    /// One of the ways books are shot.
    pub(super) fn choose(rng: &mut impl Rng) -> Self {
        Self {
            gray: rng.random_bool(0.4),
            ground: GROUNDS[rng.random_range(0..GROUNDS.len())],
            margin: if rng.random() { 0.0 } else { rng.random_range(0.015..0.05) },
            stated: rng.random_bool(0.6).then_some(PPI),
        }
    }
}

/// How the sheet lies in the frame: scan = middle + scale · turned(sheet − its middle) + shift.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pose {
    /// Width and height of the frame, pixels.
    pub(super) frame: (u32, u32),
    sheet: (f32, f32),
    scale: f32,
    degrees: f32,
    shift: (f32, f32),
}

impl Pose {
    fn choose(rng: &mut impl Rng, book: &Book, sheet: &Sheet, fault: Option<Fault>) -> Self {
        let (w, h) = (sheet.picture.width() as f32, sheet.picture.height() as f32);
        let margin = book.camera.margin;
        // A frame that fits the page tightly leaves little play before something is cut off.
        let play = if margin > 0.0 { 1.0 } else { 0.4 };
        let mut swing = |most: f32| rng.random_range(-most..most) * play;
        let mut pose = Self {
            frame: ((w * (1.0 + 2.0 * margin)) as u32, (h * (1.0 + 2.0 * margin)) as u32),
            sheet: (w, h),
            scale: 1.0 + swing(0.008),
            degrees: swing(1.6) * book.wear.min(0.8) + swing(0.1),
            shift: (swing(0.008) * w, swing(0.008) * h),
        };
        if let Some(Fault::Clipped { side, into }) = fault {
            pose.cut(side, cut(&sheet.ink, side, into));
        }
        pose
    }

    /// Moves the sheet so that its column or row `at` lies on the border of the frame.
    fn cut(&mut self, side: Side, at: f32) {
        let (w, h) = (self.frame.0 as f32, self.frame.1 as f32);
        let x = w / 2.0 + self.scale * (at - self.sheet.0 / 2.0);
        let y = h / 2.0 + self.scale * (at - self.sheet.1 / 2.0);
        match side {
            Side::Left => self.shift.0 = -x,
            Side::Right => self.shift.0 = w - x,
            Side::Top => self.shift.1 = -y,
            Side::Bottom => self.shift.1 = h - y,
        }
    }

    /// From the sheet to the scan.
    pub(super) fn to_scan(self, (x, y): (f32, f32)) -> (f32, f32) {
        let (sin, cos) = self.degrees.to_radians().sin_cos();
        let (x, y) = (x - self.sheet.0 / 2.0, y - self.sheet.1 / 2.0);
        (
            self.frame.0 as f32 / 2.0 + self.scale * (x * cos - y * sin) + self.shift.0,
            self.frame.1 as f32 / 2.0 + self.scale * (x * sin + y * cos) + self.shift.1,
        )
    }

    /// From the scan to the sheet.
    fn to_sheet(self, (x, y): (f32, f32)) -> (f32, f32) {
        let (sin, cos) = self.degrees.to_radians().sin_cos();
        let x = (x - self.frame.0 as f32 / 2.0 - self.shift.0) / self.scale;
        let y = (y - self.frame.1 as f32 / 2.0 - self.shift.1) / self.scale;
        (x * cos + y * sin + self.sheet.0 / 2.0, y * cos - x * sin + self.sheet.1 / 2.0)
    }
}

/// Shoots the sheet.
pub(super) fn capture(book: &Book, sheet: &Sheet, shot: &Shot) -> Capture {
    let mut rng = ChaCha8Rng::seed_from_u64(shot.seed);
    let pose = Pose::choose(&mut rng, book, sheet, shot.fault);
    let mut picture = expose(&mut rng, book, sheet, pose);
    if let Some(Fault::Covered { side, along, reach, width }) = shot.fault {
        let page = sheet.picture.width() as f32 / if shot.open { 2.0 } else { 1.0 };
        let lies = thing::Lies { side, along, reach: reach * page, width: width * page };
        thing::lay(&mut rng, &mut picture, &sheet.ink, pose, lies);
    }
    picture = blur::gaussian(&picture, 0.35 + 0.4 * book.wear + rng.random_range(0.0..0.1));
    let (mut gain, mut stray, mut scale) = (1.0, 0.0, 1.0);
    match shot.fault {
        Some(Fault::Unsharp { sigma }) => picture = blur::gaussian(&picture, sigma),
        Some(Fault::Moved { length, degrees }) => picture = blur::motion(&picture, length, degrees),
        Some(Fault::Light { gain: g, stray: s }) => (gain, stray) = (g, s),
        Some(Fault::Far { scale: s }) => scale = s,
        _ => {}
    }
    if scale < 1.0 {
        let side = |pixels: u32| (pixels as f32 * scale) as u32;
        picture = imageops::thumbnail(&picture, side(picture.width()), side(picture.height()));
    }
    develop(&mut rng, &mut picture, gain, stray, 1.5 + 4.0 * book.wear);
    let placed = sheet.placed.iter().map(|p| on_scan(p, pose, scale)).collect();
    let quality = (90.0 - 25.0 * book.wear) as u8;
    Capture { jpeg: encode(&picture, &book.camera, quality), placed, skew: pose.degrees.into() }
}

/// Light falling on sheet and ground through an ideal lens.
fn expose(rng: &mut impl Rng, book: &Book, sheet: &Sheet, pose: Pose) -> RgbImage {
    let (w, h) = (sheet.picture.width() as f32, sheet.picture.height() as f32);
    let (fall, lean) = (rng.random_range(0.03..0.14) * book.wear.max(0.3), rng.random_range(-1.0..1.0_f32));
    let level = rng.random_range(0.93..1.03);
    let fold = sheet.gutter.map(|share| share * w);
    RgbImage::from_fn(pose.frame.0, pose.frame.1, |x, y| {
        let (u, v) = pose.to_sheet((x as f32 + 0.5, y as f32 + 0.5));
        let on_paper = |u: f32| (0.0..w).contains(&u) && (0.0..h).contains(&v);
        // Beyond the fold of a single page the next page begins.
        let beyond = fold.is_some_and(|f| (f == 0.0 && u < 0.0) || (f == w && u >= w));
        let mut tone = if on_paper(u) {
            sample(&sheet.picture, u - 0.5, v - 0.5)
        } else if beyond && (0.0..h).contains(&v) {
            [232.0, 224.0, 204.0]
        } else {
            let weave = ((x * 7 + y * 13) % 11) as f32 - 5.0;
            book.camera.ground.map(|t| t + weave)
        };
        let across = x as f32 / pose.frame.0 as f32 - 0.5;
        let down = y as f32 / pose.frame.1 as f32 - 0.5;
        let mut light = level * (1.0 - fall * (0.5 + across * lean + down * (1.0 - lean.abs())));
        if let Some(fold) = fold.filter(|_| on_paper(u) || beyond) {
            light *= 1.0 - FOLD.0 * (-(u - fold).abs() / FOLD.1).exp();
        }
        tone = tone.map(|t| t * light);
        image::Rgb(tone.map(|t| t.clamp(0.0, 255.0) as u8))
    })
}

fn sample(picture: &RgbImage, x: f32, y: f32) -> [f32; 3] {
    let (w, h) = (picture.width() - 1, picture.height() - 1);
    let (x, y) = (x.clamp(0.0, w as f32), y.clamp(0.0, h as f32));
    let (x0, y0) = (x as u32, y as u32);
    let (fx, fy) = (x - x0 as f32, y - y0 as f32);
    let (x1, y1) = ((x0 + 1).min(w), (y0 + 1).min(h));
    let [a, b, c, d] = [(x0, y0), (x1, y0), (x0, y1), (x1, y1)].map(|(x, y)| picture.get_pixel(x, y).0);
    std::array::from_fn(|i| {
        let upper = f32::from(a[i]) * (1.0 - fx) + f32::from(b[i]) * fx;
        let lower = f32::from(c[i]) * (1.0 - fx) + f32::from(d[i]) * fx;
        upper * (1.0 - fy) + lower * fy
    })
}

/// Grains drawn once and laid over the picture from changing places: as good as new ones, and fast.
const GRAINS: usize = 1 << 16;

fn develop(rng: &mut impl Rng, picture: &mut RgbImage, gain: f32, stray: f32, grain: f32) {
    let grains: Vec<f32> =
        (0..GRAINS).map(|_| (0..3).map(|_| rng.random_range(-1.0..1.0_f32)).sum::<f32>() * grain).collect();
    for row in picture.chunks_exact_mut(768) {
        let start = rng.random_range(0..GRAINS - 256);
        for (pixel, grain) in row.chunks_exact_mut(3).zip(&grains[start..]) {
            for c in pixel {
                *c = (f32::from(*c) * gain + stray + grain).clamp(0.0, 255.0) as u8;
            }
        }
    }
}

fn encode(picture: &RgbImage, camera: &Camera, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg::JpegEncoder::new_with_quality(&mut bytes, quality);
    if let Some(ppi) = camera.stated {
        encoder.set_pixel_density(jpeg::PixelDensity::dpi(ppi));
    }
    let (width, height) = picture.dimensions();
    let done = if camera.gray {
        let gray: GrayImage = imageops::grayscale(picture);
        encoder.write_image(gray.as_raw(), width, height, ExtendedColorType::L8)
    } else {
        encoder.write_image(picture.as_raw(), width, height, ExtendedColorType::Rgb8)
    };
    done.expect("encoding into memory cannot fail for an image that fits in it");
    bytes
}

/// The box of an entry on the scan.
fn on_scan(placed: &Placed, pose: Pose, scale: f32) -> Placed {
    let corners: Vec<Point> = placed
        .rect
        .corners()
        .into_iter()
        .map(|p| pose.to_scan((p.x as f32, p.y as f32)))
        .map(|(x, y)| Point::new((x * scale).into(), (y * scale).into()))
        .collect();
    Placed { rect: Rect::around(&corners), ..placed.clone() }
}

/// Strokes a cut must go through to be seen as one.
const STROKES_CUT: usize = 6;
/// Pixels of ink along the cut from which a stroke is a letter's: rules and dots are thinner.
const STROKE: u32 = 4;

/// The column (or row) of the sheet, `into` pixels behind where the writing begins at a side, that cuts
/// through letters.
fn cut(ink: &GrayImage, side: Side, into: f32) -> f32 {
    let across = matches!(side, Side::Left | Side::Right);
    let (count, length) = if across { ink.dimensions() } else { (ink.height(), ink.width()) };
    let at = |line: u32, place: u32| {
        let line = if matches!(side, Side::Left | Side::Top) { line } else { count - 1 - line };
        let (x, y) = if across { (line, place) } else { (place, line) };
        ink.get_pixel(x, y).0[0] > 128
    };
    let strokes = |line: u32| {
        let (mut strokes, mut run) = (0, 0);
        for place in 0..length {
            run = if at(line, place) { run + 1 } else { 0 };
            strokes += usize::from(run == STROKE);
        }
        strokes
    };
    let begin = (0..count).find(|&line| strokes(line) >= STROKES_CUT).unwrap_or_default();
    let wanted = begin + into as u32;
    let line = (wanted..count).find(|&line| strokes(line) >= STROKES_CUT).unwrap_or(begin);
    (if matches!(side, Side::Left | Side::Top) { line } else { count - line }) as f32
}
