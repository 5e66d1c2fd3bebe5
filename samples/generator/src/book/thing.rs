//! Things that lie on a page while it is shot: a finger, a glove, a weight. Not for stains, which belong to
//! the page.

use image::{GrayImage, Rgb, RgbImage};
use rand::Rng;
use register::page::Side;

use super::camera::Pose;

/// How a thing lies, pixels of the sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lies {
    /// The side it comes from.
    pub(super) side: Side,
    /// Where along that side, share.
    pub(super) along: f32,
    /// How far it reaches in.
    pub(super) reach: f32,
    /// How wide it is.
    pub(super) width: f32,
}

/// Skins, a cotton glove, a lead weight in cloth.
const TONES: [[f32; 3]; 5] = [
    [214.0, 164.0, 132.0],
    [188.0, 134.0, 102.0],
    [122.0, 82.0, 58.0],
    [52.0, 52.0, 58.0],
    [104.0, 70.0, 50.0],
];

/// A rounded bar from `root`, outside the frame, to `tip`.
struct Bar {
    root: (f32, f32),
    tip: (f32, f32),
    radius: f32,
}

/// Lays something on the page that covers some of its ink.
pub(super) fn lay(rng: &mut impl Rng, picture: &mut RgbImage, ink: &GrayImage, pose: Pose, lies: Lies) {
    let tone = TONES[rng.random_range(0..TONES.len())];
    let lean = rng.random_range(-0.4..0.4);
    let mut lies = lies;
    while !covers(ink, &lies) && lies.reach < lies.width * 3.5 {
        lies.reach += lies.width / 2.0;
    }
    let bar = bar(ink, pose, lies, lean);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let (far, along) = bar.distance(x as f32, y as f32);
        let shadow = (1.35 - far / bar.radius) / 0.35;
        if far < bar.radius {
            // Round as a finger: darker towards its flanks.
            let shade = 1.0 - 0.35 * (far / bar.radius).powi(3) + 0.04 * (along * 9.0).sin();
            *pixel = Rgb(tone.map(|t| (t * shade).clamp(0.0, 255.0) as u8));
        } else if shadow > 0.0 {
            pixel.0 = pixel.0.map(|c| (f32::from(c) * (1.0 - 0.3 * shadow)) as u8);
        }
    }
}

fn bar(ink: &GrayImage, pose: Pose, lies: Lies, lean: f32) -> Bar {
    let (w, h) = (ink.width() as f32, ink.height() as f32);
    let deep = lies.reach - lies.width / 2.0;
    let away = w.max(h);
    let (tip, root) = match lies.side {
        Side::Left => ((deep, lies.along * h), (-away, lies.along * h + lean * away)),
        Side::Right => ((w - deep, lies.along * h), (w + away, lies.along * h + lean * away)),
        Side::Top => ((lies.along * w, deep), (lies.along * w + lean * away, -away)),
        Side::Bottom => ((lies.along * w, h - deep), (lies.along * w + lean * away, h + away)),
    };
    Bar { root: pose.to_scan(root), tip: pose.to_scan(tip), radius: lies.width / 2.0 }
}

/// Is there ink where the tip comes to lie?
fn covers(ink: &GrayImage, lies: &Lies) -> bool {
    let (w, h) = (ink.width() as f32, ink.height() as f32);
    let half = lies.width / 2.0;
    let (x, y) = match lies.side {
        Side::Left => (lies.reach - half, lies.along * h),
        Side::Right => (w - lies.reach + half, lies.along * h),
        Side::Top => (lies.along * w, lies.reach - half),
        Side::Bottom => (lies.along * w, h - lies.reach + half),
    };
    let range = |at: f32, most: u32| (((at - half).max(0.0)) as u32)..(((at + half) as u32).min(most));
    range(y, ink.height()).any(|y| range(x, ink.width()).any(|x| ink.get_pixel(x, y).0[0] > 128))
}

impl Bar {
    /// How far a pixel lies from the bar's axis, and where along it (0 root, 1 tip).
    fn distance(&self, x: f32, y: f32) -> (f32, f32) {
        let (dx, dy) = (self.tip.0 - self.root.0, self.tip.1 - self.root.1);
        let along = ((x - self.root.0) * dx + (y - self.root.1) * dy) / (dx * dx + dy * dy);
        let along = along.clamp(0.0, 1.0);
        let (px, py) = (self.root.0 + dx * along, self.root.1 + dy * along);
        ((x - px).hypot(y - py), along)
    }
}
