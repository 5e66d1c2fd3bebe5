//! Strike-outs: a wrong entry struck through, the right one written above it. Not for breaches: the act
//! says what is right.

use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::{
    super::book::{Book, Form},
    Leaf,
};
use crate::{canvas::Canvas, layouts::Style};

/// Share of acts with a correction.
const SHARE: f64 = 0.1;
/// Parts of keys that clerks mend.
const MENDED: [&str; 4] = [".given", ".surname", ".occupation", ".cause"];

/// One correction: the act's place in the book, the field, and what is right.
pub(super) struct Correction {
    act: usize,
    key: String,
    right: String,
}

/// Writes wrong entries into some acts that begin on a scan; gives what is to be put right.
pub(super) fn strike_out(
    rng: &mut ChaCha8Rng,
    book: &Book,
    leaves: &mut [Leaf],
    scan: u32,
) -> Vec<Correction> {
    // The rows of a spread are too low for a second line.
    if book.form == Form::Spread {
        return Vec::new();
    }
    let mut corrections = Vec::new();
    for (act, leaf) in leaves.iter_mut().enumerate().filter(|(_, l)| l.place.scan == scan) {
        if !rng.random_bool(SHARE) {
            continue;
        }
        let mut fitting = leaf.record.entries.iter_mut().filter(|e| {
            MENDED.iter().any(|part| e.spec.key.ends_with(part))
                && (5..16).contains(&e.written.chars().count())
        });
        let nth = rng.random_range(0..4);
        if let Some(entry) = fitting.nth(nth) {
            let right = entry.written.clone();
            entry.written = wrong(&right);
            corrections.push(Correction { act, key: entry.spec.key.clone(), right });
        }
    }
    corrections
}

/// Two letters in the middle have changed places.
fn wrong(right: &str) -> String {
    let mut letters: Vec<char> = right.chars().collect();
    let middle = letters.len() / 2;
    letters.swap(middle, middle - 1);
    if letters[middle] == letters[middle - 1] {
        letters.remove(middle);
    }
    letters.into_iter().collect()
}

/// Strikes the wrong entries through and writes the right ones above.
pub(super) fn write(rng: &mut ChaCha8Rng, style: &Style, canvas: &mut Canvas, corrections: &[Correction]) {
    for correction in corrections {
        let found = canvas.placed.iter().position(|p| p.act == correction.act && p.key == correction.key);
        let Some(at) = found else { continue };
        let rect = canvas.placed[at].rect;
        let (left, right) = (rect.left as f32, rect.right as f32);
        let y = (rect.top + rect.height() * 0.55) as f32;
        stroke(canvas, (left - 4.0, y + 3.0), (right + 4.0, y - 3.0));
        let (px, base) = (style.type_px * 0.72, rect.top as f32 + style.type_px * 0.12);
        let above = match &style.hand {
            Some(hand) => canvas.write(rng, hand, px, left + 12.0, base, &correction.right),
            None => canvas.strike(rng, &style.typewriter, px, left + 12.0, base, &correction.right),
        };
        canvas.placed[at].rect = rect.union(&above);
    }
}

fn stroke(canvas: &mut Canvas, from: (f32, f32), to: (f32, f32)) {
    let steps = (to.0 - from.0).max(1.0) as u32;
    for step in 0..steps {
        let share = step as f32 / steps as f32;
        let (x, y) = (from.0 + step as f32, from.1 + (to.1 - from.1) * share);
        for thick in 0..3 {
            if x >= 0.0 && (x as u32) < canvas.typed.width() && (y as u32 + thick) < canvas.typed.height() {
                canvas.typed.put_pixel(x as u32, y as u32 + thick, image::Luma([235]));
            }
        }
    }
}
