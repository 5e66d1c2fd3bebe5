//! What goes wrong in a capture: focus, light, framing, a hand in the picture, distance. Not for mistakes
//! of order: see `defect`.

use rand::Rng;
use register::page::{Half, Side};

use super::defect::Kind;

/// One fault of a capture, sizes in pixels of 200 an inch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fault {
    /// Out of focus: standard deviation of the blur.
    Unsharp { sigma: f32 },
    /// The book moved: length and direction (degrees) of the smear.
    Moved { length: f32, degrees: f32 },
    /// Light on every tone: a factor, and stray light added to it.
    Light { gain: f32, stray: f32 },
    /// A side lies outside the frame; how far into the writing the frame's border cuts.
    Clipped { side: Side, into: f32 },
    /// Something lies on the page from a side: where along it (share), how far in and how wide (shares of
    /// the page's width).
    Covered { side: Side, along: f32, reach: f32, width: f32 },
    /// Shot from too far away: pixels left of one.
    Far { scale: f32 },
}

impl Fault {
    /// A fault of `kind`, if that kind is one of capture; `recto` says on which side a single page is bound.
    pub(super) fn choose(rng: &mut impl Rng, kind: Kind, open: bool, recto: bool) -> Option<Self> {
        // Hands and frames come from outside, never from the gutter.
        let outer = if open && rng.random() || !open && !recto { Side::Left } else { Side::Right };
        Some(match kind {
            Kind::OutOfFocus if rng.random_bool(0.3) => {
                Fault::Moved { length: rng.random_range(8.0..16.0), degrees: rng.random_range(0.0..180.0) }
            }
            // 2.5 pixels at 300 an inch and worse.
            Kind::OutOfFocus => Fault::Unsharp { sigma: rng.random_range(1.7..4.2) },
            Kind::TooDark => Fault::Light { gain: rng.random_range(0.2..0.42), stray: 0.0 },
            Kind::TooBright => {
                Fault::Light { gain: rng.random_range(1.5..1.9), stray: rng.random_range(20.0..60.0) }
            }
            Kind::Clipped => {
                let side = if rng.random_bool(0.25) { Side::Top } else { outer };
                Fault::Clipped { side, into: rng.random_range(15.0..90.0) }
            }
            Kind::Covered => Fault::Covered {
                side: if rng.random_bool(0.3) { Side::Bottom } else { outer },
                along: rng.random_range(0.15..0.85),
                reach: rng.random_range(0.11..0.24),
                width: rng.random_range(0.055..0.1),
            },
            Kind::LowResolution => Fault::Far { scale: rng.random_range(0.33..0.48) },
            _ => return None,
        })
    }

    /// The page of an open book that is touched, where only one is.
    pub(super) fn half(&self, open: bool) -> Option<Half> {
        match self {
            Fault::Clipped { side: Side::Left, .. } | Fault::Covered { side: Side::Left, .. } if open => {
                Some(Half::Left)
            }
            Fault::Clipped { side: Side::Right, .. } | Fault::Covered { side: Side::Right, .. } if open => {
                Some(Half::Right)
            }
            _ => None,
        }
    }
}
