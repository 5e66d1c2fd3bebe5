//! What reading with a line model and learning it have to agree on: how it looks at a line, and what its whole numbers are worth. Not
//! for the sums of either.
//!
//! `scripts/train/model.py` and `export.py` say the same: what is changed here must be changed there.

/// Pixels of a line for one step of scores.
pub(crate) const STEP: usize = 4;
/// Paper after the last letter, pixels: the last step has to see that nothing follows.
pub(crate) const AFTER: usize = 8;
/// How the convolutions look, in order: pixels of the window's side, every how many pixels, and whether the higher of
/// two rows goes on.
pub(crate) const LOOKS: [(usize, usize, bool); 6] =
    [(5, 2, false), (3, 2, false), (3, 1, true), (3, 1, false), (3, 1, true), (3, 1, false)];
/// Ink comes in ninetieths, with this for paper: 0.2 lighter than paper is 0, 1.2 of ink 126.
pub(crate) const PAPER: u8 = 18;
pub(crate) const INK: f32 = 90.0;
/// What an LSTM gives lies between -1 and 1 and is told in 63rds, with this for 0.
pub(crate) const NOTHING: u8 = 64;
pub(crate) const PARTS: f32 = 63.0;
/// The largest whole number of 7 bits, which flows between layers, and of a weight of 8.
pub(crate) const MOST: f32 = 127.0;
