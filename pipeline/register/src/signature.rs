//! What a page looks like, coarsely: enough to know the same page again in a second shot. Not for telling what
//! stands on it.

use serde::{Deserialize, Serialize};

mod doubled;
mod entries;

pub use doubled::{Doubled, doubled};

/// Cells across a page.
pub const COLUMNS: usize = 36;
/// Cells down a page: a line of writing is told from the next.
pub const ROWS: usize = 58;

/// Digits of the text, six bits each.
const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
/// Levels of a cell; three cells make two digits.
const LEVELS: u16 = 16;
/// Mean ink of the darkest level: denser writing is rare.
const DENSEST: f32 = 0.4;

/// The look of a page, as a short text of its own making; equal pages have nearly equal signatures.
///
/// The ink of `ROWS` times `COLUMNS` cells, row by row, in the box its ink spans: 16 levels, finer for
/// little ink, three cells in two digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Signature(pub String);

impl Signature {
    /// The signature of a page whose cells have this mean ink, 0 to 1.
    pub fn of(cells: &[f32]) -> Self {
        let top = f32::from(LEVELS - 1);
        let level = |&ink: &f32| ((ink / DENSEST).clamp(0.0, 1.0).sqrt() * top).round() as u16;
        let mut text = String::with_capacity(cells.len() * 2 / 3 + 2);
        for three in cells.chunks(3) {
            let bits = three.iter().fold(0, |bits, cell| bits * LEVELS + level(cell));
            text.push(char::from(DIGITS[usize::from(bits >> 6)]));
            text.push(char::from(DIGITS[usize::from(bits & 63)]));
        }
        Self(text)
    }

    /// The cells' levels, 0 to 1; nothing where the text is no signature.
    pub fn cells(&self) -> Option<Vec<f32>> {
        let digits: Vec<u16> = self.0.bytes().map(digit).collect::<Option<_>>()?;
        if digits.len() != ROWS * COLUMNS * 2 / 3 {
            return None;
        }
        let bits = digits.chunks_exact(2).map(|pair| pair[0] << 6 | pair[1]);
        let levels = bits.flat_map(|b| [b >> 8, b >> 4 & 15, b & 15]);
        Some(levels.map(|l| f32::from(l) / f32::from(LEVELS - 1)).collect())
    }

    /// Share of the cells that bear any writing, 0 to 1, those of the middle third of the columns left out: there an
    /// open book has its gutter. Nothing where the text is no signature.
    pub fn written_beside_gutter(&self) -> Option<f64> {
        let cells = self.cells()?;
        let gutter = COLUMNS / 3..COLUMNS * 2 / 3;
        let beside = cells.iter().enumerate().filter(|(nth, _)| !gutter.contains(&(nth % COLUMNS)));
        let written = beside.filter(|(_, level)| **level > 0.0).count();
        let all = ROWS * (COLUMNS - gutter.len());
        #[expect(clippy::cast_precision_loss, reason = "a page has some thousand cells")]
        Some(written as f64 / all as f64)
    }
}

fn digit(byte: u8) -> Option<u16> {
    DIGITS.iter().position(|&d| d == byte).map(|d| d as u16)
}
